use std::time::Duration;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use ithaca_core::clock::{Clock, SystemClock};

/// This computer's clock, on a computer as slow as can be: a passphrase costs the least that is accepted, since a desk
/// under one is opened thousands of times here.
#[derive(Debug, Clone, Copy)]
pub struct SlowComputer;

impl Clock for SlowComputer {
    fn now(&self) -> DateTime<Utc> {
        SystemClock.now()
    }

    fn zone(&self) -> Tz {
        SystemClock.zone()
    }

    fn time(&self, _work: &mut dyn FnMut()) -> Duration {
        Duration::MAX
    }
}
