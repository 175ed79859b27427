//! What needs decisions: who can assume a role, what somebody reaches, who reaches a resource; and the question that asks
//! the same, so that whoever doubts a line sees its trace.

use std::ops::Range;

use ram_catalog::Catalogue;
use ram_policy::arn::{Arn, Resource as Target};
use ram_policy::compiled::{CompiledWorld, decide, decide_many};
use ram_policy::principal::{Caller, TrustPattern};
use ram_policy::request::{Request, RunningSession, Start};
use ram_policy::sts::ASSUME_ROLE;
use ram_policy::trace::Decision;

use super::tried::Tried;
use super::{Own, role_facts};
use crate::context::{self, Phase};
use crate::entity::Entity;
use crate::question::running_session;
use crate::scenario::{Account, Context, DocumentKey, Hop, How, Principal, Question, Scenario, User};
use crate::world::{self, Documents};

/// No user can have this name (R7.4), and so no policy names it; a session can be named after it (R6.4).
const NOBODY_ELSE: &str = "any@member";

/// What somebody can do with a role or resource.
#[derive(Debug, Clone, PartialEq)]
pub struct Reach {
    /// Who asks.
    pub who: Principal,
    /// ARN of the role or resource.
    pub target: String,
    /// The actions of those that the scenario names.
    pub named: Vec<String>,
    /// The actions of the others that the catalogue knows for such a resource.
    pub others: Vec<String>,
    /// How many others the catalogue knows.
    pub known: usize,
}

impl Reach {
    fn assumption(who: Principal, role_arn: &str) -> Reach {
        Reach { who, target: role_arn.to_owned(), named: vec![ASSUME_ROLE.to_owned()], others: Vec::new(), known: 0 }
    }

    /// The question that asks whether one of the actions can be done: a direct call, in the context in which it was found.
    pub fn question(&self, action: &str, scenario: &Scenario) -> Question {
        let context = common_context(scenario);
        let principal = Some(self.who.clone());
        if action == ASSUME_ROLE {
            let assume_role = vec![assumption(scenario, &self.who, &self.target)];
            return Question { principal, assume_role, context, ..Question::default() };
        }
        let (action, resources) = (Some(action.to_owned()), vec![self.target.clone()]);
        Question { principal, action, resources, context, ..Question::default() }
    }
}

/// A session of a role, or a user: as whom an entity calls.
pub fn principal(entity: &Entity) -> Option<Principal> {
    match entity {
        Entity::User { account, name } => Some(Principal::User { account: account.clone(), name: name.clone() }),
        Entity::Role { account, name } => Some(running_session(&Question::default(), account, name)),
        _ => None,
    }
}

/// Every user of the scenario, and a session of every role.
fn principals(scenario: &Scenario) -> impl Iterator<Item = Principal> {
    scenario.accounts.iter().flat_map(|account| {
        let id = || account.id.clone();
        let users = account.users.iter().map(move |user| Entity::User { account: id(), name: user.name.clone() });
        let roles = account.roles.iter().map(move |role| Entity::Role { account: id(), name: role.name.clone() });
        users.chain(roles).filter_map(|entity| principal(&entity))
    })
}

/// Everyone in the scenario who can assume a role: users, sessions of roles, and services and identity providers that its
/// trust policy names. A user calls with the parameters of the question's hop, if the question assumes this role.
pub fn who_can_assume(scenario: &Scenario, documents: &Documents, world: &CompiledWorld, role_arn: &str) -> Vec<Reach> {
    let mut callers = Vec::from_iter(principals(scenario));
    if let Some((account, role)) = crate::console::role(scenario, role_arn) {
        let trust = DocumentKey::Trust { account: account.id.clone(), role: role.name.clone() };
        if let Own::Role { trusts, .. } = role_facts(role, documents, &trust) {
            callers.extend(trusts.into_iter().filter_map(|trusted| trusted_principal(trusted, &account.id)));
        }
    }
    let able = callers.into_iter().filter(|who| can_assume(scenario, world, who, role_arn));
    able.map(|who| Reach::assumption(who, role_arn)).collect()
}

fn can_assume(scenario: &Scenario, world: &CompiledWorld, who: &Principal, role_arn: &str) -> bool {
    let start = world::start(who);
    let hop = world::hop(scenario, &assumption(scenario, who, role_arn), &start);
    decide(world, &Request { start, hops: vec![hop], action: None }) == Decision::Allow
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
fn assumption(scenario: &Scenario, who: &Principal, role_arn: &str) -> Hop {
    let hops = &scenario.question.assume_role;
    let bare = |context: Context| Hop { role_arn: role_arn.to_owned(), context, ..Hop::default() };
    match hops.iter().find(|hop| hop.role_arn.eq_ignore_ascii_case(role_arn)) {
        // R5.52: who can't switch calls by API, with the context of the switch and nothing else.
        Some(hop) if hop.how == How::Console && !switches(scenario, who) => bare(hop.context.clone()),
        Some(hop) => Hop { time_offset_seconds: 0, ..hop.clone() },
        None => bare(common_context(scenario)),
    }
}

/// Whether somebody can switch identity in the console.
fn switches(scenario: &Scenario, who: &Principal) -> bool {
    let Principal::User { account, name } = who else { return false };
    crate::console::user(scenario, account, name).is_some_and(|user| user.access.logs_on())
}

/// What every call of the question has: MFA, address, time, HTTPS.
fn common_context(scenario: &Scenario) -> Context {
    let phase = context::phases(&scenario.question).first().copied().unwrap_or(Phase::Action);
    context::of_phase(&scenario.question, phase).map(context::shared).unwrap_or_default()
}

/// As whom somebody calls who needs no role for it. A session has no session policy, as [`principal`] gives it.
fn caller(who: &Principal) -> Caller {
    match world::start(who) {
        Start::Principal(principal) => Caller::Principal(principal),
        Start::Session(RunningSession { account, role, name, .. }) => Caller::Session { account, role, name },
    }
}

/// What each of these can do with a resource; nothing for those who can't do anything.
fn allowed(
    scenario: &Scenario,
    world: &CompiledWorld,
    everyone: &[Principal],
    tried: &Tried<'_>,
    arn: &str,
) -> Vec<Option<Reach>> {
    let Ok(parsed) = Arn::parse(arn) else { return Vec::new() };
    let named = tried.named(&parsed);
    let actions: Vec<String> = named.iter().cloned().chain(tried.others(&parsed)).collect();
    let callers: Vec<Caller> = everyone.iter().map(caller).collect();
    let targets = [world::target(scenario, arn, Target::Arn(parsed))];
    let decisions = decide_many(world, &callers, &actions, &targets, &world::context(&common_context(scenario)));
    let reach = |(place, who): (usize, &Principal)| {
        let can = |row: &usize| decisions.get(place, *row, 0) == Some(Decision::Allow);
        let of = |rows: Range<usize>| rows.filter(can).filter_map(|row| actions.get(row).cloned()).collect();
        let (known, who, target) = (actions.len() - named.len(), who.clone(), arn.to_owned());
        let found = Reach { who, target, named: of(0..named.len()), others: of(named.len()..actions.len()), known };
        Some(found).filter(|found| !found.named.is_empty() || !found.others.is_empty())
    };
    everyone.iter().enumerate().map(reach).collect()
}

/// What somebody can reach directly: the roles to assume, and on each of the scenario's resources each action that the
/// scenario's documents or its question name, or that the catalogue knows for it.
pub fn reaches(
    scenario: &Scenario,
    world: &CompiledWorld,
    catalogue: Option<&Catalogue>,
    who: &Principal,
) -> Vec<Reach> {
    let mut found = Vec::new();
    for account in &scenario.accounts {
        let roles = account.roles.iter().map(|role| Arn::role(&account.id, &role.name).to_string());
        let able = roles.filter(|target| can_assume(scenario, world, who, target));
        found.extend(able.map(|target| Reach::assumption(who.clone(), &target)));
    }
    let tried = Tried::new(scenario, catalogue);
    let everyone = std::slice::from_ref(who);
    for resource in scenario.accounts.iter().flat_map(|account| &account.resources) {
        found.extend(allowed(scenario, world, everyone, &tried, &resource.arn).into_iter().flatten());
    }
    found
}

/// Who can do what with a resource: every user and a session of every role, and nobody who signed where a bucket policy
/// speaks of it. With a bucket come the objects in it that the scenario or its question names.
pub fn who_reaches(scenario: &Scenario, world: &CompiledWorld, catalogue: Option<&Catalogue>, arn: &str) -> Vec<Reach> {
    let bucket = bucket_of(arn);
    let is_in = |other: &&String| bucket.is_some() && bucket_of(other) == bucket && *other != arn;
    let own = scenario.accounts.iter().flat_map(|account| &account.resources).map(|resource| &resource.arn);
    let mut targets = vec![arn];
    // An object is not where to look for the other objects of its bucket.
    if Arn::parse(arn).is_ok_and(|parsed| parsed.whole_bucket().is_some()) {
        for inside in own.chain(&scenario.question.resources).filter(is_in) {
            if !targets.contains(&inside.as_str()) {
                targets.push(inside);
            }
        }
    }
    let has_policy = |(account, bucket): &(String, String)| {
        let key = DocumentKey::Bucket { account: account.clone(), bucket: bucket.clone() };
        scenario.document(&key).is_some()
    };
    let anonymous = bucket.as_ref().filter(|bucket| has_policy(bucket)).map(|_| Principal::Anonymous);
    let everyone: Vec<Principal> = principals(scenario).chain(anonymous).collect();
    let tried = Tried::new(scenario, catalogue);
    let of_target = |target: &&str| allowed(scenario, world, &everyone, &tried, target).into_iter();
    let mut by_target: Vec<_> = targets.iter().map(of_target).collect();
    everyone
        .iter()
        .flat_map(|_| by_target.iter_mut().filter_map(|found| found.next().flatten()).collect::<Vec<_>>())
        .collect()
}

/// The account and the name of the bucket in an ARN.
fn bucket_of(arn: &str) -> Option<(String, String)> {
    let arn = Arn::parse(arn).ok()?;
    let bucket = arn.bucket()?.to_owned();
    Some((arn.account().to_owned(), bucket))
}

/// What a group's policies reach: what a user who is in this group and has nothing else could do. Nothing where there is
/// no such group.
pub fn group_reaches(
    scenario: &Scenario,
    documents: &Documents,
    catalogue: Option<&Catalogue>,
    account: &str,
    group: &str,
) -> Vec<Reach> {
    let mut with_one_more = scenario.clone();
    let found = with_one_more.accounts.iter_mut().find(|found: &&mut Account| found.id == account);
    let Some(found) = found.filter(|found| found.groups.iter().any(|known| known.name == group)) else {
        return Vec::new();
    };
    let only = User { name: NOBODY_ELSE.to_owned(), groups: vec![group.to_owned()], ..User::default() };
    found.users.push(only);
    let world = CompiledWorld::new(&world::world(&with_one_more, documents));
    let who = Principal::User { account: account.to_owned(), name: NOBODY_ELSE.to_owned() };
    reaches(scenario, &world, catalogue, &who)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analysis;
    use crate::examples;
    use crate::facts::tests::{A, B, example};
    use crate::scenario::{Attachment, BucketPolicy, CustomPolicy, Group, PolicyType, Resource};
    use std::rc::Rc;

    fn catalogue() -> Catalogue {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../static/data/actions.json");
        Catalogue::parse(&std::fs::read_to_string(file).unwrap()).unwrap()
    }

    fn names(reach: &Reach, action: &str) -> bool {
        reach.named.iter().any(|named| named == action)
    }

    /// A user who may do everything with instances, an instance, and no question.
    fn by_wildcards_alone() -> Scenario {
        let document = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"ecs:Stop*","Resource":"acs:ecs:*:*:instance/*"}]}"#;
        let policy = CustomPolicy { name: "ops".to_owned(), document: document.to_owned(), ..CustomPolicy::default() };
        let attached = Attachment { policy: "ops".to_owned(), kind: PolicyType::Custom, ..Attachment::default() };
        let user = User { name: "Bob".to_owned(), policies: vec![attached], ..User::default() };
        let resource = |id: &str| Resource { arn: format!("acs:ecs:cn-hangzhou:{B}:{id}"), ..Resource::default() };
        let account = Account {
            id: B.to_owned(),
            users: vec![user],
            policies: vec![policy],
            resources: vec![resource("instance/i-1"), resource("disk/d-1")],
            ..Account::default()
        };
        Scenario { accounts: vec![account], ..Scenario::empty() }
    }

    #[test]
    fn what_only_wildcards_allow_is_found_by_the_catalogue() {
        let scenario = by_wildcards_alone();
        let documents = world::documents(&scenario, None);
        let world = CompiledWorld::new(&world::world(&scenario, &documents));
        assert_eq!(reaches(&scenario, &world, None, &bob()), []);
        let found = reaches(&scenario, &world, Some(&catalogue()), &bob());
        let [reach] = found.as_slice() else { panic!("{found:?}") };
        assert!(reach.target.ends_with("instance/i-1") && reach.named.is_empty());
        assert!(reach.others.contains(&"ecs:StopInstance".to_owned()), "{reach:?}");
        assert!(reach.others.iter().all(|action| action.starts_with("ecs:Stop")) && reach.known > 50, "{reach:?}");
        let whoever = who_reaches(&scenario, &world, Some(&catalogue()), &reach.target);
        assert_eq!(whoever, found);
    }

    fn bob() -> Principal {
        Principal::User { account: B.to_owned(), name: "Bob".to_owned() }
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
            let reached = reaches(&scenario, &world, None, principal);
            assert_eq!(
                reached.iter().any(|reach| reach.target.eq_ignore_ascii_case(&hop.role_arn)),
                is_allowed,
                "{}",
                example.slug
            );
        }
    }

    /// Whether the page would answer a question with Allow.
    fn answers_allow(scenario: &Scenario, question: Question) -> bool {
        let asked = Rc::new(Scenario { question, ..scenario.clone() });
        let analysis = Analysis::of(&asked, None);
        analysis.answer.is_some_and(|answer| answer.evaluation.decision() == Decision::Allow)
    }

    #[test]
    fn each_line_asks_a_question_that_is_answered_with_allow() {
        let catalogue = catalogue();
        let (mut assuming, mut of_resources, mut direct) = (0, 0, 0);
        for example in examples::EXAMPLES {
            let (scenario, documents, world) = self::example(example.slug);
            let mut lines = Vec::new();
            for account in &scenario.accounts {
                for role in &account.roles {
                    let arn = Arn::role(&account.id, &role.name).to_string();
                    lines.extend(who_can_assume(&scenario, &documents, &world, &arn));
                    assuming = assuming.max(lines.len());
                }
                let before = lines.len();
                for resource in &account.resources {
                    lines.extend(who_reaches(&scenario, &world, Some(&catalogue), &resource.arn));
                }
                of_resources += lines.len() - before;
            }
            let before = lines.len();
            lines.extend(principals(&scenario).flat_map(|who| reaches(&scenario, &world, Some(&catalogue), &who)));
            direct += lines.len() - before;
            for reach in lines {
                for action in reach.named.iter().chain(&reach.others) {
                    let question = reach.question(action, &scenario);
                    assert!(answers_allow(&scenario, question), "{}: {action}, {reach:?}", example.slug);
                }
            }
        }
        assert!(assuming >= 3 && of_resources >= 10 && direct >= 10, "{assuming}, {of_resources}, {direct}");
    }

    #[test]
    fn a_switch_of_the_console_is_asked_as_a_call_for_those_who_cannot_switch() {
        let (mut scenario, documents, world) = example("partner-operations");
        scenario.question.assume_role[0].how = How::Console;
        let user = scenario.accounts.iter_mut().find(|account| account.id == B).unwrap();
        user.users.iter_mut().find(|user| user.name == "Bob").unwrap().access = crate::scenario::Access::Programmatic;
        let arn = scenario.question.assume_role[0].role_arn.clone();
        let found = who_can_assume(&scenario, &documents, &world, &arn);
        let by_bob = found.iter().find(|reach| reach.who == bob()).expect("Bob calls by API");
        assert_eq!(by_bob.question(ASSUME_ROLE, &scenario).assume_role[0].how, How::Api);
        for reach in found {
            assert!(answers_allow(&scenario, reach.question(ASSUME_ROLE, &scenario)), "{reach:?}");
        }
    }

    #[test]
    fn a_session_of_the_role_reaches_what_its_user_does_not() {
        let (scenario, _, world) = example("partner-operations");
        let direct = reaches(&scenario, &world, None, &bob());
        assert!(direct.iter().all(|reach| reach.named == [ASSUME_ROLE]), "{direct:?}");
        let session = running_session(&Question::default(), A, "ecs-admin");
        let reached = reaches(&scenario, &world, None, &session);
        assert!(reached.iter().any(|reach| names(reach, "ecs:StopInstance")), "{reached:?}");
    }

    #[test]
    fn who_reaches_a_resource_is_whoever_reaches_it() {
        let catalogue = catalogue();
        for example in examples::EXAMPLES {
            let (scenario, _, world) = self::example(example.slug);
            for arn in scenario.accounts.iter().flat_map(|account| &account.resources).map(|resource| &resource.arn) {
                let from_here = who_reaches(&scenario, &world, Some(&catalogue), arn);
                let from_there =
                    principals(&scenario).flat_map(|who| reaches(&scenario, &world, Some(&catalogue), &who));
                for reach in from_there.filter(|reach| reach.target == *arn) {
                    assert!(from_here.contains(&reach), "{}: {reach:?}", example.slug);
                }
            }
        }
    }

    /// A bucket with an object in it, from which everybody may read.
    fn public_bucket() -> Scenario {
        let arn = |path: &str| format!("acs:oss:oss-cn-hangzhou:{A}:{path}");
        let resource = |path: &str| Resource { arn: arn(path), ..Resource::default() };
        let document = format!(
            r#"{{"Version":"1","Statement":[{{"Effect":"Allow","Action":["oss:GetObject"],"Principal":["*"],
            "Resource":["acs:oss:*:{A}:open/*"]}}]}}"#
        );
        let account = Account {
            id: A.to_owned(),
            users: vec![User { name: "Ann".to_owned(), ..User::default() }],
            resources: vec![resource("open"), resource("open/a.txt")],
            ..Account::default()
        };
        let policy = BucketPolicy { account: A.to_owned(), bucket: "open".to_owned(), document };
        Scenario { accounts: vec![account], resource_policies: vec![policy], ..Scenario::empty() }
    }

    #[test]
    fn a_bucket_counts_its_objects_and_those_who_have_not_signed() {
        let scenario = public_bucket();
        let documents = world::documents(&scenario, None);
        let world = CompiledWorld::new(&world::world(&scenario, &documents));
        let found = who_reaches(&scenario, &world, None, &scenario.accounts[0].resources[0].arn);
        // R2.14: a star without a condition reaches everybody but the owner's own.
        let anonymous = Reach {
            who: Principal::Anonymous,
            target: scenario.accounts[0].resources[1].arn.clone(),
            named: vec!["oss:GetObject".to_owned()],
            others: Vec::new(),
            known: 0,
        };
        assert!(found.contains(&anonymous), "{found:?}");
        assert!(found.iter().all(|reach| reach.target.ends_with("/a.txt")), "{found:?}");
        let object = who_reaches(&scenario, &world, None, &scenario.accounts[0].resources[1].arn);
        assert!(object.contains(&anonymous), "{object:?}");
    }

    #[test]
    fn the_policies_of_a_group_reach_what_a_member_without_others_reaches() {
        let (mut scenario, ..) = example("partner-operations");
        let account = scenario.accounts.iter_mut().find(|account| account.id == A).unwrap();
        let policy = "AliyunECSFullAccess".to_owned();
        let attached = Attachment { policy, kind: PolicyType::System, ..Attachment::default() };
        account.groups.push(Group { name: "night".to_owned(), policies: vec![attached], ..Group::default() });
        account.groups.push(Group { name: "empty".to_owned(), ..Group::default() });
        let documents = world::documents(&scenario, None);
        let found = group_reaches(&scenario, &documents, None, A, "night");
        assert!(found.iter().any(|reach| names(reach, "ecs:StopInstance")), "{found:?}");
        assert_eq!(group_reaches(&scenario, &documents, None, A, "empty"), []);
        let account = scenario.accounts.iter_mut().find(|account| account.id == B).unwrap();
        let policy = "AliyunSTSAssumeRoleAccess".to_owned();
        let attached = Attachment { policy, kind: PolicyType::System, ..Attachment::default() };
        account.groups.push(Group { name: "night".to_owned(), policies: vec![attached], ..Group::default() });
        let documents = world::documents(&scenario, None);
        let found = group_reaches(&scenario, &documents, None, B, "night");
        assert!(found.iter().any(|reach| reach.target.ends_with(":role/ecs-admin")), "{found:?}");
        assert_eq!(group_reaches(&scenario, &documents, None, A, "none"), []);
    }
}
