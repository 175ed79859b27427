//! The process: SEMANTICS.md, "Evaluation" and "STS" (AssumeRole and the life of a session).

use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Map, Value, json};

use crate::conditions::conditions_hold;
use crate::grammar::{self, Kind};
use crate::matching::{
    action_matches, arn_fields, bucket, bucket_principal_matches, owner, resource_matches, same_name, strings, trusts,
};
use crate::rules::Rules;

/// Layers, as case files name them.
const CONTROL: &str = "ControlPolicy";
const SESSION: &str = "SessionPolicy";
const ACCOUNT: &str = "AccountLevelIdentityBasedPolicy";
const GROUP: &str = "ResourceGroupLevelIdentityBasedPolicy";
const RESOURCE: &str = "ResourceBasedPolicy";
const TRUST: &str = "AssumeRolePolicy";
const BOTH: &str = "AccountLevelIdentityBasedPolicy+AssumeRolePolicy";
const OWNER: &str = "AccountOwner";
const VALIDATION: &str = "RequestValidation";
const AUTHENTICATION: &str = "Authentication";
/// No layer took part.
const NOBODY: &str = "none";

/// The outcome of one layer or of the whole. The order is the one of R3.8: the worst counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Decision {
    Allow,
    ImplicitDeny,
    ExplicitDeny,
    Rejected,
}
use Decision::{Allow, ExplicitDeny, ImplicitDeny, Rejected};

/// The answer to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub decision: Decision,
    pub layer: &'static str,
    /// `assume_role[i]` or `action`; none when nothing failed.
    pub failed_step: Option<String>,
    /// None where the rules name no code.
    pub error_code: Option<&'static str>,
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (step, code) = (self.failed_step.as_deref().unwrap_or("-"), self.error_code.unwrap_or("-"));
        write!(f, "{:?} by {}, failed step {step}, error code {code}", self.decision, self.layer)
    }
}

/// What one call ends with.
struct Outcome {
    decision: Decision,
    layer: &'static str,
    code: Option<&'static str>,
}

impl Outcome {
    fn new(decision: Decision, layer: &'static str) -> Outcome {
        Outcome { decision, layer, code: None }
    }

    fn rejected(layer: &'static str, code: Option<&'static str>) -> Outcome {
        Outcome { decision: Rejected, layer, code }
    }

    /// R9.3: a document that cannot exist is refused, not guessed at.
    fn refused() -> Outcome {
        Outcome::rejected(VALIDATION, None)
    }
}

/// Who makes a call.
#[derive(Debug, Clone)]
pub enum Caller {
    User { account: String, name: String, id: Option<String> },
    Root { account: String },
    Anonymous,
    Service { service: String, account: String },
    Saml { provider: String },
    Oidc { provider: String },
    Session { account: String, role: String, session: String, policy: Option<Value>, seconds: u64, linked: bool },
}

impl Caller {
    /// The account whose identity the caller is. R5.49: of a session, the role's.
    fn account(&self) -> Option<&str> {
        match self {
            Caller::User { account, .. } | Caller::Root { account } | Caller::Session { account, .. } => Some(account),
            // A service acts for an account, but is none of its identities.
            Caller::Anonymous | Caller::Service { .. } | Caller::Saml { .. } | Caller::Oidc { .. } => None,
        }
    }

    /// `acs:PrincipalARN` (SEMANTICS.md, "Keys that the evaluator knows"): only RAM identities have one.
    fn arn(&self) -> Option<String> {
        match self {
            Caller::User { account, name, .. } => Some(format!("acs:ram::{account}:user/{name}")),
            // R6.21: in lower case, and the role's, not the session's.
            Caller::Session { account, role, .. } => Some(format!("acs:ram::{account}:role/{}", role.to_lowercase())),
            _ => None,
        }
    }
}

/// The system policies that a world may name, by name.
pub type SystemPolicies = BTreeMap<String, Value>;

/// Answers questions about one world.
pub struct Oracle<'a> {
    pub world: Value,
    pub system: &'a SystemPolicies,
    pub rules: &'a Rules,
}

static NULL: Value = Value::Null;

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().map(Vec::as_slice).unwrap_or_default()
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

fn object(value: &Value) -> Map<String, Value> {
    value.as_object().cloned().unwrap_or_default()
}

/// The parameters of an AssumeRole call that are well formed.
struct Parameters<'s> {
    arn: &'s str,
    account: &'s str,
    /// What the ARN is of: `role`, or something that cannot be assumed.
    kind: &'s str,
    name: &'s str,
    seconds: u64,
    session: &'s str,
    policy: Option<Value>,
}

/// A call as the layers see it.
struct Call<'a> {
    caller: &'a Caller,
    action: &'a str,
    resource: &'a str,
    resource_group: Option<&'a str>,
    context: Map<String, Value>,
}

impl Oracle<'_> {
    /// The answer to a question: each AssumeRole in order, then the action.
    pub fn answer(&mut self, request: &Value) -> Answer {
        let fail = |outcome: Outcome, step: String| Answer {
            decision: outcome.decision,
            layer: outcome.layer,
            failed_step: Some(step),
            error_code: outcome.code,
        };
        let steps = list(request, "assume_role");
        let first = if steps.is_empty() { "action" } else { "assume_role[0]" };
        let mut layer = BOTH;
        // Changes are made after the last AssumeRole, so without one they come first.
        let mut killed = Vec::new();
        if steps.is_empty() {
            killed = self.change(list(request, "after"));
        }
        let Some(mut caller) = self.caller(&request["principal"]) else {
            self.rules.note("R6.15b");
            return fail(Outcome::rejected(AUTHENTICATION, Some("InvalidAccessKeyId.NotFound")), first.to_owned());
        };
        for (index, step) in steps.iter().enumerate() {
            match self.assume_role(&caller, step) {
                Ok((session, decisive)) => (caller, layer) = (session, decisive),
                Err(outcome) => return fail(outcome, format!("assume_role[{index}]")),
            }
        }
        let Some(action) = request["action"].as_str() else {
            return Answer { decision: Allow, layer, failed_step: None, error_code: None };
        };
        if !steps.is_empty() {
            killed = self.change(list(request, "after"));
        }
        if let Err(outcome) = self.session_is_alive(&caller, &killed, request["time_offset_seconds"].as_u64()) {
            return fail(outcome, "action".to_owned());
        }
        let resources = match strings(&request["resource"]) {
            resources if resources.is_empty() => vec!["*"],
            resources => resources,
        };
        // R3.8: explicit deny of one, else implicit deny of one, else Allow. The first such is named.
        self.rules.when(resources.len() > 1, "R3.8");
        let mut worst: Option<Outcome> = None;
        for resource in resources {
            let call = Call {
                caller: &caller,
                action,
                resource,
                resource_group: request["resource_group"].as_str(),
                context: with_principal(object(&request["context"]), &caller),
            };
            let outcome = self.authorize(&call);
            if worst.as_ref().is_none_or(|worst| outcome.decision > worst.decision) {
                worst = Some(outcome);
            }
        }
        match worst {
            Some(outcome) if outcome.decision != Allow => fail(outcome, "action".to_owned()),
            Some(Outcome { layer, .. }) => Answer { decision: Allow, layer, failed_step: None, error_code: None },
            None => unreachable!("there is at least one resource"),
        }
    }

    fn account(&self, id: &str) -> Option<&Value> {
        list(&self.world, "accounts").iter().find(|account| text(account, "id") == id)
    }

    fn entity(&self, account: &str, kind: &str, name: &str) -> Option<&Value> {
        list(self.account(account)?, kind).iter().find(|entity| same_name(text(entity, "name"), name))
    }

    /// Who starts. None: nobody that exists, so nobody that could have signed the call.
    fn caller(&self, principal: &Value) -> Option<Caller> {
        let account = text(principal, "account").to_owned();
        let provider = text(principal, "provider").to_owned();
        Some(match text(principal, "type") {
            "user" => {
                let name = text(principal, "name").to_owned();
                let user = self.entity(&account, "users", &name)?;
                Caller::User { account, name, id: user["id"].as_str().map(str::to_owned) }
            }
            "root" => {
                self.account(&account)?;
                Caller::Root { account }
            }
            "service" => Caller::Service { service: text(principal, "service").to_owned(), account },
            "saml" => Caller::Saml { provider },
            "oidc" => Caller::Oidc { provider },
            _ => Caller::Anonymous,
        })
    }

    /// The parameters of one AssumeRole (SEMANTICS.md, "Parameters"), or the code of the one that is wrong.
    fn parameters<'s>(&self, caller: &Caller, step: &'s Value) -> Result<Parameters<'s>, &'static str> {
        let rules = self.rules;
        let parameter = |name: &str| step[name].as_str();
        // R6.2, in both forms of R3.2; what is no role, such as a user, does not exist as a role.
        let arn = parameter("role_arn").filter(|arn| !arn.is_empty()).ok_or("MissingParameter.RoleArn")?;
        let is_ram = |fields: &[&str; 5]| fields[..2] == ["acs", "ram"] && ["", "*"].contains(&fields[2]);
        let Some([_, _, _, account, relative_id]) = arn_fields(arn).filter(is_ram) else {
            rules.note("R6.2");
            return Err("InvalidParameter.RoleArn");
        };
        let (kind, name) = relative_id.split_once('/').ok_or("InvalidParameter.RoleArn")?;
        // R6.3, R6.9: the role's own maximum is known only once the role is found.
        rules.when(step.get("duration_seconds").is_none(), "R6.9");
        let seconds = step["duration_seconds"].as_u64().unwrap_or(3_600);
        if !(900..=43_200).contains(&seconds) {
            rules.note("R6.3");
            return Err("InvalidParameter.DurationSeconds");
        }
        // R6.4; a SAML call has no such parameter (R6.10).
        let is_name = |name: &str| {
            (2..=64).contains(&name.chars().count())
                && name.chars().all(|found| found.is_ascii_alphanumeric() || ".@-_".contains(found))
        };
        let session = parameter("session_name").unwrap_or_default();
        rules.when(matches!(caller, Caller::Saml { .. }), "R6.10");
        if !matches!(caller, Caller::Saml { .. }) {
            if rules.when(session.is_empty(), "R6.4 missing") {
                return Err("MissingParameter.RoleSessionName");
            }
            if rules.when(!is_name(session), "R6.4") {
                return Err("InvalidParameter.RoleSessionName");
            }
        }
        // R6.5
        let is_external_id = |id: &str| {
            (2..=1_224).contains(&id.chars().count())
                && id.chars().all(|found| found.is_ascii_alphanumeric() || "_+=,.@:/-".contains(found))
        };
        if rules.when(parameter("external_id").is_some_and(|id| !is_external_id(id)), "R6.5") {
            return Err("InvalidParameter.ExternalId");
        }
        if rules.when(parameter("source_identity").is_some_and(|identity| !is_name(identity)), "R6.6") {
            return Err("InvalidParameter.SourceIdentity");
        }
        // R6.7; R1.39: an object is sent in its compact form.
        let text = parameter("policy_text").map(str::to_owned).or_else(|| step.get("policy").map(Value::to_string));
        let is_too_long = text.as_ref().is_some_and(|text| text.chars().count() > 2_048);
        if rules.when(is_too_long, "R1.31") {
            return Err("InvalidParameter.PolicySize");
        }
        let policy: Option<Value> = text.map(|text| serde_json::from_str(&text).unwrap_or_default());
        let is_broken = policy.as_ref().is_some_and(|policy| !grammar::is_valid(Kind::Session, policy));
        if rules.when(is_broken, "R6.7") {
            return Err("InvalidParameter.PolicyGrammar");
        }
        Ok(Parameters { arn, account, kind, name, seconds, session, policy })
    }

    /// One AssumeRole: the new session and the layer that granted it, or how it failed
    /// (SEMANTICS.md, "STS").
    fn assume_role(&self, caller: &Caller, step: &Value) -> Result<(Caller, &'static str), Outcome> {
        let rules = self.rules;
        let invalid = |code| Outcome::rejected(VALIDATION, Some(code));
        // R6.14: parameters, existence, authorization.
        let Parameters { arn, account, kind, name, seconds, session, policy } =
            self.parameters(caller, step).map_err(invalid)?;
        let Some(role) = self.entity(account, "roles", name).filter(|_| kind == "role") else {
            rules.note("R6.14");
            return Err(invalid("EntityNotExist.Role"));
        };
        if seconds > role["max_session_duration"].as_u64().unwrap_or(3_600) {
            rules.note("R6.3");
            return Err(invalid("InvalidParameter.DurationSeconds"));
        }
        if matches!(caller, Caller::Root { .. }) {
            rules.note("R5.47");
            return Err(invalid("NoPermission"));
        }
        let mut context = with_principal(object(&step["context"]), caller);
        for (name, key) in [("external_id", "sts:ExternalId"), ("source_identity", "sts:SourceIdentity")] {
            if let Some(value) = step[name].as_str() {
                context.insert(key.to_owned(), json!(value));
            }
        }
        let call = Call { caller, action: "sts:AssumeRole", resource: arn, resource_group: None, context };
        let outcome = self.authorize_assume_role(&call, account, role);
        match outcome.decision {
            Allow => {
                let session = Caller::Session {
                    account: account.to_owned(),
                    role: text(role, "name").to_owned(),
                    session: session.to_owned(),
                    policy,
                    seconds,
                    linked: role["kind"] == "service-linked",
                };
                Ok((session, outcome.layer))
            }
            Rejected => Err(outcome),
            _ => Err(Outcome { code: Some("NoPermission"), ..outcome }),
        }
    }

    /// SEMANTICS.md, "Life of a session".
    fn session_is_alive(
        &self,
        caller: &Caller,
        killed: &[(String, String)],
        offset: Option<u64>,
    ) -> Result<(), Outcome> {
        let Caller::Session { account, role, seconds, .. } = caller else { return Ok(()) };
        // R6.18; R6.20: a new role of the same name does not revive the session.
        let is_dead = killed.iter().any(|killed| killed.0 == *account && same_name(&killed.1, role));
        if is_dead {
            self.rules.note(if self.entity(account, "roles", role).is_some() { "R6.20" } else { "R6.18" });
        }
        let is_over = self.rules.when(offset.unwrap_or(0) >= *seconds, "R6.16");
        match (is_dead, is_over) {
            // R6.15c; no rule says which of the two is found first.
            (true, false) => Err(Outcome::rejected(AUTHENTICATION, Some("EntityNotExist.Role"))),
            (true, true) => Err(Outcome::rejected(AUTHENTICATION, None)),
            (false, true) => Err(Outcome::rejected(AUTHENTICATION, Some("InvalidSecurityToken.Expired"))),
            (false, false) => Ok(()),
        }
    }

    /// Makes the changes of `after`; gives back the roles deleted on the way, by account and name.
    fn change(&mut self, changes: &[Value]) -> Vec<(String, String)> {
        let mut killed = Vec::new();
        for change in changes {
            let accounts = self.world["accounts"].as_array_mut();
            let account = accounts.into_iter().flatten().find(|account| text(account, "id") == text(change, "account"));
            let Some(account) = account.and_then(Value::as_object_mut) else { continue };
            let (kind, name) = match (change["user"].as_str(), change["role"].as_str()) {
                (Some(name), _) => ("users", name),
                (None, Some(name)) => ("roles", name),
                (None, None) => ("roles", text(&change["definition"], "name")),
            };
            let entities = account.entry(kind).or_insert_with(|| json!([]));
            let Some(entities) = entities.as_array_mut() else { continue };
            let entity = entities.iter_mut().find(|entity| same_name(text(entity, "name"), name));
            match (text(change, "op"), entity) {
                // R6.19: what counts for new calls of AssumeRole only.
                ("set_trust_policy", Some(role)) => {
                    self.rules.note("R6.19");
                    role["trust_policy"] = change["document"].clone();
                }
                ("delete_role", Some(_)) => {
                    killed.push((text(change, "account").to_owned(), name.to_owned()));
                    entities.retain(|role| !same_name(text(role, "name"), name));
                }
                ("delete_user", Some(_)) => entities.retain(|user| !same_name(text(user, "name"), name)),
                ("create_role", None) => entities.push(change["definition"].clone()),
                ("attach_policy" | "detach_policy", Some(entity)) => {
                    let Some(entity) = entity.as_object_mut() else { continue };
                    let attached = entity.entry("policies").or_insert_with(|| json!([]));
                    let Some(attached) = attached.as_array_mut() else { continue };
                    // R6.17: looked up when the session is used.
                    self.rules.note("R6.17");
                    if text(change, "op") == "attach_policy" {
                        attached.push(change["attachment"].clone());
                    } else {
                        let name = |attached: &Value| {
                            attached["policy"].as_str().or(attached["name"].as_str()).map(str::to_owned)
                        };
                        attached.retain(|attached| name(attached).as_deref() != Some(text(change, "policy")));
                    }
                }
                _ => {}
            }
        }
        killed
    }

    /// SEMANTICS.md, "Evaluation": the whole process for an ordinary call.
    fn authorize(&self, call: &Call) -> Outcome {
        let rules = self.rules;
        let caller = call.caller;
        let named_owner = owner(call.resource);
        // R3.8a: nothing is cross-account about a resource that names no account.
        let owner = named_owner.or(caller.account());
        rules.when(named_owner.is_none(), "R3.8a");
        // R6.12: needs no permission.
        if call.action.eq_ignore_ascii_case("sts:GetCallerIdentity") {
            rules.note("R6.12");
            return Outcome::new(Allow, NOBODY);
        }
        // R5.40: the special process is that of the action, however it is asked for (R6.14, R5.47).
        if call.action.eq_ignore_ascii_case("sts:AssumeRole") {
            let Some(fields) = arn_fields(call.resource) else {
                return Outcome::rejected(VALIDATION, Some("MissingParameter.RoleArn"));
            };
            let name = fields[4].strip_prefix("role/").filter(|_| fields[1] == "ram");
            let Some(role) = name.and_then(|name| self.entity(fields[3], "roles", name)) else {
                return Outcome::rejected(VALIDATION, Some("EntityNotExist.Role"));
            };
            if matches!(caller, Caller::Root { .. }) {
                return Outcome::rejected(VALIDATION, Some("NoPermission"));
            }
            let outcome = self.authorize_assume_role(call, fields[3], role);
            let is_denied = matches!(outcome.decision, ExplicitDeny | ImplicitDeny);
            return Outcome { code: outcome.code.or(is_denied.then_some("NoPermission")), ..outcome };
        }
        let own = owner.is_some() && owner == caller.account();
        let bucket_policy = owner.zip(bucket(call.resource)).and_then(|(owner, bucket)| {
            let policies = list(&self.world, "resource_policies").iter();
            policies.filter(|policy| text(policy, "account") == owner).find(|policy| text(policy, "bucket") == bucket)
        });
        let bucket_decision = || match (bucket_policy, owner) {
            (Some(policy), Some(owner)) => {
                rules.note("R5.28");
                self.basic(Kind::Bucket, &[&policy["document"]], call, |statement| {
                    bucket_principal_matches(statement, caller, owner, rules)
                })
            }
            _ => {
                rules.when(bucket(call.resource).is_some(), "R5.29");
                ImplicitDeny
            }
        };
        // R5.10: policies do not apply to the account owner; only its own bucket can shut it out.
        if matches!(caller, Caller::Root { .. }) && own {
            rules.note("R5.10");
            return match bucket_decision() {
                Rejected => Outcome::refused(),
                ExplicitDeny => Outcome::new(ExplicitDeny, RESOURCE),
                _ => Outcome::new(Allow, OWNER),
            };
        }
        if let Some(outcome) = self.control_policies(call, owner, false) {
            return outcome;
        }
        if let Some(outcome) = self.session_policy(call) {
            return outcome;
        }
        let (identity, identity_layer) = if own {
            self.identity_policies(call)
        } else {
            // R3.9, R5.31, R5.32: identity policies do not reach other accounts' resources.
            // R5.33: what they deny on a foreign bucket stays denied.
            let (decision, _) =
                self.identity_policies(&Call { resource_group: None, context: call.context.clone(), ..*call });
            match decision {
                ExplicitDeny if bucket(call.resource).is_some() => {
                    rules.note("R5.33");
                    (ExplicitDeny, ACCOUNT)
                }
                Rejected => (Rejected, ACCOUNT),
                decision => {
                    rules.when(decision == Allow, if bucket(call.resource).is_some() { "R5.31" } else { "R5.32" });
                    (ImplicitDeny, ACCOUNT)
                }
            }
        };
        // R5.30
        match (identity, bucket_decision()) {
            (Rejected, _) | (_, Rejected) => Outcome::refused(),
            (ExplicitDeny, _) => Outcome::new(ExplicitDeny, identity_layer),
            (_, ExplicitDeny) => {
                rules.note("R5.30 deny");
                Outcome::new(ExplicitDeny, RESOURCE)
            }
            (Allow, _) => Outcome::new(Allow, identity_layer),
            (_, Allow) => {
                rules.note("R5.30 allow");
                rules.when(matches!(caller, Caller::Anonymous), "R5.35");
                Outcome::new(Allow, RESOURCE)
            }
            // R8.5
            _ => {
                let is_identity = matches!(caller, Caller::User { .. } | Caller::Session { .. });
                let group = is_identity && own && call.resource_group.is_some();
                Outcome::new(ImplicitDeny, if rules.when(group, "R8.5") { GROUP } else { ACCOUNT })
            }
        }
    }

    /// SEMANTICS.md, "Assuming a role": the same steps, but both sides must allow.
    fn authorize_assume_role(&self, call: &Call, owner: &str, role: &Value) -> Outcome {
        let rules = self.rules;
        // R5.43: control policies of the role's account.
        if let Some(outcome) = self.control_policies(call, Some(owner), role["kind"] == "service-linked") {
            return outcome;
        }
        // R5.44: the caller's own session policy.
        if let Some(outcome) = self.session_policy(call) {
            return outcome;
        }
        let trust = match &role["trust_policy"] {
            Value::Null => ImplicitDeny,
            policy => self.basic(Kind::Trust, &[policy], call, |statement| {
                trusts(&statement["Principal"], call.caller, owner, rules)
            }),
        };
        // R5.45, R5.46: who is no RAM identity has no identity policies; the trust policy decides alone.
        let alone = match call.caller {
            Caller::Saml { .. } | Caller::Oidc { .. } => rules.when(true, "R5.45"),
            Caller::Service { .. } => rules.when(true, "R5.46"),
            Caller::Anonymous => true,
            _ => false,
        };
        if alone {
            return match trust {
                Rejected => Outcome::refused(),
                decision => Outcome::new(decision, TRUST),
            };
        }
        // R5.24, R5.42: attachments at account scope, for roles of every account.
        let (identity, _) =
            self.identity_policies(&Call { resource_group: None, context: call.context.clone(), ..*call });
        rules.when(matches!(call.caller, Caller::Session { .. }), "R5.48");
        let is_itself = matches!(call.caller, Caller::Session { account, role: name, .. }
            if account == owner && same_name(name, text(role, "name")));
        rules.when(is_itself, "R5.51");
        // R5.40
        match (identity, trust) {
            (Rejected, _) | (_, Rejected) => Outcome::refused(),
            (ExplicitDeny, _) => Outcome::new(ExplicitDeny, ACCOUNT),
            (_, ExplicitDeny) => {
                rules.note("R1.22");
                Outcome::new(ExplicitDeny, TRUST)
            }
            (Allow, Allow) => {
                rules.note("R5.40");
                rules.when(call.caller.account() != Some(owner), "R5.42");
                Outcome::new(Allow, BOTH)
            }
            (Allow, _) => Outcome::new(ImplicitDeny, TRUST),
            (_, trust) => {
                rules.when(trust == Allow, "R5.41");
                Outcome::new(ImplicitDeny, ACCOUNT)
            }
        }
    }

    /// R5.11 to R5.16. None: every level allows, or the step is skipped.
    fn control_policies(&self, call: &Call, owner: Option<&str>, role_is_linked: bool) -> Option<Outcome> {
        let rules = self.rules;
        let directory = &self.world["resource_directory"];
        let node = |id: &str| list(directory, "nodes").iter().find(|node| text(node, "id") == id);
        let member = node(owner?)?;
        // R5.11, R5.18
        if directory["control_policy_enabled"] != true {
            rules.note("R5.11");
            return None;
        }
        // R5.43
        rules.when(call.action.eq_ignore_ascii_case("sts:AssumeRole"), "R5.43");
        // R5.13; a service that acts for the management account is no identity of it.
        let of_management = call.caller.account() == directory["management_account"].as_str();
        let exempt = match call.caller {
            Caller::Session { linked, .. } => *linked || of_management,
            Caller::Service { .. } => role_is_linked,
            _ => of_management,
        };
        if rules.when(exempt, "R5.13") {
            return None;
        }
        // R5.12: bottom up, each level for itself.
        let mut level = Some(member);
        while let Some(found) = level {
            let policies: Vec<&Value> =
                list(found, "control_policies").iter().filter_map(|name| self.control_policy(name.as_str()?)).collect();
            match self.basic(Kind::Control, &policies, call, |_| true) {
                // R5.15: an Allow only lets evaluation continue.
                Allow => {}
                Rejected => return Some(Outcome::refused()),
                decision => {
                    rules.note(if found["id"] == member["id"] { "R5.12 member" } else { "R5.16" });
                    return Some(Outcome::new(decision, CONTROL));
                }
            }
            level = found["parent"].as_str().and_then(node);
        }
        rules.note("R5.12");
        None
    }

    fn control_policy(&self, name: &str) -> Option<&Value> {
        let own = list(&self.world["resource_directory"], "control_policies").iter();
        match own.into_iter().find(|policy| text(policy, "name") == name) {
            Some(policy) => Some(&policy["document"]),
            // R5.14
            None => (self.rules.when(name == "FullAliyunAccess", "R5.14")).then_some(&self.system[name]),
        }
    }

    /// R6.8. None: the session policy allows, or there is none.
    fn session_policy(&self, call: &Call) -> Option<Outcome> {
        let Caller::Session { policy: Some(policy), .. } = call.caller else { return None };
        self.rules.note("R6.8");
        self.rules.when(call.action.eq_ignore_ascii_case("sts:AssumeRole"), "R5.44");
        self.rules.when(bucket(call.resource).is_some(), "R5.34");
        match self.basic(Kind::Session, &[policy], call, |_| true) {
            Allow => None,
            decision => Some(Outcome::new(decision, SESSION)),
        }
    }

    /// SEMANTICS.md, "Identity policies": the decision and the scope that made it.
    fn identity_policies(&self, call: &Call) -> (Decision, &'static str) {
        let rules = self.rules;
        let Some(id) = call.caller.account() else { return (ImplicitDeny, ACCOUNT) };
        // R5.20
        let mut attachments: Vec<&Value> = Vec::new();
        match call.caller {
            Caller::User { name, .. } => {
                let user = self.entity(id, "users", name).unwrap_or(&NULL);
                attachments.extend(list(user, "policies"));
                let account = self.account(id).unwrap_or(&NULL);
                for group in list(account, "groups") {
                    if list(user, "groups").contains(&group["name"]) {
                        rules.note("R5.20 group");
                        attachments.extend(list(group, "policies"));
                    }
                }
            }
            Caller::Session { role, .. } => {
                rules.note("R5.20 role");
                attachments.extend(list(self.entity(id, "roles", role).unwrap_or(&NULL), "policies"));
            }
            _ => {}
        }
        // R5.2
        rules.when(attachments.is_empty(), "R5.2");
        // R5.21
        let is_account = |attachment: &&&Value| attachment["scope"].get("resource_group").is_none();
        let account: Vec<&Value> =
            attachments.iter().filter(is_account).filter_map(|attachment| self.document(id, attachment)).collect();
        let group: Vec<&Value> = attachments
            .iter()
            .filter(|attachment| !is_account(attachment))
            .filter(|attachment| {
                let matches = attachment["scope"]["resource_group"].as_str() == call.resource_group;
                rules.when(!matches, "R5.24");
                matches
            })
            .filter_map(|attachment| self.document(id, attachment))
            .collect();
        // R5.22: if the account level decides, the resource group is not looked at.
        match self.basic(Kind::Identity, &account, call, |_| true) {
            ImplicitDeny => {}
            decision => {
                rules.when(!group.is_empty(), "R5.22");
                return (decision, ACCOUNT);
            }
        }
        // R5.23
        match self.basic(Kind::Identity, &group, call, |_| true) {
            ImplicitDeny => (ImplicitDeny, ACCOUNT),
            decision => {
                rules.note("R5.23");
                (decision, GROUP)
            }
        }
    }

    /// The document of an attachment. None: it names a policy that does not exist.
    fn document<'w>(&'w self, account: &str, attachment: &'w Value) -> Option<&'w Value> {
        if let Some(document) = attachment.get("document") {
            return Some(document);
        }
        let name = attachment["policy"].as_str()?;
        if attachment["type"] == "System" {
            return self.system.get(name);
        }
        let custom = list(self.account(account)?, "policies").iter().find(|policy| text(policy, "name") == name)?;
        Some(&custom["document"])
    }

    /// R5.1: all policies of a layer as one bag of statements. `Rejected`: one of them cannot exist.
    fn basic(
        &self,
        kind: Kind,
        documents: &[&Value],
        call: &Call,
        principal_matches: impl Fn(&Value) -> bool,
    ) -> Decision {
        let rules = self.rules;
        if documents.iter().any(|document| grammar::is_too_long(kind, document) || !grammar::is_valid(kind, document)) {
            rules.note("R9.3");
            return Rejected;
        }
        let statements = documents.iter().flat_map(|document| list(document, "Statement"));
        let applies = |statement: &&Value| {
            let all_but_condition = principal_matches(statement)
                && action_matches(statement, call.action, rules)
                && (kind == Kind::Trust
                    || strings(&statement["Resource"])
                        .into_iter()
                        .any(|pattern| resource_matches(pattern, call.resource, rules)));
            let holds = all_but_condition && conditions_hold(statement.get("Condition"), &call.context, rules);
            // R4.6: an Allow does not allow, a Deny does not deny.
            rules.when(all_but_condition && !holds, "R4.6");
            holds
        };
        let applying: Vec<&Value> = statements.filter(applies).collect();
        let has = |effect: &str| applying.iter().any(|statement| statement["Effect"] == effect);
        if has("Deny") {
            rules.when(has("Allow"), "R5.3");
            return ExplicitDeny;
        }
        if has("Allow") { Allow } else { ImplicitDeny }
    }
}

/// `acs:PrincipalARN` unless the request gives it.
fn with_principal(mut context: Map<String, Value>, caller: &Caller) -> Map<String, Value> {
    let given = context.keys().any(|key| key.eq_ignore_ascii_case("acs:PrincipalARN"));
    if let Some(arn) = caller.arn().filter(|_| !given) {
        context.insert("acs:PrincipalARN".to_owned(), json!(arn));
    }
    context
}
