//! How Alibaba Cloud RAM decides, and why.
//!
//! A [`World`](world::World) holds accounts, identities and policies; a [`Request`](request::Request)
//! asks. [`evaluate()`] answers with an [`Evaluation`](trace::Evaluation): every step of the documented
//! process, every statement, every element with the reason why it matched or did not, and the exact
//! text behind it. The decision is a fold over that trace.
//!
//! ```
//! use std::sync::Arc;
//! use ram_policy::arn::Resource;
//! use ram_policy::policy::{Document, PolicyKind};
//! use ram_policy::principal::Principal;
//! use ram_policy::request::{Action, Context, Request, Target};
//! use ram_policy::text::DocumentId;
//! use ram_policy::trace::Decision;
//! use ram_policy::world::{Account, Attachment, Scope, User, World};
//!
//! let text = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"ecs:Stop*","Resource":"*"}]}"#;
//! let policy = Arc::new(Document::parse(DocumentId::new("ops"), "ops", PolicyKind::Custom, text));
//! let policies = vec![Attachment { policy, scope: Scope::Account }];
//! let bob = User { name: "Bob".into(), policies, ..User::default() };
//! let account = Account { id: "1".into(), users: vec![bob], ..Account::default() };
//! let world = World { accounts: vec![account], ..World::default() };
//!
//! let resource = Resource::parse("acs:ecs:cn-hangzhou:1:instance/i-001").unwrap();
//! let request = Request {
//!     start: Principal::User { account: "1".into(), name: "Bob".into() }.into(),
//!     hops: Vec::new(),
//!     action: Some(Action {
//!         name: "ecs:StopInstance".into(),
//!         resources: vec![Target { resource, resource_group: None, context: Context::default() }],
//!         context: Context::default(),
//!         changes: Vec::new(),
//!         offset_seconds: 0,
//!     }),
//! };
//! assert_eq!(ram_policy::evaluate(&world, &request).decision(), Decision::Allow);
//! ```
//!
//! # Scope of this crate
//!
//! It follows Alibaba Cloud's public documentation as read in 2026; where that is silent, the rule
//! says so. `SEMANTICS.md` beside this crate lists every rule with its source and how sure it is;
//! code and trace cite the rules by number. Object ACLs, access points and services with resource
//! policies other than OSS buckets and RAM roles are out of scope.
//!
//! # Invariants
//!
//! - Pure: no clock, no randomness, no input or output, no knowledge of the web.
//! - Total: no input makes it panic. A text that is no policy gives diagnostics.
//! - A document with an error is never half-evaluated: its step is refused.
//! - Order and repetition of policies, statements and list entries never change a decision.

#![deny(missing_docs)]
#![forbid(unsafe_code)]
#![cfg_attr(
    not(test),
    deny(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::string_slice, clippy::panic)
)]

pub mod arn;
pub mod check;
pub mod compiled;
pub mod condition;
pub mod denied;
pub mod diagnostic;
pub mod evaluate;
mod evidence;
pub mod json;
pub mod limits;
pub mod names;
pub mod nearest;
pub mod order;
mod parse;
mod pasted;
pub mod pattern;
pub mod policy;
pub mod principal;
pub mod request;
pub mod rule;
pub mod sts;
pub mod text;
pub mod trace;
pub mod world;

pub use evaluate::evaluate;
