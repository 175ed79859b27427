//! The state of the page and everything that can change it. Pure: knows nothing of yew or the
//! browser.

use std::rc::Rc;

use ram_policy::text::Span;
use ram_policy::trace::StepPosition;
use ram_scenario::scenario::{DocumentKey, Localized, Question, Scenario};
use ram_text::Lang;

/// A part of one document's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The document.
    pub document: DocumentKey,
    /// The part of its text, in bytes.
    pub span: Span,
}

/// A change of the scenario; it enters the history.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// The text of one document.
    Document { key: DocumentKey, text: String },
    /// The whole question.
    Question(Box<Question>),
    /// The scenario's title.
    Title(Localized),
}

/// A change of what is shown; it never enters the history.
#[derive(Debug, Clone, PartialEq)]
pub enum Look {
    /// Opens a document in a tab and shows it.
    Open(DocumentKey),
    /// Closes a tab.
    Close(DocumentKey),
    /// Opens the document and moves the cursor to the place.
    Show(Place),
    /// The pointer or focus rests on a row or on text: both sides of it are marked.
    Hover(Option<Place>),
    /// Keeps a link until it is released.
    Pin(Option<Place>),
    /// The cursor stands in a document.
    Cursor { document: DocumentKey, offset: u32, typing: bool },
    /// Opens the deciding step, or another, in the trace.
    Step(StepPosition),
    /// The language of the page.
    Language(Lang),
    /// The theme of the page.
    Theme(Theme),
}

/// Light, dark, or as the system wishes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

/// Everything that a person can do.
#[derive(Debug, Clone)]
pub enum Action {
    /// Changes the scenario.
    Edit(Edit),
    /// Ends a run of typing: what follows is a new step of the history.
    Commit,
    /// One step back.
    Undo,
    /// One step forward.
    Redo,
    /// Replaces the scenario; starts a new history.
    Load(Rc<Scenario>),
    /// Changes what is shown.
    Look(Look),
}
