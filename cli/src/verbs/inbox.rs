//! `inbox`.

use ithaca_core::App;
use ithaca_core::commands::{ReminderList, reminder_list};

use crate::failure::Result;
use crate::printed::{Printed, all_pages};

/// Reminders that wait, latest due first.
pub(crate) fn inbox(app: &App) -> Result<Printed> {
    let rows = all_pages(app, |page| {
        reminder_list(
            app,
            ReminderList {
                page,
                ..ReminderList::default()
            },
        )
    })?;
    Ok(Printed::list(app, &rows, |row| {
        format!("{}  {}  {}", row.id, row.title, row.body)
    }))
}
