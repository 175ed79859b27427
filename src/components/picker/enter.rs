//! Enter in a field with a list below it.

use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What Enter does in a field that shows `text`. It can come before what was typed has been drawn; then it waits for
/// that, so that it never takes what an older text has found.
#[hook]
pub fn use_enter(text: &str, on_enter: Callback<()>) -> Callback<KeyboardEvent> {
    let awaited = use_mut_ref(|| None::<String>);
    {
        let (awaited, on_enter) = (awaited.clone(), on_enter.clone());
        use_effect_with(text.to_owned(), move |text| {
            let is_here = awaited.borrow_mut().take().is_some_and(|awaited| awaited == *text);
            if is_here {
                on_enter.emit(());
            }
        });
    }
    let text = text.to_owned();
    Callback::from(move |event: KeyboardEvent| {
        event.prevent_default();
        match event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()) {
            Some(typed) if typed != text => *awaited.borrow_mut() = Some(typed),
            _ => on_enter.emit(()),
        }
    })
}
