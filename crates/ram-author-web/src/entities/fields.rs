//! The fields of the forms: each with its label, and under it the rule that what is typed breaks.

use ram_scenario::edit::field::{Broken, Check};
use ram_scenario::scenario::Localized;
use ram_text::{Lang, Msg};
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use ram_policy_playground::components::icon;
use ram_policy_playground::components::text::say;

/// A field for one line of text, or for several.
#[derive(Debug)]
pub struct Field {
    id: &'static str,
    label: Msg,
    value: String,
    check: Check,
    help: Option<Msg>,
    is_first: bool,
    is_long: bool,
    is_code: bool,
    on_text: Callback<String>,
}

/// A field that takes this text.
pub fn field(id: &'static str, label: Msg, value: &str, on_text: Callback<String>) -> Field {
    let value = value.to_owned();
    Field { id, label, value, check: Ok(()), help: None, is_first: false, is_long: false, is_code: false, on_text }
}

impl Field {
    /// What is wrong with its text.
    pub fn check(self, check: Check) -> Field {
        Field { check, ..self }
    }

    /// The same for a text that may be left out.
    pub fn check_if_set(self, check: impl Fn(&str) -> Check) -> Field {
        let check = optional(&self.value, check);
        Field { check, ..self }
    }

    /// A sentence under it, while nothing is wrong.
    pub fn help(self, help: Msg) -> Field {
        Field { help: Some(help), ..self }
    }

    /// It takes the focus when the form opens.
    pub fn first(self) -> Field {
        Field { is_first: true, ..self }
    }

    /// It takes several lines.
    pub fn long(self) -> Field {
        Field { is_long: true, ..self }
    }

    /// It takes names of the platform.
    pub fn code(self) -> Field {
        Field { is_code: true, ..self }
    }

    /// Draws it.
    pub fn draw(self, lang: Lang) -> Html {
        let help_id = format!("{}-help", self.id);
        let invalid = self.check.is_err();
        let aria = invalid.then_some("true");
        let first = self.is_first.then_some("");
        let mono = self.is_code.then_some("mono");
        let on_text = self.on_text;
        let input = if self.is_long {
            let oninput = move |event: InputEvent| {
                if let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>() {
                    on_text.emit(area.value());
                }
            };
            html! {
                <textarea id={self.id} class={classes!("area", mono, invalid.then_some("is-invalid"))} rows="3"
                    spellcheck="false" data-first={first} value={self.value} aria-invalid={aria}
                    aria-describedby={help_id.clone()} {oninput} />
            }
        } else {
            let oninput = move |event: InputEvent| {
                if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                    on_text.emit(input.value());
                }
            };
            html! {
                <span class={classes!("field", "lg", invalid.then_some("is-invalid"))}>
                    <input id={self.id} class={classes!(mono)} type="text" autocomplete="off" autocapitalize="off" spellcheck="false"
                        data-first={first} value={self.value} aria-invalid={aria} aria-describedby={help_id.clone()}
                        {oninput} />
                </span>
            }
        };
        html! {
            <div class="form-field">
                <label class="label" for={self.id}>{ self.label.string(lang) }</label>
                { input }
                <p id={help_id} class={classes!("help", invalid.then_some("is-invalid"))} role="status">
                    { problem(&self.check, self.help, lang) }
                </p>
            </div>
        }
    }
}

/// A check of a text that may be left out.
pub fn optional(text: &str, check: impl Fn(&str) -> Check) -> Check {
    if text.trim().is_empty() { Ok(()) } else { check(text.trim()) }
}

/// What is left out where nothing was typed.
pub fn some(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The name that people read after one was typed in the language of the page, or the name in that language deleted;
/// those in other languages stay. What was shown before is no new name, also where it is that of another language.
pub fn renamed(before: Option<&Localized>, lang: Lang, typed: &str) -> Option<Localized> {
    let Some(before) = before else { return some(typed).map(Localized::One) };
    match some(typed) {
        Some(text) if text == before.get(lang.tag()).trim() => Some(before.clone()),
        Some(text) => Some(before.with(lang.tag(), text)),
        None => before.without(lang.tag()),
    }
}

fn problem(check: &Check, help: Option<Msg>, lang: Lang) -> Html {
    match check {
        Err(Broken { message, rule }) => html! {
            <>{ say(message, lang) }{ for rule.map(|rule| html! { <span class="rule">{ rule }</span> }) }</>
        },
        Ok(()) => help.map_or_else(Html::default, |help| say(&help, lang)),
    }
}

/// A list to choose one from, each with its value and its words.
pub fn select(
    id: &'static str,
    label: &Msg,
    options: &[(String, String)],
    chosen: &str,
    on_choose: Callback<String>,
    lang: Lang,
) -> Html {
    let onchange = move |event: Event| {
        if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
            on_choose.emit(select.value());
        }
    };
    html! {
        <div class="form-field">
            <label class="label" for={id}>{ label.string(lang) }</label>
            <span class="ve-select">
                <select {id} class="select" {onchange}>
                    { for options.iter().map(|(value, words)| html! {
                        <option key={value.clone()} value={value.clone()} selected={value == chosen}>{ words }</option>
                    }) }
                </select>
                { icon::draw_with("chevrons-up-down", "i-12") }
            </span>
        </div>
    }
}

/// A few options one below the other, of which one holds.
pub fn radios<T: Copy + PartialEq + 'static>(
    name: &'static str,
    label: &Msg,
    options: &[(T, Msg)],
    chosen: T,
    on_choose: &Callback<T>,
    lang: Lang,
) -> Html {
    let option = |(at, (value, words)): (usize, &(T, Msg))| {
        let value = *value;
        let onchange = on_choose.reform(move |_: Event| value);
        html! {
            <label key={at} class="choice">
                <input type="radio" {name} value={at.to_string()} checked={value == chosen} {onchange} />
                <span>{ say(words, lang) }</span>
            </label>
        }
    };
    html! {
        <fieldset class="form-field">
            <legend class="label">{ label.string(lang) }</legend>
            { for options.iter().enumerate().map(option) }
        </fieldset>
    }
}

/// A box to tick.
pub fn tick(id: &'static str, words: Html, is_on: bool, on_tick: Callback<bool>) -> Html {
    let onchange = move |event: Event| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            on_tick.emit(input.checked());
        }
    };
    html! {
        <label class="choice">
            <input {id} type="checkbox" checked={is_on} {onchange} />
            <span>{ words }</span>
        </label>
    }
}

/// Options that are called by their values.
pub fn named(values: &[String]) -> Vec<(String, String)> {
    values.iter().map(|value| (value.clone(), value.clone())).collect()
}

/// Boxes to tick, each with its value and its words; gives the values that are ticked then.
pub fn ticks(
    name: &'static str,
    label: &Msg,
    options: &[(String, String)],
    ticked: &[String],
    on_ticked: &Callback<Vec<String>>,
    lang: Lang,
) -> Html {
    let one = |(own, words): &(String, String)| {
        let is_on = ticked.contains(own);
        let onchange = {
            let (on_ticked, ticked, own) = (on_ticked.clone(), ticked.to_vec(), own.clone());
            move |_: Event| {
                let mut after = ticked.clone();
                match after.iter().position(|name| *name == own) {
                    Some(at) => drop(after.remove(at)),
                    None => after.push(own.clone()),
                }
                on_ticked.emit(after);
            }
        };
        html! {
            <label key={own.clone()} class="choice">
                <input type="checkbox" {name} value={own.clone()} checked={is_on} {onchange} />
                if own == words { <code>{ own }</code> } else { <span>{ words }</span> }
            </label>
        }
    };
    html! {
        <fieldset class="form-field">
            <legend class="label">{ label.string(lang) }</legend>
            <div class="ticks">{ for options.iter().map(one) }</div>
        </fieldset>
    }
}

/// What sets one field of a draft.
pub fn sets<D: Clone + 'static, T: 'static>(draft: &UseStateHandle<D>, set: fn(&mut D, T)) -> Callback<T> {
    let draft = draft.clone();
    Callback::from(move |value| {
        let mut next = (*draft).clone();
        set(&mut next, value);
        draft.set(next);
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn each(names: &[(&str, &str)]) -> Localized {
        Localized::Each(names.iter().map(|(tag, name)| ((*tag).to_owned(), (*name).to_owned())).collect())
    }

    #[test]
    fn a_name_is_deleted_in_one_language_alone() {
        let both = each(&[("en", "Night shift"), ("zh-CN", "夜班")]);
        let english = each(&[("en", "Night shift")]);
        assert_eq!(renamed(Some(&both), Lang::ZhCn, "  "), Some(english.clone()));
        assert_eq!(renamed(Some(&english), Lang::En, ""), None);
        // There is none in Chinese that could be deleted.
        assert_eq!(renamed(Some(&english), Lang::ZhCn, ""), Some(english));
        assert_eq!(renamed(Some(&Localized::One("Night".to_owned())), Lang::ZhCn, ""), None);
        assert_eq!(renamed(None, Lang::En, ""), None);
    }

    #[test]
    fn what_was_shown_is_no_new_name() {
        let english = each(&[("en", "Night shift")]);
        // Shown in Chinese for want of a Chinese one.
        assert_eq!(renamed(Some(&english), Lang::ZhCn, "Night shift "), Some(english.clone()));
        let both = each(&[("en", "Night shift"), ("zh-CN", "夜班")]);
        assert_eq!(renamed(Some(&english), Lang::ZhCn, "夜班"), Some(both));
        let new = Localized::One("Day".to_owned());
        assert_eq!(renamed(None, Lang::En, " Day "), Some(new.clone()));
        assert_eq!(renamed(Some(&Localized::One("Night".to_owned())), Lang::ZhCn, "Day"), Some(new));
    }
}
