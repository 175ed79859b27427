//! The fixed beginnings and endings of patterns, as hashes.
//!
//! A pattern can only match a text that begins like it does, up to its first wildcard, and that
//! ends like it does, from its last one. So hashes of both, compared with the hashes of as many
//! bytes of the text, rule most patterns out without reading them. Case is ignored here, and both
//! sides are ASCII: what is fixed in a pattern is cut at its first other character, and a text
//! that has one takes part in no index (of such letters, some match ASCII letters when case is
//! ignored).

use std::hash::{BuildHasherDefault, Hasher};

/// A map that hashes as this module does. It is only looked up and never walked through, so its
/// order does not matter.
#[expect(clippy::disallowed_types, reason = "only looked up")]
pub type Memo<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<Fnv>>;

/// The hash of this module; a number counts as a hash already.
#[derive(Debug)]
pub struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(START)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| step(hash, *byte));
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// The hash of nothing.
pub const START: u64 = 0xcbf2_9ce4_8422_2325;

/// Adds a byte to a hash (FNV-1a).
pub fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

/// Longest beginning that is told apart, in bytes: a set of lengths fits into 64 bits.
pub const LONGEST: usize = 63;

/// The end of a text, as a byte that no ASCII text holds.
const END: u8 = 0xff;

/// What is fixed in a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fixed {
    /// The pattern has no wildcard: the hash of all of it, its end included.
    Whole(u64),
    /// The length of the fixed beginning in bytes, its hash, and the hash of the fixed ending
    /// where it is long enough to tell things apart.
    Ends(u8, u64, Option<u64>),
}

/// Bytes of an ending.
const ENDING: usize = 4;

impl Fixed {
    /// What is fixed in anything.
    pub const NOTHING: Fixed = Fixed::Ends(0, START, None);

    /// What is fixed in a pattern.
    pub fn of(pattern: &str) -> Fixed {
        if pattern.bytes().all(|byte| is_fixed(&byte)) {
            return Fixed::Whole(whole(hash(START, pattern.as_bytes())));
        }
        let beginning: Vec<u8> = pattern.bytes().take_while(is_fixed).take(LONGEST).collect();
        let ending = pattern.as_bytes().last_chunk::<ENDING>().filter(|ending| ending.iter().all(is_fixed));
        let length = u8::try_from(beginning.len()).unwrap_or_default();
        Fixed::Ends(length, hash(START, &beginning), ending.map(|ending| hash(START, ending)))
    }
}

/// Whether a byte of a pattern stands for itself alone.
pub fn is_fixed(byte: &u8) -> bool {
    !matches!(byte, b'*' | b'?') && byte.is_ascii()
}

/// Adds bytes to a hash, without regard to case.
fn hash(start: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(start, |hash, byte| step(hash, byte.to_ascii_lowercase()))
}

/// The hash of every beginning of a text in ASCII, from the empty one to the whole text.
pub fn beginnings(text: &str) -> impl Iterator<Item = u64> {
    let longer = text.bytes().scan(START, |hash, byte| {
        *hash = step(*hash, byte.to_ascii_lowercase());
        Some(*hash)
    });
    std::iter::once(START).chain(longer)
}

/// The hash of a whole text, its end included, from the hash of its longest beginning.
pub fn whole(longest: u64) -> u64 {
    step(longest, END)
}

/// The hash of the ending of a text in ASCII; nothing for a text that is shorter.
pub fn ending(text: &str) -> Option<u64> {
    text.as_bytes().last_chunk::<ENDING>().map(|ending| hash(START, ending))
}
