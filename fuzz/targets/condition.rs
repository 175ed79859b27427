//! Condition values: the first line is an operator, the second the policy's value, the third the
//! request's. A negated operator says the opposite of its positive form (R4.4).
#![no_main]

use libfuzzer_sys::fuzz_target;
use ram_policy::arn::Resource;
use ram_policy::policy::{Document, PolicyKind};
use ram_policy::principal::Principal;
use ram_policy::request::{Action, Context, Request, Target};
use ram_policy::text::DocumentId;
use ram_policy::trace::Decision;
use ram_policy::world::{Account, Attachment, Scope, User, World};
use serde_json::json;

const PAIRS: [(&str, &str); 6] = [
    ("StringEquals", "StringNotEquals"),
    ("StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"),
    ("StringLike", "StringNotLike"),
    ("NumericEquals", "NumericNotEquals"),
    ("DateEquals", "DateNotEquals"),
    ("IpAddress", "NotIpAddress"),
];

fuzz_target!(|text: &str| {
    let mut lines = text.splitn(3, '\n');
    let mut line = || lines.next().unwrap_or_default();
    let (operator, value, found) = (line(), line(), line());
    holds(operator, value, found);
    for (positive, negated) in PAIRS {
        if let (Some(positive), Some(negated)) = (holds(positive, value, found), holds(negated, value, found)) {
            assert_ne!(positive, negated);
        }
    }
    // R4.13, R4.14: of two that can be compared exactly one relation holds.
    for family in ["Numeric", "Date"] {
        let is = |relation: &str| holds(&format!("{family}{relation}"), value, found).unwrap_or_default();
        let count = ["LessThan", "Equals", "GreaterThan"].into_iter().filter(|relation| is(relation)).count();
        assert!(count <= 1);
        assert_eq!(is("LessThanEquals"), is("LessThan") || is("Equals"));
        assert_eq!(is("GreaterThanEquals"), is("GreaterThan") || is("Equals"));
    }
});

/// None: the policy cannot be saved.
fn holds(operator: &str, value: &str, found: &str) -> Option<bool> {
    let text = json!({ "Version": "1", "Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "*",
        "Condition": { operator: { "acs:Key": value } } }] });
    let policy = Document::parse(DocumentId::new("p"), "p", PolicyKind::System, &text.to_string());
    policy.policy.as_ref()?;
    let attachment = Attachment { policy: policy.into(), scope: Scope::Account };
    let user = User { name: "bob".into(), policies: vec![attachment], ..User::default() };
    let account = Account { id: "1".into(), users: vec![user], ..Account::default() };
    let mut context = Context::default();
    context.set("acs:key", vec![found.to_owned()]);
    let target = Target { resource: Resource::Any, resource_group: None, context: Context::default() };
    let action = Action {
        name: "ecs:StopInstance".into(),
        resources: vec![target],
        context,
        changes: Vec::new(),
        offset_seconds: 0,
    };
    let principal = Principal::User { account: "1".into(), name: "bob".into() };
    let request = Request { start: principal.into(), hops: Vec::new(), action: Some(action) };
    let world = World { accounts: vec![account], ..World::default() };
    Some(ram_policy::evaluate(&world, &request).decision() == Decision::Allow)
}
