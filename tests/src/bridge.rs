//! The real core over loopback HTTP: what the browser suite drives. Tests only; the app opens no socket.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::path::{Component, Path as FilePath, PathBuf};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::{StatusCode, Uri, header};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use chrono_tz::Tz;
use ithaca_core::App;
use ithaca_core::clock::{Clock, FixedClock, Millis, SystemClock};
use ithaca_core::commands::dispatch;
use ithaca_core::limits;
use ithaca_core::reminders;
use ithaca_core::vault::OpenOptions;
use ithaca_core::watch::Watch;
use serde_json::{Value, json};
use tokio::sync::broadcast;

/// The shell's policy, with the one connection a browser needs in place of IPC.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
                      connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
                      require-trusted-types-for 'script'; trusted-types svelte-trusted-html ithaca-drawn";

#[derive(Clone)]
struct Bridge {
    app: App,
    clock: Option<Arc<FixedClock>>,
    ui: Arc<PathBuf>,
    events: broadcast::Sender<(&'static str, String)>,
    watch: Arc<Watch>,
    /// What the next picker answers, and what was asked of the host.
    picks: Arc<Mutex<Vec<PathBuf>>>,
    asked: Arc<Mutex<Vec<Value>>>,
}

/// What to serve.
pub struct Options {
    /// The data folder.
    pub data: PathBuf,
    /// The built interface.
    pub ui: PathBuf,
    /// The loopback port; 0 for any.
    pub port: u16,
    /// A clock that stands still at this moment, as [`crate::moment`] reads it; none for the real one.
    pub now: Option<String>,
}

/// Serves until the process ends. Prints the address once it listens.
///
/// # Errors
/// When the desk does not open or the port is taken.
pub async fn serve(options: Options) -> Result<(), Box<dyn std::error::Error>> {
    let fixed = options.now.as_deref().map(|now| {
        let (now, zone) = crate::moment(now);
        Arc::new(FixedClock::new(now, zone))
    });
    let clock: Arc<dyn Clock> = match &fixed {
        Some(clock) => Arc::<FixedClock>::clone(clock),
        None => Arc::new(SystemClock),
    };
    let app = OpenOptions::new(clock).or_damaged().open(&options.data)?;
    let (events, _) = broadcast::channel(1024);
    let (changed, task) = (events.clone(), events.clone());
    app.changes().subscribe(move |topics| {
        let _ = changed.send(("changed", json!(topics).to_string()));
    });
    app.tasks().subscribe(move |progress| {
        let _ = task.send(("task", json!(progress).to_string()));
    });
    let watch = Arc::new(Watch::over(&app));
    let _ = watch.look();
    let bridge = Bridge {
        app,
        watch,
        clock: fixed,
        ui: Arc::new(options.ui),
        events,
        picks: Arc::default(),
        asked: Arc::default(),
    };
    let router = Router::new()
        .route("/call/{name}", post(call))
        .route("/events", get(hear))
        .route("/host/{name}", post(host))
        .route("/test/{name}", post(test))
        .fallback(get(file))
        .layer(axum::extract::DefaultBodyLimit::max(limits::REQUEST))
        .with_state(bridge);
    let listener =
        tokio::net::TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], options.port))).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, router).await?;
    Ok(())
}

async fn call(State(bridge): State<Bridge>, Path(name): Path<String>, body: Bytes) -> Response {
    let request = serde_json::from_slice(&body).unwrap_or(Value::Null);
    let app = bridge.app.clone();
    match tokio::task::spawn_blocking(move || dispatch(&app, &name, request)).await {
        Ok(Ok(answer)) => json_response(StatusCode::OK, &answer),
        Ok(Err(error)) => json_response(StatusCode::BAD_REQUEST, &json!(error)),
        Err(_) => json_response(
            StatusCode::INTERNAL_SERVER_ERROR,
            &json!("the command panicked"),
        ),
    }
}

async fn hear(State(bridge): State<Bridge>) -> Response {
    let receiver = bridge.events.subscribe();
    let stream = futures_from(receiver);
    Sse::new(stream).into_response()
}

/// A stream of server-sent events out of the channel; a reader that falls behind is told to ask again.
fn futures_from(
    receiver: broadcast::Receiver<(&'static str, String)>,
) -> impl futures_core::Stream<Item = Result<Event, Infallible>> {
    struct Events(tokio_stream::wrappers::BroadcastStream<(&'static str, String)>);
    impl futures_core::Stream for Events {
        type Item = Result<Event, Infallible>;
        fn poll_next(
            mut self: std::pin::Pin<&mut Self>,
            context: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Self::Item>> {
            let next = std::pin::Pin::new(&mut self.0).poll_next(context);
            next.map(|item| {
                item.map(|received| {
                    Ok(match received {
                        Ok((name, data)) => Event::default().event(name).data(data),
                        Err(_) => Event::default().event("changed").data(everything()),
                    })
                })
            })
        }
    }
    Events(tokio_stream::wrappers::BroadcastStream::new(receiver))
}

fn everything() -> String {
    json!(ithaca_core::changes::Changed::everything()).to_string()
}

/// The window's own short table, as a browser can have it: pickers answer what the test laid out.
async fn host(State(bridge): State<Bridge>, Path(name): Path<String>, body: Bytes) -> Response {
    let request: Value = serde_json::from_slice(&body).unwrap_or(Value::Null);
    bridge
        .asked
        .lock()
        .expect("the list")
        .push(json!({ "name": name, "request": request }));
    let pick = || {
        let mut picks = bridge.picks.lock().expect("the list");
        if picks.is_empty() {
            None
        } else {
            Some(picks.remove(0))
        }
    };
    let answer = match name.as_str() {
        "pick_open" => pick().map_or(Value::Null, |path| opened(&bridge, path)),
        "pick_save" => pick().map_or(Value::Null, |path| {
            let name = name_of(&path);
            json!({ "file": bridge.app.files().mint_write(path), "name": name })
        }),
        "pick_folder" => pick().map_or(Value::Null, |path| {
            let name = name_of(&path);
            json!({ "file": bridge.app.files().mint_folder(path), "name": name })
        }),
        "autostart_show" => json!(false),
        _ => Value::Null,
    };
    json_response(StatusCode::OK, &answer)
}

fn opened(bridge: &Bridge, path: PathBuf) -> Value {
    let size = std::fs::metadata(&path).map(|meta| meta.len()).unwrap_or(0);
    let name = name_of(&path);
    json!({ "file": bridge.app.files().mint_read(path), "name": name, "size": size })
}

fn name_of(path: &FilePath) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// What a test arranges: the clock, the next picked file, a drop, a click on a notification, what is due.
async fn test(State(bridge): State<Bridge>, Path(name): Path<String>, body: Bytes) -> Response {
    let request: Value = serde_json::from_slice(&body).unwrap_or(Value::Null);
    let text = |field: &str| request[field].as_str().map(ToOwned::to_owned);
    let answer = match name.as_str() {
        "clock" => {
            let Some(clock) = &bridge.clock else {
                return json_response(
                    StatusCode::BAD_REQUEST,
                    &json!("this bridge runs on the real clock"),
                );
            };
            if let Some(zone) = text("zone").and_then(|zone| zone.parse::<Tz>().ok()) {
                clock.set_zone(zone);
            }
            if let Some(now) = text("now") {
                let (now, _) = crate::moment(&format!("{now}[{}]", clock.zone().name()));
                clock.set(now);
            }
            look(&bridge);
            json!(Millis::from(clock.now()))
        }
        "pick" => {
            bridge
                .picks
                .lock()
                .expect("the list")
                .extend(text("path").map(PathBuf::from));
            Value::Null
        }
        "drop" => {
            let dropped = text("path").map(|path| opened(&bridge, PathBuf::from(path)));
            let _ = bridge.events.send(("drop", json!(dropped).to_string()));
            Value::Null
        }
        "open" => {
            let _ = bridge
                .events
                .send(("open", json!({ "route": text("route") }).to_string()));
            Value::Null
        }
        "look" => {
            look(&bridge);
            Value::Null
        }
        "due" => match reminders::take_due(&bridge.app) {
            Ok(notices) => json!(notices),
            Err(error) => json!(error.to_string()),
        },
        "asked" => Value::Array(std::mem::take(&mut *bridge.asked.lock().expect("the list"))),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    json_response(StatusCode::OK, &answer)
}

/// What the shell does every half minute: looks at the clock and at what others wrote, and tells the page.
fn look(bridge: &Bridge) {
    if let Ok(now) = bridge.watch.look() {
        let _ = bridge
            .events
            .send(("clock", json!({ "now": now }).to_string()));
    }
}

async fn file(State(bridge): State<Bridge>, uri: Uri) -> Response {
    let asked = FilePath::new(uri.path().trim_start_matches('/'));
    if !asked
        .components()
        .all(|part| matches!(part, Component::Normal(_)))
    {
        return StatusCode::NOT_FOUND.into_response();
    }
    let name = if asked.as_os_str().is_empty() {
        FilePath::new("index.html")
    } else {
        asked
    };
    let Ok(bytes) = std::fs::read(bridge.ui.join(name)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kind = match name.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("woff2") => "font/woff2",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    };
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_SECURITY_POLICY, POLICY),
    ];
    (headers, Body::from(bytes)).into_response()
}

fn json_response(status: StatusCode, value: &Value) -> Response {
    (
        status,
        [(header::CONTENT_TYPE, "application/json")],
        value.to_string(),
    )
        .into_response()
}
