//! Notification services as they are met: polite ones, and those that break.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use tokio::runtime::Runtime;
use tokio_stream::StreamExt as _;
use zbus::message::Type;
use zbus::{Connection, Message, MessageStream, OwnedVariant};

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// How a service takes what it is asked to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Shows it and answers.
    Polite,
    /// Does nothing until it is polite again; then it goes on with what it was asked meanwhile.
    Hanging,
    /// Answers with an error.
    Refusing,
    /// Thinks for a moment first.
    Slow,
    /// Shows it, and dies before it can answer.
    Dying,
}

/// One pop-up, as it was asked for.
#[derive(Debug, Clone)]
pub struct PopUp {
    pub title: String,
    pub body: String,
    pub actions: Vec<String>,
}

#[derive(Default)]
pub struct Board {
    /// Everything it was asked to show.
    pub asked: Vec<PopUp>,
    /// What is on the screen, by number.
    pub screen: BTreeMap<u32, PopUp>,
    next: u32,
}

impl Board {
    /// How many pop-ups with this title the screen shows.
    pub fn seen(&self, title: &str) -> usize {
        self.screen
            .values()
            .filter(|one| one.title == title)
            .count()
    }

    /// How often one with this title was asked for.
    pub fn asked_for(&self, title: &str) -> usize {
        self.asked.iter().filter(|one| one.title == title).count()
    }
}

type Asked = (
    String,
    u32,
    String,
    String,
    String,
    Vec<String>,
    HashMap<String, OwnedVariant>,
    i32,
);

/// A service on a bus, until it is dropped.
pub struct Service {
    board: Arc<Mutex<Board>>,
    manner: Arc<Mutex<Manner>>,
    connection: Connection,
    capabilities: Vec<String>,
    runtime: Option<Runtime>,
}

impl Service {
    pub fn start(address: &str, manner: Manner) -> Self {
        Self::with_capabilities(address, manner, &["actions", "body", "body-markup"])
    }

    pub fn with_capabilities(address: &str, manner: Manner, capabilities: &[&str]) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .expect("a runtime");
        let connection = runtime
            .block_on(async { zbus::connection::Builder::address(address).build().await })
            .expect("the bus lets us in");
        let mut service = Self {
            board: Arc::default(),
            manner: Arc::new(Mutex::new(manner)),
            connection,
            capabilities: capabilities.iter().map(|&one| one.to_owned()).collect(),
            runtime: None,
        };
        let mut calls = MessageStream::from(&service.connection);
        let serving = service.clone_parts();
        runtime.spawn(async move {
            while let Some(Ok(call)) = calls.next().await {
                if call.message_type() == Type::MethodCall && !serving.answer(&call).await {
                    // Its name is given back when its connection is, as with a program that died.
                    let _ = serving.connection.clone().close().await;
                    break;
                }
            }
        });
        runtime
            .block_on(service.connection.request_name(NAME))
            .expect("the name is free");
        service.runtime = Some(runtime);
        service
    }

    fn clone_parts(&self) -> Self {
        Self {
            board: Arc::clone(&self.board),
            manner: Arc::clone(&self.manner),
            connection: self.connection.clone(),
            capabilities: self.capabilities.clone(),
            runtime: None,
        }
    }

    pub fn board(&self) -> MutexGuard<'_, Board> {
        self.board.lock().expect("the board")
    }

    pub fn set_manner(&self, manner: Manner) {
        *self.manner.lock().expect("the manner") = manner;
    }

    fn manner(&self) -> Manner {
        *self.manner.lock().expect("the manner")
    }

    /// Lets the person press a button of a pop-up.
    pub fn press(&self, number: u32, key: &str) {
        let runtime = self.runtime.as_ref().expect("it runs");
        runtime
            .block_on(self.connection.emit_signal(
                None::<&str>,
                PATH,
                NAME,
                "ActionInvoked",
                &(number, key),
            ))
            .expect("a signal can be sent");
    }

    /// Dies: its connection closes and its name is free.
    pub fn die(mut self) {
        let connection = self.connection.clone();
        if let Some(runtime) = self.runtime.take() {
            // A service that has died already cannot die again.
            let _ = runtime.block_on(connection.close());
            runtime.shutdown_background();
        }
    }

    /// Answers a call. False when the service dies of it.
    async fn answer(&self, call: &Message) -> bool {
        let header = call.header();
        let member = header
            .member()
            .map(|name| name.to_string())
            .unwrap_or_default();
        let replied = match member.as_str() {
            "Notify" => return self.notify(call).await,
            "CloseNotification" => {
                let number: u32 = call.body().deserialize().expect("a number");
                self.board().screen.remove(&number);
                let closed = (number, 3u32);
                let told = self.connection.emit_signal(
                    None::<&str>,
                    PATH,
                    NAME,
                    "NotificationClosed",
                    &closed,
                );
                told.await.is_ok() && self.connection.reply(&header, &()).await.is_ok()
            }
            "GetCapabilities" => self
                .connection
                .reply(&header, &self.capabilities)
                .await
                .is_ok(),
            _ => true,
        };
        // A caller that has gone hears no answer, which is its own affair.
        let _ = replied;
        true
    }

    async fn notify(&self, call: &Message) -> bool {
        while self.manner() == Manner::Hanging {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        if self.manner() == Manner::Slow {
            tokio::time::sleep(Duration::from_millis(400)).await;
        }
        let header = call.header();
        if self.manner() == Manner::Refusing {
            let refused = "org.freedesktop.Notifications.Error.ExcessNotificationGeneration";
            let _ = self.connection.reply_error(&header, refused, &"no").await;
            return true;
        }
        let asked: Asked = call
            .body()
            .deserialize()
            .expect("as the specification says");
        let number = self.put_up(asked);
        if self.manner() == Manner::Dying {
            return false;
        }
        let _ = self.connection.reply(&header, &number).await;
        true
    }

    /// Puts up a pop-up of its own that replaces nothing.
    pub fn put_up_another(&self, title: &str) {
        let text = String::new;
        let asked = (
            text(),
            0,
            text(),
            title.to_owned(),
            text(),
            Vec::new(),
            HashMap::new(),
            0,
        );
        self.put_up(asked);
    }

    /// Puts a pop-up on the screen, in the place of the one it replaces.
    fn put_up(&self, (_, replaces, _, title, body, actions, _, _): Asked) -> u32 {
        let mut board = self.board();
        let number = if replaces == 0 {
            board.next += 1;
            board.next
        } else {
            replaces
        };
        let pop_up = PopUp {
            title,
            body,
            actions,
        };
        board.asked.push(pop_up.clone());
        board.screen.insert(number, pop_up);
        number
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            let connection = self.connection.clone();
            let _ = runtime.block_on(connection.close());
            runtime.shutdown_background();
        }
    }
}
