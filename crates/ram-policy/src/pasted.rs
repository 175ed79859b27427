//! What a text shows that was copied out of documentation: IDs with their last digits masked, and
//! placeholders that wait for a value (R9.5).

use std::ops::Range;

/// Documentation shows at least this much of an ID.
const SHOWN_DIGITS: usize = 6;
/// Fewer stars may be meant as wildcards.
const MASK_LENGTH: usize = 3;

/// An ID with a mask at its end, such as `134567890123****` or `174649585760xxxx`.
pub fn masked_id(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(start) = bytes.iter().skip(from).position(u8::is_ascii_digit).map(|offset| from + offset) {
        let run = |from: usize, is_in: fn(&u8) -> bool| bytes.iter().skip(from).take_while(|byte| is_in(byte)).count();
        let digits = run(start, u8::is_ascii_digit);
        let mask = start + digits;
        let end = mask + run(mask, |byte| *byte == b'*').max(run(mask, |byte| *byte == b'x' || *byte == b'X'));
        let goes_on = bytes.get(end).is_some_and(u8::is_ascii_alphanumeric);
        if digits >= SHOWN_DIGITS && end - mask >= MASK_LENGTH && !goes_on {
            return Some(start..end);
        }
        from = end;
    }
    None
}

/// A placeholder such as `${aliyunID}`.
pub fn placeholder(text: &str) -> Option<Range<usize>> {
    let mut from = 0;
    let next = |from: usize| text.as_bytes().get(from..)?.iter().position(|byte| *byte == b'$');
    while let Some(start) = next(from).map(|offset| from + offset) {
        let inside = text.get(start..)?.strip_prefix("${").and_then(|rest| rest.split_once('}'));
        if let Some((inside, _)) = inside {
            return Some(start..start + "${".len() + inside.len() + "}".len());
        }
        from = start + 1;
    }
    None
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
        for text in ["acs:ram::1345678901234567:root", "1345678901*", "i-00112***", "134567890123****a", "****", ""] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn placeholders() {
        let found = |text: &'static str| placeholder(text).map(|range| &text[range]);
        assert_eq!(found("acs:ram::${aliyunID}:root"), Some("${aliyunID}"));
        assert_eq!(found("a$b${二}"), Some("${二}"));
        for text in ["$aliyunID", "${", "{x}", "a$"] {
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
