//! One list of all that can be found and done: commands, documents, principals, roles and actions.

use std::rc::Rc;

use ram_catalog::Catalogue;
use ram_scenario::edit::Entity;
use ram_scenario::examples::EXAMPLES;
use ram_scenario::scenario::{NodeKind, Question, Scenario};
use ram_text::{Lang, Msg};
use yew::prelude::*;

use ram_policy_playground::author::Report;
use ram_policy_playground::browser::keyboard;
use ram_policy_playground::command::Command;
use ram_policy_playground::components::documents;
use ram_policy_playground::components::picker::filter::filter;
use ram_policy_playground::components::picker::{Chosen, LIMIT, List, Picker, Row, Section};
use ram_policy_playground::components::question::Slot;
use ram_policy_playground::components::question::options::{Choice, options};
use ram_policy_playground::components::top_bar;
use ram_policy_playground::state::{Tab, Theme};

use crate::entities::wish::{self, Made};

/// What a line of the palette does.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// A command of the page.
    Do(Command),
    /// Shows a document, or the facts of an entity.
    Open(Tab),
    /// Changes the question.
    Ask(Box<Question>),
    /// Something new is made.
    New(Made),
}

impl Found {
    /// What the page is told once it is chosen; nothing for what this module makes itself.
    pub fn report(&self) -> Option<Report> {
        Some(match self {
            Found::New(_) => return None,
            Found::Do(command) => Report::Do { command: command.to_string() },
            Found::Open(tab) => Report::Open { tab: tab.to_string() },
            Found::Ask(question) => {
                let asked = Scenario { question: (**question).clone(), ..Scenario::empty() };
                Report::Ask { question: asked.to_json_minified() }
            }
        })
    }
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
    pub on_found: Callback<Found>,
    /// It is left.
    pub on_close: Callback<()>,
}

impl PartialEq for PaletteProps {
    fn eq(&self, other: &PaletteProps) -> bool {
        Rc::ptr_eq(&self.scenario, &other.scenario)
            && self.catalogue.is_some() == other.catalogue.is_some()
            && self.lang == other.lang
            && self.on_found == other.on_found
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
        let (found, on_found) = (found.clone(), props.on_found.clone());
        Callback::from(move |(chosen, _): (Chosen, bool)| {
            if let Chosen::Row(id) = chosen
                && let Some(found) = found.1.get(id)
            {
                on_found.emit(found.clone());
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
            anchor={top_bar::ANCHOR} lang={props.lang} {on_query} {on_choose} on_close={props.on_close.reform(|_| ())} />
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
    // It is open already, and what is likeliest stands first, which a step back seldom is.
    let listed = Command::LISTED.into_iter().filter(|command| *command != Command::Find);
    let (steps, others): (Vec<_>, Vec<_>) =
        listed.partition(|command| matches!(command, Command::Undo | Command::Redo));
    for command in others.into_iter().chain(steps) {
        let keys = keyboard::keys(command).map(keyboard::shown);
        commands.push(Row { note: keys, ..row(command.icon(), command.label().string(lang), Found::Do(command)) });
    }
    for made in Made::offered(scenario) {
        commands.push(row(made.icon(), made.label().string(lang), Found::New(made)));
    }
    let mut policies = Vec::new();
    for key in scenario.documents() {
        let (name, is_code) = documents::name(&key, lang);
        let path = documents::path(&key, scenario, lang).join(" / ");
        let line = row(documents::icon(&key), name, Found::Open(Tab::Document(key)));
        policies.push(Row { is_code, detail: Some(path), ..line });
    }
    let mut entities = Vec::new();
    for entity in entities_of(scenario) {
        let account = entity.account().map(|id| wish::name(scenario, &Entity::Account(id.to_owned()), lang));
        // A policy is listed by its text above.
        let is_policy = matches!(entity, Entity::Policy { .. });
        let note = is_policy.then(|| Msg::EntityDetails.string(lang));
        let line = row(wish::icon(&entity), wish::name(scenario, &entity, lang), Found::Open(wish::page(&entity)));
        entities.push(Row { detail: account, note, ..line });
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
            section(Msg::PageWorld, entities),
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

/// Everything that has a page of facts.
pub fn entities_of(scenario: &Scenario) -> Vec<Entity> {
    let mut entities = Vec::new();
    for account in &scenario.accounts {
        let id = || account.id.clone();
        entities.push(Entity::Account(id()));
        entities.extend(account.users.iter().map(|user| Entity::User { account: id(), name: user.name.clone() }));
        entities.extend(account.groups.iter().map(|group| Entity::Group { account: id(), name: group.name.clone() }));
        entities.extend(account.roles.iter().map(|role| Entity::Role { account: id(), name: role.name.clone() }));
        let resources = account.resources.iter();
        entities.extend(resources.map(|resource| Entity::Resource { account: id(), arn: resource.arn.clone() }));
        let groups = account.resource_groups.iter();
        entities.extend(groups.map(|group| Entity::ResourceGroup { account: id(), id: group.id.clone() }));
        let policies = account.policies.iter();
        entities.extend(policies.map(|policy| Entity::Policy { account: id(), name: policy.name.clone() }));
    }
    if let Some(directory) = &scenario.resource_directory {
        entities.push(Entity::Directory);
        let folders = directory.nodes.iter().filter(|node| node.kind != NodeKind::Member);
        entities.extend(folders.map(|node| Entity::Folder(node.id.clone())));
    }
    entities
}
