//! The model of a policy document, as `parse.rs` reads it.

use std::sync::Arc;

use crate::arn::ArnPattern;
use crate::condition::Condition;
use crate::diagnostic::{Diagnostic, Problem, Severity};
use crate::pattern::Pattern;
use crate::principal::{BucketPattern, TrustPattern};
use crate::text::{DocumentId, Span, Spanned};

/// The kinds of policy document. They differ in what they may hold (R2.1) and how long they may be (R1.30 to R1.39).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PolicyKind {
    /// A system policy, written by Alibaba Cloud.
    System,
    /// A custom policy, attached to users, groups and roles.
    Custom,
    /// The trust policy of a role.
    Trust,
    /// The session policy passed to AssumeRole.
    Session,
    /// A control policy of a resource directory.
    Control,
    /// The bucket policy of an OSS bucket.
    Bucket,
}

/// A named document: its text and what was read from it.
///
/// ```
/// use ram_policy::policy::{Document, PolicyKind};
/// use ram_policy::text::DocumentId;
///
/// let text = r#"{"Version":"1","Statement":[{"Effect":"allow","Action":"ecs:*","Resource":"*"}]}"#;
/// let document = Document::parse(DocumentId::new("ops"), "ops", PolicyKind::Custom, text);
/// assert!(document.policy.is_none());
/// let error = document.first_error().unwrap();
/// assert_eq!((error.code(), error.span.of(text)), ("Invalid effect", r#""allow""#));
/// ```
#[derive(Debug, Clone)]
pub struct Document {
    /// Its key in the world.
    pub id: DocumentId,
    /// The policy's name.
    pub name: String,
    /// What kind of policy it is.
    pub kind: PolicyKind,
    /// The text as typed.
    pub text: Arc<str>,
    /// The policy, unless the document has an error: RAM would not have saved it (R9.3).
    pub policy: Option<Policy>,
    /// Everything that was found in it.
    pub diagnostics: Vec<Diagnostic>,
}

impl Document {
    /// Reads a document. Never fails: a text with errors has diagnostics and no policy.
    pub fn parse(id: DocumentId, name: &str, kind: PolicyKind, text: &str) -> Document {
        let (policy, mut diagnostics) = crate::parse::parse(kind, text);
        diagnostics.extend(policy.iter().flat_map(|policy| crate::check::advice(kind, policy)));
        Document { id, name: name.to_owned(), kind, text: Arc::from(text), policy, diagnostics }
    }

    /// Adds the advice that depends on which account owns the document.
    pub fn owned_by(mut self, account: &str) -> Document {
        if self.kind == PolicyKind::Trust {
            let advice = self.policy.iter().flat_map(|policy| crate::check::foreign_trust(policy, account));
            self.diagnostics.extend(advice);
        }
        self
    }

    /// What is worth listing. A statement without its policy (R9.5) lacks all that the policy around it has: those
    /// errors are gone with that one.
    pub fn listed(&self) -> &[Diagnostic] {
        match self.diagnostics.as_slice() {
            [first @ Diagnostic { problem: Problem::BareStatement, .. }, ..] => std::slice::from_ref(first),
            all => all,
        }
    }

    /// The first error, for a document that has no policy.
    pub fn first_error(&self) -> Option<&Diagnostic> {
        self.diagnostics.iter().find(|diagnostic| diagnostic.severity() == Severity::Error)
    }
}

/// A policy without errors.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    /// Its statements, in the order of the text, which has no meaning (R1.8).
    pub statements: Vec<Statement>,
}

/// One statement.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// Allow or Deny.
    pub effect: Spanned<Effect>,
    /// Who; only in resource-based policies (R2.1).
    pub principal: Option<PrincipalClause>,
    /// `Action` or `NotAction`.
    pub action: Clause<Pattern>,
    /// `Resource`; absent in a trust policy (R1.20).
    pub resource: Option<Clause<ArnPattern>>,
    /// All must be met (R4.2, R4.3).
    pub conditions: Vec<Condition>,
    /// The whole statement.
    pub span: Span,
}

/// What a statement does when it applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Effect {
    /// Grants.
    Allow,
    /// Refuses, whatever else grants (R5.3).
    Deny,
}

/// An element with a list of patterns.
#[derive(Debug, Clone, PartialEq)]
pub struct Clause<P> {
    /// Whether the element covers what matches, or everything else.
    pub sense: Sense,
    /// The element: name and value.
    pub span: Span,
    /// Its patterns; one that matches is enough.
    pub patterns: Vec<Spanned<P>>,
}

/// `Action` or `NotAction`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    /// Covers what its patterns match.
    Is,
    /// Covers what none of its patterns matches (R1.16).
    IsNot,
}

/// The `Principal` of a resource-based policy. The two languages must not be mixed (R2.10).
#[derive(Debug, Clone, PartialEq)]
pub enum PrincipalClause {
    /// Of a trust policy.
    Trust(Clause<TrustPattern>),
    /// Of a bucket policy.
    Bucket(Clause<BucketPattern>),
}
