//! Every edit of a question as a value: what a chip, a picker or a form does.

use std::rc::Rc;

use ram_policy::arn::{Arn, Resource};
use ram_text::{Msg, code};

use super::{
    add_hop, choose_action, choose_no_role, choose_only_assume, choose_principal, choose_resource, choose_role,
    edit_hops, remove_hop, remove_resource, set_resource_group,
};
use crate::console::{self, Obstacle};
use crate::context::{self, Phase, Phases};
use crate::edit::{Refusal, field};
use crate::load::Counted;
use crate::moment::Moment;
use crate::scenario::{How, Principal, Question, Scenario};
use crate::steps::short;
use crate::world::DEFAULT_MAX_SESSION_SECONDS;

/// An edit of a question. What it does not name stays as it was.
#[derive(Debug, Clone, PartialEq)]
pub enum Ask {
    /// Somebody else asks: any principal that the evaluator knows, a running session too.
    Principal(Principal),
    /// The session policy of the running session that asks; `None` takes it away.
    RunningSessionPolicy(Option<String>),
    /// The length in seconds of the running session that asks.
    RunningDuration(Option<u64>),
    /// A hop assumes this role; the first hop that is not there yet is added.
    Role {
        /// Which hop, from 0.
        hop: usize,
        /// ARN of the role.
        role_arn: String,
    },
    /// One more role is assumed, as the hop of this number.
    AddHop {
        /// Which hop, from 0.
        hop: usize,
        /// ARN of the role.
        role_arn: String,
    },
    /// A hop is left out.
    RemoveHop(usize),
    /// No role is assumed.
    NoRole,
    /// A hop is made by API or in the console.
    How {
        /// Which hop, from 0.
        hop: usize,
        /// How.
        how: How,
    },
    /// The console is told an account, by alias, default domain or ID, and a role.
    Switch {
        /// Which hop, from 0.
        hop: usize,
        /// The account as typed.
        account: String,
        /// The role's name as typed.
        role: String,
    },
    /// A parameter of hops. `None` leaves it out.
    Parameter {
        /// The hops.
        hops: Phases,
        /// Which, and its value.
        set: Parameter,
    },
    /// This action is asked about.
    Action(String),
    /// The question ends when the last role is assumed.
    OnlyAssume,
    /// The call checks this resource in the place of the one with this number; the first that is not there yet is
    /// added.
    Resource {
        /// Which, from 0.
        number: usize,
        /// Its ARN, or `*`.
        arn: String,
    },
    /// A resource is left out.
    RemoveResource(usize),
    /// The resource group of the resources, where the world does not say.
    ResourceGroup(Option<String>),
    /// The values of a condition key, for all calls or set apart for one. Without values it is not sent.
    Key {
        /// The key.
        key: String,
        /// Its values.
        values: Vec<String>,
        /// The calls.
        phases: Phases,
    },
    /// When the first call happens; the time of the others follows.
    Start(Option<Moment>),
    /// Seconds between a call and the one before it.
    Delay {
        /// The call.
        phase: Phase,
        /// Seconds.
        seconds: u64,
    },
}

/// A parameter of AssumeRole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Parameter {
    /// Session name.
    SessionName(Option<String>),
    /// Length in seconds.
    Duration(Option<u64>),
    /// External ID.
    ExternalId(Option<String>),
    /// Source identity.
    SourceIdentity(Option<String>),
    /// Session policy.
    SessionPolicy(Option<String>),
}

impl Ask {
    /// The question after the edit. A rule that the value breaks refuses it, so that a form can say so; an answer can
    /// still be asked for with such a value by editing the scenario's text.
    pub fn apply(&self, scenario: &Scenario) -> Result<Question, Refusal> {
        let question = &scenario.question;
        let is_hop = |hop: &usize| *hop < question.assume_role.len();
        Ok(match self {
            Ask::Principal(principal) => {
                check_principal(principal)?;
                choose_principal(question, principal.clone())
            }
            Ask::RunningSessionPolicy(text) => running(question, |policy, _| policy.clone_from(text))?,
            Ask::RunningDuration(seconds) => {
                let max = ram_policy::limits::MAX_SESSION_SECONDS;
                seconds.iter().try_for_each(|seconds| field::duration(*seconds, max))?;
                running(question, |_, duration| *duration = *seconds)?
            }
            Ask::Role { hop, role_arn } | Ask::AddHop { hop, role_arn } => {
                field::role_arn(role_arn)?;
                let edited = match self {
                    Ask::Role { .. } => choose_role(question, *hop, role_arn),
                    _ => add_hop(question, *hop, role_arn),
                };
                if edited.assume_role.len() > Counted::Hops.limit() {
                    return Err(Refusal::too_many_hops());
                }
                edited
            }
            Ask::RemoveHop(hop) => remove_hop(question, *hop),
            Ask::NoRole => choose_no_role(question),
            Ask::How { hop, how } => {
                let obstacle = console::obstacle(scenario, *hop).filter(|_| *how == How::Console && is_hop(hop));
                refuse(obstacle)?;
                console::choose_how(scenario, *hop, *how)
            }
            Ask::Switch { hop, account, role } => {
                refuse(console::obstacle(scenario, *hop))?;
                let role_arn = console::typed_role(scenario, account, role).map_err(Refusal::Console)?;
                field::role_arn(&role_arn)?;
                let chosen = choose_role(question, *hop, &role_arn);
                console::choose_how(&Scenario { question: chosen, ..scenario.clone() }, *hop, How::Console)
            }
            Ask::Parameter { hops, set } => parameter(scenario, *hops, set)?,
            Ask::Action(action) => choose_action(question, action),
            Ask::OnlyAssume => choose_only_assume(question),
            Ask::Resource { number, arn } => {
                if Resource::parse(arn).is_err() {
                    let example = code("acs:ecs:cn-hangzhou:1234567890123456:instance/i-001");
                    return Err(field::Broken {
                        rule: Some("R3.1"),
                        message: Rc::new(Msg::FieldArnFields { example }),
                    }
                    .into());
                }
                choose_resource(question, *number, arn)
            }
            Ask::RemoveResource(number) => remove_resource(question, *number),
            Ask::ResourceGroup(group) => set_resource_group(question, group.clone()),
            Ask::Key { key, values, phases } => context::set_key(question, key, values, *phases),
            Ask::Start(start) => context::set_start_time(question, *start),
            Ask::Delay { phase, seconds } => context::set_offset(question, *phase, *seconds),
        })
    }

    /// What undo calls it.
    pub fn name(&self) -> Msg {
        match self {
            Ask::Principal(_) => Msg::AskPrincipal,
            Ask::RunningSessionPolicy(_) => Msg::EditSessionPolicy,
            Ask::RunningDuration(_) => Msg::AskParameter { what: "duration" },
            Ask::Role { role_arn, .. } => Msg::AskRole { role: code(short(role_arn)) },
            Ask::AddHop { role_arn, .. } => Msg::AskAddRole { role: code(short(role_arn)) },
            Ask::Switch { role, .. } => Msg::AskRole { role: code(role.trim()) },
            Ask::RemoveHop(_) | Ask::NoRole => Msg::AskRemoveRole,
            Ask::How { how: How::Api, .. } => Msg::AskByApi,
            Ask::How { how: How::Console, .. } => Msg::AskInConsole,
            Ask::Parameter { set, .. } => match set {
                Parameter::SessionName(_) => Msg::AskParameter { what: "session-name" },
                Parameter::Duration(_) => Msg::AskParameter { what: "duration" },
                Parameter::ExternalId(_) => Msg::AskParameter { what: "external-id" },
                Parameter::SourceIdentity(_) => Msg::AskParameter { what: "source-identity" },
                Parameter::SessionPolicy(_) => Msg::EditSessionPolicy,
            },
            Ask::Action(action) => Msg::AskAction { action: code(action.as_str()) },
            Ask::OnlyAssume => Msg::AskOnlyAssume,
            Ask::Resource { .. } | Ask::RemoveResource(_) => Msg::AskResource,
            Ask::ResourceGroup(_) => Msg::AskParameter { what: "resource-group" },
            Ask::Key { key, .. } => Msg::AskKey { key: code(key.as_str()) },
            Ask::Start(_) => Msg::AskParameter { what: "start" },
            Ask::Delay { .. } => Msg::AskParameter { what: "delay" },
        }
    }
}

fn refuse(obstacle: Option<Obstacle>) -> Result<(), Refusal> {
    obstacle.map_or(Ok(()), |obstacle| Err(Refusal::Console(obstacle)))
}

fn check_principal(principal: &Principal) -> field::Check {
    match principal {
        Principal::Service { service, .. } => field::service(service),
        Principal::Saml { provider } | Principal::Oidc { provider } => field::provider(provider),
        Principal::Session { account, role, name, duration_seconds, .. } => {
            field::role_arn(&Arn::role(account, role).to_string())?;
            field::session_name(name)?;
            let max = ram_policy::limits::MAX_SESSION_SECONDS;
            duration_seconds.iter().try_for_each(|seconds| field::duration(*seconds, max))
        }
        Principal::User { .. } | Principal::Root { .. } | Principal::Anonymous => Ok(()),
    }
}

/// The question with another running session; refused where none asks.
fn running(question: &Question, edit: impl FnOnce(&mut Option<String>, &mut Option<u64>)) -> Result<Question, Refusal> {
    let mut question = question.clone();
    match &mut question.principal {
        Some(Principal::Session { session_policy, duration_seconds, .. }) => edit(session_policy, duration_seconds),
        _ => return Err(Refusal::NotEditable),
    }
    Ok(question)
}

fn parameter(scenario: &Scenario, hops: Phases, set: &Parameter) -> Result<Question, Refusal> {
    let question = &scenario.question;
    Ok(match set {
        Parameter::SessionName(name) => {
            name.iter().try_for_each(|name| field::session_name(name))?;
            edit_hops(question, hops, |hop| hop.session_name.clone_from(name))
        }
        Parameter::Duration(seconds) => {
            for (number, hop) in question.assume_role.iter().enumerate() {
                if hops == Phases::All || hops == Phases::Only(Phase::Hop(number)) {
                    let role = console::role(scenario, &hop.role_arn).map(|(_, role)| role);
                    let max = role.and_then(|role| role.max_session_duration).unwrap_or(DEFAULT_MAX_SESSION_SECONDS);
                    seconds.iter().try_for_each(|seconds| field::duration(*seconds, max))?;
                }
            }
            edit_hops(question, hops, |hop| hop.duration_seconds = *seconds)
        }
        Parameter::ExternalId(id) => {
            id.iter().try_for_each(|id| field::external_id(id))?;
            edit_hops(question, hops, |hop| hop.external_id.clone_from(id))
        }
        Parameter::SourceIdentity(identity) => {
            identity.iter().try_for_each(|identity| field::source_identity(identity))?;
            edit_hops(question, hops, |hop| hop.source_identity.clone_from(identity))
        }
        Parameter::SessionPolicy(text) => edit_hops(question, hops, |hop| hop.session_policy.clone_from(text)),
    })
}
