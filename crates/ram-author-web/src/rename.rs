//! Gives the scenario a title.

use ram_text::{Lang, Msg};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use ram_policy_playground::components::dialog::Dialog;

#[derive(Debug, Clone, Properties, PartialEq)]
pub struct RenameProps {
    /// The title as it is.
    pub title: AttrValue,
    /// The language of the page.
    pub lang: Lang,
    /// The title as it is to be.
    pub on_rename: Callback<String>,
    /// The dialog is left.
    pub on_close: Callback<()>,
}

#[component]
pub fn Rename(props: &RenameProps) -> Html {
    let lang = props.lang;
    let field = use_node_ref();
    use_effect_with((), {
        let field = field.clone();
        move |()| {
            if let Some(field) = field.cast::<HtmlInputElement>() {
                let _ = field.focus();
                field.select();
            }
        }
    });
    let onsubmit = {
        let (field, on_rename) = (field.clone(), props.on_rename.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(field) = field.cast::<HtmlInputElement>() {
                on_rename.emit(field.value().trim().to_owned());
            }
        }
    };
    html! {
        <Dialog title={Msg::PageRename.string(lang)} {lang} on_close={props.on_close.clone()}>
            <form {onsubmit}>
                <label class="label" for="rename-title">{ Msg::PageScenarioTitle.string(lang) }</label>
                <div class="row">
                    <span class="field grow lg">
                        <input ref={field} id="rename-title" value={props.title.clone()} autocomplete="off" maxlength="120" />
                    </span>
                    <button type="submit" class="btn primary lg">{ Msg::PageDone.string(lang) }</button>
                </div>
            </form>
        </Dialog>
    }
}
