//! A desk with one of everything, and a valid request for every command of the table.

mod fill;
mod questions;
mod requests;

use std::collections::BTreeMap;

use chrono::Duration;
use ithaca_tests::World;
use serde_json::{Value, json};

/// A well-filled desk: Monday 2 March 2026, 9:00 in Paris.
pub struct Desk {
    pub world: World,
    ids: BTreeMap<&'static str, Value>,
}

/// Runs a command that must succeed.
pub fn run(world: &World, name: &str, request: Value) -> Value {
    world.call(name, request.clone()).unwrap_or_else(|error| {
        panic!(
            "{name} {request} is a valid request, but: {}",
            error.message
        )
    })
}

impl Desk {
    pub fn new() -> Self {
        Self::saying("")
    }

    /// The same desk with `private` in every private text and nowhere else.
    pub fn saying(private: &str) -> Self {
        let mut desk = Self {
            world: World::at("2026-01-05T09:00[Europe/Paris]"),
            ids: BTreeMap::new(),
        };
        desk.people();
        desk.meetings();
        desk.rest();
        desk.privately(private);
        desk.world.go_to("2026-03-02T09:00[Europe/Paris]");
        desk
    }

    /// The id something was given when the desk was filled.
    pub fn id(&self, name: &str) -> &Value {
        self.ids
            .get(name)
            .unwrap_or_else(|| panic!("nothing on the desk is called {name}"))
    }

    pub fn run(&self, name: &str, request: Value) -> Value {
        run(&self.world, name, request)
    }

    fn keep(&mut self, called: &'static str, name: &str, request: Value) {
        self.world.advance(Duration::minutes(1));
        let made = self.run(name, request);
        self.ids.insert(called, made["id"].clone());
    }

    /// A handle for a new file with these bytes.
    pub fn file(&self, name: &str, bytes: &[u8]) -> Value {
        let folder = self.world.folder().join("chosen");
        std::fs::create_dir_all(&folder).expect("a folder for chosen files");
        let path = folder.join(name);
        std::fs::write(&path, bytes).expect("a file to choose");
        json!(self.world.app.files().mint_read(path))
    }

    /// A handle for a file to be written.
    pub fn out(&self, name: &str) -> Value {
        json!(
            self.world
                .app
                .files()
                .mint_write(self.world.folder().join(name))
        )
    }
}

/// What the table's commands do to the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Nothing.
    None,
    /// A change that `Ctrl Z` takes back.
    Undoable,
    /// A change that stays: settings, texts being typed, the inbox, the emptied bin, made-up desks.
    ForGood,
}

pub fn effect(name: &str) -> Effect {
    let asks = [
        "_show",
        "_list",
        "_list_undated",
        "_find",
        "_export",
        "_save_file",
        "_inbox",
        "_explain",
        "_held",
        "_ahead",
        "_look",
    ];
    match name {
        "find" | "app_start" | "app_about" | "task_cancel" | "desk_check" => Effect::None,
        "settings_change" | "first_run_finish" | "draft_keep" | "note_draft_keep"
        | "reminder_pause" | "bin_empty" | "demo_fill" | "demo_remove" | "change_undo"
        | "change_redo" | "calendar_keep" | "calendar_tell" | "meeting_follow" | "brief_sent"
        | "clock_believe" | "passphrase_offer" => Effect::ForGood,
        // The ways in and the copies lie beside the record, not in it.
        "record_export" | "record_look" => Effect::None,
        "brief_share" | "brief_save" | "capture_read" | "quick_read" | "date_read"
        | "name_read" | "meeting_after" | "goal_thanks" | "draft_find_all" | "action_board"
        | "passphrase_judge" => Effect::None,
        _ if ["backup_", "vault_", "damage_"]
            .iter()
            .any(|begin| name.starts_with(begin)) =>
        {
            Effect::ForGood
        }
        _ if asks.iter().any(|end| name.ends_with(end)) => Effect::None,
        _ => Effect::Undoable,
    }
}
