//! A point in time with the zone it is written in: RFC 3339 in documents, plain words on screen. Knows no clock.

use std::fmt;

use ram_text::Lang;

/// A second of some day, in some zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Seconds since 1970-01-01T00:00:00Z.
    seconds: i64,
    /// Minutes that the zone is ahead of UTC.
    zone: i32,
}

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

const DAY: i64 = 86_400;
/// From the year 1 to 9999: what RFC 3339 can write.
const SECONDS: std::ops::Range<i64> = -719_162 * DAY..2_932_897 * DAY;
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Moment {
    /// Reads RFC 3339, such as `2025-03-14T10:00:00+08:00`. Parts of a second are dropped.
    pub fn parse(text: &str) -> Option<Moment> {
        let (date, rest) = text.split_once(['T', 't'])?;
        let end = rest.find(['Z', 'z', '+', '-'])?;
        let (time, zone) = rest.split_at(end);
        let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
        let is_complete = date.len() == 10 && time.len() == 8 && !fraction.is_empty() && digits(fraction);
        let zone = match zone {
            "Z" | "z" => 0,
            _ if zone.len() == 6 && zone.contains(':') => parse_zone(zone)?,
            _ => return None,
        };
        is_complete.then(|| Moment::new(parse_date(date)?, parse_time(time)?, zone))?
    }

    /// Reads what people write: `2025-03-14`, `10:00` or `10:00:30`, `UTC+8` or `+05:30` or `UTC`.
    pub fn from_fields(date: &str, time: &str, zone: &str) -> Result<Moment, Unreadable> {
        let date = parse_date(date.trim()).ok_or(Unreadable::Date)?;
        let time = parse_time(time.trim()).ok_or(Unreadable::Time)?;
        let zone = zone.trim();
        let zone = zone
            .get(..3)
            .filter(|utc| utc.eq_ignore_ascii_case("utc"))
            .map_or(zone, |_| zone.get(3..).unwrap_or_default())
            .trim();
        let zone = if zone.is_empty() || zone.eq_ignore_ascii_case("z") { Some(0) } else { parse_zone(zone) };
        Moment::new(date, time, zone.ok_or(Unreadable::Zone)?).ok_or(Unreadable::Date)
    }

    fn new(day: i64, second: i64, zone: i32) -> Option<Moment> {
        let seconds = day * DAY + second;
        let moment = Moment { seconds: seconds - i64::from(zone) * 60, zone };
        SECONDS.contains(&seconds).then_some(moment)
    }

    /// The same zone, so many seconds later. Stops at the ends of what can be written.
    pub fn plus(self, seconds: i64) -> Moment {
        let local = self.local().saturating_add(seconds).clamp(SECONDS.start, SECONDS.end - 1);
        Moment { seconds: local - i64::from(self.zone) * 60, ..self }
    }

    fn local(self) -> i64 {
        self.seconds + i64::from(self.zone) * 60
    }

    /// The date as `2025-03-14`.
    pub fn date(self) -> String {
        let (year, month, day) = civil(self.local().div_euclid(DAY));
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// The time as `10:00`, with seconds only where there are any.
    pub fn time(self) -> String {
        let second = self.local().rem_euclid(DAY);
        let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
        if second == 0 { format!("{hour:02}:{minute:02}") } else { format!("{hour:02}:{minute:02}:{second:02}") }
    }

    /// The zone as `UTC+8`, `UTC-3:30`, `UTC`.
    pub fn zone(self) -> String {
        let sign = if self.zone < 0 { '-' } else { '+' };
        match (self.zone.abs() / 60, self.zone.abs() % 60) {
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
                let (year, month, day) = civil(self.local().div_euclid(DAY));
                let month = usize::try_from(month - 1).ok().and_then(|month| MONTHS.get(month)).unwrap_or(&"");
                format!("{day} {month} {year}, {}", self.time())
            }
        }
    }
}

/// RFC 3339, with seconds.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let second = self.local().rem_euclid(DAY) % 60;
        let time = self.time();
        let time = time.get(..5).unwrap_or_default();
        let sign = if self.zone < 0 { '-' } else { '+' };
        let (hours, minutes) = (self.zone.abs() / 60, self.zone.abs() % 60);
        write!(f, "{}T{time}:{second:02}{sign}{hours:02}:{minutes:02}", self.date())
    }
}

fn digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn number(text: &str, longest: usize, below: i64) -> Option<i64> {
    let fits = !text.is_empty() && text.len() <= longest && digits(text);
    fits.then(|| text.parse().ok()).flatten().filter(|number| *number < below)
}

/// Days since 1970-01-01.
fn parse_date(text: &str) -> Option<i64> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let (year, month, day) = (number(year, 4, 10_000)?, number(month, 2, 13)?, number(day, 2, 32)?);
    let days = days(year, month, day);
    (parts.next().is_none() && civil(days) == (year, month, day)).then_some(days)
}

/// Seconds of the day.
fn parse_time(text: &str) -> Option<i64> {
    let mut parts = text.split(':');
    let (hour, minute) = (number(parts.next()?, 2, 24)?, number(parts.next()?, 2, 60)?);
    let second = parts.next().map_or(Some(0), |second| number(second, 2, 60))?;
    parts.next().is_none().then_some(hour * 3_600 + minute * 60 + second)
}

/// Minutes ahead of UTC: `+8`, `+08:00`, `-3:30`.
fn parse_zone(text: &str) -> Option<i32> {
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' | '−' => -1,
        _ => return None,
    };
    let text = text.trim_start_matches(['+', '-', '−']);
    let (hours, minutes) = text.split_once(':').unwrap_or((text, "0"));
    let minutes = number(hours, 2, 24)? * 60 + number(minutes, 2, 60)?;
    i32::try_from(sign * minutes).ok()
}

/// Days since 1970-01-01 of a day in the Gregorian calendar, by eras of 400 years that begin in March.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// Year, month and day of so many days since 1970-01-01.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
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
    fn adding_seconds_turns_the_day() {
        assert_eq!(at("2024-02-28T23:59:30+08:00").plus(45).to_string(), "2024-02-29T00:00:15+08:00");
        assert_eq!(at("2025-01-01T00:00:00Z").plus(-1).to_string(), "2024-12-31T23:59:59+00:00");
        assert_eq!(at("9999-12-31T23:59:59Z").plus(i64::MAX).to_string(), "9999-12-31T23:59:59+00:00");
    }
}
