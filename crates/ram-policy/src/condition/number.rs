//! Decimal numbers of any length, compared exactly.

use std::cmp::Ordering;

/// A decimal number such as `-12.50`. Leading and trailing zeros do not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decimal {
    negative: bool,
    integer: String,
    fraction: String,
}

impl Decimal {
    /// Reads an optional sign, digits, and optionally a point and digits.
    pub fn parse(text: &str) -> Option<Decimal> {
        let (negative, digits) = match text.as_bytes().first()? {
            b'-' => (true, text.get(1..)?),
            b'+' => (false, text.get(1..)?),
            _ => (false, text),
        };
        let (integer, fraction) = match digits.split_once('.') {
            Some((integer, fraction)) if !fraction.is_empty() => (integer, fraction),
            Some(_) => return None,
            None => (digits, ""),
        };
        let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if integer.is_empty() || !is_digits(integer) || !is_digits(fraction) {
            return None;
        }
        let integer = integer.trim_start_matches('0').to_owned();
        let fraction = fraction.trim_end_matches('0').to_owned();
        let is_zero = integer.is_empty() && fraction.is_empty();
        Some(Decimal { negative: negative && !is_zero, integer, fraction })
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Decimal) -> Ordering {
        let magnitude = (self.integer.len().cmp(&other.integer.len()))
            .then_with(|| self.integer.cmp(&other.integer))
            .then_with(|| self.fraction.cmp(&other.fraction));
        match (self.negative, other.negative) {
            (false, false) => magnitude,
            (true, true) => magnitude.reverse(),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Decimal) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_compare_as_numbers() {
        let sorted =
            ["-10", "-2.5", "-2", "0", "0.05", "0.5", "2", "10", "100000000000000000000", "100000000000000000001"];
        for pair in sorted.windows(2) {
            assert!(Decimal::parse(pair[0]).unwrap() < Decimal::parse(pair[1]).unwrap(), "{pair:?}");
        }
        assert_eq!(Decimal::parse("007.50"), Decimal::parse("+7.5"));
        assert_eq!(Decimal::parse("-0"), Decimal::parse("0.0"));
    }

    #[test]
    fn other_texts_are_no_numbers() {
        for text in ["", "-", ".5", "5.", "1e3", "0x1", "1 ", "１"] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }
}
