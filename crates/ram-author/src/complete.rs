//! What could be written at a cursor, also in JSON that is not finished.
//!
//! [`complete`] gives a ranked list. Each item says what it puts where, with quotes and commas as the text needs them.
//! A page shows the items in this order and asks again at each key ([`Completion::is_whole`] says when it needn't).

pub mod actions;
pub(crate) mod arns;
mod conditions;
pub(crate) mod snippets;

use ram_policy::policy::PolicyKind;
use ram_policy::text::Span;
use ram_text::{Msg, Text};

use crate::cursor::{Cursor, Role, Step};
use crate::edit::{TextEdit, escape, quote};
use crate::facts::{self, ElementPlace};
use crate::rank;
use crate::surroundings::Surroundings;
use crate::tree::Tree;

/// The most items in a list.
pub const LONGEST_LIST: usize = 100;

/// What could be written at a cursor.
#[derive(Debug, Clone, PartialEq)]
pub struct Completion {
    /// The items, the best first.
    pub items: Vec<Item>,
    /// Whether these are all that there are, so that typing on only narrows the list.
    pub is_whole: bool,
}

/// One thing that could be written.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// What the list shows, and what typed letters are held against.
    pub label: String,
    /// What it is, for an icon.
    pub kind: ItemKind,
    /// What takes the place of [`Item::replace`]. Lines after the first are indented as if the first had no indent:
    /// let the editor adjust them.
    pub insert: String,
    /// Where the cursor goes, in bytes of `insert`.
    pub caret: usize,
    /// The word that is replaced, in bytes of the text.
    pub replace: Span,
    /// Commas that the text needs elsewhere. They are part of the same edit.
    pub also: Vec<TextEdit>,
    /// Beside the label, in a few words.
    pub detail: Option<Text>,
    /// Below the list, in a sentence.
    pub documentation: Option<Text>,
    /// Whether to open the list again at the new place of the cursor.
    pub then_suggest: bool,
}

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// An element of the language.
    Element,
    /// A value: a version, an effect, a Boolean, a date.
    Value,
    /// A service.
    Service,
    /// An action.
    Action,
    /// An action with a wildcard.
    Wildcard,
    /// An ARN, or a field of one.
    Arn,
    /// Whoever can be trusted.
    Principal,
    /// A condition operator.
    Operator,
    /// A condition key.
    Key,
    /// A whole statement or policy.
    Snippet,
}

/// Something to write, before it is fitted into the text.
pub(crate) struct Candidate {
    pub label: String,
    pub kind: ItemKind,
    pub what: What,
    pub detail: Option<Said>,
    pub documentation: Option<Said>,
    pub then_suggest: bool,
}

/// A sentence of a table, or one that was made for the place.
pub(crate) enum Said {
    Known(&'static Msg),
    Made(Box<Msg>),
}

impl From<&'static Msg> for Said {
    fn from(sentence: &'static Msg) -> Said {
        Said::Known(sentence)
    }
}

impl From<Msg> for Said {
    fn from(sentence: Msg) -> Said {
        Said::Made(Box::new(sentence))
    }
}

impl Said {
    pub fn text(&self, lang: ram_text::Lang) -> Text {
        match self {
            Said::Known(sentence) => sentence.text(lang),
            Said::Made(sentence) => sentence.text(lang),
        }
    }
}

/// What a candidate writes.
pub(crate) enum What {
    /// A string; quotes are added where they are missing.
    Text(String),
    /// A member's name, and what stands behind the colon if there is none yet, with `|` for the cursor.
    Member(String, String),
    /// JSON as it is, with `|` for the cursor.
    Json(String),
}

impl Candidate {
    fn text(kind: ItemKind, text: impl Into<String>) -> Candidate {
        let text = text.into();
        Candidate {
            label: text.clone(),
            kind,
            what: What::Text(text),
            detail: None,
            documentation: None,
            then_suggest: false,
        }
    }

    fn member(kind: ItemKind, name: &str, template: &str) -> Candidate {
        let what = What::Member(name.to_owned(), template.to_owned());
        Candidate { what, then_suggest: template.contains(['"', '{']), ..Candidate::text(kind, name) }
    }

    fn detail(self, detail: impl Into<Said>) -> Candidate {
        Candidate { detail: Some(detail.into()), ..self }
    }

    fn documentation(self, documentation: impl Into<Said>) -> Candidate {
        Candidate { documentation: Some(documentation.into()), ..self }
    }

    fn more(self) -> Candidate {
        Candidate { then_suggest: true, ..self }
    }
}

/// Where completion happens, with everything around it.
pub(crate) struct Site<'a> {
    pub text: &'a str,
    pub tree: &'a Tree,
    pub cursor: &'a Cursor,
    pub around: &'a Surroundings<'a>,
}

/// What a place of the document holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place<'a> {
    /// The whole document.
    Document,
    /// An element of the document.
    DocumentElement,
    /// The version.
    Version,
    /// The list of statements.
    Statements,
    /// A statement.
    Statement,
    /// An element of a statement.
    StatementElement,
    /// The effect.
    Effect,
    /// An action.
    Action,
    /// A resource.
    Resource,
    /// `RAM`, `Service` or `Federated`.
    PrincipalKind,
    /// A principal of a trust policy, under one of the three.
    TrustPrincipal(&'a str),
    /// A principal of a bucket policy.
    BucketPrincipal,
    /// A condition operator.
    Operator,
    /// A condition key under an operator.
    Key(&'a str),
    /// A value under an operator and a key.
    ConditionValue(&'a str, &'a str),
    /// Something that the language doesn't know.
    Unknown,
}

impl<'a> Place<'a> {
    /// What a document of this kind holds at the cursor.
    pub fn of(cursor: &'a Cursor, kind: PolicyKind) -> Place<'a> {
        let mut steps: Vec<&str> = Vec::with_capacity(cursor.path.len());
        // In front of the statements, the number of the statement says nothing; behind an element, its index neither.
        let mut in_statement = false;
        let mut ends_with_index = false;
        for step in &cursor.path {
            ends_with_index = false;
            match step {
                Step::Name(name) => steps.push(name),
                Step::Index(_) if steps == ["Statement"] && !in_statement => in_statement = true,
                Step::Index(_) => ends_with_index = true,
            }
        }
        match (steps.as_slice(), cursor.role) {
            (_, Role::Nothing) => Place::Unknown,
            ([], Role::Value) => Place::Document,
            ([], Role::Name) => Place::DocumentElement,
            (["Version"], Role::Value) => Place::Version,
            (["Statement"], Role::Value) => {
                if in_statement {
                    Place::Statement
                } else {
                    Place::Statements
                }
            }
            (["Statement"], Role::Name) => Place::StatementElement,
            (["Statement", "Effect"], Role::Value) => Place::Effect,
            (["Statement", "Action" | "NotAction"], Role::Value) => Place::Action,
            (["Statement", "Resource" | "NotResource"], Role::Value) => Place::Resource,
            (["Statement", "Principal"], Role::Name) if kind == PolicyKind::Trust => Place::PrincipalKind,
            (["Statement", "Principal"], Role::Value) if kind == PolicyKind::Bucket && ends_with_index => {
                Place::BucketPrincipal
            }
            (["Statement", "Principal", kind], Role::Value) => Place::TrustPrincipal(kind),
            (["Statement", "Condition"], Role::Name) => Place::Operator,
            (["Statement", "Condition", operator], Role::Name) => Place::Key(operator),
            (["Statement", "Condition", operator, key], Role::Value) => Place::ConditionValue(operator, key),
            _ => Place::Unknown,
        }
    }
}

/// What could be written at `offset` (bytes) of a text.
pub fn complete(text: &str, offset: usize, around: &Surroundings<'_>) -> Completion {
    let tree = Tree::read(text);
    let cursor = Cursor::at(text, &tree, offset);
    let site = Site { text, tree: &tree, cursor: &cursor, around };
    let mut found: Vec<Candidate> = Vec::new();
    // Lists that are ranked by themselves, because they are far longer than what is shown.
    let mut is_ranked = false;
    match Place::of(&cursor, around.kind) {
        Place::Document => snippets::documents(&site, &mut found),
        Place::DocumentElement => elements(ElementPlace::Document, &site, &mut found),
        Place::Version => found.push(Candidate::text(ItemKind::Value, "1")),
        Place::Statements => {
            let what = What::Json("[\n  {\n    \"Effect\": \"|\"\n  }\n]".to_owned());
            found.push(Candidate { what, ..Candidate::text(ItemKind::Element, "[ ]").more() });
        }
        Place::Statement => snippets::statements(&site, &mut found),
        Place::StatementElement => elements(ElementPlace::Statement, &site, &mut found),
        Place::PrincipalKind => elements(ElementPlace::Principal, &site, &mut found),
        Place::Effect => {
            let effect = |name, meaning| Candidate::text(ItemKind::Value, name).documentation(meaning);
            found.push(effect("Allow", Msg::AuthorEffectAllow));
            found.push(effect("Deny", Msg::AuthorEffectDeny));
        }
        Place::Action => {
            is_ranked = true;
            actions::actions(&site, &mut found);
        }
        Place::Resource => arns::resources(&site, &mut found),
        Place::TrustPrincipal(kind) => arns::trust_principals(kind, &site, &mut found),
        Place::BucketPrincipal => arns::bucket_principals(&site, &mut found),
        Place::Operator => conditions::operators(&site, &mut found),
        Place::Key(operator) => conditions::keys(operator, &site, &mut found),
        Place::ConditionValue(operator, key) => conditions::values(operator, key, &site, &mut found),
        Place::Unknown => {}
    }
    site.take_present_ones_out(&mut found);
    if !is_ranked {
        found = ranked(found, &cursor.word);
    }
    let is_whole = !is_ranked && found.len() <= LONGEST_LIST;
    found.truncate(LONGEST_LIST);
    Completion { items: found.into_iter().map(|candidate| site.item(candidate)).collect(), is_whole }
}

/// Those that fit the word, the best first; equals keep their order.
fn ranked(found: Vec<Candidate>, word: &str) -> Vec<Candidate> {
    let mut fitting: Vec<(u32, Candidate)> =
        found.into_iter().filter_map(|it| Some((rank::fit(&it.label, word)?, it))).collect();
    fitting.sort_by_key(|(fit, _)| *fit);
    fitting.into_iter().map(|(_, candidate)| candidate).collect()
}

fn elements(place: ElementPlace, site: &Site<'_>, found: &mut Vec<Candidate>) {
    for element in facts::elements(place, site.around.kind) {
        let candidate = Candidate::member(ItemKind::Element, element.name, element.template);
        found.push(candidate.documentation(&element.meaning));
    }
}

impl Site<'_> {
    /// The object of the statement that the cursor is in.
    fn statement(&self) -> Option<usize> {
        let mut at = self.cursor.container;
        let mut chain = Vec::new();
        while let Some(number) = at {
            chain.push(number);
            at = self.tree.entry(number)?.parent;
        }
        // Document, list of statements, statement; or document and statement, where the list is missing.
        let list = chain.len().checked_sub(2).and_then(|at| chain.get(at))?;
        match self.tree.entry(*list)?.shape {
            crate::tree::Shape::Array => chain.len().checked_sub(3).and_then(|at| chain.get(at)).copied(),
            _ => Some(*list),
        }
    }

    /// The strings of an element of the same statement.
    fn strings_of(&self, element: &str) -> Vec<String> {
        let number = self.statement().and_then(|statement| self.tree.member(statement, self.text, element));
        let strings = number.map(|(number, _)| self.tree.strings(number, self.text)).unwrap_or_default();
        strings.into_iter().map(|(text, _)| text).collect()
    }

    /// The actions of the same statement, as far as they are written.
    fn actions(&self) -> Vec<String> {
        let mut actions = self.strings_of("Action");
        actions.extend(self.strings_of("NotAction"));
        actions
    }

    /// What stands in the same object or list already is not offered again.
    fn take_present_ones_out(&self, found: &mut Vec<Candidate>) {
        let Some(container) = self.cursor.container else { return };
        let mut present: Vec<String> = Vec::new();
        for (number, entry) in self.tree.children(Some(container)) {
            if Some(number) == self.cursor.entry {
                continue;
            }
            let token = match self.cursor.role {
                Role::Name => entry.name,
                _ => entry.token().filter(|_| entry.name.is_none()),
            };
            present.extend(token.map(|token| token.text(self.text)));
        }
        // Action and NotAction exclude each other (R1.6).
        let other = match Place::of(self.cursor, self.around.kind) {
            Place::StatementElement if present.iter().any(|name| name == "Action") => "NotAction",
            Place::StatementElement if present.iter().any(|name| name == "NotAction") => "Action",
            _ => "",
        };
        found.retain(|candidate| {
            let written = match &candidate.what {
                What::Text(text) | What::Member(text, _) => text,
                What::Json(_) => return true,
            };
            written != other && !present.contains(written)
        });
    }

    /// Fits a candidate into the text.
    fn item(&self, candidate: Candidate) -> Item {
        let cursor = self.cursor;
        let mut replace = cursor.replace;
        let mut also: Vec<TextEdit> = cursor.comma_before.map(|at| TextEdit::insert(at, ",")).into_iter().collect();
        let closing = if cursor.is_quoted && !cursor.is_closed { "\"" } else { "" };
        let literal = |text: &str| if cursor.is_quoted { format!("{}{closing}", escape(text)) } else { quote(text) };
        let (insert, caret) = match &candidate.what {
            What::Text(text) => {
                let insert = literal(text);
                let caret = if candidate.then_suggest { insert.len() - closing.len() } else { insert.len() };
                let caret = if candidate.then_suggest && !cursor.is_quoted { caret - 1 } else { caret };
                (insert, caret)
            }
            What::Member(name, _) if cursor.has_colon => {
                let insert = literal(name);
                let caret = insert.len();
                (insert, caret)
            }
            What::Member(name, template) => {
                // Behind the closing quote that is there, the rest is added by an edit of its own: so the quote goes.
                let start = if cursor.is_closed { format!("{}\"", escape(name)) } else { literal(name) };
                if cursor.is_closed {
                    replace.end += 1;
                }
                let before = template.find('|').unwrap_or(template.len());
                let caret = start.len() + 2 + before;
                (format!("{start}: {}", template.replacen('|', "", 1)), caret)
            }
            What::Json(json) => {
                // The quotes of a string that becomes an object go.
                replace.start -= u32::from(cursor.is_quoted);
                replace.end += u32::from(cursor.is_closed);
                (json.replacen('|', "", 1), json.find('|').unwrap_or(json.len()))
            }
        };
        let mut insert = insert;
        if cursor.wants_comma {
            let is_new = cursor.entry.is_none();
            let end = cursor.entry.and_then(|number| self.tree.entry(number)).map_or(0, crate::tree::Entry::end);
            match end.cmp(&(replace.end as usize)) {
                // What follows the word in its own entry, such as a closing quote or a value, stays before the comma.
                std::cmp::Ordering::Greater if !is_new => also.push(TextEdit::insert(end, ",")),
                _ => insert.push(','),
            }
        }
        Item {
            label: candidate.label,
            kind: candidate.kind,
            insert,
            caret,
            replace,
            also,
            detail: candidate.detail.map(|said| said.text(self.around.lang)),
            documentation: candidate.documentation.map(|said| said.text(self.around.lang)),
            then_suggest: candidate.then_suggest,
        }
    }
}
