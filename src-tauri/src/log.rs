//! The log: what happened, never to whom. Only the core's and the shell's own lines go in; both
//! write kinds and counts, never a name or a text.

use std::path::Path;

use ithaca_core::folder::make_private;

use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{Builder, Rotation};
use tracing_subscriber::EnvFilter;

const KEPT_DAYS: usize = 7;

/// Writes a file a day to `folder`, kept for seven days, until the guard is dropped. Panics are
/// recorded with their place in the code only, since their message may quote what a person wrote.
///
/// None where the folder cannot be written: the app then goes on without a log.
pub fn start(folder: &Path) -> Option<WorkerGuard> {
    make_private(folder).ok()?;
    let file = Builder::new()
        .rotation(Rotation::DAILY)
        .filename_prefix("ithaca")
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
