//! The made-up year: what it holds, that it is told honestly, and that it leaves without a trace.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use ithaca_core::App;
use ithaca_core::clock::FixedClock;
use ithaca_core::commands::dispatch;
use serde_json::{Value, json};

struct Desk {
    app: App,
    _folder: tempfile::TempDir,
}

impl Desk {
    fn at(now: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the desk");
        let now: DateTime<Utc> = now.parse().expect("an instant");
        let clock = Arc::new(FixedClock::new(now, Tz::Europe__Paris));
        let app = App::open(folder.path(), clock).expect("a new desk opens");
        Self { app, _folder: folder }
    }

    fn filled() -> Self {
        let desk = Self::at("2026-03-03T08:00:00Z");
        desk.call("demo_fill", json!({}));
        desk
    }

    #[track_caller]
    fn call(&self, name: &str, request: Value) -> Value {
        dispatch(&self.app, name, request).unwrap_or_else(|error| panic!("{name}: {}", error.message))
    }

    fn all(&self, name: &str, request: Value) -> Vec<Value> {
        let mut rows = Vec::new();
        let mut after = Value::Null;
        loop {
            let mut asked = request.clone();
            asked["page"] = json!({ "limit": 500, "after": after });
            let mut page = self.call(name, asked);
            rows.append(page["items"].as_array_mut().expect("a page has items"));
            after = page["next"].clone();
            if after.is_null() {
                return rows;
            }
        }
    }
}

#[test]
fn the_year_fills_the_desk() {
    let desk = Desk::filled();
    let rooms = desk.all("relationship_list", json!({}));
    println!("{}", rooms.len());
}
