//! What a denied response of the platform would carry: `AccessDeniedDetail` (R8.2) and the
//! message behind it (R8.4), in the platform's own vocabulary.

use crate::policy::{Effect, PolicyKind};
use crate::principal::{Caller, Principal};
use crate::sts::ASSUME_ROLE;
use crate::trace::{Call, Decision, Evaluation, Layer, PolicyTrace, Row, RowLabel};
use crate::world::World;

/// A denial in the platform's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Denial {
    /// `AuthAction`: the action that was refused.
    pub action: String,
    /// `AuthResource`: what it was to be done on.
    pub resource: String,
    /// Who was refused; nobody for an anonymous caller or a service, for which there is no word.
    pub principal: Option<AuthPrincipal>,
    /// `NoPermissionType`: whether it was an explicit deny.
    pub is_explicit: bool,
    /// `PolicyType`: the layer that is to blame (R8.3, R8.5).
    pub policy_type: &'static str,
    /// `AuthConditions`: the condition keys of the request.
    pub conditions: Vec<(String, Vec<String>)>,
    /// `MatchedPolicies`: attached policies with a statement that applied.
    pub matched_policies: Vec<MatchedPolicy>,
}

/// `AuthPrincipal`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthPrincipal {
    /// `SubUser`, `AssumedRoleUser`, `Federated` or `RootUser`.
    pub kind: &'static str,
    /// A user's numeric ID (its name where the world has none), `Role:Session`, or
    /// `saml-provider/<name>`.
    pub display_name: String,
    /// Account ID of the identity.
    pub owner: String,
}

/// One of `MatchedPolicies`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatchedPolicy {
    /// `PolicyIdentifier`: its name.
    pub name: String,
    /// `PolicyType`: `System` or `Custom`.
    pub kind: &'static str,
    /// `Effect` of the statement that applied.
    pub effect: &'static str,
    /// `AttachedEntityType`: `RamUser`, `RamGroup`, `RamRole` or `ResourceDirectoryTarget`.
    pub attached_to: &'static str,
    /// `AttachedScope`: `Account`, `ResourceGroup` or `Folder`.
    pub scope: &'static str,
}

/// The denial of an evaluation; nothing where it allows or where no policy was asked.
pub fn denial(world: &World, evaluation: &Evaluation) -> Option<Denial> {
    let (_, phase) = evaluation.deciding_phase()?;
    let is_explicit = match phase.decision() {
        Decision::ExplicitDeny => true,
        Decision::ImplicitDeny => false,
        Decision::Allow | Decision::Rejected(_) => return None,
    };
    let (_, trace) = phase.deciding_trace()?;
    let caller = phase.caller.as_ref()?;
    let rows = trace.steps.iter().flat_map(|step| step.rows.iter().enumerate().map(move |row| (step.layer, row)));
    Some(Denial {
        action: match &phase.call {
            Call::AssumeRole { .. } => ASSUME_ROLE.to_owned(),
            Call::Action { name } => name.clone(),
        },
        resource: trace.resource.to_string(),
        principal: auth_principal(world, caller),
        is_explicit,
        policy_type: trace.deciding_layer()?.name(),
        conditions: (phase.context.iter().chain(trace.context.iter()))
            .map(|(key, values)| (key.to_owned(), values.to_vec()))
            .collect(),
        matched_policies: rows
            .flat_map(|(layer, (index, row))| {
                row.policies.iter().filter_map(move |policy| matched(caller, layer, index, row, policy))
            })
            .collect(),
    })
}

fn auth_principal(world: &World, caller: &Caller) -> Option<AuthPrincipal> {
    let owner = caller.account()?.to_owned();
    let (kind, display_name) = match caller {
        Caller::Session { role, name, .. } => ("AssumedRoleUser", format!("{role}:{name}")),
        Caller::Principal(Principal::User { account, name }) => {
            let user = world.account(account).and_then(|account| account.user(name));
            ("SubUser", user.and_then(|user| user.id.clone()).unwrap_or_else(|| name.clone()))
        }
        Caller::Principal(Principal::Root { account }) => ("RootUser", account.clone()),
        Caller::Principal(Principal::Saml { provider } | Principal::Oidc { provider }) => {
            let name = provider.rsplit_once(':').map_or(provider.as_str(), |(_, name)| name);
            ("Federated", name.to_owned())
        }
        Caller::Principal(Principal::Anonymous | Principal::Service { .. }) => return None,
    };
    Some(AuthPrincipal { kind, display_name, owner })
}

/// A policy with a statement that applied. Trust, session and bucket policies are attached to
/// nothing, and so are never listed.
fn matched(caller: &Caller, layer: Layer, index: usize, row: &Row, policy: &PolicyTrace) -> Option<MatchedPolicy> {
    let applied = |effect| policy.statements.iter().any(|found| found.effect == effect && found.applies());
    let effect = match (applied(Effect::Deny), applied(Effect::Allow)) {
        (true, _) => "Deny",
        (false, true) => "Allow",
        (false, false) => return None,
    };
    let attached_to = match (layer, caller) {
        (Layer::ControlPolicies, _) => "ResourceDirectoryTarget",
        (Layer::IdentityPolicies, _) if policy.group.is_some() => "RamGroup",
        (Layer::IdentityPolicies, Caller::Session { .. }) => "RamRole",
        (Layer::IdentityPolicies, Caller::Principal(_)) => "RamUser",
        _ => return None,
    };
    let scope = match &row.label {
        // The lowest level is the member itself (R5.12).
        RowLabel::Level(_) if index == 0 => "Account",
        RowLabel::Level(_) => "Folder",
        RowLabel::ResourceGroupScope(_) => "ResourceGroup",
        RowLabel::AccountScope | RowLabel::Single => "Account",
    };
    let kind = if policy.document.kind == PolicyKind::System { "System" } else { "Custom" };
    Some(MatchedPolicy { name: policy.document.name.clone(), kind, effect, attached_to, scope })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::arn::Resource;
    use crate::policy::Document;
    use crate::request::{Action, Context, Hop, Request, Target};
    use crate::text::DocumentId;
    use crate::world::{Account, Attachment, Directory, DirectoryNode, Group, Role, Scope, User};

    fn asked(action: &str) -> Option<Denial> {
        let text = r#"{"Version":"1","Statement":[
            {"Effect":"Allow","Action":"ecs:*","Resource":"*"},
            {"Effect":"Deny","Action":"ecs:Delete*","Resource":"*"}]}"#;
        let policy = Arc::new(Document::parse(DocumentId::new("guard"), "guard", PolicyKind::Custom, text));
        let group = Group { name: "ops".into(), policies: vec![Attachment { policy, scope: Scope::Account }] };
        let user = User { name: "Bob".into(), id: Some("2001".into()), groups: vec!["ops".into()], ..User::default() };
        let account = Account { id: "1".into(), users: vec![user], groups: vec![group], ..Account::default() };
        let world = World { accounts: vec![account], ..World::default() };
        let resource = Resource::parse("acs:ecs:cn-hangzhou:1:instance/i").unwrap();
        let mut context = Context::default();
        context.set("acs:SourceIp", "203.0.113.24".to_owned());
        let mut tags = Context::default();
        tags.set("acs:ResourceTag/env", vec!["prod".into()]);
        let request = Request {
            start: Principal::User { account: "1".into(), name: "Bob".into() }.into(),
            hops: Vec::new(),
            action: Some(Action {
                name: action.into(),
                resources: vec![Target { resource, resource_group: None, context: tags }],
                context,
                changes: Vec::new(),
                offset_seconds: 0,
            }),
        };
        denial(&world, &crate::evaluate(&world, &request))
    }

    #[test]
    fn an_explicit_deny_names_policy_group_and_user() {
        let denial = asked("ecs:DeleteInstance").unwrap();
        assert!(denial.is_explicit);
        assert_eq!(denial.policy_type, "AccountLevelIdentityBasedPolicy");
        let principal = denial.principal.unwrap();
        assert_eq!((principal.kind, principal.display_name.as_str()), ("SubUser", "2001"));
        let [policy] = denial.matched_policies.as_slice() else { panic!() };
        assert_eq!((policy.effect, policy.attached_to, policy.scope), ("Deny", "RamGroup", "Account"));
        assert!(denial.conditions.contains(&("acs:SourceIp".into(), vec!["203.0.113.24".to_owned()])));
        assert!(denial.conditions.contains(&("acs:ResourceTag/env".into(), vec!["prod".into()])));
    }

    #[test]
    fn an_implicit_deny_matches_no_policy() {
        let denial = asked("oss:GetObject").unwrap();
        assert!(!denial.is_explicit && denial.matched_policies.is_empty());
    }

    #[test]
    fn a_control_policy_is_named_with_its_level() {
        let document = |kind, text: &str| Arc::new(Document::parse(DocumentId::new("x"), "x", kind, text));
        let says = |effect: &str| {
            let statement = format!(r#"{{"Effect":"{effect}","Action":"*","Resource":"*"}}"#);
            document(PolicyKind::Control, &format!(r#"{{"Version":"1","Statement":[{statement}]}}"#))
        };
        let trust = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Federated":"acs:ram::1:saml-provider/idp"}}]}"#;
        let role = Role {
            name: "App".into(),
            is_service_linked: false,
            max_session_seconds: 3_600,
            trust_policy: Some(document(PolicyKind::Trust, trust)),
            policies: vec![Attachment { policy: says("Allow"), scope: Scope::Account }],
        };
        let node = |id: &str, parent: Option<&str>, policies| DirectoryNode {
            id: id.into(),
            parent: parent.map(str::to_owned),
            policies,
        };
        let ask = |folder: &str| {
            let directory = Directory {
                management_account: "9".into(),
                control_policies_enabled: true,
                nodes: vec![node("f", None, vec![says(folder)]), node("1", Some("f"), vec![says("Allow")])],
            };
            let account = Account { id: "1".into(), roles: vec![role.clone()], ..Account::default() };
            let world = World { accounts: vec![account], directory: Some(directory), ..World::default() };
            let hop = Hop { role_arn: "acs:ram::1:role/app".into(), session_name: "sess".into(), ..Hop::default() };
            let principal = Principal::Saml { provider: "acs:ram::1:saml-provider/idp".into() };
            let request = Request { start: principal.into(), hops: vec![hop], action: None };
            denial(&world, &crate::evaluate(&world, &request))
        };
        let denial = ask("Deny").unwrap();
        let principal = denial.principal.unwrap();
        assert_eq!((principal.kind, principal.display_name.as_str()), ("Federated", "saml-provider/idp"));
        assert_eq!((denial.action.as_str(), denial.policy_type), ("sts:AssumeRole", "ControlPolicy"));
        let scopes: Vec<_> = denial.matched_policies.iter().map(|policy| (policy.effect, policy.scope)).collect();
        assert_eq!(scopes, [("Allow", "Account"), ("Deny", "Folder")]);
        assert!(denial.matched_policies.iter().all(|policy| policy.attached_to == "ResourceDirectoryTarget"));
        assert_eq!(ask("Allow"), None);
    }

    #[test]
    fn what_is_allowed_is_no_denial() {
        assert_eq!(asked("ecs:StopInstance"), None);
    }
}
