//! A line from anywhere.

use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct LineAsked {
    pub(crate) line: Option<String>,
    #[arg(long, value_name = "WHO")]
    pub(crate) with: Option<String>,
    #[arg(long)]
    pub(crate) look: bool,
}
