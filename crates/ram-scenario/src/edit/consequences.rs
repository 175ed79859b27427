//! What else an edit changes, although nothing forbids it: a sentence for the dialog that asks before it is made.

use ram_text::{Msg, code};

use super::references::references;
use super::{DirectoryEdit, Edit, Entity};
use crate::scenario::{DocumentKey, Principal, Scenario};

/// Something that follows from an edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Consequence {
    /// Trust and bucket policies name somebody who is gone: the entry matches nobody any more (R2.9f).
    TrustsNobody(Vec<DocumentKey>),
    /// Other documents name what is gone or renamed, and speak of nothing any more.
    NamesNothing(Vec<DocumentKey>),
    /// The question asks about it.
    Asked,
    /// Attachments of control policies that turning the feature off takes away (R5.18).
    Detaches(usize),
}

impl Consequence {
    /// What follows, in words. The documents are listed beside it.
    pub fn message(&self, entity: Option<&Entity>) -> Msg {
        let name = code(entity.map(Entity::name).unwrap_or_default());
        match self {
            Consequence::TrustsNobody(documents) => Msg::ConsequenceTrustsNobody { name, count: documents.len() },
            Consequence::NamesNothing(documents) => Msg::ConsequenceNamesNothing { name, count: documents.len() },
            Consequence::Asked => Msg::ConsequenceAsked { name },
            Consequence::Detaches(count) => Msg::ConsequenceDetaches { count: *count },
        }
    }

    /// The documents that it is about.
    pub fn documents(&self) -> &[DocumentKey] {
        match self {
            Consequence::TrustsNobody(documents) | Consequence::NamesNothing(documents) => documents,
            Consequence::Asked | Consequence::Detaches(_) => &[],
        }
    }
}

/// What follows from an edit.
pub fn consequences(scenario: &Scenario, edit: &Edit) -> Vec<Consequence> {
    match edit {
        Edit::Delete { entity, .. } => {
            let mut found = named(scenario, entity);
            found.extend(is_asked(scenario, entity).then_some(Consequence::Asked));
            found
        }
        Edit::Rename { entity, in_documents: false, to } if to != entity.name() => named(scenario, entity),
        Edit::Directory(DirectoryEdit::ControlPolicies(false)) => {
            let nodes = scenario.resource_directory.iter().flat_map(|directory| &directory.nodes);
            let count = nodes.map(|node| node.control_policies.len()).sum();
            if count == 0 { Vec::new() } else { vec![Consequence::Detaches(count)] }
        }
        Edit::All(edits) => edits.iter().flat_map(|edit| consequences(scenario, edit)).collect(),
        _ => Vec::new(),
    }
}

/// Documents that name the entity, apart from those that are part of it.
fn named(scenario: &Scenario, entity: &Entity) -> Vec<Consequence> {
    let mut trusting = Vec::new();
    let mut others = Vec::new();
    for place in references(scenario, entity) {
        if is_part_of(&place.document, entity) {
            continue;
        }
        let is_principal = matches!(entity, Entity::Account(_) | Entity::User { .. } | Entity::Role { .. });
        let documents = match &place.document {
            DocumentKey::Trust { .. } | DocumentKey::Bucket { .. } if is_principal => &mut trusting,
            _ => &mut others,
        };
        if !documents.contains(&place.document) {
            documents.push(place.document);
        }
    }
    let mut found = Vec::new();
    if !trusting.is_empty() {
        found.push(Consequence::TrustsNobody(trusting));
    }
    if !others.is_empty() {
        found.push(Consequence::NamesNothing(others));
    }
    found
}

/// Whether a document goes with the entity.
fn is_part_of(document: &DocumentKey, entity: &Entity) -> bool {
    match (document, entity) {
        (
            DocumentKey::Trust { account, .. }
            | DocumentKey::Custom { account, .. }
            | DocumentKey::Bucket { account, .. },
            Entity::Account(id),
        ) => account == id,
        (DocumentKey::Trust { account, role }, Entity::Role { account: of, name }) => account == of && role == name,
        (DocumentKey::Custom { account, policy }, Entity::Policy { account: of, name }) => {
            account == of && policy == name
        }
        (DocumentKey::Bucket { account, bucket }, Entity::Resource { account: of, arn }) => {
            account == of && arn.rsplit_once(':').is_some_and(|(_, name)| name == bucket)
        }
        _ => false,
    }
}

/// Whether the question names it: who asks, through which role, on what.
fn is_asked(scenario: &Scenario, entity: &Entity) -> bool {
    let question = &scenario.question;
    let mut roles = question.assume_role.iter().filter_map(|hop| crate::console::role(scenario, &hop.role_arn));
    match (entity, &question.principal) {
        (Entity::Account(id), principal) => {
            principal.as_ref().and_then(crate::question::principal_account) == Some(id.as_str())
                || roles.any(|(account, _)| account.id == *id)
        }
        (Entity::User { account, name }, Some(Principal::User { account: of, name: asks })) => {
            account == of && name.eq_ignore_ascii_case(asks)
        }
        (Entity::Role { account, name }, principal) => {
            let runs = matches!(principal, Some(Principal::Session { account: of, role, .. })
                if account == of && role.eq_ignore_ascii_case(name));
            runs || roles.any(|(of, role)| of.id == *account && role.name == *name)
        }
        (Entity::Resource { arn, .. }, _) => question.resources.contains(arn),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use ram_text::Lang;

    use super::*;
    use crate::edit::tests::*;

    #[test]
    fn who_is_trusted_and_asked_about_is_a_consequence() {
        let scenario = scenario();
        let trust = DocumentKey::Trust { account: A.to_owned(), role: "ops".to_owned() };
        let found = consequences(&scenario, &deleting(the_user("bob")));
        assert_eq!(found, [Consequence::TrustsNobody(vec![trust]), Consequence::Asked]);
        assert_eq!(
            found[0].message(Some(&the_user("bob"))).string(Lang::En),
            "1 policy trusts bob. The entry then matches nobody."
        );
        let assume = DocumentKey::Custom { account: A.to_owned(), policy: "assume".to_owned() };
        assert_eq!(
            consequences(&scenario, &deleting(the_role("ops"))),
            [Consequence::NamesNothing(vec![assume]), Consequence::Asked]
        );
        assert_eq!(consequences(&scenario, &deleting(the_group("staff"))), []);
        assert_eq!(consequences(&scenario, &renaming(the_user("bob"), "eve")), []);
        let without = Edit::Rename { entity: the_user("bob"), to: "eve".to_owned(), in_documents: false };
        assert_eq!(consequences(&scenario, &without).len(), 1);
    }
}
