//! What undo calls an edit. What has a name of its own goes by it, not by its ID.

use ram_text::{Arg, Lang, Msg, code, plain};

use super::{AccountField, DirectoryEdit, Edit, Entity, New, PolicyField, ResourceField, RoleField, UserField};
use crate::people;
use crate::scenario::{Localized, NodeKind, Scenario};

fn name(text: &str) -> Arg {
    code(text)
}

/// A name that people read, unless it is but the ID.
fn read(shown: &str, id: &str) -> Arg {
    if shown == id { code(id) } else { plain(shown) }
}

/// What things are called before an edit is made, in a language.
#[derive(Clone, Copy)]
pub(super) struct Names<'a> {
    pub scenario: &'a Scenario,
    pub lang: Lang,
}

impl Names<'_> {
    pub fn account(self, id: &str) -> Arg {
        read(people::account_name(self.scenario, id).get(self.lang.tag()), id)
    }

    /// A folder or member of the directory.
    pub fn node(self, id: &str) -> Arg {
        let mut nodes = self.scenario.resource_directory.iter().flat_map(|directory| &directory.nodes);
        match nodes.find(|node| node.id == id) {
            Some(node) => read(&people::node(self.scenario, node, self.lang), id),
            None => code(id),
        }
    }

    fn is_root(self, id: &str) -> bool {
        let mut nodes = self.scenario.resource_directory.iter().flat_map(|directory| &directory.nodes);
        nodes.any(|node| node.id == id && node.kind == NodeKind::Root)
    }

    pub fn entity(self, entity: &Entity) -> Arg {
        match entity {
            Entity::Account(id) | Entity::Member(id) => self.account(id),
            Entity::Folder(id) => self.node(id),
            Entity::ResourceGroup { account, id } => {
                read(&people::resource_group(self.scenario, account, id, self.lang), id)
            }
            _ => code(entity.name()),
        }
    }

    /// Something that is not there yet.
    fn made(self, new: &New) -> Arg {
        let entity = new.entity();
        let given = match new {
            New::Account(account) => account.name.clone().or_else(|| account.alias.clone().map(Localized::One)),
            New::Folder { name, .. } => name.clone(),
            New::ResourceGroup { group, .. } => group.name.clone(),
            New::Member { account, .. } => return self.account(account),
            _ => None,
        };
        let given = given.filter(|name| !name.is_empty());
        given.map_or_else(|| code(entity.name()), |name| plain(name.get(self.lang.tag())))
    }
}

impl Edit {
    /// What the edit does to the scenario, in a few words: "Create role ecs-admin". The words are those of a language
    /// where names of the scenario are.
    pub fn name(&self, scenario: &Scenario, lang: Lang) -> Msg {
        let names = Names { scenario, lang };
        match self {
            Edit::Create(new) => Msg::EditCreate { kind: new.entity().kind(), name: names.made(new) },
            Edit::Duplicate(entity) => Msg::EditDuplicate { kind: entity.kind(), name: names.entity(entity) },
            Edit::Rename { entity, to, .. } => {
                Msg::EditRename { kind: entity.kind(), name: name(entity.name()), to: name(to) }
            }
            Edit::Delete { entity, .. } => Msg::EditDelete { kind: entity.kind(), name: names.entity(entity) },
            Edit::Move { entity, .. } => Msg::EditMove { kind: entity.kind(), name: names.entity(entity) },
            Edit::Account { account, set } => {
                let field = match set {
                    AccountField::Alias(_) => "alias",
                    AccountField::Domain(_) => "domain",
                    AccountField::DisplayName(_) => "display-name",
                };
                Msg::EditField { field, name: names.account(account) }
            }
            Edit::User { user, set, .. } => {
                let field = match set {
                    UserField::DisplayName(_) => "display-name",
                    UserField::Id(_) => "id",
                    UserField::Access(_) => "access",
                    UserField::Mfa(_) => "mfa",
                    UserField::Description(_) => "description",
                };
                Msg::EditField { field, name: name(user) }
            }
            Edit::GroupDescription { group, .. } => Msg::EditField { field: "description", name: name(group) },
            Edit::Role { role, set, .. } => {
                let field = match set {
                    RoleField::Description(_) => "description",
                    RoleField::MaxSessionDuration(_) => "session",
                    RoleField::TrustPolicy(_) => return Msg::EditTrustPolicy { name: name(role) },
                };
                Msg::EditField { field, name: name(role) }
            }
            Edit::Policy { policy, set, .. } => {
                let policy = name(policy);
                let version = |version: &u32| code(format!("v{version}"));
                match set {
                    PolicyField::Description(_) => Msg::EditField { field: "description", name: policy },
                    PolicyField::AddVersion { .. } => Msg::EditAddVersion { policy },
                    PolicyField::DeleteVersion(number) => Msg::EditDeleteVersion { policy, version: version(number) },
                    PolicyField::SetDefaultVersion(number) => Msg::EditSetVersion { policy, version: version(number) },
                }
            }
            Edit::Resource { arn, set, .. } => {
                let field = match set {
                    ResourceField::ResourceGroup(_) => "resource-group",
                    ResourceField::Tags(_) => "tags",
                };
                Msg::EditField { field, name: name(arn) }
            }
            Edit::ResourceGroupName { account, id, .. } => {
                let group = Entity::ResourceGroup { account: account.clone(), id: id.clone() };
                Msg::EditField { field: "display-name", name: names.entity(&group) }
            }
            Edit::Join { user, group, .. } => Msg::EditJoin { user: name(user), group: name(group) },
            Edit::Leave { user, group, .. } => Msg::EditLeave { user: name(user), group: name(group) },
            Edit::Attach { to, attachment } => {
                Msg::EditAttach { kind: "policy", policy: name(&attachment.policy), name: name(&to.name) }
            }
            Edit::Detach { from, attachment } => {
                Msg::EditDetach { policy: name(&attachment.policy), name: name(&from.name) }
            }
            Edit::Directory(edit) => directory(edit, names),
            Edit::All(edits) => all(edits, names),
        }
    }
}

/// What several edits do in one step.
fn all(edits: &[Edit], names: Names<'_>) -> Msg {
    let name_of = |edit: &Edit| edit.name(names.scenario, names.lang);
    fn made(edit: &Edit) -> Option<&New> {
        if let Edit::Create(new) = edit { Some(new) } else { None }
    }
    match edits {
        [one] => return name_of(one),
        // A directory goes with its members, and whatever else is new with what belongs to it.
        [first @ Edit::Create(new), ..] if matches!(**new, New::Directory { .. }) => return name_of(first),
        [Edit::Create(bucket), Edit::Create(policy)] if matches!(**policy, New::BucketPolicy(_)) => {
            let (entity, policy) = (bucket.entity(), policy.entity());
            if matches!(entity, Entity::Resource { .. }) {
                return Msg::EditCreateBucket { name: name(policy.name()) };
            }
        }
        _ => {}
    }
    let new = Vec::from_iter(edits.iter().filter_map(made));
    match new.as_slice() {
        [] => together(edits),
        [one] => Msg::EditCreate { kind: one.entity().kind(), name: names.made(one) },
        [one, others @ ..] => {
            let (kind, name) = (one.entity().kind(), names.made(one));
            let kind = if others.iter().all(|other| other.entity().kind() == kind) { kind } else { "other" };
            match others {
                [other] => Msg::EditCreateTwo { kind, name, other: names.made(other) },
                others => Msg::EditCreateMore { kind, name, more: others.len() },
            }
        }
    }
}

/// What several edits do that make nothing new.
fn together(edits: &[Edit]) -> Msg {
    let same = |is_same: &dyn Fn(&Edit) -> bool| edits.iter().all(is_same);
    match edits {
        [Edit::Attach { to, .. }, ..] if same(&|edit| matches!(edit, Edit::Attach { to: it, .. } if it == to)) => {
            Msg::EditAttachSeveral { count: edits.len(), name: name(&to.name) }
        }
        [Edit::Join { account, user, group } | Edit::Leave { account, user, group }, ..] => {
            let has = |edit: &Edit, wanted: &dyn Fn(&str, &str) -> bool| match edit {
                Edit::Join { account: of, user, group } | Edit::Leave { account: of, user, group } => {
                    of == account && wanted(user, group)
                }
                _ => false,
            };
            if same(&|edit| has(edit, &|it, _| it == user)) {
                Msg::EditGroups { user: name(user) }
            } else if same(&|edit| has(edit, &|_, it| it == group)) {
                Msg::EditMembers { group: name(group) }
            } else {
                Msg::EditSeveral { count: edits.len() }
            }
        }
        _ => Msg::EditSeveral { count: edits.len() },
    }
}

fn directory(edit: &DirectoryEdit, names: Names<'_>) -> Msg {
    match edit {
        DirectoryEdit::ControlPolicies(true) => Msg::EditControlPoliciesOn,
        DirectoryEdit::ControlPolicies(false) => Msg::EditControlPoliciesOff,
        DirectoryEdit::ManagementAccount(account) => Msg::EditManagementAccount { account: names.account(account) },
        DirectoryEdit::MoveTo { node, parent } => {
            let kind = if names.is_root(parent) { "root" } else { "folder" };
            Msg::EditMoveTo { kind, name: names.node(node), folder: names.node(parent) }
        }
        DirectoryEdit::NodeName { node, .. } => Msg::EditField { field: "display-name", name: names.node(node) },
        DirectoryEdit::Attach { node, policy } => {
            Msg::EditAttach { kind: "control-policy", policy: name(policy), name: names.node(node) }
        }
        DirectoryEdit::Detach { node, policy } => Msg::EditDetach { policy: name(policy), name: names.node(node) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::tests::{A, B, made, with_directory};
    use crate::edit::{Refusal, fresh};
    use crate::scenario::{Account, ResourceGroup};

    #[test]
    fn what_people_have_named_goes_by_its_name() {
        let each = |en: &str, zh: &str| {
            let texts = [("en", en), ("zh-CN", zh)].map(|(tag, text)| (tag.to_owned(), text.to_owned()));
            Some(Localized::Each(texts.into_iter().collect()))
        };
        let name = each("Company B", "公司 B");
        let folder = |id: &str| New::Folder {
            id: id.to_owned(),
            parent: fresh::ROOT_FOLDER.to_owned(),
            name: each("Production", "生产环境"),
        };
        let group = ResourceGroup { id: "rg-prod".to_owned(), name: each("Production", "生产") };
        let group = New::ResourceGroup { account: A.to_owned(), group };
        let create = |new: New| Edit::Create(Box::new(new));
        let set = Edit::Account { account: B.to_owned(), set: AccountField::DisplayName(name.clone()) };
        let scenario = made(&with_directory(), &Edit::All(vec![set, create(folder("fd-new")), create(group)]));
        let is_called = |edit: &Edit, en: &str, zh: &str| {
            let words = Lang::ALL.map(|lang| edit.name(&scenario, lang).string(lang));
            assert_eq!(words, [en, zh]);
        };
        let (b, fd) = (B.to_owned(), "fd-new".to_owned());
        let rg = Entity::ResourceGroup { account: A.to_owned(), id: "rg-prod".to_owned() };
        let delete = |entity: Entity, with_uses: bool| Edit::Delete { entity, with_uses };
        let directory = Edit::Directory;
        is_called(&delete(Entity::Account(b.clone()), true), "Delete account Company B", "删除账号公司 B");
        is_called(&delete(rg, true), "Delete resource group Production", "删除资源组生产");
        is_called(
            &directory(DirectoryEdit::MoveTo { node: b.clone(), parent: fd.clone() }),
            "Move Company B to folder Production",
            "将公司 B 移到资源夹生产环境",
        );
        is_called(
            &directory(DirectoryEdit::MoveTo { node: fd.clone(), parent: fresh::ROOT_FOLDER.to_owned() }),
            "Move Production to the Root folder",
            "将生产环境移到 Root 资源夹",
        );
        is_called(
            &directory(DirectoryEdit::Attach { node: fd, policy: "no-delete".to_owned() }),
            "Attach control policy no-delete to Production",
            "将管控策略 no-delete 绑定到生产环境",
        );
        is_called(
            &directory(DirectoryEdit::ManagementAccount(b.clone())),
            "Make Company B the management account",
            "将公司 B 设为管理账号",
        );
        // So do what is in the way, and the reason.
        let folder_of = |id: &str| Entity::Folder(id.to_owned());
        let moved =
            made(&scenario, &directory(DirectoryEdit::MoveTo { node: B.to_owned(), parent: "fd-new".to_owned() }));
        let refusal = delete(folder_of("fd-new"), false).apply(&moved).unwrap_err();
        let said = Lang::ALL.map(|lang| refusal.message(&moved, lang).string(lang));
        assert!(said[0].contains("Folder Production") && said[1].contains("资源夹生产环境"), "{said:?}");
        let Refusal::InUse { uses, .. } = &refusal else { panic!("{refusal:?}") };
        assert_eq!(Lang::ALL.map(|lang| uses[0].message(&moved, lang).string(lang)), ["Company B", "公司 B"]);
        // What is made goes by the name that it gets; an ID that changes stays an ID.
        is_called(&create(folder("fd-2")), "Create folder Production", "创建资源夹生产环境");
        is_called(
            &create(New::Account(Account { name, ..Account::default() })),
            "Create account Company B",
            "创建账号公司 B",
        );
        let rename = Edit::Rename { entity: Entity::Account(b), to: "9".to_owned(), in_documents: true };
        is_called(&rename, &format!("Change account ID {B} to 9"), &format!("将账号 ID {B} 改为 9"));
    }
}
