//! What the menu of a row of the world offers, and what a key does there.

use std::rc::Rc;

use ram_policy_playground::components::world::tree;
use ram_policy_playground::state::Tab;
use ram_scenario::edit::{DirectoryEdit, Edit, Entity, RoleField, fresh};
use ram_scenario::scenario::{DocumentKey, NodeKind, PolicyType, Scenario};
use ram_text::{Lang, Msg, code};

pub use self::direct::{attachable, full};
use self::direct::{direct, node, shifts};
use super::wish::{Made, Subject, Task, Wish, Within, document, holder, page, tab};
use crate::rows;

mod direct;

/// What a row of the world is about.
#[derive(Debug, Clone, PartialEq)]
pub enum Row {
    /// Something that the page knows by more than its document.
    Subject(Subject),
    /// A document, in the list of this account if it is in one.
    Document(DocumentKey, Option<String>),
    /// The heading over the control policies.
    ControlPolicies,
}

impl Row {
    /// The row of this id.
    pub fn of(scenario: &Scenario, id: &str, lang: Lang) -> Option<Row> {
        let items = rows::items(scenario, lang);
        let item = tree::find(&items, id)?;
        match (&item.subject, &item.document) {
            (Some(subject), _) => Some(Row::Subject(subject.clone())),
            (None, Some(key)) => Some(Row::Document(key.clone(), tree::account_of(scenario, id).map(str::to_owned))),
            (None, None) => (id == tree::CONTROL_POLICIES).then_some(Row::ControlPolicies),
        }
    }
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
    /// Why it can't be chosen, if it can't.
    pub obstacle: Option<Rc<Msg>>,
    /// What it does.
    pub wish: Wish,
}

impl Line {
    fn new(icon: &'static str, label: Msg, wish: impl Into<Wish>) -> Line {
        Line { icon, label, key: None, is_apart: false, obstacle: None, wish: wish.into() }
    }

    fn apart(self) -> Line {
        Line { is_apart: true, ..self }
    }

    fn key(self, key: &'static str) -> Line {
        Line { key: Some(key), ..self }
    }
}

/// The menu of all that can be added, to this account where it goes into one.
pub fn additions(scenario: &Scenario, account: Option<&str>) -> Vec<Line> {
    let line = |made: Made| {
        let is_in_account = !matches!(made, Made::Folder | Made::Member);
        let within = Within::account_if(account.filter(|_| is_in_account));
        let is_apart = matches!(made, Made::Resource | Made::Directory | Made::Folder);
        Line { is_apart, ..Line::new(made.icon(), made.label(), Task::New(made, within)) }
    };
    Made::offered(scenario).into_iter().map(line).collect()
}

/// The lines of the menu of a row.
pub fn lines(scenario: &Scenario, row: &Row, lang: Lang) -> Vec<Line> {
    match row {
        Row::Subject(subject) => of_subject(scenario, subject, lang),
        Row::Document(DocumentKey::Trust { account, role }, _) => {
            of_trust_policy(scenario, &Entity::Role { account: account.clone(), name: role.clone() }, lang)
        }
        Row::Document(key, account) => {
            let open = Line::new("arrow-right", Msg::EntityOpen, Wish::Show(Tab::Document(key.clone())));
            let more = match key {
                DocumentKey::System { policy } => of_system_policy(policy, account.as_deref()),
                _ => Vec::new(),
            };
            [open].into_iter().chain(more).collect()
        }
        Row::ControlPolicies => {
            let made = Made::ControlPolicy;
            vec![Line::new("plus", made.label(), Task::New(made, Within::Anywhere))]
        }
    }
}

fn of_system_policy(policy: &str, account: Option<&str>) -> Vec<Line> {
    let copy = Wish::Copy(policy.to_owned(), account.map(str::to_owned));
    vec![
        Line::new("copy", Msg::PageCopyPolicy, copy),
        Line::new("users", Msg::EntityWhoHasMenu, Wish::WhoHas(policy.to_owned())),
    ]
}

fn of_trust_policy(scenario: &Scenario, role: &Entity, lang: Lang) -> Vec<Line> {
    let Entity::Role { account, name } = role else { return Vec::new() };
    let key = DocumentKey::Trust { account: account.clone(), role: name.clone() };
    // R6.25: the trust policy of a service-linked role is its service's.
    let text = scenario.document(&key).unwrap_or_default().to_owned();
    let set = RoleField::TrustPolicy(text);
    let same = Edit::Role { account: account.clone(), role: name.clone(), set };
    let obstacle = same.apply(scenario).err().map(|refusal| refusal.message(scenario, lang));
    let trust = Line::new("plus", Msg::EntityTrustMenu, Task::Trust(role.clone()));
    vec![
        Line::new("arrow-right", Msg::EntityOpen, Wish::Show(Tab::Document(key))),
        Line::new("shield-user", Msg::EntityRolePage { role: code(name.as_str()) }, Wish::Show(page(role))),
        Line::new("users", Msg::EntityWhoAssumes, Wish::WhoAssumes(role.clone())),
        Line { obstacle, ..trust.apart() },
    ]
}

fn of_subject(scenario: &Scenario, subject: &Subject, lang: Lang) -> Vec<Line> {
    match subject {
        Subject::Entity(entity) => of_entity(scenario, entity, lang),
        Subject::Held(holder, attachment) => {
            let open = Wish::Show(Tab::Document(document(&holder.account, attachment)));
            let mut lines = vec![Line::new("arrow-right", Msg::EntityOpen, open)];
            match attachment.kind {
                PolicyType::Custom => {
                    let (account, name) = (holder.account.clone(), attachment.policy.clone());
                    lines.push(details(&Entity::Policy { account, name }));
                }
                PolicyType::System => lines.extend(of_system_policy(&attachment.policy, Some(&holder.account))),
            }
            let detach = Edit::Detach { from: holder.clone(), attachment: attachment.clone() };
            lines.push(Line::new("unlink", Msg::EntityDetach, Wish::Make(detach)).apart().key("Delete"));
            lines
        }
        Subject::Control(node, policy) => {
            let keys = [
                DocumentKey::Control { policy: policy.clone() },
                DocumentKey::SystemControl { policy: policy.clone() },
            ];
            let is_there = |key: &DocumentKey| {
                scenario.document(key).is_some()
                    || matches!(key, DocumentKey::SystemControl { policy } if ram_catalog::control_policy(policy).is_some())
            };
            let open = keys.into_iter().find(is_there).map(|key| Wish::Show(Tab::Document(key)));
            let open = open.map(|wish| Line::new("arrow-right", Msg::EntityOpen, wish));
            let detach = Edit::Directory(DirectoryEdit::Detach { node: node.clone(), policy: policy.clone() });
            // R1.34: the last one stays.
            let obstacle = detach.apply(scenario).err().map(|refusal| refusal.message(scenario, lang));
            let detach = Line::new("unlink", Msg::EntityDetachControl, Wish::Make(detach)).key("Delete");
            open.into_iter().chain([Line { obstacle, ..detach.apart() }]).collect()
        }
        Subject::Heading(listed, account) => {
            let made = Made::from(*listed);
            vec![Line::new("plus", made.label(), Task::New(made, Within::Account(account.clone())))]
        }
    }
}

/// Whether control policies are on, and so can be attached.
pub fn has_control_policies(scenario: &Scenario) -> bool {
    scenario.resource_directory.as_ref().is_some_and(|directory| directory.control_policy_enabled)
}

fn details(entity: &Entity) -> Line {
    Line::new("info", Msg::EntityDetails, Wish::Show(page(entity)))
}

fn of_entity(scenario: &Scenario, entity: &Entity, lang: Lang) -> Vec<Line> {
    let mut lines = vec![Line::new("arrow-right", Msg::EntityOpen, Wish::Show(tab(entity)))];
    if let Entity::Policy { .. } | Entity::ControlPolicy(_) = entity {
        lines.push(details(entity));
    }
    let node = node(scenario, entity);
    let is_root = node.is_some_and(|node| node.kind == NodeKind::Root);
    match entity {
        Entity::Account(id) => {
            for made in [Made::Users, Made::Group, Made::Role, Made::Policy, Made::Resource, Made::Bucket] {
                let line = Line::new(made.icon(), made.label(), Task::New(made, Within::Account(id.clone())));
                lines.push(Line { is_apart: made == Made::Users, ..line });
            }
        }
        Entity::Directory => {
            for made in [Made::Folder, Made::Member, Made::ControlPolicy] {
                let line = Line::new(made.icon(), made.label(), Task::New(made, Within::Anywhere));
                lines.push(Line { is_apart: made == Made::Folder, ..line });
            }
            let turn = Edit::Directory(DirectoryEdit::ControlPolicies(!has_control_policies(scenario)));
            lines.push(Line::new("shield", turn.name(scenario, lang), Wish::Make(turn)).apart());
        }
        Entity::Folder(id) => {
            for made in [Made::Folder, Made::Member] {
                let line = Line::new(made.icon(), made.label(), Task::New(made, Within::Folder(id.clone())));
                lines.push(Line { is_apart: made == Made::Folder, ..line });
            }
        }
        _ => {}
    }
    if let Some(holder) = holder(entity) {
        lines.push(Line::new("plus", Msg::EntityAttachMenu, Task::Attach(holder)).apart());
    }
    match entity {
        Entity::Policy { .. } => {
            lines.push(Line::new("plus", Msg::EntityAttachPolicyMenu, Task::AttachTo(entity.clone())).apart());
        }
        Entity::ControlPolicy(_) if has_control_policies(scenario) => {
            lines.push(Line::new("plus", Msg::EntityControlAttachMenu, Task::AttachTo(entity.clone())).apart());
        }
        Entity::User { .. } => {
            lines.push(Line::new("users", Msg::EntityJoinMenu, Task::Join(entity.clone())));
        }
        Entity::Group { .. } => {
            lines.push(Line::new("user", Msg::EntityMembersMenu, Task::Join(entity.clone())));
        }
        _ => {}
    }
    lines.extend(direct(scenario, entity, lang));
    lines.extend(names(entity, is_root));
    if fresh::copy(scenario, entity).is_some() {
        let duplicate = Wish::Make(Edit::Duplicate(entity.clone()));
        lines.push(Line::new("copy", Msg::EntityDuplicate, duplicate));
    }
    for (icon, label, edit) in shifts(scenario, entity) {
        lines.push(Line::new(icon, label, Wish::Make(edit)));
    }
    // The Root folder stays as long as its directory.
    if !is_root {
        lines.push(Line::new("trash-2", Msg::EntityDelete, Task::Delete(entity.clone())).apart().key("Delete"));
    }
    lines
}

/// What gives it another name or ID.
fn names(entity: &Entity, is_root: bool) -> Vec<Line> {
    let rename = |label: Msg| Line::new("pencil", label, Task::Rename(entity.clone())).apart().key("F2");
    match entity {
        Entity::Directory | Entity::Member(_) | Entity::BucketPolicy { .. } => Vec::new(),
        // The platform names the Root folder.
        Entity::Folder(_) if is_root => vec![rename(Msg::EntityChangeIdMenu)],
        Entity::Folder(id) => {
            let name = Line::new("pencil", Msg::EntityRenameMenu, Task::NameFolder(id.clone())).apart().key("F2");
            let id = Line::new("hash", Msg::EntityChangeIdMenu, Task::Rename(entity.clone()));
            vec![name, id]
        }
        Entity::Account(_) | Entity::ResourceGroup { .. } => vec![rename(Msg::EntityChangeIdMenu)],
        Entity::Resource { .. } => vec![rename(Msg::EntityChangeArnMenu)],
        _ => vec![rename(Msg::EntityRenameMenu)],
    }
}

/// What a key does on a row, as the line of its menu that names the key; or why it can't.
pub fn key(scenario: &Scenario, row: &Row, key: &str, lang: Lang) -> Option<Result<Wish, Rc<Msg>>> {
    let line = lines(scenario, row, lang).into_iter().find(|line| line.key == Some(key))?;
    Some(line.obstacle.map_or(Ok(line.wish), Err))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ram_scenario::edit::{Holder, New};
    use ram_scenario::scenario::{Attachment, RoleKind};

    pub(super) const A: &str = "1234567890123456";
    pub(super) const B: &str = "1345678901234567";

    pub(super) fn scenario() -> Scenario {
        ram_scenario::examples::example("partner-operations").unwrap().scenario()
    }

    fn role() -> Entity {
        Entity::Role { account: A.to_owned(), name: "ecs-admin".to_owned() }
    }

    fn subject(entity: Entity) -> Row {
        Row::Subject(Subject::Entity(entity))
    }

    /// With a directory of two folders, the second of which holds company B.
    pub(super) fn with_directory() -> Scenario {
        let create = |new: New| Edit::Create(Box::new(new));
        let folder =
            |id: &str| create(New::Folder { id: id.to_owned(), parent: fresh::ROOT_FOLDER.to_owned(), name: None });
        let all = Edit::All(vec![
            create(New::Directory { management_account: A.to_owned() }),
            folder("fd-1"),
            create(New::Member { account: B.to_owned(), parent: fresh::ROOT_FOLDER.to_owned() }),
            folder("fd-2"),
            Edit::Directory(DirectoryEdit::ControlPolicies(true)),
        ]);
        all.apply(&scenario()).unwrap()
    }

    fn labels(scenario: &Scenario, row: &Row) -> Vec<String> {
        lines(scenario, row, Lang::En).iter().map(|line| line.label.string(Lang::En)).collect()
    }

    #[test]
    fn keys_do_what_the_menu_says() {
        assert_eq!(key(&scenario(), &subject(role()), "F2", Lang::En), Some(Ok(Task::Rename(role()).into())));
        assert_eq!(key(&scenario(), &subject(role()), "Delete", Lang::En), Some(Ok(Task::Delete(role()).into())));
        assert_eq!(key(&scenario(), &subject(role()), "x", Lang::En), None);
    }

    #[test]
    fn every_row_of_the_world_has_a_menu() {
        let scenario = with_directory();
        fn ids(items: &[tree::Item]) -> Vec<String> {
            items.iter().flat_map(|item| [item.id.clone()].into_iter().chain(ids(&item.children))).collect()
        }
        let items = rows::items(&scenario, Lang::En);
        for id in ids(&items) {
            let row = Row::of(&scenario, &id, Lang::En).unwrap();
            assert!(!lines(&scenario, &row, Lang::En).is_empty(), "{id}");
        }
        assert_eq!(Row::of(&scenario, "nothing", Lang::En), None);
        assert_eq!(Row::of(&scenario, tree::CONTROL_POLICIES, Lang::En), None, "there are none yet");
        let made = Edit::Create(Box::new(fresh::control_policy(&scenario))).apply(&scenario).unwrap();
        assert_eq!(Row::of(&made, tree::CONTROL_POLICIES, Lang::En), Some(Row::ControlPolicies));
    }

    #[test]
    fn every_direct_line_is_an_edit_that_changes_something() {
        let scenario = with_directory();
        let account = &scenario.accounts[0];
        let folder = Entity::Folder("fd-1".to_owned());
        for entity in [role(), Entity::Account(account.id.clone()), folder, Entity::Member(B.to_owned())] {
            for line in lines(&scenario, &subject(entity.clone()), Lang::En) {
                if let Wish::Make(edit) = line.wish {
                    assert_ne!(edit.apply(&scenario).as_ref(), Ok(&scenario), "{edit:?}");
                }
            }
        }
    }

    #[test]
    fn the_root_folder_is_neither_deleted_nor_moved_nor_named() {
        let scenario = with_directory();
        let root = labels(&scenario, &subject(Entity::Folder(fresh::ROOT_FOLDER.to_owned())));
        for never in ["Delete", "Duplicate", "Rename…", "Move up", "Move down"] {
            assert!(!root.iter().any(|label| label == never), "{root:?}");
        }
        assert!(!root.iter().any(|label| label.starts_with("Move ")), "{root:?}");
        assert!(root.contains(&"New folder".to_owned()), "{root:?}");
        let folder = labels(&scenario, &subject(Entity::Folder("fd-1".to_owned())));
        for wanted in ["New folder", "Add member", "Rename…", "Change ID…", "Move fd-1 to folder fd-2", "Delete"] {
            assert!(folder.iter().any(|label| label == wanted), "{wanted}: {folder:?}");
        }
    }

    #[test]
    fn a_control_policy_is_attached_where_control_policies_are_on() {
        let on = with_directory();
        let policy = fresh::control_policy(&on);
        let entity = policy.entity();
        let on = Edit::Create(Box::new(policy)).apply(&on).unwrap();
        let off = Edit::Directory(DirectoryEdit::ControlPolicies(false)).apply(&on).unwrap();
        let attach = Wish::from(Task::AttachTo(entity.clone()));
        let offers = |scenario: &Scenario| {
            lines(scenario, &subject(entity.clone()), Lang::En).iter().any(|it| it.wish == attach)
        };
        assert!(offers(&on) && !offers(&off));
    }

    #[test]
    fn a_system_policy_can_be_copied_and_says_who_has_it() {
        let scenario = scenario();
        let policy = "AliyunECSFullAccess".to_owned();
        let id = format!("{A}/policy/system/{policy}");
        let row = Row::of(&scenario, &id, Lang::En).unwrap();
        assert_eq!(row, Row::Document(DocumentKey::System { policy: policy.clone() }, Some(A.to_owned())));
        let wishes = Vec::from_iter(lines(&scenario, &row, Lang::En).into_iter().map(|line| line.wish));
        assert!(wishes.contains(&Wish::Copy(policy.clone(), Some(A.to_owned()))), "{wishes:?}");
        assert!(wishes.contains(&Wish::WhoHas(policy.clone())), "{wishes:?}");
        let attachment = Attachment { policy: policy.clone(), kind: PolicyType::System, ..Attachment::default() };
        let held = Row::Subject(Subject::Held(Holder::role(A, "ecs-admin"), attachment));
        let wishes = Vec::from_iter(lines(&scenario, &held, Lang::En).into_iter().map(|line| line.wish));
        assert!(wishes.contains(&Wish::WhoHas(policy)), "{wishes:?}");
    }

    #[test]
    fn a_trust_policy_leads_to_its_role_and_those_who_can_assume_it() {
        let scenario = scenario();
        let row = Row::of(&scenario, &format!("{A}/role/ecs-admin/trust"), Lang::En).unwrap();
        let found = lines(&scenario, &row, Lang::En);
        let wishes = Vec::from_iter(found.iter().map(|line| line.wish.clone()));
        assert!(wishes.contains(&Wish::Show(Tab::Entity(role()))), "{wishes:?}");
        assert!(wishes.contains(&Wish::WhoAssumes(role())), "{wishes:?}");
        assert!(wishes.contains(&Task::Trust(role()).into()), "{wishes:?}");
        assert!(found.iter().all(|line| line.obstacle.is_none()), "{found:?}");
        let mut linked = scenario;
        let mut roles = linked.accounts.iter_mut().flat_map(|account| &mut account.roles);
        roles.find(|role| role.name == "ecs-admin").unwrap().kind = Some(RoleKind::ServiceLinked);
        let linked = lines(&linked, &row, Lang::En);
        assert!(linked.iter().any(|line| line.obstacle.is_some()), "R6.25: {linked:?}");
    }

    #[test]
    fn the_last_control_policy_is_not_detached() {
        let scenario = with_directory();
        let row = Row::Subject(Subject::Control(B.to_owned(), "FullAliyunAccess".to_owned()));
        let said = key(&scenario, &row, "Delete", Lang::En).unwrap().unwrap_err();
        assert!(said.string(Lang::En).contains("at least one stays attached"), "R1.34");
        assert!(matches!(
            &lines(&scenario, &row, Lang::En)[0].wish,
            Wish::Show(Tab::Document(DocumentKey::SystemControl { .. }))
        ));
    }
}
