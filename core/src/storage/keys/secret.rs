use serde::{Deserialize, Serialize};
use ts_rs::TS;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// A secret a person types, a passphrase or a recovery code; wiped when dropped, never printed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(type = "string")]
pub struct Secret(Zeroizing<String>);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

impl Secret {
    /// Takes the text over.
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number of characters of the secret.
    pub fn length(&self) -> usize {
        self.0.chars().count()
    }

    /// The secret in Unicode normalisation form C, as RFC 8265 section 4.2 asks: two keyboards may spell one
    /// accented letter differently.
    pub(super) fn composed(&self) -> Self {
        let mut text = Zeroizing::new(String::with_capacity(self.0.len() * 2));
        text.extend(self.0.nfc());
        Self(text)
    }
}
