//! What a person needs while writing a RAM policy.
#![deny(missing_docs)]
#![forbid(unsafe_code)]

pub mod complete;
pub mod cursor;
pub mod edit;
pub mod facts;
pub mod findings;
pub mod form;
pub mod globs;
pub mod hover;
pub mod layout;
pub mod rank;
pub mod surroundings;
pub mod tree;
pub mod words;
