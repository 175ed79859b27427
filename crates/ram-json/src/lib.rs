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

use std::collections::BTreeMap;

pub use ram_policy::json::{Member, Node, Value, parse};
pub use ram_policy::text::Span;

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
            self.fault(node.span, Fault::UnknownValue(found.clone()));
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
    members: &'a [Member],
    end: Span,
    reading: &'a mut Reading,
}

impl<'a> Object<'a> {
    /// The object at a node.
    pub fn of(node: &'a Node, reading: &'a mut Reading) -> Object<'a> {
        let mut object = Object { members: &[], end: Span { start: node.span.end, end: node.span.end }, reading };
        match &node.value {
            Value::Object(members) => object.members = members,
            _ => object.reading.fault(node.span, Fault::WrongType),
        }
        object
    }

    /// The value of a member.
    pub fn get(&self, name: &str) -> Option<&'a Node> {
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
        let unknown = self.members.iter().find(|member| !names.contains(&member.name.value.as_str()));
        if let Some(Member { name, .. }) = unknown {
            self.reading.fault(name.span, Fault::UnknownMember(name.value.clone()));
        }
    }

    fn missing<T: Read>(&mut self, name: &'static str) -> T {
        static NOTHING: Node = Node { value: Value::Null, span: Span { start: 0, end: 0 } };
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

/// Says which members the object of a type has, so that it can be read and written. The member has the name of the
/// field, or the one after `as`. What `absent` says decides which members can be missing and are left out; one marked
/// `always` can be missing, and is written nevertheless.
#[macro_export]
macro_rules! object {
    ($type:ident { $($field:ident $(as $name:literal)? $(: $always:ident)?),* $(,)? }) => {
        $crate::readable!($type { $($field $(as $name)? $(: $always)?),* });
        $crate::writable!($type { $($field $(as $name)? $(: $always)?),* });
    };
}

/// As [`object!`](crate::object), for what is only read.
#[macro_export]
macro_rules! readable {
    ($type:ident { $($field:ident $(as $name:literal)? $(: $always:ident)?),* $(,)? }) => {
        impl $crate::Read for $type {
            fn read(node: &$crate::Node, reading: &mut $crate::Reading) -> $type {
                let mut object = $crate::Object::of(node, reading);
                object.refuse_others(&[$($crate::name!($field $($name)?)),*]);
                $type { $($field: $crate::take!(object, $crate::name!($field $($name)?) $(, $always)?)),* }
            }
        }
    };
}

/// As [`object!`](crate::object), for what is only written.
#[macro_export]
macro_rules! writable {
    ($type:ident { $($field:ident $(as $name:literal)? $(: $always:ident)?),* $(,)? }) => {
        impl $crate::Write for $type {
            fn write(&self, json: &mut String) {
                let mut object = $crate::ObjectWriter::new(json);
                $($crate::put!(object, $crate::name!($field $($name)?), &self.$field $(, $always)?);)*
                object.end();
            }
        }
    };
}

/// Says which objects an enum is, told apart by one member.
#[macro_export]
macro_rules! tagged {
    ($type:ident by $tag:literal {
        $first:literal => $First:ident { $($first_field:ident),* }
        $(, $name:literal => $Variant:ident { $($field:ident),* })* $(,)?
    }) => {
        $crate::readable_by_tag!($type by $tag {
            $first => $First { $($first_field),* } $(, $name => $Variant { $($field),* })*
        });
        impl $crate::Write for $type {
            fn write(&self, json: &mut String) {
                let mut object = $crate::ObjectWriter::new(json);
                match self {
                    $type::$First { $($first_field),* } => {
                        object.always($tag, &$first);
                        $(object.member(stringify!($first_field), $first_field);)*
                    }
                    $($type::$Variant { $($field),* } => {
                        object.always($tag, &$name);
                        $(object.member(stringify!($field), $field);)*
                    })*
                }
                object.end();
            }
        }
    };
}

/// As [`tagged!`](crate::tagged), for what is only read.
#[macro_export]
macro_rules! readable_by_tag {
    ($type:ident by $tag:literal {
        $first:literal => $First:ident { $($first_field:ident),* }
        $(, $name:literal => $Variant:ident { $($field:ident),* })* $(,)?
    }) => {
        impl $crate::Read for $type {
            fn read(node: &$crate::Node, reading: &mut $crate::Reading) -> $type {
                let mut object = $crate::Object::of(node, reading);
                match object.tag($tag, &[$first $(, $name)*]) {
                    $(Some($name) => {
                        object.refuse_others(&[$tag $(, stringify!($field))*]);
                        $type::$Variant { $($field: object.take(stringify!($field))),* }
                    })*
                    // The first, or none of them, which is a fault.
                    _ => {
                        object.refuse_others(&[$tag $(, stringify!($first_field))*]);
                        $type::$First { $($first_field: object.take(stringify!($first_field))),* }
                    }
                }
            }
        }
    };
}

/// Says by which text each variant of an enum is known. What a missing member means can stand at the end.
#[macro_export]
macro_rules! choice {
    ($type:ident { $first:literal => $First:ident $(, $name:literal => $Variant:ident)* $(,)? } $(absent: $absent:ident)?) => {
        impl $crate::Read for $type {
            fn read(node: &$crate::Node, reading: &mut $crate::Reading) -> $type {
                match reading.choice(node, &[$first $(, $name)*]) {
                    $(Some($name) => $type::$Variant,)*
                    // The first, or none of them, which is a fault.
                    _ => $type::$First,
                }
            }

            $(fn absent() -> Option<$type> {
                Some($type::$absent)
            })?
        }

        impl $crate::Write for $type {
            fn write(&self, json: &mut String) {
                $crate::Write::write(
                    match self {
                        $type::$First => $first,
                        $($type::$Variant => $name,)*
                    },
                    json,
                );
            }

            $(fn is_absent(&self) -> bool {
                *self == $type::$absent
            })?
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! name {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $name:literal) => {
        $name
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! take {
    ($object:ident, $name:expr) => {
        $object.take($name)
    };
    ($object:ident, $name:expr, always) => {
        $object.or_default($name)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! put {
    ($object:ident, $name:expr, $value:expr) => {
        $object.member($name, $value)
    };
    ($object:ident, $name:expr, $value:expr, always) => {
        $object.always($name, $value)
    };
}

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
fn write_text(text: &str, json: &mut String) {
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
        value!(node, reading, Value::String(text) => text.clone())
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
            map.insert(member.name.value.clone(), T::read(&member.value, reading));
        }
        map
    }

    fn absent() -> Option<BTreeMap<String, T>> {
        Some(BTreeMap::new())
    }
}

/// JSON as it is, numbers as they were written.
impl Write for Node {
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

impl Read for Node {
    fn read(node: &Node, _: &mut Reading) -> Node {
        node.clone()
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
