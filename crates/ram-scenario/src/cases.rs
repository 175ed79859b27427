//! `ram-cases/1`: files of small worlds with a question each and the answer that is expected.
//!
//! Unlike a scenario, a case holds documents as JSON values, and unknown members are ignored, as
//! that format demands.

mod convert;
mod format;

use ram_policy::names::Entity;
use ram_policy::policy::PolicyKind;

use crate::load::{File, LoadError};
use crate::scenario::{Localized, Scenario};
use format::{Request, World};
use ram_json::{Node, Object, Read, Reading, Value, readable, to_json};

/// The value of `format`.
pub const FORMAT: &str = "ram-cases/1";

/// A file of cases.
#[derive(Debug, Clone)]
pub struct CaseFile {
    /// What its cases are about.
    pub suite: String,
    /// Each case, or why it cannot be read. One bad case does not spoil the others.
    pub cases: Vec<Result<Case, UnreadableCase>>,
}

/// A case that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadableCase {
    /// Its ID, or its place in the list, from 1.
    pub id: String,
    /// What is wrong.
    pub error: LoadError,
}

/// One case.
#[derive(Debug, Clone)]
pub struct Case {
    /// Unique over all files.
    pub id: String,
    /// One line.
    pub title: String,
    /// What is probed.
    pub probe: Probe,
}

/// What a case probes, and what is expected.
#[derive(Debug, Clone)]
pub enum Probe {
    /// A question about a world.
    Access(Box<Access>),
    /// Whether a document can be saved.
    Validate(Validate),
    /// Whether a name is taken.
    Name(Name),
}

/// A question about a world, with its answer.
#[derive(Debug, Clone)]
pub struct Access {
    world: World,
    request: Request,
    /// The answer.
    pub expect: Answer,
}

/// The expected answer to a question. What is `None` is not asserted.
#[derive(Debug, Clone)]
pub struct Answer {
    /// `Allow`, `ExplicitDeny`, `ImplicitDeny` or `Rejected`.
    pub decision: String,
    /// The layer that is named.
    pub deciding_layer: Option<String>,
    /// `assume_role[i]` or `action`; `Some(None)` when nothing fails.
    pub failed_step: Option<Option<String>>,
    /// The error code that the caller sees.
    pub error_code: Option<String>,
    /// An explanation for people.
    pub note: Option<String>,
}

/// A document, and whether it can be saved.
#[derive(Debug, Clone)]
pub struct Validate {
    /// What kind of document it is.
    pub kind: PolicyKind,
    /// Its text; of a document given as JSON the compact form.
    pub text: String,
    /// Whether it has no error.
    pub valid: bool,
    /// Codes that must be reported.
    pub codes: Vec<String>,
}

/// A name, and whether it is taken.
#[derive(Debug, Clone)]
pub struct Name {
    /// What is named.
    pub entity: Entity,
    /// The name.
    pub value: String,
    /// Whether the platform takes it.
    pub valid: bool,
}

impl CaseFile {
    /// Reads a file of cases.
    pub fn from_json(text: &str) -> Result<CaseFile, LoadError> {
        CaseFile::from_file(&File::parse(text)?)
    }

    pub(crate) fn from_file(file: &File<'_>) -> Result<CaseFile, LoadError> {
        if file.format() != Some(FORMAT) {
            return Err(LoadError::UnknownFormat);
        }
        let mut reading = Reading::lenient();
        let mut object = Object::of(&file.root, &mut reading);
        let suite = object.or_default("suite");
        let cases: Vec<Node<'static>> = object.required("cases");
        file.judge(reading, ())?;
        let case = |(index, node): (usize, &Node)| {
            let mut reading = Reading::lenient();
            let case = Case::read(node, &mut reading);
            let id = if case.id.is_empty() { format!("case {}", index + 1) } else { case.id.clone() };
            file.judge(reading, case).map_err(|error| UnreadableCase { id, error })
        };
        Ok(CaseFile { suite, cases: cases.iter().enumerate().map(case).collect() })
    }
}

impl Read for Case {
    fn read(node: &Node, reading: &mut Reading) -> Case {
        let mut object = Object::of(node, reading);
        let (id, title) = (object.take("id"), object.or_default("title"));
        let kind = match object.get("kind") {
            Some(_) => object.tag("kind", &["access", "validate", "name"]),
            None => None,
        };
        let probe = match kind {
            Some("validate") => Probe::Validate(Validate::read(node, reading)),
            Some("name") => Probe::Name(Name::read(node, reading)),
            _ => Probe::Access(Box::new(Access::read(node, reading))),
        };
        Case { id, title, probe }
    }
}

impl Case {
    /// The case as a scenario to look at. Only a case of kind `access` has one.
    pub fn to_scenario(&self) -> Option<Scenario> {
        match &self.probe {
            Probe::Access(access) => {
                Some(Scenario { title: Localized::One(self.title.clone()), ..access.to_scenario() })
            }
            Probe::Validate(_) | Probe::Name(_) => None,
        }
    }
}

impl Read for Validate {
    fn read(node: &Node, reading: &mut Reading) -> Validate {
        let mut object = Object::of(node, reading);
        let Expected { valid, codes } = object.required("expect");
        let CheckedDocument { kind, text } = object.required("validate");
        Validate { kind, text, valid, codes }
    }
}

/// A document to check, as text or as JSON.
struct CheckedDocument {
    kind: PolicyKind,
    text: String,
}

impl Read for CheckedDocument {
    fn read(node: &Node, reading: &mut Reading) -> CheckedDocument {
        let mut object = Object::of(node, reading);
        let Kind(kind) = object.required("policy_kind");
        let text = match object.get("text") {
            Some(Node { value: Value::String(text), .. }) => text.to_string(),
            _ => to_json(&object.required::<Node<'static>>("document")),
        };
        CheckedDocument { kind, text }
    }
}

/// As a case names it.
struct Kind(PolicyKind);

impl Read for Kind {
    fn read(node: &Node, reading: &mut Reading) -> Kind {
        let kind = match reading.choice(node, &["custom", "trust", "session", "control", "bucket"]) {
            Some("trust") => PolicyKind::Trust,
            Some("session") => PolicyKind::Session,
            Some("control") => PolicyKind::Control,
            Some("bucket") => PolicyKind::Bucket,
            _ => PolicyKind::Custom,
        };
        Kind(kind)
    }
}

impl Read for Name {
    fn read(node: &Node, reading: &mut Reading) -> Name {
        let mut object = Object::of(node, reading);
        let Expected { valid, .. } = object.required("expect");
        let CheckedName { entity: OfEntity(entity), value } = object.required("name");
        Name { entity, value, valid }
    }
}

struct Expected {
    valid: bool,
    codes: Vec<String>,
}

impl Read for Expected {
    fn read(node: &Node, reading: &mut Reading) -> Expected {
        let mut object = Object::of(node, reading);
        Expected { valid: object.required("valid"), codes: object.take("codes") }
    }
}

/// A name to check.
struct CheckedName {
    entity: OfEntity,
    value: String,
}

readable!(CheckedName { entity, value });

/// What a name is the name of, as a case says it.
struct OfEntity(Entity);

impl Read for OfEntity {
    fn read(node: &Node, reading: &mut Reading) -> OfEntity {
        const KNOWN: &[(&str, Entity)] = &[
            ("user_name", Entity::User),
            ("group_name", Entity::Group),
            ("role_name", Entity::Role),
            ("policy_name", Entity::Policy),
            ("control_policy_name", Entity::ControlPolicy),
            ("account_alias", Entity::AccountAlias),
            ("role_session_name", Entity::RoleSession),
            ("external_id", Entity::ExternalId),
        ];
        let names = KNOWN.iter().map(|(name, _)| *name);
        let choice = reading.choice(node, &Vec::from_iter(names));
        KNOWN
            .iter()
            .find(|(name, _)| Some(*name) == choice)
            .map_or(OfEntity(Entity::User), |(_, entity)| OfEntity(*entity))
    }
}

readable!(Access { world, request, expect });

impl Read for Answer {
    fn read(node: &Node, reading: &mut Reading) -> Answer {
        let mut object = Object::of(node, reading);
        Answer {
            decision: object.take("decision"),
            deciding_layer: object.take("deciding_layer"),
            // A member that is `null` says more than one that is missing.
            failed_step: object.get("failed_step").is_some().then(|| object.take("failed_step")),
            error_code: object.take("error_code"),
            note: object.take("note"),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::convert::text_of;
    use super::*;
    use crate::scenario::{Attachment, Change};

    fn scenario(world: &Value, request: &Value) -> Scenario {
        let case = json!({"id": "X-1", "title": "t", "world": world, "request": request, "more": 1,
            "expect": {"decision": "Allow", "failed_step": null}});
        let file = CaseFile::from_json(&json!({"format": FORMAT, "cases": [case]}).to_string()).unwrap();
        file.cases[0].as_ref().unwrap().to_scenario().unwrap()
    }

    fn document(action: &str) -> Value {
        json!({"Version": "1", "Statement": [{"Effect": "Allow", "Action": action, "Resource": "*"}]})
    }

    #[test]
    fn a_policy_written_in_place_becomes_one_of_the_account() {
        let inline = |action: &str| json!({"name": "inline1", "document": document(action)});
        let world = json!({"accounts": [{"id": "1",
            "users": [{"name": "bob", "policies": [inline("ecs:*"), inline("oss:*")]}],
            "roles": [{"name": "App", "kind": "service", "policies": [inline("oss:*")]}]}]});
        let request = json!({"principal": {"type": "user", "account": "1", "name": "bob"}, "action": "ecs:List",
            "after": [{"op": "detach_policy", "account": "1", "role": "app", "policy": "inline1"}]});
        let scenario = scenario(&world, &request);
        let account = &scenario.accounts[0];
        let names = |policies: &[Attachment]| Vec::from_iter(policies.iter().map(|policy| policy.policy.clone()));
        assert_eq!(names(&account.users[0].policies), ["inline1", "inline1-2"]);
        assert_eq!(names(&account.roles[0].policies), ["inline1-2"]);
        assert_eq!(account.policies.len(), 2);
        assert_eq!(account.policies[0].document, serde_json::to_string_pretty(&document("ecs:*")).unwrap());
        assert!(matches!(&scenario.question.after[..],
            [Change::DetachPolicy { policy, .. }] if policy == "inline1-2"));
        assert_eq!(scenario.question.resources, ["*"]);
    }

    #[test]
    fn a_session_policy_is_compact_and_a_text_stays_as_it_is() {
        let step = json!({"role_arn": "acs:ram::1:role/r", "policy": document("ecs:*")});
        let text = json!({"role_arn": "acs:ram::1:role/r", "session_name": "s", "policy_text": "{ \"a\"", "extra": 1});
        let request = json!({"principal": {"type": "root", "account": "1"}, "assume_role": [step, text]});
        let hops = scenario(&json!({}), &request).question.assume_role;
        assert_eq!(hops[0].session_policy.as_deref(), Some(document("ecs:*").to_string().as_str()));
        assert_eq!(hops[0].session_name.as_deref(), Some(""));
        assert_eq!(hops[1].session_policy.as_deref(), Some("{ \"a\""));
    }

    #[test]
    fn a_document_that_only_fits_without_white_space_is_kept_so() {
        let statement = json!({"Effect": "Allow", "Action": "ecs:*", "Resource": ["*", "*", "*", "*"]});
        let document = json!({"Version": "1", "Statement": vec![statement; 60]});
        assert!(serde_json::to_string_pretty(&document).unwrap().len() > 6_144);
        let text = document.to_string();
        let node = ram_policy::json::parse(&text).unwrap();
        assert_eq!(text_of(&node, PolicyKind::Custom), text);
        assert_ne!(text_of(&node, PolicyKind::System), document.to_string());
    }

    #[test]
    fn one_bad_case_does_not_spoil_the_others() {
        let good = json!({"id": "G", "kind": "name", "name": {"entity": "user_name", "value": "a"}, "expect": {"valid": true}});
        let file = json!({"format": FORMAT, "cases": [good, {"id": "B", "kind": "graph"}, {}]}).to_string();
        let cases = CaseFile::from_json(&file).unwrap().cases;
        assert!(cases[0].is_ok());
        let error = cases[1].as_ref().unwrap_err();
        assert_eq!(error.id, "B");
        assert!(matches!(&error.error, LoadError::UnknownValue { value, .. } if value == "graph"));
        assert_eq!(cases[2].as_ref().unwrap_err().id, "case 3");
        assert_eq!(CaseFile::from_json("{}").unwrap_err(), LoadError::UnknownFormat);
        let member = LoadError::MissingMember { name: "cases".into(), line: 1 };
        assert_eq!(CaseFile::from_json(r#"{"format":"ram-cases/1"}"#).unwrap_err(), member);
    }
}
