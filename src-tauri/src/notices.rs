//! Pop-ups of the desktop. A courtesy: the inbox is the truth, and nothing here may block or fail it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
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

    /// Calls `back` whenever a service comes up: what failed is worth another try then. Systems whose
    /// service is always there never call it.
    fn on_return(&self, back: Arc<dyn Fn() + Send + Sync>);
}

/// The desktop's own notifications, through notify-rust: the Desktop Notifications Specification
/// on Linux, toasts on Windows, the notification centre on macOS.
#[derive(Clone, Default)]
pub struct Desktop {
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
#[cfg_attr(
    any(windows, target_os = "macos"),
    expect(dead_code, reason = "only Linux lets services come, hang and go")
)]
struct State {
    /// What is on the screen, by the notice's id.
    shown: BTreeMap<String, desktop::Shown>,
    /// What the service was asked for and has not answered yet, with what has come in its place since.
    asked: BTreeMap<String, Option<(Notice, Told)>>,
    /// Who is to know when a service comes up.
    back: Option<Arc<dyn Fn() + Send + Sync>>,
    /// Whether the bus is watched for that.
    watching: bool,
}

impl Desktop {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn keep(&self, id: String, shown: desktop::Shown) {
        self.state().shown.insert(id, shown);
    }

    fn forget(&self, id: &str) -> Option<desktop::Shown> {
        self.state().shown.remove(id)
    }
}

fn composed(notice: &Notice) -> notify_rust::Notification {
    let mut pop_up = notify_rust::Notification::new();
    pop_up
        .appname("Ithaca")
        .summary(&notice.title)
        .body(&desktop::body(&notice.body));
    desktop::decorate(&mut pop_up, notice);
    for button in notice.buttons.iter().take(desktop::MOST_BUTTONS) {
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
    use std::sync::Arc;

    use ithaca_core::reminders::Notice;
    use notify_rust::{Hint, Notification};
    use tokio::sync::oneshot;
    use tokio_stream::StreamExt as _;

    use super::{Desktop, Notifier, Outcome, PATIENCE, Told, composed, outcome};

    /// The name under which a notification service is found on the session bus.
    const SERVICE: &str = "org.freedesktop.Notifications";

    /// A notice on the screen: the service's number for it, and the wish to take it down.
    pub struct Shown {
        number: u32,
        close: oneshot::Sender<()>,
    }

    /// The specification sets no limit; a service shows those it has room for, the first ones first.
    pub const MOST_BUTTONS: usize = usize::MAX;

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

    /// The number a notice asks for. The same for the same notice, also after a crash, so that a repeat
    /// takes the first one's place: "If replaces_id is not 0, the return value is the same value as
    /// replaces_id" (Desktop Notifications Specification, Notify). It is far above those that services
    /// count up from 1.
    pub fn number(id: &str) -> u32 {
        let hash = id.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        });
        0x4000_0000 | (hash & 0x3fff_ffff)
    }

    async fn take_down(number: u32) -> zbus::Result<()> {
        let connection = zbus::Connection::session().await?;
        let path = "/org/freedesktop/Notifications";
        connection
            .call_method(
                Some(SERVICE),
                path,
                Some(SERVICE),
                "CloseNotification",
                &number,
            )
            .await?;
        Ok(())
    }

    impl Notifier for Desktop {
        fn show(&self, notice: Notice, told: Told) {
            let desktop = self.clone();
            tauri::async_runtime::spawn(async move {
                desktop.watch();
                if let Some((notice, told)) = desktop.ask(notice, told) {
                    desktop.send(notice, told).await;
                }
            });
        }

        fn close(&self, id: &str) {
            if let Some(shown) = self.forget(id) {
                // The task may have ended with the notice; then there is nothing to take down.
                let _ = shown.close.send(());
                return;
            }
            // One that an earlier start of the program put up has the number it asked for.
            let number = number(id);
            tauri::async_runtime::spawn(async move {
                match tokio::time::timeout(PATIENCE, take_down(number)).await {
                    Ok(Ok(())) => {}
                    Ok(Err(error)) => tracing::debug!("a notice was not taken down: {error}"),
                    Err(_) => tracing::debug!("a notice was not taken down: no answer"),
                }
            });
        }

        fn on_return(&self, back: Arc<dyn Fn() + Send + Sync>) {
            self.state().back = Some(back);
            self.watch();
        }
    }

    impl Desktop {
        /// Gives the notice back if it may be sent. While an earlier one of the same id is unanswered it
        /// waits instead: a service that hung and goes on would show both.
        fn ask(&self, notice: Notice, told: Told) -> Option<(Notice, Told)> {
            let mut state = self.state();
            let Some(waiting) = state.asked.get_mut(&notice.id) else {
                state.asked.insert(notice.id.clone(), None);
                return Some((notice, told));
            };
            *waiting = Some((notice, Arc::clone(&told)));
            drop(state);
            told(Outcome::Failed("still no answer".to_owned()));
            None
        }

        /// Asks the service and hears what becomes of it.
        async fn send(&self, notice: Notice, told: Told) {
            let id = notice.id.clone();
            let mut pop_up = composed(&notice);
            let earlier = self.forget(&id);
            pop_up.id(earlier.map_or_else(|| number(&id), |earlier| earlier.number));
            let mut answer = Box::pin(pop_up.show_async());
            let answered = match tokio::time::timeout(PATIENCE, &mut answer).await {
                Ok(answered) => answered,
                Err(_) => {
                    told(Outcome::Failed("no answer".to_owned()));
                    // It is not taken back: a service that goes on shows it after all, and says so.
                    answer.await
                }
            };
            let waiting = self.state().asked.remove(&id).flatten();
            let handle = match answered {
                Ok(handle) => handle,
                Err(error) => return told(Outcome::Failed(error.to_string())),
            };
            let (close, closed) = oneshot::channel();
            let number = handle.id();
            self.keep(id.clone(), Shown { number, close });
            told(Outcome::Shown);
            if let Some((notice, told)) = waiting {
                self.show(notice, told);
            }
            let pressed = async {
                let mut pressed = Outcome::Gone;
                handle
                    .wait_for_action_async(|response| pressed = outcome(response))
                    .await;
                pressed
            };
            tokio::select! {
                pressed = pressed => {
                    self.forget_number(&id, number);
                    told(pressed);
                }
                asked = closed => {
                    // An error means that a later notice took this one's place on the screen, or that the
                    // service is gone and its numbers mean nothing any more.
                    if asked.is_ok() {
                        handle.close_async().await;
                    }
                }
            }
        }

        /// Forgets a notice that is gone, unless a later one of the same id is already up.
        fn forget_number(&self, id: &str, number: u32) {
            let shown = &mut self.state().shown;
            if shown.get(id).is_some_and(|shown| shown.number == number) {
                shown.remove(id);
            }
        }

        /// Watches the bus for services that come and go, unless it is watched already. Where there is no
        /// bus, the next notice tries again.
        fn watch(&self) {
            if std::mem::replace(&mut self.state().watching, true) {
                return;
            }
            let desktop = self.clone();
            tauri::async_runtime::spawn(async move {
                if let Err(error) = desktop.follow_the_service().await {
                    tracing::debug!("the bus is not watched: {error}");
                }
                desktop.state().watching = false;
            });
        }

        async fn follow_the_service(&self) -> zbus::Result<()> {
            let connection = zbus::Connection::session().await?;
            let bus = zbus::fdo::DBusProxy::new(&connection).await?;
            let mut changes = bus
                .receive_name_owner_changed_with_args(&[(0, SERVICE)])
                .await?;
            while let Some(change) = changes.next().await {
                let came = change.args()?.new_owner().is_some();
                let mut state = self.state();
                // Its notices went with it; the next service's numbers mean other notices.
                state.shown.clear();
                let back = state.back.clone().filter(|_| came);
                drop(state);
                if let Some(back) = back {
                    back();
                }
            }
            Ok(())
        }
    }
}

/// Windows and macOS: a thread for each notice, since their calls wait.
#[cfg(any(windows, target_os = "macos"))]
mod desktop {
    use std::sync::{Arc, mpsc};

    use ithaca_core::reminders::Notice;
    use notify_rust::Notification;

    use super::{Desktop, Notifier, Outcome, PATIENCE, Told, composed, outcome};

    /// Windows shows no toast with more than five actions; macOS puts all of them into one menu.
    pub const MOST_BUTTONS: usize = if cfg!(windows) { 5 } else { usize::MAX };

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
                        if let Err(error) = pressed {
                            // macOS sends a notice only when its answer is waited for, so what it
                            // refuses is known only here, after it was taken for shown.
                            waiting(if cfg!(target_os = "macos") {
                                Outcome::Failed(error.to_string())
                            } else {
                                Outcome::Gone
                            });
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

        fn on_return(&self, back: Arc<dyn Fn() + Send + Sync>) {
            self.state().back = Some(back);
        }
    }
}
