//! Everything that is found in a document: the platform's own codes, and what this project adds (R9.4).
//!
//! [`findings`] lists them with code, severity, exact span, sentence and rule; [`fixes`](fixes()) says how one can be mended,
//! each as one set of edits with a name; [`pages`] explains a code with a bad and a good example.

mod advice;
mod conditions;
mod contradiction;
mod fixes;
mod lookalikes;
mod names;
pub mod pages;
mod syntax;

use ram_policy::diagnostic::{Problem, Severity};
use ram_policy::policy::Document;
use ram_policy::text::Span;
use ram_scenario::diagnostics;
use ram_text::{Msg, Text, code};

use crate::edit::TextEdit;
use crate::surroundings::Surroundings;

pub use fixes::fixes;
pub use names::name;

/// Something found in a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The platform's code, or one of ours in the same style.
    pub code: &'static str,
    /// How grave it is. Only an error keeps a policy from being saved.
    pub severity: Severity,
    /// The exact text that it is about.
    pub span: Span,
    /// What, where, and what to do.
    pub message: Text,
    /// The rule; empty for a code that has no page here.
    pub rule: &'static str,
    /// What was found.
    pub cause: Cause,
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub enum Cause {
    /// By the evaluator's reader.
    Platform(Problem),
    /// By the checks of this crate.
    Advice(Advice),
}

/// What the checks of this crate find.
#[derive(Debug, Clone, PartialEq)]
pub enum Advice {
    /// The catalogue has no such action.
    UnknownAction {
        /// What stands there.
        found: String,
        /// The nearest that there is.
        nearest: Option<String>,
        /// Whether the service calls its actions by its APIs, so that the name is very likely wrong.
        is_sure: bool,
    },
    /// The action can't be limited to resources (R3.6).
    ResourceNotSupported {
        /// The action, or a pattern that stands for such actions only.
        action: String,
        /// Whether this holds for every action of the statement.
        is_whole: bool,
        /// Whether no table says so, only the name of an action.
        is_guess: bool,
    },
    /// The action is about resources of other types (R3.7).
    ResourceType {
        /// The action.
        action: String,
        /// An ARN that it could have.
        example: String,
    },
    /// No request of the statement's actions carries the key (R4.30).
    KeyNotSent {
        /// The key.
        key: String,
        /// The service or action whose requests do.
        owner: String,
    },
    /// No known request carries the key (R4.42).
    UnknownKey {
        /// The key.
        key: String,
        /// The nearest that there is.
        nearest: Option<String>,
    },
    /// A value that the operator can't read, so that it matches nothing (R4.20).
    UnreadableValue {
        /// The value.
        value: String,
        /// What the operator compares.
        operator: String,
        /// The value as it was probably meant.
        meant: Option<String>,
    },
    /// A `*` where it is a star and no wildcard (R4.10).
    LiteralWildcard {
        /// The value.
        value: String,
        /// The operator.
        operator: String,
        /// The operator that knows wildcards.
        like: &'static str,
    },
    /// The statement never applies.
    NeverApplies(Never),
    /// Another statement says the same and more.
    Covered {
        /// Its number, from 1.
        by: usize,
    },
    /// Another entry of the same list covers this one.
    EntryCovered {
        /// The other.
        by: String,
    },
    /// Whoever holds this can give more to themselves (R9.4).
    Escalation {
        /// The action.
        action: String,
    },
    /// A trusted user or role that the scenario doesn't have (R2.9f).
    NoSuchPrincipal {
        /// Its ARN.
        found: String,
        /// The ARN of the nearest that there is.
        nearest: Option<String>,
    },
}

/// Why a statement never applies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Never {
    /// Its conditions on a key exclude each other (R4.3).
    Contradiction {
        /// The key.
        key: String,
    },
    /// `NotAction` lists everything (R1.16).
    NothingLeft,
    /// A Deny without conditions covers it (R5.3).
    Denied {
        /// Its number, from 1.
        by: usize,
    },
}

/// A way to mend a finding: edits to be made at once, as one step of undo.
#[derive(Debug, Clone, PartialEq)]
pub struct Fix {
    /// What it does, in a few words.
    pub name: Text,
    /// What it changes.
    pub edits: Vec<TextEdit>,
}

/// A [`Fix`] whose name is not in a language yet.
struct Mending {
    name: Msg,
    edits: Vec<TextEdit>,
}

/// Everything that is found in a document, in the order of the text; of a statement without its policy only that, since
/// all else is gone once the policy is there. Advice is given on documents without errors only; that on actions waits
/// for the catalogue.
pub fn findings(document: &Document, around: &Surroundings<'_>) -> Vec<Finding> {
    let listed = document.listed();
    let mut found: Vec<Finding> = Vec::with_capacity(listed.len());
    for diagnostic in listed {
        let code = diagnostic.code();
        found.push(Finding {
            code,
            severity: diagnostic.severity(),
            span: diagnostic.span,
            message: diagnostics::message(&diagnostic.problem, around.lang).text(around.lang),
            rule: pages::page(code).map_or("", |page| page.rule),
            cause: Cause::Platform(diagnostic.problem.clone()),
        });
    }
    for (advice, span) in advice::advice(document, around) {
        let code = advice.code();
        found.push(Finding {
            code,
            severity: advice.severity(),
            span,
            message: advice.message().text(around.lang),
            rule: pages::page(code).map_or("", |page| page.rule),
            cause: Cause::Advice(advice),
        });
    }
    found.sort_by_key(|finding| (finding.span.start, finding.severity));
    found
}

impl Advice {
    /// The code, in the style of the platform's.
    pub fn code(&self) -> &'static str {
        match self {
            Advice::UnknownAction { .. } => "Unknown action",
            Advice::ResourceNotSupported { .. } => "Resource not supported",
            Advice::ResourceType { .. } => "Resource of another type",
            Advice::KeyNotSent { .. } => "Condition key not sent",
            Advice::UnknownKey { .. } => "Unknown condition key",
            Advice::UnreadableValue { .. } => "Unreadable condition value",
            Advice::LiteralWildcard { .. } => "Wildcard without effect",
            Advice::NeverApplies(_) => "Statement never applies",
            Advice::Covered { .. } => "Statement covered",
            Advice::EntryCovered { .. } => "Entry covered",
            Advice::Escalation { .. } => "Privilege escalation",
            Advice::NoSuchPrincipal { .. } => "Principal does not exist",
        }
    }

    /// How grave it is.
    pub fn severity(&self) -> Severity {
        match self {
            Advice::Escalation { .. } => Severity::SecurityWarning,
            Advice::UnknownAction { is_sure: false, .. } | Advice::Covered { .. } | Advice::EntryCovered { .. } => {
                Severity::Suggestion
            }
            _ => Severity::GeneralWarning,
        }
    }

    fn message(&self) -> Msg {
        let near = |name: &Option<String>| name.as_ref().map(|name| code(name.as_str()));
        let shown = |text: &String| code(text.as_str());
        match self {
            Advice::UnknownAction { found, nearest, .. } => match near(nearest) {
                Some(nearest) => Msg::AuthorAdviceUnknownActionNear { found: shown(found), nearest },
                None => Msg::AuthorAdviceUnknownAction { found: shown(found) },
            },
            Advice::ResourceNotSupported { action, is_guess, .. } => match (action.contains(['*', '?']), is_guess) {
                (true, true) => Msg::AuthorAdviceResourcesHardlySupported { pattern: shown(action) },
                (true, false) => Msg::AuthorAdviceResourcesNotSupported { pattern: shown(action) },
                (false, true) => Msg::AuthorAdviceResourceHardlySupported { action: shown(action) },
                (false, false) => Msg::AuthorAdviceResourceNotSupported { action: shown(action) },
            },
            Advice::ResourceType { action, example } => {
                Msg::AuthorAdviceResourceType { action: shown(action), example: shown(example) }
            }
            Advice::KeyNotSent { key, owner } => Msg::AuthorAdviceKeyNotSent { key: shown(key), owner: shown(owner) },
            Advice::UnknownKey { key, nearest } => match near(nearest) {
                Some(nearest) => Msg::AuthorAdviceUnknownKeyNear { key: shown(key), nearest },
                None => Msg::AuthorAdviceUnknownKey { key: shown(key) },
            },
            Advice::UnreadableValue { value, operator, .. } => {
                Msg::AuthorAdviceUnreadableValue { value: shown(value), operator: shown(operator) }
            }
            Advice::LiteralWildcard { operator, like, .. } => {
                Msg::AuthorAdviceLiteralWildcard { operator: shown(operator), like: code(*like) }
            }
            Advice::NeverApplies(Never::Contradiction { key }) => Msg::AuthorAdviceContradiction { key: shown(key) },
            Advice::NeverApplies(Never::NothingLeft) => Msg::AuthorAdviceNothingLeft,
            Advice::NeverApplies(Never::Denied { by }) => Msg::AuthorAdviceDenied { statement: (*by).into() },
            Advice::Covered { by } => Msg::AuthorAdviceCovered { statement: (*by).into() },
            Advice::EntryCovered { by } => Msg::AuthorAdviceEntryCovered { by: shown(by) },
            Advice::Escalation { action } => Msg::AuthorAdviceEscalation { action: shown(action) },
            Advice::NoSuchPrincipal { found, nearest } => match near(nearest) {
                Some(nearest) => Msg::AuthorAdviceNoSuchPrincipalNear { found: shown(found), nearest },
                None => Msg::AuthorAdviceNoSuchPrincipal { found: shown(found) },
            },
        }
    }
}
