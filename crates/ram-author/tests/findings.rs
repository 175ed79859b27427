//! Every code has a bad and a good example, and every fix mends what it is offered for.

mod common;

use common::{CATALOGUE, COMPANY_A, PARTNER, documents};
use ram_author::edit::apply;
use ram_author::findings::pages::{PAGES, page};
use ram_author::findings::{Finding, Fix, findings, fixes, name};
use ram_author::surroundings::Surroundings;
use ram_policy::diagnostic::Severity;
use ram_policy::policy::{Document, PolicyKind};
use ram_policy::text::DocumentId;
use ram_text::Lang;

fn around(kind: PolicyKind) -> Surroundings<'static> {
    Surroundings { kind, account: Some(COMPANY_A), scenario: &PARTNER, catalogue: Some(&CATALOGUE), lang: Lang::En }
}

fn document(kind: PolicyKind, text: &str) -> Document {
    Document::parse(DocumentId::new("x"), "x", kind, text).owned_by(COMPANY_A)
}

fn found(kind: PolicyKind, text: &str) -> Vec<Finding> {
    findings(&document(kind, text), &around(kind))
}

fn offered(kind: PolicyKind, text: &str, finding: &Finding) -> Vec<Fix> {
    fixes(finding, &document(kind, text), &around(kind))
}

fn codes(list: &[Finding]) -> Vec<&str> {
    list.iter().map(|finding| finding.code).collect()
}

fn custom(statement: &str) -> String {
    format!(r#"{{"Version":"1","Statement":[{statement}]}}"#)
}

/// Codes and the text that each underlines.
#[track_caller]
fn check(kind: PolicyKind, statements: &str, expected: &[(&str, &str)]) {
    let text = custom(statements);
    let list = found(kind, &text);
    let shown: Vec<_> = list.iter().map(|finding| (finding.code, finding.span.of(&text))).collect();
    assert_eq!(shown, expected, "{text}");
}

#[test]
fn every_code_has_a_page_with_a_bad_and_a_good_example() {
    // The codes of the evaluator's reader and of this crate, as the code has them.
    for source in [include_str!("../../ram-policy/src/diagnostic.rs"), include_str!("../src/findings.rs")] {
        let body = source.split("pub fn code(&self)").nth(1).unwrap();
        let body = body.split("\n    }\n").next().unwrap();
        for code in body.split('"').skip(1).step_by(2) {
            assert!(page(code).is_some(), "{code} has no page");
        }
    }
    for page in PAGES {
        let bad = found(page.kind, &page.bad());
        assert!(codes(&bad).contains(&page.code), "{}: {:?}", page.code, codes(&bad));
        let good = found(page.kind, &page.good());
        assert!(!codes(&good).contains(&page.code), "{}: {good:?}", page.code);
        assert!(good.iter().all(|finding| finding.severity != Severity::Error), "{}: {good:?}", page.code);
        assert!(page.rule.starts_with('R') && page.official.starts_with("https://"));
        let rules = include_str!("../../ram-policy/SEMANTICS.md");
        assert!(rules.contains(&format!("| {} |", page.rule)), "{}", page.rule);
    }
}

#[test]
fn the_names_of_our_findings_are_their_codes_in_english_and_differ_in_chinese() {
    let own = Vec::from_iter(PAGES.iter().filter_map(|page| Some((page, name(page.code)?))));
    for (of, name) in &own {
        assert_eq!(name.string(Lang::En), of.code);
        let chinese = name.string(Lang::ZhCn);
        assert!(!chinese.is_ascii(), "{chinese}");
        assert_eq!(page(&chinese).unwrap().code, of.code);
    }
    // The page's list begins with the codes of the platform, and ours follow.
    let first = PAGES.iter().position(|page| page.code == "Statement ID ignored").unwrap();
    assert_eq!(own.len(), PAGES.len() - first);
    assert_eq!(page("Missing effect").unwrap().name(Lang::ZhCn), "Missing effect");
}

#[test]
fn every_finding_has_its_rule_and_a_sentence_in_both_languages() {
    for (page, lang) in PAGES.iter().flat_map(|page| Lang::ALL.map(|lang| (page, lang))) {
        let around = Surroundings { lang, ..around(page.kind) };
        for finding in findings(&document(page.kind, &page.bad()), &around) {
            assert!(!finding.rule.is_empty(), "{}", finding.code);
            let is_chinese = finding.message.to_string().contains(|c: char| c > '\u{3000}');
            assert_eq!(is_chinese, lang == Lang::ZhCn, "{}", finding.message);
        }
    }
}

/// Bad documents beyond the pages', one for each way in which something can be wrong.
const MORE: &[(PolicyKind, &str)] = &[
    (PolicyKind::Custom, "{ \"Version\": \"1\", // one\n \"Statement\": [] }"),
    (PolicyKind::Custom, r#"{"Version": "1" "Statement": []}"#),
    (PolicyKind::Custom, r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"ecs:*","Resource":"*""#),
    (
        PolicyKind::Custom,
        "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow,\n\"Action\":\"ecs:*\",\"Resource\":\"*\"}]}",
    ),
    (PolicyKind::Custom, r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"ecs:\*","Resource":"*"}]}"#),
    (
        PolicyKind::Custom,
        "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"ecs:\t*\",\"Resource\":\"*\"}]}",
    ),
    (PolicyKind::Custom, r#"{Version:"1","Statement":[{"Effect":"Allow","Action":"ecs:Get*","Resource":"*"}]}"#),
    (PolicyKind::Custom, r#"{'Version':"1","Statement":[{"Effect":"Allow","Action":"ecs:Get*","Resource":"*"}]}"#),
    (
        PolicyKind::Custom,
        r#"{"Version":"1","Version":"1","Statement":[{"Effect":"Allow","Action":"ecs:Get*","Resource":"*"}]}"#,
    ),
    (PolicyKind::Custom, r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"ecs:Get*","Resource":"*"}]};"#),
    (
        PolicyKind::Custom,
        "{\"Version\":\"1\",\u{a0}\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"ecs:Get*\",\"Resource\":\"*\"}]}",
    ),
    (
        PolicyKind::Custom,
        "\u{feff}{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"ecs:Get*\",\"Resource\":\"*\"}]}",
    ),
    (PolicyKind::Custom, "{“Version”: “1”, “Statement”: [{“Effect”：“Allow”，“Action”: “ecs:Get*”, “Resource”: “*”}]}"),
    (PolicyKind::Custom, r#"{"Version":"1","Statement":[{"Effect":"Allow”,"Action":"ecs:Get*","Resource":"*"}]}"#),
    (PolicyKind::Custom, r#"{"Version":1,"Statement":{"Effect":"Allow","Action":"ecs:Get*","Resource":"*"}}"#),
    (PolicyKind::Custom, r#"{"Version":"1","Statement":[{"Efect":"Allow","Action":"ecs:Get*","Resource":"*"}]}"#),
    (
        PolicyKind::Custom,
        r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"ecs:Get*","NotAction":"ecs:*","Resource":"*"}]}"#,
    ),
    (PolicyKind::Custom, r#"{"Version":"1","Statement":[{"Effect":"Permit","Action":"ecs.Stop*","Resource":"*"}]}"#),
    (
        PolicyKind::Custom,
        r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"ecs:Get*","Resource":"*","Condition":{"StringEqual":{"Sourceip":"x"}}}]}"#,
    ),
    (
        PolicyKind::Trust,
        r#"{"Version":"1","Statement":[{"Effect":"Allow","Principal":{"RAM":["1345678901234567","acs:ram:*:1:user/x","acs:sts::1:assumed-role/App/s","*"]}}]}"#,
    ),
    (
        PolicyKind::Bucket,
        r#"{"Version":"1","Statement":[{"Effect":"Allow","Principal":"1","Action":"oss:GetObject","Resource":"*"}]}"#,
    ),
    (
        PolicyKind::Bucket,
        r#"{"Version":"1","Statement":[{"Effect":"Allow","Principal":["acs:ram::1:role/App","acs:sts::1:assumed-role/App/s"],"Action":"oss:GetObject","Resource":"*"}]}"#,
    ),
    (
        PolicyKind::Custom,
        r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":["ram:GetAccountAlias","ram:GetUser"],"Resource":"acs:ram:*:*:user/*","Condition":{"Bool":{"acs:MFAPresent":"True"}}}]}"#,
    ),
];

#[test]
fn every_fix_removes_its_finding_and_adds_no_error() {
    let mut mended: Vec<&str> = Vec::new();
    let pages = PAGES.iter().map(|page| (page.kind, page.bad()));
    let more = MORE.iter().map(|(kind, text)| (*kind, (*text).to_owned()));
    for (kind, text) in pages.chain(more) {
        let before = found(kind, &text);
        for finding in &before {
            for fix in offered(kind, &text, finding) {
                let after = apply(&text, &fix.edits);
                let left = found(kind, &after);
                let count = |list: &[Finding]| list.iter().filter(|it| it.code == finding.code).count();
                let errors = |list: &[Finding]| list.iter().filter(|it| it.severity == Severity::Error).count();
                if finding.code == "Json syntax error" {
                    // The next fault, or what was hidden behind this one, may show.
                    assert!(
                        left.first().is_none_or(|it| it.cause != finding.cause || it.span != finding.span),
                        "{after}"
                    );
                } else {
                    assert!(count(&left) < count(&before), "{}: {:?}\n{after}", finding.code, fix.name);
                    // What stands in a policy shows once there is one.
                    let is_hidden = ["Statement without policy", "Missing braces"].contains(&finding.code);
                    assert!(is_hidden || errors(&left) <= errors(&before), "{}: {after}", finding.code);
                }
                assert!(!fix.name.to_string().is_empty());
                mended.push(finding.code);
            }
        }
    }
    // What can't be mended without knowing what was meant.
    let without = [
        "Missing statement",
        "Source IP without VPC",
        "Allow with NotAction",
        "Allow everything",
        "Condition key not sent",
        "Privilege escalation",
    ];
    for page in PAGES {
        assert_eq!(mended.contains(&page.code), !without.contains(&page.code), "{}", page.code);
    }
}

/// What a fix leads to, for those whose text matters.
#[track_caller]
fn mend(kind: PolicyKind, before: &str, code: &str, name: &str, after: &str) {
    let list = found(kind, before);
    let finding = list.iter().find(|finding| finding.code == code).unwrap_or_else(|| panic!("{code}: {list:?}"));
    let offered = offered(kind, before, finding);
    let names: Vec<String> = offered.iter().map(|fix| fix.name.to_string()).collect();
    let place = names.iter().position(|found| found == name).unwrap_or_else(|| panic!("{names:?} for {finding:?}"));
    assert_eq!(apply(before, &offered[place].edits), after);
}

#[test]
fn fixes_write_what_was_meant() {
    let custom_kind = PolicyKind::Custom;
    let unclosed = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":["ecs:Get*""#;
    mend(custom_kind, unclosed, "Json syntax error", "Add ]}]}", &format!("{unclosed}]}}]}}"));
    let string = "{\"Version\": \"1,\n\"Statement\": []}";
    mend(custom_kind, string, "Json syntax error", "Add \"", "{\"Version\": \"1\",\n\"Statement\": []}");
    let typed = "{“Version”：“1”，“Statement”：[{“Effect”: “Allow”, “Action”: “ecs:Get*”, “Resource”: “acs:ecs:*:*:instance/“}]}";
    let plain = typed.replace(['“', '”'], "\"").replace('：', ":").replace('，', ",");
    mend(custom_kind, typed, "Json syntax error", "Write ASCII quotation marks and punctuation", &plain);
    let one = custom(r#"{"Effect":"Allow","Action":"ecs:Get*","Resource":"*"}"#);
    let curly = one.replace("\"Allow\"", "\"Allow”");
    mend(custom_kind, &curly, "Json syntax error", "Write ASCII quotation marks and punctuation", &one);
    let mfa = r#"{"Effect":"Deny","Action":"ecs:*","Resource":"*","Condition":{"Bool":{"acs:MFAPresent":"false"}}}"#;
    mend(
        custom_kind,
        &custom(mfa),
        "Deny by missing MFA",
        "Deny unless MFA is known to be there, with StringNotEquals",
        &custom(&mfa.replace("Bool", "StringNotEquals").replace("false", "true")),
    );
    let literal = r#"{"Effect":"Allow","Action":"ecs:*","Resource":"*","Condition":{"StringEquals":{"acs:SourceVpc":"vpc-*","acs:TagKeys":"x"}}}"#;
    mend(
        custom_kind,
        &custom(literal),
        "Wildcard without effect",
        "Write StringLike",
        &custom(&literal.replace(
            r#"{"StringEquals":{"acs:SourceVpc":"vpc-*","acs:TagKeys":"x"}}"#,
            r#"{"StringEquals":{"acs:TagKeys":"x"},"StringLike":{"acs:SourceVpc":"vpc-*"}}"#,
        )),
    );
    let both = r#"{"Effect":"Allow","Action":["ram:GetAccountAlias","ram:GetUser"],"Resource":"acs:ram:*:*:user/*"}"#;
    mend(
        custom_kind,
        &custom(both),
        "Resource not supported",
        "Move the action to a statement of its own, on every resource",
        &custom(
            r#"{"Effect":"Allow","Action":["ram:GetUser"],"Resource":"acs:ram:*:*:user/*"},{"Effect":"Allow","Action":"ram:GetAccountAlias","Resource":"*"}"#,
        ),
    );
    let regions = r#"{"Effect":"Allow","Action":["ecs:StopInstance","ecs:DescribeRegion*"],"Resource":"acs:ecs:*:*:instance/i-1"}"#;
    mend(
        custom_kind,
        &custom(regions),
        "Resource not supported",
        "Move the action to a statement of its own, on every resource",
        &custom(
            r#"{"Effect":"Allow","Action":["ecs:StopInstance"],"Resource":"acs:ecs:*:*:instance/i-1"},{"Effect":"Allow","Action":"ecs:DescribeRegion*","Resource":"*"}"#,
        ),
    );
    let regions = r#"{"Effect":"Allow","Action":"ecs:DescribeRegions","Resource":["acs:ecs:*:*:instance/i-1"]}"#;
    mend(
        custom_kind,
        &custom(regions),
        "Resource not supported",
        "Write the resource *",
        &custom(&regions.replace(r#"["acs:ecs:*:*:instance/i-1"]"#, "\"*\"")),
    );
    let trust = r#"{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"RAM":"acs:sts::1345678901234567:assumed-role/App/s"}}"#;
    mend(
        PolicyKind::Trust,
        &custom(trust),
        "Unsupported principal",
        "Write acs:ram::1345678901234567:role/app",
        &custom(&trust.replace("acs:sts::1345678901234567:assumed-role/App/s", "acs:ram::1345678901234567:role/app")),
    );
}

#[test]
fn what_documentation_leaves_out_is_filled_in() {
    let with = |account: &str| {
        custom(&format!(
            r#"{{"Effect":"Allow","Action":"ecs:StopInstance","Resource":"acs:ecs:*:{account}:instance/*"}}"#
        ))
    };
    let (kind, whole) = (PolicyKind::Custom, with(COMPANY_A));
    for masked in ["123456789012****", "1234****3456", "1234xxxx90123456"] {
        mend(kind, &with(masked), "Masked ID", &format!("Write {COMPANY_A}"), &whole);
    }
    for placeholder in ["<account-id>", "{#accountId}", "${账号}"] {
        mend(kind, &with(placeholder), "Placeholder", &format!("Write {COMPANY_A}"), &whole);
    }
    // No account of the scenario ends so.
    let other = with("1234****0000");
    assert_eq!(offered(kind, &other, &found(kind, &other)[0]), []);
}

/// One finding with its fix, whatever is in the statement; behind the fix stands what the statement itself lacks.
#[test]
fn a_statement_without_its_policy_is_one_finding() {
    let right = r#"{"Effect":"Allow","Action":"ecs:StopInstance","Resource":"*"}"#;
    let wrong = r#"{"Effect":"allow","Action":"Stop","NotResource":["x"],"Condition":{"IfExists":{"y":true}}}"#;
    for (statements, found_then) in [
        (right.to_owned(), 0),
        (format!("\n[{right},\n{right}]\n"), 1),
        // Effect, action, element, resource, operator, key and value.
        (wrong.to_owned(), 7),
        (format!("[{wrong}]"), 7),
    ] {
        let before = found(PolicyKind::Custom, &statements);
        assert_eq!(codes(&before), ["Statement without policy"], "{statements}");
        let offered = offered(PolicyKind::Custom, &statements, &before[0]);
        let [fix] = offered.as_slice() else { panic!("{offered:?}") };
        let after = apply(&statements, &fix.edits);
        let left = found(PolicyKind::Custom, &after);
        assert_eq!(left.len(), found_then, "{after}: {left:?}");
    }
    // The platform finds the rest as well, and so says the document itself.
    assert!(document(PolicyKind::Custom, right).diagnostics.len() > 4);
    // What only looks like one has all its faults.
    for text in [r#"{"Effect":"Allow","Version":"1"}"#, r#"{"Allow":"x"}"#, "[]", "[1]"] {
        assert!(!codes(&found(PolicyKind::Custom, text)).contains(&"Statement without policy"), "{text}");
        assert!(!found(PolicyKind::Custom, text).is_empty(), "{text}");
    }
}

/// R1.19: an Allow with `NotResource` can be written with `Resource` and a Deny of the rest, which takes away more: the
/// Deny wins over every other policy (R5.3), and the fix says so.
#[test]
fn not_resource_of_an_allow_can_be_said_with_resource() {
    let but = "Allow every resource, and deny these in a statement of its own, which wins over other policies";
    let kind = PolicyKind::Custom;
    let one = r#"{ "NotResource": "acs:ecs:*:*:instance/i-1", "Effect": "Allow", "Action": "ecs:*" }"#;
    let denied = r#"{ "Resource": "acs:ecs:*:*:instance/i-1", "Effect": "Deny", "Action": "ecs:*" }"#;
    let allowed = r#"{ "Resource": "*", "Effect": "Allow", "Action": "ecs:*" }"#;
    mend(kind, &custom(one), "Invalid policy element", but, &custom(&format!("{allowed}, {denied}")));
    let several = r#"{"Effect":"Allow","Action":"ecs:*","NotResource":["acs:ecs:*:*:instance/一","acs:ecs:*:*:disk/*"],"Condition":{"Bool":{"acs:SecureTransport":"true"}}}"#;
    let denied = several.replace("Allow", "Deny").replace("NotResource", "Resource");
    let all = several
        .replace("NotResource", "Resource")
        .replace(r#""acs:ecs:*:*:instance/一","acs:ecs:*:*:disk/*""#, "\"*\"");
    mend(kind, &custom(several), "Invalid policy element", but, &custom(&format!("{all},{denied}")));
    let only = "Allow these resources only, with Resource";
    mend(kind, &custom(several), "Invalid policy element", only, &custom(&several.replace("NotResource", "Resource")));
    // Beside a Resource it can only go.
    let both = r#"{"Effect":"Allow","Action":"ecs:*","Resource":"*","NotResource":"acs:ecs:*:*:disk/*"}"#;
    let list = found(kind, &custom(both));
    let names = Vec::from_iter(offered(kind, &custom(both), &list[0]).iter().map(|fix| fix.name.to_string()));
    assert_eq!(names, ["Remove NotResource"]);
}

#[test]
fn not_resource_of_a_deny_is_never_taken_for_resource() {
    let text = custom(r#"{"Effect":"Deny","Action":"ecs:*","NotResource":"acs:ecs:*:*:instance/i-1"}"#);
    for finding in found(PolicyKind::Custom, &text) {
        for fix in offered(PolicyKind::Custom, &text, &finding) {
            assert!(!apply(&text, &fix.edits).contains("\"Resource\":\"acs"), "{finding:?}");
        }
    }
}

#[test]
fn a_principal_is_written_as_its_document_has_it() {
    let owner = "1234567890123456";
    let trust = r#"{"Effect":"Allow","Action":"sts:AssumeRole"}"#;
    mend(
        PolicyKind::Trust,
        &custom(trust),
        "Missing principal",
        &format!(r#"Add "Principal": {{"RAM": "acs:ram::{owner}:root"}}"#),
        &custom(&format!(
            r#"{{"Effect":"Allow","Principal":{{"RAM":"acs:ram::{owner}:root"}},"Action":"sts:AssumeRole"}}"#
        )),
    );
    let bucket = |principal: &str| {
        custom(&format!(r#"{{"Effect":"Allow",{principal}"Action":"oss:GetObject","Resource":"acs:oss:*:*:b/*"}}"#))
    };
    mend(
        PolicyKind::Bucket,
        &bucket(""),
        "Missing principal",
        &format!(r#"Add "Principal": ["{owner}"]"#),
        &bucket(&format!(r#""Principal":["{owner}"],"#)),
    );
    // Each kind as the other one writes it.
    mend(
        PolicyKind::Bucket,
        &bucket(r#""Principal":{"RAM":["acs:ram::1:root","acs:ram::2:role/App"]},"#),
        "Unsupported principal",
        r#"Write ["1", "arn:sts::2:assumed-role/app/*"]"#,
        &bucket(r#""Principal":["1", "arn:sts::2:assumed-role/app/*"],"#),
    );
    let trusting =
        |principal: &str| custom(&format!(r#"{{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{principal}}}"#));
    mend(
        PolicyKind::Trust,
        &trusting(r#"["1345678901234567","ecs.aliyuncs.com"]"#),
        "Data type mismatch",
        r#"Write {"RAM": "acs:ram::1345678901234567:root", "Service": "ecs.al…"#,
        &trusting(r#"{"RAM": "acs:ram::1345678901234567:root", "Service": "ecs.aliyuncs.com"}"#),
    );
    // Whoever can't be told is not left out.
    for (kind, text) in [
        (PolicyKind::Bucket, bucket(r#""Principal":{"RAM":["acs:ram::1:root","acs:ram::1:user/nobody"]},"#)),
        (PolicyKind::Bucket, bucket(r#""Principal":{},"#)),
        (PolicyKind::Trust, trusting(r#"["everyone"]"#)),
        (PolicyKind::Trust, trusting("[]")),
    ] {
        let before = found(kind, &text);
        let wrong = before.iter().find(|it| it.severity == Severity::Error).unwrap();
        assert_eq!(offered(kind, &text, wrong), [], "{text}");
    }
}

#[test]
fn operators_of_other_platforms_have_their_like() {
    let kind = PolicyKind::Custom;
    let with = |condition: &str| {
        custom(&format!(r#"{{"Effect":"Deny","Action":"ecs:*","Resource":"*","Condition":{condition}}}"#))
    };
    let code = "Invalid condition operator";
    let arn = r#"{"ArnNotLike":{"acs:PrincipalARN":"acs:ram:*:*:role/x"}}"#;
    mend(kind, &with(arn), code, "Write StringNotLike", &with(&arn.replace("ArnNotLike", "StringNotLike")));
    // R4.30, R4.31: what is absent is like nothing.
    let absent = r#"{"Null":{"acs:SourceVpc":["true"],"acs:MFAPresent":"true"}}"#;
    let after = r#"{"StringNotLike":{"acs:SourceVpc":"*","acs:MFAPresent":"*"}}"#;
    mend(kind, &with(absent), code, "Write StringNotLike", &with(after));
    let present = r#"{"Null":{"acs:SourceVpc":"false"}}"#;
    mend(kind, &with(present), code, "Write StringLike", &with(r#"{"StringLike":{"acs:SourceVpc":"*"}}"#));
    for unlike in [
        r#"{"Null":{"acs:SourceVpc":"true","acs:MFAPresent":"false"}}"#,
        r#"{"Null":{"acs:SourceVpc":["true","false"]}}"#,
        r#"{"Null":{"acs:SourceVpc":"x"}}"#,
        // A second member of that name would be no JSON.
        r#"{"StringLike":{"acs:SourceIp":"x"},"Null":{"acs:SourceVpc":"false"}}"#,
        r#"{"StringLike":{"acs:SourceIp":"x"},"StringLik":{"acs:SourceVpc":"false"}}"#,
    ] {
        let before = found(kind, &with(unlike));
        let wrong = before.iter().find(|it| it.code == code).unwrap();
        assert_eq!(offered(kind, &with(unlike), wrong), [], "{unlike}");
    }
}

#[test]
fn resources_are_named_as_the_action_has_them() {
    let kind = PolicyKind::Custom;
    let with = |action: &str, resource: &str| {
        custom(&format!(r#"{{"Effect":"Allow","Action":"{action}","Resource":{resource}}}"#))
    };
    let code = "Resource of another type";
    mend(
        kind,
        &with("oss:ListObjects", r#""acs:oss:*:1:reports/*""#),
        code,
        "Add acs:oss:*:1:reports",
        &with("oss:ListObjects", r#"["acs:oss:*:1:reports/*","acs:oss:*:1:reports"]"#),
    );
    mend(
        kind,
        &with("oss:GetObject", r#"["acs:oss:*:*:reports"]"#),
        code,
        "Add acs:oss:*:*:reports/*",
        &with("oss:GetObject", r#"["acs:oss:*:*:reports","acs:oss:*:*:reports/*"]"#),
    );
    // Which user is meant can't be told of a role.
    let role = with("ram:GetUser", r#""acs:ram:*:*:role/x""#);
    assert_eq!(offered(kind, &role, &found(kind, &role)[0]), []);
    let code = "Allow identity control";
    let all = with("sts:AssumeRole", "\"*\"");
    let role = "acs:ram::1234567890123456:role/ecs-admin";
    mend(kind, &all, code, &format!("Write {role}"), &with("sts:AssumeRole", &format!("\"{role}\"")));
    let more = all.replace(r#""sts:AssumeRole""#, r#"["sts:AssumeRole","ecs:*"]"#);
    let both = found(kind, &more);
    assert_eq!((both[0].code, offered(kind, &more, &both[0])), (code, Vec::new()));
}

/// R6.21: names of roles ignore case, so that a role is offered once; and what only looks like one is none.
#[test]
fn a_role_that_is_named_in_two_ways_is_offered_once() {
    let mut scenario = PARTNER.clone();
    scenario.question.assume_role[0].role_arn = "acs:ram::1234567890123456:role/ECS-Admin".to_owned();
    scenario.question.resources.push("acs:ecs:cn-hangzhou:1234567890123456:role/x".to_owned());
    let around = Surroundings { scenario: &scenario, ..around(PolicyKind::Custom) };
    let text = custom(r#"{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*"}"#);
    let document = document(PolicyKind::Custom, &text);
    let finding = &findings(&document, &around)[0];
    let names = Vec::from_iter(fixes(finding, &document, &around).iter().map(|fix| fix.name.to_string()));
    let named = |part: &str| names.iter().filter(|name| name.to_lowercase().contains(part)).count();
    assert_eq!((named(":role/ecs-admin"), named("acs:ecs:")), (1, 0), "{names:?}");
}

#[test]
fn actions_are_looked_up() {
    let custom_kind = PolicyKind::Custom;
    let with = |action: &str| format!(r#"{{"Effect":"Deny","Action":"{action}","Resource":"*"}}"#);
    check(custom_kind, &with("ecs:StopInstance"), &[]);
    check(custom_kind, &with("ECS:stopinstance"), &[]);
    check(custom_kind, &with("ecs:Describe*"), &[]);
    check(custom_kind, &with("ecs:Banana*"), &[("Unknown action", "\"ecs:Banana*\"")]);
    check(custom_kind, &with("ecss:StopInstance"), &[("Unknown action", "\"ecss:StopInstance\"")]);
    check(custom_kind, &with("*:List*"), &[]);
    check(custom_kind, &with("mysterious:Do"), &[("Unknown action", "\"mysterious:Do\"")]);
    let found = found(custom_kind, &custom(&with("mysterious:Do")));
    assert_eq!(found[0].severity, Severity::Suggestion, "the catalogue is not complete");
    // Without the catalogue nothing is said about actions.
    let text = custom(&with("ecs:Banana"));
    let around = Surroundings { catalogue: None, ..around(custom_kind) };
    assert_eq!(findings(&document(custom_kind, &text), &around), []);
}

#[test]
fn resources_that_an_action_ignores() {
    let custom_kind = PolicyKind::Custom;
    let with =
        |action: &str, resource: &str| format!(r#"{{"Effect":"Allow","Action":"{action}","Resource":"{resource}"}}"#);
    check(custom_kind, &with("oss:GetObject", "acs:oss:*:*:b/*"), &[]);
    check(custom_kind, &with("oss:GetObject", "acs:oss:*:*:b"), &[("Resource of another type", "\"oss:GetObject\"")]);
    check(custom_kind, &with("oss:GetObject", "acs:oss:*:*:b/reports/2025/*"), &[]);
    check(custom_kind, &with("oss:PutObject", "acs:oss:*:1:b/报表/2025/一月.csv"), &[]);
    check(custom_kind, &with("kms:GetSecretValue", "acs:kms:*:*:secret/prod/db"), &[]);
    check(
        custom_kind,
        &with("kms:GetSecretValue", "acs:kms:*:*:key/k"),
        &[("Resource of another type", "\"kms:GetSecretValue\"")],
    );
    check(custom_kind, &with("resourcemanager:GetFolder", "acs:resourcemanager:*:1:folder/rd-1/r-1/fd-1"), &[]);
    check(custom_kind, &with("log:GetLogStoreLogs", "acs:log:*:*:project/p/logstore/*"), &[]);
    check(
        custom_kind,
        &with("log:GetProject", "acs:log:*:*:project/p/logstore/*"),
        &[("Resource of another type", "\"log:GetProject\"")],
    );
    check(
        custom_kind,
        &with("ecs:StopInstance", "acs:ecs:*:*:instance/i-1/x"),
        &[("Resource of another type", "\"ecs:StopInstance\"")],
    );
    check(custom_kind, &with("oss:ListObjects", "acs:oss:*:*:b*"), &[]);
    check(custom_kind, &with("sts:AssumeRole", "acs:ram::1:role/x"), &[]);
    check(custom_kind, &with("ram:GetUser", "acs:ram:*:*:user/bob"), &[]);
    check(custom_kind, &with("ram:GetUser", "acs:ram:*:*:role/x"), &[("Resource of another type", "\"ram:GetUser\"")]);
    check(
        custom_kind,
        &with("ram:GetAccountAlias", "acs:ram:*:*:*"),
        &[("Resource not supported", "\"ram:GetAccountAlias\"")],
    );
    // R3.6 where no table has the action: its name says that it asks what there is, or its service knows no resources at all.
    let instance = "acs:ecs:*:*:instance/i-1";
    let unsupported = |action: &'static str| [("Resource not supported", action)];
    check(custom_kind, &with("ecs:DescribeRegions", instance), &unsupported("\"ecs:DescribeRegions\""));
    check(
        custom_kind,
        &with("actiontrail:GetTrailStatus", "acs:actiontrail:*:*:trail/x"),
        &unsupported("\"actiontrail:GetTrailStatus\""),
    );
    check(custom_kind, &with("ecs:DescribeRegions", "*"), &[]);
    // R1.17: whether a resource of another service counts is not known.
    check(custom_kind, &with("actiontrail:GetTrailStatus", "acs:oss:*:*:trails/*"), &[]);
    // A wildcard that stands for such actions only; not one that stands for others too, or for none.
    check(custom_kind, &with("ecs:DescribeRegion*", instance), &unsupported("\"ecs:DescribeRegion*\""));
    check(custom_kind, &with("ram:?etAccountAlias", "acs:ram:*:*:user/*"), &unsupported("\"ram:?etAccountAlias\""));
    check(custom_kind, &with("ecs:Describe*", instance), &[]);
    check(custom_kind, &with("*:DescribeRegions", instance), &[]);
    // What no table says is said as a guess.
    let said = |action: &str, resource: &str| {
        let found = found(custom_kind, &custom(&with(action, resource)));
        found[0].message.to_string()
    };
    for (action, resource, words) in [
        (
            "ecs:DescribeRegions",
            instance,
            "By its name, ecs:DescribeRegions asks what the service offers, and most likely",
        ),
        ("ecs:DescribeRegion*", instance, "By their names, the actions of ecs:DescribeRegion* most likely"),
        ("actiontrail:GetTrailStatus", "acs:actiontrail:*:*:trail/x", "actiontrail:GetTrailStatus can’t be limited"),
        ("ram:?etAccountAlias", "acs:ram:*:*:user/*", "None of the actions of ram:?etAccountAlias can be limited"),
    ] {
        let said = said(action, resource);
        assert!(said.starts_with(words), "{said}");
    }
}

#[test]
fn statements_that_say_nothing() {
    let custom_kind = PolicyKind::Custom;
    let with =
        |condition: &str| format!(r#"{{"Effect":"Deny","Action":"ecs:*","Resource":"*","Condition":{condition}}}"#);
    let never = |condition: &str| {
        let text = custom(&with(condition));
        codes(&found(custom_kind, &text)).contains(&"Statement never applies")
    };
    assert!(never(r#"{"StringEquals":{"acs:SourceVpc":"vpc-1"},"StringLike":{"acs:SourceVpc":"vpc-2*"}}"#));
    assert!(!never(r#"{"StringEquals":{"acs:SourceVpc":"vpc-1"},"StringLike":{"acs:SourceVpc":"vpc-*"}}"#));
    assert!(!never(r#"{"StringEquals":{"acs:TagKeys":"a"},"StringLike":{"acs:TagKeys":"b"}}"#), "several values");
    let window = |from: &str, to: &str| {
        format!(r#"{{"DateGreaterThan":{{"acs:CurrentTime":"{from}"}},"DateLessThan":{{"acs:CurrentTime":"{to}"}}}}"#)
    };
    assert!(never(&window("2027-01-02T00:00:00Z", "2027-01-01T00:00:00Z")));
    assert!(never(&window("2027-01-01T08:00:00+08:00", "2027-01-01T00:00:00Z")), "the same instant");
    assert!(!never(&window("2027-01-01T00:00:00Z", "2027-01-02T00:00:00Z")));
    let deny_all = r#"{"Effect":"Deny","NotAction":"*","Resource":"*"}"#;
    check(custom_kind, deny_all, &[("Statement never applies", r#""NotAction":"*""#)]);
    let (wide, narrow) = (
        r#"{"Effect":"Deny","Action":"ecs:*","Resource":"*"}"#,
        r#"{"Effect":"Deny","Action":"ecs:Stop*","Resource":"acs:ecs:*:1:instance/*"}"#,
    );
    check(custom_kind, &format!("{narrow},{wide}"), &[("Statement covered", narrow)]);
    check(custom_kind, &format!("{wide},{wide}"), &[("Statement covered", wide)]);
    let with_condition =
        r#"{"Effect":"Deny","Action":"ecs:*","Resource":"*","Condition":{"Bool":{"acs:SecureTransport":"false"}}}"#;
    check(custom_kind, &format!("{with_condition},{wide}"), &[("Statement covered", with_condition)]);
    check(custom_kind, &format!("{with_condition},{narrow}"), &[]);
    let root_and_user = r#"{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"RAM":["acs:ram::1234567890123456:root","acs:ram::1234567890123456:role/ecs-admin"]}}"#;
    check(PolicyKind::Trust, root_and_user, &[("Entry covered", "\"acs:ram::1234567890123456:role/ecs-admin\"")]);
}

#[test]
fn escalation_needs_many_resources() {
    let custom_kind = PolicyKind::Custom;
    let with =
        |action: &str, resource: &str| format!(r#"{{"Effect":"Allow","Action":"{action}","Resource":"{resource}"}}"#);
    check(custom_kind, &with("ram:Attach*", "*"), &[("Privilege escalation", "\"ram:Attach*\"")]);
    check(custom_kind, &with("ram:PassRole", "acs:ram::1:role/one"), &[]);
    check(custom_kind, &with("ram:PassRole", "acs:ram::1:role/*"), &[("Privilege escalation", "\"ram:PassRole\"")]);
    check(custom_kind, &with("ram:Get*", "*"), &[]);
    // Worse ones have codes of their own.
    check(custom_kind, &with("ram:*", "*"), &[("Allow identity control", "\"ram:*\"")]);
    for action in ["ram:AttachPolicyToUser", "ims:CreateAccessKey", "resourcemanager:AttachPolicy"] {
        assert!(CATALOGUE.action(action).is_some(), "{action}");
    }
}

#[test]
fn the_examples_of_the_product_and_system_policies_say_little() {
    let mut noise = Vec::new();
    for (kind, text) in documents() {
        let list = found(kind, &text);
        noise.extend(list.into_iter().filter(|it| it.severity == Severity::Error || it.code.starts_with("Unknown")));
    }
    assert_eq!(noise, []);
    for policy in ram_catalog::system_policies() {
        let system = document(PolicyKind::System, policy.document);
        assert_eq!(findings(&system, &around(PolicyKind::System)), [], "{}", policy.name);
    }
}

/// System policies are the largest documents that there are: a keystroke in one must not be felt.
#[test]
fn a_large_policy_is_checked_quickly() {
    let statements = (0..100).map(|at| {
        format!(r#"{{"Effect":"Allow","Action":["ecs:Get{at}*","oss:Put{at}*","vpc:List*"],"Resource":"acs:ecs:*:1:x{at}/*"}}"#)
    });
    let text = custom(&Vec::from_iter(statements).join(","));
    let document = document(PolicyKind::Bucket, &text.replace("\"Action\"", "\"Principal\":[\"1\"],\"Action\""));
    assert!(document.policy.is_some(), "{:?}", document.diagnostics.first());
    let start = std::time::Instant::now();
    let _ = findings(&document, &around(PolicyKind::Bucket));
    let limit = if cfg!(debug_assertions) { 2_000 } else { 20 };
    assert!(start.elapsed().as_millis() < limit, "{:?}", start.elapsed());
}
