//! How a document is laid out, and new parts written alike: indents, line ends, colons.

use ram_policy::json::{self, Node, SyntaxError, Value};

use crate::edit::{TextEdit, quote};
use crate::tree::{Entry, Shape, Tree};

/// JSON to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Draft {
    /// A string.
    String(String),
    /// Anything that is written as it is: a number, a Boolean, text that is JSON already.
    Raw(String),
    /// A list.
    List(Vec<Draft>),
    /// An object.
    Object(Vec<(String, Draft)>),
}

/// The habits of whoever laid a document out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Style {
    /// `\n` or `\r\n`.
    pub line_end: &'static str,
    /// One step of indent.
    pub indent: String,
    /// What stands between a name and its value.
    pub colon: String,
    /// Whether the document has lines at all.
    pub has_lines: bool,
}

impl Style {
    /// Two spaces, as in the documentation.
    pub fn usual() -> Style {
        Style { line_end: "\n", indent: "  ".to_owned(), colon: ": ".to_owned(), has_lines: true }
    }

    /// The habits that a text shows.
    pub fn of(text: &str, tree: &Tree) -> Style {
        let usual = Style::usual();
        let Some(root) = tree.root() else { return usual };
        let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let first = tree.children(Some(root)).next().map(|(_, entry)| entry);
        // What most members have, with a space or without.
        let colons = (0..).map_while(|number| tree.entry(number)).filter_map(|entry| {
            let name = entry.name.filter(|_| entry.shape != Shape::Missing)?;
            text.get(name.span.end as usize..entry.span.start as usize)
        });
        let is_wide = |colon: &&str| colon.ends_with(' ');
        let (wide, all) = (colons.clone().filter(is_wide).count(), colons.clone().count());
        let mut colons = colons.filter(|colon| is_wide(colon) == (wide * 2 >= all));
        let colon = colons.find(|colon| !colon.contains('\n'));
        let has_lines = match tree.entry(root) {
            Some(root) if first.is_some() => root.span.of(text).contains('\n'),
            _ => true,
        };
        // Of the first entry that begins a line deeper than the line of what holds it.
        let step = |entry: &Entry| {
            let own = line_indent(text, entry.start()).filter(|own| {
                let line = entry.start() - own.len();
                text.get(..line).is_some_and(|before| before.ends_with('\n'))
            })?;
            let outer = line_indent(text, tree.entry(entry.parent?)?.start())?;
            own.strip_prefix(outer).filter(|step| !step.is_empty())
        };
        let indent = (0..).map_while(|number| tree.entry(number)).find_map(step);
        Style {
            line_end,
            indent: indent.unwrap_or(&usual.indent).to_owned(),
            colon: colon.unwrap_or(&usual.colon).to_owned(),
            has_lines,
        }
    }

    /// What stands behind a comma within a line.
    fn space(&self) -> &str {
        if self.has_lines || self.colon.ends_with(' ') { " " } else { "" }
    }

    /// A draft whose first line begins where `indent` ends.
    pub fn write(&self, draft: &Draft, indent: &str) -> String {
        let mut text = String::new();
        self.write_into(&mut text, draft, indent);
        text
    }

    /// A member of an object.
    pub fn write_member(&self, name: &str, draft: &Draft, indent: &str) -> String {
        let mut text = quote(name);
        text.push_str(&self.colon);
        self.write_into(&mut text, draft, indent);
        text
    }

    fn write_into(&self, text: &mut String, draft: &Draft, indent: &str) {
        let inner = format!("{indent}{}", self.indent);
        let (open, close, count) = match draft {
            Draft::String(string) => return text.push_str(&quote(string)),
            Draft::Raw(raw) => return text.push_str(raw),
            Draft::List(items) => ('[', ']', items.len()),
            Draft::Object(members) => ('{', '}', members.len()),
        };
        text.push(open);
        for place in 0..count {
            match (place, self.has_lines) {
                (0, false) => {}
                (_, false) => text.extend([",", self.space()]),
                (_, true) => text.extend([if place > 0 { "," } else { "" }, self.line_end, &inner]),
            }
            match draft {
                Draft::List(items) => items.iter().skip(place).take(1).for_each(|it| self.write_into(text, it, &inner)),
                Draft::Object(members) => {
                    for (name, value) in members.iter().skip(place).take(1) {
                        text.push_str(&quote(name));
                        text.push_str(&self.colon);
                        self.write_into(text, value, &inner);
                    }
                }
                Draft::String(_) | Draft::Raw(_) => {}
            }
        }
        if count > 0 && self.has_lines {
            text.extend([self.line_end, indent]);
        }
        text.push(close);
    }
}

/// A JSON value as a draft, in the order of the text.
pub fn draft(node: &Node) -> Draft {
    match &node.value {
        Value::Null => Draft::Raw("null".to_owned()),
        Value::Boolean(value) => Draft::Raw(value.to_string()),
        Value::Number(number) => Draft::Raw(number.to_string()),
        Value::String(text) => Draft::String(text.to_string()),
        Value::Array(items) => Draft::List(items.iter().map(draft).collect()),
        Value::Object(members) => {
            Draft::Object(members.iter().map(|member| (member.name.value.to_string(), draft(&member.value))).collect())
        }
    }
}

/// The document laid out anew: two spaces a level, a line for each entry, with the line ends that it has. Order and
/// values stay. An error for a text that is no JSON.
pub fn format(text: &str) -> Result<String, SyntaxError> {
    let node = json::parse(text)?;
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let style = Style { line_end, ..Style::usual() };
    let mut formatted = style.write(&draft(&node), "");
    if text.ends_with('\n') {
        formatted.push_str(line_end);
    }
    Ok(formatted)
}

/// The document in as few characters as JSON allows, for a document that is too long.
pub fn compact(text: &str) -> Result<String, SyntaxError> {
    let style = Style { colon: ":".to_owned(), has_lines: false, ..Style::usual() };
    Ok(style.write(&draft(&json::parse(text)?), ""))
}

/// The white space at the beginning of the line in which `offset` is.
pub fn line_indent(text: &str, offset: usize) -> Option<&str> {
    let before = text.get(..offset)?;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = text.get(start..offset)?;
    line.get(..line.len() - line.trim_start_matches([' ', '\t']).len())
}

/// The edit that takes an entry out of its container, with one comma and its share of white space.
pub fn remove(tree: &Tree, number: usize) -> Option<TextEdit> {
    let entry = tree.entry(number)?;
    let siblings: Vec<(usize, &Entry)> = tree.children(entry.parent).collect();
    let at = siblings.iter().position(|(other, _)| *other == number)?;
    let next = siblings.get(at + 1);
    let previous = at.checked_sub(1).and_then(|before| siblings.get(before));
    Some(match (next, previous) {
        (Some((_, next)), _) => TextEdit::remove(entry.start(), next.start()),
        (None, Some((_, previous))) => TextEdit::remove(previous.end(), entry.end()),
        (None, None) => {
            let container = tree.entry(entry.parent?)?;
            let end = container.end() - usize::from(container.is_closed);
            TextEdit::remove(container.span.start as usize + 1, end)
        }
    })
}

/// The edit that puts a new entry before the entry with this place, or behind the last. `write` gets the indent of the
/// line that the entry begins.
pub fn insert(
    text: &str,
    tree: &Tree,
    container: usize,
    at: usize,
    style: &Style,
    write: impl FnOnce(&str, &Style) -> String,
) -> Option<TextEdit> {
    let parent = tree.entry(container)?;
    let open = parent.span.start as usize + 1;
    let entries: Vec<&Entry> = tree.children(Some(container)).map(|(_, entry)| entry).collect();
    let at = at.min(entries.len());
    let own_indent = line_indent(text, parent.start()).unwrap_or_default();
    let Some(neighbor) = entries.get(at.saturating_sub(1)).or_else(|| entries.first()) else {
        // Nothing to be alike to: as the document has it.
        let end = parent.end() - usize::from(parent.is_closed);
        let indent = format!("{own_indent}{}", style.indent);
        let inner = match style.has_lines {
            true => format!("{0}{indent}{1}{0}{own_indent}", style.line_end, write(&indent, style)),
            false => write(own_indent, style),
        };
        return Some(TextEdit { span: ram_policy::text::Span::new(open, end), insert: inner });
    };
    let place = entries.iter().position(|entry| entry.start() == neighbor.start()).unwrap_or_default();
    let before = place.checked_sub(1).and_then(|before| entries.get(before)).map_or(open, |entry| entry.end());
    // What stands behind the comma, or behind the bracket of the first.
    let behind_comma = |from: usize, to: usize| {
        let gap = text.get(from..to).unwrap_or_default();
        gap.split_once(',').map_or(gap, |(_, gap)| gap)
    };
    let gap = behind_comma(before, neighbor.start());
    let is_line = gap.contains('\n');
    let gap = match (is_line, place) {
        (true, _) => gap,
        // The white space behind the bracket is not that behind a comma: `[ "a", "b" ]`.
        (false, 0) => match entries.get(1) {
            Some(second) => behind_comma(neighbor.end(), second.start()),
            None => style.space(),
        },
        (false, _) => gap,
    };
    let style_here = Style { has_lines: is_line || gap.contains('\n'), ..style.clone() };
    let indent = line_indent(text, neighbor.start()).unwrap_or_default();
    let written = write(indent, &style_here);
    Some(match at {
        0 => TextEdit::insert(neighbor.start(), format!("{written},{gap}")),
        _ => TextEdit::insert(neighbor.end(), format!(",{gap}{written}")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;

    fn style_of(text: &str) -> Style {
        Style::of(text, &Tree::read(text))
    }

    #[test]
    fn habits_are_seen() {
        assert_eq!(
            style_of("{\r\n\t\"a\" : 1\r\n}"),
            Style { line_end: "\r\n", indent: "\t".to_owned(), colon: " : ".to_owned(), has_lines: true }
        );
        assert_eq!(style_of(r#"{"a":1}"#), Style { colon: ":".to_owned(), has_lines: false, ..Style::usual() });
        // The first that begins a line counts, whatever stands beside the brackets.
        assert_eq!(style_of("  {\"a\": {\"b\": 1,\n  \t\"c\": [\n1] }}").indent, "\t");
        assert_eq!(style_of(""), Style::usual());
        assert_eq!(style_of("{}"), Style::usual());
    }

    #[test]
    fn documents_are_laid_out_and_made_short() {
        let text = r#"{"a":[],"b":{"c":["x",1,true,null]}}"#;
        let formatted =
            "{\n  \"a\": [],\n  \"b\": {\n    \"c\": [\n      \"x\",\n      1,\n      true,\n      null\n    ]\n  }\n}";
        assert_eq!(format(text).unwrap(), formatted);
        assert_eq!(format(formatted).unwrap(), formatted);
        assert_eq!(compact(formatted).unwrap(), text);
        assert_eq!(format("{\"a\":\"二\"}\r\n").unwrap(), "{\r\n  \"a\": \"二\"\r\n}\r\n");
        assert!(format("{").is_err());
    }

    /// Removes or inserts in the list `a`.
    #[track_caller]
    fn check_insert(text: &str, at: usize, expected: &str) {
        let tree = Tree::read(text);
        let style = Style::of(text, &tree);
        let list = tree.member(0, text, "a").unwrap().0;
        let edit =
            insert(text, &tree, list, at, &style, |indent, style| style.write(&Draft::String("n".into()), indent));
        assert_eq!(apply(text, &[edit.unwrap()]), expected);
    }

    #[test]
    fn a_new_entry_looks_like_its_neighbors() {
        check_insert(r#"{"a":["x"]}"#, 1, r#"{"a":["x","n"]}"#);
        check_insert(r#"{"a":["x"]}"#, 0, r#"{"a":["n","x"]}"#);
        check_insert(r#"{"a": ["x"]}"#, 1, r#"{"a": ["x", "n"]}"#);
        check_insert(r#"{ "a" : [ "x" , "y" ] }"#, 1, r#"{ "a" : [ "x", "n" , "y" ] }"#);
        check_insert("{\n  \"a\": [\n    \"x\"\n  ]\n}", 1, "{\n  \"a\": [\n    \"x\",\n    \"n\"\n  ]\n}");
        check_insert("{\n  \"a\": [\n    \"x\"\n  ]\n}", 0, "{\n  \"a\": [\n    \"n\",\n    \"x\"\n  ]\n}");
        check_insert("{\n  \"a\": []\n}", 0, "{\n  \"a\": [\n    \"n\"\n  ]\n}");
        check_insert(r#"{"a":[]}"#, 0, r#"{"a":["n"]}"#);
    }

    #[test]
    fn an_entry_leaves_with_its_comma() {
        let check = |text: &str, which: usize, expected: &str| {
            let tree = Tree::read(text);
            let list = tree.member(0, text, "a").unwrap().0;
            let number = tree.children(Some(list)).nth(which).unwrap().0;
            assert_eq!(apply(text, &[remove(&tree, number).unwrap()]), expected);
        };
        check(r#"{"a": [ "x", "y" ]}"#, 0, r#"{"a": [ "y" ]}"#);
        check(r#"{"a": [ "x", "y" ]}"#, 1, r#"{"a": [ "x" ]}"#);
        check(r#"{"a": [ "x" ]}"#, 0, r#"{"a": []}"#);
        check("{\"a\": [\n  \"x\",\n  \"y\"\n]}", 1, "{\"a\": [\n  \"x\"\n]}");
    }
}
