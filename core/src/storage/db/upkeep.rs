//! What the database keeps by itself beside what is written to it, as its owner says.

/// SQL that keeps what follows from rows in step with them.
#[derive(Debug, Default)]
pub(crate) struct Upkeep {
    /// Temporary triggers of the connection that writes. Other processes have their own.
    pub(crate) triggers: String,
    /// What an upgrade ends with, inside the transaction of its last step.
    pub(crate) after_upgrade: String,
}
