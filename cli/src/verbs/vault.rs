//! `backup`, `backups`, `restore`, `check`.

use ithaca_core::App;
use ithaca_core::commands::{
    ApiError, Backup, BackupList, BackupMake, BackupRestore, BackupState, DeskCheck, ErrorCode,
    backup_list, backup_make, backup_restore, desk_check,
};
use ithaca_core::locale::Message;

use crate::failure::{Explained as _, Failure, Result};
use crate::printed::{Printed, all_pages, say};
use crate::{demo, rescue};

const TASK: &str = "vault";

/// Makes a backup.
pub(crate) fn backup(app: &App) -> Result<Printed> {
    demo::show_progress(app);
    let task = Some(TASK.to_owned());
    let made = backup_make(app, BackupMake { task }).explained(app)?;
    Ok(Printed::new(&[line(app, &made)], &made))
}

/// Lists the backups.
pub(crate) fn backups(app: &App) -> Result<Printed> {
    let rows = all_pages(app, |page| backup_list(app, BackupList { page }))?;
    Ok(Printed::list(app, &rows, |row| line(app, row)))
}

/// Puts the desk back as a backup holds it.
pub(crate) fn restore(app: &App, id: &str) -> Result<Printed> {
    demo::show_progress(app);
    let id = id.parse().explained(app)?;
    let task = Some(TASK.to_owned());
    let restored = backup_restore(
        app,
        BackupRestore {
            id,
            proof: None,
            task,
        },
    )
    .explained(app)?;
    Ok(rescue::told(&restored, &app.locale()))
}

/// Checks the whole desk. What is wrong makes it fail, as a damaged desk does.
pub(crate) fn check(app: &App) -> Result<Printed> {
    demo::show_progress(app);
    let task = Some(TASK.to_owned());
    let checked = desk_check(app, DeskCheck { task }).explained(app)?;
    if checked.findings.is_empty() {
        let message = Message::new("cli_check_well")
            .with("pages", checked.pages)
            .with("files", checked.files);
        return Ok(Printed::new(&[app.locale().say(&message)], &checked));
    }
    let sentences: Vec<String> = checked
        .findings
        .into_iter()
        .map(|finding| finding.sentence)
        .collect();
    Err(Failure::Core(ApiError {
        code: ErrorCode::Damaged,
        message: sentences.join("\n"),
        field: None,
    }))
}

/// A backup: its name, its size, what is in it.
fn line(app: &App, backup: &Backup) -> String {
    let about = match (&backup.state, &backup.holds) {
        (BackupState::Verified, Some(holds)) => app.locale().say(
            &Message::new("backup_holds")
                .with("people", holds.people)
                .with("rooms", holds.rooms)
                .with("meetings", holds.meetings)
                .with("notes", holds.notes),
        ),
        (BackupState::Newer, _) => say(app, "backup_newer"),
        (BackupState::OtherKey, _) => say(app, "backup_other_key"),
        (BackupState::Verified | BackupState::Damaged, _) => say(app, "backup_damaged"),
    };
    let megabytes = backup.bytes.div_ceil(100_000);
    format!(
        "{}  {}.{} MB  {about}",
        backup.id,
        megabytes / 10,
        megabytes % 10
    )
}
