use super::*;

/// Checks the codes and the text that each underlines.
#[track_caller]
fn check(kind: PolicyKind, text: &str, expected: &[(&str, &str)]) {
    let (_, diagnostics) = parse(kind, text);
    let found: Vec<_> = diagnostics.iter().map(|d| (d.code(), d.span.of(text))).collect();
    assert_eq!(found, expected, "{text}");
}

fn custom(statement: &str) -> String {
    format!(r#"{{"Version":"1","Statement":[{statement}]}}"#)
}

#[test]
fn a_near_name_is_offered() {
    assert_eq!(nearest("StringEqual", OPERATORS.iter().map(|info| info.name)), Some("StringEquals"));
    assert_eq!(nearest("resources", STATEMENT_ELEMENTS.iter().copied()), Some("Resource"));
    assert_eq!(nearest("Banana", STATEMENT_ELEMENTS.iter().copied()), None);
}

#[test]
fn all_findings_come_at_once() {
    check(
        PolicyKind::Custom,
        r#"{"Version":1,"Statement":[{"Efect":"Allow","Effect":"allow","Resource":["arn:x","acs:ecs:*"]}],"Id":"x"}"#,
        &[
            ("Data type mismatch", "1"),
            ("Missing action", "{"),
            ("Invalid policy element", "\"Efect\""),
            ("Invalid effect", "\"allow\""),
            ("Invalid ARN prefix", "\"arn:x\""),
            ("Missing ARN field", "\"arn:x\""),
            ("Missing ARN field", "\"acs:ecs:*\""),
            ("Invalid policy element", "\"Id\""),
        ],
    );
}

#[test]
fn conditions() {
    let with = |condition: &str| {
        custom(&format!(r#"{{"Effect":"Allow","Action":"*","Resource":"*","Condition":{condition}}}"#))
    };
    check(PolicyKind::Custom, &with("{}"), &[]);
    check(PolicyKind::Custom, &with(r#"{"Bool":{"acs:MFAPresent":true}}"#), &[("Data type mismatch", "true")]);
    check(
        PolicyKind::Custom,
        &with(r#"{"BoolIfExists":{"MFA":["true","false"]}}"#),
        &[("Invalid condition operator", "\"BoolIfExists\""), ("Invalid condition key format", "\"MFA\"")],
    );
    check(
        PolicyKind::Custom,
        &with(r#"{"Bool":{"acs:X":["true","false"]}}"#),
        &[("Invalid condition multiple Boolean", r#"["true","false"]"#)],
    );
}

#[test]
fn principals_by_kind() {
    let trust =
        |principal: &str| custom(&format!(r#"{{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{principal}}}"#));
    check(PolicyKind::Trust, &trust(r#"{"RAM":"acs:ram::1:root"}"#), &[]);
    check(PolicyKind::Trust, &trust(r#""*""#), &[("Unsupported principal", "\"*\"")]);
    check(PolicyKind::Trust, &trust(r#""acs:ram::1:root""#), &[("Data type mismatch", r#""acs:ram::1:root""#)]);
    check(PolicyKind::Trust, &trust(r#"{"AWS":"x"}"#), &[("Invalid policy element", "\"AWS\"")]);
    check(PolicyKind::Trust, &trust("{}"), &[("Missing principal", "{}")]);
    check(
        PolicyKind::Trust,
        &custom(r#"{"Effect":"Allow","Action":"ecs:*","Principal":{"RAM":"acs:ram::1:root"}}"#),
        &[("Trust action without effect", r#""Action":"ecs:*""#)],
    );
    let bucket = |principal: &str| {
        custom(&format!(r#"{{"Effect":"Allow","Action":"oss:*","Resource":"*","Principal":{principal}}}"#))
    };
    check(PolicyKind::Bucket, &bucket("[]"), &[]);
    check(PolicyKind::Bucket, &bucket(r#"["123","arn:sts::1:assumed-role/r/*"]"#), &[]);
    check(PolicyKind::Bucket, &bucket(r#"["acs:ram::1:root"]"#), &[("Unsupported principal", "\"acs:ram::1:root\"")]);
    check(PolicyKind::Bucket, &bucket(r#"{"RAM":[]}"#), &[("Unsupported principal", r#"{"RAM":[]}"#)]);
}

#[test]
fn length_counts_characters() {
    let text = format!("{}{}", " ".repeat(6_144), custom(r#"{"Effect":"Allow","Action":"*","Resource":"*"}"#));
    assert!(parse(PolicyKind::Custom, &text).1.iter().any(|d| d.code() == "Policy too long"));
    assert!(parse(PolicyKind::System, &text).0.is_some());
}

#[test]
fn a_source_ip_without_a_vpc_is_reported_in_a_bucket_policy() {
    let with = |condition: &str| {
        custom(&format!(
            r#"{{"Effect":"Allow","Action":"oss:*","Resource":"*","Principal":["*"],"Condition":{condition}}}"#
        ))
    };
    let source_ip = r#""IpAddress":{"acs:SourceIp":"203.0.113.0/24"}"#;
    let source_vpc = r#""StringEquals":{"acs:SourceVpc":"vpc-1"}"#;
    let (alone, together) = (with(&format!("{{{source_ip}}}")), with(&format!("{{{source_ip},{source_vpc}}}")));
    check(PolicyKind::Bucket, &alone, &[("Source IP without VPC", "\"acs:SourceIp\"")]);
    check(PolicyKind::Bucket, &together, &[]);
    assert!(parse(PolicyKind::Bucket, &alone).0.is_some());
}

#[test]
fn the_longest_document_of_each_kind_is_taken() {
    let statement = custom(r#"{"Effect":"Allow","Action":"*","Resource":"*"}"#);
    for (kind, longest) in [(PolicyKind::Custom, 6_144), (PolicyKind::Session, 2_048), (PolicyKind::Control, 4_096)] {
        let text = format!("{statement}{}", " ".repeat(longest - statement.len()));
        assert_eq!(parse(kind, &text).1, []);
        check(kind, &format!("{text} "), &[("Policy too long", &statement)]);
    }
}

#[test]
fn a_trust_policy_has_a_longest_document_too() {
    let statement = custom(r#"{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"RAM":"acs:ram::1:root"}}"#);
    let text = format!("{statement}{}", " ".repeat(2_048 - statement.len()));
    check(PolicyKind::Trust, &text, &[]);
    check(PolicyKind::Trust, &format!("{text} "), &[("Policy too long", &statement)]);
}

#[test]
fn what_is_legal_and_probably_wrong_is_a_warning() {
    let severities = |kind, statement: &str| {
        let (policy, diagnostics) = parse(kind, &custom(statement));
        assert!(policy.is_some(), "{statement}");
        Vec::from_iter(diagnostics.iter().map(Diagnostic::severity))
    };
    let trust = |action: &str, principal: &str| {
        format!(r#"{{"Effect":"Allow","Action":"{action}","Principal":{{"RAM":"{principal}"}}}}"#)
    };
    let sid = r#"{"Sid":"1","Effect":"Allow","Action":"*","Resource":"*"}"#;
    assert_eq!(severities(PolicyKind::Custom, sid), [Severity::GeneralWarning]);
    let root = "acs:ram::1:root";
    assert_eq!(severities(PolicyKind::Trust, &trust("ecs:*", root)), [Severity::GeneralWarning]);
    for nobody in ["*", "acs:sts::1:assumed-role/app/session"] {
        assert_eq!(severities(PolicyKind::Trust, &trust("sts:AssumeRole", nobody)), [Severity::SecurityWarning]);
    }
    let masked = severities(PolicyKind::Trust, &trust("sts:AssumeRole", "acs:ram::134567890123****:root"));
    assert_eq!(masked, [Severity::SecurityWarning, Severity::GeneralWarning]);
}

#[test]
fn masked_ids_and_placeholders_are_found_where_they_stand() {
    let resource =
        |resource: &str| custom(&format!(r#"{{"Effect":"Allow","Action":"ecs:*","Resource":"{resource}"}}"#));
    check(PolicyKind::Custom, &resource("acs:ram:*:123456789012****:role/x"), &[("Masked ID", "123456789012****")]);
    check(PolicyKind::Custom, &resource("acs:ecs:*:${aliyunID}:instance/*"), &[("Placeholder", "${aliyunID}")]);
    check(PolicyKind::Custom, &resource("acs:ecs:*:*:instance/i-123456***"), &[]);
    check(PolicyKind::Custom, &resource("acs:ecs:*:1234****5678:instance/*"), &[("Masked ID", "1234****5678")]);
    check(PolicyKind::Custom, &resource("acs:ecs:*:<account-id>:instance/*"), &[("Placeholder", "<account-id>")]);
    check(PolicyKind::Custom, &resource("acs:ecs:*:{#accountId}:instance/*"), &[("Placeholder", "{#accountId}")]);
    let tag = r#"{"Effect":"Allow","Action":"ecs:*","Resource":"*","Condition":{"StringEquals":{"acs:RequestTag/<tag-key>":"x"}}}"#;
    check(PolicyKind::Custom, &custom(tag), &[("Placeholder", "<tag-key>")]);
    let trust = r#"{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"RAM":"acs:ram::123456789012****:root"}}"#;
    check(
        PolicyKind::Trust,
        &custom(trust),
        &[("Unsupported principal", r#""acs:ram::123456789012****:root""#), ("Masked ID", "123456789012****")],
    );
    let bucket = r#"{"Effect":"Allow","Action":"oss:*","Resource":"*","Principal":["20214760404935xxxx"]}"#;
    check(
        PolicyKind::Bucket,
        &custom(bucket),
        &[("Unsupported principal", r#""20214760404935xxxx""#), ("Masked ID", "20214760404935xxxx")],
    );
    let condition = r#"{"Effect":"Allow","Action":"ecs:*","Resource":"*","Condition":{"StringEquals":{"acs:PrincipalARN":"acs:ram::123456789012****:user/${name}"}}}"#;
    check(PolicyKind::Custom, &custom(condition), &[("Masked ID", "123456789012****"), ("Placeholder", "${name}")]);
}

#[test]
fn a_statement_without_its_policy_is_recognized() {
    let statement = r#"{"Effect":"Allow"}"#;
    check(
        PolicyKind::Custom,
        statement,
        &[
            ("Statement without policy", statement),
            ("Missing version", "{"),
            ("Missing statement", "{"),
            ("Invalid policy element", "\"Effect\""),
        ],
    );
    let list = r#"[{"Effect":"Allow"}]"#;
    check(PolicyKind::Custom, list, &[("Statement without policy", list), ("Data type mismatch", list)]);
    check(PolicyKind::Custom, "[]", &[("Data type mismatch", "[]")]);
    // What the missing policy would have is listed with that one.
    for (text, listed) in [(statement, 1), (list, 1), ("[]", 1), (r#"{"Version":"2"}"#, 2)] {
        let document = crate::policy::Document::parse(crate::text::DocumentId::new("x"), "x", PolicyKind::Custom, text);
        assert_eq!(document.listed().len(), listed, "{text}");
        assert_eq!(document.listed().first(), document.diagnostics.first(), "{text}");
    }
    check(
        PolicyKind::Custom,
        " \"Effect\": \"Allow\" ",
        &[("Missing braces", "\"Effect\": \"Allow\""), ("Json syntax error", ":")],
    );
    check(PolicyKind::Custom, "\"Other\": 1", &[("Json syntax error", ":")]);
}
