//! The verdict: one word and one sentence that names the fact which decided.

use ram_policy::arn::Resource;
use ram_policy::policy::Effect;
use ram_policy::principal::TrustPattern;
use ram_policy::rule::Evidence;
use ram_policy::sts::ASSUME_ROLE;
use ram_policy::text::Span;
use ram_policy::trace::{
    Call, Combination, Decision, Layer, Note, Phase, PolicyTrace, Reason, Rejection, StatementTrace, Step, Trace,
    Verdict,
};
use ram_text::{Arg, Lang, Msg, code, plain};

use crate::analysis::Answer;
use crate::people;
use crate::question::resource_name;
use crate::trace_rows::{near_misses, session_times, step_number};
use crate::view::{Pill, Tone, VerdictView};

/// So many values of a condition are named, and so many resources.
const NAMED_VALUES: usize = 3;

/// Icon and colour of a decision.
pub fn tone(decision: Decision) -> Tone {
    match decision {
        Decision::Allow => Tone::Allow,
        Decision::ExplicitDeny => Tone::Deny,
        Decision::ImplicitDeny => Tone::Implicit,
        Decision::Rejected(_) => Tone::Rejected,
    }
}

/// The verdict of an answer.
pub fn verdict(answer: &Answer, lang: Lang) -> VerdictView {
    let evaluation = &answer.evaluation;
    let decision = evaluation.decision();
    let (word, pill) = match decision {
        Decision::Allow => (Msg::VerdictWordAllowed, None),
        Decision::ExplicitDeny => (Msg::VerdictWordDenied, Some(Pill::Word(Msg::VerdictPillExplicitDeny))),
        Decision::ImplicitDeny => (Msg::VerdictWordNotAllowed, Some(Pill::Word(Msg::VerdictPillImplicitDeny))),
        Decision::Rejected(rejection) => (Msg::VerdictWordRejected, rejection.code().map(Pill::Code)),
    };
    let step = evaluation.deciding_step();
    VerdictView {
        decision: crate::trace_json::decision(decision),
        layer: evaluation.deciding_layer().map_or("", |layer| layer.name()),
        tone: tone(decision),
        word,
        pill,
        reason: Speaker::new(answer, lang).and_then(|speaker| speaker.reason()).unwrap_or(Msg::VerdictChooseAction),
        step: step.map(|at| (step_number(evaluation, at), at)),
        relies_on: evaluation.weakest().filter(|(evidence, _)| *evidence != Evidence::Documented),
    }
}

/// Everything that the sentence may name.
struct Speaker<'a> {
    answer: &'a Answer,
    lang: Lang,
    phase: &'a Phase,
    trace: &'a Trace,
    step: &'a Step,
}

impl<'a> Speaker<'a> {
    fn new(answer: &'a Answer, lang: Lang) -> Option<Speaker<'a>> {
        let (_, phase) = answer.evaluation.deciding_phase()?;
        let (_, trace) = phase.deciding_trace()?;
        let step = trace.steps.get(trace.deciding_step()?)?;
        Some(Speaker { answer, lang, phase, trace, step })
    }

    fn reason(&self) -> Option<Msg> {
        match self.phase.decision() {
            Decision::Allow => self.allow(),
            Decision::ExplicitDeny => self.explicit_deny(),
            Decision::ImplicitDeny => Some(self.implicit_deny()),
            Decision::Rejected(rejection) => Some(self.rejected(rejection)),
        }
    }

    fn user(&self) -> Arg {
        match &self.phase.caller {
            Some(caller) => people::caller(&self.answer.scenario, caller, self.lang),
            None => plain(""),
        }
    }

    /// Whoever started, by the first phase.
    fn starter(&self) -> Arg {
        match self.answer.evaluation.phases.first().and_then(|phase| phase.caller.as_ref()) {
            Some(caller) => people::caller(&self.answer.scenario, caller, self.lang),
            None => plain(""),
        }
    }

    /// The roles that were assumed, in order.
    fn hops(&self) -> Vec<Arg> {
        let roles = self.answer.evaluation.phases.iter().filter_map(|phase| match &phase.call {
            Call::AssumeRole { role_arn, .. } => Some(people::role(&self.answer.scenario, role_arn)),
            Call::Action { .. } => None,
        });
        roles.collect()
    }

    /// The same in words; nothing without a hop.
    fn roles(&self) -> Option<Arg> {
        let in_turn = |first, next| Arg::text(Msg::ListThen { first, next }.text(self.lang));
        self.hops().into_iter().reduce(in_turn)
    }

    fn role(&self) -> Arg {
        let scenario = &self.answer.scenario;
        match &self.phase.call {
            Call::AssumeRole { role_arn, .. } => people::role(scenario, role_arn),
            Call::Action { .. } => people::role(scenario, &self.trace.resource.to_string()),
        }
    }

    fn action(&self) -> Arg {
        code(match &self.phase.call {
            Call::AssumeRole { .. } => ASSUME_ROLE,
            Call::Action { name } => name.as_str(),
        })
    }

    fn resource(&self) -> Arg {
        code(resource_name(&self.trace.resource.to_string()))
    }

    /// The resources that a statement allows, where there are few.
    fn allowed(&self, policy: &PolicyTrace, statement: &StatementTrace) -> Arg {
        let is_by_it = |trace: &&Trace| {
            let step = trace.deciding_step().and_then(|at| trace.steps.get(at));
            let (by, at) = step.and_then(Step::deciding_statement).unzip();
            by.is_some_and(|by| by.document.id == policy.document.id)
                && at.is_some_and(|at| at.index == statement.index)
        };
        let resources = self.phase.traces.iter().filter(is_by_it).map(|trace| trace.resource.to_string());
        let resources = Vec::from_iter(resources);
        let names = resources.iter().map(|resource| code(resource_name(resource)));
        let and = |first, next| Arg::text(Msg::ListAnd { first, next }.text(self.lang));
        names
            .take(if resources.len() <= NAMED_VALUES { NAMED_VALUES } else { 0 })
            .reduce(and)
            .unwrap_or_else(|| self.resource())
    }

    fn policy(&self, policy: &PolicyTrace) -> Arg {
        people::document(&policy.document, self.lang)
    }

    fn owner(&self) -> Arg {
        match self.trace.resource.owner() {
            Some(owner) => people::account(&self.answer.scenario, owner, self.lang),
            None => self.user(),
        }
    }

    fn allow(&self) -> Option<Msg> {
        match self.trace.combination {
            Combination::NotNeeded => return Some(Msg::VerdictAllowWithoutPermission { action: self.action() }),
            Combination::OwnerAllows => {
                return Some(Msg::VerdictAllowOwner { account: self.owner(), resource: self.resource() });
            }
            Combination::BothAllow => {
                let (_, identity) = self.trace.find(Layer::IdentityPolicies)?;
                let (policy, _) = identity.deciding_statement()?;
                let (user, role) = (self.starter(), self.roles().unwrap_or_else(|| self.role()));
                return Some(Msg::VerdictAllowAssume { user, role, policy: self.policy(policy) });
            }
            Combination::EitherAllows | Combination::ResourceOnly => {}
        }
        let (policy, statement) = self.step.deciding_statement()?;
        let number = plain((statement.index + 1).to_string());
        let (action, resource, user) = (self.action(), self.allowed(policy, statement), self.starter());
        let policy = self.policy(policy);
        let mut hops = self.hops();
        let count = hops.len();
        Some(match (&self.phase.call, hops.pop()) {
            (Call::AssumeRole { .. }, Some(role)) => Msg::VerdictAllowFederated { user, role, statement: number },
            (Call::Action { .. }, Some(role)) if count > 1 => {
                let hops = plain(count.to_string());
                Msg::VerdictAllowThroughChain { user, role, hops, statement: number, policy, action, resource }
            }
            (Call::Action { .. }, Some(role)) => {
                Msg::VerdictAllowThroughRole { user, role, statement: number, policy, action, resource }
            }
            (_, None) => Msg::VerdictAllowDirectly { user, statement: number, policy, action, resource },
        })
    }

    fn explicit_deny(&self) -> Option<Msg> {
        let (policy, statement) = self.step.deciding_statement()?;
        let number = plain((statement.index + 1).to_string());
        Some(match self.step.layer {
            Layer::ControlPolicies => Msg::VerdictDeniedByControlPolicy {
                account: self.owner(),
                policy: self.policy(policy),
                action: self.action(),
            },
            Layer::TrustPolicy => {
                Msg::VerdictDeniedByTrustPolicy { role: self.role(), statement: number, user: self.user() }
            }
            _ => {
                Msg::VerdictDeniedByStatement { statement: number, policy: self.policy(policy), action: self.action() }
            }
        })
    }

    fn implicit_deny(&self) -> Msg {
        let (user, action, resource, role) = (self.user(), self.action(), self.resource(), self.role());
        match (self.step.layer, self.step.note) {
            (Layer::ControlPolicies, _) => Msg::VerdictNoControlPolicy { account: self.owner(), action },
            (_, Some(Note::ForeignAccount)) => Msg::VerdictForeignAccount { resource, owner: self.owner(), user },
            (_, Some(Note::ForeignBucket)) => Msg::VerdictForeignBucket { owner: self.owner(), user },
            (Layer::TrustPolicy, Some(Note::NoPolicy)) => Msg::VerdictNoTrustPolicy { user, role },
            _ => self.near_miss().unwrap_or_else(|| match self.step.layer {
                Layer::SessionPolicy => Msg::VerdictSessionPolicy { action },
                Layer::TrustPolicy => Msg::VerdictNotTrusted { user, role },
                Layer::ResourcePolicy => Msg::VerdictBucketLacksAction { user, action },
                _ if matches!(self.phase.call, Call::AssumeRole { .. }) => {
                    Msg::VerdictCallerLacksAssume { user, role, action }
                }
                _ => match self.roles() {
                    Some(role) => Msg::VerdictRoleLacksAction { user: self.starter(), role, action },
                    None => Msg::VerdictUserLacksAction { user, action },
                },
            }),
        }
    }

    /// The sentence about the one Allow that would apply but for a single element.
    fn near_miss(&self) -> Option<Msg> {
        let (policy, statement) = near_misses(self.step).into_iter().find(|(_, statement)| statement.misses() == 1)?;
        if statement.principal.as_ref().is_some_and(|clause| clause.verdict != Verdict::Holds) {
            return self.untrusted(policy, statement);
        }
        if statement.resource.as_ref().is_some_and(|clause| clause.verdict != Verdict::Holds) {
            let (policy, action) = (self.policy(policy), self.action());
            let resource = match &self.trace.resource {
                Resource::Any => code("*"),
                Resource::Arn(_) => self.resource(),
            };
            return Some(Msg::VerdictResourceDiffers { policy, action, resource });
        }
        let (index, failed) =
            statement.conditions.iter().enumerate().find(|(_, condition)| condition.verdict != Verdict::Holds)?;
        let Verdict::Fails(reason) = failed.verdict else { return None };
        let model = policy.document.policy.as_ref()?.statements.get(statement.index)?.conditions.get(index)?;
        let number = plain((statement.index + 1).to_string());
        let in_policy = self.policy(policy);
        let text_of = |span: Span| span.of(&policy.document.text).trim_matches('"').to_owned();
        let key = text_of(model.key.span);
        let is = |name: &str| key.eq_ignore_ascii_case(name);
        let wants_mfa = is("acs:MFAPresent")
            && !model.operator.value.info.negated
            && model.values.iter().all(|value| text_of(value.span) == "true");
        Some(match reason {
            _ if wants_mfa && self.step.layer != Layer::SessionPolicy => {
                Msg::VerdictNeedsMfa { statement: number, policy: in_policy, user: self.starter() }
            }
            Reason::KeyMissing if is("sts:ExternalId") => {
                Msg::VerdictExternalIdMissing { statement: number, policy: in_policy }
            }
            Reason::KeyMissing => Msg::VerdictKeyMissing { statement: number, policy: in_policy, key: code(key) },
            Reason::ValueExcluded => Msg::VerdictExcludedValue {
                statement: number,
                policy: in_policy,
                value: code(self.sent(&model.key.value)),
                key: code(key),
            },
            _ => {
                let operator = text_of(model.operator.span);
                let mut wanted =
                    Vec::from_iter(model.values.iter().take(NAMED_VALUES).map(|value| text_of(value.span)));
                if model.values.len() > NAMED_VALUES {
                    wanted.push("…".to_owned());
                }
                let condition = code(format!("{operator} {key} = {}", wanted.join(", ")));
                Msg::VerdictConditionFails {
                    statement: number,
                    policy: in_policy,
                    condition,
                    value: code(self.sent(&model.key.value)),
                }
            }
        })
    }

    /// What the request carries for a key, in the order sent.
    fn sent(&self, key: &ram_policy::condition::ConditionKey) -> String {
        self.phase.values(self.trace, key).join(", ")
    }

    /// The trust policy lists others: named where there is one only.
    fn untrusted(&self, policy: &PolicyTrace, statement: &StatementTrace) -> Option<Msg> {
        let (user, role) = (self.user(), self.role());
        if self.step.layer != Layer::TrustPolicy {
            return Some(Msg::VerdictBucketLacksAction { user, action: self.action() });
        }
        let model = policy.document.policy.as_ref()?;
        let allows = model.statements.iter().filter(|statement| statement.effect.value == Effect::Allow).count();
        let patterns = match &model.statements.get(statement.index)?.principal {
            Some(ram_policy::policy::PrincipalClause::Trust(clause)) => &clause.patterns,
            _ => return None,
        };
        // Of another account the whole ARN, so that a namesake is not taken for the caller.
        let is_own = |account: &str| self.phase.caller.as_ref().is_some_and(|caller| caller.account() == Some(account));
        match (allows, patterns.as_slice()) {
            (1, [only]) => {
                let trusted = match &only.value {
                    // Of its own account a service is no user or role: its name alone would say that it is trusted.
                    TrustPattern::Account(id) if !is_own(id) => people::account(&self.answer.scenario, id, self.lang),
                    TrustPattern::User { account, name } if is_own(account) => code(format!("user/{name}")),
                    TrustPattern::Role { account, name } if is_own(account) => code(format!("role/{name}")),
                    _ => code(only.span.of(&policy.document.text).trim_matches('"')),
                };
                Some(Msg::VerdictTrustListsOthers { user, role, trusted })
            }
            _ => Some(Msg::VerdictNotTrusted { user, role }),
        }
    }

    fn rejected(&self, rejection: Rejection) -> Msg {
        let hop = match &self.phase.call {
            Call::AssumeRole { hop, .. } => self.answer.scenario.question.assume_role.get(*hop),
            Call::Action { .. } => None,
        };
        let text = |value: Option<&String>| code(value.cloned().unwrap_or_default());
        match rejection {
            Rejection::UnknownPrincipal => Msg::VerdictUnknownPrincipal { user: self.user() },
            Rejection::MissingRoleArn => Msg::VerdictMissingRole,
            Rejection::RoleArn => Msg::VerdictRoleArn { arn: text(hop.map(|hop| &hop.role_arn)) },
            Rejection::Duration { max } => Msg::VerdictDuration { max: usize::try_from(max).unwrap_or(usize::MAX) },
            Rejection::MissingSessionName => Msg::VerdictMissingSessionName,
            Rejection::SessionName => Msg::VerdictSessionName {
                name: match hop.and_then(|hop| hop.session_name.as_ref()) {
                    Some(name) => code(name.as_str()),
                    None => self.user(),
                },
            },
            Rejection::ExternalId => Msg::VerdictExternalId { id: text(hop.and_then(|hop| hop.external_id.as_ref())) },
            Rejection::SourceIdentity => {
                Msg::VerdictSourceIdentity { id: text(hop.and_then(|hop| hop.source_identity.as_ref())) }
            }
            Rejection::SessionPolicySize => Msg::VerdictSessionPolicySize,
            Rejection::SessionPolicyGrammar => Msg::VerdictSessionPolicyGrammar,
            Rejection::NoSuchRole => Msg::VerdictNoSuchRole { role: self.role() },
            Rejection::RootAssumes => Msg::VerdictOwnerAsks,
            Rejection::Expired => match self.expiry() {
                Some(time) => Msg::VerdictSessionExpired { session: self.session_name(), time: plain(time) },
                None => Msg::VerdictSessionOver { session: self.session_name() },
            },
            Rejection::RoleDeleted => Msg::VerdictRoleDeleted { role: self.user() },
            Rejection::InvalidPolicy => {
                let policies = self.step.rows.iter().flat_map(|row| &row.policies);
                let broken = policies.into_iter().find(|policy| policy.document.policy.is_none());
                Msg::VerdictBrokenDocument { policy: broken.map_or_else(|| plain(""), |policy| self.policy(policy)) }
            }
        }
    }

    /// When the caller's session expired, where the call that issued it has a time.
    fn expiry(&self) -> Option<String> {
        let (at, _) = self.answer.evaluation.deciding_phase()?;
        session_times(self.answer.evaluation.phases.get(at.checked_sub(1)?)?)?.1
    }

    fn session_name(&self) -> Arg {
        match &self.phase.caller {
            Some(ram_policy::principal::Caller::Session { name, .. }) => code(name.as_str()),
            _ => plain(""),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analysis;
    use crate::examples;
    use crate::scenario::{Account, DocumentKey, Principal, Scenario, User};
    use std::rc::Rc;

    const A: &str = "1234567890123456";
    const B: &str = "1345678901234567";

    /// What is said when Bob assumes ecs-admin, who trusts so.
    fn said(principal: &str, condition: &str) -> String {
        said_in(examples::example("partner-operations").unwrap().scenario(), principal, condition)
    }

    fn said_in(mut scenario: Scenario, principal: &str, condition: &str) -> String {
        let trust = DocumentKey::Trust { account: A.to_owned(), role: "ecs-admin".to_owned() };
        *scenario.document_mut(&trust).unwrap() = format!(
            r#"{{"Version":"1","Statement":[{{"Effect":"Allow","Action":"sts:AssumeRole",
            "Principal":{{"RAM":"{principal}"}},"Condition":{{{condition}}}}}]}}"#
        );
        let answer = Analysis::of(&Rc::new(scenario), None).answer.unwrap();
        answer.verdict(Lang::En).reason.string(Lang::En)
    }

    #[test]
    fn who_has_mfa_is_not_told_to_use_it() {
        let root = format!("acs:ram::{B}:root");
        let refused = said(&root, r#""StringNotEquals":{"acs:MFAPresent":"true"}"#);
        assert!(refused.contains("acs:MFAPresent") && !refused.contains("needs MFA"), "{refused}");
        let without =
            said(&root, r#""StringEquals":{"acs:MFAPresent":["true","yes"]},"Bool":{"acs:SecureTransport":"false"}"#);
        assert!(without.contains("acs:SecureTransport"), "{without}");
    }

    #[test]
    fn the_values_of_a_condition_are_named_up_to_a_few() {
        let root = format!("acs:ram::{B}:root");
        let two = said(&root, r#""IpAddress":{"acs:SourceIp":["10.0.0.0/8","192.168.0.0/16"]}"#);
        assert!(two.contains("10.0.0.0/8, 192.168.0.0/16"), "{two}");
        let four = said(&root, r#""IpAddress":{"acs:SourceIp":["10.0.0.1","10.0.0.2","10.0.0.3","10.0.0.4"]}"#);
        assert!(four.contains("10.0.0.3, …") && !four.contains("10.0.0.4"), "{four}");
    }

    #[test]
    fn every_resource_that_a_statement_allows_is_named() {
        let mut scenario = examples::example("partner-operations").unwrap().scenario();
        let arn = |id: &str| format!("acs:ecs:cn-hangzhou:{A}:instance/{id}");
        let said = |scenario: &Scenario| {
            let answer = Analysis::of(&Rc::new(scenario.clone()), None).answer.unwrap();
            answer.verdict(Lang::En).reason.string(Lang::En)
        };
        scenario.question.resources = vec![arn("i-001"), arn("i-002")];
        let both = said(&scenario);
        assert!(both.ends_with("allows ecs:StopInstance on i-001 and i-002."), "{both}");
        scenario.question.resources = ["i-001", "i-002", "i-003", "i-004"].map(arn).to_vec();
        let many = said(&scenario);
        assert!(many.ends_with("on i-001."), "{many}");
    }

    #[test]
    fn a_service_for_the_trusted_account_is_not_told_that_its_account_is_trusted() {
        let mut scenario = examples::example("partner-operations").unwrap().scenario();
        let service = Principal::Service { service: "ecs.aliyuncs.com".to_owned(), account: B.to_owned() };
        scenario.question.principal = Some(service);
        let root = format!("acs:ram::{B}:root");
        let refused = said_in(scenario, &root, "");
        assert!(refused.contains(&root), "{refused}");
    }

    #[test]
    fn a_namesake_of_another_account_is_told_with_the_account() {
        let mut scenario = examples::example("partner-operations").unwrap().scenario();
        let account = |account: &&mut Account| account.id == A;
        let bob = User { name: "Bob".to_owned(), ..User::default() };
        scenario.accounts.iter_mut().find(account).unwrap().users.push(bob);
        let namesake = format!("acs:ram::{A}:user/Bob");
        let refused = said_in(scenario, &namesake, "");
        assert!(refused.contains(&namesake), "{refused}");
        let own = said(&format!("acs:ram::{B}:user/Carol"), "");
        assert!(own.contains("user/Carol") && !own.contains("acs:ram"), "{own}");
    }
}
