//! A client of WebDriver (W3C Recommendation of 2018), as much of it as these tests speak.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use serde_json::{Value, json};

use crate::desktop::{DEADLINE, Desktop, Running, program, until};

/// The key an element is referred to by (WebDriver, section 12.1).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// The app's window, driven.
pub struct Session {
    port: u16,
    id: String,
    // Ends with the session; the app is its child.
    _driver: Running,
}

/// Something on the page.
#[derive(Debug, Clone)]
pub struct Element(String);

impl Session {
    /// Starts the app on the test's data folder and drives its window.
    pub fn start(desktop: &Desktop, arguments: &[&str]) -> Self {
        Self::start_with(desktop, arguments, &[])
    }

    /// The same with variables in the app's environment.
    pub fn start_with(desktop: &Desktop, arguments: &[&str], variables: &[(&str, &Path)]) -> Self {
        let folder = desktop.folder().to_string_lossy().into_owned();
        let mut all = vec!["--data", &folder];
        all.extend(arguments);
        let options = json!({ "binary": program("ithaca"), "args": all });
        Self::drive(desktop, &options, variables)
    }

    /// Drives the web view's own test browser on a page that is not ours: what happens without our policy.
    pub fn browser(desktop: &Desktop, url: &str) -> Self {
        let browser = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";
        let options = json!({ "binary": browser, "args": ["--automation"] });
        let session = Self::drive(desktop, &options, &[]);
        session.send("POST", "/url", Some(&json!({ "url": url })));
        session
    }

    fn drive(desktop: &Desktop, options: &Value, variables: &[(&str, &Path)]) -> Self {
        let port = free_port();
        let driver = desktop
            .command("WebKitWebDriver")
            .args(["--host=127.0.0.1", &format!("--port={port}")])
            .envs(variables.iter().copied())
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdin(Stdio::null())
            .spawn()
            .expect("WebKitWebDriver is installed");
        let driver = Running(driver);
        until("the driver to listen", || {
            TcpStream::connect(("127.0.0.1", port)).ok()
        });
        let wanted = json!({
            "capabilities": { "alwaysMatch": { "webkitgtk:browserOptions": options } }
        });
        let answer = request(port, "POST", "/session", Some(&wanted))
            .unwrap_or_else(|error| panic!("no session: {error}"));
        let id = answer["sessionId"]
            .as_str()
            .expect("a session has an id")
            .to_owned();
        let session = Self {
            port,
            id,
            _driver: driver,
        };
        session.send(
            "POST",
            "/timeouts",
            Some(&json!({ "script": 30_000, "pageLoad": 60_000 })),
        );
        session
    }

    /// Runs a function body in the page; `arguments` are its arguments. A promise is waited for.
    pub fn run(&self, script: &str, arguments: Value) -> Value {
        self.try_run(script, &arguments)
            .unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    fn try_run(&self, script: &str, arguments: &Value) -> Result<Value, Value> {
        let body = json!({ "script": script, "args": arguments });
        self.try_send("POST", "/execute/sync", Some(&body))
    }

    /// Calls a command of the core through the window's own IPC.
    pub fn call(&self, command: &str, wanted: &Value) -> Value {
        let script = "return window.__TAURI_INTERNALS__.invoke(arguments[0], { request: arguments[1] })\
             .then((answer) => ({ answer }), (error) => ({ error }));";
        let said = self.run(script, json!([command, wanted]));
        assert!(
            said["error"].is_null(),
            "{command} failed: {}",
            said["error"]
        );
        said["answer"].clone()
    }

    /// The page's route: what stands after `#`. Empty while the page is being loaded.
    pub fn route(&self) -> String {
        let hash = self
            .try_run("return location.hash;", &json!([]))
            .unwrap_or_default();
        hash.as_str()
            .unwrap_or_default()
            .trim_start_matches('#')
            .to_owned()
    }

    /// What the script finds on the page, if it is there.
    pub fn find(&self, script: &str, arguments: &Value) -> Option<Element> {
        let found = self.try_run(script, arguments).ok()?;
        found[ELEMENT].as_str().map(|id| Element(id.to_owned()))
    }

    /// Clicks as a mouse would. The error is the driver's, such as that something lies over it.
    pub fn click(&self, element: &Element) -> Result<(), Value> {
        let path = format!("/element/{}/click", element.0);
        self.try_send("POST", &path, Some(&json!({}))).map(drop)
    }

    /// Empties a field and types into it. The error is the driver's.
    pub fn fill(&self, element: &Element, text: &str) -> Result<(), Value> {
        let path = format!("/element/{}", element.0);
        self.try_send("POST", &format!("{path}/clear"), Some(&json!({})))?;
        let typed = json!({ "text": text });
        self.try_send("POST", &format!("{path}/value"), Some(&typed))
            .map(drop)
    }

    /// Lets the app end by itself, as the person's Quit does.
    pub fn quit(self) {
        // The answer may not come any more: the window is going.
        let _ = self.try_run(
            "window.__TAURI_INTERNALS__.invoke('host_app_quit').catch(() => undefined); return null;",
            &json!([]),
        );
        until("the app to be gone", || {
            self.try_send("GET", "/url", None).is_err().then_some(())
        });
    }

    fn send(&self, method: &str, path: &str, body: Option<&Value>) -> Value {
        self.try_send(method, path, body)
            .unwrap_or_else(|error| panic!("{method} {path}: {error}"))
    }

    fn try_send(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value, Value> {
        request(
            self.port,
            method,
            &format!("/session/{}{path}", self.id),
            body,
        )
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // The driver ends the app with the session; it may be gone already.
        let _ = self.try_send("DELETE", "", None);
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("the machine has a free port");
    listener.local_addr().expect("it is bound").port()
}

/// One request over HTTP/1.1, and the `value` of the answer.
fn request(port: u16, method: &str, path: &str, body: Option<&Value>) -> Result<Value, Value> {
    let broken = |error: std::io::Error| json!({ "error": error.to_string() });
    let text = body.map(Value::to_string).unwrap_or_default();
    let mut stream = TcpStream::connect(("127.0.0.1", port)).map_err(broken)?;
    stream
        .set_read_timeout(Some(DEADLINE + Duration::from_secs(30)))
        .map_err(broken)?;
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{text}",
        text.len()
    )
    .map_err(broken)?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).map_err(broken)?;
    let answer = String::from_utf8_lossy(&answer);
    let (head, content) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
    let mut content = serde_json::from_str::<Value>(content).unwrap_or(Value::Null);
    let value = content["value"].take();
    if head.split(' ').nth(1) == Some("200") {
        Ok(value)
    } else {
        Err(value)
    }
}
