//! Ways to mend a finding.

use ram_policy::diagnostic::{Expected, Problem, Severity};
use ram_policy::json::Kind;
use ram_policy::limits::document_length;
use ram_policy::nearest::nearest;
use ram_policy::policy::{Document, PolicyKind};
use ram_policy::text::Span;
use ram_text::{Msg, code};

use super::{Advice, Cause, Finding, Fix, Mending, findings, syntax};
use crate::edit::{TextEdit, apply, quote, string_at};
use crate::facts::KEYS;
use crate::form::{Element, Form, FormEdit, List, StatementEdit, after, edit};
use crate::layout::{Draft, compact, remove};
use crate::surroundings::Surroundings;
use crate::tree::Tree;

mod conditions;
mod principals;
mod resources;

/// The external ID that a fix writes: a person replaces it by the one agreed on.
const EXTERNAL_ID: &str = "choose-an-external-id";

/// The ways to mend a finding, the likeliest first. After each of them the finding is gone, and no error has come in
/// its place, other than those that it hid. Computed when asked for: a page need not ask for findings that nobody looks at.
pub fn fixes(finding: &Finding, document: &Document, around: &Surroundings<'_>) -> Vec<Fix> {
    let named = |it: Mending| Fix { name: it.name.text(around.lang), edits: it.edits };
    let text: &str = &document.text;
    if let Cause::Platform(Problem::Json(fault)) = finding.cause {
        return syntax::fixes(text, fault, finding.span).into_iter().map(named).collect();
    }
    let tree = Tree::read(text);
    let workshop = Workshop { document, text, tree: &tree, around, span: finding.span };
    let mut found = match &finding.cause {
        Cause::Platform(problem) => workshop.problem(problem),
        Cause::Advice(advice) => workshop.advice(advice),
    };
    found.retain(|fix| helps(finding, document, around, fix));
    found.into_iter().map(named).collect()
}

/// Whether a finding is gone after a fix, and nothing worse has come. What stands in a policy shows once there is one,
/// so that is no fault of the fix that makes it one.
fn helps(finding: &Finding, document: &Document, around: &Surroundings<'_>, fix: &Mending) -> bool {
    let text = apply(&document.text, &fix.edits);
    let mut after = Document::parse(document.id.clone(), &document.name, document.kind, &text);
    if let Some(account) = around.account {
        after = after.owned_by(account);
    }
    let (before, after) = (findings(document, around), findings(&after, around));
    let same = |list: &[Finding]| list.iter().filter(|other| other.code == finding.code).count();
    let errors = |list: &[Finding]| list.iter().filter(|other| other.severity == Severity::Error).count();
    let is_hidden = matches!(finding.cause, Cause::Platform(Problem::BareStatement | Problem::MissingBraces { .. }));
    // One error for all: what is no JSON has no others.
    let is_broken = |list: &[Finding]| list.iter().any(|it| matches!(it.cause, Cause::Platform(Problem::Json(_))));
    let is_worse = errors(&after) > errors(&before) || is_broken(&after);
    same(&after) < same(&before) && (is_hidden || !is_worse)
}

struct Workshop<'a> {
    document: &'a Document,
    text: &'a str,
    tree: &'a Tree,
    around: &'a Surroundings<'a>,
    span: Span,
}

impl Workshop<'_> {
    fn problem(&self, problem: &Problem) -> Vec<Mending> {
        let kind = self.document.kind;
        match problem {
            Problem::Type { element: "Principal", expected: Expected::Object, .. } => {
                self.principals().into_iter().collect()
            }
            Problem::Type { expected, found, .. } => self.of_type(*expected, *found),
            Problem::UnknownElement { name, .. } if name == "NotResource" => self.not_resource(),
            Problem::UnknownElement { name, nearest } => self.unknown_element(name, *nearest),
            Problem::BothActions => self.members(&["NotAction", "Action"]),
            Problem::MissingVersion => {
                self.form(Msg::AuthorFixAdd { what: code("Version") }, &FormEdit::SetVersion("1".to_owned()))
            }
            Problem::Version { .. } => vec![self.replace("1")],
            Problem::MissingEffect => self.effects(&["Allow", "Deny"]),
            Problem::Effect { found } => {
                let meant = ["Allow", "Deny"].into_iter().find(|effect| effect.eq_ignore_ascii_case(found.trim()));
                meant
                    .map_or(vec!["Allow", "Deny"], |meant| vec![meant])
                    .into_iter()
                    .map(|it| self.replace(it))
                    .collect()
            }
            Problem::MissingAction if kind == PolicyKind::Trust => self.add(List::Action, "sts:AssumeRole"),
            Problem::ActionFormat { found } => self.action_format(found),
            Problem::MissingResource => self.add(List::Resource, "*"),
            Problem::MissingPrincipal => self.owner(),
            Problem::UnsupportedPrincipal { found } => self.visitors(found),
            Problem::ArnPrefix { found } => {
                let rest = found.split_once(':').map(|(_, rest)| format!("acs:{rest}"));
                let whole = rest.filter(|arn| arn.split(':').count() == 5);
                whole.iter().map(|arn| self.replace(arn)).collect()
            }
            Problem::ArnField { found } => {
                let missing = 5_usize.saturating_sub(found.split(':').count());
                vec![self.replace(&format!("{found}{}", ":*".repeat(missing)))]
            }
            Problem::Operator { found, nearest } => self.operator(found, *nearest),
            Problem::KeyFormat { found } => {
                let names = KEYS.iter().map(|key| key.name);
                let same = names
                    .clone()
                    .find(|name| name.split_once(':').is_some_and(|(_, it)| it.eq_ignore_ascii_case(found)));
                same.or_else(|| nearest(found, names)).into_iter().map(|name| self.replace(name)).collect()
            }
            Problem::SeveralBooleans => {
                let number = self.entry(self.span).map(|number| self.tree.strings(number, self.text));
                let mut values: Vec<String> = number.unwrap_or_default().into_iter().map(|(value, _)| value).collect();
                values.sort();
                values.dedup();
                values.iter().map(|value| self.replace(value)).collect()
            }
            Problem::TooLong { .. } => {
                let short = compact(self.text).ok();
                let fits =
                    short.filter(|short| document_length(kind).is_some_and(|limit| short.chars().count() <= limit));
                let whole = Span::new(0, self.text.len());
                fits.map(|short| Mending { name: Msg::AuthorFixCompact, edits: vec![TextEdit::replace(whole, short)] })
                    .into_iter()
                    .collect()
            }
            Problem::TrustsNobody { found, .. } => self.trusted(found).iter().map(|it| self.replace(it)).collect(),
            Problem::Sid => self.members(&["Sid"]),
            Problem::TrustAction => {
                let edit = TextEdit::replace(self.span, "\"Action\": \"sts:AssumeRole\"");
                vec![Mending { name: Msg::AuthorFixUse { value: code("sts:AssumeRole") }, edits: vec![edit] }]
            }
            Problem::DenyWithoutMfa => self.deny_without_mfa().into_iter().collect(),
            Problem::AllowIdentityControl { found } => self.roles(found),
            Problem::TrustsForeignAccount { .. } => self.external_id(),
            Problem::MaskedId { found } => self.unmasked(found),
            Problem::Placeholder { .. } => self.filled_in(),
            Problem::BareStatement if self.text.trim_start().starts_with('[') => {
                self.wrapped(["{\"Version\": \"1\", \"Statement\": ", "}"])
            }
            Problem::BareStatement => self.wrapped(["{\"Version\": \"1\", \"Statement\": [", "]}"]),
            Problem::MissingBraces { of_statement: true } => {
                self.wrapped(["{\"Version\": \"1\", \"Statement\": [{", "}]}"])
            }
            Problem::MissingBraces { of_statement: false } => self.wrapped(["{", "}"]),
            _ => Vec::new(),
        }
    }

    fn advice(&self, advice: &Advice) -> Vec<Mending> {
        match advice {
            Advice::UnknownAction { nearest: Some(near), .. }
            | Advice::UnknownKey { nearest: Some(near), .. }
            | Advice::NoSuchPrincipal { nearest: Some(near), .. } => vec![self.replace(near)],
            Advice::UnreadableValue { meant: Some(meant), .. } => vec![self.replace(meant)],
            Advice::ResourceNotSupported { is_whole: true, .. } => self.only_resource("*", Msg::AuthorFixEveryResource),
            Advice::ResourceType { action, .. } => self.same_resource(action),
            Advice::ResourceNotSupported { is_whole: false, action, .. } => self.own_statement(action),
            Advice::LiteralWildcard { operator, like, .. } => {
                let prefix = operator.split_once(':').map_or(String::new(), |(prefix, _)| format!("{prefix}:"));
                let operator = format!("{prefix}{like}");
                let Some((at, form)) = self.statement() else { return Vec::new() };
                let tests = form.statements.get(at).map(|it| it.conditions.as_slice()).unwrap_or_default();
                let Some(test) = tests.iter().position(|it| it.values.iter().any(|value| value.span == self.span))
                else {
                    return Vec::new();
                };
                let name = Msg::AuthorFixUse { value: code(operator.as_str()) };
                self.change(name, at, StatementEdit::SetOperator(test, operator))
            }
            Advice::NeverApplies(_) | Advice::Covered { .. } => match self.statement() {
                Some((at, _)) => self.form(Msg::AuthorFixRemoveStatement, &FormEdit::RemoveStatement(at)),
                None => Vec::new(),
            },
            Advice::EntryCovered { .. } => {
                let edit = self.entry(self.span).and_then(|number| remove(self.tree, number));
                let what = code(syntax::shortened(&string_at(self.text, self.span)));
                edit.map(|edit| Mending { name: Msg::AuthorFixRemove { what }, edits: vec![edit] })
                    .into_iter()
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    /// The entry whose value stands at a span.
    fn entry(&self, span: Span) -> Option<usize> {
        self.tree.find(|entry| entry.span == span).map(|(number, _)| number)
    }

    /// Another string in the place of what was found.
    fn replace(&self, value: &str) -> Mending {
        let name = Msg::AuthorFixUse { value: code(syntax::shortened(value)) };
        Mending { name, edits: vec![TextEdit::replace(self.span, quote(value))] }
    }

    fn form(&self, name: Msg, change: &FormEdit) -> Vec<Mending> {
        let edits = edit(self.document.kind, self.text, change);
        edits.map(|edits| Mending { name, edits }).into_iter().collect()
    }

    /// The statement that the finding is in, by its place.
    fn statement(&self) -> Option<(usize, Form)> {
        let form = Form::read(self.document.kind, self.text).ok()?;
        let at = form.statements.iter().position(|statement| statement.span.contains(self.span))?;
        Some((at, form))
    }

    fn change(&self, name: Msg, at: usize, edit: StatementEdit) -> Vec<Mending> {
        self.form(name, &FormEdit::Statement { at, edit })
    }

    fn add(&self, list: List, value: &str) -> Vec<Mending> {
        let Some((at, _)) = self.statement() else { return Vec::new() };
        let element = if list == List::Action { "Action" } else { "Resource" };
        let what = code(format!("{}: {}", quote(element), quote(value)));
        self.change(Msg::AuthorFixAdd { what }, at, StatementEdit::Add(list, value.to_owned()))
    }

    fn effects(&self, effects: &[&str]) -> Vec<Mending> {
        let Some((at, _)) = self.statement() else { return Vec::new() };
        let fix = |effect: &&str| {
            let what = code(format!("\"Effect\": {}", quote(effect)));
            self.change(Msg::AuthorFixAdd { what }, at, StatementEdit::SetEffect((*effect).to_owned()))
        };
        effects.iter().flat_map(fix).collect()
    }

    /// A fix for each of the members that the object around the finding has.
    fn members(&self, names: &[&str]) -> Vec<Mending> {
        let holds = |number: &usize| {
            self.tree
                .children(Some(*number))
                .any(|(_, entry)| Span::new(entry.start(), entry.end()).contains(self.span) && entry.name.is_some())
        };
        let objects = (0..).take_while(|number| self.tree.entry(*number).is_some());
        let Some(object) = { objects }.filter(holds).last() else { return Vec::new() };
        let fix = |name: &&str| {
            let (number, _) = self.tree.member(object, self.text, name)?;
            let edits = vec![remove(self.tree, number)?];
            Some(Mending { name: Msg::AuthorFixRemove { what: code(*name) }, edits })
        };
        names.iter().filter_map(fix).collect()
    }

    fn of_type(&self, expected: Expected, found: Kind) -> Vec<Mending> {
        let part = self.span.of(self.text);
        let wrapped = |inner: &str| {
            let edit = TextEdit::replace(self.span, format!("[{inner}]"));
            vec![Mending { name: Msg::AuthorFixList, edits: vec![edit] }]
        };
        match (expected, found) {
            (Expected::String | Expected::StringOrList, Kind::Boolean | Kind::Number) => vec![self.replace(part)],
            (Expected::ListOfStrings, Kind::String) | (Expected::ListOfObjects, Kind::Object) => wrapped(part),
            (Expected::ListOfStrings, Kind::Number) => wrapped(&quote(part)),
            _ => Vec::new(),
        }
    }

    fn unknown_element(&self, name: &str, nearest: Option<&'static str>) -> Vec<Mending> {
        // The negation of an element is not the element, however near its name is.
        let nearest = nearest.filter(|near| !name.starts_with("Not") || near.starts_with("Not"));
        let mut fixes: Vec<Mending> = nearest.into_iter().map(|near| self.replace(near)).collect();
        fixes.extend(self.members(&[name]));
        fixes
    }

    /// `NotResource`, which RAM doesn't have (R1.19). An Allow of all but some comes nearest to an Allow of all with a
    /// Deny of these. That says more: the Deny also wins over what other policies allow of these (R5.3), as the fix
    /// says. A Deny of all but some can't be said.
    fn not_resource(&self) -> Vec<Mending> {
        let mut fixes = Vec::new();
        let kind = self.document.kind;
        if let Some((at, form)) = self.statement()
            && let Some(statement) = form.statements.get(at).filter(|it| it.locked.is_none())
            && statement.effect.as_ref().is_some_and(|effect| effect.value == "Allow")
        {
            let of = |at, edit| FormEdit::Statement { at, edit };
            let plain = StatementEdit::Negate { element: Element::Resource, is_negated: false };
            let count = statement.resource.as_ref().map_or(0, |resource| resource.values.len());
            let mut steps = vec![
                FormEdit::DuplicateStatement(at),
                of(at + 1, StatementEdit::SetEffect("Deny".to_owned())),
                of(at + 1, plain.clone()),
                of(at, plain.clone()),
                of(at, StatementEdit::Set(List::Resource, 0, "*".to_owned())),
            ];
            steps.extend((1..count).rev().map(|entry| of(at, StatementEdit::Remove(List::Resource, entry))));
            fixes.extend(after(kind, self.text, &steps).map(|text| self.rewritten(Msg::AuthorFixAllBut, &text)));
            fixes.extend(self.change(Msg::AuthorFixOnlyThese { element: code("Resource") }, at, plain));
        }
        fixes.extend(self.members(&["NotResource"]));
        fixes
    }

    /// Another text of the whole document, as an edit of what differs.
    fn rewritten(&self, name: Msg, text: &str) -> Mending {
        let same = self.text.chars().zip(text.chars()).take_while(|(before, after)| before == after);
        let start: usize = same.map(|(c, _)| c.len_utf8()).sum();
        let rest = |text: &str| text.get(start..).unwrap_or_default().to_owned();
        let (before, after) = (rest(self.text), rest(text));
        let same = before.chars().rev().zip(after.chars().rev()).take_while(|(a, b)| a == b);
        let same: usize = same.map(|(c, _)| c.len_utf8()).sum();
        let insert = after.get(..after.len() - same).unwrap_or_default();
        let span = Span::new(start, self.text.len() - same);
        Mending { name, edits: vec![TextEdit::replace(span, insert)] }
    }

    fn action_format(&self, found: &str) -> Vec<Mending> {
        if let Some(catalogue) = self.around.catalogue {
            let has_name = |name: &&str| name.split_once(':').is_some_and(|(_, it)| it.eq_ignore_ascii_case(found));
            let by_name: Vec<&str> = catalogue.names().filter(has_name).take(3).collect();
            if !by_name.is_empty() {
                return by_name.into_iter().map(|name| self.replace(name)).collect();
            }
        }
        let (service, name) = found.split_once(['.', '/', ' ']).unwrap_or_default();
        if service.is_empty() || name.is_empty() {
            return Vec::new();
        }
        vec![self.replace(&format!("{service}:{}", name.trim()))]
    }

    /// The accounts of the scenario that a masked ID may be (R9.5).
    fn unmasked(&self, found: &str) -> Vec<Mending> {
        let is_mask = |c: char| !c.is_ascii_digit();
        let before = found.split(is_mask).next().unwrap_or_default();
        let behind = found.rsplit(is_mask).next().unwrap_or_default();
        let fits = |id: &&str| id.len() > before.len() + behind.len() && id.starts_with(before) && id.ends_with(behind);
        self.around.accounts().filter(fits).map(|id| self.put(id)).collect()
    }

    /// The account of the document, for a placeholder in the account's place of an ARN.
    fn filled_in(&self) -> Vec<Mending> {
        let before = self.text.get(..self.span.start as usize).unwrap_or_default();
        let arn = before.rsplit('"').next().unwrap_or_default();
        let is_account = arn.starts_with("acs:") && arn.matches(':').count() == 3 && arn.ends_with(':');
        self.around.account.filter(|_| is_account).map(|id| self.put(id)).into_iter().collect()
    }

    /// Other text in the place of a part of a string.
    fn put(&self, value: &str) -> Mending {
        let name = Msg::AuthorFixUse { value: code(value) };
        Mending { name, edits: vec![TextEdit::replace(self.span, value)] }
    }

    /// Puts what is missing around the document.
    fn wrapped(&self, [before, behind]: [&str; 2]) -> Vec<Mending> {
        let (start, end) = (self.text.len() - self.text.trim_start().len(), self.text.trim_end().len());
        let edits = vec![TextEdit::insert(start, before), TextEdit::insert(end, behind)];
        vec![Mending { name: Msg::AuthorFixAdd { what: code(format!("{before}…{behind}")) }, edits }]
    }

    fn external_id(&self) -> Vec<Mending> {
        let Some((at, _)) = self.statement() else { return Vec::new() };
        let add = StatementEdit::AddCondition {
            operator: "StringEquals".to_owned(),
            key: "sts:ExternalId".to_owned(),
            values: vec![EXTERNAL_ID.to_owned()],
        };
        self.change(Msg::AuthorFixExternalId, at, add)
    }

    /// Moves an action into a statement of its own, on every resource.
    fn own_statement(&self, action: &str) -> Vec<Mending> {
        let Some((at, form)) = self.statement() else { return Vec::new() };
        let Some(statement) = form.statements.get(at) else { return Vec::new() };
        let values = statement.action.as_ref().map(|action| action.values.as_slice()).unwrap_or_default();
        let Some(place) = values.iter().position(|value| value.span == self.span) else { return Vec::new() };
        let effect = statement.effect.as_ref().map_or("Allow", |effect| &effect.value);
        let text = |text: &str| Draft::String(text.to_owned());
        let member = |name: &str, value| (name.to_owned(), value);
        let mut members =
            vec![member("Effect", text(effect)), member("Action", text(action)), member("Resource", text("*"))];
        let number = self.entry(statement.span);
        let condition = number.and_then(|number| self.tree.member(number, self.text, "Condition"));
        if let Some((_, condition)) = condition {
            members.push(member("Condition", Draft::Raw(condition.span.of(self.text).to_owned())));
        }
        let kind = self.document.kind;
        let remove = FormEdit::Statement { at, edit: StatementEdit::Remove(List::Action, place) };
        let add = FormEdit::AddStatement { at: at + 1, statement: Draft::Object(members) };
        match (edit(kind, self.text, &remove), edit(kind, self.text, &add)) {
            (Some(mut edits), Some(more)) => {
                edits.extend(more);
                vec![Mending { name: Msg::AuthorFixOwnStatement, edits }]
            }
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_fixes_write_is_legal() {
        assert!(ram_policy::condition::Operator::parse("StringNotEquals").is_some());
        assert!(ram_policy::names::Entity::ExternalId.accepts(super::EXTERNAL_ID));
    }
}
