//! The scenarios that this browser keeps, and what is done with them.

use ram_policy_playground::author::Report;
use ram_policy_playground::browser::clock;
use ram_policy_playground::browser::storage::{self, Origin, Slot};
use ram_policy_playground::command::Command;
use ram_scenario::scenario::{Localized, Scenario};
use ram_text::{Lang, Msg, plain};
use yew::prelude::*;

use crate::scenarios::{Scenarios, Wish, titled};

#[derive(Debug, Clone, Properties, PartialEq)]
pub struct ShelfProps {
    /// The scenario that is open.
    pub current: Origin,
    /// The language of the page.
    pub lang: Lang,
    /// What the page is told.
    pub on_report: Callback<Report>,
    /// The shelf is left.
    pub on_close: Callback<()>,
}

/// The list of scenarios, which changes what this browser keeps.
#[component]
pub fn Shelf(props: &ShelfProps) -> Html {
    let kept = use_state(|| (storage::entries(), storage::used()));
    let gone = use_state(|| None::<(Slot, String)>);
    let on_wish = {
        let (kept, gone, props) = (kept.clone(), gone.setter(), props.clone());
        Callback::from(move |wish: Wish| {
            let tell = |report: Report| props.on_report.emit(report);
            match wish {
                Wish::New => {
                    tell(Report::Do { command: Command::New.to_string() });
                    props.on_close.emit(());
                }
                Wish::Open(origin) => {
                    if origin != props.current {
                        tell(Report::OpenScenario { origin });
                    }
                    props.on_close.emit(());
                }
                Wish::Rename(origin, title) if origin == props.current => tell(Report::Title { title }),
                Wish::Rename(origin, title) => {
                    rename(&origin, props.lang, title);
                }
                Wish::Duplicate(origin) => {
                    duplicate(&origin, props.lang);
                }
                Wish::Delete(origin) => {
                    if let Some(slot) = storage::slot(&origin) {
                        storage::forget(&origin);
                        let title = slot.scenario().map(|scenario| scenario.title.get(props.lang.tag()).to_owned());
                        let title = titled(&title.unwrap_or_default(), &origin, props.lang);
                        gone.set(Some((slot.clone(), title.clone())));
                        tell(Report::Deleted { slot, title });
                    }
                }
                Wish::Clear => {
                    storage::clear();
                    tell(Report::Cleared {});
                    props.on_close.emit(());
                }
            }
            kept.set((storage::entries(), storage::used()));
        })
    };
    let on_back = {
        let (kept, gone) = (kept.clone(), gone.clone());
        Callback::from(move |()| {
            if let Some((slot, _)) = &*gone {
                storage::save(slot);
            }
            gone.set(None);
            kept.set((storage::entries(), storage::used()));
        })
    };
    let (entries, used) = (*kept).clone();
    html! {
        <Scenarios {entries} gone={gone.as_ref().map(|(_, title)| title.clone())} {on_back} current={props.current.clone()} {used} lang={props.lang} {on_wish}
            on_close={props.on_close.clone()} />
    }
}

/// Gives one that is not open another title; false where the browser refuses.
fn rename(origin: &Origin, lang: Lang, title: String) -> bool {
    let Some((mut scenario, original)) = read(origin) else { return false };
    scenario.title = scenario.title.with(lang.tag(), title);
    storage::save(&Slot::new(origin, &scenario, &original, None, clock::now()))
}

/// Makes a copy of one, as a new one of its own; false where the browser refuses.
fn duplicate(origin: &Origin, lang: Lang) -> bool {
    let Some((mut scenario, _)) = read(origin) else { return false };
    let name = plain(scenario.title.get(lang.tag()));
    scenario.title = Localized::One(Msg::PageCopyOf { name }.string(lang));
    storage::save(&Slot::new(&Origin::New(storage::new_number()), &scenario, &scenario, None, clock::now()))
}

/// A scenario as it was left, and as it came.
fn read(origin: &Origin) -> Option<(Scenario, Scenario)> {
    let slot = storage::slot(origin)?;
    let scenario = slot.scenario()?;
    let original = slot.original().unwrap_or_else(|| scenario.clone());
    Some((scenario, original))
}
