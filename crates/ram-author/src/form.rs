//! A policy as a form, and edits of the form as the smallest edits of the text.
//!
//! [`Form::read`] shows what a document says; [`edit`] turns a change made in the form into text edits that leave
//! everything else as it is: layout, order, line ends, unknown members. A page applies them as one step of undo and
//! reads the form anew from the text, which stays the only truth.

mod change;

use std::collections::BTreeSet;

use ram_policy::diagnostic::Problem;
use ram_policy::json::{self, Fault, SyntaxError};
use ram_policy::policy::PolicyKind;
use ram_policy::text::{Span, Spanned};
use ram_scenario::diagnostics;
use ram_scenario::trace_rows::lines;
use ram_text::{Arg, Lang, Msg};

use crate::layout::draft;
use crate::tree::{Entry, Shape, Tree};

pub use change::{after, edit};

/// A document as a form.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// The version, if there is one.
    pub version: Option<Spanned<String>>,
    /// The statements, in the order of the text.
    pub statements: Vec<StatementForm>,
}

/// Why a document has no form.
#[derive(Debug, Clone, PartialEq)]
pub enum NoForm {
    /// It is not JSON.
    Json(SyntaxError),
    /// It is JSON, but not an object with a list of statements: this is what stands there instead.
    Shape(Span),
}

impl NoForm {
    /// Why the text has no form, and in which line.
    pub fn message(&self, text: &str, lang: Lang) -> Msg {
        match self {
            NoForm::Json(error) => {
                let fault = diagnostics::message(&Problem::Json(error.value), lang);
                let (line, _) = lines(text, error.span);
                Msg::AuthorFormJson { line: line.into(), fault: Arg::text(fault.text(lang)) }
            }
            NoForm::Shape(_) => Msg::AuthorFormShape,
        }
    }

    /// Where to go in the JSON.
    pub fn span(&self) -> Span {
        match self {
            NoForm::Json(error) => error.span,
            NoForm::Shape(span) => *span,
        }
    }
}

/// A statement as a card of the form.
#[derive(Debug, Clone, PartialEq)]
pub struct StatementForm {
    /// The whole statement.
    pub span: Span,
    /// What keeps the card from being edited other than in JSON. It can still be moved, copied and removed.
    pub locked: Option<Locked>,
    /// `Sid`, which RAM ignores.
    pub sid: Option<Spanned<String>>,
    /// What stands as effect, right or wrong.
    pub effect: Option<Spanned<String>>,
    /// Whom it concerns. Documents other than trust and bucket policies have none.
    pub principals: Vec<PrincipalForm>,
    /// The actions.
    pub action: Option<Patterns>,
    /// The resources.
    pub resource: Option<Patterns>,
    /// The conditions, one for each operator and key.
    pub conditions: Vec<Test>,
    /// Members that the form doesn't know. They are kept.
    pub unknown: Vec<Spanned<String>>,
}

/// Why a statement can't be edited in the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Locked {
    /// It is no object.
    NotAnObject,
    /// It has both an element and its negation (R1.6).
    Both(Element),
    /// A value is neither a string nor a list of strings, or a condition no object.
    Value(Span),
    /// A name stands twice in one object (R1.10): this is the second one.
    Twice(Span),
}

impl Locked {
    /// Why the card can't be edited.
    pub fn message(self) -> Msg {
        match self {
            Locked::NotAnObject => Msg::AuthorFormNotAnObject,
            Locked::Both(element) => {
                let [name, negation] = element.names().map(ram_text::code);
                Msg::AuthorFormBoth { name, negation }
            }
            Locked::Value(_) => Msg::AuthorFormValue,
            Locked::Twice(_) => Msg::AuthorFormTwice,
        }
    }
}

/// A member with a list of patterns.
#[derive(Debug, Clone, PartialEq)]
pub struct Patterns {
    /// Whether it is `NotAction` or `NotResource`. RAM has only the first (R1.19).
    pub is_negated: bool,
    /// The member, name and value.
    pub span: Span,
    /// The patterns.
    pub values: Vec<Spanned<String>>,
}

/// An entry of `Principal`.
#[derive(Debug, Clone, PartialEq)]
pub struct PrincipalForm {
    /// Under which name it stands.
    pub kind: PrincipalKind,
    /// The entry.
    pub value: Spanned<String>,
}

/// The kinds of entry of a `Principal`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrincipalKind {
    /// Under `RAM`.
    Ram,
    /// Under `Service`.
    Service,
    /// Under `Federated`.
    Federated,
    /// In the list of a bucket policy.
    Bucket,
}

impl PrincipalKind {
    /// The kinds that a document of this kind has.
    pub fn of(kind: PolicyKind) -> &'static [PrincipalKind] {
        match kind {
            PolicyKind::Trust => &[PrincipalKind::Ram, PrincipalKind::Service, PrincipalKind::Federated],
            PolicyKind::Bucket => &[PrincipalKind::Bucket],
            _ => &[],
        }
    }

    /// The name in the document; a list of a bucket policy has none.
    pub fn name(self) -> Option<&'static str> {
        match self {
            PrincipalKind::Ram => Some("RAM"),
            PrincipalKind::Service => Some("Service"),
            PrincipalKind::Federated => Some("Federated"),
            PrincipalKind::Bucket => None,
        }
    }
}

/// One operator applied to one key.
#[derive(Debug, Clone, PartialEq)]
pub struct Test {
    /// The operator, prefix included, as written.
    pub operator: Spanned<String>,
    /// The key, as written.
    pub key: Spanned<String>,
    /// The values.
    pub values: Vec<Spanned<String>>,
}

/// An element that has a negation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Element {
    /// `Action` or `NotAction`.
    Action,
    /// `Resource` or `NotResource`.
    Resource,
}

impl Element {
    /// The two names.
    pub fn names(self) -> [&'static str; 2] {
        match self {
            Element::Action => ["Action", "NotAction"],
            Element::Resource => ["Resource", "NotResource"],
        }
    }

    /// Whether RAM knows the negation (R1.16, R1.19).
    pub fn has_negation(self) -> bool {
        self == Element::Action
    }
}

/// A list of entries in a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// The actions.
    Action,
    /// The resources.
    Resource,
    /// The principals of one kind; their places count within the kind.
    Principal(PrincipalKind),
    /// The values of a condition, by its place in [`StatementForm::conditions`].
    Values(usize),
}

/// A change made in the form. Places count from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormEdit {
    /// Sets the version.
    SetVersion(String),
    /// Adds a statement before the one at this place, or behind the last.
    AddStatement {
        /// The place.
        at: usize,
        /// The statement; [`blank_statement`] is one to start from.
        statement: crate::layout::Draft,
    },
    /// Takes a statement away.
    RemoveStatement(usize),
    /// Copies a statement; the copy stands behind it.
    DuplicateStatement(usize),
    /// Moves a statement so that it stands at another place.
    MoveStatement {
        /// Where it is.
        from: usize,
        /// Where it will be.
        to: usize,
    },
    /// Changes something in a statement.
    Statement {
        /// The place of the statement.
        at: usize,
        /// The change.
        edit: StatementEdit,
    },
}

/// A change of one statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StatementEdit {
    /// Sets the effect.
    SetEffect(String),
    /// Sets or removes `Sid`.
    SetSid(Option<String>),
    /// Switches between an element and its negation; an empty list is made where the element is missing.
    Negate {
        /// The element.
        element: Element,
        /// Whether it becomes the negation.
        is_negated: bool,
    },
    /// Adds an entry behind the last; the element is made where it is missing.
    Add(List, String),
    /// Changes an entry.
    Set(List, usize, String),
    /// Takes an entry away. With the last one goes its element; but not a negation, since an entry added later would
    /// then mean the opposite.
    Remove(List, usize),
    /// Adds a condition.
    AddCondition {
        /// The operator.
        operator: String,
        /// The key.
        key: String,
        /// At least one value.
        values: Vec<String>,
    },
    /// Takes a condition away.
    RemoveCondition(usize),
    /// Gives a condition another operator.
    SetOperator(usize, String),
    /// Gives a condition another key.
    SetKey(usize, String),
}

/// A statement to start from: one that a document of this kind would take, were its gaps filled. A bucket policy's lacks
/// `Principal`, since an empty list would be everyone (R2.18).
pub fn blank_statement(kind: PolicyKind) -> crate::layout::Draft {
    use crate::layout::Draft::{List as Values, Object, String as Text};
    let text = |text: &str| Text(text.to_owned());
    let member = |name: &str, value| (name.to_owned(), value);
    let effect = member("Effect", text("Allow"));
    Object(match kind {
        PolicyKind::Trust => vec![
            effect,
            member("Action", text("sts:AssumeRole")),
            member("Principal", Object(vec![member("RAM", Values(Vec::new()))])),
        ],
        PolicyKind::Bucket => {
            vec![effect, member("Action", Values(Vec::new())), member("Resource", Values(Vec::new()))]
        }
        _ => vec![effect, member("Action", Values(Vec::new())), member("Resource", text("*"))],
    })
}

/// The statements of a policy, as they can be added to another.
pub fn statements(policy: &str) -> Option<Vec<crate::layout::Draft>> {
    use crate::layout::Draft::{List as Values, Object};
    let Object(members) = draft(&json::parse(policy).ok()?) else { return None };
    match members.into_iter().find(|(name, _)| name == "Statement") {
        Some((_, Values(statements))) => Some(statements),
        _ => None,
    }
}

impl Form {
    /// Reads a document of a kind. Wrong effects, actions and the like are shown as they are; findings say what is
    /// wrong with them.
    pub fn read(kind: PolicyKind, text: &str) -> Result<Form, NoForm> {
        let (tree, twice) = form_tree(text)?;
        let root = tree.root().unwrap_or_default();
        let reader = Reader { text, tree: &tree, twice, kind };
        let version = tree.member(root, text, "Version").and_then(|(_, entry)| reader.string(entry));
        let list = tree.member(root, text, "Statement").map(|(list, _)| tree.children(Some(list)));
        let statements = list.into_iter().flatten().map(|(number, entry)| reader.statement(number, entry)).collect();
        Ok(Form { version, statements })
    }
}

/// The tree of a document that has a form: JSON, an object, whose statements are a list if there are any. With it the
/// names that stand twice in an object of a statement: they keep a document from being JSON, but not from being understood.
fn form_tree(text: &str) -> Result<(Tree, Vec<Span>), NoForm> {
    let has_twice = match json::parse(text) {
        Ok(_) => false,
        Err(error) if error.value == Fault::DuplicateName => true,
        Err(error) => return Err(NoForm::Json(error)),
    };
    let tree = Tree::read(text);
    let whole = NoForm::Shape(Span::new(0, text.len()));
    let Some((root, entry)) = tree.root().and_then(|root| Some((root, tree.entry(root)?))) else {
        return Err(whole);
    };
    if entry.shape != Shape::Object {
        return Err(NoForm::Shape(entry.span));
    }
    let twice = if has_twice { names_that_stand_twice(&tree, text) } else { Vec::new() };
    let list = tree.member(root, text, "Statement");
    let is_in_list = |span: &&Span| list.is_some_and(|(_, entry)| entry.span.contains(**span));
    if let Some(outside) = twice.iter().find(|span| !is_in_list(span)) {
        return Err(NoForm::Json(Spanned::new(Fault::DuplicateName, *outside)));
    }
    match list {
        Some((_, entry)) if entry.shape != Shape::Array => Err(NoForm::Shape(entry.span)),
        _ => Ok((tree, twice)),
    }
}

/// Each name that an object has had before.
fn names_that_stand_twice(tree: &Tree, text: &str) -> Vec<Span> {
    let mut seen = BTreeSet::new();
    let entries = (0..).map_while(|number| tree.entry(number));
    let names = entries.filter_map(|entry| Some((entry.parent, entry.name?)));
    names.filter(|(parent, name)| !seen.insert((*parent, name.text(text)))).map(|(_, name)| name.span).collect()
}

struct Reader<'a> {
    text: &'a str,
    tree: &'a Tree,
    /// The names that stand twice in one object.
    twice: Vec<Span>,
    kind: PolicyKind,
}

impl Reader<'_> {
    fn string(&self, entry: &Entry) -> Option<Spanned<String>> {
        let token = entry.token().filter(|_| entry.shape == Shape::String)?;
        Some(Spanned::new(token.text(self.text), entry.span))
    }

    /// A string or a list of strings; anything else is an error.
    fn strings(&self, number: usize, entry: &Entry) -> Result<Vec<Spanned<String>>, Locked> {
        let one = |entry: &Entry| self.string(entry).ok_or(Locked::Value(entry.span));
        match entry.shape {
            Shape::Array => self.tree.children(Some(number)).map(|(_, entry)| one(entry)).collect(),
            _ => Ok(vec![one(entry)?]),
        }
    }

    fn name(&self, entry: &Entry) -> Spanned<String> {
        let name = entry.name.map(|name| Spanned::new(name.text(self.text), name.span));
        name.unwrap_or_else(|| Spanned::new(String::new(), entry.span))
    }

    fn statement(&self, number: usize, entry: &Entry) -> StatementForm {
        let mut form = StatementForm {
            span: entry.span,
            locked: None,
            sid: None,
            effect: None,
            principals: Vec::new(),
            action: None,
            resource: None,
            conditions: Vec::new(),
            unknown: Vec::new(),
        };
        if entry.shape != Shape::Object {
            form.locked = Some(Locked::NotAnObject);
            return form;
        }
        form.locked = self.twice.iter().find(|span| entry.span.contains(**span)).map(|span| Locked::Twice(*span));
        for (number, entry) in self.tree.children(Some(number)) {
            if let Err(locked) = self.member(&mut form, number, entry) {
                form.locked.get_or_insert(locked);
            }
        }
        form
    }

    fn member(&self, form: &mut StatementForm, number: usize, entry: &Entry) -> Result<(), Locked> {
        let name = self.name(entry);
        let takes_principal = !PrincipalKind::of(self.kind).is_empty();
        match name.value.as_str() {
            "Sid" => form.sid = Some(self.string(entry).ok_or(Locked::Value(entry.span))?),
            "Effect" => form.effect = Some(self.string(entry).ok_or(Locked::Value(entry.span))?),
            "Action" | "NotAction" => self.patterns(&mut form.action, Element::Action, number, entry)?,
            "Resource" | "NotResource" => self.patterns(&mut form.resource, Element::Resource, number, entry)?,
            "Principal" if takes_principal => self.principals(form, number, entry)?,
            "Condition" => {
                if entry.shape != Shape::Object {
                    return Err(Locked::Value(entry.span));
                }
                for (number, operator) in self.tree.children(Some(number)) {
                    if operator.shape != Shape::Object {
                        return Err(Locked::Value(operator.span));
                    }
                    for (number, key) in self.tree.children(Some(number)) {
                        let values = self.strings(number, key)?;
                        form.conditions.push(Test { operator: self.name(operator), key: self.name(key), values });
                    }
                }
            }
            _ => form.unknown.push(name),
        }
        Ok(())
    }

    fn patterns(
        &self,
        place: &mut Option<Patterns>,
        element: Element,
        number: usize,
        entry: &Entry,
    ) -> Result<(), Locked> {
        let [_, negation] = element.names();
        if place.is_some() {
            return Err(Locked::Both(element));
        }
        *place = Some(Patterns {
            is_negated: self.name(entry).value == negation,
            span: Span::new(entry.start(), entry.end()),
            values: self.strings(number, entry)?,
        });
        Ok(())
    }

    fn principals(&self, form: &mut StatementForm, number: usize, entry: &Entry) -> Result<(), Locked> {
        if self.kind == PolicyKind::Bucket {
            if entry.shape != Shape::Array {
                return Err(Locked::Value(entry.span));
            }
            let values = self.strings(number, entry)?;
            let bucket = |value| PrincipalForm { kind: PrincipalKind::Bucket, value };
            form.principals.extend(values.into_iter().map(bucket));
            return Ok(());
        }
        if entry.shape != Shape::Object {
            return Err(Locked::Value(entry.span));
        }
        for (number, entry) in self.tree.children(Some(number)) {
            let name = self.name(entry);
            let kinds = PrincipalKind::of(self.kind).iter();
            let Some(kind) = kinds.copied().find(|kind| kind.name() == Some(name.value.as_str())) else {
                form.unknown.push(name);
                continue;
            };
            let values = self.strings(number, entry)?;
            form.principals.extend(values.into_iter().map(|value| PrincipalForm { kind, value }));
        }
        Ok(())
    }
}
