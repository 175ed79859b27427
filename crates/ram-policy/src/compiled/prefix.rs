//! The fixed beginnings of patterns, as hashes.
//!
//! A pattern can only match a text that begins like it does, up to its first wildcard. So a hash
//! of that beginning, compared with the hash of as many bytes of the text, rules most patterns
//! out without reading them. Case is ignored here, and both sides are ASCII: a pattern's
//! beginning ends before its first other character, and a text that has one takes part in no
//! index (of such letters, some match ASCII letters when case is ignored).

use std::hash::{BuildHasherDefault, Hasher};

use crate::pattern::Pattern;

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

/// What is fixed at the beginning of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prefix {
    /// The pattern has no wildcard: the hash of all of it, its end included.
    Whole(u64),
    /// The length of the fixed beginning in bytes, and its hash.
    Beginning(u8, u64),
}

impl Prefix {
    /// The beginning of no pattern in particular.
    pub const NONE: Prefix = Prefix::Beginning(0, START);

    /// What is fixed in a pattern.
    pub fn of(pattern: &Pattern) -> Prefix {
        let (mut hash, mut length) = (START, 0);
        for byte in pattern.as_str().bytes() {
            if matches!(byte, b'*' | b'?') || !byte.is_ascii() {
                return Prefix::Beginning(length, hash);
            }
            if usize::from(length) < LONGEST {
                hash = step(hash, byte.to_ascii_lowercase());
                length += 1;
            } else if pattern.has_wildcard() || !pattern.as_str().is_ascii() {
                return Prefix::Beginning(length, hash);
            } else {
                hash = step(hash, byte.to_ascii_lowercase());
            }
        }
        Prefix::Whole(step(hash, END))
    }
}

/// The hashes of all beginnings of a text.
#[derive(Debug)]
pub struct Beginnings {
    /// By length; what is longer than the text has no meaning.
    hashes: [u64; LONGEST + 1],
    /// The longest beginning that the text has.
    length: usize,
    whole: u64,
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
        Some(Beginnings { hashes, length: text.len().min(LONGEST), whole })
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
