//! Limits of the platform, each with its rule.

use crate::policy::PolicyKind;

/// Longest text of each kind of document in characters, white space included (R1.30 to R1.39). Alibaba
/// Cloud's own system policies are not bound by the limit for custom ones.
pub fn document_length(kind: PolicyKind) -> Option<usize> {
    match kind {
        PolicyKind::System => None,
        PolicyKind::Custom => Some(6_144),
        PolicyKind::Session => Some(SESSION_POLICY_LENGTH),
        PolicyKind::Control => Some(4_096),
        PolicyKind::Trust => Some(2_048),
        // R1.38a
        PolicyKind::Bucket => Some(16_384),
    }
}

/// Longest session policy in characters (R1.31).
pub const SESSION_POLICY_LENGTH: usize = 2_048;
/// Shortest session in seconds (R6.3).
pub const MIN_SESSION_SECONDS: u64 = 900;
/// Longest session that any role can allow, in seconds (R6.3).
pub const MAX_SESSION_SECONDS: u64 = 43_200;
/// A session's length when the caller states none, in seconds (R6.9).
pub const DEFAULT_SESSION_SECONDS: u64 = 3_600;
/// The least that a role can allow as its longest session, in seconds (R6.3).
pub const SHORTEST_MAX_SESSION_SECONDS: u64 = 3_600;
/// The longest session of a role that states none, in seconds (R6.3).
pub const DEFAULT_MAX_SESSION_SECONDS: u64 = 3_600;
/// How long a logon to the console lasts in seconds, unless the account's settings say otherwise (R7.26).
pub const LOGON_SECONDS: u64 = 21_600;
/// Versions of a custom policy, the default one among them (R1.33).
pub const POLICY_VERSIONS: usize = 5;
/// Control policies attached to one folder or member (R1.34).
pub const CONTROL_POLICIES: usize = 10;
/// System policies attached to one user, group or role (R1.35).
pub const SYSTEM_POLICIES: usize = 20;
/// Custom policies attached to one user, unless the quota is raised (R1.36).
pub const CUSTOM_POLICIES_OF_USER: usize = 10;
/// Custom policies attached to one group or role, unless the quota is raised (R1.36).
pub const CUSTOM_POLICIES_OF_OTHERS: usize = 5;
/// Custom policies in an account (R1.37).
pub const POLICIES: usize = 1_500;
/// Users in an account, unless the quota is raised (R7.12).
pub const USERS: usize = 1_000;
/// Groups in an account, unless the quota is raised (R7.12).
pub const GROUPS: usize = 50;
/// Roles in an account, unless the quota is raised (R7.12).
pub const ROLES: usize = 1_000;
/// Groups that one user is in (R7.13).
pub const GROUPS_OF_USER: usize = 5;
