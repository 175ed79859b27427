//! Where each document of a scenario is kept, and the name that finds it.

use ram_policy::sts::{RUNNING_SESSION_POLICY, session_policy_id};

use super::{Principal, RoleKind, Scenario};

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
            DocumentKey::Session { hop } => f.write_str(&session_policy_id(*hop)),
            DocumentKey::Running => f.write_str(RUNNING_SESSION_POLICY),
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
            "session" if id == RUNNING_SESSION_POLICY => DocumentKey::Running,
            "session" => DocumentKey::Session { hop: rest.parse().ok()? },
            _ => return None,
        })
    }

    /// Whether it is a document of Alibaba Cloud, which nobody edits.
    pub fn is_read_only(&self) -> bool {
        matches!(self, DocumentKey::System { .. } | DocumentKey::SystemControl { .. })
    }
}

impl Scenario {
    /// Whether a document can't be edited: one of Alibaba Cloud, or the trust policy of a service-linked role (R6.25).
    pub fn is_fixed(&self, key: &DocumentKey) -> bool {
        let DocumentKey::Trust { account, role } = key else { return key.is_read_only() };
        let roles = self.account(account).into_iter().flat_map(|account| &account.roles);
        roles.into_iter().any(|found| found.name == *role && found.kind == Some(RoleKind::ServiceLinked))
    }

    /// Every document that has a text of its own.
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
