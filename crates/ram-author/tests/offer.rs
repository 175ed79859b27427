//! What the fields of the form offer, and what a typed text becomes.

mod common;

use common::{CATALOGUE, COMPANY_A, PARTNER};
use ram_author::arn::{ArnFields, ArnForm};
use ram_author::form::{Form, FormEdit, List, PrincipalKind, StatementEdit, after, blank_statement};
use ram_author::layout::Draft;
use ram_author::offer::actions::{Count, Held, Level, RowKind, actions};
use ram_author::offer::values::LocalTime;
use ram_author::offer::{self, ArnPart, Choice, values};
use ram_author::surroundings::Surroundings;
use ram_author::words;
use ram_catalog::KeyType;
use ram_policy::arn::ArnPattern;
use ram_policy::condition::OPERATORS;
use ram_policy::policy::PolicyKind;
use ram_text::Lang;

fn around(kind: PolicyKind) -> Surroundings<'static> {
    Surroundings { kind, account: Some(COMPANY_A), scenario: &PARTNER, catalogue: Some(&CATALOGUE), lang: Lang::En }
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn written(choices: &[Choice]) -> Vec<&str> {
    choices.iter().map(|choice| choice.text.as_str()).collect()
}

fn level_of(levels: &[Count], level: Level) -> (usize, usize) {
    levels.iter().find(|count| count.level == level).map(|count| (count.held, count.all)).unwrap()
}

#[test]
fn an_empty_search_offers_everything_and_the_services_of_the_statement_first() {
    let offered = actions("", None, &texts(&["vpc:*"]), &around(PolicyKind::Custom));
    assert_eq!((offered.rows[0].text.as_str(), offered.rows[0].kind), ("*", RowKind::Wildcard));
    assert_eq!((offered.rows[1].text.as_str(), offered.rows[1].kind), ("vpc:", RowKind::Service));
    assert!(offered.levels.is_empty());
    assert_eq!(offered.rows.len() + offered.more, 1 + CATALOGUE.services.len());
}

/// R1.13, R4.40: a service and a name; only the key of a tag has spaces.
#[test]
fn names_have_no_spaces() {
    use ram_author::offer::actions::{check, takes};
    for action in ["*", "ecs:*", "ecs:StopInstance", "*:List*"] {
        assert!(takes(action) && check(action, Lang::En).is_none(), "{action}");
    }
    for wrong in
        ["", "ecs", "ecs:", ":x", "ecs: Stop*", "ecs:Stop Instance", "ecs :x", "ecs:\tx", "ecs:\u{3000}x", "Stop*"]
    {
        let said = check(wrong, Lang::En).unwrap_or_else(|| panic!("{wrong}")).string(Lang::En);
        assert!(!takes(wrong) && said.starts_with(wrong) && said.contains("Write service:Action"), "{said}");
        // What can't be written is not offered either.
        let rows = actions(wrong, None, &[], &around(PolicyKind::Custom)).rows;
        assert!(rows.iter().filter(|row| row.kind == RowKind::Wildcard).all(|row| takes(&row.text)), "{wrong}");
    }
    for key in ["acs:SourceIp", "acs:ResourceTag/cost center", "oss:BucketTag/a:b"] {
        assert!(offer::takes_key(key) && offer::check_key(key, Lang::En).is_none(), "{key}");
    }
    for wrong in ["", "acs", "acs:", "acs:ResourceTag/", "acs:Source Ip", "a b:c", "acs:Resource Tag/x"] {
        let said = offer::check_key(wrong, Lang::En).unwrap_or_else(|| panic!("{wrong}")).string(Lang::En);
        assert!(!offer::takes_key(wrong) && said.contains("Write service:Key"), "{said}");
    }
    for part in ArnPart::ALL {
        assert_eq!(part.takes("a b"), part == ArnPart::Id, "{part:?}");
        assert!(part.takes("ab"));
    }
}

#[test]
fn a_service_offers_its_wildcards_and_counts_its_levels() {
    let listed = texts(&["ecs:Stop*", "ecs:RebootInstance"]);
    let offered = actions("ecs:", None, &listed, &around(PolicyKind::Custom));
    assert_eq!((offered.rows[0].text.as_str(), offered.rows[0].kind), ("ecs:*", RowKind::Wildcard));
    let ecs = CATALOGUE.service("ecs").unwrap();
    let all: usize = offered.levels.iter().map(|count| count.all).sum();
    assert_eq!(all, ecs.actions.len());
    // ecs:Stop* covers as many as begin with Stop; RebootInstance is one more.
    let stops = ecs.actions.iter().filter(|action| action.name.starts_with("Stop")).count();
    let held: usize = offered.levels.iter().map(|count| count.held).sum();
    assert!(stops > 1);
    assert_eq!(held, stops + 1);
}

#[test]
fn a_level_narrows_the_list_but_not_the_counts() {
    let around = around(PolicyKind::Custom);
    let (all, reading) = (actions("ecs:", None, &[], &around), actions("ecs:", Some(Level::Read), &[], &around));
    assert_eq!(all.levels, reading.levels);
    let (_, count) = level_of(&all.levels, Level::Read);
    assert_eq!(reading.rows.len() + reading.more, count);
    for row in &reading.rows {
        assert_eq!(Level::of(CATALOGUE.action(&row.text).unwrap().action), Level::Read, "{}", row.text);
    }
}

#[test]
fn what_the_statement_has_is_told_from_what_a_pattern_covers() {
    let listed = texts(&["ecs:Stop*", "ECS:startinstance"]);
    let offered = actions("ecs:St", None, &listed, &around(PolicyKind::Custom));
    let held = |text: &str| offered.rows.iter().find(|row| row.text == text).unwrap().held.clone();
    assert_eq!(held("ecs:StopInstance"), Held::Covered("ecs:Stop*".to_owned()));
    assert_eq!(held("ecs:StartInstance"), Held::Listed(1));
    assert_eq!(held("ecs:StartInstances"), Held::No);
    assert_eq!(held("ecs:Stop*"), Held::Listed(0));
}

#[test]
fn a_wildcard_is_offered_with_all_that_it_matches() {
    let offered = actions("ecs:*Instance", None, &[], &around(PolicyKind::Custom));
    assert_eq!((offered.rows[0].text.as_str(), offered.rows[0].kind), ("ecs:*Instance", RowKind::Wildcard));
    assert!(offered.rows[1..].iter().all(|row| row.text.ends_with("Instance")));
    assert!(offered.rows.iter().any(|row| row.text == "ecs:StopInstance"));
    let counted: usize = offered.levels.iter().map(|count| count.all).sum();
    assert_eq!(offered.rows[0].detail.to_string(), format!("matches {counted} actions"));
}

#[test]
fn letters_that_are_only_scattered_count_where_nothing_fits_better() {
    let found = |query: &str| actions(query, None, &[], &around(PolicyKind::Custom)).rows;
    let detail = |query: &str| {
        let rows = found(query);
        rows.iter().find(|row| row.text == "ecs:StopInstance").unwrap().detail.to_string()
    };
    // The product is said as long as nobody has typed the service.
    assert_eq!(detail("ecs:StopInst"), "Write");
    assert_eq!(detail("StopInst"), "Write · Elastic Compute Service (ECS)");
    let reboot = found("ecs:reb");
    assert!(reboot.iter().all(|row| row.text.to_lowercase().contains("reb")), "{reboot:?}");
    assert!(found("ecs:stopinst").iter().any(|row| row.text == "ecs:StopInstance"));
    assert!(found("ecs:stpinst").iter().any(|row| row.text == "ecs:StopInstance"));
}

#[test]
fn a_trust_policy_offers_one_action_and_a_bucket_policy_its_service() {
    let trust = actions("", None, &[], &around(PolicyKind::Trust));
    assert_eq!(trust.rows.iter().map(|row| row.text.as_str()).collect::<Vec<_>>(), ["sts:AssumeRole"]);
    assert!(actions("ecs", None, &[], &around(PolicyKind::Trust)).rows.is_empty());
    let bucket = actions("", None, &[], &around(PolicyKind::Bucket));
    assert_eq!(bucket.rows[1].text, "oss:");
}

#[test]
fn without_the_catalogue_the_actions_of_the_scenario_are_offered() {
    let around = Surroundings { catalogue: None, ..around(PolicyKind::Custom) };
    let offered = actions("stop", None, &[], &around);
    assert!(offered.rows.iter().any(|row| row.text == "ecs:StopInstance"), "{offered:?}");
}

#[test]
fn principals_are_of_three_kinds_and_none_is_offered_twice() {
    let around = around(PolicyKind::Trust);
    let root = "acs:ram::1345678901234567:root";
    let offered = offer::principals(&[], "", &around);
    let find = |text: &str| offered.iter().find(|(_, choice)| choice.text == text).map(|(kind, _)| *kind);
    assert_eq!(find(root), Some(PrincipalKind::Ram));
    assert_eq!(find("ecs.aliyuncs.com"), Some(PrincipalKind::Service));
    // What is offered means somebody, and typed would be of the same kind.
    for (kind, choice) in &offered {
        assert!(words::principal(*kind, &choice.text, &around).is_some(), "{}", choice.text);
        assert_eq!(offer::principal_kind(PolicyKind::Trust, &choice.text), *kind, "{}", choice.text);
    }
    let again = offer::principals(&texts(&[root]), "", &around);
    assert!(!again.iter().any(|(_, choice)| choice.text == root));
}

#[test]
fn a_bucket_policy_names_users_by_number() {
    let around = around(PolicyKind::Bucket);
    let offered = offer::principals(&[], "", &around);
    assert!(offered.iter().any(|(_, choice)| choice.text == "*"));
    for (kind, choice) in &offered {
        assert_eq!(*kind, PrincipalKind::Bucket);
        assert!(words::principal(*kind, &choice.text, &around).is_some(), "{}", choice.text);
        assert!(!choice.text.contains(' '), "{}", choice.text);
    }
}

#[test]
fn providers_are_told_from_users() {
    let kind = |text| offer::principal_kind(PolicyKind::Trust, text);
    assert_eq!(kind("acs:ram::1:saml-provider/公司"), PrincipalKind::Federated);
    assert_eq!(kind("acs:ram::1:oidc-provider/x"), PrincipalKind::Federated);
    assert_eq!(kind("acs:ram::1:role/x"), PrincipalKind::Ram);
    assert_eq!(kind("1@ecs.aliyuncs.com"), PrincipalKind::Service);
}

#[test]
fn resources_are_those_of_the_actions_and_of_the_scenario() {
    let around = around(PolicyKind::Custom);
    let actions = texts(&["ecs:StopInstance"]);
    let offered = offer::resources(&actions, &[], "", &around);
    let found = written(&offered);
    assert!(found.contains(&"*") && found.contains(&"acs:ecs:*:1234567890123456:instance/*"), "{found:?}");
    assert!(found.contains(&"acs:ecs:cn-hangzhou:1234567890123456:instance/i-001"), "{found:?}");
    for text in &found {
        assert!(ArnPattern::parse(text).is_ok(), "{text}");
    }
    // What the actions can be about stands before all that is here besides.
    let is_of_ecs = |text: &&str| text.split(':').nth(1) == Some("ecs");
    let behind = found.iter().skip_while(|text| **text == "*" || is_of_ecs(text));
    assert!(behind.clone().count() > 0 && !behind.clone().any(is_of_ecs), "{found:?}");
    let again = offer::resources(&actions, &texts(&["*"]), "", &around);
    assert!(!written(&again).contains(&"*"));
}

#[test]
fn every_part_that_is_offered_makes_an_arn_that_reads_back() {
    let around = around(PolicyKind::Custom);
    let actions = texts(&["ecs:StopInstance"]);
    for start in ["acs:ecs:*:1234567890123456:instance/*", "acs:oss:*:*:reports/*", "acs:ram::*:role/x", "acs:ecs:::"] {
        let ArnForm::Fields(fields) = ArnForm::read(start) else { panic!("{start}") };
        for part in ArnPart::ALL {
            let offered = offer::arn_parts(&fields, part, &actions, &around);
            assert!(part == ArnPart::Kind || !offered.is_empty(), "{start} {part:?}");
            for (choice, after) in offered {
                let text = ArnForm::Fields(after.clone()).text();
                assert_eq!(ArnForm::read(&text), ArnForm::Fields(after.clone()), "{text}");
                // Nothing but the part changes; a type brings its own ID, and another service has other types.
                let back = match part {
                    ArnPart::Kind | ArnPart::Id => {
                        ArnFields { kind: fields.kind.clone(), id: fields.id.clone(), ..after }
                    }
                    ArnPart::Service => ArnFields {
                        service: fields.service.clone(),
                        kind: fields.kind.clone(),
                        id: fields.id.clone(),
                        ..after
                    },
                    part => match part.of(&fields) {
                        Some(own) => part.put(&after, own),
                        None => after,
                    },
                };
                assert_eq!(back, fields, "{start} {part:?} {}", choice.text);
            }
        }
    }
}

#[test]
fn parts_of_an_arn() {
    let around = around(PolicyKind::Custom);
    let ArnForm::Fields(fields) = ArnForm::read("acs:ecs:*:1234567890123456:instance/*") else { panic!() };
    let parts = |part| {
        let offered = offer::arn_parts(&fields, part, &texts(&["vpc:CreateVpc"]), &around);
        offered.into_iter().map(|(choice, _)| choice.text).collect::<Vec<_>>()
    };
    assert_eq!(&parts(ArnPart::Service)[..2], ["vpc", "ecs"]);
    assert!(parts(ArnPart::Service).len() > 100);
    assert_eq!(&parts(ArnPart::Region)[..2], ["*", "cn-hangzhou"]);
    assert!(!parts(ArnPart::Region).iter().any(|region| region.starts_with("oss-")));
    assert_eq!(parts(ArnPart::Account), ["1234567890123456", "1345678901234567", "*"]);
    assert!(parts(ArnPart::Kind).contains(&"disk/*".to_owned()) && parts(ArnPart::Kind).contains(&"*".to_owned()));
    assert_eq!(parts(ArnPart::Id), ["i-001", "i-002", "*"]);
}

#[test]
fn a_part_does_not_take_what_would_begin_the_next() {
    for (part, text, takes) in [
        (ArnPart::Region, "", true),
        (ArnPart::Region, "cn-*", true),
        (ArnPart::Region, "a:b", false),
        (ArnPart::Account, "", false),
        (ArnPart::Kind, "a/b", false),
        (ArnPart::Id, "a:b/文件", true),
        (ArnPart::Service, "e?s", true),
    ] {
        assert_eq!(part.takes(text), takes, "{part:?} {text}");
    }
}

#[test]
fn keys_of_every_type_are_offered_and_those_of_the_actions_too() {
    let around = around(PolicyKind::Custom);
    let offered = offer::keys(&texts(&["ecs:StopInstance"]), "", &around);
    let found = written(&offered);
    for key in ["acs:SourceIp", "acs:MFAPresent", "acs:CurrentTime"] {
        assert!(found.contains(&key), "{key}");
    }
    assert_eq!(written(&offer::keys(&[], "mfa", &around))[0], "acs:MFAPresent");
    let trust = Surroundings { kind: PolicyKind::Trust, ..around };
    assert_eq!(written(&offer::keys(&[], "", &trust))[0], "sts:ExternalId");
}

#[test]
fn values_are_of_the_type_and_none_is_offered_twice() {
    let around = around(PolicyKind::Custom);
    let offered =
        |operator, key, present: &[&str]| offer::condition_values(operator, key, &texts(present), "", &around);
    assert_eq!(written(&offered("Bool", "acs:MFAPresent", &["true"])).last(), Some(&"false"));
    assert!(!written(&offered("Bool", "acs:MFAPresent", &["true"])).contains(&"true"));
    for operator in OPERATORS {
        let key = match values::compared(operator.name) {
            KeyType::Boolean => "acs:MFAPresent",
            KeyType::Date => "acs:CurrentTime",
            KeyType::Ip => "acs:SourceIp",
            _ => "acs:x",
        };
        for choice in offered(operator.name, key, &[]) {
            assert!(values::check(operator.name, &choice.text).is_none(), "{} {}", operator.name, choice.text);
        }
    }
}

#[test]
fn a_value_that_the_operator_cannot_read_is_told() {
    for (operator, good, bad) in [
        ("Bool", "false", "False"),
        ("IpAddress", "2001:db8::/32", "10.0.0.0/40"),
        ("NotIpAddress", "10.1.2.3", "10.1.2"),
        ("DateLessThan", "2027-01-01T00:00:00+08:00", "2027-13-01"),
        ("NumericEquals", "-1.5", "一"),
    ] {
        assert!(values::check(operator, good).is_none(), "{operator} {good}");
        assert!(values::check(operator, bad).is_some(), "{operator} {bad}");
    }
    assert!(values::check("StringLike", "任何*").is_none());
    assert!(values::check("ForAnyValue:StringEquals", "").is_none());
}

#[test]
fn a_time_is_read_as_fields_and_written_as_it_was() {
    for text in ["2027-01-01T00:00:00+08:00", "2024-02-29T23:59:59Z", "2027-01-01T00:00:00-03:30"] {
        assert_eq!(LocalTime::read(text).and_then(|it| it.text()).as_deref(), Some(text));
    }
    for text in
        ["", "2027-01-01", "2027-13-01T00:00:00Z", "2027-01-01T00:00:00", "2027-01-01T00:00Z", "二零二七年一月一日"]
    {
        assert_eq!(LocalTime::read(text), None, "{text}");
    }
    let typed = |time: &str, zone: &str| LocalTime { time: time.to_owned(), zone: zone.to_owned() }.text();
    assert_eq!(typed("2027-01-01T08:30", "+08:00").as_deref(), Some("2027-01-01T08:30:00+08:00"));
    assert_eq!(typed("", "Z"), None);
    for zone in LocalTime::ZONES {
        assert!(typed("2027-01-01T08:30:01", zone).is_some());
    }
}

#[test]
fn a_new_condition_begins_with_an_operator_of_its_type() {
    let around = around(PolicyKind::Custom);
    for kind in [KeyType::String, KeyType::Number, KeyType::Date, KeyType::Boolean, KeyType::Ip] {
        assert_eq!(values::compared(values::first_operator(kind)), kind);
    }
    assert_eq!(values::key_type("ACS:sourceip", &around), KeyType::Ip);
    assert_eq!(values::key_type("acs:ResourceTag/环境", &around), KeyType::String);
    let (fitting, others) = offer::operators("acs:SourceIp", &around);
    assert_eq!(fitting.iter().map(|info| info.name).collect::<Vec<_>>(), ["IpAddress", "NotIpAddress"]);
    assert_eq!(fitting.len() + others.len(), OPERATORS.len());
}

/// Whatever is offered for a list can be added, and then stands there: parse(text) equals the form's model.
#[test]
fn what_is_chosen_stands_in_the_form() {
    let start = "{\r\n\t\"Version\": \"1\",\r\n\t\"Statement\": [ { \"Effect\" :\"Allow\" } ]\r\n}";
    let add = |kind, list: List, text: &str| {
        let change = FormEdit::Statement { at: 0, edit: StatementEdit::Add(list, text.to_owned()) };
        let written = after(kind, start, &[change]).unwrap();
        let form = Form::read(kind, &written).unwrap();
        (form.statements.into_iter().next().unwrap(), written)
    };
    for kind in [PolicyKind::Trust, PolicyKind::Bucket] {
        for (principal, choice) in offer::principals(&[], "", &around(kind)) {
            let (statement, text) = add(kind, List::Principal(principal), &choice.text);
            let found = statement.principals.iter().map(|it| (it.kind, it.value.value.as_str())).collect::<Vec<_>>();
            assert_eq!(found, [(principal, choice.text.as_str())], "{text}");
        }
    }
    for choice in offer::resources(&texts(&["oss:*"]), &[], "", &around(PolicyKind::Custom)) {
        let (statement, text) = add(PolicyKind::Custom, List::Resource, &choice.text);
        assert_eq!(statement.resource.unwrap().values[0].value, choice.text, "{text}");
    }
}

/// A statement to start from, filled by the first offer of each list, is one that the platform takes.
#[test]
fn a_blank_statement_filled_in_has_no_errors() {
    for kind in [PolicyKind::Custom, PolicyKind::Trust, PolicyKind::Bucket, PolicyKind::Session, PolicyKind::Control] {
        let around = around(kind);
        let draft = Draft::Object(vec![
            ("Version".to_owned(), Draft::String("1".to_owned())),
            ("Statement".to_owned(), Draft::List(vec![blank_statement(kind)])),
        ]);
        let mut text = ram_author::layout::Style::usual().write(&draft, "");
        let mut add = |list: List, entry: String| {
            let change = FormEdit::Statement { at: 0, edit: StatementEdit::Add(list, entry) };
            text = after(kind, &text, &[change]).unwrap();
        };
        if kind != PolicyKind::Trust {
            add(List::Action, "oss:GetObject".to_owned());
        }
        if kind == PolicyKind::Bucket {
            add(List::Resource, "acs:oss:*:*:reports/*".to_owned());
        }
        if let Some((principal, choice)) = offer::principals(&[], "", &around).into_iter().next() {
            add(List::Principal(principal), choice.text);
        }
        let document = ram_policy::policy::Document::parse(ram_policy::text::DocumentId::new("x"), "", kind, &text);
        assert!(document.policy.is_some(), "{text} {:?}", document.diagnostics);
    }
}
