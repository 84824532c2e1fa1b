//! What a crash leaves behind.

/// Which mappings of a process go into its core file (core(5)).
#[cfg(target_os = "linux")]
const FILTER: &str = "/proc/self/coredump_filter";

/// Keeps memory out of the core files of this process and of those it starts: a core file holds what was on the
/// screen, and the key. Linux only; elsewhere it is left to the system.
pub fn leave_nothing() {
    #[cfg(target_os = "linux")]
    if std::fs::write(FILTER, "0").is_err() {
        tracing::warn!("a crash could leave memory behind");
    }
}
