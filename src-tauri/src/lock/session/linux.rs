//! Linux: the computer is about to sleep or the session is locked (`org.freedesktop.login1` on the system
//! bus), or the screen saver came on (session bus).

use ithaca_core::App;
use tokio_stream::StreamExt as _;
use zbus::message::Type;
use zbus::{Connection, MatchRule, MessageStream, OwnedFd, OwnedObjectPath, Proxy};

const LOGIN: &str = "org.freedesktop.login1";

/// Listens for as long as the program runs. Where there is no such bus nothing is heard, and the desk still
/// locks when it is left alone.
pub fn listen(core: &App) {
    let heard = core.clone();
    tauri::async_runtime::spawn(async move {
        if hear_login(&heard).await.is_err() {
            tracing::info!("no login service is heard here");
        }
    });
    let heard = core.clone();
    tauri::async_runtime::spawn(async move {
        if hear_screen_saver(&heard).await.is_err() {
            tracing::info!("no screen saver is heard here");
        }
    });
}

async fn hear_login(core: &App) -> zbus::Result<()> {
    let bus = Connection::system().await?;
    let manager = Proxy::new(
        &bus,
        LOGIN,
        "/org/freedesktop/login1",
        "org.freedesktop.login1.Manager",
    )
    .await?;
    let signals = MatchRule::builder()
        .msg_type(Type::Signal)
        .sender(LOGIN)
        .build()?;
    let mut signs = MessageStream::for_match_rule(signals, &bus, None).await?;
    // Sleep waits until the descriptor is closed.
    let mut delay = inhibit(&manager).await;
    while let Some(sign) = signs.next().await {
        let sign = sign?;
        let header = sign.header();
        match header.member().map(|member| member.as_str()) {
            Some("PrepareForSleep") if sign.body().deserialize::<bool>()? => {
                let was_open = !core.is_locked();
                lock(core).await;
                // A program that was locked just now ends, and with it what it knew: sleep waits for that.
                if !(was_open && core.is_locked()) {
                    drop(delay.take());
                }
            }
            // Awake again: the next sleep shall wait, too.
            Some("PrepareForSleep") => delay = inhibit(&manager).await,
            Some("Lock") if is_ours(&manager, header.path().map(|path| path.as_str())).await => {
                lock(core).await;
            }
            _ => {}
        }
    }
    Ok(())
}

/// A delay of sleep for as long as it is held; none where it is not given.
async fn inhibit(manager: &Proxy<'_>) -> Option<OwnedFd> {
    let asked = ("sleep", "Ithaca", "The desk is locked first.", "delay");
    manager.call("Inhibit", &asked).await.ok()
}

/// Whether a session's path is the one this program runs in. Where that is unknown, any counts: locking
/// once too often costs a passphrase, once too seldom the notes.
async fn is_ours(manager: &Proxy<'_>, path: Option<&str>) -> bool {
    let Ok(id) = std::env::var("XDG_SESSION_ID") else {
        return true;
    };
    let ours: zbus::Result<OwnedObjectPath> = manager.call("GetSession", &(id,)).await;
    ours.map_or(true, |ours| Some(ours.as_str()) == path)
}

async fn hear_screen_saver(core: &App) -> zbus::Result<()> {
    let bus = Connection::session().await?;
    let signals = MatchRule::builder()
        .msg_type(Type::Signal)
        .member("ActiveChanged")
        .build()?;
    let mut signs = MessageStream::for_match_rule(signals, &bus, None).await?;
    while let Some(sign) = signs.next().await {
        let sign = sign?;
        let header = sign.header();
        let is_saver = header
            .interface()
            .is_some_and(|interface| interface.as_str().ends_with(".ScreenSaver"));
        if is_saver && sign.body().deserialize::<bool>().unwrap_or(false) {
            lock(core).await;
        }
    }
    Ok(())
}

/// Locks on a thread where it may take its time, and waits for it.
async fn lock(core: &App) {
    let core = core.clone();
    let locked = tauri::async_runtime::spawn_blocking(move || super::lock(&core));
    if locked.await.is_err() {
        tracing::error!("the desk was not locked");
    }
}
