//! What is asked before a meeting and in it.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct BriefAsked {
    /// Whom you meet: the start of a name, or a relationship's id
    #[arg(required_unless_present = "meeting", conflicts_with = "meeting")]
    pub(crate) who: Option<String>,
    /// This meeting instead, by id, with everybody who takes part
    #[arg(long, value_name = "ID")]
    pub(crate) meeting: Option<String>,
    /// The agenda to send ahead instead: nothing private is in it
    #[arg(long)]
    pub(crate) share: bool,
    /// Save the agenda as a file
    #[arg(long, value_name = "FILE", requires = "share")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(
    after_help = SIGNS,
    override_usage = "ithaca-cli capture [OPTIONS] <WHO|--meeting <ID>> [LINE]..."
)]
pub(crate) struct CaptureAsked {
    /// With whom: the start of a name, or a relationship's id. Their meeting that is going on, else the one that
    /// ended last, within the past day and not followed up
    #[arg(required_unless_present = "meeting")]
    pub(crate) who: Option<String>,
    /// This meeting instead, by id
    #[arg(long, value_name = "ID")]
    pub(crate) meeting: Option<String>,
    /// The lines; read from standard input when left out
    #[arg(value_name = "LINE")]
    pub(crate) lines: Vec<String>,
}

const SIGNS: &str = "\
A line that begins with a sign and a space becomes:
  !  a promise of yours, with its day: \"! send CV by Fri\"
  >  a promise of theirs, with its day
  *  advice, with the day it is tried by
  +  a win
  ?  a question for the next time
  #  a private note
  =  a decision
Any other is one of the meeting's notes; blank ones are skipped. Put a line in quotes.

Where several take part, a line may say whom it concerns: \"> @Ada send slides\", \"! @all book a room\". A promise of
theirs, advice and a win of a mentee's must; the others concern all when nobody is named.

Each line is kept at once. One that is refused is named on stderr by its number; the others are kept all the same,
and the exit code is the refusal's.

A shell remembers what is typed after its prompt: give private lines on standard input.";
