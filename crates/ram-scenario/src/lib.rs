//! Everything about a scenario that the page and the command line share.
#![deny(missing_docs)]
#![forbid(unsafe_code)]

pub mod analysis;
pub mod cases;
pub mod console;
pub mod context;
pub mod diagnostics;
#[cfg(feature = "edit")]
pub mod edit;
pub mod entity;
pub mod examples;
#[cfg(feature = "edit")]
pub mod facts;
pub mod import;
pub mod link;
pub mod load;
pub mod marks;
pub mod moment;
pub mod people;
pub mod question;
pub mod scenario;
pub mod steps;
pub mod trace_json;
pub mod trace_rows;
pub mod trace_text;
pub mod utf16;
pub mod verdict;
pub mod view;
pub mod world;
