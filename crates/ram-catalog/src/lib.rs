//! Facts about Alibaba Cloud: its system policies, and the services with their actions.
//!
//! The system policies are part of the program, so that a shared link is answered at once. The action catalogue
//! ([`Catalogue`]) is a file of 1.4 MB that a page fetches after its first paint; nothing but completion and advice
//! waits for it. Where the facts come from, and how far they can be trusted, is written in `data/README.md` and
//! `data/system-policies/README.md`.
//!
//! ```
//! let policy = ram_catalog::system_policy("AliyunSTSAssumeRoleAccess").unwrap();
//! assert!(policy.document.contains("sts:AssumeRole"));
//! ```

#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![cfg_attr(
    not(test),
    deny(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::string_slice, clippy::panic)
)]

mod catalogue;
mod search;
mod system_policies;

pub use catalogue::{
    Access, AccessLevel, Action, ActionRef, Catalogue, ConditionKey, KeyType, Naming, Region, ResourceType, Service,
    with_stars,
};
pub use system_policies::{Fidelity, SystemPolicy, control_policy, system_policies, system_policy};
