//! The program under test: core, loop and notifier in a process of their own, without a window. It is this
//! test binary started anew, so that it can be killed and given a bus of its own.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, Utc};
use ithaca_core::App;
use ithaca_core::clock::FixedClock;
use ithaca_core::commands::dispatch;
use ithaca_core::reminders::Notice;
use ithaca_shell::lock::Touched;
use ithaca_shell::notices::{Desktop, Notifier, Outcome, Told};
use ithaca_shell::reminder_loop;
use serde_json::{Value, json};

/// The data folder; tells a process of this test that it is the program.
const FOLDER: &str = "ITHACA_TEST_FOLDER";
/// Which notifier it uses.
const NOTIFIER: &str = "ITHACA_TEST_NOTIFIER";

/// The program's end of the conversation: a line `NAME {request}` gets a line of JSON, and `advance MS`
/// moves its clock.
#[test]
fn started_by_the_others() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    // Monday 2 March 2026, noon in UTC.
    let start = DateTime::<Utc>::from_timestamp(1_772_452_800, 0).expect("a time");
    let clock = Arc::new(FixedClock::new(start, chrono_tz::UTC));
    let app = App::open(Path::new(&folder), Arc::<FixedClock>::clone(&clock)).expect("it opens");
    say(&json!({ "opened": true }));
    let notifier: Arc<dyn Notifier> = match std::env::var(NOTIFIER).as_deref() {
        Ok("recording") => Arc::new(Recording { early: false }),
        Ok("early") => Arc::new(Recording { early: true }),
        _ => Arc::new(Desktop::default()),
    };
    let open = Arc::new(|route: Option<&ithaca_shell::route::Route>| {
        say(&json!({ "route": route.map(ToString::to_string) }));
    });
    let touched = Arc::new(Touched::new(&app));
    reminder_loop::start(open, touched, app.clone(), notifier, Arc::new(|| ()));
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("a line of text");
        let (name, rest) = line.split_once(' ').expect("a name and more");
        if name == "advance" {
            let by: i64 = rest.parse().expect("milliseconds");
            clock.advance(chrono::Duration::milliseconds(by));
            let settings = dispatch(&app, "settings_show", json!({})).expect("settings");
            // A change wakes the loop, which has not seen the clock move.
            let asked = json!({ "settings": settings });
            dispatch(&app, "settings_change", asked).expect("settings can be written");
            say(&json!({ "ok": null }));
            continue;
        }
        let request = serde_json::from_str(rest).expect("a request in JSON");
        say(&match dispatch(&app, name, request) {
            Ok(answer) => json!({ "ok": answer }),
            Err(error) => json!({ "error": error }),
        });
    }
}

fn say(line: &Value) {
    let mut out = std::io::stdout().lock();
    // The reader may have gone; so does this process then.
    if writeln!(out, "{line}").and_then(|()| out.flush()).is_err() {
        std::process::exit(0);
    }
}

/// Says what it shows, which is its showing, and a moment later that it was shown. `early` says so long
/// before, which is what a program does that marks before it shows.
struct Recording {
    early: bool,
}

impl Notifier for Recording {
    fn show(&self, notice: Notice, told: Told) {
        let early = self.early;
        std::thread::spawn(move || {
            let record = json!({ "shown": notice.id, "reminders": notice.reminders });
            if early {
                told(Outcome::Shown);
            } else {
                say(&record);
            }
            std::thread::park_timeout(Duration::from_millis(if early { 10_000 } else { 25 }));
            if early {
                say(&record);
            } else {
                told(Outcome::Shown);
            }
        });
    }

    fn close(&self, id: &str) {
        say(&json!({ "closed": id }));
    }

    fn on_return(&self, _: Arc<dyn Fn() + Send + Sync>) {}
}

/// The tests' end of the conversation.
pub struct Program {
    child: Child,
    input: Option<ChildStdin>,
    answers: Receiver<Value>,
    /// What it showed or opened, as it said so.
    said: Arc<Mutex<Vec<Value>>>,
}

impl Program {
    /// The program on this folder, with the desktop's notifications on the bus at this address.
    pub fn on_bus(folder: &Path, address: &str) -> Self {
        let mut program = Self::spawn(folder, "desktop", address);
        program.opened();
        program
    }

    /// The program with a notifier that says what it shows. It may not have opened yet.
    pub fn recording(folder: &Path, notifier: &str) -> Self {
        Self::spawn(folder, notifier, "unix:path=/nonexistent")
    }

    fn spawn(folder: &Path, notifier: &str, address: &str) -> Self {
        let here = std::env::current_exe().expect("a test knows itself");
        let mut child = Command::new(here)
            .args(["program::started_by_the_others", "--exact", "--nocapture"])
            .env(FOLDER, folder)
            .env(NOTIFIER, notifier)
            .env("DBUS_SESSION_BUS_ADDRESS", address)
            .env("LANG", "C.UTF-8")
            .env_remove("LC_ALL")
            .env_remove("LANGUAGE")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("this test can start itself");
        let output = child.stdout.take().expect("its output is a pipe");
        let input = child.stdin.take();
        let (answer, answers) = channel();
        let said = Arc::new(Mutex::new(Vec::new()));
        let hearing = Arc::clone(&said);
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                // What is not JSON is the test harness speaking, or half a line of one that was killed.
                let Ok(line) = serde_json::from_str::<Value>(&line) else {
                    continue;
                };
                if ["shown", "closed", "route"]
                    .iter()
                    .any(|key| line.get(key).is_some())
                {
                    hearing.lock().expect("the list").push(line);
                } else if answer.send(line).is_err() {
                    break;
                }
            }
        });
        Self {
            child,
            input,
            answers,
            said,
        }
    }

    /// Whether it has shown anything yet.
    pub fn has_shown(&self) -> bool {
        self.said
            .lock()
            .expect("the list")
            .iter()
            .any(|line| line.get("shown").is_some())
    }

    /// Waits until it has opened the desk.
    pub fn opened(&mut self) {
        let opened = self.answers.recv_timeout(crate::DEADLINE);
        assert_eq!(opened, Ok(json!({ "opened": true })), "it opens the desk");
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Runs a command that must succeed.
    pub fn call(&mut self, name: &str, request: &Value) -> Value {
        self.tell(name, &request.to_string())
    }

    /// Moves its clock, and wakes its loop.
    pub fn advance(&mut self, by: Duration) {
        self.tell("advance", &by.as_millis().to_string());
    }

    fn tell(&mut self, name: &str, rest: &str) -> Value {
        let input = self.input.as_mut().expect("its input is a pipe");
        writeln!(input, "{name} {rest}").expect("it listens");
        let mut answer = self
            .answers
            .recv_timeout(crate::DEADLINE)
            .unwrap_or_else(|_| panic!("{name} is answered"));
        assert!(answer.get("ok").is_some(), "{name} {rest}: {answer}");
        answer["ok"].take()
    }

    /// A promise that has been due for a month, so that it is shown at once; its id.
    pub fn promise(&mut self, title: &str) -> String {
        let fields = json!({ "fields": { "title": title, "due_on": "2026-02-02" } });
        let action = self.call("action_add", &fields);
        action["id"].as_str().expect("an id").to_owned()
    }

    /// The reminder about this subject, answered or not.
    pub fn reminder(&mut self, subject: &str) -> Option<Value> {
        let all = self.reminders();
        all.into_iter().find(|one| one["subject_id"] == subject)
    }

    /// Every reminder, answered or not.
    pub fn reminders(&mut self) -> Vec<Value> {
        let mut items = Vec::new();
        let mut after = Value::Null;
        loop {
            let page = json!({ "limit": 500, "after": after });
            let list = self.call("reminder_list", &json!({ "all": true, "page": page }));
            items.extend(list["items"].as_array().cloned().unwrap_or_default());
            after = list["next"].clone();
            if after.is_null() {
                return items;
            }
        }
    }

    /// Waits until the reminder about this subject was delivered, or could not be.
    pub fn wait_for_delivery(&mut self, subject: &str, how: &str) {
        crate::until(&format!("{subject} to be {how}"), || {
            self.reminder(subject)
                .filter(|reminder| reminder["delivery"] == how)
        });
    }

    pub fn said(&self) -> Vec<Value> {
        self.said.lock().expect("the list").clone()
    }

    /// Ends it as a power cut would: SIGKILL, which no program can handle. What it said until then.
    pub fn kill(mut self) -> Vec<Value> {
        self.child.kill().expect("it can be killed");
        let _ = self.child.wait();
        // The pipe is read to its end before the other side of the channel goes.
        while self.answers.recv_timeout(crate::DEADLINE).is_ok() {}
        self.said()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.input.take());
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
