//! The app drives itself: `--smoke-test DIR`, in debug builds. For the systems whose web view has no
//! WebDriver, and for what WebDriver would disturb; a page of the real window plans a meeting through the real
//! IPC, the core is asked, and every screen is shown once.

use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use ithaca_core::error::ApiError;
use serde::Serialize;
use serde_json::Value;
use tauri::{AppHandle, Manager, State, WebviewWindow};

/// How long the window may take before the test counts as failed.
const PATIENCE: Duration = Duration::from_secs(120);

/// Where the page's account arrives.
pub struct Smoke(mpsc::Sender<Value>);

/// What is written to `smoke-test.json`.
#[derive(Debug, Serialize)]
struct Account {
    passed: bool,
    /// What the page saw: the answers to its calls, or the error.
    saw: Value,
}

/// The page's half: runs in the window once the interface has come up.
const SCRIPT: &str = include_str!("smoke.js");

/// Waits for the interface, lets it plan a meeting, writes the account, and ends the app.
pub fn start(window: &WebviewWindow, folder: &Path) {
    let (tell, told) = mpsc::channel();
    window.manage(Smoke(tell));
    let app = window.app_handle().clone();
    let file = folder.join("smoke-test.json");
    std::thread::spawn(move || {
        let saw = told.recv_timeout(PATIENCE).unwrap_or(Value::Null);
        let passed = saw
            .get("planned")
            .is_some_and(|planned| planned == &Value::Bool(true));
        app.exit(write(&file, Account { passed, saw }));
    });
}

/// Runs the page's half. Called when the page has loaded.
pub fn drive(window: &WebviewWindow) {
    if window.try_state::<Smoke>().is_some() && window.eval(SCRIPT).is_err() {
        tracing::warn!("the window could not be driven");
    }
}

/// Receives the page's account. Not in release builds.
///
/// # Errors
/// None.
#[tauri::command]
pub async fn host_smoke_told(app: AppHandle, account: Value) -> Result<(), ApiError> {
    if let Some(smoke) = app.try_state::<Smoke>() {
        let smoke: State<'_, Smoke> = smoke;
        // The test has ended if nobody listens any more.
        let _ = smoke.0.send(account);
    }
    Ok(())
}

fn write(file: &PathBuf, account: Account) -> i32 {
    let passed = account.passed;
    let text = serde_json::to_string_pretty(&account).unwrap_or_default();
    println!("{text}");
    match std::fs::write(file, text) {
        Ok(()) if passed => 0,
        Ok(()) => 1,
        Err(error) => {
            eprintln!("{error}");
            1
        }
    }
}
