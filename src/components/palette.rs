//! One list of all that can be found and done: commands, documents, principals, roles and actions.

use std::rc::Rc;

use ram_catalog::Catalogue;
use ram_scenario::examples::EXAMPLES;
use ram_scenario::scenario::{DocumentKey, Question, Scenario};
use ram_text::{Lang, Msg};
use yew::prelude::*;

use super::documents;
use super::picker::filter::filter;
use super::picker::{Chosen, LIMIT, List, Picker, Row, Section};
use super::question::Slot;
use super::question::options::{Choice, options};
use crate::browser::keyboard;
use crate::command::Command;
use crate::state::Theme;

/// The id of what the palette belongs to: the top bar.
pub const ANCHOR: &str = "topbar";

/// What a line of the palette does.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// A command of the page.
    Do(Command),
    /// Opens a document.
    Open(DocumentKey),
    /// Changes the question.
    Ask(Box<Question>),
}

#[derive(Debug, Clone, Properties)]
pub struct PaletteProps {
    /// The scenario.
    pub scenario: Rc<Scenario>,
    /// The actions that are known.
    pub catalogue: Option<Rc<Catalogue>>,
    /// The language of the page.
    pub lang: Lang,
    /// Something was chosen.
    pub on_choose: Callback<Found>,
    /// It is left.
    pub on_close: Callback<()>,
}

impl PartialEq for PaletteProps {
    fn eq(&self, other: &PaletteProps) -> bool {
        Rc::ptr_eq(&self.scenario, &other.scenario)
            && self.catalogue.is_some() == other.catalogue.is_some()
            && self.lang == other.lang
            && self.on_choose == other.on_choose
            && self.on_close == other.on_close
    }
}

#[component]
pub fn Palette(props: &PaletteProps) -> Html {
    let query = use_state(String::new);
    let found = use_memo(((*query).clone(), props.lang), |(query, lang)| {
        search(&props.scenario, props.catalogue.as_deref(), query, *lang)
    });
    let on_choose = {
        let (found, on_choose) = (found.clone(), props.on_choose.clone());
        Callback::from(move |(chosen, _): (Chosen, bool)| {
            if let Chosen::Row(id) = chosen
                && let Some(found) = found.1.get(id)
            {
                on_choose.emit(found.clone());
            }
        })
    };
    let on_query = {
        let query = query.setter();
        Callback::from(move |text| query.set(text))
    };
    html! {
        <Picker id="palette" class="palette" label={Msg::PageFindAnything.string(props.lang)}
            placeholder={Msg::PageFindAnythingHint.string(props.lang)} list={found.0.clone()} query={(*query).clone()}
            anchor={ANCHOR} lang={props.lang} {on_query} {on_choose} on_close={props.on_close.reform(|_| ())} />
    }
}

/// What fits a query, and what each line does by its id.
pub fn search(scenario: &Scenario, catalogue: Option<&Catalogue>, query: &str, lang: Lang) -> (List, Vec<Found>) {
    let mut found = Vec::new();
    let mut row = |icon, text: String, does| {
        found.push(does);
        Row { id: found.len() - 1, icon, text, ..Row::default() }
    };
    let mut commands = Vec::new();
    for command in Command::LISTED {
        let keys = keyboard::keys(command).map(keyboard::shown);
        commands.push(Row { note: keys, ..row(command.icon(), command.label().string(lang), Found::Do(command)) });
    }
    let mut policies = Vec::new();
    for key in scenario.documents() {
        let (name, is_code) = documents::name(&key, lang);
        let path = documents::path(&key, scenario, lang).join(" / ");
        let line = row(documents::icon(&key), name, Found::Open(key));
        policies.push(Row { is_code, detail: Some(path), ..line });
    }
    let mut settings = Vec::new();
    for theme in Theme::ALL {
        let (command, note) = (Command::Theme(theme), Some(Msg::PageTheme.string(lang)));
        settings.push(Row { note, ..row(command.icon(), command.label().string(lang), Found::Do(command)) });
    }
    let (command, note) = (Command::Language(lang.other()), Some(Msg::PageLanguage.string(lang)));
    settings.push(Row { note, ..row(command.icon(), command.label().string(lang), Found::Do(command)) });
    let mut examples = Vec::new();
    for (place, example) in EXAMPLES.iter().enumerate() {
        let title = example.scenario().title.get(lang.tag()).to_owned();
        examples.push(row("layers", title, Found::Do(Command::Example(place))));
    }
    let section = |label: Msg, rows| Section { label: Some(label.string(lang)), rows };
    let mut list = filter(
        vec![
            section(Msg::PageCommands, commands),
            section(Msg::PageViewPolicies, policies),
            section(Msg::PageExamples, examples),
            section(Msg::PageSettings, settings),
        ],
        query,
        LIMIT,
    );
    // Whoever looks for a name may want to ask about it. Without a query that would be everything.
    if !query.trim().is_empty() {
        for (slot, label) in [
            (Slot::User, Msg::PageAskAsUser),
            (Slot::Role(0), Msg::PageAskWithRole),
            (Slot::Action, Msg::PageAskAboutAction),
        ] {
            let offered = options(scenario, catalogue, slot, query, lang);
            let rows = offered.list.sections.into_iter().flat_map(|section| section.rows);
            let rows = rows.filter_map(|line| match offered.choices.get(line.id) {
                Some(Choice::Ask(question)) => {
                    found.push(Found::Ask(question.clone()));
                    Some(Row { id: found.len() - 1, is_selected: false, ..line })
                }
                _ => None,
            });
            let rows = Vec::from_iter(rows.take(LIMIT / 3));
            if !rows.is_empty() {
                list.sections.push(Section { label: Some(label.string(lang)), rows });
            }
        }
    }
    (list, found)
}
