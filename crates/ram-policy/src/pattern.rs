//! `*` and `?`.
//!
//! `*` stands for any run of characters, the empty one and `/` included; `?` for exactly one
//! character (R1.14, R3.4). Everything else is literal: RAM has no variables and no escapes
//! (R3.10).

use std::ops::Range;

/// Whether letters of different case are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// `a` is not `A`.
    Sensitive,
    /// `a` is `A`.
    Ignored,
}

/// Whether a text can name an action (R1.13) or a condition key (R4.40): something stands on both sides of its first
/// colon.
pub fn is_name(text: &str) -> bool {
    let first_colon = text.bytes().position(|byte| byte == b':');
    first_colon.is_some_and(|at| at > 0 && at + 1 < text.len())
}

/// A text in which `*` and `?` are wildcards.
///
/// ```
/// use ram_policy::pattern::{Case, Pattern};
///
/// let pattern = Pattern::new("ecs:*Security?roup*");
/// assert!(pattern.matches("ecs:DescribeSecurityGroups", Case::Sensitive));
/// assert!(!pattern.matches("ecs:describesecuritygroups", Case::Sensitive));
/// let stood_for = pattern.captures("ecs:JoinSecurityGroup", Case::Sensitive).unwrap();
/// assert_eq!(stood_for[0].text, 4..8);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Pattern {
    text: Box<str>,
}

/// A wildcard of a pattern and what it stood for in the matched text; both in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capture {
    /// The wildcard in the pattern.
    pub pattern: Range<usize>,
    /// What it stood for.
    pub text: Range<usize>,
}

impl Pattern {
    /// Every text is a pattern.
    pub fn new(text: &str) -> Pattern {
        Pattern { text: text.into() }
    }

    /// The pattern as written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether the pattern is `*` or a run of stars: it covers everything.
    pub fn is_everything(&self) -> bool {
        !self.text.is_empty() && self.text.bytes().all(|b| b == b'*')
    }

    /// Whether the pattern holds a wildcard at all.
    pub fn has_wildcard(&self) -> bool {
        has_wildcard(&self.text)
    }

    /// Whether the whole of `text` matches.
    pub fn matches(&self, text: &str, case: Case) -> bool {
        covers(&self.text, text, case)
    }

    /// What each wildcard stood for, from left to right; `None` when the text does not match.
    /// A star takes as little as it can while the rest still matches.
    pub fn captures(&self, text: &str, case: Case) -> Option<Vec<Capture>> {
        if !self.matches(text, case) {
            return None;
        }
        let mut captures = Vec::new();
        let mut rest = &*self.text;
        let mut at = 0;
        while let Some(c) = rest.chars().next() {
            let pattern_at = self.text.len() - rest.len();
            let tail = rest.get(c.len_utf8()..).unwrap_or_default();
            let remaining = text.get(at..).unwrap_or_default();
            let taken = match c {
                '*' => remaining
                    .char_indices()
                    .map(|(offset, _)| offset)
                    .chain([remaining.len()])
                    .find(|&offset| walk(tail, remaining.get(offset..).unwrap_or_default(), case))
                    .unwrap_or(0),
                _ => remaining.chars().next().map_or(0, char::len_utf8),
            };
            if matches!(c, '*' | '?') {
                captures.push(Capture { pattern: pattern_at..pattern_at + 1, text: at..at + taken });
            }
            at += taken;
            rest = tail;
        }
        Some(captures)
    }
}

fn has_wildcard(pattern: &str) -> bool {
    pattern.bytes().any(|byte| matches!(byte, b'*' | b'?'))
}

/// Whether the whole of `text` matches `pattern`.
pub(crate) fn covers(pattern: &str, text: &str, case: Case) -> bool {
    // What stands in both covers itself, wildcards as well; most fields of an ARN are of that kind.
    if pattern == text {
        return true;
    }
    match case {
        Case::Sensitive if text.is_ascii() => walk_bytes(pattern.as_bytes(), text.as_bytes(), |p, t| p == t),
        Case::Ignored if text.is_ascii() && pattern.is_ascii() => {
            walk_bytes(pattern.as_bytes(), text.as_bytes(), |p, t| p.eq_ignore_ascii_case(&t))
        }
        _ if !has_wildcard(pattern) => equal(pattern, text, case),
        _ => walk(pattern, text, case),
    }
}

/// Compares two texts without wildcards.
pub fn equal(left: &str, right: &str, case: Case) -> bool {
    match case {
        Case::Sensitive => left == right,
        Case::Ignored => {
            left.eq_ignore_ascii_case(right)
                || (!(left.is_ascii() && right.is_ascii())
                    && left.chars().flat_map(char::to_lowercase).eq(right.chars().flat_map(char::to_lowercase)))
        }
    }
}

fn same(left: char, right: char, case: Case) -> bool {
    left == right
        || (case == Case::Ignored
            && (left.eq_ignore_ascii_case(&right) || left.to_lowercase().eq(right.to_lowercase())))
}

/// [`walk`] for a text in ASCII, where a character is a byte. What is fixed at the end of the
/// pattern is compared first: it rules out most of what begins alike.
fn walk_bytes(mut pattern: &[u8], mut text: &[u8], same: impl Fn(u8, u8) -> bool) -> bool {
    while let ([pattern_head @ .., p], [text_head @ .., t]) = (pattern, text) {
        if *p == b'*' {
            break;
        }
        if *p != b'?' && !same(*p, *t) {
            return false;
        }
        (pattern, text) = (pattern_head, text_head);
    }
    let mut last_star = None;
    loop {
        match (pattern, text) {
            ([b'*'], _) | ([], []) => return true,
            ([b'*', after_star @ ..], _) => {
                last_star = Some((after_star, text));
                pattern = after_star;
            }
            ([p, pattern_tail @ ..], [t, text_tail @ ..]) if *p == b'?' || same(*p, *t) => {
                (pattern, text) = (pattern_tail, text_tail);
            }
            _ => {
                let Some((after_star, [_, from @ ..])) = last_star else { return false };
                (pattern, text) = (after_star, from);
                last_star = Some((after_star, from));
            }
        }
    }
}

/// Two positions move forward; on a mismatch the last star takes one character more. Linear in
/// practice, never worse than pattern times text.
fn walk(pattern: &str, text: &str, case: Case) -> bool {
    let mut pattern = pattern.chars();
    let mut text = text.chars();
    let mut last_star: Option<(std::str::Chars<'_>, std::str::Chars<'_>)> = None;
    loop {
        let mut ahead = pattern.clone();
        match (ahead.next(), text.clone().next()) {
            (Some('*'), _) => {
                last_star = Some((ahead.clone(), text.clone()));
                pattern = ahead;
                continue;
            }
            (Some(p), Some(t)) if p == '?' || same(p, t, case) => {
                pattern = ahead;
                text.next();
                continue;
            }
            (None, None) => return true,
            _ => {}
        }
        let Some((after_star, mut from)) = last_star else { return false };
        if from.next().is_none() {
            return false;
        }
        pattern = after_star.clone();
        text = from.clone();
        last_star = Some((after_star, from));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, text: &str, expected: bool) {
        assert_eq!(Pattern::new(pattern).matches(text, Case::Sensitive), expected, "{pattern} ~ {text}");
    }

    #[test]
    fn a_name_has_something_on_both_sides_of_its_first_colon() {
        for name in ["ecs:Describe*", "acs:SourceIp", "oss:Delimiter: ", "a::", "::b"] {
            assert_eq!(is_name(name), !name.starts_with(':'), "{name}");
        }
        for other in ["", ":", "*", "ecs", "ecs:", ":DescribeInstances"] {
            assert!(!is_name(other), "{other}");
        }
    }

    #[test]
    fn facts() {
        check("", "", true);
        check("", "a", false);
        check("*", "", true);
        check("*", "a/b:c", true);
        check("**", "", true);
        check("?", "", false);
        check("?", "二", true);
        check("?", "ab", false);
        check("a*c", "ac", true);
        check("a*c", "abc", true);
        check("a*c", "abcd", false);
        check("*b*b*", "abcb", true);
        check("*b*b*", "abc", false);
        check("a?c*", "abc", true);
        check("*aab", "aaaab", true);
        check("Describe*", "describeX", false);
        assert!(Pattern::new("ECS:describe*").matches("ecs:DescribeInstances", Case::Ignored));
        assert!(Pattern::new("Ä*").matches("äx", Case::Ignored));
    }

    #[test]
    fn letters_beyond_ascii_have_case_too() {
        check("二", "二", true);
        check("二", "三", false);
        check("Ä*", "äx", false);
        check("ä*", "äx", true);
        let ignoring = |left, right| equal(left, right, Case::Ignored);
        assert!(ignoring("Ä", "ä") && ignoring("A", "a") && !ignoring("Ä", "ö") && !ignoring("a", "b"));
        assert!(!ignoring("ä", "a") && !ignoring("a", "ä") && !equal("Ä", "ä", Case::Sensitive));
        // The sign for kelvin is a capital of k.
        assert!(ignoring("\u{212a}", "k") && ignoring("k", "\u{212a}"));
        assert!(Pattern::new("?").matches("二", Case::Ignored));
    }

    #[test]
    fn a_hostile_pattern_ends() {
        let text = "a".repeat(3000);
        assert!(
            !Pattern::new(&"*a".repeat(50).replace("aa", "a").repeat(2)).matches(&format!("{text}b"), Case::Sensitive)
        );
    }

    #[test]
    fn captures_pair_wildcards_with_what_they_stood_for() {
        let text = "acs:ecs:cn-hangzhou:1:instance/i-001";
        let pattern = Pattern::new("acs:ecs:*:1:instance/?-*");
        let found: Vec<_> =
            pattern.captures(text, Case::Sensitive).unwrap().into_iter().map(|c| &text[c.text]).collect();
        assert_eq!(found, ["cn-hangzhou", "i", "001"]);
        assert_eq!(pattern.captures("x", Case::Sensitive), None);
    }
}
