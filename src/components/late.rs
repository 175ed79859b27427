//! A place for what the authoring module draws by itself.

use std::rc::Rc;

use ram_scenario::scenario::Scenario;
use ram_text::{Lang, Msg};
use web_sys::HtmlElement;
use yew::prelude::*;

use super::icon;
use crate::editor::bindings::{self, HasCome};

#[derive(Debug, Clone, Properties)]
pub struct LateProps {
    /// What of the module is there.
    pub has_come: HasCome,
    /// The scenario.
    pub scenario: Rc<Scenario>,
    /// The function of the module that draws.
    pub show: &'static str,
    /// What is drawn, by its name.
    pub name: String,
    /// The language of the page.
    pub lang: Lang,
}

impl PartialEq for LateProps {
    fn eq(&self, other: &LateProps) -> bool {
        Rc::ptr_eq(&self.scenario, &other.scenario)
            && (self.has_come, self.show, &self.name, self.lang)
                == (other.has_come, other.show, &other.name, other.lang)
    }
}

/// The place. Until the module is there it says so.
#[component]
pub fn Late(props: &LateProps) -> Html {
    let host = use_node_ref();
    use_effect_with(props.clone(), {
        let host = host.clone();
        move |props| {
            if props.has_come.is_there()
                && let Some(host) = host.cast::<HtmlElement>()
            {
                bindings::synchronise(&props.scenario, props.lang, None);
                bindings::show(props.show, &host, &props.name);
            }
        }
    });
    // What is drawn goes with its place, not with each change of it.
    use_effect_with((), |()| || bindings::tell("hide", ""));
    let is_there = props.has_come.is_there();
    html! {
        <>
            <div ref={host} class="late" key="late" />
            if !is_there {
                <div class="pane-body">
                    <div class="empty" role="status">
                        { icon::draw_with("layers", "i-20") }
                        <b>{ waiting(props.has_come).string(props.lang) }</b>
                        <p>{ Msg::PageAuthorLoadingHint.string(props.lang) }</p>
                    </div>
                </div>
            }
        </>
    }
}

/// What is said instead of what can't be shown.
pub fn waiting(has_come: HasCome) -> Msg {
    if has_come == HasCome::Failed { Msg::PageAuthorFailed } else { Msg::PageAuthorLoading }
}
