//! Offsets as browsers count them. Spans are UTF-8 bytes; editors and text fields count UTF-16 units.

/// The characters of a text that are not one byte long, so that offsets can be turned into each other.
#[derive(Debug, Clone, Default)]
pub struct Offsets {
    /// Where each such character ends: bytes, and UTF-16 units.
    ends: Vec<(u32, u32)>,
}

impl Offsets {
    /// Looks through a text.
    pub fn of(text: &str) -> Offsets {
        let mut ends = Vec::new();
        // How many bytes there were more than units.
        let mut surplus = 0;
        for (start, c) in text.char_indices().filter(|(_, c)| !c.is_ascii()) {
            surplus += c.len_utf8() - c.len_utf16();
            let end = start + c.len_utf8();
            ends.push((clamp(end), clamp(end - surplus)));
        }
        Offsets { ends }
    }

    /// A byte offset in UTF-16 units.
    pub fn to_utf16(&self, byte: u32) -> u32 {
        let before = self.ends.partition_point(|(end, _)| *end <= byte);
        match before.checked_sub(1).and_then(|last| self.ends.get(last)) {
            Some((bytes, units)) => byte - bytes + units,
            None => byte,
        }
    }

    /// A UTF-16 offset in bytes.
    pub fn to_byte(&self, unit: u32) -> u32 {
        let before = self.ends.partition_point(|(_, end)| *end <= unit);
        match before.checked_sub(1).and_then(|last| self.ends.get(last)) {
            Some((bytes, units)) => unit - units + bytes,
            None => unit,
        }
    }
}

fn clamp(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ram_policy::text::Span;

    fn check(text: &str, part: &str, expected: (u32, u32)) {
        let start = text.find(part).unwrap();
        let span = Span::new(start, start + part.len());
        let offsets = Offsets::of(text);
        let units = (offsets.to_utf16(span.start), offsets.to_utf16(span.end));
        assert_eq!(units, expected, "{part} in {text:?}");
        assert_eq!((offsets.to_byte(units.0), offsets.to_byte(units.1)), (span.start, span.end));
        let taken = text.encode_utf16().skip(units.0 as usize).take((units.1 - units.0) as usize);
        assert_eq!(String::from_utf16(&Vec::from_iter(taken)).unwrap(), part);
    }

    #[test]
    fn offsets_count_as_browsers_do() {
        check("", "", (0, 0));
        check(r#"{"Action": "ecs:*"}"#, "ecs:*", (12, 17));
        check("\"角色\": \"Alice\"", "Alice", (7, 12));
        check("\"角色\": \"Alice\"", "角色", (1, 3));
        check("\"🦀\": 1", "🦀", (1, 3));
        check("\"🦀\": 1", "1", (6, 7));
        check("{\r\n  \"é\": 1\r\n}", "1", (10, 11));
        check("\t\"a\"", "\"a\"", (1, 4));
        check("中🦀a中", "a中", (3, 5));
    }
}
