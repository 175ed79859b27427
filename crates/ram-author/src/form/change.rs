//! A change of the form → edits of the text.

use ram_policy::policy::PolicyKind;
use ram_policy::text::Span;

use super::{Element, FormEdit, List, Reader, StatementEdit, form_tree};
use crate::edit::{TextEdit, apply, quote};
use crate::layout::{Draft, Style, insert, remove};
use crate::tree::{Shape, Tree};

/// The text edits for a change of the form, all to be made at once. `None` where the change doesn't apply: there is no
/// form, no such place, or the condition is there already.
pub fn edit(kind: PolicyKind, text: &str, change: &FormEdit) -> Option<Vec<TextEdit>> {
    let (tree, twice) = form_tree(text).ok()?;
    let editor = Editor { kind, text, style: Style::of(text, &tree), tree: &tree, root: tree.root()? };
    match change {
        FormEdit::SetVersion(version) => editor.set_string(editor.root, "Version", version),
        FormEdit::AddStatement { at, statement } => editor.add_statement(*at, statement),
        FormEdit::RemoveStatement(at) => Some(vec![remove(&tree, editor.statement(*at)?)?]),
        FormEdit::DuplicateStatement(at) => {
            let copy = tree.entry(editor.statement(*at)?)?.span.of(text).to_owned();
            Some(vec![insert(text, &tree, editor.statements()?, at + 1, &editor.style, |_, _| copy)?])
        }
        FormEdit::MoveStatement { from, to } => editor.move_statement(*from, *to),
        FormEdit::Statement { at, edit } => {
            let statement = editor.statement(*at)?;
            let reader = Reader { kind, text, tree: &tree, twice };
            let is_locked = reader.statement(statement, tree.entry(statement)?).locked.is_some();
            if is_locked { None } else { editor.change(statement, edit) }
        }
    }
}

/// The text after some changes, one after the other. `None` where one of them doesn't apply.
pub fn after(kind: PolicyKind, text: &str, changes: &[FormEdit]) -> Option<String> {
    changes.iter().try_fold(text.to_owned(), |text, change| Some(apply(&text, &edit(kind, &text, change)?)))
}

struct Editor<'a> {
    kind: PolicyKind,
    text: &'a str,
    style: Style,
    tree: &'a Tree,
    root: usize,
}

/// The order in which elements are usually written; a new one takes its place among them.
const ORDER: &[&str] = &[
    "Version",
    "Statement",
    "Sid",
    "Effect",
    "Principal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
];

impl Editor<'_> {
    fn statements(&self) -> Option<usize> {
        self.tree.member(self.root, self.text, "Statement").map(|(list, _)| list)
    }

    fn statement(&self, at: usize) -> Option<usize> {
        self.tree.children(Some(self.statements()?)).nth(at).map(|(number, _)| number)
    }

    fn member(&self, object: usize, name: &str) -> Option<usize> {
        self.tree.member(object, self.text, name).map(|(number, _)| number)
    }

    /// A new member: behind those that usually stand before it.
    fn add_member(&self, object: usize, name: &str, value: &Draft) -> Option<Vec<TextEdit>> {
        let rank = |name: &str| ORDER.iter().position(|known| *known == name);
        let own = rank(name);
        let names = self.tree.children(Some(object)).map(|(_, entry)| entry.name.map(|name| name.text(self.text)));
        let names: Vec<String> = names.map(Option::unwrap_or_default).collect();
        let at = match own {
            Some(own) => names.iter().rposition(|name| rank(name).is_some_and(|it| it < own)).map_or(0, |it| it + 1),
            None => names.len(),
        };
        let write = |indent: &str, style: &Style| style.write_member(name, value, indent);
        Some(vec![insert(self.text, self.tree, object, at, &self.style, write)?])
    }

    /// A member whose value is one string.
    fn set_string(&self, object: usize, name: &str, value: &str) -> Option<Vec<TextEdit>> {
        match self.tree.member(object, self.text, name) {
            Some((_, entry)) => Some(vec![TextEdit::replace(entry.span, quote(value))]),
            None => self.add_member(object, name, &Draft::String(value.to_owned())),
        }
    }

    fn add_statement(&self, at: usize, statement: &Draft) -> Option<Vec<TextEdit>> {
        let Some(list) = self.statements() else {
            return self.add_member(self.root, "Statement", &Draft::List(vec![statement.clone()]));
        };
        // A list of statements on one line takes the new one on that line; its own lines are for others to decide.
        let write = |indent: &str, style: &Style| style.write(statement, indent);
        Some(vec![insert(self.text, self.tree, list, at, &self.style, write)?])
    }

    /// The statements in between change places; what stands between them stays.
    fn move_statement(&self, from: usize, to: usize) -> Option<Vec<TextEdit>> {
        let spans: Vec<Span> = self.tree.children(Some(self.statements()?)).map(|(_, entry)| entry.span).collect();
        let mut order: Vec<Span> = spans.clone();
        if from >= order.len() || to >= order.len() {
            return None;
        }
        let moved = order.remove(from);
        order.insert(to, moved);
        let pairs = spans.into_iter().zip(order).filter(|(place, statement)| place != statement);
        Some(pairs.map(|(place, statement)| TextEdit::replace(place, statement.of(self.text))).collect())
    }

    fn change(&self, statement: usize, change: &StatementEdit) -> Option<Vec<TextEdit>> {
        match change {
            StatementEdit::SetEffect(effect) => self.set_string(statement, "Effect", effect),
            StatementEdit::SetSid(Some(sid)) => self.set_string(statement, "Sid", sid),
            StatementEdit::SetSid(None) => Some(vec![remove(self.tree, self.member(statement, "Sid")?)?]),
            StatementEdit::Negate { element, is_negated } => self.negate(statement, *element, *is_negated),
            StatementEdit::Add(list, value) => self.add(statement, *list, value),
            StatementEdit::Set(list, at, value) => {
                let entry = self.tree.entry(self.value(statement, *list, *at)?)?;
                Some(vec![TextEdit::replace(entry.span, quote(value))])
            }
            StatementEdit::Remove(list, at) => self.remove(statement, *list, *at),
            StatementEdit::AddCondition { operator, key, values } => {
                let draft = match values.as_slice() {
                    [] => return None,
                    [value] => Draft::String(value.clone()),
                    values => Draft::List(values.iter().cloned().map(Draft::String).collect()),
                };
                self.add_condition(statement, operator, key, &draft)
            }
            StatementEdit::RemoveCondition(at) => self.remove_up(self.condition(statement, *at)?.1, statement),
            StatementEdit::SetOperator(at, operator) => self.set_operator(statement, *at, operator),
            StatementEdit::SetKey(at, key) => {
                let (operator, number) = self.condition(statement, *at)?;
                if self.member(operator, key).is_some_and(|other| other != number) {
                    return None;
                }
                Some(vec![TextEdit::replace(self.tree.entry(number)?.name?.span, quote(key))])
            }
        }
    }

    fn negate(&self, statement: usize, element: Element, is_negated: bool) -> Option<Vec<TextEdit>> {
        let [name, negation] = element.names();
        let (is, becomes) = if is_negated { (name, negation) } else { (negation, name) };
        match self.member(statement, is) {
            Some(member) => Some(vec![TextEdit::replace(self.tree.entry(member)?.name?.span, quote(becomes))]),
            None if self.member(statement, becomes).is_some() => None,
            None => self.add_member(statement, becomes, &Draft::List(Vec::new())),
        }
    }

    fn remove(&self, statement: usize, list: List, at: usize) -> Option<Vec<TextEdit>> {
        let value = self.value(statement, list, at)?;
        let member = self.list(statement, list)?;
        let entry = self.tree.entry(member)?;
        let is_last = value == member || self.tree.children(Some(member)).count() == 1;
        let name = entry.name.map(|name| name.text(self.text)).unwrap_or_default();
        if is_last && [Element::Action, Element::Resource].iter().any(|element| element.names()[1] == name) {
            return Some(vec![TextEdit::replace(entry.span, "[]")]);
        }
        self.remove_up(value, statement)
    }

    /// The member that holds a list, by its number.
    fn list(&self, statement: usize, list: List) -> Option<usize> {
        let either = |names: [&str; 2]| names.iter().find_map(|name| self.member(statement, name));
        match list {
            List::Action => either(Element::Action.names()),
            List::Resource => either(Element::Resource.names()),
            List::Principal(kind) => {
                let principal = self.member(statement, "Principal")?;
                match kind.name() {
                    Some(name) => self.member(principal, name),
                    None => Some(principal),
                }
            }
            List::Values(at) => self.condition(statement, at).map(|(_, key)| key),
        }
    }

    /// The string at a place of a list: the member itself, where it holds one string only.
    fn value(&self, statement: usize, list: List, at: usize) -> Option<usize> {
        let member = self.list(statement, list)?;
        match self.tree.entry(member)?.shape {
            Shape::Array => self.tree.children(Some(member)).nth(at).map(|(number, _)| number),
            _ => (at == 0).then_some(member),
        }
    }

    fn add(&self, statement: usize, list: List, value: &str) -> Option<Vec<TextEdit>> {
        let string = Draft::String(value.to_owned());
        if let Some(member) = self.list(statement, list) {
            let entry = self.tree.entry(member)?;
            if entry.shape == Shape::Array {
                let count = self.tree.children(Some(member)).count();
                let write = |indent: &str, style: &Style| style.write(&string, indent);
                return Some(vec![insert(self.text, self.tree, member, count, &self.in_line(member), write)?]);
            }
            // One string becomes a list on the same line.
            let space = if self.style.colon.ends_with(' ') { " " } else { "" };
            let (start, end) = (entry.span.start as usize, entry.span.end as usize);
            let more = format!(",{space}{}]", quote(value));
            return Some(vec![TextEdit::insert(start, "["), TextEdit::insert(end, more)]);
        }
        match list {
            List::Action => self.add_member(statement, "Action", &string),
            List::Resource => self.add_member(statement, "Resource", &string),
            List::Principal(kind) => match (self.member(statement, "Principal"), kind.name()) {
                (Some(principal), Some(name)) => self.add_member(principal, name, &string),
                (None, Some(name)) => {
                    self.add_member(statement, "Principal", &Draft::Object(vec![(name.to_owned(), string)]))
                }
                _ if self.kind == PolicyKind::Bucket => {
                    self.add_member(statement, "Principal", &Draft::List(vec![string]))
                }
                _ => None,
            },
            List::Values(_) => None,
        }
    }

    /// An empty list stays on its line; others are like their neighbors anyway.
    fn in_line(&self, list: usize) -> Style {
        let is_empty = self.tree.children(Some(list)).next().is_none();
        Style { has_lines: self.style.has_lines && !is_empty, ..self.style.clone() }
    }

    /// Removes an entry, and what would be empty without it, up to the statement.
    fn remove_up(&self, number: usize, statement: usize) -> Option<Vec<TextEdit>> {
        let mut number = number;
        while let Some(parent) = self.tree.entry(number)?.parent {
            if parent == statement || self.tree.children(Some(parent)).count() > 1 {
                break;
            }
            number = parent;
        }
        Some(vec![remove(self.tree, number)?])
    }

    /// Operator and key of a condition, by number.
    fn condition(&self, statement: usize, at: usize) -> Option<(usize, usize)> {
        let condition = self.member(statement, "Condition")?;
        let mut tests = self
            .tree
            .children(Some(condition))
            .flat_map(|(operator, _)| self.tree.children(Some(operator)).map(move |(key, _)| (operator, key)));
        tests.nth(at)
    }

    fn add_condition(&self, statement: usize, operator: &str, key: &str, values: &Draft) -> Option<Vec<TextEdit>> {
        let test = |values: &Draft| Draft::Object(vec![(key.to_owned(), values.clone())]);
        let Some(condition) = self.member(statement, "Condition") else {
            let draft = Draft::Object(vec![(operator.to_owned(), test(values))]);
            return self.add_member(statement, "Condition", &draft);
        };
        match self.member(condition, operator) {
            Some(operator) if self.member(operator, key).is_some() => None,
            Some(operator) => self.add_member(operator, key, values),
            None => self.add_member(condition, operator, &test(values)),
        }
    }

    fn set_operator(&self, statement: usize, at: usize, operator: &str) -> Option<Vec<TextEdit>> {
        let condition = self.member(statement, "Condition")?;
        let (old, key) = self.condition(statement, at)?;
        let target = self.member(condition, operator);
        if target == Some(old) {
            return Some(Vec::new());
        }
        let is_alone = self.tree.children(Some(old)).count() == 1;
        if target.is_none() && is_alone {
            return Some(vec![TextEdit::replace(self.tree.entry(old)?.name?.span, quote(operator))]);
        }
        let entry = self.tree.entry(key)?;
        let name = entry.name?.text(self.text);
        let values = Draft::Raw(entry.span.of(self.text).to_owned());
        let mut edits = match target {
            Some(target) if self.member(target, &name).is_some() => return None,
            Some(target) => self.add_member(target, &name, &values)?,
            None => self.add_member(condition, operator, &Draft::Object(vec![(name, values)]))?,
        };
        edits.extend(self.remove_up(key, statement)?);
        Some(edits)
    }
}
