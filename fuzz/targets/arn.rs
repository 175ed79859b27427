//! ARNs and patterns: the first line is a pattern, the second an ARN, the third any text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ram_policy::arn::{Arn, ArnPattern, Resource};
use ram_policy::pattern::{Case, Pattern, equal};

fuzz_target!(|text: &str| {
    let mut lines = text.splitn(3, '\n');
    let mut line = || lines.next().unwrap_or_default();
    let (pattern, resource, other) = (line(), line(), line());
    let read = Resource::parse(resource);
    if let Ok(read) = &read {
        assert_eq!(read.to_string(), resource, "an ARN is written as it was read");
        assert_eq!(ArnPattern::parse("*").map(|everything| everything.mismatch(read)), Ok(None));
    }
    if let (Ok(pattern), Ok(read)) = (ArnPattern::parse(pattern), &read) {
        let _ = pattern.mismatch(read);
    }
    // An ARN without wildcards is a pattern for itself.
    if let (Ok(_), false) = (Arn::parse(resource), resource.contains(['*', '?'])) {
        let itself = ArnPattern::parse(resource).expect("an ARN is a pattern");
        assert_eq!(itself.mismatch(&Resource::parse(resource).expect("it was read before")), None);
    }
    for case in [Case::Sensitive, Case::Ignored] {
        let wild = Pattern::new(pattern);
        let Some(captures) = wild.captures(other, case) else {
            assert!(!wild.matches(other, case));
            continue;
        };
        let mut again = pattern.to_owned();
        for capture in captures.iter().rev() {
            again.replace_range(capture.pattern.clone(), &other[capture.text.clone()]);
        }
        assert!(equal(&again, other, case));
    }
});
