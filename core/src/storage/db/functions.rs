//! SQL functions of every connection: how words fold, how names sort, what somebody is called. They depend on nothing but
//! what they are given, so that an index, a trigger and a query agree.

use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;

use crate::error::Result;
use crate::{naming, text};

/// Makes them known to a connection: `folded_words(text)`, `sort_key(name)`, `called(name, chosen)`.
pub(super) fn register(conn: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8
        | FunctionFlags::SQLITE_DETERMINISTIC
        | FunctionFlags::SQLITE_INNOCUOUS;
    conn.create_scalar_function("folded_words", 1, flags, |context| {
        Ok(text::folded_words(context.get_raw(0).as_str()?))
    })?;
    conn.create_scalar_function("sort_key", 1, flags, |context| {
        Ok(text::sort_key(context.get_raw(0).as_str()?))
    })?;
    // Nobody is called nothing.
    conn.create_scalar_function("called", 2, flags, |context| {
        let name = context.get_raw(0).as_str_or_null()?;
        let chosen = context.get_raw(1).as_str_or_null()?.unwrap_or_default();
        Ok(name.map(|name| naming::called(name, chosen)))
    })?;
    Ok(())
}
