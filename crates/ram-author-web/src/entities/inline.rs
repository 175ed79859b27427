//! A field of an entity's page: it says at each key which rule is broken, and is an edit once it is left or Enter is
//! pressed.

use std::rc::Rc;

use ram_scenario::edit::Edit;
use ram_scenario::edit::field::{Broken, Check};
use ram_scenario::scenario::Scenario;
use ram_text::{Lang, Msg};
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use ram_policy_playground::components::text::say;

/// What makes an edit of a text; nothing where the text can't be one.
pub type ToEdit = Callback<String, Option<Edit>>;

/// What is wrong with a text.
pub type CheckText = fn(&str) -> Check;

#[derive(Debug, Clone, Properties)]
pub struct InlineProps {
    /// The id of the field.
    pub id: &'static str,
    /// Its label.
    pub label: AttrValue,
    /// The value in the scenario.
    pub value: String,
    /// The scenario, which says whether an edit can be made.
    pub scenario: Rc<Scenario>,
    /// The language of the page.
    pub lang: Lang,
    /// What makes an edit of a text.
    pub to_edit: ToEdit,
    /// What can be wrong with a text and is lost in its edit.
    #[prop_or_default]
    pub check: Option<CheckText>,
    /// The edit is made.
    pub on_edit: Callback<Edit>,
    /// Whether it takes several lines.
    #[prop_or_default]
    pub is_long: bool,
    /// A sentence under it, while nothing is wrong.
    #[prop_or_default]
    pub hint: Option<Msg>,
}

impl PartialEq for InlineProps {
    fn eq(&self, other: &InlineProps) -> bool {
        // What makes the edit is made anew each time, and follows from the rest.
        (self.id, &self.label, &self.value, self.lang) == (other.id, &other.label, &other.value, other.lang)
            && Rc::ptr_eq(&self.scenario, &other.scenario)
            && self.on_edit == other.on_edit
    }
}

/// Whether what was typed changes something; or what is wrong with it, and by which rule.
fn outcome(edit: Option<&Edit>, check: Check, scenario: &Scenario, lang: Lang) -> Result<bool, Broken> {
    let Some(edit) = edit else { return Err(Broken { message: Rc::new(Msg::PageContextWholeNumber), rule: None }) };
    check?;
    match edit.apply(scenario) {
        Ok(after) => Ok(after != *scenario),
        Err(refusal) => Err(Broken { message: refusal.message(scenario, lang), rule: refusal.rule() }),
    }
}

/// The field.
#[component]
pub fn Inline(props: &InlineProps) -> Html {
    let typed = use_state(|| None::<String>);
    use_effect_with(props.value.clone(), {
        let typed = typed.setter();
        move |_| typed.set(None)
    });
    let text = (*typed).clone().unwrap_or_else(|| props.value.clone());
    let edit = props.to_edit.emit(text.clone());
    let checked = props.check.map_or(Ok(()), |check| check(&text));
    let found = match *typed {
        Some(_) => outcome(edit.as_ref(), checked, &props.scenario, props.lang),
        None => Ok(false),
    };
    let changes = found == Ok(true);
    let problem = found.err();
    let invalid = problem.is_some();
    let commit = {
        let (typed, on_edit) = (typed.clone(), props.on_edit.clone());
        let edit = edit.filter(|_| typed.is_some() && !invalid);
        Callback::from(move |()| {
            if let Some(edit) = &edit {
                // Undo has no step for what is as it was.
                if changes {
                    on_edit.emit(edit.clone());
                }
                typed.set(None);
            }
        })
    };
    let on_text = {
        let typed = typed.setter();
        Callback::from(move |text: String| typed.set(Some(text)))
    };
    let onchange = commit.reform(|_: Event| ());
    let onkeydown = {
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && typed.is_some() {
                event.stop_propagation();
                typed.set(None);
            }
        })
    };
    let help = format!("{}-help", props.id);
    html! {
        <div class="form-field">
            <label class="label" for={props.id}>{ props.label.clone() }</label>
            if props.is_long {
                <textarea id={props.id} class={classes!("area", "mono", invalid.then_some("is-invalid"))} rows="3"
                    spellcheck="false" value={text} aria-invalid={invalid.then_some("true")} aria-describedby={help.clone()}
                    oninput={on_text.reform(|event: InputEvent| event.target_unchecked_into::<HtmlTextAreaElement>().value())}
                    {onchange} {onkeydown} />
            } else {
                <span class={classes!("field", invalid.then_some("is-invalid"))}>
                    <input id={props.id} type="text" autocomplete="off" spellcheck="false" value={text}
                        aria-invalid={invalid.then_some("true")} aria-describedby={help.clone()}
                        oninput={on_text.reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value())}
                        {onchange} {onkeydown} />
                </span>
            }
            <p id={help} class={classes!("help", invalid.then_some("is-invalid"))} role="status">
                if let Some(Broken { message, rule }) = problem {
                    { say(&message, props.lang) }{ for rule.map(|rule| html! { <span class="rule">{ rule }</span> }) }
                } else {
                    { for props.hint.as_ref().map(|said| say(said, props.lang)) }
                }
            </p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use ram_scenario::edit::{RoleField, field};

    use super::*;

    #[test]
    fn what_is_typed_changes_something_or_breaks_a_rule_by_its_number() {
        let scenario = ram_scenario::examples::example("partner-operations").unwrap().scenario();
        let account = scenario.accounts.iter().find(|account| !account.roles.is_empty()).unwrap();
        let (id, role) = (account.id.clone(), account.roles[0].clone());
        let session = |seconds: Option<u64>| Edit::Role {
            account: id.clone(),
            role: role.name.clone(),
            set: RoleField::MaxSessionDuration(seconds),
        };
        let found = |edit: Option<Edit>, check| outcome(edit.as_ref(), check, &scenario, Lang::En);
        assert_eq!(found(Some(session(role.max_session_duration)), Ok(())), Ok(false));
        assert_eq!(found(Some(session(Some(7200))), Ok(())), Ok(true));
        assert_eq!(found(Some(session(Some(7))), Ok(())).unwrap_err().rule, Some("R6.3"));
        assert_eq!(found(Some(session(Some(7200))), field::display_name("")).unwrap_err().rule, Some("R7.6"));
        assert_eq!(found(None, Ok(())).unwrap_err().rule, None);
    }
}
