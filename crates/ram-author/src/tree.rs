//! JSON that is still being written → a tree with places. Never fails.
//!
//! [`ram_policy::json`] says whether a text is JSON, and where it is not. This reader says what the text is about
//! anyway: brackets that are not closed yet end with the text, or where the next member of the object around them
//! begins; a string without its closing quote ends with its line; commas and colons may be missing.

use ram_policy::text::Span;

use crate::edit::unescape;

/// A text as a list of entries, each container before what it holds.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    entries: Vec<Entry>,
}

/// A member of an object, an element of a list, or the value of the whole text.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The number of the container; `None` at the top.
    pub parent: Option<usize>,
    /// The name of a member.
    pub name: Option<Token>,
    /// Whether a colon follows the name.
    pub has_colon: bool,
    /// What kind of value it is.
    pub shape: Shape,
    /// Where the value stands, brackets and quotes included. Where it is missing, the empty place behind the name.
    pub span: Span,
    /// Whether the string's closing quote or the container's closing bracket is there.
    pub is_closed: bool,
    /// For a container, the last offset at which a cursor is inside of it.
    inside: usize,
    /// Whether a comma follows.
    pub has_comma: bool,
}

/// A name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands, quotes included.
    pub span: Span,
    /// Whether it begins with a quote.
    pub is_quoted: bool,
    /// Whether it ends with a quote.
    pub is_closed: bool,
}

/// The kinds of value that can be told apart while somebody types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// `{`
    Object,
    /// `[`
    Array,
    /// A string, closed or not.
    String,
    /// A number, a word, or anything else without quotes.
    Bare,
    /// A name without a value.
    Missing,
}

impl Token {
    /// The part between the quotes.
    pub fn content(&self) -> Span {
        let (start, end) = (self.span.start, self.span.end);
        let start = if self.is_quoted { start + 1 } else { start };
        Span { start, end: if self.is_closed { end - 1 } else { end }.max(start) }
    }

    /// What it says.
    pub fn text(&self, text: &str) -> String {
        unescape(self.content().of(text))
    }
}

impl Entry {
    /// The value as a token, if it is a string or a word.
    pub fn token(&self) -> Option<Token> {
        match self.shape {
            Shape::String => Some(Token { span: self.span, is_quoted: true, is_closed: self.is_closed }),
            Shape::Bare => Some(Token { span: self.span, is_quoted: false, is_closed: false }),
            _ => None,
        }
    }

    /// Whether it is an object or a list.
    pub fn is_container(&self) -> bool {
        matches!(self.shape, Shape::Object | Shape::Array)
    }

    /// Where the whole entry begins: at its name, if it has one.
    pub fn start(&self) -> usize {
        self.name.map_or(self.span.start, |name| name.span.start) as usize
    }

    /// Where the whole entry ends, without the comma.
    pub fn end(&self) -> usize {
        self.span.end as usize
    }
}

impl Tree {
    /// Reads any text.
    pub fn read(text: &str) -> Tree {
        Reader { text, tokens: Tokens { text, at: 0 }, tree: Tree::default(), open: Vec::new() }.read()
    }

    /// The entry with this number.
    pub fn entry(&self, number: usize) -> Option<&Entry> {
        self.entries.get(number)
    }

    /// The number of the value of the whole text.
    pub fn root(&self) -> Option<usize> {
        (!self.entries.is_empty()).then_some(0)
    }

    /// What a container holds, in order; `None` stands for the top.
    pub fn children(&self, parent: Option<usize>) -> impl Iterator<Item = (usize, &Entry)> {
        let first = parent.map_or(0, |parent| parent + 1);
        let inside = move |entry: &Entry| entry.parent.is_some_and(|above| parent.is_none_or(|parent| above >= parent));
        self.entries
            .iter()
            .enumerate()
            .skip(first)
            .take_while(move |(_, entry)| parent.is_none() || inside(entry))
            .filter(move |(_, entry)| entry.parent == parent)
    }

    /// The member of an object with this name.
    pub fn member(&self, parent: usize, text: &str, name: &str) -> Option<(usize, &Entry)> {
        self.children(Some(parent)).find(|(_, entry)| entry.name.is_some_and(|found| found.text(text) == name))
    }

    /// The first entry of which this holds, with its number.
    pub fn find(&self, is_it: impl Fn(&Entry) -> bool) -> Option<(usize, &Entry)> {
        self.entries.iter().enumerate().find(|(_, entry)| is_it(entry))
    }

    /// The string of an entry, or the strings of the list that it is.
    pub fn strings(&self, number: usize, text: &str) -> Vec<(String, Span)> {
        let Some(entry) = self.entry(number) else { return Vec::new() };
        let one = |entry: &Entry| entry.token().map(|token| (token.text(text), entry.span));
        match entry.shape {
            Shape::Array => self.children(Some(number)).filter_map(|(_, entry)| one(entry)).collect(),
            _ => one(entry).into_iter().collect(),
        }
    }

    /// The innermost container that a cursor is in.
    pub fn container_at(&self, offset: usize) -> Option<usize> {
        let holds =
            |entry: &Entry| entry.is_container() && (entry.span.start as usize) < offset && offset <= entry.inside;
        // Inner containers come after outer ones.
        self.entries.iter().rposition(holds)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Open(Shape),
    Close(Shape),
    Colon,
    Comma,
    Word { is_quoted: bool, is_closed: bool },
}

/// Splits a text into brackets, commas, colons, strings and words; comments are passed over.
struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Tokens<'_> {
    type Item = (Kind, Span);

    fn next(&mut self) -> Option<(Kind, Span)> {
        let bytes = self.text.as_bytes();
        let byte = |at: usize| bytes.get(at).copied();
        loop {
            match (byte(self.at)?, byte(self.at + 1)) {
                (b' ' | b'\t' | b'\n' | b'\r', _) => self.at += 1,
                (b'/', Some(b'/')) => self.skip_to("\n"),
                (b'/', Some(b'*')) => {
                    self.at += 2;
                    self.skip_to("*/");
                }
                _ => break,
            }
        }
        let start = self.at;
        let kind = match byte(start)? {
            b'{' => Kind::Open(Shape::Object),
            b'[' => Kind::Open(Shape::Array),
            b'}' => Kind::Close(Shape::Object),
            b']' => Kind::Close(Shape::Array),
            b':' => Kind::Colon,
            b',' => Kind::Comma,
            b'"' => {
                let (end, is_closed) = string_end(self.text, start);
                self.at = end;
                return Some((Kind::Word { is_quoted: true, is_closed }, Span::new(start, end)));
            }
            _ => {
                let is_end =
                    |b: &u8| matches!(b, b'{' | b'}' | b'[' | b']' | b',' | b'"' | b' ' | b'\t' | b'\n' | b'\r');
                let length = bytes.get(start..).and_then(|rest| rest.iter().position(is_end));
                let end = length.map_or(self.text.len(), |length| start + length);
                // `Effect: Allow` has a colon after a name; `ecs:Stop` one inside a word.
                let word = self.text.get(start..end).unwrap_or_default();
                let end = if word.ends_with(':') && word.len() > 1 { end - 1 } else { end };
                self.at = end.max(start + 1);
                return Some((Kind::Word { is_quoted: false, is_closed: false }, Span::new(start, self.at)));
            }
        };
        self.at += 1;
        Some((kind, Span::new(start, self.at)))
    }
}

impl Tokens<'_> {
    fn skip_to(&mut self, end: &str) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        self.at = rest.find(end).map_or(self.text.len(), |at| self.at + at + end.len());
    }

    fn next_is_colon(&self) -> bool {
        let mut ahead = Tokens { text: self.text, at: self.at };
        ahead.next().is_some_and(|(kind, _)| kind == Kind::Colon)
    }
}

/// Where a string that begins at `start` ends, and whether by a quote.
fn string_end(text: &str, start: usize) -> (usize, bool) {
    let bytes = text.as_bytes();
    let mut at = start + 1;
    let line_end = loop {
        match bytes.get(at) {
            None | Some(b'\n' | b'\r') => break at.min(text.len()),
            Some(b'\\') if !matches!(bytes.get(at + 1), None | Some(b'\n' | b'\r')) => at += 2,
            Some(b'"') => {
                // In `"ecs:St,"Resource"` the second quote opens the next string: the first was not closed.
                let glued = bytes.get(at + 1).is_some_and(|next| next.is_ascii_alphanumeric() || *next == b'*');
                let content = text.get(start + 1..at).unwrap_or_default();
                let kept = content.trim_end_matches([',', ' ', '\t', ']', '}']);
                if glued && kept.len() < content.len() {
                    return (start + 1 + kept.len(), false);
                }
                return (at + 1, true);
            }
            Some(_) => at += 1,
        }
    };
    let content = text.get(start + 1..line_end).unwrap_or_default();
    (start + 1 + content.trim_end_matches([',', ' ', '\t', ']', '}']).len(), false)
}

struct Reader<'a> {
    text: &'a str,
    tokens: Tokens<'a>,
    tree: Tree,
    /// The containers that are open, outermost first.
    open: Vec<usize>,
}

impl Reader<'_> {
    fn read(mut self) -> Tree {
        // The member whose value comes next.
        let mut waiting: Option<usize> = None;
        while let Some((kind, span)) = self.tokens.next() {
            match kind {
                Kind::Comma => {
                    waiting = None;
                    let parent = self.open.last().copied();
                    let last = self.tree.entries.iter_mut().rev().find(|entry| entry.parent == parent);
                    if let Some(last) = last {
                        last.has_comma = true;
                    }
                }
                Kind::Colon => {
                    if let Some(entry) = waiting.and_then(|number| self.tree.entries.get_mut(number)) {
                        entry.has_colon = true;
                        entry.span = Span { start: span.end, end: span.end };
                    }
                }
                Kind::Open(shape) => {
                    let number = self.place(&mut waiting, shape, span, false);
                    self.open.push(number);
                }
                Kind::Close(shape) => {
                    waiting = None;
                    self.close(shape, span);
                }
                Kind::Word { is_quoted, is_closed } => {
                    let token = Token { span, is_quoted, is_closed };
                    let is_name = self.tokens.next_is_colon();
                    if is_name {
                        self.leave_list(span);
                    }
                    let in_object = self.open.last().is_some_and(|open| {
                        self.tree.entries.get(*open).is_some_and(|entry| entry.shape == Shape::Object)
                    });
                    if in_object && (is_name || waiting.is_none()) {
                        waiting = Some(self.tree.entries.len());
                        let place = Span { start: span.end, end: span.end };
                        self.push(Some(token), Shape::Missing, place, false);
                    } else {
                        let shape = if is_quoted { Shape::String } else { Shape::Bare };
                        self.place(&mut waiting, shape, span, is_closed);
                    }
                }
            }
        }
        let end = self.text.len();
        while let Some(open) = self.open.pop() {
            self.end_container(open, end, end, false);
        }
        self.tree
    }

    /// Gives the waiting member its value, or adds an element.
    fn place(&mut self, waiting: &mut Option<usize>, shape: Shape, span: Span, is_closed: bool) -> usize {
        match waiting.take().filter(|number| self.tree.entries.get(*number).is_some()) {
            Some(number) => {
                if let Some(entry) = self.tree.entries.get_mut(number) {
                    (entry.shape, entry.span, entry.is_closed) = (shape, span, is_closed);
                }
                number
            }
            None => self.push(None, shape, span, is_closed),
        }
    }

    fn push(&mut self, name: Option<Token>, shape: Shape, span: Span, is_closed: bool) -> usize {
        let parent = self.open.last().copied();
        let inside = self.text.len();
        self.tree.entries.push(Entry {
            parent,
            name,
            has_colon: false,
            shape,
            span,
            is_closed,
            inside,
            has_comma: false,
        });
        self.tree.entries.len() - 1
    }

    /// A name in a list belongs to the object around it: the list was not closed.
    fn leave_list(&mut self, name: Span) {
        let shape = |open: &usize| self.tree.entries.get(*open).map(|entry| entry.shape);
        let Some(object) = self.open.iter().rposition(|open| shape(open) == Some(Shape::Object)) else { return };
        // A list of objects, such as Statement, is not left for a member that lost its brace.
        let holds_objects = |open: &usize| self.tree.children(Some(*open)).any(|(_, entry)| entry.is_container());
        if self.open.iter().skip(object + 1).any(holds_objects) {
            return;
        }
        while self.open.len() > object + 1 {
            let Some(open) = self.open.pop() else { return };
            let start = name.start as usize;
            let last = self.tree.entries.last().map_or(start, Entry::end);
            self.end_container(open, last.max(self.start_of(open) + 1), start.saturating_sub(1), false);
        }
    }

    fn start_of(&self, number: usize) -> usize {
        self.tree.entries.get(number).map_or(0, |entry| entry.span.start as usize)
    }

    fn close(&mut self, shape: Shape, span: Span) {
        let is_it = |open: &usize| self.tree.entries.get(*open).is_some_and(|entry| entry.shape == shape);
        let Some(place) = self.open.iter().rposition(is_it) else { return };
        while self.open.len() > place + 1 {
            let Some(open) = self.open.pop() else { return };
            self.end_container(open, span.start as usize, span.start as usize, false);
        }
        if let Some(open) = self.open.pop() {
            self.end_container(open, span.end as usize, span.start as usize, true);
        }
    }

    fn end_container(&mut self, number: usize, end: usize, inside: usize, is_closed: bool) {
        if let Some(entry) = self.tree.entries.get_mut(number) {
            entry.span = Span::new(entry.span.start as usize, end);
            entry.inside = inside;
            entry.is_closed = is_closed;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree in one line: names, strings, and `~` where something is not closed.
    fn shown(text: &str) -> String {
        fn write(tree: &Tree, text: &str, number: usize, entry: &Entry, line: &mut String) {
            if let Some(name) = entry.name {
                line.push_str(&name.text(text));
                line.push(':');
            }
            let end = if entry.is_closed { "" } else { "~" };
            match entry.shape {
                Shape::Object | Shape::Array => {
                    line.push(if entry.shape == Shape::Object { '{' } else { '[' });
                    for (place, (number, entry)) in tree.children(Some(number)).enumerate() {
                        line.push_str(if place > 0 { " " } else { "" });
                        write(tree, text, number, entry, line);
                    }
                    line.push(if entry.shape == Shape::Object { '}' } else { ']' });
                    line.push_str(end);
                }
                Shape::String => line.extend(["'", entry.token().unwrap().text(text).as_str(), "'", end]),
                Shape::Bare => line.push_str(&entry.token().unwrap().text(text)),
                Shape::Missing => line.push('_'),
            }
        }
        let tree = Tree::read(text);
        let mut line = String::new();
        for (number, entry) in tree.children(None) {
            write(&tree, text, number, entry, &mut line);
        }
        line
    }

    #[test]
    fn json_is_read_as_it_is() {
        assert_eq!(shown(r#"{"a": ["x", 1, true], "b": {"c": "d\"e"}}"#), r#"{a:['x' 1 true] b:{c:'d"e'}}"#);
        assert_eq!(shown(""), "");
        assert_eq!(shown(" null "), "null");
    }

    #[test]
    fn what_is_not_finished_has_its_place() {
        assert_eq!(
            shown(r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":["ecs:St"#),
            "{Version:'1' Statement:[{Effect:'Allow' Action:['ecs:St'~]~}~]~}~"
        );
        assert_eq!(shown("{\"Action\": \"ecs:St\n\"Resource\": \"*\"}"), "{Action:'ecs:St'~ Resource:'*'}");
        assert_eq!(shown("{\"Action\": [\"ecs:A\",\n\"Resource\": \"*\"}"), "{Action:['ecs:A']~ Resource:'*'}");
        assert_eq!(shown(r#"{"Effect": "Action": "x"}"#), "{Effect:_ Action:'x'}");
        assert_eq!(shown(r#"{"Effect" "Allow", "#), "{Effect:'Allow'}~");
        assert_eq!(shown(r#"{"Effect", "Action"}"#), "{Effect:_ Action:_}");
        assert_eq!(shown(r#"{Effect: Allow}"#), "{Effect:Allow}");
        assert_eq!(shown(r#"{"Action":"ecs:St,"Resource":"*"}"#), "{Action:'ecs:St'~ Resource:'*'}");
        assert_eq!(shown(r#"[{"a":"b"]"#), "[{a:'b'}~]");
        assert_eq!(shown("{\"a\": 1 // not yet\n, \"b\": 2}"), "{a:1 b:2}");
    }

    #[test]
    fn a_statement_without_its_brace_does_not_end_the_list() {
        let text = r#"{"Statement":[{"Effect":"Allow"}, "Effect": "Deny"], "Version":"1"}"#;
        assert!(shown(text).ends_with("Version:'1'}"), "{}", shown(text));
    }

    #[test]
    fn any_text_is_read() {
        for text in ["}", "]]]", ":::", ",", "\"", "\"\\", "{\"", "[[[{{{", "{,}", "\u{feff}{}", "二", "/*", "//"] {
            let _ = shown(text);
        }
        let deep = "[".repeat(200_000);
        assert_eq!(Tree::read(&deep).entries.len(), 200_000);
    }
}
