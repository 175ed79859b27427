//! What a person needs while writing a RAM policy.
#![deny(missing_docs)]
#![forbid(unsafe_code)]

pub mod cursor;
pub mod edit;
pub mod tree;
