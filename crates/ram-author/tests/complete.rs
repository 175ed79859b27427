//! What completion offers, and what the text is after something was chosen.

mod common;

use std::time::Instant;

use common::{CATALOGUE, COMPANY_A, PARTNER, chosen, documents, marked};
use ram_author::complete::{Completion, Item, complete};
use ram_author::surroundings::Surroundings;
use ram_policy::json;
use ram_policy::policy::PolicyKind;
use ram_text::Lang;

fn around(kind: PolicyKind, with_catalogue: bool) -> Surroundings<'static> {
    let catalogue = with_catalogue.then(|| &*CATALOGUE);
    Surroundings { kind, account: Some(COMPANY_A), scenario: &PARTNER, catalogue, lang: Lang::En }
}

fn at(kind: PolicyKind, text: &str) -> (String, Completion) {
    let (text, offset) = marked(text);
    let completion = complete(&text, offset, &around(kind, true));
    (text, completion)
}

fn labels(kind: PolicyKind, text: &str) -> Vec<String> {
    at(kind, text).1.items.into_iter().map(|item| item.label).collect()
}

fn custom(statement: &str) -> String {
    format!(r#"{{"Version":"1","Statement":[{statement}"#)
}

/// The text after the item with this label is chosen, with the cursor marked.
#[track_caller]
fn choose(kind: PolicyKind, text: &str, label: &str) -> String {
    let (text, completion) = at(kind, text);
    let found: Option<&Item> = completion.items.iter().find(|item| item.label == label);
    let item = found.unwrap_or_else(|| panic!("{label} is not offered in {text}"));
    let after = chosen(&text, item);
    let before: usize =
        item.also.iter().filter(|edit| edit.span.start < item.replace.start).map(|e| e.insert.len()).sum();
    let caret = before + item.replace.start as usize + item.caret;
    format!("{}|{}", &after[..caret], &after[caret..])
}

#[test]
fn elements_in_their_place() {
    assert_eq!(labels(PolicyKind::Custom, "{|}"), ["Version", "Statement"]);
    assert_eq!(labels(PolicyKind::Custom, r#"{"Version":"1",|"#), ["Statement"]);
    assert_eq!(
        labels(PolicyKind::Custom, r#"{"Statement":[{|"#),
        ["Effect", "Action", "NotAction", "Resource", "Condition"]
    );
    assert_eq!(
        labels(PolicyKind::Trust, r#"{"Statement":[{"Effect":"Allow",|"#),
        ["Action", "NotAction", "Principal", "Condition"]
    );
    assert_eq!(labels(PolicyKind::Trust, r#"{"Statement":[{"Principal":{|"#), ["RAM", "Service", "Federated"]);
    assert_eq!(labels(PolicyKind::Custom, r#"{"Statement":[{"Action":"*",|"#), ["Effect", "Resource", "Condition"]);
    assert_eq!(labels(PolicyKind::Custom, r#"{"Statement":[{"Cond|"#), ["Condition"]);
    assert_eq!(labels(PolicyKind::Custom, r#"{"Statement":[{"Effect":"|"#), ["Allow", "Deny"]);
    assert_eq!(labels(PolicyKind::Custom, r#"{"Version":|"#), ["1"]);
    assert_eq!(labels(PolicyKind::Custom, r#"{"Nonsense":{|"#), [""; 0]);
}

#[test]
fn quotes_and_commas_are_added_where_they_are_missing() {
    let custom = PolicyKind::Custom;
    assert_eq!(choose(custom, "{|}", "Version"), r#"{"Version": "1"|}"#);
    assert_eq!(choose(custom, r#"{"Ver|"#, "Version"), r#"{"Version": "1"|"#);
    assert_eq!(choose(custom, r#"{"Ver|"}"#, "Version"), r#"{"Version": "1"|}"#);
    assert_eq!(choose(custom, r#"{Ver|}"#, "Version"), r#"{"Version": "1"|}"#);
    assert_eq!(choose(custom, r#"{"Ver|": "1"}"#, "Version"), r#"{"Version|": "1"}"#);
    assert_eq!(
        choose(custom, "{\"Statement\":[{\"Effect\":\"Allow\"\n  |\n  \"Resource\":\"*\"}]}", "Action"),
        "{\"Statement\":[{\"Effect\":\"Allow\",\n  \"Action\": \"|\",\n  \"Resource\":\"*\"}]}"
    );
    let effect = |text: &str| choose(custom, &format!(r#"{{"Statement":[{{{text}}}]}}"#), "Deny");
    assert_eq!(effect(r#""Effect":|"#), r#"{"Statement":[{"Effect":"Deny"|}]}"#);
    assert_eq!(effect(r#""Effect":"|"#), r#"{"Statement":[{"Effect":"Deny"|}]}"#);
    assert_eq!(effect(r#""Effect":"|Allow""#), r#"{"Statement":[{"Effect":"Deny|"}]}"#);
}

#[test]
fn actions_are_found_by_prefix_word_and_scattered_letters() {
    let action = |word: &str| labels(PolicyKind::Custom, &custom(&format!(r#"{{"Action":"{word}|"#)));
    let list = action("ecs:");
    assert_eq!(list[0], "ecs:*");
    assert!(list.contains(&"ecs:Describe*".to_owned()), "{list:?}");
    assert_eq!(action("ecs:StopInstance")[0], "ecs:StopInstance");
    assert!(action("ecs:stinst").contains(&"ecs:StopInstance".to_owned()));
    assert!(action("inst stop").contains(&"ecs:StopInstance".to_owned()));
    assert_eq!(action("ec")[0], "ecs:");
    assert!(action("Object Storage").contains(&"oss:".to_owned()));
    assert_eq!(labels(PolicyKind::Trust, &custom(r#"{"Action":"|"#)), ["sts:AssumeRole"]);
}

#[test]
fn access_level_and_number_of_matches_stand_beside_an_action() {
    let details = |word: &str| {
        let items = at(PolicyKind::Custom, &custom(&format!(r#"{{"Action":"{word}|"#))).1.items;
        Vec::from_iter(items.into_iter().map(|it| (it.label, it.detail.map(|it| it.to_string()).unwrap_or_default())))
    };
    let stop = details("ecs:StopInstance");
    assert!(stop.contains(&("ecs:StopInstance".to_owned(), "Write".to_owned())), "{stop:?}");
    let written = CATALOGUE.names().filter(|name| name.starts_with("sts:AssumeRole")).count();
    assert_eq!(written, 3);
    assert_eq!(details("sts:AssumeRole*")[0], ("sts:AssumeRole*".to_owned(), "matches 3 actions".to_owned()));
    assert_eq!(details("ecs:Banana*")[0].1, "matches no known action");
}

#[test]
fn what_a_list_holds_already_is_not_offered_again() {
    let list = labels(PolicyKind::Custom, &custom(r#"{"Action":["sts:AssumeRole", "sts:|"]"#));
    assert!(!list.contains(&"sts:AssumeRole".to_owned()) && list.contains(&"sts:GetCallerIdentity".to_owned()));
}

#[test]
fn arns_field_by_field() {
    let resource = |action: &str, word: &str| {
        labels(PolicyKind::Custom, &custom(&format!(r#"{{"Action":"{action}","Resource":"{word}|"#)))
    };
    let whole = resource("ecs:StopInstance", "");
    assert_eq!(whole[0], "*");
    assert!(whole[1].starts_with("acs:ecs:cn-hangzhou:1234567890123456:instance/"), "{whole:?}");
    assert!(whole.contains(&"acs:ecs:*:1234567890123456:instance/*".to_owned()), "{whole:?}");
    assert_eq!(resource("ecs:StopInstance", "acs:")[0], "acs:ecs:");
    assert_eq!(resource("oss:GetObject", "acs:o")[0], "acs:oss:");
    let regions = resource("ecs:StopInstance", "acs:ecs:");
    assert_eq!(regions[..2], ["acs:ecs:*:", "acs:ecs:cn-hangzhou:"]);
    assert!(regions.contains(&"acs:ecs:eu-central-1:".to_owned()));
    assert_eq!(resource("ram:GetUser", "acs:ram:"), ["acs:ram::", "acs:ram:*:"]);
    let accounts = resource("ecs:StopInstance", "acs:ecs:*:");
    assert_eq!(accounts, ["acs:ecs:*:1234567890123456:", "acs:ecs:*:1345678901234567:", "acs:ecs:*:*:"]);
    let ids = resource("ecs:StopInstance", "acs:ecs:*:1234567890123456:");
    assert!(ids[0].contains(":instance/i-"), "{ids:?}");
    assert!(ids.contains(&"acs:ecs:*:1234567890123456:disk/*".to_owned()));
    // A type without a path is everything, which is offered once; what has ARNs of another service is not here.
    let buckets = resource("oss:GetObject", "acs:oss:*:*:");
    let count = |text: &str| buckets.iter().filter(|it| *it == text).count();
    assert_eq!(
        (count("acs:oss:*:*:*"), count("acs:oss:*:*:*/*"), count("acs:oss:*:*:*/*/*")),
        (1, 1, 0),
        "{buckets:?}"
    );
    assert_eq!(buckets.last().unwrap(), "acs:oss:*:*:*");
    let roles = resource("sts:AssumeRole", "acs:ram::1234567890123456:role/");
    assert!(roles.contains(&"acs:ram::1234567890123456:role/ecs-admin".to_owned()), "{roles:?}");
}

#[test]
fn principals_of_the_scenario() {
    let trust = |kind: &str| labels(PolicyKind::Trust, &custom(&format!(r#"{{"Principal":{{"{kind}":["|"#)));
    let ram = trust("RAM");
    assert_eq!(ram[0], "acs:ram::1345678901234567:root");
    assert!(ram.contains(&"acs:ram::1345678901234567:user/Bob".to_owned()), "{ram:?}");
    assert!(ram.contains(&"acs:ram::1234567890123456:role/ecs-admin".to_owned()), "{ram:?}");
    assert!(trust("Service").contains(&"ecs.aliyuncs.com".to_owned()));
    assert_eq!(trust("Federated")[0], "acs:ram::1234567890123456:saml-provider/");
    let bucket = labels(PolicyKind::Bucket, &custom(r#"{"Principal":["|"#));
    assert!(bucket.contains(&"arn:sts::1234567890123456:assumed-role/ecs-admin/*".to_owned()), "{bucket:?}");
    assert_eq!(bucket.last().unwrap(), "*");
}

#[test]
fn operators_and_keys_fit() {
    let key = |action: &str, operator: &str| {
        labels(PolicyKind::Custom, &custom(&format!(r#"{{"Action":"{action}","Condition":{{"{operator}":{{"|"#)))
    };
    assert_eq!(key("ecs:StopInstance", "IpAddress"), ["acs:SourceIp", "acs:VpcSourceIp"]);
    // No table says what it sends: what every request sends comes first, and what its service has last.
    let stop = key("ecs:StopInstance", "Bool");
    assert_eq!(stop[..2], ["acs:MFAPresent", "acs:SecureTransport"]);
    assert!(stop.len() > 2 && stop[2..].iter().all(|it| it.starts_with("ecs:")), "{stop:?}");
    // What an action is known to send comes before that, and nothing else of its service.
    assert_eq!(key("ecs:RunCommand", "StringEquals")[0], "ecs:CommandRunAs");
    assert_eq!(key("ecs:RunCommand", "Bool"), ["acs:MFAPresent", "acs:SecureTransport"]);
    assert!(key("oss:ListObjects", "StringLike").contains(&"oss:Prefix".to_owned()));
    assert!(!key("ecs:StopInstance", "StringLike").contains(&"oss:Prefix".to_owned()));
    let trust = labels(PolicyKind::Trust, &custom(r#"{"Condition":{"StringEquals":{"|"#));
    assert_eq!(trust[0], "sts:ExternalId");
    let operators = labels(PolicyKind::Custom, &custom(r#"{"Condition":{|"#));
    assert_eq!(operators.len(), 21 + 2 * 6);
    assert_eq!(operators[0], "StringEquals");
    assert_eq!(labels(PolicyKind::Custom, &custom(r#"{"Condition":{"Num|"#)).len(), 6);
}

#[test]
fn values_by_type() {
    let value = |operator: &str, key: &str| {
        labels(PolicyKind::Custom, &custom(&format!(r#"{{"Condition":{{"{operator}":{{"{key}":"|"#)))
    };
    assert_eq!(value("Bool", "acs:MFAPresent"), ["true", "false"]);
    assert_eq!(value("IpAddress", "acs:SourceIp")[..2], ["203.0.113.24", "10.0.0.0/8"]);
    assert!(value("DateLessThan", "acs:CurrentTime")[0].contains('T'));
    assert_eq!(value("Bool", "ecs:IsDiskEncrypted"), ["true", "false"]);
    assert!(value("StringLike", "acs:PrincipalARN").contains(&"acs:ram::1234567890123456:role/ecs-admin".to_owned()));
    assert_eq!(value("StringEquals", "acs:TagKeys"), ["env"]);
    assert_eq!(value("StringEquals", "saml:recipient").len(), 2);
}

#[test]
fn tags_of_the_scenario_are_keys_and_values() {
    let mut scenario = PARTNER.clone();
    scenario.accounts[0].resources[0].tags.insert("env".to_owned(), "生产".to_owned());
    let around = Surroundings { scenario: &scenario, ..around(PolicyKind::Custom, false) };
    let list = |text: &str| {
        let (text, offset) = marked(text);
        Vec::from_iter(complete(&text, offset, &around).items.into_iter().map(|item| item.label))
    };
    let keys = list(r#"{"Statement":[{"Condition":{"StringEquals":{"acs:res|"#);
    assert_eq!(keys[..2], ["acs:ResourceTag/env", "acs:ResourceTag/"]);
    assert_eq!(list(r#"{"Statement":[{"Condition":{"StringEquals":{"acs:ResourceTag/env":"|"#), ["生产", "test"]);
}

#[test]
fn snippets_are_whole_statements_of_the_kind() {
    for kind in [PolicyKind::Custom, PolicyKind::Trust, PolicyKind::Bucket, PolicyKind::Control, PolicyKind::Session] {
        let (text, completion) = at(kind, "|");
        let policy = chosen(&text, &completion.items[0]);
        assert!(json::parse(&policy).is_ok(), "{policy}");
        let (text, completion) = at(kind, "{\"Version\":\"1\",\"Statement\":[|]}");
        assert!(completion.items.len() >= 2, "{kind:?}");
        for item in &completion.items {
            // Filled in where it waits for a value, the statement is one that RAM takes.
            let after = chosen(&text, item);
            let at = item.replace.start as usize + item.caret;
            let filled = if item.then_suggest { format!("{}oss:Get{}", &after[..at], &after[at..]) } else { after };
            let (policy, diagnostics) = {
                let id = ram_policy::text::DocumentId::new("x");
                let document = ram_policy::policy::Document::parse(id, "x", kind, &filled);
                (document.policy, document.diagnostics)
            };
            assert!(policy.is_some(), "{}: {filled} {diagnostics:?}", item.label);
        }
    }
}

#[test]
fn without_the_catalogue_the_rest_works() {
    let (text, offset) = marked(r#"{"Version":"1","Statement":[{"Action":"|"#);
    let found = complete(&text, offset, &around(PolicyKind::Custom, false));
    assert!(found.items.iter().any(|item| item.label == "ecs:StopInstance"), "named in the question");
    assert!(found.items.iter().any(|item| item.label == "sts:AssumeRole"), "named in a trust policy");
    let (text, offset) = marked(r#"{"Statement":[{"Resource":"acs:ecs:|"#);
    let found = complete(&text, offset, &around(PolicyKind::Custom, false));
    assert!(found.items.iter().any(|item| item.label == "acs:ecs:cn-beijing:"));
}

/// Wherever something is chosen in a document that is JSON, the document is JSON afterwards; and nowhere does a cut
/// document make completion fail.
#[test]
fn cursor_by_cursor() {
    let mut tried = 0;
    for (kind, document) in documents() {
        for offset in (0..=document.len()).filter(|offset| document.is_char_boundary(*offset)) {
            let found = complete(&document, offset, &around(kind, false));
            for item in found.items.iter().take(4).chain(found.items.last()) {
                let after = chosen(&document, item);
                match json::parse(&after) {
                    Ok(_) => {}
                    Err(error) if error.value == json::Fault::DuplicateName => {}
                    Err(error) => panic!("{} at {offset}: {error:?}\n{after}", item.label),
                }
                assert!(item.caret <= item.insert.len());
                tried += 1;
            }
            let cut = &document[..offset];
            for item in complete(cut, offset, &around(kind, false)).items.iter().take(2) {
                assert!(item.replace.end as usize <= cut.len());
            }
        }
    }
    assert!(tried > 5_000, "{tried}");
}

#[test]
fn any_text_is_taken() {
    for text in ["", "\"", "{\"", "[[[", "}{", "{\"Statement\":{\"Action\":", "二", "{\"Statement\":[\"", "\u{feff}{"]
    {
        for offset in 0..=text.len() + 3 {
            let _ = complete(text, offset, &around(PolicyKind::Custom, true));
        }
    }
}

/// Under a frame in the page, where code is some three times slower. Only meaningful with optimisation.
#[test]
fn a_list_of_actions_is_quick() {
    let (text, offset) = marked(&custom(r#"{"Action":"ecs:|"#));
    let around = around(PolicyKind::Custom, true);
    let _ = complete(&text, offset, &around);
    let start = Instant::now();
    for _ in 0..10 {
        let _ = complete(&text, offset, &around);
    }
    let each = start.elapsed() / 10;
    let limit = if cfg!(debug_assertions) { 300 } else { 3 };
    assert!(each.as_millis() < limit, "{each:?}");
}
