//! Edits, one by one and in any order: before, edit, after.

use proptest::prelude::*;
use ram_policy::policy::{Document, PolicyKind};
use ram_policy::text::DocumentId;
use ram_text::Lang;

use super::consequences::{Consequence, consequences};
use super::fresh::{self, Trusted};
use super::references::{preview, references};
use super::*;
use crate::examples;
use crate::question::Parameter;
use crate::scenario::{DirectoryNode, How, NodeKind, PolicyType, PolicyVersion, Principal, Scope};

const A: &str = "1000000000000001";
const B: &str = "1000000000000002";

/// Company A with Bob in a group, a role that trusts Bob, a policy that names the role, and a bucket.
fn scenario() -> Scenario {
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

fn user(name: &str) -> Entity {
    Entity::User { account: A.to_owned(), name: name.to_owned() }
}

fn role(name: &str) -> Entity {
    Entity::Role { account: A.to_owned(), name: name.to_owned() }
}

fn policy(name: &str) -> Entity {
    Entity::Policy { account: A.to_owned(), name: name.to_owned() }
}

fn group(name: &str) -> Entity {
    Entity::Group { account: A.to_owned(), name: name.to_owned() }
}

fn attachment(policy: &str) -> Attachment {
    Attachment { policy: policy.to_owned(), ..Attachment::default() }
}

fn delete(entity: Entity) -> Edit {
    Edit::Delete { entity, with_uses: false }
}

fn rename(entity: Entity, to: &str) -> Edit {
    Edit::Rename { entity, to: to.to_owned(), in_documents: true }
}

#[track_caller]
fn made(scenario: &Scenario, edit: &Edit) -> Scenario {
    edit.apply(scenario).unwrap_or_else(|refusal| panic!("{}", refusal.message().string(Lang::En)))
}

#[track_caller]
fn refused(scenario: &Scenario, edit: &Edit) -> Refusal {
    let refusal = edit.apply(scenario).expect_err("a refusal");
    assert!(!refusal.message().string(Lang::ZhCn).is_empty());
    refusal
}

#[track_caller]
fn is_called(edit: &Edit, en: &str, zh: &str) {
    assert_eq!(edit.name().string(Lang::En), en);
    assert_eq!(edit.name().string(Lang::ZhCn), zh);
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
    assert_eq!(account.alias.as_deref(), Some("company"));
    assert_eq!(world.accounts[1].alias.as_deref(), Some("company-2"));
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
fn a_new_role_trusts_whom_the_console_lets_it_trust() {
    let provider = format!("acs:ram::{A}:oidc-provider/k8s");
    for (trusted, expected) in [
        (Trusted::Account(B.to_owned()), format!("\"RAM\": [\n          \"acs:ram::{B}:root\"")),
        (Trusted::Service("ecs.aliyuncs.com".to_owned()), "\"Service\": [\n          \"ecs.aliyuncs.com\"".to_owned()),
        (
            Trusted::Saml(format!("acs:ram::{A}:saml-provider/idp")),
            "\"saml:recipient\": \"https://signin.aliyun.com/saml-role/sso\"".to_owned(),
        ),
        (
            Trusted::Oidc {
                provider: provider.clone(),
                issuer: "https://issuer.example".to_owned(),
                audience: String::new(),
            },
            "\"oidc:iss\": \"https://issuer.example\"".to_owned(),
        ),
        (
            Trusted::Oidc {
                provider: provider.clone(),
                issuer: String::new(),
                audience: "sts.aliyuncs.com".to_owned(),
            },
            format!("\"Federated\": [\n          \"{provider}\""),
        ),
    ] {
        let text = fresh::trust_policy(&trusted);
        let document = Document::parse(DocumentId::new("trust/x/y"), "y", PolicyKind::Trust, &text);
        assert_eq!(document.diagnostics, [], "{text}");
        assert!(text.contains(&expected), "{text}");
        assert!(text.ends_with("  \"Version\": \"1\"\n}\n"), "{text}");
        let parsed: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(text, serde_json::to_string_pretty(&parsed).unwrap() + "\n", "laid out by two spaces");
    }
}

#[test]
fn names_are_counted_on_and_ids_are_no_real_ones() {
    let scenario = scenario();
    let New::Role { role, .. } = fresh::role(&scenario, A, &Trusted::Account(A.to_owned())) else { unreachable!() };
    assert_eq!(role.name, "role");
    assert_eq!(fresh::unique("role", |name| name == "role"), "role-2");
    assert_eq!(fresh::unique("role-2", |name| name != "role-3"), "role-3");
    assert_eq!(fresh::unique("x", |_| false), "x");
    assert_eq!(fresh::account_id(&scenario).len(), 16);
    assert_eq!(field::account_id(&scenario, &fresh::account_id(&scenario), None), Ok(()));
}

#[test]
fn an_edit_that_names_nothing_is_refused() {
    let scenario = scenario();
    for edit in [
        delete(user("eve")),
        rename(role("nobody"), "x"),
        Edit::Duplicate(policy("none")),
        Edit::Move { entity: group("none"), to: 0 },
        Edit::Join { account: A.to_owned(), user: "bob".to_owned(), group: "none".to_owned() },
        Edit::Attach { to: Holder::user(A, "eve"), attachment: attachment("assume") },
        Edit::Directory(DirectoryEdit::ControlPolicies(true)),
    ] {
        assert!(matches!(refused(&scenario, &edit), Refusal::Missing(_)), "{edit:?}");
    }
}

#[test]
fn a_user_is_deleted_once_nothing_holds_it() {
    let scenario = scenario();
    let refusal = refused(&scenario, &delete(user("bob")));
    let uses = vec![Use::InGroup("staff".to_owned()), Use::Holds(attachment("assume"))];
    assert_eq!(refusal, Refusal::InUse { entity: user("bob"), uses: uses.clone() });
    assert_eq!((refusal.rule(), refusal.code()), (Some("R7.21"), Some("DeleteConflict.User.Group")));
    assert_eq!(uses[0].message(&scenario, Lang::En).string(Lang::En), "Member of group staff");
    assert_eq!(uses[1].message(&scenario, Lang::En).string(Lang::En), "Policy assume");
    let remedy = refusal.remedy().unwrap();
    assert!(made(&scenario, &remedy).accounts[0].users.is_empty());
    is_called(&remedy, "Delete user bob", "删除用户 bob");
}

#[test]
fn a_role_with_policies_is_not_deleted() {
    let attach = Edit::Attach { to: Holder::role(A, "ops"), attachment: attachment("assume") };
    is_called(&attach, "Attach assume to ops", "将 assume 授予 ops");
    let scenario = made(&scenario(), &attach);
    let refusal = refused(&scenario, &delete(role("ops")));
    assert_eq!((refusal.rule(), refusal.code()), (Some("R7.20"), Some("DeleteConflict.Role.Policy")));
    assert_eq!(
        refusal.message().string(Lang::En),
        "Role ops can’t be deleted while policies are attached. Detach these first:"
    );
    assert!(made(&scenario, &refusal.remedy().unwrap()).accounts[0].roles.is_empty());
}

#[test]
fn a_group_with_members_and_an_attached_policy_are_not_deleted() {
    let scenario = scenario();
    let refusal = refused(&scenario, &delete(group("staff")));
    assert_eq!(refusal, Refusal::InUse { entity: group("staff"), uses: vec![Use::Member("bob".to_owned())] });
    assert_eq!(refusal.rule(), Some("R7.22"));
    let after = made(&scenario, &refusal.remedy().unwrap());
    assert!(after.accounts[0].groups.is_empty() && after.accounts[0].users[0].groups.is_empty());

    let refusal = refused(&scenario, &delete(policy("assume")));
    let uses = vec![Use::AttachedTo(Holder::user(A, "bob"), Scope::Account)];
    assert_eq!(refusal, Refusal::InUse { entity: policy("assume"), uses });
    let after = made(&scenario, &refusal.remedy().unwrap());
    assert!(after.accounts[0].policies.is_empty() && after.accounts[0].users[0].policies.is_empty());
}

#[test]
fn who_is_trusted_and_asked_about_is_a_consequence() {
    let scenario = scenario();
    let trust = DocumentKey::Trust { account: A.to_owned(), role: "ops".to_owned() };
    let found = consequences(&scenario, &delete(user("bob")));
    assert_eq!(found, [Consequence::TrustsNobody(vec![trust]), Consequence::Asked]);
    assert_eq!(
        found[0].message(Some(&user("bob"))).string(Lang::En),
        "1 policy trusts bob. The entry then matches nobody."
    );
    let assume = DocumentKey::Custom { account: A.to_owned(), policy: "assume".to_owned() };
    assert_eq!(
        consequences(&scenario, &delete(role("ops"))),
        [Consequence::NamesNothing(vec![assume]), Consequence::Asked]
    );
    assert_eq!(consequences(&scenario, &delete(group("staff"))), []);
    assert_eq!(consequences(&scenario, &rename(user("bob"), "eve")), []);
    let without = Edit::Rename { entity: user("bob"), to: "eve".to_owned(), in_documents: false };
    assert_eq!(consequences(&scenario, &without).len(), 1);
}

#[test]
fn renaming_a_user_takes_along_question_and_documents() {
    let before = scenario();
    let edit = rename(user("bob"), "robert");
    is_called(&edit, "Rename user bob to robert", "将用户 bob 重命名为 robert");
    let after = made(&before, &edit);
    assert_eq!(after.accounts[0].users[0].name, "robert");
    assert_eq!(after.question.principal, Some(Principal::User { account: A.to_owned(), name: "robert".to_owned() }));
    let trust = |scenario: &Scenario| scenario.accounts[0].roles[0].trust_policy.clone().unwrap();
    assert_eq!(trust(&after), trust(&before).replace("user/bob", "user/robert"));
    let lines = preview(&before, &user("bob"), "robert");
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].number, 3);
    assert_eq!(lines[0].after, lines[0].before.replace("bob", "robert"));
    let place = &references(&before, &user("bob"))[0];
    assert_eq!(place.span.of(before.document(&place.document).unwrap()), "bob");

    let only_name = Edit::Rename { entity: user("bob"), to: "robert".to_owned(), in_documents: false };
    assert_eq!(trust(&made(&before, &only_name)), trust(&before));
}

#[test]
fn renaming_a_role_takes_along_hops_and_policies() {
    let after = made(&scenario(), &rename(role("ops"), "Admin"));
    assert_eq!(after.question.assume_role[0].role_arn, format!("acs:ram::{A}:role/admin"));
    assert!(after.accounts[0].policies[0].document.contains(&format!("acs:ram:*:{A}:role/admin")));
    assert!(crate::world::request(&after, &crate::world::documents(&after, None)).is_ok());
}

#[test]
fn renaming_an_account_reaches_everything_in_it() {
    let before = made(&scenario(), &Edit::Create(Box::new(fresh::bucket_policy(A, "logs"))));
    let after = made(&before, &rename(Entity::Account(A.to_owned()), "77"));
    assert!(!after.to_json_pretty().contains(A), "{}", after.to_json_pretty());
    assert_eq!(after.to_json_pretty(), before.to_json_pretty().replace(A, "77"));
}

#[test]
fn renaming_a_policy_or_group_keeps_what_is_attached() {
    let after = made(&scenario(), &rename(policy("assume"), "assume-ops"));
    assert_eq!(after.accounts[0].users[0].policies, [attachment("assume-ops")]);
    let after = made(&scenario(), &rename(group("staff"), "everyone"));
    assert_eq!(after.accounts[0].users[0].groups, ["everyone"]);
}

#[test]
fn renaming_a_bucket_takes_its_policy_and_objects_along() {
    let mut before = made(&scenario(), &Edit::Create(Box::new(fresh::bucket_policy(A, "logs"))));
    before.question.resources = vec![format!("acs:oss:oss-cn-hangzhou:{A}:logs/a.txt")];
    let bucket = Entity::Resource { account: A.to_owned(), arn: format!("acs:oss:oss-cn-hangzhou:{A}:logs") };
    let after = made(&before, &rename(bucket, &format!("acs:oss:oss-cn-hangzhou:{A}:archive")));
    assert_eq!(after.resource_policies[0].bucket, "archive");
    assert!(after.resource_policies[0].document.contains(":archive/*"));
    assert_eq!(after.question.resources, [format!("acs:oss:oss-cn-hangzhou:{A}:archive/a.txt")]);
}

#[test]
fn a_copy_stands_behind_its_original_under_a_name_of_its_own() {
    let before = scenario();
    let after = made(&before, &Edit::Duplicate(user("bob")));
    let names = Vec::from_iter(after.accounts[0].users.iter().map(|user| user.name.as_str()));
    assert_eq!(names, ["bob", "bob-2"]);
    assert_eq!(after.accounts[0].users[1].groups, ["staff"]);
    assert_eq!(after.accounts[0].users[1].policies, [attachment("assume")]);
    let after = made(&after, &Edit::Duplicate(user("bob")));
    let names = Vec::from_iter(after.accounts[0].users.iter().map(|user| user.name.as_str()));
    assert_eq!(names, ["bob", "bob-3", "bob-2"]);
    let bucket = Entity::Resource { account: A.to_owned(), arn: format!("acs:oss:oss-cn-hangzhou:{A}:logs") };
    let after = made(&before, &Edit::Duplicate(bucket));
    assert_eq!(after.accounts[0].resources[1].arn, format!("acs:oss:oss-cn-hangzhou:{A}:logs-2"));
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
fn a_policy_is_attached_once_at_a_scope() {
    let bob = Holder::user(A, "bob");
    let again = Edit::Attach { to: bob.clone(), attachment: attachment("assume") };
    let refusal = refused(&scenario(), &again);
    assert_eq!((refusal.rule(), refusal.code()), (Some("R7.25"), Some("EntityAlreadyExists.User.Policy")));
    let scope = Scope::ResourceGroup("rg-1".to_owned());
    let in_group = Attachment { scope, ..attachment("assume") };
    let attach = Edit::Attach { to: bob.clone(), attachment: in_group.clone() };
    let after = made(&scenario(), &attach);
    assert_eq!(after.accounts[0].users[0].policies.len(), 2);
    let detach = Edit::Detach { from: bob, attachment: in_group };
    assert_eq!(made(&after, &detach), scenario());
    assert_eq!(refused(&scenario(), &detach), Refusal::NoSuchPolicy { policy: "assume".to_owned() });
}

#[test]
fn only_policies_that_exist_are_attached() {
    let to = Holder::group(A, "staff");
    let system = |policy: &str| Edit::Attach {
        to: to.clone(),
        attachment: Attachment { kind: PolicyType::System, ..attachment(policy) },
    };
    assert_eq!(made(&scenario(), &system("AliyunECSFullAccess")).accounts[0].groups[0].policies.len(), 1);
    assert!(matches!(refused(&scenario(), &system("AliyunNoSuchAccess")), Refusal::NoSuchPolicy { .. }));
    let foreign = Edit::Attach { to: Holder::user(B, "bob"), attachment: attachment("assume") };
    assert!(matches!(refused(&scenario(), &foreign), Refusal::Missing(_)));
}

#[test]
fn attachments_and_memberships_are_counted() {
    let mut scenario = scenario();
    for number in 0..20 {
        let name = format!("policy-{number}");
        let policy = CustomPolicy { name: name.clone(), document: "{}".to_owned(), ..CustomPolicy::default() };
        scenario.accounts[0].policies.push(policy);
    }
    let attach = |to: &Holder, number: usize| Edit::Attach {
        to: to.clone(),
        attachment: attachment(&format!("policy-{number}")),
    };
    for (holder, limit) in [(Holder::user(A, "bob"), 10), (Holder::group(A, "staff"), 5), (Holder::role(A, "ops"), 5)] {
        let have = holder.attachments(&scenario).unwrap().len();
        let mut full = scenario.clone();
        for number in have..limit {
            full = made(&full, &attach(&holder, number));
        }
        assert_eq!(refused(&full, &attach(&holder, limit)).rule(), Some("R1.36"), "{holder:?}");
    }
    for name in ["g2", "g3", "g4", "g5", "g6"] {
        scenario.accounts[0].groups.push(Group { name: name.to_owned(), ..Group::default() });
    }
    let join = |name: &str| Edit::Join { account: A.to_owned(), user: "bob".to_owned(), group: name.to_owned() };
    for name in ["g2", "g3", "g4", "g5"] {
        scenario = made(&scenario, &join(name));
    }
    assert_eq!(refused(&scenario, &join("g6")).rule(), Some("R7.13"));
    assert_eq!(made(&scenario, &join("g5")), scenario, "who is in the group stays there once");
}

#[test]
fn system_policies_are_counted_for_themselves() {
    let mut scenario = scenario();
    let to = Holder::user(A, "bob");
    let attach = |name: &str| Edit::Attach {
        to: to.clone(),
        attachment: Attachment { kind: PolicyType::System, ..attachment(name) },
    };
    let names = Vec::from_iter(ram_catalog::system_policies().map(|policy| policy.name));
    for name in &names[..20] {
        scenario = made(&scenario, &attach(name));
    }
    assert_eq!(refused(&scenario, &attach(names[20])).rule(), Some("R1.35"));
}

#[test]
fn accounts_hold_so_many_of_each() {
    let mut scenario = scenario();
    for number in 0..49 {
        scenario.accounts[0].groups.push(Group { name: format!("g{number}"), ..Group::default() });
    }
    assert_eq!(refused(&scenario, &Edit::Create(Box::new(fresh::group(&scenario, A)))).rule(), Some("R7.12"));
    let text = |number: usize| CustomPolicy { name: format!("p{number}"), ..CustomPolicy::default() };
    scenario.accounts[0].policies = (0..1_500).map(text).collect();
    assert_eq!(refused(&scenario, &Edit::Create(Box::new(fresh::policy(&scenario, A)))).rule(), Some("R1.37"));
}

#[test]
fn a_policy_has_five_versions_of_which_one_is_in_force() {
    let set = |set: PolicyField| Edit::Policy { account: A.to_owned(), policy: "assume".to_owned(), set };
    let add =
        |document: &str, is_default: bool| set(PolicyField::AddVersion { document: document.to_owned(), is_default });
    let first = scenario().accounts[0].policies[0].document.clone();
    let mut scenario = made(&scenario(), &add("two", false));
    let versions = |scenario: &Scenario| {
        let policy = &scenario.accounts[0].policies[0];
        let others = policy.versions.iter().map(|version| (version.version, version.document.clone()));
        (policy.version.unwrap_or(1), policy.document.clone(), Vec::from_iter(others))
    };
    assert_eq!(versions(&scenario), (1, first.clone(), vec![(2, "two".to_owned())]));
    scenario = made(&scenario, &add("three", true));
    assert_eq!(versions(&scenario), (3, "three".to_owned(), vec![(1, first.clone()), (2, "two".to_owned())]));
    assert_eq!(
        refused(&scenario, &set(PolicyField::DeleteVersion(3))),
        Refusal::DefaultVersion { version: 3 },
        "R7.22"
    );
    scenario = made(&scenario, &set(PolicyField::SetDefaultVersion(1)));
    assert_eq!(versions(&scenario).1, first);
    assert_eq!(scenario.accounts[0].policies[0].version, None, "a policy at its first version looks like any other");
    scenario = made(&made(&scenario, &add("four", false)), &add("five", false));
    assert_eq!(refused(&scenario, &add("six", false)).rule(), Some("R1.33"));
    let delete = set(PolicyField::DeleteVersion(2));
    is_called(&delete, "Delete version v2 of policy assume", "删除策略 assume 的版本 v2");
    scenario = made(&scenario, &delete);
    assert!(matches!(refused(&scenario, &delete), Refusal::NoSuchPolicy { .. }));
    let uses = refusal::uses(&scenario, &policy("assume"));
    assert!(uses.contains(&Use::Version(5)), "R7.22: other versions are in the way, too");
}

#[test]
fn a_service_linked_role_is_fixed() {
    let new = fresh::service_linked_role(A, "AliyunServiceRoleForX", "x.aliyuncs.com", "AliyunECSReadOnlyAccess");
    let scenario = made(&scenario(), &Edit::Create(Box::new(new)));
    let name = "AliyunServiceRoleForX";
    let attached = scenario.accounts[0].roles[1].policies[0].clone();
    for edit in [
        rename(role(name), "other"),
        Edit::Attach { to: Holder::role(A, name), attachment: attachment("assume") },
        Edit::Detach { from: Holder::role(A, name), attachment: attached },
        Edit::Role { account: A.to_owned(), role: name.to_owned(), set: RoleField::MaxSessionDuration(Some(7_200)) },
        Edit::Document {
            key: DocumentKey::Trust { account: A.to_owned(), role: name.to_owned() },
            text: String::new(),
        },
    ] {
        assert_eq!(refused(&scenario, &edit).rule(), Some("R6.25"), "{edit:?}");
    }
    assert_eq!(made(&scenario, &delete(role(name))).accounts[0].roles.len(), 1);
}

#[test]
fn fields_are_set_within_their_rules() {
    let account = |set: AccountField| Edit::Account { account: B.to_owned(), set };
    let alias = |text: &str| account(AccountField::Alias(Some(text.to_owned())));
    assert_eq!(made(&scenario(), &alias("company-b")).accounts[1].alias.as_deref(), Some("company-b"));
    assert_eq!(refused(&scenario(), &alias("company-a")).rule(), Some("R7.23"));
    assert_eq!(refused(&scenario(), &alias("-b")).rule(), Some("R7.2"));
    is_called(&alias("company-b"), "Change the alias of 1000000000000002", "修改 1000000000000002 的别名");

    let user = |set: UserField| Edit::User { account: A.to_owned(), user: "bob".to_owned(), set };
    let after = made(
        &scenario(),
        &Edit::All(vec![
            user(UserField::Mfa(true)),
            user(UserField::Access(Access::Both)),
            user(UserField::Id(Some("20".to_owned()))),
        ]),
    );
    let bob = &after.accounts[0].users[0];
    assert_eq!((bob.mfa, bob.access, bob.id.as_deref()), (true, Access::Both, Some("20")));
    assert_eq!(refused(&scenario(), &user(UserField::Id(Some(A.to_owned())))).rule(), Some("R7.23"));
    assert_eq!(refused(&scenario(), &user(UserField::Description(Some("x".repeat(129))))).rule(), Some("R7.10"));
    assert_eq!(
        refused(&scenario(), &user(UserField::DisplayName(Some(Localized::One("x".repeat(129)))))).rule(),
        Some("R7.6")
    );

    let role = |set: RoleField| Edit::Role { account: A.to_owned(), role: "ops".to_owned(), set };
    let longest = |seconds| role(RoleField::MaxSessionDuration(Some(seconds)));
    assert_eq!(made(&scenario(), &longest(43_200)).accounts[0].roles[0].max_session_duration, Some(43_200));
    assert_eq!(refused(&scenario(), &longest(43_201)).rule(), Some("R6.3"));

    let arn = format!("acs:oss:oss-cn-hangzhou:{A}:logs");
    let tags = BTreeMap::from([("env".to_owned(), "prod".to_owned())]);
    let set = ResourceField::Tags(tags.clone());
    let resource = Edit::Resource { account: A.to_owned(), arn: arn.clone(), set };
    assert_eq!(made(&scenario(), &resource).accounts[0].resources[0].tags, tags);
    let set = ResourceField::ResourceGroup(Some("rg-1".to_owned()));
    let group = Edit::Resource { account: A.to_owned(), arn, set };
    assert_eq!(made(&scenario(), &group).accounts[0].resources[0].resource_group.as_deref(), Some("rg-1"));
}

#[test]
fn several_edits_are_made_together_or_not_at_all() {
    let create = |name: &str| {
        let user = User { name: name.to_owned(), ..User::default() };
        Edit::Create(Box::new(New::User { account: A.to_owned(), user }))
    };
    let two = Edit::All(vec![create("carol"), create("dave")]);
    assert_eq!(made(&scenario(), &two).accounts[0].users.len(), 3);
    is_called(&two, "Make 2 changes", "做出 2 处更改");
    let wrong = Edit::All(vec![create("carol"), create("carol")]);
    assert_eq!(refused(&scenario(), &wrong).rule(), Some("R7.23"));
    let attach = Edit::Attach { to: Holder::user(A, "carol"), attachment: attachment("assume") };
    is_called(&Edit::All(vec![create("carol"), attach]), "Create user carol", "创建用户 carol");
}

#[test]
fn a_resource_group_in_use_is_not_deleted() {
    let mut scenario = scenario();
    let group = ResourceGroup { id: "rg-1".to_owned(), name: None };
    scenario.accounts[0].resource_groups.push(group);
    scenario.accounts[0].resources[0].resource_group = Some("rg-1".to_owned());
    let scope = Scope::ResourceGroup("rg-1".to_owned());
    scenario.accounts[0].users[0].policies[0].scope = scope.clone();
    let entity = Entity::ResourceGroup { account: A.to_owned(), id: "rg-1".to_owned() };
    let refusal = refused(&scenario, &delete(entity.clone()));
    let resource = format!("acs:oss:oss-cn-hangzhou:{A}:logs");
    let uses = vec![Use::Resource(resource), Use::AttachedTo(Holder::user(A, "bob"), scope)];
    assert_eq!(refusal, Refusal::InUse { entity: entity.clone(), uses });
    let after = made(&scenario, &refusal.remedy().unwrap());
    assert_eq!(after.accounts[0].resources[0].resource_group, None);
    assert!(after.accounts[0].users[0].policies.is_empty());
    let after = made(&scenario, &rename(entity, "rg-2"));
    assert_eq!(after.accounts[0].resources[0].resource_group.as_deref(), Some("rg-2"));
    assert_eq!(after.accounts[0].users[0].policies[0].scope, Scope::ResourceGroup("rg-2".to_owned()));
}

#[test]
fn a_bucket_gives_up_its_policy_first() {
    let scenario = made(&scenario(), &Edit::Create(Box::new(fresh::bucket_policy(A, "logs"))));
    let bucket = Entity::Resource { account: A.to_owned(), arn: format!("acs:oss:oss-cn-hangzhou:{A}:logs") };
    let refusal = refused(&scenario, &delete(bucket));
    assert!(matches!(&refusal, Refusal::InUse { uses, .. } if uses == &[Use::BucketPolicy("logs".to_owned())]));
    let after = made(&scenario, &refusal.remedy().unwrap());
    assert!(after.resource_policies.is_empty() && after.accounts[0].resources.is_empty());
}

fn with_directory() -> Scenario {
    let create = |new: New| Edit::Create(Box::new(new));
    let member = New::Member { account: B.to_owned(), parent: "fd-1".to_owned() };
    let folder = New::Folder { id: "fd-1".to_owned(), parent: fresh::ROOT_FOLDER.to_owned(), name: None };
    let directory = New::Directory { management_account: A.to_owned() };
    made(&scenario(), &Edit::All(vec![create(directory), create(folder), create(member)]))
}

fn node<'s>(scenario: &'s Scenario, id: &str) -> &'s DirectoryNode {
    scenario.resource_directory.as_ref().unwrap().nodes.iter().find(|node| node.id == id).unwrap()
}

#[test]
fn turning_control_policies_on_attaches_full_access_and_off_detaches_all() {
    let scenario = with_directory();
    let attach =
        |policy: &str| Edit::Directory(DirectoryEdit::Attach { node: B.to_owned(), policy: policy.to_owned() });
    let detach =
        |policy: &str| Edit::Directory(DirectoryEdit::Detach { node: B.to_owned(), policy: policy.to_owned() });
    assert_eq!(refused(&scenario, &attach("FullAliyunAccess")), Refusal::ControlPoliciesOff);
    let on = made(&scenario, &Edit::Directory(DirectoryEdit::ControlPolicies(true)));
    for id in [fresh::ROOT_FOLDER, "fd-1", B] {
        assert_eq!(node(&on, id).control_policies, ["FullAliyunAccess"], "{id}");
    }
    assert_eq!(refused(&on, &detach("FullAliyunAccess")).rule(), Some("R1.34"));
    let own = made(&on, &Edit::Create(Box::new(fresh::control_policy(&on))));
    let own = made(&own, &attach("control-policy"));
    let own = made(&own, &detach("FullAliyunAccess"));
    assert_eq!(node(&own, B).control_policies, ["control-policy"]);
    let in_use = refused(&own, &delete(Entity::ControlPolicy("control-policy".to_owned())));
    let gone = made(&own, &in_use.remedy().unwrap());
    assert_eq!(node(&gone, B).control_policies, ["FullAliyunAccess"], "one always stays");
    let off = Edit::Directory(DirectoryEdit::ControlPolicies(false));
    assert_eq!(consequences(&own, &off), [Consequence::Detaches(3)]);
    assert!(node(&made(&own, &off), B).control_policies.is_empty());
    is_called(&off, "Turn control policies off", "关闭管控策略");
}

#[test]
fn a_folder_or_member_has_up_to_ten_control_policies() {
    let mut scenario = made(&with_directory(), &Edit::Directory(DirectoryEdit::ControlPolicies(true)));
    for number in 0..10 {
        let policy = CustomPolicy { name: format!("p{number}"), ..CustomPolicy::default() };
        scenario.resource_directory.as_mut().unwrap().control_policies.push(policy);
    }
    let attach =
        |number: usize| Edit::Directory(DirectoryEdit::Attach { node: B.to_owned(), policy: format!("p{number}") });
    for number in 0..9 {
        scenario = made(&scenario, &attach(number));
    }
    assert_eq!(refused(&scenario, &attach(9)).rule(), Some("R1.34"));
}

#[test]
fn folders_are_moved_but_not_into_themselves() {
    let scenario = with_directory();
    let move_to = |node: &str, parent: &str| {
        Edit::Directory(DirectoryEdit::MoveTo { node: node.to_owned(), parent: parent.to_owned() })
    };
    assert_eq!(refused(&scenario, &move_to(fresh::ROOT_FOLDER, "fd-1")), Refusal::Circle);
    assert_eq!(refused(&scenario, &move_to("fd-1", "fd-1")), Refusal::Circle);
    assert_eq!(refused(&scenario, &move_to("fd-1", B)), Refusal::NotAFolder { node: B.to_owned() });
    let after = made(&scenario, &move_to(B, fresh::ROOT_FOLDER));
    assert_eq!(node(&after, B).parent.as_deref(), Some(fresh::ROOT_FOLDER));
    assert!(matches!(refused(&scenario, &delete(Entity::Folder("fd-1".to_owned()))), Refusal::InUse { .. }));
    let all = Edit::Delete { entity: Entity::Folder("fd-1".to_owned()), with_uses: true };
    assert_eq!(made(&scenario, &all).resource_directory.unwrap().nodes.len(), 1);
    let root = Edit::Delete { entity: Entity::Folder(fresh::ROOT_FOLDER.to_owned()), with_uses: true };
    assert_eq!(refused(&scenario, &root), Refusal::RootFolder);
}

#[test]
fn the_management_account_is_no_member_and_stays() {
    let scenario = with_directory();
    let member = New::Member { account: A.to_owned(), parent: "fd-1".to_owned() };
    let refusal = Refusal::ManagementAccount { account: A.to_owned() };
    assert_eq!(refused(&scenario, &Edit::Create(Box::new(member))), refusal);
    let in_use = refused(&scenario, &delete(Entity::Account(A.to_owned())));
    assert_eq!(in_use.remedy(), None);
    let after = made(&scenario, &Edit::Delete { entity: Entity::Account(B.to_owned()), with_uses: false });
    assert!(after.resource_directory.unwrap().nodes.iter().all(|node| node.kind != NodeKind::Member));
}

#[test]
fn a_system_policy_is_copied_and_the_copy_edited() {
    let new = fresh::copy_of_system_policy(&scenario(), A, "AliyunECSReadOnlyAccess").unwrap();
    let after = made(&scenario(), &Edit::Create(Box::new(new)));
    let copy = &after.accounts[0].policies[1];
    assert_eq!(copy.name, "AliyunECSReadOnlyAccess");
    assert_eq!(copy.document, ram_catalog::system_policy("AliyunECSReadOnlyAccess").unwrap().document);
    let write = |key: DocumentKey| Edit::Document { key, text: "{".to_owned() };
    let name = copy.name.clone();
    let own = DocumentKey::Custom { account: A.to_owned(), policy: name.clone() };
    assert_eq!(made(&after, &write(own.clone())).document(&own), Some("{"));
    assert_eq!(refused(&after, &write(DocumentKey::System { policy: name })), Refusal::NotEditable);
}

#[test]
fn the_question_asks_everything() {
    let scenario = scenario();
    let ask = |ask: Ask| Edit::Ask(Box::new(ask));
    let session = Principal::Session {
        account: A.to_owned(),
        role: "ops".to_owned(),
        name: "night".to_owned(),
        session_policy: None,
        duration_seconds: None,
    };
    let after = made(&scenario, &ask(Ask::Principal(session)));
    let after = made(&after, &ask(Ask::RunningSessionPolicy(Some("{}".to_owned()))));
    assert_eq!(after.document(&DocumentKey::Running), Some("{}"));
    assert_eq!(refused(&scenario, &ask(Ask::RunningDuration(Some(900)))), Refusal::NotEditable);

    let parameter = |set: Parameter| ask(Ask::Parameter { hops: crate::context::Phases::All, set });
    let after = made(&scenario, &parameter(Parameter::ExternalId(Some("contract-7".to_owned()))));
    assert_eq!(after.question.assume_role[0].external_id.as_deref(), Some("contract-7"));
    assert_eq!(refused(&scenario, &parameter(Parameter::Duration(Some(7_200)))).rule(), Some("R6.3"));
    assert_eq!(refused(&scenario, &parameter(Parameter::SessionName(Some("b".to_owned())))).rule(), Some("R6.4"));
    assert_eq!(refused(&scenario, &parameter(Parameter::SourceIdentity(Some("b".to_owned())))).rule(), Some("R6.6"));

    let console = made(&after, &ask(Ask::How { hop: 0, how: How::Console }));
    assert_eq!(console.question.assume_role[0].how, How::Console);
    assert_eq!(console.question.assume_role[0].external_id.as_deref(), Some("contract-7"), "kept for the API");
    let switch = ask(Ask::Switch { hop: 0, account: "company-a".to_owned(), role: "Ops".to_owned() });
    assert_eq!(made(&scenario, &switch).question.assume_role[0].role_arn, format!("acs:ram::{A}:role/ops"));
    let anonymous = made(&scenario, &ask(Ask::Principal(Principal::Anonymous)));
    assert_eq!(refused(&anonymous, &switch).rule(), Some("R5.52"));
    is_called(&switch, "Assume role Ops", "扮演角色 Ops");
    let service = Principal::Service { service: "ecs".to_owned(), account: A.to_owned() };
    assert_eq!(refused(&scenario, &ask(Ask::Principal(service))).rule(), Some("R2.6"));
    let not_an_arn = ask(Ask::Resource { number: 0, arn: "i-001".to_owned() });
    assert_eq!(refused(&scenario, &not_an_arn).rule(), Some("R3.1"));
    let mut longest = scenario;
    for hop in 1..10 {
        let role_arn = format!("acs:ram::{A}:role/ops");
        longest = made(&longest, &ask(Ask::AddHop { hop, role_arn }));
    }
    let more = ask(Ask::AddHop { hop: 0, role_arn: format!("acs:ram::{A}:role/ops") });
    assert!(matches!(refused(&longest, &more), Refusal::TooMany(_)));
}

/// Every edit of a small set of names, most of which do not fit at a given moment.
fn any_edit() -> impl Strategy<Value = Edit> {
    let account = prop_oneof![Just(A.to_owned()), Just(B.to_owned()), Just("9000000000000001".to_owned())];
    let name = prop_oneof![
        Just("bob".to_owned()),
        Just("ops".to_owned()),
        Just("assume".to_owned()),
        Just("staff".to_owned()),
        Just("x-2".to_owned())
    ];
    let pair = (account.clone(), name.clone());
    let entity = prop_oneof![
        account.clone().prop_map(Entity::Account),
        pair.clone().prop_map(|(account, name)| Entity::User { account, name }),
        pair.clone().prop_map(|(account, name)| Entity::Group { account, name }),
        pair.clone().prop_map(|(account, name)| Entity::Role { account, name }),
        pair.clone().prop_map(|(account, name)| Entity::Policy { account, name }),
        account
            .clone()
            .prop_map(|account| Entity::Resource { arn: format!("acs:oss:oss-cn-hangzhou:{account}:logs"), account }),
        Just(Entity::Directory),
        prop_oneof![Just("fd-1".to_owned()), Just("fd-new".to_owned())].prop_map(Entity::Folder),
        account.clone().prop_map(Entity::Member),
        Just(Entity::ControlPolicy("control-policy".to_owned())),
    ];
    let holder = prop_oneof![
        pair.clone().prop_map(|(account, name)| Holder::user(&account, &name)),
        pair.clone().prop_map(|(account, name)| Holder::group(&account, &name)),
        pair.prop_map(|(account, name)| Holder::role(&account, &name)),
    ];
    let attachment = (name.clone(), any::<bool>()).prop_map(|(policy, is_system)| match is_system {
        true => Attachment { policy: "AliyunECSReadOnlyAccess".to_owned(), kind: PolicyType::System, ..attachment("") },
        false => attachment(&policy),
    });
    let to = prop_oneof![name.clone(), account.clone(), Just(format!("acs:oss:oss-cn-hangzhou:{A}:archive"))];
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
    let hop = 0..3_usize;
    let ask = prop_oneof![
        hop.clone().prop_map(|hop| Ask::AddHop { hop, role_arn: format!("acs:ram::{A}:role/ops") }),
        hop.clone().prop_map(Ask::RemoveHop),
        hop.prop_map(|hop| Ask::How { hop, how: How::Console }),
        Just(Ask::Principal(Principal::Anonymous)),
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
        (account.clone(), name.clone(), change).prop_map(|(account, policy, set)| Edit::Policy {
            account,
            policy,
            set
        }),
        (account, name).prop_map(|(account, user)| Edit::Join { account, user, group: "staff".to_owned() }),
        directory.prop_map(Edit::Directory),
        ask.prop_map(|ask| Edit::Ask(Box::new(ask))),
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
                prop_assert!(!edit.name().string(lang).is_empty());
            }
            let wrote = matches!(edit, Edit::Policy { .. } | Edit::Document { .. });
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
            let there = rename(entity.clone(), &name).apply(&before).unwrap();
            let back = rename(entity.named(&name), entity.name()).apply(&there).unwrap();
            prop_assert_eq!(&back, &before, "{:?}", entity);
            for place in references(&before, &entity) {
                let text = before.document(&place.document).unwrap();
                prop_assert!(place.span.of(text).eq_ignore_ascii_case(entity.name()));
            }
        }
    }
}

#[test]
fn a_version_that_is_not_in_force_survives_the_file() {
    let mut scenario = scenario();
    let policy = &mut scenario.accounts[0].policies[0];
    policy.version = Some(2);
    policy.versions = vec![PolicyVersion { version: 1, document: "old".to_owned() }];
    assert_eq!(Scenario::from_json(&scenario.to_json_pretty()).unwrap(), scenario);
}
