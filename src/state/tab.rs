//! What is open in the editor pane: documents, and the facts of entities.

use ram_scenario::entity::Entity;
use ram_scenario::scenario::{DocumentKey, Scenario};

/// What a tab of the editor pane shows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tab {
    /// The text of a document.
    Document(DocumentKey),
    /// The facts of an entity.
    Entity(Entity),
}

impl Tab {
    /// The document, if it shows one.
    pub fn document(&self) -> Option<&DocumentKey> {
        match self {
            Tab::Document(key) => Some(key),
            Tab::Entity(_) => None,
        }
    }

    /// The entity, if it shows one.
    pub fn entity(&self) -> Option<&Entity> {
        match self {
            Tab::Document(_) => None,
            Tab::Entity(entity) => Some(entity),
        }
    }

    /// Reads a tab back from its text.
    pub fn parse(text: &str) -> Option<Tab> {
        let (kind, name) = text.split_once(':')?;
        match kind {
            "document" => DocumentKey::parse(name).map(Tab::Document),
            "entity" => Entity::parse(name).map(Tab::Entity),
            _ => None,
        }
    }

    /// What it is once something has another name: that thing itself, or a document that is part of it.
    pub(super) fn follow(&mut self, renamed: &Entity, to: &str) {
        match self {
            Tab::Entity(open) => rename_entity(open, renamed, to),
            Tab::Document(key) => rename_document(key, renamed, to),
        }
    }

    /// Whether there is such a thing.
    pub(super) fn exists(&self, scenario: &Scenario) -> bool {
        match self {
            Tab::Document(key) => exists(scenario, key),
            Tab::Entity(entity) => entity.place(scenario).is_some(),
        }
    }
}

/// It prints as the text that [`Tab::parse`] reads.
impl std::fmt::Display for Tab {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Tab::Document(key) => write!(f, "document:{key}"),
            Tab::Entity(entity) => write!(f, "entity:{entity}"),
        }
    }
}

/// What an open entity is called once another one, or its account, is renamed.
fn rename_entity(open: &mut Entity, renamed: &Entity, to: &str) {
    if open == renamed {
        *open = renamed.named(to);
        return;
    }
    let Entity::Account(id) = renamed else { return };
    let account = match open {
        Entity::User { account, .. }
        | Entity::Group { account, .. }
        | Entity::Role { account, .. }
        | Entity::Policy { account, .. }
        | Entity::Resource { account, .. }
        | Entity::ResourceGroup { account, .. }
        | Entity::BucketPolicy { account, .. }
        | Entity::Member(account) => account,
        Entity::Account(_) | Entity::Directory | Entity::Folder(_) | Entity::ControlPolicy(_) => return,
    };
    if account == id {
        to.clone_into(account);
    }
}

/// What an open document is called once what it belongs to is renamed.
fn rename_document(key: &mut DocumentKey, renamed: &Entity, to: &str) {
    let mut after = match key {
        DocumentKey::Trust { account, role } => Entity::Role { account: account.clone(), name: role.clone() },
        DocumentKey::Custom { account, policy } => Entity::Policy { account: account.clone(), name: policy.clone() },
        DocumentKey::Bucket { account, bucket } => {
            Entity::BucketPolicy { account: account.clone(), bucket: bucket.clone() }
        }
        DocumentKey::Control { policy } => Entity::ControlPolicy(policy.clone()),
        _ => return,
    };
    rename_entity(&mut after, renamed, to);
    match (key, after) {
        (DocumentKey::Trust { account, role }, Entity::Role { account: own, name }) => (*account, *role) = (own, name),
        (DocumentKey::Custom { account, policy }, Entity::Policy { account: own, name }) => {
            (*account, *policy) = (own, name);
        }
        (DocumentKey::Bucket { account, bucket }, Entity::BucketPolicy { account: own, bucket: name }) => {
            (*account, *bucket) = (own, name);
        }
        (DocumentKey::Control { policy }, Entity::ControlPolicy(name)) => *policy = name,
        _ => {}
    }
}

/// Whether there is such a document, also among those of Alibaba Cloud.
pub fn exists(scenario: &Scenario, key: &DocumentKey) -> bool {
    match key {
        DocumentKey::System { policy } => ram_catalog::system_policy(policy).is_some(),
        DocumentKey::SystemControl { policy } => ram_catalog::control_policy(policy).is_some(),
        _ => scenario.document(key).is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tab_is_read_back_from_its_text() {
        let role = Entity::Role { account: "1".to_owned(), name: "a/b:c".to_owned() };
        for tab in
            [Tab::Document(DocumentKey::Trust { account: "1".to_owned(), role: "r".to_owned() }), Tab::Entity(role)]
        {
            assert_eq!(Tab::parse(&tab.to_string()), Some(tab));
        }
        assert_eq!(Tab::parse("document:x"), None);
    }
}
