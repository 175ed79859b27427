//! The resource directory: folders, members, control policies.

use ram_policy::limits;

use super::accounts::{display_name, find as find_account};
use super::fresh::ROOT_FOLDER;
use super::{DirectoryEdit, Entity, Refusal, field};
use crate::scenario::{CustomPolicy, Directory, DirectoryNode, Localized, NodeKind, Scenario};

/// The control policy that allows everything; enabling the feature attaches it everywhere (R5.14).
pub(super) const FULL_ACCESS: &str = "FullAliyunAccess";

pub(super) fn find(scenario: &mut Scenario) -> Result<&mut Directory, Refusal> {
    scenario.resource_directory.as_mut().ok_or(Refusal::Missing(Entity::Directory))
}

pub(super) fn is_managed_by(scenario: &Scenario, account: &str) -> bool {
    scenario.resource_directory.as_ref().is_some_and(|directory| directory.management_account == account)
}

/// A directory with a Root folder; control policies are off, as when the platform creates it.
pub(super) fn create(scenario: &mut Scenario, management_account: &str) -> Result<(), Refusal> {
    find_account(scenario, management_account)?;
    if scenario.resource_directory.is_some() {
        return Err(Refusal::HasDirectory);
    }
    let root = node(ROOT_FOLDER, NodeKind::Root, None);
    scenario.resource_directory = Some(Directory {
        management_account: management_account.to_owned(),
        nodes: vec![root],
        ..Directory::default()
    });
    Ok(())
}

fn node(id: &str, kind: NodeKind, parent: Option<&str>) -> DirectoryNode {
    DirectoryNode {
        id: id.to_owned(),
        kind,
        parent: parent.map(str::to_owned),
        name: None,
        control_policies: Vec::new(),
    }
}

pub(super) fn create_folder(
    scenario: &mut Scenario,
    id: &str,
    parent: &str,
    name: Option<&Localized>,
) -> Result<(), Refusal> {
    field::folder_id(scenario, id, None)?;
    display_name(name)?;
    let folder = DirectoryNode { name: name.cloned(), ..node(id, NodeKind::Folder, Some(parent)) };
    add(find(scenario)?, folder)
}

pub(super) fn create_member(scenario: &mut Scenario, account: &str, parent: &str) -> Result<(), Refusal> {
    find_account(scenario, account)?;
    if is_managed_by(scenario, account) {
        return Err(Refusal::ManagementAccount { account: account.to_owned() });
    }
    field::folder_id(scenario, account, None)?;
    add(find(scenario)?, node(account, NodeKind::Member, Some(parent)))
}

/// R5.14, R5.16: whatever is new starts with everything allowed.
fn add(directory: &mut Directory, mut node: DirectoryNode) -> Result<(), Refusal> {
    let parent = node.parent.clone().unwrap_or_default();
    is_folder(directory, &parent)?;
    if directory.control_policy_enabled {
        node.control_policies.push(FULL_ACCESS.to_owned());
    }
    directory.nodes.push(node);
    Ok(())
}

fn is_folder(directory: &Directory, id: &str) -> Result<(), Refusal> {
    let is_it = |node: &DirectoryNode| node.id == id && node.kind != NodeKind::Member;
    if directory.nodes.iter().any(is_it) { Ok(()) } else { Err(Refusal::NotAFolder { node: id.to_owned() }) }
}

/// What lies in a folder goes with it.
pub(super) fn delete_node(scenario: &mut Scenario, id: &str) -> Result<(), Refusal> {
    let directory = find(scenario)?;
    if directory.nodes.iter().any(|node| node.id == id && node.kind == NodeKind::Root) {
        return Err(Refusal::RootFolder);
    }
    let gone = Vec::from_iter(directory.nodes.iter().map(|node| is_within(directory, node, id)));
    let mut gone = gone.into_iter();
    directory.nodes.retain(|_| !gone.next().unwrap_or_default());
    Ok(())
}

/// Whether a node is the one of this ID, or lies below it. A circle of parents ends the walk.
fn is_within(directory: &Directory, node: &DirectoryNode, id: &str) -> bool {
    let mut next = Some(node);
    for _ in 0..=directory.nodes.len() {
        let Some(node) = next else { return false };
        if node.id == id {
            return true;
        }
        next = directory.nodes.iter().find(|above| Some(&above.id) == node.parent.as_ref());
    }
    false
}

pub(super) fn create_policy(scenario: &mut Scenario, new: &CustomPolicy) -> Result<(), Refusal> {
    field::control_policy_name(scenario, &new.name, None)?;
    new.description.iter().try_for_each(|text| field::description(text))?;
    find(scenario)?.control_policies.push(new.clone());
    Ok(())
}

/// R1.34: where it was the last one, `FullAliyunAccess` takes its place.
pub(super) fn delete_policy(scenario: &mut Scenario, name: &str) -> Result<(), Refusal> {
    let directory = find(scenario)?;
    directory.control_policies.retain(|policy| policy.name != name);
    for node in &mut directory.nodes {
        if node.control_policies.iter().any(|policy| policy == name) {
            node.control_policies.retain(|policy| policy != name);
            if node.control_policies.is_empty() {
                node.control_policies.push(FULL_ACCESS.to_owned());
            }
        }
    }
    Ok(())
}

pub(super) fn edit(scenario: &mut Scenario, edit: &DirectoryEdit) -> Result<(), Refusal> {
    match edit {
        DirectoryEdit::ControlPolicies(is_on) => switch(find(scenario)?, *is_on),
        DirectoryEdit::ManagementAccount(account) => {
            find_account(scenario, account)?;
            let directory = find(scenario)?;
            // R5.13: there is one, and it is no member. The former one stands outside until it is added.
            directory.nodes.retain(|node| node.kind != NodeKind::Member || node.id != *account);
            directory.management_account.clone_from(account);
        }
        DirectoryEdit::MoveTo { node, parent } => {
            let directory = find(scenario)?;
            is_folder(directory, parent)?;
            let above = directory.nodes.iter().find(|found| found.id == *parent);
            if above.is_some_and(|above| is_within(directory, above, node)) {
                return Err(Refusal::Circle);
            }
            let moved = find_node(directory, node)?;
            if moved.kind == NodeKind::Root {
                return Err(Refusal::RootFolder);
            }
            moved.parent = Some(parent.clone());
        }
        DirectoryEdit::NodeName { node, name } => {
            display_name(name.as_ref())?;
            find_node(find(scenario)?, node)?.name.clone_from(name);
        }
        DirectoryEdit::Attach { node, policy } => {
            let directory = find(scenario)?;
            let is_custom = directory.control_policies.iter().any(|found| found.name == *policy);
            if !is_custom && ram_catalog::control_policy(policy).is_none() {
                return Err(Refusal::NoSuchPolicy { policy: policy.clone() });
            }
            if !directory.control_policy_enabled {
                return Err(Refusal::ControlPoliciesOff);
            }
            let attached = &mut find_node(directory, node)?.control_policies;
            if attached.contains(policy) {
                return Err(Refusal::Attached { policy: policy.clone() });
            }
            attached.push(policy.clone());
            field::count("R1.34", "control-policies", attached.len(), limits::CONTROL_POLICIES)?;
        }
        DirectoryEdit::Detach { node, policy } => {
            let attached = &mut find_node(find(scenario)?, node)?.control_policies;
            match attached.as_slice() {
                [last] if last == policy => return Err(Refusal::LastControlPolicy { policy: policy.clone() }),
                list if !list.contains(policy) => return Err(Refusal::NoSuchPolicy { policy: policy.clone() }),
                _ => attached.retain(|found| found != policy),
            }
        }
    }
    Ok(())
}

/// R5.14, R5.18.
fn switch(directory: &mut Directory, is_on: bool) {
    if directory.control_policy_enabled == is_on {
        return;
    }
    directory.control_policy_enabled = is_on;
    for node in &mut directory.nodes {
        if !is_on {
            node.control_policies.clear();
        } else if !node.control_policies.iter().any(|policy| policy == FULL_ACCESS) {
            node.control_policies.insert(0, FULL_ACCESS.to_owned());
        }
    }
}

fn find_node<'d>(directory: &'d mut Directory, id: &str) -> Result<&'d mut DirectoryNode, Refusal> {
    let missing = || Refusal::Missing(Entity::Folder(id.to_owned()));
    directory.nodes.iter_mut().find(|node| node.id == id).ok_or_else(missing)
}

#[cfg(test)]
mod tests {
    use crate::edit::consequences::{Consequence, consequences};
    use crate::edit::tests::*;
    use crate::edit::*;
    use crate::scenario::NodeKind;

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
            assert_eq!(node_of(&on, id).control_policies, ["FullAliyunAccess"], "{id}");
        }
        assert_eq!(refused(&on, &detach("FullAliyunAccess")).rule(), Some("R1.34"));
        let own = made(&on, &Edit::Create(Box::new(fresh::control_policy(&on))));
        let own = made(&own, &attach("control-policy"));
        let (english, chinese) =
            (format!("Attach control policy control-policy to {B}"), format!("将管控策略 control-policy 绑定到 {B}"));
        is_called(&attach("control-policy"), &english, &chinese);
        let own = made(&own, &detach("FullAliyunAccess"));
        assert_eq!(node_of(&own, B).control_policies, ["control-policy"]);
        let in_use = refused(&own, &deleting(Entity::ControlPolicy("control-policy".to_owned())));
        let gone = made(&own, &in_use.remedy().unwrap());
        assert_eq!(node_of(&gone, B).control_policies, ["FullAliyunAccess"], "one always stays");
        let off = Edit::Directory(DirectoryEdit::ControlPolicies(false));
        assert_eq!(consequences(&own, &off), [Consequence::Detaches(3)]);
        assert!(node_of(&made(&own, &off), B).control_policies.is_empty());
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
        assert_eq!(node_of(&after, B).parent.as_deref(), Some(fresh::ROOT_FOLDER));
        assert!(matches!(refused(&scenario, &deleting(Entity::Folder("fd-1".to_owned()))), Refusal::InUse { .. }));
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
        let in_use = refused(&scenario, &deleting(Entity::Account(A.to_owned())));
        assert_eq!(in_use.remedy(), None);
        let after = made(&scenario, &Edit::Delete { entity: Entity::Account(B.to_owned()), with_uses: false });
        assert!(after.resource_directory.unwrap().nodes.iter().all(|node| node.kind != NodeKind::Member));
    }

    #[test]
    fn a_member_that_becomes_the_management_account_is_no_member_any_more() {
        let edit = Edit::Directory(DirectoryEdit::ManagementAccount(B.to_owned()));
        let after = made(&with_directory(), &edit).resource_directory.unwrap();
        assert_eq!(after.management_account, B);
        assert!(after.nodes.iter().all(|node| node.kind != NodeKind::Member), "neither the new one nor the former");
        let unknown = Edit::Directory(DirectoryEdit::ManagementAccount("7".to_owned()));
        assert!(matches!(refused(&with_directory(), &unknown), Refusal::Missing(_)));
    }

    #[test]
    fn a_folder_gets_another_name_in_a_named_step() {
        let name = |name: &str| {
            let name = Some(Localized::One(name.to_owned()));
            Edit::Directory(DirectoryEdit::NodeName { node: "fd-1".to_owned(), name })
        };
        let after = made(&with_directory(), &name("生产"));
        assert_eq!(node_of(&after, "fd-1").name.as_ref().map(|name| name.get("en")), Some("生产"));
        assert_eq!(refused(&after, &name(&"x".repeat(129))).rule(), Some("R7.6"));
        is_called(&name("x"), "Change the display name of fd-1", "修改 fd-1 的显示名称");
    }
}
