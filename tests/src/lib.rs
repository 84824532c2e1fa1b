//! What the tests stand on: [`World`], a desk with the clock in hand, and [`bridge`], the real core over
//! loopback HTTP for a real browser.

pub mod bridge;
pub mod golden;
mod inside;
pub mod mix;
mod slow;
mod world;

pub use inside::{check, digest, open_database, open_database_by};
pub use slow::SlowComputer;
pub use world::{World, moment};

/// The passphrase that closes the desks which other processes open and look at.
pub const CLOSED_BY: &str = "fern, ladder, tin, november";

/// A step of the ladder that is still to come, for the tests that upgrade a desk: it makes a table, adds a
/// column, and rewrites rows of a table that is there.
pub const NEXT_STEP: &str =
    "CREATE TABLE next_step (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
ALTER TABLE person ADD COLUMN pronouns TEXT NOT NULL DEFAULT '';
INSERT INTO next_step (id, body) SELECT id, 'for ' || name FROM person;
UPDATE person SET pronouns = 'they' WHERE pronouns = '';
CREATE INDEX next_step_body ON next_step (body);
";
