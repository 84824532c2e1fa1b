//! How much is taken in, kept and handed on: every limit a person or a script can meet, with its reason.
//!
//! What a screen shows of something at once is the screen's own and stands where it is asked.

use crate::error::{Error, Result};
use crate::locale::Message;

/// The characters of one line, such as a title or a name: more than any screen or calendar shows of one.
pub const LINE: usize = 500;
/// The characters of a text of many lines: a hundred pages, which every screen still draws at once.
pub const BODY: usize = 200_000;
/// The characters of a text that is not sent yet: far more than will be taken, so that what was pasted into a field
/// and is refused there is not lost; still so few that it fits a request.
pub const DRAFT: usize = 4_000_000;
/// The bytes of a request: the longest draft in any script, and not so many that a process grows by more than a
/// few times as much while it reads them.
pub const REQUEST: usize = 8 * 1024 * 1024;
/// The signs of structure in a request (brackets, commas, colons), which say how many values it has: a value takes up to
/// six hundred bytes where its text takes six.
pub const REQUEST_SIGNS: usize = 50_000;

/// How far a count on a screen goes; beyond it there are simply more.
pub const COUNTED: u32 = 500;

/// How narrow and how wide the sidebar is drawn, in pixels at a size of 100 per cent: a name fits, and a page beside it.
pub const SIDEBAR: std::ops::RangeInclusive<u16> = 180..=420;
/// How wide it is where nobody drew it, in the same pixels.
pub const SIDEBAR_USUAL: u16 = 236;

/// The fewest characters of a passphrase, as NIST SP 800-63B section 3.1.1 has it.
pub const PASSPHRASE: usize = 8;
/// The most of them: more than anybody types, less than what would slow the derivation.
pub const PASSPHRASE_MOST: usize = 1024;

/// The things one request may name, such as the drafts of all forms of a screen or the reminders answered together:
/// more than a person could have seen.
pub const AT_ONCE: usize = 500;

/// The rows of a part of a list, where nobody asks for another number.
pub const ROWS: u32 = 100;
/// The most rows of a part of a list: what is drawn and sent in a breath.
pub const ROWS_MOST: u32 = 500;

/// The bytes of a kept file: 100 MB. It is read into the database and back with every restore.
pub const FILE: u64 = 100_000_000;
/// The bytes of a `mailto` link. Windows passes about two thousand characters to a program; a longer letter is
/// copied instead.
pub const MAILTO: usize = 1_900;

/// The people in one meeting: each is written into its calendar entry and its page.
pub const PARTICIPANTS: usize = 100;
/// The templates of one's own: they are read whole.
pub const TEMPLATES: u32 = 200;
/// What was said of a thing before, where it is shown beside it.
pub const AMENDMENTS: u32 = 50;
/// The lines of a template: a meeting holds no more.
pub const TEMPLATE_LINES: usize = 50;
/// The questions of one's own: the bank is read whole.
pub const QUESTIONS: u32 = 1_000;
/// The options of a decision, and those who said something about it: they are read with it.
pub const OPTIONS: usize = 20;
/// The people asked about one challenge: all are read with the challenge.
pub const VOICES: usize = 20;
/// The attempts against one challenge: all are read with the challenge.
pub const TRIES: usize = 50;

/// The steps that can be taken back, and the bytes they may hold in memory, the last one apart.
pub const UNDO_STEPS: usize = 200;
/// The bytes that undo steps may hold in memory: see [`UNDO_STEPS`].
pub const UNDO_BYTES: usize = 64 * 1024 * 1024;

/// The bytes of `record.json` that are written and read: 256 MiB. Kept files are beside it.
pub const RECORD_JSON: u64 = 256 * 1024 * 1024;
/// The bytes of a record that are read, kept files and all: 16 GiB.
pub const RECORD: u64 = 16 * 1024 * 1024 * 1024;
/// The parts of an encrypted record: each name is held in memory.
pub const RECORD_PARTS: u64 = 200_000;
/// The work a record may ask for before it opens, as scrypt's power of two: 1 GiB, and some seconds.
pub const RECORD_WORK: u8 = 20;

/// The octets of a calendar file that is read.
pub const CALENDAR: usize = 10 * 1024 * 1024;
/// The octets of a calendar file's line, unfolded.
pub const CALENDAR_LINE: usize = 64 * 1024;
/// How deep a calendar file's components may stand within each other.
pub const CALENDAR_DEPTH: usize = 32;

/// The people of a made-up desk.
pub const MADE_UP_PEOPLE: u32 = 50_000;

/// Refuses a request that names more than [`AT_ONCE`].
///
/// # Errors
/// The field's.
pub(crate) fn at_once<T>(field: &'static str, named: &[T]) -> Result<()> {
    if named.len() <= AT_ONCE {
        return Ok(());
    }
    let message = Message::new("error_at_once").with("limit", AT_ONCE);
    Err(Error::invalid(field, message))
}
