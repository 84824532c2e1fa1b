//! From what a person knows to a key: Argon2id (RFC 9106).

use argon2::{Algorithm, Argon2, Block, Params, Version};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::secret::Secret;
use super::wrap::Salt;
use crate::clock::Clock;
use crate::error::{Error, Result};

/// The parameters of the key derivation (Argon2id, RFC 9106): what one guess costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    /// Memory, in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

impl Cost {
    /// The least that is ever used or accepted: 64 MiB, three passes.
    pub const FLOOR: Self = Self {
        memory_kib: 64 * 1024,
        passes: 3,
    };

    /// The most that is accepted, so that a forged file cannot hold the program up for hours.
    const CEILING: Self = Self {
        memory_kib: 1024 * 1024,
        passes: 64,
    };

    /// The cost, if it lies between the floor and the ceiling.
    ///
    /// # Errors
    /// [`Error::Keys`] for a cost that would make guessing cheap, or opening endless.
    pub(super) fn accepted(self) -> Result<Self> {
        let enough = self.memory_kib >= Self::FLOOR.memory_kib && self.passes >= Self::FLOOR.passes;
        let bearable =
            self.memory_kib <= Self::CEILING.memory_kib && self.passes <= Self::CEILING.passes;
        if enough && bearable {
            Ok(self)
        } else {
            Err(Error::Keys(
                "a slot's cost is outside what is accepted".to_owned(),
            ))
        }
    }
}

/// How long one guess shall take here, in milliseconds: between half a second and one.
const AIM: u64 = 700;

/// How often the computer's speed is looked at: the shortest counts.
const LOOKS: usize = 3;

/// The cost that makes one guess take about [`AIM`] on this computer. Memory is raised first, to 256 MiB, since it is
/// what guessing machines are short of; never below 128 MiB, twice what is accepted. Whoever guesses does so on a
/// computer that is not busy: so what counts is the time the work was on a processor, where the system tells it, and
/// the shortest of several looks.
pub(super) fn calibrated(clock: &dyn Clock) -> Result<Cost> {
    let secret = Secret::new("calibration".to_owned());
    calibrated_by(|| {
        let mut tried = Ok(());
        let took = clock.time(&mut || tried = in_vain(&secret, Cost::FLOOR));
        tried.map(|()| u64::try_from(took.as_millis()).unwrap_or(u64::MAX))
    })
}

fn calibrated_by(mut floor_takes: impl FnMut() -> Result<u64>) -> Result<Cost> {
    let mut shortest = u64::MAX;
    for _ in 0..LOOKS {
        shortest = shortest.min(floor_takes()?);
    }
    Ok(cost_for(shortest.max(1)))
}

/// The cost for a computer on which the floor takes so many milliseconds: time grows with both.
fn cost_for(floor_took: u64) -> Cost {
    let room = (AIM / floor_took).clamp(1, 32);
    let wider: u32 = match room {
        4.. => 4,
        _ => 2,
    };
    let memory_kib = Cost::FLOOR.memory_kib * wider;
    let passes = u64::from(Cost::FLOOR.passes) * AIM / floor_took.saturating_mul(u64::from(wider));
    Cost {
        memory_kib,
        passes: u32::try_from(passes)
            .unwrap_or(u32::MAX)
            .clamp(Cost::FLOOR.passes, Cost::CEILING.passes),
    }
}

/// Derives a key of 32 bytes from a secret and its salt.
pub(super) fn derive(secret: &Secret, salt: &Salt, cost: Cost) -> Result<Zeroizing<[u8; 32]>> {
    let refused = |error: argon2::Error| Error::Keys(error.to_string());
    let cost = cost.accepted()?;
    let params = Params::new(cost.memory_kib, cost.passes, 1, Some(32)).map_err(refused)?;
    // Allocated here, so that what was derived on the way is wiped as well.
    let mut memory = Zeroizing::new(vec![Block::default(); params.block_count()]);
    let mut key = Zeroizing::new([0u8; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into_with_memory(
            secret.as_str().as_bytes(),
            salt.bytes(),
            key.as_mut(),
            memory.as_mut_slice(),
        )
        .map_err(refused)?;
    Ok(key)
}

/// Does the work of a key derivation and drops the result, so that timing does not tell whether there is a slot.
pub(super) fn in_vain(secret: &Secret, cost: Cost) -> Result<()> {
    derive(secret, &Salt::ZERO, cost).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cost_is_never_below_the_floor_and_follows_the_computer() {
        let least = Cost {
            memory_kib: 2 * Cost::FLOOR.memory_kib,
            ..Cost::FLOOR
        };
        assert_eq!(cost_for(3_000), least, "a slow computer pays the least");
        let fast = cost_for(90);
        assert!(
            fast.memory_kib == 4 * Cost::FLOOR.memory_kib && fast.passes >= 3,
            "a fast one pays with memory first: {fast:?}"
        );
        for took in [1, 10, 50, 120, 200, 349, 350, 700, 10_000, u64::MAX] {
            assert!(
                cost_for(took).accepted().is_ok(),
                "{took} ms: what is written can be read again"
            );
        }
    }

    #[test]
    fn a_computer_that_was_busy_for_a_moment_is_not_taken_for_a_slow_one() {
        let mut looks = [2_900, 90, 3_100].into_iter();
        let cost = calibrated_by(|| Ok(looks.next().expect("no more looks than these")));
        assert_eq!(cost.expect("it is measured"), cost_for(90));
    }

    #[test]
    fn a_cheap_or_endless_slot_is_refused() {
        let forged = [(1024, 3), (65_536, 1), (65_536, 4_000_000), (u32::MAX, 3)];
        for (memory_kib, passes) in forged {
            let cost = Cost { memory_kib, passes };
            assert!(
                matches!(
                    derive(&Secret::new("x".to_owned()), &Salt::ZERO, cost),
                    Err(Error::Keys(_))
                ),
                "{cost:?} must not be worked with"
            );
        }
    }

    #[test]
    fn the_derivation_is_the_one_of_the_standard() {
        // Argon2id, version 0x13, m = 64 MiB, t = 3, p = 1, as the reference program prints it:
        // `printf password | argon2 somesaltsomesalt -id -t 3 -m 16 -p 1 -l 32`
        let key = derive(
            &Secret::new("password".to_owned()),
            &Salt::of(*b"somesaltsomesalt"),
            Cost::FLOOR,
        )
        .expect("the floor is accepted");
        assert_eq!(
            super::super::key::hex(key.as_slice()).as_str(),
            "7664ad4ba1a3c999fcdd0991ffc2270f78302d2383233db5e7befc85d1bb1819",
            "a desk must open with any other implementation of Argon2id"
        );
    }
}
