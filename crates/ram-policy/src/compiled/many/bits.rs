//! Sets as bits, and planes of them.

use crate::compiled::many::Product;
use crate::policy::Effect;
use crate::trace::{Decision, Rejection};

/// Bits by word, from the lowest on.
pub type Bits = Vec<u64>;

pub fn has(bits: &[u64], place: usize) -> bool {
    bits.get(place / 64).is_some_and(|word| word >> (place % 64) & 1 == 1)
}

pub fn set(bits: &mut [u64], place: usize) {
    if let Some(word) = bits.get_mut(place / 64) {
        *word |= 1 << (place % 64);
    }
}

pub fn clear(bits: &mut [u64], place: usize) {
    if let Some(word) = bits.get_mut(place / 64) {
        *word &= !(1 << (place % 64));
    }
}

/// The places of the bits that are set.
pub fn places(bits: &[u64]) -> impl Iterator<Item = usize> {
    bits.iter().enumerate().flat_map(|(word, bits)| {
        let mut left = *bits;
        std::iter::from_fn(move || {
            let bit = (left != 0).then_some(left.trailing_zeros() as usize)?;
            left &= left - 1;
            Some(word * 64 + bit)
        })
    })
}

pub fn is_empty(bits: &[u64]) -> bool {
    bits.iter().all(|word| *word == 0)
}

/// Adds what is in `other`.
pub fn add(bits: &mut [u64], other: &[u64]) {
    bits.iter_mut().zip(other).for_each(|(bits, other)| *bits |= other);
}

/// Keeps only what is in `other` too.
pub fn keep(bits: &mut [u64], other: &[u64]) {
    bits.iter_mut().zip(other).for_each(|(bits, other)| *bits &= other);
}

/// The same row again and again.
pub fn repeat(row: &[u64], rows: usize) -> Bits {
    match row {
        [word] => vec![*word; rows],
        row => row.repeat(rows),
    }
}

/// What applies in each cell of a table. A cell that is in no set is an implicit deny.
#[derive(Debug, Clone, Default)]
pub struct Plane {
    pub allowed: Bits,
    pub denied: Bits,
    /// A document with errors is on the path.
    pub invalid: Bits,
}

impl Plane {
    pub fn new(words: usize) -> Plane {
        Plane { allowed: vec![0; words], denied: vec![0; words], invalid: vec![0; words] }
    }

    /// Adds what a statement says; a row has so many words.
    pub fn add_product(&mut self, Product { effect, actions, targets }: &Product, words: usize) {
        let rows = match effect {
            Effect::Allow => &mut self.allowed,
            Effect::Deny => &mut self.denied,
        };
        for action in places(actions) {
            let start = action * words;
            if let Some(row) = rows.get_mut(start..start + words) {
                add(row, targets);
            }
        }
    }

    pub fn add(&mut self, other: &Plane) {
        add(&mut self.allowed, &other.allowed);
        add(&mut self.denied, &other.denied);
        add(&mut self.invalid, &other.invalid);
    }

    /// Adds what `other` says in the cells of `within`.
    pub fn add_within(&mut self, within: &[u64], other: &Plane) {
        let add = |bits: &mut Bits, other: &[u64]| {
            bits.iter_mut().zip(other).zip(within).for_each(|((bits, other), within)| *bits |= other & within);
        };
        add(&mut self.allowed, &other.allowed);
        add(&mut self.denied, &other.denied);
        add(&mut self.invalid, &other.invalid);
    }

    /// Leaves each cell in one set: a document with errors goes before a Deny, that before an
    /// Allow (R5.1).
    pub fn settle(&mut self) {
        for ((allowed, denied), invalid) in self.allowed.iter_mut().zip(&mut self.denied).zip(&self.invalid) {
            *denied &= !invalid;
            *allowed &= !(*denied | invalid);
        }
    }

    /// The cells that are in no set.
    pub fn open(&self) -> impl Iterator<Item = u64> {
        let said = self.allowed.iter().zip(&self.denied).zip(&self.invalid);
        said.map(|((allowed, denied), invalid)| !(allowed | denied | invalid))
    }

    /// Puts the cells of `within` behind a station that must not say no: what it does not allow
    /// ends there.
    pub fn put_behind(&mut self, station: &Plane, within: &[u64]) {
        let pass: Bits = station.allowed.iter().zip(within).map(|(allowed, within)| allowed | !within).collect();
        keep(&mut self.allowed, &pass);
        keep(&mut self.denied, &pass);
        keep(&mut self.invalid, &pass);
        let add = |bits: &mut Bits, said: &[u64]| {
            bits.iter_mut().zip(said).zip(within).for_each(|((bits, said), within)| *bits |= said & within);
        };
        add(&mut self.denied, &station.denied);
        add(&mut self.invalid, &station.invalid);
    }

    /// Sets one cell. Only one kind of rejection has a set.
    pub fn put(&mut self, place: usize, decision: Decision) {
        for bits in [&mut self.allowed, &mut self.denied, &mut self.invalid] {
            clear(bits, place);
        }
        match decision {
            Decision::Allow => set(&mut self.allowed, place),
            Decision::ExplicitDeny => set(&mut self.denied, place),
            Decision::Rejected(Rejection::InvalidPolicy) => set(&mut self.invalid, place),
            Decision::ImplicitDeny | Decision::Rejected(_) => {}
        }
    }
}
