//! Statements in words: the sentences, and that their meaning is the evaluator's.

mod common;

use std::sync::Arc;

use common::{CATALOGUE, COMPANY_A, PARTNER};
use ram_author::meaning::{Actions, Claim, Meaning, Of, Relation, Resources, Who, read_back, read_back_within};
use ram_author::surroundings::Surroundings;
use ram_policy::arn::Resource;
use ram_policy::condition::Order;
use ram_policy::policy::{Document, Effect, PolicyKind};
use ram_policy::principal::{BucketPattern, Principal, TrustPattern};
use ram_policy::request::{Action, Context, Hop, Request, Target};
use ram_policy::text::{DocumentId, Span};
use ram_policy::trace::Decision;
use ram_policy::world::{Account, Attachment, Bucket, Role, Scope, User, World};
use ram_text::Lang;

fn document(kind: PolicyKind, statement: &str) -> Document {
    let text = format!(r#"{{"Version":"1","Statement":[{statement}]}}"#);
    let document = Document::parse(DocumentId::new("x"), "x", kind, &text);
    assert!(document.policy.is_some(), "{text} {:?}", document.diagnostics);
    document
}

#[track_caller]
fn check(kind: PolicyKind, statement: &str, english: &str, chinese: &str) {
    let document = document(kind, statement);
    for (lang, expected) in [(Lang::En, english), (Lang::ZhCn, chinese)] {
        let around =
            Surroundings { kind, account: Some(COMPANY_A), scenario: &PARTNER, catalogue: Some(&CATALOGUE), lang };
        let sentences = read_back(&document, &around);
        assert_eq!(sentences[0].sentence.to_string(), expected);
        assert_eq!(sentences[0].span.of(&document.text), statement);
    }
}

#[test]
fn grants() {
    check(
        PolicyKind::Custom,
        r#"{"Effect":"Allow","Action":["ecs:Stop*","ecs:StartInstance","vpc:*"],"Resource":"*"}"#,
        "Allows every action of Elastic Compute Service (ECS) that begins with Stop, ecs:StartInstance and every action of Virtual Private Cloud (VPC) on every resource.",
        "允许对全部资源执行云服务器 ECS 中以 Stop 开头的全部操作、ecs:StartInstance 和专有网络 VPC 的全部操作。",
    );
    check(
        PolicyKind::Custom,
        r#"{"Effect":"Deny","NotAction":["ram:*"],"Resource":["acs:ecs:*:*:instance/*","acs:ram::1:role/x"]}"#,
        "Denies every action except every action of Resource Access Management (RAM) on every resource like acs:ecs:*:*:instance/* and acs:ram::1:role/x.",
        "拒绝对形如 acs:ecs:*:*:instance/* 的全部资源和 acs:ram::1:role/x 执行除访问控制 RAM 的全部操作之外的全部操作。",
    );
}

#[test]
fn conditions() {
    let with = |condition: &str| format!(r#"{{"Effect":"Allow","Action":"*","Resource":"*","Condition":{condition}}}"#);
    check(
        PolicyKind::Custom,
        &with(
            r#"{"Bool":{"acs:MFAPresent":"true","acs:SecureTransport":"false"},"IpAddress":{"acs:SourceIp":["203.0.113.0/24","10.0.0.1"]}}"#,
        ),
        "Allows every action on every resource, if the caller logged on with MFA, the call doesn’t use HTTPS and the call comes from 203.0.113.0/24 or 10.0.0.1.",
        "当调用者登录时通过了 MFA、调用未使用 HTTPS，且调用来自 203.0.113.0/24 或 10.0.0.1 时，允许对全部资源执行全部操作。",
    );
    check(
        PolicyKind::Custom,
        &with(r#"{"StringNotLike":{"acs:SourceVpc":"vpc-*"}}"#),
        "Allows every action on every resource, if acs:SourceVpc doesn’t fit vpc-* (or acs:SourceVpc is not sent).",
        "当 acs:SourceVpc 不符合 vpc-*（或未传入 acs:SourceVpc）时，允许对全部资源执行全部操作。",
    );
    check(
        PolicyKind::Custom,
        &with(
            r#"{"DateLessThan":{"acs:CurrentTime":"2027-01-01T00:00:00Z"},"NumericGreaterThanEquals":{"x:Size":"10"}}"#,
        ),
        "Allows every action on every resource, if it is before 2027-01-01T00:00:00Z and x:Size is at least 10.",
        "当时间早于 2027-01-01T00:00:00Z，且 x:Size 不小于 10 时，允许对全部资源执行全部操作。",
    );
    check(
        PolicyKind::Custom,
        &with(r#"{"ForAllValues:StringEquals":{"acs:TagKeys":["a","b"]}}"#),
        "Allows every action on every resource, if for every value sent, acs:TagKeys is a or b.",
        "当传入的每个值都使 acs:TagKeys 是 a 或 b 时，允许对全部资源执行全部操作。",
    );
}

#[test]
fn trust_and_bucket_policies() {
    check(
        PolicyKind::Trust,
        r#"{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"RAM":["acs:ram::1345678901234567:root"],"Service":"ecs.aliyuncs.com"},"Condition":{"StringEquals":{"sts:ExternalId":"contract"}}}"#,
        "Lets every user and role of Company B and ecs.aliyuncs.com, acting for the account of the role assume this role, if the external ID is contract.",
        "当外部 ID 是 contract 时，允许公司 B 的全部用户及角色和代表角色所属账号的 ecs.aliyuncs.com 扮演该角色。",
    );
    check(
        PolicyKind::Trust,
        r#"{"Effect":"Deny","Action":"sts:AssumeRole","Principal":{"RAM":"*"}}"#,
        "Concerns nobody: none of its principals can match.",
        "不针对任何人：没有主体能够匹配。",
    );
    check(
        PolicyKind::Bucket,
        r#"{"Effect":"Allow","Action":"oss:GetObject","Principal":["*"],"Resource":"acs:oss:*:*:b/*"}"#,
        "Allows everyone, also without logging on, but not the owner of the bucket: oss:GetObject on every resource like acs:oss:*:*:b/*.",
        "允许任何人（包括未登录者，不含 Bucket 所有者）对形如 acs:oss:*:*:b/* 的全部资源执行 oss:GetObject。",
    );
}

// The meaning, held against requests by whoever reads the sentence: written from the words, not from the evaluator.

struct Facts<'a> {
    caller: &'a Caller,
    action: &'a str,
    resource: &'a str,
    context: &'a [(&'static str, Vec<&'static str>)],
}

#[derive(Debug)]
struct Caller {
    principal: Principal,
    /// Whether an entry of a trust policy of account 1 means the caller.
    trusted_as: &'static [&'static str],
    /// The ID of the user or account.
    uid: &'static str,
    owns_bucket: bool,
}

fn glob(pattern: &str, text: &str) -> bool {
    match pattern.chars().next() {
        None => text.is_empty(),
        Some('*') => {
            let rest = &pattern[1..];
            (0..=text.len()).filter(|at| text.is_char_boundary(*at)).any(|at| glob(rest, &text[at..]))
        }
        Some(c) => {
            let Some(first) = text.chars().next() else { return false };
            (c == '?' || c == first) && glob(&pattern[c.len_utf8()..], &text[first.len_utf8()..])
        }
    }
}

fn applies(meaning: &Meaning, facts: &Facts<'_>) -> bool {
    let action = facts.action.to_lowercase();
    let named = meaning.actions.iter().any(|part| match part {
        Actions::Every => true,
        Actions::OfService(code) => action.starts_with(&format!("{}:", code.to_lowercase())),
        Actions::Beginning { service, with } => action.starts_with(&format!("{service}:{with}").to_lowercase()),
        Actions::One(name) => action == name.to_lowercase(),
        Actions::Like(pattern) => glob(&pattern.to_lowercase(), &action),
    });
    let resource = meaning.resources.as_ref().is_none_or(|list| {
        list.iter().any(|part| match part {
            Resources::Every => true,
            Resources::Like(pattern) => {
                // Field by field: none of the regions and accounts here has a wildcard of its own.
                let (pattern, arn): (Vec<&str>, Vec<&str>) =
                    (pattern.splitn(5, ':').collect(), facts.resource.splitn(5, ':').collect());
                arn.len() == 5 && pattern.iter().zip(&arn).all(|(pattern, field)| glob(pattern, field))
            }
        })
    });
    let who = match &meaning.who {
        None => true,
        Some(Who::Trusted(list)) => list.iter().any(|entry| {
            let name = match entry {
                TrustPattern::Account(account) => format!("{account}:root"),
                TrustPattern::User { account, name } => format!("{account}:user/{name}"),
                TrustPattern::Service { service, account: None } => service.clone(),
                other => panic!("{other:?} is not generated"),
            };
            facts.caller.trusted_as.contains(&name.as_str())
        }),
        Some(Who::Visitors { list, with_owner }) => list.iter().any(|entry| match entry {
            BucketPattern::Everyone => *with_owner || !facts.caller.owns_bucket,
            BucketPattern::Uid(id) => id == facts.caller.uid,
            BucketPattern::Session { .. } => false,
        }),
    };
    named != meaning.is_except && resource && who && meaning.conditions.iter().all(|claim| is_true(claim, facts))
}

fn is_true(claim: &Claim, facts: &Facts<'_>) -> bool {
    let sent = facts.context.iter().find(|(key, _)| key.eq_ignore_ascii_case(&claim.key));
    let sent = sent.map(|(_, values)| values.as_slice()).unwrap_or_default();
    let fits =
        |value: &&str| !claim.is_unreadable && claim.values.iter().any(|wanted| related(claim.relation, value, wanted));
    match (claim.of, claim.is_not) {
        (Of::Some, false) | (Of::Any, false) => sent.iter().any(fits),
        (Of::Some, true) => !sent.iter().any(fits),
        (Of::Any, true) => sent.iter().any(|value| !fits(value)),
        (Of::All, false) => sent.iter().all(fits),
        (Of::All, true) => !sent.iter().any(fits),
    }
}

fn related(relation: Relation, value: &str, wanted: &str) -> bool {
    let ordered = |order: Order, comparison: std::cmp::Ordering| match order {
        Order::Equal => comparison.is_eq(),
        Order::Less => comparison.is_lt(),
        Order::LessOrEqual => comparison.is_le(),
        Order::Greater => comparison.is_gt(),
        Order::GreaterOrEqual => comparison.is_ge(),
    };
    match relation {
        Relation::Same | Relation::Truth => value == wanted,
        Relation::SameInAnyCase => value.eq_ignore_ascii_case(wanted),
        Relation::Fits => glob(wanted, value),
        Relation::Number(order) => match (value.parse::<f64>(), wanted.parse::<f64>()) {
            (Ok(value), Ok(wanted)) => ordered(order, value.partial_cmp(&wanted).unwrap()),
            _ => false,
        },
        // All times here are in UTC and of one form.
        Relation::Time(order) => value.ends_with('Z') && ordered(order, value.cmp(wanted)),
        Relation::Within => {
            let bits = |text: &str| text.parse::<std::net::Ipv4Addr>().map(u32::from).ok();
            let (base, length) = wanted.split_once('/').unwrap_or((wanted, "32"));
            let mask = u32::MAX.checked_shl(32 - length.parse::<u32>().unwrap()).unwrap_or(0);
            bits(value).zip(bits(base)).is_some_and(|(value, base)| value & mask == base & mask)
        }
    }
}

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn some<'a>(&mut self, of: &[&'a str]) -> Vec<&'a str> {
        let count = 1 + self.roll(2);
        (0..count).map(|_| of[self.roll(of.len())]).collect()
    }

    fn strings(&mut self, of: &[&str]) -> String {
        format!("[{}]", Vec::from_iter(self.some(of).into_iter().map(ram_author::edit::quote)).join(","))
    }

    fn condition(&mut self) -> String {
        let (operators, keys, values): (&[&str], &[&str], &[&str]) = [
            (
                &[
                    "StringEquals",
                    "StringNotEquals",
                    "StringLike",
                    "StringNotLike",
                    "StringEqualsIgnoreCase",
                    "StringNotEqualsIgnoreCase",
                    "ForAnyValue:StringLike",
                    "ForAllValues:StringEquals",
                    "ForAnyValue:StringNotEquals",
                    "ForAllValues:StringNotLike",
                ][..],
                &["acs:TagKeys", "acs:SourceVpc", "sts:ExternalId"][..],
                &["a", "b", "A", "a*", "?"][..],
            ),
            (
                &[
                    "NumericEquals",
                    "NumericNotEquals",
                    "NumericLessThan",
                    "NumericGreaterThanEquals",
                    "NumericLessThanEquals",
                    "NumericGreaterThan",
                ][..],
                &["x:Size"][..],
                &["1", "2", "10", "ten"][..],
            ),
            (
                &[
                    "DateEquals",
                    "DateNotEquals",
                    "DateLessThan",
                    "DateLessThanEquals",
                    "DateGreaterThan",
                    "DateGreaterThanEquals",
                ][..],
                &["acs:CurrentTime", "x:Since"][..],
                &["2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z", "soon"][..],
            ),
            (
                &["IpAddress", "NotIpAddress"][..],
                &["acs:SourceIp"][..],
                &["10.0.0.0/8", "10.0.0.1", "203.0.113.0/24", "nowhere"][..],
            ),
        ][self.roll(4)];
        let (operator, key) = (operators[self.roll(operators.len())], keys[self.roll(keys.len())]);
        if self.roll(4) == 0 {
            let (key, value) = (
                ["acs:MFAPresent", "acs:SecureTransport", "x:Flag"][self.roll(3)],
                ["true", "false", "yes"][self.roll(3)],
            );
            return format!(r#""Bool":{{"{key}":"{value}"}}"#);
        }
        format!(r#""{operator}":{{"{key}":{}}}"#, self.strings(values))
    }

    fn statement(&mut self, kind: PolicyKind) -> String {
        let effect = ["Allow", "Deny"][self.roll(2)];
        let actions = match kind {
            PolicyKind::Trust => self.strings(&["sts:AssumeRole", "sts:*", "*", "ecs:*"]),
            _ => self.strings(&[
                "oss:Get*",
                "oss:*",
                "*",
                "oss:GetObject",
                "oss:?etObject",
                "OSS:put*",
                "ecs:Stop*",
                "*:Get*",
            ]),
        };
        let mut statement =
            format!(r#"{{"Effect":"{effect}","{}":{actions}"#, ["Action", "NotAction"][self.roll(3) / 2]);
        match kind {
            PolicyKind::Trust => {
                let ram = self.strings(&["acs:ram::2:root", "acs:ram::2:user/Bob", "acs:ram::2:user/Eve", "*"]);
                statement.push_str(&format!(r#","Principal":{{"RAM":{ram},"Service":["ecs.aliyuncs.com"]}}"#));
            }
            _ => {
                let resources = self.strings(&[
                    "*",
                    "acs:oss:*:1:b/*",
                    "acs:oss:*:*:b",
                    "acs:oss:*:2:b/*",
                    "acs:ecs:*:*:*",
                    "acs:oss:*:1:b/x",
                ]);
                statement.push_str(&format!(r#","Resource":{resources}"#));
            }
        }
        if kind == PolicyKind::Bucket {
            let principals = self.strings(&["*", "2", "22", "1"]);
            statement.push_str(&format!(r#","Principal":{principals}"#));
        }
        if self.roll(3) > 0 {
            let (one, other) = (self.condition(), self.condition());
            let name = |text: &str| text.split('"').nth(1).map(str::to_owned);
            let both = name(&one) != name(&other) && self.roll(2) == 0;
            let conditions = if both { format!("{one},{other}") } else { one };
            statement.push_str(&format!(r#","Condition":{{{conditions}}}"#));
        }
        statement + "}"
    }

    fn context(&mut self) -> Vec<(&'static str, Vec<&'static str>)> {
        let all: &[(&str, &[&str])] = &[
            ("acs:TagKeys", &["a", "b", "ab", "A"]),
            ("acs:SourceVpc", &["a", "b"]),
            ("x:Size", &["1", "2.0", "10", "much"]),
            ("acs:CurrentTime", &["2026-01-01T00:00:00Z", "2026-06-01T00:00:00Z", "2027-01-01T00:00:00Z"]),
            ("x:Since", &["2025-01-01T00:00:00Z", "then"]),
            ("acs:SourceIp", &["10.0.0.1", "10.9.9.9", "203.0.113.7", "192.0.2.1"]),
            ("acs:MFAPresent", &["true", "false"]),
            ("acs:SecureTransport", &["true", "false"]),
            ("x:Flag", &["true"]),
        ];
        let mut context = Vec::new();
        for (key, values) in all {
            if self.roll(3) > 0 {
                let count = if *key == "acs:TagKeys" { 1 + self.roll(2) } else { 1 };
                context.push((*key, (0..count).map(|_| values[self.roll(values.len())]).collect()));
            }
        }
        context
    }
}

fn evaluator_context(context: &[(&'static str, Vec<&'static str>)]) -> Context {
    let mut result = Context::default();
    for (key, values) in context {
        result.set(key, values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>());
    }
    result
}

const ALLOW_ASSUME: &str = r#"{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*"}"#;

/// What the evaluator says of a statement alone in its layer.
fn decide(kind: PolicyKind, document: Document, facts: &Facts<'_>) -> Decision {
    let document = Arc::new(document);
    let user = |policies| User { name: "Bob".to_owned(), id: Some("22".to_owned()), groups: Vec::new(), policies };
    let attach = |policy: Arc<Document>| vec![Attachment { policy, scope: Scope::Account }];
    let account = |id: &str, users| Account { id: id.to_owned(), users, ..Account::default() };
    let mut own = account("1", Vec::new());
    let mut other = account("2", vec![user(Vec::new())]);
    let mut buckets = Vec::new();
    let mut hops = Vec::new();
    let context = evaluator_context(facts.context);
    match kind {
        PolicyKind::Custom => own.users = vec![user(attach(document))],
        PolicyKind::Trust => {
            let allow = Document::parse(
                DocumentId::new("a"),
                "a",
                PolicyKind::Custom,
                &format!(r#"{{"Version":"1","Statement":[{ALLOW_ASSUME}]}}"#),
            );
            other.users = vec![user(attach(Arc::new(allow)))];
            own.roles = vec![Role {
                name: "r".to_owned(),
                trust_policy: Some(document),
                max_session_seconds: 3_600,
                is_service_linked: false,
                policies: Vec::new(),
            }];
            let role_arn = "acs:ram::1:role/r".to_owned();
            hops =
                vec![Hop { role_arn, session_name: "session".to_owned(), context: context.clone(), ..Hop::default() }];
        }
        _ => buckets = vec![Bucket { account: "1".to_owned(), name: "b".to_owned(), policy: document }],
    }
    let world = World { accounts: vec![own, other], buckets, ..World::default() };
    let action = hops.is_empty().then(|| Action {
        name: facts.action.to_owned(),
        resources: vec![Target {
            resource: Resource::parse(facts.resource).unwrap(),
            resource_group: None,
            context: Context::default(),
        }],
        context,
        changes: Vec::new(),
        offset_seconds: 0,
    });
    ram_policy::evaluate(&world, &Request { start: facts.caller.principal.clone().into(), hops, action }).decision()
}

/// Over generated statements and requests: what the sentence means is what the evaluator does.
#[test]
fn the_meaning_is_the_evaluators() {
    let user = |account: &str| Principal::User { account: account.to_owned(), name: "Bob".to_owned() };
    let own_user = Caller { principal: user("1"), trusted_as: &[], uid: "22", owns_bucket: false };
    let other_user =
        Caller { principal: user("2"), trusted_as: &["2:root", "2:user/Bob"], uid: "22", owns_bucket: false };
    let service = Caller {
        principal: Principal::Service { service: "ecs.aliyuncs.com".to_owned(), account: "1".to_owned() },
        trusted_as: &["ecs.aliyuncs.com"],
        uid: "",
        owns_bucket: false,
    };
    let anonymous = Caller { principal: Principal::Anonymous, trusted_as: &[], uid: "", owns_bucket: false };
    let root = |account: &str| Principal::Root { account: account.to_owned() };
    let other_root = Caller { principal: root("2"), trusted_as: &[], uid: "2", owns_bucket: false };
    let owner = Caller { principal: root("1"), trusted_as: &[], uid: "1", owns_bucket: true };
    let mut dice = Dice(7);
    let mut seen = [0; 4];
    for round in 0..6_000 {
        let (kind, callers): (PolicyKind, &[&Caller]) = match round % 3 {
            0 => (PolicyKind::Custom, &[&own_user]),
            1 => (PolicyKind::Trust, &[&other_user, &service]),
            _ => (PolicyKind::Bucket, &[&other_user, &anonymous, &other_root, &owner]),
        };
        let document = document(kind, &dice.statement(kind));
        let text = document.text.clone();
        let statement = document.policy.as_ref().unwrap().statements[0].clone();
        let meaning = Meaning::of(&text, &statement);
        let context = dice.context();
        let (action, resource) = match kind {
            PolicyKind::Trust => ("sts:AssumeRole", "acs:ram::1:role/r"),
            _ => (
                ["oss:GetObject", "oss:PutObject", "oss:ListObjects"][dice.roll(3)],
                ["acs:oss:oss-cn-hangzhou:1:b/x", "acs:oss:oss-cn-hangzhou:1:b"][dice.roll(2)],
            ),
        };
        let facts = Facts { caller: callers[dice.roll(callers.len())], action, resource, context: &context };
        let applies = applies(&meaning, &facts);
        let expected = match (applies, meaning.effect) {
            (true, Effect::Deny) => Decision::ExplicitDeny,
            (true, Effect::Allow) => Decision::Allow,
            // R5.10: the owner of a bucket needs nobody's leave.
            (false, _) if facts.caller.owns_bucket => Decision::Allow,
            (false, _) => Decision::ImplicitDeny,
        };
        assert_eq!(
            decide(kind, document, &facts),
            expected,
            "{text} {action} {resource} {context:?} {:?}",
            facts.caller
        );
        seen[usize::from(applies) + 2 * usize::from(meaning.effect == Effect::Deny)] += 1;
    }
    assert!(seen.iter().all(|count| *count > 300), "{seen:?}");
}

#[test]
fn a_part_of_a_document_is_read_back_by_itself() {
    let statement = |action: &str| format!(r#"{{"Effect":"Allow","Action":"{action}","Resource":"*"}}"#);
    let all = ["ecs:a", "oss:b", "ram:c"].map(statement);
    let kind = PolicyKind::Custom;
    let around = Surroundings { kind, account: None, scenario: &PARTNER, catalogue: None, lang: Lang::En };
    let document = document(kind, &all.join(", "));
    let whole = read_back(&document, &around);
    assert_eq!(whole.len(), 3);
    let text = &document.text;
    let start = text.find(&all[1]).unwrap();
    let last_two = Span::new(start, whole[2].span.end as usize);
    assert_eq!(read_back_within(&document, &around, last_two), whole[1..]);
    // What is only in part there is left out.
    let cut = Span::new(start + 1, text.len() - 3);
    assert_eq!(read_back_within(&document, &around, cut), []);
}
