//! The figures of a small desk and a large one, side by side in one run: what a command costs must follow
//! what it shows, not what lies in the drawers. Statements are counts that do not move; milliseconds are
//! of this machine and only their ratio means something.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use clap::Parser;
use ithaca_core::App;
use ithaca_core::clock::SystemClock;
use ithaca_core::commands::{CalendarDetail, CalendarScope, DemoLarge, demo_large, dispatch};
use serde_json::{Value, json};

/// Measures the commands behind the screens on a small desk and on a large one.
#[derive(Parser)]
struct Arguments {
    /// People on the small desk.
    #[arg(long, default_value_t = 20)]
    small: u32,
    /// People on the large desk.
    #[arg(long, default_value_t = 2000)]
    large: u32,
    /// How often each command runs.
    #[arg(long, default_value_t = 50)]
    times: usize,
}

/// The commands behind the screens, with the requests the screens send.
fn commands() -> Vec<(&'static str, Value)> {
    vec![
        ("app_start", json!({})),
        ("today_show", json!({})),
        ("relationship_list", json!({})),
        ("person_list", json!({})),
        ("person_list", json!({ "text": "am" })),
        ("find", json!({ "text": "a" })),
        ("find", json!({ "text": "talk" })),
        ("meeting_list", json!({ "order": "latest" })),
        ("action_list", json!({ "state": "open" })),
        ("goal_list", json!({ "state": "open" })),
        ("resource_list", json!({})),
        ("reminder_list", json!({})),
        ("bin_list", json!({})),
        ("person_add", json!({ "fields": { "name": "Measured" } })),
    ]
}

static STATEMENTS: AtomicU64 = AtomicU64::new(0);

struct Figures {
    statements: u64,
    median: f64,
    worst: f64,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments = Arguments::parse();
    let folder = tempfile::tempdir()?;
    let desks = [("small", arguments.small), ("large", arguments.large)].map(|(name, people)| {
        let path = folder.path().join(name);
        let begun = now();
        let app = App::open(&path, Arc::new(SystemClock))?;
        let rows = demo_large(
            &app,
            DemoLarge {
                people,
                seed: 7,
                task: None,
            },
        )?;
        let made = begun.elapsed().as_secs_f64();
        drop(app);
        let begun = now();
        let app = App::open(&path, Arc::new(SystemClock))?;
        let opened = begun.elapsed().as_secs_f64() * 1000.0;
        println!(
            "{name}: {people} people, {rows} rows, made in {made:.1} s, opened in {opened:.0} ms"
        );
        Ok::<App, ithaca_core::error::Error>(app)
    });
    let [small, large] = desks;
    let (small, large) = (small?, large?);
    for app in [&small, &large] {
        app.trace(|_| {
            STATEMENTS.fetch_add(1, Ordering::Relaxed);
        })?;
    }
    println!(
        "\n{:34} {:>11} {:>18} {:>18} {:>7}",
        "", "statements", "small p50 / worst", "large p50 / worst", "ratio"
    );
    for (name, request) in commands() {
        let (few, many) = (
            measure(&small, name, &request, arguments.times),
            measure(&large, name, &request, arguments.times),
        );
        let shown = format!("{name} {request}");
        println!(
            "{:34} {:>4} / {:>4} {:>8.2} / {:>7.2} {:>8.2} / {:>7.2} {:>7.1}",
            shown.chars().take(34).collect::<String>(),
            few.statements,
            many.statements,
            few.median,
            few.worst,
            many.median,
            many.worst,
            many.median / few.median,
        );
    }
    for (name, app) in [("small", &small), ("large", &large)] {
        let begun = now();
        let file =
            ithaca_core::calendar::calendar_file(app, CalendarScope::All, CalendarDetail::Agenda)?;
        let bytes = file.render().len();
        println!(
            "calendar file, {name}: {} events, {bytes} bytes, {:.0} ms",
            file.events.len(),
            begun.elapsed().as_secs_f64() * 1000.0
        );
    }
    Ok(())
}

fn measure(app: &App, name: &str, request: &Value, times: usize) -> Figures {
    let mut spans = Vec::with_capacity(times);
    let mut statements = 0;
    for _ in 0..times {
        let before = STATEMENTS.load(Ordering::Relaxed);
        let begun = now();
        let answer = dispatch(app, name, request.clone());
        spans.push(begun.elapsed().as_secs_f64() * 1000.0);
        statements = STATEMENTS.load(Ordering::Relaxed) - before;
        if let Err(error) = answer {
            println!("{name} was refused: {}", error.message);
        }
    }
    spans.sort_by(f64::total_cmp);
    Figures {
        statements,
        median: spans.get(spans.len() / 2).copied().unwrap_or_default(),
        worst: spans.last().copied().unwrap_or_default(),
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a bench measures time; no rule of the product hangs on it"
)]
fn now() -> Instant {
    Instant::now()
}
