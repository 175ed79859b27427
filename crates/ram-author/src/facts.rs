//! What the policy language consists of, as tables: elements, condition keys, operators; each with its rule and the
//! official page that describes it.

use ram_catalog::KeyType;
use ram_policy::condition::{Comparison, OperatorInfo, Order};
use ram_policy::policy::PolicyKind;
use ram_text::Msg;

/// Official pages.
pub mod page {
    /// Elements of a policy.
    pub const ELEMENTS: &str = "https://www.alibabacloud.com/help/en/ram/policy-elements";
    /// Structure and syntax of a policy.
    pub const SYNTAX: &str = "https://www.alibabacloud.com/help/document_detail/93739.html";
    /// Condition operators.
    pub const OPERATORS: &str = "https://www.alibabacloud.com/help/en/ram/conditional-operator";
    /// How policies are evaluated.
    pub const EVALUATION: &str = "https://help.aliyun.com/en/ram/policy-evaluation-process";
    /// Checks of a policy.
    pub const CHECK: &str = "https://help.aliyun.com/zh/ram/permission-policy-check";
    /// Trust policies.
    pub const TRUST: &str = "https://help.aliyun.com/en/ram/user-guide/edit-the-trust-policy-of-a-ram-role";
    /// Bucket policies.
    pub const BUCKET: &str = "https://www.alibabacloud.com/help/en/oss/user-guide/authorization-syntax-and-elements";
    /// Tags in conditions.
    pub const TAGS: &str = "https://www.alibabacloud.com/help/en/resource-management/tag/user-guide/use-tags-to-control-access-permissions";
    /// Authorization of STS.
    pub const STS: &str = "https://help.aliyun.com/document_detail/371860.html";
    /// AssumeRole.
    pub const ASSUME_ROLE: &str = "https://alibabacloud.com/help/en/ram/api-assumerole";
    /// Control policies.
    pub const CONTROL: &str = "https://www.alibabacloud.com/help/en/resource-management/resource-directory/user-guide/control-policy-overview";
}

/// An element of a document, of a statement, or of `Principal`.
#[derive(Debug)]
pub struct Element {
    /// Its name, in exactly these letters (R1.12).
    pub name: &'static str,
    /// Where it stands.
    pub place: ElementPlace,
    /// Which documents have it.
    pub documents: Documents,
    /// What it means.
    pub meaning: Msg,
    /// The rule.
    pub rule: &'static str,
    /// The official page.
    pub page: &'static str,
    /// What completion puts after the colon, with `|` where the cursor goes.
    pub template: &'static str,
}

/// Where an element stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ElementPlace {
    /// At the top.
    Document,
    /// In a statement.
    Statement,
    /// In the `Principal` of a trust policy.
    Principal,
}

/// Which documents have an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Documents {
    /// All.
    All,
    /// Trust policies.
    Trust,
    /// Bucket policies.
    Bucket,
    /// All but trust policies.
    NotTrust,
}

impl Documents {
    /// Whether documents of a kind are meant.
    pub fn include(self, kind: PolicyKind) -> bool {
        match self {
            Documents::All => true,
            Documents::Trust => kind == PolicyKind::Trust,
            Documents::Bucket => kind == PolicyKind::Bucket,
            Documents::NotTrust => kind != PolicyKind::Trust,
        }
    }
}

const STATEMENT_TEMPLATE: &str = "[\n  {\n    \"Effect\": \"|\"\n  }\n]";

const fn element(
    name: &'static str,
    place: ElementPlace,
    documents: Documents,
    meaning: Msg,
    rule: &'static str,
    template: &'static str,
) -> Element {
    let page = match documents {
        Documents::Trust => page::TRUST,
        Documents::Bucket => page::BUCKET,
        _ => page::ELEMENTS,
    };
    Element { name, place, documents, meaning, rule, page, template }
}

/// All elements.
pub static ELEMENTS: &[Element] = {
    use Documents::{All, Bucket, NotTrust, Trust};
    use ElementPlace::{Document, Principal, Statement};
    &[
        element("Version", Document, All, Msg::AuthorElementVersion, "R1.2", "\"1\"|"),
        element("Statement", Document, All, Msg::AuthorElementStatement, "R1.3", STATEMENT_TEMPLATE),
        element("Effect", Statement, All, Msg::AuthorElementEffect, "R1.5", "\"|\""),
        element("Action", Statement, All, Msg::AuthorElementAction, "R1.13", "\"|\""),
        element("NotAction", Statement, All, Msg::AuthorElementNotAction, "R1.16", "\"|\""),
        element("Resource", Statement, NotTrust, Msg::AuthorElementResource, "R1.18", "\"|\""),
        element("Principal", Statement, Trust, Msg::AuthorElementPrincipalTrust, "R2.2", "{ \"RAM\": \"|\" }"),
        element("Principal", Statement, Bucket, Msg::AuthorElementPrincipalBucket, "R2.10", "[\"|\"]"),
        element("Condition", Statement, All, Msg::AuthorElementCondition, "R4.1", "{ | }"),
        element("RAM", Principal, Trust, Msg::AuthorElementRam, "R2.3", "\"|\""),
        element("Service", Principal, Trust, Msg::AuthorElementService, "R2.6", "\"|\""),
        element("Federated", Principal, Trust, Msg::AuthorElementFederated, "R2.8", "\"|\""),
    ]
};

/// The elements at a place of a document.
pub fn elements(place: ElementPlace, kind: PolicyKind) -> impl Iterator<Item = &'static Element> {
    ELEMENTS.iter().filter(move |element| element.place == place && element.documents.include(kind))
}

/// A condition key that is not of one service alone, or that the catalogue doesn't have.
#[derive(Debug)]
pub struct Key {
    /// Its name; one that ends with `/` is followed by the name of a tag.
    pub name: &'static str,
    /// What its values are.
    pub kind: KeyType,
    /// Where it is sent.
    pub scope: KeyScope,
    /// What it means.
    pub meaning: Msg,
    /// The official page.
    pub page: &'static str,
}

/// Which requests send a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyScope {
    /// Those of every service.
    All,
    /// Those of one service.
    Service(&'static str),
    /// Those of one action.
    Action(&'static str),
    /// Only calls that assume a role: the key is asked for in trust policies.
    Trust,
}

const fn key(name: &'static str, kind: KeyType, scope: KeyScope, meaning: Msg, page: &'static str) -> Key {
    Key { name, kind, scope, meaning, page }
}

/// How many of [`KEYS`] are asked for most: the first ones.
pub const MOST_USED: usize = 4;

/// The condition keys that documentation names, with what they hold and who sends them.
pub static KEYS: &[Key] = {
    use KeyScope::{Action, All, Service, Trust};
    use KeyType::{Boolean, Date, Ip, String};
    use page::{ASSUME_ROLE, BUCKET, CONTROL, ELEMENTS, STS, TAGS, TRUST};
    &[
        key("acs:MFAPresent", Boolean, All, Msg::AuthorKeyMfaPresent, ELEMENTS),
        key("acs:SourceIp", Ip, All, Msg::AuthorKeySourceIp, ELEMENTS),
        key("acs:CurrentTime", Date, All, Msg::AuthorKeyCurrentTime, ELEMENTS),
        key("acs:SecureTransport", Boolean, All, Msg::AuthorKeySecureTransport, ELEMENTS),
        key("acs:ResourceTag/", String, All, Msg::AuthorKeyResourceTag, TAGS),
        key("acs:RequestTag/", String, All, Msg::AuthorKeyRequestTag, TAGS),
        key("acs:TagKeys", String, All, Msg::AuthorKeyTagKeys, TAGS),
        key("acs:SourceVpc", String, All, Msg::AuthorKeySourceVpc, BUCKET),
        key("acs:VpcSourceIp", Ip, All, Msg::AuthorKeyVpcSourceIp, ELEMENTS),
        key("acs:PrincipalARN", String, All, Msg::AuthorKeyPrincipalArn, CONTROL),
        key("acs:PrincipalRDId", String, All, Msg::AuthorKeyPrincipalRdId, CONTROL),
        key("acs:PrincipalRDPath", String, All, Msg::AuthorKeyPrincipalRdPath, CONTROL),
        key("acs:Service", String, Action("ram:PassRole"), Msg::AuthorKeyService, ELEMENTS),
        key("acs:UserAgent", String, Service("oss"), Msg::AuthorKeyUserAgent, BUCKET),
        key("acs:AccessId", String, Service("oss"), Msg::AuthorKeyAccessId, BUCKET),
        key("oss:Prefix", String, Service("oss"), Msg::AuthorKeyOssPrefix, BUCKET),
        key("oss:Delimiter", String, Service("oss"), Msg::AuthorKeyOssDelimiter, BUCKET),
        key("sts:ExternalId", String, Trust, Msg::AuthorKeyExternalId, ASSUME_ROLE),
        key("sts:SourceIdentity", String, Trust, Msg::AuthorKeySourceIdentity, STS),
        key("saml:recipient", String, Trust, Msg::AuthorKeySamlRecipient, TRUST),
        key("oidc:iss", String, Trust, Msg::AuthorKeyOidcIss, TRUST),
        key("oidc:aud", String, Trust, Msg::AuthorKeyOidcAud, TRUST),
        key("oidc:sub", String, Trust, Msg::AuthorKeyOidcSub, TRUST),
    ]
};

/// The key with this name, in any case of letters (R4.41); the name of a tag may follow.
pub fn find_key(name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| names_key(key.name, name))
}

/// Whether every request that carries a key has one value of it, as far as is known.
pub fn holds_one(name: &str) -> bool {
    // The tags of one request, and the audiences of one token, are as many as there are.
    find_key(name).is_some_and(|key| !["acs:TagKeys", "oidc:aud"].contains(&key.name))
}

/// Whether `name` is the key `known`, or the key with the name of a tag behind it. A catalogue writes `<tag-key>` there.
pub fn names_key(known: &str, name: &str) -> bool {
    let stem = known.strip_suffix("<tag-key>").unwrap_or(known);
    match stem.ends_with('/') {
        true => name.get(..stem.len()).is_some_and(|start| start.eq_ignore_ascii_case(stem)),
        false => stem.eq_ignore_ascii_case(name),
    }
}

/// What values an operator compares.
pub fn compares(comparison: Comparison) -> KeyType {
    match comparison {
        Comparison::Text | Comparison::TextIgnoringCase | Comparison::Like => KeyType::String,
        Comparison::Number(_) => KeyType::Number,
        Comparison::Date(_) => KeyType::Date,
        Comparison::Bool => KeyType::Boolean,
        Comparison::Ip => KeyType::Ip,
    }
}

/// The name of a type of values.
pub fn type_name(kind: KeyType) -> Msg {
    let kind = match kind {
        KeyType::String => "text",
        KeyType::Number => "number",
        KeyType::Date => "date",
        KeyType::Boolean => "bool",
        KeyType::Ip => "ip",
    };
    Msg::AuthorKeyType { kind }
}

/// What an operator asks.
pub fn operator_meaning(info: &OperatorInfo) -> Msg {
    let sense = if info.negated { "not" } else { "is" };
    let order = |order: Order| match (order, info.negated) {
        (Order::Equal, false) => "equal",
        (Order::Equal, true) => "not",
        (Order::Less, _) => "less",
        (Order::LessOrEqual, _) => "at-most",
        (Order::Greater, _) => "more",
        (Order::GreaterOrEqual, _) => "at-least",
    };
    match info.comparison {
        Comparison::Text => Msg::AuthorOperatorText { sense },
        Comparison::TextIgnoringCase => Msg::AuthorOperatorTextIgnoringCase { sense },
        Comparison::Like => Msg::AuthorOperatorLike { sense },
        Comparison::Number(it) => Msg::AuthorOperatorNumber { order: order(it) },
        Comparison::Date(it) => Msg::AuthorOperatorDate { order: order(it) },
        Comparison::Bool => Msg::AuthorOperatorBool,
        Comparison::Ip => Msg::AuthorOperatorIp { sense },
    }
}

/// The rule that an operator follows.
pub fn operator_rule(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Text => "R4.10",
        Comparison::TextIgnoringCase => "R4.11",
        Comparison::Like => "R4.12",
        Comparison::Number(_) => "R4.13",
        Comparison::Date(_) => "R4.14",
        Comparison::Bool => "R4.15",
        Comparison::Ip => "R4.16",
    }
}

/// Regions to offer while the catalogue is not there.
pub static REGIONS: &[&str] = &[
    "cn-hangzhou",
    "cn-shanghai",
    "cn-beijing",
    "cn-shenzhen",
    "cn-qingdao",
    "cn-zhangjiakou",
    "cn-huhehaote",
    "cn-wulanchabu",
    "cn-chengdu",
    "cn-guangzhou",
    "cn-heyuan",
    "cn-hongkong",
    "ap-southeast-1",
    "ap-southeast-3",
    "ap-southeast-5",
    "ap-southeast-6",
    "ap-southeast-7",
    "ap-northeast-1",
    "ap-northeast-2",
    "us-east-1",
    "us-west-1",
    "eu-central-1",
    "eu-west-1",
    "me-east-1",
];

/// Services that roles are often made for.
pub static TRUSTED_SERVICES: &[&str] = &[
    "ecs",
    "fc",
    "cs",
    "oss",
    "log",
    "rds",
    "actiontrail",
    "ros",
    "oos",
    "ess",
    "apigateway",
    "cdn",
    "dts",
    "emr",
    "config",
    "eventbridge",
    "mns",
    "nas",
    "vpc",
    "dataworks",
];

#[cfg(test)]
mod tests {
    use super::*;
    use ram_policy::condition::OPERATORS;
    use ram_text::Lang;

    #[test]
    fn keys_are_found_in_any_case_and_with_tags() {
        assert_eq!(find_key("ACS:sourceip").unwrap().name, "acs:SourceIp");
        assert_eq!(find_key("acs:ResourceTag/Env").unwrap().name, "acs:ResourceTag/");
        assert!(find_key("acs:SourceIpX").is_none() && find_key("acs:二").is_none());
        assert!(names_key("ecs:tag/<tag-key>", "ecs:tag/env"));
    }

    #[test]
    fn only_keys_that_are_known_hold_one_value() {
        assert!(holds_one("acs:sourceip") && holds_one("acs:ResourceTag/Env"));
        assert!(!holds_one("ACS:tagkeys") && !holds_one("oidc:aud") && !holds_one("ram:TrustedPrincipalTypes"));
    }

    #[test]
    fn every_operator_says_something_of_its_own() {
        let mut seen = Vec::new();
        for info in OPERATORS {
            let meaning = operator_meaning(info).string(Lang::En);
            assert!(!seen.contains(&meaning), "{}", info.name);
            seen.push(meaning);
        }
    }

    #[test]
    fn rules_are_rules() {
        let rules = include_str!("../../ram-policy/SEMANTICS.md");
        let operators = OPERATORS.iter().map(|info| operator_rule(info.comparison));
        for rule in ELEMENTS.iter().map(|element| element.rule).chain(operators) {
            assert!(rules.contains(&format!("| {rule} |")), "{rule}");
        }
    }
}
