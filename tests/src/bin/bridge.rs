//! Serves the real core and the built interface over loopback HTTP, for the browser suite.

use std::path::PathBuf;

use clap::Parser;
use ithaca_tests::bridge::{self, Options};

/// The real core and the built interface over loopback HTTP.
#[derive(Parser)]
struct Arguments {
    /// The data folder.
    #[arg(long)]
    data: PathBuf,
    /// The built interface.
    #[arg(long, default_value = "ui/dist")]
    ui: PathBuf,
    /// The loopback port; 0 for any.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// A local time at which the clock stands still, such as 2026-03-03T09:00.
    #[arg(long)]
    now: Option<String>,
    /// The zone of that clock.
    #[arg(long, default_value = "Europe/Paris")]
    zone: String,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments = Arguments::parse();
    let now = arguments
        .now
        .map(|now| format!("{now}[{}]", arguments.zone));
    bridge::serve(Options {
        data: arguments.data,
        ui: arguments.ui,
        port: arguments.port,
        now,
    })
    .await
}
