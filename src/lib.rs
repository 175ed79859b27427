//! The playground: a yew single-page app around the evaluator.

pub mod components;
pub mod state;
