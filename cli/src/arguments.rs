//! The command line. What each command and argument says of itself stands in the catalogue, under its path ([`crate::help`]).

mod around_a_meeting;
mod quick;
mod words;

use std::path::PathBuf;

pub(crate) use around_a_meeting::{BriefAsked, CaptureAsked};
use clap::{Args, Parser, Subcommand};
pub(crate) use quick::LineAsked;
pub(crate) use words::{
    ChannelWord, ContactWord, DetailWord, KindWord, PhaseWord, PronounWord, RoleWord, StateWord,
};

#[derive(Debug, Parser)]
#[command(name = "ithaca-cli", version)]
pub(crate) struct Arguments {
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    Today,
    #[command(subcommand)]
    Person(PersonVerb),
    #[command(subcommand)]
    Relationship(RelationshipVerb),
    #[command(subcommand)]
    Meeting(MeetingVerb),
    Brief(BriefAsked),
    Add(LineAsked),
    Capture(CaptureAsked),
    Contact(ContactAsked),
    #[command(subcommand)]
    Action(ActionVerb),
    #[command(subcommand)]
    Goal(GoalVerb),
    Inbox,
    Reminders(RemindersAsked),
    Find(FindAsked),
    #[command(subcommand)]
    Export(ExportVerb),
    Import {
        path: PathBuf,
        #[arg(long, value_name = "FILE")]
        record_passphrase: Option<PathBuf>,
    },
    Backup,
    Backups,
    Restore {
        id: String,
    },
    Check,
    Rescue {
        #[arg(long)]
        restore: bool,
        #[arg(long, conflicts_with = "restore")]
        start_new: bool,
    },
    Demo(DemoAsked),
    Call(CallAsked),
    Commands,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PersonVerb {
    Add(PersonAsked),
    List { text: Option<String> },
    Show { who: String },
}

#[derive(Debug, Args)]
pub(crate) struct PersonAsked {
    pub(crate) name: String,
    #[arg(long, default_value = "")]
    pub(crate) called: String,
    #[arg(long, value_enum)]
    pub(crate) pronoun: Option<PronounWord>,
    #[arg(long, default_value = "")]
    pub(crate) organisation: String,
    #[arg(long, default_value = "")]
    pub(crate) position: String,
    #[arg(long)]
    pub(crate) zone: Option<String>,
    #[arg(long, default_value = "")]
    pub(crate) email: String,
    #[arg(long, default_value = "")]
    pub(crate) phone: String,
    #[arg(long, default_value = "")]
    pub(crate) link: String,
    #[arg(long, default_value = "")]
    pub(crate) how_met: String,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RelationshipVerb {
    List {
        text: Option<String>,
        #[arg(long, value_enum)]
        role: Option<RoleWord>,
        #[arg(long)]
        ended: bool,
    },
    Start(RelationshipAsked),
}

#[derive(Debug, Args)]
pub(crate) struct RelationshipAsked {
    pub(crate) who: String,
    #[arg(long, value_enum)]
    pub(crate) role: RoleWord,
    #[arg(long, value_enum, default_value = "informal")]
    pub(crate) kind: KindWord,
    #[arg(long, value_enum)]
    pub(crate) phase: Option<PhaseWord>,
    #[arg(long, default_value = "")]
    pub(crate) topic: String,
    #[arg(long, default_value = "")]
    pub(crate) programme: String,
    #[arg(long, value_name = "WEEKS", conflicts_with = "months")]
    pub(crate) weeks: Option<u32>,
    #[arg(long, value_name = "MONTHS")]
    pub(crate) months: Option<u32>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum MeetingVerb {
    Plan(MeetingAsked),
    List {
        #[arg(long, value_name = "WHO")]
        with: Option<String>,
        #[arg(long, value_name = "DATE")]
        from: Option<String>,
        #[arg(long, value_name = "DATE")]
        until: Option<String>,
        #[arg(long, value_enum)]
        state: Option<StateWord>,
        #[arg(long, conflicts_with_all = ["from", "until", "state"])]
        undated: bool,
    },
    Hold {
        which: String,
        #[arg(long, requires = "at")]
        on: Option<String>,
        #[arg(long, requires = "on")]
        at: Option<String>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct MeetingAsked {
    #[arg(required = true)]
    pub(crate) who: Vec<String>,
    #[arg(long, requires = "at")]
    pub(crate) on: Option<String>,
    #[arg(long, requires = "on")]
    pub(crate) at: Option<String>,
    #[arg(long)]
    pub(crate) zone: Option<String>,
    #[arg(long, default_value_t = 45)]
    pub(crate) minutes: u32,
    #[arg(long, value_enum, default_value = "video")]
    pub(crate) by: ChannelWord,
    #[arg(long, default_value = "")]
    pub(crate) title: String,
    #[arg(long, default_value = "")]
    pub(crate) place: String,
    #[arg(long, default_value = "")]
    pub(crate) link: String,
}

#[derive(Debug, Args)]
pub(crate) struct ContactAsked {
    pub(crate) who: String,
    #[arg(value_enum)]
    pub(crate) kind: ContactWord,
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<String>,
    #[arg(long)]
    pub(crate) theirs: bool,
    #[arg(long, default_value = "")]
    pub(crate) text: String,
    #[arg(long)]
    pub(crate) uncounted: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ActionVerb {
    Add {
        title: String,
        #[arg(long, value_name = "WHO")]
        with: Option<String>,
        #[arg(long, requires = "with")]
        theirs: bool,
        #[arg(long, value_name = "DATE")]
        due: Option<String>,
        #[arg(long, value_name = "ID")]
        goal: Option<String>,
    },
    List {
        #[arg(long, value_name = "WHO")]
        with: Option<String>,
        #[arg(long, conflicts_with = "mine")]
        theirs: bool,
        #[arg(long)]
        mine: bool,
        #[arg(long)]
        all: bool,
    },
    Done {
        which: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum GoalVerb {
    List {
        #[arg(long, value_name = "WHO")]
        with: Option<String>,
        #[arg(long)]
        all: bool,
    },
}

#[derive(Debug, Args)]
pub(crate) struct RemindersAsked {
    #[arg(long)]
    pub(crate) all: bool,
    #[arg(long, value_name = "ID", conflicts_with = "all")]
    pub(crate) explain: Option<String>,
    #[arg(long, value_name = "ID", requires = "until", conflicts_with_all = ["all", "explain"])]
    pub(crate) snooze: Option<String>,
    #[arg(long, value_name = "WHEN", requires = "snooze")]
    pub(crate) until: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct FindAsked {
    #[arg(required = true)]
    pub(crate) text: Vec<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ExportVerb {
    Everything {
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        #[arg(long)]
        private: bool,
        #[arg(long, value_name = "FILE")]
        record_passphrase: Option<PathBuf>,
    },
    Calendar {
        #[arg(long, value_name = "WHO", conflicts_with = "meeting")]
        relationship: Option<String>,
        #[arg(long, value_name = "ID")]
        meeting: Option<String>,
        #[arg(long, value_enum)]
        detail: Option<DetailWord>,
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(crate) struct DemoAsked {
    #[arg(long, value_name = "N")]
    pub(crate) people: Option<u32>,
    #[arg(long, value_name = "S", default_value_t = 1, requires = "people")]
    pub(crate) seed: u64,
}

#[derive(Debug, Args)]
pub(crate) struct CallAsked {
    pub(crate) command: String,
    pub(crate) request: Option<String>,
    #[arg(long = "in", value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    #[arg(long)]
    pub(crate) count: bool,
}
