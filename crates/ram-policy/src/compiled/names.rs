//! Places in a list by a hash of the name. A binary search instead of a walk through the list.

use crate::compiled::prefix::{START, step};

/// The items of a list by the hashes of their names.
#[derive(Debug, Default)]
pub struct Names {
    /// Hash and place, sorted: of equal names the first in the list comes first.
    places: Vec<(u64, u32)>,
}

impl FromIterator<u64> for Names {
    fn from_iter<I: IntoIterator<Item = u64>>(hashes: I) -> Names {
        let mut places: Vec<(u64, u32)> = hashes.into_iter().zip(0..).collect();
        places.sort_unstable();
        Names { places }
    }
}

impl Names {
    /// The first item with this hash that `is_it`.
    pub fn find(&self, hash: u64, is_it: impl Fn(usize) -> bool) -> Option<usize> {
        let first = self.places.partition_point(|(other, _)| *other < hash);
        let same = self.places.get(first..)?.iter().take_while(|(other, _)| *other == hash);
        same.map(|(_, place)| *place as usize).find(|place| is_it(*place))
    }
}

/// The hash of a name that is compared as it is.
pub fn exact(name: &str) -> u64 {
    name.bytes().fold(START, step)
}

/// The hash of a name that is compared without regard to case (R6.21).
pub fn ignoring_case(name: &str) -> u64 {
    if name.is_ascii() {
        name.bytes().map(|byte| byte.to_ascii_lowercase()).fold(START, step)
    } else {
        name.chars().flat_map(char::to_lowercase).map(u64::from).fold(START, step_wide)
    }
}

/// Letters whose lower case is ASCII (`K`, the sign of Kelvin) must hash as ASCII does.
fn step_wide(hash: u64, c: u64) -> u64 {
    c.to_le_bytes()
        .into_iter()
        .enumerate()
        .filter(|(at, byte)| *at == 0 || *byte != 0)
        .fold(hash, |hash, (_, byte)| step(hash, byte))
}
