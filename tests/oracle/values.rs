//! Numbers, instants and addresses, read by hand.

use std::cmp::Ordering;

/// R4.13: a decimal number: sign, whole digits without leading zeros, fraction without trailing ones.
#[derive(PartialEq, Eq)]
pub struct Number {
    negative: bool,
    whole: String,
    fraction: String,
}

impl Number {
    /// None: not a number (R4.20).
    pub fn read(text: &str) -> Option<Number> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        if !is_digits(whole) || !is_digits(fraction) {
            return None;
        }
        let whole = whole.trim_start_matches('0').to_owned();
        let fraction = fraction.trim_end_matches('0').to_owned();
        let zero = whole.is_empty() && fraction.is_empty();
        Some(Number { negative: negative && !zero, whole, fraction })
    }

    pub fn compare(&self, other: &Number) -> Ordering {
        let size = |number: &Number| (number.whole.len(), number.whole.clone(), number.fraction.clone());
        match (self.negative, other.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => size(self).cmp(&size(other)),
            (true, true) => size(other).cmp(&size(self)),
        }
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|digit| digit.is_ascii_digit())
}

/// R4.14: an instant as whole seconds since the year 0 in UTC, and the digits of its fraction.
/// None: not an instant (R4.20).
pub fn instant(text: &str) -> Option<(i64, String)> {
    let (date, time) = text.split_once('T')?;
    let date: Vec<&str> = date.split('-').collect();
    let [year, month, day] = date[..] else { return None };
    let (year, month, day) = (number(year, 4)?, number(month, 2)?, number(day, 2)?);
    let (time, offset) = match time.find(['Z', '+', '-']) {
        Some(at) => time.split_at(at),
        None => return None,
    };
    let offset = match offset.split_at(1) {
        ("Z", "") => 0,
        (sign, offset) => {
            let (hours, minutes) = offset.split_once(':')?;
            let (hours, minutes) = (number(hours, 2)?, number(minutes, 2)?);
            if hours > 23 || minutes > 59 {
                return None;
            }
            (hours * 3_600 + minutes * 60) * if sign == "-" { -1 } else { 1 }
        }
    };
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let time: Vec<&str> = time.split(':').collect();
    let [hour, minute, second] = time[..] else { return None };
    let (hour, minute, second) = (number(hour, 2)?, number(minute, 2)?, number(second, 2)?);
    if !(1..=12).contains(&month) || day < 1 || day > days_of(year, month) {
        return None;
    }
    if hour > 23 || minute > 59 || second > 59 || !is_digits(fraction) {
        return None;
    }
    let days_before_year: i64 = (0..year).map(|year| if is_leap(year) { 366 } else { 365 }).sum();
    let days_before_month: i64 = (1..month).map(|month| days_of(year, month)).sum();
    let days = days_before_year + days_before_month + day - 1;
    let seconds = days * 86_400 + hour * 3_600 + minute * 60 + second - offset;
    Some((seconds, fraction.trim_end_matches('0').to_owned()))
}

fn number(text: &str, digits: usize) -> Option<i64> {
    if text.len() == digits && is_digits(text) { text.parse().ok() } else { None }
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_of(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// R4.16, R4.22: an address as its bits, 32 or 128 of them. None: not an address (R4.20).
pub fn address(text: &str) -> Option<Vec<bool>> {
    if text.contains(':') { address_6(text) } else { address_4(text) }
}

/// R4.16: whether the address lies in a block. A bare address is the block of itself alone; an
/// address of another family is never inside (R4.22). None: not a block (R4.20).
pub fn lies_in(address_bits: &[bool], block: &str) -> Option<bool> {
    let (base, length) = match block.split_once('/') {
        Some((base, length)) => (address(base)?, Some(length)),
        None => (address(block)?, None),
    };
    let length = match length {
        Some(length) if is_digits(length) => length.parse().ok().filter(|length| *length <= base.len())?,
        Some(_) => return None,
        None => base.len(),
    };
    Some(address_bits.len() == base.len() && address_bits[..length] == base[..length])
}

fn bits(number: u32, count: u32) -> Vec<bool> {
    (0..count).rev().map(|bit| number >> bit & 1 == 1).collect()
}

fn address_4(text: &str) -> Option<Vec<bool>> {
    let parts: Vec<&str> = text.split('.').collect();
    let plain = |part: &&&str| is_digits(part) && (part.len() == 1 || !part.starts_with('0')) && part.len() <= 3;
    if parts.len() != 4 || parts.iter().filter(plain).count() != 4 {
        return None;
    }
    let numbers: Vec<u32> = parts.iter().filter_map(|part| part.parse().ok()).filter(|part| *part < 256).collect();
    (numbers.len() == 4).then(|| numbers.into_iter().flat_map(|part| bits(part, 8)).collect())
}

fn address_6(text: &str) -> Option<Vec<bool>> {
    let groups = |text: &str| -> Option<Vec<u32>> {
        if text.is_empty() {
            return Some(Vec::new());
        }
        let group = |group: &str| {
            let is_hex = (1..=4).contains(&group.len()) && group.chars().all(|digit| digit.is_ascii_hexdigit());
            if is_hex { u32::from_str_radix(group, 16).ok() } else { None }
        };
        text.split(':').map(group).collect()
    };
    let groups = match text.split_once("::") {
        Some((left, right)) => {
            let (left, right) = (groups(left)?, groups(right)?);
            let zeros = 8_usize.checked_sub(left.len() + right.len()).filter(|zeros| *zeros > 0)?;
            [left, vec![0; zeros], right].concat()
        }
        None => groups(text)?,
    };
    (groups.len() == 8).then(|| groups.into_iter().flat_map(|group| bits(group, 16)).collect())
}
