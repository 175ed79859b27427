//! `ram-scenario/1`: one JSON file that holds a world as a person describes it, and a question.
//!
//! Documents are kept as the text that was typed, broken or not. Unknown members are refused by
//! name, so that a misspelt one is never silently dropped.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The value of `format`.
pub const FORMAT: &str = "ram-scenario/1";

/// A whole scenario.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Always [`FORMAT`].
    pub format: String,
    /// What the scenario is called.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub title: Localized,
    /// Two sentences that say what it shows.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub story: Localized,
    /// Alibaba Cloud accounts.
    #[serde(default)]
    pub accounts: Vec<Account>,
    /// A resource directory with its control policies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource_directory: Option<Directory>,
    /// OSS bucket policies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resource_policies: Vec<BucketPolicy>,
    /// What is asked.
    #[serde(default)]
    pub question: Question,
    /// Assertions; kept as they are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tests: Vec<serde_json::Value>,
    /// Changes over time; kept as they are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<serde_json::Value>,
    /// Steps of a lesson; kept as they are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lessons: Vec<serde_json::Value>,
}

/// A text in one language or in several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Localized {
    /// The same in every language.
    One(String),
    /// By language tag, such as `en` and `zh-CN`.
    Each(BTreeMap<String, String>),
}

impl Default for Localized {
    fn default() -> Localized {
        Localized::One(String::new())
    }
}

impl Localized {
    /// The text for a language; in another language where it has none in this one.
    pub fn get(&self, tag: &str) -> &str {
        match self {
            Localized::One(text) => text,
            Localized::Each(texts) => texts.get(tag).or_else(|| texts.values().next()).map_or("", String::as_str),
        }
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        match self {
            Localized::One(text) => text.is_empty(),
            Localized::Each(texts) => texts.values().all(String::is_empty),
        }
    }
}

/// An account with everything in it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// Account ID.
    pub id: String,
    /// Account alias.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alias: Option<String>,
    /// Default domain, where it is not the alias's (R7.3).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// The name that people read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Localized>,
    /// RAM users.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub users: Vec<User>,
    /// RAM user groups.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
    /// RAM roles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
    /// Custom policies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub policies: Vec<CustomPolicy>,
    /// Resources that questions can name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<Resource>,
    /// Resource groups. Attachments and resources may also name one that is not listed here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resource_groups: Vec<ResourceGroup>,
}

/// A RAM user.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct User {
    /// User name.
    pub name: String,
    /// Numeric ID, as bucket policies name it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The name that people read, where it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_name: Option<Localized>,
    /// How the user works; sets the default of MFA for a new question.
    #[serde(default, skip_serializing_if = "Access::is_console")]
    pub access: Access,
    /// Whether an MFA device is bound; sets the default of MFA for a new question.
    #[serde(default, skip_serializing_if = "is_false")]
    pub mfa: bool,
    /// What the user is for (R7.10).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Names of groups.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    /// Attached policies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub policies: Vec<Attachment>,
}

/// How a user works (R7.24).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// Logs on to the console.
    #[default]
    Console,
    /// Calls APIs with an AccessKey.
    Programmatic,
    /// Both, which the platform advises against.
    Both,
}

impl Access {
    fn is_console(&self) -> bool {
        *self == Access::Console
    }

    /// Whether the user can log on to the console.
    pub fn logs_on(self) -> bool {
        self != Access::Programmatic
    }
}

/// A RAM user group.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Group name.
    pub name: String,
    /// What the group is for (R7.10).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Attached policies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub policies: Vec<Attachment>,
}

/// A RAM role.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// Role name, as created.
    pub name: String,
    /// What the role is for (R7.10).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Only `service-linked` makes a difference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<RoleKind>,
    /// Longest session in seconds; without it 3,600 (R6.3).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_session_duration: Option<u64>,
    /// The trust policy as typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trust_policy: Option<String>,
    /// Attached policies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub policies: Vec<Attachment>,
}

/// Kinds of role that evaluation tells apart (R5.13).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RoleKind {
    /// Created and used by a service only.
    ServiceLinked,
}

/// A custom policy: its default version, which alone is in force (R1.33), and the others.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustomPolicy {
    /// Policy name.
    pub name: String,
    /// What the policy is for (R7.10).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The document of the default version as typed.
    pub document: String,
    /// The number of the default version; without it 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    /// The versions that are not in force.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub versions: Vec<PolicyVersion>,
}

/// A version of a custom policy that is not in force.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicyVersion {
    /// Its number: 3 for `v3`.
    pub version: u32,
    /// The document as typed.
    pub document: String,
}

/// A policy attached to a user, group or role.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attachment {
    /// Name of the policy.
    pub policy: String,
    /// Custom (of the same account) or System.
    #[serde(default, rename = "type", skip_serializing_if = "PolicyType::is_custom")]
    pub kind: PolicyType,
    /// How far it reaches.
    #[serde(default, skip_serializing_if = "Scope::is_account")]
    pub scope: Scope,
}

/// Who wrote a policy.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PolicyType {
    /// The account.
    #[default]
    Custom,
    /// Alibaba Cloud.
    System,
}

impl PolicyType {
    fn is_custom(&self) -> bool {
        *self == PolicyType::Custom
    }
}

/// The scope of an attachment (R5.21).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The whole account.
    #[default]
    Account,
    /// One resource group, by ID.
    ResourceGroup(String),
}

impl Scope {
    fn is_account(&self) -> bool {
        *self == Scope::Account
    }
}

/// A resource that a question can name.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resource {
    /// Complete ARN.
    pub arn: String,
    /// The resource group that it lies in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource_group: Option<String>,
    /// Tags; they fill `acs:ResourceTag/<key>`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub tags: BTreeMap<String, String>,
}

/// A resource group.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResourceGroup {
    /// Its ID, as attachments and resources name it.
    pub id: String,
    /// The name that people read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Localized>,
}

/// A resource directory.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Directory {
    /// Account ID of the management account.
    pub management_account: String,
    /// Whether the Control Policy feature is on.
    #[serde(default)]
    pub control_policy_enabled: bool,
    /// Custom control policies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub control_policies: Vec<CustomPolicy>,
    /// Root folder, folders and members.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nodes: Vec<DirectoryNode>,
}

/// One folder or member.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DirectoryNode {
    /// Folder ID, or the account ID of a member.
    pub id: String,
    /// What it is.
    pub kind: NodeKind,
    /// The folder above; none for the Root folder.
    #[serde(default)]
    pub parent: Option<String>,
    /// The name that people read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Localized>,
    /// Names of attached control policies; `FullAliyunAccess` is predefined.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub control_policies: Vec<String>,
}

/// What a node of a resource directory is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NodeKind {
    /// The Root folder.
    Root,
    /// A folder.
    Folder,
    /// A member account.
    Member,
}

/// The bucket policy of an OSS bucket.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BucketPolicy {
    /// Account ID of the bucket's owner.
    pub account: String,
    /// Bucket name.
    pub bucket: String,
    /// The document as typed.
    pub document: String,
}

/// Condition keys with one value or several.
pub type Context = BTreeMap<String, OneOrMany>;

/// A string or a list of strings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum OneOrMany {
    /// One value.
    One(String),
    /// Several values of a multi-valued key.
    Many(Vec<String>),
}

impl OneOrMany {
    /// The values as a list.
    pub fn values(&self) -> &[String] {
        match self {
            OneOrMany::One(value) => std::slice::from_ref(value),
            OneOrMany::Many(values) => values,
        }
    }
}

/// What is asked. A member that is missing has not been chosen yet.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Who asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub principal: Option<Principal>,
    /// The roles assumed, one after the other.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assume_role: Vec<Hop>,
    /// The action; absent when the question only assumes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// ARNs that the one call checks, or `*`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<String>,
    /// The resource group of the resources, where the world does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource_group: Option<String>,
    /// Condition keys of the action's request.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub context: Context,
    /// Changes made to the world after the last session was issued.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<Change>,
    /// Seconds between the last session and the action.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub time_offset_seconds: u64,
}

fn is_zero(number: &u64) -> bool {
    *number == 0
}

fn is_false(flag: &bool) -> bool {
    !flag
}

/// Whoever starts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Principal {
    /// A RAM user.
    User {
        /// Account ID.
        account: String,
        /// User name.
        name: String,
    },
    /// The account owner.
    Root {
        /// Account ID.
        account: String,
    },
    /// Nobody who signed the request.
    Anonymous,
    /// A service acting for an account.
    Service {
        /// Such as `ecs.aliyuncs.com`.
        service: String,
        /// Account ID.
        account: String,
    },
    /// A user of a SAML identity provider.
    Saml {
        /// ARN of the provider.
        provider: String,
    },
    /// A user of an OIDC identity provider.
    Oidc {
        /// ARN of the provider.
        provider: String,
    },
    /// A session of a RAM role that is already running, whoever started it.
    Session {
        /// Account ID.
        account: String,
        /// Role name.
        role: String,
        /// Session name.
        name: String,
        /// The session policy that it was issued with, as typed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        session_policy: Option<String>,
        /// Its length in seconds; without it 3,600 (R6.9). The first call says how old it is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        duration_seconds: Option<u64>,
    },
}

/// One call of AssumeRole.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hop {
    /// ARN of the role.
    pub role_arn: String,
    /// How the role is assumed.
    #[serde(default, skip_serializing_if = "How::is_api")]
    pub how: How,
    /// Session name; without it the user's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session_name: Option<String>,
    /// Length in seconds; without it 3,600 (R6.9).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_seconds: Option<u64>,
    /// External ID.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// Source identity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_identity: Option<String>,
    /// Session policy as typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session_policy: Option<String>,
    /// Condition keys of this call.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub context: Context,
    /// Seconds since the session before it.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub time_offset_seconds: u64,
}

/// How a role is assumed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// By a call of AssumeRole, with all its parameters.
    #[default]
    Api,
    /// By switching identity in the console (R5.52), which sends the account and the role only. What else the hop
    /// holds is kept for the API and does not count.
    Console,
}

impl How {
    fn is_api(&self) -> bool {
        *self == How::Api
    }
}

/// A change to the world between the last session and the action.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "op", rename_all = "snake_case", deny_unknown_fields)]
pub enum Change {
    /// Replaces a trust policy.
    SetTrustPolicy {
        /// Account ID.
        account: String,
        /// Role name.
        role: String,
        /// The document as typed.
        document: String,
    },
    /// Deletes a role.
    DeleteRole {
        /// Account ID.
        account: String,
        /// Role name.
        role: String,
    },
    /// Creates a role.
    CreateRole {
        /// Account ID.
        account: String,
        /// The role.
        definition: Role,
    },
    /// Attaches a policy to a user or role.
    AttachPolicy {
        /// Account ID.
        account: String,
        /// User name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        user: Option<String>,
        /// Role name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        role: Option<String>,
        /// What is attached.
        attachment: Attachment,
    },
    /// Detaches a policy from a user or role.
    DetachPolicy {
        /// Account ID.
        account: String,
        /// User name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        user: Option<String>,
        /// Role name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        role: Option<String>,
        /// Name of the policy.
        policy: String,
    },
    /// Deletes a user.
    DeleteUser {
        /// Account ID.
        account: String,
        /// User name.
        user: String,
    },
}

/// The id of the session policy that a running session was issued with.
const RUNNING: &str = "session/running";

/// Names one document of a scenario. It prints as the document's id in the world.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentKey {
    /// A role's trust policy.
    Trust {
        /// Account ID.
        account: String,
        /// Role name.
        role: String,
    },
    /// A custom policy.
    Custom {
        /// Account ID.
        account: String,
        /// Policy name.
        policy: String,
    },
    /// A system policy; read-only.
    System {
        /// Policy name.
        policy: String,
    },
    /// A custom control policy.
    Control {
        /// Policy name.
        policy: String,
    },
    /// The predefined control policy; read-only.
    SystemControl {
        /// Policy name.
        policy: String,
    },
    /// A bucket policy.
    Bucket {
        /// Account ID.
        account: String,
        /// Bucket name.
        bucket: String,
    },
    /// The session policy of a hop.
    Session {
        /// Which hop, from 0.
        hop: usize,
    },
    /// The session policy of the running session that asks.
    Running,
}

impl std::fmt::Display for DocumentKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            DocumentKey::Trust { account, role } => write!(f, "trust/{account}/{role}"),
            DocumentKey::Custom { account, policy } => write!(f, "custom/{account}/{policy}"),
            DocumentKey::System { policy } => write!(f, "system/{policy}"),
            DocumentKey::Control { policy } => write!(f, "control/{policy}"),
            DocumentKey::SystemControl { policy } => write!(f, "system-control/{policy}"),
            DocumentKey::Bucket { account, bucket } => write!(f, "bucket/{account}/{bucket}"),
            DocumentKey::Session { hop } => write!(f, "session/{hop}"),
            DocumentKey::Running => f.write_str(RUNNING),
        }
    }
}

impl DocumentKey {
    /// Reads a key back from a document's id.
    pub fn parse(id: &str) -> Option<DocumentKey> {
        let (kind, rest) = id.split_once('/')?;
        let pair = || rest.split_once('/').map(|(account, name)| (account.to_owned(), name.to_owned()));
        let policy = rest.to_owned();
        Some(match kind {
            "trust" => pair().map(|(account, role)| DocumentKey::Trust { account, role })?,
            "custom" => pair().map(|(account, policy)| DocumentKey::Custom { account, policy })?,
            "bucket" => pair().map(|(account, bucket)| DocumentKey::Bucket { account, bucket })?,
            "system" => DocumentKey::System { policy },
            "control" => DocumentKey::Control { policy },
            "system-control" => DocumentKey::SystemControl { policy },
            "session" if id == RUNNING => DocumentKey::Running,
            "session" => DocumentKey::Session { hop: rest.parse().ok()? },
            _ => return None,
        })
    }

    /// Whether the document can be edited.
    pub fn is_read_only(&self) -> bool {
        matches!(self, DocumentKey::System { .. } | DocumentKey::SystemControl { .. })
    }
}

impl Scenario {
    /// A scenario without anything in it.
    pub fn empty() -> Scenario {
        Scenario {
            format: FORMAT.to_owned(),
            title: Localized::default(),
            story: Localized::default(),
            accounts: Vec::new(),
            resource_directory: None,
            resource_policies: Vec::new(),
            question: Question::default(),
            tests: Vec::new(),
            events: Vec::new(),
            lessons: Vec::new(),
        }
    }

    /// The account with this ID.
    pub fn account(&self, id: &str) -> Option<&Account> {
        self.accounts.iter().find(|account| account.id == id)
    }

    /// Every document that can be edited.
    pub fn documents(&self) -> Vec<DocumentKey> {
        let mut keys = Vec::new();
        for account in &self.accounts {
            let roles = account.roles.iter().filter(|role| role.trust_policy.is_some());
            keys.extend(roles.map(|role| DocumentKey::Trust { account: account.id.clone(), role: role.name.clone() }));
            let policies = account.policies.iter().map(|policy| policy.name.clone());
            keys.extend(policies.map(|policy| DocumentKey::Custom { account: account.id.clone(), policy }));
        }
        let directory = self.resource_directory.iter().flat_map(|directory| &directory.control_policies);
        keys.extend(directory.map(|policy| DocumentKey::Control { policy: policy.name.clone() }));
        keys.extend(self.resource_policies.iter().map(|policy| {
            let (account, bucket) = (policy.account.clone(), policy.bucket.clone());
            DocumentKey::Bucket { account, bucket }
        }));
        let hops = self.question.assume_role.iter().enumerate().filter(|(_, hop)| hop.session_policy.is_some());
        keys.extend(hops.map(|(hop, _)| DocumentKey::Session { hop }));
        keys.extend(self.document(&DocumentKey::Running).map(|_| DocumentKey::Running));
        keys
    }

    /// The text of an editable document, if it exists.
    pub fn document(&self, key: &DocumentKey) -> Option<&str> {
        match key {
            DocumentKey::Trust { account, role } => {
                self.account(account)?.roles.iter().find(|r| r.name == *role)?.trust_policy.as_deref()
            }
            DocumentKey::Custom { account, policy } => {
                Some(&self.account(account)?.policies.iter().find(|p| p.name == *policy)?.document)
            }
            DocumentKey::Control { policy } => {
                Some(&self.resource_directory.as_ref()?.control_policies.iter().find(|p| p.name == *policy)?.document)
            }
            DocumentKey::Bucket { account, bucket } => {
                Some(&self.resource_policies.iter().find(|b| b.account == *account && b.bucket == *bucket)?.document)
            }
            DocumentKey::Session { hop } => self.question.assume_role.get(*hop)?.session_policy.as_deref(),
            DocumentKey::Running => match &self.question.principal {
                Some(Principal::Session { session_policy, .. }) => session_policy.as_deref(),
                _ => None,
            },
            DocumentKey::System { .. } | DocumentKey::SystemControl { .. } => None,
        }
    }

    /// Where the text of an editable document is kept, if it exists.
    pub fn document_mut(&mut self, key: &DocumentKey) -> Option<&mut String> {
        match key {
            DocumentKey::Trust { account, role } => {
                let account = self.accounts.iter_mut().find(|a| a.id == *account)?;
                account.roles.iter_mut().find(|r| r.name == *role)?.trust_policy.as_mut()
            }
            DocumentKey::Custom { account, policy } => {
                let account = self.accounts.iter_mut().find(|a| a.id == *account)?;
                Some(&mut account.policies.iter_mut().find(|p| p.name == *policy)?.document)
            }
            DocumentKey::Control { policy } => {
                let directory = self.resource_directory.as_mut()?;
                Some(&mut directory.control_policies.iter_mut().find(|p| p.name == *policy)?.document)
            }
            DocumentKey::Bucket { account, bucket } => {
                let mut policies = self.resource_policies.iter_mut();
                Some(&mut policies.find(|b| b.account == *account && b.bucket == *bucket)?.document)
            }
            DocumentKey::Session { hop } => self.question.assume_role.get_mut(*hop)?.session_policy.as_mut(),
            DocumentKey::Running => match &mut self.question.principal {
                Some(Principal::Session { session_policy, .. }) => session_policy.as_mut(),
                _ => None,
            },
            DocumentKey::System { .. } | DocumentKey::SystemControl { .. } => None,
        }
    }
}
