//! What was found in a document, in sentences.

use ram_policy::diagnostic::{Expected, Problem};
use ram_policy::json::{Fault, Kind};
use ram_policy::principal::Unsupported;
use ram_text::{Arg, Lang, Msg, code};

/// The sentence for a finding: what, and what to do.
pub fn message(problem: &Problem, lang: Lang) -> Msg {
    let found = |text: &str| code(shortened(text));
    match problem {
        Problem::Json(fault) => fault_message(*fault),
        Problem::Type { element, expected, found } => {
            let element = named(element, lang);
            let found = Arg::text(kind(*found).text(lang));
            match expected {
                Expected::Object => Msg::DiagnosticTypeObject { element, found },
                Expected::String => Msg::DiagnosticTypeString { element, found },
                Expected::ListOfObjects => Msg::DiagnosticTypeListOfObjects { element, found },
                Expected::StringOrList => Msg::DiagnosticTypeStringOrList { element, found },
                Expected::ListOfStrings => Msg::DiagnosticTypeListOfStrings { element, found },
            }
        }
        Problem::EmptyList { element } => Msg::DiagnosticEmptyList { element: code(*element) },
        Problem::UnknownElement { name, nearest: None } => Msg::DiagnosticUnknownElement { name: found(name) },
        Problem::UnknownElement { name, nearest: Some(nearest) } => {
            Msg::DiagnosticUnknownElementNear { name: found(name), nearest: code(*nearest) }
        }
        Problem::BothActions => Msg::DiagnosticBothActions,
        Problem::MissingVersion => {
            Msg::DiagnosticMissingVersion { element: code("Version"), example: code(r#""Version": "1""#) }
        }
        Problem::Version { found: text } => Msg::DiagnosticVersion { found: found(text), example: code(r#""1""#) },
        Problem::MissingStatement => Msg::DiagnosticMissingStatement { element: code("Statement") },
        Problem::MissingEffect => {
            Msg::DiagnosticMissingEffect { element: code("Effect"), example: code(r#""Effect": "Allow""#) }
        }
        Problem::Effect { found: text } => Msg::DiagnosticEffect { found: found(text) },
        Problem::MissingAction => Msg::DiagnosticMissingAction,
        Problem::ActionFormat { found: text } => Msg::DiagnosticActionFormat { found: found(text) },
        Problem::MissingResource => {
            Msg::DiagnosticMissingResource { element: code("Resource"), example: code(r#""Resource": "*""#) }
        }
        Problem::MissingPrincipal => Msg::DiagnosticMissingPrincipal { element: code("Principal") },
        Problem::UnsupportedPrincipal { found: text } => Msg::DiagnosticUnsupportedPrincipal { found: found(text) },
        Problem::ArnPrefix { found: text } => Msg::DiagnosticArnPrefix { found: found(text) },
        Problem::ArnField { found: text } => {
            Msg::DiagnosticArnField { found: found(text), example: code("acs:service:region:account:resource") }
        }
        Problem::Operator { found: text, nearest: None } => Msg::DiagnosticOperator { found: found(text) },
        Problem::Operator { found: text, nearest: Some(nearest) } => {
            Msg::DiagnosticOperatorNear { found: found(text), nearest: code(*nearest) }
        }
        Problem::KeyFormat { found: text } => Msg::DiagnosticKeyFormat { found: found(text) },
        Problem::SeveralBooleans => Msg::DiagnosticSeveralBooleans,
        Problem::TooLong { length, limit } => Msg::DiagnosticTooLong { length: *length, limit: *limit },
        Problem::TrustsNobody { found: text, why } => {
            let found = found(text);
            match why {
                Unsupported::Wildcard => Msg::DiagnosticTrustsNobodyWildcard { found },
                Unsupported::SessionArn => Msg::DiagnosticTrustsNobodySession { found },
                Unsupported::Form => Msg::DiagnosticTrustsNobodyForm { found },
            }
        }
        Problem::Sid => Msg::DiagnosticSid,
        Problem::TrustAction => Msg::DiagnosticTrustAction,
        Problem::SourceIpAlone => Msg::DiagnosticSourceIpAlone,
        Problem::MaskedId { found: text } => Msg::DiagnosticMaskedId { found: found(text) },
        Problem::Placeholder { found: text } => Msg::DiagnosticPlaceholder { found: found(text) },
        Problem::BareStatement => {
            Msg::DiagnosticBareStatement { example: code(r#"{"Version": "1", "Statement": […]}"#) }
        }
        Problem::MissingBraces { of_statement: false } => Msg::DiagnosticMissingBraces,
        Problem::MissingBraces { of_statement: true } => {
            Msg::DiagnosticMissingBracesStatement { example: code(r#"{"Version": "1", "Statement": [{…}]}"#) }
        }
        Problem::AllowNotAction => Msg::DiagnosticAllowNotAction,
        Problem::AllowEverything => Msg::DiagnosticAllowEverything,
        Problem::AllowIdentityControl { found: text } => Msg::DiagnosticAllowIdentityControl { found: found(text) },
        Problem::DenyWithoutMfa => Msg::DiagnosticDenyWithoutMfa,
        Problem::TrustsForeignAccount { account } => Msg::DiagnosticTrustsForeignAccount { account: found(account) },
    }
}

fn fault_message(fault: Fault) -> Msg {
    match fault {
        Fault::Empty => Msg::DiagnosticJsonEmpty,
        Fault::Comment => Msg::DiagnosticJsonComment,
        Fault::TrailingComma => Msg::DiagnosticJsonTrailingComma,
        Fault::MissingComma => Msg::DiagnosticJsonMissingComma,
        Fault::Unclosed => Msg::DiagnosticJsonUnclosed,
        Fault::UnclosedString => Msg::DiagnosticJsonUnclosedString,
        Fault::Escape => Msg::DiagnosticJsonEscape,
        Fault::ControlCharacter => Msg::DiagnosticJsonControlCharacter,
        Fault::UnquotedName => Msg::DiagnosticJsonUnquotedName,
        Fault::DuplicateName => Msg::DiagnosticJsonDuplicateName,
        Fault::TooDeep => Msg::DiagnosticJsonTooDeep,
        Fault::Lookalike => Msg::DiagnosticJsonLookalike,
        Fault::TextAfterEnd => Msg::DiagnosticJsonTextAfterEnd,
        Fault::Unexpected => Msg::DiagnosticJsonUnexpected,
    }
}

fn kind(kind: Kind) -> Msg {
    match kind {
        Kind::Null => Msg::KindNull,
        Kind::Boolean => Msg::KindBoolean,
        Kind::Number => Msg::KindNumber,
        Kind::String => Msg::KindString,
        Kind::Array => Msg::KindArray,
        Kind::Object => Msg::KindObject,
    }
}

/// An element by its name in the document; the document itself has none.
fn named(element: &str, lang: Lang) -> Arg {
    if element == "policy" { Arg::text(Msg::WordThePolicy.text(lang)) } else { code(element) }
}

/// A long text cut to a readable length.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}
