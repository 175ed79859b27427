//! What undo calls an edit.

use ram_text::{Arg, Msg, code};

use super::{AccountField, DirectoryEdit, Edit, Entity, New, PolicyField, ResourceField, RoleField, UserField};

fn name(text: &str) -> Arg {
    code(text)
}

impl Edit {
    /// What the edit does, in a few words: "Create role ecs-admin".
    pub fn name(&self) -> Msg {
        match self {
            Edit::Create(new) => {
                let entity = new.entity();
                Msg::EditCreate { kind: entity.kind(), name: name(entity.name()) }
            }
            Edit::Duplicate(entity) => Msg::EditDuplicate { kind: entity.kind(), name: name(entity.name()) },
            Edit::Rename { entity, to, .. } => {
                Msg::EditRename { kind: entity.kind(), name: name(entity.name()), to: name(to) }
            }
            Edit::Delete { entity, .. } => Msg::EditDelete { kind: entity.kind(), name: name(entity.name()) },
            Edit::Move { entity, .. } => Msg::EditMove { kind: entity.kind(), name: name(entity.name()) },
            Edit::Account { account, set } => {
                let field = match set {
                    AccountField::Alias(_) => "alias",
                    AccountField::Domain(_) => "domain",
                    AccountField::DisplayName(_) => "display-name",
                };
                Msg::EditField { field, name: name(account) }
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
            Edit::ResourceGroupName { id, .. } => Msg::EditField { field: "display-name", name: name(id) },
            Edit::Join { user, group, .. } => Msg::EditJoin { user: name(user), group: name(group) },
            Edit::Leave { user, group, .. } => Msg::EditLeave { user: name(user), group: name(group) },
            Edit::Attach { to, attachment } => {
                Msg::EditAttach { kind: "policy", policy: name(&attachment.policy), name: name(&to.name) }
            }
            Edit::Detach { from, attachment } => {
                Msg::EditDetach { policy: name(&attachment.policy), name: name(&from.name) }
            }
            Edit::Directory(edit) => directory(edit),
            Edit::All(edits) => all(edits),
        }
    }
}

/// What several edits do in one step.
fn all(edits: &[Edit]) -> Msg {
    let made = |edit: &Edit| match edit {
        Edit::Create(new) => Some(new.entity()),
        _ => None,
    };
    match edits {
        [one] => return one.name(),
        // A directory goes with its members, and whatever else is new with what belongs to it.
        [first @ Edit::Create(new), ..] if matches!(**new, New::Directory { .. }) => return first.name(),
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
        [one] => Msg::EditCreate { kind: one.kind(), name: name(one.name()) },
        [one, others @ ..] => {
            let kind = if others.iter().all(|other| other.kind() == one.kind()) { one.kind() } else { "other" };
            match others {
                [other] => Msg::EditCreateTwo { kind, name: name(one.name()), other: name(other.name()) },
                others => Msg::EditCreateMore { kind, name: name(one.name()), more: others.len() },
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

fn directory(edit: &DirectoryEdit) -> Msg {
    match edit {
        DirectoryEdit::ControlPolicies(true) => Msg::EditControlPoliciesOn,
        DirectoryEdit::ControlPolicies(false) => Msg::EditControlPoliciesOff,
        DirectoryEdit::ManagementAccount(account) => Msg::EditManagementAccount { account: name(account) },
        DirectoryEdit::MoveTo { node, parent } => Msg::EditMoveTo { name: name(node), folder: name(parent) },
        DirectoryEdit::NodeName { node, .. } => Msg::EditField { field: "display-name", name: name(node) },
        DirectoryEdit::Attach { node, policy } => {
            Msg::EditAttach { kind: "control-policy", policy: name(policy), name: name(node) }
        }
        DirectoryEdit::Detach { node, policy } => Msg::EditDetach { policy: name(policy), name: name(node) },
    }
}
