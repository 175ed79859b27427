//! How well a name fits what somebody has typed.

/// The fit, the smallest the best; `None` where the letters are not even there in order. Case doesn't count.
pub fn fit(name: &str, typed: &str) -> Option<u32> {
    if typed.is_empty() {
        return Some(0);
    }
    let (name, typed) = (name.as_bytes(), typed.as_bytes());
    // Most names fall at this first pass.
    let anywhere = scattered(name, typed, 0)?;
    let is_here = |at: usize| name.get(at..at + typed.len()).is_some_and(|here| here.eq_ignore_ascii_case(typed));
    if is_here(0) {
        return Some(u32::from(name.len() > typed.len()));
    }
    let mut is_inside = false;
    let mut least = anywhere;
    for at in 1..(name.len() + 1).saturating_sub(typed.len()) {
        if is_here(at) {
            if is_word_start(name, at) {
                return Some(2);
            }
            is_inside = true;
        }
        if is_word_start(name, at) {
            least = scattered(name, typed, at).map_or(least, |found| found.min(least));
        }
    }
    Some(if is_inside { 3 } else { 4 + least })
}

/// How far apart the typed letters lie from a place on, in order: the letters passed over, or, where one is found at the
/// start of a word, that word and those passed over.
fn scattered(name: &[u8], typed: &[u8], from: usize) -> Option<u32> {
    let mut skipped = 0;
    let mut rest = name.iter().enumerate().skip(from);
    for wanted in typed.iter().filter(|byte| !byte.is_ascii_whitespace()) {
        let (mut passed, mut words) = (0, 0);
        loop {
            let (at, byte) = rest.next()?;
            let is_start = is_word_start(name, at);
            words += u32::from(is_start);
            if byte.eq_ignore_ascii_case(wanted) {
                skipped += if is_start && passed > 0 { words } else { passed };
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
    fn letters_that_lie_together_come_before_words_that_begin_with_them() {
        let stop = fit("StopInstance", "stp").unwrap();
        assert!(stop < fit("StartImagePipelineExecution", "stp").unwrap());
        assert_eq!(stop, fit("StopInstances", "stp").unwrap());
        // The first letter is looked for where a word begins, not only where it first stands.
        assert_eq!(fit("DescribeInstances", "istn"), Some(6));
        assert!(fit("ListSecurityGroups", "secgr").unwrap() < fit("ListSnapshotsEncryptionGroups", "secgr").unwrap());
    }
}
