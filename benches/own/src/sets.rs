//! Generated policy sets: about 3.5 actions and 2 resources a statement, exact and with prefix
//! and middle wildcards; one in ten a Deny; one in five with a condition.

use std::fmt::Write as _;
use std::sync::Arc;

use ram_policy::arn::Resource;
use ram_policy::policy::{Document, PolicyKind};
use ram_policy::principal::{Caller, Principal};
use ram_policy::request::{Action, Context, Request, Target};
use ram_policy::text::DocumentId;
use ram_policy::world::{Account, Attachment, Group, Scope, User, World};

pub const ACCOUNT: &str = "1234567890123456";

const SERVICES: &[&str] = &[
    "ecs",
    "oss",
    "rds",
    "slb",
    "vpc",
    "ram",
    "log",
    "kms",
    "cdn",
    "dns",
    "ess",
    "fc",
    "mns",
    "ots",
    "cms",
    "cr",
    "cs",
    "dts",
    "emr",
    "gpdb",
    "hbr",
    "iot",
    "kvstore",
    "nas",
    "odps",
    "pvtz",
    "quotas",
    "ros",
    "sae",
    "sls",
    "tag",
    "uis",
    "vod",
    "waf",
    "yundun",
    "actiontrail",
    "alb",
    "cen",
    "drds",
    "eci",
];
const VERBS: &[&str] = &["Describe", "Get", "List", "Create", "Delete", "Update", "Start", "Stop"];
const NOUNS: &[&str] =
    &["Instance", "Disk", "Image", "Snapshot", "Bucket", "Object", "Table", "Rule", "Policy", "Role", "Key", "Topic"];
const REGIONS: &[&str] = &["cn-hangzhou", "cn-beijing", "cn-shanghai", "ap-southeast-1", "eu-central-1"];

/// A statement, independent of any policy language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    pub deny: bool,
    pub actions: Vec<String>,
    pub resources: Vec<String>,
    pub condition: Option<Condition>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// `acs:SourceIp` in 10.<n>.0.0/16.
    Ip(u8),
    /// `acs:ResourceTag/team` is one of two teams.
    Tag(u8),
    /// `acs:CurrentTime` before the first of January of a year.
    Before(u16),
    /// `acs:MFAPresent` is true.
    Mfa,
}

pub fn team(number: u8) -> String {
    format!("team-{number}")
}

/// A question, independent of any policy language.
#[derive(Debug, Clone)]
pub struct Question {
    pub action: String,
    pub resource: String,
    pub ip: [u8; 4],
    pub team: u8,
    pub year: u16,
    pub mfa: bool,
}

impl Question {
    pub fn ip(&self) -> String {
        let [a, b, c, d] = self.ip;
        format!("{a}.{b}.{c}.{d}")
    }

    pub fn time(&self) -> String {
        format!("{}-06-01T12:00:00Z", self.year)
    }

    pub fn context(&self) -> Context {
        let mut context = Context::default();
        context.set("acs:SourceIp", self.ip());
        context.set("acs:ResourceTag/team", team(self.team));
        context.set("acs:CurrentTime", self.time());
        context.set("acs:MFAPresent", self.mfa.to_string());
        context
    }

    /// The question as a text that crosses from JavaScript: a line for each part.
    pub fn lines(&self) -> String {
        [&self.action, &self.resource, &self.ip(), &team(self.team), &self.time(), &self.mfa.to_string()]
            .map(|line| line.as_str())
            .join("\n")
    }

    pub fn target(&self) -> Target {
        let resource = Resource::parse(&self.resource).expect("a resource");
        Target { resource, resource_group: None, context: Context::default() }
    }

    pub fn request(&self, principal: &Principal) -> Request {
        let action = Action {
            name: self.action.clone(),
            resources: vec![self.target()],
            context: self.context(),
            changes: Vec::new(),
            offset_seconds: 0,
        };
        Request { start: principal.clone().into(), hops: Vec::new(), action: Some(action) }
    }
}

/// A question from its lines.
pub fn request(lines: &str, principal: &Principal) -> Option<Request> {
    let mut lines = lines.split('\n');
    let name = lines.next()?.to_owned();
    let resource = Resource::parse(lines.next()?).ok()?;
    let mut context = Context::default();
    for key in ["acs:SourceIp", "acs:ResourceTag/team", "acs:CurrentTime", "acs:MFAPresent"] {
        context.set(key, lines.next()?.to_owned());
    }
    let resources = vec![Target { resource, resource_group: None, context: Context::default() }];
    let action = Action { name, resources, context, changes: Vec::new(), offset_seconds: 0 };
    Some(Request { start: principal.clone().into(), hops: Vec::new(), action: Some(action) })
}

/// Random numbers from a seed (splitmix64).
#[derive(Debug)]
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Chance {
        Chance(seed)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ bits >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ bits >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((bits ^ bits >> 31) % limit as u64) as usize
    }

    fn of<'l>(&mut self, list: &[&'l str]) -> &'l str {
        list[self.below(list.len())]
    }

    fn action(&mut self) -> String {
        format!("{}:{}{}", self.of(SERVICES), self.of(VERBS), self.of(NOUNS))
    }

    fn item(&mut self) -> String {
        format!("{}/i-{:04}", self.of(NOUNS).to_lowercase(), self.below(2000))
    }

    fn resource(&mut self, service: &str) -> String {
        format!("acs:{service}:{}:{ACCOUNT}:{}", self.of(REGIONS), self.item())
    }

    fn action_pattern(&mut self, service: &str) -> String {
        let (verb, noun) = (self.of(VERBS), self.of(NOUNS));
        match self.below(10) {
            0..6 => format!("{service}:{verb}{noun}"),
            6..9 => format!("{service}:{verb}*"),
            _ => format!("{service}:*{noun}"),
        }
    }

    fn resource_pattern(&mut self, service: &str) -> String {
        let account = if self.below(2) == 0 { "*" } else { ACCOUNT };
        let noun = self.of(NOUNS).to_lowercase();
        match self.below(20) {
            0..8 => self.resource(service),
            8..16 => format!("acs:{service}:*:{account}:{noun}/i-{:02}*", self.below(20)),
            16..19 => format!("acs:{service}:{}:{account}:*/i-{:04}", self.of(REGIONS), self.below(2000)),
            _ => format!("acs:{service}:*:*:{noun}/*"),
        }
    }

    pub fn statement(&mut self) -> Statement {
        let service = self.of(SERVICES);
        let deny = self.below(10) == 0;
        let actions = (0..2 + self.below(4)).map(|_| self.action_pattern(service)).collect();
        let resources = (0..1 + self.below(3)).map(|_| self.resource_pattern(service)).collect();
        let condition = (self.below(5) == 0).then(|| match self.below(4) {
            0 => Condition::Ip(self.below(8) as u8),
            1 => Condition::Tag(self.below(8) as u8),
            2 => Condition::Before(2024 + self.below(8) as u16),
            _ => Condition::Mfa,
        });
        Statement { deny, actions, resources, condition }
    }

    pub fn statements(&mut self, count: usize) -> Vec<Statement> {
        (0..count).map(|_| self.statement()).collect()
    }

    /// A text that a pattern matches.
    fn filled(&mut self, pattern: &str) -> String {
        let mut text = String::new();
        for part in pattern.split_inclusive('*') {
            let fixed = part.trim_end_matches('*');
            text.push_str(fixed);
            if fixed.len() < part.len() {
                match text.as_str() {
                    head if head.ends_with('-') || head.ends_with(|c: char| c.is_ascii_digit()) => {
                        let _ = write!(text, "{:02}", self.below(100));
                    }
                    head if head.ends_with('/') => text.push_str("i-0001"),
                    _ => text.push_str(self.of(NOUNS)),
                }
            }
        }
        text
    }

    /// A question that some statement covers, or, one time in three, any question at all.
    pub fn question(&mut self, statements: &[Statement]) -> Question {
        let about = match self.below(3) {
            0 => None,
            1 => statements.iter().filter(|statement| statement.deny).nth(self.below(1 + statements.len() / 20)),
            _ => Some(&statements[self.below(statements.len())]),
        };
        let (action, resource) = match about {
            Some(statement) => {
                let action = &statement.actions[self.below(statement.actions.len())];
                let resource = &statement.resources[self.below(statement.resources.len())];
                let fields: Vec<&str> = resource.splitn(5, ':').collect();
                let region = if fields[2] == "*" { self.of(REGIONS) } else { fields[2] };
                let (service, item) = (fields[1], self.filled(fields[4]));
                (self.filled(action), format!("acs:{service}:{region}:{ACCOUNT}:{item}"))
            }
            None => {
                let action = self.action();
                let service = action.split(':').next().unwrap_or_default().to_owned();
                (action, self.resource(&service))
            }
        };
        Question {
            action,
            resource,
            ip: [10, self.below(8) as u8, 0, 1 + self.below(200) as u8],
            team: self.below(8) as u8,
            year: 2024 + self.below(8) as u16,
            mfa: self.below(2) == 0,
        }
    }

    pub fn questions(&mut self, statements: &[Statement], count: usize) -> Vec<Question> {
        (0..count).map(|_| self.question(statements)).collect()
    }
}

/// The statements as a RAM policy.
pub fn policy_text(statements: &[Statement]) -> String {
    let list = |items: &[String]| match items {
        [item] => format!("{item:?}"),
        items => format!("[{}]", items.iter().map(|item| format!("{item:?}")).collect::<Vec<_>>().join(",")),
    };
    let mut text = String::from("{\"Version\":\"1\",\"Statement\":[");
    for (number, statement) in statements.iter().enumerate() {
        let separator = if number == 0 { "\n" } else { ",\n" };
        let effect = if statement.deny { "Deny" } else { "Allow" };
        let (actions, resources) = (list(&statement.actions), list(&statement.resources));
        let _ = write!(text, "{separator}{{\"Effect\":\"{effect}\",\"Action\":{actions},\"Resource\":{resources}");
        let _ = match statement.condition {
            None => Ok(()),
            Some(Condition::Ip(n)) => {
                write!(text, ",\"Condition\":{{\"IpAddress\":{{\"acs:SourceIp\":\"10.{n}.0.0/16\"}}}}")
            }
            Some(Condition::Tag(n)) => {
                let (one, other) = (team(n), team(n ^ 1));
                write!(text, ",\"Condition\":{{\"StringEquals\":{{\"acs:ResourceTag/team\":[\"{one}\",\"{other}\"]}}}}")
            }
            Some(Condition::Before(year)) => {
                write!(text, ",\"Condition\":{{\"DateLessThan\":{{\"acs:CurrentTime\":\"{year}-01-01T00:00:00Z\"}}}}")
            }
            Some(Condition::Mfa) => write!(text, ",\"Condition\":{{\"Bool\":{{\"acs:MFAPresent\":\"true\"}}}}"),
        };
        text.push('}');
    }
    text + "\n]}"
}

/// Reads a policy without a limit of length.
pub fn document(name: &str, text: &str) -> Arc<Document> {
    Arc::new(Document::parse(DocumentId::new(name), name, PolicyKind::System, text))
}

pub fn user(name: &str) -> Principal {
    Principal::User { account: ACCOUNT.to_owned(), name: name.to_owned() }
}

/// A world with one user, who has one policy.
pub fn world(document: &Arc<Document>) -> World {
    let policies = vec![Attachment { policy: document.clone(), scope: Scope::Account }];
    let user = User { name: "user".to_owned(), policies, ..User::default() };
    World {
        accounts: vec![Account { id: ACCOUNT.to_owned(), users: vec![user], ..Account::default() }],
        ..World::default()
    }
}

/// An organisation of 200 users in 20 groups: 45 statements for each user and 50 for each group,
/// 10,000 altogether; each user is in two groups.
pub struct Organisation {
    pub world: World,
    /// What the policies say: those of the groups, then those of the users.
    pub policies: Vec<Vec<Statement>>,
    /// Which of them each user has.
    pub policies_of: Vec<[usize; 3]>,
    pub callers: Vec<Caller>,
    pub actions: Vec<String>,
    pub targets: Vec<Target>,
    pub context: Context,
    /// The action and resource of the table's first cell, with the context.
    pub question: Question,
}

impl Organisation {
    pub fn new() -> Organisation {
        let mut chance = Chance::new(7);
        let mut policies = Vec::new();
        let mut attachment = |name: &str, count: usize, chance: &mut Chance| {
            let statements = chance.statements(count);
            let policy = document(name, &policy_text(&statements));
            policies.push(statements);
            Attachment { policy, scope: Scope::Account }
        };
        let groups = (0..20).map(|number| {
            let name = format!("group-{number}");
            Group { policies: vec![attachment(&name, 50, &mut chance)], name }
        });
        let groups: Vec<Group> = groups.collect();
        let users = (0..200).map(|number| {
            let name = format!("user-{number}");
            let groups = groups_of(number).map(|group| format!("group-{group}")).to_vec();
            User { policies: vec![attachment(&name, 45, &mut chance)], id: None, groups, name }
        });
        let users: Vec<User> = users.collect();
        let callers = users.iter().map(|found| Caller::Principal(user(&found.name))).collect();
        let policies_of = (0..200).map(|number| {
            let [one, other] = groups_of(number);
            [one, other, 20 + number]
        });
        let policies_of = policies_of.collect();
        let questions = chance.questions(&policies.concat(), 500);
        let actions = questions.iter().map(|question| question.action.clone()).collect();
        let targets = questions.iter().step_by(25).map(Question::target).collect();
        let account = Account { id: ACCOUNT.to_owned(), users, groups, ..Account::default() };
        let world = World { accounts: vec![account], ..World::default() };
        let (context, question) = (questions[0].context(), questions[0].clone());
        Organisation { world, policies, policies_of, callers, actions, targets, context, question }
    }
}

fn groups_of(user: usize) -> [usize; 2] {
    [user % 20, user / 10]
}

impl Default for Organisation {
    fn default() -> Organisation {
        Organisation::new()
    }
}
