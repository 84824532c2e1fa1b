//! A key inside another: XChaCha20-Poly1305 (RFC 8439 with the 24-byte nonce of draft-irtf-cfrg-xchacha).

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use zeroize::Zeroizing;

use super::derive::{self, Cost};
use super::key::{DatabaseKey, hex, unhex};
use super::secret::Secret;
use super::slot::Opener;
use crate::clock::Millis;
use crate::error::{Error, Result};

/// So many bytes from the system's generator.
pub(super) fn random<const N: usize>() -> Result<Zeroizing<[u8; N]>> {
    let mut bytes = Zeroizing::new([0u8; N]);
    getrandom::fill(bytes.as_mut()).map_err(|error| Error::Keys(error.to_string()))?;
    Ok(bytes)
}

/// Bytes that are no secret, in hexadecimal where they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Open<const N: usize>([u8; N]);

/// What makes one secret derive two different keys.
pub(super) type Salt = Open<16>;

impl<const N: usize> Open<N> {
    pub(super) const ZERO: Self = Self([0; N]);

    #[cfg(test)]
    pub(super) fn of(bytes: [u8; N]) -> Self {
        Self(bytes)
    }

    pub(super) fn random() -> Result<Self> {
        Ok(Self(*random()?))
    }

    pub(super) fn bytes(&self) -> &[u8; N] {
        &self.0
    }
}

impl<const N: usize> Serialize for Open<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(&hex(&self.0))
    }
}

impl<'de, const N: usize> Deserialize<'de> for Open<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        unhex(&text).map(Self).map_err(serde::de::Error::custom)
    }
}

/// The database key under a key derived from something a person knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Wrapped {
    pub(super) made_at: Millis,
    pub(super) cost: Cost,
    salt: Salt,
    sealed: Sealed,
}

/// The database key under a key of 32 bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Sealed {
    nonce: Open<24>,
    /// The key and the tag of 16 bytes.
    key: Open<48>,
}

/// Wraps the key for one opener.
pub(super) fn wrapped(
    key: &DatabaseKey,
    secret: &Secret,
    opener: Opener,
    cost: Cost,
    made_at: Millis,
) -> Result<Wrapped> {
    let salt = Salt::random()?;
    let derived = derive::derive(secret, &salt, cost)?;
    Ok(Wrapped {
        made_at,
        cost,
        salt,
        sealed: seal(key, &derived, opener)?,
    })
}

impl Wrapped {
    /// The key, if the secret is the right one.
    pub(super) fn unwrap_with(
        &self,
        secret: &Secret,
        opener: Opener,
    ) -> Result<Option<DatabaseKey>> {
        let derived = derive::derive(secret, &self.salt, self.cost)?;
        Ok(self.sealed.open(&derived, opener))
    }
}

pub(super) fn seal(key: &DatabaseKey, under: &[u8; 32], opener: Opener) -> Result<Sealed> {
    let nonce = Open::<24>::random()?;
    let payload = Payload {
        msg: key.bytes(),
        aad: opener.word().as_bytes(),
    };
    let sealed = XChaCha20Poly1305::new(&Key::from(*under))
        .encrypt(&XNonce::from(*nonce.bytes()), payload)
        .ok()
        .and_then(|bytes| bytes.try_into().ok())
        .ok_or_else(|| Error::Keys("the key could not be wrapped".to_owned()))?;
    Ok(Sealed {
        nonce,
        key: Open(sealed),
    })
}

impl Sealed {
    /// The key; none under the wrong key, for another opener, or if a bit has changed.
    pub(super) fn open(&self, under: &[u8; 32], opener: Opener) -> Option<DatabaseKey> {
        let payload = Payload {
            msg: self.key.bytes(),
            aad: opener.word().as_bytes(),
        };
        let bytes = Zeroizing::new(
            XChaCha20Poly1305::new(&Key::from(*under))
                .decrypt(&XNonce::from(*self.nonce.bytes()), payload)
                .ok()?,
        );
        let mut key = Zeroizing::new([0u8; 32]);
        if bytes.len() != key.len() {
            return None;
        }
        key.copy_from_slice(&bytes);
        Some(DatabaseKey::of(key))
    }
}
