//! What a person needs while writing a RAM policy. Pure: text and facts in, items, sentences and edits out; a page
//! draws them.
//!
//! | what | how a page asks | when |
//! | --- | --- | --- |
//! | completion | [`complete::complete`]`(text, offset, around)` | at each key, and on demand |
//! | hover | [`hover::hover`]`(text, offset, around)` | when the pointer rests |
//! | problems | [`findings::findings`]`(document, around)` | after each change, with the document that was read anyway |
//! | quick fixes | [`findings::fixes`]`(finding, document, around)` | when a person looks at a finding |
//! | a code's page | [`findings::pages::page`]`(code)` | when it is opened |
//! | read-back | [`meaning::read_back`]`(document, around)` | after each change |
//! | the form | [`form::Form::read`]`(kind, text)`, [`form::edit`]`(kind, text, change)` | after each change; at each change |
//! | its lists | [`offer`] | while a list is open |
//! | ARN builder | [`arn::ArnForm`], [`hover::covered`] | while it is open |
//! | headings, length | [`outline::outline`]`(text, lang)`, [`outline::Length`] | after each change |
//! | commands | [`layout::format`], [`layout::compact`], [`outline::canonical`] | on demand |
//!
//! `around` is a [`surroundings::Surroundings`]: the kind and owner of the document, the scenario, the action catalogue
//! once it has arrived, and the language of names. Making one costs nothing. While the catalogue is on its way
//! everything works that doesn't need it.
//!
//! Offsets and spans are bytes; the page converts them to an editor's columns. Edits are [`edit::TextEdit`]s against
//! the text before all of them, to be applied together as one step of undo. Whatever works on a text takes any text: a
//! document is unfinished most of the time.
//!
//! ```
//! use ram_author::complete::complete;
//! use ram_author::surroundings::Surroundings;
//! use ram_policy::policy::PolicyKind;
//! use ram_scenario::scenario::Scenario;
//! use ram_text::Lang;
//!
//! let scenario = Scenario::empty();
//! let around =
//!     Surroundings { kind: PolicyKind::Custom, account: None, scenario: &scenario, catalogue: None, lang: Lang::En };
//! let text = r#"{"Version":"1","Statement":[{"Eff"#;
//! let item = &complete(text, text.len(), &around).items[0];
//! assert_eq!((item.label.as_str(), item.insert.as_str()), ("Effect", r#"Effect": """#));
//! ```
//!
//! This crate decides nothing: what a policy does is said by `ram-policy`, what exists by `ram-catalog`.

#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![cfg_attr(
    not(test),
    deny(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::string_slice, clippy::panic)
)]

pub mod arn;
pub mod complete;
pub mod cursor;
pub mod edit;
pub mod facts;
pub mod findings;
pub mod form;
pub mod globs;
pub mod hover;
pub mod layout;
pub mod meaning;
pub mod offer;
pub mod outline;
pub mod rank;
pub mod surroundings;
pub mod tree;
pub mod words;
