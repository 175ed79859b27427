//! What a person asks of the world, and what a menu offers.

use ram_scenario::edit::{DirectoryEdit, Edit, Entity, Holder, PolicyField, fresh};
use ram_scenario::scenario::{Attachment, DocumentKey, NodeKind, PolicyType, Scenario};
use ram_text::Msg;

pub use ram_policy_playground::components::world::subject::{Listed, Subject, icon, name, tab};
use ram_policy_playground::state::Tab;

/// Something new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Made {
    Account,
    /// One RAM user or several.
    Users,
    Group,
    Role,
    Policy,
    Resource,
    /// A bucket, with a bucket policy if wanted.
    Bucket,
    ResourceGroup,
    Directory,
    Folder,
    Member,
    ControlPolicy,
}

impl Made {
    /// What can be made in this scenario, in the order of the menu.
    pub fn offered(scenario: &Scenario) -> Vec<Made> {
        if scenario.accounts.is_empty() {
            return vec![Made::Account];
        }
        let mut offered = vec![
            Made::Account,
            Made::Users,
            Made::Group,
            Made::Role,
            Made::Policy,
            Made::Resource,
            Made::Bucket,
            Made::ResourceGroup,
        ];
        match scenario.resource_directory {
            None => offered.push(Made::Directory),
            Some(_) => offered.extend([Made::Folder, Made::Member, Made::ControlPolicy]),
        }
        offered
    }

    /// Its icon.
    pub fn icon(self) -> &'static str {
        match self {
            Made::Account | Made::Member => "building-2",
            Made::Users => "user",
            Made::Group => "users",
            Made::Role => "shield-user",
            Made::Policy => "file-text",
            Made::Resource => "server",
            Made::Bucket => "archive",
            Made::ResourceGroup => "layers",
            Made::Directory | Made::ControlPolicy => "shield",
            Made::Folder => "folder",
        }
    }

    /// What the menu and the dialog call making it.
    pub fn label(self) -> Msg {
        match self {
            Made::Account => Msg::EntityNewAccount,
            Made::Users => Msg::EntityNewUsers,
            Made::Group => Msg::EntityNewGroup,
            Made::Role => Msg::EntityNewRole,
            Made::Policy => Msg::EntityNewPolicy,
            Made::Resource => Msg::EntityNewResource,
            Made::Bucket => Msg::EntityNewBucket,
            Made::ResourceGroup => Msg::EntityNewResourceGroup,
            Made::Directory => Msg::EntityNewDirectory,
            Made::Folder => Msg::EntityNewFolder,
            Made::Member => Msg::EntityNewMember,
            Made::ControlPolicy => Msg::EntityNewControlPolicy,
        }
    }
}

impl From<Listed> for Made {
    fn from(listed: Listed) -> Made {
        match listed {
            Listed::Users => Made::Users,
            Listed::Groups => Made::Group,
            Listed::Roles => Made::Role,
            Listed::Policies => Made::Policy,
            Listed::Resources => Made::Resource,
            Listed::ResourceGroups => Made::ResourceGroup,
            Listed::Buckets => Made::Bucket,
        }
    }
}

/// What is wanted.
#[derive(Debug, Clone, PartialEq)]
pub enum Wish {
    /// A tab is shown.
    Show(Tab),
    /// Something new is made, in this account where it matters.
    New(Made, Option<String>),
    /// Something gets another name.
    Rename(Entity),
    /// Policies are attached.
    Attach(Holder),
    /// A user goes into groups, or a group gets members.
    Join(Entity),
    /// Something is deleted.
    Delete(Entity),
    /// An edit that asks nothing.
    Make(Edit),
}

/// One line of a menu.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its icon.
    pub icon: &'static str,
    /// Its words.
    pub label: Msg,
    /// The key that does the same.
    pub key: Option<&'static str>,
    /// Whether a line stands above it.
    pub is_apart: bool,
    /// What it does.
    pub wish: Wish,
}

impl Line {
    fn new(icon: &'static str, label: Msg, wish: Wish) -> Line {
        Line { icon, label, key: None, is_apart: false, wish }
    }
}

/// The entity as somebody to whom policies are attached.
pub fn holder(entity: &Entity) -> Option<Holder> {
    match entity {
        Entity::User { account, name } => Some(Holder::user(account, name)),
        Entity::Group { account, name } => Some(Holder::group(account, name)),
        Entity::Role { account, name } => Some(Holder::role(account, name)),
        _ => None,
    }
}

/// The document of an attached policy.
pub fn document(account: &str, attachment: &Attachment) -> DocumentKey {
    let policy = attachment.policy.clone();
    match attachment.kind {
        PolicyType::Custom => DocumentKey::Custom { account: account.to_owned(), policy },
        PolicyType::System => DocumentKey::System { policy },
    }
}

/// The menu of all that can be added, to this account where it goes into one.
pub fn additions(scenario: &Scenario, account: Option<&str>) -> Vec<Line> {
    let line = |made: Made| {
        let is_apart = matches!(made, Made::Resource | Made::Directory | Made::Folder);
        Line { is_apart, ..Line::new(made.icon(), made.label(), Wish::New(made, account.map(str::to_owned))) }
    };
    Made::offered(scenario).into_iter().map(line).collect()
}

/// The lines of the menu of a row.
pub fn lines(scenario: &Scenario, subject: &Subject) -> Vec<Line> {
    match subject {
        Subject::Entity(entity) => of_entity(scenario, entity),
        Subject::Held(holder, attachment) => {
            let open = Wish::Show(Tab::Document(document(&holder.account, attachment)));
            let detach = Edit::Detach { from: holder.clone(), attachment: attachment.clone() };
            let detach = Line {
                key: Some("Delete"),
                is_apart: true,
                ..Line::new("unlink", Msg::EntityDetach, Wish::Make(detach))
            };
            vec![Line::new("arrow-right", Msg::EntityOpen, open), detach]
        }
        Subject::Control(node, policy) => {
            let edit = DirectoryEdit::Detach { node: node.clone(), policy: policy.clone() };
            let detach = Wish::Make(Edit::Directory(edit));
            vec![Line { key: Some("Delete"), ..Line::new("unlink", Msg::EntityDetach, detach) }]
        }
        Subject::Heading(listed, account) => {
            let made = Made::from(*listed);
            vec![Line::new("plus", made.label(), Wish::New(made, Some(account.clone())))]
        }
    }
}

fn of_entity(scenario: &Scenario, entity: &Entity) -> Vec<Line> {
    let mut lines = Vec::new();
    if let Some(tab) = tab(entity) {
        lines.push(Line::new("arrow-right", Msg::EntityOpen, Wish::Show(tab)));
    }
    if let Entity::Account(id) = entity {
        for made in [Made::Users, Made::Group, Made::Role, Made::Policy, Made::Resource, Made::Bucket] {
            let is_apart = made == Made::Users;
            lines.push(Line { is_apart, ..Line::new(made.icon(), made.label(), Wish::New(made, Some(id.clone()))) });
        }
    }
    if let Entity::Directory = entity {
        for made in [Made::Folder, Made::Member, Made::ControlPolicy] {
            lines.push(Line::new(made.icon(), made.label(), Wish::New(made, None)));
        }
        let is_on = scenario.resource_directory.as_ref().is_some_and(|directory| directory.control_policy_enabled);
        let turn = Edit::Directory(DirectoryEdit::ControlPolicies(!is_on));
        lines.push(Line { is_apart: true, ..Line::new("shield", turn.name(), Wish::Make(turn)) });
    }
    if let Some(holder) = holder(entity) {
        lines.push(Line { is_apart: true, ..Line::new("plus", Msg::EntityAttachMenu, Wish::Attach(holder)) });
    }
    match entity {
        Entity::User { .. } => {
            lines.push(Line::new("users", Msg::EntityJoinMenu, Wish::Join(entity.clone())));
        }
        Entity::Group { .. } => {
            lines.push(Line::new("user", Msg::EntityMembersMenu, Wish::Join(entity.clone())));
        }
        _ => {}
    }
    for (at, (icon, edit)) in direct(scenario, entity).into_iter().enumerate() {
        lines.push(Line { is_apart: at == 0, ..Line::new(icon, edit.name(), Wish::Make(edit)) });
    }
    let can_rename = !matches!(entity, Entity::Directory | Entity::Member(_) | Entity::BucketPolicy { .. });
    if can_rename {
        let label = match entity {
            Entity::Account(_) | Entity::ResourceGroup { .. } | Entity::Folder(_) => Msg::EntityChangeIdMenu,
            Entity::Resource { .. } => Msg::EntityChangeArnMenu,
            _ => Msg::EntityRenameMenu,
        };
        let rename = Line::new("pencil", label, Wish::Rename(entity.clone()));
        lines.push(Line { key: Some("F2"), is_apart: true, ..rename });
    }
    if fresh::copy(scenario, entity).is_some() {
        let duplicate = Wish::Make(Edit::Duplicate(entity.clone()));
        lines.push(Line::new("copy", Msg::EntityDuplicate, duplicate));
    }
    let place = entity.place(scenario);
    let is_listed = !matches!(entity, Entity::Directory);
    if let Some(place) = place.filter(|_| is_listed) {
        let shift = |to: usize| Edit::Move { entity: entity.clone(), to };
        // Moving past the end changes nothing, and so is not offered.
        let changes = |edit: &Edit| edit.apply(scenario).is_ok_and(|after| after != *scenario);
        let up = place.checked_sub(1).map(|to| ("chevron-up", Msg::EntityMoveUp, shift(to)));
        let down = Some(("chevron-down", Msg::EntityMoveDown, shift(place + 1)));
        for (icon, label, edit) in up.into_iter().chain(down).filter(|(_, _, edit)| changes(edit)) {
            lines.push(Line::new(icon, label, Wish::Make(edit)));
        }
    }
    let delete = Line::new("trash-2", Msg::EntityDelete, Wish::Delete(entity.clone()));
    lines.push(Line { key: Some("Delete"), is_apart: true, ..delete });
    if let Some(first) = lines.first_mut() {
        first.is_apart = false;
    }
    lines
}

/// What can be done with this entity alone and asks nothing; only what the platform would not refuse.
fn direct(scenario: &Scenario, entity: &Entity) -> Vec<(&'static str, Edit)> {
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
            let bucket = arn.strip_prefix("acs:oss:").and_then(|rest| rest.splitn(3, ':').nth(2));
            if let Some(bucket) = bucket.filter(|bucket| !bucket.is_empty() && !bucket.contains('/')) {
                edits.push(("archive", Edit::Create(Box::new(fresh::bucket_policy(account, bucket)))));
            }
        }
        Entity::Folder(node) | Entity::Member(node) => {
            let Some(directory) = &scenario.resource_directory else { return edits };
            let own = directory.control_policies.iter().map(|policy| policy.name.clone());
            let predefined = ram_catalog::control_policy("FullAliyunAccess").map(|policy| policy.name.to_owned());
            for policy in predefined.into_iter().chain(own) {
                edits.push(("shield", Edit::Directory(DirectoryEdit::Attach { node: node.clone(), policy })));
            }
            for parent in directory.nodes.iter().filter(|other| other.kind != NodeKind::Member) {
                let edit = DirectoryEdit::MoveTo { node: node.clone(), parent: parent.id.clone() };
                edits.push(("folder", Edit::Directory(edit)));
            }
        }
        _ => {}
    }
    edits.retain(|(_, edit)| edit.apply(scenario).is_ok_and(|after| after != *scenario));
    edits
}

/// What a key does on a row, as the line of its menu that names the key.
pub fn key(scenario: &Scenario, subject: &Subject, key: &str) -> Option<Wish> {
    let line = lines(scenario, subject).into_iter().find(|line| line.key == Some(key))?;
    Some(line.wish)
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "1234567890123456";

    fn scenario() -> Scenario {
        ram_scenario::examples::example("partner-operations").unwrap().scenario()
    }

    fn role() -> Entity {
        Entity::Role { account: A.to_owned(), name: "ecs-admin".to_owned() }
    }

    #[test]
    fn an_empty_world_begins_with_an_account() {
        assert_eq!(Made::offered(&Scenario::empty()), [Made::Account]);
        assert!(Made::offered(&scenario()).contains(&Made::Role));
    }

    #[test]
    fn keys_do_what_the_menu_says() {
        let subject = Subject::Entity(role());
        assert_eq!(key(&scenario(), &subject, "F2"), Some(Wish::Rename(role())));
        assert_eq!(key(&scenario(), &subject, "Delete"), Some(Wish::Delete(role())));
        assert_eq!(key(&scenario(), &subject, "x"), None);
    }

    #[test]
    fn every_direct_line_is_an_edit_that_changes_something() {
        let scenario = scenario();
        let account = &scenario.accounts[0];
        let entities = [role(), Entity::Account(account.id.clone())];
        for entity in entities {
            for line in lines(&scenario, &Subject::Entity(entity.clone())) {
                if let Wish::Make(edit) = line.wish {
                    assert_ne!(edit.apply(&scenario).as_ref(), Ok(&scenario), "{edit:?}");
                }
            }
        }
    }

    #[test]
    fn a_policy_has_its_versions_in_its_menu() {
        let scenario = scenario();
        let account = scenario.accounts.iter().find(|account| !account.policies.is_empty()).unwrap();
        let name = account.policies[0].name.clone();
        let entity = Entity::Policy { account: account.id.clone(), name };
        let names = |scenario: &Scenario| -> Vec<String> {
            direct(scenario, &entity).iter().map(|(_, edit)| edit.name().string(ram_text::Lang::En)).collect()
        };
        let before = names(&scenario);
        assert!(before.len() == 1 && before[0].starts_with("Add a version"), "{before:?}");
        let (_, add) = direct(&scenario, &entity).remove(0);
        let after = names(&add.apply(&scenario).unwrap());
        assert!(after[1].contains("v1") && after[2].starts_with("Delete version v1"), "{after:?}");
    }

    #[test]
    fn a_bucket_without_a_policy_can_get_one_and_an_object_can_not() {
        let mut scenario = scenario();
        scenario.resource_policies.clear();
        let of = |arn: &str| direct(&scenario, &Entity::Resource { account: A.to_owned(), arn: arn.to_owned() }).len();
        assert_eq!(of("acs:oss:*:1234567890123456:company-a-reports"), 1);
        assert_eq!(of("acs:oss:*:1234567890123456:company-a-reports/2025/*"), 0);
        assert_eq!(of("acs:ecs:cn-hangzhou:1234567890123456:instance/i-001"), 0);
    }

    #[test]
    fn a_policy_opens_its_text_and_a_role_its_facts() {
        let policy = Entity::Policy { account: A.to_owned(), name: "p".to_owned() };
        assert!(tab(&policy).unwrap().document().is_some());
        assert_eq!(tab(&role()), Some(Tab::Entity(role())));
    }
}
