//! What can be said about a document: the platform's codes, severity and exact place.

use crate::json::{Fault, Kind};
use crate::principal::Unsupported;
use crate::text::Span;

/// The four classes of the platform's policy check (R9.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The policy cannot be saved.
    Error,
    /// It can be saved, and is dangerous.
    SecurityWarning,
    /// It can be saved, and probably does not do what was meant.
    GeneralWarning,
    /// It could be better.
    Suggestion,
}

/// One finding in one document.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// What was found.
    pub problem: Problem,
    /// The exact text that it is about.
    pub span: Span,
}

/// Everything that can be found; one variant for each sentence.
#[derive(Debug, Clone, PartialEq)]
pub enum Problem {
    /// The text is not JSON (R1.10).
    Json(Fault),
    /// A member has the wrong JSON type (R1.3, R1.7, R1.9).
    Type {
        /// The element.
        element: &'static str,
        /// What it must be.
        expected: Expected,
        /// What it is.
        found: Kind,
    },
    /// A list holds nothing (R1.3, R1.7).
    EmptyList {
        /// The element.
        element: &'static str,
    },
    /// An element that a document of this kind doesn't have (R1.1, R1.4, R1.19 to R1.21, R2.1).
    UnknownElement {
        /// Its name.
        name: String,
        /// The nearest element that there is.
        nearest: Option<&'static str>,
    },
    /// `Action` and `NotAction` together (R1.6).
    BothActions,
    /// `Version` is missing (R1.2).
    MissingVersion,
    /// `Version` is not `"1"` (R1.2).
    Version {
        /// What stands there.
        found: String,
    },
    /// `Statement` is missing (R1.3).
    MissingStatement,
    /// `Effect` is missing (R1.5).
    MissingEffect,
    /// `Effect` is neither Allow nor Deny (R1.5).
    Effect {
        /// What stands there.
        found: String,
    },
    /// Neither `Action` nor `NotAction` (R1.6).
    MissingAction,
    /// An action that is not `<ram-code>:<name>` (R1.13).
    ActionFormat {
        /// What stands there.
        found: String,
    },
    /// `Resource` is missing (R1.18).
    MissingResource,
    /// `Principal` is missing (R2.1, R2.18).
    MissingPrincipal,
    /// A principal in a form that this kind of policy doesn't know (R2.10).
    UnsupportedPrincipal {
        /// What stands there.
        found: String,
    },
    /// A resource that does not start with `acs` (R3.1).
    ArnPrefix {
        /// What stands there.
        found: String,
    },
    /// A resource with fewer than five fields (R3.1).
    ArnField {
        /// What stands there.
        found: String,
    },
    /// An operator that RAM doesn't have (R4.17).
    Operator {
        /// What stands there.
        found: String,
        /// The nearest operator that there is.
        nearest: Option<&'static str>,
    },
    /// A condition key that is not `<ram-code>:<key>` (R4.40).
    KeyFormat {
        /// What stands there.
        found: String,
    },
    /// Several values under `Bool` (R4.15).
    SeveralBooleans,
    /// The document is longer than the platform takes (R1.30 to R1.32, R1.38).
    TooLong {
        /// Its length in characters.
        length: usize,
        /// The longest that is taken.
        limit: usize,
    },
    /// A principal that matches nobody here (R2.9c, R2.9d).
    TrustsNobody {
        /// What stands there.
        found: String,
        /// Why.
        why: Unsupported,
    },
    /// `Sid` is tolerated and ignored (R1.4).
    Sid,
    /// A trust policy whose action doesn't cover `sts:AssumeRole` (R1.22).
    TrustAction,
    /// `acs:SourceIp` without `acs:SourceVpc` in a bucket policy (R2.17).
    SourceIpAlone,
    /// An ID of which documentation has masked digits (R9.5).
    MaskedId {
        /// What stands there.
        found: String,
    },
    /// A placeholder that documentation leaves to be filled in (R3.10, R9.5).
    Placeholder {
        /// What stands there.
        found: String,
    },
    /// A statement, or a list of them, where the policy around it is missing (R9.5).
    BareStatement,
    /// Members of an object without the braces around them (R9.5).
    MissingBraces {
        /// Whether they are those of a statement; else of a policy.
        of_statement: bool,
    },
    /// Allow with `NotAction` grants everything else (R9.4).
    AllowNotAction,
    /// Allow of every action on every resource (R9.4).
    AllowEverything,
    /// Allow of `ram:*` or `sts:AssumeRole` on every resource (R9.4).
    AllowIdentityControl {
        /// The action as written.
        found: String,
    },
    /// A Deny when MFA is false, which calls with an AccessKey escape (R4.30, R9.4).
    DenyWithoutMfa,
    /// Trust of a whole other account without an external ID (R9.4).
    TrustsForeignAccount {
        /// The account.
        account: String,
    },
}

/// What an element must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// An object.
    Object,
    /// A string.
    String,
    /// A list of objects.
    ListOfObjects,
    /// A string or a list of strings.
    StringOrList,
    /// A list of strings.
    ListOfStrings,
}

impl Diagnostic {
    /// The class of the finding.
    pub fn severity(&self) -> Severity {
        match self.problem {
            Problem::TrustsNobody { .. }
            | Problem::AllowNotAction
            | Problem::AllowEverything
            | Problem::AllowIdentityControl { .. }
            | Problem::TrustsForeignAccount { .. } => Severity::SecurityWarning,
            Problem::Sid
            | Problem::TrustAction
            | Problem::SourceIpAlone
            | Problem::DenyWithoutMfa
            | Problem::MaskedId { .. }
            | Problem::Placeholder { .. } => Severity::GeneralWarning,
            _ => Severity::Error,
        }
    }

    /// The platform's code (R9.1), or ours in the same style (R9.2).
    pub fn code(&self) -> &'static str {
        match self.problem {
            Problem::Json(_) => "Json syntax error",
            Problem::Type { .. } | Problem::EmptyList { .. } => "Data type mismatch",
            Problem::UnknownElement { .. } | Problem::BothActions => "Invalid policy element",
            Problem::MissingVersion => "Missing version",
            Problem::Version { .. } => "Invalid version",
            Problem::MissingStatement => "Missing statement",
            Problem::MissingEffect => "Missing effect",
            Problem::Effect { .. } => "Invalid effect",
            Problem::MissingAction => "Missing action",
            Problem::ActionFormat { .. } => "Invalid action format",
            Problem::MissingResource => "Missing resource",
            Problem::MissingPrincipal => "Missing principal",
            Problem::UnsupportedPrincipal { .. } | Problem::TrustsNobody { .. } => "Unsupported principal",
            Problem::ArnPrefix { .. } => "Invalid ARN prefix",
            Problem::ArnField { .. } => "Missing ARN field",
            Problem::Operator { .. } => "Invalid condition operator",
            Problem::KeyFormat { .. } => "Invalid condition key format",
            Problem::SeveralBooleans => "Invalid condition multiple Boolean",
            Problem::TooLong { .. } => "Policy too long",
            Problem::Sid => "Statement ID ignored",
            Problem::TrustAction => "Trust action without effect",
            Problem::SourceIpAlone => "Source IP without VPC",
            Problem::MaskedId { .. } => "Masked ID",
            Problem::Placeholder { .. } => "Placeholder",
            Problem::BareStatement => "Statement without policy",
            Problem::MissingBraces { .. } => "Missing braces",
            Problem::AllowNotAction => "Allow with NotAction",
            Problem::AllowEverything => "Allow everything",
            Problem::AllowIdentityControl { .. } => "Allow identity control",
            Problem::DenyWithoutMfa => "Deny by missing MFA",
            Problem::TrustsForeignAccount { .. } => "Trust without external ID",
        }
    }
}
