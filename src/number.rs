//! Decimals as text. What the standard library writes them with weighs 15 KB in the page.

/// A number with so many places, rounded.
pub fn decimal(number: f64, places: u32) -> String {
    let unit = 10_i64.pow(places);
    let rounded = (number * unit as f64).round() as i64;
    let sign = if rounded < 0 { "-" } else { "" };
    let (whole, part) = (rounded.abs() / unit, rounded.abs() % unit);
    match places as usize {
        0 => format!("{sign}{whole}"),
        places => format!("{sign}{whole}.{part:0places$}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_rounded_to_its_places() {
        let written = [(15.5, 3), (36.0254, 3), (0.06, 1), (9.96, 1), (247.6, 0), (-0.25, 2), (-0.04, 1), (73.76, 2)];
        let texts = written.map(|(number, places)| decimal(number, places));
        assert_eq!(texts, ["15.500", "36.025", "0.1", "10.0", "248", "-0.25", "0.0", "73.76"]);
    }
}
