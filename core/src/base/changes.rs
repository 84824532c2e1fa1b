//! What changed: published after every commit, so that views ask again and the reminder loop wakes.

use std::collections::BTreeSet;
use std::sync::{PoisonError, RwLock};

use serde::Serialize;
use ts_rs::TS;

macro_rules! topics {
    ($($(#[$said:meta])* $topic:ident,)*) => {
        /// An event topic: a concept whose rows a write touched.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
        #[serde(rename_all = "snake_case")]
        pub enum Topic {
            $($(#[$said])* $topic,)*
        }

        impl Topic {
            const ALL: &[Self] = &[$(Self::$topic,)*];
        }
    };
}

topics! {
    /// People.
    People,
    /// Relationships and their phases.
    Relationships,
    /// Meetings and agenda points.
    Meetings,
    /// Promises.
    Actions,
    /// The advice ledger.
    Advice,
    /// Decisions, and what was said of them.
    Decisions,
    /// Challenges, what was said of them and what was tried.
    Challenges,
    /// The journal.
    Journal,
    /// Goals, milestones, check-ins.
    Goals,
    /// The library and its files.
    Resources,
    /// Private notes.
    Notes,
    /// The inbox of reminders.
    Reminders,
    /// Agenda templates and the bank of questions.
    Templates,
    /// Language, zone, look.
    Settings,
    /// What was deleted.
    Bin,
    /// Backups, and where they lie.
    Backups,
}

/// A change event: the topics of one commit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Changed {
    /// The concepts touched.
    #[ts(as = "Vec<Topic>")]
    pub topics: BTreeSet<Topic>,
}

impl Changed {
    /// The change event of another process's write: any topic may have changed.
    pub fn everything() -> Self {
        Self {
            topics: Topic::ALL.iter().copied().collect(),
        }
    }

    /// The change event of a backup that was made or deleted.
    pub(crate) fn backups() -> Self {
        Self {
            topics: BTreeSet::from([Topic::Backups]),
        }
    }

    /// Whether the change may move something that is due. What a person plans may, and so may a note: a meeting that has
    /// one waits for none any more.
    pub fn may_move_what_is_due(&self) -> bool {
        self.topics
            .iter()
            .any(|topic| !matches!(topic, Topic::Resources | Topic::Backups))
    }
}

type Listener = Box<dyn Fn(&Changed) + Send + Sync>;

/// The subscribers of change events.
#[derive(Default)]
pub struct Changes(RwLock<Vec<Listener>>);

impl Changes {
    /// Calls `listener` after every commit that touched something a view shows.
    pub fn subscribe(&self, listener: impl Fn(&Changed) + Send + Sync + 'static) {
        self.0
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .push(Box::new(listener));
    }

    pub(crate) fn publish(&self, changed: &Changed) {
        if changed.topics.is_empty() {
            return;
        }
        for listener in self.0.read().unwrap_or_else(PoisonError::into_inner).iter() {
            listener(changed);
        }
    }
}
