//! JSON tree → policy and diagnostics, one function for each element. All findings are reported
//! at once; a document with an error has no policy (R9.3).

use std::borrow::Cow;

use crate::arn::{ArnError, ArnPattern};
use crate::condition::{Comparison, Condition, ConditionKey, OPERATORS, Operator, Value as ConditionValue};
use crate::diagnostic::{Diagnostic, Expected, Problem, Severity};
use crate::json::{self, Member, Node, Value};
use crate::limits::document_length;
use crate::nearest::nearest;
use crate::order::sort_by_key;
use crate::pasted;
use crate::pattern::{Case, Pattern, is_name};
use crate::policy::{Clause, Effect, Policy, PolicyKind, PrincipalClause, Sense, Statement};
use crate::principal::{BucketPattern, TrustPattern};
use crate::sts::ASSUME_ROLE;
use crate::text::{Span, Spanned};

/// Reads a document of the given kind.
pub fn parse(kind: PolicyKind, text: &str) -> (Option<Policy>, Vec<Diagnostic>) {
    let may_have_placeholders = pasted::PLACEHOLDER_STARTS.iter().any(|start| text.contains(start));
    let mut parser = Parser { kind, text, may_have_placeholders, diagnostics: Vec::new() };
    let mut statements = Vec::new();
    // One statement after the other, so that the tree never holds all of a large document.
    let root = json::parse_each(text, STATEMENT, &mut |node| statements.extend(parser.statement(node)));
    statements.shrink_to_fit();
    let policy = match root {
        Ok(root) => parser.document(root, statements),
        Err(error) => {
            parser.diagnostics.clear();
            parser.check_braces();
            parser.report(Problem::Json(error.value), error.span);
            None
        }
    };
    let mut diagnostics = parser.diagnostics;
    // In the order of the text; where several stand at one place, errors first.
    sort_by_key(&mut diagnostics, |found| (found.span.start as usize).saturating_mul(4) | found.severity() as usize);
    let has_error = diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error);
    (policy.filter(|_| !has_error), diagnostics)
}

struct Parser<'t> {
    kind: PolicyKind,
    text: &'t str,
    /// Looked for once: hardly any document has one.
    may_have_placeholders: bool,
    diagnostics: Vec<Diagnostic>,
}

const STATEMENT: &str = "Statement";
const DOCUMENT_ELEMENTS: &[&str] = &["Version", STATEMENT];
const STATEMENT_ELEMENTS: &[&str] = &["Effect", "Principal", "Action", "NotAction", "Resource", "Condition"];

impl Parser<'_> {
    fn report(&mut self, problem: Problem, span: Span) {
        self.diagnostics.push(Diagnostic { problem, span });
    }

    /// R9.5: a placeholder in a string is literal text (R3.10), and hardly meant so.
    fn check_placeholder(&mut self, text: &str, span: Span) {
        if self.may_have_placeholders && pasted::placeholder(text).is_some() {
            self.report_part(span, pasted::placeholder, |found| Problem::Placeholder { found });
        }
    }

    /// R9.5: an ID with a mask names nobody.
    fn check_masked(&mut self, text: &str, span: Span) {
        if pasted::masked_id(text).is_some() {
            self.report_part(span, pasted::masked_id, |found| Problem::MaskedId { found });
        }
    }

    /// Reports a part of a string, by its place in the document.
    fn report_part(
        &mut self,
        span: Span,
        part: fn(&str) -> Option<std::ops::Range<usize>>,
        problem: fn(String) -> Problem,
    ) {
        let source = span.of(self.text);
        let Some(range) = part(source) else { return };
        let found = source.get(range.clone()).unwrap_or_default().to_owned();
        let start = span.start as usize;
        self.report(problem(found), Span::new(start + range.start, start + range.end));
    }

    /// R9.5: what documentation shows of an object without its braces.
    fn check_braces(&mut self) {
        let Some(name) = pasted::first_member(self.text) else { return };
        let of_statement = STATEMENT_ELEMENTS.contains(&name);
        if of_statement || DOCUMENT_ELEMENTS.contains(&name) {
            let start = self.text.len() - self.text.trim_start().len();
            let span = Span::new(start, self.text.trim_end().len());
            self.report(Problem::MissingBraces { of_statement }, span);
        }
    }

    /// R9.5: a statement, or a list of them, without the policy around it.
    fn check_policy(&mut self, root: &Node<'_>) {
        let is_statement = |node: &Node| match &node.value {
            Value::Object(members) => {
                let has = |names: &[&str]| members.iter().any(|member| names.contains(&&*member.name.value));
                has(STATEMENT_ELEMENTS) && !has(DOCUMENT_ELEMENTS)
            }
            _ => false,
        };
        let is_list = |node: &Node| match &node.value {
            Value::Array(elements) => !elements.is_empty() && elements.iter().all(is_statement),
            _ => false,
        };
        if is_statement(root) || is_list(root) {
            self.report(Problem::BareStatement, root.span);
        }
    }

    fn wrong_type(&mut self, element: &'static str, expected: Expected, node: &Node) {
        self.report(Problem::Type { element, expected, found: node.value.kind() }, node.span);
    }

    fn object<'n>(&mut self, element: &'static str, node: Node<'n>) -> Option<Vec<Member<'n>>> {
        match node.value {
            Value::Object(members) => Some(members),
            _ => {
                self.wrong_type(element, Expected::Object, &node);
                None
            }
        }
    }

    fn string<'n>(&mut self, element: &'static str, node: Node<'n>) -> Option<Cow<'n, str>> {
        match node.value {
            Value::String(text) => Some(text),
            _ => {
                self.wrong_type(element, Expected::String, &node);
                None
            }
        }
    }

    /// One string or a list of strings mean the same (R1.7). Anything else is reported; what is
    /// a string is still read, so that all findings come at once.
    fn each_of<T>(
        &mut self,
        element: &'static str,
        node: Node,
        mut read: impl FnMut(&mut Parser<'_>, &str, Span) -> Option<T>,
    ) -> Vec<Spanned<T>> {
        let span = node.span;
        let (one, several) = match node.value {
            Value::String(_) => (Some(node), Vec::new()),
            Value::Array(elements) => {
                if elements.is_empty() {
                    self.report(Problem::EmptyList { element }, span);
                }
                (None, elements)
            }
            _ => {
                self.wrong_type(element, Expected::StringOrList, &node);
                (None, Vec::new())
            }
        };
        let mut found = Vec::with_capacity(several.len() + usize::from(one.is_some()));
        for node in one.into_iter().chain(several) {
            let span = node.span;
            let Some(text) = self.string(element, node) else { continue };
            self.check_placeholder(&text, span);
            found.extend(read(self, &text, span).map(|value| Spanned::new(value, span)));
        }
        found
    }

    // R1.1
    fn document(&mut self, root: Node, statements: Vec<Statement>) -> Option<Policy> {
        let span = root.span;
        self.check_policy(&root);
        // A text of few bytes has few characters.
        if let Some(limit) = document_length(self.kind).filter(|limit| self.text.len() > *limit) {
            let length = self.text.chars().count();
            if length > limit {
                self.report(Problem::TooLong { length, limit }, span);
            }
        }
        let members = self.object("policy", root)?;
        let mut has_version = false;
        let mut has_statement = false;
        for member in members {
            match &*member.name.value {
                "Version" => {
                    has_version = true;
                    self.version(member.value);
                }
                STATEMENT => {
                    has_statement = true;
                    self.statement_list(&member.value);
                }
                _ => self.unknown_element(member.name, DOCUMENT_ELEMENTS),
            }
        }
        let brace = Span { start: span.start, end: span.start + 1 };
        if !has_version {
            self.report(Problem::MissingVersion, brace);
        }
        if !has_statement {
            self.report(Problem::MissingStatement, brace);
        }
        Some(Policy { statements })
    }

    // R1.2
    fn version(&mut self, node: Node) {
        let span = node.span;
        if let Some(found) = self.string("Version", node)
            && found != "1"
        {
            self.report(Problem::Version { found: found.into_owned() }, span);
        }
    }

    // R1.3: a list, also for one statement.
    fn statement_list(&mut self, node: &Node) {
        match &node.value {
            Value::Array(elements) if elements.is_empty() => {
                self.report(Problem::EmptyList { element: STATEMENT }, node.span);
            }
            Value::Array(_) => {}
            _ => self.wrong_type(STATEMENT, Expected::ListOfObjects, node),
        }
    }

    // R1.4 to R1.6, R1.12, R1.18 to R1.21
    fn statement(&mut self, node: Node) -> Option<Statement> {
        let statement_span = node.span;
        let members = self.object(STATEMENT, node)?;
        let (mut effect, mut principal, mut action, mut resource) = (None, None, None, None);
        let mut conditions = Vec::new();
        let takes_principal = matches!(self.kind, PolicyKind::Trust | PolicyKind::Bucket);
        for member in members {
            let span = Span { start: member.name.span.start, end: member.value.span.end };
            match &*member.name.value {
                "Effect" => effect = Some(self.effect(member.value)),
                "Principal" if takes_principal => principal = Some(self.principal(member.value, span)),
                "Action" | "NotAction" => {
                    let is_second = action.is_some();
                    let sense = if member.name.value == "Action" { Sense::Is } else { Sense::IsNot };
                    action = Some(self.actions(member.value, sense, span));
                    if is_second {
                        self.report(Problem::BothActions, member.name.span);
                    }
                }
                "Resource" if self.kind != PolicyKind::Trust => resource = Some(self.resources(member.value, span)),
                "Condition" => conditions = self.conditions(member.value),
                // R1.4: tolerated and ignored.
                "Sid" if matches!(member.value.value, Value::String(_)) => self.report(Problem::Sid, span),
                _ => self.unknown_element(member.name, STATEMENT_ELEMENTS),
            }
        }
        let brace = Span { start: statement_span.start, end: statement_span.start + 1 };
        if effect.is_none() {
            self.report(Problem::MissingEffect, brace);
        }
        if action.is_none() {
            self.report(Problem::MissingAction, brace);
        }
        if resource.is_none() && self.kind != PolicyKind::Trust {
            self.report(Problem::MissingResource, brace);
        }
        if principal.is_none() && takes_principal {
            self.report(Problem::MissingPrincipal, brace);
        }
        let statement = Statement {
            effect: effect??,
            principal: principal.flatten(),
            action: action?,
            resource,
            conditions,
            span: statement_span,
        };
        self.check_trust_action(&statement);
        self.check_source_ip(&statement);
        Some(statement)
    }

    // R1.22
    fn check_trust_action(&mut self, statement: &Statement) {
        if self.kind != PolicyKind::Trust {
            return;
        }
        let covered = statement.action.patterns.iter().any(|pattern| pattern.value.matches(ASSUME_ROLE, Case::Ignored));
        if covered != (statement.action.sense == Sense::Is) {
            self.report(Problem::TrustAction, statement.action.span);
        }
    }

    // R2.17
    fn check_source_ip(&mut self, statement: &Statement) {
        if self.kind != PolicyKind::Bucket {
            return;
        }
        let uses = |key: &str| {
            let key = ConditionKey::new(key);
            statement.conditions.iter().find(move |condition| condition.key.value == key)
        };
        if let (Some(condition), None) = (uses("acs:SourceIp"), uses("acs:SourceVpc")) {
            self.report(Problem::SourceIpAlone, condition.key.span);
        }
    }

    fn unknown_element(&mut self, name: Spanned<Cow<'_, str>>, known: &'static [&'static str]) {
        // Elsewhere there may be an element of this very name.
        let nearest = nearest(&name.value, known.iter().copied()).filter(|nearest| *nearest != name.value);
        self.report(Problem::UnknownElement { name: name.value.into_owned(), nearest }, name.span);
    }

    // R1.5
    fn effect(&mut self, node: Node) -> Option<Spanned<Effect>> {
        let span = node.span;
        let found = self.string("Effect", node)?;
        let effect = match &*found {
            "Allow" => Effect::Allow,
            "Deny" => Effect::Deny,
            _ => {
                self.report(Problem::Effect { found: found.into_owned() }, span);
                return None;
            }
        };
        Some(Spanned::new(effect, span))
    }

    // R1.13
    fn actions(&mut self, node: Node, sense: Sense, span: Span) -> Clause<Pattern> {
        let element = if sense == Sense::Is { "Action" } else { "NotAction" };
        let patterns = self.each_of(element, node, |parser, text, span| {
            if text != "*" && !is_name(text) {
                parser.report(Problem::ActionFormat { found: text.to_owned() }, span);
            }
            Some(Pattern::new(text))
        });
        Clause { sense, span, patterns }
    }

    // R3.1
    fn resources(&mut self, node: Node, span: Span) -> Clause<ArnPattern> {
        let patterns = self.each_of("Resource", node, |parser, text, span| match ArnPattern::parse(text) {
            Ok(pattern) => {
                if let ArnPattern::Fields(fields) = &pattern {
                    parser.check_masked(fields.account(), span);
                }
                Some(pattern)
            }
            Err(error) => {
                if error == ArnError::Prefix {
                    parser.report(Problem::ArnPrefix { found: text.to_owned() }, span);
                }
                if text.split(':').count() < 5 {
                    parser.report(Problem::ArnField { found: text.to_owned() }, span);
                }
                None
            }
        });
        Clause { sense: Sense::Is, span, patterns }
    }

    fn principal(&mut self, node: Node, span: Span) -> Option<PrincipalClause> {
        match self.kind {
            PolicyKind::Bucket => self.bucket_principal(node, span).map(PrincipalClause::Bucket),
            _ => self.trust_principal(node, span).map(PrincipalClause::Trust),
        }
    }

    // R2.2 to R2.9
    fn trust_principal(&mut self, node: Node, span: Span) -> Option<Clause<TrustPattern>> {
        // `"Principal": "*"` matches nobody and is reported like any other wildcard (R2.9c).
        if matches!(&node.value, Value::String(text) if text == "*") {
            let patterns = self.trust_patterns(node, TrustPattern::parse_ram);
            return Some(Clause { sense: Sense::Is, span, patterns });
        }
        let whole = node.span;
        let members = self.object("Principal", node)?;
        let mut patterns = Vec::new();
        if members.is_empty() {
            self.report(Problem::MissingPrincipal, whole);
        }
        for member in members {
            let parse = match &*member.name.value {
                "RAM" => TrustPattern::parse_ram,
                "Service" => TrustPattern::parse_service,
                "Federated" => TrustPattern::parse_federated,
                _ => {
                    self.unknown_element(member.name, &["RAM", "Service", "Federated"]);
                    continue;
                }
            };
            patterns.extend(self.trust_patterns(member.value, parse));
        }
        Some(Clause { sense: Sense::Is, span, patterns })
    }

    fn trust_patterns(&mut self, node: Node, parse: fn(&str) -> TrustPattern) -> Vec<Spanned<TrustPattern>> {
        self.each_of("Principal", node, |parser, text, span| {
            let pattern = parse(text);
            parser.check_masked(text, span);
            if let TrustPattern::Unsupported(why) = pattern {
                parser.report(Problem::TrustsNobody { found: text.to_owned(), why }, span);
            }
            Some(pattern)
        })
    }

    // R2.10 to R2.18
    fn bucket_principal(&mut self, node: Node, span: Span) -> Option<Clause<BucketPattern>> {
        let whole = node.span;
        let patterns = match node.value {
            // R2.18: an empty list means everyone.
            Value::Array(elements) if elements.is_empty() => vec![Spanned::new(BucketPattern::Everyone, whole)],
            Value::Array(_) => self.each_of("Principal", node, |parser, text, span| {
                parser.check_masked(text, span);
                let pattern = BucketPattern::parse(text);
                if pattern.is_none() {
                    parser.report(Problem::UnsupportedPrincipal { found: text.to_owned() }, span);
                }
                pattern
            }),
            Value::Object(_) => {
                self.report(Problem::UnsupportedPrincipal { found: "{…}".to_owned() }, whole);
                return None;
            }
            _ => {
                self.wrong_type("Principal", Expected::ListOfStrings, &node);
                return None;
            }
        };
        Some(Clause { sense: Sense::Is, span, patterns })
    }

    // R1.11, R4.1 to R4.3
    fn conditions(&mut self, node: Node) -> Vec<Condition> {
        let operators = self.object("Condition", node).unwrap_or_default();
        let mut conditions = Vec::with_capacity(operators.len());
        for member in operators {
            let Spanned { value: name, span } = member.name;
            let operator = Operator::parse(&name);
            if operator.is_none() {
                let nearest = nearest(&name, OPERATORS.iter().map(|info| info.name));
                self.report(Problem::Operator { found: name.into_owned(), nearest }, span);
            }
            for entry in self.object("Condition", member.value).unwrap_or_default() {
                let condition = self.condition(operator, span, entry);
                conditions.extend(condition);
            }
        }
        conditions
    }

    fn condition(&mut self, operator: Option<Operator>, operator_span: Span, entry: Member) -> Option<Condition> {
        let (key, values_span) = (entry.name, entry.value.span);
        // R4.40
        if !is_name(&key.value) {
            self.report(Problem::KeyFormat { found: key.value.to_string() }, key.span);
        }
        self.check_placeholder(&key.value, key.span);
        let comparison = operator.map(|operator| operator.info.comparison);
        let values = self.each_of("Condition", entry.value, |parser, text, span| {
            parser.check_masked(text, span);
            // Without an operator there is nothing to read a value for.
            Some(comparison.map_or(ConditionValue::Unreadable, |comparison| ConditionValue::parse(comparison, text)))
        });
        if comparison == Some(Comparison::Bool) && values.len() > 1 {
            self.report(Problem::SeveralBooleans, values_span);
        }
        Some(Condition {
            operator: Spanned::new(operator?, operator_span),
            key: Spanned::new(ConditionKey::new(&key.value), key.span),
            values,
            span: Span { start: key.span.start, end: values_span.end },
        })
    }
}

#[cfg(test)]
mod tests;
