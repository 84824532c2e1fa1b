//! The states power cuts leave, opened one after the other.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::bench::{Bench, Look, Seen};
use super::disk::{Disk, Luck};
use super::recording::Event;

/// What cuts did.
#[derive(Debug, Default)]
pub struct Found {
    pub cuts: usize,
    pub states: usize,
    pub differing: usize,
    /// States that open and lack what was acknowledged.
    pub lost: Vec<String>,
    /// States that do not open, fail a check, or show what never was.
    pub corrupt: Vec<String>,
}

/// A moment to cut at.
struct Cut {
    /// Events before it.
    at: usize,
    /// The last of them by which something was acknowledged.
    told: Option<usize>,
    /// Whether everything is on the disk then.
    safe: bool,
}

/// Cuts at every sync and every acknowledgement and opens about `states` of the states that leaves.
pub fn cut_everywhere(before: &Disk, events: &[Event], look: Look, states: usize) -> Found {
    let cuts = moments(before, events);
    let (known, corrupt) = known(before, events, &cuts, look);
    // Where nothing is open to loss there is one state; the others share the rest.
    let open = cuts.iter().filter(|cut| !cut.safe).count();
    let each = states
        .saturating_sub(cuts.len())
        .div_ceil(open.max(1))
        .max(4);
    let work = AtomicUsize::new(0);
    let parts: Vec<Found> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..2)
            .map(|_| scope.spawn(|| worker(before, events, &cuts, &known, look, each, &work)))
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().expect("a worker ends"))
            .collect()
    });
    let mut found = Found {
        cuts: cuts.len(),
        corrupt,
        ..Found::default()
    };
    for part in parts {
        found.states += part.states;
        found.differing += part.differing;
        found.lost.extend(part.lost);
        found.corrupt.extend(part.corrupt);
    }
    found
}

/// Before and after every sync, and at every acknowledgement.
fn moments(before: &Disk, events: &[Event]) -> Vec<Cut> {
    let mut disk = before.clone();
    let mut cuts = Vec::new();
    let mut told = None;
    for (at, event) in events.iter().enumerate() {
        let is_sync = matches!(event, Event::Synced(_));
        if is_sync && !disk.is_safe() {
            cuts.push(Cut {
                at,
                told,
                safe: false,
            });
        }
        disk.follow(event);
        if matches!(event, Event::Told(_)) {
            told = Some(at);
        }
        if matches!(event, Event::Told(_)) || is_sync || at + 1 == events.len() {
            cuts.push(Cut {
                at: at + 1,
                told,
                safe: disk.is_safe(),
            });
        }
    }
    cuts
}

/// The last moment at which a cut that loses nothing shows each content.
fn known(
    before: &Disk,
    events: &[Event],
    cuts: &[Cut],
    look: Look,
) -> (BTreeMap<Seen, usize>, Vec<String>) {
    let mut corrupt = Vec::new();
    let mut bench = Bench::new(look);
    let mut disk = before.clone();
    let mut known = BTreeMap::new();
    let (mut done, mut last) = (0, None);
    for cut in cuts {
        events[done..cut.at]
            .iter()
            .for_each(|event| disk.follow(event));
        done = cut.at;
        let state = disk.cut(Luck::Everything);
        if last.as_ref().is_none_or(|(mark, _)| *mark != state.mark) {
            let seen = bench.look(&state).unwrap_or_else(|error| {
                corrupt.push(format!("a kill at {}: {error}", place(events, cut.at)));
                None
            });
            last = Some((state.mark, seen));
        }
        if let Some((_, Some(seen))) = &last {
            known.insert(seen.clone(), cut.at);
        }
    }
    (known, corrupt)
}

fn worker(
    before: &Disk,
    events: &[Event],
    cuts: &[Cut],
    known: &BTreeMap<Seen, usize>,
    look: Look,
    each: usize,
    work: &AtomicUsize,
) -> Found {
    let mut found = Found::default();
    let mut bench = Bench::new(look);
    let mut disk = before.clone();
    let mut done = 0;
    let mut looked: BTreeMap<u64, Result<Option<Seen>, String>> = BTreeMap::new();
    // Neighbouring cuts share states: a block of them goes to one worker.
    const BLOCK: usize = 16;
    loop {
        let first = work.fetch_add(BLOCK, Ordering::Relaxed);
        if first >= cuts.len() {
            return found;
        }
        looked.clear();
        for (number, cut) in cuts.iter().enumerate().skip(first).take(BLOCK) {
            events[done..cut.at]
                .iter()
                .for_each(|event| disk.follow(event));
            done = cut.at;
            let plain = [Luck::Nothing, Luck::Everything, Luck::Names, Luck::Bytes];
            let random = (4..each).map(|round| Luck::Some(((number as u64) << 20) + round as u64));
            let lucks = plain
                .into_iter()
                .chain(random)
                .take(if cut.safe { 1 } else { each });
            for luck in lucks {
                let state = disk.cut(luck);
                found.states += 1;
                let seen = looked.entry(state.mark).or_insert_with(|| {
                    found.differing += 1;
                    bench.look(&state)
                });
                let moment = || format!("{luck:?} at {}", place(events, cut.at));
                match seen {
                    Err(error) => found.corrupt.push(format!("{}: {error}", moment())),
                    // Nothing was promised yet.
                    Ok(None) if cut.told.is_none() => {}
                    Ok(None) => found.lost.push(format!("{}: no desk", moment())),
                    Ok(Some(seen)) => match (known.get(seen), cut.told) {
                        (None, _) => found
                            .corrupt
                            .push(format!("{}: {seen:?} never was", moment())),
                        (Some(until), Some(told)) if *until <= told => {
                            found
                                .lost
                                .push(format!("{}: as of {until}, promised {told}", moment()));
                        }
                        _ => {}
                    },
                }
            }
        }
    }
}

fn place(events: &[Event], at: usize) -> String {
    let told = events[..at]
        .iter()
        .filter(|event| matches!(event, Event::Told(_)))
        .count();
    let shown = |event: Option<&Event>| {
        let mut text = format!("{event:?}");
        text.truncate(90);
        text
    };
    format!(
        "{at}, after {told} answers, between {} and {}",
        shown(at.checked_sub(1).map(|at| &events[at])),
        shown(events.get(at))
    )
}
