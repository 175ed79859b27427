//! What each input takes: a function for each, which gives the first broken rule.
//!
//! The same functions check an edit before it is applied, so a form that shows what they say never meets a refusal about
//! a name. `now` is what the edited thing is called already: nothing is a duplicate of itself.

use std::rc::Rc;

use ram_policy::arn::{Arn, ArnError, is_account_id};
use ram_policy::limits;
use ram_policy::names::{Entity as Named, Shape};
use ram_policy::principal::TrustPattern;
use ram_text::{Msg, code};

use super::Entity;
use crate::console::default_domain;
use crate::scenario::{Account, Scenario};

/// A rule that an input breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// The number of the rule; none where a name merely must be there, or unique.
    pub rule: Option<&'static str>,
    /// The rule in words.
    pub message: Rc<Msg>,
}

impl Broken {
    /// Whether it is a rule of how many there may be, which no single input breaks.
    pub fn is_count(&self) -> bool {
        matches!(*self.message, Msg::FieldCount { .. })
    }
}

/// Whether an input can be taken.
pub type Check = Result<(), Broken>;

fn broken(rule: &'static str, message: Msg) -> Check {
    Err(Broken { rule: Some(rule), message: Rc::new(message) })
}

/// An external ID that a trust policy asks for (R6.5).
pub fn external_id(text: &str) -> Check {
    if Named::ExternalId.accepts(text) { Ok(()) } else { broken("R6.5", Msg::PageContextExternalIdInvalid) }
}

/// What a name or text may be, in the words of one rule.
struct Field {
    rule: &'static str,
    /// Chooses the words: what is written here.
    field: &'static str,
    shape: Shape,
}

impl Field {
    /// A name of its own kind.
    const fn named(rule: &'static str, field: &'static str, entity: Named) -> Field {
        Field { rule, field, shape: entity.shape() }
    }

    /// A text of any characters; only its length is checked.
    const fn text(rule: &'static str, field: &'static str, longest: usize) -> Field {
        Field { rule, field, shape: Shape::new(1, longest, "") }
    }

    fn check(&self, text: &str) -> Check {
        self.check_length(text)?;
        let Some(found) = self.shape.first_odd(text) else { return Ok(()) };
        let found = if found == ' ' { code("␠") } else { code(found) };
        let marks: Vec<String> = self.shape.marks.chars().map(String::from).collect();
        let (field, marks) = (self.field, code(marks.join(" ")));
        let message = if self.shape.is_lower {
            Msg::FieldLowerCharacters { field, marks, found }
        } else {
            Msg::FieldCharacters { field, marks, found }
        };
        broken(self.rule, message)
    }

    fn check_length(&self, text: &str) -> Check {
        let (length, taken) = (text.chars().count(), &self.shape.length);
        if taken.contains(&length) {
            return Ok(());
        }
        let (shortest, longest) = (*taken.start(), *taken.end());
        broken(self.rule, Msg::FieldLength { field: self.field, shortest, longest, length })
    }
}

const USER: Field = Field::named("R7.4", "user", Named::User);
const GROUP: Field = Field::named("R7.7", "group", Named::Group);
const ROLE: Field = Field::named("R7.8", "role", Named::Role);
const POLICY: Field = Field::named("R7.9", "policy", Named::Policy);
const CONTROL_POLICY: Field = Field::named("R7.11", "control-policy", Named::ControlPolicy);
const ALIAS: Field = Field::named("R7.2", "alias", Named::AccountAlias);
const DOMAIN: Field = Field { rule: "R7.3", field: "domain", shape: Shape::new(1, 64, ".-") };
const BUCKET: Field =
    Field { rule: "R7.15", field: "bucket", shape: Shape { is_lower: true, ..Shape::new(3, 63, "-") } };
const OIDC: Field = Field { rule: "R7.14", field: "oidc", shape: Shape::new(1, 128, ".-_") };

const DISPLAY_NAME: Field = Field::text("R7.6", "display-name", 128);
const LONG_DESCRIPTION: Field = Field::text("R7.10", "description", 1_024);
const SHORT_DESCRIPTION: Field = Field::text("R7.10", "description", 128);
const LOGON_NAME: Field = Field::text("R7.5", "logon", 128);

/// R7.23: nothing else has the name.
fn unique(is_taken: bool, kind: &'static str, name: &str) -> Check {
    if is_taken { broken("R7.23", Msg::FieldTaken { kind, name: code(name) }) } else { Ok(()) }
}

/// Whether another one of the list has this name. Users and roles ignore case (R2.9e, R6.21).
fn is_taken<'s>(names: impl Iterator<Item = &'s String>, text: &str, now: Option<&str>, ignores_case: bool) -> bool {
    let is_same = |name: &str| if ignores_case { name.eq_ignore_ascii_case(text) } else { name == text };
    names.map(String::as_str).filter(|name| Some(*name) != now).any(is_same)
}

/// R7.1: the ID of an account.
pub fn account_id(scenario: &Scenario, text: &str, now: Option<&str>) -> Check {
    if !is_account_id(text) || text.len() > 32 {
        return broken("R7.1", Msg::FieldAccountId { example: code("1234567890123456") });
    }
    let taken = is_taken(scenario.accounts.iter().map(|account| &account.id), text, now, false);
    unique(taken, "account", text)
}

/// R7.2: the alias of an account. `account` is its ID.
pub fn alias(scenario: &Scenario, account: &str, text: &str) -> Check {
    ALIAS.check(text)?;
    if !Named::AccountAlias.accepts(text) {
        return broken("R7.2", Msg::FieldHyphens { hyphen: code("-") });
    }
    let others = scenario.accounts.iter().filter(|other| other.id != account);
    unique(is_taken(others.filter_map(|other| other.alias.as_ref()), text, None, true), "alias", text)
}

/// R7.3: the default domain of an account. `account` is its ID.
pub fn domain(scenario: &Scenario, account: &str, text: &str) -> Check {
    DOMAIN.check(text)?;
    let mut others = scenario.accounts.iter().filter(|other| other.id != account);
    unique(others.any(|other| default_domain(other).eq_ignore_ascii_case(text)), "domain", text)
}

/// R7.4, R7.5: the name of a RAM user.
pub fn user_name(scenario: &Scenario, account: &str, text: &str, now: Option<&str>) -> Check {
    USER.check(text)?;
    let Some(account) = scenario.account(account) else { return Ok(()) };
    LOGON_NAME.check_length(&logon_name(account, text))?;
    unique(is_taken(account.users.iter().map(|user| &user.name), text, now, true), "user", text)
}

/// The name by which a user logs on (R7.5).
pub fn logon_name(account: &Account, user: &str) -> String {
    format!("{user}@{}", default_domain(account))
}

/// The numeric ID of a RAM user, by which bucket policies name it (R2.11).
pub fn user_id(scenario: &Scenario, text: &str, now: Option<&str>) -> Check {
    if !is_account_id(text) || text.len() > 32 {
        return broken("R2.11", Msg::FieldUserId);
    }
    let users = scenario.accounts.iter().flat_map(|account| &account.users).filter_map(|user| user.id.as_ref());
    let accounts = scenario.accounts.iter().map(|account| &account.id);
    unique(is_taken(users.chain(accounts), text, now, false), "id", text)
}

/// R7.7: the name of a group.
pub fn group_name(scenario: &Scenario, account: &str, text: &str, now: Option<&str>) -> Check {
    GROUP.check(text)?;
    let groups = scenario.account(account).into_iter().flat_map(|account| &account.groups);
    unique(is_taken(groups.map(|group| &group.name), text, now, false), "group", text)
}

/// R7.8: the name of a role.
pub fn role_name(scenario: &Scenario, account: &str, text: &str, now: Option<&str>) -> Check {
    ROLE.check(text)?;
    let roles = scenario.account(account).into_iter().flat_map(|account| &account.roles);
    unique(is_taken(roles.map(|role| &role.name), text, now, true), "role", text)
}

/// R7.9: the name of a custom policy.
pub fn policy_name(scenario: &Scenario, account: &str, text: &str, now: Option<&str>) -> Check {
    POLICY.check(text)?;
    let policies = scenario.account(account).into_iter().flat_map(|account| &account.policies);
    unique(is_taken(policies.map(|policy| &policy.name), text, now, false), "policy", text)
}

/// R7.11: the name of a control policy.
pub fn control_policy_name(scenario: &Scenario, text: &str, now: Option<&str>) -> Check {
    CONTROL_POLICY.check(text)?;
    if !Named::ControlPolicy.accepts(text) {
        return broken("R7.11", Msg::FieldFirstLetter);
    }
    let policies = scenario.resource_directory.iter().flat_map(|directory| &directory.control_policies);
    let taken = is_taken(policies.map(|policy| &policy.name), text, now, false);
    unique(taken || ram_catalog::control_policy(text).is_some(), "control-policy", text)
}

/// R7.6: the display name of a user; also the names that people read for accounts, folders and resource groups.
pub fn display_name(text: &str) -> Check {
    DISPLAY_NAME.check_length(text)
}

/// R7.10: what a user or group is for.
pub fn short_description(text: &str) -> Check {
    SHORT_DESCRIPTION.check_length(text)
}

/// R7.10: what a role or policy is for.
pub fn description(text: &str) -> Check {
    LONG_DESCRIPTION.check_length(text)
}

/// R6.3: the longest session of a role, in seconds.
pub fn max_session_duration(seconds: u64) -> Check {
    let (shortest, longest) = (limits::SHORTEST_MAX_SESSION_SECONDS, limits::MAX_SESSION_SECONDS);
    if (shortest..=longest).contains(&seconds) { Ok(()) } else { broken("R6.3", seconds_message(shortest, longest)) }
}

fn seconds_message(shortest: u64, longest: u64) -> Msg {
    let number = |seconds: u64| usize::try_from(seconds).unwrap_or(usize::MAX);
    Msg::FieldSeconds { shortest: number(shortest), longest: number(longest) }
}

/// R2.4, R2.5: the ARN of a RAM user or role, in this scenario or out of it, as a trust policy names it.
pub fn identity_arn(text: &str) -> Check {
    let is_one = matches!(TrustPattern::parse_ram(text), TrustPattern::User { .. } | TrustPattern::Role { .. });
    let example = code("acs:ram::1234567890123456:user/Bob");
    if is_one { Ok(()) } else { broken("R2.4", Msg::FieldIdentityArn { example }) }
}

/// R3.1: the ARN of a resource of an account. That of a bucket has a bucket's name (R7.15).
pub fn resource_arn(scenario: &Scenario, account: &str, text: &str, now: Option<&str>) -> Check {
    let example = || code(format!("acs:ecs:cn-hangzhou:{account}:instance/i-001"));
    let arn = match Arn::parse(text) {
        Ok(arn) if !arn.service().is_empty() && !arn.relative_id().is_empty() => arn,
        Err(ArnError::Prefix) => return broken("R3.1", Msg::FieldArnPrefix { prefix: code("acs:") }),
        Ok(_) | Err(ArnError::MissingField) => return broken("R3.1", Msg::FieldArnFields { example: example() }),
    };
    if arn.service().contains('*') || arn.relative_id().contains(['*', '?']) {
        return broken("R3.1", Msg::FieldArnWildcard { example: example() });
    }
    if arn.account() != account {
        return broken("R3.1", Msg::FieldArnAccount { account: code(account) });
    }
    if let Some(bucket) = arn.bucket() {
        let before = now.and_then(|now| Arn::parse(now).ok());
        bucket_name(scenario, account, bucket, before.as_ref().and_then(Arn::bucket))?;
    }
    let others = scenario.accounts.iter().flat_map(|account| &account.resources).map(|resource| &resource.arn);
    unique(is_taken(others, text, now, false), "resource", text)
}

/// R7.15: the name of a bucket of an account, which no bucket of another account has.
pub fn bucket_name(scenario: &Scenario, account: &str, text: &str, now: Option<&str>) -> Check {
    BUCKET.check(text)?;
    if text.starts_with('-') || text.ends_with('-') {
        return broken("R7.15", Msg::FieldHyphenAtEnd { hyphen: code("-") });
    }
    let is_foreign = |other: &str, bucket: &str| other != account && bucket == text && Some(bucket) != now;
    let policies = scenario.resource_policies.iter().any(|policy| is_foreign(&policy.account, &policy.bucket));
    let resources = scenario.accounts.iter().any(|other| {
        let arns = other.resources.iter().filter_map(|resource| Arn::parse(&resource.arn).ok());
        arns.into_iter().any(|arn| arn.bucket().is_some_and(|bucket| is_foreign(&other.id, bucket)))
    });
    unique(policies || resources, "bucket", text)
}

/// The ID of a resource group.
pub fn resource_group_id(scenario: &Scenario, account: &str, text: &str, now: Option<&str>) -> Check {
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if text.is_empty() || !text.chars().all(is_word) {
        return Err(Broken { rule: None, message: Rc::new(Msg::FieldGroupId { example: code("rg-production") }) });
    }
    let groups = scenario.account(account).into_iter().flat_map(|account| &account.resource_groups);
    unique(is_taken(groups.map(|group| &group.id), text, now, false), "resource-group", text)
}

/// The ID of a folder, which no other node of the directory has.
pub fn folder_id(scenario: &Scenario, text: &str, now: Option<&str>) -> Check {
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if text.is_empty() || !text.chars().all(is_word) {
        return Err(Broken { rule: None, message: Rc::new(Msg::FieldGroupId { example: code("fd-production") }) });
    }
    let nodes = scenario.resource_directory.iter().flat_map(|directory| &directory.nodes);
    unique(is_taken(nodes.map(|node| &node.id), text, now, false), "folder", text)
}

/// The key of a tag.
pub fn tag_key(text: &str) -> Check {
    if text.trim().is_empty() { Err(Broken { rule: None, message: Rc::new(Msg::FieldTagKey) }) } else { Ok(()) }
}

/// The keys of the tags of one resource: each holds one value (R4.51), and letters of another case make another key
/// (R4.41).
pub fn tag_keys<'t>(keys: impl IntoIterator<Item = &'t str>) -> Check {
    let mut seen = Vec::new();
    for key in keys {
        tag_key(key)?;
        if seen.contains(&key) {
            return broken("R4.51", Msg::FieldTagTwice { key: code(key) });
        }
        seen.push(key);
    }
    Ok(())
}

/// The domain of an Alibaba Cloud service, as trust policies name it (R2.6).
pub fn service(text: &str) -> Check {
    let name = text.strip_suffix(".aliyuncs.com").unwrap_or_default();
    let is_service = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.'));
    if is_service { Ok(()) } else { broken("R2.6", Msg::FieldService { example: code("ecs.aliyuncs.com") }) }
}

/// A region as ARNs write it (R3.1).
pub fn region(text: &str) -> Check {
    let is_mark = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    let is_region = !text.is_empty() && text.bytes().all(is_mark);
    if is_region { Ok(()) } else { broken("R3.1", Msg::FieldRegion { example: code("oss-cn-hangzhou") }) }
}

/// The ARN of a SAML or OIDC identity provider (R2.8, R2.9, R7.14).
pub fn provider(text: &str) -> Check {
    let example = code("acs:ram::1234567890123456:saml-provider/idp");
    let wrong = || broken("R2.8", Msg::FieldProvider { example: example.clone() });
    let Ok(arn) = Arn::parse(text) else { return wrong() };
    if arn.service() != "ram" || !arn.region().is_empty() || !is_account_id(arn.account()) {
        return wrong();
    }
    match arn.relative_id().split_once('/') {
        Some(("saml-provider", name)) if !name.is_empty() => Ok(()),
        Some(("oidc-provider", name)) => {
            OIDC.check(name)?;
            let is_mark = |c: char| ".-_".contains(c);
            if name.starts_with(is_mark) || name.ends_with(is_mark) {
                return broken("R7.14", Msg::FieldOidcEnds { marks: code(". - _") });
            }
            Ok(())
        }
        _ => wrong(),
    }
}

/// A count that the platform limits. `entity` chooses the words.
pub(super) fn count(rule: &'static str, what: &'static str, count: usize, limit: usize) -> Check {
    if count <= limit { Ok(()) } else { broken(rule, Msg::FieldCount { what, limit }) }
}

/// What an entity may be called, whatever it is.
pub fn name_of(scenario: &Scenario, entity: &Entity, text: &str) -> Check {
    let now = Some(entity.name());
    match entity {
        Entity::Account(_) => account_id(scenario, text, now),
        Entity::User { account, .. } => user_name(scenario, account, text, now),
        Entity::Group { account, .. } => group_name(scenario, account, text, now),
        Entity::Role { account, .. } => role_name(scenario, account, text, now),
        Entity::Policy { account, .. } => policy_name(scenario, account, text, now),
        Entity::Resource { account, .. } => resource_arn(scenario, account, text, now),
        Entity::ResourceGroup { account, .. } => resource_group_id(scenario, account, text, now),
        Entity::BucketPolicy { account, .. } => bucket_name(scenario, account, text, now),
        Entity::Folder(_) => folder_id(scenario, text, now),
        Entity::ControlPolicy(_) => control_policy_name(scenario, text, now),
        Entity::Directory | Entity::Member(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Group, Resource, Role, User};
    use ram_text::Lang;

    fn scenario() -> Scenario {
        let user = User { name: "bob".to_owned(), id: Some("2001".to_owned()), ..User::default() };
        let bucket = Resource { arn: "acs:oss:oss-cn-hangzhou:11:reports".to_owned(), ..Resource::default() };
        let first = Account {
            id: "11".to_owned(),
            alias: Some("company-a".to_owned()),
            users: vec![user],
            groups: vec![Group { name: "Ops".to_owned(), ..Group::default() }],
            roles: vec![Role { name: "Admin".to_owned(), ..Role::default() }],
            resources: vec![bucket],
            ..Account::default()
        };
        let second = Account { id: "22".to_owned(), ..Account::default() };
        Scenario { accounts: vec![first, second], ..Scenario::empty() }
    }

    #[track_caller]
    fn says(check: Check, rule: &str, words: &str) {
        let broken = check.unwrap_err();
        assert_eq!(broken.rule, Some(rule));
        assert_eq!(broken.message.string(Lang::En), words);
        assert!(!broken.message.string(Lang::ZhCn).is_empty());
    }

    #[test]
    fn lengths_are_said() {
        let s = scenario();
        says(role_name(&s, "11", "", None), "R7.8", "A role name has 1 to 64 characters; this one has 0.");
        says(
            policy_name(&s, "11", &"x".repeat(129), None),
            "R7.9",
            "A policy name has 1 to 128 characters; this one has 129.",
        );
        says(alias(&s, "11", "ab"), "R7.2", "An account alias has 3 to 32 characters; this one has 2.");
        assert_eq!(role_name(&s, "11", &"x".repeat(64), None), Ok(()));
        says(display_name(""), "R7.6", "A display name has 1 to 128 characters; this one has 0.");
        assert_eq!(display_name("鲍勃"), Ok(()));
    }

    #[test]
    fn characters_are_said() {
        let s = scenario();
        says(role_name(&s, "11", "ecs_admin", None), "R7.8", "A role name has letters, digits and . - only, so not _.");
        says(
            user_name(&s, "11", "zhang san", None),
            "R7.4",
            "A user name has letters, digits and . - _ only, so not ␠.",
        );
        says(
            alias(&s, "22", "Company"),
            "R7.2",
            "An account alias has lower-case letters, digits and - only, so not C.",
        );
        says(alias(&s, "22", "a--b"), "R7.2", "Hyphens (-) stand neither at an end nor side by side.");
        says(control_policy_name(&s, "1x", None), "R7.11", "The name of a control policy begins with a letter.");
        says(account_id(&s, "12a", None), "R7.1", "An account ID is made of digits, such as 1234567890123456.");
    }

    #[test]
    fn names_are_taken_once_but_not_from_oneself() {
        let s = scenario();
        says(user_name(&s, "11", "BOB", None), "R7.23", "There is a user BOB already.");
        assert_eq!(user_name(&s, "11", "Bob", Some("bob")), Ok(()));
        assert_eq!(user_name(&s, "22", "bob", None), Ok(()));
        says(role_name(&s, "11", "admin", None), "R7.23", "There is a role admin already.");
        assert_eq!(group_name(&s, "11", "ops", None), Ok(()), "groups do not ignore case");
        says(account_id(&s, "22", None), "R7.23", "There is an account 22 already.");
        says(alias(&s, "22", "company-a"), "R7.23", "Another account has the alias company-a already.");
        assert_eq!(alias(&s, "11", "company-a"), Ok(()));
        says(
            control_policy_name(&s, "FullAliyunAccess", None),
            "R7.23",
            "There is a control policy FullAliyunAccess already.",
        );
    }

    #[test]
    fn logon_names_have_a_length_of_their_own() {
        let mut s = scenario();
        s.accounts[0].domain = Some("d".repeat(64));
        assert_eq!(user_name(&s, "11", &"x".repeat(63), None), Ok(()));
        says(
            user_name(&s, "11", &"x".repeat(64), None),
            "R7.5",
            "A logon name with its domain has 1 to 128 characters; this one has 129.",
        );
    }

    #[test]
    fn arns_belong_to_their_account_and_have_no_wildcards() {
        let s = scenario();
        assert_eq!(resource_arn(&s, "11", "acs:ecs:cn-hangzhou:11:instance/i-1", None), Ok(()));
        for (arn, rule) in [
            ("arn:ecs:cn-hangzhou:11:instance/i-1", "R3.1"),
            ("acs:ecs:cn-hangzhou:11", "R3.1"),
            ("acs:ecs:cn-hangzhou:11:", "R3.1"),
            ("acs:ecs:cn-hangzhou:22:instance/i-1", "R3.1"),
            ("acs:ecs:cn-hangzhou:11:instance/*", "R3.1"),
            ("acs:oss:oss-cn-hangzhou:11:reports", "R7.23"),
            ("acs:oss:oss-cn-hangzhou:11:Reports", "R7.15"),
            ("acs:oss:oss-cn-hangzhou:11:-reports", "R7.15"),
        ] {
            assert_eq!(resource_arn(&s, "11", arn, None).unwrap_err().rule, Some(rule), "{arn}");
        }
        let foreign = resource_arn(&s, "22", "acs:oss:oss-cn-hangzhou:22:reports", None);
        says(foreign, "R7.23", "Another account has a bucket reports already.");
        assert_eq!(resource_arn(&s, "11", "acs:oss:oss-cn-hangzhou:11:reports/a.csv", None), Ok(()));
    }

    #[test]
    fn sessions_and_identities_follow_sts() {
        says(max_session_duration(900), "R6.3", "A session lasts 3,600 to 43,200 seconds here.");
        assert_eq!(max_session_duration(43_200), Ok(()));
        assert_eq!(identity_arn("acs:ram::11:user/x"), Ok(()));
        assert_eq!(identity_arn("acs:ram::11:role/x"), Ok(()));
        for wrong in ["", "11", "acs:ram::11:root", "acs:ram::11:group/x", "acs:ecs::11:user/x"] {
            assert_eq!(identity_arn(wrong).unwrap_err().rule, Some("R2.4"), "{wrong}");
        }
    }

    #[test]
    fn services_and_providers_are_named_as_trust_policies_do() {
        assert_eq!(service("ecs.aliyuncs.com"), Ok(()));
        assert_eq!(service("ecs").unwrap_err().rule, Some("R2.6"));
        assert_eq!(service(".aliyuncs.com").unwrap_err().rule, Some("R2.6"));
        assert_eq!(provider("acs:ram::11:saml-provider/idp"), Ok(()));
        assert_eq!(provider("acs:ram::11:oidc-provider/k8s.prod"), Ok(()));
        assert_eq!(provider("acs:ram::11:oidc-provider/-k8s").unwrap_err().rule, Some("R7.14"));
        assert_eq!(provider("acs:ram::11:role/x").unwrap_err().rule, Some("R2.8"));
    }
}
