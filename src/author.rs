//! What the page and the authoring module say to each other.
//!
//! The module (`crates/ram-author-web`) is a WebAssembly program of its own, fetched after the first answer: it has the
//! forms, menus and pages that change the world. The page stays the only one that keeps state: it asks by a
//! [`Request`], and is told by a [`Report`] what was made of it. Both travel as JSON.

use ram_json::tagged;

use crate::browser::storage::{Origin, Slot};
use crate::state::Words;

/// What the page asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Request {
    /// The menu of a row of the world, beside the element with the id `anchor`.
    Menu { row: String, anchor: String },
    /// What a key does on a row of the world.
    Key { row: String, key: String },
    /// One row of the world was dropped on another.
    Drop { row: String, onto: String },
    /// The menu of all that can be added to the world, to the account of the row that is selected.
    Additions { anchor: String, row: Option<String> },
    /// The form of a new account.
    NewAccount {},
    /// A system policy is copied as a custom policy.
    Copy { policy: String },
    /// Something from outside was pasted, on a row of the world if that has the focus.
    Paste { text: String, row: Option<String> },
    /// The page of a finding's code.
    Explain { code: String },
    /// A link that holds the scenario.
    Share {},
    /// Another title of the scenario.
    Rename {},
    /// The whole scenario as JSON.
    Json {},
    /// The text of a file is opened as a scenario.
    Import { text: String },
    /// Everything that can be found and done.
    Palette {},
    /// The sheet of keys.
    Keys {},
    /// The scenarios that this browser keeps, of which one is open.
    Scenarios { current: Origin },
}

tagged!(Request by "ask" {
    "menu" => Menu { row, anchor },
    "key" => Key { row, key },
    "drop" => Drop { row, onto },
    "additions" => Additions { anchor, row },
    "new-account" => NewAccount {},
    "copy" => Copy { policy },
    "paste" => Paste { text, row },
    "explain" => Explain { code },
    "share" => Share {},
    "rename" => Rename {},
    "json" => Json {},
    "import" => Import { text },
    "palette" => Palette {},
    "keys" => Keys {},
    "scenarios" => Scenarios { current },
});

/// What the module tells.
#[derive(Debug, Clone, PartialEq)]
pub enum Report {
    /// The scenario is changed.
    Made {
        /// The whole scenario after it.
        scenario: String,
        /// What undo calls it.
        name: Words,
        /// The entity that got another name, and that name.
        renamed: Vec<String>,
        /// What is shown then, as [`Tab`](crate::state::Tab) prints it.
        then: Option<String>,
        /// Whether something is gone, which is said with a way back.
        is_deletion: bool,
        /// Whether it is said all the same, with a way back.
        is_said: bool,
    },
    /// The question is another.
    Ask { question: String },
    /// The text of a document is another; undo calls the change so.
    Write { document: String, text: String, name: Words },
    /// A command of the page.
    Do { command: String },
    /// Something is shown.
    Open { tab: String },
    /// A place in a document is shown, in bytes.
    Show { document: String, start: u32, end: u32 },
    /// The text of a document is shown instead of its form.
    ShowText {},
    /// The focus rests on what a form says of this place, in bytes; without a document, on no such thing.
    Rest { document: String, start: u32, end: u32 },
    /// A text is put on the clipboard.
    Copied { text: String },
    /// Something is said in passing.
    Say { words: Words, is_problem: bool },
    /// The link with this payload is on the clipboard.
    Shared { payload: String },
    /// A file is opened: its first scenario, and how many it has.
    Imported { scenario: String, origin: Origin, count: u32 },
    /// A file can't be opened.
    NotImported { why: Words },
    /// A scenario of this browser is opened.
    OpenScenario { origin: Origin },
    /// The open scenario gets this title.
    Title { title: String },
    /// A scenario of this browser is gone.
    Deleted { slot: Slot, title: String },
    /// All that this browser kept is gone.
    Cleared {},
    /// The module has failed, and answers no more. The bridge tells it.
    Failed {},
}

tagged!(Report by "told" {
    "made" => Made { scenario, name, renamed, then, is_deletion, is_said },
    "ask" => Ask { question },
    "write" => Write { document, text, name },
    "do" => Do { command },
    "open" => Open { tab },
    "show" => Show { document, start, end },
    "show-text" => ShowText {},
    "rest" => Rest { document, start, end },
    "copied" => Copied { text },
    "say" => Say { words, is_problem },
    "shared" => Shared { payload },
    "imported" => Imported { scenario, origin, count },
    "not-imported" => NotImported { why },
    "open-scenario" => OpenScenario { origin },
    "title" => Title { title },
    "deleted" => Deleted { slot, title },
    "cleared" => Cleared {},
    "failed" => Failed {},
});
