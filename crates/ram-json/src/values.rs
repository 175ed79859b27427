//! How plain values, lists and maps are read and written.

use std::collections::BTreeMap;

use crate::{Fault, Member, Node, ObjectWriter, Read, Reading, Value, Write};

/// The value of a kind, or a fault.
macro_rules! value {
    ($node:ident, $reading:ident, $($kind:pat => $value:expr),+) => {
        match &$node.value {
            $($kind => $value,)+
            _ => {
                $reading.fault($node.span, Fault::WrongType);
                Default::default()
            }
        }
    };
}

/// How a string stands in JSON.
pub(crate) fn write_text(text: &str, json: &mut String) {
    json.push('"');
    for c in text.chars() {
        let escape = match c {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            '\u{8}' => "\\b",
            '\u{c}' => "\\f",
            '\0'..' ' => {
                json.push_str("\\u00");
                let code = c as u32;
                json.extend([code / 16, code % 16].into_iter().filter_map(|digit| char::from_digit(digit, 16)));
                continue;
            }
            c => {
                json.push(c);
                continue;
            }
        };
        json.push_str(escape);
    }
    json.push('"');
}

fn write_list<'a, T: Write + 'a>(elements: impl Iterator<Item = &'a T>, json: &mut String) {
    json.push('[');
    for (at, element) in elements.enumerate() {
        if at > 0 {
            json.push(',');
        }
        element.write(json);
    }
    json.push(']');
}

impl Write for str {
    fn write(&self, json: &mut String) {
        write_text(self, json);
    }
}

impl Write for &str {
    fn write(&self, json: &mut String) {
        write_text(self, json);
    }
}

impl Write for String {
    fn write(&self, json: &mut String) {
        write_text(self, json);
    }
}

impl Read for String {
    fn read(node: &Node, reading: &mut Reading) -> String {
        value!(node, reading, Value::String(text) => text.to_string())
    }
}

impl Write for bool {
    fn write(&self, json: &mut String) {
        json.push_str(if *self { "true" } else { "false" });
    }

    fn is_absent(&self) -> bool {
        !self
    }
}

impl Read for bool {
    fn read(node: &Node, reading: &mut Reading) -> bool {
        value!(node, reading, Value::Boolean(value) => *value)
    }

    fn absent() -> Option<bool> {
        Some(false)
    }
}

impl Write for u32 {
    fn write(&self, json: &mut String) {
        json.push_str(&self.to_string());
    }
}

impl Read for u32 {
    fn read(node: &Node, reading: &mut Reading) -> u32 {
        let number = u64::read(node, reading);
        u32::try_from(number).unwrap_or_else(|_| {
            reading.fault(node.span, Fault::WrongType);
            0
        })
    }
}

impl Write for u64 {
    fn write(&self, json: &mut String) {
        json.push_str(&self.to_string());
    }

    fn is_absent(&self) -> bool {
        *self == 0
    }
}

/// Whole, and not below zero.
impl Read for u64 {
    fn read(node: &Node, reading: &mut Reading) -> u64 {
        let number = match &node.value {
            Value::Number(digits) => digits.parse().ok(),
            _ => None,
        };
        number.unwrap_or_else(|| {
            reading.fault(node.span, Fault::WrongType);
            0
        })
    }

    fn absent() -> Option<u64> {
        Some(0)
    }
}

impl<T: Write> Write for Option<T> {
    fn write(&self, json: &mut String) {
        match self {
            Some(value) => value.write(json),
            None => json.push_str("null"),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Read> Read for Option<T> {
    fn read(node: &Node, reading: &mut Reading) -> Option<T> {
        (node.value != Value::Null).then(|| T::read(node, reading))
    }

    fn absent() -> Option<Option<T>> {
        Some(None)
    }
}

impl<T: Write> Write for Vec<T> {
    fn write(&self, json: &mut String) {
        write_list(self.iter(), json);
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(node: &Node, reading: &mut Reading) -> Vec<T> {
        value!(node, reading, Value::Array(elements) =>
            elements.iter().map(|element| T::read(element, reading)).collect())
    }

    fn absent() -> Option<Vec<T>> {
        Some(Vec::new())
    }
}

impl<T: Write> Write for BTreeMap<String, T> {
    fn write(&self, json: &mut String) {
        let mut object = ObjectWriter::new(json);
        for (name, value) in self {
            object.always(name, value);
        }
        object.end();
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl<T: Read> Read for BTreeMap<String, T> {
    fn read(node: &Node, reading: &mut Reading) -> BTreeMap<String, T> {
        let mut map = BTreeMap::new();
        for member in value!(node, reading, Value::Object(members) => members.as_slice()) {
            map.insert(member.name.value.to_string(), T::read(&member.value, reading));
        }
        map
    }

    fn absent() -> Option<BTreeMap<String, T>> {
        Some(BTreeMap::new())
    }
}

/// JSON as it is, numbers as they were written.
impl Write for Node<'_> {
    fn write(&self, json: &mut String) {
        match &self.value {
            Value::Null => json.push_str("null"),
            Value::Boolean(value) => value.write(json),
            Value::Number(digits) => json.push_str(digits),
            Value::String(text) => write_text(text, json),
            Value::Array(elements) => write_list(elements.iter(), json),
            Value::Object(members) => {
                let mut object = ObjectWriter::new(json);
                for Member { name, value } in members {
                    object.always(&name.value, value);
                }
                object.end();
            }
        }
    }
}

impl Read for Node<'static> {
    fn read(node: &Node<'_>, _: &mut Reading) -> Node<'static> {
        node.detached()
    }
}
