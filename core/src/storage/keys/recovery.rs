use zeroize::Zeroizing;

use super::secret::Secret;
use super::wrap;
use crate::error::Result;

/// Crockford's base 32: no letter that looks like a digit.
const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Symbols that carry the code: 135 bits. One more tells a slip of the pen.
const LENGTH: usize = 27;

const GROUP: usize = 4;

/// A recovery code to print and put away: seven groups of four letters and digits, such as `4K7M-…`.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode(Zeroizing<String>);

impl RecoveryCode {
    /// Generates a recovery code.
    pub fn generate() -> Result<Self> {
        let mut text = Zeroizing::new(String::with_capacity(LENGTH + 1));
        for byte in wrap::random::<LENGTH>()?.iter() {
            text.push(symbol(u32::from(*byte)));
        }
        let check = check(&text);
        text.push(check);
        Ok(Self(text))
    }

    /// The recovery code as printed, in groups.
    pub fn groups(&self) -> Vec<String> {
        let symbols: Vec<char> = self.0.chars().collect();
        symbols
            .chunks(GROUP)
            .map(|group| group.iter().collect())
            .collect()
    }

    /// The number of the group to be typed back, counted from 1: never the first, which the eye rests on.
    pub fn group_to_ask(&self) -> u8 {
        let sum: u32 = self.0.bytes().map(u32::from).sum();
        u8::try_from(2 + sum % 6).unwrap_or(2)
    }

    /// Whether this is the group that was asked for.
    pub fn confirms(&self, typed: &Secret) -> bool {
        let asked = usize::from(self.group_to_ask()) - 1;
        let typed = plain(typed);
        self.groups()
            .get(asked)
            .is_some_and(|group| group == typed.as_str())
    }

    pub(super) fn plain(&self) -> Secret {
        Secret::new(self.0.as_str().to_owned())
    }
}

fn symbol(number: u32) -> char {
    SYMBOLS
        .get(number as usize % SYMBOLS.len())
        .map_or('0', |symbol| char::from(*symbol))
}

/// The last symbol: each one's number times its place, so that two that changed places are noticed.
fn check(text: &str) -> char {
    let sum = text.bytes().zip(1u32..).fold(0u32, |sum, (byte, place)| {
        let number = SYMBOLS.iter().position(|symbol| *symbol == byte);
        // Places are odd, so that every change of one symbol changes the sum.
        sum.wrapping_add(number.unwrap_or(0) as u32 * (2 * place + 1))
    });
    symbol(sum)
}

/// Normalises a typed recovery code: capitals, no gaps, no look-alikes.
pub(super) fn plain(typed: &Secret) -> Secret {
    let mut text = Zeroizing::new(String::with_capacity(typed.as_str().len()));
    for letter in typed.as_str().chars() {
        match letter.to_ascii_uppercase() {
            'O' => text.push('0'),
            'I' | 'L' => text.push('1'),
            letter if letter.is_ascii_alphanumeric() => text.push(letter),
            _ => {}
        }
    }
    Secret::new(text.as_str().to_owned())
}

/// Verifies the checksum of a typed recovery code: the right length, and its last symbol fits the others. A slip of the
/// pen is worth a sentence of its own.
pub fn is_well_formed(typed: &Secret) -> bool {
    let plain = plain(typed);
    let text = plain.as_str();
    match text.char_indices().nth(LENGTH) {
        Some((end, last)) => {
            text.chars().count() == LENGTH + 1
                && text.get(..end).is_some_and(|code| check(code) == last)
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_was_written_down() {
        let code = RecoveryCode::generate().expect("the system has a generator");
        let groups = code.groups();
        assert_eq!(
            groups.iter().map(String::len).collect::<Vec<_>>(),
            [4; 7],
            "seven groups of four"
        );
        let typed = groups
            .join(" ")
            .to_lowercase()
            .replace('0', "o")
            .replace('1', "l");
        let typed = Secret::new(typed);
        assert!(is_well_formed(&typed), "small letters and look-alikes");
        assert_eq!(plain(&typed), code.plain(), "the same code");
    }

    #[test]
    fn a_slip_of_the_pen_is_noticed() {
        let code = RecoveryCode::generate().expect("the system has a generator");
        let plain = code.plain();
        let text = plain.as_str();
        for place in 0..LENGTH {
            for other in SYMBOLS {
                let mut slip = text.as_bytes().to_vec();
                if slip[place] == *other {
                    continue;
                }
                slip[place] = *other;
                let slip = Secret::new(String::from_utf8(slip).expect("symbols are ASCII"));
                assert!(!is_well_formed(&slip), "one symbol wrong at {place}");
            }
        }
        assert!(
            !is_well_formed(&Secret::new(text[1..].to_owned())),
            "one missing"
        );
    }
}
