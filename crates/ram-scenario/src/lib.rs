//! Everything about a scenario that the page and the command line share.
#![deny(missing_docs)]
#![forbid(unsafe_code)]

pub mod analysis;
pub mod scenario;
pub mod view;
