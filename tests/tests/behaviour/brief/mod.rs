//! One page before a meeting, and the one to share.

mod page;
mod shared;
mod until_told;

use ithaca_tests::World;
use serde_json::{Value, json};

use crate::desk::run;

fn brief(world: &World, room: &impl serde::Serialize) -> Value {
    let about = json!({ "kind": "relationship", "id": room });
    run(world, "brief_show", json!({ "about": about }))
}

fn id(made: &Value) -> String {
    made["id"].as_str().expect("an id").to_owned()
}
