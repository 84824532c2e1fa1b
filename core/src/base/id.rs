//! Ids: UUIDv7 (RFC 9562 section 5.7) whose time comes from [`crate::clock::Clock`].
//!
//! An id outlives export, import and merge. [`Id`] carries the kind of thing it names, so that a
//! person's id cannot be handed to a command that wants a meeting's.

use std::fmt;
use std::marker::PhantomData;
use std::sync::{Mutex, PoisonError};

use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use ts_rs::{Config, TS};
use uuid::Uuid;

use crate::clock::Millis;

/// A typed UUID (version 7) of a `K`. In JSON and SQL a lower-case hyphenated UUID.
pub struct Id<K> {
    uuid: Uuid,
    kind: PhantomData<fn() -> K>,
}

impl<K> Id<K> {
    /// A new id; its first 48 bits are `now`, the rest is from the system's generator.
    pub fn new(now: Millis) -> Self {
        let mut random = [0u8; 10];
        if getrandom::fill(&mut random).is_err() {
            // Without a generator `uuid` seeds itself from what the standard library has.
            random.copy_from_slice(Uuid::new_v4().as_bytes().get(..10).unwrap_or(&[0; 10]));
        }
        Self::from_parts(now, &random)
    }

    /// The instant it was made at, by the clock of then (RFC 9562 section 5.7: the first 48 bits); none of an id of
    /// another version, or of an instant no desk holds.
    pub(crate) fn dated(self) -> Option<Millis> {
        let high = i64::try_from(self.uuid.as_u128() >> 80).ok().map(Millis);
        high.filter(|at| self.uuid.get_version_num() == 7 && at.is_sound())
    }

    /// This id without the type of what it names.
    pub(crate) fn of_anything(self) -> Id<()> {
        Id::from(self.uuid)
    }

    fn from_parts(now: Millis, random: &[u8; 10]) -> Self {
        let millis = u64::try_from(now.0).unwrap_or(0);
        Self::from(uuid::Builder::from_unix_timestamp_millis(millis, random).into_uuid())
    }
}

/// The generator of ids: the system's generator, or a seed when a data set must be reproducible.
#[derive(Debug, Default)]
pub(crate) struct IdSource(Mutex<Option<u64>>);

impl IdSource {
    pub(crate) fn seed(&self, seed: Option<u64>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = seed;
    }

    pub(crate) fn next<K>(&self, now: Millis) -> Id<K> {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match state.as_mut() {
            None => Id::new(now),
            Some(state) => {
                let mut random = [0u8; 10];
                let bytes = [
                    split_mix(state).to_be_bytes(),
                    split_mix(state).to_be_bytes(),
                ];
                for (slot, byte) in random.iter_mut().zip(bytes.iter().flatten()) {
                    *slot = *byte;
                }
                Id::from_parts(now, &random)
            }
        }
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): enough to spread a counter over ids.
pub(crate) fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

impl<K> From<Uuid> for Id<K> {
    fn from(uuid: Uuid) -> Self {
        Self {
            uuid,
            kind: PhantomData,
        }
    }
}

impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<K> Copy for Id<K> {}
impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.uuid == other.uuid
    }
}
impl<K> Eq for Id<K> {}
impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.uuid.cmp(&other.uuid)
    }
}
impl<K> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.uuid, f)
    }
}
impl<K> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.uuid, f)
    }
}
impl<K> std::str::FromStr for Id<K> {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self::from(Uuid::parse_str(text)?))
    }
}
impl<K> Serialize for Id<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
impl<'de, K> Deserialize<'de> for Id<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Uuid::deserialize(deserializer).map(Self::from)
    }
}
impl<K> ToSql for Id<K> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.to_string()))
    }
}
impl<K> FromSql for Id<K> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map_err(FromSqlError::other)
    }
}
impl<K: 'static> TS for Id<K> {
    type WithoutGenerics = Self;
    type OptionInnerType = Self;
    fn name(_: &Config) -> String {
        "string".to_owned()
    }
    fn inline(_: &Config) -> String {
        "string".to_owned()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn dated(id: &str) -> Option<i64> {
        let uuid = Uuid::parse_str(id).unwrap();
        Id::<()>::from(uuid).dated().map(|at| at.0)
    }

    #[test]
    fn only_an_id_that_holds_an_instant_is_dated() {
        assert_eq!(
            dated("019cbd5c-1400-7a2b-8c3d-4e5f60718293"),
            Some(0x019c_bd5c_1400)
        );
        assert_eq!(
            dated("019cbd5c-1400-4a2b-8c3d-4e5f60718293"),
            None,
            "of another version, as a foreign record may hold"
        );
        assert_eq!(
            dated("ffffffff-ffff-7a2b-8c3d-4e5f60718293"),
            None,
            "in the year 10889"
        );
    }
}
