//! What the module draws over the page: menus, forms, the palette, the sheet of keys, the shelf, pages of codes. It
//! keeps no change: a finished form is a [`Report`], and the page sends the scenario back.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use ram_author::findings::pages::Page;
use ram_catalog::Catalogue;
use ram_policy_playground::author::{Report, Request};
use ram_policy_playground::browser::popover as browser;
use ram_policy_playground::browser::storage::Origin;
use ram_policy_playground::browser::{address, clipboard, page};
use ram_policy_playground::command::{Command, Region};
use ram_policy_playground::components::popover::Closed;
use ram_policy_playground::components::world::subject::Subject;
use ram_policy_playground::layout::Shape;
use ram_policy_playground::state::{Reveal, Tab, Words};
use ram_scenario::edit::{Edit, New, fresh};
use ram_scenario::facts;
use ram_scenario::scenario::{Account, PolicyType, Question, Scenario};
use ram_text::{Lang, Msg};
use yew::prelude::*;

use crate::entities::change;
use crate::entities::dialog::EntityDialog;
use crate::entities::form::{Finished, Given, first_account};
use crate::entities::menu::{self, Opened};
use crate::entities::who::{Looked, Who};
use crate::entities::wish::{self, Task, Wish, Within};
use crate::json::{AsJson, Draft};
use crate::palette::{Found, Palette};
use crate::rename::Rename;
use crate::share::{Copied, Share};
use crate::{code_page, keys::Keys, rows, shelf::Shelf};

use self::answers::Answers;

mod answers;

/// How long a press that closed a menu can open the same one again, in milliseconds.
const SAME_PRESS: u32 = 300;

#[derive(Debug, Clone, Properties)]
pub struct WorkshopProps {
    /// The scenario.
    pub scenario: Rc<Scenario>,
    /// The actions, once they are there.
    pub catalogue: Option<Rc<Catalogue>>,
    /// The language of the page.
    pub lang: Lang,
    /// What the page asks for.
    pub request: Option<Reveal<Rc<Request>>>,
    /// Where wishes of other parts of the module go.
    pub wishes: Wishes,
    /// What the page is told.
    pub on_report: Callback<Report>,
}

impl PartialEq for WorkshopProps {
    fn eq(&self, other: &WorkshopProps) -> bool {
        Rc::ptr_eq(&self.scenario, &other.scenario)
            && self.catalogue.is_some() == other.catalogue.is_some()
            && (self.lang, &self.request, &self.on_report) == (other.lang, &other.request, &other.on_report)
    }
}

/// Takes wishes to the workshop, wherever in the module they come up.
#[derive(Debug, Clone, Default)]
pub struct Wishes(Rc<RefCell<Callback<Wish>>>);

impl Wishes {
    /// What hears a wish.
    pub fn callback(&self) -> Callback<Wish> {
        let wishes = self.clone();
        Callback::from(move |wish| {
            let on_wish = wishes.0.borrow().clone();
            on_wish.emit(wish);
        })
    }
}

/// What is shown.
#[derive(Debug, Clone)]
enum Over {
    Nothing,
    Menu(Opened),
    Form(Task),
    Who(Looked),
    Palette,
    Keys,
    Scenarios(Origin),
    Rename,
    Json,
    Share { payload: AttrValue, copied: Copied },
    Explained(&'static Page),
}

/// All that lies over the page.
#[component]
pub fn Workshop(props: &WorkshopProps) -> Html {
    let lang = props.lang;
    let over = use_state(|| Over::Nothing);
    // The anchor of a menu that a press has just closed.
    let just_closed = use_mut_ref(|| None::<(String, Timeout)>);
    let json_draft = use_mut_ref(|| None::<Draft>);
    let close = {
        let over = over.setter();
        Callback::from(move |()| over.set(Over::Nothing))
    };
    let on_finish = {
        let (scenario, over, on_report) = (props.scenario.clone(), over.setter(), props.on_report.clone());
        Callback::from(move |(edit, then): Finished| {
            over.set(Over::Nothing);
            rows::leave(&scenario, &edit, lang);
            let report = made(&scenario, &edit, then.as_ref().map(Tab::to_string));
            let new = rows::made(&edit).filter(|_| matches!(report, Report::Made { .. }));
            on_report.emit(report);
            if let (Some(new), Ok(after)) = (new, edit.apply(&scenario)) {
                let is_new = |subject: &Subject| *subject == Subject::Entity(new.clone());
                rows::show(rows::path(&rows::items(&after, lang), &is_new), then.as_ref());
            }
        })
    };
    let on_wish = {
        let (scenario, over) = (props.scenario.clone(), over.setter());
        let (on_report, on_finish) = (props.on_report.clone(), on_finish.clone());
        Callback::from(move |wish: Wish| match wish {
            Wish::Show(tab) => {
                over.set(Over::Nothing);
                on_report.emit(Report::Open { tab: tab.to_string() });
            }
            Wish::Make(edit) => on_finish.emit((edit, None)),
            Wish::Ask(question) => {
                over.set(Over::Nothing);
                on_report.emit(ask(*question));
                on_report.emit(said(&Msg::EntityAsked));
                // A phone shows one pane at a time, and the answer is in another one.
                if page::shape() == Shape::Sm {
                    on_report.emit(Report::Do { command: Command::Go(Region::Question).to_string() });
                }
            }
            Wish::Copy(policy, account) => match copied(&scenario, &policy, account) {
                Some(new) => on_finish.emit(create(new)),
                None => on_report.emit(problem(&Msg::EntityPasteNoAccount)),
            },
            Wish::Fill(Task::Delete(entity)) => {
                let deletion = change::deletion(&scenario, &entity);
                match deletion.edit.clone().filter(|_| change::is_plain(&scenario, &entity, &deletion)) {
                    Some(edit) => on_finish.emit((edit, None)),
                    None => over.set(Over::Form(Task::Delete(entity))),
                }
            }
            Wish::Fill(task) => over.set(Over::Form(task)),
            Wish::WhoHas(policy) => over.set(Over::Who(Looked::Has(policy))),
            Wish::WhoAssumes(role) => over.set(Over::Who(Looked::Assumes(role))),
        })
    };
    *props.wishes.0.borrow_mut() = on_wish.clone();
    use_effect_with(props.request.as_ref().map(|request| request.nonce), {
        let (props, over, just_closed) = (props.clone(), over.setter(), just_closed.clone());
        let (on_wish, on_finish) = (on_wish.clone(), on_finish.clone());
        move |_| {
            if let Some(request) = props.request.clone() {
                Answers { props, over, just_closed, on_wish, on_finish }.answer((*request.target).clone());
            }
        }
    });
    match &*over {
        Over::Nothing => Html::default(),
        Over::Menu(opened) => {
            let on_close = {
                let (over, anchor) = (over.setter(), opened.anchor.clone());
                Callback::from(move |closed: Closed| {
                    match closed {
                        Closed::Back => {
                            if let Some(row) = browser::by_id(&anchor) {
                                browser::focus(&row);
                            }
                        }
                        Closed::Away => forget_soon(&just_closed, anchor.clone()),
                    }
                    over.set(Over::Nothing);
                })
            };
            menu::draw(opened, lang, &on_wish, &on_close)
        }
        Over::Who(looked) => html! {
            <Who scenario={props.scenario.clone()} looked={looked.clone()} {lang} {on_wish} on_close={close} />
        },
        Over::Form(task) => {
            let given = Given { scenario: props.scenario.clone(), lang, on_finish, on_close: close };
            html! { <EntityDialog {given} task={task.clone()} /> }
        }
        Over::Palette => {
            let on_found = {
                let (over, on_report) = (over.setter(), props.on_report.clone());
                Callback::from(move |found: Found| match found {
                    Found::New(made) => over.set(Over::Form(Task::New(made, Within::Anywhere))),
                    found => {
                        over.set(Over::Nothing);
                        if let Some(report) = found.report() {
                            on_report.emit(report);
                        }
                    }
                })
            };
            html! {
                <Palette scenario={props.scenario.clone()} catalogue={props.catalogue.clone()} {lang} {on_found}
                    on_close={close} />
            }
        }
        Over::Keys => html! { <Keys {lang} on_close={close} /> },
        Over::Scenarios(current) => html! {
            <Shelf current={current.clone()} {lang} on_report={props.on_report.clone()} on_close={close} />
        },
        Over::Rename => {
            let on_rename = {
                let (close, on_report) = (close.clone(), props.on_report.clone());
                Callback::from(move |title| {
                    close.emit(());
                    on_report.emit(Report::Title { title });
                })
            };
            let title = props.scenario.title.get(lang.tag()).to_owned();
            html! { <Rename {title} {lang} {on_rename} on_close={close} /> }
        }
        Over::Json => {
            let on_take = {
                let (close, on_report) = (close.clone(), props.on_report.clone());
                Callback::from(move |scenario: Rc<Scenario>| {
                    close.emit(());
                    on_report.emit(Report::Made {
                        scenario: scenario.to_json_minified(),
                        name: Words::of(&Msg::PageAsJsonStep),
                        renamed: Vec::new(),
                        then: None,
                        is_deletion: false,
                        is_said: false,
                    });
                })
            };
            html! { <AsJson scenario={props.scenario.clone()} draft={json_draft} {lang} {on_take} on_close={close} /> }
        }
        Over::Share { payload, copied } => {
            let link = address::with_fragment(payload);
            let on_copy = {
                let (over, on_report) = (over.setter(), props.on_report.clone());
                let (link, payload) = (link.clone(), payload.clone());
                Callback::from(move |()| {
                    let (over, on_report) = (over.clone(), on_report.clone());
                    let (link, payload) = (link.clone(), payload.clone());
                    wasm_bindgen_futures::spawn_local(async move {
                        if clipboard::copy(&link).await {
                            over.set(Over::Nothing);
                            on_report.emit(Report::Shared { payload: payload.to_string() });
                        } else {
                            over.set(Over::Share { payload, copied: Copied::Refused });
                        }
                    });
                })
            };
            let on_download = props.on_report.reform(|()| Report::Do { command: Command::SaveFile.to_string() });
            html! {
                <Share {link} copied={*copied} copy_keys={if page::is_mac() { "⌘C" } else { "Ctrl+C" }} {lang} {on_copy}
                    {on_download} on_close={close} />
            }
        }
        Over::Explained(page) => code_page::draw(page, lang, &close),
    }
}

/// A system policy as a custom one: of this account, else of one in which somebody has it. Nothing without an account.
fn copied(scenario: &Scenario, policy: &str, account: Option<String>) -> Option<New> {
    let wished = account.or_else(|| holder_of(scenario, policy));
    let account = first_account(scenario, wished.as_ref());
    fresh::copy_of_system_policy(scenario, &account, policy).filter(|_| !account.is_empty())
}

/// An account in which a system policy is attached.
fn holder_of(scenario: &Scenario, policy: &str) -> Option<String> {
    let has_it = |account: &&Account| !facts::holders(account, PolicyType::System, policy).is_empty();
    scenario.accounts.iter().find(has_it).map(|account| account.id.clone())
}

/// Another question, for the page.
fn ask(question: Question) -> Report {
    let asked = Scenario { question, ..Scenario::empty() };
    Report::Ask { question: asked.to_json_minified() }
}

/// The edit that makes something new, and what is shown then.
fn create(new: New) -> Finished {
    let then = Some(wish::tab(&new.entity()));
    (Edit::Create(Box::new(new)), then)
}

/// What the page is told of an edit: what it makes of the scenario, or why the platform would not have it.
pub fn made(scenario: &Scenario, edit: &Edit, then: Option<String>) -> Report {
    match edit.apply(scenario) {
        Ok(after) => Report::Made {
            scenario: after.to_json_minified(),
            name: Words::of_each(|lang| edit.name(scenario, lang)),
            renamed: match edit {
                Edit::Rename { entity, to, .. } => vec![entity.to_string(), to.clone()],
                _ => Vec::new(),
            },
            then,
            is_deletion: matches!(edit, Edit::Delete { .. }),
            is_said: false,
        },
        Err(refusal) => {
            Report::Say { words: Words::of_each(|lang| (*refusal.message(scenario, lang)).clone()), is_problem: true }
        }
    }
}

/// The same report of an edit, which the page says then, with a way back.
fn aloud(report: Report) -> Report {
    match report {
        Report::Made { scenario, name, renamed, then, is_deletion, .. } => {
            Report::Made { scenario, name, renamed, then, is_deletion, is_said: true }
        }
        other => other,
    }
}

fn problem(msg: &Msg) -> Report {
    Report::Say { words: Words::of(msg), is_problem: true }
}

fn said(msg: &Msg) -> Report {
    Report::Say { words: Words::of(msg), is_problem: false }
}

/// Remembers the anchor as long as the press that closed its menu lasts.
fn forget_soon(just_closed: &Rc<RefCell<Option<(String, Timeout)>>>, anchor: String) {
    let later = just_closed.clone();
    let timer = Timeout::new(SAME_PRESS, move || {
        later.borrow_mut().take();
    });
    *just_closed.borrow_mut() = Some((anchor, timer));
}
