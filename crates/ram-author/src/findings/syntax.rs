//! Mending what is not JSON.

use ram_policy::json::{self, Fault};
use ram_policy::text::Span;
use ram_text::{Msg, code};

use super::Mending;
use super::lookalikes;
use crate::edit::{TextEdit, apply, quote};
use crate::layout::remove;
use crate::tree::{Shape, Tree};

/// The fixes for a fault at a span; only those after which this fault is gone.
pub(super) fn fixes(text: &str, fault: Fault, span: Span) -> Vec<Mending> {
    let tree = Tree::read(text);
    // A reader may stumble far behind a quote that is missing, so that comes first.
    let found = plain_marks(text, fault).into_iter();
    let found = found.chain(unclosed_string(&tree)).chain(candidate(text, &tree, fault, span));
    let is_gone = |fix: &Mending| match json::parse(&apply(text, &fix.edits)) {
        Ok(_) => true,
        Err(error) => (error.value, error.span.start) != (fault, span.start),
    };
    found.filter(is_gone).collect()
}

/// JSON's own marks for all that only look like them. A string that ends with a curly one is stumbled over in many ways, so
/// that this is tried for every fault.
fn plain_marks(text: &str, fault: Fault) -> Option<Mending> {
    let edits = lookalikes::replaced(text);
    let is_mended = || json::parse(&apply(text, &edits)).is_ok();
    let fits = !edits.is_empty() && (fault == Fault::Lookalike || is_mended());
    fits.then_some(Mending { name: Msg::AuthorFixAscii, edits })
}

/// The closing quote of the first string that ends with its line, or runs into the next string.
fn unclosed_string(tree: &Tree) -> Option<Mending> {
    let at = (0..).map_while(|number| tree.entry(number)).find_map(|entry| {
        let name = entry.name.filter(|name| name.is_quoted && !name.is_closed);
        let value = entry.token().filter(|value| value.is_quoted && !value.is_closed);
        name.or(value).map(|token| token.span.end as usize)
    })?;
    Some(Mending { name: Msg::AuthorFixAdd { what: code("\"") }, edits: vec![TextEdit::insert(at, "\"")] })
}

fn candidate(text: &str, tree: &Tree, fault: Fault, span: Span) -> Option<Mending> {
    let (start, end) = (span.start as usize, span.end as usize);
    let part = span.of(text);
    let (name, edits) = match fault {
        Fault::TrailingComma | Fault::Comment => {
            (Msg::AuthorFixRemove { what: code(shortened(part)) }, vec![TextEdit::remove(start, end)])
        }
        Fault::TextAfterEnd => {
            let root = tree.entry(tree.root()?)?;
            let rest = text.get(root.end()..)?.trim_end();
            let edit = TextEdit::remove(root.end(), root.end() + rest.len());
            (Msg::AuthorFixRemove { what: code(shortened(rest.trim_start())) }, vec![edit])
        }
        Fault::MissingComma => {
            let before = text.get(..start)?.trim_end().len();
            (Msg::AuthorFixAdd { what: code(",") }, vec![TextEdit::insert(before, ",")])
        }
        Fault::Unclosed => {
            // From the innermost: what is open at the end, behind a comma that nothing follows.
            let mut closing = String::new();
            for open in (0..).map_while(|number| tree.entry(number)).filter(|it| it.is_container() && !it.is_closed) {
                closing.insert(0, if open.shape == Shape::Object { '}' } else { ']' });
            }
            let kept = text.trim_end();
            let kept = kept.strip_suffix(',').unwrap_or(kept).len();
            let edit = TextEdit::replace(Span::new(kept, text.trim_end().len()), closing.clone());
            (Msg::AuthorFixAdd { what: code(closing) }, vec![edit])
        }
        Fault::Escape => {
            let at = start + part.find('\\')?;
            (Msg::AuthorFixAdd { what: code("\\") }, vec![TextEdit::insert(at, "\\")])
        }
        Fault::ControlCharacter => {
            let literal = quote(part);
            let escape = literal.get(1..literal.len() - 1)?.to_owned();
            (Msg::AuthorFixUse { value: code(escape.as_str()) }, vec![TextEdit::replace(span, escape)])
        }
        Fault::UnquotedName => {
            let word = word_at(text, start);
            let written = word.of(text).trim_matches('\'');
            let literal = quote(written);
            (Msg::AuthorFixUse { value: code(literal.as_str()) }, vec![TextEdit::replace(word, literal)])
        }
        Fault::DuplicateName => {
            let number = (0..).take_while(|number| tree.entry(*number).is_some());
            let second = { number }.find(|number| {
                tree.entry(*number).and_then(|entry| entry.name).is_some_and(|name| name.span == span)
            })?;
            (Msg::AuthorFixRemove { what: code(shortened(part)) }, vec![remove(tree, second)?])
        }
        Fault::Unexpected if part == "\u{feff}" => {
            (Msg::AuthorFixRemove { what: code("BOM") }, vec![TextEdit::remove(start, end)])
        }
        Fault::Unexpected if part.chars().all(char::is_whitespace) => {
            (Msg::AuthorFixSpace, vec![TextEdit::replace(span, " ")])
        }
        Fault::Empty | Fault::TooDeep | Fault::UnclosedString | Fault::Lookalike | Fault::Unexpected => return None,
    };
    Some(Mending { name, edits })
}

/// The word without double quotes that begins at an offset; one in single quotes with what is between them.
fn word_at(text: &str, start: usize) -> Span {
    let rest = text.get(start..).unwrap_or_default();
    let single = rest.strip_prefix('\'').and_then(|behind| behind.find('\''));
    let length = match single {
        Some(at) => at + 2,
        None => rest.find([':', ',', ' ', '\t', '\r', '\n', '}', ']', '"']).unwrap_or(rest.len()),
    };
    Span::new(start, start + length)
}

/// A long text cut to a readable length.
pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}
