//! A page for each code: what it means, with a bad and a good example.

use ram_policy::policy::PolicyKind;
use ram_text::{Lang, Msg};

use crate::facts::page as official;

/// The page of a code.
#[derive(Debug)]
pub struct Page {
    /// The code, as in [`super::Finding::code`].
    pub code: &'static str,
    /// The rule that it follows from.
    pub rule: &'static str,
    /// The official page, to be shown as text.
    pub official: &'static str,
    /// What it means, and what to do.
    pub explanation: Msg,
    /// The kind of document that the examples are.
    pub kind: PolicyKind,
    bad: Example,
    good: Example,
}

/// How an example is written here.
#[derive(Debug)]
enum Example {
    /// As it is.
    Whole(&'static str),
    /// The only statement of a policy.
    Statement(&'static str),
    /// The only statement of a policy, very often.
    Often(&'static str),
}

impl Page {
    /// What people call the finding: a code of the platform is its name in every language.
    pub fn name(&self, lang: Lang) -> String {
        super::name(self.code).map_or_else(|| self.code.to_owned(), |name| name.string(lang))
    }

    /// A document in which the code is found.
    pub fn bad(&self) -> String {
        self.bad.document()
    }

    /// The same document as it should be.
    pub fn good(&self) -> String {
        self.good.document()
    }
}

impl Example {
    fn document(&self) -> String {
        let (statement, count) = match self {
            Example::Whole(text) => return (*text).to_owned(),
            Example::Statement(statement) => (statement, 1),
            Example::Often(statement) => (statement, 85),
        };
        let statements = vec![format!("    {}", statement.replace('\n', "\n    ")); count].join(",\n");
        format!("{{\n  \"Version\": \"1\",\n  \"Statement\": [\n{statements}\n  ]\n}}\n")
    }
}

/// The page of a finding, by its code or by what people call it in any language, if there is one.
pub fn page(called: &str) -> Option<&'static Page> {
    let is_called = |page: &&Page| page.code == called || Lang::ALL.iter().any(|lang| page.name(*lang) == called);
    PAGES.iter().find(is_called)
}

const fn of(
    code: &'static str,
    rule: &'static str,
    official: &'static str,
    explanation: Msg,
    kind: PolicyKind,
    bad: Example,
    good: Example,
) -> Page {
    Page { code, rule, official, explanation, kind, bad, good }
}

const ONE_ACTION: &str = r#"{ "Effect": "Allow", "Action": "ecs:DescribeInstances", "Resource": "*" }"#;
const ONE_TRUST: &str = r#"{ "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { "RAM": "acs:ram::1345678901234567:user/Bob" } }"#;

/// All pages: the platform's codes first, then ours.
pub static PAGES: &[Page] = {
    use Example::{Often, Statement as S, Whole as W};
    use PolicyKind::{Bucket, Custom, Trust};
    use official::{ASSUME_ROLE, BUCKET, CHECK, ELEMENTS, EVALUATION, OPERATORS, STS, SYNTAX, TAGS, TRUST};
    &[
        of(
            "Json syntax error",
            "R1.10",
            SYNTAX,
            Msg::AuthorPageJson,
            Custom,
            W(
                "{\n  \"Version\": \"1\",\n  \"Statement\": [\n    {\n      \"Effect\": \"Allow\",\n      \"Action\": \"ecs:DescribeInstances\",\n      \"Resource\": \"*\",\n    }\n  ]\n}",
            ),
            S(ONE_ACTION),
        ),
        of(
            "Data type mismatch",
            "R1.9",
            SYNTAX,
            Msg::AuthorPageType,
            Custom,
            S(
                r#"{ "Effect": "Allow", "Action": "ecs:*", "Resource": "*", "Condition": { "Bool": { "acs:MFAPresent": true } } }"#,
            ),
            S(
                r#"{ "Effect": "Allow", "Action": "ecs:*", "Resource": "*", "Condition": { "Bool": { "acs:MFAPresent": "true" } } }"#,
            ),
        ),
        of(
            "Invalid policy element",
            "R1.4",
            CHECK,
            Msg::AuthorPageElement,
            Custom,
            S(
                r#"{ "Effect": "Allow", "Actions": "ecs:DescribeInstances", "Action": "ecs:StopInstance", "Resource": "*" }"#,
            ),
            S(ONE_ACTION),
        ),
        of(
            "Missing version",
            "R1.2",
            SYNTAX,
            Msg::AuthorPageMissingVersion,
            Custom,
            W(r#"{ "Statement": [{ "Effect": "Allow", "Action": "ecs:DescribeInstances", "Resource": "*" }] }"#),
            W(
                r#"{ "Version": "1", "Statement": [{ "Effect": "Allow", "Action": "ecs:DescribeInstances", "Resource": "*" }] }"#,
            ),
        ),
        of(
            "Invalid version",
            "R1.2",
            CHECK,
            Msg::AuthorPageVersion,
            Custom,
            W(
                r#"{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "ecs:DescribeInstances", "Resource": "*" }] }"#,
            ),
            W(
                r#"{ "Version": "1", "Statement": [{ "Effect": "Allow", "Action": "ecs:DescribeInstances", "Resource": "*" }] }"#,
            ),
        ),
        of(
            "Missing statement",
            "R1.3",
            SYNTAX,
            Msg::AuthorPageMissingStatement,
            Custom,
            W(r#"{ "Version": "1" }"#),
            S(ONE_ACTION),
        ),
        of(
            "Missing effect",
            "R1.5",
            ELEMENTS,
            Msg::AuthorPageMissingEffect,
            Custom,
            S(r#"{ "Action": "ecs:DescribeInstances", "Resource": "*" }"#),
            S(ONE_ACTION),
        ),
        of(
            "Invalid effect",
            "R1.5",
            CHECK,
            Msg::AuthorPageEffect,
            Custom,
            S(r#"{ "Effect": "allow", "Action": "ecs:DescribeInstances", "Resource": "*" }"#),
            S(ONE_ACTION),
        ),
        of(
            "Missing action",
            "R1.6",
            CHECK,
            Msg::AuthorPageMissingAction,
            Custom,
            S(r#"{ "Effect": "Allow", "Resource": "*" }"#),
            S(ONE_ACTION),
        ),
        of(
            "Invalid action format",
            "R1.13",
            CHECK,
            Msg::AuthorPageActionFormat,
            Custom,
            S(r#"{ "Effect": "Allow", "Action": "DescribeInstances", "Resource": "*" }"#),
            S(ONE_ACTION),
        ),
        of(
            "Missing resource",
            "R1.18",
            ELEMENTS,
            Msg::AuthorPageMissingResource,
            Custom,
            S(r#"{ "Effect": "Allow", "Action": "ecs:DescribeInstances" }"#),
            S(ONE_ACTION),
        ),
        of(
            "Missing principal",
            "R2.1",
            TRUST,
            Msg::AuthorPageMissingPrincipal,
            Trust,
            S(r#"{ "Effect": "Allow", "Action": "sts:AssumeRole" }"#),
            S(ONE_TRUST),
        ),
        of(
            "Unsupported principal",
            "R2.10",
            BUCKET,
            Msg::AuthorPagePrincipal,
            Bucket,
            S(
                r#"{ "Effect": "Allow", "Principal": ["acs:ram::1345678901234567:root"], "Action": "oss:GetObject", "Resource": "acs:oss:*:*:reports/*" }"#,
            ),
            S(
                r#"{ "Effect": "Allow", "Principal": ["1345678901234567"], "Action": "oss:GetObject", "Resource": "acs:oss:*:*:reports/*" }"#,
            ),
        ),
        of(
            "Invalid ARN prefix",
            "R3.1",
            CHECK,
            Msg::AuthorPageArnPrefix,
            Custom,
            S(r#"{ "Effect": "Allow", "Action": "ecs:StopInstance", "Resource": "arn:ecs:*:*:instance/i-001" }"#),
            S(r#"{ "Effect": "Allow", "Action": "ecs:StopInstance", "Resource": "acs:ecs:*:*:instance/i-001" }"#),
        ),
        of(
            "Missing ARN field",
            "R3.1",
            CHECK,
            Msg::AuthorPageArnField,
            Custom,
            S(r#"{ "Effect": "Allow", "Action": "ecs:StopInstance", "Resource": "acs:ecs:*" }"#),
            S(r#"{ "Effect": "Allow", "Action": "ecs:StopInstance", "Resource": "acs:ecs:*:*:instance/*" }"#),
        ),
        of(
            "Invalid condition operator",
            "R4.17",
            OPERATORS,
            Msg::AuthorPageOperator,
            Custom,
            S(
                r#"{ "Effect": "Allow", "Action": "ecs:*", "Resource": "*", "Condition": { "BoolIfExists": { "acs:MFAPresent": "true" } } }"#,
            ),
            S(
                r#"{ "Effect": "Allow", "Action": "ecs:*", "Resource": "*", "Condition": { "Bool": { "acs:MFAPresent": "true" } } }"#,
            ),
        ),
        of(
            "Invalid condition key format",
            "R4.40",
            CHECK,
            Msg::AuthorPageKeyFormat,
            Custom,
            S(
                r#"{ "Effect": "Allow", "Action": "ecs:*", "Resource": "*", "Condition": { "IpAddress": { "SourceIp": "203.0.113.0/24" } } }"#,
            ),
            S(
                r#"{ "Effect": "Allow", "Action": "ecs:*", "Resource": "*", "Condition": { "IpAddress": { "acs:SourceIp": "203.0.113.0/24" } } }"#,
            ),
        ),
        of(
            "Invalid condition multiple Boolean",
            "R4.15",
            CHECK,
            Msg::AuthorPageBooleans,
            Custom,
            S(
                r#"{ "Effect": "Allow", "Action": "ecs:*", "Resource": "*", "Condition": { "Bool": { "acs:MFAPresent": ["true", "false"] } } }"#,
            ),
            S(
                r#"{ "Effect": "Allow", "Action": "ecs:*", "Resource": "*", "Condition": { "Bool": { "acs:MFAPresent": "true" } } }"#,
            ),
        ),
        of("Policy too long", "R1.30", CHECK, Msg::AuthorPageTooLong, Custom, Often(ONE_ACTION), S(ONE_ACTION)),
        of(
            "Statement ID ignored",
            "R1.4",
            ELEMENTS,
            Msg::AuthorPageSid,
            Custom,
            S(r#"{ "Sid": "Read", "Effect": "Allow", "Action": "ecs:DescribeInstances", "Resource": "*" }"#),
            S(ONE_ACTION),
        ),
        of(
            "Trust action without effect",
            "R1.22",
            TRUST,
            Msg::AuthorPageTrustAction,
            Trust,
            S(
                r#"{ "Effect": "Allow", "Action": "ecs:*", "Principal": { "RAM": "acs:ram::1345678901234567:user/Bob" } }"#,
            ),
            S(ONE_TRUST),
        ),
        of(
            "Source IP without VPC",
            "R2.17",
            BUCKET,
            Msg::AuthorPageSourceIp,
            Bucket,
            S(
                r#"{ "Effect": "Allow", "Principal": ["*"], "Action": "oss:GetObject", "Resource": "acs:oss:*:*:reports/*", "Condition": { "IpAddress": { "acs:SourceIp": "203.0.113.0/24" } } }"#,
            ),
            S(
                r#"{ "Effect": "Allow", "Principal": ["*"], "Action": "oss:GetObject", "Resource": "acs:oss:*:*:reports/*", "Condition": { "IpAddress": { "acs:SourceIp": "203.0.113.0/24" }, "StringEquals": { "acs:SourceVpc": "vpc-example" } } }"#,
            ),
        ),
        of(
            "Allow with NotAction",
            "R1.16",
            ELEMENTS,
            Msg::AuthorPageNotAction,
            Custom,
            S(r#"{ "Effect": "Allow", "NotAction": "ram:*", "Resource": "*" }"#),
            S(r#"{ "Effect": "Allow", "Action": ["ecs:*", "oss:*"], "Resource": "*" }"#),
        ),
        of(
            "Allow everything",
            "R9.4",
            CHECK,
            Msg::AuthorPageEverything,
            Custom,
            S(r#"{ "Effect": "Allow", "Action": "*", "Resource": "*" }"#),
            S(ONE_ACTION),
        ),
        of(
            "Allow identity control",
            "R9.4",
            CHECK,
            Msg::AuthorPageIdentity,
            Custom,
            S(r#"{ "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*" }"#),
            S(
                r#"{ "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "acs:ram::1234567890123456:role/ecs-admin" }"#,
            ),
        ),
        of(
            "Deny by missing MFA",
            "R4.30",
            OPERATORS,
            Msg::AuthorPageMfa,
            Custom,
            S(
                r#"{ "Effect": "Deny", "Action": "ecs:*", "Resource": "*", "Condition": { "Bool": { "acs:MFAPresent": "false" } } }"#,
            ),
            S(
                r#"{ "Effect": "Deny", "Action": "ecs:*", "Resource": "*", "Condition": { "StringNotEquals": { "acs:MFAPresent": "true" } } }"#,
            ),
        ),
        of(
            "Trust without external ID",
            "R9.4",
            ASSUME_ROLE,
            Msg::AuthorPageExternalId,
            Trust,
            S(
                r#"{ "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { "RAM": "acs:ram::1345678901234567:root" } }"#,
            ),
            S(
                r#"{ "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { "RAM": "acs:ram::1345678901234567:root" }, "Condition": { "StringEquals": { "sts:ExternalId": "contract-7788" } } }"#,
            ),
        ),
        of(
            "Masked ID",
            "R9.5",
            ELEMENTS,
            Msg::AuthorPageMasked,
            Custom,
            S(
                r#"{ "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "acs:ram::123456789012****:role/ecs-admin" }"#,
            ),
            S(
                r#"{ "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "acs:ram::1234567890123456:role/ecs-admin" }"#,
            ),
        ),
        of(
            "Placeholder",
            "R9.5",
            ELEMENTS,
            Msg::AuthorPagePlaceholder,
            Custom,
            S(r#"{ "Effect": "Allow", "Action": "ecs:StopInstance", "Resource": "acs:ecs:*:${aliyunID}:instance/*" }"#),
            S(
                r#"{ "Effect": "Allow", "Action": "ecs:StopInstance", "Resource": "acs:ecs:*:1234567890123456:instance/*" }"#,
            ),
        ),
        of(
            "Statement without policy",
            "R9.5",
            SYNTAX,
            Msg::AuthorPageBareStatement,
            Custom,
            W(ONE_ACTION),
            S(ONE_ACTION),
        ),
        of(
            "Missing braces",
            "R9.5",
            SYNTAX,
            Msg::AuthorPageBraces,
            Custom,
            W("\"Effect\": \"Allow\",\n\"Action\": \"ecs:DescribeInstances\",\n\"Resource\": \"*\""),
            S(ONE_ACTION),
        ),
        of(
            "Unknown action",
            "R1.13",
            ELEMENTS,
            Msg::AuthorPageUnknownAction,
            Custom,
            S(r#"{ "Effect": "Allow", "Action": "ecs:StopInstnace", "Resource": "acs:ecs:*:*:instance/*" }"#),
            S(r#"{ "Effect": "Allow", "Action": "ecs:StopInstance", "Resource": "acs:ecs:*:*:instance/*" }"#),
        ),
        of(
            "Resource not supported",
            "R3.6",
            ELEMENTS,
            Msg::AuthorPageResourceNotSupported,
            Custom,
            S(r#"{ "Effect": "Allow", "Action": "ram:GetAccountAlias", "Resource": "acs:ram:*:*:user/*" }"#),
            S(r#"{ "Effect": "Allow", "Action": "ram:GetAccountAlias", "Resource": "*" }"#),
        ),
        of(
            "Resource of another type",
            "R3.7",
            ELEMENTS,
            Msg::AuthorPageResourceType,
            Custom,
            S(r#"{ "Effect": "Allow", "Action": "oss:ListObjects", "Resource": "acs:oss:*:*:reports/*" }"#),
            S(r#"{ "Effect": "Allow", "Action": "oss:ListObjects", "Resource": "acs:oss:*:*:reports" }"#),
        ),
        of(
            "Condition key not sent",
            "R4.30",
            ELEMENTS,
            Msg::AuthorPageKeyNotSent,
            Custom,
            S(
                r#"{ "Effect": "Allow", "Action": "ecs:StopInstance", "Resource": "*", "Condition": { "StringLike": { "oss:Prefix": "logs/*" } } }"#,
            ),
            S(
                r#"{ "Effect": "Allow", "Action": "oss:ListObjects", "Resource": "acs:oss:*:*:reports", "Condition": { "StringLike": { "oss:Prefix": "logs/*" } } }"#,
            ),
        ),
        of(
            "Unknown condition key",
            "R4.42",
            TAGS,
            Msg::AuthorPageUnknownKey,
            Custom,
            S(
                r#"{ "Effect": "Deny", "Action": "*", "Resource": "*", "Condition": { "NotIpAddress": { "acs:SourceIP4": "203.0.113.0/24" } } }"#,
            ),
            S(
                r#"{ "Effect": "Deny", "Action": "*", "Resource": "*", "Condition": { "NotIpAddress": { "acs:SourceIp": "203.0.113.0/24" } } }"#,
            ),
        ),
        of(
            "Unreadable condition value",
            "R4.20",
            OPERATORS,
            Msg::AuthorPageUnreadable,
            Custom,
            S(
                r#"{ "Effect": "Allow", "Action": "ecs:*", "Resource": "*", "Condition": { "DateLessThan": { "acs:CurrentTime": "2027-01-01" } } }"#,
            ),
            S(
                r#"{ "Effect": "Allow", "Action": "ecs:*", "Resource": "*", "Condition": { "DateLessThan": { "acs:CurrentTime": "2027-01-01T00:00:00Z" } } }"#,
            ),
        ),
        of(
            "Wildcard without effect",
            "R4.10",
            OPERATORS,
            Msg::AuthorPageLiteral,
            Custom,
            S(
                r#"{ "Effect": "Deny", "Action": "*", "Resource": "*", "Condition": { "StringNotEquals": { "acs:SourceVpc": "vpc-*" } } }"#,
            ),
            S(
                r#"{ "Effect": "Deny", "Action": "*", "Resource": "*", "Condition": { "StringNotLike": { "acs:SourceVpc": "vpc-*" } } }"#,
            ),
        ),
        of(
            "Statement never applies",
            "R4.3",
            EVALUATION,
            Msg::AuthorPageNever,
            Custom,
            S(
                "{ \"Effect\": \"Allow\", \"Action\": \"ecs:StopInstance\", \"Resource\": \"*\" },\n{ \"Effect\": \"Deny\", \"Action\": \"ecs:*\", \"Resource\": \"*\" }",
            ),
            S(
                "{ \"Effect\": \"Allow\", \"Action\": \"ecs:StopInstance\", \"Resource\": \"*\" },\n{ \"Effect\": \"Deny\", \"Action\": \"ecs:Delete*\", \"Resource\": \"*\" }",
            ),
        ),
        of(
            "Statement covered",
            "R1.8",
            EVALUATION,
            Msg::AuthorPageCovered,
            Custom,
            S(
                "{ \"Effect\": \"Allow\", \"Action\": \"ecs:*\", \"Resource\": \"*\" },\n{ \"Effect\": \"Allow\", \"Action\": \"ecs:StopInstance\", \"Resource\": \"*\" }",
            ),
            S(r#"{ "Effect": "Allow", "Action": "ecs:*", "Resource": "*" }"#),
        ),
        of(
            "Entry covered",
            "R1.8",
            ELEMENTS,
            Msg::AuthorPageEntryCovered,
            Custom,
            S(r#"{ "Effect": "Allow", "Action": ["ecs:Describe*", "ecs:DescribeInstances"], "Resource": "*" }"#),
            S(r#"{ "Effect": "Allow", "Action": ["ecs:Describe*"], "Resource": "*" }"#),
        ),
        of(
            "Privilege escalation",
            "R9.4",
            STS,
            Msg::AuthorPageEscalation,
            Custom,
            S(r#"{ "Effect": "Allow", "Action": "ram:AttachPolicyToUser", "Resource": "*" }"#),
            S(r#"{ "Effect": "Allow", "Action": "ram:ListPoliciesForUser", "Resource": "*" }"#),
        ),
        of(
            "Principal does not exist",
            "R2.9f",
            TRUST,
            Msg::AuthorPageNoPrincipal,
            Trust,
            S(
                r#"{ "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { "RAM": "acs:ram::1345678901234567:user/Bobb" } }"#,
            ),
            S(ONE_TRUST),
        ),
    ]
};
