//! One statement as a card: its effect, its place in the document, one row for each element.

use ram_scenario::scenario::DocumentKey;
use ram_scenario::view::{ElementView, StatementView, Tone};
use ram_text::{Arg, Lang, Msg, plain};
use yew::prelude::*;

use super::rows::{element_id, place};
use super::{Scene, marks};
use crate::components::icon;
use crate::components::text::say;
use crate::components::tone;

/// The icon of a kind of document.
pub fn document_icon(key: Option<&DocumentKey>) -> &'static str {
    match key {
        Some(DocumentKey::Trust { .. }) => "handshake",
        Some(DocumentKey::System { .. } | DocumentKey::SystemControl { .. }) => "file-lock-2",
        Some(DocumentKey::Control { .. }) => "shield",
        Some(DocumentKey::Bucket { .. }) => "archive",
        Some(DocumentKey::Session { .. } | DocumentKey::Running) => "scroll-text",
        Some(DocumentKey::Custom { .. }) | None => "file-text",
    }
}

/// Draws a statement.
pub fn draw(statement: &StatementView, id: &str, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let at = place(&statement.document, statement.span);
    let is_linked = scene.is_linked(&statement.document, statement.span);
    let is_pinned = scene.is_pinned(at.as_ref());
    let lines = match statement.lines {
        (first, last) if first == last => Msg::TraceLine { line: first.into() },
        (first, last) => Msg::TraceLines { first: first.into(), last: last.into() },
    };
    let key = at.as_ref().map(|place| &place.document);
    // The step is named for its one trust policy.
    let source = match key {
        Some(DocumentKey::Trust { .. }) => lines,
        _ => Msg::TraceSource { policy: Arg::text(statement.policy.text(lang)), lines: Arg::text(lines.text(lang)) },
    };
    let number = Msg::TraceStatement { statement: statement.number.into() };
    let name =
        Msg::TraceStatementName { policy: Arg::text(statement.policy.text(lang)), statement: statement.number.into() };
    let effect = match statement.effect {
        Tone::Deny => "Deny",
        _ => "Allow",
    };
    let effect_words = Msg::TraceEffect { effect: plain(effect) };
    let class = classes!(
        "stmt",
        tone::class(if statement.applies { statement.effect } else { Tone::None }),
        is_linked.then_some("linked"),
        is_pinned.then_some("pinned")
    );
    html! {
        <article {class} data-row={id.to_owned()} tabindex={scene.tabindex(id)} aria-label={name.string(lang)}>
            <header class="stmt-head">
                <b>{ say(&number, lang) }</b>
                if statement.applies {
                    <span class={classes!("outcome", tone::class(statement.effect))}>
                        { icon::draw(tone::icon(statement.effect)) }{ say(&effect_words, lang) }
                    </span>
                } else {
                    <span class="outcome is-none">
                        { icon::draw(tone::icon(Tone::None)) }{ say(&Msg::TraceNotApplicable, lang) }
                    </span>
                    <span class="xs muted">{ say(&effect_words, lang) }</span>
                }
                if statement.is_overridden {
                    <span class="badge">{ say(&Msg::TraceOverridden, lang) }</span>
                }
                if let Some(group) = &statement.group {
                    <span class="xs muted">
                        { say(&Msg::TraceThroughGroup { group: plain(group) }, lang) }
                    </span>
                }
                if let Some(at) = at.clone() {
                    <button type="button" class="src-link" tabindex="-1" onclick={scene.on_show(at)}>
                        { icon::draw_with(document_icon(key), "i-12") }<span>{ say(&source, lang) }</span>
                    </button>
                }
            </header>
            if !statement.elements.is_empty() {
                <table class="match"><tbody>
                    { for statement.elements.iter().enumerate().map(|(index, element)| {
                        draw_element(element, statement, &element_id(id, index), scene)
                    }) }
                </tbody></table>
            }
        </article>
    }
}

fn draw_element(element: &ElementView, statement: &StatementView, id: &str, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    // A link to the whole statement is drawn once, around its card.
    let is_linked =
        scene.is_linked(&statement.document, element.span) && !scene.covers(&statement.document, statement.span);
    let is_pinned = scene.is_pinned(place(&statement.document, element.span).as_ref());
    let (class, icon, words) = match (element.holds, element.request.is_empty()) {
        (true, _) => ("is-allow", "check", Msg::TraceHolds),
        (false, true) => ("is-implicit", "minus", Msg::TraceAbsent),
        (false, false) => ("is-implicit", "x", Msg::TraceFails),
    };
    let paired = scene.paired_in(id);
    let is_same = !element.policy.is_empty()
        && element.more == 0
        && marks::plain(&element.policy) == marks::plain(&element.request);
    let more = (element.more > 0).then(|| Msg::TraceMore { n: element.more.into() });
    html! {
        <tr
            class={classes!(class, is_linked.then_some("linked"), is_pinned.then_some("pinned"))}
            data-row={id.to_owned()}
            tabindex={scene.tabindex(id)}
        >
            <th scope="row"><span>{ icon::draw(icon) }{ element_name(element.name, lang) }<span class="sr">{ ", " }{ say(&words, lang) }</span></span></th>
            <td>
                <dl class="align">
                    if is_same {
                        <dt>{ say(&Msg::TraceBoth, lang) }</dt>
                        <dd>{ marks::draw(&element.policy, paired) }</dd>
                    } else {
                        if !element.policy.is_empty() {
                            <dt>{ say(&Msg::TracePolicy, lang) }</dt>
                            <dd>
                                { marks::draw(&element.policy, paired) }
                                if let Some(more) = more { <span class="more">{ say(&more, lang) }</span> }
                            </dd>
                        }
                        <dt>{ say(&Msg::TraceRequest, lang) }</dt>
                        <dd>
                            if element.request.is_empty() {
                                <span class="more">{ say(&Msg::TraceAbsent, lang) }</span>
                            } else {
                                { marks::draw(&element.request, paired) }
                            }
                        </dd>
                    }
                </dl>
                if let Some(reason) = &element.reason {
                    <p class="because">{ say(reason, lang) }</p>
                }
            </td>
        </tr>
    }
}

fn element_name(name: &'static str, lang: Lang) -> Html {
    match name {
        "Principal" => say(&Msg::WordPrincipal, lang),
        "Action" => say(&Msg::WordAction, lang),
        "Resource" => say(&Msg::WordResource, lang),
        "Condition" => say(&Msg::WordCondition, lang),
        // Has no word but the policy language's own.
        other => html! { { other } },
    }
}
