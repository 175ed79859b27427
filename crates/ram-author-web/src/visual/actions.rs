//! The actions of a statement: found by name, service or access level, and ticked.

use std::rc::Rc;

use ram_author::form::{Element, List, Patterns, StatementEdit};
use ram_author::offer::actions::{Actions as Offered, Held, Level, RowKind, actions as offered, check, takes};
use ram_policy_playground::components::picker::filter::marks;
use ram_policy_playground::components::text::draw;
use ram_text::{Msg, code};
use yew::prelude::*;

use super::Ctx;
use super::combo::{Chosen, Combo, Offers, Place, Row, Tick, Tone};
use super::fields::select;
use super::tokens::{Token, Tokens};

#[derive(Clone, Properties, PartialEq)]
pub(crate) struct ActionsProps {
    /// What the form is given.
    pub ctx: Rc<Ctx>,
    /// The place of the statement.
    pub at: usize,
    /// Its actions.
    pub patterns: Option<Patterns>,
}

/// What the entries of a member say.
pub(crate) fn texts(patterns: Option<&Patterns>) -> Vec<String> {
    patterns.iter().flat_map(|it| &it.values).map(|value| value.value.clone()).collect()
}

/// The select that says whether the entries are meant, or all but them. Only what has a negation has it.
pub(crate) fn sense(ctx: &Rc<Ctx>, at: usize, element: Element, patterns: Option<&Patterns>, words: [Msg; 3]) -> Html {
    let lang = ctx.lang();
    let [listed, except, name] = words.map(|words| words.string(lang));
    let is_negated = patterns.is_some_and(|it| it.is_negated);
    if !element.has_negation() && !is_negated || ctx.props.is_read_only {
        return html! { <span class="ve-l">{ if is_negated { except } else { listed } }</span> };
    }
    let [plain, negation] = element.names();
    let onchange = {
        let ctx = ctx.clone();
        move |event: Event| {
            let list = event.target_dyn_into::<web_sys::HtmlSelectElement>();
            let is_negated = list.is_some_and(|list| list.value() == negation);
            ctx.change_statement(at, vec![StatementEdit::Negate { element, is_negated }]);
        }
    };
    let list = html! {
        <select class="select" aria-label={name.clone()} title={name} {onchange}>
            <option value={plain} selected={!is_negated}>{ listed }</option>
            <option value={negation} selected={is_negated}>{ except }</option>
        </select>
    };
    html! { <span class="ve-l">{ select("ve-sense", list) }</span> }
}

/// The entries, and the field that finds more.
#[component]
pub(crate) fn Actions(props: &ActionsProps) -> Html {
    let ActionsProps { ctx, at, patterns } = props;
    let (lang, at) = (ctx.lang(), *at);
    let typed = use_state(|| None::<String>);
    let level = use_state(|| None::<Level>);
    let listed = texts(patterns.as_ref());
    let around = ctx.around();
    let found = typed.as_ref().map(|query| offered(query, *level, &listed, &around)).unwrap_or_default();
    let token = |text: &String| {
        let count = around.catalogue.filter(|_| text.contains(['*', '?'])).map(|catalogue| {
            let n = ram_author::complete::actions::matching(catalogue, text, 0).count;
            AttrValue::from(n.to_string())
        });
        Token { note: count, ..Token::of(text) }
    };
    let tokens = listed.iter().map(token).collect::<Vec<_>>();
    let on_typed = {
        let (typed, level) = (typed.setter(), level.clone());
        Callback::from(move |text: Option<String>| {
            // A class belongs to what is looked at.
            if level.is_some() && text.as_ref().is_none_or(|text| text.trim().is_empty()) {
                level.set(None);
            }
            typed.set(text);
        })
    };
    let on_choose = {
        let (ctx, typed, found) = (ctx.clone(), typed.setter(), found.clone());
        Callback::from(move |chosen: Chosen| {
            let change = match chosen {
                Chosen::Text(text) => StatementEdit::Add(List::Action, text),
                Chosen::Row(row) => {
                    let Some(row) = found.rows.get(row) else { return };
                    match (row.kind, &row.held) {
                        (RowKind::Service, _) => return typed.set(Some(row.text.clone())),
                        (_, Held::No) => StatementEdit::Add(List::Action, row.text.clone()),
                        (_, Held::Listed(entry)) => StatementEdit::Remove(List::Action, *entry),
                        (_, Held::Covered(_)) => return,
                    }
                }
            };
            ctx.change_statement(at, vec![change]);
        })
    };
    let on_set = {
        let ctx = ctx.clone();
        Callback::from(move |(entry, text)| {
            ctx.change_statement(at, vec![StatementEdit::Set(List::Action, entry, text)]);
        })
    };
    let on_remove = {
        let ctx = ctx.clone();
        Callback::from(move |entry| {
            ctx.change_statement(at, vec![StatementEdit::Remove(List::Action, entry)]);
        })
    };
    let check = Callback::from(move |text: String| check(&text, lang).map(|problem| problem.string(lang)));
    let id = format!("ve-{at}-action");
    let name = Msg::PageFindAction.string(lang);
    let side = levels(ctx, &found, &level);
    let is_open = typed.is_some();
    let query = (*typed).clone().unwrap_or_default();
    let offers = if is_open { offers(ctx, &query, &listed, &found) } else { Offers::default() };
    html! {
        <Tokens ctx={ctx.clone()} id={id.clone()} name={Msg::FormActions.string(lang)} {tokens} {check} {on_set} {on_remove}>
            if !ctx.props.is_read_only {
                <Combo {id} name={name.clone()} placeholder={name} icon="search" typed={(*typed).clone()} {offers} {side} is_multiple=true
                    {lang} {on_typed} {on_choose} />
            }
        </Tokens>
    }
}

/// The rows of the list.
fn offers(ctx: &Ctx, query: &str, listed: &[String], found: &Offered) -> Offers {
    let lang = ctx.lang();
    let query = query.trim();
    let words = query.split([':', ' ']).filter(|word| !word.is_empty()).map(str::to_lowercase).collect::<Vec<_>>();
    let words = words.iter().map(String::as_str).collect::<Vec<_>>();
    let row = |row: &ram_author::offer::actions::Row| {
        let mut end = 0;
        let mut label = Vec::new();
        for mark in marks(&row.text, &words) {
            label.push(html! { { row.text.get(end..mark.start).unwrap_or_default() } });
            label.push(html! { <b>{ row.text.get(mark.clone()).unwrap_or_default() }</b> });
            end = mark.end;
        }
        label.push(html! { { row.text.get(end..).unwrap_or_default() } });
        let detail = match &row.held {
            Held::Covered(by) => draw(&Msg::FormCoveredBy { pattern: code(by.as_str()) }.text(lang)),
            _ => draw(&row.detail),
        };
        let tick = match (row.kind, &row.held) {
            (RowKind::Service, _) => None,
            (_, Held::No) => Some(Tick::Off),
            (_, Held::Listed(_)) => Some(Tick::On),
            (_, Held::Covered(_)) => Some(Tick::Held),
        };
        let icon = if row.kind == RowKind::Service { "chevron-right" } else { "" };
        Row { icon, label: html! { <code>{ for label }</code> }, detail, tick, badge: None }
    };
    // What is neither found nor an action can only be written otherwise; words apart are a search.
    let is_odd = query.contains(':') && query.contains(char::is_whitespace) && found.rows.is_empty();
    let problem = check(query, lang).filter(|_| is_odd);
    let late = ctx.props.catalogue.is_none().then(|| (Msg::FormCatalogueLate.string(lang), Tone::Plain));
    // A text with a wildcard is a row already.
    let is_known = listed.iter().any(|text| text == query) || found.rows.iter().any(|row| row.text == query);
    Offers {
        rows: found.rows.iter().map(row).collect(),
        more: found.more,
        is_meant: takes(query) && !listed.iter().any(|text| text == query),
        takes_text: (takes(query) && !is_known).then_some(Place::Last),
        text_badge: None,
        note: problem.map(|problem| (problem.string(lang), Tone::Fault)).or(late),
    }
}

/// The classes beside the list, each with how many of its actions the statement has.
fn levels(ctx: &Ctx, found: &Offered, level: &UseStateHandle<Option<Level>>) -> Html {
    let lang = ctx.lang();
    if found.levels.iter().all(|count| count.all == 0) {
        return Html::default();
    }
    let all = found.levels.iter().fold((0, 0), |(held, all), count| (held + count.held, all + count.all));
    let counts = found.levels.iter().filter(|count| count.all > 0 || **level == Some(count.level));
    let own = counts.map(|count| (Some(count.level), count.level.name(), count.held, count.all));
    let rows = std::iter::once((None, Msg::FormLevelAll, all.0, all.1)).chain(own);
    let row = |(own, name, held, all): (Option<Level>, Msg, usize, usize)| {
        let is_on = **level == own;
        let onclick = {
            let level = level.setter();
            move |_: MouseEvent| level.set(own)
        };
        html! {
            <button type="button" aria-pressed={is_on.to_string()} {onclick}>
                <span>{ name.string(lang) }</span><small class="tnum">{ Msg::FormLevelCount { held, all }.string(lang) }</small>
            </button>
        }
    };
    html! { <div class="ve-levels" role="group" aria-label={Msg::FormLevels.string(lang)}>{ for rows.map(row) }</div> }
}
