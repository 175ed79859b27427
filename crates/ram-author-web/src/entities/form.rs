//! The frame of a form: Enter submits, and what the platform would refuse is said instead of made.

use std::rc::Rc;

use ram_scenario::edit::{Edit, Refusal};
use ram_scenario::scenario::Scenario;
use ram_text::{Lang, Msg};
use web_sys::{Element, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use ram_policy_playground::browser::popover as browser;
use ram_policy_playground::components::dialog::Dialog;
use ram_policy_playground::components::icon;
use ram_policy_playground::components::text::say;
use ram_policy_playground::state::Tab;

/// An edit that a form has made, and what is shown then.
pub type Finished = (Edit, Option<Tab>);

/// What every form is given.
#[derive(Debug, Clone, Properties)]
pub struct Given {
    /// The scenario.
    pub scenario: Rc<Scenario>,
    /// The language of the page.
    pub lang: Lang,
    /// The edit is made.
    pub on_finish: Callback<Finished>,
    /// The form is left.
    pub on_close: Callback<()>,
}

impl PartialEq for Given {
    fn eq(&self, other: &Given) -> bool {
        Rc::ptr_eq(&self.scenario, &other.scenario)
            && self.lang == other.lang
            && self.on_finish == other.on_finish
            && self.on_close == other.on_close
    }
}

#[derive(Debug, Clone, Properties, PartialEq)]
pub struct FormProps {
    /// What the form is given.
    pub given: Given,
    /// What it is about.
    pub title: AttrValue,
    /// The words of the button that submits.
    pub submit: AttrValue,
    /// What it makes as it is filled in now; nothing where that would be nothing.
    pub edit: Option<Edit>,
    /// What is shown then.
    #[prop_or_default]
    pub then: Option<Tab>,
    /// Its fields.
    pub children: Html,
    /// What stands beside them, where there is room.
    #[prop_or_default]
    pub aside: Option<Html>,
}

/// The dialog around the fields.
#[component]
pub fn Form(props: &FormProps) -> Html {
    let lang = props.given.lang;
    let form = use_node_ref();
    // What is wrong beside the fields is said once somebody has tried.
    let is_tried = use_state(|| false);
    use_effect_with((), {
        let form = form.clone();
        move |()| {
            let first = form.cast::<Element>().and_then(|form| form.query_selector("[data-first]").ok().flatten());
            let Some(first) = first else { return };
            browser::focus(&first);
            if let Some(input) = wasm_bindgen::JsCast::dyn_ref::<HtmlInputElement>(&first) {
                input.select();
            } else if let Some(area) = wasm_bindgen::JsCast::dyn_ref::<HtmlTextAreaElement>(&first) {
                area.select();
            }
        }
    });
    let refusal = props.edit.as_ref().and_then(|edit| edit.apply(&props.given.scenario).err());
    let onsubmit = {
        let (props, form, is_tried) = (props.clone(), form.clone(), is_tried.clone());
        let is_refused = refusal.is_some();
        move |event: SubmitEvent| {
            event.prevent_default();
            match &props.edit {
                Some(edit) if !is_refused => props.given.on_finish.emit((edit.clone(), props.then.clone())),
                edit => {
                    is_tried.set(true);
                    let form = form.cast::<Element>();
                    let is_wrong = form.is_some_and(|form| browser::focus_first(&form, "[aria-invalid=true]"));
                    // Nothing to change, and nothing wrong: it is as it should be.
                    if edit.is_none() && !is_wrong {
                        props.given.on_close.emit(());
                    }
                }
            }
        }
    };
    // In a field of several lines Enter begins another line.
    let onkeydown = {
        let form = form.clone();
        move |event: KeyboardEvent| {
            if event.key() == "Enter"
                && (event.ctrl_key() || event.meta_key())
                && let Some(form) = form.cast::<HtmlFormElement>()
            {
                event.prevent_default();
                // Fails only for a form that has left the page.
                let _ = form.request_submit();
            }
        }
    };
    let cancel = props.given.on_close.reform(|_: MouseEvent| ());
    // A count is broken by a choice, beside which nothing says so.
    let refusal = refusal.filter(|refusal| *is_tried || matches!(refusal, Refusal::Field(broken) if broken.is_count()));
    html! {
        <Dialog title={props.title.clone()} class={classes!(props.aside.as_ref().map(|_| "wide"))} {lang} on_close={props.given.on_close.clone()}>
            <form ref={form} class="form" novalidate=true {onsubmit} {onkeydown}>
                if let Some(aside) = &props.aside {
                    <div class="form-beside"><div class="form">{ props.children.clone() }</div>{ aside.clone() }</div>
                } else {
                    { props.children.clone() }
                }
                <div class="form-said" role="alert">
                    if let Some(refusal) = refusal {
                        { icon::draw("circle-alert") }
                        <span>{ say(&refusal.message(&props.given.scenario, lang), lang) }
                            { for refusal.rule().map(|rule| html! { <span class="rule">{ rule }</span> }) }</span>
                    }
                </div>
                <div class="form-foot">
                    <button type="button" class="btn lg outline" onclick={cancel}>{ Msg::EntityCancel.string(lang) }</button>
                    <button type="submit" class="btn primary lg">{ props.submit.clone() }</button>
                </div>
            </form>
        </Dialog>
    }
}

/// The accounts to choose from, by ID and name.
pub fn accounts(scenario: &Scenario, lang: Lang) -> Vec<(String, String)> {
    let named = |id: &String| {
        let name = ram_scenario::people::account_name(scenario, id).get(lang.tag()).to_owned();
        let words = if name == *id { name } else { format!("{name} · {id}") };
        (id.clone(), words)
    };
    scenario.accounts.iter().map(|account| named(&account.id)).collect()
}

/// The account that a form begins with: the one wished for, else the caller's, else the first.
pub fn first_account(scenario: &Scenario, wished: Option<&String>) -> String {
    let of_caller = scenario.question.principal.as_ref().and_then(ram_scenario::question::principal_account);
    let known = |id: &str| scenario.account(id).is_some();
    let chosen = wished.map(String::as_str).or(of_caller).filter(|id| known(id));
    let first = || scenario.accounts.first().map(|account| account.id.as_str());
    chosen.or_else(first).unwrap_or_default().to_owned()
}
