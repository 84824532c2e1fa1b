//! Keys that order a list: between any two there is another, so that moving one row writes no other row, but for the
//! rare move that finds keys grown long.
//!
//! Fractional indexing, as CRDT lists and Figma order what several devices move at once. A key is text in
//! hexadecimal, compared byte by byte: sixteen digits count, so that adding at either end never makes keys longer;
//! the digits after them are a fraction, which has no trailing zero. Two devices may give two rows one key; then
//! their ids decide.

use std::fmt;

use rusqlite::types::{FromSql, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, params};
use serde::Serialize;
use ts_rs::TS;

use super::Write;
use crate::error::Result;

/// How many digits count.
const HEAD: usize = 16;

/// A longer key is given anew, after about two hundred moves to one and the same place.
const LONG: usize = 64;

/// A key of at most this many digits stays when those around it are given anew.
const SHORT: usize = 24;

/// The longest key a record may bring: ten thousand moves to one and the same place stay below it.
const LONGEST: usize = 4_000;

/// A fractional index: a row's place in a list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
pub struct OrderKey(String);

impl OrderKey {
    /// A key after `low` and before `high`; an absent one is that end of the list. Where `low` is not before
    /// `high`, which two devices can bring about, the key comes before `high`.
    pub(crate) fn between(low: Option<&Self>, high: Option<&Self>) -> Self {
        match (low, high) {
            (None, None) => Self::counted(1 << 63),
            (Some(low), None) => match low.head().checked_add(1) {
                Some(head) => Self::counted(head),
                None => Self(midpoint(&low.0, None)),
            },
            (None, Some(high)) => match high.head().checked_sub(1) {
                Some(head) => Self::counted(head),
                None => Self(midpoint("", Some(&high.0))),
            },
            (Some(low), Some(high)) if low < high => Self(midpoint(&low.0, Some(&high.0))),
            (Some(_), Some(high)) => Self::between(None, Some(high)),
        }
    }

    /// Keys for a whole list, in its order.
    pub(crate) fn run() -> impl Iterator<Item = Self> {
        std::iter::successors(Some(Self::between(None, None)), |last| {
            Some(Self::between(Some(last), None))
        })
    }

    /// Puts down so many keys after `low` and before `high`, in their order.
    fn spread(low: Option<&Self>, high: Option<&Self>, count: usize, kept: &mut Vec<Self>) {
        let Some(others) = count.checked_sub(1) else {
            return;
        };
        let middle = Self::between(low, high);
        Self::spread(low, Some(&middle), others / 2, kept);
        kept.push(middle.clone());
        Self::spread(Some(&middle), high, others - others / 2, kept);
    }

    /// Whether a text is a key.
    pub(crate) fn is_one(text: &str) -> bool {
        (HEAD + 1..=LONGEST).contains(&text.len())
            && !text.ends_with('0')
            && text
                .bytes()
                .all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'))
    }

    fn counted(head: u64) -> Self {
        Self(format!("{head:016x}8"))
    }

    fn head(&self) -> u64 {
        let head = self.0.get(..HEAD).unwrap_or(&self.0);
        u64::from_str_radix(head, 16).unwrap_or(1 << 63)
    }
}

/// A list whose order a person sets: the rows of a table, with an `id` and a `position`, that have an owner in common.
pub(crate) struct Ordered {
    /// The table.
    pub(crate) table: &'static str,
    /// The columns that name a row's owners. Rows that share one of them stand in one list.
    pub(crate) owners: &'static [&'static str],
}

impl Ordered {
    /// A key after every row of these owners, who are given as the columns are.
    pub(crate) fn end(&self, conn: &Connection, owners: &[&dyn ToSql]) -> Result<OrderKey> {
        let table = self.table;
        let last = self.last(|place, owner| {
            format!("SELECT max(position) AS position FROM {table} WHERE {owner} = ?{place}")
        });
        let last: Option<OrderKey> = conn
            .prepare_cached(&last)?
            .query_row(owners, |row| row.get(0))?;
        Ok(OrderKey::between(last.as_ref(), None))
    }

    /// Puts a row right before another one of its list, or at the end.
    pub(crate) fn put_before(
        &self,
        tx: &Write<'_>,
        id: &dyn ToSql,
        next: Option<&dyn ToSql>,
    ) -> Result<()> {
        let table = self.table;
        // Those of the list, seen from the row they are to stand before; from the row itself where that is the end.
        let seen_from = next.unwrap_or(id);
        let before = if next.is_some() {
            "AND l.position < n.position"
        } else {
            ""
        };
        let last = self.last(|_, owner| {
            format!(
                "SELECT max(l.position) AS position FROM {table} n CROSS JOIN {table} l ON l.{owner} = n.{owner}
                 WHERE n.id = ?1 {before}"
            )
        });
        let low: Option<OrderKey> = tx
            .prepare_cached(&last)?
            .query_row([seen_from], |row| row.get(0))?;
        let high: Option<OrderKey> = match next {
            Some(next) => tx
                .prepare_cached(&format!("SELECT position FROM {table} WHERE id = ?1"))?
                .query_row([next], |row| row.get(0))?,
            None => None,
        };
        let key = OrderKey::between(low.as_ref(), high.as_ref());
        tx.prepare_cached(&format!("UPDATE {table} SET position = ?2 WHERE id = ?1"))?
            .execute(params![id, key])?;
        shorten(tx, table, &key)
    }

    /// The last of what the owners' lists say, each by its place and column.
    fn last(&self, of: impl Fn(usize, &str) -> String) -> String {
        let each = self
            .owners
            .iter()
            .zip(1..)
            .map(|(owner, place)| of(place, owner));
        let each: Vec<String> = each.collect();
        format!("SELECT max(position) FROM ({})", each.join(" UNION ALL "))
    }
}

/// Where `key`, which a row of `table` was just given, has grown long: gives it and the long ones around it anew, in
/// the same order. Other rows stay as they are, in whatever lists those stand.
fn shorten(tx: &Write<'_>, table: &str, key: &OrderKey) -> Result<()> {
    if key.0.len() <= LONG {
        return Ok(());
    }
    let end = |which: &str, side: &str| -> Result<Option<OrderKey>> {
        let sql = format!(
            "SELECT {which}(position) FROM {table} WHERE position {side} ?1 AND length(position) <= {SHORT}"
        );
        Ok(tx.query_row(&sql, [key], |row| row.get(0))?)
    };
    let (low, high) = (end("max", "<")?, end("min", ">")?);
    let ids: Vec<String> = tx
        .prepare(&format!(
            "SELECT id FROM {table} WHERE position > coalesce(?1, '') AND (?2 IS NULL OR position < ?2)
             ORDER BY position, id"
        ))?
        .query_map(params![low, high], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut keys = Vec::new();
    OrderKey::spread(low.as_ref(), high.as_ref(), ids.len(), &mut keys);
    let mut update = tx.prepare(&format!("UPDATE {table} SET position = ?2 WHERE id = ?1"))?;
    for (id, key) in ids.iter().zip(&keys) {
        update.execute(params![id, key])?;
    }
    Ok(())
}

/// The digits half-way between two fractions; an absent `high` is one.
fn midpoint(low: &str, high: Option<&str>) -> String {
    let mut low = low.chars().map(value);
    let mut high = high.map(|high| high.chars().map(value));
    let mut digits = String::new();
    loop {
        let from = low.next().unwrap_or(0);
        // Past the end of `high` lies nothing below it: that is met only where both were the same so far.
        let to = high.as_mut().map_or(16, |high| high.next().unwrap_or(16));
        if to > from + 1 {
            digits.extend(char::from_digit(u32::midpoint(from, to), 16));
            return digits;
        }
        digits.extend(char::from_digit(from, 16));
        if from < to {
            // Anything longer than what stands so far is below `high`; only `low` bounds what follows.
            high = None;
        }
    }
}

fn value(digit: char) -> u32 {
    digit.to_digit(16).unwrap_or(0)
}

impl fmt::Display for OrderKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl FromSql for OrderKey {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str().map(|text| Self(text.to_owned()))
    }
}

impl ToSql for OrderKey {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sorted(keys: &[OrderKey]) -> bool {
        keys.is_sorted() && keys.windows(2).all(|two| two[0] != two[1])
    }

    #[test]
    fn adding_at_the_ends_makes_no_key_longer() {
        let mut keys: Vec<OrderKey> = OrderKey::run().take(5_000).collect();
        for _ in 0..5_000 {
            keys.insert(0, OrderKey::between(None, keys.first()));
        }
        assert!(sorted(&keys), "in their order");
        assert!(keys.iter().all(|key| key.0.len() == HEAD + 1), "and short");
    }

    #[test]
    fn ten_thousand_moves_to_one_place_still_fit() {
        let first: Vec<OrderKey> = OrderKey::run().take(2).collect();
        let (low, mut high) = (first[0].clone(), first[1].clone());
        for _ in 0..10_000 {
            let next = OrderKey::between(Some(&low), Some(&high));
            assert!(low < next && next < high);
            high = next;
        }
        assert!(OrderKey::is_one(&high.0), "{} digits", high.0.len());
    }

    #[test]
    fn two_rows_of_one_key_leave_a_place_before_both() {
        let key = OrderKey::between(None, None);
        assert!(OrderKey::between(Some(&key), Some(&key)) < key);
    }

    #[test]
    fn what_is_no_key_is_found_out() {
        for text in [
            "",
            "8",
            "80000000000000000",
            "8000000000000000G",
            "8000000000000000 8",
            "ä000000000000008",
        ] {
            assert!(!OrderKey::is_one(text), "{text:?}");
        }
        assert!(OrderKey::is_one(&OrderKey::between(None, None).0));
    }

    proptest! {
        #[test]
        fn a_row_put_anywhere_stands_there(places in prop::collection::vec(any::<prop::sample::Index>(), 1..200)) {
            let mut keys: Vec<OrderKey> = Vec::new();
            for place in places {
                let at = place.index(keys.len() + 1);
                let low = at.checked_sub(1).and_then(|before| keys.get(before));
                keys.insert(at, OrderKey::between(low, keys.get(at)));
            }
            prop_assert!(sorted(&keys));
            prop_assert!(keys.iter().all(|key| OrderKey::is_one(&key.0)));
        }
    }
}
