use ithaca_core::commands::RelationshipId;
use ithaca_tests::World;
use serde_json::{Value, json};

pub const TUESDAY: &str = "2026-03-03T09:00[Europe/Paris]";

pub fn filled() -> World {
    let world = World::at(TUESDAY);
    ask(&world, "demo_fill", json!({}));
    world
}

#[track_caller]
pub fn ask(world: &World, name: &str, request: Value) -> Value {
    world
        .call(name, request)
        .unwrap_or_else(|error| panic!("{name}: {}", error.message))
}

/// All rows of a list.
pub fn all(world: &World, name: &str, mut request: Value) -> Vec<Value> {
    let mut rows = Vec::new();
    let mut page = json!({ "limit": 500 });
    loop {
        request["page"] = page;
        let mut answer = ask(world, name, request.clone());
        rows.append(answer["items"].as_array_mut().expect("a page has items"));
        match &answer["next"] {
            Value::Null => return rows,
            next => page = json!({ "limit": 500, "after": next }),
        }
    }
}

pub fn count(world: &World, sql: &str) -> i64 {
    world
        .database()
        .query_row(sql, [], |row| row.get(0))
        .expect("the question is right")
}

pub fn room_of(world: &World, name: &str) -> RelationshipId {
    let rooms = all(world, "relationship_list", json!({ "text": name }));
    rooms[0]["id"]
        .as_str()
        .and_then(|id| id.parse().ok())
        .expect("a room of that name")
}
