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
            if directory.nodes.iter().any(|node| node.id == *account) {
                return Err(Refusal::ManagementAccount { account: account.clone() });
            }
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
