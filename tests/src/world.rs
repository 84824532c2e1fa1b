use std::sync::{Arc, Mutex};

use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use chrono_tz::Tz;
use ithaca_core::App;
use ithaca_core::bin;
use ithaca_core::clock::FixedClock;
use ithaca_core::commands::*;
use ithaca_core::error::Error;
use ithaca_core::locale::Language;
use ithaca_core::reminders::{self, Notice};
use ithaca_core::time::resolve_local;
use serde_json::Value;
use tempfile::TempDir;

/// A desk on a real encrypted file, in a folder of its own, with the clock in the test's hand. English,
/// Monday 2 March 2026, 9:00 in Paris, until told otherwise.
pub struct World {
    /// The desk.
    pub app: App,
    clock: Arc<FixedClock>,
    folder: Arc<TempDir>,
}

impl Default for World {
    fn default() -> Self {
        Self::new()
    }
}

impl World {
    /// An empty desk.
    pub fn new() -> Self {
        Self::at("2026-03-02T09:00[Europe/Paris]")
    }

    /// An empty desk at a moment such as `2026-03-02T09:00[Europe/Paris]`.
    pub fn at(when: &str) -> Self {
        let (now, zone) = moment(when);
        let folder = Arc::new(tempfile::tempdir().expect("a temporary folder"));
        let clock = Arc::new(FixedClock::new(now, zone));
        let app =
            App::open(folder.path(), Arc::<FixedClock>::clone(&clock)).expect("a new desk opens");
        let world = Self { app, clock, folder };
        world.speak(Language::En);
        world
    }

    /// Closes the desk and opens it again from its files, at the same moment.
    pub fn reopened(self) -> Self {
        let Self { app, clock, folder } = self;
        drop(app);
        let app = App::open(folder.path(), Arc::<FixedClock>::clone(&clock))
            .expect("the desk opens again");
        Self { app, clock, folder }
    }

    /// Closes the desk and leaves its files.
    pub fn closed(self) -> Arc<TempDir> {
        self.folder
    }

    /// The data folder.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// Moves the clock on.
    pub fn advance(&self, by: Duration) {
        self.clock.advance(by);
    }

    /// Lets days go by on which the desk is looked at, as its owner does who comes by every day.
    pub fn live(&self, days: u32) {
        for _ in 0..days {
            self.advance(Duration::days(1));
            bin::let_go(&self.app).expect("what has had its time goes");
        }
    }

    /// Sets clock and zone.
    pub fn go_to(&self, when: &str) {
        let (now, zone) = moment(when);
        self.clock.set(now);
        self.clock.set_zone(zone);
    }

    /// Sets the language.
    pub fn speak(&self, language: Language) {
        let mut settings = settings_show(&self.app, SettingsShow {}).expect("settings can be read");
        settings.language = Some(language);
        settings_change(
            &self.app,
            SettingsChange {
                settings,
                shown: None,
            },
        )
        .expect("settings can be changed");
    }

    /// A person of that name.
    pub fn person(&self, name: &str) -> Person {
        let fields = PersonFields {
            name: name.to_owned(),
            ..PersonFields::default()
        };
        person_add(&self.app, PersonAdd { fields }).expect("a person can be added")
    }

    /// A person who mentors me, met every month.
    pub fn mentor(&self, name: &str) -> RelationshipRow {
        self.room(name, Role::Mentee)
    }

    /// A person I mentor, met every month.
    pub fn mentee(&self, name: &str) -> RelationshipRow {
        self.room(name, Role::Mentor)
    }

    fn room(&self, name: &str, role: Role) -> RelationshipRow {
        let person = self.person(name);
        let fields = RelationshipFields {
            role,
            kind: Kind::Informal,
            topic: String::new(),
            programme: String::new(),
            started_on: None,
            ends_on: None,
            cadence: Some(Cadence {
                every: 1,
                unit: CadenceUnit::Month,
            }),
        };
        let request = RelationshipStart {
            person_id: person.id,
            fields,
            phase: None,
        };
        relationship_start(&self.app, request).expect("a relationship can be started")
    }

    /// A meeting in a room at a local time here, 45 minutes by video.
    pub fn meeting(&self, room: &RelationshipRow, starts: &str) -> Meeting {
        let fields = MeetingFields {
            title: String::new(),
            starts_local: Some(local(starts)),
            zone: None,
            duration_minutes: 45,
            channel: Channel::Video,
            place: String::new(),
            join_link: String::new(),
        };
        meeting_plan(
            &self.app,
            MeetingPlan {
                participants: vec![room.id],
                fields,
            },
        )
        .expect("a meeting can be planned")
    }

    /// A promise of mine in a room.
    pub fn promise(&self, room: &RelationshipRow, title: &str, due: Option<&str>) -> Action {
        let fields = ActionFields {
            title: title.to_owned(),
            owner: Side::Mine,
            due_on: due.map(|due| due.parse().expect("a date")),
            relationship_id: Some(room.id),
            meeting_id: None,
            goal_id: None,
        };
        action_add(&self.app, ActionAdd { fields }).expect("a promise can be added")
    }

    /// What the desktop would be asked to show now.
    pub fn notices(&self) -> Vec<Notice> {
        reminders::take_due(&self.app).expect("due things can be taken")
    }

    /// The inbox.
    pub fn inbox(&self) -> Vec<Reminder> {
        reminder_list(&self.app, ReminderList::default())
            .expect("the inbox can be read")
            .items
    }

    /// Calls a command as the window, the CLI and the bridge do.
    pub fn call(&self, name: &str, request: Value) -> Result<Value, ApiError> {
        dispatch(&self.app, name, request)
    }

    /// The sentence a person would read for an error.
    pub fn sentence(&self, error: &Error) -> String {
        self.app.explain(error).message
    }

    /// Collects the topics published from now on.
    pub fn listen(&self) -> Arc<Mutex<Vec<String>>> {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let ears = Arc::clone(&heard);
        self.app.changes().subscribe(move |changed| {
            let topics = serde_json::to_value(changed).expect("topics are JSON");
            ears.lock()
                .expect("the list")
                .push(topics["topics"].to_string());
        });
        heard
    }
}

fn local(text: &str) -> ithaca_core::time::LocalTime {
    text.parse().expect("a local time such as 2026-03-02T14:00")
}

/// An instant and its zone, from text such as `2026-03-02T09:00[Europe/Paris]` (RFC 9557 without offset).
pub fn moment(text: &str) -> (DateTime<Utc>, Tz) {
    let (time, zone) = text
        .trim_end_matches(']')
        .split_once('[')
        .expect("a time and [a zone]");
    let zone: Tz = zone.parse().expect("a zone of the IANA database");
    let time =
        NaiveDateTime::parse_from_str(time, "%Y-%m-%dT%H:%M").expect("a local time to the minute");
    (resolve_local(time, zone).to_utc(), zone)
}
