//! Places in a list by a hash of the name: a binary search instead of a walk through a long list.

use crate::compiled::prefix::{START, step};

/// The items of a list by the hashes of their names.
#[derive(Debug, Default)]
pub struct Names {
    /// Hash and place, sorted: of equal names the first in the list comes first.
    places: Vec<(u64, u32)>,
}

/// A list of up to so many names is walked through sooner than a name is hashed.
const FEW: usize = 8;

impl FromIterator<u64> for Names {
    fn from_iter<I: IntoIterator<Item = u64>>(hashes: I) -> Names {
        let mut places: Vec<(u64, u32)> = hashes.into_iter().zip(0..).collect();
        places.sort_unstable();
        Names { places }
    }
}

impl Names {
    /// The first item that `is_it`, of those with this hash.
    pub fn find(&self, hash: impl FnOnce() -> u64, is_it: impl Fn(usize) -> bool) -> Option<usize> {
        if self.places.len() <= FEW {
            return (0..self.places.len()).find(|place| is_it(*place));
        }
        let hash = hash();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_equal_names_is_found_in_short_and_long_lists() {
        for length in [3, FEW, FEW + 1, 40] {
            let mut list: Vec<String> = (0..length).map(|number| format!("name-{number}")).collect();
            list.extend(["Kim".to_owned(), "\u{212a}im".to_owned()]);
            let names: Names = list.iter().map(|name| ignoring_case(name)).collect();
            let find = |name: &str| {
                let is_it = |place: usize| crate::pattern::equal(&list[place], name, crate::pattern::Case::Ignored);
                names.find(|| ignoring_case(name), is_it)
            };
            assert_eq!(find("NAME-2"), Some(2));
            assert_eq!(find("kim"), Some(length));
            // The sign for kelvin is a capital of k.
            assert_eq!(find("\u{212a}IM"), Some(length));
            assert_eq!(find("nobody"), None);
        }
    }
}
