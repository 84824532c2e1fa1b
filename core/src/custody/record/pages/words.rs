//! The words of the database as the app says them. Every match is whole: a new word has no page until it has a name.

use serde::Deserialize as _;
use serde::de::IntoDeserializer as _;
use serde::de::value::Error;

use crate::actions::ActionState;
use crate::advice::AdviceState;
use crate::amendments::Amended;
use crate::challenges::ChallengeState;
use crate::contacts::ContactKind;
use crate::goals::{GoalKind, GoalState};
use crate::meetings::{Channel, MeetingState, Side};
use crate::notes::NoteAspect;
use crate::people::{Pronoun, Role};
use crate::questions::Occasion;
use crate::relationships::{Kind, Phase};
use crate::resources::{Direction, ReadStatus, ResourceKind};

/// A word the database keeps, which has a key in the catalogue.
pub(super) trait Worded {
    /// The key.
    fn key(self) -> &'static str;
}

macro_rules! worded {
    ($($kind:ident { $($word:ident => $key:literal),+ $(,)? })+) => {$(
        impl Worded for $kind {
            fn key(self) -> &'static str {
                match self {
                    $(Self::$word => $key),+
                }
            }
        }
    )+};
}

worded! {
    Pronoun { She => "person_pronoun_she", He => "person_pronoun_he", They => "person_pronoun_they" }
    Role { Mentee => "room_i_am_mentee", Mentor => "room_i_am_mentor", Peer => "room_i_am_peer" }
    Kind {
        Informal => "room_kind_informal",
        Formal => "room_kind_formal",
        Peer => "room_kind_peer",
        Reverse => "room_kind_reverse",
        Skill => "room_kind_skill",
        Project => "room_kind_project",
        Distance => "room_kind_distance",
        Group => "room_kind_group",
    }
    Phase {
        Prospect => "room_phase_prospect",
        Contacted => "room_phase_contacted",
        Trial => "room_phase_trial",
        Active => "room_phase_active",
        Paused => "room_phase_paused",
        WindingDown => "room_phase_winding_down",
        Ended => "room_phase_ended",
        Alumni => "room_phase_alumni",
    }
    MeetingState {
        Planned => "meeting_state_planned",
        Held => "meeting_state_held",
        Missed => "meeting_state_missed",
        Moved => "meeting_state_moved",
        Cancelled => "meeting_state_cancelled",
    }
    Channel {
        InPerson => "meeting_channel_in_person",
        Video => "meeting_channel_video",
        Phone => "meeting_channel_phone",
        Writing => "meeting_channel_writing",
    }
    Side { Mine => "side_mine", Theirs => "side_theirs" }
    ActionState { Open => "record_goal_open", Done => "record_promise_done", Dropped => "action_was_let_go" }
    AdviceState {
        New => "advice_state_new",
        Trying => "advice_state_trying",
        Later => "advice_state_later",
        Declined => "advice_state_declined",
        Tried => "advice_state_tried",
    }
    ChallengeState {
        Open => "challenge_state_open",
        Solved => "challenge_state_solved",
        Dropped => "challenge_state_dropped",
    }
    GoalState {
        Open => "record_goal_open",
        Reached => "goal_history_reached",
        Dropped => "goal_history_dropped",
    }
    GoalKind {
        Skill => "goal_kind_skill",
        Certification => "goal_kind_certification",
        Project => "goal_kind_project",
        Network => "goal_kind_network",
        Confidence => "goal_kind_confidence",
        Leadership => "goal_kind_leadership",
        Other => "goal_kind_other",
    }
    ResourceKind {
        Link => "resource_kind_link",
        File => "resource_kind_file",
        Book => "resource_kind_book",
        Course => "resource_kind_course",
        Person => "resource_kind_person",
    }
    ReadStatus {
        ToRead => "resource_to_read",
        Read => "resource_read",
        Applied => "resource_applied",
    }
    Direction { Given => "room_resource_given", Received => "room_resource_received" }
    Occasion {
        FirstMeeting => "occasion_first_meeting",
        Regular => "occasion_regular",
        Stuck => "occasion_stuck",
        Decision => "occasion_decision",
        Feedback => "occasion_feedback",
        Review => "occasion_review",
        Closing => "occasion_closing",
    }
    Amended {
        DueOn => "record_due",
        TargetOn => "goal_target",
        Kind => "room_kind",
        Role => "room_role",
        Cadence => "room_cadence",
        EndsOn => "room_ends_on",
    }
}

impl Worded for ContactKind {
    fn key(self) -> &'static str {
        self.word_key()
    }
}

impl Worded for NoteAspect {
    fn key(self) -> &'static str {
        self.word_key()
    }
}

/// The key of what was amended, where it is a word and no day.
pub(super) fn amended(field: Amended, word: &str) -> Option<&'static str> {
    let read = word.into_deserializer();
    match field {
        Amended::Kind => Kind::deserialize(read)
            .map(Worded::key)
            .map_err(ignored)
            .ok(),
        Amended::Role => Role::deserialize(read)
            .map(Worded::key)
            .map_err(ignored)
            .ok(),
        Amended::DueOn | Amended::TargetOn | Amended::Cadence | Amended::EndsOn => None,
    }
}

fn ignored(_: Error) {}
