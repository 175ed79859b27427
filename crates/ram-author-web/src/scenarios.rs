//! The scenarios that this browser keeps: find, open, rename, duplicate, delete.

use ram_text::{Lang, Msg, plain};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use ram_policy_playground::browser::storage::{self, Entry, Origin};
use ram_policy_playground::browser::{self, clock, page, popover};
use ram_policy_playground::components::dialog::Dialog;
use ram_policy_playground::components::{button, icon};

/// From so many scenarios on there is a field to find one.
const MANY: usize = 6;

/// What is wanted of the scenarios that are kept.
#[derive(Debug, Clone, PartialEq)]
pub enum Wish {
    Open(Origin),
    New,
    Rename(Origin, String),
    Duplicate(Origin),
    Delete(Origin),
    /// Deletes all that this browser keeps of the page.
    Clear,
}

#[derive(Debug, Clone, Properties, PartialEq)]
pub struct ScenariosProps {
    /// What is kept, the latest first.
    pub entries: Vec<Entry>,
    /// The title of the one that was deleted last, while it can come back.
    pub gone: Option<String>,
    /// It comes back.
    pub on_back: Callback<()>,
    /// The one that is open.
    pub current: Origin,
    /// Characters that all of it takes.
    pub used: usize,
    /// The language of the page.
    pub lang: Lang,
    /// What is wanted.
    pub on_wish: Callback<Wish>,
    /// The list is left.
    pub on_close: Callback<()>,
}

#[component]
pub fn Scenarios(props: &ScenariosProps) -> Html {
    let lang = props.lang;
    let query = use_state(String::new);
    let renaming = use_state(|| None::<Origin>);
    let is_clearing = use_state(|| false);
    let wish = |wish: Wish| {
        let on_wish = props.on_wish.clone();
        move |_: MouseEvent| on_wish.emit(wish.clone())
    };
    let title = |entry: &Entry| titled(entry.title.get(lang.tag()), &entry.origin, lang);
    let words = query.trim().to_lowercase();
    let found = props.entries.iter().filter(|entry| title(entry).to_lowercase().contains(&words));
    let row = |(at, entry): (usize, &Entry)| {
        let name = title(entry);
        let is_open = entry.origin == props.current;
        if *renaming == Some(entry.origin.clone()) {
            return rename_row(&name, lang, {
                let (renaming, on_wish, origin) = (renaming.setter(), props.on_wish.clone(), entry.origin.clone());
                Callback::from(move |title: Option<String>| {
                    renaming.set(None);
                    let row = row_id(&origin);
                    browser::after_paint(move || {
                        popover::by_id(&row).map(|row| popover::focus_first(&row, ".slot-open + *"));
                    });
                    if let Some(title) = title {
                        on_wish.emit(Wish::Rename(origin.clone(), title));
                    }
                })
            });
        }
        let start = {
            let (renaming, origin) = (renaming.setter(), entry.origin.clone());
            Callback::from(move |()| {
                renaming.set(Some(origin.clone()));
                browser::after_paint(|| page::focus(".slot input"));
            })
        };
        let kind = match entry.origin {
            Origin::Example(_) => Msg::PageFromExample,
            Origin::Link(_) => Msg::PageFromLink,
            Origin::File(_) => Msg::PageFromFile,
            Origin::New(_) => Msg::PageFromHere,
        };
        let mut facts = vec![kind.string(lang)];
        facts.extend(clock::moment(entry.saved).map(|moment| moment.words(lang)));
        facts.push(Msg::PageKilobytes { n: entry.size.div_ceil(1_000) }.string(lang));
        let tool =
            |icon: &'static str, label: Msg, on_press: Callback<()>| button::large(icon, label, on_press).draw(lang);
        let wish = |wish: Wish| props.on_wish.reform(move |()| wish.clone());
        html! {
            <li key={entry.origin.to_string()} id={row_id(&entry.origin)} class="slot">
                <button type="button" class="slot-open" aria-current={is_open.then_some("true")}
                    onclick={wish(Wish::Open(entry.origin.clone())).reform(|_| ())}>
                    <span>{ &name }</span>
                    if is_open { <span class="pill">{ Msg::PageOpenNow.string(lang) }</span> }
                    <small>{ facts.join(" · ") }</small>
                </button>
                { tool("pencil", Msg::PageRenameNamed { name: plain(&name) }, start) }
                { tool("copy", Msg::PageDuplicateNamed { name: plain(&name) },
                    wish(Wish::Duplicate(entry.origin.clone()))) }
                { tool("trash-2", Msg::PageDeleteNamed { name: plain(&name) }, {
                    let (on_wish, origin) = (props.on_wish.clone(), entry.origin.clone());
                    Callback::from(move |()| {
                        on_wish.emit(Wish::Delete(origin.clone()));
                        browser::after_paint(move || focus_instead(at));
                    })
                }) }
            </li>
        }
    };
    let rows = found.enumerate().map(row).collect::<Vec<_>>();
    let none = rows.is_empty().then(|| {
        let msg = match words.is_empty() {
            // What is open is remembered before anything else.
            true if !storage::set_last(&props.current) => Msg::PageNotSavedWhy,
            true => Msg::PageNoScenarios,
            false => Msg::PageFindNothing { text: plain(query.trim()) },
        };
        html! { <p class="empty">{ msg.string(lang) }</p> }
    });
    let oninput = {
        let query = query.setter();
        move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                query.set(input.value());
            }
        }
    };
    let ask_clear = |ask: bool| {
        let is_clearing = is_clearing.setter();
        move |_: MouseEvent| {
            is_clearing.set(ask);
            // What can't be undone is not what Enter does next.
            browser::after_paint(|| page::focus(".slots .dialog-foot .btn"));
        }
    };
    let foot = if *is_clearing {
        html! {
            <footer key="clear" class="dialog-foot" role="alert">
                <p class="grow">{ Msg::PageClearWarning { n: props.entries.len() }.string(lang) }</p>
                <button type="button" class="btn outline" onclick={ask_clear(false)}>{ Msg::PageKeep.string(lang) }</button>
                <button type="button" class="btn primary" onclick={wish(Wish::Clear)}>
                    { Msg::PageClearNow.string(lang) }
                </button>
            </footer>
        }
    } else {
        html! {
            <footer key="use" class="dialog-foot">
                <p class="grow">{ Msg::PageStorageUsed { n: props.used.div_ceil(1_000) }.string(lang) }</p>
                <button type="button" class="btn outline" onclick={ask_clear(true)}>{ Msg::PageClearAll.string(lang) }</button>
            </footer>
        }
    };
    html! {
        <Dialog class="slots" title={Msg::PageScenarios.string(lang)} {lang} on_close={props.on_close.clone()} {foot}>
            <div class="row">
                if props.entries.len() >= MANY {
                    <span class="field grow">
                        { icon::draw_with("search", "i-14") }
                        <input type="search" aria-label={Msg::PageFilter.string(lang)}
                            placeholder={Msg::PageFilter.string(lang)} value={(*query).clone()} {oninput} />
                    </span>
                } else {
                    <span class="grow" />
                }
                <button type="button" class="btn outline" onclick={wish(Wish::New)}>
                    { icon::draw("plus") }{ Msg::PageNewScenario.string(lang) }
                </button>
            </div>
            if let Some(name) = &props.gone {
                <p class="row slot-gone" role="status">
                    <span class="grow">{ Msg::PageDeleted { name: plain(name) }.string(lang) }</span>
                    <button type="button" class="btn sm outline" onclick={props.on_back.reform(|_: MouseEvent| ())}>
                        { icon::draw("undo-2") }{ Msg::PageUndo.string(lang) }
                    </button>
                </p>
            }
            <ul>{ for rows }{ none.unwrap_or_default() }</ul>
        </Dialog>
    }
}

/// What a scenario is called; one without a title goes by its number, if it is not the first.
pub fn titled(title: &str, origin: &Origin, lang: Lang) -> String {
    match (title, origin) {
        ("", Origin::New(number)) if *number > 1 => {
            Msg::PageUntitledNumber { number: plain(number.to_string()) }.string(lang)
        }
        ("", _) => Msg::PageUntitled.string(lang),
        (title, _) => title.to_owned(),
    }
}

fn row_id(origin: &Origin) -> String {
    format!("slot-{origin}")
}

/// Gives the focus that went with a row to the one in its place, else to the last, else to the way back.
fn focus_instead(at: usize) {
    let dialog = popover::by_id("dialog-title").and_then(|title| title.closest("dialog").ok().flatten());
    if let Some(dialog) = dialog {
        let in_place = format!(".slot:nth-child({}) > :last-child", at + 1);
        let _ = [&in_place, ".slot:last-child > :last-child", ".slot-gone button"]
            .into_iter()
            .any(|selector| popover::focus_first(&dialog, selector));
    }
}

/// A row while its title is edited. Nothing is told where it is left as it was.
fn rename_row(name: &str, lang: Lang, on_done: Callback<Option<String>>) -> Html {
    let onsubmit = {
        let on_done = on_done.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            let form = event.target_dyn_into::<web_sys::Element>();
            let field = form.and_then(|form| form.query_selector("input").ok().flatten());
            let field = field.and_then(|field| wasm_bindgen::JsCast::dyn_into::<HtmlInputElement>(field).ok());
            on_done.emit(field.map(|field| field.value().trim().to_owned()));
        }
    };
    let onkeydown = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            event.stop_propagation();
            on_done.emit(None);
        }
    };
    html! {
        <li class="slot">
            <form class="row grow" {onsubmit} {onkeydown}>
                <span class="field grow">
                    <input value={name.to_owned()} aria-label={Msg::PageScenarioTitle.string(lang)} autocomplete="off"
                        maxlength="120" />
                </span>
                <button type="submit" class="btn primary">{ Msg::PageDone.string(lang) }</button>
            </form>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scenarios_without_a_title_are_told_apart_by_number() {
        let name = |title: &str, number: u32| titled(title, &Origin::New(number), Lang::En);
        assert_eq!((name("", 1), name("", 2)), ("Untitled scenario".to_owned(), "Untitled scenario 2".to_owned()));
        assert_eq!(name("Night", 2), "Night");
    }
}
