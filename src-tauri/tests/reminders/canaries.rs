//! Nothing private goes over the bus, at no level of detail: a thousand marked words in every private place,
//! every kind of reminder due beside them, and all traffic overheard.

use std::time::Duration;

use serde_json::{Value, json};

use crate::bus::{Bus, Overheard};
use crate::program::Program;
use crate::service::{Manner, Service};
use crate::until;

const CANARIES: usize = 1000;
const HOUR: Duration = Duration::from_secs(3600);

/// A word that stands nowhere else.
fn canary(number: usize) -> String {
    format!("CANARY-{number:04}-gx7q")
}

/// Hides a canary in the next of the private places of a room.
fn hide(program: &mut Program, number: usize, places: &Value) {
    let word = format!("She said {} and cried.", canary(number));
    let about = |kind: &str| json!({ "kind": kind, "id": places[kind] });
    let kind = ["person", "relationship", "meeting"][number / 9 % 3];
    let (name, request) = match number % 9 {
        0 | 1 => ("note_write", json!({ "about": about(kind), "body": word })),
        2 => (
            "note_draft_keep",
            json!({ "about": about(kind), "body": word }),
        ),
        3 => (
            "agenda_add",
            json!({ "meeting_id": places["meeting"], "text": word }),
        ),
        4 => (
            "agenda_add",
            json!({ "relationship_id": places["relationship"], "text": word }),
        ),
        5 => (
            "meeting_write_notes",
            json!({ "id": places["held"], "text": word }),
        ),
        6 => (
            "goal_check_in",
            json!({ "id": places["goal"], "text": word }),
        ),
        7 => (
            "draft_keep",
            json!({ "scope": format!("quick_add_{number}"), "body": word }),
        ),
        _ => {
            let fields = json!({ "name": format!("Person {number}"), "how_met": word });
            ("person_add", json!({ "fields": fields }))
        }
    };
    program.call(name, &request);
}

/// A room with one of everything that can be due.
fn furnish(program: &mut Program, name: &str, title: &str) -> Value {
    let person = program.call("person_add", &json!({ "fields": { "name": name } }));
    let fields =
        json!({ "role": "mentee", "kind": "informal", "cadence": { "every": 1, "unit": "week" } });
    let room = program.call(
        "relationship_start",
        &json!({ "person_id": person["id"], "fields": fields }),
    );
    let mut meeting = |starts: &str| {
        let fields = json!({ "title": title, "starts_local": starts, "duration_minutes": 30, "channel": "phone" });
        let plan = json!({ "participants": [room["id"]], "fields": fields });
        program.call("meeting_plan", &plan)["id"].clone()
    };
    let held = meeting("2026-02-20T10:00");
    let coming = meeting("2026-03-03T10:00");
    // One about which nothing is written, so that it is asked about.
    meeting("2026-03-03T10:30");
    program.call("meeting_hold", &json!({ "id": held }));
    let goal = json!({ "fields": { "title": "Speak in public", "relationship_id": room["id"] } });
    let goal = program.call("goal_set", &goal);
    json!({ "person": person["id"], "relationship": room["id"], "meeting": coming, "held": held, "goal": goal["id"] })
}

fn set_detail(program: &mut Program, level: &str) {
    let mut settings = program.call("settings_show", &json!({}));
    settings["notice_detail"] = json!(level);
    program.call("settings_change", &json!({ "settings": settings }));
}

/// Lets everything fall due: promises one by one and as a digest, the meeting a day and an hour ahead and
/// afterwards, and the silence that follows.
fn let_all_fall_due(program: &mut Program, service: &Service, room: &Value) {
    let mut asked = service.board().asked.len();
    let mut shown = |service: &Service, what: &str| {
        until(what, || {
            let now = service.board().asked.len();
            (now > asked).then(|| asked = now)
        });
    };
    for owner in ["mine", "theirs"] {
        let fields = json!({ "title": "A promise", "owner": owner, "due_on": "2026-03-02", "relationship_id": room["relationship"] });
        program.call("action_add", &json!({ "fields": fields }));
        shown(service, "a promise");
    }
    program.advance(HOUR * 22);
    shown(service, "the meeting tomorrow, or in an hour");
    program.advance(HOUR * 3);
    shown(service, "how it was");
    for number in 0..5 {
        let fields = json!({ "title": format!("Of many {number}"), "due_on": "2026-03-12", "relationship_id": room["relationship"] });
        program.call("action_add", &json!({ "fields": fields }));
    }
    program.advance(HOUR * 24 * 20);
    shown(service, "a digest and a silence");
}

fn found(heard: &Overheard) -> Vec<String> {
    let text = heard.text();
    (0..CANARIES)
        .map(canary)
        .filter(|canary| text.contains(canary))
        .collect()
}

#[test]
fn none_of_a_thousand_canaries_is_on_the_bus() {
    let mut sung = 0;
    let mut notices = 0;
    for (part, level) in ["nothing", "names", "details"].into_iter().enumerate() {
        let bus = Bus::start();
        let heard = bus.overheard();
        let service = Service::start(&bus.address(), Manner::Polite);
        let folder = tempfile::tempdir().expect("a folder of our own");
        let mut program = Program::on_bus(folder.path(), &bus.address());
        set_detail(&mut program, level);
        let room = furnish(&mut program, "Vera Beispiel", "How to go on");
        // Each level has its third, and the last the one that is left over.
        let share = (0..CANARIES).filter(|number| number % 3 == part);
        for number in share.clone() {
            hide(&mut program, number, &room);
        }
        sung += share.count();
        let_all_fall_due(&mut program, &service, &room);
        notices += service.board().asked.len();
        until("the monitor to have heard the last", || {
            let last = service.board().asked.last()?.title.clone();
            heard.text().contains(&last).then_some(())
        });
        assert_eq!(found(&heard), [""; 0], "at the level {level}");
        let named = heard.text().contains("Vera Beispiel");
        assert_eq!(
            named,
            level != "nothing",
            "names are told from the level names on"
        );
        let titled = heard.text().contains("How to go on");
        assert_eq!(
            titled,
            level == "details",
            "titles at the level details alone"
        );
    }
    println!("0 of {sung} canaries heard beside {notices} notices at three levels");
    assert_eq!(sung, CANARIES, "all were hidden");
}

/// The control: what stands in a title at the level of details is heard.
#[test]
fn a_canary_in_a_title_is_heard() {
    let bus = Bus::start();
    let heard = bus.overheard();
    let service = Service::start(&bus.address(), Manner::Polite);
    let folder = tempfile::tempdir().expect("a folder of our own");
    let mut program = Program::on_bus(folder.path(), &bus.address());
    set_detail(&mut program, "details");
    let room = furnish(&mut program, "Vera Beispiel", &canary(7));
    let_all_fall_due(&mut program, &service, &room);
    until("the canary", || {
        (found(&heard) == [canary(7)]).then_some(())
    });
}
