//! One pass over the bytes.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::json::{Fault, Member, Node, SyntaxError, Value, meant_mark};
use crate::text::{Span, Spanned};

/// How deep brackets may nest; those of a policy nest six deep.
const DEEPEST: usize = 128;

/// Objects with more members than this are searched for names that stand twice by a sorted set.
const FEW: usize = 16;

/// The list that is handed over: the name of a member of the root, and who takes the elements.
pub type HandOver<'h, 't> = (&'h str, &'h mut dyn FnMut(Node<'t>));

pub fn read<'t>(text: &'t str, hand_over: Option<HandOver<'_, 't>>) -> Result<Node<'t>, SyntaxError> {
    let mut reader = Reader { text, at: 0, open: Vec::new(), duplicate: None, hand_over, is_handed_over: false };
    reader.skip_space();
    if reader.at == text.len() {
        return Err(Spanned::new(Fault::Empty, Span::new(0, text.len())));
    }
    let node = reader.value()?;
    reader.skip_space();
    if reader.at < text.len() {
        return Err(reader.error(Fault::TextAfterEnd));
    }
    match reader.duplicate {
        Some(span) => Err(Spanned::new(Fault::DuplicateName, span)),
        None => Ok(node),
    }
}

struct Reader<'t, 'h> {
    text: &'t str,
    /// The next byte; always on a character boundary.
    at: usize,
    /// Where the brackets stand that are open.
    open: Vec<usize>,
    /// The first name that stands twice.
    duplicate: Option<Span>,
    hand_over: Option<HandOver<'h, 't>>,
    /// Whether the next list is the one.
    is_handed_over: bool,
}

impl<'t> Reader<'t, '_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Moves over a byte if it is the next one.
    fn take(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    fn skip_space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn since(&self, start: usize) -> &'t str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    fn value(&mut self) -> Result<Node<'t>, SyntaxError> {
        let start = self.at;
        let value = match self.peek() {
            Some(b'"') => Value::String(self.string()?),
            Some(b'{') => self.nested(Reader::object)?,
            Some(b'[') => self.nested(Reader::array)?,
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b't') if self.take_word("true") => Value::Boolean(true),
            Some(b'f') if self.take_word("false") => Value::Boolean(false),
            Some(b'n') if self.take_word("null") => Value::Null,
            _ => return Err(self.no_string()),
        };
        Ok(Node { value, span: Span::new(start, self.at) })
    }

    fn take_word(&mut self, word: &str) -> bool {
        let is_next = self.rest().strip_prefix(word).is_some_and(|rest| !rest.starts_with(is_of_word));
        self.at += if is_next { word.len() } else { 0 };
        is_next
    }

    fn nested(&mut self, read: fn(&mut Self) -> Result<Value<'t>, SyntaxError>) -> Result<Value<'t>, SyntaxError> {
        if self.open.len() == DEEPEST {
            return Err(Spanned::new(Fault::TooDeep, Span::new(self.at, self.at + 1)));
        }
        self.open.push(self.at);
        self.at += 1;
        self.skip_space();
        let value = read(self)?;
        self.open.pop();
        Ok(value)
    }

    fn array(&mut self) -> Result<Value<'t>, SyntaxError> {
        let mut elements = Vec::new();
        let is_handed_over = std::mem::take(&mut self.is_handed_over);
        if self.take(b']') {
            return Ok(Value::Array(elements));
        }
        loop {
            let mut element = self.value()?;
            if let Some((_, take)) = self.hand_over.as_mut().filter(|_| is_handed_over) {
                let in_its_place = Node { value: Value::Null, span: element.span };
                take(std::mem::replace(&mut element, in_its_place));
            }
            elements.push(element);
            if self.is_last(b']')? {
                return Ok(Value::Array(elements));
            }
        }
    }

    fn object(&mut self) -> Result<Value<'t>, SyntaxError> {
        let mut members = Vec::new();
        if self.take(b'}') {
            return Ok(Value::Object(members));
        }
        loop {
            members.push(self.member()?);
            if self.is_last(b'}')? {
                self.note_duplicate(&members);
                return Ok(Value::Object(members));
            }
        }
    }

    fn member(&mut self) -> Result<Member<'t>, SyntaxError> {
        let start = self.at;
        if self.peek() != Some(b'"') {
            return Err(self.no_string());
        }
        let name = Spanned::new(self.string()?, Span::new(start, self.at));
        self.skip_space();
        if !self.take(b':') {
            return Err(self.error(Fault::Unexpected));
        }
        self.skip_space();
        self.is_handed_over = self.open.len() == 1
            && self.peek() == Some(b'[')
            && self.hand_over.as_ref().is_some_and(|(list, _)| *list == name.value);
        Ok(Member { name, value: self.value()? })
    }

    /// What follows an element or member: the end, or a comma and one more.
    fn is_last(&mut self, end: u8) -> Result<bool, SyntaxError> {
        self.skip_space();
        if self.take(end) {
            return Ok(true);
        }
        let comma = self.at;
        if !self.take(b',') {
            let begins_value = self.rest().starts_with(|c| matches!(c, '"' | '{' | '[' | '-') || is_of_word(c));
            return Err(self.error(if begins_value { Fault::MissingComma } else { Fault::Unexpected }));
        }
        self.skip_space();
        if self.peek() == Some(end) {
            return Err(Spanned::new(Fault::TrailingComma, Span::new(comma, comma + 1)));
        }
        Ok(false)
    }

    fn note_duplicate(&mut self, members: &[Member<'t>]) {
        let names = || members.iter().map(|member| &member.name);
        let again = if members.len() <= FEW {
            let is_before = |place: usize, name: &str| names().take(place).any(|other| other.value == name);
            names().enumerate().find(|(place, name)| is_before(*place, &name.value)).map(|(_, name)| name)
        } else {
            let mut seen = BTreeSet::new();
            names().find(|name| !seen.insert(&name.value))
        };
        // What was found in an inner object may stand behind this one.
        self.duplicate = self.duplicate.into_iter().chain(again.map(|name| name.span)).min();
    }

    fn number(&mut self) -> Result<Value<'t>, SyntaxError> {
        let start = self.at;
        if self.take_number() && !self.rest().starts_with(is_of_word) {
            return Ok(Value::Number(self.since(start).into()));
        }
        self.at = start;
        Err(self.error(Fault::Unexpected))
    }

    fn take_number(&mut self) -> bool {
        self.take(b'-');
        if !self.take(b'0') && !self.take_digits() {
            return false;
        }
        if self.take(b'.') && !self.take_digits() {
            return false;
        }
        if !self.take(b'e') && !self.take(b'E') {
            return true;
        }
        let _sign = self.take(b'+') || self.take(b'-');
        self.take_digits()
    }

    fn take_digits(&mut self) -> bool {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        self.at > start
    }

    /// A string with its escapes resolved, a part of the text where it has none; `at` is on its quotation mark.
    fn string(&mut self) -> Result<Cow<'t, str>, SyntaxError> {
        let quote = self.at;
        self.at += 1;
        let mut part = self.at;
        let mut resolved = String::new();
        loop {
            let ends_part = |byte: &u8| matches!(byte, b'"' | b'\\' | ..b' ');
            let length = self.text.as_bytes().get(self.at..).and_then(|rest| rest.iter().position(ends_part));
            self.at = length.map_or(self.text.len(), |length| self.at + length);
            match self.peek() {
                Some(b'"') => {
                    let last = self.since(part);
                    self.at += 1;
                    if resolved.is_empty() {
                        return Ok(Cow::Borrowed(last));
                    }
                    resolved.push_str(last);
                    return Ok(Cow::Owned(resolved));
                }
                Some(b'\\') => {
                    resolved.push_str(self.since(part));
                    resolved.push(self.escape()?);
                    part = self.at;
                }
                None | Some(b'\n' | b'\r') => {
                    return Err(Spanned::new(Fault::UnclosedString, Span::new(quote, self.at)));
                }
                Some(_) => return Err(self.error(Fault::ControlCharacter)),
            }
        }
    }

    fn escape(&mut self) -> Result<char, SyntaxError> {
        let start = self.at;
        self.at += 1;
        let named = match self.peek() {
            Some(b'u') => self.unicode_escape(),
            Some(b'n') => Some('\n'),
            Some(b't') => Some('\t'),
            Some(b'r') => Some('\r'),
            Some(b'b') => Some('\u{8}'),
            Some(b'f') => Some('\u{c}'),
            Some(mark @ (b'"' | b'\\' | b'/')) => Some(char::from(mark)),
            _ => None,
        };
        // What is wrong is underlined up to the character that makes it so.
        self.at += self.rest().chars().next().map_or(0, char::len_utf8);
        named.ok_or(Spanned::new(Fault::Escape, Span::new(start, self.at)))
    }

    /// `at` is on the `u`, and stays on the last character that belongs to the escape. A character
    /// beyond U+FFFF is written as two escapes.
    fn unicode_escape(&mut self) -> Option<char> {
        let first = self.hexadecimal()?;
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first);
        }
        if !self.rest().get(1..)?.starts_with("\\u") {
            return None;
        }
        self.at += 2;
        let second = self.hexadecimal().filter(|second| (0xdc00..0xe000).contains(second))?;
        char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00))
    }

    /// Four digits; `at` moves from the character before them to the last one, or to the first
    /// that is none.
    fn hexadecimal(&mut self) -> Option<u32> {
        let mut number = 0;
        for _ in 0..4 {
            self.at += 1;
            let digit = char::from(self.peek()?).to_digit(16)?;
            number = number * 16 + digit;
        }
        Some(number)
    }

    /// What stands where a string should, or any value.
    fn no_string(&self) -> SyntaxError {
        let is_text = self.rest().starts_with(|c| c == '\'' || (is_of_word(c) && !matches!(c, '.' | '+')));
        self.error(if is_text { Fault::UnquotedName } else { Fault::Unexpected })
    }

    /// A fault of the word or character that comes next, unless that is a comment, or there is none.
    fn error(&self, fault: Fault) -> SyntaxError {
        let rest = self.rest();
        let up_to = |end: Option<usize>| Span::new(self.at, end.map_or(self.text.len(), |end| self.at + end));
        let Some(first) = rest.chars().next() else {
            // Of what is not closed, the bracket that opens it says the most.
            let bracket = self.open.last().copied().unwrap_or_default();
            return Spanned::new(Fault::Unclosed, Span::new(bracket, bracket + 1));
        };
        if rest.starts_with("//") {
            return Spanned::new(Fault::Comment, up_to(rest.find(['\n', '\r'])));
        }
        if rest.starts_with("/*") {
            return Spanned::new(Fault::Comment, up_to(rest.find("*/").map(|end| end + 2)));
        }
        let is_lookalike = fault == Fault::Unexpected && meant_mark(first).is_some();
        let fault = if is_lookalike { Fault::Lookalike } else { fault };
        let end = if is_of_word(first) { rest.find(|c| !is_of_word(c)) } else { Some(first.len_utf8()) };
        Spanned::new(fault, up_to(end))
    }
}

/// Whether a character belongs to a word: a name or text without quotation marks, or a number.
fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$' | '.' | '-' | '+')
}
