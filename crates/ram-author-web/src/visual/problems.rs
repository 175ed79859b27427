//! What is found in a document, beside what it is about, with ways to mend it.

use std::rc::Rc;

use ram_author::findings::{self, Finding, fixes};
use ram_author::form::Form;
use ram_policy::text::Span;
use ram_policy_playground::components::icon;
use ram_policy_playground::components::text::draw;
use ram_policy_playground::editor::advice::Class;
use ram_text::Msg;
use yew::prelude::*;

use super::add::ADD_ID;
use super::{Ctx, Reading, toggle_id};

/// The findings within a span.
fn within(reading: &Reading, span: Span) -> impl Iterator<Item = &Finding> {
    reading.findings.iter().filter(move |it| span.start <= it.span.start && it.span.end <= span.end)
}

/// How many there are of each class.
pub(super) fn counts(ctx: &Ctx, reading: &Reading, span: Span) -> Html {
    let count = |class: Class| (class, within(reading, span).filter(|it| Class::from(it.severity) == class).count());
    let badge = |(class, n): (Class, usize)| {
        let (name, icon) = class.look();
        let words = class.count(n).string(ctx.lang());
        html! {
            <span class={classes!("lint", name)} title={words.clone()}>
                { icon::draw(icon) }<span aria-hidden="true">{ n }</span><span class="sr">{ words }</span>
            </span>
        }
    };
    Class::ALL.into_iter().map(count).filter(|(_, n)| *n > 0).map(badge).collect()
}

/// The findings of a statement.
pub(super) fn of_statement(ctx: &Rc<Ctx>, reading: &Reading, at: usize, span: Span) -> Html {
    let label = &Msg::FormProblems { number: at + 1 };
    list(ctx, reading, label, &toggle_id(at), within(reading, span).collect())
}

/// The findings that are of no statement.
pub(super) fn of_document(ctx: &Rc<Ctx>, reading: &Reading, form: &Form) -> Html {
    let is_in = |span: Span, it: &Finding| span.start <= it.span.start && it.span.end <= span.end;
    let is_of_none = |it: &&Finding| !form.statements.iter().any(|statement| is_in(statement.span, it));
    list(ctx, reading, &Msg::FormProblemsHere, ADD_ID, reading.findings.iter().filter(is_of_none).collect())
}

/// A list of findings; `then` gets the focus once one is mended.
fn list(ctx: &Rc<Ctx>, reading: &Reading, label: &Msg, then: &str, found: Vec<&Finding>) -> Html {
    if found.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="ve-problems" aria-label={label.string(ctx.lang())}>
            { for found.into_iter().map(|finding| problem(ctx, reading, then, finding)) }
        </ul>
    }
}

fn problem(ctx: &Rc<Ctx>, reading: &Reading, then: &str, finding: &Finding) -> Html {
    let class = Class::from(finding.severity);
    let (name, icon) = class.look();
    let kind = class.name().string(ctx.lang());
    let called = findings::name(finding.code).map_or_else(|| finding.code.to_owned(), |name| name.string(ctx.lang()));
    let mending = match ctx.props.is_read_only {
        true => Vec::new(),
        false => fixes(finding, &reading.document, &ctx.around()),
    };
    let fix = |fix: &findings::Fix| {
        let (ctx, code, edits, then) = (ctx.clone(), finding.code, fix.edits.clone(), then.to_owned());
        let onclick = move |_: MouseEvent| {
            ctx.focus_then(then.clone());
            ctx.fix(code, &edits);
        };
        html! { <button type="button" class="btn sm outline" {onclick}>{ draw(&fix.name) }</button> }
    };
    let on_show = {
        let (on_json, span) = (ctx.props.on_json.clone(), finding.span);
        move |_: MouseEvent| on_json.emit(Some(span))
    };
    html! {
        <li>
            <span class={classes!("lint", name)} title={kind.clone()}>{ icon::draw(icon) }<span class="sr">{ kind }{ ": " }</span></span>
            <div>
                <p>{ draw(&finding.message) }</p>
                <div class="ve-fixes">
                    <button type="button" class="problem-code" onclick={on_show} title={Msg::FormOpenJson.string(ctx.lang())}>{ called }</button>
                    { for mending.iter().map(fix) }
                </div>
            </div>
        </li>
    }
}
