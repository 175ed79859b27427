//! Sorting. The standard library's sort is compiled anew for each type that is sorted, which costs the page some 4 KB
//! each time; here only numbers are sorted.

/// Sorts by a number. Equals keep their order.
pub fn sort_by_key<T>(items: &mut Vec<T>, key: impl Fn(&T) -> usize) {
    let mut order = Vec::from_iter(items.iter().enumerate().map(|(at, item)| (key(item), at)));
    order.sort_unstable();
    let mut unsorted = Vec::from_iter(items.drain(..).map(Some));
    items.extend(order.into_iter().filter_map(|(_, at)| unsorted.get_mut(at)?.take()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_keep_their_order() {
        let mut words = vec!["ccc", "a", "bb", "aaa", "b"];
        sort_by_key(&mut words, |word| word.len());
        assert_eq!(words, ["a", "b", "bb", "ccc", "aaa"]);
    }
}
