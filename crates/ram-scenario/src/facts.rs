//! What the page of an entity shows, as the console's page of it does: IDs, trust, attached policies and through what,
//! who can assume a role, what somebody can reach, which findings touch it.
//!
//! Facts follow from a scenario and its [`Documents`]; nothing here is stored. The two questions that need decisions
//! ([`who_can_assume`], [`reaches`]) ask a [`CompiledWorld`] in the context of the scenario's own question, so that the
//! page agrees with its answer about MFA, address and time.

use ram_policy::arn::{Arn, Resource as Target};
use ram_policy::compiled::{CompiledWorld, decide};
use ram_policy::diagnostic::Diagnostic;
use ram_policy::policy::PrincipalClause;
use ram_policy::principal::TrustPattern;
use ram_policy::request::{Context, Hop as Call, Request};
use ram_policy::trace::Decision;

use crate::console::default_domain;
use crate::context::{self, Phase};
use crate::edit::{Entity, Holder, HolderKind};
use crate::question::actions_named;
use crate::scenario::{
    Account, Attachment, CustomPolicy, DocumentKey, Principal, Question, Role, RoleKind, Scenario, Scope,
};
use crate::world::{self, DEFAULT_MAX_SESSION_SECONDS, Documents};

/// What a page shows before anything is decided.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// The ARN to copy, if it has one.
    pub arn: Option<String>,
    /// The account that it belongs to, by ID.
    pub account: Option<String>,
    /// What only this kind of entity has.
    pub own: Own,
    /// The policies that count for it, each with what it comes through.
    pub policies: Vec<Held>,
    /// The documents that are part of it.
    pub documents: Vec<DocumentKey>,
    /// How many findings its documents and its policies have.
    pub findings: usize,
}

/// What only one kind of entity has.
#[derive(Debug, Clone, PartialEq)]
pub enum Own {
    /// An account.
    Account {
        /// Its default domain (R7.3).
        domain: String,
        /// Its place in the resource directory, if it has one.
        place: Option<DirectoryPlace>,
    },
    /// A RAM user.
    User {
        /// The name by which the user logs on (R7.5).
        logon_name: String,
        /// Names of groups.
        groups: Vec<String>,
    },
    /// A group, with the names of its members.
    Group {
        /// User names.
        members: Vec<String>,
    },
    /// A role.
    Role {
        /// Whom its trust policy names; nothing where it can't be read.
        trusts: Vec<TrustPattern>,
        /// Longest session in seconds (R6.3).
        max_session_seconds: u64,
        /// Whether it belongs to a service (R6.25).
        is_service_linked: bool,
    },
    /// A policy.
    Policy {
        /// Whom it is attached to, and at which scope.
        attached_to: Vec<(Holder, Scope)>,
        /// The numbers of its versions; the first is in force.
        versions: Vec<u32>,
    },
    /// A resource.
    Resource {
        /// The bucket policy that speaks of it.
        bucket_policy: Option<DocumentKey>,
    },
    /// A resource group, with the ARNs of its resources and the attachments at its scope.
    ResourceGroup {
        /// ARNs.
        resources: Vec<String>,
        /// Who has a policy at this scope, and which.
        attached: Vec<(Holder, String)>,
    },
    /// Something else.
    Other,
}

/// Where an account stands in the resource directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DirectoryPlace {
    /// It manages the directory, and control policies never reach it (R5.13).
    Manages,
    /// It is a member, below these folders, from the inside out.
    Member {
        /// Folder IDs.
        folders: Vec<String>,
    },
}

/// An attached policy.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// The attachment.
    pub attachment: Attachment,
    /// The group through which a user has it.
    pub group: Option<String>,
    /// The document, unless there is no such policy.
    pub document: Option<DocumentKey>,
}

/// Something that somebody can do.
#[derive(Debug, Clone, PartialEq)]
pub struct Reach {
    /// Who asks.
    pub who: Principal,
    /// The action.
    pub action: String,
    /// ARN of the role or resource.
    pub target: String,
}

/// The facts about an entity that exists.
pub fn facts(scenario: &Scenario, documents: &Documents, entity: &Entity) -> Option<Facts> {
    let place = entity.place(scenario)?;
    let account = entity.account().and_then(|id| scenario.account(id));
    let (arn, own, policies, parts) = match entity {
        Entity::Account(id) => {
            let account = scenario.accounts.get(place)?;
            let own = Own::Account { domain: default_domain(account), place: directory_place(scenario, id) };
            // R2.3: how a trust policy names all of the account.
            (Some(format!("acs:ram::{id}:root")), own, Vec::new(), documents_of(scenario, id))
        }
        Entity::User { name, .. } => {
            let account = account?;
            let user = account.users.get(place)?;
            let own =
                Own::User { logon_name: crate::edit::field::logon_name(account, name), groups: user.groups.clone() };
            let held = held(account, &Holder::user(&account.id, name), documents);
            (Some(Arn::user(&account.id, name).to_string()), own, held, Vec::new())
        }
        Entity::Group { name, .. } => {
            let account = account?;
            let members = account.users.iter().filter(|user| user.groups.contains(name));
            let own = Own::Group { members: members.map(|user| user.name.clone()).collect() };
            let held = held(account, &Holder::group(&account.id, name), documents);
            (Some(format!("acs:ram:*:{}:group/{name}", account.id)), own, held, Vec::new())
        }
        Entity::Role { name, .. } => {
            let account = account?;
            let role = account.roles.get(place)?;
            let trust = DocumentKey::Trust { account: account.id.clone(), role: name.clone() };
            let own = role_facts(role, documents, &trust);
            let held = held(account, &Holder::role(&account.id, name), documents);
            let parts = role.trust_policy.iter().map(|_| trust.clone()).collect();
            (Some(Arn::role(&account.id, name).to_string()), own, held, parts)
        }
        Entity::Policy { name, .. } => {
            let account = account?;
            let own = policy_facts(account, account.policies.get(place)?);
            let key = DocumentKey::Custom { account: account.id.clone(), policy: name.clone() };
            (Some(format!("acs:ram:*:{}:policy/{name}", account.id)), own, Vec::new(), vec![key])
        }
        Entity::Resource { account: id, arn } => {
            let bucket = Arn::parse(arn).ok().and_then(|arn| arn.bucket().map(str::to_owned));
            let key = bucket.map(|bucket| DocumentKey::Bucket { account: id.clone(), bucket });
            let key = key.filter(|key| scenario.document(key).is_some());
            let parts = Vec::from_iter(key.clone());
            (Some(arn.clone()), Own::Resource { bucket_policy: key }, Vec::new(), parts)
        }
        Entity::ResourceGroup { id, .. } => {
            let account = account?;
            let arn = format!("acs:ram:*:{}:resourcegroup/{id}", account.id);
            (Some(arn), group_facts(account, id), Vec::new(), Vec::new())
        }
        Entity::BucketPolicy { account, bucket } => {
            let key = DocumentKey::Bucket { account: account.clone(), bucket: bucket.clone() };
            (None, Own::Other, Vec::new(), vec![key])
        }
        Entity::ControlPolicy(name) => {
            (None, Own::Other, Vec::new(), vec![DocumentKey::Control { policy: name.clone() }])
        }
        Entity::Directory | Entity::Folder(_) | Entity::Member(_) => (None, Own::Other, Vec::new(), Vec::new()),
    };
    let account = entity.account().map(str::to_owned);
    let mut facts = Facts { arn, account, own, policies, documents: parts, findings: 0 };
    facts.findings = findings(&facts, documents).count();
    Some(facts)
}

/// The findings in the documents of an entity and in the policies that it holds.
pub fn findings<'d>(
    facts: &'d Facts,
    documents: &'d Documents,
) -> impl Iterator<Item = (&'d DocumentKey, &'d Diagnostic)> {
    let held = facts.policies.iter().filter_map(|held| held.document.as_ref());
    let mut keys: Vec<&DocumentKey> = Vec::new();
    for key in facts.documents.iter().chain(held).filter(|key| !key.is_read_only()) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    let found = keys.into_iter().filter_map(|key| Some((key, documents.get(key)?)));
    found.flat_map(|(key, document)| document.diagnostics.iter().map(move |diagnostic| (key, diagnostic)))
}

fn documents_of(scenario: &Scenario, id: &str) -> Vec<DocumentKey> {
    let is_own = |key: &DocumentKey| match key {
        DocumentKey::Trust { account, .. }
        | DocumentKey::Custom { account, .. }
        | DocumentKey::Bucket { account, .. } => account == id,
        _ => false,
    };
    scenario.documents().into_iter().filter(is_own).collect()
}

fn directory_place(scenario: &Scenario, id: &str) -> Option<DirectoryPlace> {
    let directory = scenario.resource_directory.as_ref()?;
    if directory.management_account == id {
        return Some(DirectoryPlace::Manages);
    }
    let mut node = directory.nodes.iter().find(|node| node.id == id)?;
    let mut folders = Vec::new();
    // A circle of parents ends the walk.
    while let Some(above) = node.parent.as_ref().and_then(|parent| directory.nodes.iter().find(|n| n.id == *parent)) {
        if folders.contains(&above.id) {
            break;
        }
        folders.push(above.id.clone());
        node = above;
    }
    Some(DirectoryPlace::Member { folders })
}

/// R5.20: own policies, for a user those of its groups too.
fn held(account: &Account, holder: &Holder, documents: &Documents) -> Vec<Held> {
    let document = |attachment: &Attachment| {
        let key = world::attached_document(&account.id, attachment);
        documents.contains_key(&key).then_some(key)
    };
    let held = |attachment: &Attachment, group: Option<&str>| Held {
        attachment: attachment.clone(),
        group: group.map(str::to_owned),
        document: document(attachment),
    };
    let own = Holder::all(account).filter(|(found, _)| found == holder);
    let own = own.flat_map(|(_, attachments)| attachments).map(|attachment| held(attachment, None));
    let user = account.users.iter().find(|user| holder.kind == HolderKind::User && user.name == holder.name);
    let groups = account.groups.iter().filter(|group| user.is_some_and(|user| user.groups.contains(&group.name)));
    let through = groups.flat_map(|group| {
        let name = Some(group.name.as_str());
        group.policies.iter().map(move |attachment| (attachment, name))
    });
    own.chain(through.map(|(attachment, group)| held(attachment, group))).collect()
}

fn role_facts(role: &Role, documents: &Documents, trust: &DocumentKey) -> Own {
    let policy = documents.get(trust).and_then(|document| document.policy.as_ref());
    let clauses =
        policy.into_iter().flat_map(|policy| &policy.statements).filter_map(|statement| match &statement.principal {
            Some(PrincipalClause::Trust(clause)) => Some(clause),
            _ => None,
        });
    let mut trusts: Vec<TrustPattern> = Vec::new();
    for pattern in clauses.flat_map(|clause| &clause.patterns) {
        if !trusts.contains(&pattern.value) {
            trusts.push(pattern.value.clone());
        }
    }
    Own::Role {
        trusts,
        max_session_seconds: role.max_session_duration.unwrap_or(DEFAULT_MAX_SESSION_SECONDS),
        is_service_linked: role.kind == Some(RoleKind::ServiceLinked),
    }
}

fn policy_facts(account: &Account, policy: &CustomPolicy) -> Own {
    let is_it = |attachment: &&Attachment| {
        attachment.kind == crate::scenario::PolicyType::Custom && attachment.policy == policy.name
    };
    let attached_to = Holder::all(account).flat_map(|(holder, attachments)| {
        let here = attachments.iter().filter(is_it).map(|attachment| attachment.scope.clone());
        here.map(move |scope| (holder.clone(), scope)).collect::<Vec<_>>()
    });
    let others = policy.versions.iter().map(|version| version.version);
    let versions = [policy.version.unwrap_or(1)].into_iter().chain(others).collect();
    Own::Policy { attached_to: attached_to.collect(), versions }
}

fn group_facts(account: &Account, id: &str) -> Own {
    let resources = account.resources.iter().filter(|resource| resource.resource_group.as_deref() == Some(id));
    let scope = Scope::ResourceGroup(id.to_owned());
    let attached = Holder::all(account).flat_map(|(holder, attachments)| {
        let here = attachments.iter().filter(|attachment| attachment.scope == scope);
        here.map(move |attachment| (holder.clone(), attachment.policy.clone())).collect::<Vec<_>>()
    });
    Own::ResourceGroup {
        resources: resources.map(|resource| resource.arn.clone()).collect(),
        attached: attached.collect(),
    }
}

/// Everyone in the scenario who can assume a role: users, sessions of roles, and services and identity providers that its
/// trust policy names. A user calls with the parameters of the question's hop, if the question assumes this role.
pub fn who_can_assume(scenario: &Scenario, documents: &Documents, world: &CompiledWorld, role_arn: &str) -> Vec<Reach> {
    let mut callers = Vec::new();
    for account in &scenario.accounts {
        let id = || account.id.clone();
        callers.extend(account.users.iter().map(|user| Principal::User { account: id(), name: user.name.clone() }));
        let roles = account
            .roles
            .iter()
            .map(|role| crate::question::running_session(&Question::default(), &account.id, &role.name));
        callers.extend(roles);
    }
    if let Some((account, role)) = crate::console::role(scenario, role_arn) {
        let trust = DocumentKey::Trust { account: account.id.clone(), role: role.name.clone() };
        if let Own::Role { trusts, .. } = role_facts(role, documents, &trust) {
            callers.extend(trusts.into_iter().filter_map(|trusted| trusted_principal(trusted, &account.id)));
        }
    }
    let reach = |who: Principal| Reach { who, action: "sts:AssumeRole".to_owned(), target: role_arn.to_owned() };
    let can = |who: &Principal| {
        let start = world::start(who);
        let hop = assumption(scenario, &start, role_arn);
        decide(world, &Request { start, hops: vec![hop], action: None }) == Decision::Allow
    };
    callers.into_iter().filter(can).map(reach).collect()
}

/// A service or identity provider, as a caller.
fn trusted_principal(trusted: TrustPattern, account: &str) -> Option<Principal> {
    match trusted {
        TrustPattern::Service { service, account: acts_for } => {
            Some(Principal::Service { service, account: acts_for.unwrap_or_else(|| account.to_owned()) })
        }
        TrustPattern::Provider(provider) if provider.contains(":oidc-provider/") => Some(Principal::Oidc { provider }),
        TrustPattern::Provider(provider) => Some(Principal::Saml { provider }),
        TrustPattern::Account(_)
        | TrustPattern::User { .. }
        | TrustPattern::Role { .. }
        | TrustPattern::Unsupported(_) => None,
    }
}

/// The call with which somebody would assume the role: as the question does, where it assumes this one.
fn assumption(scenario: &Scenario, start: &ram_policy::request::Start, role_arn: &str) -> Call {
    let hops = &scenario.question.assume_role;
    let asked = hops.iter().find(|hop| hop.role_arn.eq_ignore_ascii_case(role_arn));
    match asked {
        Some(hop) => Call { offset_seconds: 0, ..world::hop(scenario, hop, start) },
        None => Call {
            role_arn: role_arn.to_owned(),
            session_name: world::default_session_name(start),
            context: common_context(scenario),
            ..Call::default()
        },
    }
}

/// What every call of the question has: MFA, address, time, HTTPS.
fn common_context(scenario: &Scenario) -> Context {
    let phase = context::phases(&scenario.question).first().copied().unwrap_or(Phase::Action);
    let context = context::of_phase(&scenario.question, phase).map(context::shared).unwrap_or_default();
    world::context(&context)
}

/// What somebody can reach directly: the roles to assume, and each action that the scenario's documents or its question
/// name on each of the scenario's resources.
pub fn reaches(scenario: &Scenario, world: &CompiledWorld, who: &Principal) -> Vec<Reach> {
    let start = world::start(who);
    let mut found = Vec::new();
    for account in &scenario.accounts {
        for role in &account.roles {
            let target = Arn::role(&account.id, &role.name).to_string();
            let hop = assumption(scenario, &start, &target);
            let request = Request { start: start.clone(), hops: vec![hop], action: None };
            if decide(world, &request) == Decision::Allow {
                found.push(Reach { who: who.clone(), action: "sts:AssumeRole".to_owned(), target });
            }
        }
    }
    let mut actions = actions_named(scenario);
    actions.extend(scenario.question.action.clone());
    let context = common_context(scenario);
    for resource in scenario.accounts.iter().flat_map(|account| &account.resources) {
        let Ok(Target::Arn(arn)) = Target::parse(&resource.arn) else { continue };
        let of_service = |action: &&String| {
            action.split_once(':').is_some_and(|(service, _)| service.eq_ignore_ascii_case(arn.service()))
        };
        for action in actions.iter().filter(of_service) {
            let target = world::target(scenario, &resource.arn, Target::Arn(arn.clone()));
            let called = ram_policy::request::Action {
                name: action.clone(),
                resources: vec![target],
                context: context.clone(),
                changes: Vec::new(),
                offset_seconds: 0,
            };
            let request = Request { start: start.clone(), hops: Vec::new(), action: Some(called) };
            if decide(world, &request) == Decision::Allow {
                found.push(Reach { who: who.clone(), action: action.clone(), target: resource.arn.clone() });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples;
    use crate::scenario::PolicyType;

    const A: &str = "1234567890123456";
    const B: &str = "1345678901234567";

    fn example(slug: &str) -> (Scenario, Documents, CompiledWorld) {
        let scenario = examples::example(slug).unwrap().scenario();
        let documents = world::documents(&scenario, None);
        let world = CompiledWorld::new(&world::world(&scenario, &documents));
        (scenario, documents, world)
    }

    fn bob() -> Principal {
        Principal::User { account: B.to_owned(), name: "Bob".to_owned() }
    }

    #[test]
    fn a_role_shows_its_trust_and_its_policies() {
        let (scenario, documents, _) = example("partner-operations");
        let entity = Entity::Role { account: A.to_owned(), name: "ecs-admin".to_owned() };
        let facts = facts(&scenario, &documents, &entity).unwrap();
        assert_eq!(facts.arn.as_deref(), Some("acs:ram::1234567890123456:role/ecs-admin"));
        assert_eq!(facts.account.as_deref(), Some(A));
        let Own::Role { trusts, max_session_seconds, is_service_linked } = &facts.own else { panic!("{facts:?}") };
        assert!(trusts.contains(&TrustPattern::Account(B.to_owned())), "{trusts:?}");
        assert_eq!((*max_session_seconds, *is_service_linked), (3_600, false));
        assert!(facts.policies.iter().all(|held| held.document.is_some() && held.group.is_none()));
        assert_eq!(facts.documents, [DocumentKey::Trust { account: A.to_owned(), role: "ecs-admin".to_owned() }]);
        assert_eq!(facts.findings, findings(&facts, &documents).count());
    }

    #[test]
    fn a_user_has_policies_of_its_own_and_of_its_groups() {
        let (mut scenario, ..) = example("partner-operations");
        let account = scenario.accounts.iter_mut().find(|account| account.id == B).unwrap();
        let system = Attachment {
            policy: "AliyunECSReadOnlyAccess".to_owned(),
            kind: PolicyType::System,
            ..Attachment::default()
        };
        account.groups.push(crate::scenario::Group {
            name: "night".to_owned(),
            policies: vec![system.clone()],
            ..Default::default()
        });
        account.users.iter_mut().find(|user| user.name == "Bob").unwrap().groups.push("night".to_owned());
        let documents = world::documents(&scenario, None);
        let entity = Entity::User { account: B.to_owned(), name: "Bob".to_owned() };
        let facts = facts(&scenario, &documents, &entity).unwrap();
        let key = DocumentKey::System { policy: "AliyunECSReadOnlyAccess".to_owned() };
        assert!(facts.policies.contains(&Held {
            attachment: system,
            group: Some("night".to_owned()),
            document: Some(key)
        }));
        let Own::User { logon_name, .. } = &facts.own else { panic!("{facts:?}") };
        assert_eq!(logon_name, "Bob@company-b.onaliyun.com");
    }

    #[test]
    fn who_can_assume_agrees_with_the_answer() {
        for example in examples::EXAMPLES {
            let (scenario, documents, world) = self::example(example.slug);
            let (Some(hop), Some(principal)) = (scenario.question.assume_role.first(), &scenario.question.principal)
            else {
                continue;
            };
            let request = world::request(&scenario, &documents).unwrap();
            let first = Request { hops: request.hops[..1].to_vec(), action: None, ..request };
            let is_allowed = decide(&world, &first) == Decision::Allow;
            let able = who_can_assume(&scenario, &documents, &world, &hop.role_arn);
            assert_eq!(able.iter().any(|reach| reach.who == *principal), is_allowed, "{}", example.slug);
            let reached = reaches(&scenario, &world, principal);
            assert_eq!(
                reached.iter().any(|reach| reach.target.eq_ignore_ascii_case(&hop.role_arn)),
                is_allowed,
                "{}",
                example.slug
            );
        }
    }

    #[test]
    fn a_session_of_the_role_reaches_what_its_user_does_not() {
        let (scenario, _, world) = example("partner-operations");
        let direct = reaches(&scenario, &world, &bob());
        assert!(direct.iter().all(|reach| reach.action == "sts:AssumeRole"), "{direct:?}");
        let session = crate::question::running_session(&Question::default(), A, "ecs-admin");
        let reached = reaches(&scenario, &world, &session);
        assert!(reached.iter().any(|reach| reach.action == "ecs:StopInstance"), "{reached:?}");
    }

    #[test]
    fn a_policy_says_whom_it_is_attached_to() {
        let (scenario, documents, _) = example("partner-operations");
        for account in &scenario.accounts {
            for policy in &account.policies {
                let entity = Entity::Policy { account: account.id.clone(), name: policy.name.clone() };
                let Own::Policy { attached_to, versions } = facts(&scenario, &documents, &entity).unwrap().own else {
                    panic!("{entity:?}")
                };
                for (holder, scope) in &attached_to {
                    let held = holder.attachments(&scenario).unwrap();
                    assert!(held.iter().any(|found| found.policy == policy.name && found.scope == *scope));
                }
                assert_eq!(versions, [1]);
            }
        }
    }

    #[test]
    fn what_is_not_there_has_no_facts() {
        let (scenario, documents, _) = example("partner-operations");
        assert_eq!(facts(&scenario, &documents, &Entity::Directory), None);
        assert_eq!(facts(&scenario, &documents, &Entity::Account("7".to_owned())), None);
    }
}
