//! Changes to a text, as an editor applies them, and strings as JSON writes them.

use ram_policy::text::Span;

/// One change: what stands at `span` gives way to `insert`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextEdit {
    /// What is replaced; empty where text is only added. In bytes of the text before all edits.
    pub span: Span,
    /// What takes its place.
    pub insert: String,
}

impl TextEdit {
    /// Puts `insert` in the place of `span`.
    pub fn replace(span: Span, insert: impl Into<String>) -> TextEdit {
        TextEdit { span, insert: insert.into() }
    }

    /// Adds text at an offset.
    pub fn insert(at: usize, insert: impl Into<String>) -> TextEdit {
        TextEdit::replace(Span::new(at, at), insert)
    }

    /// Takes text away.
    pub fn remove(start: usize, end: usize) -> TextEdit {
        TextEdit::replace(Span::new(start, end), "")
    }
}

/// The text after edits that don't overlap, in any order. Of two that add text at one place, the first in the list
/// stands first. An edit that doesn't fit the text is left out.
pub fn apply(text: &str, edits: &[TextEdit]) -> String {
    let mut ordered: Vec<&TextEdit> = edits.iter().collect();
    ordered.sort_by_key(|edit| edit.span);
    let mut result = String::with_capacity(text.len());
    let mut done = 0;
    for edit in ordered {
        let range = edit.span.range();
        let Some(between) = text.get(done..range.start).filter(|_| text.is_char_boundary(range.end)) else { continue };
        result.push_str(between);
        result.push_str(&edit.insert);
        done = range.end.max(range.start);
    }
    result.push_str(text.get(done..).unwrap_or_default());
    result
}

/// A string as a JSON literal, quotes included.
pub fn quote(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('"');
    escape_into(&mut literal, text);
    literal.push('"');
    literal
}

/// A string as it stands between the quotes of a JSON literal.
pub fn escape(text: &str) -> String {
    let mut literal = String::with_capacity(text.len());
    escape_into(&mut literal, text);
    literal
}

fn escape_into(literal: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '"' | '\\' => literal.extend(['\\', c]),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            _ if (c as u32) < 0x20 => {
                literal.push_str("\\u00");
                literal.extend([c as u32 >> 4, c as u32 & 15].map(|digit| char::from_digit(digit, 16).unwrap_or('0')));
            }
            _ => literal.push(c),
        }
    }
}

/// The string whose literal stands at a span, quotes included.
pub fn string_at(text: &str, span: Span) -> String {
    let literal = span.of(text);
    let content = literal.strip_prefix('"').unwrap_or(literal);
    unescape(content.strip_suffix('"').unwrap_or(content))
}

/// What the text between the quotes of a literal stands for. Broken escapes stand for themselves: the literal may be
/// unfinished.
pub fn unescape(literal: &str) -> String {
    if !literal.contains('\\') {
        return literal.to_owned();
    }
    let mut text = String::with_capacity(literal.len());
    let mut rest = literal.chars();
    while let Some(c) = rest.next() {
        if c != '\\' {
            text.push(c);
            continue;
        }
        match rest.next() {
            Some('n') => text.push('\n'),
            Some('r') => text.push('\r'),
            Some('t') => text.push('\t'),
            Some('b') => text.push('\u{8}'),
            Some('f') => text.push('\u{c}'),
            Some('u') => {
                let mut ahead = rest.clone();
                let code = unit(&mut ahead);
                let pair = code.filter(|code| (0xD800..0xDC00).contains(code)).and_then(|high| {
                    let low = (ahead.next() == Some('\\') && ahead.next() == Some('u')).then(|| unit(&mut ahead));
                    let low = low.flatten().filter(|low| (0xDC00..0xE000).contains(low))?;
                    char::from_u32(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
                });
                match pair.or_else(|| code.and_then(char::from_u32)) {
                    Some(c) => {
                        text.push(c);
                        rest = ahead;
                    }
                    None => text.push_str("\\u"),
                }
            }
            Some(other) => text.push(other),
            None => text.push('\\'),
        }
    }
    text
}

/// Four hexadecimal digits.
fn unit(digits: &mut std::str::Chars<'_>) -> Option<u32> {
    (0..4).try_fold(0, |code, _| Some(code * 16 + digits.next()?.to_digit(16)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_apply_in_any_order() {
        let edits = [TextEdit::insert(4, "!"), TextEdit::replace(Span::new(0, 1), "b"), TextEdit::remove(1, 2)];
        assert_eq!(apply("acde", &edits), "bde!");
        assert_eq!(apply("ab", &[TextEdit::insert(1, "1"), TextEdit::insert(1, "2")]), "a12b");
    }

    #[test]
    fn an_edit_that_does_not_fit_changes_nothing() {
        assert_eq!(apply("二", &[TextEdit::remove(1, 2)]), "二");
        assert_eq!(apply("ab", &[TextEdit::remove(1, 9)]), "ab");
    }

    #[test]
    fn strings_are_quoted_and_read_back() {
        for text in ["", "a\"b\\c", "二\n\t\r\u{1}", "😀"] {
            let literal = quote(text);
            assert_eq!(unescape(literal.trim_matches('"').get(..literal.len() - 2).unwrap_or_default()), text);
            assert!(ram_policy::json::parse(&literal).is_ok(), "{literal}");
        }
        assert_eq!(unescape(r"\ud83d\ude00\u4e8c"), "😀二");
        assert_eq!(unescape(r"\u12"), r"\u12");
        assert_eq!(unescape("a\\"), "a\\");
    }
}
