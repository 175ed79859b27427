//! The time of day. Only what a person sees of the page uses it; no answer depends on it.

use js_sys::Date;
use ram_scenario::moment::Moment;

/// Milliseconds since 1970.
pub fn now() -> u64 {
    Date::now() as u64
}

/// The time now, to the second, as requests write it.
pub fn written() -> String {
    let mut written = String::from(Date::new_0().to_iso_string());
    // Of thousandths the platform knows nothing.
    if let Some(point) = written.find('.') {
        written.replace_range(point.., "Z");
    }
    written
}

/// A time in the zone of this browser. None for 0, which stands for a time that is not known.
pub fn moment(milliseconds: u64) -> Option<Moment> {
    let seconds = i64::try_from(milliseconds / 1_000).ok().filter(|seconds| *seconds > 0)?;
    let date = Date::new(&(milliseconds as f64).into());
    // Minutes that UTC is ahead.
    Moment::from_unix(seconds, -(date.get_timezone_offset() as i32))
}
