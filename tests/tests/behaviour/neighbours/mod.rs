//! Every failure of reminders that people reported of neighbouring programs, each as a test named after its
//! report. A number alone is Monica's; what was read in its source has a letter. What only the window or
//! the desktop can show is in `tests/shell/neighbours.rs`.

mod elsewhere;
mod in_touch;
mod not_sent;
mod of_use;
mod wrong_day;

use ithaca_core::commands::*;
use ithaca_tests::World;
use serde_json::{Value, json};

use super::desk::run;

/// The titles of what the desktop is asked to show.
fn shown(world: &World) -> Vec<String> {
    world
        .notices()
        .into_iter()
        .map(|notice| notice.title)
        .collect()
}

fn today(world: &World) -> Value {
    run(world, "today_show", json!({}))
}

/// What a list of the day's page names its rows by.
fn titles(page: &Value, list: &str, field: &str) -> Vec<String> {
    page[list]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|row| row[field].as_str().map(str::to_owned))
        .collect()
}

/// A meeting that was, as somebody records it afterwards.
fn record_meeting(world: &World, room: &RelationshipRow, starts: &str) {
    let meeting = world.meeting(room, starts);
    run(world, "meeting_hold", json!({ "id": meeting.row.id }));
}

/// The room with another rhythm.
fn set_cadence(world: &World, room: &RelationshipRow, every: u32, unit: CadenceUnit) {
    let fields = RelationshipFields {
        cadence: Some(Cadence { every, unit }),
        ..room.fields.clone()
    };
    relationship_change(
        &world.app,
        RelationshipChange {
            shown: None,
            id: room.id,
            fields,
        },
    )
    .expect("a rhythm can be changed");
}

/// The day a next meeting would fall on.
fn suggested(world: &World, room: &RelationshipRow) -> String {
    relationship_show(&world.app, RelationshipShow { id: room.id })
        .expect("the room")
        .suggested_on
        .map(|day| day.to_string())
        .unwrap_or_default()
}
