use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::error::{Error, Result};

/// The data encryption key: the 32 random bytes that open the database. Wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseKey(Zeroizing<[u8; 32]>);

/// A fingerprint of a data encryption key: the first 16 bytes of a SHA-256 of it, in hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct KeyId(String);

impl std::fmt::Debug for DatabaseKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DatabaseKey")
    }
}

impl DatabaseKey {
    /// A new key from the system's generator.
    pub fn generate() -> Result<Self> {
        Ok(Self(super::wrap::random()?))
    }

    pub(super) fn of(bytes: Zeroizing<[u8; 32]>) -> Self {
        Self(bytes)
    }

    pub(super) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The key in hexadecimal, as SQLCipher takes a raw key.
    pub fn hex(&self) -> Zeroizing<String> {
        hex(self.0.as_slice())
    }

    pub(super) fn id(&self) -> KeyId {
        let digest = Sha256::new()
            .chain_update(b"ithaca key id")
            .chain_update(self.0.as_slice())
            .finalize();
        KeyId(hex(digest.as_slice().get(..16).unwrap_or_default()).to_string())
    }

    pub(crate) fn from_hex(text: &str) -> Result<Self> {
        Ok(Self(Zeroizing::new(unhex(text)?)))
    }
}

pub(super) fn hex(bytes: &[u8]) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(bytes.len() * 2));
    for byte in bytes {
        for nibble in [byte >> 4, byte & 0x0f] {
            text.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0'));
        }
    }
    text
}

/// Exactly `N` bytes in hexadecimal.
pub(super) fn unhex<const N: usize>(text: &str) -> Result<[u8; N]> {
    let wrong = || Error::Keys(format!("not {N} bytes in hexadecimal"));
    if text.len() != N * 2 || !text.is_ascii() {
        return Err(wrong());
    }
    let mut bytes = [0u8; N];
    for (index, slot) in bytes.iter_mut().enumerate() {
        let pair = text.get(index * 2..index * 2 + 2).ok_or_else(wrong)?;
        *slot = u8::from_str_radix(pair, 16).map_err(|_| wrong())?;
    }
    Ok(bytes)
}
