//! Text → JSON tree with spans.
//!
//! RAM accepts RFC 7159 and nothing more (R1.10): no comments, no trailing commas, no member
//! named twice, no byte order mark. Reading ends at the first fault; a member that stands twice
//! counts only where there is no other.

mod reader;

use std::borrow::Cow;

use crate::text::{Span, Spanned};

/// A JSON value with its place in the text, from which it borrows what it can.
#[derive(Debug, Clone, PartialEq)]
pub struct Node<'t> {
    /// What it is.
    pub value: Value<'t>,
    /// Where it stands.
    pub span: Span,
}

/// The six kinds of JSON value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'t> {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// A number, as written.
    Number(Cow<'t, str>),
    /// A string, with its escapes resolved.
    String(Cow<'t, str>),
    /// A list.
    Array(Vec<Node<'t>>),
    /// An object; members in the order of the text.
    Object(Vec<Member<'t>>),
}

/// One member of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Member<'t> {
    /// Its name; the span includes the quotes.
    pub name: Spanned<Cow<'t, str>>,
    /// Its value.
    pub value: Node<'t>,
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

impl Value<'_> {
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

impl Node<'_> {
    /// The value, apart from the text that it was read from.
    pub fn detached(&self) -> Node<'static> {
        let owned = |text: &Cow<'_, str>| Cow::Owned(text.to_string());
        let value = match &self.value {
            Value::Null => Value::Null,
            Value::Boolean(value) => Value::Boolean(*value),
            Value::Number(digits) => Value::Number(owned(digits)),
            Value::String(text) => Value::String(owned(text)),
            Value::Array(elements) => Value::Array(elements.iter().map(Node::detached).collect()),
            Value::Object(members) => {
                let members = members.iter().map(|member| Member {
                    name: Spanned::new(owned(&member.name.value), member.name.span),
                    value: member.value.detached(),
                });
                Value::Object(members.collect())
            }
        };
        Node { value, span: self.span }
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
    /// A curly or full-width mark where one of JSON's own belongs.
    Lookalike,
    /// Anything else that is not expected here.
    Unexpected,
}

/// The mark of JSON that somebody means by a curly or full-width one, as word processors and Chinese keyboards write them.
pub fn meant_mark(lookalike: char) -> Option<char> {
    Some(match lookalike {
        '“' | '”' | '„' | '‟' | '＂' | '‘' | '’' | '‚' | '＇' => '"',
        '：' => ':',
        '，' | '、' => ',',
        '｛' => '{',
        '｝' => '}',
        '［' | '【' => '[',
        '］' | '】' => ']',
        _ => return None,
    })
}

/// A fault and its place.
pub type SyntaxError = Spanned<Fault>;

/// Reads one JSON value. Never fails otherwise than by the error it returns.
pub fn parse(text: &str) -> Result<Node<'_>, SyntaxError> {
    reader::read(text, None)
}

/// Reads one JSON value. Of the list that is a member of it by the name `list`, each element is
/// handed to `take` as soon as it is read, and null stands in its place. So no more than one of
/// them takes up memory; a fault may come after some were taken.
pub fn parse_each<'t>(text: &'t str, list: &str, take: &mut dyn FnMut(Node<'t>)) -> Result<Node<'t>, SyntaxError> {
    reader::read(text, Some((list, take)))
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
        let resolved = |text: &str, expected: &str| {
            assert_eq!(parse(text).unwrap().value, Value::String(expected.into()), "{text}");
        };
        resolved(r#""a\u0041\n\"""#, "aA\n\"");
        resolved(r#""\b\f\r\t\/\\""#, "\u{8}\u{c}\r\t/\\");
        resolved(r#""\u4e8c\uD83D\uDe00x\u0000""#, "二😀x\0");
        for (text, underlined) in [
            (r#""\x41""#, r"\x"),
            (r#""\'""#, r"\'"),
            (r#""\二""#, r"\二"),
            (r#""\u12g4""#, r"\u12g"),
            (r#""\u12""#, r#"\u12""#),
            (r#""\ud83d""#, r#"\ud83d"#),
            (r#""\ud83d\u0041""#, r"\ud83d\u0041"),
            (r#""\ude00""#, r"\ude00"),
            (r#""\"#, r"\"),
        ] {
            fault(text, Fault::Escape, underlined);
        }
    }

    #[test]
    fn numbers_stay_as_they_are_written() {
        for number in ["0", "-0", "10", "-1.50", "1e5", "1E+05", "0.0e-0", "123456789012345678901234567890"] {
            assert_eq!(parse(number).unwrap().value, Value::Number(number.into()));
        }
        for wrong in ["-", "01", "-01", "1.", "1.e1", "1e", "1e+", "0x1", "1a", "1-", "-a", "+1", ".5"] {
            fault(&format!("[{wrong}]"), Fault::Unexpected, wrong);
        }
    }

    #[test]
    fn faults_are_named_where_they_stand() {
        fault("[1 /* x */]", Fault::Comment, "/* x */");
        fault("[/* x", Fault::Comment, "/* x");
        fault("// x\r\n{}", Fault::Comment, "// x");
        fault("{\"a\":1,}", Fault::TrailingComma, ",");
        fault("[,]", Fault::Unexpected, ",");
        fault("{\"a\":1 \"b\":2}", Fault::MissingComma, "\"");
        fault("[true false]", Fault::MissingComma, "false");
        fault("[{} {}]", Fault::MissingComma, "{");
        fault("[\n[1", Fault::Unclosed, "[");
        fault("{\"a\"", Fault::Unclosed, "{");
        fault("{\"a\":", Fault::Unclosed, "{");
        fault("{\"a\":1,", Fault::Unclosed, "{");
        fault("[1}", Fault::Unexpected, "}");
        fault("{\"a\" 1}", Fault::Unexpected, "1");
        fault("{\"a\",1}", Fault::Unexpected, ",");
        fault("[\"a\n]", Fault::UnclosedString, "\"a");
        fault("[\"a\r\n]", Fault::UnclosedString, "\"a");
        fault("[\"a", Fault::UnclosedString, "\"a");
        fault("{'a': 1}", Fault::UnquotedName, "'");
        fault("{“a”: 1}", Fault::Lookalike, "“");
        fault("{\"a\"： 1}", Fault::Lookalike, "：");
        fault("[1，2]", Fault::Lookalike, "，");
        fault("[‘a’]", Fault::Lookalike, "‘");
        fault("［1]", Fault::Lookalike, "［");
        fault("[1】", Fault::Lookalike, "】");
        fault("[1]，", Fault::TextAfterEnd, "，");
        fault("[1；2]", Fault::Unexpected, "；");
        assert!(parse("{\"“a”：，\": \"｛\"}").is_ok(), "within a string they are text");
        fault("{1: 2}", Fault::UnquotedName, "1");
        fault("[Allow]", Fault::UnquotedName, "Allow");
        fault("[trueish]", Fault::UnquotedName, "trueish");
        fault("{} {}", Fault::TextAfterEnd, "{");
        fault("\u{feff}{}", Fault::Unexpected, "\u{feff}");
        fault("{}\u{2028}", Fault::TextAfterEnd, "\u{2028}");
        fault("[\u{b}1]", Fault::Unexpected, "\u{b}");
    }

    #[test]
    fn the_first_name_that_stands_twice_is_found() {
        fault(r#"{"a":1,"\u0061":{"b":1,"b":2}}"#, Fault::DuplicateName, r#""\u0061""#);
        fault(r#"{"a":{"b":1,"b":2},"a":1}"#, Fault::DuplicateName, r#""b""#);
        fault(r#"{"a":1,"a":2,"#, Fault::Unclosed, "{");
        let many: String = (0..100).map(|number| format!("\"{number}\":0,")).collect();
        assert!(parse(&format!("{{{many}\"a\":0}}")).is_ok());
        fault(&format!("{{{many}\"77\":{{}}}}"), Fault::DuplicateName, "\"77\"");
    }

    #[test]
    fn brackets_nest_as_deep_as_is_needed() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(parse(&nested(128)).is_ok());
        fault(&nested(129), Fault::TooDeep, "[");
        fault(&"{\"a\":".repeat(4000), Fault::TooDeep, "{");
    }

    #[test]
    fn elements_of_one_list_are_handed_over() {
        let text = r#"{"a": [1], "b": {"list": [2]}, "list": [{"list": [3]}, 4], "c": [5]}"#;
        let mut taken = Vec::new();
        let root = parse_each(text, "list", &mut |node| taken.push(node)).unwrap();
        assert_eq!(taken.iter().map(|node| node.span.of(text)).collect::<Vec<_>>(), [r#"{"list": [3]}"#, "4"]);
        let Value::Object(members) = &root.value else { panic!() };
        let Value::Array(list) = &members[2].value.value else { panic!() };
        assert!(list.iter().zip(&taken).all(|(left, taken)| left.value == Value::Null && left.span == taken.span));
        let Value::Object(whole) = parse(text).unwrap().value else { panic!() };
        assert_eq!([&members[..2], &members[3..]], [&whole[..2], &whole[3..]]);
        assert!(parse_each(r#"{"list": {"x": [1]}}"#, "list", &mut |_| panic!("no list")).is_ok());
        assert!(parse_each(r#"["list", [1]]"#, "list", &mut |_| panic!("no member")).is_ok());
    }

    #[test]
    fn lines_may_end_in_any_way() {
        assert_eq!(parse("\r\n[\r1,\n2]\t").unwrap().span, Span::new(2, 9));
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
