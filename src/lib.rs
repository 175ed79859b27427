//! The playground: a yew single-page app around the evaluator.

pub mod app;
pub mod browser;
pub mod components;
pub mod editor;
pub mod layout;
pub mod number;
pub mod state;
