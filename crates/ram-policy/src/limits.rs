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
