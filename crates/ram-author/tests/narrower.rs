//! Entries that narrow a list take the place of what they narrow: text before, choice, text after.

mod common;

use common::{CATALOGUE, COMPANY_A, PARTNER};
use ram_author::form::{Form, FormEdit, List, PrincipalKind, StatementForm, after};
use ram_author::offer;
use ram_author::offer::narrower::{Wider, wider_principals, wider_resources};
use ram_author::surroundings::Surroundings;
use ram_policy::arn::{ArnPattern, Resource};
use ram_policy::policy::PolicyKind;
use ram_policy::principal::{Caller, Principal, TrustPattern};
use ram_text::Lang;

fn around(kind: PolicyKind) -> Surroundings<'static> {
    Surroundings { kind, account: Some(COMPANY_A), scenario: &PARTNER, catalogue: Some(&CATALOGUE), lang: Lang::En }
}

fn statement(kind: PolicyKind, text: &str) -> StatementForm {
    Form::read(kind, text).unwrap().statements.remove(0)
}

/// The text after an entry was chosen, and what gave way.
fn chosen(kind: PolicyKind, text: &str, list: List, entry: &str) -> (String, Vec<String>) {
    let statement = statement(kind, text);
    let wider: Wider = match list {
        List::Principal(principal) => wider_principals(&statement, principal, entry, &around(kind)),
        _ => wider_resources(&statement, entry),
    };
    let edits = wider.edits(list, entry.to_owned()).into_iter().map(|edit| FormEdit::Statement { at: 0, edit });
    let gone = wider.texts().map(str::to_owned).collect();
    (after(kind, text, &edits.collect::<Vec<_>>()).unwrap(), gone)
}

#[track_caller]
fn check(kind: PolicyKind, before: &str, list: List, entry: &str, expected: &str, gone: &[&str]) {
    let (text, wider) = chosen(kind, before, list, entry);
    assert_eq!((text.as_str(), wider), (expected, gone.iter().map(|it| (*it).to_owned()).collect()));
}

#[test]
fn a_resource_takes_the_place_of_a_wildcard() {
    let of = |resource: &str| {
        format!("{{\r\n\"Statement\": [ {{ \"备注\" : 1,\"Resource\" :{resource} ,\"Sid\":\"停机\"}} ]}}\n")
    };
    let check = |before: &str, entry: &str, expected: &str, gone: &[&str]| {
        check(PolicyKind::Custom, &of(before), List::Resource, entry, &of(expected), gone);
    };
    let one = "acs:ecs:*:1:instance/i-1";
    check(r#""*""#, one, &format!("\"{one}\""), &["*"]);
    check(r#"[ "*" ]"#, one, &format!("[ \"{one}\" ]"), &["*"]);
    // All that are wider give way, and nothing else does.
    check(
        r#"["acs:oss:*:*:桶","acs:ecs:*:*:instance/*",  "acs:ecs:*:1:*"]"#,
        one,
        &format!(r#"["acs:oss:*:*:桶","{one}"]"#),
        &["acs:ecs:*:*:instance/*", "acs:ecs:*:1:*"],
    );
    // What is neither wider nor smaller stays beside it; so does what says the same, and what is no ARN.
    check(r#""acs:ecs:*:2:*""#, one, &format!(r#"["acs:ecs:*:2:*", "{one}"]"#), &[]);
    check(r#"["ecs"]"#, one, &format!(r#"["ecs", "{one}"]"#), &[]);
    check(&format!(r#"["{one}"]"#), "*", &format!(r#"["{one}", "*"]"#), &[]);
    check(&format!(r#"["{one}"]"#), one, &format!(r#"["{one}", "{one}"]"#), &[]);
}

#[test]
fn a_list_of_what_is_left_out_is_not_narrowed() {
    let text = r#"{"Statement":[{"NotResource":["*"]}]}"#;
    let one = "acs:ecs:*:1:instance/i-1";
    check(PolicyKind::Custom, text, List::Resource, one, &text.replace("\"*\"", &format!("\"*\",\"{one}\"")), &[]);
}

#[test]
fn a_deny_is_not_narrowed() {
    let text = r#"{"Statement":[{"Effect":"Deny","Resource":["*"]}]}"#;
    let one = "acs:ecs:*:1:instance/i-1";
    check(PolicyKind::Custom, text, List::Resource, one, &text.replace("\"*\"", &format!("\"*\",\"{one}\"")), &[]);
    let (root, user) = ("acs:ram::1345678901234567:root", "acs:ram::1345678901234567:user/Bob");
    let text = format!(r#"{{"Statement":[{{"Effect":"Deny","Principal":{{"RAM":["{root}"]}}}}]}}"#);
    let both = text.replace(&format!("\"{root}\""), &format!("\"{root}\",\"{user}\""));
    check(PolicyKind::Trust, &text, List::Principal(PrincipalKind::Ram), user, &both, &[]);
}

#[test]
fn a_user_takes_the_place_of_the_whole_account() {
    let root = "acs:ram::1345678901234567:root";
    let before =
        format!("{{ \"Statement\":[{{\"Principal\": {{\"RAM\":[\"{root}\"], \"Service\": \"ecs.aliyuncs.com\"}}}}] }}");
    let ram = List::Principal(PrincipalKind::Ram);
    let bob = "acs:ram::1345678901234567:user/Bob";
    check(PolicyKind::Trust, &before, ram, bob, &before.replace(root, bob), &[root]);
    // Somebody of another account is let in beside it, and a service is no part of an account.
    let other = "acs:ram::1:user/二";
    let beside = before.replace(&format!("\"{root}\""), &format!("\"{root}\", \"{other}\""));
    check(PolicyKind::Trust, &before, ram, other, &beside, &[]);
    let service = List::Principal(PrincipalKind::Service);
    let log = "1@ecs.aliyuncs.com";
    let beside = before.replace("\"ecs.aliyuncs.com\"", &format!("[\"ecs.aliyuncs.com\", \"{log}\"]"));
    check(PolicyKind::Trust, &before, service, log, &beside, &[]);
}

#[test]
fn a_visitor_takes_the_place_of_everyone() {
    let list = List::Principal(PrincipalKind::Bucket);
    let of = |principal: &str, rest: &str| format!("{{\"Statement\":[ {{\"Principal\":[{principal}]{rest}}}]}}");
    let condition = r#","Condition":{"Bool":{"acs:SecureTransport":"true"}}"#;
    let check = |before: &str, rest: &str, entry: &str, expected: &str, gone: &[&str]| {
        check(PolicyKind::Bucket, &of(before, rest), list, entry, &of(expected, rest), gone);
    };
    check(r#""*""#, "", "20214760404935", r#""20214760404935""#, &["*"]);
    // R2.14 and R2.15: everyone includes the owner only under a condition.
    check(r#""*""#, "", COMPANY_A, &format!(r#""*","{COMPANY_A}""#), &[]);
    check(r#""*""#, condition, COMPANY_A, &format!("\"{COMPANY_A}\""), &["*"]);
    let (all, one) = ("arn:sts::1:assumed-role/ops/*", "arn:sts::1:assumed-role/ops/小明");
    check(&format!("\"{all}\""), "", one, &format!("\"{one}\""), &[all]);
    check(&format!("\"{one}\""), "", all, &format!("\"{one}\",\"{all}\""), &[]);
}

/// What is called narrower lets in fewer of the scenario's people, and nobody new.
#[test]
fn who_is_narrower_is_so_for_the_evaluator() {
    let around = around(PolicyKind::Trust);
    let callers = PARTNER.accounts.iter().flat_map(|account| {
        let id = || account.id.clone();
        let users = account
            .users
            .iter()
            .map(move |user| Caller::Principal(Principal::User { account: id(), name: user.name.clone() }));
        let roles = account.roles.iter().map(move |role| Caller::Session {
            account: id(),
            role: role.name.clone(),
            name: "s".to_owned(),
        });
        users.chain(roles)
    });
    let callers: Vec<Caller> = callers.collect();
    let lets_in = |entry: &str| {
        let pattern = TrustPattern::parse_ram(entry);
        Vec::from_iter(callers.iter().map(|caller| pattern.mismatch(caller, COMPANY_A).is_none()))
    };
    let offered = offer::principals(&[], "", &around).into_iter();
    let people: Vec<String> =
        offered.filter(|(kind, _)| *kind == PrincipalKind::Ram).map(|(_, choice)| choice.text).collect();
    let mut count = 0;
    for wide in &people {
        let text = format!(r#"{{"Statement":[{{"Principal":{{"RAM":"{wide}"}}}}]}}"#);
        for narrow in people.iter().filter(|narrow| *narrow != wide) {
            let found = wider_principals(&statement(PolicyKind::Trust, &text), PrincipalKind::Ram, narrow, &around);
            let (more, fewer) = (lets_in(wide), lets_in(narrow));
            let is_within = more.iter().zip(&fewer).all(|(more, fewer)| *more || !fewer);
            assert_eq!(found.texts().next().is_some(), is_within, "{wide} {narrow}");
            count += usize::from(is_within);
        }
    }
    assert!(count > 3, "{count}");
}

#[test]
fn what_is_narrower_reaches_fewer_resources() {
    let around = around(PolicyKind::Custom);
    let offered = offer::resources(&["ecs:StopInstance".to_owned(), "oss:GetObject".to_owned()], &[], "", &around);
    let texts: Vec<String> = offered.into_iter().map(|choice| choice.text).collect();
    // The resources of the scenario, and for each pattern one that only it and wider ones reach.
    let samples = texts.iter().map(|text| if text == "*" { text.clone() } else { text.replace('*', "x") });
    let arns: Vec<Resource> =
        around.resources().into_iter().chain(samples).map(|it| Resource::parse(&it).unwrap()).collect();
    let reaches = |pattern: &str| {
        let pattern = ArnPattern::parse(pattern).unwrap();
        Vec::from_iter(arns.iter().map(|arn| pattern.mismatch(arn).is_none()))
    };
    let mut count = 0;
    for wide in &texts {
        let text = format!(r#"{{"Statement":[{{"Resource":"{wide}"}}]}}"#);
        let listed = statement(PolicyKind::Custom, &text);
        for narrow in texts.iter().filter(|narrow| wider_resources(&listed, narrow).texts().next().is_some()) {
            let (more, fewer) = (reaches(wide), reaches(narrow));
            assert!(more.iter().zip(&fewer).all(|(more, fewer)| *more || !fewer), "{wide} {narrow}");
            assert_ne!(more, fewer, "{wide} {narrow}");
            count += 1;
        }
    }
    assert!(count > 3, "{count}");
}
