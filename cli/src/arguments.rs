//! The command line.

mod around_a_meeting;
mod quick;
mod words;

use std::path::PathBuf;

pub(crate) use around_a_meeting::{BriefAsked, CaptureAsked};
use clap::{Args, Parser, Subcommand};
pub(crate) use quick::LineAsked;
pub(crate) use words::{
    ChannelWord, ContactWord, DetailWord, KindWord, PhaseWord, RoleWord, StateWord,
};

const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  something went wrong inside, or was stopped
  2  the command line is wrong
  3  what was asked breaks a rule
  4  there is no such thing
  5  it no longer fits what is there
  6  another program is working on the folder
  7  the database is damaged, or from a newer Ithaca
  8  the disk is full, or the folder cannot be written to
  9  the desk is locked, and no passphrase was given

A sentence on stderr says what happened; with --json it is an object with code, message and field.";

/// Ithaca from a terminal: the same desk, the same commands as the window.
#[derive(Debug, Parser)]
#[command(name = "ithaca-cli", version, after_help = EXIT_CODES)]
pub(crate) struct Arguments {
    /// The data folder; the app's own when left out
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// A file whose first line is the passphrase, or - for standard input; asked for at a terminal otherwise
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// Print JSON instead of text
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// What is due, the next meetings, who has gone quiet
    Today,
    /// People
    #[command(subcommand)]
    Person(PersonVerb),
    /// Relationships
    #[command(subcommand)]
    Relationship(RelationshipVerb),
    /// Meetings
    #[command(subcommand)]
    Meeting(MeetingVerb),
    /// Print what stands open before you meet somebody, or the agenda to send ahead
    Brief(BriefAsked),
    /// Add a line from anywhere, as the window does with Ctrl N
    Add(LineAsked),
    /// Keep lines in a meeting, each as what its sign says
    Capture(CaptureAsked),
    /// Log contact that was no meeting: a message, a call, a letter, shadowing
    Contact(ContactAsked),
    /// Promises, yours and theirs
    #[command(subcommand)]
    Action(ActionVerb),
    /// Goals
    #[command(subcommand)]
    Goal(GoalVerb),
    /// Reminders that wait for an answer
    Inbox,
    /// Reminders that wait or sleep, or why and when one comes; puts one off
    Reminders(RemindersAsked),
    /// Find people, rooms, meetings, goals and resources by the start of any word
    Find(FindAsked),
    /// Take something out of Ithaca
    #[command(subcommand)]
    Export(ExportVerb),
    /// Take in a record that `export everything` or the window wrote: what is missing here is added
    Import {
        /// The record: its folder, or its encrypted file
        path: PathBuf,
        /// A file whose first line is the record's own passphrase, or - for standard input
        #[arg(long, value_name = "FILE")]
        record_passphrase: Option<PathBuf>,
    },
    /// Make a backup now, verified
    Backup,
    /// List the backups, the newest first, with what each holds
    Backups,
    /// Put the desk back as a backup holds it; what is there now is kept aside
    Restore {
        /// The backup's name, such as 2026-03-02T080000Z
        id: String,
    },
    /// Check the whole desk: every page, every reference, the index, every kept file
    Check,
    /// See what is wrong with a desk that does not open, and the way back
    Rescue {
        /// Put the newest whole backup in its place; the old files are kept aside
        #[arg(long)]
        restore: bool,
        /// Move the old files aside and start a new, empty desk
        #[arg(long, conflicts_with = "restore")]
        start_new: bool,
    },
    /// Fill an empty desk with a made-up year, or a new folder with many people
    Demo(DemoAsked),
    /// Run any command by its name, with its request as JSON
    Call(CallAsked),
    /// List every command with the types of its request and response
    Commands,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PersonVerb {
    /// Add a person
    Add(PersonAsked),
    /// List people by name
    List {
        /// The start of any word
        text: Option<String>,
    },
    /// Show one person
    Show {
        /// The start of a name, or an id
        who: String,
    },
}

#[derive(Debug, Args)]
pub(crate) struct PersonAsked {
    /// What they are called
    pub(crate) name: String,
    /// Where they work or study
    #[arg(long, default_value = "")]
    pub(crate) organisation: String,
    /// What they do there
    #[arg(long, default_value = "")]
    pub(crate) position: String,
    /// Their time zone, such as Europe/Paris
    #[arg(long)]
    pub(crate) zone: Option<String>,
    /// Their address for mail
    #[arg(long, default_value = "")]
    pub(crate) email: String,
    /// Their number
    #[arg(long, default_value = "")]
    pub(crate) phone: String,
    /// A page of theirs
    #[arg(long, default_value = "")]
    pub(crate) link: String,
    /// How you met
    #[arg(long, default_value = "")]
    pub(crate) how_met: String,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RelationshipVerb {
    /// List relationships by name
    List {
        /// The start of any word
        text: Option<String>,
        /// Only those in which you have this role
        #[arg(long, value_enum)]
        role: Option<RoleWord>,
        /// Also those that ended
        #[arg(long)]
        ended: bool,
    },
    /// Start a relationship with a person
    Start(RelationshipAsked),
}

#[derive(Debug, Args)]
pub(crate) struct RelationshipAsked {
    /// The start of a person's name, or an id
    pub(crate) who: String,
    /// Your role in it
    #[arg(long, value_enum)]
    pub(crate) role: RoleWord,
    /// What sort it is
    #[arg(long, value_enum, default_value = "informal")]
    pub(crate) kind: KindWord,
    /// Where it stands
    #[arg(long, value_enum)]
    pub(crate) phase: Option<PhaseWord>,
    /// What it is for
    #[arg(long, default_value = "")]
    pub(crate) topic: String,
    /// The programme it belongs to
    #[arg(long, default_value = "")]
    pub(crate) programme: String,
    /// How often you mean to meet, in weeks
    #[arg(long, value_name = "WEEKS", conflicts_with = "months")]
    pub(crate) weeks: Option<u32>,
    /// How often you mean to meet, in months
    #[arg(long, value_name = "MONTHS")]
    pub(crate) months: Option<u32>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum MeetingVerb {
    /// Plan a meeting, also one that is past, or one without a date
    Plan(MeetingAsked),
    /// List meetings, those to come unless dates are given
    List {
        /// Only those with this person
        #[arg(long, value_name = "WHO")]
        with: Option<String>,
        /// From this date on
        #[arg(long, value_name = "DATE")]
        from: Option<String>,
        /// Up to this date
        #[arg(long, value_name = "DATE")]
        until: Option<String>,
        /// Only those in this state
        #[arg(long, value_enum)]
        state: Option<StateWord>,
        /// Those without a date
        #[arg(long, conflicts_with_all = ["from", "until", "state"])]
        undated: bool,
    },
    /// Say that a meeting took place
    Hold {
        /// The meeting's id, or the start of a person's name for the latest one with them that has begun
        which: String,
        /// The day it began, where it went ahead before its date: today, last Friday, 2026-03-12. A name then means the next one with that person
        #[arg(long, requires = "at")]
        on: Option<String>,
        /// The time it began, in the meeting's zone: 14:00, 2pm
        #[arg(long, requires = "on")]
        at: Option<String>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct MeetingAsked {
    /// Who takes part: the starts of names, or ids of relationships
    #[arg(required = true)]
    pub(crate) who: Vec<String>,
    /// The date: 2026-03-12, tomorrow, next Friday; none yet when left out
    #[arg(long, requires = "at")]
    pub(crate) on: Option<String>,
    /// The time: 14:00, 2pm
    #[arg(long, requires = "on")]
    pub(crate) at: Option<String>,
    /// The time zone date and time are meant in; yours when left out
    #[arg(long)]
    pub(crate) zone: Option<String>,
    /// How long, in minutes
    #[arg(long, default_value_t = 45)]
    pub(crate) minutes: u32,
    /// How people meet
    #[arg(long, value_enum, default_value = "video")]
    pub(crate) by: ChannelWord,
    /// What it is called; named after who takes part when left out
    #[arg(long, default_value = "")]
    pub(crate) title: String,
    /// Where
    #[arg(long, default_value = "")]
    pub(crate) place: String,
    /// The link of the call
    #[arg(long, default_value = "")]
    pub(crate) link: String,
}

#[derive(Debug, Args)]
pub(crate) struct ContactAsked {
    /// With whom: the start of a name, or a relationship's id
    pub(crate) who: String,
    /// How
    #[arg(value_enum)]
    pub(crate) kind: ContactWord,
    /// The day: 2026-03-12, yesterday; today when left out
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<String>,
    /// They reached out, not you
    #[arg(long)]
    pub(crate) theirs: bool,
    /// What it was about; of shadowing what you noticed
    #[arg(long, default_value = "")]
    pub(crate) text: String,
    /// It does not end a silence
    #[arg(long)]
    pub(crate) uncounted: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ActionVerb {
    /// Add a promise
    Add {
        /// What is promised
        title: String,
        /// With whom: the start of a name, or a relationship's id; a promise to yourself when left out
        #[arg(long, value_name = "WHO")]
        with: Option<String>,
        /// It is their promise, not yours
        #[arg(long, requires = "with")]
        theirs: bool,
        /// Until when: 2026-03-12, tomorrow, next Friday
        #[arg(long, value_name = "DATE")]
        due: Option<String>,
        /// The goal it serves, by id
        #[arg(long, value_name = "ID")]
        goal: Option<String>,
    },
    /// List open promises by date
    List {
        /// Only those with this person
        #[arg(long, value_name = "WHO")]
        with: Option<String>,
        /// Only theirs
        #[arg(long, conflicts_with = "mine")]
        theirs: bool,
        /// Only yours
        #[arg(long)]
        mine: bool,
        /// Also those kept or let go
        #[arg(long)]
        all: bool,
    },
    /// Say that a promise was kept
    Done {
        /// The promise's id, or a part of its words
        which: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum GoalVerb {
    /// List open goals
    List {
        /// Only those of this room
        #[arg(long, value_name = "WHO")]
        with: Option<String>,
        /// Also those reached or let go
        #[arg(long)]
        all: bool,
    },
}

#[derive(Debug, Args)]
pub(crate) struct RemindersAsked {
    /// Also those answered, overtaken or never shown
    #[arg(long)]
    pub(crate) all: bool,
    /// Say why this one came or did not, and when it is next: the id of a reminder, a meeting, a promise
    /// or whatever else reminds
    #[arg(long, value_name = "ID", conflicts_with = "all")]
    pub(crate) explain: Option<String>,
    /// Remind of this one again later: the id of a reminder
    #[arg(long, value_name = "ID", requires = "until", conflicts_with_all = ["all", "explain"])]
    pub(crate) snooze: Option<String>,
    /// When, in your words: "Friday 15:00", "tomorrow", "16:30"
    #[arg(long, value_name = "WHEN", requires = "snooze")]
    pub(crate) until: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct FindAsked {
    /// The beginnings of one or more words
    #[arg(required = true)]
    pub(crate) text: Vec<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ExportVerb {
    /// Write down the whole record: a folder to read, or one encrypted file if a passphrase is given
    Everything {
        /// The folder it shall lie in; the record gets a name of its own there
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// Private notes and their drafts too
        #[arg(long)]
        private: bool,
        /// A file whose first line is the passphrase to encrypt with, or - for standard input
        #[arg(long, value_name = "FILE")]
        record_passphrase: Option<PathBuf>,
    },
    /// Write meetings as an iCalendar file
    Calendar {
        /// Only those with this person: the start of a name, or a relationship's id
        #[arg(long, value_name = "WHO", conflicts_with = "meeting")]
        relationship: Option<String>,
        /// Only this meeting, by id
        #[arg(long, value_name = "ID")]
        meeting: Option<String>,
        /// How much it says: that the time is taken, titles with names and places, or the agenda too; what the window's
        /// settings say when left out
        #[arg(long, value_enum)]
        detail: Option<DetailWord>,
        /// Where to
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(crate) struct DemoAsked {
    /// Make this many people instead of the year; needs an empty folder
    #[arg(long, value_name = "N")]
    pub(crate) people: Option<u32>,
    /// The same seed makes the same people
    #[arg(long, value_name = "S", default_value_t = 1, requires = "people")]
    pub(crate) seed: u64,
}

#[derive(Debug, Args)]
pub(crate) struct CallAsked {
    /// The command, such as meeting_plan
    pub(crate) command: String,
    /// Its request: a JSON object, or - to read it from stdin; {} when left out
    pub(crate) request: Option<String>,
    /// A file to read; fills the request's field "file"
    #[arg(long = "in", value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// A file to write; fills the request's field "out"
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Say on stderr what it cost: statements, steps of SQLite's virtual machine, rows, bytes of the answer
    #[arg(long)]
    pub(crate) count: bool,
}
