//! An edit of a row by a form, as a three-way merge: what the form did not change stays as it is now, though another
//! window or program changed it meanwhile.

use std::collections::BTreeSet;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::column::Columns;
use crate::error::{Error, Result};

/// The three-way merge of an edit: `sent` where it differs from what the form had `shown`, and what the row says `now`
/// everywhere else. Of the table's `columns`, those declared as one
/// [group](Columns::Group) are taken together. A caller that shows nothing beforehand, such as a script, replaces all.
///
/// # Errors
/// None but the program's own: a type that is no object in JSON.
pub(crate) fn merged<F: Serialize + DeserializeOwned>(
    columns: &[Columns],
    now: &F,
    shown: Option<&F>,
    sent: F,
) -> Result<F> {
    let Some(shown) = shown else {
        return Ok(sent);
    };
    let (mut now, shown, sent) = (object(now)?, object(shown)?, object(&sent)?);
    let changed: BTreeSet<&str> = sent
        .iter()
        .filter(|(name, value)| shown.get(*name) != Some(value))
        .map(|(name, _)| name.as_str())
        .collect();
    let groups = columns.iter();
    let mut taken = changed.clone();
    for columns in groups.filter(|columns| matches!(columns, Columns::Group(_))) {
        let names = columns.of().iter().map(|(name, _)| *name);
        if names.clone().any(|name| changed.contains(name)) {
            taken.extend(names);
        }
    }
    for name in taken {
        if let Some(value) = sent.get(name) {
            now.insert(name.to_owned(), value.clone());
        }
    }
    serde_json::from_value(Value::Object(now)).map_err(|error| Error::Internal(error.to_string()))
}

fn object<F: Serialize>(fields: &F) -> Result<Map<String, Value>> {
    match serde_json::to_value(fields) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(Error::Internal("fields that are no object".to_owned())),
        Err(error) => Err(Error::Internal(error.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::column::Holds::{Checked, Id};

    const SHOE: &[Columns] = &[
        Columns::Key(&[("id", Id)]),
        Columns::Each(&[("colour", Checked), ("size", Checked)]),
        Columns::Group(&[("state", Checked), ("why", Checked)]),
    ];

    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
    struct Shoe {
        colour: String,
        size: u8,
        state: String,
        why: Option<String>,
    }

    fn shoe(colour: &str, size: u8, state: &str, why: Option<&str>) -> Shoe {
        Shoe {
            colour: colour.to_owned(),
            size,
            state: state.to_owned(),
            why: why.map(str::to_owned),
        }
    }

    #[test]
    fn what_a_form_did_not_change_stays_as_it_is_now() {
        let shown = shoe("red", 40, "new", None);
        let now = shoe("red", 42, "lost", Some("on the tram"));
        let sent = shoe("blue", 40, "new", None);
        let merged = |sent| merged(SHOE, &now, Some(&shown), sent).expect("it merges");
        assert_eq!(
            merged(sent),
            shoe("blue", 42, "lost", Some("on the tram")),
            "only the colour was changed in the form"
        );
        let sent = shoe("red", 40, "worn", None);
        assert_eq!(
            merged(sent),
            shoe("red", 42, "worn", None),
            "a state goes with its reason, whoever changed it first"
        );
    }

    #[test]
    fn who_shows_nothing_beforehand_replaces_all() {
        let now = shoe("red", 42, "lost", None);
        let sent = shoe("blue", 40, "new", None);
        let merged = merged(SHOE, &now, None, sent.clone()).expect("it merges");
        assert_eq!(merged, sent);
    }
}
