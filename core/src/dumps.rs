//! What a crash leaves behind.

/// Keeps memory out of the core files of this process and of those it starts: a core file holds what was on the
/// screen, and the key. Linux only (core(5): which mappings are written); elsewhere it
/// is left to the system.
pub fn leave_nothing() {
    #[cfg(target_os = "linux")]
    if std::fs::write("/proc/self/coredump_filter", "0").is_err() {
        tracing::warn!("a crash could leave memory behind");
    }
}
