//! What is asked before a meeting and in it.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct BriefAsked {
    #[arg(required_unless_present = "meeting", conflicts_with = "meeting")]
    pub(crate) who: Option<String>,
    #[arg(long, value_name = "ID")]
    pub(crate) meeting: Option<String>,
    #[arg(long)]
    pub(crate) share: bool,
    #[arg(long, value_name = "FILE", requires = "share")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(override_usage = "ithaca-cli capture [OPTIONS] <WHO|--meeting <ID>> [LINE]...")]
pub(crate) struct CaptureAsked {
    #[arg(required_unless_present = "meeting")]
    pub(crate) who: Option<String>,
    #[arg(long, value_name = "ID")]
    pub(crate) meeting: Option<String>,
    #[arg(value_name = "LINE")]
    pub(crate) lines: Vec<String>,
}
