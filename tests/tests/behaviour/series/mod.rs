//! Meetings that come again: planned ahead, changed, called off and deleted one by one or together.

mod changed;
mod ended;
mod planned;

use ithaca_core::commands::*;
use ithaca_tests::World;
use serde_json::{Value, json};

use crate::desk::run;

const WEEKLY: (&str, u32) = ("week", 1);

fn plan(world: &World, room: &RelationshipRow, starts: &str, rule: Value, end: Value) -> Value {
    let fields = json!({ "title": "Coaching", "starts_local": starts, "duration_minutes": 60, "channel": "video" });
    run(
        world,
        "series_plan",
        json!({ "participants": [room.id], "fields": fields, "rule": rule, "end": end }),
    )
}

/// Four Tuesdays in March, at ten.
fn four_tuesdays(world: &World, room: &RelationshipRow) -> Vec<Value> {
    let (unit, every) = WEEKLY;
    plan(
        world,
        room,
        "2026-03-10T10:00",
        json!({ "unit": unit, "every": every }),
        json!({ "kind": "after", "count": 4 }),
    );
    rows(world)
}

fn rows(world: &World) -> Vec<Value> {
    let request = json!({ "page": { "limit": 500 } });
    let list = run(world, "meeting_list", request)["items"].clone();
    list.as_array().cloned().expect("a list")
}

/// What is planned, as "10T10:00" in the month at hand.
fn planned(world: &World) -> Vec<String> {
    rows(world)
        .iter()
        .filter(|row| row["state"] == "planned")
        .map(|row| row["when"]["local"].as_str().expect("a date")[5..].to_owned())
        .collect()
}

fn fields(row: &Value) -> Value {
    json!({ "title": row["title"], "starts_local": row["when"]["local"], "zone": row["when"]["zone"],
        "duration_minutes": row["duration_minutes"], "channel": row["channel"], "place": row["place"],
        "join_link": row["join_link"] })
}

/// Changes some fields of a meeting and of others of its series.
fn change(world: &World, row: &Value, scope: &str, more: Value, rule: Value) -> Value {
    let mut all = fields(row);
    for (field, value) in more.as_object().into_iter().flatten() {
        all[field] = value.clone();
    }
    let rooms: Vec<&Value> = row["participants"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|one| &one["relationship_id"])
        .collect();
    let request = json!({ "id": row["id"], "scope": scope, "participants": rooms, "fields": all, "rule": rule });
    run(world, "series_change", request)
}

fn undo(world: &World) -> Value {
    run(world, "change_undo", json!({}))["label"].clone()
}
