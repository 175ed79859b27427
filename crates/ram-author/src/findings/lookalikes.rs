//! Curly and full-width marks in the places of JSON's own.

use ram_policy::json::meant_mark;
use ram_policy::text::Span;

use crate::edit::TextEdit;

/// Edits that write JSON's own marks for all that only look like them. What stands in a string stays as it is.
pub(super) fn replaced(text: &str) -> Vec<TextEdit> {
    let mut edits = Vec::new();
    let mut at = 0;
    while let Some(mark) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let behind = at + mark.len_utf8();
        let meant = meant_mark(mark).unwrap_or(mark);
        replace(at, mark, &mut edits);
        at = behind;
        if meant == '"'
            && let Some((place, closing)) = end_of_string(text, behind, mark == '"')
        {
            replace(place, closing, &mut edits);
            at = place + closing.len_utf8();
        }
    }
    edits
}

fn replace(at: usize, mark: char, edits: &mut Vec<TextEdit>) {
    let edit = |meant| TextEdit::replace(Span::new(at, at + mark.len_utf8()), String::from(meant));
    edits.extend(meant_mark(mark).map(edit));
}

/// Where a string ends that begins before an offset, and by which mark: on its line, before something that may follow a
/// string. One that begins with a straight mark ends with the next straight one if that fits.
fn end_of_string(text: &str, from: usize, is_straight: bool) -> Option<(usize, char)> {
    let line = text.get(from..)?.lines().next()?;
    let mut marks: Vec<(usize, char)> = Vec::new();
    let mut is_escaped = false;
    for (at, c) in line.char_indices() {
        if !is_escaped && (c == '"' || meant_mark(c) == Some('"')) {
            marks.push((at, c));
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    let ends = |(at, mark): &&(usize, char)| {
        let rest = line.get(at + mark.len_utf8()..).unwrap_or_default().trim_start();
        let next = rest.chars().next();
        next.is_none_or(|next| matches!(meant_mark(next).unwrap_or(next), ':' | ',' | '}' | ']'))
    };
    let straight = marks.iter().find(|(_, mark)| is_straight && *mark == '"').filter(ends);
    let (at, mark) = straight.or_else(|| marks.iter().find(ends)).or(marks.first())?;
    Some((from + at, *mark))
}

#[cfg(test)]
mod tests {
    use super::replaced;
    use crate::edit::apply;

    #[test]
    fn marks_outside_of_strings_are_written_plainly() {
        let check = |text: &str, expected: &str| assert_eq!(apply(text, &replaced(text)), expected);
        check(
            "{“Effect”：“Allow”，\n ‘Action’: ＂ecs:*＂、“b”:【1］｝",
            "{\"Effect\":\"Allow\",\n \"Action\": \"ecs:*\",\"b\":[1]}",
        );
        // Begun or ended with a straight one.
        check("{\"Effect”: \"Allow“,\n“a\": 1}", "{\"Effect\": \"Allow\",\n\"a\": 1}");
        // What is in a string is text.
        for text in [r#"{"“a”：，": "it’s｛", "b": "x\"”, “"}"#, "", "[1, 2]"] {
            check(text, text);
        }
        check("[“it’s，x”, “\\”y”]", "[\"it’s，x\", \"\\”y\"]");
        // One that nothing closes takes nothing along.
        check("[“a\n，1]", "[\"a\n,1]");
    }
}
