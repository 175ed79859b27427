//! What the page says by the way: what stays until it has been read, and what passes.

use std::rc::Rc;

use ram_text::{Lang, Msg};
use yew::prelude::*;

use crate::browser::storage::{self, Slot};
use crate::components::notices::{Banner, Offer, Toast};
use crate::state::Words;

/// What stays on the page until it has been read.
#[derive(Debug, Clone, PartialEq)]
pub enum Note {
    /// A link or example opened with edits that were made here before.
    LaterEdits,
    /// A link that is none.
    LinkFailed(Rc<Msg>),
    /// A file that is none.
    FileFailed(Words),
    /// This browser keeps nothing.
    NotSaved,
    /// Another tab has changed the same scenario; this one no longer saves.
    OtherTab,
}

/// What passes.
#[derive(Debug, Clone, PartialEq)]
pub struct Passing {
    /// The icon before it.
    pub icon: &'static str,
    /// What has happened.
    pub message: Words,
    /// How it is undone, where it can be.
    pub back: Back,
}

/// How what has happened is undone.
#[derive(Debug, Clone, PartialEq)]
pub enum Back {
    /// Not at all.
    Never,
    /// By a step back in the history.
    History,
    /// By putting back what a slot has kept.
    Slot(Rc<Slot>),
}

/// What can be done about a note.
#[derive(Debug, PartialEq)]
pub struct Ways {
    /// Opens the scenario as the link has it.
    pub original: Callback<()>,
    /// Opens a file.
    pub file: Callback<()>,
    /// Opens what another tab has made of the scenario.
    pub reload: Callback<()>,
    /// Keeps what this tab has as a scenario of its own.
    pub keep: Callback<()>,
    /// Saves a file.
    pub save: Callback<()>,
    /// Shows the link.
    pub share: Callback<()>,
    /// It has been read.
    pub close: Callback<()>,
}

impl Note {
    /// Draws it.
    pub fn draw(&self, ways: &Ways, lang: Lang) -> Html {
        let offer =
            |label: Msg, icon: Option<&'static str>, way: &Callback<()>| Offer { label, icon, on_choose: way.clone() };
        let open_file = || vec![offer(Msg::PageOpenFile, Some("folder-open"), &ways.file)];
        let (icon, title, detail, offers) = match self {
            Note::LaterEdits => {
                let offers = vec![offer(Msg::PageOpenOriginal, None, &ways.original)];
                ("history", Msg::PageLaterEdits, None, offers)
            }
            Note::LinkFailed(why) => ("unlink", Msg::PageLinkNotOpened, Some(why.text(lang)), open_file()),
            Note::FileFailed(why) => ("circle-alert", Msg::PageFileNotOpened, Some(why.text(lang)), open_file()),
            Note::OtherTab => {
                let offers = vec![
                    offer(Msg::PageReload, Some("undo-2"), &ways.reload),
                    offer(Msg::PageSaveCopy, Some("copy"), &ways.keep),
                ];
                ("layers", Msg::PageOtherTab, Some(Msg::PageOtherTabWhy.text(lang)), offers)
            }
            Note::NotSaved => {
                let offers = vec![
                    offer(Msg::PageSaveFile, Some("download"), &ways.save),
                    offer(Msg::PageShare, Some("share-2"), &ways.share),
                ];
                ("hard-drive", Msg::PageNotSaved, Some(Msg::PageNotSavedWhy.text(lang)), offers)
            }
        };
        // Nothing is saved until one of the tabs is chosen.
        let on_close = (*self != Note::OtherTab).then(|| ways.close.clone());
        Banner { icon, title, detail, offers, on_close }.draw(lang)
    }
}

impl Passing {
    /// Something to know, which needs no way back.
    pub fn of(icon: &'static str, message: Words) -> Passing {
        Passing { icon, message, back: Back::Never }
    }

    /// Draws it. `undo` is a step back in the history.
    pub fn draw(&self, undo: Callback<()>, on_close: Callback<()>, lang: Lang) -> Html {
        let offer = |on_choose| Some(Offer { label: Msg::PageUndo, icon: None, on_choose });
        let offer = match &self.back {
            Back::Never => None,
            Back::History => offer(undo),
            Back::Slot(slot) => {
                let slot = slot.clone();
                offer(Callback::from(move |()| {
                    storage::save(&slot);
                }))
            }
        };
        html! { <Toast icon={self.icon} message={self.message.get(lang).to_owned()} {offer} {lang} {on_close} /> }
    }
}
