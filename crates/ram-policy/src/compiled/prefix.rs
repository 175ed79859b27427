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
        let is_fixed = |byte: &u8| !matches!(byte, b'*' | b'?') && byte.is_ascii();
        if pattern.bytes().all(|byte| is_fixed(&byte)) {
            return Fixed::Whole(step(hash(START, pattern.as_bytes()), END));
        }
        let beginning: Vec<u8> = pattern.bytes().take_while(is_fixed).take(LONGEST).collect();
        let ending = pattern.as_bytes().last_chunk::<ENDING>().filter(|ending| ending.iter().all(is_fixed));
        let length = u8::try_from(beginning.len()).unwrap_or_default();
        Fixed::Ends(length, hash(START, &beginning), ending.map(|ending| hash(START, ending)))
    }
}

/// Adds bytes to a hash, without regard to case.
fn hash(start: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(start, |hash, byte| step(hash, byte.to_ascii_lowercase()))
}

/// The hashes of all beginnings of a text.
#[derive(Debug)]
pub struct Beginnings {
    /// By length; what is longer than the text has no meaning.
    hashes: [u64; LONGEST + 1],
    /// The longest beginning that the text has.
    length: usize,
    whole: u64,
    ending: Option<u64>,
}

impl Beginnings {
    /// Nothing for a text that is not ASCII.
    pub fn of(text: &str) -> Option<Beginnings> {
        if !text.is_ascii() {
            return None;
        }
        let mut hashes = [START; LONGEST + 1];
        let mut hash = START;
        let mut bytes = text.bytes();
        for (slot, byte) in hashes.iter_mut().skip(1).zip(&mut bytes) {
            hash = step(hash, byte.to_ascii_lowercase());
            *slot = hash;
        }
        let whole = step(bytes.fold(hash, |hash, byte| step(hash, byte.to_ascii_lowercase())), END);
        let ending = text.as_bytes().last_chunk::<ENDING>().map(|ending| self::hash(START, ending));
        Some(Beginnings { hashes, length: text.len().min(LONGEST), whole, ending })
    }

    /// The hash of the ending; nothing for a text that is shorter.
    pub fn ending(&self) -> Option<u64> {
        self.ending
    }

    /// The hash of the whole text, its end included.
    pub fn whole(&self) -> u64 {
        self.whole
    }

    /// The hash of the beginning of this length, if the text is as long.
    pub fn get(&self, length: usize) -> Option<u64> {
        self.hashes.get(..=self.length)?.get(length).copied()
    }

    /// The lengths of `lengths` (a bit for each) that the text has, with the hashes.
    pub fn among(&self, lengths: u64) -> impl Iterator<Item = u64> {
        let mut left = lengths & (u64::MAX >> (63 - self.length.min(63)));
        std::iter::from_fn(move || {
            let length = (left != 0).then_some(left.trailing_zeros() as usize)?;
            left &= left - 1;
            self.hashes.get(length).copied()
        })
    }
}
