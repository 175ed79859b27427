//! A field with a list below it: the combobox pattern. Who shows it keeps what is typed, and says what is offered.

use ram_author::offer::narrower::Wider;
use ram_author::words;
use ram_policy_playground::browser::popover as browser;
use ram_policy_playground::components::icon;
use ram_policy_playground::components::picker::enter::use_enter;
use ram_text::{Lang, Msg, code, plain};
use web_sys::{Element, HtmlElement, HtmlInputElement, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

use super::fields::typed_in;

/// One option.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Row {
    /// Its icon.
    pub icon: &'static str,
    /// What it says.
    pub label: Html,
    /// A few words beside it.
    pub detail: Html,
    /// A box before it that is ticked or not.
    pub tick: Option<Tick>,
    /// A word at its end.
    pub badge: Option<Badge>,
}

/// A word on an option that says what choosing it does to the others.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Badge {
    /// The word.
    pub word: String,
    /// A sentence.
    pub means: String,
}

impl Badge {
    /// The badge of what narrows the list, if it does.
    pub fn narrower(wider: &Wider, lang: Lang) -> Option<Badge> {
        let entries = wider.texts().map(code).collect::<Vec<_>>();
        if entries.is_empty() {
            return None;
        }
        let means = Msg::FormNarrowerInstead { entries: words::list(entries, lang) }.string(lang);
        Some(Badge { word: Msg::FormNarrower.string(lang), means })
    }

    fn draw(&self) -> Html {
        html! {
            <span class="badge" title={self.means.clone()}>{ &self.word }<span class="sr">{ ": " }{ &self.means }</span></span>
        }
    }
}

/// The box before an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tick {
    /// Empty.
    Off,
    /// Ticked.
    On,
    /// Ticked by another option, which alone can change that.
    Held,
}

/// What a field offers.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Offers {
    /// The options.
    pub rows: Vec<Row>,
    /// How many there are beside those.
    pub more: usize,
    /// Where what is typed stands among the options, if it can be chosen as it is.
    pub takes_text: Option<Place>,
    /// Whether what is typed is whole, so that it is taken when the field is left.
    pub is_meant: bool,
    /// The badge of what is typed.
    pub text_badge: Option<Badge>,
    /// What is wrong with what is typed, or to be known of the list.
    pub note: Option<(String, Tone)>,
}

/// Where what is typed stands among the options.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Before them.
    First,
    /// Behind them.
    Last,
}

/// Whether a note is a fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    /// What is typed can't be written.
    Fault,
    /// Something to know.
    Plain,
}

/// What was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Chosen {
    /// The option at this place.
    Row(usize),
    /// The text as typed.
    Text(String),
}

#[derive(Debug, Clone, Properties, PartialEq)]
pub(crate) struct ComboProps {
    /// Its id; those of list and options derive from it.
    pub id: AttrValue,
    /// What is chosen here.
    pub name: AttrValue,
    /// What it says while empty.
    pub placeholder: AttrValue,
    /// Its icon.
    pub icon: &'static str,
    /// What is typed; nothing while the list is shut.
    pub typed: Option<String>,
    /// What is offered; empty while the list is shut.
    pub offers: Offers,
    /// What stands beside the list.
    #[prop_or_default]
    pub side: Html,
    /// Whether several can be ticked, so that the list stays open.
    #[prop_or_default]
    pub is_multiple: bool,
    /// Whether it looks like a button until it is used.
    #[prop_or_default]
    pub is_quiet: bool,
    /// Which keys a touch keyboard shows.
    #[prop_or_default]
    pub keys: Option<&'static str>,
    /// The language of the page.
    pub lang: Lang,
    /// Something else is typed; nothing shuts the list.
    pub on_typed: Callback<Option<String>>,
    /// Something is chosen.
    pub on_choose: Callback<Chosen>,
}

/// The field and its list.
#[component]
pub(crate) fn Combo(props: &ComboProps) -> Html {
    let lang = props.lang;
    let root = use_node_ref();
    let pop = use_node_ref();
    // Which option Enter takes; counted anew for each text.
    let moved = use_state(|| None::<(String, usize)>);
    let is_open = props.typed.is_some();
    let text = props.typed.clone().unwrap_or_default();
    let free = props.offers.takes_text.filter(|_| !text.trim().is_empty());
    let rows = props.offers.rows.len();
    let count = rows + usize::from(free.is_some());
    let first = usize::from(free == Some(Place::First));
    let active = moved.as_ref().filter(|(of, _)| *of == text).map_or(0, |(_, at)| *at).min(count.saturating_sub(1));
    {
        let pop = pop.clone();
        use_effect_with((is_open, active, text.clone()), move |(is_open, _, _)| {
            if let Some(pop) = pop.cast::<Element>().filter(|_| *is_open)
                && let Ok(Some(list)) = pop.query_selector("[role=listbox]")
            {
                browser::reveal(&list, "[data-active]");
            }
        });
    }
    {
        let pop = pop.clone();
        use_effect_with(is_open, move |is_open| {
            if let Some(pop) = pop.cast::<HtmlElement>().filter(|_| *is_open) {
                let how = ScrollIntoViewOptions::new();
                how.set_block(ScrollLogicalPosition::Nearest);
                pop.scroll_into_view_with_scroll_into_view_options(&how);
            }
        });
    }
    let choose = {
        let (on_choose, text) = (props.on_choose.clone(), text.trim().to_owned());
        Callback::from(move |at: usize| match free {
            Some(Place::First) if at == 0 => on_choose.emit(Chosen::Text(text.clone())),
            Some(Place::Last) if at == rows => on_choose.emit(Chosen::Text(text.clone())),
            _ => {
                if let Some(row) = at.checked_sub(first).filter(|row| *row < rows) {
                    on_choose.emit(Chosen::Row(row));
                }
            }
        })
    };
    // Where several are chosen, what is typed next is another search.
    let choose = {
        let (root, is_multiple) = (root.clone(), props.is_multiple);
        Callback::from(move |at| {
            choose.emit(at);
            let field = root.cast::<Element>().and_then(|root| root.query_selector("input").ok().flatten());
            if let Some(field) = field.and_then(|field| wasm_bindgen::JsCast::dyn_into::<HtmlInputElement>(field).ok())
                && is_multiple
            {
                field.select();
            }
        })
    };
    let on_enter = use_enter(&text, choose.reform(move |()| active));
    let onkeydown = {
        let (on_typed, text, moved) = (props.on_typed.clone(), text.clone(), moved);
        move |event: KeyboardEvent| {
            if event.is_composing() {
                return;
            }
            let to = match event.key().as_str() {
                "ArrowDown" if !is_open => {
                    event.prevent_default();
                    return on_typed.emit(Some(text.clone()));
                }
                "ArrowDown" if count > 0 => (active + 1) % count,
                "ArrowUp" if count > 0 && is_open => (active + count - 1) % count,
                "Enter" if is_open => return on_enter.emit(event),
                "Escape" if is_open => {
                    event.prevent_default();
                    event.stop_propagation();
                    return on_typed.emit(None);
                }
                _ => return,
            };
            event.prevent_default();
            moved.set(Some((text.clone(), to)));
        }
    };
    let oninput = {
        let on_typed = props.on_typed.clone();
        move |event: InputEvent| on_typed.emit(typed_in(&event))
    };
    let onclick = {
        let (on_typed, text) = (props.on_typed.clone(), text.clone());
        move |_: MouseEvent| {
            if !is_open {
                on_typed.emit(Some(text.clone()));
            }
        }
    };
    let onfocusout = {
        let (root, on_typed, on_choose) = (root.clone(), props.on_typed.clone(), props.on_choose.clone());
        let left = Some(text.trim().to_owned()).filter(|text| props.offers.is_meant && !text.is_empty());
        move |event: FocusEvent| {
            let to = event.related_target().and_then(|to| wasm_bindgen::JsCast::dyn_into::<Element>(to).ok());
            let stays = root.cast::<Element>().is_some_and(|root| to.is_some_and(|to| root.contains(Some(&to))));
            if !is_open || stays {
                return;
            }
            if let Some(text) = &left {
                on_choose.emit(Chosen::Text(text.clone()));
            }
            on_typed.emit(None);
        }
    };
    let list_id = format!("{}-list", props.id);
    let note_id = format!("{}-note", props.id);
    let option_id = |at: usize| format!("{}-option-{at}", props.id);
    let option = |at: usize, tick: Option<Tick>, content: Html| {
        let onclick = choose.reform(move |_: MouseEvent| at);
        let is_ticked = tick.is_some_and(|tick| tick != Tick::Off);
        html! {
            <div key={at} id={option_id(at)} class="pk-o" role="option" aria-selected={is_ticked.to_string()}
                aria-disabled={(tick == Some(Tick::Held)).then_some("true")} data-active={(at == active).then_some("")}
                {onclick}>{ content }</div>
        }
    };
    let free_row = |at: usize| {
        let use_text = Msg::PageUseText { text: plain(text.trim()) }.string(lang);
        option(
            at,
            None,
            html! { <>{ icon::draw_with("arrow-right", "i-14") }<span class="pk-t1">{ use_text }</span>{ props.offers.text_badge.as_ref().map(Badge::draw).unwrap_or_default() }</> },
        )
    };
    let row = |(at, row): (usize, &Row)| {
        let tick = row.tick.map(|tick| {
            let class = classes!("check", (tick != Tick::Off).then_some("on"));
            html! { <span {class} aria-hidden="true">if tick != Tick::Off { { icon::draw("check") } }</span> }
        });
        let content = html! {
            <>
                { tick.unwrap_or_default() }
                if !row.icon.is_empty() { { icon::draw_with(row.icon, "i-14") } }
                <span class="ve-o">{ row.label.clone() }<small>{ row.detail.clone() }</small></span>
                { row.badge.as_ref().map(Badge::draw).unwrap_or_default() }
            </>
        };
        option(at + first, row.tick, content)
    };
    let is_fault = matches!(props.offers.note, Some((_, Tone::Fault)));
    // The list would take the focus away from the field.
    let onmousedown = Callback::from(|event: MouseEvent| event.prevent_default());
    let status = match &props.offers.note {
        Some((note, _)) => Some(note.clone()),
        None if count == 0 && text.trim().is_empty() => Some(Msg::PageFindEmpty.string(lang)),
        None if count == 0 => Some(Msg::PageFindNothing { text: plain(text.trim()) }.string(lang)),
        None if props.offers.more > 0 => Some(Msg::PageFindMore { n: props.offers.more }.string(lang)),
        None => None,
    };
    html! {
        <div ref={root} class={classes!("combo", props.is_quiet.then_some("is-quiet"))} {onfocusout}>
            <div class={classes!("field", "quiet", is_fault.then_some("is-invalid"))}>
                { icon::draw_with(props.icon, "i-14") }
                <input id={props.id.clone()} type="text" role="combobox" size="1" aria-label={props.name.clone()}
                    placeholder={props.placeholder.clone()} aria-expanded={is_open.to_string()} aria-autocomplete="list"
                    aria-controls={is_open.then(|| list_id.clone())}
                    aria-activedescendant={(is_open && count > 0).then(|| option_id(active))}
                    aria-describedby={is_open.then(|| note_id.clone())} aria-invalid={is_fault.then_some("true")}
                    inputmode={props.keys} autocomplete="off" autocapitalize="off" spellcheck="false" value={text.clone()}
                    {oninput} {onclick} {onkeydown} />
            </div>
            if is_open {
                <div ref={pop} class="ve-pop" {onmousedown}>
                    <div class="ve-pop-body">
                        { props.side.clone() }
                        <div id={list_id} class="pk-l" role="listbox" aria-label={props.name.clone()}
                            aria-multiselectable={props.is_multiple.then_some("true")}>
                            if free == Some(Place::First) { { free_row(0) } }
                            { for props.offers.rows.iter().enumerate().map(row) }
                            if free == Some(Place::Last) { { free_row(rows) } }
                        </div>
                    </div>
                    <p id={note_id} class={classes!("pk-f", is_fault.then_some("is-invalid"))} role="status">
                        { status.unwrap_or_default() }
                    </p>
                </div>
            }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use ram_author::form::Form;
    use ram_author::offer::narrower::wider_resources;
    use ram_policy::policy::PolicyKind;

    use super::*;

    #[test]
    fn a_badge_says_what_gives_way() {
        let text = r#"{"Statement":[{"Resource":["*","acs:ecs:*:1:*"]}]}"#;
        let listed = Form::read(PolicyKind::Custom, text).unwrap().statements.remove(0);
        let badge = |text: &str, lang| Badge::narrower(&wider_resources(&listed, text), lang);
        let words = |text: &str, lang| badge(text, lang).map(|it| (it.word, it.means));
        let one = "acs:ecs:*:1:instance/i-1";
        let english = ("narrower".to_owned(), "Takes the place of * and acs:ecs:*:1:*".to_owned());
        assert_eq!(words(one, Lang::En), Some(english));
        let chinese = ("范围更小".to_owned(), "取代 * 和 acs:ecs:*:1:*".to_owned());
        assert_eq!(words(one, Lang::ZhCn), Some(chinese));
        assert_eq!(badge("*", Lang::En), None);
    }
}
