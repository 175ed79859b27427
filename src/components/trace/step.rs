//! One step: node, name, owner, outcome; opened, its statements and the rules that it follows.

use ram_policy::rule::Evidence;
use ram_scenario::view::{Gate, OwnerView, RowView, StepView, Tone};
use ram_text::{Arg, Msg, Piece, code, plain};
use yew::prelude::*;

use super::rows::{broken_id, has_body, others_id, place, statement_id, step_id};
use super::{Scene, statement};
use crate::components::icon;
use crate::components::text::{draw as draw_text, say};
use crate::components::tone;
use crate::components::world::account_key;

/// Draws a step. The `first` of a phase has no spine above it.
pub fn draw(step: &StepView, is_first: bool, scene: &Scene<'_>) -> Html {
    let id = step_id(step.at);
    let class = classes!(
        "step",
        tone::class(step.tone),
        is_first.then_some("first"),
        (step.is_cut || scene.end.is_some_and(|end| end < step.number)).then_some("cut"),
        step.decides.then_some("decides"),
        (step.decides && step.tone != Tone::Allow).then_some("breaks"),
        (step.gate == Gate::Foot).then_some("both")
    );
    let style = format!("--n:{}", step.number);
    if !has_body(step) {
        return html! {
            <li key={id.clone()} {class} {style}>
                <div
                    class="sum"
                    data-row={id.clone()}
                    tabindex={scene.tabindex(&id)}
                >
                    { draw_head(step, scene) }
                    <span></span>
                </div>
            </li>
        };
    }
    let is_open = scene.folds.is_open(&id, step.decides);
    html! {
        <li key={id.clone()} {class} {style}>
            <details open={is_open}>
                <summary
                    data-row={id.clone()}
                    tabindex={scene.tabindex(&id)}
                    onclick={scene.on_fold(&id, !is_open)}
                >
                    { draw_head(step, scene) }
                    { icon::draw_with("chevron-right", "i-14 chev") }
                </summary>
                if is_open {
                    <div class="step-body">{ draw_body(step, &id, scene) }</div>
                }
            </details>
        </li>
    }
}

/// Reads "Step 3, Trust policy of ecs-admin, Implicit deny, Decided here". What is only heard stands between what is seen.
fn draw_head(step: &StepView, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let pause = html! { <span class="sr">{ ", " }</span> };
    let number = Msg::TraceStepNumber { step: step.number.into() }.text(lang);
    html! {
        <>
            <span class="node">{ icon::draw(tone::icon(step.tone)) }</span>
            <span class="step-name">
                <span class="num">
                    { for number.0.iter().map(|piece| match piece {
                        Piece::Words(words) => html! { <span class="sr">{ words.to_string() }</span> },
                        Piece::Arg { text, .. } => html! { { text } },
                    }) }
                </span>
                { pause.clone() }
                if let Some(owner) = &step.owner {
                    { account_key(owner.index, Some(owner_name(owner, scene))) }
                } else {
                    <span class="no-owner"></span>
                }
                <span class="t">{ say(&step.name, lang) }</span>
            </span>
            { pause.clone() }
            <span class={classes!("outcome", tone::class(step.tone))}>{ say(&step.outcome, lang) }</span>
            <span class="step-rest">
                if step.decides {
                    { pause.clone() }
                    <span class="here">{ say(&Msg::TraceDecidedHere, lang) }</span>
                }
                if let Some(detail) = &step.detail {
                    { pause.clone() }
                    <span class="d" title={detail.string(lang)}>{ say(detail, lang) }</span>
                }
                if let Some(owner) = &step.owner {
                    { pause }
                    <span class="owner-name"><span>{ owner_name(owner, scene) }</span></span>
                }
            </span>
        </>
    }
}

fn owner_name(owner: &OwnerView, scene: &Scene<'_>) -> String {
    owner.name.get(scene.lang.tag()).to_owned()
}

fn draw_body(step: &StepView, id: &str, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    html! {
        <>
            { for step.notes.iter().map(|note| html! { <p class="lead">{ draw_text(&note.text(lang).begins()) }</p> }) }
            { for step.rows.iter().enumerate().map(|(number, row)| draw_row(row, id, number, scene)) }
            { draw_rests_on(step, scene) }
        </>
    }
}

fn draw_row(row: &RowView, step: &str, number: usize, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let others = others_id(step, number);
    let is_open = scene.folds.is_open(&others, false);
    html! {
        <div class="trace-row">
            if let Some(label) = &row.label {
                <div class="row-head">
                    <span>{ say(label, lang) }</span>
                    <span class={classes!("outcome", tone::class(row.tone))}>
                        { icon::draw(tone::icon(row.tone)) }{ say(&row.outcome, lang) }
                    </span>
                </div>
            }
            { for row.broken.iter().enumerate().map(|(index, broken)| {
                let id = broken_id(step, number, index);
                let words = Msg::VerdictBrokenDocument { policy: Arg::text(broken.name.text(lang)) };
                let onclick = place(&broken.document, broken.span).map(|at| scene.on_show(at));
                html! {
                    <button type="button" class="refused" data-row={id.clone()} tabindex={scene.tabindex(&id)} {onclick}>
                        { icon::draw("circle-alert") }<span>{ say(&words, lang) }</span>
                    </button>
                }
            }) }
            { for row.statements.iter().enumerate().map(|(index, statement)| {
                statement::draw(statement, &statement_id(step, number, 'a', index), scene)
            }) }
            if !row.others.is_empty() {
                <details class="others" open={is_open}>
                    <summary
                        data-row={others.clone()}
                        tabindex={scene.tabindex(&others)}
                        onclick={scene.on_fold(&others, !is_open)}
                    >
                        { icon::draw_with("chevron-right", "i-12") }
                        <span>{ say(&Msg::TraceOtherStatements { n: row.others.len() }, lang) }</span>
                    </summary>
                    if is_open {
                        { for row.others.iter().enumerate().map(|(index, statement)| {
                            statement::draw(statement, &statement_id(step, number, 'o', index), scene)
                        }) }
                    }
                </details>
            }
        </div>
    }
}

/// Who can change the step, and how sure its rules are.
fn draw_rests_on(step: &StepView, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    html! {
        <p class="rests-on">
            if let Some(owner) = &step.owner {
                <span>{ say(&Msg::TraceOwner { account: plain(owner_name(owner, scene)) }, lang) }</span>
            }
            { for tone::evidence(&step.rules).into_iter().map(|(evidence, numbers)| {
                let rules = code(numbers);
                let words = match evidence {
                    Evidence::Documented => Msg::TraceDocumented { rules },
                    Evidence::Inferred => Msg::TraceInferred { rules },
                    Evidence::Assumed => Msg::TraceAssumed { rules },
                };
                html! { <span class="rules">{ say(&words, lang) }</span> }
            }) }
        </p>
    }
}
