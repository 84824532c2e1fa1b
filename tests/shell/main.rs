//! The real window: the built app under a virtual display, with a session bus of its own.
//!
//! Linux only, and run by `cargo xtask test`, since it needs Xvfb, WebKitWebDriver, dbus-daemon,
//! xdotool and python3-dbusmock, and the app built before. Everything waits for a state with a
//! deadline; nothing sleeps for a time.

mod desktop;
mod notices;
mod page;
mod starts;
mod web_driver;
mod window;
