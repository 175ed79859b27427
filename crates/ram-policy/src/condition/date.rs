//! Instants in ISO 8601, as RFC 3339 writes them.

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// A point in time; two texts in different zones may name the same one (R4.14).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant(i128);

impl Instant {
    /// Reads a date and time with its zone: `2019-08-12T17:00:00+08:00`, `2012-11-11T23:59:59Z`.
    pub fn parse(text: &str) -> Option<Instant> {
        OffsetDateTime::parse(text, &Rfc3339).ok().map(|instant| Instant(instant.unix_timestamp_nanos()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_taken_into_account() {
        let at = |text| Instant::parse(text).unwrap();
        assert_eq!(at("2019-08-12T17:00:00+08:00"), at("2019-08-12T09:00:00Z"));
        assert!(at("2019-08-12T17:00:00+08:00") < at("2019-08-12T10:00:00Z"));
    }

    #[test]
    fn other_texts_are_no_instants() {
        for text in ["", "2019-08-12", "2019-08-12T17:00:00", "2019-02-30T00:00:00Z", "now"] {
            assert_eq!(Instant::parse(text), None, "{text}");
        }
    }
}
