//! How an outcome looks: class and icon come from one place, so that they always go together.

use ram_scenario::view::Tone;

/// The class that sets the colours of an outcome.
pub fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Allow => "is-allow",
        Tone::Deny => "is-deny",
        Tone::Implicit => "is-implicit",
        Tone::None => "is-none",
        Tone::Rejected => "is-rejected",
    }
}

/// The icon of an outcome.
pub fn icon(tone: Tone) -> &'static str {
    match tone {
        Tone::Allow => "circle-check",
        Tone::Deny => "octagon-x",
        Tone::Implicit => "circle-dashed",
        Tone::None => "circle-minus",
        Tone::Rejected => "ban",
    }
}

/// How sure the rules of a list are, the surest first, each class with its numbers.
pub fn evidence(rules: &[ram_policy::rule::Rule]) -> Vec<(ram_policy::rule::Evidence, String)> {
    use ram_policy::rule::Evidence;
    [Evidence::Documented, Evidence::Inferred, Evidence::Assumed]
        .into_iter()
        .filter_map(|evidence| {
            let numbers: Vec<_> =
                rules.iter().filter(|rule| rule.evidence() == evidence).map(|rule| rule.number()).collect();
            (!numbers.is_empty()).then(|| (evidence, numbers.join(", ")))
        })
        .collect()
}
