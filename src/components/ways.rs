//! A switch between two ways to show something.

use ram_text::{Lang, Msg};
use yew::prelude::*;

/// The switch. `on_choose` hears whether the second way is wanted.
pub fn draw(label: &Msg, ways: [&Msg; 2], is_second: bool, on_choose: &Callback<bool>, lang: Lang) -> Html {
    let way = |(at, name): (usize, &Msg)| {
        let wanted = at == 1;
        let onclick = on_choose.reform(move |_: MouseEvent| wanted);
        html! {
            <button type="button" aria-pressed={if wanted == is_second { "true" } else { "false" }} {onclick}>
                { name.string(lang) }
            </button>
        }
    };
    html! {
        <div class="seg" role="group" aria-label={label.string(lang)}>{ for ways.into_iter().enumerate().map(way) }</div>
    }
}
