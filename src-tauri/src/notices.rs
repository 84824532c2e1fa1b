//! Pop-ups of the desktop. A courtesy: the inbox is the truth, and nothing here may block or fail it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use ithaca_core::reminders::Notice;

/// How long a desktop's notification service may think before it counts as not there.
const PATIENCE: Duration = Duration::from_secs(5);

/// What became of a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The service took it.
    Shown,
    /// No service, or it did not answer; the reason has no private text.
    Failed(String),
    /// The person clicked the notice itself.
    Opened,
    /// The person pressed the button with this key.
    Pressed(String),
    /// It went away unanswered.
    Gone,
}

/// Hears what became of one notice: once whether it was shown, and perhaps later what was pressed.
pub type Told = Arc<dyn Fn(Outcome) + Send + Sync>;

/// Shows notices to the person. Both calls return at once.
pub trait Notifier: Send + Sync {
    /// Shows a notice, in the place of an earlier one of the same id.
    fn show(&self, notice: Notice, told: Told);

    /// Takes down the notice of this id, which has been dealt with elsewhere.
    fn close(&self, id: &str);
}

/// The desktop's own notifications, through notify-rust: the Desktop Notifications Specification
/// on Linux, toasts on Windows, the notification centre on macOS.
#[derive(Clone, Default)]
pub struct Desktop {
    shown: Arc<Mutex<BTreeMap<String, desktop::Shown>>>,
}

impl Desktop {
    fn keep(&self, id: String, shown: desktop::Shown) {
        self.shown
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(id, shown);
    }

    fn forget(&self, id: &str) -> Option<desktop::Shown> {
        self.shown
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(id)
    }
}

fn composed(notice: &Notice) -> notify_rust::Notification {
    let mut pop_up = notify_rust::Notification::new();
    pop_up
        .appname("Ithaca")
        .summary(&notice.title)
        .body(&desktop::body(&notice.body));
    desktop::decorate(&mut pop_up, notice);
    for button in &notice.buttons {
        pop_up.action(button.key, &button.label);
    }
    pop_up
}

fn outcome(response: &notify_rust::NotificationResponse) -> Outcome {
    use notify_rust::NotificationResponse as Response;
    match response {
        Response::Default => Outcome::Opened,
        Response::Action(key) => Outcome::Pressed(key.clone()),
        Response::Reply(_) | Response::Closed(_) => Outcome::Gone,
    }
}

/// Linux and its kin: tasks on the session bus, so that a service that hangs holds up nobody.
#[cfg(all(unix, not(target_os = "macos")))]
mod desktop {
    use ithaca_core::reminders::Notice;
    use notify_rust::{Hint, Notification};
    use tokio::sync::oneshot;

    use super::{Desktop, Notifier, Outcome, PATIENCE, Told, composed, outcome};

    /// A notice on the screen: the service's number for it, and the wish to take it down.
    pub struct Shown {
        number: u32,
        close: oneshot::Sender<()>,
    }

    /// The key of a click on the notice itself, in the specification.
    const CLICK: &str = "default";

    /// Names may hold what the specification reads as markup.
    pub fn body(text: &str) -> String {
        text.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
    }

    /// The desktop entry lets the shell show the app's name and icon and group its notices. The
    /// click is an action like the others and needs a label, though no desktop shows it.
    pub fn decorate(pop_up: &mut Notification, notice: &Notice) {
        pop_up
            .icon("ithaca")
            .hint(Hint::DesktopEntry("Ithaca".to_owned()));
        let open = notice.buttons.iter().find(|button| button.key == "open");
        pop_up.action(CLICK, open.map_or("Ithaca", |button| &button.label));
    }

    impl Notifier for Desktop {
        fn show(&self, notice: Notice, told: Told) {
            let desktop = self.clone();
            tauri::async_runtime::spawn(async move {
                let id = notice.id.clone();
                let mut pop_up = composed(&notice);
                if let Some(earlier) = desktop.forget(&id) {
                    pop_up.id(earlier.number);
                }
                let handle = match tokio::time::timeout(PATIENCE, pop_up.show_async()).await {
                    Ok(Ok(handle)) => handle,
                    Ok(Err(error)) => return told(Outcome::Failed(error.to_string())),
                    Err(_) => return told(Outcome::Failed("no answer".to_owned())),
                };
                let (close, closed) = oneshot::channel();
                let number = handle.id();
                desktop.keep(id.clone(), Shown { number, close });
                told(Outcome::Shown);
                let pressed = async {
                    let mut pressed = Outcome::Gone;
                    handle
                        .wait_for_action_async(|response| pressed = outcome(response))
                        .await;
                    pressed
                };
                tokio::select! {
                    pressed = pressed => {
                        desktop.forget_number(&id, number);
                        told(pressed);
                    }
                    asked = closed => {
                        // An error means a later notice took this one's place on the screen.
                        if asked.is_ok() {
                            handle.close_async().await;
                        }
                    }
                }
            });
        }

        fn close(&self, id: &str) {
            if let Some(shown) = self.forget(id) {
                // The task may have ended with the notice; then there is nothing to take down.
                let _ = shown.close.send(());
            }
        }
    }

    impl Desktop {
        /// Forgets a notice that is gone, unless a later one of the same id is already up.
        fn forget_number(&self, id: &str, number: u32) {
            let mut shown = self
                .shown
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner);
            if shown.get(id).is_some_and(|shown| shown.number == number) {
                shown.remove(id);
            }
        }
    }
}

/// Windows and macOS: a thread for each notice, since their calls wait.
#[cfg(any(windows, target_os = "macos"))]
mod desktop {
    use std::sync::mpsc;

    use ithaca_core::reminders::Notice;
    use notify_rust::Notification;

    use super::{Desktop, Notifier, Outcome, PATIENCE, Told, composed, outcome};

    /// These systems give no handle to take a notice down by; it goes by itself.
    pub struct Shown;

    /// Plain text is shown as it is.
    pub fn body(text: &str) -> String {
        text.to_owned()
    }

    /// Windows drops a toast whose program is not registered; the installer registers this one.
    pub fn decorate(pop_up: &mut Notification, _: &Notice) {
        #[cfg(all(windows, not(debug_assertions)))]
        pop_up.app_id("app.ithaca.desk");
        #[cfg(not(all(windows, not(debug_assertions))))]
        let _ = pop_up;
    }

    impl Notifier for Desktop {
        fn show(&self, notice: Notice, told: Told) {
            let desktop = self.clone();
            std::thread::spawn(move || {
                let (answer, answered) = mpsc::channel();
                let pop_up = composed(&notice);
                let waiting = told.clone();
                std::thread::spawn(move || match pop_up.show() {
                    Ok(handle) => {
                        // The other side has given up if nobody takes this.
                        let _ = answer.send(Ok(()));
                        let pressed = handle.wait_for_response(
                            |response: &notify_rust::NotificationResponse| {
                                waiting(outcome(response));
                            },
                        );
                        if pressed.is_err() {
                            tracing::debug!("a notice went without an answer");
                        }
                    }
                    Err(error) => {
                        let _ = answer.send(Err(error.to_string()));
                    }
                });
                match answered.recv_timeout(PATIENCE) {
                    Ok(Ok(())) => {
                        desktop.keep(notice.id, Shown);
                        told(Outcome::Shown);
                    }
                    Ok(Err(reason)) => told(Outcome::Failed(reason)),
                    Err(_) => told(Outcome::Failed("no answer".to_owned())),
                }
            });
        }

        fn close(&self, id: &str) {
            self.forget(id);
        }
    }
}
