//! The window among those of other programs, as whoever works in one of them notices it: openbox decides
//! who has the keyboard, and an xterm is in use.

use std::path::PathBuf;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::desktop::{Desktop, Running, until};
use crate::lock::{lock, processes, set_passphrase};
use crate::web_driver::Session;
use crate::window::furnish;

/// A desktop whose windows are managed.
pub fn with_windows() -> Desktop {
    let mut desktop = Desktop::start();
    let mut manager = desktop.command("openbox");
    manager
        .arg("--sm-disable")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    desktop.keep(manager.spawn().expect("openbox is installed"));
    until("the window manager", || {
        desktop
            .xprop(&["-root", "_NET_SUPPORTING_WM_CHECK"])
            .contains("window id")
            .then_some(())
    });
    desktop
}

impl Desktop {
    /// What xprop says.
    fn xprop(&self, arguments: &[&str]) -> String {
        let said = self.command("xprop").args(arguments).output();
        String::from_utf8_lossy(&said.expect("xprop is installed").stdout).into_owned()
    }

    /// The number of the window with the keyboard.
    fn in_use(&self) -> String {
        self.line(&["getactivewindow"])
    }

    /// The number of a window on the screen with this title.
    fn window(&self, title: &str) -> Option<String> {
        let found = self.line(&["search", "--onlyvisible", "--name", &format!("^{title}$")]);
        (!found.is_empty()).then_some(found)
    }

    fn line(&self, arguments: &[&str]) -> String {
        let said = self.xdotool(arguments);
        let said = String::from_utf8_lossy(&said.stdout).into_owned();
        said.lines().next().unwrap_or_default().to_owned()
    }

    /// Where a window's own surface is: x, y, width, height. (xdotool counts the frame twice.)
    fn geometry(&self, window: &str) -> Vec<i64> {
        let said = self.command("xwininfo").args(["-id", window]).output();
        let said =
            String::from_utf8_lossy(&said.expect("xwininfo is installed").stdout).into_owned();
        [
            "Absolute upper-left X:",
            "Absolute upper-left Y:",
            "Width:",
            "Height:",
        ]
        .iter()
        .filter_map(|name| said.lines().find_map(|line| line.trim().strip_prefix(name)))
        .filter_map(|value| value.trim().parse().ok())
        .collect()
    }

    /// The windows on the screen, the lowest first.
    fn stack(&self) -> Vec<String> {
        let said = self.xprop(&["-root", "_NET_CLIENT_LIST_STACKING"]);
        said.split(['#', ','])
            .skip(1)
            .filter_map(|id| i64::from_str_radix(id.trim().trim_start_matches("0x"), 16).ok())
            .map(|id| id.to_string())
            .collect()
    }

    /// Gives a window the keyboard, as a click on it does, and waits until it has it.
    fn activate(&self, window: &str) {
        until("the window to have the keyboard", || {
            self.xdotool(&["windowactivate", window]);
            (self.in_use() == window).then_some(())
        });
    }
}

/// Another program: a terminal that keeps what is typed into it.
pub struct Terminal {
    pub window: String,
    kept: PathBuf,
    _program: Running,
}

impl Terminal {
    /// Opens it and waits until it has the keyboard.
    pub fn open(desktop: &Desktop) -> Self {
        let kept = desktop.home().join("typed");
        let program = desktop
            .command("xterm")
            .args(["-title", "Elsewhere", "-geometry", "60x10+40+40", "-e"])
            .arg(format!("cat > '{}'", kept.display()))
            .stderr(Stdio::null())
            .spawn()
            .expect("xterm is installed");
        let program = Running(program);
        let window = until("the terminal", || desktop.window("Elsewhere"));
        desktop.activate(&window);
        Self {
            window,
            kept,
            _program: program,
        }
    }

    /// Types a line wherever the keyboard is, and waits until the terminal has it.
    pub fn takes(&self, desktop: &Desktop, line: &str) {
        desktop.xdotool(&["type", "--delay", "5", &format!("{line}\n")]);
        until("the line in the terminal", || {
            let text = std::fs::read_to_string(&self.kept).unwrap_or_default();
            text.lines().any(|typed| typed == line).then_some(())
        });
    }
}

/// Waits until the open program has gone and a locked one stands in its place.
fn locked(desktop: &Desktop, open: &[u32]) {
    until("a locked program in the place of the open one", || {
        let now = processes(&desktop.folder());
        (now.len() >= 2 && !now.iter().any(|id| open.contains(id))).then_some(())
    });
}

#[test]
fn the_automatic_lock_leaves_the_keyboard_to_the_program_in_use() {
    let desktop = with_windows();
    let session = Session::start(&desktop, &[]);
    furnish(&session);
    set_passphrase(&session);
    let before = until("the window", || desktop.window("Ithaca"));
    until("a window that comes to have the keyboard", || {
        (desktop.in_use() == before).then_some(())
    });
    desktop.xdotool(&["windowmove", "--sync", &before, "160", "120"]);
    desktop.xdotool(&["windowsize", "--sync", &before, "1000", "700"]);
    let place = desktop.geometry(&before);
    let terminal = Terminal::open(&desktop);
    let open = processes(&desktop.folder());

    lock(&session);
    terminal.takes(&desktop, "typed while it locks");
    locked(&desktop, &open);
    let window = until("the lock screen", || desktop.window("Ithaca"));
    until("its place", || {
        (desktop.geometry(&window) == place).then_some(())
    });
    terminal.takes(&desktop, "typed when it has locked");
    assert_eq!(
        desktop.in_use(),
        terminal.window,
        "it has the keyboard still"
    );
    let stack = desktop.stack();
    let at = |window: &str| stack.iter().position(|one| one == window);
    assert!(
        at(&window) < at(&terminal.window),
        "the lock screen {window} lies behind {}: {stack:?}",
        terminal.window
    );
    let state = desktop.xprop(&["-id", &window, "_NET_WM_STATE"]);
    assert!(
        !state.contains("ATTENTION"),
        "and asks for nothing: {state}"
    );
}

#[test]
fn locked_by_hand_the_lock_screen_has_the_keyboard() {
    let desktop = with_windows();
    let session = Session::start(&desktop, &[]);
    furnish(&session);
    set_passphrase(&session);
    let terminal = Terminal::open(&desktop);
    let before = until("the window", || desktop.window("Ithaca"));
    desktop.activate(&before);
    let open = processes(&desktop.folder());
    lock(&session);
    locked(&desktop, &open);
    until("the lock screen to have the keyboard", || {
        let window = desktop.window("Ithaca")?;
        (desktop.in_use() == window).then_some(())
    });
    drop(terminal);
}

#[test]
fn a_window_that_was_put_away_stays_away_when_it_locks_and_comes_when_asked() {
    for minimised in [true, false] {
        let desktop = with_windows();
        let session = Session::start(&desktop, &[]);
        furnish(&session);
        set_passphrase(&session);
        let window = until("the window", || desktop.window("Ithaca"));
        let terminal = Terminal::open(&desktop);
        if minimised {
            desktop.xdotool(&["windowminimize", "--sync", &window]);
        } else {
            // Said once, then it goes.
            std::fs::write(desktop.folder().join("shell/goes-on-without-a-window"), "")
                .expect("our own folder");
            let hide = "window.__TAURI_INTERNALS__.invoke('host_window_hide'); return null;";
            session.run(hide, json!([]));
        }
        until("the window to go", || {
            desktop.window("Ithaca").is_none().then_some(())
        });
        let open = processes(&desktop.folder());
        lock(&session);
        locked(&desktop, &open);
        until("the locked program to listen", || {
            logged(&desktop, "started", 2).then_some(())
        });
        terminal.takes(&desktop, "nothing came between");
        assert_eq!(desktop.window("Ithaca"), None, "it stays away");

        let mut again = desktop.start_app(&["--hidden"]);
        assert!(again.end("a start with the computer").success());
        terminal.takes(&desktop, "nobody asked for the window");
        assert_eq!(
            desktop.window("Ithaca"),
            None,
            "nor does a start by itself show it"
        );

        let mut second = desktop.start_app(&[]);
        assert!(second.end("the second start").success());
        until("the window in front, with the keyboard", || {
            let window = desktop.window("Ithaca")?;
            (desktop.in_use() == window).then_some(())
        });
    }
}

#[test]
fn a_second_start_brings_a_window_forward_that_lies_behind() {
    let desktop = with_windows();
    let session = Session::start(&desktop, &[]);
    furnish(&session);
    let window = until("the window", || desktop.window("Ithaca"));
    let terminal = Terminal::open(&desktop);
    terminal.takes(&desktop, "in use");
    let mut second = desktop.start_app(&[]);
    assert!(second.end("the second start").success());
    until("the window to have the keyboard", || {
        (desktop.in_use() == window).then_some(())
    });
}

#[test]
fn a_hidden_window_comes_back_at_its_place() {
    let desktop = with_windows();
    let session = Session::start(&desktop, &[]);
    furnish(&session);
    let window = until("the window", || desktop.window("Ithaca"));
    desktop.xdotool(&["windowsize", "--sync", &window, "900", "640"]);
    desktop.xdotool(&["windowmove", "--sync", &window, "230", "170"]);
    let place = desktop.geometry(&window);
    std::fs::write(desktop.folder().join("shell/goes-on-without-a-window"), "")
        .expect("our own folder");
    let hide = "window.__TAURI_INTERNALS__.invoke('host_window_hide'); return null;";
    for _ in 0..2 {
        session.run(hide, json!([]));
        until("the window to go", || {
            desktop.window("Ithaca").is_none().then_some(())
        });
        let mut second = desktop.start_app(&[]);
        assert!(second.end("the second start").success());
        let window = until("the window to come back", || desktop.window("Ithaca"));
        until(&format!("it at {place:?}"), || {
            (desktop.geometry(&window) == place).then_some(())
        });
    }
}

#[test]
fn a_place_beside_every_screen_is_moved_in_and_a_size_beyond_it_is_cut() {
    let desktop = with_windows();
    let shell = desktop.folder().join("shell");
    std::fs::create_dir_all(&shell).expect("our own folder");
    // As a second screen leaves it, and a larger one.
    for (x, y, width, height) in [(3000, 2500, 900, 640), (0, 0, 2600, 1800)] {
        let place = json!({ "main": {
            "x": x, "y": y, "width": width, "height": height, "frame": [2, 24]
        } });
        std::fs::write(shell.join("window-state.json"), place.to_string()).expect("our folder");
        let _app = desktop.start_app(&[]);
        let window = until("the window", || desktop.window("Ithaca"));
        until("the whole window on the screen", || {
            let [x, y, width, height] = desktop.geometry(&window)[..] else {
                return None;
            };
            (x >= 0 && y >= 0 && x + width <= 1400 && y + height <= 1000).then_some(())
        });
    }
}

/// Whether the logs have said so at least so many times.
fn logged(desktop: &Desktop, what: &str, times: usize) -> bool {
    let logs = std::fs::read_dir(desktop.folder().join("logs"));
    let all: String = logs
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|log| std::fs::read_to_string(log.path()).ok())
        .collect();
    all.matches(what).count() >= times
}

/// How the private notes of the room are drawn now: the filter over them.
fn filter(session: &Session) -> Value {
    let script = "const well = document.querySelector('[data-private]');
        return well && well.innerText.includes('cried') ? getComputedStyle(well).filter : null;";
    session.run(script, json!([]))
}

#[test]
fn what_is_private_is_blurred_while_another_program_is_in_use() {
    let desktop = with_windows();
    let session = Session::start(&desktop, &[]);
    let room = furnish(&session);
    let about = json!({ "kind": "relationship", "id": room });
    session.call(
        "note_write",
        &json!({ "about": about, "body": "She cried." }),
    );
    let open = "location.hash = '#/room/' + arguments[0] + '/notes'; return null;";
    session.run(open, json!([room]));
    let window = until("the window", || desktop.window("Ithaca"));
    desktop.activate(&window);
    until("the note, clear", || {
        (filter(&session) == "none").then_some(())
    });
    let terminal = Terminal::open(&desktop);
    until("it blurred", || {
        filter(&session)
            .as_str()
            .is_some_and(|filter| filter.starts_with("blur("))
            .then_some(())
    });
    desktop.activate(&window);
    until("it clear again", || {
        (filter(&session) == "none").then_some(())
    });
    let mut settings = session.call("settings_show", &json!({}));
    settings["blur_private"] = json!(false);
    session.call("settings_change", &json!({ "settings": settings }));
    desktop.activate(&terminal.window);
    until("the page to know that it is left", || {
        (session.run("return document.hasFocus();", json!([])) == false).then_some(())
    });
    until("it clear, as was chosen", || {
        (filter(&session) == "none").then_some(())
    });
}

#[test]
fn where_nothing_keeps_the_clipboard_a_copy_says_how_long_it_lasts() {
    let desktop = with_windows();
    let session = Session::start(&desktop, &[]);
    furnish(&session);
    session.run("location.hash = '#/settings'; return null;", json!([]));
    session.press("Copy the path");
    until("the word on how long", || {
        let text = session.run("return document.body.innerText;", json!([]));
        text.as_str()
            .unwrap_or_default()
            .contains("Paste it before you quit or lock Ithaca.")
            .then_some(())
    });
    let pasted = desktop
        .command("xclip")
        .args(["-selection", "clipboard", "-out"])
        .output()
        .expect("xclip is installed");
    assert_eq!(
        String::from_utf8_lossy(&pasted.stdout),
        desktop.folder().to_string_lossy(),
        "meanwhile it can be pasted"
    );
}
