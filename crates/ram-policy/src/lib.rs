//! How Alibaba Cloud RAM decides, and why.
#![deny(missing_docs)]
#![forbid(unsafe_code)]
#![cfg_attr(
    not(test),
    deny(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::string_slice, clippy::panic)
)]

pub mod arn;
pub mod condition;
pub mod diagnostic;
pub mod evaluate;
pub mod json;
pub mod limits;
pub mod names;
mod parse;
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
