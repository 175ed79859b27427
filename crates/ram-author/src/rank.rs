//! How well a name fits what somebody has typed.

/// The fit, the smallest the best; `None` where the letters are not even there in order. Case doesn't count.
pub fn fit(name: &str, typed: &str) -> Option<u32> {
    if typed.is_empty() {
        return Some(0);
    }
    let (name, typed) = (name.as_bytes(), typed.as_bytes());
    // Most names fall at this first pass.
    let scattered = scattered(name, typed)?;
    let is_here = |at: usize| name.get(at..at + typed.len()).is_some_and(|here| here.eq_ignore_ascii_case(typed));
    if is_here(0) {
        return Some(u32::from(name.len() > typed.len()));
    }
    let mut is_inside = false;
    for at in 1..(name.len() + 1).saturating_sub(typed.len()) {
        if is_here(at) {
            if is_word_start(name, at) {
                return Some(2);
            }
            is_inside = true;
        }
    }
    Some(if is_inside { 3 } else { 4 + scattered })
}

/// How many letters are passed over to find those typed, in order. What is passed before a word begins is free.
fn scattered(name: &[u8], typed: &[u8]) -> Option<u32> {
    let mut skipped = 0;
    let mut rest = name.iter().enumerate();
    for wanted in typed.iter().filter(|byte| !byte.is_ascii_whitespace()) {
        let mut passed = 0;
        loop {
            let (at, byte) = rest.next()?;
            if byte.eq_ignore_ascii_case(wanted) {
                skipped += if is_word_start(name, at) { 0 } else { passed };
                break;
            }
            passed += 1;
        }
    }
    Some(skipped)
}

fn is_word_start(name: &[u8], at: usize) -> bool {
    let byte = |at: usize| name.get(at).copied().unwrap_or_default();
    let Some(before) = at.checked_sub(1).map(byte) else { return true };
    !before.is_ascii_alphanumeric() || (byte(at).is_ascii_uppercase() && !before.is_ascii_uppercase())
}

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
    fn fits_are_ordered() {
        let fits = ["ecs", "ecs:Stop", "vpc:ecsThing", "vpcecs", "xexcxs", "s"].map(|name| fit(name, "ecs"));
        assert_eq!(fits, [Some(0), Some(1), Some(2), Some(3), Some(7), None]);
        assert!(fit("ecs:StopInstance", "stinst") < fit("ecs:ResetDiskInst", "stinst"));
        assert_eq!(fit("二", "二"), Some(0));
    }

    #[test]
    fn the_nearest_name_is_near() {
        let names = ["StopInstance", "StartInstance", "StopInstances"];
        assert_eq!(nearest("StopInstanc", names.into_iter()), Some("StopInstance"));
        assert_eq!(nearest("StpoInstance", names.into_iter()), Some("StopInstance"));
        assert_eq!(nearest("Banana", names.into_iter()), None);
    }
}
