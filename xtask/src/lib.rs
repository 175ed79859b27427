//! What stands behind `cargo xtask`: set-up, build, serving, tests and measurements.
//!
//! A function that cannot go on returns a sentence that says what happened and what to do.

pub mod bench;
pub mod check;
pub mod command;
pub mod dist;
pub mod files;
pub mod measure;
pub mod prove;
pub mod serve;
pub mod setup;
