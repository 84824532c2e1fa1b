//! The app beside an empty window of the same Tauri: what is ours of its start, its memory and its size.

use std::path::PathBuf;
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::{memory, weight};
use crate::display::{FrameBuffer, Running, VirtualDisplay};
use crate::process::{Outcome, fail};
use crate::run::DemoFolder;
use crate::setup::system::{self, Purpose};
use crate::setup::{self, has_display};
use crate::{build, workspace};

/// How often each is started; the median stands for them.
const STARTS: usize = 5;
/// A first start on a slow, busy machine stays well below.
const PATIENCE: Duration = Duration::from_secs(90);
/// Between two looks at the screen: each costs the program some of the processor.
const BETWEEN_LOOKS: Duration = Duration::from_millis(10);
/// What comes after the first page has come by then.
const REST: Duration = Duration::from_secs(4);

/// A program to be started, and what of it lies on the disk.
struct Rival {
    name: &'static str,
    program: PathBuf,
    arguments: Vec<String>,
    page: PathBuf,
}

/// One start.
#[derive(Debug, Clone, Copy)]
struct Start {
    /// From the start of the process until there is text on the screen.
    content: Duration,
    /// Of all its processes, once they are at rest, in kibibytes.
    memory: u64,
}

/// Builds both, starts them in turn on a screen of their own, and prints the figures.
pub fn compare(release: bool) -> Outcome {
    if !cfg!(target_os = "linux") {
        return fail("The windows are compared on Linux only.");
    }
    setup::for_run()?;
    if has_display() {
        system::install(&[Purpose::Display])?;
    }
    build::interface()?;
    build::app_and_empty_window(release)?;
    let year = DemoFolder::fill(release)?;
    let scratch = DemoFolder::empty("empty-window")?;
    let app = Rival {
        name: "Ithaca",
        program: workspace::built("ithaca", release),
        arguments: vec!["--data".to_owned(), year.0.display().to_string()],
        page: workspace::path("ui/dist/index.html"),
    };
    let empty = Rival {
        name: "an empty window",
        program: workspace::built("examples/empty_window", release),
        arguments: vec![scratch.0.display().to_string()],
        page: workspace::path("src-tauri/examples/empty_window/page/index.html"),
    };

    let (display, screen) = VirtualDisplay::start_with_frame_buffer()?;
    let rivals = [app, empty];
    let mut starts = [Vec::new(), Vec::new()];
    // The first of each reads its files from the disk, and is not counted.
    for round in 0..=STARTS {
        for (rival, starts) in rivals.iter().zip(&mut starts) {
            let start = measure(&display, &screen, rival)?;
            println!(
                "{:16} {:>7.0} ms {:>7.1} MiB{}",
                rival.name,
                start.content.as_secs_f64() * 1000.0,
                mebibytes(start.memory * 1024),
                if round == 0 { "  (not counted)" } else { "" }
            );
            if round > 0 {
                starts.push(start);
            }
        }
    }
    println!(
        "\n{:16} {:>16} {:>12} {:>12} {:>14}",
        "", "start to content", "memory", "program", "first scripts"
    );
    for (rival, starts) in rivals.iter().zip(&starts) {
        println!(
            "{:16} {:>13.0} ms {:>8.1} MiB {:>8.1} MiB {:>10.1} KiB",
            rival.name,
            median(starts.iter().map(|start| start.content)).as_secs_f64() * 1000.0,
            mebibytes(median(starts.iter().map(|start| start.memory)) * 1024),
            mebibytes(weight::of_file(&rival.program)?),
            weight::of_first_scripts(&rival.page)? as f64 / 1024.0,
        );
    }
    Ok(())
}

fn measure(display: &VirtualDisplay, screen: &FrameBuffer, rival: &Rival) -> Outcome<Start> {
    until(
        screen,
        "the screen to be empty again",
        |painted| !painted,
        None,
    )?;
    let mut command = Command::new(&rival.program);
    let begun = now();
    let mut running = Running::start(display.show(command.args(&rival.arguments)))?;
    until(
        screen,
        &format!("{} to show something", rival.name),
        |painted| painted,
        Some(&mut running),
    )?;
    let content = begun.elapsed();
    sleep(REST);
    Ok(Start {
        content,
        memory: memory::of_tree(running.id())?,
    })
}

fn until(
    screen: &FrameBuffer,
    awaited: &str,
    holds: impl Fn(bool) -> bool,
    mut running: Option<&mut Running>,
) -> Outcome {
    let begun = now();
    while begun.elapsed() < PATIENCE {
        if holds(screen.shows_text()?) {
            return Ok(());
        }
        if let Some(status) = running.as_mut().and_then(|running| running.has_ended()) {
            return fail(format!(
                "Waiting for {awaited}, the program ended ({status})."
            ));
        }
        sleep(BETWEEN_LOOKS);
    }
    fail(format!(
        "Waited for {awaited} for {} seconds.",
        PATIENCE.as_secs()
    ))
}

fn median<T: Ord + Default>(values: impl Iterator<Item = T>) -> T {
    let mut values: Vec<T> = values.collect();
    values.sort();
    let middle = values.len() / 2;
    values.into_iter().nth(middle).unwrap_or_default()
}

fn mebibytes(bytes: u64) -> f64 {
    bytes as f64 / (1024.0 * 1024.0)
}

#[expect(
    clippy::disallowed_methods,
    reason = "a bench measures time; no rule of the product hangs on it"
)]
fn now() -> Instant {
    Instant::now()
}
