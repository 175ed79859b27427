//! A pattern and what it stands against, with wildcards and differences marked.

use ram_scenario::view::{Mark, MarkKind};
use yew::prelude::*;

/// Draws one side. The `paired` wildcard is the one whose partner is under the pointer.
pub fn draw(marks: &[Mark], paired: Option<usize>) -> Html {
    marks
        .iter()
        .map(|mark| match mark.kind {
            MarkKind::Same => html! { { &mark.text } },
            MarkKind::Wild(number) => {
                let class = classes!(
                    "wild",
                    mark.text.is_empty().then_some("is-empty"),
                    (paired == Some(number)).then_some("is-paired")
                );
                html! { <mark {class} data-wild={number.to_string()}>{ &mark.text }</mark> }
            }
            MarkKind::Differs => html! { <mark class="miss">{ &mark.text }</mark> },
        })
        .collect()
}

/// The text of one side.
pub fn plain(marks: &[Mark]) -> String {
    marks.iter().map(|mark| mark.text.as_str()).collect()
}
