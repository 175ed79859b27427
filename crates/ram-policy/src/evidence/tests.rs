use std::sync::Arc;

use super::*;
use crate::policy::{Document, PolicyKind};
use crate::request::{Action, Context, Hop, Request, Target};
use crate::text::DocumentId;
use crate::trace::Layer;
use crate::world::{Account, Attachment, Bucket, Role, Scope, User, World};

const INSTANCE: &str = "acs:ecs:cn-hangzhou:1:instance/i-1";

/// Everything but documented rules, where a user with these statements asks.
fn doubts(statements: &str, resource: &str, context: &[(&str, &[&str])]) -> Vec<&'static str> {
    let text = format!(r#"{{"Version":"1","Statement":[{statements}]}}"#);
    let policy = Arc::new(Document::parse(DocumentId::new("p"), "p", PolicyKind::Custom, &text));
    assert!(policy.policy.is_some(), "{text}");
    let policies = vec![Attachment { policy, scope: Scope::Account }];
    let user = User { name: "bob".into(), policies, ..User::default() };
    let account = Account { id: "1".into(), users: vec![user], ..Account::default() };
    let world = World { accounts: vec![account], ..World::default() };
    let mut keys = Context::default();
    for (key, values) in context {
        keys.set(key, values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>());
    }
    let resource = Resource::parse(resource).unwrap();
    let request = Request {
        start: Principal::User { account: "1".into(), name: "bob".into() }.into(),
        hops: Vec::new(),
        action: Some(Action {
            name: "ecs:StopInstance".into(),
            resources: vec![Target { resource, resource_group: None, context: Context::default() }],
            context: keys,
            changes: Vec::new(),
            offset_seconds: 0,
        }),
    };
    let rules = crate::evaluate(&world, &request).rules();
    rules.iter().filter(|rule| rule.evidence() != Evidence::Documented).map(|rule| rule.number()).collect()
}

#[track_caller]
fn on(resource: &str, asked: &str, expected: &[&str]) {
    let statement = format!(r#"{{"Effect":"Allow","Action":"ecs:*","Resource":"{resource}"}}"#);
    assert_eq!(doubts(&statement, asked, &[]), expected, "{resource}");
}

#[test]
fn resources() {
    on("*", INSTANCE, &[]);
    on("acs:ecs:*:*:instance/*", INSTANCE, &[]);
    on("acs:ecs:*:2:instance/*", INSTANCE, &[]);
    on("acs:ECS:*:*:instance/*", INSTANCE, &["R3.5"]);
    on("acs:ecs:*::instance/*", INSTANCE, &["R3.5"]);
    on("acs:ecs:*:*:Instance/*", INSTANCE, &["R3.5"]);
    on("acs:ecs:cn*instance:x:y", INSTANCE, &[]);
    on("acs:ecs:*:*:${id}", INSTANCE, &["R3.10"]);
    on("acs:ram:*:1:role/App", "acs:ram::1:role/app", &["R6.21"]);
    on("acs:ram::1:role/app", "acs:ram:*:1:role/app", &[]);
    on("acs:ecs:*:*:image/*", "acs:ecs:cn-hangzhou::image/x", &["R3.8a"]);
}

#[test]
fn a_star_that_would_have_to_reach_over_a_colon() {
    on("acs:ecs:*:*:*/l:1:x", "acs:ecs:cn-hangzhou:1:a/l:1:x", &[]);
    on("acs:*:1:x:y", "acs:ecs:cn:1:x:y", &["R3.5"]);
}

#[track_caller]
fn under(condition: &str, context: &[(&str, &[&str])], expected: &[&str]) {
    let statement = format!(r#"{{"Effect":"Allow","Action":"*","Resource":"*","Condition":{{{condition}}}}}"#);
    assert_eq!(doubts(&statement, INSTANCE, context), expected, "{condition}");
}

#[test]
fn conditions() {
    let vpc: &[(&str, &[&str])] = &[("acs:SourceVpc", &["vpc-1"])];
    under(r#""StringEquals":{"acs:SourceVpc":"vpc-1"}"#, vpc, &[]);
    under(r#""StringEquals":{"acs:SourceVpc":"vpc-2"}"#, vpc, &[]);
    under(r#""StringEquals":{"acs:SourceVpc":"vpc-*"}"#, vpc, &["R4.10"]);
    under(r#""StringEquals":{"acs:SourceVpc":"${vpc}"}"#, vpc, &["R3.10"]);
    under(r#""StringLike":{"acs:SourceVpc":"${vpc}"}"#, vpc, &["R3.10"]);
    under(r#""StringEquals":{"ACS:sourcevpc":"vpc-1"}"#, vpc, &["R4.41"]);
    under(r#""StringEquals":{"acs:SourceVpc":"vpc-1"}"#, &[], &["R4.30"]);
    under(r#""StringNotEquals":{"acs:SourceVpc":"vpc-1"}"#, &[], &["R4.31"]);
    under(r#""ForAnyValue:StringEquals":{"acs:SourceVpc":"vpc-1"}"#, &[], &["R4.18"]);
    under(r#""ForAllValues:StringEquals":{"acs:SourceVpc":"vpc-1"}"#, vpc, &["R4.18"]);
    let both: &[(&str, &[&str])] = &[("acs:SourceVpc", &["vpc-1", "vpc-2"])];
    under(r#""StringEquals":{"acs:SourceVpc":"vpc-1"}"#, both, &["R4.1"]);
    under(r#""StringLike":{"acs:SourceVpc":"vpc-*"}"#, both, &[]);
    let address: &[(&str, &[&str])] = &[("acs:SourceIp", &["10.0.0.1"])];
    under(r#""IpAddress":{"acs:SourceIp":"10.0.0.0/8"}"#, address, &[]);
    under(r#""IpAddress":{"acs:SourceIp":["10.0.0.0/8","::/0","x"]}"#, address, &[]);
    under(r#""IpAddress":{"acs:SourceIp":"::/0"}"#, address, &["R4.22"]);
    under(r#""NotIpAddress":{"acs:SourceIp":"x"}"#, address, &["R4.20"]);
    under(r#""IpAddress":{"acs:SourceIp":"::/0"}"#, &[("acs:SourceIp", &["2001:db8::1"])], &["R4.22"]);
    under(r#""IpAddress":{"acs:SourceIp":"0.0.0.0/0"}"#, &[("acs:SourceIp", &["10.0.0.0/8"])], &["R4.20"]);
    under(r#""NumericEquals":{"ecs:Size":"1"}"#, &[("ecs:Size", &["one"])], &["R4.20"]);
}

/// The numbers of all rules about principals on which `sts:AssumeRole` of a role with this trust
/// policy rests, where `bob` of account 2, or a session of its role `App`, asks.
fn trusting(principal: &str, through_app: bool) -> Vec<String> {
    let document = |kind, text: &str| Arc::new(Document::parse(DocumentId::new("p"), "p", kind, text));
    let trust = |principal: &str| {
        let statement = format!(r#"{{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{principal}}}"#);
        document(PolicyKind::Trust, &format!(r#"{{"Version":"1","Statement":[{statement}]}}"#))
    };
    let all = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#;
    let policies = vec![Attachment { policy: document(PolicyKind::Custom, all), scope: Scope::Account }];
    let role = |name: &str, principal: &str, policies| Role {
        name: name.into(),
        is_service_linked: false,
        max_session_seconds: 3_600,
        trust_policy: Some(trust(principal)),
        policies,
    };
    let app = role("App", r#"{"RAM":"acs:ram::2:root"}"#, policies.clone());
    let target = role("target", principal, Vec::new());
    let user = User { name: "bob".into(), policies, ..User::default() };
    let one = Account { id: "1".into(), roles: vec![target], ..Account::default() };
    let two = Account { id: "2".into(), users: vec![user], roles: vec![app], ..Account::default() };
    let world = World { accounts: vec![one, two], ..World::default() };
    let hop = |arn: &str| Hop { role_arn: arn.into(), session_name: "me".into(), ..Hop::default() };
    let app = through_app.then(|| hop("acs:ram::2:role/app"));
    let hops = app.into_iter().chain([hop("acs:ram::1:role/target")]).collect();
    let bob = Principal::User { account: "2".into(), name: "bob".into() };
    let evaluation = crate::evaluate(&world, &Request { start: bob.into(), hops, action: None });
    let phase = evaluation.phases.last().unwrap();
    let trace = &phase.traces[0];
    let (_, step) = trace.find(Layer::TrustPolicy).unwrap();
    let rules = step.rests_on(phase, trace).into_iter().filter(|rule| !step.rules.contains(rule));
    rules.map(|rule| format!("{} {:?}", rule.number(), rule.evidence())).collect()
}

#[test]
fn trusted_principals() {
    let by_user = |entry: &str| trusting(&format!(r#"{{"RAM":"{entry}"}}"#), false);
    assert_eq!(by_user("acs:ram::2:root"), ["R2.3 Documented"]);
    assert_eq!(by_user("acs:ram::2:user/bob"), ["R2.4 Documented"]);
    assert_eq!(by_user("acs:ram::2:user/Bob"), ["R2.4 Documented", "R2.9e Assumed"]);
    assert_eq!(by_user("acs:ram::2:user/eve"), ["R2.4 Documented"]);
    assert_eq!(by_user("acs:ram::2:role/App"), ["R2.9b Documented"]);
    assert_eq!(by_user("acs:ram::*:root"), ["R2.9c Assumed"]);
    let by_session = |entry: &str| trusting(&format!(r#"{{"RAM":"{entry}"}}"#), true);
    assert_eq!(by_session("acs:ram::2:role/App"), ["R2.5 Documented", "R2.5 Inferred"]);
    assert_eq!(by_session("acs:ram::2:role/app"), ["R2.5 Documented", "R2.5 Inferred", "R2.9e Inferred"]);
    assert_eq!(by_session("acs:ram::2:role/other"), ["R2.5 Documented"]);
    // The surest of two that match.
    let both = trusting(r#"{"RAM":["acs:ram::2:user/Bob","acs:ram::2:root"]}"#, false);
    assert_eq!(both, ["R2.3 Documented"]);
}

#[test]
fn of_a_denied_call_only_the_resource_that_decides_counts() {
    let text = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"acs:ecs:*:*:instance/a","Condition":{"StringNotEquals":{"acs:SourceVpc":"vpc-1"}}}]}"#;
    let policy = Arc::new(Document::parse(DocumentId::new("p"), "p", PolicyKind::Custom, text));
    let policies = vec![Attachment { policy, scope: Scope::Account }];
    let user = User { name: "bob".into(), policies, ..User::default() };
    let nobody = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Principal":{"RAM":"*"}}]}"#;
    let role = Role {
        name: "app".into(),
        is_service_linked: false,
        max_session_seconds: 3_600,
        trust_policy: Some(Arc::new(Document::parse(DocumentId::new("t"), "t", PolicyKind::Trust, nobody))),
        policies: Vec::new(),
    };
    let account = Account { id: "1".into(), users: vec![user], roles: vec![role], ..Account::default() };
    let world = World { accounts: vec![account], ..World::default() };
    let target = |resource: &str| Target {
        resource: Resource::parse(resource).unwrap(),
        resource_group: None,
        context: Context::default(),
    };
    let rules = |resources: &[&str], hops: Vec<Hop>| {
        let action = Action {
            name: "ecs:StopInstance".into(),
            resources: resources.iter().map(|resource| target(resource)).collect(),
            context: Context::default(),
            changes: Vec::new(),
            offset_seconds: 0,
        };
        let action = (!resources.is_empty()).then_some(action);
        let bob = Principal::User { account: "1".into(), name: "bob".into() };
        crate::evaluate(&world, &Request { start: bob.into(), hops, action }).rules()
    };
    let (a, b) = ("acs:ecs:cn:1:instance/a", "acs:ecs:cn:1:instance/b");
    assert!(rules(&[a, a], Vec::new()).contains(&Rule::R4_31));
    assert!(!rules(&[a, b], Vec::new()).contains(&Rule::R4_31));
    // The identity side says no already: it does not matter whom the role trusts.
    let hop = Hop { role_arn: "acs:ram::1:role/app".into(), session_name: "me".into(), ..Hop::default() };
    assert!(!rules(&[], vec![hop]).contains(&Rule::R2_9c));
}

#[test]
fn scopes_are_cited_where_there_are_any() {
    let cites_scopes = |scope: Scope| {
        let text = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#;
        let policy = Arc::new(Document::parse(DocumentId::new("p"), "p", PolicyKind::Custom, text));
        let user = User { name: "bob".into(), policies: vec![Attachment { policy, scope }], ..User::default() };
        let account = Account { id: "1".into(), users: vec![user], ..Account::default() };
        let world = World { accounts: vec![account], ..World::default() };
        let target = Target {
            resource: Resource::parse(INSTANCE).unwrap(),
            resource_group: Some("rg-1".into()),
            context: Context::default(),
        };
        let action = Action {
            name: "ecs:StopInstance".into(),
            resources: vec![target],
            context: Context::default(),
            changes: Vec::new(),
            offset_seconds: 0,
        };
        let bob = Principal::User { account: "1".into(), name: "bob".into() };
        let request = Request { start: bob.into(), hops: Vec::new(), action: Some(action) };
        crate::evaluate(&world, &request).rules().contains(&Rule::R5_23)
    };
    assert!(cites_scopes(Scope::ResourceGroup("rg-1".into())));
    assert!(!cites_scopes(Scope::Account));
}

/// The same about the bucket policy where `bob`, ID 20, or the owner asks.
fn visiting(principal: &str, condition: &str, asks: Principal) -> Vec<String> {
    let statement =
        format!(r#"{{"Effect":"Allow","Action":"oss:*","Resource":"*","Principal":{principal}{condition}}}"#);
    let text = format!(r#"{{"Version":"1","Statement":[{statement}]}}"#);
    let policy = Arc::new(Document::parse(DocumentId::new("b"), "b", PolicyKind::Bucket, &text));
    let user = User { name: "bob".into(), id: Some("20".into()), ..User::default() };
    let account = Account { id: "2".into(), users: vec![user], ..Account::default() };
    let bucket = Bucket { account: "1".into(), name: "mybucket".into(), policy };
    let owner = Account { id: "1".into(), ..Account::default() };
    let world = World { accounts: vec![owner, account], buckets: vec![bucket], ..World::default() };
    let resource = Resource::parse("acs:oss:oss-cn-hangzhou:1:mybucket/a").unwrap();
    let action = Action {
        name: "oss:GetObject".into(),
        resources: vec![Target { resource, resource_group: None, context: Context::default() }],
        context: Context::default(),
        changes: Vec::new(),
        offset_seconds: 0,
    };
    let request = Request { start: asks.into(), hops: Vec::new(), action: Some(action) };
    let evaluation = crate::evaluate(&world, &request);
    let phase = evaluation.phases.last().unwrap();
    let trace = &phase.traces[0];
    let (_, step) = trace.find(Layer::ResourcePolicy).unwrap();
    let rules = step.rests_on(phase, trace).into_iter().filter(|rule| !step.rules.contains(rule));
    rules.map(|rule| format!("{} {:?}", rule.number(), rule.evidence())).collect()
}

#[test]
fn visitors_of_a_bucket() {
    let bob = || Principal::User { account: "2".into(), name: "bob".into() };
    let owner = || Principal::Root { account: "2".into() };
    assert_eq!(visiting(r#"["*"]"#, "", bob()), ["R2.14 Documented"]);
    let met = r#","Condition":{"StringNotEquals":{"acs:SourceVpc":"vpc-1"}}"#;
    assert_eq!(visiting(r#"["*"]"#, met, bob()), ["R2.15 Documented", "R4.31 Inferred"]);
    assert_eq!(visiting(r#"["20"]"#, "", bob()), ["R2.11 Documented"]);
    assert_eq!(visiting(r#"["21"]"#, "", bob()), ["R2.11 Documented"]);
    assert_eq!(visiting(r#"["2"]"#, "", bob()), ["R2.12 Assumed"]);
    assert_eq!(visiting(r#"["2"]"#, "", owner()), ["R2.12 Documented"]);
    assert_eq!(visiting(r#"["3"]"#, "", owner()), ["R2.12 Documented"]);
    assert_eq!(visiting(r#"["arn:sts::2:assumed-role/app/*"]"#, "", bob()), ["R2.13 Documented"]);
}

#[test]
fn only_what_carries_the_answer_counts() {
    let sure = r#"{"Effect":"Allow","Action":"*","Resource":"*"}"#;
    let unsure =
        r#"{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"acs:SourceVpc":"vpc-1"}}}"#;
    let idle =
        r#"{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringEquals":{"acs:SourceVpc":"vpc-1"}}}"#;
    let far =
        r#"{"Effect":"Deny","Action":"oss:*","Resource":"*","Condition":{"StringEquals":{"acs:SourceVpc":"vpc-1"}}}"#;
    let deny = r#"{"Effect":"Deny","Action":"*","Resource":"*"}"#;
    let of = |statements: &[&str]| doubts(&statements.join(","), INSTANCE, &[]);
    // The surest Allow is enough, but every Deny must stay out.
    assert_eq!(of(&[sure, unsure]), [""; 0]);
    assert_eq!(of(&[unsure]), ["R4.31"]);
    assert_eq!(of(&[sure, idle]), ["R4.30"]);
    assert_eq!(of(&[sure, far]), [""; 0]);
    // What both an Allow and an idle Deny need is needed.
    let cased =
        r#"{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"acs:SourceVpc":"vpc-1"}}}"#;
    let other = r#"{"Effect":"Deny","NotAction":"ecs:*","Resource":"*"}"#;
    let spared = r#"{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"acs:SourceVpc":"vpc-1"},"Bool":{"acs:MFAPresent":"true"}}}"#;
    assert_eq!(of(&[cased, other, spared]), ["R4.30", "R4.31"]);
    let by_key = |effect: &str, value: &str| {
        format!(
            r#"{{"Effect":"{effect}","Action":"*","Resource":"*","Condition":{{"StringEquals":{{"ACS:SourceVpc":"{value}"}}}}}}"#
        )
    };
    let alike = [by_key("Allow", "vpc-1"), by_key("Deny", "vpc-2")].join(",");
    assert_eq!(doubts(&alike, INSTANCE, &[("acs:SourceVpc", &["vpc-1"])]), ["R4.41"]);
    // One Deny is enough, and beside it nothing else counts.
    assert_eq!(of(&[unsure, idle, deny]), [""; 0]);
}
