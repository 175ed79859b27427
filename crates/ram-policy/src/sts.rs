//! What STS checks before it authorizes AssumeRole (SEMANTICS.md, "STS"): parameters, then whether the role exists,
//! then whether the account owner asks (R6.14).

use std::sync::Arc;

use crate::arn::{Arn, is_account_id};
use crate::limits::{DEFAULT_SESSION_SECONDS, MAX_SESSION_SECONDS, MIN_SESSION_SECONDS, SESSION_POLICY_LENGTH};
use crate::names::Entity;
use crate::policy::{Document, PolicyKind};
use crate::principal::{Caller, Principal};
use crate::request::{Hop, RunningSession};
use crate::text::DocumentId;
use crate::trace::{Rejection, Session};
use crate::world::{Account, Role, World};

/// The action by which a role is assumed.
pub const ASSUME_ROLE: &str = "sts:AssumeRole";

/// Whether an action is that by which a role is assumed: it follows the special process (R5.40).
pub fn is_assume_role(action: &str) -> bool {
    action.eq_ignore_ascii_case(ASSUME_ROLE)
}

/// R6.12: whether a call needs no permission.
pub fn needs_no_permission(action: &str) -> bool {
    action.eq_ignore_ascii_case("sts:GetCallerIdentity")
}

/// A call of AssumeRole whose parameters are good.
#[derive(Debug)]
pub struct Checked<'a> {
    /// The account that owns the role.
    pub account: &'a Account,
    /// The role.
    pub role: &'a Role,
    /// The new session's length in seconds.
    pub seconds: u64,
}

/// The document id of the session policy that a running session was issued with.
pub const RUNNING_SESSION_POLICY: &str = "session/running";

/// The document id of the session policy of a hop.
pub fn session_policy_id(index: usize) -> String {
    format!("session/{index}")
}

/// The session policy of a hop, read.
pub fn session_policy(index: usize, hop: &Hop) -> Option<Arc<Document>> {
    let text = hop.session_policy.as_deref()?;
    let id = DocumentId::new(&session_policy_id(index));
    Some(Arc::new(Document::parse(id, "", PolicyKind::Session, text)))
}

/// Checks parameters, existence and the root caller, in that order.
pub fn check<'a>(
    world: &'a World,
    caller: &Caller,
    hop: &Hop,
    policy: Option<&Document>,
) -> Result<Checked<'a>, Rejection> {
    let target = role_target(&hop.role_arn)?;
    let role = target.and_then(|(account, role)| {
        let account = world.account(&account)?;
        Some((account, account.role(&role)?))
    });
    let seconds = hop.duration_seconds.unwrap_or(DEFAULT_SESSION_SECONDS);
    if !(MIN_SESSION_SECONDS..=MAX_SESSION_SECONDS).contains(&seconds) {
        // Whoever asks for less should not meet the role's own maximum next.
        let max = role.map_or(MAX_SESSION_SECONDS, |(_, role)| role.max_session_seconds);
        return Err(Rejection::Duration { max });
    }
    // R6.10: AssumeRoleWithSAML has no parameter for the session's name.
    let is_named_by_assertion = matches!(caller, Caller::Principal(Principal::Saml { .. }));
    if hop.session_name.is_empty() {
        if !is_named_by_assertion {
            return Err(Rejection::MissingSessionName);
        }
    } else if !Entity::RoleSession.accepts(&hop.session_name) {
        return Err(Rejection::SessionName);
    }
    if hop.external_id.as_deref().is_some_and(|id| !Entity::ExternalId.accepts(id)) {
        return Err(Rejection::ExternalId);
    }
    if hop.source_identity.as_deref().is_some_and(|identity| !Entity::RoleSession.accepts(identity)) {
        return Err(Rejection::SourceIdentity);
    }
    if let Some(policy) = policy {
        if policy.text.chars().count() > SESSION_POLICY_LENGTH {
            return Err(Rejection::SessionPolicySize);
        }
        if policy.policy.is_none() {
            return Err(Rejection::SessionPolicyGrammar);
        }
    }
    let (account, role) = role.ok_or(Rejection::NoSuchRole)?;
    // R6.3: the role's own maximum, which is known once the role is found.
    if seconds > role.max_session_seconds {
        return Err(Rejection::Duration { max: role.max_session_seconds });
    }
    // R5.47
    if caller.is_root() {
        return Err(Rejection::RootAssumes);
    }
    Ok(Checked { account, role, seconds })
}

/// R6.11: the session that a granted call issues.
pub fn issue(checked: &Checked<'_>, caller: &Caller, hop: &Hop, policy: Option<Arc<Document>>) -> Session {
    Session {
        account: checked.account.id.clone(),
        role: checked.role.name.clone(),
        name: hop.session_name.clone(),
        seconds: checked.seconds,
        policy,
        issued_to: caller.account().map(str::to_owned),
        is_service_linked: checked.role.is_service_linked,
    }
}

/// A session that was issued before the request. Its role is looked up when it is used (R6.17), so it need not exist.
pub fn running(world: &World, found: &RunningSession) -> Session {
    let role = world.account(&found.account).and_then(|account| account.role(&found.role));
    let id = DocumentId::new(RUNNING_SESSION_POLICY);
    let policy = found.policy.as_deref();
    Session {
        account: found.account.clone(),
        role: role.map_or_else(|| found.role.clone(), |role| role.name.clone()),
        name: found.name.clone(),
        seconds: found.seconds,
        policy: policy.map(|text| Arc::new(Document::parse(id, "", PolicyKind::Session, text))),
        issued_to: None,
        is_service_linked: role.is_some_and(|role| role.is_service_linked),
    }
}

/// Whoever holds a session.
pub fn caller(session: &Session) -> Caller {
    let Session { account, role, name, .. } = session.clone();
    Caller::Session { account, role, name }
}

/// R6.2: account and name of the role. The ARN of something else, such as a user, is well formed
/// but names no role.
fn role_target(role_arn: &str) -> Result<Option<(String, String)>, Rejection> {
    if role_arn.is_empty() {
        return Err(Rejection::MissingRoleArn);
    }
    let arn = Arn::parse(role_arn).map_err(|_| Rejection::RoleArn)?;
    if arn.service() != "ram" || !matches!(arn.region(), "" | "*") || !is_account_id(arn.account()) {
        return Err(Rejection::RoleArn);
    }
    match arn.relative_id().split_once('/') {
        Some((_, "")) | None => Err(Rejection::RoleArn),
        Some(("role", name)) => Ok(Some((arn.account().to_owned(), name.to_owned()))),
        Some(_) => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arn::Resource;
    use crate::request::{Action, Context, Request, Start, Target};
    use crate::trace::Decision;
    use crate::world::{Attachment, Scope};

    #[test]
    fn role_arns() {
        let found = |arn: &str| role_target(arn).map(|target| target.map(|(_, name)| name));
        assert_eq!(found("acs:ram::1:role/app"), Ok(Some("app".to_owned())));
        assert_eq!(found("acs:ram::1:user/bob"), Ok(None));
        assert_eq!(found(""), Err(Rejection::MissingRoleArn));
        for arn in [
            "acs:ram:1:role/app",
            "arn:ram::1:role/app",
            "acs:ecs::1:role/app",
            "acs:ram::1:role/",
            "acs:ram::b:role/x",
        ] {
            assert_eq!(found(arn), Err(Rejection::RoleArn), "{arn}");
        }
    }

    #[test]
    fn a_running_session_has_its_role_within_its_policy_and_its_time() {
        let document = |kind: PolicyKind, action: &str| {
            let text =
                format!(r#"{{"Version":"1","Statement":[{{"Effect":"Allow","Action":"{action}","Resource":"*"}}]}}"#);
            Arc::new(Document::parse(DocumentId::new(action), "p", kind, &text))
        };
        let attached = Attachment { policy: document(PolicyKind::Custom, "ecs:*"), scope: Scope::Account };
        let role = Role {
            name: "Ops".to_owned(),
            is_service_linked: false,
            max_session_seconds: 3_600,
            trust_policy: None,
            policies: vec![attached],
        };
        let account = Account { id: "1".to_owned(), roles: vec![role], ..Account::default() };
        let world = World { accounts: vec![account], ..World::default() };
        let ask = |role: &str, policy: Option<&str>, age: u64| {
            let running = RunningSession {
                account: "1".to_owned(),
                role: role.to_owned(),
                name: "night".to_owned(),
                seconds: 900,
                policy: policy.map(|action| document(PolicyKind::Session, action).text.to_string()),
            };
            let resource = Resource::parse("acs:ecs:cn-hangzhou:1:instance/i").unwrap();
            let target = Target { resource, resource_group: None, context: Context::default() };
            let action = Action {
                name: "ecs:StopInstance".to_owned(),
                resources: vec![target],
                context: Context::default(),
                changes: Vec::new(),
                offset_seconds: age,
            };
            let request = Request { start: Start::Session(running), hops: Vec::new(), action: Some(action) };
            crate::evaluate(&world, &request).decision()
        };
        // R6.17: the role's policies count, whoever it trusts.
        assert_eq!(ask("ops", None, 0), Decision::Allow);
        assert_eq!(ask("ops", None, 899), Decision::Allow);
        // R6.16
        assert_eq!(ask("ops", None, 900), Decision::Rejected(Rejection::Expired));
        // R6.8
        assert_eq!(ask("ops", Some("ecs:Stop*"), 0), Decision::Allow);
        assert_eq!(ask("ops", Some("ecs:Start*"), 0), Decision::ImplicitDeny);
        // R6.18
        assert_eq!(ask("gone", None, 0), Decision::Rejected(Rejection::RoleDeleted));
    }
}
