//! `ram-scenario/1`: one JSON file that holds a world as a person describes it, and a question.
//!
//! Documents are kept as the text that was typed, broken or not. Unknown members are refused by
//! name, so that a misspelt one is never silently dropped.

mod documents;
mod format;

use std::collections::BTreeMap;

pub use documents::DocumentKey;

/// The value of `format`.
pub const FORMAT: &str = "ram-scenario/1";

/// A whole scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// Always [`FORMAT`].
    pub format: String,
    /// What the scenario is called.
    pub title: Localized,
    /// Two sentences that say what it shows.
    pub story: Localized,
    /// Alibaba Cloud accounts.
    pub accounts: Vec<Account>,
    /// A resource directory with its control policies.
    pub resource_directory: Option<Directory>,
    /// OSS bucket policies.
    pub resource_policies: Vec<BucketPolicy>,
    /// What is asked.
    pub question: Question,
    /// Assertions; kept as they are.
    pub tests: Vec<Kept>,
    /// Changes over time; kept as they are.
    pub events: Vec<Kept>,
    /// Steps of a lesson; kept as they are.
    pub lessons: Vec<Kept>,
}

/// JSON that is kept as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// In the fewest characters.
    json: String,
}

/// A text in one language or in several.
#[derive(Debug, Clone, PartialEq, Eq)]
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

    /// The same with another text in one language; those in others stay.
    #[must_use]
    pub fn with(&self, tag: &str, text: String) -> Localized {
        match self {
            Localized::One(_) => Localized::One(text),
            Localized::Each(texts) => {
                let mut texts = texts.clone();
                texts.insert(tag.to_owned(), text);
                Localized::Each(texts)
            }
        }
    }

    /// The same without the text in one language; nothing where no other is left.
    pub fn without(&self, tag: &str) -> Option<Localized> {
        match self {
            Localized::One(_) => None,
            Localized::Each(texts) => {
                let mut texts = texts.clone();
                texts.remove(tag);
                Some(Localized::Each(texts)).filter(|left| !left.is_empty())
            }
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
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Account {
    /// Account ID.
    pub id: String,
    /// Account alias.
    pub alias: Option<String>,
    /// Default domain, where it is not the alias's (R7.3).
    pub domain: Option<String>,
    /// The name that people read.
    pub name: Option<Localized>,
    /// RAM users.
    pub users: Vec<User>,
    /// RAM user groups.
    pub groups: Vec<Group>,
    /// RAM roles.
    pub roles: Vec<Role>,
    /// Custom policies.
    pub policies: Vec<CustomPolicy>,
    /// Resources that questions can name.
    pub resources: Vec<Resource>,
    /// Resource groups. Attachments and resources may also name one that is not listed here.
    pub resource_groups: Vec<ResourceGroup>,
}

/// A RAM user.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct User {
    /// User name.
    pub name: String,
    /// Numeric ID, as bucket policies name it.
    pub id: Option<String>,
    /// The name that people read, where it differs.
    pub display_name: Option<Localized>,
    /// How the user works; sets the default of MFA for a new question.
    pub access: Access,
    /// Whether an MFA device is bound; sets the default of MFA for a new question.
    pub mfa: bool,
    /// What the user is for (R7.10).
    pub description: Option<String>,
    /// Names of groups.
    pub groups: Vec<String>,
    /// Attached policies.
    pub policies: Vec<Attachment>,
}

/// How a user works (R7.24).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
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
    /// Whether the user can log on to the console.
    pub fn logs_on(self) -> bool {
        self != Access::Programmatic
    }
}

/// A RAM user group.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Group {
    /// Group name.
    pub name: String,
    /// What the group is for (R7.10).
    pub description: Option<String>,
    /// Attached policies.
    pub policies: Vec<Attachment>,
}

/// A RAM role.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Role {
    /// Role name, as created.
    pub name: String,
    /// What the role is for (R7.10).
    pub description: Option<String>,
    /// Only `service-linked` makes a difference.
    pub kind: Option<RoleKind>,
    /// Longest session in seconds; without it 3,600 (R6.3).
    pub max_session_duration: Option<u64>,
    /// The trust policy as typed.
    pub trust_policy: Option<String>,
    /// Attached policies.
    pub policies: Vec<Attachment>,
}

/// Kinds of role that evaluation tells apart (R5.13).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoleKind {
    /// Created and used by a service only.
    ServiceLinked,
}

/// A custom policy: its default version, which alone is in force (R1.33), and the others.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CustomPolicy {
    /// Policy name.
    pub name: String,
    /// What the policy is for (R7.10).
    pub description: Option<String>,
    /// The document of the default version as typed.
    pub document: String,
    /// The number of the default version; without it 1.
    pub version: Option<u32>,
    /// The versions that are not in force.
    pub versions: Vec<PolicyVersion>,
}

/// A version of a custom policy that is not in force.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PolicyVersion {
    /// Its number: 3 for `v3`.
    pub version: u32,
    /// The document as typed.
    pub document: String,
}

/// A policy attached to a user, group or role.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Attachment {
    /// Name of the policy.
    pub policy: String,
    /// Custom (of the same account) or System.
    pub kind: PolicyType,
    /// How far it reaches.
    pub scope: Scope,
}

/// Who wrote a policy.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PolicyType {
    /// The account.
    #[default]
    Custom,
    /// Alibaba Cloud.
    System,
}

/// The scope of an attachment (R5.21).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Scope {
    /// The whole account.
    #[default]
    Account,
    /// One resource group, by ID.
    ResourceGroup(String),
}

/// A resource that a question can name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Resource {
    /// Complete ARN.
    pub arn: String,
    /// The resource group that it lies in.
    pub resource_group: Option<String>,
    /// Tags; they fill `acs:ResourceTag/<key>`.
    pub tags: BTreeMap<String, String>,
}

/// A resource group.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ResourceGroup {
    /// Its ID, as attachments and resources name it.
    pub id: String,
    /// The name that people read.
    pub name: Option<Localized>,
}

/// A resource directory.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Directory {
    /// Account ID of the management account.
    pub management_account: String,
    /// Whether the Control Policy feature is on.
    pub control_policy_enabled: bool,
    /// Custom control policies.
    pub control_policies: Vec<CustomPolicy>,
    /// Root folder, folders and members.
    pub nodes: Vec<DirectoryNode>,
}

/// One folder or member.
#[derive(Debug, Clone, PartialEq)]
pub struct DirectoryNode {
    /// Folder ID, or the account ID of a member.
    pub id: String,
    /// What it is.
    pub kind: NodeKind,
    /// The folder above; none for the Root folder.
    pub parent: Option<String>,
    /// The name that people read.
    pub name: Option<Localized>,
    /// Names of attached control policies; `FullAliyunAccess` is predefined.
    pub control_policies: Vec<String>,
}

/// What a node of a resource directory is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeKind {
    /// The Root folder.
    Root,
    /// A folder.
    Folder,
    /// A member account.
    Member,
}

/// The bucket policy of an OSS bucket.
#[derive(Debug, Clone, Default, PartialEq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Question {
    /// Who asks.
    pub principal: Option<Principal>,
    /// The roles assumed, one after the other.
    pub assume_role: Vec<Hop>,
    /// The action; absent when the question only assumes.
    pub action: Option<String>,
    /// ARNs that the one call checks, or `*`.
    pub resources: Vec<String>,
    /// The resource group of the resources, where the world does not say.
    pub resource_group: Option<String>,
    /// Condition keys of the action's request.
    pub context: Context,
    /// Changes made to the world after the last session was issued.
    pub after: Vec<Change>,
    /// Seconds between the last session and the action.
    pub time_offset_seconds: u64,
}

/// Whoever starts.
#[derive(Debug, Clone, PartialEq, Eq)]
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
        session_policy: Option<String>,
        /// Its length in seconds; without it 3,600 (R6.9). The first call says how old it is.
        duration_seconds: Option<u64>,
    },
}

/// One call of AssumeRole.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Hop {
    /// ARN of the role.
    pub role_arn: String,
    /// How the role is assumed.
    pub how: How,
    /// Session name; without it the user's name.
    pub session_name: Option<String>,
    /// Length in seconds; without it 3,600 (R6.9).
    pub duration_seconds: Option<u64>,
    /// External ID.
    pub external_id: Option<String>,
    /// Source identity.
    pub source_identity: Option<String>,
    /// Session policy as typed.
    pub session_policy: Option<String>,
    /// Condition keys of this call.
    pub context: Context,
    /// Seconds since the session before it.
    pub time_offset_seconds: u64,
}

/// How a role is assumed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum How {
    /// By a call of AssumeRole, with all its parameters.
    #[default]
    Api,
    /// By switching identity in the console (R5.52), which sends the account and the role only. What else the hop
    /// holds is kept for the API and does not count.
    Console,
}

/// A change to the world between the last session and the action.
#[derive(Debug, Clone, PartialEq)]
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
        user: Option<String>,
        /// Role name.
        role: Option<String>,
        /// What is attached.
        attachment: Attachment,
    },
    /// Detaches a policy from a user or role.
    DetachPolicy {
        /// Account ID.
        account: String,
        /// User name.
        user: Option<String>,
        /// Role name.
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
}
