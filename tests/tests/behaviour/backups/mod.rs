//! Backups: verified before they have a name, thinned with age, and put back to the last row.

mod made;
mod put_back;

use ithaca_tests::World;
use serde_json::{Value, json};

use crate::desk::run;

fn backups(world: &World) -> Vec<Value> {
    run(world, "backup_list", json!({}))["items"]
        .as_array()
        .expect("a list")
        .clone()
}
