//! A key inside another: XChaCha20-Poly1305 (RFC 8439 with the 24-byte nonce of draft-irtf-cfrg-xchacha), under
//! what an ephemeral key and a way in's own agree on (X25519, RFC 7748). So a desk that is open can wrap another
//! key for every way in, without anybody typing a word.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256};
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

use super::derive::{self, Cost};
use super::key::{DatabaseKey, hex, unhex};
use super::secret::Secret;
use super::slot::Opener;
use crate::clock::Millis;
use crate::error::{Error, Result};

/// `N` random bytes from the system's generator.
pub(super) fn random<const N: usize>() -> Result<Zeroizing<[u8; N]>> {
    let mut bytes = Zeroizing::new([0u8; N]);
    getrandom::fill(bytes.as_mut()).map_err(|error| Error::Keys(error.to_string()))?;
    Ok(bytes)
}

/// Bytes that are no secret, in hexadecimal where they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Open<const N: usize>([u8; N]);

/// A salt of the key derivation.
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

/// The database key, wrapped for one authentication method.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Wrapped {
    pub(super) made_at: Millis,
    pub(super) cost: Cost,
    salt: Salt,
    /// Absent in a slot an older Ithaca made, whose key lies under the derived one itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    agreed: Option<Agreed>,
    sealed: Sealed,
}

/// What a key was wrapped with, none of it a secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Agreed {
    public: Open<32>,
    ephemeral: Open<32>,
    /// Made with the wrapped key: who can write the file and does not know the key cannot put a lock of their own
    /// here for the next key to be wrapped for.
    vouched: Open<32>,
}

/// The public key of an authentication method, with its derivation parameters: enough to wrap another key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lock {
    pub(super) made_at: Millis,
    cost: Cost,
    salt: Salt,
    public: Open<32>,
}

impl Lock {
    /// Derives the public key of a secret; takes as long as a guess.
    pub(super) fn new(secret: &Secret, cost: Cost, made_at: Millis) -> Result<Self> {
        let salt = Salt::random()?;
        let derived = derive::derive(secret, &salt, cost)?;
        Ok(Self {
            made_at,
            cost,
            salt,
            public: Open(*PublicKey::from(&private(&derived)).as_bytes()),
        })
    }

    /// Wraps a key for whoever has the secret.
    pub(super) fn wrap(&self, key: &DatabaseKey, opener: Opener) -> Result<Wrapped> {
        let once = StaticSecret::from(*random::<32>()?);
        let ephemeral = Open(*PublicKey::from(&once).as_bytes());
        let shared = once.diffie_hellman(&PublicKey::from(*self.public.bytes()));
        if !shared.was_contributory() {
            return Err(Error::Keys("a slot's public key is none".to_owned()));
        }
        let under = under(shared.as_bytes(), &ephemeral, &self.public, opener);
        Ok(Wrapped {
            made_at: self.made_at,
            cost: self.cost,
            salt: self.salt,
            agreed: Some(Agreed {
                public: self.public,
                ephemeral,
                vouched: self.vouched(key, opener),
            }),
            sealed: seal(key, &under, opener)?,
        })
    }

    fn vouched(&self, key: &DatabaseKey, opener: Opener) -> Open<32> {
        let mut about = Vec::new();
        about.extend(opener.word().as_bytes());
        about.extend(self.made_at.0.to_le_bytes());
        about.extend(self.cost.memory_kib.to_le_bytes());
        about.extend(self.cost.passes.to_le_bytes());
        about.extend(self.salt.bytes());
        about.extend(self.public.bytes());
        let keyed = |text: &[u8]| {
            Sha256::new()
                .chain_update(b"ithaca way in")
                .chain_update(key.bytes())
                .chain_update(text)
                .finalize()
        };
        Open(keyed(&keyed(&about)).into())
    }
}

impl Wrapped {
    /// Unwraps the key, and tells the public key it was wrapped for, if the secret is the right one.
    pub(super) fn unwrap_with(
        &self,
        secret: &Secret,
        opener: Opener,
    ) -> Result<Option<(DatabaseKey, Lock)>> {
        let derived = derive::derive(secret, &self.salt, self.cost)?;
        let private = private(&derived);
        let lock = self.lock_of(Open(*PublicKey::from(&private).as_bytes()));
        let key = match &self.agreed {
            None => self.sealed.open(&derived, opener),
            Some(agreed) => {
                let shared = private.diffie_hellman(&PublicKey::from(*agreed.ephemeral.bytes()));
                let under = under(shared.as_bytes(), &agreed.ephemeral, &lock.public, opener);
                self.sealed.open(&under, opener)
            }
        };
        Ok(key.map(|key| (key, lock)))
    }

    /// The public key that another key can be wrapped for: none where the slot is an older Ithaca's, or where
    /// nobody who knew `key` vouched for it.
    pub(super) fn lock(&self, key: &DatabaseKey, opener: Opener) -> Option<Lock> {
        let agreed = self.agreed.as_ref()?;
        let lock = self.lock_of(agreed.public);
        (lock.vouched(key, opener) == agreed.vouched).then_some(lock)
    }

    /// Whether the slot has a public key that another key can be wrapped for. One an older Ithaca made has to be
    /// opened for that first.
    pub(super) fn has_public_half(&self) -> bool {
        self.agreed.is_some()
    }

    /// Whether the wrapped key names this public key as its own.
    pub(super) fn is_for(&self, lock: &Lock) -> bool {
        let public = self.agreed.as_ref().map(|agreed| agreed.public);
        public == Some(lock.public) && self.lock_of(lock.public) == *lock
    }

    fn lock_of(&self, public: Open<32>) -> Lock {
        Lock {
            made_at: self.made_at,
            cost: self.cost,
            salt: self.salt,
            public,
        }
    }
}

/// The private half of a way in, from what was derived. Not the derived bytes themselves: an older slot's key lies
/// under those.
fn private(derived: &Zeroizing<[u8; 32]>) -> StaticSecret {
    let bytes: Zeroizing<[u8; 32]> = Zeroizing::new(
        Sha256::new()
            .chain_update(b"ithaca private half")
            .chain_update(derived.as_slice())
            .finalize()
            .into(),
    );
    StaticSecret::from(*bytes)
}

/// What a key is sealed under: made of the shared secret and of all that went into it.
fn under(
    shared: &[u8; 32],
    ephemeral: &Open<32>,
    public: &Open<32>,
    opener: Opener,
) -> Zeroizing<[u8; 32]> {
    Zeroizing::new(
        Sha256::new()
            .chain_update(opener.word().as_bytes())
            .chain_update(shared)
            .chain_update(ephemeral.bytes())
            .chain_update(public.bytes())
            .finalize()
            .into(),
    )
}

/// The database key encrypted under a key-encryption key of 32 bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Sealed {
    nonce: Open<24>,
    /// The key and the tag of 16 bytes.
    key: Open<48>,
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
    /// Decrypts the key; none under the wrong key, for another kind of credential, or if a bit has changed.
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

#[cfg(test)]
mod tests {
    use super::*;

    fn lock(secret: &str) -> (Secret, Lock) {
        let secret = Secret::new(secret.to_owned());
        let lock = Lock::new(&secret, Cost::FLOOR, Millis(7)).expect("a lock");
        (secret, lock)
    }

    #[test]
    fn a_key_is_wrapped_for_a_way_in_that_nobody_typed() {
        let (secret, lock) = lock("fern, ladder, tin");
        for opener in [Opener::Passphrase, Opener::Recovery] {
            let key = DatabaseKey::generate().expect("a key");
            let slot = lock.wrap(&key, opener).expect("wrapped");
            let opened = slot.unwrap_with(&secret, opener).expect("tried");
            assert!(
                opened == Some((key.clone(), lock.clone())),
                "the secret opens it"
            );
            let other = Secret::new("fern, ladder, ton".to_owned());
            assert!(slot.unwrap_with(&other, opener).expect("tried").is_none());
            assert!(
                slot.lock(&key, opener) == Some(lock.clone()),
                "and the next key goes there"
            );
        }
    }

    #[test]
    fn a_lock_that_was_planted_gets_no_key() {
        let key = DatabaseKey::generate().expect("a key");
        let (_, own) = lock("fern, ladder, tin");
        let (_, planted) = lock("somebody else's");
        let mut slot = own.wrap(&key, Opener::Passphrase).expect("wrapped");
        let theirs = planted
            .wrap(&DatabaseKey::generate().expect("a key"), Opener::Passphrase)
            .expect("wrapped");
        assert!(
            theirs.lock(&key, Opener::Passphrase).is_none(),
            "a whole slot of theirs"
        );
        if let (Some(mine), Some(other)) = (&mut slot.agreed, &theirs.agreed) {
            mine.public = other.public;
        }
        assert!(
            slot.lock(&key, Opener::Passphrase).is_none(),
            "their public half in a slot of ours"
        );
    }
}
