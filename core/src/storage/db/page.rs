//! SQLCipher's page as it lies on the disk: 4096 bytes, the last 80 of them an initialisation vector and an
//! HMAC-SHA512 of the page (SQLCipher 4, "Design"). Whether a page belongs to a file under a key is told
//! from these alone, without opening anything.

use std::io::Read as _;
use std::path::Path;

use rusqlite::Connection;
use sha2::{Digest as _, Sha512};
use zeroize::Zeroizing;

use crate::error::{Error, Result};
use crate::files::open_plain;

/// Bytes in a page.
pub(crate) const SIZE: usize = 4096;

/// Bytes of the salt a file begins with, in place of SQLite's own first words.
pub(crate) const SALT: usize = 16;

const MAC: usize = 64;
const BLOCK: usize = 128;
const ROUNDS: u32 = 2;
const SALT_MASK: u8 = 0x3a;

/// The HMAC key of a file's pages.
pub(crate) struct PageKey(Zeroizing<[u8; 32]>);

impl PageKey {
    /// The key of the file that begins with `salt`, under the database key in hexadecimal: PBKDF2 (RFC 8018
    /// section 5.2) of the raw key and the masked salt.
    pub(crate) fn of(key: &str, salt: &[u8; SALT]) -> Option<Self> {
        let mut raw = Zeroizing::new([0u8; 32]);
        for (index, byte) in raw.iter_mut().enumerate() {
            *byte = u8::from_str_radix(key.get(index * 2..index * 2 + 2)?, 16).ok()?;
        }
        let masked = salt.map(|byte| byte ^ SALT_MASK);
        let mut block = Zeroizing::new(hmac(raw.as_ref(), &[&masked, &1u32.to_be_bytes()]));
        let mut sum = block.clone();
        for _ in 1..ROUNDS {
            *block = hmac(raw.as_ref(), &[block.as_ref()]);
            sum.iter_mut()
                .zip(block.iter())
                .for_each(|(sum, part)| *sum ^= part);
        }
        let mut own = Zeroizing::new([0u8; 32]);
        own.iter_mut()
            .zip(sum.iter())
            .for_each(|(to, from)| *to = *from);
        Some(Self(own))
    }

    /// Verifies a page's HMAC: whether the page is what was written as number `number` of this file.
    pub(crate) fn fits(&self, number: u32, page: &[u8]) -> bool {
        let Some((body, mac)) = page.split_at_checked(SIZE - MAC) else {
            return false;
        };
        let start = if number == 1 { SALT } else { 0 };
        let body = body.get(start..).unwrap_or_default();
        hmac(self.0.as_ref(), &[body, &number.to_le_bytes()]).as_slice() == mac
    }
}

/// Whether the file begins with a page that was written under this key, in hexadecimal.
pub(crate) fn begins_under(path: &Path, key: &str) -> bool {
    let mut page = vec![0u8; SIZE];
    let read = open_plain(path).and_then(|mut file| file.read_exact(&mut page));
    let own = page.first_chunk().and_then(|salt| PageKey::of(key, salt));
    read.is_ok() && own.is_some_and(|own| own.fits(1, &page))
}

/// Fails if any page this connection ever read was not as it was written.
///
/// SQLCipher answers the read of such a page with zeros, and puts the error off to the next page asked for
/// (`sqlite3Codec`, "deferred error condition"), which gets zeros as well. The last page of a long text has
/// no next one: a text that ends in zeros would be shown as good, and so would others after it.
/// `PRAGMA cipher_status` tells whether an error is put off.
pub(crate) fn vouch(conn: &Connection) -> Result<()> {
    let status: String = conn.query_row("PRAGMA cipher_status", [], |row| row.get(0))?;
    match status.as_str() {
        "1" => Ok(()),
        _ => Err(Error::Damaged("a page is not as it was written".to_owned())),
    }
}

/// HMAC-SHA512 (RFC 2104) of the parts one after the other.
fn hmac(key: &[u8], parts: &[&[u8]]) -> [u8; MAC] {
    let pad = |mask: u8| {
        let mut pad = Zeroizing::new([mask; BLOCK]);
        pad.iter_mut().zip(key).for_each(|(pad, key)| *pad ^= key);
        pad
    };
    let mut inner = Sha512::new_with_prefix(pad(0x36).as_ref());
    parts.iter().for_each(|part| inner.update(part));
    let mut outer = Sha512::new_with_prefix(pad(0x5c).as_ref());
    outer.update(inner.finalize());
    outer.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hmac_is_that_of_the_standard() {
        // RFC 4231, test case 2.
        let mac = hmac(b"Jefe", &[b"what do ya want ", b"for nothing?"]);
        let hex: String = mac.iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(
            hex.starts_with("164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554")
        );
    }

    #[test]
    fn every_page_of_a_file_fits_it_and_no_other() {
        use super::super::connect::{Rows, connect};
        let folder = tempfile::tempdir().expect("a folder");
        let key = "0f0e0d0c0b0a09080706050403020100000102030405060708090a0b0c0d0e0f";
        let path = folder.path().join("a.db");
        std::fs::File::create(&path).expect("a file");
        let conn = connect(&path, key, true, Rows::Somebodys).expect("a new file");
        conn.execute_batch(
            "CREATE TABLE a (b TEXT); INSERT INTO a VALUES (hex(randomblob(20000)))",
        )
        .expect("rows");
        drop(conn);
        let bytes = std::fs::read(&path).expect("the file");
        let salt: [u8; SALT] = bytes[..SALT].try_into().expect("a salt");
        let page_key = PageKey::of(key, &salt).expect("a key");
        let pages: Vec<&[u8]> = bytes.chunks(SIZE).collect();
        assert!(pages.len() > 5, "there are some");
        for (index, page) in pages.iter().enumerate() {
            let number = index as u32 + 1;
            assert!(page_key.fits(number, page), "page {number}");
            assert!(!page_key.fits(number + 1, page), "in its own place only");
        }
        let other = PageKey::of(key, &[7; SALT]).expect("a key");
        assert!(!other.fits(2, pages[1]), "nor of another file");
    }
}
