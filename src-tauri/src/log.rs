//! The log: what happened, never to whom. Only the core's and the shell's own lines go in; both
//! write kinds and counts, never a name or a text.

use std::path::Path;

use ithaca_core::folder::make_private;

use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{Builder, Rotation};
use tracing_subscriber::EnvFilter;

const KEPT_DAYS: usize = 7;

/// The beginning of a log's name; the day follows.
const PREFIX: &str = "ithaca";

/// Writes a file a day to `folder`, kept for seven days, until the guard is dropped. Panics are
/// recorded with their place in the code only, since their message may quote what a person wrote.
///
/// None where the folder cannot be written: the app then goes on without a log.
pub fn start(folder: &Path) -> Option<WorkerGuard> {
    make_private(folder).ok()?;
    take_away_what_is_no_file(folder);
    let file = Builder::new()
        .rotation(Rotation::DAILY)
        .filename_prefix(PREFIX)
        .filename_suffix("log")
        .max_log_files(KEPT_DAYS)
        .build(folder)
        .ok()?;
    let (writer, guard) = tracing_appender::non_blocking(file);
    tracing_subscriber::fmt()
        .with_writer(writer)
        .with_ansi(false)
        .with_env_filter(EnvFilter::new("off,ithaca_core=info,ithaca_shell=info"))
        .try_init()
        .ok()?;
    record_panics();
    Some(guard)
}

/// Removes links, pipes and devices that stand where a log would be written: a pipe would be waited for, and what a
/// link leads to is no log. Folders stay; there is no log then.
fn take_away_what_is_no_file(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_log = entry.file_name().to_string_lossy().starts_with(PREFIX);
        let other = |kind: std::fs::FileType| !kind.is_file() && !kind.is_dir();
        if is_log && entry.file_type().is_ok_and(other) {
            // One that stays is met again by whoever opens it.
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

fn record_panics() {
    let shown = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let place = panic
            .location()
            .map(ToString::to_string)
            .unwrap_or_default();
        let thread = std::thread::current();
        tracing::error!(place, thread = thread.name().unwrap_or("unnamed"), "panic");
        shown(panic);
    }));
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_logs_place_is_neither_waited_for_nor_written_to() {
        let place = tempfile::tempdir().expect("a folder of our own");
        let folder = place.path().join("logs");
        std::fs::create_dir(&folder).expect("it can be made");
        let other = place.path().join("somebody-elses");
        std::fs::write(&other, "theirs").expect("it can be written");
        let link = folder.join("ithaca.2026-03-02.log");
        std::os::unix::fs::symlink(&other, &link).expect("a link");
        let pipe = folder.join("ithaca.2026-03-03.log");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.expect("mkfifo").success());
        std::fs::write(folder.join("ithaca.2026-03-01.log"), "a line").expect("a log");
        take_away_what_is_no_file(&folder);
        let left: Vec<_> = std::fs::read_dir(&folder)
            .expect("the folder")
            .map(|entry| entry.expect("an entry").file_name())
            .collect();
        assert_eq!(left, ["ithaca.2026-03-01.log"], "the log alone stays");
        let text = std::fs::read_to_string(&other).expect("it is there");
        assert_eq!(text, "theirs", "what the link led to is as it was");
    }
}
