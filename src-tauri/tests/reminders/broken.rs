//! Notification services that are not there, hang, die, refuse, or come late, on a real bus. Whatever they do,
//! what is due stands in the inbox, is said to be undelivered where it was, is tried again, is shown once when
//! there is somebody to show it, and holds up nobody meanwhile.

use std::time::{Duration, Instant};

use serde_json::json;
use tempfile::TempDir;

use crate::bus::Bus;
use crate::program::Program;
use crate::service::{Manner, Service};
use crate::{now, rounds, until};

const MINUTE: Duration = Duration::from_secs(60);

/// A bus, the program on it, and the longest time it took to answer anything.
struct Case {
    bus: Bus,
    program: Program,
    slowest: Duration,
    _folder: TempDir,
}

impl Case {
    fn on(bus: Bus) -> Self {
        let folder = tempfile::tempdir().expect("a folder of our own");
        let program = Program::on_bus(folder.path(), &bus.address());
        Self {
            bus,
            program,
            slowest: Duration::ZERO,
            _folder: folder,
        }
    }

    fn service(&self, manner: Manner) -> Service {
        Service::start(&self.bus.address(), manner)
    }

    /// Something falls due; the program answers while nobody has said what became of it.
    fn falls_due(&mut self, title: &str) -> String {
        let id = self.program.promise(title);
        let began: Instant = now();
        let page = self.program.call("today_show", &json!({}));
        self.slowest = self.slowest.max(now() - began);
        let due = page["due"].as_array().map_or(0, Vec::len);
        assert!(due > 0, "the day's page is answered meanwhile: {page}");
        id
    }

    /// It stands in the inbox, waits for an answer, and is said not to have been shown.
    fn stays_undelivered(&mut self, id: &str) {
        self.program.wait_for_delivery(id, "failed");
        let reminder = self.program.reminder(id).expect("it is in the inbox");
        assert_eq!(reminder["state"], "shown", "it waits: {reminder}");
        assert_eq!(reminder["waits"], true, "for an answer: {reminder}");
    }

    /// It is on the screen once, and was never there twice.
    fn is_shown_once(&mut self, service: &Service, id: &str, title: &str) {
        self.program.wait_for_delivery(id, "delivered");
        assert_eq!(
            service.board().seen(title),
            1,
            "{title} is on the screen once"
        );
        let inbox = self.program.reminder(id).expect("it is still in the inbox");
        assert_eq!(inbox["state"], "shown", "until it is acted on: {inbox}");
    }

    /// Nothing else is due, so that the next round begins as this one did.
    fn acts_on(&mut self, ids: &[&str]) {
        for id in ids {
            self.program.call("action_done", &json!({ "id": id }));
        }
    }

    fn ends(self, name: &str, rounds: usize) {
        println!("{name}: {rounds} rounds, slowest answer {:?}", self.slowest);
    }
}

#[test]
fn no_bus_at_all() {
    let count = rounds(1, 50);
    let mut case = Case::on(Bus::absent());
    for round in 0..count {
        let title = format!("No bus {round}");
        let id = case.falls_due(&title);
        case.stays_undelivered(&id);
        case.bus.put_up();
        let service = case.service(Manner::Polite);
        case.program.advance(MINUTE);
        case.is_shown_once(&service, &id, &title);
        case.acts_on(&[&id]);
        service.die();
        case.bus.take_down();
    }
    case.ends("no bus", count);
}

#[test]
fn no_service() {
    let count = rounds(1, 50);
    let mut case = Case::on(Bus::start());
    for round in 0..count {
        let title = format!("No service {round}");
        let id = case.falls_due(&title);
        case.stays_undelivered(&id);
        // Its coming alone is enough: no clock is moved.
        let service = case.service(Manner::Polite);
        case.is_shown_once(&service, &id, &title);
        case.acts_on(&[&id]);
        service.die();
    }
    case.ends("no service", count);
}

#[test]
fn a_service_that_hangs() {
    let count = rounds(1, 50);
    let mut case = Case::on(Bus::start());
    let service = case.service(Manner::Polite);
    for round in 0..count {
        let title = format!("Hangs {round}");
        service.set_manner(Manner::Hanging);
        let id = case.falls_due(&title);
        case.stays_undelivered(&id);
        // Its turn to be tried again comes while the service still hangs with the first.
        case.program.advance(MINUTE);
        case.falls_due(&format!("Another {round}"));
        service.set_manner(Manner::Polite);
        case.is_shown_once(&service, &id, &title);
        let others = case
            .program
            .call("action_list", &json!({ "state": "open" }));
        for other in others["items"].as_array().cloned().unwrap_or_default() {
            let other = other["id"].as_str().expect("an id").to_owned();
            case.program.wait_for_delivery(&other, "delivered");
            case.acts_on(&[&other]);
        }
    }
    case.ends("hangs", count);
}

#[test]
fn a_service_that_dies_between_two_notices() {
    let count = rounds(1, 50);
    let mut case = Case::on(Bus::start());
    for round in 0..count {
        let (first, second) = (format!("Before {round}"), format!("After {round}"));
        let service = case.service(Manner::Polite);
        let shown = case.falls_due(&first);
        case.is_shown_once(&service, &shown, &first);
        service.die();
        let id = case.falls_due(&second);
        case.stays_undelivered(&id);
        let service = case.service(Manner::Polite);
        case.is_shown_once(&service, &id, &second);
        assert_eq!(
            service.board().asked_for(&first),
            0,
            "what was shown is not shown again"
        );
        case.acts_on(&[&shown, &id]);
        service.die();
    }
    case.ends("dies between two", count);
}

#[test]
fn a_service_that_dies_after_taking_one() {
    let count = rounds(1, 50);
    let mut case = Case::on(Bus::start());
    for round in 0..count {
        let title = format!("Taken {round}");
        let service = case.service(Manner::Dying);
        let id = case.falls_due(&title);
        until("it to be taken", || {
            (service.board().asked_for(&title) == 1).then_some(())
        });
        case.stays_undelivered(&id);
        service.die();
        let service = case.service(Manner::Polite);
        case.is_shown_once(&service, &id, &title);
        case.acts_on(&[&id]);
        service.die();
    }
    case.ends("dies after taking one", count);
}

#[test]
fn a_service_that_returns_an_error() {
    let count = rounds(1, 50);
    let mut case = Case::on(Bus::start());
    let service = case.service(Manner::Polite);
    for round in 0..count {
        let title = format!("Refused {round}");
        service.set_manner(Manner::Refusing);
        let id = case.falls_due(&title);
        case.stays_undelivered(&id);
        service.set_manner(Manner::Polite);
        case.program.advance(MINUTE);
        case.is_shown_once(&service, &id, &title);
        case.acts_on(&[&id]);
    }
    case.ends("returns an error", count);
}

#[test]
fn a_service_without_buttons() {
    let count = rounds(1, 50);
    let mut case = Case::on(Bus::start());
    let service = Service::with_capabilities(&case.bus.address(), Manner::Polite, &["body"]);
    for round in 0..count {
        let title = format!("No buttons {round}");
        let id = case.falls_due(&title);
        case.is_shown_once(&service, &id, &title);
        let pop_up = service
            .board()
            .asked
            .last()
            .cloned()
            .expect("one was asked for");
        assert!(
            !pop_up.actions.is_empty(),
            "buttons are offered: it may ignore them"
        );
        assert_eq!(
            pop_up.body, "You promised yourself, due Monday, 2 February",
            "it says what for without them"
        );
        case.acts_on(&[&id]);
        until("the notice to be taken down", || {
            (service.board().seen(&title) == 0).then_some(())
        });
    }
    case.ends("no buttons", count);
}

#[test]
fn a_service_whose_place_another_takes() {
    let count = rounds(1, 50);
    let mut case = Case::on(Bus::start());
    for round in 0..count {
        let (first, second) = (format!("Old screen {round}"), format!("New screen {round}"));
        let service = case.service(Manner::Polite);
        let shown = case.falls_due(&first);
        case.is_shown_once(&service, &shown, &first);
        let old_number = *service.board().screen.keys().next().expect("one is up");
        service.set_manner(Manner::Refusing);
        let id = case.falls_due(&second);
        case.stays_undelivered(&id);
        service.die();
        let service = case.service(Manner::Polite);
        case.is_shown_once(&service, &id, &second);
        // The old one's numbers mean nothing to the new one: a press on such a number is not ours.
        service.press(old_number, "done");
        let number = *service.board().screen.keys().next().expect("one is up");
        until("the press on what is up to be heard", || {
            service.press(number, "done");
            let answered = case.program.reminder(&id)?;
            (answered["state"] == "acted").then_some(())
        });
        let other = case.program.reminder(&shown).expect("it is in the inbox");
        assert_eq!(
            other["state"], "shown",
            "and the other was not pressed: {other}"
        );
        case.acts_on(&[&shown]);
        service.die();
    }
    case.ends("owner changes", count);
}

#[test]
fn a_service_that_is_slow() {
    let count = rounds(1, 50);
    let mut case = Case::on(Bus::start());
    let service = case.service(Manner::Slow);
    for round in 0..count {
        let title = format!("Slow {round}");
        let id = case.falls_due(&title);
        let reminder = until("the reminder", || case.program.reminder(&id));
        assert_ne!(
            reminder["delivery"], "failed",
            "it is given its time: {reminder}"
        );
        case.is_shown_once(&service, &id, &title);
        case.acts_on(&[&id]);
    }
    case.ends("slow", count);
}

/// The control: a repeat that asks for no place of its own would stand beside the first.
#[test]
fn a_repeat_after_a_crash_takes_the_first_ones_place() {
    let bus = Bus::start();
    let service = Service::start(&bus.address(), Manner::Polite);
    let folder = tempfile::tempdir().expect("a folder of our own");
    let mut program = Program::on_bus(folder.path(), &bus.address());
    service.set_manner(Manner::Dying);
    let id = program.promise("Twice");
    until("it to be shown", || {
        (service.board().asked_for("Twice") == 1).then_some(())
    });
    let on_screen = service.board().screen.clone();
    drop(program);
    service.die();
    let service = Service::start(&bus.address(), Manner::Polite);
    // The same screen, as far as the person sees.
    service.board().screen.extend(on_screen);
    let mut program = Program::on_bus(folder.path(), &bus.address());
    program.wait_for_delivery(&id, "delivered");
    assert_eq!(service.board().seen("Twice"), 1, "one, not two");
    service.put_up_another("Twice");
    assert_eq!(
        service.board().seen("Twice"),
        2,
        "one that asked for no place would have stood beside it"
    );
}
