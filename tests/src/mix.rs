//! The real mix of what is done at a desk, told line by line, for tests that kill the program at it.

use std::collections::BTreeMap;

use ithaca_core::App;
use ithaca_core::commands::dispatch;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// What a ledger keeps of a desk.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// People by name, with how I met them.
    pub people: BTreeMap<String, String>,
    /// Promises by title: their state, and whether they lie in the bin.
    pub promises: BTreeMap<String, (String, bool)>,
}

/// One thing done.
#[expect(missing_docs, reason = "each variant says what its fields are")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Deed {
    /// A person is added.
    Add { name: String },
    /// How I met somebody is changed.
    Edit { name: String, how: String },
    /// A promise is made.
    Promise { title: String },
    /// A promise is kept.
    Complete { title: String },
    /// A promise goes to the bin.
    Delete { title: String },
    /// The bin is emptied.
    Empty,
    /// The keys are written anew.
    Keys,
    /// A passphrase is set.
    Passphrase,
    /// A backup is made.
    Backup,
    /// The desk is put back as this backup holds it.
    Restore { id: String },
}

impl Ledger {
    /// What a desk holds.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn of(conn: &Connection) -> rusqlite::Result<Self> {
        let people = conn
            .prepare("SELECT name, how_met FROM person WHERE bin_id IS NULL")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let promises = conn
            .prepare("SELECT title, state, bin_id IS NOT NULL FROM action")?
            .query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(Self { people, promises })
    }

    /// The ledger after a deed; `shelf` is what backups hold.
    pub fn after(mut self, deed: &Deed, shelf: &BTreeMap<String, Self>) -> Self {
        match deed {
            Deed::Add { name } => {
                self.people.insert(name.clone(), String::new());
            }
            Deed::Edit { name, how } => {
                self.people.insert(name.clone(), how.clone());
            }
            Deed::Promise { title } => {
                self.promises
                    .insert(title.clone(), ("open".to_owned(), false));
            }
            Deed::Complete { title } => {
                self.promises
                    .insert(title.clone(), ("done".to_owned(), false));
            }
            Deed::Delete { title } => {
                if let Some((_, binned)) = self.promises.get_mut(title) {
                    *binned = true;
                }
            }
            Deed::Empty => self.promises.retain(|_, (_, binned)| !*binned),
            Deed::Keys | Deed::Passphrase | Deed::Backup => {}
            Deed::Restore { id } => return shelf.get(id).cloned().unwrap_or(self),
        }
        self
    }
}

/// Chooses and does one deed after the other, by numbers that follow from `seed`. Each is told before it is
/// begun (`{"trying": …}`) and once it is done (`{"done": …, "id": …}`); `early` tells it is done before it is,
/// which is what a program that loses acknowledged writes does.
pub fn work(app: &App, seed: u64, early: bool, mut say: impl FnMut(&Value)) {
    let mut ids: BTreeMap<String, Value> = BTreeMap::new();
    let (mut people, mut open, mut made) =
        (Vec::<String>::new(), Vec::<String>::new(), None::<String>);
    let mut dice = seed;
    let mut below = |limit: usize| {
        dice = dice
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((dice >> 33) as usize) % limit
    };
    for number in 0u64.. {
        let new = format!("{seed}-{number}");
        let any = below(100);
        let deed = match any {
            0..30 => Deed::Add {
                name: format!("Person {new}"),
            },
            30..45 if !people.is_empty() => Deed::Edit {
                name: people[below(people.len())].clone(),
                how: new,
            },
            45..65 => Deed::Promise {
                title: format!("Promise {new}"),
            },
            65..75 if !open.is_empty() => Deed::Complete {
                title: open.swap_remove(below(open.len())),
            },
            75..85 if !open.is_empty() => Deed::Delete {
                title: open.swap_remove(below(open.len())),
            },
            85..88 => Deed::Empty,
            88..91 => Deed::Keys,
            91 if seed.is_multiple_of(10) => Deed::Passphrase,
            92..95 => Deed::Backup,
            95..100 => match made.take() {
                Some(id) => Deed::Restore { id },
                None => Deed::Backup,
            },
            _ => Deed::Add {
                name: format!("Person {new}"),
            },
        };
        say(&json!({ "trying": deed }));
        if early {
            say(&json!({ "done": deed }));
        }
        let id = done(app, &deed, &ids);
        if !early {
            say(&json!({ "done": deed, "id": id }));
        }
        match deed {
            Deed::Add { name } => {
                ids.insert(name.clone(), id);
                people.push(name);
            }
            Deed::Promise { title } => {
                ids.insert(title.clone(), id);
                open.push(title);
            }
            Deed::Backup => made = id.as_str().map(str::to_owned),
            // What was done since the backup is gone, and with it what could be changed.
            Deed::Restore { .. } => {
                people.clear();
                open.clear();
            }
            _ => {}
        }
    }
}

fn done(app: &App, deed: &Deed, ids: &BTreeMap<String, Value>) -> Value {
    let (command, request) = match deed {
        Deed::Add { name } => ("person_add", json!({ "fields": { "name": name } })),
        Deed::Edit { name, how } => (
            "person_change",
            json!({ "id": ids[name], "fields": { "name": name, "how_met": how } }),
        ),
        Deed::Promise { title } => (
            "action_add",
            json!({ "fields": { "title": title, "owner": "mine" } }),
        ),
        Deed::Complete { title } => ("action_done", json!({ "id": ids[title] })),
        Deed::Delete { title } => ("action_delete", json!({ "id": ids[title] })),
        Deed::Empty => ("bin_empty", json!({})),
        Deed::Keys => ("vault_keep_device", json!({ "on": true })),
        Deed::Passphrase => (
            "vault_set_passphrase",
            json!({ "passphrase": "four words of mine", "keep_device": true }),
        ),
        Deed::Backup => ("backup_make", json!({})),
        Deed::Restore { id } => ("backup_restore", json!({ "id": id })),
    };
    match dispatch(app, command, request) {
        Ok(answer) => answer["id"].clone(),
        // A desk with a passphrase asks for it before the keys change.
        Err(_) if matches!(deed, Deed::Keys | Deed::Passphrase) => Value::Null,
        Err(error) => panic!("{command}: {}", error.message),
    }
}
