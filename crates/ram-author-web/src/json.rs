//! The whole scenario as its JSON: read, written and put in place of the open one as one step.

use std::cell::RefCell;
use std::rc::Rc;

use ram_policy_playground::components::dialog::Dialog;
use ram_policy_playground::components::text::say;
use ram_scenario::scenario::Scenario;
use ram_text::{Lang, Msg};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// What was typed and not applied yet. It outlives the dialog.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The scenario in whose place it was typed.
    base: Rc<Scenario>,
    text: String,
}

#[derive(Debug, Clone, Properties)]
pub struct AsJsonProps {
    /// The scenario as it is.
    pub scenario: Rc<Scenario>,
    /// What was typed before.
    pub draft: Rc<RefCell<Option<Draft>>>,
    /// The language of the page.
    pub lang: Lang,
    /// The scenario as it is to be.
    pub on_take: Callback<Rc<Scenario>>,
    /// The dialog is left.
    pub on_close: Callback<()>,
}

impl PartialEq for AsJsonProps {
    fn eq(&self, other: &AsJsonProps) -> bool {
        Rc::ptr_eq(&self.scenario, &other.scenario) && self.lang == other.lang
    }
}

/// The dialog.
#[component]
pub fn AsJson(props: &AsJsonProps) -> Html {
    let lang = props.lang;
    let area = use_node_ref();
    let as_it_is = use_memo(Rc::as_ptr(&props.scenario), |_| props.scenario.to_json_pretty());
    // What was typed about another scenario, or before other edits, would undo those: it waits to be asked for.
    let (mine, older) = match props.draft.borrow().clone() {
        Some(draft) if draft.base == props.scenario => (Some(draft.text), None),
        draft => (None, draft.map(|draft| draft.text)),
    };
    let text = use_state(|| mine.unwrap_or_else(|| (*as_it_is).clone()));
    let older = use_state(|| older);
    use_effect_with((), {
        let area = area.clone();
        move |()| {
            if let Some(area) = area.cast::<HtmlTextAreaElement>() {
                // Fails only for an element that has left the page.
                let _ = area.focus();
                let _ = area.set_selection_range(0, 0);
                area.set_scroll_top(0);
            }
        }
    });
    let read = use_memo(text.clone(), |text| Scenario::from_json(text).map(Rc::new));
    let is_other = *text != *as_it_is;
    let write = {
        let (draft, text, as_it_is) = (props.draft.clone(), text.setter(), as_it_is.clone());
        let base = props.scenario.clone();
        move |typed: String| {
            *draft.borrow_mut() = (typed != *as_it_is).then(|| Draft { base: base.clone(), text: typed.clone() });
            text.set(typed);
        }
    };
    let oninput = {
        let write = write.clone();
        move |event: InputEvent| write(event.target_unchecked_into::<HtmlTextAreaElement>().value())
    };
    let on_older = {
        let (write, older) = (write.clone(), older.clone());
        move |_: MouseEvent| {
            write((*older).clone().unwrap_or_default());
            older.set(None);
        }
    };
    let on_discard = {
        let as_it_is = as_it_is.clone();
        move |_: MouseEvent| write((*as_it_is).clone())
    };
    let onsubmit = {
        let (draft, area) = (props.draft.clone(), area.clone());
        let (on_take, on_close, taken) = (props.on_take.clone(), props.on_close.clone(), (*read).clone().ok());
        move |event: SubmitEvent| {
            event.prevent_default();
            match &taken {
                Some(scenario) => {
                    draft.borrow_mut().take();
                    if is_other {
                        on_take.emit(scenario.clone());
                    } else {
                        on_close.emit(());
                    }
                }
                None => {
                    if let Some(area) = area.cast::<HtmlTextAreaElement>() {
                        let _ = area.focus();
                    }
                }
            }
        }
    };
    let problem = read.as_ref().as_ref().err().map(|error| error.message());
    let invalid = problem.is_some();
    html! {
        <Dialog title={Msg::PageAsJson.string(lang)} class="wide" {lang} on_close={props.on_close.clone()}>
            <form class="form" {onsubmit}>
                <div class="form-field">
                    <label class="label" for="scenario-json">{ say(&Msg::PageAsJsonHelp, lang) }</label>
                    <textarea ref={area} id="scenario-json" class={classes!("area", "mono", "as-json", invalid.then_some("is-invalid"))}
                        spellcheck="false" autocapitalize="off" value={(*text).clone()} aria-invalid={invalid.then_some("true")}
                        aria-describedby="scenario-json-said" {oninput} />
                    <p id="scenario-json-said" class={classes!("help", invalid.then_some("is-invalid"))} role="status">
                        if let Some(problem) = problem {
                            { say(&problem, lang) }
                        } else if is_other {
                            { say(&Msg::PageAsJsonChanged, lang) }
                        }
                    </p>
                </div>
                <div class="form-foot">
                    if older.is_some() {
                        <button type="button" class="btn lg outline" onclick={on_older}>{ Msg::PageAsJsonOlder.string(lang) }</button>
                    }
                    if is_other {
                        <button type="button" class="btn lg outline" onclick={on_discard}>{ Msg::PageAsJsonDiscard.string(lang) }</button>
                    }
                    <button type="submit" class="btn primary lg">{ Msg::PageAsJsonTake.string(lang) }</button>
                </div>
            </form>
        </Dialog>
    }
}
