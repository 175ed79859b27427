//! A button that shows what is chosen, and opens a list to choose something else.

use ram_policy_playground::browser::popover as browser;
use ram_policy_playground::components::icon;
use ram_policy_playground::components::picker::{Chosen, LIMIT, Picker, Row, Section, filter::filter};
use ram_policy_playground::components::popover::Closed;
use ram_text::Lang;
use yew::prelude::*;

#[derive(Debug, Clone, Properties, PartialEq)]
pub(crate) struct PickProps {
    /// Its id.
    pub id: AttrValue,
    /// What is chosen here.
    pub label: AttrValue,
    /// The whole name of the button, with what is chosen.
    pub name: AttrValue,
    /// What is chosen, as it is shown.
    pub value: Html,
    /// Whether it can only be read.
    pub is_read_only: bool,
    /// The language of the page.
    pub lang: Lang,
    /// The options, once they are looked at.
    pub rows: Callback<(), Vec<Row>>,
    /// Whether a text can be chosen as typed.
    pub takes: Callback<String, bool>,
    /// Something is chosen.
    pub on_choose: Callback<Chosen>,
}

/// The button and its list.
#[component]
pub(crate) fn Pick(props: &PickProps) -> Html {
    let query = use_state(|| None::<String>);
    let picker = AttrValue::from(format!("{}-pick", props.id));
    let toggle = {
        let query = query.clone();
        move |_: MouseEvent| query.set(if query.is_some() { None } else { Some(String::new()) })
    };
    let to_button = {
        let id = props.id.clone();
        move || {
            if let Some(button) = browser::by_id(&id) {
                browser::focus(&button);
            }
        }
    };
    let on_close = {
        let (query, to_button) = (query.setter(), to_button.clone());
        Callback::from(move |closed| {
            query.set(None);
            if closed == Closed::Back {
                to_button();
            }
        })
    };
    let on_choose = {
        let (query, on_choose) = (query.setter(), props.on_choose.clone());
        Callback::from(move |(chosen, _): (Chosen, bool)| {
            query.set(None);
            to_button();
            on_choose.emit(chosen);
        })
    };
    let on_query = {
        let query = query.setter();
        Callback::from(move |text| query.set(Some(text)))
    };
    let open = query.as_ref().map(|query| {
        let rows = props.rows.emit(());
        let mut list = filter(vec![Section { label: None, rows }], query, LIMIT);
        list.takes_text = props.takes.emit(query.trim().to_owned());
        html! {
            <Picker id={picker.clone()} label={props.label.clone()} placeholder={props.label.clone()} {list} query={query.clone()}
                anchor={props.id.clone()} lang={props.lang} {on_query} {on_choose} {on_close} />
        }
    });
    let is_open = open.is_some();
    html! {
        <>
            <button id={props.id.clone()} type="button" class="field quiet ve-pick" aria-haspopup="dialog" title={props.name.clone()}
                aria-label={props.name.clone()} aria-expanded={is_open.to_string()} disabled={props.is_read_only}
                aria-controls={is_open.then_some(picker)} onclick={toggle}>
                <span class="ve-pick-v">{ props.value.clone() }</span>
                if !props.is_read_only { { icon::draw_with("chevrons-up-down", "i-12") } }
            </button>
            { open.unwrap_or_default() }
        </>
    }
}
