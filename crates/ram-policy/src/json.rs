//! Text → JSON tree with spans.
//!
//! RAM accepts RFC 7159 and nothing more (R1.10): no comments, no trailing commas, no member
//! named twice. The reader is the crate `jsonc-parser` with every liberty switched off; what it
//! still lets through (raw control characters in strings, U+00A0 as white space, an empty text)
//! is checked here.

use jsonc_parser::ast;
use jsonc_parser::common::Ranged;
use jsonc_parser::errors::ParseErrorKind;
use jsonc_parser::{CollectOptions, CommentCollectionStrategy, ParseOptions, ParseStringErrorKind};

use crate::text::{Span, Spanned};

/// A JSON value with its place in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Where it stands.
    pub span: Span,
}

/// The six kinds of JSON value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// A number, as written.
    Number(String),
    /// A string, with its escapes resolved.
    String(String),
    /// A list.
    Array(Vec<Node>),
    /// An object; members in the order of the text.
    Object(Vec<Member>),
}

/// One member of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// Its name; the span includes the quotes.
    pub name: Spanned<String>,
    /// Its value.
    pub value: Node,
}

/// The kind of a JSON value, for messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean,
    /// A number.
    Number,
    /// A string.
    String,
    /// A list.
    Array,
    /// An object.
    Object,
}

impl Value {
    /// Which kind of value it is.
    pub fn kind(&self) -> Kind {
        match self {
            Value::Null => Kind::Null,
            Value::Boolean(_) => Kind::Boolean,
            Value::Number(_) => Kind::Number,
            Value::String(_) => Kind::String,
            Value::Array(_) => Kind::Array,
            Value::Object(_) => Kind::Object,
        }
    }
}

/// Why a text is not JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing but white space.
    Empty,
    /// A comment; JSON has none.
    Comment,
    /// A comma before a closing bracket.
    TrailingComma,
    /// A comma is missing between two members or elements.
    MissingComma,
    /// A bracket or brace is not closed.
    Unclosed,
    /// A string is not closed on its line.
    UnclosedString,
    /// A backslash is followed by something that is not an escape.
    Escape,
    /// A raw control character inside a string.
    ControlCharacter,
    /// A member name is not in double quotes.
    UnquotedName,
    /// The same member stands twice in an object.
    DuplicateName,
    /// Brackets nest deeper than any policy could.
    TooDeep,
    /// Text after the end of the value.
    TextAfterEnd,
    /// Anything else that is not expected here.
    Unexpected,
}

/// A fault and its place.
pub type SyntaxError = Spanned<Fault>;

/// Reads one JSON value. Never fails otherwise than by the error it returns.
pub fn parse(text: &str) -> Result<Node, SyntaxError> {
    if text.trim_matches(is_json_space).is_empty() {
        return Err(Spanned::new(Fault::Empty, Span::new(0, text.len())));
    }
    let collect = CollectOptions { comments: CommentCollectionStrategy::Off, tokens: false };
    let options = ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    let parsed = jsonc_parser::parse_to_ast(text, &collect, &options).map_err(|error| {
        let range = error.range();
        let fault = fault_of(error.kind());
        // Of what is not closed, the bracket that opens it says the most.
        let end = if matches!(fault, Fault::Unclosed | Fault::TooDeep) { range.start + 1 } else { range.end };
        Spanned::new(fault, on_boundaries(text, range.start, end))
    })?;
    if let Some(error) = foreign_space(text) {
        return Err(error);
    }
    match parsed.value {
        Some(value) => convert(&value),
        None => Err(Spanned::new(Fault::Empty, Span::new(0, text.len()))),
    }
}

fn is_json_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

fn fault_of(kind: &ParseErrorKind) -> Fault {
    match kind {
        ParseErrorKind::CommentsNotAllowed | ParseErrorKind::UnterminatedCommentBlock => Fault::Comment,
        ParseErrorKind::TrailingCommasNotAllowed => Fault::TrailingComma,
        ParseErrorKind::ExpectedComma => Fault::MissingComma,
        ParseErrorKind::UnterminatedArray | ParseErrorKind::UnterminatedObject => Fault::Unclosed,
        ParseErrorKind::String(ParseStringErrorKind::UnterminatedStringLiteral) => Fault::UnclosedString,
        ParseErrorKind::MultipleRootJsonValues => Fault::TextAfterEnd,
        ParseErrorKind::String(_) => Fault::Escape,
        ParseErrorKind::ExpectedStringObjectProperty
        | ParseErrorKind::UnexpectedWord
        | ParseErrorKind::SingleQuotedStringsNotAllowed => Fault::UnquotedName,
        ParseErrorKind::NestingDepthExceeded => Fault::TooDeep,
        _ => Fault::Unexpected,
    }
}

/// Widens a range to character boundaries, and an empty one to the next character that is not
/// white space, or to the last one before the end.
fn on_boundaries(text: &str, start: usize, end: usize) -> Span {
    let start = text.floor_char_boundary(start.min(text.len()));
    let end = text.ceil_char_boundary(end.min(text.len()).max(start));
    if text.get(start..end).is_some_and(|part| !part.trim_matches(is_json_space).is_empty()) {
        return Span::new(start, end);
    }
    let next = text.get(start..).unwrap_or_default().char_indices().find(|(_, c)| !is_json_space(*c));
    let last = || text.char_indices().rev().find(|(_, c)| !is_json_space(*c));
    match next.map(|(offset, c)| (start + offset, c)).or_else(last) {
        Some((at, c)) => Span::new(at, at + c.len_utf8()),
        None => Span::new(start, end),
    }
}

/// The reader takes some Unicode spaces (and a byte order mark) for white space; JSON does not.
fn foreign_space(text: &str) -> Option<SyntaxError> {
    let mut in_string = false;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        if in_string {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => in_string = false,
                _ if (c as u32) < 0x20 => {
                    return Some(Spanned::new(Fault::ControlCharacter, Span::new(at, at + c.len_utf8())));
                }
                _ => {}
            }
        } else if c == '"' {
            in_string = true;
        } else if (c.is_whitespace() || c == '\u{feff}') && !is_json_space(c) {
            return Some(Spanned::new(Fault::Unexpected, Span::new(at, at + c.len_utf8())));
        }
    }
    None
}

fn convert(node: &ast::Value<'_>) -> Result<Node, SyntaxError> {
    let range = node.range();
    let span = Span::new(range.start, range.end);
    let value = match node {
        ast::Value::NullKeyword(_) => Value::Null,
        ast::Value::BooleanLit(literal) => Value::Boolean(literal.value),
        ast::Value::NumberLit(literal) => Value::Number(literal.value.to_owned()),
        ast::Value::StringLit(literal) => Value::String(literal.value.clone().into_owned()),
        ast::Value::Array(array) => {
            Value::Array(array.elements.iter().map(|element| convert(element)).collect::<Result<_, _>>()?)
        }
        ast::Value::Object(object) => {
            let mut members: Vec<Member> = Vec::with_capacity(object.properties.len());
            let mut names = std::collections::HashSet::with_capacity(object.properties.len());
            for property in &object.properties {
                let name = property.name.as_str();
                let range = property.name.range();
                let span = Span::new(range.start, range.end);
                if !names.insert(name) {
                    return Err(Spanned::new(Fault::DuplicateName, span));
                }
                let value = convert(&property.value)?;
                members.push(Member { name: Spanned::new(name.to_owned(), span), value });
            }
            Value::Object(members)
        }
    };
    Ok(Node { value, span })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn fault(text: &str, expected: Fault, underlined: &str) {
        let error = parse(text).expect_err("should be refused");
        assert_eq!((error.value, error.span.of(text)), (expected, underlined), "{text}");
    }

    #[test]
    fn spans_cover_the_exact_text() {
        let text = "{ \"Ä\": [1, \"二\"] }";
        let Value::Object(members) = parse(text).unwrap().value else { panic!() };
        assert_eq!(members[0].name.span.of(text), "\"Ä\"");
        let Value::Array(elements) = &members[0].value.value else { panic!() };
        assert_eq!(elements[1].span.of(text), "\"二\"");
    }

    #[test]
    fn escapes_are_resolved() {
        assert_eq!(parse(r#""aA\n\"""#).unwrap().value, Value::String("aA\n\"".to_owned()));
    }

    #[test]
    fn what_json_does_not_know_is_refused() {
        fault("", Fault::Empty, "");
        fault(" \n", Fault::Empty, " \n");
        fault("{} // x", Fault::Comment, "// x");
        fault("[1,]", Fault::TrailingComma, ",");
        fault("[1 2]", Fault::MissingComma, "2");
        fault("{\"a\": 1", Fault::Unclosed, "{");
        fault("[1", Fault::Unclosed, "[");
        fault("{\"a\":1,\"a\":2}", Fault::DuplicateName, "\"a\"");
        fault("\"a\tb\"", Fault::ControlCharacter, "\t");
        fault("[\u{a0}1]", Fault::Unexpected, "\u{a0}");
        fault("{a: 1}", Fault::UnquotedName, "a");
        fault("1 2", Fault::TextAfterEnd, "2");
        fault(&"[".repeat(4000), Fault::TooDeep, "[");
    }
}
