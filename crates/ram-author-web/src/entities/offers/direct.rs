//! What can be done with a thing of the world at once: nothing more is asked.

use ram_policy::arn::Arn;
use ram_scenario::edit::{DirectoryEdit, Edit, Entity, PolicyField, Refusal, fresh};
use ram_scenario::scenario::{DirectoryNode, NodeKind, Scenario};
use ram_text::{Lang, Msg};

use super::Line;
use crate::entities::wish::Wish;

/// What can be done with this entity alone and asks nothing; only what the platform would not refuse. That a policy has
/// all the versions it can have is said.
pub(super) fn direct(scenario: &Scenario, entity: &Entity, lang: Lang) -> Vec<Line> {
    let mut edits = Vec::new();
    match entity {
        Entity::Policy { account, name } => {
            let policy = scenario.account(account).and_then(|found| found.policies.iter().find(|p| p.name == *name));
            let set = |set| Edit::Policy { account: account.clone(), policy: name.clone(), set };
            if let Some(policy) = policy {
                let document = policy.document.clone();
                edits.push(("plus", set(PolicyField::AddVersion { document, is_default: true })));
                for version in &policy.versions {
                    edits.push(("history", set(PolicyField::SetDefaultVersion(version.version))));
                    edits.push(("trash-2", set(PolicyField::DeleteVersion(version.version))));
                }
            }
        }
        Entity::Resource { account, arn } => {
            let parsed = Arn::parse(arn).ok();
            if let Some(bucket) = parsed.as_ref().and_then(Arn::whole_bucket) {
                edits.push(("archive", Edit::Create(Box::new(fresh::bucket_policy(account, bucket)))));
            }
        }
        Entity::Folder(node) | Entity::Member(node) => {
            let Some(directory) = &scenario.resource_directory else { return Vec::new() };
            edits.extend(attachable(scenario, node).into_iter().map(|edit| ("shield", Edit::Directory(edit))));
            for parent in directory.nodes.iter().filter(|other| other.kind != NodeKind::Member) {
                let edit = DirectoryEdit::MoveTo { node: node.clone(), parent: parent.id.clone() };
                edits.push(("folder", Edit::Directory(edit)));
            }
        }
        _ => {}
    }
    let line = |(icon, edit): (&'static str, Edit)| {
        let made = edit.apply(scenario);
        let is_version = matches!(&edit, Edit::Policy { set: PolicyField::AddVersion { .. }, .. });
        let line = || Line::new(icon, edit.name(scenario, lang), Wish::Make(edit.clone()));
        match made {
            Ok(after) => (after != *scenario).then(line),
            Err(refusal) => is_version.then(|| Line { obstacle: Some(refusal.message(scenario, lang)), ..line() }),
        }
    };
    let mut lines = Vec::from_iter(edits.into_iter().filter_map(line));
    if let Some(first) = lines.first_mut() {
        first.is_apart = true;
    }
    lines
}

/// What attaches each control policy that a node of the directory can get.
pub fn attachable(scenario: &Scenario, node: &str) -> Vec<DirectoryEdit> {
    let edits = attachments(scenario, node).into_iter();
    edits.filter(|edit| Edit::Directory(edit.clone()).apply(scenario).is_ok()).collect()
}

/// Why a node of the directory gets no other control policy, where it has as many as it can have (R1.34).
pub fn full(scenario: &Scenario, node: &str) -> Option<Refusal> {
    let refusals =
        attachments(scenario, node).into_iter().filter_map(|edit| Edit::Directory(edit).apply(scenario).err());
    refusals.into_iter().find(|refusal| refusal.rule() == Some("R1.34"))
}

/// What attaches each control policy to a node, whether it can be or not.
fn attachments(scenario: &Scenario, node: &str) -> Vec<DirectoryEdit> {
    let own = scenario.resource_directory.iter().flat_map(|directory| &directory.control_policies);
    let predefined = ram_catalog::control_policy("FullAliyunAccess").map(|policy| policy.name.to_owned());
    let policies = predefined.into_iter().chain(own.map(|policy| policy.name.clone()));
    policies.map(|policy| DirectoryEdit::Attach { node: node.to_owned(), policy }).collect()
}

/// What changes its place among its like. A node of the directory changes places with the next one in its folder,
/// wherever that stands in the list of all.
pub(super) fn shifts(scenario: &Scenario, entity: &Entity) -> Vec<(&'static str, Msg, Edit)> {
    let Some(place) = entity.place(scenario).filter(|_| !matches!(entity, Entity::Directory)) else {
        return Vec::new();
    };
    let (up, down) = match node(scenario, entity) {
        Some(node) => {
            let nodes = scenario.resource_directory.iter().flat_map(|directory| &directory.nodes);
            let like = nodes.enumerate().filter(|(_, other)| node.parent.is_some() && other.parent == node.parent);
            let places = Vec::from_iter(like.map(|(place, _)| place));
            let above = places.iter().copied().rfind(|other| *other < place);
            (above, places.iter().copied().find(|other| *other > place))
        }
        None => (place.checked_sub(1), Some(place + 1)),
    };
    let shift = |to: usize| Edit::Move { entity: entity.clone(), to };
    let up = up.map(|to| ("chevron-up", Msg::EntityMoveUp, shift(to)));
    let down = down.map(|to| ("chevron-down", Msg::EntityMoveDown, shift(to)));
    // Moving past the end changes nothing, and so is not offered.
    let changes = |edit: &Edit| edit.apply(scenario).is_ok_and(|after| after != *scenario);
    up.into_iter().chain(down).filter(|(_, _, edit)| changes(edit)).collect()
}

/// The node of the directory that it is.
pub(super) fn node<'s>(scenario: &'s Scenario, entity: &Entity) -> Option<&'s DirectoryNode> {
    match entity {
        Entity::Folder(_) | Entity::Member(_) => {
            scenario.resource_directory.as_ref()?.nodes.get(entity.place(scenario)?)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{A, B, scenario, with_directory};
    use super::*;
    use ram_text::Lang;

    #[test]
    fn a_policy_has_its_versions_in_its_menu_and_says_when_it_has_enough() {
        let mut scenario = scenario();
        let account = scenario.accounts.iter().find(|account| !account.policies.is_empty()).unwrap();
        let (id, name) = (account.id.clone(), account.policies[0].name.clone());
        let entity = Entity::Policy { account: id, name };
        let names = |scenario: &Scenario| -> Vec<String> {
            direct(scenario, &entity, Lang::En).iter().map(|line| line.label.string(Lang::En)).collect()
        };
        let before = names(&scenario);
        assert!(before.len() == 1 && before[0].starts_with("Add a version"), "{before:?}");
        for _ in 0..4 {
            let line = direct(&scenario, &entity, Lang::En).remove(0);
            assert_eq!(line.obstacle, None);
            let Wish::Make(add) = line.wish else { panic!() };
            scenario = add.apply(&scenario).unwrap();
        }
        let after = names(&scenario);
        assert!(after[1].contains("v1") && after[2].starts_with("Delete version v1"), "{after:?}");
        // R1.33
        let said = direct(&scenario, &entity, Lang::En).remove(0).obstacle.unwrap().string(Lang::En);
        assert_eq!(said, "A policy has up to 5 versions. Delete one that is not the default.");
    }

    #[test]
    fn a_bucket_without_a_policy_can_get_one_and_an_object_can_not() {
        let mut scenario = scenario();
        scenario.resource_policies.clear();
        let of = |arn: &str| {
            direct(&scenario, &Entity::Resource { account: A.to_owned(), arn: arn.to_owned() }, Lang::En).len()
        };
        assert_eq!(of("acs:oss:*:1234567890123456:company-a-reports"), 1);
        assert_eq!(of("acs:oss:*:1234567890123456:company-a-reports/2025/*"), 0);
        assert_eq!(of("acs:ecs:cn-hangzhou:1234567890123456:instance/i-001"), 0);
    }

    #[test]
    fn a_node_that_has_all_the_control_policies_it_can_have_says_so() {
        let mut scenario = with_directory();
        let on = Edit::Directory(DirectoryEdit::ControlPolicies(true));
        scenario = on.apply(&scenario).unwrap_or(scenario);
        loop {
            let next = Edit::Create(Box::new(fresh::control_policy(&scenario)));
            scenario = next.apply(&scenario).unwrap();
            let Some(edit) = attachable(&scenario, "fd-1").pop() else { break };
            assert_eq!(full(&scenario, "fd-1"), None);
            scenario = Edit::Directory(edit).apply(&scenario).unwrap();
        }
        let nodes = &scenario.resource_directory.as_ref().unwrap().nodes;
        assert_eq!(nodes.iter().find(|node| node.id == "fd-1").unwrap().control_policies.len(), 10);
        assert_eq!(full(&scenario, "fd-1").unwrap().rule(), Some("R1.34"));
    }

    #[test]
    fn a_folder_changes_places_with_the_next_in_its_folder() {
        let scenario = with_directory();
        let places = |id: &str| {
            shifts(&scenario, &Entity::Folder(id.to_owned()))
                .into_iter()
                .map(|(_, label, edit)| (label, edit))
                .collect()
        };
        let at = |entity: &Entity| entity.place(&scenario).unwrap();
        let (first, member) = (Entity::Folder("fd-1".to_owned()), Entity::Member(B.to_owned()));
        let down = Edit::Move { entity: first, to: at(&member) };
        let found: Vec<(Msg, Edit)> = places("fd-1");
        assert_eq!(found.len(), 1, "nothing of its folder stands above: {found:?}");
        assert_eq!(found[0].1, down);
        let last: Vec<(Msg, Edit)> = places("fd-2");
        assert_eq!(last.len(), 1);
        assert!(matches!(&last[0].1, Edit::Move { to, .. } if *to == at(&member)));
    }
}
