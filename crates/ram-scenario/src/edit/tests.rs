//! Edits, one by one and in any order: before, edit, after.

use proptest::prelude::*;
use ram_text::Lang;

use super::fresh;
use super::references::references;
use super::trusted::Trusted;
use super::*;
use crate::examples;
use crate::scenario::{DirectoryNode, PolicyType, Principal};

pub(super) const A: &str = "1000000000000001";
pub(super) const B: &str = "1000000000000002";

/// Company A with Bob in a group, a role that trusts Bob, a policy that names the role, and a bucket.
pub(super) fn scenario() -> Scenario {
    let custom = |name: &str, document: &str| CustomPolicy {
        name: name.to_owned(),
        document: document.to_owned(),
        ..CustomPolicy::default()
    };
    let attached = |policy: &str| Attachment { policy: policy.to_owned(), ..Attachment::default() };
    let trust = format!(
        "{{ \"Version\": \"1\",\n  \"Statement\": [ {{\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRole\",\n  \"Principal\": {{ \"RAM\": [ \"acs:ram::{A}:user/bob\" ] }} }} ] }}"
    );
    let assume = format!(
        "{{\"Version\":\"1\",\"Statement\":[{{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Resource\":\"acs:ram:*:{A}:role/ops\"}}]}}"
    );
    let account = Account {
        id: A.to_owned(),
        alias: Some("company-a".to_owned()),
        users: vec![User {
            name: "bob".to_owned(),
            groups: vec!["staff".to_owned()],
            policies: vec![attached("assume")],
            ..User::default()
        }],
        groups: vec![Group { name: "staff".to_owned(), ..Group::default() }],
        roles: vec![Role { name: "ops".to_owned(), trust_policy: Some(trust), ..Role::default() }],
        policies: vec![custom("assume", &assume)],
        resources: vec![Resource { arn: format!("acs:oss:oss-cn-hangzhou:{A}:logs"), ..Resource::default() }],
        ..Account::default()
    };
    let other = Account { id: B.to_owned(), ..Account::default() };
    let mut scenario = Scenario { accounts: vec![account, other], ..Scenario::empty() };
    scenario.question.principal = Some(Principal::User { account: A.to_owned(), name: "bob".to_owned() });
    scenario.question.assume_role =
        vec![crate::scenario::Hop { role_arn: format!("acs:ram::{A}:role/ops"), ..crate::scenario::Hop::default() }];
    scenario
}

pub(super) fn the_user(name: &str) -> Entity {
    Entity::User { account: A.to_owned(), name: name.to_owned() }
}

pub(super) fn the_role(name: &str) -> Entity {
    Entity::Role { account: A.to_owned(), name: name.to_owned() }
}

pub(super) fn the_policy(name: &str) -> Entity {
    Entity::Policy { account: A.to_owned(), name: name.to_owned() }
}

pub(super) fn the_group(name: &str) -> Entity {
    Entity::Group { account: A.to_owned(), name: name.to_owned() }
}

pub(super) fn attachment(policy: &str) -> Attachment {
    Attachment { policy: policy.to_owned(), ..Attachment::default() }
}

pub(super) fn deleting(entity: Entity) -> Edit {
    Edit::Delete { entity, with_uses: false }
}

pub(super) fn renaming(entity: Entity, to: &str) -> Edit {
    Edit::Rename { entity, to: to.to_owned(), in_documents: true }
}

#[track_caller]
pub(super) fn made(scenario: &Scenario, edit: &Edit) -> Scenario {
    edit.apply(scenario).unwrap_or_else(|refusal| panic!("{}", refusal.message(scenario, Lang::En).string(Lang::En)))
}

#[track_caller]
pub(super) fn refused(scenario: &Scenario, edit: &Edit) -> Refusal {
    let refusal = edit.apply(scenario).expect_err("a refusal");
    assert!(!refusal.message(scenario, Lang::ZhCn).string(Lang::ZhCn).is_empty());
    refusal
}

#[track_caller]
pub(super) fn is_called(edit: &Edit, en: &str, zh: &str) {
    assert_eq!(edit.name(&Scenario::empty(), Lang::En).string(Lang::En), en);
    assert_eq!(edit.name(&Scenario::empty(), Lang::ZhCn).string(Lang::ZhCn), zh);
}

#[test]
fn a_whole_world_is_built_from_nothing() {
    let mut world = Scenario::empty();
    let mut make = |new: New| {
        let made = made(&world, &Edit::Create(Box::new(new)));
        world = made.clone();
        made
    };
    let empty = Scenario::empty();
    make(fresh::account(&empty));
    let first = fresh::account_id(&empty);
    let one = make(fresh::group(&empty, &first));
    let role = fresh::role(&one, &first, &Trusted::Account(first.clone()));
    let two = make(role);
    let three = make(fresh::policy(&two, &first));
    let four = make(fresh::user(&three, &first));
    let five = make(fresh::resource_group(&four, &first));
    let six = make(fresh::bucket(&five, &first));
    let seven = make(fresh::instance(&six, &first));
    make(fresh::bucket_policy(&first, "bucket"));
    let second = make(fresh::account(&seven));
    let member = fresh::account_id(&seven);
    make(New::Directory { management_account: first.clone() });
    let eight = make(fresh::folder(&second, fresh::ROOT_FOLDER));
    make(New::Member { account: member.clone(), parent: "fd-new".to_owned() });
    let world = make(fresh::control_policy(&eight));

    assert_eq!(first, "9000000000000001");
    let account = &world.accounts[0];
    assert_eq!((&account.alias, &world.accounts[1].alias), (&None, &None));
    assert_eq!((account.users.len(), account.groups.len(), account.roles.len(), account.policies.len()), (1, 1, 1, 1));
    assert_eq!(
        Vec::from_iter(account.resources.iter().map(|resource| resource.arn.as_str())),
        ["acs:oss:oss-cn-hangzhou:9000000000000001:bucket", "acs:ecs:cn-hangzhou:9000000000000001:instance/i-new",]
    );
    let directory = world.resource_directory.as_ref().unwrap();
    let nodes = Vec::from_iter(directory.nodes.iter().map(|node| (node.id.as_str(), node.parent.as_deref())));
    assert_eq!(nodes, [("r-root", None), ("fd-new", Some("r-root")), (member.as_str(), Some("fd-new"))]);
    let documents = crate::world::documents(&world, None);
    assert_eq!(documents.len(), 4);
    for document in documents.values() {
        assert_eq!(document.first_error(), None, "{}", document.text);
    }
}

#[test]
fn an_edit_that_names_nothing_is_refused() {
    let scenario = scenario();
    for edit in [
        deleting(the_user("eve")),
        renaming(the_role("nobody"), "x"),
        Edit::Duplicate(the_policy("none")),
        Edit::Move { entity: the_group("none"), to: 0 },
        Edit::Join { account: A.to_owned(), user: "bob".to_owned(), group: "none".to_owned() },
        Edit::Attach { to: Holder::user(A, "eve"), attachment: attachment("assume") },
        Edit::Directory(DirectoryEdit::ControlPolicies(true)),
    ] {
        assert!(matches!(refused(&scenario, &edit), Refusal::Missing(_)), "{edit:?}");
    }
}

#[test]
fn lists_are_put_in_order() {
    let scenario = scenario();
    let move_to = |id: &str, to: usize| Edit::Move { entity: Entity::Account(id.to_owned()), to };
    let ids = |edit: &Edit| Vec::from_iter(made(&scenario, edit).accounts.into_iter().map(|account| account.id));
    assert_eq!(ids(&move_to(B, 0)), [B, A]);
    assert_eq!(ids(&move_to(A, 1)), [B, A]);
    assert_eq!(ids(&move_to(A, 9)), [B, A]);
    assert_eq!(ids(&move_to(A, 0)), [A, B]);
    is_called(&move_to(A, 1), "Move account 1000000000000001", "移动账号 1000000000000001");
}

#[test]
fn several_edits_are_made_together_or_not_at_all() {
    let create = |name: &str| {
        let user = User { name: name.to_owned(), ..User::default() };
        Edit::Create(Box::new(New::User { account: A.to_owned(), user }))
    };
    let two = Edit::All(vec![create("carol"), create("dave")]);
    assert_eq!(made(&scenario(), &two).accounts[0].users.len(), 3);
    is_called(&two, "Create users carol and dave", "创建用户 carol 和 dave");
    let three = Edit::All(vec![create("carol"), create("dave"), create("erin")]);
    is_called(&three, "Create user carol and 2 others", "创建用户 carol 和另外 2 个用户");
    let resource = Resource { arn: format!("acs:oss:oss-cn-hangzhou:{A}:photos"), ..Resource::default() };
    let bucket = Edit::Create(Box::new(New::Resource { account: A.to_owned(), resource }));
    let policy = Edit::Create(Box::new(fresh::bucket_policy(A, "photos")));
    is_called(
        &Edit::All(vec![bucket.clone(), policy]),
        "Create bucket photos and its bucket policy",
        "创建 Bucket photos 及其 Bucket 授权策略",
    );
    let both = Edit::All(vec![create("carol"), bucket]);
    let arn = format!("acs:oss:oss-cn-hangzhou:{A}:photos");
    is_called(&both, &format!("Create carol and {arn}"), &format!("创建 carol 和 {arn}"));
    let wrong = Edit::All(vec![create("carol"), create("carol")]);
    assert_eq!(refused(&scenario(), &wrong).rule(), Some("R7.23"));
    let attach = Edit::Attach { to: Holder::user(A, "carol"), attachment: attachment("assume") };
    is_called(&Edit::All(vec![create("carol"), attach.clone()]), "Create user carol", "创建用户 carol");
    let more = Edit::Attach { to: Holder::user(A, "carol"), attachment: attachment("ops") };
    is_called(&Edit::All(vec![attach.clone(), more]), "Attach 2 policies to carol", "为 carol 授权 2 个策略");
    let join =
        |user: &str, group: &str| Edit::Join { account: A.to_owned(), user: user.to_owned(), group: group.to_owned() };
    let leave = Edit::Leave { account: A.to_owned(), user: "bob".to_owned(), group: "a".to_owned() };
    is_called(&Edit::All(vec![leave.clone(), join("bob", "b")]), "Change the groups of bob", "修改 bob 的用户组");
    let members = Edit::All(vec![leave.clone(), join("carol", "a")]);
    is_called(&members, "Change the members of group a", "修改用户组 a 的成员");
    is_called(&Edit::All(vec![leave.clone(), join("carol", "b")]), "Make 2 changes", "做出 2 处更改");
    is_called(&Edit::All(vec![leave, attach]), "Make 2 changes", "做出 2 处更改");
}

pub(super) fn with_directory() -> Scenario {
    let create = |new: New| Edit::Create(Box::new(new));
    let member = New::Member { account: B.to_owned(), parent: "fd-1".to_owned() };
    let folder = New::Folder { id: "fd-1".to_owned(), parent: fresh::ROOT_FOLDER.to_owned(), name: None };
    let directory = New::Directory { management_account: A.to_owned() };
    made(&scenario(), &Edit::All(vec![create(directory), create(folder), create(member)]))
}

pub(super) fn node_of<'s>(scenario: &'s Scenario, id: &str) -> &'s DirectoryNode {
    scenario.resource_directory.as_ref().unwrap().nodes.iter().find(|node| node.id == id).unwrap()
}

/// Every edit of a small set of names, most of which do not fit at a given moment.
fn any_edit() -> impl Strategy<Value = Edit> {
    // Mostly names of what is there.
    let account = prop_oneof![
        6 => Just(A.to_owned()),
        1 => Just(B.to_owned()),
        1 => Just("9000000000000001".to_owned())
    ];
    let one_of = |name: &'static str| prop_oneof![4 => Just(name.to_owned()), 1 => Just("x-2".to_owned())];
    let pair = |name: &'static str| (account.clone(), one_of(name));
    let entity = prop_oneof![
        account.clone().prop_map(Entity::Account),
        pair("bob").prop_map(|(account, name)| Entity::User { account, name }),
        pair("staff").prop_map(|(account, name)| Entity::Group { account, name }),
        pair("ops").prop_map(|(account, name)| Entity::Role { account, name }),
        pair("assume").prop_map(|(account, name)| Entity::Policy { account, name }),
        account
            .clone()
            .prop_map(|account| Entity::Resource { arn: format!("acs:oss:oss-cn-hangzhou:{account}:logs"), account }),
        Just(Entity::Directory),
        prop_oneof![Just("fd-1".to_owned()), Just("fd-new".to_owned())].prop_map(Entity::Folder),
        account.clone().prop_map(Entity::Member),
        Just(Entity::ControlPolicy("control-policy".to_owned())),
    ];
    let holder = prop_oneof![
        pair("bob").prop_map(|(account, name)| Holder::user(&account, &name)),
        pair("staff").prop_map(|(account, name)| Holder::group(&account, &name)),
        pair("ops").prop_map(|(account, name)| Holder::role(&account, &name)),
    ];
    let attachment = (one_of("assume"), any::<bool>()).prop_map(|(policy, is_system)| match is_system {
        true => Attachment { policy: "AliyunECSReadOnlyAccess".to_owned(), kind: PolicyType::System, ..attachment("") },
        false => attachment(&policy),
    });
    let to = prop_oneof![3 => one_of("x-3"), 1 => account.clone(), 1 => Just(format!("acs:oss:oss-cn-hangzhou:{A}:archive"))];
    let change = prop_oneof![
        Just(PolicyField::AddVersion { document: "{}".to_owned(), is_default: true }),
        Just(PolicyField::DeleteVersion(1)),
        Just(PolicyField::SetDefaultVersion(1)),
    ];
    let directory = prop_oneof![
        any::<bool>().prop_map(DirectoryEdit::ControlPolicies),
        account.clone().prop_map(DirectoryEdit::ManagementAccount),
        account.clone().prop_map(|node| DirectoryEdit::MoveTo { node, parent: "fd-1".to_owned() }),
        account.clone().prop_map(|node| DirectoryEdit::Attach { node, policy: "control-policy".to_owned() }),
        account.clone().prop_map(|node| DirectoryEdit::Detach { node, policy: "FullAliyunAccess".to_owned() }),
    ];
    let new = (0..9_usize, account.clone()).prop_map(|(number, account)| {
        let scenario = with_directory();
        Edit::Create(Box::new(match number {
            0 => fresh::account(&scenario),
            1 => fresh::user(&scenario, &account),
            2 => fresh::group(&scenario, &account),
            3 => fresh::role(&scenario, &account, &Trusted::Account(account.clone())),
            4 => fresh::policy(&scenario, &account),
            5 => fresh::bucket(&scenario, &account),
            6 => fresh::bucket_policy(&account, "logs"),
            7 => fresh::folder(&scenario, "fd-1"),
            _ => fresh::control_policy(&scenario),
        }))
    });
    prop_oneof![
        new,
        entity.clone().prop_map(Edit::Duplicate),
        (entity.clone(), to, any::<bool>()).prop_map(|(entity, to, in_documents)| Edit::Rename {
            entity,
            to,
            in_documents
        }),
        (entity.clone(), any::<bool>()).prop_map(|(entity, with_uses)| Edit::Delete { entity, with_uses }),
        (entity, 0..4_usize).prop_map(|(entity, to)| Edit::Move { entity, to }),
        (holder.clone(), attachment.clone()).prop_map(|(to, attachment)| Edit::Attach { to, attachment }),
        (holder, attachment).prop_map(|(from, attachment)| Edit::Detach { from, attachment }),
        (account.clone(), one_of("assume"), change).prop_map(|(account, policy, set)| Edit::Policy {
            account,
            policy,
            set
        }),
        (account.clone(), one_of("bob")).prop_map(|(account, user)| Edit::Join {
            account,
            user,
            group: "staff".to_owned()
        }),
        directory.prop_map(Edit::Directory),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// Whatever is done in whatever order: the scenario is read from its own text, documents that were valid stay valid
    /// unless they were written anew, attachments hold what exists, and names are unique.
    #[test]
    fn any_edits_leave_a_scenario_that_loads(edits in proptest::collection::vec(any_edit(), 1..25)) {
        let mut scenario = with_directory();
        for edit in edits {
            let Ok(after) = edit.apply(&scenario) else { continue };
            prop_assert_eq!(&Scenario::from_json(&after.to_json_minified()).unwrap(), &after);
            for lang in [Lang::En, Lang::ZhCn] {
                prop_assert!(!edit.name(&scenario, lang).string(lang).is_empty());
            }
            let wrote = matches!(edit, Edit::Policy { .. });
            if !wrote {
                let errors = |scenario: &Scenario| {
                    let documents = crate::world::documents(scenario, None);
                    documents.values().filter(|document| document.first_error().is_some()).count()
                };
                let copies = matches!(edit, Edit::Duplicate(_));
                prop_assert!(errors(&after) <= errors(&scenario) || copies, "{:?}", edit);
            }
            for account in &after.accounts {
                for (holder, attachments) in Holder::all(account) {
                    for attachment in attachments.iter().filter(|found| found.kind == PolicyType::Custom) {
                        let mut policies = account.policies.iter();
                        prop_assert!(policies.any(|policy| policy.name == attachment.policy), "{:?}", holder);
                    }
                }
                for user in &account.users {
                    prop_assert!(user.groups.iter().all(|name| account.groups.iter().any(|g| g.name == *name)));
                }
                let entities = Holder::all(account).map(|(holder, _)| (holder.kind, holder.name.to_lowercase()));
                let entities = Vec::from_iter(entities);
                let unique = std::collections::BTreeSet::from_iter(entities.iter().cloned());
                prop_assert_eq!(unique.len(), entities.len());
            }
            scenario = after;
        }
    }

    /// Renaming there and back again is no change at all, but for role names, which ARNs have in lower case.
    #[test]
    fn renaming_back_restores_every_byte(number in 0..examples::EXAMPLES.len(), name in "[a-z][a-z0-9]{8,12}") {
        let before = examples::EXAMPLES[number].scenario();
        let mut entities = Vec::new();
        for account in &before.accounts {
            let id = || account.id.clone();
            entities.extend(account.users.iter().map(|u| Entity::User { account: id(), name: u.name.clone() }));
            entities.extend(account.groups.iter().map(|g| Entity::Group { account: id(), name: g.name.clone() }));
            entities.extend(account.policies.iter().map(|p| Entity::Policy { account: id(), name: p.name.clone() }));
            let roles = account.roles.iter().filter(|role| role.name == role.name.to_lowercase() && role.kind.is_none());
            entities.extend(roles.map(|role| Entity::Role { account: id(), name: role.name.clone() }));
        }
        for entity in entities {
            let there = renaming(entity.clone(), &name).apply(&before).unwrap();
            let back = renaming(entity.named(&name), entity.name()).apply(&there).unwrap();
            prop_assert_eq!(&back, &before, "{:?}", entity);
            for place in references(&before, &entity) {
                let text = before.document(&place.document).unwrap();
                prop_assert!(place.span.of(text).eq_ignore_ascii_case(entity.name()));
            }
        }
    }
}
