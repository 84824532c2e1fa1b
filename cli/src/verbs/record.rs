//! `export everything` and `import`.

use std::path::{Path, PathBuf};

use ithaca_core::App;
use ithaca_core::commands::{
    PassphraseJudge, RecordExport, RecordForm, RecordImport, RecordKind, RecordLine, Secret,
    passphrase_judge, record_export, record_import,
};
use ithaca_core::locale::Message;

use crate::demo;
use crate::failure::{Explained as _, Result};
use crate::printed::{Printed, say};
use crate::unlock::secret_line;

const TASK: &str = "record";

/// Writes the whole record into a folder.
pub(crate) fn export(
    app: &App,
    out: PathBuf,
    private: bool,
    passphrase: Option<&Path>,
) -> Result<Printed> {
    demo::show_progress(app);
    let passphrase = secret(app, passphrase)?;
    let judged = match &passphrase {
        Some(passphrase) => {
            let passphrase = passphrase.clone();
            passphrase_judge(app, PassphraseJudge { passphrase })
                .explained(app)?
                .sentence
        }
        None => None,
    };
    let request = RecordExport {
        out: app.files().mint_folder(out),
        form: if passphrase.is_some() {
            RecordForm::File
        } else {
            RecordForm::Folder
        },
        private,
        passphrase,
        task: Some(TASK.to_owned()),
    };
    let written = record_export(app, request).explained(app)?;
    let path = Path::new(&written.folder).join(&written.name);
    let counts = Message::new("record_exported_counts")
        .with("people", written.people)
        .with("rooms", written.rooms)
        .with("files", written.files);
    let written_to = Message::new("cli_record_exported").with("path", path.display());
    let mut lines = vec![
        app.locale().say(&written_to),
        app.locale().say(&counts),
        privately(app, written.private),
    ];
    lines.extend(judged);
    Ok(Printed::new(&lines, &written))
}

/// Takes a record in.
pub(crate) fn import(app: &App, path: PathBuf, passphrase: Option<&Path>) -> Result<Printed> {
    demo::show_progress(app);
    let from = if path.is_dir() {
        app.files().mint_folder(path)
    } else {
        app.files().mint_read(path)
    };
    let request = RecordImport {
        from,
        passphrase: secret(app, passphrase)?,
        task: Some(TASK.to_owned()),
    };
    let done = record_import(app, request).explained(app)?;
    let mut lines: Vec<String> = done.lines.iter().map(|one| line(app, one)).collect();
    lines.push(privately(app, done.private));
    if done.settings {
        lines.push(say(app, "record_settings_came"));
    }
    // What another process could take back is not this one's to promise: the backup is there for good.
    lines.push(match &done.backup {
        Some(id) => app
            .locale()
            .say(&Message::new("cli_import_backup").with("id", id)),
        None => say(app, "record_nothing_new"),
    });
    Ok(Printed::new(&lines, &done))
}

fn secret(app: &App, file: Option<&Path>) -> Result<Option<Secret>> {
    file.map(|path| secret_line(path, &app.locale()).map(Secret::new))
        .transpose()
}

fn privately(app: &App, private: bool) -> String {
    say(
        app,
        if private {
            "record_with_private"
        } else {
            "record_without_private"
        },
    )
}

fn line(app: &App, line: &RecordLine) -> String {
    let kind = match line.kind {
        RecordKind::People => "record_kind_people",
        RecordKind::Rooms => "record_kind_rooms",
        RecordKind::Meetings => "record_kind_meetings",
        RecordKind::Promises => "record_kind_promises",
        RecordKind::Goals => "record_kind_goals",
        RecordKind::Resources => "record_kind_resources",
        RecordKind::Notes => "record_kind_notes",
        RecordKind::Rest => "record_kind_rest",
    };
    let key = if line.different > 0 {
        "record_line_done_different"
    } else {
        "record_line_done"
    };
    app.locale().say(
        &Message::new(key)
            .with("kind", say(app, kind))
            .with("added", line.added)
            .with("same", line.same)
            .with("different", line.different),
    )
}
