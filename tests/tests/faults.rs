//! Faults: kills, full disks, flipped bits, cut files, logs of other files. Each harness proves an absence,
//! and has a control that must fail. The short forms run with every change, the long ones with `--long`.

#[path = "behaviour/writer.rs"]
mod writer;

#[path = "faults/desk.rs"]
mod desk;

#[path = "faults/bits.rs"]
mod bits;
#[path = "faults/closing.rs"]
mod closing;
#[cfg(target_os = "linux")]
#[path = "faults/disks.rs"]
mod disks;
#[path = "faults/goldens.rs"]
mod goldens;
#[path = "faults/kills.rs"]
mod kills;
#[cfg(unix)]
#[path = "faults/ledger.rs"]
mod ledger;
#[path = "faults/logs.rs"]
mod logs;
#[cfg(target_os = "linux")]
#[path = "faults/power/mod.rs"]
mod power;
#[cfg(target_os = "linux")]
#[path = "faults/records.rs"]
mod records;
#[path = "faults/rescue.rs"]
mod rescue;
#[path = "faults/round_trips.rs"]
mod round_trips;
#[cfg(target_os = "linux")]
#[path = "faults/sweep.rs"]
mod sweep;
