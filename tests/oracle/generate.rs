//! Worlds and requests in the form of `ram-cases/1`, from a seed.
//!
//! The request is made first; policies then aim at it, so that many statements nearly match and
//! every layer gets to decide. All names come from small sets, so that they meet.

use serde_json::{Map, Value, json};

const A: &str = "1000000000000001";
const B: &str = "1000000000000002";
const C: &str = "1000000000000003";
const M: &str = "1000000000000099";

const USERS: [(&str, &str); 3] = [("alice", "00001"), ("Bob", "00002"), ("carol.w", "00003")];
const GROUPS: [&str; 2] = ["dev", "ops"];
const ROLES: [&str; 3] = ["ecs-admin", "AppRole", "audit"];
const LINKED: &str = "AliyunServiceRoleForEcs";
const RESOURCE_GROUPS: [&str; 2] = ["rg-1", "rg-2"];
/// System policies that worlds attach.
pub const SYSTEM: [&str; 4] =
    ["AdministratorAccess", "AliyunSTSAssumeRoleAccess", "AliyunOSSReadOnlyAccess", "AliyunECSReadOnlyAccess"];

/// Condition keys with values that meet and values that cannot be read; the type is that of the
/// operators that fit.
const KEYS: [(&str, &str, &[&str]); 16] = [
    (
        "acs:SourceIp",
        "ip",
        &["10.0.0.1", "10.0.0.200", "203.0.113.9", "2001:db8::1", "2001:db8:0:0:1::", "10.0.0", "10.0.0.256"],
    ),
    ("acs:VpcSourceIp", "ip", &["192.168.1.1", "192.168.1.255", "::1"]),
    (
        "acs:CurrentTime",
        "date",
        &[
            "2024-02-29T12:00:00Z",
            "2024-02-29T20:00:00+08:00",
            "2024-02-29T12:00:00.5Z",
            "2023-12-31T23:59:59-05:00",
            "2024-03-01T00:00:00Z",
            "2023-02-29T00:00:00Z",
            "yesterday",
        ],
    ),
    ("acs:SecureTransport", "bool", &["true", "false"]),
    ("acs:MFAPresent", "bool", &["true", "false", "yes"]),
    ("acs:SourceVpc", "string", &["vpc-1", "vpc-2", "VPC-1"]),
    ("acs:ResourceTag/env", "string", &["prod", "Prod", "test"]),
    ("acs:ResourceTag/Env", "string", &["prod", "dev"]),
    ("acs:RequestTag/cost", "string", &["a*b", "a1b", "a?b"]),
    ("acs:TagKeys", "list", &["env", "Env", "cost", "owner"]),
    ("oss:Prefix", "string", &["", "dir/", "dir/a", "${user}"]),
    ("ecs:Cpu", "number", &["4", "4.0", "10", "-1", "0.5", "100000000000000000001", "100000000000000000000", "four"]),
    ("sts:ExternalId", "string", &["ext-1", "ext-2"]),
    ("sts:SourceIdentity", "string", &["someone", "nobody"]),
    ("saml:recipient", "string", &["https://signin.aliyun.com/saml-role/sso"]),
    ("acs:PrincipalARN", "string", &["acs:ram::1000000000000001:role/approle", "acs:ram::1000000000000002:user/Bob"]),
];

/// Services whose actions are asked for; `A` in a resource stands for an account.
const CALLS: [(&str, &[&str]); 10] = [
    ("ecs:StopInstance", &["acs:ecs:cn-hangzhou:A:instance/i-001", "acs:ecs:cn-beijing:A:instance/i-002"]),
    ("ecs:DescribeInstances", &["acs:ecs:cn-hangzhou:A:instance/*", "acs:ecs:*:A:instance/i-001", "*"]),
    (
        "oss:GetObject",
        &[
            "acs:oss:oss-cn-hangzhou:A:examplebucket/dir/a.jpg",
            "acs:oss:*:A:examplebucket/b",
            "acs:oss:*:*:examplebucket/b",
        ],
    ),
    ("oss:ListObjects", &["acs:oss:oss-cn-hangzhou:A:examplebucket", "acs:oss:*:A:other-bucket"]),
    ("ram:GetRole", &["acs:ram::A:role/ecs-admin", "acs:ram:*:A:role/AppRole", "acs:ram::A:role/audit"]),
    ("ram:AttachPolicyToUser", &["acs:ram:*:A:user/alice", "acs:ram:*:system:policy/ReadOnlyAccess"]),
    ("bss:DescribeBills", &["*"]),
    ("log:GetLogStore", &["acs:log:cn-hangzhou:A:project/p:1/logstore/l"]),
    ("sts:AssumeRole", &["acs:ram::A:role/ecs-admin", "acs:ram::A:role/approle", "acs:ram::A:role/nobody", "*"]),
    ("sts:GetCallerIdentity", &["*"]),
];

/// Numbers from a seed (SplitMix64).
pub struct Rng(u64);

impl Rng {
    pub fn new(seed: u64) -> Rng {
        Rng(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap_or(0)
    }

    pub fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}

/// What a policy aims at: one call with its context, and who makes it.
#[derive(Clone)]
struct Aim {
    action: String,
    resources: Vec<String>,
    context: Map<String, Value>,
    caller: Who,
}

/// A caller, as trust and bucket policies name it.
#[derive(Clone)]
enum Who {
    User { account: &'static str, name: &'static str, id: String },
    Root { account: &'static str },
    Anonymous,
    Service { service: &'static str, account: &'static str },
    Saml { provider: String },
    Oidc { provider: String },
    Session { account: &'static str, role: &'static str, session: String },
}

impl Who {
    fn account(&self) -> Option<&'static str> {
        match self {
            Who::User { account, .. } | Who::Root { account } | Who::Session { account, .. } => Some(account),
            Who::Service { account, .. } => Some(account),
            Who::Anonymous | Who::Saml { .. } | Who::Oidc { .. } => None,
        }
    }
}

/// A world and a request.
pub fn world_and_request(seed: u64) -> (Value, Value) {
    let mut rng = Rng::new(seed);
    let is_friendly = rng.percent(50);
    let mut maker = Maker { rng, is_friendly, aims: Vec::new(), asked: String::new(), policies: 0 };
    let request = maker.request();
    maker.asked = request.to_string().to_lowercase();
    let world = maker.world();
    // Session policies and changes aim at the same calls as the world does.
    let mut request = request;
    for step in request.get_mut("assume_role").and_then(Value::as_array_mut).into_iter().flatten() {
        if maker.rng.percent(30) && step.get("policy_text").is_none() {
            let name = if maker.rng.percent(80) { "policy" } else { "policy_text" };
            let mut document = maker.document("session");
            if let (true, Some(list)) = (maker.rng.percent(50), document["Statement"].as_array_mut()) {
                list.push(json!({ "Effect": "Allow", "Action": "*", "Resource": "*" }));
            }
            step[name] = if name == "policy" { document } else { json!(document.to_string()) };
        }
    }
    if maker.rng.percent(20) {
        let mut changes: Vec<Value> = (0..maker.rng.pick(&[1, 1, 2, 3])).map(|_| maker.change()).collect();
        // R6.20: a new role in place of a deleted one.
        let deleted = changes.iter().find(|change| change["op"] == "delete_role").cloned();
        if let Some(deleted) = deleted.filter(|_| maker.rng.percent(40)) {
            let definition = maker.role(deleted["role"].as_str().unwrap_or_default());
            changes.push(json!({ "op": "create_role", "account": deleted["account"], "definition": definition }));
        }
        request["after"] = json!(changes);
    }
    (world, request)
}

struct Maker {
    rng: Rng,
    /// Whether most statements allow, so that long chains and late layers are reached.
    is_friendly: bool,
    aims: Vec<Aim>,
    /// The request as text, in lower case.
    asked: String,
    policies: usize,
}

impl Maker {
    // The request.

    fn request(&mut self) -> Value {
        let (mut who, principal) = self.principal();
        let mut request = json!({ "principal": principal });
        let hops = match &who {
            Who::Anonymous => 0,
            Who::Service { .. } | Who::Saml { .. } | Who::Oidc { .. } => self.rng.pick(&[0, 1, 1, 1, 1, 1, 2]),
            Who::Root { .. } => self.rng.pick(&[0, 0, 0, 1]),
            _ => self.rng.pick(&[0, 0, 0, 0, 1, 1, 1, 2, 2, 3]),
        };
        let mut steps = Vec::new();
        for _ in 0..hops {
            let (next, step) = self.step(&who);
            steps.push(step);
            who = next;
        }
        if hops > 0 {
            request["assume_role"] = json!(steps);
        }
        if hops == 0 || self.rng.percent(80) {
            self.action(&who, &mut request);
        }
        request
    }

    fn principal(&mut self) -> (Who, Value) {
        let account = self.rng.pick(&[A, A, A, B, B, B, C, M]);
        match self.rng.below(20) {
            0 | 1 => (Who::Root { account }, json!({ "type": "root", "account": account })),
            2 => (Who::Anonymous, json!({ "type": "anonymous" })),
            3 => {
                let service = self.rng.pick(&["ecs.aliyuncs.com", "log.aliyuncs.com"]);
                let account = self.rng.pick(&[A, A, A, B, M]);
                (
                    Who::Service { service, account },
                    json!({ "type": "service", "service": service, "account": account }),
                )
            }
            4 => {
                let account = self.rng.pick(&[A, A, A, M]);
                let provider = self.provider(account, "saml-provider");
                (Who::Saml { provider: provider.clone() }, json!({ "type": "saml", "provider": provider }))
            }
            5 => {
                let account = self.rng.pick(&[A, A, A, M]);
                let provider = self.provider(account, "oidc-provider");
                (Who::Oidc { provider: provider.clone() }, json!({ "type": "oidc", "provider": provider }))
            }
            _ => {
                let (name, number) = self.rng.pick(&USERS);
                let id = user_id(account, number);
                (Who::User { account, name, id }, json!({ "type": "user", "account": account, "name": name }))
            }
        }
    }

    /// One AssumeRole, seldom with one wrong parameter.
    fn step(&mut self, who: &Who) -> (Who, Value) {
        let home = who.account().unwrap_or(A);
        let account = if self.rng.percent(50) { home } else { self.rng.pick(&[A, A, B, M]) };
        let role = match who {
            Who::Service { .. } => self.rng.pick(&[LINKED, "AppRole"]),
            _ => self.rng.pick(&ROLES),
        };
        let session = self.rng.pick(&["session-1", "bob@b", "s2"]).to_owned();
        let written = if self.rng.percent(50) { role.to_owned() } else { role.to_lowercase() };
        let mut step = json!({ "role_arn": format!("acs:ram::{account}:role/{written}"), "session_name": session });
        let mut context = self.context();
        let is_federated = matches!(who, Who::Saml { .. } | Who::Oidc { .. });
        if !is_federated && self.rng.percent(25) {
            let value = self.rng.pick(&["ext-1", "ext-2"]);
            step["external_id"] = json!(value);
            // What is sent wins over what the context says.
            if self.rng.percent(70) {
                context.remove("sts:ExternalId");
            }
        }
        if !is_federated && self.rng.percent(10) {
            step["source_identity"] = json!("someone");
            context.remove("sts:SourceIdentity");
        }
        if self.rng.percent(25) {
            step["duration_seconds"] = json!(self.rng.pick(&[900, 3_600, 7_200, 43_200]));
        }
        step["context"] = Value::Object(context.clone());
        let mut aimed = context;
        for (name, key) in [("external_id", "sts:ExternalId"), ("source_identity", "sts:SourceIdentity")] {
            if let Some(value) = step.get(name) {
                aimed.insert(key.to_owned(), value.clone());
            }
        }
        self.aims.push(Aim {
            action: "sts:AssumeRole".to_owned(),
            resources: vec![format!("acs:ram::{account}:role/{role}")],
            context: aimed,
            caller: who.clone(),
        });
        if self.rng.percent(8) {
            let wrong: &[(&str, Value)] = &[
                ("role_arn", json!("")),
                ("role_arn", json!(format!("acs:ram:{account}:role/{role}"))),
                ("role_arn", json!(format!("acs:ram::{account}:user/alice"))),
                ("role_arn", json!(format!("acs:ram:*:{account}:role/{role}"))),
                ("role_arn", json!(format!("acs:ram::{account}:root"))),
                ("role_arn", json!(format!("acs:ram::{account}:role/nobody"))),
                ("role_arn", json!("acs:ram::9999999999999999:role/audit")),
                ("duration_seconds", json!(899)),
                ("duration_seconds", json!(43_201)),
                ("session_name", json!("")),
                ("session_name", json!("x")),
                ("session_name", json!("with space")),
                ("session_name", json!("n".repeat(65))),
                ("external_id", json!("x")),
                ("external_id", json!("a#b")),
                ("source_identity", json!("a b")),
                ("policy_text", json!("{")),
                ("policy_text", json!(format!("{{\"Version\":\"1\"{}", " ".repeat(2_048)))),
            ];
            let (name, value) = &wrong[self.rng.below(wrong.len())];
            let no_such_parameter = is_federated && ["external_id", "source_identity"].contains(name);
            if !(no_such_parameter || matches!(who, Who::Saml { .. }) && *name == "session_name") {
                step[name] = value.clone();
            }
        }
        (Who::Session { account, role, session }, step)
    }

    fn action(&mut self, who: &Who, request: &mut Value) {
        // The last one needs no permission (R6.12), so it is seldom asked for.
        let calls = if self.rng.percent(20) { &CALLS[..] } else { &CALLS[..CALLS.len() - 1] };
        let (action, resources) = self.rng.pick(calls);
        let home = who.account().unwrap_or(A);
        let mut resource = || {
            let account = if self.rng.percent(60) { home } else { self.rng.pick(&[A, B, C]) };
            self.rng.pick(resources).replace(":A:", &format!(":{account}:"))
        };
        let mut resources = vec![resource()];
        if !action.starts_with("sts:") {
            let second = resource();
            if self.rng.percent(15) {
                resources.push(second);
            }
        }
        let context = self.context();
        let cased = if self.rng.percent(90) { action.to_owned() } else { action.to_lowercase() };
        request["action"] = json!(cased);
        request["resource"] = if resources.len() == 1 { json!(resources[0]) } else { json!(resources) };
        request["context"] = Value::Object(context.clone());
        if self.rng.percent(35) {
            request["resource_group"] = json!(self.rng.pick(&RESOURCE_GROUPS));
        }
        if self.rng.percent(15) {
            request["time_offset_seconds"] = json!(self.rng.pick(&[0, 899, 900, 3_599, 3_600, 7_200]));
        }
        self.aims.push(Aim { action: action.to_owned(), resources, context, caller: who.clone() });
    }

    fn context(&mut self) -> Map<String, Value> {
        let mut context = Map::new();
        for (key, kind, values) in KEYS {
            let wanted = if key == "acs:PrincipalARN" { 3 } else { 25 };
            if !self.rng.percent(wanted) {
                continue;
            }
            let value = if kind == "list" || self.rng.percent(3) {
                json!((0..self.rng.below(4)).map(|_| self.rng.pick(values)).collect::<Vec<_>>())
            } else {
                json!(self.rng.pick(values))
            };
            context.insert(key.to_owned(), value);
        }
        context
    }

    // The world.

    /// Whether something exists: most often what the request names, seldom anything else.
    fn exists(&mut self, name: &str) -> bool {
        let percent = if self.asked.contains(&name.to_lowercase()) { 97 } else { 15 };
        self.rng.percent(percent)
    }

    fn world(&mut self) -> Value {
        let ids: Vec<&str> = [A, B, C, M].into_iter().filter(|id| self.exists(id)).collect();
        let accounts: Vec<Value> = ids.into_iter().map(|id| self.account(id)).collect();
        let mut world = object([("accounts", Value::Array(accounts))]);
        if self.rng.percent(60) {
            world["resource_directory"] = self.directory();
        }
        let buckets = ["examplebucket", "other-bucket"];
        let policies: Vec<Value> = (0..self.rng.below(4))
            .map(|index| {
                let (account, bucket) = ([A, B, A, C][index], buckets[index / 2]);
                object([("account", json!(account)), ("bucket", json!(bucket)), ("document", self.document("bucket"))])
            })
            .collect();
        world["resource_policies"] = Value::Array(policies);
        world
    }

    fn account(&mut self, id: &str) -> Value {
        let mut users = Vec::new();
        for (name, number) in USERS {
            if self.exists(&format!("\"{name}\"")) {
                let groups: Vec<&str> = GROUPS.into_iter().filter(|_| self.rng.percent(30)).collect();
                let attachments = self.attachments();
                let id = json!(user_id(id, number));
                users.push(object([
                    ("name", json!(name)),
                    ("id", id),
                    ("groups", json!(groups)),
                    ("policies", attachments),
                ]));
            }
        }
        let mut groups = Vec::new();
        for name in GROUPS {
            if self.rng.percent(50) {
                groups.push(object([("name", json!(name)), ("policies", self.attachments())]));
            }
        }
        let names: Vec<&str> =
            ROLES.into_iter().chain([LINKED]).filter(|name| self.exists(&format!("{id}:role/{name}"))).collect();
        let roles: Vec<Value> = names.into_iter().map(|name| self.role(name)).collect();
        let shared = object([("name", json!("shared")), ("document", self.document("identity"))]);
        object([
            ("id", json!(id)),
            ("users", Value::Array(users)),
            ("groups", Value::Array(groups)),
            ("roles", Value::Array(roles)),
            ("policies", Value::Array(vec![shared])),
        ])
    }

    fn role(&mut self, name: &str) -> Value {
        let kind = if name == LINKED { "linked" } else { "trust" };
        let mut role = object([("name", json!(name)), ("policies", self.attachments())]);
        if self.rng.percent(95) {
            role["trust_policy"] = self.document(kind);
        }
        if name == LINKED {
            role["kind"] = json!("service-linked");
        }
        if self.rng.percent(30) {
            role["max_session_duration"] = json!(self.rng.pick(&[3_600, 7_200, 43_200]));
        }
        role
    }

    fn attachments(&mut self) -> Value {
        (0..self.rng.pick(&[0, 1, 1, 1, 2, 2, 3])).map(|_| self.attachment()).collect()
    }

    fn attachment(&mut self) -> Value {
        let mut attachment = match self.rng.below(10) {
            0 => json!({ "policy": self.rng.pick(&SYSTEM), "type": "System" }),
            1 => json!({ "policy": self.rng.pick(&["shared", "shared", "shared", "missing"]) }),
            _ => {
                self.policies += 1;
                object([("name", json!(format!("inline{}", self.policies))), ("document", self.document("identity"))])
            }
        };
        if self.rng.percent(25) {
            attachment["scope"] = json!({ "resource_group": self.rng.pick(&RESOURCE_GROUPS) });
        } else if self.rng.percent(20) {
            attachment["scope"] = json!("account");
        }
        attachment
    }

    fn directory(&mut self) -> Value {
        let policies: Vec<Value> = (0..2)
            .map(|index| object([("name", json!(format!("control{index}"))), ("document", self.document("control"))]))
            .collect();
        let nodes: Vec<Value> =
            [("r-root", "root", None), ("fd-1", "folder", Some("r-root")), ("fd-2", "folder", Some("fd-1"))]
                .into_iter()
                .chain([(A, "member", Some("fd-2")), (B, "member", Some("r-root"))])
                .map(|(id, kind, parent)| {
                    let mut names: Vec<&str> =
                        vec!["control0", "control1"].into_iter().filter(|_| self.rng.percent(15)).collect();
                    if self.rng.percent(92) {
                        names.push("FullAliyunAccess");
                    }
                    json!({ "id": id, "kind": kind, "parent": parent, "control_policies": names })
                })
                .collect();
        json!({ "management_account": M, "control_policy_enabled": self.rng.percent(90),
            "control_policies": policies, "nodes": nodes })
    }

    fn change(&mut self) -> Value {
        let of_session = match self.aims.last().map(|aim| &aim.caller) {
            Some(Who::Session { account, role, .. }) if self.rng.percent(70) => Some((*account, *role)),
            _ => None,
        };
        let (account, role) =
            of_session.unwrap_or_else(|| (self.rng.pick(&[A, B]), self.rng.pick(&["ecs-admin", "approle", "AppRole"])));
        match self.rng.below(7) {
            0 => {
                json!({ "op": "set_trust_policy", "account": account, "role": role, "document": self.document("trust") })
            }
            1 => json!({ "op": "delete_role", "account": account, "role": role }),
            2 => json!({ "op": "create_role", "account": account, "definition": self.role(role) }),
            3 => json!({ "op": "attach_policy", "account": account, "role": role, "attachment": self.attachment() }),
            4 => json!({ "op": "attach_policy", "account": account, "user": "alice", "attachment": self.attachment() }),
            5 => {
                let number = self.rng.below(self.policies + 1);
                let policy = if self.rng.percent(20) { "shared".to_owned() } else { format!("inline{number}") };
                json!({ "op": "detach_policy", "account": account, "role": role, "policy": policy })
            }
            _ => json!({ "op": "delete_user", "account": account, "user": self.rng.pick(&USERS).0 }),
        }
    }

    // Documents.

    fn document(&mut self, kind: &str) -> Value {
        let statements: Vec<Value> = (0..self.rng.pick(&[1, 1, 1, 2, 2, 3])).map(|_| self.statement(kind)).collect();
        let mut document = object([("Version", json!("1")), ("Statement", Value::Array(statements))]);
        if self.rng.percent(1) {
            self.spoil(&mut document);
        }
        document
    }

    /// Makes a document one that the platform would not save.
    fn spoil(&mut self, document: &mut Value) {
        match self.rng.below(14) {
            0 => document["Version"] = json!("2"),
            11 => document["Statement"][0]["Principal"] = json!("acs:ram::1000000000000001:root"),
            12 => document["Statement"][0]["Condition"] = json!({ "StringEquals": { "SourceVpc": "vpc-1" } }),
            13 => document["Id"] = json!("one"),
            1 => document["Statement"] = json!([]),
            2 => document["Statement"] = document["Statement"][0].clone(),
            3 => document["Statement"][0]["Effect"] = json!("allow"),
            4 => document["Statement"][0]["NotPrincipal"] = json!("*"),
            5 => document["Statement"][0]["Action"] = json!([]),
            6 => document["Statement"][0]["Action"] = json!("everything"),
            7 => document["Statement"][0]["Condition"] = json!({ "BoolIfExists": { "acs:MFAPresent": "true" } }),
            8 => document["Statement"][0]["Condition"] = json!({ "Bool": { "acs:MFAPresent": ["true", "false"] } }),
            9 => document["Statement"][0]["Sid"] = json!("x".repeat(6_200)),
            _ => document["Statement"][0]["Resource"] = json!("acs:ecs:*:instance/*"),
        }
    }

    fn statement(&mut self, kind: &str) -> Value {
        let aim = match self.aims.len() {
            0 => return json!({ "Effect": "Allow", "Action": "*", "Resource": "*" }),
            count => self.aims[self.rng.below(count)].clone(),
        };
        let mut statement = Map::new();
        let (allows, conditions) = if self.is_friendly { (95, 12) } else { (78, 32) };
        statement.insert("Effect".to_owned(), json!(if self.rng.percent(allows) { "Allow" } else { "Deny" }));
        let name = if self.rng.percent(92) { "Action" } else { "NotAction" };
        let actions = self.some(|maker| {
            if kind == "trust" || kind == "linked" { maker.trust_action() } else { maker.action_pattern(&aim.action) }
        });
        statement.insert(name.to_owned(), actions);
        match kind {
            "trust" => _ = statement.insert("Principal".to_owned(), self.trust_principal(&aim.caller, true)),
            "linked" => _ = statement.insert("Principal".to_owned(), self.trust_principal(&aim.caller, false)),
            "bucket" => _ = statement.insert("Principal".to_owned(), self.bucket_principal(&aim.caller)),
            _ => {}
        }
        if kind != "trust" && kind != "linked" {
            let resources = self.some(|maker| {
                let resource = maker.rng.below(aim.resources.len());
                maker.resource_pattern(&aim.resources[resource])
            });
            statement.insert("Resource".to_owned(), resources);
        }
        if self.rng.percent(conditions) {
            statement.insert("Condition".to_owned(), self.condition(&aim.context));
        }
        if self.rng.percent(2) {
            statement.insert("Sid".to_owned(), json!("one"));
        }
        Value::Object(statement)
    }

    /// R1.7: one string or a list.
    fn some(&mut self, mut one: impl FnMut(&mut Maker) -> String) -> Value {
        if self.rng.percent(70) {
            return json!(one(self));
        }
        let count = self.rng.below(3) + 1;
        json!((0..count).map(|_| one(self)).collect::<Vec<_>>())
    }

    fn trust_action(&mut self) -> String {
        self.rng
            .pick(&["sts:AssumeRole", "sts:AssumeRole", "sts:AssumeRole", "sts:*", "STS:assumerole", "*", "sts:Get*"])
            .to_owned()
    }

    fn action_pattern(&mut self, action: &str) -> String {
        let (service, name) = action.split_once(':').unwrap_or((action, ""));
        match self.rng.below(10) {
            0 | 1 => "*".to_owned(),
            2 | 3 => format!("{service}:*"),
            4 => format!("*:{}*", &name[..name.len().min(4)]),
            5 => self.wild(action),
            6 => action.to_uppercase(),
            7 => self.rng.pick(&CALLS).0.to_owned(),
            _ => action.to_owned(),
        }
    }

    /// The text with one run replaced by `*`, or one character by `?`; colons stay.
    fn wild(&mut self, text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        if chars.is_empty() {
            return "*".to_owned();
        }
        let from = self.rng.below(chars.len());
        let length = self.rng.below(5);
        let end = (from + length).min(chars.len());
        let (end, sign) = if self.rng.percent(60) { (end, "*") } else { (from + 1, "?") };
        if chars[from..end].contains(&':') {
            return text.to_owned();
        }
        let part = |chars: &[char]| chars.iter().collect::<String>();
        format!("{}{sign}{}", part(&chars[..from]), part(&chars[end..]))
    }

    fn resource_pattern(&mut self, resource: &str) -> String {
        if resource == "*" || self.rng.percent(if self.is_friendly { 60 } else { 25 }) {
            return "*".to_owned();
        }
        let fields: Vec<&str> = resource.splitn(5, ':').collect();
        let [_, service, region, account, relative_id] = fields[..] else { return "*".to_owned() };
        let service = match self.rng.below(10) {
            0 => "*".to_owned(),
            1 => service.to_uppercase(),
            2 => self.rng.pick(&["ecs", "oss", "ram"]).to_owned(),
            _ => service.to_owned(),
        };
        let region = match self.rng.below(8) {
            0 => String::new(),
            1 => "cn-*".to_owned(),
            2 => "cn-hangzhou".to_owned(),
            3 => region.to_owned(),
            _ => "*".to_owned(),
        };
        let account = match self.rng.below(8) {
            0 => self.rng.pick(&[A, B, C]).to_owned(),
            1 => "100000000000000?".to_owned(),
            2 => String::new(),
            3 | 4 => account.to_owned(),
            _ => "*".to_owned(),
        };
        let relative_id = match self.rng.below(10) {
            0 | 1 => "*".to_owned(),
            2 => self.wild(relative_id),
            3 => relative_id.split('/').next().unwrap_or_default().to_owned(),
            4 => format!("{}/*", relative_id.split('/').next().unwrap_or_default()),
            5 => relative_id.to_uppercase(),
            6 => relative_id.to_lowercase(),
            _ => relative_id.to_owned(),
        };
        format!("acs:{service}:{region}:{account}:{relative_id}")
    }

    /// The ARN of an identity provider, now and then one that nobody can trust.
    fn provider(&mut self, account: &str, kind: &str) -> String {
        let region = self.rng.pick(&["", "", "", "", "cn-hangzhou"]);
        format!("acs:ram:{region}:{account}:{kind}/{}", self.rng.pick(&["idp", "other"]))
    }

    fn trust_principal(&mut self, caller: &Who, with_ram: bool) -> Value {
        let mut principal: Map<String, Value> = Map::new();
        let mut add = |kind: &str, text: String| match principal.get_mut(kind) {
            Some(Value::Array(list)) => list.push(json!(text)),
            Some(other) => *other = json!([other.clone(), text]),
            None => _ = principal.insert(kind.to_owned(), json!(text)),
        };
        for _ in 0..self.rng.pick(&[1, 1, 1, 2, 3]) {
            let exact = self.rng.percent(if self.is_friendly { 95 } else { 60 });
            match caller {
                Who::User { account, name, .. } if with_ram && exact => match self.rng.below(4) {
                    0 => add("RAM", format!("acs:ram::{account}:user/{name}")),
                    1 => add("RAM", format!("acs:ram::{account}:user/{}", name.to_lowercase())),
                    _ => add("RAM", format!("acs:ram::{account}:root")),
                },
                Who::Session { account, role, .. } if with_ram && exact => match self.rng.below(3) {
                    0 => add("RAM", format!("acs:ram::{account}:root")),
                    1 => add("RAM", format!("acs:ram::{account}:role/{role}")),
                    _ => add("RAM", format!("acs:ram::{account}:role/{}", role.to_lowercase())),
                },
                Who::Service { service, account } if exact => match self.rng.below(3) {
                    0 => add("Service", format!("{account}@{service}")),
                    _ => add("Service", (*service).to_owned()),
                },
                Who::Saml { provider } | Who::Oidc { provider } if with_ram && exact => {
                    add("Federated", provider.clone());
                }
                _ if with_ram => {
                    let account = self.rng.pick(&[A, B, C, "*"]);
                    let what = self.rng.pick(&["root", "user/alice", "user/*", "role/audit", "role/*"]);
                    match self.rng.below(8) {
                        0 => add("Service", "oss.aliyuncs.com".to_owned()),
                        1 => add("Federated", format!("acs:ram::{A}:saml-provider/idp")),
                        2 => add("RAM", "*".to_owned()),
                        3 => add("RAM", format!("acs:sts::{B}:assumed-role/audit/session-1")),
                        _ => add("RAM", format!("acs:ram::{account}:{what}")),
                    }
                }
                _ => add("Service", "ecs.aliyuncs.com".to_owned()),
            }
        }
        Value::Object(principal)
    }

    fn bucket_principal(&mut self, caller: &Who) -> Value {
        let mut list = Vec::new();
        for _ in 0..self.rng.pick(&[0, 1, 1, 1, 1, 2]) {
            let exact = self.rng.percent(50);
            list.push(match caller {
                _ if self.rng.percent(35) => "*".to_owned(),
                Who::User { id, .. } if exact => id.clone(),
                Who::Root { account } if exact => (*account).to_owned(),
                Who::Session { account, role, session } if exact => {
                    let role = if self.rng.percent(85) { role.to_lowercase() } else { (*role).to_owned() };
                    let session = if self.rng.percent(50) { "*" } else { session.as_str() };
                    match self.rng.below(6) {
                        0 => "arn:sts::*:*/*/*".to_owned(),
                        1 => format!("arn:sts::{account}:assumed-role/{}*/{session}", &role[..2]),
                        _ => format!("arn:sts::{account}:assumed-role/{role}/{session}"),
                    }
                }
                _ => match self.rng.below(3) {
                    0 => user_id(B, "00002"),
                    1 => self.rng.pick(&[A, B]).to_owned(),
                    _ => format!("arn:sts::{A}:assumed-role/audit/*"),
                },
            });
        }
        json!(list)
    }

    /// Conditions on keys that the request often has.
    fn condition(&mut self, context: &Map<String, Value>) -> Value {
        let mut condition: Map<String, Value> = Map::new();
        for _ in 0..self.rng.pick(&[0, 1, 1, 1, 1, 2, 2, 3]) {
            let present: Vec<_> = KEYS.into_iter().filter(|(key, ..)| context.contains_key(*key)).collect();
            let (key, kind, known) = if !present.is_empty() && self.rng.percent(75) {
                self.rng.pick(&present)
            } else {
                self.rng.pick(&KEYS)
            };
            let kind =
                if self.rng.percent(92) { kind } else { self.rng.pick(&["ip", "date", "bool", "string", "number"]) };
            let operator = self.operator(kind);
            let found = context.get(key).and_then(Value::as_str);
            let one = |maker: &mut Maker| {
                let value = found.filter(|_| maker.rng.percent(45)).unwrap_or_else(|| maker.rng.pick(known));
                match kind {
                    "ip" if maker.rng.percent(50) => {
                        format!("{value}/{}", maker.rng.pick(&["0", "8", "24", "31", "32", "64", "128", "129"]))
                    }
                    "string" | "list" if maker.rng.percent(30) => maker.wild(value),
                    "string" | "list" if maker.rng.percent(10) => value.to_uppercase(),
                    _ => value.to_owned(),
                }
            };
            let values = if kind == "bool" { json!(one(&mut *self)) } else { self.some(one) };
            let key = if self.rng.percent(90) { key.to_owned() } else { recased(key) };
            let keys = condition.entry(operator).or_insert_with(|| json!({}));
            keys[key] = values;
        }
        Value::Object(condition)
    }

    fn operator(&mut self, kind: &str) -> String {
        let relations = ["Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"];
        let strings = ["Equals", "NotEquals", "EqualsIgnoreCase", "NotEqualsIgnoreCase", "Like", "NotLike"];
        match kind {
            "ip" => self.rng.pick(&["IpAddress", "NotIpAddress"]).to_owned(),
            "bool" => "Bool".to_owned(),
            "number" => format!("Numeric{}", self.rng.pick(&relations)),
            "date" => format!("Date{}", self.rng.pick(&relations)),
            _ => {
                let often = if kind == "list" { 75 } else { 10 };
                let set = if self.rng.percent(often) { self.rng.pick(&["ForAnyValue:", "ForAllValues:"]) } else { "" };
                format!("{set}String{}", self.rng.pick(&strings))
            }
        }
    }
}

/// An object of ready parts; `json!` would copy them.
fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
    Value::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

/// R2.11: numeric IDs of RAM users have 18 digits.
fn user_id(account: &str, number: &str) -> String {
    format!("2{}{number}", &account[account.len() - 12..])
}

/// The key with the case of the part before the slash changed.
fn recased(key: &str) -> String {
    match key.split_once('/') {
        Some((name, tag)) => format!("{}/{tag}", name.to_uppercase()),
        None => key.to_uppercase(),
    }
}
