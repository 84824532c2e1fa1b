//! The signs of a session that the person has gone: the computer is about to sleep, or the screen is locked.
//! Each system tells in its own way, and each is answered in the same: the desk is locked before the answer
//! returns, so that it is closed by the time the computer sleeps.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "macos")]
mod macos;
#[cfg(windows)]
mod windows;

use ithaca_core::App;
#[cfg(target_os = "linux")]
pub use linux::listen;
#[cfg(target_os = "macos")]
pub use macos::listen;
#[cfg(windows)]
pub use windows::listen;

/// Locks now. Where that fails the desk still locks when it is left alone.
fn lock(core: &App) {
    if let Err(error) = super::when_possible(core) {
        core.explain(&error);
    }
}
