//! The built page in a real browser, as a person meets it. Run by `cargo xtask test browser`, which builds the page
//! first and tells by `PLAYGROUND_DIST` where it is.

mod harness;
mod playground;

mod accessibility;
mod answer;
mod authoring;
mod building;
mod comfort;
mod editor;
mod entities;
mod examples;
mod language;
mod measure;
mod question;
mod safety;
mod sharing;
