//! Lists take a page and return a page: no command returns an unbounded list.

use rusqlite::types::Value as SqlValue;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{Error, Result};
use crate::limits;
use crate::locale::Message;

/// A request for one page of a list, by cursor.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct Page {
    /// At most this many rows; 1 to 500, 100 when left out.
    #[ts(optional)]
    pub limit: Option<u32>,
    /// The `next` of the page before; left out for the first page.
    #[ts(optional)]
    pub after: Option<String>,
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Paged<T> {
    /// The rows, in the list's order.
    pub items: Vec<T>,
    /// What to ask for after this page; nothing when this was the last.
    pub next: Option<String>,
}

impl Page {
    /// The first page, of so many rows.
    pub fn first(limit: u32) -> Self {
        Self {
            limit: Some(limit),
            after: None,
        }
    }

    /// The number of rows to return.
    pub fn limit(&self) -> u32 {
        self.limit
            .unwrap_or(limits::ROWS)
            .clamp(1, limits::ROWS_MOST)
    }

    /// The sort key after which this page begins: as many columns as the list is sorted by.
    pub fn cursor<const N: usize>(&self) -> Result<Option<[SqlValue; N]>> {
        let Some(after) = &self.after else {
            return Ok(None);
        };
        let wrong = || Error::invalid("page", Message::new("error_page"));
        let parts: Vec<serde_json::Value> = serde_json::from_str(after).map_err(|_| wrong())?;
        let values: Vec<SqlValue> = parts
            .into_iter()
            .map(|part| match part {
                serde_json::Value::Number(number) => {
                    Ok(SqlValue::Integer(number.as_i64().ok_or_else(wrong)?))
                }
                serde_json::Value::String(text) => Ok(SqlValue::Text(text)),
                serde_json::Value::Null => Ok(SqlValue::Null),
                _ => Err(wrong()),
            })
            .collect::<Result<_>>()?;
        Ok(Some(values.try_into().map_err(|_| wrong())?))
    }
}

impl<T> Paged<T> {
    /// An empty page.
    pub fn none() -> Self {
        Self {
            items: Vec::new(),
            next: None,
        }
    }

    /// Cuts a page out of `rows`, of which one more than the limit was asked for. `key` is what the
    /// list is sorted by.
    pub fn cut(mut rows: Vec<T>, page: &Page, key: impl Fn(&T) -> serde_json::Value) -> Self {
        let limit = page.limit() as usize;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = if more {
            rows.last().map(|row| key(row).to_string())
        } else {
            None
        };
        Self { items: rows, next }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_cursor_of_another_list_is_refused() {
        for after in [
            "",
            "nonsense",
            "{}",
            "[]",
            "[1]",
            "[1,2,3]",
            "[[1],2]",
            "[1.5,2]",
            "[18446744073709551615,1]",
        ] {
            let page = Page {
                limit: None,
                after: Some(after.to_owned()),
            };
            assert!(
                page.cursor::<2>().is_err(),
                "{after:?} is no place between two columns"
            );
        }
        assert!(
            Page::default()
                .cursor::<2>()
                .is_ok_and(|cursor| cursor.is_none()),
            "the first page has none"
        );
    }

    proptest! {
        #[test]
        fn pages_join_to_the_whole(rows in proptest::collection::btree_set(0..1000i64, 0..60), limit in any::<Option<u32>>()) {
            let rows: Vec<i64> = rows.into_iter().collect();
            let mut page = Page { limit, after: None };
            let mut seen = Vec::new();
            loop {
                let after = page.cursor::<1>().expect("a cursor we gave");
                let from = match after {
                    Some([SqlValue::Integer(last)]) => rows.partition_point(|row| *row <= last),
                    _ => 0,
                };
                let found = rows.iter().skip(from).take(page.limit() as usize + 1).copied().collect();
                let part = Paged::cut(found, &page, |row| serde_json::json!([row]));
                prop_assert!(part.items.len() <= page.limit() as usize && (1..=500).contains(&page.limit()));
                seen.extend(part.items);
                let Some(next) = part.next else { break };
                page.after = Some(next);
            }
            prop_assert_eq!(seen, rows);
        }
    }
}
