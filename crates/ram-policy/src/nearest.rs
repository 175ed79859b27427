//! The known name that somebody may have meant.

/// The name that differs least from what was typed, if it is near at all. Case counts less than letters.
pub fn nearest<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let lower = typed.to_ascii_lowercase();
    let limit = typed.chars().count().div_ceil(4).max(1);
    let mut best: Option<(usize, &str)> = None;
    for name in known {
        if name.len().abs_diff(typed.len()) > limit {
            continue;
        }
        let distance = distance(&lower, &name.to_ascii_lowercase());
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name)
}

/// Levenshtein distance in bytes; a pair of swapped neighbours counts as one change.
fn distance(left: &str, right: &str) -> usize {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let width = right.len() + 1;
    let mut table = vec![0; (left.len() + 1) * width];
    let put = |table: &mut Vec<usize>, i: usize, j: usize, value: usize| {
        if let Some(cell) = table.get_mut(i * width + j) {
            *cell = value;
        }
    };
    let get = |table: &[usize], i: usize, j: usize| table.get(i * width + j).copied().unwrap_or(usize::MAX / 2);
    for i in 0..=left.len() {
        for j in 0..=right.len() {
            let value = if i == 0 || j == 0 {
                i + j
            } else {
                let same = left.get(i - 1) == right.get(j - 1);
                let mut least = get(&table, i - 1, j - 1) + usize::from(!same);
                least = least.min(get(&table, i - 1, j) + 1).min(get(&table, i, j - 1) + 1);
                if i > 1 && j > 1 && left.get(i - 1) == right.get(j - 2) && left.get(i - 2) == right.get(j - 1) {
                    least = least.min(get(&table, i - 2, j - 2) + 1);
                }
                least
            };
            put(&mut table, i, j, value);
        }
    }
    get(&table, left.len(), right.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_near() {
        let names = ["StopInstance", "StartInstance", "StopInstances"];
        assert_eq!(nearest("StopInstanc", names.into_iter()), Some("StopInstance"));
        assert_eq!(nearest("StpoInstance", names.into_iter()), Some("StopInstance"));
        assert_eq!(nearest("Banana", names.into_iter()), None);
    }
}
