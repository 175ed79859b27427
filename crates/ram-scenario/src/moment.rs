//! A point in time with the zone it is written in: RFC 3339 in documents, plain words on screen. Knows no clock.

use std::fmt;

use ram_text::Lang;
use time::format_description::well_known::Rfc3339;
use time::{Date, Duration, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

/// A second of some day, in some zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment(OffsetDateTime);

/// The part of a date, time and zone that can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// Not a day as in 2025-03-14.
    Date,
    /// Not a time as in 10:00.
    Time,
    /// Not a zone as in UTC+8.
    Zone,
}

impl Moment {
    /// Reads RFC 3339, such as `2025-03-14T10:00:00+08:00`. Parts of a second are dropped.
    pub fn parse(text: &str) -> Option<Moment> {
        Moment::new(OffsetDateTime::parse(text, &Rfc3339).ok()?)
    }

    /// Reads what people write: `2025-03-14`, `10:00` or `10:00:30`, `UTC+8` or `+05:30` or `UTC`.
    pub fn from_fields(date: &str, time: &str, zone: &str) -> Result<Moment, Unreadable> {
        let date = parse_date(date.trim()).ok_or(Unreadable::Date)?;
        let time = parse_time(time.trim()).ok_or(Unreadable::Time)?;
        let zone = zone.trim();
        let zone = match zone.get(..3) {
            Some(utc) if utc.eq_ignore_ascii_case("utc") => zone.get(3..).unwrap_or_default().trim(),
            _ => zone,
        };
        let is_utc = zone.is_empty() || zone.eq_ignore_ascii_case("z");
        let zone = if is_utc { Some(UtcOffset::UTC) } else { parse_zone(zone) };
        let local = PrimitiveDateTime::new(date, time);
        Moment::new(local.assume_offset(zone.ok_or(Unreadable::Zone)?)).ok_or(Unreadable::Date)
    }

    /// Seconds since 1970-01-01T00:00:00Z, in a zone so many minutes ahead of UTC.
    pub fn from_unix(seconds: i64, zone: i32) -> Option<Moment> {
        let zone = UtcOffset::from_whole_seconds(zone.checked_mul(60)?).ok()?;
        Moment::new(OffsetDateTime::from_unix_timestamp(seconds).ok()?.to_offset(zone))
    }

    /// Only years that RFC 3339 can write.
    fn new(instant: OffsetDateTime) -> Option<Moment> {
        let whole = instant.replace_nanosecond(0).ok()?;
        (1..=9999).contains(&whole.year()).then_some(Moment(whole))
    }

    /// The same zone, so many seconds later. Stops at the ends of what can be written.
    pub fn plus(self, seconds: i64) -> Moment {
        let last = PrimitiveDateTime::MAX.assume_offset(self.0.offset());
        let later = self.0.checked_add(Duration::seconds(seconds)).unwrap_or(last);
        Moment::new(later).unwrap_or(self)
    }

    /// The date as `2025-03-14`.
    pub fn date(self) -> String {
        let (year, month, day) = self.0.to_calendar_date();
        format!("{year:04}-{:02}-{day:02}", u8::from(month))
    }

    /// The time as `10:00`, with seconds only where there are any.
    pub fn time(self) -> String {
        match self.0.to_hms() {
            (hour, minute, 0) => format!("{hour:02}:{minute:02}"),
            (hour, minute, second) => format!("{hour:02}:{minute:02}:{second:02}"),
        }
    }

    /// The zone as `UTC+8`, `UTC-3:30`, `UTC`.
    pub fn zone(self) -> String {
        let sign = if self.0.offset().is_negative() { '-' } else { '+' };
        let (hours, minutes, _) = self.0.offset().as_hms();
        match (hours.unsigned_abs(), minutes.unsigned_abs()) {
            (0, 0) => "UTC".to_owned(),
            (hours, 0) => format!("UTC{sign}{hours}"),
            (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
        }
    }

    /// Date and time as people read them: `14 Mar 2025, 10:00`, in Chinese `2025-03-14 10:00`.
    pub fn words(self, lang: Lang) -> String {
        match lang {
            Lang::ZhCn => format!("{} {}", self.date(), self.time()),
            Lang::En => {
                let (year, month, day) = self.0.to_calendar_date();
                format!("{day} {} {year}, {}", short(month), self.time())
            }
        }
    }
}

/// RFC 3339, with seconds.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute, second) = self.0.to_hms();
        let sign = if self.0.offset().is_negative() { '-' } else { '+' };
        let (hours, minutes, _) = self.0.offset().as_hms();
        let (hours, minutes) = (hours.unsigned_abs(), minutes.unsigned_abs());
        write!(f, "{}T{hour:02}:{minute:02}:{second:02}{sign}{hours:02}:{minutes:02}", self.date())
    }
}

fn short(month: Month) -> &'static str {
    match month {
        Month::January => "Jan",
        Month::February => "Feb",
        Month::March => "Mar",
        Month::April => "Apr",
        Month::May => "May",
        Month::June => "Jun",
        Month::July => "Jul",
        Month::August => "Aug",
        Month::September => "Sep",
        Month::October => "Oct",
        Month::November => "Nov",
        Month::December => "Dec",
    }
}

/// A number of digits alone, and not too many of them.
fn number(text: &str, longest: usize) -> Option<u16> {
    let fits = !text.is_empty() && text.len() <= longest && text.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

fn small(text: &str) -> Option<u8> {
    number(text, 2).and_then(|number| u8::try_from(number).ok())
}

fn parse_date(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (number(parts.next()?, 4)?, small(parts.next()?)?, small(parts.next()?)?);
    Date::from_calendar_date(year.into(), Month::try_from(month).ok()?, day).ok()
}

fn parse_time(text: &str) -> Option<Time> {
    let mut parts = text.splitn(3, ':');
    let (hour, minute) = (small(parts.next()?)?, small(parts.next()?)?);
    Time::from_hms(hour, minute, parts.next().map_or(Some(0), small)?).ok()
}

/// `+8`, `+08:00`, `-3:30`.
fn parse_zone(text: &str) -> Option<UtcOffset> {
    let (sign, text) = match text.strip_prefix('+') {
        Some(text) => (1, text),
        None => (-1, text.strip_prefix(['-', '−'])?),
    };
    let (hours, minutes) = text.split_once(':').unwrap_or((text, "0"));
    let (hours, minutes) = (i8::try_from(small(hours)?).ok()?, i8::try_from(small(minutes)?).ok()?);
    if hours > 23 {
        return None;
    }
    UtcOffset::from_hms(sign * hours, sign * minutes, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn at(text: &str) -> Moment {
        Moment::parse(text).expect("a moment")
    }

    #[test]
    fn moments_are_written_as_they_were_read() {
        for text in ["2025-03-14T10:00:00+08:00", "1999-12-31T23:59:59-03:30", "2024-02-29T00:00:01+00:00"] {
            assert_eq!(at(text).to_string(), text);
        }
        assert_eq!(at("2025-03-14t10:00:00.125z").to_string(), "2025-03-14T10:00:00+00:00");
    }

    #[test]
    fn what_this_reads_the_evaluator_reads() {
        let zulu = at("2025-03-14T10:00:00Z").to_string();
        assert!(ram_policy::condition::Instant::parse(&zulu).is_some());
    }

    #[test]
    fn other_texts_are_no_moments() {
        for text in ["", "noon", "2025-03-14", "2025-03-14T10:00:00", "2025-02-29T10:00:00Z", "2025-03-14T25:00:00Z"] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }

    #[test]
    fn words_are_of_the_language() {
        let moment = at("2025-03-14T10:00:00+08:00");
        assert_eq!(moment.words(Lang::En), "14 Mar 2025, 10:00");
        assert_eq!(moment.words(Lang::ZhCn), "2025-03-14 10:00");
        assert_eq!(at("2025-03-04T10:00:30Z").words(Lang::En), "4 Mar 2025, 10:00:30");
    }

    #[test]
    fn zones_are_short() {
        assert_eq!(at("2025-03-14T10:00:00+08:00").zone(), "UTC+8");
        assert_eq!(at("2025-03-14T10:00:00-03:30").zone(), "UTC-3:30");
        assert_eq!(at("2025-03-14T10:00:00Z").zone(), "UTC");
    }

    #[test]
    fn fields_are_read_as_people_write_them() {
        let ten = Ok(at("2025-03-14T10:00:00+08:00"));
        for zone in ["UTC+8", "utc +08:00", "+8", " +08:00 "] {
            assert_eq!(Moment::from_fields("2025-03-14", "10:00", zone), ten, "{zone}");
        }
        assert_eq!(Moment::from_fields("2025-3-14", "10:00:00", "UTC+8"), ten);
        assert_eq!(Moment::from_fields("2025-02-30", "10:00", "UTC"), Err(Unreadable::Date));
        assert_eq!(Moment::from_fields("2025-02-28", "24:00", "UTC"), Err(Unreadable::Time));
        assert_eq!(Moment::from_fields("2025-02-28", "10:00", "CET"), Err(Unreadable::Zone));
    }

    #[test]
    fn a_clock_is_read_in_its_zone() {
        let at = |seconds, zone| Moment::from_unix(seconds, zone).map(|moment| moment.to_string());
        assert_eq!(at(1_741_917_600, 480).as_deref(), Some("2025-03-14T10:00:00+08:00"));
        assert_eq!(at(0, -210).as_deref(), Some("1969-12-31T20:30:00-03:30"));
        assert_eq!(at(0, i32::MAX), None);
        assert_eq!(at(i64::MAX, 0), None);
    }

    #[test]
    fn adding_seconds_turns_the_day() {
        assert_eq!(at("2024-02-28T23:59:30+08:00").plus(45).to_string(), "2024-02-29T00:00:15+08:00");
        assert_eq!(at("2025-01-01T00:00:00Z").plus(-1).to_string(), "2024-12-31T23:59:59+00:00");
        assert_eq!(at("2025-01-01T00:00:00Z").plus(i64::MAX).to_string(), "9999-12-31T23:59:59+00:00");
    }
}
