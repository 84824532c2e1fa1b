//! The whole record out and in: nothing missing, nothing private unasked, nothing hostile let in.

#[path = "record/desk.rs"]
mod desk;

#[path = "record/hostile/mod.rs"]
mod hostile;
#[path = "record/kinds.rs"]
mod kinds;
#[path = "record/private.rs"]
mod private;
#[path = "record/readable.rs"]
mod readable;
#[path = "record/round_trips.rs"]
mod round_trips;
