//! What a text shows that was copied out of documentation: IDs with digits masked, and
//! placeholders that wait for a value (R9.5).

use std::ops::Range;

/// Documentation shows at least this much of an ID.
const SHOWN_DIGITS: usize = 6;
/// Fewer stars may be meant as wildcards.
const MASK_LENGTH: usize = 3;

/// The longest name between angle brackets; what is longer is a text of its own.
const LONGEST_NAME: usize = 40;

/// An ID with a mask at its end or within, such as `134567890123****`, `174649585760xxxx` or `1234****5678`.
pub fn masked_id(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(start) = bytes.iter().skip(from).position(u8::is_ascii_digit).map(|offset| from + offset) {
        let run = |from: usize, is_in: fn(&u8) -> bool| bytes.iter().skip(from).take_while(|byte| is_in(byte)).count();
        let mask = start + run(start, u8::is_ascii_digit);
        let behind = mask + run(mask, |byte| *byte == b'*').max(run(mask, |byte| *byte == b'x' || *byte == b'X'));
        // Without a mask there are no digits behind the digits.
        let end = behind + run(behind, u8::is_ascii_digit);
        let shown = (mask - start) + (end - behind);
        let goes_on = bytes.get(end).is_some_and(u8::is_ascii_alphanumeric);
        if shown >= SHOWN_DIGITS && behind - mask >= MASK_LENGTH && !goes_on {
            return Some(start..end);
        }
        // The digits behind this mask may have one of their own.
        from = behind;
    }
    None
}

/// What every placeholder begins with.
pub const PLACEHOLDER_STARTS: [&str; 3] = ["${", "{#", "<"];

/// A placeholder such as `${aliyunID}`, `{#accountId}` or `<account-id>`.
pub fn placeholder(text: &str) -> Option<Range<usize>> {
    let is_at = |start: usize| {
        let rest = text.get(start..)?;
        let open = PLACEHOLDER_STARTS.into_iter().find(|open| rest.starts_with(open))?;
        let close = if open == "<" { ">" } else { "}" };
        let (name, _) = rest.get(open.len()..)?.split_once(close)?;
        // Angle brackets also compare, and mark up.
        let is_name = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ' | '.'));
        let fits = open != "<" || (is_name && !name.trim().is_empty() && name.len() <= LONGEST_NAME);
        fits.then(|| start..start + open.len() + name.len() + close.len())
    };
    text.match_indices(['$', '{', '<']).find_map(|(start, _)| is_at(start))
}

/// Whether a text that is no JSON begins like the inside of an object: `"Effect": …`.
pub fn first_member(text: &str) -> Option<&str> {
    let (name, rest) = text.trim_start().strip_prefix('"')?.split_once('"')?;
    rest.trim_start().starts_with(':').then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masked_ids() {
        let found = |text: &'static str| masked_id(text).map(|range| &text[range]);
        assert_eq!(found("acs:ram::134567890123****:root"), Some("134567890123****"));
        assert_eq!(found("20214760404935xxxx"), Some("20214760404935xxxx"));
        assert_eq!(found("12 acs:oss:*:174649585760XXXX:b"), Some("174649585760XXXX"));
        assert_eq!(found("acs:ecs:*:1234****5678:instance/*"), Some("1234****5678"));
        assert_eq!(found("1****2345678901****"), Some("1****2345678901"));
        assert_eq!(found("12*345678901****"), Some("345678901****"));
        let not = ["acs:ram::1345678901234567:root", "1345678901*", "i-00112***", "134567890123****a", "****", ""];
        for text in not.into_iter().chain(["1234*5678", "12***345", "1234****5678b", "0x1234567"]) {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn placeholders() {
        fn found(text: &str) -> Option<&str> {
            placeholder(text).map(|range| &text[range])
        }
        assert_eq!(found("acs:ram::${aliyunID}:root"), Some("${aliyunID}"));
        assert_eq!(found("a$b${二}"), Some("${二}"));
        assert_eq!(found("acs:ecs:*:<account-id>:instance/*"), Some("<account-id>"));
        assert_eq!(found("acs:ecs:*:{#accountId}:${x}"), Some("{#accountId}"));
        assert_eq!(found("$<账号 ID>"), Some("<账号 ID>"));
        let long = format!("<{}>", "a".repeat(LONGEST_NAME + 1));
        for text in
            ["$aliyunID", "${", "{x}", "a$", "{#", "<", "a < b", "<>", "< >", "<a/*>", "</b>", "a <= b && c > d", &long]
        {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn the_inside_of_an_object() {
        assert_eq!(first_member(" \"Effect\" : \"Allow\""), Some("Effect"));
        assert_eq!(first_member("\"Effect\""), None);
        assert_eq!(first_member("{\"Effect\":1}"), None);
    }
}
