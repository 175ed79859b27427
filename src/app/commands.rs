//! What each command does.

use ram_policy::trace::StepPosition;
use ram_scenario::examples::EXAMPLES;

use yew::prelude::*;

use super::frame::Frame;
use super::session::{self, Opened};
use crate::author::Request;
use crate::browser::storage::{self, Origin};
use crate::browser::{address, page};
use crate::command::Command;
use crate::state::{Action, AppState, Look};

/// What obeys commands, wherever they are given: by the bar above, a key, or the palette.
pub struct Obeys {
    pub dispatch: UseReducerDispatcher<AppState>,
    pub frame: Frame,
    /// Where the scenario on the page came from.
    pub origin: Origin,
    /// The deciding step.
    pub decides: Option<StepPosition>,
    pub open: Callback<Opened>,
    pub open_original: Callback<()>,
    pub choose_file: Callback<()>,
    pub save_file: Callback<()>,
    pub share: Callback<()>,
    pub on_ask: Callback<Request>,
    pub on_step: Callback<StepPosition>,
}

impl Obeys {
    /// Does what a command says.
    pub fn obey(&self, command: Command) {
        match command {
            Command::Undo => self.dispatch.dispatch(Action::Undo),
            Command::Redo => self.dispatch.dispatch(Action::Redo),
            Command::Rename => self.on_ask.emit(Request::Rename {}),
            Command::Json => self.on_ask.emit(Request::Json {}),
            Command::New => {
                address::clear_fragment();
                self.open.emit(session::new());
            }
            Command::OpenFile => self.choose_file.emit(()),
            Command::SaveFile => self.save_file.emit(()),
            Command::OpenOriginal => self.open_original.emit(()),
            Command::Example(place) => {
                if let Some(example) = EXAMPLES.get(place) {
                    address::clear_fragment();
                    self.open.emit(session::of_example(example));
                }
            }
            Command::Theme(theme) => {
                storage::set_theme(theme);
                address::remove_parameter("theme");
                self.dispatch.dispatch(Action::Look(Look::Theme(theme)));
            }
            Command::Language(lang) => {
                storage::set_lang(lang);
                address::remove_parameter("lang");
                self.dispatch.dispatch(Action::Look(Look::Language(lang)));
            }
            Command::Share => self.share.emit(()),
            Command::Find => self.on_ask.emit(Request::Palette {}),
            Command::Keys => self.on_ask.emit(Request::Keys {}),
            Command::Scenarios => self.on_ask.emit(Request::Scenarios { current: self.origin.clone() }),
            Command::Go(region) => self.frame.go(region),
            Command::GoToDecision => {
                if let Some(at) = self.decides {
                    self.on_step.emit(at);
                }
            }
            Command::Filter => {
                page::focus_filter();
            }
        }
    }
}
