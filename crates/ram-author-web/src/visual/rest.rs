//! Where the form stands in the text: each card and row knows its part, and what has the focus is told as that part.

use std::rc::Rc;

use ram_policy::text::{Span, Spanned};
use ram_policy_playground::browser::popover as browser;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Node};
use yew::prelude::*;

/// What names the part of the text that an element shows.
const PART: &str = "data-part";

/// A part as elements name it.
pub(super) fn part(span: Span) -> String {
    format!("{}-{}", span.start, span.end)
}

fn parse(part: &str) -> Option<Span> {
    let (start, end) = part.split_once('-')?;
    Some(Span { start: start.parse().ok()?, end: end.parse().ok()? })
}

/// From the first to the last of some values, which need not be in the order of the text.
pub(super) fn around<'a>(values: impl Iterator<Item = &'a Spanned<String>> + Clone) -> Option<Span> {
    let start = values.clone().map(|value| value.span.start).min()?;
    let end = values.map(|value| value.span.end).max()?;
    Some(Span { start, end })
}

/// The part that an element lies in.
fn part_of(element: &Element) -> Option<Span> {
    parse(&element.closest(&format!("[{PART}]")).ok().flatten()?.get_attribute(PART)?)
}

/// What hears the focus come and go.
pub(super) struct Rest {
    pub onfocusin: Callback<FocusEvent>,
    pub onfocusout: Callback<FocusEvent>,
}

/// Tells the part that has the focus below `root`, also where it has become another since the text has changed.
#[hook]
pub(super) fn use_rest(root: &NodeRef, text: &Rc<str>, on_rest: &Callback<Option<Span>>) -> Rest {
    let told = use_mut_ref(|| None::<Span>);
    let tell = {
        let on_rest = on_rest.clone();
        Callback::from(move |span: Option<Span>| {
            if told.replace(span) != span {
                on_rest.emit(span);
            }
        })
    };
    use_effect_with(text.clone(), {
        let (root, tell) = (root.clone(), tell.clone());
        move |_| {
            let has_focus = |focused: &Element| root.get().is_some_and(|root| root.contains(Some(focused)));
            if let Some(focused) = browser::focused().filter(has_focus) {
                tell.emit(part_of(&focused));
            }
        }
    });
    use_effect_with((), {
        let tell = tell.clone();
        move |()| move || tell.emit(None)
    });
    let root = root.clone();
    Rest {
        onfocusin: tell.reform(|event: FocusEvent| part_of(&event.target_dyn_into::<Element>()?)),
        onfocusout: Callback::from(move |event: FocusEvent| {
            let to = event.related_target().and_then(|to| to.dyn_into::<Node>().ok());
            if !root.get().is_some_and(|root| root.contains(to.as_ref())) {
                tell.emit(None);
            }
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_named_and_read() {
        let span = Span::new(12, 345);
        assert_eq!(parse(&part(span)), Some(span));
        for wrong in ["", "12", "12-", "-3", "a-b"] {
            assert_eq!(parse(wrong), None);
        }
    }

    #[test]
    fn values_have_one_part_in_any_order() {
        let values =
            [(20, 24), (3, 9), (30, 31)].map(|(start, end)| Spanned::new(String::new(), Span::new(start, end)));
        assert_eq!(around(values.iter()), Some(Span::new(3, 31)));
        assert_eq!(around([].iter()), None);
    }
}
