//! What is said about the word under the pointer.

mod common;

use common::{CATALOGUE, COMPANY_A, PARTNER, documents, marked};
use ram_author::hover::{Hover, covered, hover};
use ram_author::surroundings::Surroundings;
use ram_policy::policy::PolicyKind;
use ram_text::Lang;

fn around(kind: PolicyKind) -> Surroundings<'static> {
    Surroundings { kind, account: Some(COMPANY_A), scenario: &PARTNER, catalogue: Some(&CATALOGUE), lang: Lang::En }
}

fn at(kind: PolicyKind, text: &str) -> Option<(String, Hover)> {
    let (text, offset) = marked(text);
    hover(&text, offset, &around(kind)).map(|hover| (hover.span.of(&text).to_owned(), hover))
}

/// The word and the sentences about it.
fn said(kind: PolicyKind, text: &str) -> (String, Vec<String>) {
    let (word, hover) = at(kind, text).unwrap();
    assert!(hover.rule.starts_with('R') && hover.page.starts_with("https://"));
    (word, hover.sentences.iter().map(|sentence| sentence.to_string()).collect())
}

#[test]
fn elements_effects_operators_and_keys() {
    let custom = PolicyKind::Custom;
    let (word, said_of) = said(custom, r#"{"Statement":[{"Eff|ect":"Allow"}]}"#);
    assert_eq!(word, "\"Effect\"");
    assert!(said_of[0].starts_with("Whether the statement allows or denies."));
    assert!(said(custom, r#"{"Statement":[{"Effect":"De|ny"}]}"#).1[0].starts_with("Refuses"));
    let condition = r#"{"Statement":[{"Condition":{"BOOL":{"KEY":"true"}}}]}"#;
    let of = |mark: &str, with: &str| said(custom, &condition.replace(mark, with)).1;
    assert!(of("BOOL", "Bo|ol")[0].contains("A key that is not sent is neither"));
    assert_eq!(of("BOOL", "ForAllValues:String|Like").len(), 2);
    assert!(of("KEY", "acs:MFA|Present")[0].contains("logged on with MFA"));
    assert!(of("KEY", "acs:ResourceTag|/env")[0].starts_with("A tag of the resource"));
    assert!(of("KEY", "ecs:Instance|Type")[0].starts_with("A condition key of Elastic Compute Service"));
    assert_eq!(of("KEY", "acs:Ban|ana"), ["No known request carries acs:Banana."]);
    assert!(said(custom, r#"{"Statement":[{"Si|d":"x"}]}"#).1[0].contains("ignored"));
    assert!(at(custom, r#"{"Statement":[{"Banana|":"x"}]}"#).is_none());
}

#[test]
fn a_wildcard_says_what_it_matches() {
    let (word, hover) = at(PolicyKind::Custom, r#"{"Statement":[{"Action":["sts:Assume|Role*"#).unwrap();
    assert_eq!(word, "\"sts:AssumeRole*");
    assert_eq!(hover.sentences[0].to_string(), "sts:AssumeRole* matches 3 known actions.");
    assert_eq!(hover.names, ["sts:AssumeRole", "sts:AssumeRoleWithOIDC", "sts:AssumeRoleWithSAML"]);
    let (_, hover) = at(PolicyKind::Custom, r#"{"Statement":[{"Action":"ecs:|*"}]}"#).unwrap();
    let all = CATALOGUE.service("ecs").unwrap().actions.len();
    assert_eq!((hover.names.len(), hover.more), (10, all - 10));
    let (_, exact) = said(PolicyKind::Custom, r#"{"Statement":[{"Action":"ecs:Stop|Instance"}]}"#);
    assert_eq!(exact[0], "Write · Elastic Compute Service (ECS)");
    assert!(exact[1].contains("acs:ecs:{region}:{account}:instance/{instanceId}"), "{exact:?}");
    let (_, unknown) = said(PolicyKind::Custom, r#"{"Statement":[{"Action":"ecs:Ban|ana"}]}"#);
    assert!(unknown[0].starts_with("The catalogue doesn’t have ecs:Banana."));
}

#[test]
fn a_resource_says_what_it_matches_here() {
    let text = r#"{"Statement":[{"Resource":"acs:ecs:*:1234567890123456:instance/|*"}]}"#;
    let (_, hover) = at(PolicyKind::Custom, text).unwrap();
    assert_eq!(hover.names.len(), 2);
    assert!(hover.names.iter().all(|arn| arn.starts_with("acs:ecs:cn-hangzhou:1234567890123456:instance/i-00")));
    let everything = covered("*", &around(PolicyKind::Custom)).unwrap();
    assert_eq!(everything.arns.len(), everything.all);
    assert_eq!(covered("acs:ecs", &around(PolicyKind::Custom)), None);
}

#[test]
fn principals_are_named() {
    let said_of = |kind: &str, who: &str| {
        let text = format!(r#"{{"Statement":[{{"Principal":{{"{kind}":"{who}|"}}}}]}}"#);
        said(PolicyKind::Trust, &text).1.remove(0)
    };
    assert_eq!(said_of("RAM", "acs:ram::1345678901234567:root"), "Trusts every user and role of Company B.");
    assert_eq!(said_of("RAM", "acs:ram::1345678901234567:user/Bob"), "Trusts user Bob of Company B.");
    assert_eq!(said_of("Service", "ecs.aliyuncs.com"), "Trusts ecs.aliyuncs.com, acting for the account of the role.");
    assert!(said_of("RAM", "*").starts_with("Matches nobody"));
    let bucket = r#"{"Statement":[{"Principal":["arn:sts::1234567890123456:assumed-role/ecs-admin/|*"]}]}"#;
    assert_eq!(said(PolicyKind::Bucket, bucket).1, ["Concerns every session of role ecs-admin of Company A."]);
}

#[test]
fn cursor_by_cursor() {
    let mut seen = 0;
    for (kind, document) in documents() {
        for offset in 0..=document.len() {
            for text in [document.as_str(), document.get(..offset).unwrap_or_default()] {
                if let Some(found) = hover(text, offset, &Surroundings { catalogue: None, ..around(kind) }) {
                    let (start, end) = (found.span.start as usize, found.span.end as usize);
                    assert!(start <= offset && offset <= end && end <= text.len());
                    assert!(found.sentences.iter().all(|sentence| !sentence.to_string().is_empty()));
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 2_000, "{seen}");
}
