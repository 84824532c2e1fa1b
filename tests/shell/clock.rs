//! The real app under a clock that the test moves: starts after an absence, sleep, a clock set back and forth,
//! another zone, and the days the clocks change. Whatever fell due is shown within a minute.
//!
//! libfaketime gives the app, and not its web process, the wall clock of a file; timers keep the machine's own
//! pace, as they do when a clock is set. A laptop that sleeps is a stopped process whose wall clock has jumped
//! when it goes on.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::SystemTime;

use serde_json::{Value, json};

use crate::desktop::{Desktop, Running, until};
use crate::notices::{asked, with_notifications};

/// The wall clock of the app.
struct Clock {
    file: PathBuf,
}

impl Clock {
    /// Sets it to an instant, such as `2027-03-02T08:00Z`.
    fn set(&self, to: &str) {
        let to =
            chrono::DateTime::parse_from_str(&to.replace('Z', ":00+0000"), "%Y-%m-%dT%H:%M:%S%z")
                .expect("an instant");
        let ahead = to.timestamp() - now();
        std::fs::write(&self.file, format!("{ahead:+}\n")).expect("our own folder");
    }
}

#[expect(clippy::disallowed_methods, reason = "the clock that is to be another")]
fn now() -> i64 {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    now.expect("after 1970").as_secs().cast_signed()
}

/// A desk in Paris with a room, and the app's clock.
struct Life {
    desktop: Desktop,
    clock: Clock,
    room: Value,
    app: Option<Running>,
}

impl Life {
    fn begin() -> Self {
        let (desktop, _) = with_notifications();
        let clock = Clock {
            file: desktop.home().join("wall-clock"),
        };
        let fields = json!({ "fields": { "name": "Vera Beispiel" } });
        let person = desktop.call("person_add", &fields);
        let fields = json!({ "role": "mentee", "kind": "informal" });
        let start = json!({ "person_id": person["id"], "fields": fields });
        let room = desktop.call("relationship_start", &start)["id"].clone();
        desktop.call("first_run_finish", &json!({}));
        let life = Self {
            desktop,
            clock,
            room,
            app: None,
        };
        life.live_in("Europe/Paris");
        life
    }

    fn live_in(&self, zone: &str) {
        let mut settings = self.desktop.call("settings_show", &json!({}));
        settings["zone"] = json!(zone);
        self.desktop
            .call("settings_change", &json!({ "settings": settings }));
    }

    fn promise(&self, title: &str, due: &str) {
        let fields = json!({ "title": title, "due_on": due, "relationship_id": self.room });
        self.desktop
            .call("action_add", &json!({ "fields": fields }));
    }

    fn start_at(&mut self, when: &str) {
        self.clock.set(when);
        let child = self
            .desktop
            .app()
            .arg("--hidden")
            .env("LD_PRELOAD", library())
            .env("FAKETIME_TIMESTAMP_FILE", &self.clock.file)
            .env("FAKETIME_NO_CACHE", "1")
            .env("FAKETIME_ONLY_CMDS", "ithaca")
            .env("DONT_FAKE_MONOTONIC", "1")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the app is built");
        self.app = Some(Running(child));
    }

    fn kill(&mut self) {
        self.app = None;
    }

    /// Closes the lid, and opens it at another time.
    fn sleep_until(&self, when: &str) {
        self.signal("-STOP");
        self.clock.set(when);
        self.signal("-CONT");
    }

    fn signal(&self, signal: &str) {
        let process = self.app.as_ref().expect("the app runs").0.id();
        let sent = self
            .desktop
            .command("kill")
            .args([signal, &process.to_string()])
            .status();
        assert!(
            sent.expect("kill is installed").success(),
            "the app is ours"
        );
    }

    fn times_shown(&self, title: &str) -> usize {
        asked(&self.desktop, "Notify").matches(title).count()
    }

    /// It is shown within the minute that anything may take here, and once.
    fn is_shown(&self, title: &str, why: &str) {
        until(&format!("{title}: {why}"), || {
            (self.times_shown(title) > 0).then_some(())
        });
        assert_eq!(self.times_shown(title), 1, "{title} once: {why}");
    }

    /// Something that falls due now is shown, so the app has looked since; the other was not.
    fn is_not_shown_again(&self, title: &str, marker: &str, why: &str) {
        self.promise(marker, "2020-01-02");
        self.is_shown(marker, why);
        assert_eq!(self.times_shown(title), 1, "{title} is not repeated: {why}");
    }
}

/// Debian's libfaketime for programs of many threads.
fn library() -> PathBuf {
    let found = std::fs::read_dir("/usr/lib")
        .expect("a Linux")
        .filter_map(Result::ok)
        .map(|folder| folder.path().join("faketime/libfaketimeMT.so.1"))
        .find(|path| path.exists());
    found.expect("libfaketime is installed")
}

fn is_long() -> bool {
    std::env::var_os("ITHACA_TEST_LONG").is_some()
}

#[test]
fn a_start_after_an_absence_shows_what_fell_due_in_it() {
    let mut life = Life::begin();
    life.promise("Due in the absence", "2027-03-02");
    life.start_at("2027-03-09T20:00Z");
    life.is_shown("Due in the absence", "a week later, in the evening");
    life.kill();
    life.start_at("2027-03-09T20:05Z");
    life.is_not_shown_again(
        "Due in the absence",
        "After the restart",
        "killed and started again",
    );
}

#[test]
fn a_sleep_of_ten_minutes_shows_what_fell_due_in_it() {
    let mut life = Life::begin();
    life.promise("Before", "2027-03-01");
    life.promise("At nine", "2027-03-02");
    // 8:55 in Paris.
    life.start_at("2027-03-02T07:55Z");
    life.is_shown("Before", "so it runs");
    assert_eq!(life.times_shown("At nine"), 0, "five minutes early");
    life.sleep_until("2027-03-02T08:05Z");
    life.is_shown("At nine", "five past nine, after waking");
}

/// The rest of the dozen, one after the other in one life: each waits for a look, which comes every half minute.
#[test]
fn clocks_zones_and_long_sleeps() {
    if !is_long() {
        return;
    }
    let mut life = Life::begin();
    for (title, due) in [
        ("First", "2027-01-10"),
        ("A night", "2027-01-12"),
        ("Set forward", "2027-01-14"),
        ("In Tokyo", "2027-01-21"),
        ("Spring", "2027-03-28"),
        ("Autumn", "2027-10-31"),
        ("A leap day", "2028-02-29"),
    ] {
        life.promise(title, due);
    }
    life.start_at("2027-01-10T09:00Z");
    life.is_shown("First", "so it runs");
    life.sleep_until("2027-01-12T08:30Z");
    life.is_shown("A night", "two nights asleep");
    life.clock.set("2027-01-14T08:01Z");
    life.is_shown("Set forward", "the clock set on by two days");
    life.clock.set("2027-01-12T08:30Z");
    life.is_not_shown_again("Set forward", "Set back", "the clock set back by two days");
    life.clock.set("2027-01-14T09:00Z");
    life.is_not_shown_again("Set forward", "Forth again", "and forth again");
    assert_eq!(life.times_shown("A night"), 1, "nor anything else");
    // 7:30 in Paris, 15:30 in Tokyo.
    life.clock.set("2027-01-21T06:30Z");
    life.promise("Before the flight", "2020-01-02");
    life.is_shown("Before the flight", "so it has looked");
    assert_eq!(life.times_shown("In Tokyo"), 0, "before nine in Paris");
    life.live_in("Asia/Tokyo");
    life.is_shown("In Tokyo", "past nine in Tokyo");
    life.live_in("Europe/Paris");
    // 8:59 and 9:01 in Paris, where the clocks went forward in the night.
    life.sleep_until("2027-03-28T06:59Z");
    life.promise("In the morning", "2020-01-02");
    life.is_shown("In the morning", "so it has looked");
    assert_eq!(
        life.times_shown("Spring"),
        0,
        "a minute to nine in summer time"
    );
    life.clock.set("2027-03-28T07:01Z");
    life.is_shown("Spring", "nine in summer time");
    life.sleep_until("2027-10-31T07:59Z");
    life.promise("In autumn", "2020-01-02");
    life.is_shown("In autumn", "so it has looked");
    assert_eq!(
        life.times_shown("Autumn"),
        0,
        "a minute to nine in winter time"
    );
    life.clock.set("2027-10-31T08:01Z");
    life.is_shown("Autumn", "nine in winter time");
    life.sleep_until("2028-02-29T08:01Z");
    life.is_shown("A leap day", "four months asleep, and 29 February");
}

#[test]
fn a_month_asleep_comes_as_one_digest() {
    if !is_long() {
        return;
    }
    let mut life = Life::begin();
    life.promise("Before", "2027-03-01");
    life.start_at("2027-03-02T07:55Z");
    life.is_shown("Before", "so it runs");
    for day in 3..8 {
        life.promise(&format!("Day {day}"), &format!("2027-03-0{day}"));
    }
    life.sleep_until("2027-04-01T08:05Z");
    life.is_shown("5 things wait for you", "a month later");
    assert_eq!(life.times_shown("Day 3"), 0, "not as five pop-ups");
    assert_eq!(
        life.times_shown("Vera Beispiel"),
        2,
        "one line for the person, after the first promise"
    );
}
