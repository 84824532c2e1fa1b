//! Waits for the next reminder, shows it, and carries back what the person pressed.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use ithaca_core::App;
use ithaca_core::calendar;
use ithaca_core::clock::Millis;
use ithaca_core::commands::reminder_list;
use ithaca_core::error::Result;
use ithaca_core::limits;
use ithaca_core::page::Page;
use ithaca_core::reminders::{
    self, Delivery, Notice, ReminderId, ReminderList, ReminderState, schedule,
};
use tokio::sync::{Notify, mpsc};

use crate::lock::{self, Touched};
use crate::notices::{Notifier, Outcome};
use crate::route::Route;

/// The longest wait between two looks. Timers stand still while a laptop sleeps, so the wall clock
/// is read again at least this often; it is also how soon another process's writes are noticed.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// The shortest: what is due but cannot be taken must not spin the loop.
const SHORTEST_WAIT: Duration = Duration::from_secs(1);

/// Brings the window forward, on a page if one is named.
pub type Opener = Arc<dyn Fn(Option<&Route>) + Send + Sync>;

/// Looks at what time and others have changed, and tells the window: it never has to ask on the chance.
pub type Look = Arc<dyn Fn() + Send + Sync>;

/// Starts the one task that waits, for as long as the program runs. What waits anyway also sees whether
/// the desk was left alone for too long, and looks for the window.
pub fn start(
    open: Opener,
    touched: Arc<Touched>,
    core: App,
    notifier: Arc<dyn Notifier>,
    look: Look,
) {
    let wake = Arc::new(Notify::new());
    let waker = Arc::clone(&wake);
    let calendar_is_old = Arc::new(AtomicBool::new(true));
    let schedule_is_old = Arc::new(AtomicBool::new(true));
    let ageing = [Arc::clone(&calendar_is_old), Arc::clone(&schedule_is_old)];
    core.changes().subscribe(move |changed| {
        if changed.may_move_what_is_due() {
            for old in &ageing {
                old.store(true, Ordering::Relaxed);
            }
            waker.notify_one();
        }
    });
    let (heard, mut hears) = mpsc::unbounded_channel();
    let waiting = Loop {
        open,
        touched,
        core,
        notifier,
        look,
        heard,
        up: Arc::default(),
        calendar_is_old,
        schedule_is_old,
        recovered: Arc::default(),
        recovered_locked: Arc::default(),
    };
    let retrying = waiting.clone();
    waiting.notifier.on_return(Arc::new(move || {
        let retrying = retrying.clone();
        tauri::async_runtime::spawn_blocking(move || {
            // What cannot be noted now is tried again at its own time.
            if let Err(error) = reminders::retry_failed(&retrying.core) {
                retrying.core.explain(&error);
            }
        });
    }));
    let hearing = waiting.clone();
    // One after the other: what was heard last is what holds.
    tauri::async_runtime::spawn(async move {
        while let Some(told) = hears.recv().await {
            let hearing = hearing.clone();
            let heard = tauri::async_runtime::spawn_blocking(move || hearing.hear(&told)).await;
            if heard.is_err() {
                tracing::warn!("what became of a notice was not noted");
            }
        }
    });
    tauri::async_runtime::spawn(async move {
        loop {
            let looking = waiting.clone();
            let looked = tauri::async_runtime::spawn_blocking(move || looking.look()).await;
            tokio::select! {
                () = tokio::time::sleep(looked.unwrap_or(LONGEST_WAIT)) => (),
                () = wake.notified() => (),
            }
        }
    });
}

/// What became of a notice.
struct Heard {
    id: String,
    reminders: Vec<ReminderId>,
    opens: String,
    outcome: Outcome,
}

#[derive(Clone)]
struct Loop {
    open: Opener,
    touched: Arc<Touched>,
    core: App,
    notifier: Arc<dyn Notifier>,
    look: Look,
    heard: mpsc::UnboundedSender<Heard>,
    /// The notices on the screen, as far as is known, and the reminders each stands for.
    up: Arc<Mutex<BTreeMap<String, Vec<ReminderId>>>>,
    /// Whether something changed since the kept calendar file was last looked at.
    calendar_is_old: Arc<AtomicBool>,
    /// The same of what a locked desk goes by.
    schedule_is_old: Arc<AtomicBool>,
    /// Whether what a crash left was put back, on the open desk and on the locked one.
    recovered: Arc<AtomicBool>,
    recovered_locked: Arc<AtomicBool>,
}

impl Loop {
    /// Shows what is due, takes down what was dealt with elsewhere, and says how long to wait.
    fn look(&self) -> Duration {
        self.try_look().unwrap_or_else(|error| {
            // Another process may hold the file; the next look comes soon enough. Explaining logs it.
            self.core.explain(&error);
            LONGEST_WAIT
        })
    }

    fn try_look(&self) -> Result<Duration> {
        if self.core.is_locked() {
            return self.look_locked();
        }
        lock::when_idle(&self.touched, &self.core)?;
        if !self.recovered.swap(true, Ordering::Relaxed) {
            self.notifier.close(schedule::NOTICE);
            // A failure here is met again, and told, at the first look.
            reminders::recover(&self.core)?;
        }
        self.core.look_for_foreign_changes()?;
        for notice in reminders::take_due(&self.core)? {
            self.show(notice);
        }
        // After what is due was taken: what waits for a moment only is no news.
        (self.look)();
        self.take_down_the_answered()?;
        self.keep_the_calendar_file();
        if self.schedule_is_old.swap(false, Ordering::Relaxed)
            && let Err(error) = schedule::refresh(&self.core)
        {
            // What is due on the open desk does not wait for it; the next look tries again.
            self.schedule_is_old.store(true, Ordering::Relaxed);
            self.core.explain(&error);
        }
        Ok(self.until(reminders::next_due(&self.core)?))
    }

    /// On a locked desk: one notice that names nothing.
    fn look_locked(&self) -> Result<Duration> {
        if !self.recovered_locked.swap(true, Ordering::Relaxed)
            && let Some(notice) = schedule::recover_locked(&self.core)
        {
            self.show(notice);
        }
        if let Some(notice) = schedule::take_due_locked(&self.core)? {
            self.show(notice);
        }
        Ok(self.until(schedule::next_due_locked(&self.core)))
    }

    /// How long to wait for what is due next.
    fn until(&self, next: Option<Millis>) -> Duration {
        let Some(next) = next else {
            return LONGEST_WAIT;
        };
        let left = u64::try_from(next.0.saturating_sub(self.core.now().0)).unwrap_or(0);
        Duration::from_millis(left).clamp(SHORTEST_WAIT, LONGEST_WAIT)
    }

    /// Brings the calendar file the person keeps up to date. Its folder may be a stick that is not in:
    /// the next look tries again.
    fn keep_the_calendar_file(&self) {
        if !self.calendar_is_old.swap(false, Ordering::Relaxed) {
            return;
        }
        match calendar::refresh_kept(&self.core) {
            Ok(true) => tracing::debug!("the calendar file was brought up to date"),
            Ok(false) => {}
            Err(error) => {
                self.calendar_is_old.store(true, Ordering::Relaxed);
                self.core.explain(&error);
            }
        }
    }

    fn show(&self, notice: Notice) {
        let (id, reminders) = (notice.id.clone(), notice.reminders.clone());
        let opens = notice.opens.clone();
        for left in &notice.replaces {
            self.up().remove(left);
            self.notifier.close(left);
        }
        self.up().insert(id.clone(), reminders.clone());
        let heard = self.heard.clone();
        let told = move |outcome| {
            // It is heard for as long as the program runs.
            let _ = heard.send(Heard {
                id: id.clone(),
                reminders: reminders.clone(),
                opens: opens.clone(),
                outcome,
            });
        };
        self.notifier.show(notice, Arc::new(told));
    }

    fn hear(&self, heard: &Heard) {
        if heard.outcome == Outcome::Shown {
            // A service that had hung shows what was given up already.
            self.up().insert(heard.id.clone(), heard.reminders.clone());
        } else {
            self.up().remove(&heard.id);
        }
        let acted = if heard.id == schedule::NOTICE {
            self.act_locked(&heard.opens, &heard.outcome)
        } else {
            self.act(&heard.reminders, &heard.opens, &heard.outcome)
        };
        if let Err(error) = acted {
            self.core.explain(&error);
        }
    }

    /// What names nothing can only be noted or opened.
    fn act_locked(&self, opens: &str, outcome: &Outcome) -> Result<()> {
        match outcome {
            Outcome::Shown => schedule::record_delivery_locked(&self.core, Delivery::Delivered),
            Outcome::Failed(_) => schedule::record_delivery_locked(&self.core, Delivery::Failed),
            Outcome::Gone => Ok(()),
            Outcome::Opened | Outcome::Pressed(_) => {
                (self.open)(opens.parse::<Route>().ok().as_ref());
                Ok(())
            }
        }
    }

    fn act(&self, answered: &[ReminderId], opens: &str, outcome: &Outcome) -> Result<()> {
        match outcome {
            Outcome::Shown => reminders::record_delivery(&self.core, answered, Delivery::Delivered),
            Outcome::Failed(_) => {
                tracing::warn!("a notice could not be shown; it stands in the inbox");
                reminders::record_delivery(&self.core, answered, Delivery::Failed)
            }
            Outcome::Gone => Ok(()),
            Outcome::Pressed(key) if reminders::press(&self.core, answered, key)? => Ok(()),
            Outcome::Pressed(key) if key == "join" => {
                let meeting = opens.rsplit('/').next().unwrap_or_default();
                (self.open)(Route::join(meeting).as_ref());
                Ok(())
            }
            Outcome::Opened | Outcome::Pressed(_) => {
                (self.open)(opens.parse::<Route>().ok().as_ref());
                Ok(())
            }
        }
    }

    /// A notice whose every reminder was answered in the window, or overtaken by events, is a lie.
    fn take_down_the_answered(&self) -> Result<()> {
        if self.up().is_empty() {
            return Ok(());
        }
        let page = Page::first(limits::ROWS_MOST);
        let inbox = reminder_list(&self.core, ReminderList { all: false, page })?.items;
        let waits = |id: &ReminderId| {
            inbox
                .iter()
                .any(|one| one.id == *id && one.state == ReminderState::Shown)
        };
        let mut up = self.up();
        let answered = up
            .iter()
            .filter(|(_, reminders)| !reminders.iter().any(waits))
            .map(|(id, _)| id.clone())
            .collect::<Vec<_>>();
        for id in answered {
            up.remove(&id);
            self.notifier.close(&id);
        }
        Ok(())
    }

    fn up(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Vec<ReminderId>>> {
        self.up.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
