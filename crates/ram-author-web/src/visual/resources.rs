//! The resources of a statement: each can be built field by field, with what it matches here.

use std::rc::Rc;

use ram_author::arn::{ArnFields, ArnForm};
use ram_author::form::{List, StatementEdit, StatementForm};
use ram_author::hover::covered;
use ram_author::offer::narrower::wider_resources;
use ram_author::offer::{self, ArnPart};
use ram_author::words;
use ram_policy_playground::components::picker::{Chosen as Picked, Row as Option_};
use ram_policy_playground::components::text::{draw, say};
use ram_text::{Arg, Msg, code, plain};
use yew::prelude::*;

use super::Ctx;
use super::actions::texts;
use super::combo::{Badge, Chosen, Combo, Offers, Place, Row};
use super::fields::Line;
use super::pick::Pick;
use super::tokens::{Token, Tokens, pattern};

/// How many of the resources that an entry matches are named.
const NAMED: usize = 4;

#[derive(Clone, Properties, PartialEq)]
pub(crate) struct ResourcesProps {
    /// What the form is given.
    pub ctx: Rc<Ctx>,
    /// The place of the statement.
    pub at: usize,
    /// The statement: its actions say what resources there could be.
    pub statement: StatementForm,
}

/// Which entry is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    /// The only one, if it has fields.
    Usual,
    None,
    At(usize),
}

/// The entries, the fields of the one that is open, and the field that adds one.
#[component]
pub(crate) fn Resources(props: &ResourcesProps) -> Html {
    let ResourcesProps { ctx, at, statement } = props;
    let (actions, patterns) = (&texts(statement.action.as_ref()), &statement.resource);
    let (lang, at) = (ctx.lang(), *at);
    let typed = use_state(|| None::<String>);
    let open = use_state(|| Open::Usual);
    let listed = texts(patterns.as_ref());
    let around = ctx.around();
    let entry = match (*open, listed.as_slice()) {
        (Open::At(at), _) if at < listed.len() => Some(at),
        (Open::Usual, [only]) if matches!(ArnForm::read(only), ArnForm::Fields(_)) => Some(0),
        _ => None,
    };
    let token = |text: &String| {
        let covered = covered(text, &around).filter(|_| text != "*");
        let note =
            covered.map(|it| AttrValue::from(Msg::FormLevelCount { held: it.arns.len(), all: it.all }.string(lang)));
        Token { note, ..Token::of(text) }
    };
    let tokens = listed.iter().map(token).collect::<Vec<_>>();
    let found = typed.as_ref().map(|query| offer::resources(actions, &listed, query, &around)).unwrap_or_default();
    let on_choose = {
        let (ctx, typed, open, found, statement) =
            (ctx.clone(), typed.setter(), open.setter(), found.clone(), statement.clone());
        Callback::from(move |chosen: Chosen| {
            let text = match chosen {
                Chosen::Text(text) => Some(text),
                Chosen::Row(row) => found.get(row).map(|choice| choice.text.clone()),
            };
            let Some(text) = text else { return };
            let wider = wider_resources(&statement, &text);
            if text != "*" {
                let count = statement.resource.as_ref().map_or(0, |it| it.values.len());
                open.set(Open::At(wider.place().unwrap_or(count)));
            }
            if ctx.change_statement(at, wider.edits(List::Resource, text)) {
                typed.set(None);
            }
        })
    };
    let on_typed = {
        let typed = typed.setter();
        Callback::from(move |text| typed.set(text))
    };
    let set = {
        let ctx = ctx.clone();
        Callback::from(move |(entry, text): (usize, String)| {
            ctx.change_statement(at, vec![StatementEdit::Set(List::Resource, entry, text)]);
        })
    };
    let on_remove = {
        let (ctx, open) = (ctx.clone(), open.clone());
        Callback::from(move |entry| {
            if matches!(*open, Open::At(_)) {
                open.set(Open::None);
            }
            ctx.change_statement(at, vec![StatementEdit::Remove(List::Resource, entry)]);
        })
    };
    let on_open = {
        let open = open.setter();
        Callback::from(move |pressed| open.set(if entry == Some(pressed) { Open::None } else { Open::At(pressed) }))
    };
    let query = typed.as_deref().unwrap_or_default().trim().to_owned();
    let is_known = listed.contains(&query) || found.iter().any(|choice| choice.text == query);
    // Whoever has written an ARN to its end means it.
    let is_whole = query.splitn(5, ':').nth(4).is_some_and(|rest| !rest.is_empty());
    let badge = |text: &str| Badge::narrower(&wider_resources(statement, text), lang);
    let row = |choice: &offer::Choice| Row {
        label: pattern(&choice.label),
        detail: choice.detail.as_ref().map(draw).unwrap_or_default(),
        badge: badge(&choice.text),
        ..Row::default()
    };
    let offers = Offers {
        rows: found.iter().map(row).collect(),
        is_meant: (is_whole || query == "*") && !listed.contains(&query),
        takes_text: (query.starts_with("acs:") && !is_known).then_some(if is_whole {
            Place::First
        } else {
            Place::Last
        }),
        text_badge: badge(&query),
        ..Offers::default()
    };
    let id = format!("ve-{at}-resource");
    let name = Msg::PageFindResource.string(lang);
    let own = entry.and_then(|entry| Some((entry, listed.get(entry)?)));
    let builder = own.map(|(entry, text)| {
        let on_set = set.reform(move |text| (entry, text));
        html! { <Builder key={entry} ctx={ctx.clone()} id={format!("{id}-arn")} text={text.clone()} actions={actions.clone()} {on_set} /> }
    });
    html! {
        <>
            <Tokens ctx={ctx.clone()} id={id.clone()} name={Msg::FormResources.string(lang)} {tokens} on_set={set} {on_remove}
                opens={Some((on_open, entry))}>
                if !ctx.props.is_read_only {
                    <Combo {id} name={name.clone()} placeholder={name} icon="plus" typed={(*typed).clone()} {offers} {lang} {on_typed} {on_choose} />
                }
            </Tokens>
            { builder.unwrap_or_default() }
        </>
    }
}

#[derive(Clone, Properties, PartialEq)]
struct BuilderProps {
    ctx: Rc<Ctx>,
    id: AttrValue,
    text: String,
    actions: Vec<String>,
    on_set: Callback<String>,
}

/// One entry, field by field or as text.
#[component]
fn Builder(props: &BuilderProps) -> Html {
    let BuilderProps { ctx, id, text, actions, on_set } = props;
    let lang = ctx.lang();
    let as_text = use_state(|| false);
    let on_text = {
        let on_set = on_set.clone();
        Callback::from(move |text: String| {
            if !text.trim().is_empty() {
                on_set.emit(text.trim().to_owned());
            }
        })
    };
    let line = |name: Msg| {
        let name = name.string(lang);
        html! {
            <label class="arn-s arn-text"><small>{ name }</small>
                <Line id={format!("{id}-text")} value={text.clone()} class={classes!("mono")} is_read_only={ctx.props.is_read_only} on_commit={on_text} />
            </label>
        }
    };
    let toggle = |words: Msg| {
        let as_text = as_text.clone();
        let onclick = move |_: MouseEvent| as_text.set(!*as_text);
        html! { <button type="button" class="btn sm" {onclick}>{ words.string(lang) }</button> }
    };
    let content = match ArnForm::read(text) {
        ArnForm::Fields(fields) if !*as_text => html! {
            <>{ parts(ctx, id, &fields, actions, on_set) }{ toggle(Msg::FormArnAsText) }</>
        },
        ArnForm::Fields(_) => html! { <>{ line(Msg::FormArnText) }{ toggle(Msg::FormArnAsFields) }</> },
        _ => line(Msg::FormArnText),
    };
    html! { <div class="ve-arn"><div class="arn">{ content }</div>{ matches(ctx, text) }</div> }
}

/// The fields of an ARN with what stands between them.
fn parts(ctx: &Rc<Ctx>, id: &str, fields: &ArnFields, actions: &[String], on_set: &Callback<String>) -> Html {
    let around = ctx.around();
    // Types that are written as such: buckets and objects are not.
    let kinds = around.catalogue.map(|it| ram_author::arn::kinds(it, &fields.service)).unwrap_or_default();
    let has_kinds = fields.id == "*" && kinds.iter().any(|kind| kind.kind.is_some());
    let part = |part: ArnPart| {
        let before = match part {
            ArnPart::Service => "acs:",
            ArnPart::Kind if fields.kind.is_none() && !has_kinds => return Html::default(),
            ArnPart::Id if fields.kind.is_some() => "/",
            // The type of all resources is no part of the text.
            ArnPart::Id if has_kinds => "",
            _ => ":",
        };
        html! {
            <>
                if !before.is_empty() { <span class="arn-c" aria-hidden="true">{ before }</span> }
                { field(ctx, id, fields, part, actions, on_set) }
            </>
        }
    };
    ArnPart::ALL.into_iter().map(part).collect()
}

fn field(
    ctx: &Rc<Ctx>,
    id: &str,
    fields: &ArnFields,
    part: ArnPart,
    actions: &[String],
    on_set: &Callback<String>,
) -> Html {
    let lang = ctx.lang();
    let label = match part {
        ArnPart::Service => Msg::EntityService,
        ArnPart::Region => Msg::EntityRegion,
        ArnPart::Account => Msg::FormArnAccount,
        ArnPart::Kind => Msg::FormArnKind,
        ArnPart::Id => Msg::FormArnId,
    };
    let label = label.string(lang);
    let written = part.of(fields);
    let account = written.filter(|_| part == ArnPart::Account).filter(|id| ctx.props.scenario.account(id).is_some());
    let (value, words) = match (written, account) {
        (_, Some(id)) => {
            let name = ctx.around().account_name(id).to_string();
            (html! { { name.clone() } }, name)
        }
        (None, _) => {
            let any = Msg::FormArnAny.string(lang);
            (html! { <span class="muted">{ any.clone() }</span> }, any)
        }
        (Some(""), _) => {
            let none = Msg::FormArnNone.string(lang);
            (html! { <span class="muted">{ none.clone() }</span> }, none)
        }
        (Some(text), _) => (pattern(text), text.to_owned()),
    };
    let name = Msg::FormArnPart { part: plain(label.as_str()), value: plain(words) }.string(lang);
    let rows = {
        let (ctx, fields, actions) = (ctx.clone(), fields.clone(), actions.to_vec());
        Callback::from(move |()| {
            let choices = offer::arn_parts(&fields, part, &actions, &ctx.around());
            let row = |(id, (choice, after)): (usize, (offer::Choice, ArnFields))| Option_ {
                id,
                text: if choice.text.is_empty() { Msg::FormArnNone.string(ctx.lang()) } else { choice.label },
                is_code: !choice.text.is_empty(),
                note: choice.detail.map(|detail| detail.to_string()),
                is_selected: after == fields,
                ..Option_::default()
            };
            choices.into_iter().enumerate().map(row).collect()
        })
    };
    let on_choose = {
        let (ctx, fields, actions, on_set) = (ctx.clone(), fields.clone(), actions.to_vec(), on_set.clone());
        Callback::from(move |picked: Picked| {
            let after = match picked {
                Picked::Text(text) => Some(part.put(&fields, text.trim())),
                Picked::Row(row) => {
                    offer::arn_parts(&fields, part, &actions, &ctx.around()).into_iter().nth(row).map(|(_, it)| it)
                }
            };
            if let Some(after) = after {
                on_set.emit(ArnForm::Fields(after).text());
            }
        })
    };
    let takes = Callback::from(move |text: String| part.takes(&text));
    html! {
        <div class="arn-s">
            <small aria-hidden="true">{ label.clone() }</small>
            <Pick id={format!("{id}-{part:?}")} {label} {name} {value} is_read_only={ctx.props.is_read_only} {lang} {rows} {takes}
                {on_choose} />
        </div>
    }
}

/// What an entry matches here.
fn matches(ctx: &Ctx, text: &str) -> Html {
    let lang = ctx.lang();
    let Some(covered) = covered(text, &ctx.around()) else { return Html::default() };
    let (n, all) = (covered.arns.len(), covered.all);
    let name = |arn: &String| code(arn.splitn(5, ':').nth(4).unwrap_or(arn).to_owned());
    let names = words::list(covered.arns.iter().take(NAMED).map(name).collect(), lang);
    let words = match n.saturating_sub(NAMED) {
        _ if n == 0 => Msg::FormMatches { n, all },
        0 => Msg::FormMatchesNames { n, all, names },
        more => {
            let names = Arg::text(Msg::FormMatchesMore { names, more }.text(lang));
            Msg::FormMatchesNames { n, all, names }
        }
    };
    html! { <p class="help arn-m">{ say(&words, lang) }</p> }
}
