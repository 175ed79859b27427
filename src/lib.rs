//! The playground: a yew single-page app around the evaluator.

pub mod app;
pub mod author;
pub mod browser;
pub mod command;
pub mod components;
pub mod editor;
pub mod layout;
pub mod number;
pub mod state;
