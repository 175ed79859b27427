//! JSON ↔ types, on top of the tree that the evaluator's reader makes. Which members an object has is said once, by
//! [`object!`] and its like; reading and writing both follow from that.
//!
//! Reading goes on after a fault with whatever stands in for the value, and remembers the fault that comes first in the
//! text. So it always ends with a value, which counts only if there was no fault. A fault has its place and its kind, so
//! that it can be told in any language; and all types share one small reader, where derived code weighed a fifth of the
//! page.
//!
//! ```
//! struct User { name: String, groups: Vec<String> }
//! ram_json::object!(User { name, groups });
//!
//! let node = ram_json::parse(r#"{"name":"Bob"}"#).unwrap();
//! let mut reading = ram_json::Reading::strict();
//! let user: User = ram_json::Read::read(&node, &mut reading);
//! assert!(reading.fault.is_none() && user.groups.is_empty());
//! assert_eq!(ram_json::to_json(&user), r#"{"name":"Bob"}"#);
//! ```

#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![cfg_attr(
    not(test),
    deny(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::string_slice, clippy::panic)
)]

mod macros;
mod values;

pub use ram_policy::json::{Member, Node, Value, parse};
pub use ram_policy::text::Span;

use values::write_text;

/// What is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A member that the object does not have.
    UnknownMember(String),
    /// A member that the object must have; its place is the object's end.
    MissingMember(&'static str),
    /// A text that is none of those known.
    UnknownValue(String),
    /// A value of another kind.
    WrongType,
}

/// One reading of a text.
#[derive(Debug)]
pub struct Reading {
    ignores_unknown_members: bool,
    /// The first fault in the text, and its place.
    pub fault: Option<(Span, Fault)>,
}

impl Reading {
    /// A reading for which an unknown member is a fault.
    pub fn strict() -> Reading {
        Reading { ignores_unknown_members: false, fault: None }
    }

    /// A reading that passes over unknown members.
    pub fn lenient() -> Reading {
        Reading { ignores_unknown_members: true, fault: None }
    }

    /// Notes a fault.
    pub fn fault(&mut self, span: Span, fault: Fault) {
        if self.fault.as_ref().is_none_or(|(first, _)| span.start < first.start) {
            self.fault = Some((span, fault));
        }
    }

    /// The text at a node, if it is one of these; else that is a fault.
    pub fn choice(&mut self, node: &Node, known: &[&'static str]) -> Option<&'static str> {
        let Value::String(found) = &node.value else {
            self.fault(node.span, Fault::WrongType);
            return None;
        };
        let choice = known.iter().find(|known| *known == found).copied();
        if choice.is_none() {
            self.fault(node.span, Fault::UnknownValue(found.to_string()));
        }
        choice
    }
}

/// What can be read from JSON.
pub trait Read: Sized {
    /// Reads a value.
    fn read(node: &Node, reading: &mut Reading) -> Self;

    /// What a missing member means; nothing if it must be there.
    fn absent() -> Option<Self> {
        None
    }
}

/// What can be written as JSON.
pub trait Write {
    /// Writes the value in the fewest characters.
    fn write(&self, json: &mut String);

    /// Whether an object need not write the member: the value is what a missing one means.
    fn is_absent(&self) -> bool {
        false
    }
}

/// A value as JSON in the fewest characters.
pub fn to_json(value: &dyn Write) -> String {
    let mut json = String::new();
    value.write(&mut json);
    json
}

/// Lays out JSON in the fewest characters for people: one member or element a line.
pub fn laid_out(compact: &str) -> String {
    fn new_line(text: &mut String, depth: usize) {
        text.push('\n');
        text.extend(std::iter::repeat_n("  ", depth));
    }
    let mut text = String::with_capacity(compact.len() * 2);
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    let mut characters = compact.chars().peekable();
    while let Some(c) = characters.next() {
        let closes = matches!(c, ']' | '}') && !in_string;
        if closes && !text.ends_with(['[', '{']) {
            new_line(&mut text, depth.saturating_sub(1));
        }
        text.push(c);
        match c {
            _ if in_string => {
                in_string = c != '"' || escaped;
                escaped = c == '\\' && !escaped;
                continue;
            }
            '"' => in_string = true,
            ':' => text.push(' '),
            ',' => new_line(&mut text, depth),
            '[' | '{' => {
                depth += 1;
                if !matches!(characters.peek(), Some(']' | '}')) {
                    new_line(&mut text, depth);
                }
            }
            ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    text
}

/// An object that is being read.
#[derive(Debug)]
pub struct Object<'a> {
    members: &'a [Member<'a>],
    end: Span,
    reading: &'a mut Reading,
}

impl<'a> Object<'a> {
    /// The object at a node.
    pub fn of(node: &'a Node<'a>, reading: &'a mut Reading) -> Object<'a> {
        let mut object = Object { members: &[], end: Span { start: node.span.end, end: node.span.end }, reading };
        match &node.value {
            Value::Object(members) => object.members = members,
            _ => object.reading.fault(node.span, Fault::WrongType),
        }
        object
    }

    /// The value of a member.
    pub fn get(&self, name: &str) -> Option<&'a Node<'a>> {
        self.members.iter().find(|member| member.name.value == name).map(|member| &member.value)
    }

    /// Reads a member.
    pub fn take<T: Read>(&mut self, name: &'static str) -> T {
        match self.get(name) {
            Some(node) => T::read(node, self.reading),
            None => T::absent().unwrap_or_else(|| self.missing(name)),
        }
    }

    /// Reads a member that must be there.
    pub fn required<T: Read>(&mut self, name: &'static str) -> T {
        match self.get(name) {
            Some(node) => T::read(node, self.reading),
            None => self.missing(name),
        }
    }

    /// Reads a member that has its default where it is missing.
    pub fn or_default<T: Read + Default>(&mut self, name: &str) -> T {
        self.get(name).map(|node| T::read(node, self.reading)).unwrap_or_default()
    }

    /// The member that tells what the object is, if it is one of these. If not, the other members are not looked at.
    pub fn tag(&mut self, name: &'static str, known: &[&'static str]) -> Option<&'static str> {
        let tag = match self.get(name) {
            Some(node) => self.reading.choice(node, known),
            None => {
                self.reading.fault(self.end, Fault::MissingMember(name));
                None
            }
        };
        if tag.is_none() {
            self.members = &[];
        }
        tag
    }

    /// Refuses every member that has another name.
    pub fn refuse_others(&mut self, names: &[&str]) {
        if self.reading.ignores_unknown_members {
            return;
        }
        let unknown = self.members.iter().find(|member| !names.contains(&&*member.name.value));
        if let Some(Member { name, .. }) = unknown {
            self.reading.fault(name.span, Fault::UnknownMember(name.value.to_string()));
        }
    }

    fn missing<T: Read>(&mut self, name: &'static str) -> T {
        static NOTHING: Node<'_> = Node { value: Value::Null, span: Span { start: 0, end: 0 } };
        self.reading.fault(self.end, Fault::MissingMember(name));
        T::read(&NOTHING, &mut Reading::lenient())
    }
}

/// An object that is being written.
#[derive(Debug)]
pub struct ObjectWriter<'a> {
    json: &'a mut String,
    separator: char,
}

impl<'a> ObjectWriter<'a> {
    /// An object without members yet.
    pub fn new(json: &'a mut String) -> ObjectWriter<'a> {
        ObjectWriter { json, separator: '{' }
    }

    /// Writes a member.
    pub fn always(&mut self, name: &str, value: &dyn Write) {
        self.json.push(self.separator);
        self.separator = ',';
        write_text(name, self.json);
        self.json.push(':');
        value.write(self.json);
    }

    /// Writes a member unless it may be left out.
    pub fn member(&mut self, name: &str, value: &dyn Write) {
        if !value.is_absent() {
            self.always(name, value);
        }
    }

    /// Ends the object.
    pub fn end(self) {
        self.json.push_str(if self.separator == '{' { "{}" } else { "}" });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq)]
    struct Person {
        name: String,
        kind: Option<u64>,
        tags: Vec<String>,
        is_shown: bool,
    }

    crate::object!(Person { name, kind as "type", tags, is_shown: always });

    fn read(text: &str) -> Result<Person, (String, Fault)> {
        let mut reading = Reading::strict();
        let person = Person::read(&parse(text).unwrap(), &mut reading);
        reading.fault.map_or(Ok(person), |(span, fault)| Err((span.of(text).to_owned(), fault)))
    }

    #[test]
    fn what_is_written_can_be_read() {
        let bob = || Person { name: "B\"o\\b\n\u{1f}二".to_owned(), kind: None, tags: Vec::new(), is_shown: false };
        let json = to_json(&bob());
        assert_eq!(json, "{\"name\":\"B\\\"o\\\\b\\n\\u001f二\",\"is_shown\":false}");
        assert_eq!(json, serde_json::from_str::<serde_json::Value>(&json).unwrap().to_string());
        assert_eq!(read(&json), Ok(bob()));
        let full = Person { kind: Some(3), tags: vec!["a".to_owned(), String::new()], is_shown: true, ..bob() };
        assert_eq!(read(&laid_out(&to_json(&full))), Ok(full));
    }

    #[test]
    fn the_first_fault_in_the_text_is_told() {
        let fault = |text: &str| read(text).unwrap_err();
        assert_eq!(fault(r#"{"tags":[1],"nmae":"x"}"#), ("1".to_owned(), Fault::WrongType));
        assert_eq!(
            fault(r#"{"nmae":"x","tags":[1]}"#),
            ("\"nmae\"".to_owned(), Fault::UnknownMember("nmae".to_owned()))
        );
        assert_eq!(fault("{}"), (String::new(), Fault::MissingMember("name")));
        for text in ["[]", "null", "1"] {
            assert_eq!(fault(text), (text.to_owned(), Fault::WrongType));
        }
        for number in ["-1", "1.0", "1e3", "99999999999999999999", "\"1\""] {
            let text = format!(r#"{{"name":"x","type":{number}}}"#);
            assert_eq!(fault(&text), (number.to_owned(), Fault::WrongType));
        }
    }

    #[test]
    fn json_is_laid_out_as_serde_json_does() {
        for text in [r#"{"a":[],"b":{},"c":[1,{"d":"[{\"\\,:","e":null}],"f":[[]]}"#, "[]", "1", r#""a:b""#] {
            let value: serde_json::Value = serde_json::from_str(text).unwrap();
            assert_eq!(laid_out(text), serde_json::to_string_pretty(&value).unwrap());
            assert_eq!(to_json(&parse(text).unwrap()), text);
        }
    }
}
