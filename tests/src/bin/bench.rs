//! The figures of a small desk and a large one, side by side in one run: what a command costs must follow
//! what it shows, not what lies in the drawers. Statements and steps of SQLite's virtual machine are counts that do not
//! move; milliseconds are of this machine and only their ratio means something.

use std::sync::{Arc, Mutex};
use std::time::Instant;

use clap::Parser;
use ithaca_core::App;
use ithaca_core::clock::SystemClock;
use ithaca_core::commands::{CalendarDetail, CalendarScope, DemoLarge, demo_large, dispatch};
use ithaca_core::db::{Counter, Counts};
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

struct Figures {
    counts: Counts,
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
        let reached = Arc::new(Mutex::new(Vec::new()));
        let reports = Arc::clone(&reached);
        let filling = now();
        app.tasks().subscribe(move |progress| {
            if let Ok(mut reached) = reports.lock() {
                reached.push((progress.done, filling.elapsed().as_secs_f64()));
            }
        });
        let rows = demo_large(
            &app,
            DemoLarge {
                people,
                seed: 7,
                task: Some(name.to_owned()),
            },
        )?;
        let made = begun.elapsed().as_secs_f64();
        if let Ok(reached) = reached.lock() {
            tell_tenths(&reached, u64::from(people));
        }
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
    let (of_small, of_large) = (small.count()?, large.count()?);
    println!(
        "\n{:34} {:>11} {:>17} {:>18} {:>18} {:>7}",
        "", "statements", "steps", "small p50 / worst", "large p50 / worst", "ratio"
    );
    for (name, request) in commands() {
        let (few, many) = (
            measure(&small, &of_small, name, &request, arguments.times),
            measure(&large, &of_large, name, &request, arguments.times),
        );
        let shown = format!("{name} {request}");
        println!(
            "{:34} {:>4} / {:>4} {:>7} / {:>7} {:>8.2} / {:>7.2} {:>8.2} / {:>7.2} {:>7.1}",
            shown.chars().take(34).collect::<String>(),
            few.counts.statements,
            many.counts.statements,
            few.counts.steps,
            many.counts.steps,
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

/// Says how long the first tenth of the people took to make, and the last.
fn tell_tenths(reached: &[(u64, f64)], people: u64) {
    let at = |wanted: u64| {
        let report = reached.iter().find(|(done, _)| *done >= wanted);
        report.map_or(0.0, |(_, seconds)| *seconds)
    };
    let (first, last) = (at(people / 10), at(people) - at(people - people / 10));
    println!(
        "the first tenth in {first:.2} s, the last in {last:.2} s: {:.2} times as long",
        last / first
    );
}

fn measure(app: &App, counter: &Counter, name: &str, request: &Value, times: usize) -> Figures {
    let mut spans = Vec::with_capacity(times);
    let mut counts = Counts::default();
    for _ in 0..times {
        counter.take();
        let begun = now();
        let answer = dispatch(app, name, request.clone());
        spans.push(begun.elapsed().as_secs_f64() * 1000.0);
        counts = counter.take();
        if let Err(error) = answer {
            println!("{name} was refused: {}", error.message);
        }
    }
    spans.sort_by(f64::total_cmp);
    Figures {
        counts,
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
