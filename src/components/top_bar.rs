//! The top bar: which scenario this is, undo, examples, theme, language, share.

use ram_scenario::examples::EXAMPLES;
use ram_text::{Lang, Msg, plain};
use yew::prelude::*;

use super::menu::{Item, Menu};
use super::{button, icon};
use crate::browser::keyboard;
use crate::command::Command;
use crate::state::{Theme, Words};

/// Its id: what everything can be found from stands below it.
pub const ANCHOR: &str = "topbar";

#[derive(Debug, Clone, Properties, PartialEq)]
pub struct TopBarProps {
    /// What the scenario is called; may be empty.
    pub title: AttrValue,
    /// What it shows; may be empty.
    pub story: AttrValue,
    /// What the step back takes back, if there is one.
    pub undoes: Option<Words>,
    /// What the step forward makes again, if there is one.
    pub redoes: Option<Words>,
    /// Whether it is not what it was when it was opened.
    pub is_edited: bool,
    /// Whether this browser keeps it.
    pub is_saved: bool,
    /// The language of the page.
    pub lang: Lang,
    /// The theme of the page.
    pub theme: Theme,
    /// What is wanted.
    pub on_command: Callback<Command>,
}

#[component]
pub fn TopBar(props: &TopBarProps) -> Html {
    let lang = props.lang;
    let run = |command: Command| {
        let on_command = props.on_command.clone();
        Callback::from(move |()| on_command.emit(command))
    };
    let press = |command: Command| {
        let on_command = props.on_command.clone();
        move |_: MouseEvent| on_command.emit(command)
    };
    let item =
        |command: Command| Item { icon: Some(command.icon()), ..Item::new(command.label().string(lang), run(command)) };
    let label = |command: Command| {
        let named = |step: &Option<Words>| step.as_ref().map(|step| plain(step.get(lang)));
        match command {
            Command::Undo => named(&props.undoes).map_or(Msg::PageUndo, |step| Msg::PageUndoStep { step }),
            Command::Redo => named(&props.redoes).map_or(Msg::PageRedo, |step| Msg::PageRedoStep { step }),
            _ => command.label(),
        }
    };
    let button = |class: &'static str, command: Command, is_disabled: bool| {
        let keys = keyboard::keys(command).map(keyboard::shown);
        let button = button::large(command.icon(), label(command), run(command));
        button.class(class).keys(keys).disabled(is_disabled).draw(lang)
    };

    // Reading every example takes a moment, once for each language.
    let titles = use_memo(lang, |lang| {
        let scenarios = EXAMPLES.iter().map(|example| example.scenario());
        Vec::from_iter(scenarios.map(|scenario| {
            let words = |text: &ram_scenario::scenario::Localized| AttrValue::from(text.get(lang.tag()).to_owned());
            (words(&scenario.title), words(&scenario.story))
        }))
    });
    let examples = Vec::from_iter(titles.iter().enumerate().map(|(place, (title, story))| Item {
        note: Some(story.clone()),
        ..Item::new(title.clone(), run(Command::Example(place)))
    }));
    let themes = Vec::from_iter(
        Theme::ALL.into_iter().map(|theme| Item { checked: Some(theme == props.theme), ..item(Command::Theme(theme)) }),
    );
    let other = lang.other();
    let language = Item {
        lang: Some(other.tag()),
        is_apart: true,
        ..Item::new(Msg::PageOtherLanguage.string(lang), run(Command::Language(other)))
    };

    let mut scenario_items = vec![
        item(Command::Rename),
        item(Command::Json),
        Item { is_apart: true, ..item(Command::New) },
        item(Command::Scenarios),
        item(Command::OpenFile),
        item(Command::SaveFile),
    ];
    if props.is_edited {
        let original = item(Command::OpenOriginal);
        scenario_items.push(Item { is_apart: true, ..original });
    }

    let mut more = vec![item(Command::Find), item(Command::Keys)];
    if props.redoes.is_some() {
        more.insert(0, item(Command::Redo));
    }
    let heading = AttrValue::from(Msg::PageExamples.string(lang));
    more.extend(
        examples
            .iter()
            .cloned()
            .enumerate()
            .map(|(place, example)| Item { heading: (place == 0).then(|| heading.clone()), ..example }),
    );
    let heading = AttrValue::from(Msg::PageTheme.string(lang));
    more.extend(
        themes
            .iter()
            .cloned()
            .enumerate()
            .map(|(place, theme)| Item { heading: (place == 0).then(|| heading.clone()), ..theme }),
    );
    more.push(language);

    let title = if props.title.is_empty() { Msg::PageUntitled.string(lang).into() } else { props.title.clone() };
    let story = if props.story.is_empty() {
        Html::default()
    } else {
        html! { <p class="menu-story">{ props.story.clone() }</p> }
    };
    let (saved_icon, saved) =
        if props.is_saved { ("hard-drive", Msg::PageSaved) } else { ("triangle-alert", Msg::PageNotSaved) };
    html! {
        <header class="topbar" id={ANCHOR}>
            <span class="brand">
                <span class="brand-mark">{ mark() }</span>
                <span class="brand-name">{ Msg::PageTitle.string(lang) }</span>
            </span>
            <span class="slash brand-name" aria-hidden="true">{ "/" }</span>
            <Menu class="scenario" head={story} items={scenario_items}>
                <span>{ title }</span>{ icon::draw_with("chevron-down", "i-12 caret") }
            </Menu>
            <span class={classes!("saved", (!props.is_saved).then_some("is-not"))} role="status">
                { icon::draw_with(saved_icon, "i-12") }{ saved.string(lang) }
            </span>
            <span class="grow" />
            { button("tb-phone", Command::Undo, props.undoes.is_none()) }
            <span class="tb-wide row">
                { button("", Command::Undo, props.undoes.is_none()) }
                { button("", Command::Redo, props.redoes.is_none()) }
                <span class="vr" />
                { button("", Command::Find, false) }
                <span class="tb-examples">
                    <Menu class="btn" items={examples} to_left=true>
                        { icon::draw("layers") }{ Msg::PageExamples.string(lang) }
                    </Menu>
                    <span class="vr" />
                </span>
                { button("tb-keys", Command::Keys, false) }
                <Menu class="btn icon" label={Msg::PageTheme.string(lang)} items={themes} to_left=true>
                    { icon::draw(Command::Theme(props.theme).icon()) }
                </Menu>
                <button type="button" class="btn" lang={other.tag()} aria-label={Msg::PageOtherLanguageLabel.string(lang)}
                    onclick={press(Command::Language(other))}>
                    { Msg::PageOtherLanguage.string(lang) }
                </button>
            </span>
            <button type="button" class="btn primary" aria-haspopup="dialog" onclick={press(Command::Share)}>
                { icon::draw("share-2") }<span class="share-txt">{ Msg::PageShare.string(lang) }</span>
            </button>
            <span class="tb-more">
                <Menu class="btn icon" label={Msg::PageMore.string(lang)} items={more} to_left=true>
                    { icon::draw("ellipsis") }
                </Menu>
            </span>
        </header>
    }
}

/// The product's mark: a path that leaves one account and lands in another.
fn mark() -> Html {
    html! {
        <svg viewBox="0 0 24 24" fill="none" aria-hidden="true">
            <rect x="2.25" y="2.25" width="19.5" height="19.5" rx="5" fill="var(--ink)" />
            <path d="M7.5 6.5v11M7.5 9.25h4.25a2.75 2.75 0 0 1 2.75 2.75v0a2.75 2.75 0 0 0 2.75 2.75" stroke="var(--on-ink)"
                stroke-width="1.75" stroke-linecap="round" />
            <circle cx="7.5" cy="17.25" r="1.6" fill="var(--on-ink)" />
            <circle cx="17" cy="14.75" r="1.6" fill="var(--on-ink)" />
        </svg>
    }
}
