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
}
