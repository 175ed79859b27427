//! What the workshop does when the page asks.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use ram_author::findings::pages;
use ram_policy_playground::author::{Report, Request};
use ram_policy_playground::browser::storage::Origin;
use ram_policy_playground::components::world::tree;
use ram_policy_playground::state::{Tab, Words};
use ram_scenario::edit::{Edit, New};
use ram_scenario::scenario::DocumentKey;
use ram_text::{Msg, code};
use yew::prelude::*;

use super::{Over, WorkshopProps, aloud, ask, create, made, problem, said};
use crate::carried::{self, Pasted};
use crate::entities::form::{Finished, first_account};
use crate::entities::menu::Opened;
use crate::entities::offers::{self, Row, additions, lines};
use crate::entities::wish::{Made, Task, Wish, Within};
use crate::share::Copied;

/// What answers a request of the page.
pub(super) struct Answers {
    pub props: WorkshopProps,
    pub over: UseStateSetter<Over>,
    /// The anchor of a menu that a press has just closed.
    pub just_closed: Rc<RefCell<Option<(String, Timeout)>>>,
    pub on_wish: Callback<Wish>,
    pub on_finish: Callback<Finished>,
}

impl Answers {
    /// Does what is asked.
    pub fn answer(&self, request: Request) {
        match request {
            Request::Menu { row, anchor } => {
                if let Some(row) = self.row(&row) {
                    self.show_menu(Opened { lines: lines(&self.props.scenario, &row, self.props.lang), anchor });
                }
            }
            Request::Additions { anchor, row } => {
                let account = row.as_deref().and_then(|row| self.account_of(row));
                self.show_menu(Opened { lines: additions(&self.props.scenario, account), anchor });
            }
            Request::Key { row, key } => {
                match self.row(&row).and_then(|row| offers::key(&self.props.scenario, &row, &key, self.props.lang)) {
                    Some(Ok(wish)) => self.on_wish.emit(wish),
                    Some(Err(why)) => self.report(problem(&why)),
                    None => {}
                }
            }
            Request::Drop { row, onto } => {
                let (scenario, lang) = (&self.props.scenario, self.props.lang);
                let both = self.row(&row).zip(self.row(&onto)).ok_or_else(|| Rc::new(Msg::EntityDropNothing));
                match both.and_then(|(row, onto)| carried::dropped(scenario, &row, &onto, lang)) {
                    // Nothing opens that would show what was done.
                    Ok(edit) => self.report(aloud(made(scenario, &edit, None))),
                    Err(why) => self.report(problem(&why)),
                }
            }
            Request::NewAccount {} => self.over.set(Over::Form(Task::New(Made::Account, Within::Anywhere))),
            Request::Copy { policy } => self.on_wish.emit(Wish::Copy(policy, None)),
            Request::Paste { text, row } => self.paste(&text, row.as_deref()),
            Request::Explain { code } => {
                if let Some(page) = pages::page(&code) {
                    self.over.set(Over::Explained(page));
                }
            }
            Request::Palette {} => self.over.set(Over::Palette),
            Request::Keys {} => self.over.set(Over::Keys),
            Request::Scenarios { current } => self.over.set(Over::Scenarios(current)),
            Request::Rename {} => self.over.set(Over::Rename),
            Request::Json {} => self.over.set(Over::Json),
            Request::Share {} => {
                let payload = ram_scenario::link::encode(&self.props.scenario).into();
                self.over.set(Over::Share { payload, copied: Copied::Not });
            }
            Request::Import { text } => self.report(imported(&text)),
        }
    }

    fn report(&self, report: Report) {
        self.props.on_report.emit(report);
    }

    fn row(&self, id: &str) -> Option<Row> {
        Row::of(&self.props.scenario, id, self.props.lang)
    }

    fn account_of<'a>(&self, row: &'a str) -> Option<&'a str> {
        tree::account_of(&self.props.scenario, row)
    }

    /// Opens a menu, unless the press that asks for it has just closed the same one.
    fn show_menu(&self, opened: Opened) {
        let is_same = self.just_closed.borrow().as_ref().is_some_and(|(anchor, _)| *anchor == opened.anchor);
        self.over.set(if is_same { Over::Nothing } else { Over::Menu(opened) });
    }

    /// Makes of a pasted text what it is.
    fn paste(&self, text: &str, row: Option<&str>) {
        let text = carried::unfenced(text);
        let wished = row.and_then(|row| self.account_of(row)).map(str::to_owned);
        let account = first_account(&self.props.scenario, wished.as_ref());
        match carried::pasted(&self.props.scenario, &account, text) {
            Some(Pasted::New(_)) if account.is_empty() => self.report(problem(&Msg::EntityPasteNoAccount)),
            Some(Pasted::New(new)) => self.take(*new),
            Some(Pasted::Question(question)) => {
                self.report(ask(*question));
                self.report(said(&Msg::EntityPastedQuestion { arn: code(text.trim()) }));
            }
            Some(Pasted::SystemPolicy(policy)) => {
                let tab = Tab::Document(DocumentKey::System { policy });
                self.report(Report::Open { tab: tab.to_string() });
            }
            None => self.report(match imported(text) {
                Report::NotImported { .. } => problem(&Msg::EntityPasteNothing),
                report => report,
            }),
        }
    }

    /// Makes something new that was pasted.
    fn take(&self, new: New) {
        let name = code(new.entity().name());
        let is_refused = Edit::Create(Box::new(new.clone())).apply(&self.props.scenario).is_err();
        self.on_finish.emit(create(new));
        // Why it is refused has been said then.
        if !is_refused {
            self.report(said(&Msg::EntityPasted { name }));
        }
    }
}

/// The first scenario of a file, or why there is none.
fn imported(text: &str) -> Report {
    let refused = |why: &Msg| Report::NotImported { why: Words::of(why) };
    let scenarios = match ram_scenario::import::read(text) {
        Ok(found) => found.scenarios,
        Err(error) => return refused(&error.message()),
    };
    let count = u32::try_from(scenarios.len()).unwrap_or(u32::MAX);
    match scenarios.into_iter().next() {
        Some(scenario) => {
            Report::Imported { scenario: scenario.to_json_minified(), origin: Origin::of_file(text), count }
        }
        None => refused(&Msg::PageFileEmpty),
    }
}
