//! What a new thing starts with: names and IDs that nothing has yet, and documents as the console writes them.
//!
//! Everything follows from the scenario, so the same edit gives the same result. IDs are of a form that the platform
//! does not give: account IDs begin with 9.

use std::collections::BTreeSet;
use std::iter;

use ram_policy::arn::Arn;

use super::references::rewritten;
use super::trusted::Trusted;
use super::{Entity, New, field};
use crate::scenario::{
    Account, BucketPolicy, CustomPolicy, Group, Localized, Resource, ResourceGroup, Role, Scenario, User,
};

/// The ID of the Root folder of a new directory.
pub const ROOT_FOLDER: &str = "r-root";

/// The same name with the first number that nothing has yet: `role`, `role-2`. A number at its end counts on, as wide as
/// it is: `i-001`, `i-002`.
pub fn unique(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    numbered(name, '-').find(|name| !is_taken(name)).unwrap_or_default()
}

/// A name, and the names that follow it by number.
fn numbered(name: &str, mark: char) -> impl Iterator<Item = String> {
    let parts = name.rsplit_once(mark).filter(|(stem, digits)| {
        !stem.is_empty() && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    });
    let counted = parts.and_then(|(stem, digits)| Some((stem, digits.len(), digits.parse::<u32>().ok()?)));
    let (stem, width, number) = counted.unwrap_or((name, 0, 1));
    let following = (1_u64..).map(move |step| format!("{stem}{mark}{:0width$}", u64::from(number) + step));
    iter::once(name.to_owned()).chain(following)
}

/// A name that people read, with the first number with which nothing goes by it in any language: `Company B 2`. One that
/// would become too long stays.
fn named_anew<'a>(name: Option<&Localized>, known: impl Iterator<Item = &'a Localized>) -> Option<Localized> {
    let texts = |name: &Localized| match name {
        Localized::One(text) => vec![(None, text.clone())],
        Localized::Each(texts) => Vec::from_iter(texts.iter().map(|(tag, text)| (Some(tag.clone()), text.clone()))),
    };
    let taken = BTreeSet::from_iter(known.flat_map(texts).map(|(_, text)| text));
    let anew = |text: &str| {
        let mut names = numbered(text, ' ');
        names.find(|name| name.trim().is_empty() || !taken.contains(name)).filter(|it| field::display_name(it).is_ok())
    };
    let name = name?;
    let changed = texts(name).into_iter().map(|(tag, text)| (tag, anew(&text).unwrap_or(text)));
    Some(changed.fold(name.clone(), |name, (tag, text)| match tag {
        Some(tag) => name.with(&tag, text),
        None => Localized::One(text),
    }))
}

/// The ID of a new account: 16 digits that begin with 9.
pub fn account_id(scenario: &Scenario) -> String {
    let ids = BTreeSet::from_iter(scenario.accounts.iter().map(|account| account.id.as_str()));
    let made = (1_u64..).map(|number| format!("9{number:015}"));
    made.into_iter().find(|id| !ids.contains(id.as_str())).unwrap_or_default()
}

/// The ID of a new RAM user: 18 digits that begin with 9.
pub fn user_id(scenario: &Scenario) -> String {
    let users = scenario.accounts.iter().flat_map(|account| &account.users);
    let ids = BTreeSet::from_iter(users.filter_map(|user| user.id.as_deref()));
    let made = (1_u64..).map(|number| format!("9{number:017}"));
    made.into_iter().find(|id| !ids.contains(id.as_str())).unwrap_or_default()
}

/// A new account.
pub fn account(scenario: &Scenario) -> New {
    New::Account(Account { id: account_id(scenario), ..Account::default() })
}

/// The alias that the name of a new account suggests: its letters and digits, with hyphens for what lies between. Empty
/// where the platform would not take it, and for a name with letters that an alias can't have.
pub fn alias(scenario: &Scenario, name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let alias = Vec::from_iter(words.map(str::to_ascii_lowercase)).join("-");
    let is_legal = name.is_ascii() && field::alias(scenario, "", &alias).is_ok();
    if is_legal { alias } else { String::new() }
}

/// A new RAM user with an ID.
pub fn user(scenario: &Scenario, account: &str) -> New {
    let user = User { name: free(scenario, account, "user"), id: Some(user_id(scenario)), ..User::default() };
    New::User { account: account.to_owned(), user }
}

/// A new group without members.
pub fn group(scenario: &Scenario, account: &str) -> New {
    let group = Group { name: free(scenario, account, "group"), ..Group::default() };
    New::Group { account: account.to_owned(), group, members: Vec::new() }
}

/// A new role that trusts somebody.
pub fn role(scenario: &Scenario, account: &str, trusted: &Trusted) -> New {
    let trust_policy = Some(trusted.policy());
    let role = Role { name: free(scenario, account, "role"), trust_policy, ..Role::default() };
    New::Role { account: account.to_owned(), role }
}

/// A new custom policy. It is valid, and allows to look at ECS instances.
pub fn policy(scenario: &Scenario, account: &str) -> New {
    let document = CUSTOM_POLICY.to_owned();
    let policy = CustomPolicy { name: free(scenario, account, "policy"), document, ..CustomPolicy::default() };
    New::Policy { account: account.to_owned(), policy }
}

/// A system policy as a custom policy to change, under a name that tells the two apart.
pub fn copy_of_system_policy(scenario: &Scenario, account: &str, policy: &str) -> Option<New> {
    let document = ram_catalog::system_policy(policy)?.document.to_owned();
    let name = free(scenario, account, &format!("{policy}-copy"));
    let policy = CustomPolicy { name, document, ..CustomPolicy::default() };
    Some(New::Policy { account: account.to_owned(), policy })
}

/// A new ECS instance.
pub fn instance(scenario: &Scenario, account: &str) -> New {
    let arn = |name: &str| format!("acs:ecs:cn-hangzhou:{account}:instance/{name}");
    let name = unique("i-new", |name| is_resource(scenario, &arn(name)));
    New::Resource { account: account.to_owned(), resource: Resource { arn: arn(&name), ..Resource::default() } }
}

/// A new bucket. It has no bucket policy yet.
pub fn bucket(scenario: &Scenario, account: &str) -> New {
    let name = unique("bucket", |name| is_bucket(scenario, name));
    let arn = format!("acs:oss:oss-cn-hangzhou:{account}:{name}");
    New::Resource { account: account.to_owned(), resource: Resource { arn, ..Resource::default() } }
}

/// A bucket policy to start from.
pub fn bucket_policy(account: &str, bucket: &str) -> New {
    let document = owner_reads(account, bucket);
    New::BucketPolicy(BucketPolicy { account: account.to_owned(), bucket: bucket.to_owned(), document })
}

/// The text of a bucket policy that lets the bucket's owner read, who may do everything anyway.
pub fn owner_reads(account: &str, bucket: &str) -> String {
    format!(
        r#"{{
  "Version": "1",
  "Statement": [
    {{
      "Effect": "Allow",
      "Action": [
        "oss:GetObject"
      ],
      "Principal": [
        "{account}"
      ],
      "Resource": [
        "acs:oss:*:{account}:{bucket}/*"
      ]
    }}
  ]
}}
"#
    )
}

/// A new resource group.
pub fn resource_group(scenario: &Scenario, account: &str) -> New {
    let group = ResourceGroup { id: free_group(scenario, account, "rg-new"), name: None };
    New::ResourceGroup { account: account.to_owned(), group }
}

/// A new folder below another.
pub fn folder(scenario: &Scenario, parent: &str) -> New {
    let nodes = || scenario.resource_directory.iter().flat_map(|directory| &directory.nodes);
    let id = unique("fd-new", |id| nodes().any(|node| node.id == id));
    New::Folder { id, parent: parent.to_owned(), name: None }
}

/// A new control policy. It allows everything, so that attaching it changes nothing yet.
pub fn control_policy(scenario: &Scenario) -> New {
    let document = CONTROL_POLICY.to_owned();
    let name = free_control_policy(scenario, "control-policy");
    New::ControlPolicy(CustomPolicy { name, document, ..CustomPolicy::default() })
}

const CUSTOM_POLICY: &str = r#"{
  "Version": "1",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": [
        "ecs:Describe*"
      ],
      "Resource": "*"
    }
  ]
}
"#;

const CONTROL_POLICY: &str = r#"{
  "Version": "1",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "*",
      "Resource": "*"
    }
  ]
}
"#;

/// A name that no user, group, role or policy of the account has: a name for any of them.
fn free(scenario: &Scenario, account: &str, name: &str) -> String {
    let account = scenario.account(account);
    unique(name, |name| {
        account.is_some_and(|account| {
            let users = account.users.iter().map(|user| &user.name);
            let groups = account.groups.iter().map(|group| &group.name);
            let roles = account.roles.iter().map(|role| &role.name);
            let policies = account.policies.iter().map(|policy| &policy.name);
            users.chain(groups).chain(roles).chain(policies).any(|known| known.eq_ignore_ascii_case(name))
        })
    })
}

fn free_group(scenario: &Scenario, account: &str, id: &str) -> String {
    let account = scenario.account(account);
    let uses = |id: &str| {
        account.is_some_and(|account| {
            account.resource_groups.iter().any(|group| group.id == id)
                || account.resources.iter().any(|resource| resource.resource_group.as_deref() == Some(id))
        })
    };
    unique(id, uses)
}

fn free_control_policy(scenario: &Scenario, name: &str) -> String {
    let policies = || scenario.resource_directory.iter().flat_map(|directory| &directory.control_policies);
    unique(name, |name| policies().any(|policy| policy.name == name))
}

fn is_resource(scenario: &Scenario, arn: &str) -> bool {
    scenario.accounts.iter().flat_map(|account| &account.resources).any(|resource| resource.arn == arn)
}

fn is_bucket(scenario: &Scenario, name: &str) -> bool {
    let mut resources = scenario.accounts.iter().flat_map(|account| &account.resources);
    let named = |resource: &Resource| Arn::parse(&resource.arn).is_ok_and(|arn| arn.bucket() == Some(name));
    resources.any(named) || scenario.resource_policies.iter().any(|policy| policy.bucket == name)
}

/// A copy of something under a name of its own; nothing where it has no copy, as a directory or a member.
pub fn copy(scenario: &Scenario, entity: &Entity) -> Option<New> {
    let place = entity.place(scenario)?;
    let in_account = |id: &String| (id.clone(), scenario.account(id));
    let directory = scenario.resource_directory.as_ref();
    Some(match entity {
        Entity::Account(_) => New::Account(copy_of_account(scenario, scenario.accounts.get(place)?)),
        Entity::User { account, .. } => {
            let (account, found) = in_account(account);
            let original = found?.users.get(place)?;
            let id = original.id.as_ref().map(|_| user_id(scenario));
            let name = free(scenario, &account, &original.name);
            let known = found?.users.iter().filter_map(|user| user.display_name.as_ref());
            let display_name = named_anew(original.display_name.as_ref(), known);
            New::User { account, user: User { name, id, display_name, ..original.clone() } }
        }
        Entity::Group { account, .. } => {
            let (account, found) = in_account(account);
            let original = found?.groups.get(place)?;
            let members = found?.users.iter().filter(|user| user.groups.contains(&original.name));
            let members = members.map(|user| user.name.clone()).collect();
            let name = free(scenario, &account, &original.name);
            New::Group { account, group: Group { name, ..original.clone() }, members }
        }
        Entity::Role { account, .. } => {
            let (account, found) = in_account(account);
            let original = found?.roles.get(place)?;
            let name = free(scenario, &account, &original.name);
            New::Role { account, role: Role { name, ..original.clone() } }
        }
        Entity::Policy { account, .. } => {
            let (account, found) = in_account(account);
            let original = found?.policies.get(place)?;
            let name = free(scenario, &account, &original.name);
            New::Policy { account, policy: CustomPolicy { name, ..original.clone() } }
        }
        Entity::Resource { account, .. } => {
            let (account, found) = in_account(account);
            let original = found?.resources.get(place)?;
            let arn = match Arn::parse(&original.arn).ok().as_ref().and_then(Arn::bucket) {
                Some(bucket) => {
                    let name = unique(bucket, |name| is_bucket(scenario, name));
                    original.arn.replacen(&format!(":{bucket}"), &format!(":{name}"), 1)
                }
                None => unique(&original.arn, |arn| is_resource(scenario, arn)),
            };
            New::Resource { account, resource: Resource { arn, ..original.clone() } }
        }
        Entity::ResourceGroup { account, .. } => {
            let (account, found) = in_account(account);
            let original = found?.resource_groups.get(place)?;
            let id = free_group(scenario, &account, &original.id);
            let known = found?.resource_groups.iter().filter_map(|group| group.name.as_ref());
            let name = named_anew(original.name.as_ref(), known);
            New::ResourceGroup { account, group: ResourceGroup { id, name } }
        }
        Entity::Folder(_) => {
            let original = directory?.nodes.get(place)?;
            let parent = original.parent.clone()?;
            let id = unique(&original.id, |id| directory.is_some_and(|found| found.nodes.iter().any(|n| n.id == id)));
            let known = directory?.nodes.iter().filter_map(|node| node.name.as_ref());
            New::Folder { id, parent, name: named_anew(original.name.as_ref(), known) }
        }
        Entity::ControlPolicy(name) => {
            let original = directory?.control_policies.get(place)?;
            New::ControlPolicy(CustomPolicy { name: free_control_policy(scenario, name), ..original.clone() })
        }
        Entity::BucketPolicy { .. } | Entity::Directory | Entity::Member(_) => return None,
    })
}

/// An account under another ID and alias. Its documents and resources speak of the copy. Buckets stay behind: their
/// names are taken (R7.15).
fn copy_of_account(scenario: &Scenario, original: &Account) -> Account {
    let id = account_id(scenario);
    let entity = Entity::Account(original.id.clone());
    let is_alias = |alias: &str| scenario.accounts.iter().any(|account| account.alias.as_deref() == Some(alias));
    let follow = |text: &mut String| {
        if let Some(after) = rewritten(scenario, &entity, &id, text) {
            *text = after;
        }
    };
    let mut copy = Account {
        alias: original.alias.as_deref().map(|alias| unique(alias, is_alias)),
        domain: None,
        name: named_anew(original.name.as_ref(), scenario.accounts.iter().filter_map(|account| account.name.as_ref())),
        ..original.clone()
    };
    copy.resources.retain(|resource| Arn::parse(&resource.arn).is_ok_and(|arn| arn.bucket().is_none()));
    for resource in &mut copy.resources {
        let own = format!(":{}:", original.id);
        resource.arn = resource.arn.replacen(&own, &format!(":{id}:"), 1);
    }
    copy.roles.iter_mut().filter_map(|role| role.trust_policy.as_mut()).for_each(follow);
    copy.policies.iter_mut().for_each(|policy| follow(&mut policy.document));
    let mut number = user_id(scenario).parse::<u64>().unwrap_or_default();
    for user in &mut copy.users {
        if user.id.is_some() {
            user.id = Some(number.to_string());
            number = number.saturating_add(1);
        }
    }
    copy.id = id;
    copy
}

#[cfg(test)]
mod tests {
    use std::slice;

    use super::*;
    use crate::edit::tests::*;
    use crate::edit::{Edit, field};

    #[test]
    fn names_are_counted_on_and_ids_are_no_real_ones() {
        let scenario = scenario();
        let New::Role { role, .. } = role(&scenario, A, &Trusted::Account(A.to_owned())) else { unreachable!() };
        assert_eq!(role.name, "role");
        assert_eq!(unique("role", |name| name == "role"), "role-2");
        assert_eq!(unique("role-2", |name| name != "role-3"), "role-3");
        assert_eq!(unique("x", |_| false), "x");
        for (name, next) in [
            ("i-001", "i-002"),
            ("i-099", "i-100"),
            ("i-9", "i-10"),
            ("vpc-2024", "vpc-2025"),
            ("i-bp1", "i-bp1-2"),
            ("i001", "i001-2"),
            ("-1", "-1-2"),
            ("a-", "a--2"),
            ("a-+1", "a-+1-2"),
            ("a-99999999999", "a-99999999999-2"),
            ("a-4294967295", "a-4294967296"),
        ] {
            assert_eq!(unique(name, |other| other == name), next);
        }
        assert_eq!(account_id(&scenario).len(), 16);
        assert_eq!(field::account_id(&scenario, &account_id(&scenario), None), Ok(()));
    }

    #[test]
    fn a_copy_stands_behind_its_original_under_a_name_of_its_own() {
        let before = scenario();
        let after = made(&before, &Edit::Duplicate(the_user("bob")));
        let names = Vec::from_iter(after.accounts[0].users.iter().map(|user| user.name.as_str()));
        assert_eq!(names, ["bob", "bob-2"]);
        assert_eq!(after.accounts[0].users[1].groups, ["staff"]);
        assert_eq!(after.accounts[0].users[1].policies, [attachment("assume")]);
        let after = made(&after, &Edit::Duplicate(the_user("bob")));
        let names = Vec::from_iter(after.accounts[0].users.iter().map(|user| user.name.as_str()));
        assert_eq!(names, ["bob", "bob-3", "bob-2"]);
        let bucket = Entity::Resource { account: A.to_owned(), arn: format!("acs:oss:oss-cn-hangzhou:{A}:logs") };
        let after = made(&before, &Edit::Duplicate(bucket));
        assert_eq!(after.accounts[0].resources[1].arn, format!("acs:oss:oss-cn-hangzhou:{A}:logs-2"));
    }

    #[test]
    fn a_copy_is_shown_by_a_name_of_its_own() {
        let each = |en: &str, zh: &str| {
            let texts = [("en", en), ("zh-CN", zh)].map(|(tag, text)| (tag.to_owned(), text.to_owned()));
            Localized::Each(texts.into_iter().collect())
        };
        let one = |text: &str| Localized::One(text.to_owned());
        let named = |name: &Localized, known: &[Localized]| named_anew(Some(name), known.iter()).unwrap();
        let company = each("Company B", "公司 B");
        assert_eq!(named(&company, slice::from_ref(&company)), each("Company B 2", "公司 B 2"));
        let second = each("Company B 2", "公司 B 2");
        assert_eq!(named(&company, &[company.clone(), second.clone()]), each("Company B 3", "公司 B 3"));
        assert_eq!(named(&second, &[company.clone(), second.clone()]), each("Company B 3", "公司 B 3"));
        assert_eq!(named(&one("公司 B"), &[company]), one("公司 B 2"));
        assert_eq!(named(&one(""), &[one("")]), one(""));
        let longest = one(&"长".repeat(128));
        assert_eq!(named(&longest, slice::from_ref(&longest)), longest);
        assert_eq!(named_anew(None, [one("x")].iter()), None);

        let partner = crate::examples::example("partner-operations").unwrap().scenario();
        let account = Entity::Account(partner.accounts[1].id.clone());
        let after = made(&partner, &Edit::Duplicate(account));
        let shown = Vec::from_iter(after.accounts.iter().map(|it| crate::people::account_name(&after, &it.id)));
        let shown = |tag: &str| Vec::from_iter(shown.iter().map(|name| name.get(tag).to_owned()));
        assert_eq!(shown("en"), ["Company A", "Company B", "Company B 2"]);
        assert_eq!(shown("zh-CN"), ["公司 A", "公司 B", "公司 B 2"]);
    }

    #[test]
    fn a_copied_account_speaks_of_itself() {
        let before = scenario();
        let after = made(&before, &Edit::Duplicate(Entity::Account(A.to_owned())));
        assert_eq!(after.accounts.len(), 3);
        let copy = &after.accounts[1];
        assert_eq!((copy.id.as_str(), copy.alias.as_deref()), ("9000000000000001", Some("company-a-2")));
        let trust = copy.roles[0].trust_policy.as_ref().unwrap();
        assert!(trust.contains("acs:ram::9000000000000001:user/bob") && !trust.contains(A), "{trust}");
        assert!(copy.resources.is_empty(), "the name of a bucket is taken");
        assert_eq!(after.accounts[0], before.accounts[0]);
    }
}
