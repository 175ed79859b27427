//! Patterns against patterns: whether one covers another, and whether two have something in common.

use ram_policy::arn::{ArnFields, ArnPattern};
use ram_policy::pattern::{Case, Pattern};
use ram_policy::principal::{BucketPattern, TrustPattern};

/// Whether `wide` matches everything that `narrow` matches. Sure when true; some coverings are not noticed.
pub fn covers(wide: &str, narrow: &str, case: Case) -> bool {
    // A wildcard of the narrow pattern is a character that only a star takes, or for `?` a `?` too.
    let (wide, narrow) = (wide.as_bytes(), narrow.as_bytes());
    let same = |w: u8, n: u8| match (w, n) {
        (b'?', n) => n != b'*' && n < 0x80,
        (w, n) => w == n && n != b'*' || (case == Case::Ignored && w.eq_ignore_ascii_case(&n)),
    };
    let (mut w, mut n) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    loop {
        match (wide.get(w).copied(), narrow.get(n).copied()) {
            (None, None) => return true,
            (Some(b'*'), _) => {
                w += 1;
                star = Some((w, n));
            }
            (Some(wanted), Some(found)) if same(wanted, found) => {
                w += 1;
                n += 1;
            }
            _ => {
                let Some((after, from)) = star.filter(|(_, from)| *from < narrow.len()) else { return false };
                star = Some((after, from + 1));
                (w, n) = (after, from + 1);
            }
        }
    }
}

/// Whether some text matches both patterns.
pub fn meet(one: &str, other: &str, case: Case) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let same = |a: char, b: char| {
        a == '?' || b == '?' || a == b || case == Case::Ignored && a.to_lowercase().eq(b.to_lowercase())
    };
    // From the ends backwards: whether what is left of `one`, and of `other` from each place on, match some text.
    let mut below = vec![false; other.len() + 1];
    for a in (0..=one.len()).rev() {
        let mut row = vec![false; other.len() + 1];
        for b in (0..=other.len()).rev() {
            let at = |row: &[bool], b: usize| row.get(b).copied().unwrap_or(false);
            let meets = match (one.get(a), other.get(b)) {
                (None, None) => true,
                // A star stands for nothing more, or for what comes next on the other side.
                (Some('*'), _) => at(&below, b) || at(&row, b + 1),
                (_, Some('*')) => at(&row, b + 1) || a < one.len() && at(&below, b),
                (Some(a), Some(c)) => same(*a, *c) && at(&below, b + 1),
                _ => false,
            };
            if let Some(cell) = row.get_mut(b) {
                *cell = meets;
            }
        }
        below = row;
    }
    below.first().copied().unwrap_or(false)
}

/// Whether one `Resource` entry covers another, field by field (R3.5).
pub fn arn_covers(wide: &ArnPattern, narrow: &ArnPattern) -> bool {
    let (wide, narrow) = match (wide, narrow) {
        (ArnPattern::Everything, _) => return true,
        (_, ArnPattern::Everything) => return false,
        (ArnPattern::Fields(wide), ArnPattern::Fields(narrow)) => (wide, narrow),
    };
    let region = |it: &ArnFields| it.region().is_empty() || it.region() == "*";
    covers(wide.service(), narrow.service(), Case::Ignored)
        && (wide.region() == "*"
            || (covers(wide.region(), narrow.region(), Case::Sensitive) && !region(wide))
            || (wide.region().is_empty() && narrow.region().is_empty()))
        && covers(wide.account(), narrow.account(), Case::Sensitive)
        && covers(wide.relative_id(), narrow.relative_id(), Case::Sensitive)
}

/// Whether one entry of a trust policy's `Principal` covers another.
pub fn trust_covers(wide: &TrustPattern, narrow: &TrustPattern) -> bool {
    match (wide, narrow) {
        (TrustPattern::Unsupported(_), _) | (_, TrustPattern::Unsupported(_)) => false,
        // R2.3: the account stands for all its users and roles.
        (
            TrustPattern::Account(account),
            TrustPattern::User { account: other, .. } | TrustPattern::Role { account: other, .. },
        ) => account == other,
        _ => wide == narrow,
    }
}

/// Whether one entry of a bucket policy's `Principal` covers another. `spared` is the bucket's owner where the statement
/// has no condition (R2.14).
pub fn visitor_covers(wide: &BucketPattern, narrow: &BucketPattern, spared: Option<&str>) -> bool {
    match (wide, narrow) {
        (BucketPattern::Everyone, BucketPattern::Uid(id)) => spared != Some(id),
        (BucketPattern::Everyone, _) => true,
        (
            BucketPattern::Session { account, role, session },
            BucketPattern::Session { account: other, role: other_role, session: other_session },
        ) => {
            let covers = |wide: &Pattern, narrow: &Pattern| covers(wide.as_str(), narrow.as_str(), Case::Sensitive);
            covers(account, other) && covers(role, other_role) && covers(session, other_session)
        }
        _ => wide == narrow,
    }
}

/// Names that may hold slashes, as the documentation of their services has them: the key of an object in OSS, a secret
/// and an alias of KMS, a repository of images, and what is a path by its nature.
const WITH_SLASHES: &[&str] =
    &["objectName", "secretName", "aliasName", "repositoryName", "resourceDirectoryPath", "quotaPath"];

/// What stands for a name in braces, without a slash and with slashes: bytes that no text has.
const NAME: u8 = 0xFE;
const PATH: u8 = 0xFF;

/// Whether some text fits both a pattern and a template such as `instance/{instanceId}`, where braces stand for a name,
/// mostly one without a slash.
pub fn fits_template(pattern: &str, template: &str) -> bool {
    let pattern = pattern.as_bytes();
    let mut parts: Vec<u8> = Vec::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once('{') {
        let (name, behind) = behind.split_once('}').unwrap_or((behind, ""));
        parts.extend(before.bytes());
        parts.push(if WITH_SLASHES.contains(&name) { PATH } else { NAME });
        rest = behind;
    }
    parts.extend(rest.bytes());
    let width = parts.len() + 1;
    // From the ends backwards: whether the rest of the pattern and the rest of the template have a text in common.
    let mut meets = vec![false; (pattern.len() + 1) * width];
    let at = |meets: &[bool], p: usize, t: usize| meets.get(p * width + t).copied().unwrap_or(false);
    for p in (0..=pattern.len()).rev() {
        for t in (0..=parts.len()).rev() {
            let value = match (pattern.get(p).copied(), parts.get(t).copied()) {
                (None, None) => true,
                (Some(b'*'), _) if at(&meets, p + 1, t) || (t < parts.len() && at(&meets, p, t + 1)) => true,
                (_, Some(b'*')) if at(&meets, p, t + 1) || (p < pattern.len() && at(&meets, p + 1, t)) => true,
                (taken, Some(name @ (NAME | PATH))) => {
                    let takes = |byte: u8| name == PATH || byte != b'/';
                    at(&meets, p, t + 1) || taken.is_some_and(|byte| takes(byte) && at(&meets, p + 1, t))
                }
                (Some(b'?'), Some(_)) => at(&meets, p + 1, t + 1),
                (Some(left), Some(right)) => left == right && at(&meets, p + 1, t + 1),
                _ => false,
            };
            if let Some(cell) = meets.get_mut(p * width + t) {
                *cell = value;
            }
        }
    }
    at(&meets, 0, 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ram_policy::pattern::Pattern;

    #[test]
    fn covering() {
        let check = |wide: &str, narrow: &str, expected: bool| {
            assert_eq!(covers(wide, narrow, Case::Ignored), expected, "{wide} {narrow}");
        };
        check("*", "*", true);
        check("ecs:*", "ECS:Describe*", true);
        check("ecs:Describe*", "ecs:*", false);
        check("ecs:?", "ecs:*", false);
        check("ecs:*", "ecs:?", true);
        check("a?c", "a?c", true);
        check("a*c", "abbc", true);
        check("a*c", "a*b*c", true);
        check("a*b*c", "a*c", false);
        check("a", "a*", false);
        check("", "", true);
    }

    /// All texts of some letters up to a length.
    fn all(alphabet: &[char], longest: usize) -> Vec<String> {
        let mut texts = vec![String::new()];
        let mut from = 0;
        for _ in 0..longest {
            let end = texts.len();
            for at in from..end {
                texts.extend(Vec::from_iter(alphabet.iter().map(|c| format!("{}{c}", texts[at]))));
            }
            from = end;
        }
        texts
    }

    /// Two patterns meet where a text matches both: over all short patterns and texts that are long enough.
    #[test]
    fn patterns_meet_in_a_text() {
        let (patterns, texts) = (all(&['a', '*', '?'], 3), all(&['a', 'b'], 6));
        for one in &patterns {
            for other in &patterns {
                let both =
                    |text: &&String| [one, other].iter().all(|it| Pattern::new(it).matches(text, Case::Sensitive));
                assert_eq!(meet(one, other, Case::Sensitive), texts.iter().any(|text| both(&text)), "{one} {other}");
            }
        }
        assert!(meet("vpc-*", "VPC-1", Case::Ignored) && !meet("vpc-*", "VPC-1", Case::Sensitive));
        assert!(meet("二*", "*三", Case::Sensitive) && !meet("二?", "二", Case::Sensitive));
    }

    /// Whatever is said to be covered is covered: over all short patterns and texts.
    #[test]
    fn covering_is_never_claimed_wrongly() {
        let (patterns, texts) = (all(&['a', '*', '?'], 3), all(&['a', 'b'], 4));
        for wide in &patterns {
            for narrow in patterns.iter().filter(|narrow| covers(wide, narrow, Case::Sensitive)) {
                for text in texts.iter().filter(|text| Pattern::new(narrow).matches(text, Case::Sensitive)) {
                    assert!(Pattern::new(wide).matches(text, Case::Sensitive), "{wide} {narrow} {text}");
                }
            }
        }
    }

    #[test]
    fn templates() {
        assert!(fits_template("instance/*", "instance/{instanceId}"));
        assert!(fits_template("*", "instance/{instanceId}"));
        assert!(fits_template("inst?nce/i-1", "instance/{instanceId}"));
        assert!(!fits_template("disk/*", "instance/{instanceId}"));
        assert!(!fits_template("bucket/*", "{bucketName}"));
        assert!(fits_template("bucket", "{bucketName}"));
        assert!(fits_template("bucket/*", "{bucketName}/{objectName}"));
        assert!(fits_template("bucket*", "{bucketName}/{objectName}"));
        assert!(fits_template("a/b/c", "a/{x}/*"));
        assert!(!fits_template("instance/i-1/x", "instance/{instanceId}"));
        assert!(fits_template("bucket/reports/2025/*", "{bucketName}/{objectName}"));
        assert!(fits_template("bucket/*/x.jpg", "{bucketName}/{objectName}"));
        assert!(!fits_template("bucket", "{bucketName}/{objectName}"));
        assert!(fits_template("secret/prod/db", "secret/{secretName}"));
        assert!(!fits_template("key/prod/db", "secret/{secretName}"));
        assert!(!fits_template("project/p/logstore", "project/{projectName}/logstore/{logstoreName}"));
        assert!(fits_template("project/二/logstore/日志", "project/{projectName}/logstore/{logstoreName}"));
    }

    #[test]
    fn arns() {
        let check = |wide: &str, narrow: &str, expected: bool| {
            let parse = |text| ArnPattern::parse(text).unwrap();
            assert_eq!(arn_covers(&parse(wide), &parse(narrow)), expected, "{wide} {narrow}");
        };
        check("*", "acs:ecs:*:*:*", true);
        check("acs:ecs:*:*:*", "*", false);
        check("acs:ecs:*:*:instance/*", "acs:ecs:cn-beijing:1:instance/i-1", true);
        check("acs:ecs:cn-beijing:*:*", "acs:ecs:*:*:*", false);
        check("acs:ram::1:role/*", "acs:ram::1:role/x", true);
        check("acs:ram::1:role/*", "acs:ram:*:1:role/x", false);
    }
}
