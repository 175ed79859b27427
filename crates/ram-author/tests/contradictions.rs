//! A statement that is said never to apply, since its conditions exclude each other, is met by no request.

mod common;

use common::PARTNER;
use ram_author::findings::{Advice, Cause, Never, findings};
use ram_author::surroundings::Surroundings;
use ram_policy::condition::{Comparison, Condition, OPERATORS};
use ram_policy::policy::{Document, PolicyKind};
use ram_policy::request::Context;
use ram_policy::text::DocumentId;
use ram_policy::trace::Verdict;
use ram_text::Lang;

fn read(condition: &str) -> Document {
    let text = format!(
        r#"{{"Version":"1","Statement":[{{"Effect":"Allow","Action":"ecs:*","Resource":"*","Condition":{condition}}}]}}"#
    );
    Document::parse(DocumentId::new("x"), "x", PolicyKind::Custom, &text)
}

/// The key on which the conditions are said to exclude each other.
fn excluded(document: &Document) -> Option<String> {
    let around =
        Surroundings { kind: PolicyKind::Custom, account: None, scenario: &PARTNER, catalogue: None, lang: Lang::En };
    findings(document, &around).into_iter().find_map(|finding| match finding.cause {
        Cause::Advice(Advice::NeverApplies(Never::Contradiction { key })) => Some(key),
        _ => None,
    })
}

#[track_caller]
fn never(condition: &str) {
    let document = read(condition);
    assert!(document.policy.is_some(), "{:?}", document.diagnostics);
    assert!(excluded(&document).is_some(), "{condition}");
}

#[track_caller]
fn sometimes(condition: &str) {
    let document = read(condition);
    assert!(document.policy.is_some(), "{:?}", document.diagnostics);
    assert_eq!(excluded(&document), None, "{condition}");
}

/// Two operators on one key.
fn both(key: &str, [one, values]: [&str; 2], [other, others]: [&str; 2]) -> String {
    format!(r#"{{"{one}":{{"{key}":{values}}},"{other}":{{"{key}":{others}}}}}"#)
}

#[test]
fn a_text_that_is_left_out_is_not_wanted() {
    let vpc = |one, other| both("acs:SourceVpc", one, other);
    never(&vpc(["StringEquals", r#""vpc-1""#], ["StringNotEquals", r#""vpc-1""#]));
    never(&vpc(["StringEquals", r#"["vpc-1","vpc-2"]"#], ["StringNotEquals", r#"["vpc-2","vpc-3","vpc-1"]"#]));
    sometimes(&vpc(["StringEquals", r#"["vpc-1","vpc-2"]"#], ["StringNotEquals", r#""vpc-1""#]));
    never(&vpc(["StringEquals", r#""vpc-1""#], ["StringNotLike", r#""vpc-*""#]));
    never(&vpc(["StringLike", r#""vpc-1*""#], ["StringNotLike", r#""vpc-*""#]));
    sometimes(&vpc(["StringLike", r#""vpc-*""#], ["StringNotLike", r#""vpc-1*""#]));
    never(&vpc(["StringLike", r#""vpc-1*""#], ["ForAnyValue:StringLike", r#""vpc-2*""#]));
    sometimes(&vpc(["StringLike", r#""vpc-1*""#], ["ForAnyValue:StringLike", r#""*2""#]));
    // R4.10, R4.11: the case of letters counts for one of the two only.
    never(&vpc(["StringEqualsIgnoreCase", r#""VPC-1""#], ["StringNotEqualsIgnoreCase", r#""vpc-1""#]));
    never(&vpc(["StringEqualsIgnoreCase", r#""VPC-1""#], ["StringEquals", r#""vpc-2""#]));
    never(&vpc(["StringEqualsIgnoreCase", r#""VPC-1""#], ["StringLike", r#""eni-*""#]));
    sometimes(&vpc(["StringEqualsIgnoreCase", r#""VPC-1""#], ["StringNotEquals", r#""VPC-1""#]));
    sometimes(&vpc(["StringEqualsIgnoreCase", r#""VPC-1""#], ["StringNotLike", r#""vpc-*""#]));
    never(&vpc(["StringEqualsIgnoreCase", r#""10""#], ["StringNotEquals", r#""10""#]));
    never(&vpc(["StringEqualsIgnoreCase", r#""ab""#], ["StringNotLike", r#""?*""#]));
    // R4.10: a star that is none.
    sometimes(&vpc(["StringEquals", r#""vpc-1""#], ["StringNotEquals", r#""vpc-*""#]));
    // R4.31: what is only left out is met by a request without the key.
    sometimes(&vpc(["StringNotLike", r#""*""#], ["StringNotEquals", r#""vpc-1""#]));
    // R4.41: names of keys ignore case.
    never(r#"{"StringEquals":{"acs:SourceVpc":"a"},"StringNotEquals":{"ACS:sourcevpc":"a"}}"#);
    sometimes(r#"{"StringEquals":{"acs:ResourceTag/a":"x"},"StringNotEquals":{"acs:ResourceTag/A":"x"}}"#);
}

#[test]
fn a_boolean_is_one_text() {
    let mfa = |one, other| both("acs:MFAPresent", one, other);
    never(&mfa(["Bool", r#""true""#], ["StringEquals", r#""false""#]));
    never(&mfa(["Bool", r#""true""#], ["StringNotEquals", r#""true""#]));
    never(&mfa(["StringLike", r#""f*""#], ["Bool", r#""true""#]));
    never(&mfa(["Bool", r#""true""#], ["NumericEquals", r#""1""#]));
    sometimes(&mfa(["Bool", r#""true""#], ["StringEquals", r#""true""#]));
    sometimes(&mfa(["Bool", r#""true""#], ["StringNotEquals", r#""false""#]));
    sometimes(&mfa(["Bool", r#""true""#], ["StringEqualsIgnoreCase", r#""TRUE""#]));
}

#[test]
fn ranges_of_numbers_and_instants() {
    let size = |one, other| both("acs:SourceVpc", one, other);
    never(&size(["NumericLessThan", r#""5""#], ["NumericGreaterThan", r#""10""#]));
    never(&size(["NumericLessThan", r#""5""#], ["NumericGreaterThan", r#""5.0""#]));
    never(&size(["NumericLessThanEquals", r#""5""#], ["NumericGreaterThan", r#""5""#]));
    sometimes(&size(["NumericLessThanEquals", r#""5""#], ["NumericGreaterThanEquals", r#""5""#]));
    never(
        r#"{"NumericLessThanEquals":{"acs:SourceVpc":"5"},"NumericGreaterThanEquals":{"acs:SourceVpc":"5"},"NumericNotEquals":{"acs:SourceVpc":"5"}}"#,
    );
    sometimes(&size(["NumericLessThan", r#""5""#], ["NumericGreaterThan", r#""4.99""#]));
    // R4.1: the widest bound is enough.
    sometimes(&size(["NumericLessThan", r#"["5","11.5"]"#], ["NumericGreaterThan", r#"["11","90"]"#]));
    never(&size(["NumericEquals", r#"["5","6"]"#], ["NumericGreaterThan", r#""6""#]));
    sometimes(&size(["NumericEquals", r#"["5","6"]"#], ["NumericGreaterThan", r#""5""#]));
    never(&size(["NumericEquals", r#""5""#], ["NumericNotEquals", r#"["4","5.00"]"#]));
    sometimes(&size(["NumericNotEquals", r#""5""#], ["NumericLessThanEquals", r#""5""#]));
    never(&size(["NumericEquals", r#""5""#], ["IpAddress", r#""10.0.0.0/8""#]));
    let time = |one, other| both("acs:CurrentTime", one, other);
    never(&time(["DateLessThan", r#""2027-01-01T00:00:00Z""#], ["DateGreaterThan", r#""2027-01-01T08:00:00+08:00""#]));
    never(&time(["DateEquals", r#""2027-01-01T00:00:00Z""#], ["DateNotEquals", r#""2027-01-01T08:00:00+08:00""#]));
    sometimes(&time(["DateLessThan", r#""2027-01-01T00:00:01Z""#], ["DateGreaterThan", r#""2027-01-01T00:00:00Z""#]));
    // R4.20: what can't be read has a finding of its own.
    sometimes(&size(["NumericLessThan", r#""many""#], ["NumericGreaterThan", r#""5""#]));
}

#[test]
fn networks_in_networks() {
    let ip = |one, other| both("acs:SourceIp", one, other);
    never(&ip(["IpAddress", r#""10.1.2.3""#], ["NotIpAddress", r#""10.0.0.0/8""#]));
    never(&ip(["IpAddress", r#""10.0.0.0/8""#], ["NotIpAddress", r#"["10.128.0.0/9","10.0.0.0/9"]"#]));
    sometimes(&ip(["IpAddress", r#""10.0.0.0/8""#], ["NotIpAddress", r#"["10.128.0.0/9","10.0.0.0/10"]"#]));
    sometimes(&ip(["IpAddress", r#""10.0.0.0/8""#], ["NotIpAddress", r#""10.1.0.0/16""#]));
    never(&ip(["IpAddress", r#""0.0.0.0/0""#], ["NotIpAddress", r#""0.0.0.0/0""#]));
    // R4.22: the families are apart.
    sometimes(&ip(["IpAddress", r#"["10.0.0.0/8","2001:db8::/32"]"#], ["NotIpAddress", r#""0.0.0.0/0""#]));
    never(&ip(["IpAddress", r#""2001:db8::/32""#], ["NotIpAddress", r#""::/0""#]));
    never(&ip(["IpAddress", r#""10.0.0.0/8""#], ["StringEquals", r#""192.168.0.1""#]));
    sometimes(&ip(["IpAddress", r#""10.0.0.0/8""#], ["StringEquals", r#"["192.168.0.1","10.0.0.1"]"#]));
}

#[test]
fn several_values_of_one_key() {
    let tags = |one, other| both("acs:TagKeys", one, other);
    // R4.18: each of the two may be met by another value.
    sometimes(&tags(["StringEquals", r#""a""#], ["StringLike", r#""b*""#]));
    sometimes(&tags(["ForAnyValue:StringEquals", r#""a""#], ["ForAnyValue:StringNotEquals", r#""a""#]));
    // But what is left out is left out of all.
    never(&tags(["StringEquals", r#""a""#], ["StringNotEquals", r#""a""#]));
    never(&tags(["StringEquals", r#""a""#], ["ForAllValues:StringNotEquals", r#"["a","b"]"#]));
    never(&tags(["ForAnyValue:StringEquals", r#""a""#], ["ForAllValues:StringEquals", r#""b""#]));
    never(&tags(["ForAnyValue:StringNotEquals", r#""a""#], ["ForAllValues:StringEquals", r#""a""#]));
    // None at all meets these.
    sometimes(&tags(["ForAllValues:StringEquals", r#""a""#], ["ForAllValues:StringLike", r#""b""#]));
    sometimes(&tags(["ForAllValues:StringEquals", r#""a""#], ["StringNotEquals", r#""a""#]));
    // Of a key with one value no two can differ.
    never(&both("acs:SourceVpc", ["ForAnyValue:StringEquals", r#""a""#], ["ForAnyValue:StringNotEquals", r#""a""#]));
    // Of a key that isn't known nothing is known.
    sometimes(&both("my:Key", ["StringEquals", r#""a""#], ["StringEqualsIgnoreCase", r#""b""#]));
    never(&both("my:Key", ["StringEquals", r#""a""#], ["StringNotEquals", r#""a""#]));
}

/// What policies and requests are made of: texts, numbers, addresses and instants, each near others of its kind.
const TEXTS: &[&[&str]] = &[
    &["a", "A", "ab", "aB", "b", "", "a*", "*", "?", "true", "false"],
    &["5", "5.0", "7", "-1"],
    &["10.0.0.1", "10.0.0.0/8", "10.0.0.0/31", "10.0.0.1/32", "0.0.0.0/0", "::1", "::/0"],
    &["2027-01-01T00:00:00Z", "2027-01-01T08:00:00+08:00", "2027-06-01T00:00:00Z"],
];

/// Statements by chance, each with two or three conditions on one key: no request meets one that is said to be met by
/// none. Requests have no value, one, or where a key takes them two.
#[test]
fn no_request_meets_what_is_said_to_be_met_by_none() {
    let mut roll = 11_u64;
    let mut dice = move |sides: usize| {
        roll = roll.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (roll >> 33) as usize % sides
    };
    let between = ["B", "6", "8", "-2", "10.0.0.2", "11.0.0.1", "::2", "2027-03-01T00:00:00Z", "2028-01-01T00:00:00Z"];
    let values = Vec::from_iter(TEXTS.iter().copied().flatten().copied().chain(between));
    let mut requests: Vec<Vec<&str>> = vec![Vec::new()];
    requests.extend(values.iter().map(|text| vec![*text]));
    let single = requests.len();
    requests.extend(values.iter().flat_map(|one| values.iter().map(move |other| vec![*one, *other])));
    let (mut said, mut met) = (0, 0);
    for _ in 0..2_500 {
        let (key, count) = if dice(2) == 0 { ("acs:SourceVpc", single) } else { ("acs:TagKeys", requests.len()) };
        let mut conditions: Vec<String> = Vec::new();
        for _ in 0..2 + dice(2) {
            let info = &OPERATORS[dice(OPERATORS.len())];
            let prefix = ["", "", "ForAnyValue:", "ForAllValues:"][dice(4)];
            let prefix = if info.name.starts_with("String") { prefix } else { "" };
            let own = TEXTS[match info.comparison {
                Comparison::Number(_) => 1,
                Comparison::Ip => 2,
                Comparison::Date(_) => 3,
                _ => 0,
            }];
            let list = if dice(8) == 0 { TEXTS[dice(TEXTS.len())] } else { own };
            let values = (0..1 + dice(2)).map(|_| format!("\"{}\"", list[dice(list.len())]));
            let values = Vec::from_iter(values);
            let values = if info.name == "Bool" { values[..1].join(",") } else { values.join(",") };
            conditions.push(format!("\"{prefix}{}\":{{\"{key}\":[{values}]}}", info.name));
        }
        // The same operator twice is no JSON.
        let condition = format!("{{{}}}", conditions.join(","));
        let document = read(&condition);
        let Some(policy) = &document.policy else { continue };
        let meets = |request: &Vec<&str>| {
            let mut context = Context::default();
            if !request.is_empty() {
                context.set(key, request.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>());
            }
            let is_met = |it: &Condition| it.evaluate(&context).verdict == Verdict::Holds;
            policy.statements[0].conditions.iter().all(is_met)
        };
        let found = requests[..count].iter().find(|request| meets(request));
        match (excluded(&document), found) {
            (Some(_), Some(request)) => panic!("{condition} is met by {request:?}"),
            (Some(_), None) => said += 1,
            (None, _) => met += 1,
        }
    }
    assert!(said > 400 && met > 400, "{said} and {met}");
}
