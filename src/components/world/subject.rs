//! What a row of the world is about.

use ram_scenario::entity::{Entity, Holder};
use ram_scenario::people;
use ram_scenario::scenario::{Attachment, DocumentKey, Scenario};
use ram_text::{Lang, Msg};

use crate::state::Tab;

/// What a row is about, so that a menu can say what is done with it.
#[derive(Debug, Clone, PartialEq)]
pub enum Subject {
    /// An entity.
    Entity(Entity),
    /// A policy where it is attached.
    Held(Holder, Attachment),
    /// A control policy where it is attached, by node and name.
    Control(String, String),
    /// A heading over things of a kind in an account.
    Heading(Listed, String),
}

/// What stands under a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    Users,
    Groups,
    Roles,
    Policies,
    Resources,
    ResourceGroups,
    Buckets,
}

/// What choosing an entity shows: the text of a policy, the facts of anything else.
pub fn tab(entity: &Entity) -> Tab {
    match entity {
        Entity::Policy { account, name } => {
            Tab::Document(DocumentKey::Custom { account: account.clone(), policy: name.clone() })
        }
        Entity::BucketPolicy { account, bucket } => {
            Tab::Document(DocumentKey::Bucket { account: account.clone(), bucket: bucket.clone() })
        }
        Entity::ControlPolicy(name) => Tab::Document(DocumentKey::Control { policy: name.clone() }),
        Entity::Member(account) => Tab::Entity(Entity::Account(account.clone())),
        _ => Tab::Entity(entity.clone()),
    }
}

/// The icon of an entity.
pub fn icon(entity: &Entity) -> &'static str {
    match entity {
        Entity::Account(_) | Entity::Member(_) => "building-2",
        Entity::User { .. } => "user",
        Entity::Group { .. } => "users",
        Entity::Role { .. } => "shield-user",
        Entity::Policy { .. } => "file-text",
        Entity::Resource { arn, .. } if arn.split(':').nth(1) == Some("oss") => "archive",
        Entity::Resource { .. } => "server",
        Entity::ResourceGroup { .. } => "layers",
        Entity::BucketPolicy { .. } => "archive",
        Entity::Directory | Entity::ControlPolicy(_) => "shield",
        Entity::Folder(_) => "folder",
    }
}

/// What people call an entity.
pub fn name(scenario: &Scenario, entity: &Entity, lang: Lang) -> String {
    let tag = lang.tag();
    match entity {
        Entity::Account(id) | Entity::Member(id) => people::account_name(scenario, id).get(tag).to_owned(),
        Entity::Folder(id) => {
            let nodes = scenario.resource_directory.iter().flat_map(|directory| &directory.nodes);
            let node = nodes.into_iter().find(|node| node.id == *id);
            node.map_or_else(|| id.clone(), |node| people::folder(node, lang))
        }
        Entity::ResourceGroup { account, id } => people::resource_group(scenario, account, id, lang),
        Entity::Directory => Msg::WorldDirectory.string(lang),
        Entity::Resource { arn, .. } => arn.splitn(5, ':').nth(4).filter(|id| !id.is_empty()).unwrap_or(arn).to_owned(),
        _ => entity.name().to_owned(),
    }
}
