//! The real window: the built app under a virtual display, with a session bus of its own.
//!
//! Linux only. It needs Xvfb, WebKitWebDriver, dbus-daemon, gdbus, xdotool, openbox, xterm, xclip, dunst, libfaketime, strace and
//! python3-dbusmock, which `cargo xtask test` installs, and the programs `ithaca` and `ithaca-cli` built beside it. Everything
//! waits for a state with a deadline; nothing sleeps for a time.
#![cfg(target_os = "linux")]

mod canary;
mod clock;
mod desktop;
mod dunst;
mod escapes;
mod hostile;
mod idle;
mod listener;
mod lock;
mod notices;
mod page;
mod rest;
mod sockets;
mod stage;
mod starts;
mod tray;
mod typing;
mod web_driver;
mod window;
