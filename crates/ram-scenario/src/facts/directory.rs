//! Facts about the resource directory: itself, its folders, and the control policies that reach a node of it.

use ram_policy::limits;
use ram_policy::policy::PolicyKind;

use super::Own;
use crate::scenario::{CustomPolicy, Directory, DirectoryNode, DocumentKey, NodeKind};
use crate::world::Documents;

/// Where an account stands in the resource directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DirectoryPlace {
    /// It manages the directory, and control policies never reach it (R5.13).
    Manages,
    /// It is a member.
    Member {
        /// The folders that it lies in, from the inside out.
        folders: Vec<String>,
        /// The control policies that reach it.
        controls: Controls,
    },
}

/// A folder of the resource directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// Whether it is the Root folder, which is neither moved nor deleted.
    pub is_root: bool,
    /// The folders that it lies in, from the inside out.
    pub above: Vec<String>,
    /// The folders right in it.
    pub folders: Vec<String>,
    /// The members right in it, by account ID.
    pub members: Vec<String>,
    /// The control policies that reach what is in it.
    pub controls: Controls,
}

/// The control policies of a node of the directory: each level must allow (R5.12).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Controls {
    /// Those attached to it.
    pub attached: Vec<Control>,
    /// Those attached to the folders that it lies in.
    pub inherited: Vec<Control>,
}

/// A control policy where it is attached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Control {
    /// The node, by its ID.
    pub node: String,
    /// Name of the policy.
    pub policy: String,
    /// The document, unless there is no such policy.
    pub document: Option<DocumentKey>,
}

pub(super) fn place(directory: &Directory, documents: &Documents, id: &str) -> Option<DirectoryPlace> {
    if directory.management_account == id {
        return Some(DirectoryPlace::Manages);
    }
    let node = directory.nodes.iter().find(|node| node.id == id && node.kind == NodeKind::Member)?;
    let folders = above(directory, node).into_iter().map(|above| above.id.clone()).collect();
    Some(DirectoryPlace::Member { folders, controls: controls(directory, documents, node) })
}

pub(super) fn folder(directory: &Directory, documents: &Documents, node: &DirectoryNode) -> Folder {
    let inside = directory.nodes.iter().filter(|other| other.parent.as_ref() == Some(&node.id));
    let (members, folders): (Vec<_>, Vec<_>) = inside.partition(|other| other.kind == NodeKind::Member);
    let ids = |nodes: Vec<&DirectoryNode>| nodes.into_iter().map(|node| node.id.clone()).collect();
    Folder {
        is_root: node.kind == NodeKind::Root,
        above: above(directory, node).into_iter().map(|above| above.id.clone()).collect(),
        folders: ids(folders),
        members: ids(members),
        controls: controls(directory, documents, node),
    }
}

pub(super) fn control_policy(directory: &Directory, policy: &CustomPolicy) -> Own {
    let nodes = directory.nodes.iter().filter(|node| node.control_policies.contains(&policy.name));
    Own::ControlPolicy {
        attached_to: nodes.map(|node| (node.kind, node.id.clone())).collect(),
        length: policy.document.chars().count(),
        limit: limits::document_length(PolicyKind::Control).unwrap_or(usize::MAX),
    }
}

fn controls(directory: &Directory, documents: &Documents, node: &DirectoryNode) -> Controls {
    let of = |node: &DirectoryNode| {
        let control = |policy: &String| {
            let own = DocumentKey::Control { policy: policy.clone() };
            let system = DocumentKey::SystemControl { policy: policy.clone() };
            let document = [own, system].into_iter().find(|key| documents.contains_key(key));
            Control { node: node.id.clone(), policy: policy.clone(), document }
        };
        node.control_policies.iter().map(control).collect::<Vec<_>>()
    };
    Controls { attached: of(node), inherited: above(directory, node).into_iter().flat_map(of).collect() }
}

/// The folders that a node lies in, from the inside out.
fn above<'d>(directory: &'d Directory, node: &'d DirectoryNode) -> Vec<&'d DirectoryNode> {
    let mut folders: Vec<&DirectoryNode> = Vec::new();
    let mut node = node;
    // A circle of parents ends the walk.
    while let Some(above) = node.parent.as_ref().and_then(|parent| directory.nodes.iter().find(|n| n.id == *parent)) {
        if folders.iter().any(|known| known.id == above.id) {
            break;
        }
        folders.push(above);
        node = above;
    }
    folders
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{DirectoryEdit, Edit, Entity, New, fresh};
    use crate::facts::facts;
    use crate::facts::tests::{A, B, example};
    use crate::scenario::Scenario;
    use crate::world;

    fn with_directory() -> Scenario {
        let create = |new: New| Edit::Create(Box::new(new));
        let folder = New::Folder { id: "fd-1".to_owned(), parent: fresh::ROOT_FOLDER.to_owned(), name: None };
        let all = Edit::All(vec![
            create(New::Directory { management_account: A.to_owned() }),
            create(folder),
            create(New::Member { account: B.to_owned(), parent: "fd-1".to_owned() }),
        ]);
        all.apply(&example("partner-operations").0).unwrap()
    }

    fn controlled() -> Scenario {
        let policy = CustomPolicy { name: "no-delete".to_owned(), document: "{}".to_owned(), ..Default::default() };
        let all = Edit::All(vec![
            Edit::Directory(DirectoryEdit::ControlPolicies(true)),
            Edit::Create(Box::new(New::ControlPolicy(policy))),
            Edit::Directory(DirectoryEdit::Attach { node: "fd-1".to_owned(), policy: "no-delete".to_owned() }),
        ]);
        all.apply(&with_directory()).unwrap()
    }

    fn own(scenario: &Scenario, entity: &Entity) -> Own {
        facts(scenario, &world::documents(scenario, None), entity).unwrap().own
    }

    fn names(controls: &[Control]) -> Vec<(&str, &str)> {
        controls.iter().map(|control| (control.node.as_str(), control.policy.as_str())).collect()
    }

    #[test]
    fn a_folder_shows_where_it_lies_what_lies_in_it_and_what_controls_it() {
        let scenario = controlled();
        let Own::Folder(folder) = own(&scenario, &Entity::Folder("fd-1".to_owned())) else { panic!() };
        assert_eq!((folder.is_root, folder.above), (false, vec![fresh::ROOT_FOLDER.to_owned()]));
        assert_eq!((folder.folders.len(), folder.members), (0, vec![B.to_owned()]));
        assert_eq!(names(&folder.controls.attached), [("fd-1", "FullAliyunAccess"), ("fd-1", "no-delete")]);
        assert_eq!(names(&folder.controls.inherited), [(fresh::ROOT_FOLDER, "FullAliyunAccess")]);
        let keys = Vec::from_iter(folder.controls.attached.iter().filter_map(|control| control.document.clone()));
        let system = DocumentKey::SystemControl { policy: "FullAliyunAccess".to_owned() };
        assert_eq!(keys, [system, DocumentKey::Control { policy: "no-delete".to_owned() }]);
        let Own::Folder(root) = own(&scenario, &Entity::Folder(fresh::ROOT_FOLDER.to_owned())) else { panic!() };
        assert!(root.is_root && root.above.is_empty() && root.controls.inherited.is_empty());
        assert_eq!(root.folders, ["fd-1"]);
    }

    #[test]
    fn a_member_inherits_what_its_folders_have() {
        let scenario = controlled();
        let Own::Account { place: Some(DirectoryPlace::Member { folders, controls }), .. } =
            own(&scenario, &Entity::Account(B.to_owned()))
        else {
            panic!()
        };
        assert_eq!(folders, ["fd-1", fresh::ROOT_FOLDER]);
        assert_eq!(names(&controls.attached), [(B, "FullAliyunAccess")]);
        let root = (fresh::ROOT_FOLDER, "FullAliyunAccess");
        assert_eq!(names(&controls.inherited), [("fd-1", "FullAliyunAccess"), ("fd-1", "no-delete"), root]);
        let manages = own(&scenario, &Entity::Account(A.to_owned()));
        assert!(matches!(manages, Own::Account { place: Some(DirectoryPlace::Manages), .. }));
    }

    #[test]
    fn the_directory_says_who_manages_it_and_what_it_holds() {
        let Own::Directory { management, is_on, root, members, policies } = own(&controlled(), &Entity::Directory)
        else {
            panic!()
        };
        assert_eq!((management.as_str(), is_on, root.as_deref()), (A, true, Some(fresh::ROOT_FOLDER)));
        assert_eq!((members, policies), (vec![B.to_owned()], vec!["no-delete".to_owned()]));
    }

    #[test]
    fn a_control_policy_says_where_it_is_attached_and_how_long_it_is() {
        let Own::ControlPolicy { attached_to, length, limit } =
            own(&controlled(), &Entity::ControlPolicy("no-delete".to_owned()))
        else {
            panic!()
        };
        assert_eq!(attached_to, [(NodeKind::Folder, "fd-1".to_owned())]);
        // R1.32
        assert_eq!((length, limit), (2, 4096));
    }

    #[test]
    fn folders_in_a_circle_end() {
        let mut scenario = with_directory();
        let directory = scenario.resource_directory.as_mut().unwrap();
        directory.nodes[0].parent = Some("fd-1".to_owned());
        let Own::Folder(folder) = own(&scenario, &Entity::Folder("fd-1".to_owned())) else { panic!() };
        assert_eq!(folder.above, [fresh::ROOT_FOLDER, "fd-1"]);
    }
}
