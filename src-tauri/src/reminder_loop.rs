//! Waits for the next reminder, shows it, and carries back what the person pressed.

use std::sync::Arc;
use std::time::Duration;

use ithaca_core::App;
use ithaca_core::changes::{Changed, Topic};
use ithaca_core::reminders::{self, Delivery, Notice, ReminderId};
use tauri::AppHandle;
use tokio::sync::Notify;

use crate::notices::{Notifier, Outcome};
use crate::route::Route;
use crate::windows;

/// The longest wait between two looks. Timers stand still while a laptop sleeps, so the wall clock
/// is read again at least this often; it is also how soon another process's writes are noticed.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// Starts the one task that waits, for as long as the program runs.
pub fn start(window: AppHandle, core: App, notifier: Arc<dyn Notifier>) {
    let wake = Arc::new(Notify::new());
    let waker = Arc::clone(&wake);
    core.changes().subscribe(move |changed| {
        if may_move_a_reminder(changed) {
            waker.notify_one();
        }
    });
    tauri::async_runtime::spawn(async move {
        loop {
            let wait = look(&window, &core, &notifier).await;
            tokio::select! {
                () = tokio::time::sleep(wait) => (),
                () = wake.notified() => (),
            }
        }
    });
}

/// Everything a person plans may; what they only write down may not.
fn may_move_a_reminder(changed: &Changed) -> bool {
    changed.topics.iter().any(|topic| !matches!(topic, Topic::Notes | Topic::Resources))
}

/// Shows what is due and says how long nothing will be.
async fn look(window: &AppHandle, core: &App, notifier: &Arc<dyn Notifier>) -> Duration {
    let asked = core.clone();
    let found = tauri::async_runtime::spawn_blocking(move || due_and_next(&asked)).await;
    match found {
        Ok(Ok((due, wait))) => {
            for notice in due {
                show(window, core, notifier, notice);
            }
            wait
        }
        Ok(Err(error)) => {
            // Another process may hold the file; the next look comes soon enough.
            core.explain(&error);
            LONGEST_WAIT
        }
        Err(_) => LONGEST_WAIT,
    }
}

fn due_and_next(core: &App) -> ithaca_core::error::Result<(Vec<Notice>, Duration)> {
    core.look_for_foreign_changes()?;
    let due = reminders::take_due(core)?;
    let wait = match reminders::next_due(core)? {
        Some(next) => {
            let left = next.0.saturating_sub(core.now().0);
            // At least a moment, so that a reminder that cannot be taken does not spin the loop.
            Duration::from_millis(u64::try_from(left).unwrap_or(0))
                .clamp(Duration::from_secs(1), LONGEST_WAIT)
        }
        None => LONGEST_WAIT,
    };
    Ok((due, wait))
}

fn show(window: &AppHandle, core: &App, notifier: &Arc<dyn Notifier>, notice: Notice) {
    let window = window.clone();
    let core = core.clone();
    let reminder = notice.id.clone();
    let opens = notice.opens.clone();
    let told = move |outcome| {
        let (window, core) = (window.clone(), core.clone());
        let (reminder, opens) = (reminder.clone(), opens.clone());
        tauri::async_runtime::spawn_blocking(move || {
            if let Err(error) = act(&window, &core, &reminder, &opens, outcome) {
                core.explain(&error);
            }
        });
    };
    notifier.show(notice, Arc::new(told));
}

fn act(
    window: &AppHandle,
    core: &App,
    reminder: &ReminderId,
    opens: &str,
    outcome: Outcome,
) -> ithaca_core::error::Result<()> {
    match outcome {
        Outcome::Shown => reminders::record_delivery(core, reminder, Delivery::Shown),
        Outcome::Failed(reason) => {
            tracing::warn!("a notice could not be shown");
            reminders::record_delivery(core, reminder, Delivery::Failed(reason))
        }
        Outcome::Pressed(key) if key == "done" => reminders::finish(core, reminder),
        Outcome::Pressed(key) if key == "snooze" => reminders::put_off(core, reminder),
        Outcome::Opened | Outcome::Pressed(_) => {
            let route = opens.parse::<Route>().ok();
            windows::bring_forward(window, route.as_ref());
            Ok(())
        }
    }
}
