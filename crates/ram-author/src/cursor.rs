//! What a cursor is in: the path of the document, a name or a value, and the word that is being typed.

use ram_policy::text::Span;

use crate::edit::unescape;
use crate::tree::{Entry, Shape, Token, Tree};

/// A place in a document that may be unfinished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// The way from the root to what the cursor is in. For a name, the way to its object; for a value, the way to the
    /// value itself.
    pub path: Vec<Step>,
    /// What can be written here.
    pub role: Role,
    /// What stands between the beginning of the word and the cursor, without quotes and escapes.
    pub word: String,
    /// What an insertion replaces: the whole word, without its quotes.
    pub replace: Span,
    /// Whether the word has its opening quote.
    pub is_quoted: bool,
    /// Whether the word has its closing quote.
    pub is_closed: bool,
    /// For a name, whether its colon is there already.
    pub has_colon: bool,
    /// Where a comma is missing before the word.
    pub comma_before: Option<usize>,
    /// Whether something follows in the same container that needs a comma in between.
    pub wants_comma: bool,
    /// The object or list that the cursor is in.
    pub container: Option<usize>,
    /// The entry that the cursor is in, if there is one already.
    pub entry: Option<usize>,
}

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A member of an object.
    Name(String),
    /// An element of a list, from 0.
    Index(usize),
}

/// What can be written at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The name of a member.
    Name,
    /// A value.
    Value,
    /// Nothing before something else is there: a comma, a colon, or the end of the text.
    Nothing,
}

impl Cursor {
    /// Finds out where `offset` is. An offset beyond the text is its end; one inside a character is its beginning.
    pub fn at(text: &str, tree: &Tree, offset: usize) -> Cursor {
        let offset = text.floor_char_boundary(offset.min(text.len()));
        let container = tree.container_at(offset);
        let mut cursor = Cursor {
            path: path_of(text, tree, container),
            role: Role::Nothing,
            word: String::new(),
            replace: Span::new(offset, offset),
            is_quoted: false,
            is_closed: false,
            has_colon: false,
            comma_before: None,
            wants_comma: false,
            container,
            entry: None,
        };
        let Some(place) = Place::find(text, tree, container, offset) else { return cursor };
        cursor.role = place.role;
        cursor.entry = place.entry;
        if place.role == Role::Value && container.is_some() {
            cursor.path.push(place.step);
        }
        if let Some(token) = place.token {
            // In front of the opening quote a new word takes the place of the old one, quotes and all.
            let is_before = token.is_quoted && offset == token.span.start as usize;
            let content = if is_before { token.span } else { token.content() };
            cursor.word = unescape(text.get(content.start as usize..offset).unwrap_or_default());
            cursor.replace = content;
            (cursor.is_quoted, cursor.is_closed) = (token.is_quoted && !is_before, token.is_closed && !is_before);
        }
        cursor.has_colon = place.has_colon;
        cursor.comma_before = place.comma_before;
        cursor.wants_comma = place.wants_comma;
        cursor
    }

    /// The name at this depth of the path.
    pub fn name(&self, depth: usize) -> Option<&str> {
        match self.path.get(depth) {
            Some(Step::Name(name)) => Some(name),
            _ => None,
        }
    }
}

/// The way from the root to an entry.
pub fn path_of(text: &str, tree: &Tree, number: Option<usize>) -> Vec<Step> {
    let mut path = Vec::new();
    let mut at = number;
    while let Some(number) = at {
        let Some(entry) = tree.entry(number) else { break };
        if entry.parent.is_some() {
            path.push(step_of(text, tree, number, entry));
        }
        at = entry.parent;
    }
    path.reverse();
    path
}

fn step_of(text: &str, tree: &Tree, number: usize, entry: &Entry) -> Step {
    match entry.name {
        Some(name) => Step::Name(name.text(text)),
        None => Step::Index(tree.children(entry.parent).take_while(|(other, _)| *other != number).count()),
    }
}

/// What a cursor touches inside its container.
struct Place {
    role: Role,
    entry: Option<usize>,
    token: Option<Token>,
    step: Step,
    has_colon: bool,
    comma_before: Option<usize>,
    wants_comma: bool,
}

impl Place {
    fn find(text: &str, tree: &Tree, container: Option<usize>, offset: usize) -> Option<Place> {
        let children: Vec<(usize, &Entry)> = tree.children(container).collect();
        let in_object = container.and_then(|number| tree.entry(number)).is_some_and(|it| it.shape == Shape::Object);
        // The entry that the cursor touches, or else where a new one would stand.
        let touched = children.iter().position(|(_, entry)| touches(entry, text, offset));
        let next = children.iter().position(|(_, entry)| entry.start() >= offset).unwrap_or(children.len());
        let index = touched.unwrap_or(next);
        let before = index.checked_sub(1).and_then(|before| children.get(before)).map(|(_, entry)| *entry);
        let comma_before = before.filter(|entry| !entry.has_comma).map(Entry::end);
        let has_next = children.len() > index + usize::from(touched.is_some());
        let mut place = Place {
            role: Role::Nothing,
            entry: None,
            token: None,
            step: Step::Index(index),
            has_colon: false,
            comma_before,
            wants_comma: has_next,
        };
        let Some((number, entry)) = touched.and_then(|touched| children.get(touched)) else {
            // Between two entries. Behind one without a comma on the same line, the comma comes first.
            place.role = match before {
                Some(entry) if !entry.has_comma && !is_new_line(text, entry.end(), offset) => Role::Nothing,
                _ if container.is_none() => {
                    if children.is_empty() {
                        Role::Value
                    } else {
                        Role::Nothing
                    }
                }
                _ if in_object => Role::Name,
                _ => Role::Value,
            };
            // A new entry stands before the comma that may be there already: `"a", | , "b"`.
            place.wants_comma = has_next && !comma_follows(text, offset);
            return Some(place);
        };
        place.entry = Some(*number);
        place.wants_comma = has_next && !entry.has_comma;
        place.has_colon = entry.has_colon;
        if let Some(name) = entry.name {
            place.step = Step::Name(name.text(text));
            if is_on(name, offset) {
                place.role = Role::Name;
                place.token = Some(name);
                return Some(place);
            }
            if !entry.has_colon && entry.shape == Shape::Missing {
                return Some(place);
            }
        }
        match entry.token() {
            Some(token) if is_on(token, offset) => {
                place.role = Role::Value;
                place.token = Some(token);
            }
            // Behind the colon, where a value will stand or stands already.
            None if entry.shape == Shape::Missing && entry.has_colon => place.role = Role::Value,
            _ => {}
        }
        Some(place)
    }
}

/// Whether a cursor is on a word. Behind a closing quote it is not.
fn is_on(token: Token, offset: usize) -> bool {
    let (start, end) = (token.span.start as usize, token.span.end as usize);
    start <= offset && if token.is_closed { offset < end } else { offset <= end }
}

/// Whether the cursor is in an entry: on its name or value, or between them.
fn touches(entry: &Entry, text: &str, offset: usize) -> bool {
    if offset < entry.start() {
        return false;
    }
    if offset <= entry.end() {
        return true;
    }
    // A member whose value is missing reaches to the next line's end, comma or bracket.
    let between = text.get(entry.end()..offset).unwrap_or_default();
    entry.shape == Shape::Missing && entry.has_colon && !entry.has_comma && between.trim().is_empty()
}

fn is_new_line(text: &str, from: usize, to: usize) -> bool {
    text.get(from..to).is_some_and(|between| between.contains('\n'))
}

fn comma_follows(text: &str, offset: usize) -> bool {
    text.get(offset..).is_some_and(|rest| rest.trim_start().starts_with(','))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The path in writing, such as `Statement[1].Condition.StringEquals."acs:SourceIp"[0]`.
    fn path_text(path: &[Step]) -> String {
        let mut line = String::new();
        for step in path {
            match step {
                Step::Index(index) => line.push_str(&format!("[{index}]")),
                Step::Name(name) => {
                    line.push_str(if line.is_empty() { "" } else { "." });
                    let is_plain = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
                    let name = if is_plain { name.clone() } else { crate::edit::quote(name) };
                    line.push_str(&name);
                }
            }
        }
        line
    }

    /// Path, role and word at the mark `|`.
    fn at(marked: &str) -> String {
        let offset = marked.find('|').unwrap();
        let text = marked.replacen('|', "", 1);
        let cursor = Cursor::at(&text, &Tree::read(&text), offset);
        format!("{} {:?} {:?}", path_text(&cursor.path), cursor.role, cursor.word)
    }

    #[track_caller]
    fn check(marked: &str, expected: &str) {
        assert_eq!(at(marked), expected, "{marked}");
    }

    #[test]
    fn paths() {
        check(
            r#"{"Statement":[{},{"Condition":{"StringEquals":{"acs:SourceIp":["10.|"]}}}]}"#,
            r#"Statement[1].Condition.StringEquals."acs:SourceIp"[0] Value "10.""#,
        );
        check(r#"{"Statement":[{"Eff|ect":"Allow"}]}"#, r#"Statement[0] Name "Eff""#);
        check(r#"{"Statement":[{"Effect":"A|llow"}]}"#, r#"Statement[0].Effect Value "A""#);
        check("|", r#" Value """#);
        check("{|}", r#" Name """#);
        check("{}|", r#" Nothing """#);
        check(r#"{"Version":"1"|}"#, r#" Nothing """#);
        check(r#"{"Version":"1",|}"#, r#" Name """#);
        check("{\"Version\":\"1\"\n|}", r#" Name """#);
    }

    #[test]
    fn unfinished_documents() {
        check(r#"{"Statement":[{"Action":"ecs:St|"#, r#"Statement[0].Action Value "ecs:St""#);
        check(r#"{"Statement":[{"Action":["ecs:St|"#, r#"Statement[0].Action[0] Value "ecs:St""#);
        check(r#"{"Statement":[{"Action":["a", |"#, r#"Statement[0].Action[1] Value """#);
        check(r#"{"Statement":[{"Action":|"#, r#"Statement[0].Action Value """#);
        check(r#"{"Statement":[{"Action": |}"#, r#"Statement[0].Action Value """#);
        check(r#"{"Statement":[{"Action": ecs:St|}"#, r#"Statement[0].Action Value "ecs:St""#);
        check(r#"{"Statement":[{"Action"|"#, r#"Statement[0] Nothing """#);
        check(r#"{"Statement":[{"Action|"#, r#"Statement[0] Name "Action""#);
        check(r#"{"Statement":[{Act|"#, r#"Statement[0] Name "Act""#);
        check("{\"Statement\":[{\"Action\":[\"ecs:A\", |\n\"Resource\":\"*\"}]}", r#"Statement[0].Action[1] Value """#);
        check(r#"{"Statement":[{"Effect":"|,"Action":"*"}]}"#, r#"Statement[0].Effect Value """#);
        check(r#"{"a":["x" |]}"#, r#"a Nothing """#);
    }

    #[test]
    fn quotes_and_commas_are_known() {
        let cursor = |marked: &str| {
            let offset = marked.find('|').unwrap();
            let text = marked.replacen('|', "", 1);
            Cursor::at(&text, &Tree::read(&text), offset)
        };
        let found = cursor(r#"{"Action": "ecs:|x", "b": 1}"#);
        assert_eq!((found.is_quoted, found.is_closed, found.replace), (true, true, Span::new(12, 17)));
        assert!(!found.wants_comma);
        let found = cursor("{\"Action\": \"ecs:|\n\"b\": 1}");
        assert_eq!((found.is_quoted, found.is_closed, found.wants_comma), (true, false, true));
        let found = cursor("{\"a\": 1\n | \"b\": 1}");
        assert_eq!((found.comma_before, found.wants_comma), (Some(7), true));
        let found = cursor(r#"{"a": 1, |"b": 1}"#);
        assert_eq!((found.entry.is_some(), found.word.as_str(), found.has_colon), (true, "", true));
    }

    /// At each offset of real and cut documents the answer is consistent with the text.
    #[test]
    fn cursor_by_cursor() {
        let documents = ram_scenario::examples::EXAMPLES.iter().flat_map(|example| {
            let scenario = example.scenario();
            let policies = scenario.accounts.iter().flat_map(|account| {
                let trust = account.roles.iter().filter_map(|role| role.trust_policy.clone());
                account.policies.iter().map(|policy| policy.document.clone()).chain(trust).collect::<Vec<_>>()
            });
            policies.collect::<Vec<_>>()
        });
        let mut seen = 0;
        for document in documents {
            for cut in (0..=document.len()).filter(|cut| document.is_char_boundary(*cut)) {
                for text in [&document[..cut], document.as_str()] {
                    let cursor = Cursor::at(text, &Tree::read(text), cut);
                    let (start, end) = (cursor.replace.start as usize, cursor.replace.end as usize);
                    assert!(start <= cut && cut <= end.max(cut) && text.get(start..end).is_some(), "{text}");
                    if cursor.is_quoted && cut > start {
                        assert_eq!(text.as_bytes()[start - 1], b'"');
                        assert_eq!(unescape(&text[start..cut]), cursor.word);
                    }
                    if cursor.is_quoted {
                        assert_ne!(cursor.role, Role::Nothing);
                    }
                    seen += 1;
                }
            }
            // Cutting behind a word must not change where it is.
            let whole = Tree::read(&document);
            for (at, _) in document.match_indices('"') {
                let inside = Cursor::at(&document, &whole, at + 1);
                let cut = Cursor::at(&document[..=at], &Tree::read(&document[..=at]), at + 1);
                if inside.is_quoted && inside.role == Role::Value && inside.replace.start as usize == at + 1 {
                    assert_eq!(cut.path, inside.path, "{}", &document[..=at]);
                    assert_eq!(cut.role, inside.role, "{}", &document[..=at]);
                }
            }
        }
        assert!(seen > 3_000, "{seen}");
    }
}
