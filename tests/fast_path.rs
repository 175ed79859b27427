//! The compiled world decides as the evaluator does: `decide` as `evaluate`, and `decide_many` as
//! `decide`, over worlds and requests made by chance. A failure names the seed that repeats it.

use std::sync::Arc;

use ram_policy::arn::Resource;
use ram_policy::compiled::{CompiledWorld, decide, decide_many, who_can};
use ram_policy::evaluate;
use ram_policy::policy::{Document, PolicyKind};
use ram_policy::principal::{Caller, Principal};
use ram_policy::request::{Action, Context, Hop, Request, RunningSession, Start, Target};
use ram_policy::text::DocumentId;
use ram_policy::trace::Decision;
use ram_policy::world::{
    Account, Attachment, Bucket, Change, Directory, DirectoryNode, Group, Identity, Role, Scope, User, World,
};

const WORLDS: u64 = 100;
const REQUESTS: usize = 30;

#[test]
fn decide_agrees_with_evaluate() {
    let mut seen = Seen::default();
    for seed in 0..WORLDS {
        let mut chance = Chance::new(seed);
        let mut world = chance.world();
        let mut compiled = CompiledWorld::new(&world);
        for number in 0..REQUESTS {
            if number == REQUESTS / 2 {
                chance.edit(&mut world);
                compiled.update(&world);
            }
            let request = chance.request();
            let evaluation = evaluate(&world, &request);
            let expected = evaluation.decision();
            assert_eq!(decide(&compiled, &request), expected, "seed {seed}, request {number}: {request:#?}");
            seen.count(expected);
        }
    }
    seen.check();
}

#[test]
fn decide_agrees_with_evaluate_about_running_sessions() {
    let mut seen = Seen::default();
    for seed in 0..WORLDS {
        let mut chance = Chance::new(seed + 2 * WORLDS);
        let world = chance.world();
        let compiled = CompiledWorld::new(&world);
        for _ in 0..REQUESTS {
            let request = Request { start: Start::Session(chance.running()), ..chance.request() };
            let expected = evaluate(&world, &request).decision();
            assert_eq!(decide(&compiled, &request), expected, "seed {seed}: {request:#?}");
            seen.count(expected);
        }
    }
    let Seen { allowed, denied, not_allowed, rejected } = seen;
    println!("{allowed} allowed, {denied} denied, {not_allowed} not allowed, {rejected} rejected");
    assert!([allowed, denied, not_allowed, rejected].into_iter().all(|count| count >= 20));
}

#[test]
fn decide_many_agrees_with_decide() {
    let mut seen = Seen::default();
    for seed in 0..WORLDS {
        let mut chance = Chance::new(seed + WORLDS);
        let world = chance.world();
        let compiled = CompiledWorld::new(&world);
        let principals: Vec<Principal> = chance.some(5, Chance::principal);
        let actions: Vec<String> = chance.some(12, |chance| chance.of(ACTIONS).to_owned());
        // Beyond 64 the sets have more than a word.
        let most = if chance.one_in(10) { 150 } else { 10 };
        let targets = chance.some(most, Chance::target);
        let context = chance.context();
        let callers: Vec<Caller> = principals.iter().cloned().map(Caller::Principal).collect();
        let decisions = decide_many(&compiled, &callers, &actions, &targets, &context);
        for (p, principal) in principals.iter().enumerate() {
            for (a, name) in actions.iter().enumerate() {
                for (t, target) in targets.iter().enumerate() {
                    let request = ask(principal, name, target, &context);
                    let expected = decide(&compiled, &request);
                    assert_eq!(decisions.get(p, a, t), Some(expected), "seed {seed}: {request:#?}");
                    seen.count(expected);
                }
            }
        }
        assert_eq!(decisions.get(principals.len(), 0, 0), None);
    }
    seen.check();
}

#[test]
fn who_can_agrees_with_decide() {
    for seed in 0..WORLDS {
        let mut chance = Chance::new(seed + 2 * WORLDS);
        let world = chance.world();
        let compiled = CompiledWorld::new(&world);
        let (action, target, context) = (chance.of(ACTIONS), chance.target(), chance.context());
        let able = who_can(&compiled, action, &target, &context, "session");
        for account in &world.accounts {
            let root = Principal::Root { account: account.id.clone() };
            let user = |user: &User| Principal::User { account: account.id.clone(), name: user.name.clone() };
            for principal in account.users.iter().map(user).chain([root]) {
                let is_able = decide(&compiled, &ask(&principal, action, &target, &context)) == Decision::Allow;
                let caller = Caller::Principal(principal);
                assert_eq!(able.contains(&caller), is_able, "seed {seed}: {caller:?}");
            }
        }
    }
}

/// A table asks for sessions without saying how they were issued. Here a service is trusted to
/// issue each of them, so that a request can ask the same.
#[test]
fn sessions_are_answered_as_in_a_request() {
    let trust = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
        "Principal":{"Service":"ecs.aliyuncs.com"}}]}"#;
    let trust = Arc::new(Document::parse(DocumentId::new("trust"), "trust", PolicyKind::Trust, trust));
    let mut seen = Seen::default();
    for seed in 0..WORLDS {
        let mut chance = Chance::new(seed + 3 * WORLDS);
        let mut world = chance.world();
        let roles = world.accounts.iter_mut().flat_map(|account| &mut account.roles);
        roles.for_each(|role| role.trust_policy = Some(trust.clone()));
        let compiled = CompiledWorld::new(&world);
        let actions: Vec<String> = chance.some(12, |chance| chance.of(ACTIONS).to_owned());
        let targets = chance.some(10, Chance::target);
        let context = chance.context();
        let mut requests = Vec::new();
        let mut callers = Vec::new();
        for account in &world.accounts {
            for role in &account.roles {
                let request = ask_as_service(&account.id, &role.name);
                let phases = evaluate(&world, &request).phases;
                // A control policy may keep the service from it, and of two roles of one name one is hidden.
                if let Some(session) = phases.into_iter().next().and_then(|phase| phase.session) {
                    let (account, role, name) = (session.account, session.role, session.name);
                    callers.push(Caller::Session { account, role, name });
                    requests.push(request);
                }
            }
        }
        let able = |action: &String, target| who_can(&compiled, action, target, &context, "session");
        let able: Vec<Vec<Vec<Caller>>> =
            actions.iter().map(|action| targets.iter().map(|target| able(action, target)).collect()).collect();
        let decisions = decide_many(&compiled, &callers, &actions, &targets, &context);
        for (c, (caller, request)) in callers.iter().zip(&mut requests).enumerate() {
            for (a, name) in actions.iter().enumerate() {
                for (t, target) in targets.iter().enumerate() {
                    request.action = Some(action(name, target, &context));
                    let expected = evaluate(&world, request).decision();
                    assert_eq!(decide(&compiled, request), expected, "seed {seed}: {request:#?}");
                    assert_eq!(decisions.get(c, a, t), Some(expected), "seed {seed}: {request:#?}");
                    assert_eq!(able[a][t].contains(caller), expected == Decision::Allow, "seed {seed}: {request:#?}");
                    seen.count(expected);
                }
            }
        }
    }
    seen.check();
}

/// A request of a service that assumes a role and asks for nothing yet.
fn ask_as_service(account: &str, role: &str) -> Request {
    let principal = Principal::Service { service: "ecs.aliyuncs.com".to_owned(), account: account.to_owned() };
    let role_arn = format!("acs:ram::{account}:role/{}", role.to_lowercase());
    let hop = Hop { role_arn, session_name: "session".to_owned(), ..Hop::default() };
    Request { start: principal.into(), hops: vec![hop], action: None }
}

fn ask(principal: &Principal, name: &str, target: &Target, context: &Context) -> Request {
    let action = action(name, target, context);
    Request { start: principal.clone().into(), hops: Vec::new(), action: Some(action) }
}

fn action(name: &str, target: &Target, context: &Context) -> Action {
    Action {
        name: name.to_owned(),
        resources: vec![target.clone()],
        context: context.clone(),
        changes: Vec::new(),
        offset_seconds: 0,
    }
}

/// How often each outcome came up: a generator that only ever denies would prove little.
#[derive(Default)]
struct Seen {
    allowed: usize,
    denied: usize,
    not_allowed: usize,
    rejected: usize,
}

impl Seen {
    fn count(&mut self, decision: Decision) {
        *match decision {
            Decision::Allow => &mut self.allowed,
            Decision::ExplicitDeny => &mut self.denied,
            Decision::ImplicitDeny => &mut self.not_allowed,
            Decision::Rejected(_) => &mut self.rejected,
        } += 1;
    }

    fn check(&self) {
        let Seen { allowed, denied, not_allowed, rejected } = self;
        println!("{allowed} allowed, {denied} denied, {not_allowed} not allowed, {rejected} rejected");
        let all = allowed + denied + not_allowed + rejected;
        assert!([allowed, denied, not_allowed, rejected].into_iter().all(|count| count * 60 > all));
    }
}

const ACCOUNTS: &[&str] = &["1", "2", "3"];
const USERS: &[&str] = &["Bob", "bob", "eve", "Kim", "\u{212a}im", "张三"];
const GROUPS: &[&str] = &["ops", "dev"];
const ROLES: &[&str] = &["Admin", "admin", "reader", "Ärzte"];
const RESOURCE_GROUPS: &[&str] = &["rg-1", "rg-2"];
const BUCKETS: &[&str] = &["logs", "Photos"];
const ACTIONS: &[&str] = &[
    "ecs:StartInstance",
    "ecs:startinstance",
    "ecs:StopInstance",
    "ecs:DescribeInstances",
    "ECS:DescribeDisks",
    "oss:GetObject",
    "oss:PutObject",
    "ram:GetRole",
    "sts:AssumeRole",
    "sts:assumerole",
    "sts:GetCallerIdentity",
    "log:Kontrolle",
    "log:\u{212a}ontrolle",
    "log:Zähle",
];
const ACTION_PATTERNS: &[&str] = &[
    "*",
    "*:*",
    "ecs:*",
    "ECS:*",
    "ecs:Describe*",
    "ecs:*Instance",
    "ecs:St?pInstance",
    "oss:Get*",
    "oss:*Object",
    "o?s:*",
    "log:k*",
    "log:K\u{f6}*",
    "log:\u{212a}*",
    "log:Z\u{e4}*",
    "sts:*",
    "sts:Assume*",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:b*",
];
const RESOURCES: &[&str] = &[
    "*",
    "acs:ecs:cn-hangzhou:1:instance/i-1",
    "acs:ecs:cn-hangzhou:2:instance/i-1",
    "acs:ecs:cn-beijing:1:instance/i-2",
    "acs:ecs:cn-beijing::disk/d-1",
    "acs:oss:*:1:logs",
    "acs:oss:*:1:logs/a/b",
    "acs:oss:*:2:Photos/x",
    "acs:oss:*:*:logs/x",
    "acs:oss:*:1:no-policy/x",
    "acs:ram::1:role/admin",
    "acs:ram:*:2:role/Admin",
    "acs:ram::1:role/\u{e4}rzte",
    "acs:ram::1:user/Bob",
    "acs:log:cn:1:project/\u{e4}",
    "acs:log:cn:1:project/\u{212a}",
    "acs:ecs:cn-hangzhou:1:instance/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
];
const RESOURCE_PATTERNS: &[&str] = &[
    "*",
    "acs:*:*:*:*",
    "acs:ecs:*:*:*",
    "acs:ecs:*:1:*",
    "acs:ecs:cn-*:*:instance/*",
    "acs:ecs:*:*:instance/i-?",
    "acs:ecs:*:?:*1",
    "acs:ecs::1:*",
    "acs:oss:*:*:logs",
    "acs:oss:*:*:logs/*",
    "acs:oss:*:*:*/x",
    "acs:oss:*:*:Photos/*",
    "acs:ram:*:*:role/*",
    "acs:ram:*:*:role/ADMIN",
    "acs:log:*:*:project/k",
    "acs:log:*:*:project/\u{e4}*",
    "acs:ecs:*:*:instance/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa*",
];
const KEYS: &[&str] =
    &["acs:SourceIp", "acs:MFAPresent", "acs:CurrentTime", "acs:ResourceTag/env", "acs:PrincipalARN", "sts:ExternalId"];
const VALUES: &[&str] =
    &["10.0.0.1", "true", "2030-01-01T00:00:00Z", "prod", "acs:ram::1:user/Bob", "acs:ram::*:user/*", "secret"];
const CONDITIONS: &[&str] = &[
    r#"{"IpAddress":{"acs:SourceIp":["10.0.0.0/8"]}}"#,
    r#"{"NotIpAddress":{"acs:SourceIp":"10.0.0.1"}}"#,
    r#"{"Bool":{"acs:MFAPresent":"true"}}"#,
    r#"{"DateLessThan":{"acs:CurrentTime":"2031-01-01T00:00:00+08:00"}}"#,
    r#"{"StringEquals":{"acs:ResourceTag/env":["prod","test"]}}"#,
    r#"{"StringNotEquals":{"acs:ResourceTag/env":"prod"}}"#,
    r#"{"StringLike":{"acs:PrincipalARN":"acs:ram::1:user/*"},"Bool":{"acs:MFAPresent":"true"}}"#,
    r#"{"StringLike":{"acs:PrincipalARN":"acs:ram::*:assumed-role/*"}}"#,
    r#"{"ForAllValues:StringEquals":{"acs:ResourceTag/env":"prod"}}"#,
    r#"{"StringEquals":{"sts:ExternalId":"secret"}}"#,
];
const TRUSTED: &[&str] = &[
    r#"{"RAM":["acs:ram::1:root","acs:ram::2:root"]}"#,
    r#"{"RAM":"acs:ram::1:user/bob"}"#,
    r#"{"RAM":"acs:ram::1:role/admin"}"#,
    r#"{"Service":["ecs.aliyuncs.com"]}"#,
    r#"{"Federated":"acs:ram::1:saml-provider/idp"}"#,
    r#""*""#,
];
const VISITORS: &[&str] = &[r#"["*"]"#, "[]", r#"["1"]"#, r#"["77"]"#, r#"["arn:sts::1:assumed-role/admin/*"]"#];

/// A small generator of random numbers (splitmix64), and of what the tests need.
struct Chance(u64);

impl Chance {
    fn new(seed: u64) -> Chance {
        Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ bits >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ bits >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((bits ^ bits >> 31) % limit.max(1) as u64) as usize
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn of(&mut self, list: &[&'static str]) -> &'static str {
        list[self.below(list.len())]
    }

    /// Up to `most` of something.
    fn some<T>(&mut self, most: usize, mut make: impl FnMut(&mut Chance) -> T) -> Vec<T> {
        (0..self.below(most + 1)).map(|_| make(self)).collect()
    }

    /// A JSON string, or a list of several.
    fn list(&mut self, of: &[&'static str]) -> String {
        let strings: Vec<String> = (0..=self.below(3)).map(|_| format!("{:?}", self.of(of))).collect();
        if strings.len() == 1 { strings.concat() } else { format!("[{}]", strings.join(",")) }
    }

    fn statement(&mut self, kind: PolicyKind) -> String {
        let effect = if self.one_in(5) { "Deny" } else { "Allow" };
        let action = if self.one_in(8) { "NotAction" } else { "Action" };
        let patterns = [ACTION_PATTERNS, ACTIONS][self.below(2)];
        let actions = match kind {
            PolicyKind::Trust if !self.one_in(4) => "\"sts:AssumeRole\"".to_owned(),
            _ => self.list(patterns),
        };
        let mut text = format!(r#"{{"Effect":"{effect}","{action}":{actions}"#);
        if kind != PolicyKind::Trust {
            let patterns = [RESOURCE_PATTERNS, RESOURCES][self.below(2)];
            text += &format!(r#","Resource":{}"#, self.list(patterns));
        }
        match kind {
            PolicyKind::Trust => text += &format!(r#","Principal":{}"#, self.of(TRUSTED)),
            PolicyKind::Bucket => text += &format!(r#","Principal":{}"#, self.of(VISITORS)),
            _ => {}
        }
        if self.one_in(4) {
            text += &format!(r#","Condition":{}"#, self.of(CONDITIONS));
        }
        text + "}"
    }

    fn policy_text(&mut self, kind: PolicyKind) -> String {
        // Few are looked at one by one, many are indexed.
        let most = [3, 3, 20, 60][self.below(4)];
        let statements: Vec<String> = (0..=self.below(most)).map(|_| self.statement(kind)).collect();
        let version = if self.one_in(60) { "2" } else { "1" };
        format!(r#"{{"Version":"{version}","Statement":[{}]}}"#, statements.join(","))
    }

    fn document(&mut self, kind: PolicyKind) -> Arc<Document> {
        let text = self.policy_text(kind);
        let kind = if kind == PolicyKind::Custom { PolicyKind::System } else { kind };
        let name = ["a", "b", "c"][self.below(3)];
        Arc::new(Document::parse(DocumentId::new(name), name, kind, &text))
    }

    fn attachment(&mut self) -> Attachment {
        let scope = match self.below(3) {
            0 => Scope::ResourceGroup(self.of(RESOURCE_GROUPS).to_owned()),
            _ => Scope::Account,
        };
        Attachment { policy: self.document(PolicyKind::Custom), scope }
    }

    fn role(&mut self) -> Role {
        Role {
            name: self.of(ROLES).to_owned(),
            is_service_linked: self.one_in(5),
            max_session_seconds: 3_600,
            trust_policy: (!self.one_in(10)).then(|| self.document(PolicyKind::Trust)),
            policies: self.some(2, Chance::attachment),
        }
    }

    fn user(&mut self) -> User {
        User {
            name: self.of(USERS).to_owned(),
            id: self.one_in(2).then(|| "77".to_owned()),
            groups: self.some(2, |chance| chance.of(GROUPS).to_owned()),
            policies: self.some(3, Chance::attachment),
        }
    }

    fn world(&mut self) -> World {
        let mut accounts: Vec<Account> = Vec::new();
        for id in &ACCOUNTS[..1 + self.below(2)] {
            accounts.push(Account {
                id: (*id).to_owned(),
                users: self.some(4, Chance::user),
                groups: self.some(2, |chance| Group {
                    name: chance.of(GROUPS).to_owned(),
                    policies: chance.some(2, Chance::attachment),
                }),
                roles: self.some(3, Chance::role),
            });
        }
        let directory = self.one_in(3).then(|| Directory {
            management_account: self.of(ACCOUNTS).to_owned(),
            control_policies_enabled: !self.one_in(4),
            nodes: vec![
                self.node("root", None),
                self.node("folder", Some("root")),
                self.node("1", Some("folder")),
                self.node("2", Some("2")),
            ],
        });
        let buckets = self.some(3, |chance| Bucket {
            account: chance.of(ACCOUNTS).to_owned(),
            name: chance.of(BUCKETS).to_owned(),
            policy: chance.document(PolicyKind::Bucket),
        });
        let mut world = World { accounts, directory, buckets };
        if self.one_in(2) {
            crowd(&mut world);
        }
        world
    }

    fn node(&mut self, id: &str, parent: Option<&str>) -> DirectoryNode {
        let everything = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#;
        let full = Document::parse(DocumentId::new("full"), "full", PolicyKind::System, everything);
        let mut policies = self.some(1, |chance| chance.document(PolicyKind::Control));
        if !self.one_in(4) {
            policies.push(Arc::new(full));
        }
        DirectoryNode { id: id.to_owned(), parent: parent.map(str::to_owned), policies }
    }

    fn change(&mut self) -> Change {
        let account = self.of(ACCOUNTS).to_owned();
        let (role, user) = (self.of(ROLES).to_owned(), self.of(USERS).to_owned());
        match self.below(5) {
            0 => Change::SetTrustPolicy { account, role, policy: self.document(PolicyKind::Trust) },
            1 => Change::DeleteRole { account, role },
            2 => Change::CreateRole { account, role: self.role() },
            3 => Change::Attach { account, to: Identity::User(user), attachment: self.attachment() },
            _ => Change::DeleteUser { account, user },
        }
    }

    fn edit(&mut self, world: &mut World) {
        for _ in 0..3 {
            world.apply(&self.change());
        }
    }

    fn principal(&mut self) -> Principal {
        let account = self.of(&ACCOUNTS[..2]).to_owned();
        match self.below(12) {
            0 => Principal::Root { account },
            1 => Principal::Anonymous,
            2 => Principal::Service { service: "ecs.aliyuncs.com".to_owned(), account },
            3 => Principal::Saml { provider: "acs:ram::1:saml-provider/idp".to_owned() },
            4 => Principal::Oidc { provider: "acs:ram::1:oidc-provider/idp".to_owned() },
            _ => Principal::User { account, name: self.of(USERS).to_owned() },
        }
    }

    fn running(&mut self) -> RunningSession {
        RunningSession {
            account: self.of(&ACCOUNTS[..2]).to_owned(),
            role: self.of(ROLES).to_owned(),
            name: "session".to_owned(),
            seconds: [900, 3_600][self.below(2)],
            policy: self.one_in(6).then(|| self.document(PolicyKind::Session).text.to_string()),
        }
    }

    fn context(&mut self) -> Context {
        let mut context = Context::default();
        for (key, value) in KEYS.iter().zip(VALUES) {
            match self.below(5) {
                0 | 1 => context.set(key, (*value).to_owned()),
                2 => context.set(key, self.some(2, |chance| chance.of(VALUES).to_owned())),
                _ => {}
            }
        }
        context
    }

    fn target(&mut self) -> Target {
        let resource = Resource::parse(self.of(RESOURCES)).expect("a resource");
        let resource_group = self.one_in(2).then(|| self.of(RESOURCE_GROUPS).to_owned());
        let context = if self.one_in(2) { self.context() } else { Context::default() };
        Target { resource, resource_group, context }
    }

    fn hop(&mut self) -> Hop {
        let account = ACCOUNTS[self.below(2)];
        let role_arn = format!("acs:ram::{account}:role/{}", self.of(ROLES));
        Hop {
            role_arn: if self.one_in(20) { String::new() } else { role_arn },
            session_name: if self.one_in(20) { "?".to_owned() } else { "session".to_owned() },
            duration_seconds: self.one_in(8).then_some(900),
            external_id: self.one_in(3).then(|| "secret".to_owned()),
            source_identity: self.one_in(6).then(|| "me".to_owned()),
            session_policy: self.one_in(4).then(|| self.policy_text(PolicyKind::Session)),
            context: self.context(),
            offset_seconds: [0, 0, 0, 5_000][self.below(4)],
        }
    }

    fn request(&mut self) -> Request {
        let hops = if self.one_in(2) { self.some(2, Chance::hop) } else { Vec::new() };
        let action = (hops.is_empty() || !self.one_in(6)).then(|| Action {
            name: self.of(ACTIONS).to_owned(),
            resources: if self.one_in(4) { self.some(3, Chance::target) } else { vec![self.target()] },
            context: self.context(),
            changes: if self.one_in(8) { self.some(2, Chance::change) } else { Vec::new() },
            offset_seconds: [0, 0, 0, 1_000, 5_000][self.below(5)],
        });
        Request { start: self.principal().into(), hops, action }
    }
}

/// Surrounds what a world has with so many of its like that names are found by their hashes.
fn crowd(world: &mut World) {
    let names = || (0..9).map(|number| format!("extra-{number}"));
    for account in &mut world.accounts {
        let user = account.users.first().cloned();
        account.users.extend(names().filter_map(|name| Some(User { name, ..user.clone()? })));
        let role = account.roles.first().cloned();
        account.roles.extend(names().filter_map(|name| Some(Role { name, ..role.clone()? })));
    }
    if let Some(directory) = &mut world.directory {
        directory.nodes.extend(names().map(|id| DirectoryNode { id, parent: None, policies: Vec::new() }));
    }
    let bucket = world.buckets.first().cloned();
    world.buckets.extend(names().filter_map(|name| Some(Bucket { name, ..bucket.clone()? })));
    world.accounts.extend(names().map(|id| Account { id, ..Account::default() }));
}
