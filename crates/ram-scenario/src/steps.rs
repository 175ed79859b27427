//! What undo calls the changes that need no form: of the text of a document, and of the question.

use ram_text::{Msg, code};

use crate::context::{self, CURRENT_TIME, is_same_key};
use crate::scenario::{DocumentKey, How, Question};

/// A change of the text of a document.
pub fn document(key: &DocumentKey) -> Msg {
    match key {
        DocumentKey::Trust { role, .. } => Msg::EditTrustPolicy { name: code(role.as_str()) },
        DocumentKey::Bucket { bucket, .. } => Msg::EditBucketPolicy { name: code(bucket.as_str()) },
        DocumentKey::Session { .. } | DocumentKey::Running => Msg::EditSessionPolicy,
        DocumentKey::Custom { policy, .. }
        | DocumentKey::Control { policy }
        | DocumentKey::System { policy }
        | DocumentKey::SystemControl { policy } => Msg::EditDocument { policy: code(policy.as_str()) },
    }
}

/// What undo calls the step from one question to another that a form has made of it: the first thing that differs, from
/// who asks to the time of the last call.
pub fn question(before: &Question, after: &Question) -> Msg {
    if before.principal != after.principal {
        return Msg::AskPrincipal;
    }
    let (old, new) = (&before.assume_role, &after.assume_role);
    if old.len() > new.len() {
        return Msg::AskRemoveRole;
    }
    for (number, hop) in new.iter().enumerate() {
        let role = || code(short(&hop.role_arn));
        let Some(old) = old.get(number).filter(|_| old.len() == new.len()) else {
            let is_new = old.get(number).is_none_or(|old| old.role_arn != hop.role_arn);
            match (is_new, number) {
                (true, 0) if old.is_empty() => return Msg::AskRole { role: role() },
                (true, _) => return Msg::AskAddRole { role: role() },
                (false, _) => continue,
            }
        };
        let parameter = |what| Msg::AskParameter { what };
        let changes = [
            (old.role_arn != hop.role_arn, Msg::AskRole { role: role() }),
            (old.how != hop.how, if hop.how == How::Api { Msg::AskByApi } else { Msg::AskInConsole }),
            (old.session_name != hop.session_name, parameter("session-name")),
            (old.duration_seconds != hop.duration_seconds, parameter("duration")),
            (old.external_id != hop.external_id, parameter("external-id")),
            (old.source_identity != hop.source_identity, parameter("source-identity")),
            (old.session_policy != hop.session_policy, Msg::EditSessionPolicy),
        ];
        if let Some((_, name)) = changes.into_iter().find(|(is_changed, _)| *is_changed) {
            return name;
        }
    }
    if before.action != after.action {
        return match &after.action {
            Some(action) => Msg::AskAction { action: code(action.as_str()) },
            None => Msg::AskOnlyAssume,
        };
    }
    if before.resources != after.resources {
        return Msg::AskResource;
    }
    if before.resource_group != after.resource_group {
        return Msg::AskParameter { what: "resource-group" };
    }
    let keys = context::keys(after).into_iter().chain(context::keys(before));
    let changed = keys.into_iter().find(|key| context::value_of(before, key) != context::value_of(after, key));
    let delays = |question: &Question| {
        Vec::from_iter(context::phases(question).into_iter().map(|phase| context::delay(question, phase)))
    };
    match changed {
        _ if delays(before) != delays(after) => Msg::AskParameter { what: "delay" },
        Some(key) if is_same_key(&key, CURRENT_TIME) => Msg::AskParameter { what: "start" },
        Some(key) => Msg::AskKey { key: code(key) },
        None => Msg::EditQuestion,
    }
}

/// A role by its name.
pub(crate) fn short(role_arn: &str) -> &str {
    role_arn.rsplit_once('/').map_or(role_arn, |(_, name)| name)
}
