//! What a person asks of the world.

use ram_scenario::edit::{Edit, Entity, Holder};
use ram_scenario::scenario::{Attachment, DocumentKey, PolicyType, Question, Scenario};
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

/// Where something new is to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Within {
    /// Wherever the form says.
    Anywhere,
    /// In this account, by its ID.
    Account(String),
    /// In this folder of the resource directory, by its ID.
    Folder(String),
}

impl Within {
    /// In this account, if there is one.
    pub fn account_if(account: Option<&str>) -> Within {
        account.map_or(Within::Anywhere, |id| Within::Account(id.to_owned()))
    }

    /// The account, if it is one.
    pub fn account(&self) -> Option<String> {
        if let Within::Account(id) = self { Some(id.clone()) } else { None }
    }

    /// The folder, if it is one.
    pub fn folder(&self) -> Option<String> {
        if let Within::Folder(id) = self { Some(id.clone()) } else { None }
    }
}

/// What a form is filled in for.
#[derive(Debug, Clone, PartialEq)]
pub enum Task {
    /// Something new is made.
    New(Made, Within),
    /// Something gets another name.
    Rename(Entity),
    /// A folder gets another name for people.
    NameFolder(String),
    /// Policies are attached.
    Attach(Holder),
    /// A custom policy is attached to somebody, or a control policy to folders and members.
    AttachTo(Entity),
    /// A role trusts somebody more.
    Trust(Entity),
    /// A user goes into groups, or a group gets members.
    Join(Entity),
    /// Something is deleted.
    Delete(Entity),
}

/// What is wanted.
#[derive(Debug, Clone, PartialEq)]
pub enum Wish {
    /// A tab is shown.
    Show(Tab),
    /// A form is filled in. What can be deleted without a word needs none.
    Fill(Task),
    /// An edit that asks nothing.
    Make(Edit),
    /// This is asked.
    Ask(Box<Question>),
    /// A system policy is copied as a custom policy, of this account if it is wished for.
    Copy(String, Option<String>),
    /// Whoever has a system policy is listed.
    WhoHas(String),
    /// Whoever can assume a role is listed.
    WhoAssumes(Entity),
}

impl From<Task> for Wish {
    fn from(task: Task) -> Wish {
        Wish::Fill(task)
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

/// The page of something: its facts, also where choosing it shows its text.
pub fn page(entity: &Entity) -> Tab {
    match entity {
        Entity::Member(account) => Tab::Entity(Entity::Account(account.clone())),
        _ => Tab::Entity(entity.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "1234567890123456";

    fn scenario() -> Scenario {
        ram_scenario::examples::example("partner-operations").unwrap().scenario()
    }

    #[test]
    fn an_empty_world_begins_with_an_account() {
        assert_eq!(Made::offered(&Scenario::empty()), [Made::Account]);
        assert!(Made::offered(&scenario()).contains(&Made::Role));
    }

    #[test]
    fn a_policy_opens_its_text_and_has_a_page_of_facts_and_a_role_opens_its_facts() {
        let policy = Entity::Policy { account: A.to_owned(), name: "p".to_owned() };
        assert!(tab(&policy).document().is_some());
        assert_eq!(page(&policy), Tab::Entity(policy));
        let role = Entity::Role { account: A.to_owned(), name: "ecs-admin".to_owned() };
        assert_eq!((tab(&role), page(&role)), (Tab::Entity(role.clone()), Tab::Entity(role)));
    }
}
