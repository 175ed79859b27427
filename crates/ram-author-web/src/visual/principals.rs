//! Whom a statement of a trust policy or bucket policy concerns.

use std::rc::Rc;

use ram_author::form::{List, PrincipalForm, PrincipalKind, StatementEdit, StatementForm};
use ram_author::offer::narrower::wider_principals;
use ram_author::offer::{self, Choice};
use ram_author::words;
use ram_policy_playground::components::text::{draw, say};
use ram_text::Msg;
use yew::prelude::*;

use super::combo::{Badge, Chosen, Combo, Offers, Place, Row, Tone};
use super::tokens::{Token, Tokens};
use super::{Ctx, kind_name};

#[derive(Clone, Properties, PartialEq)]
pub(crate) struct PrincipalsProps {
    /// What the form is given.
    pub ctx: Rc<Ctx>,
    /// The place of the statement.
    pub at: usize,
    /// The statement.
    pub statement: StatementForm,
}

/// The place of an entry among those of its kind.
fn place(principals: &[PrincipalForm], entry: usize) -> Option<(List, usize)> {
    let kind = principals.get(entry)?.kind;
    let before = principals.iter().take(entry).filter(|it| it.kind == kind).count();
    Some((List::Principal(kind), before))
}

/// The entries, and the field that adds one.
#[component]
pub(crate) fn Principals(props: &PrincipalsProps) -> Html {
    let PrincipalsProps { ctx, at, statement } = props;
    let principals = &statement.principals;
    let (lang, at) = (ctx.lang(), *at);
    let typed = use_state(|| None::<String>);
    let around = ctx.around();
    let token = |it: &PrincipalForm| {
        let words = words::principal(it.kind, &it.value.value, &around);
        Token {
            is_wrong: words.is_none(),
            note: words.is_none().then(|| Msg::FormPrincipalNobody.string(lang).into()),
            words: words.map(|words| say(&words, lang)),
            ..Token::of(&it.value.value)
        }
    };
    let tokens = principals.iter().map(token).collect::<Vec<_>>();
    let present = principals.iter().map(|it| it.value.value.clone()).collect::<Vec<_>>();
    let found = typed.as_ref().map(|query| offer::principals(&present, query, &around)).unwrap_or_default();
    let on_choose = {
        let (ctx, typed, found, statement) = (ctx.clone(), typed.setter(), found.clone(), statement.clone());
        Callback::from(move |chosen: Chosen| {
            let (kind, text) = match chosen {
                Chosen::Text(text) => (offer::principal_kind(ctx.kind, &text), text),
                Chosen::Row(row) => match found.get(row) {
                    Some((kind, choice)) => (*kind, choice.text.clone()),
                    None => return,
                },
            };
            let wider = wider_principals(&statement, kind, &text, &ctx.around());
            if ctx.change_statement(at, wider.edits(List::Principal(kind), text)) {
                typed.set(None);
            }
        })
    };
    let on_typed = {
        let typed = typed.setter();
        Callback::from(move |text| typed.set(text))
    };
    let on_set = {
        let (ctx, principals) = (ctx.clone(), principals.clone());
        Callback::from(move |(entry, text): (usize, String)| {
            if let Some((list, entry)) = place(&principals, entry) {
                let kind = offer::principal_kind(ctx.kind, &text);
                // What is of another kind stands under another name.
                let changes = match list == List::Principal(kind) {
                    true => vec![StatementEdit::Set(list, entry, text)],
                    false => {
                        vec![StatementEdit::Add(List::Principal(kind), text), StatementEdit::Remove(list, entry)]
                    }
                };
                ctx.change_statement(at, changes);
            }
        })
    };
    let on_remove = {
        let (ctx, principals) = (ctx.clone(), principals.clone());
        Callback::from(move |entry| {
            if let Some((list, entry)) = place(&principals, entry) {
                ctx.change_statement(at, vec![StatementEdit::Remove(list, entry)]);
            }
        })
    };
    let query = typed.as_deref().unwrap_or_default().trim().to_owned();
    let is_known = present.contains(&query) || found.iter().any(|(_, choice)| choice.text == query);
    let query_kind = offer::principal_kind(ctx.kind, &query);
    let means = words::principal(query_kind, &query, &around);
    let is_nobody = means.is_none() && found.is_empty() && !query.is_empty();
    let badge = |kind, text: &str| Badge::narrower(&wider_principals(statement, kind, text, &around), lang);
    let offers = Offers {
        rows: found.iter().map(|(kind, choice)| row(*kind, choice, badge(*kind, &choice.text))).collect(),
        is_meant: means.is_some() && !present.contains(&query),
        takes_text: means.filter(|_| !is_known).map(|_| Place::First),
        text_badge: badge(query_kind, &query),
        note: is_nobody.then(|| (Msg::AuthorHoverPrincipalNobody.string(lang), Tone::Fault)),
        ..Offers::default()
    };
    let id = format!("ve-{at}-principal");
    let name = Msg::FormAddPrincipal { kind: kind_name(ctx.kind) }.string(lang);
    html! {
        <Tokens ctx={ctx.clone()} id={id.clone()} name={Msg::FormPrincipals.string(lang)} {tokens} {on_set} {on_remove}>
            if !ctx.props.is_read_only {
                <Combo {id} name={name.clone()} placeholder={name} icon="plus" typed={(*typed).clone()} {offers} {lang}
                    {on_typed} {on_choose} />
            }
        </Tokens>
    }
}

fn row(kind: PrincipalKind, choice: &Choice, badge: Option<Badge>) -> Row {
    let icon = match kind {
        PrincipalKind::Service => "cpu",
        PrincipalKind::Federated => "globe",
        _ if choice.text == "*" => "asterisk",
        _ if choice.text.contains(":user/") => "user",
        _ if choice.text.contains("role/") => "shield-user",
        PrincipalKind::Bucket if choice.label != choice.text => "user",
        _ => "building-2",
    };
    let detail = choice.detail.as_ref().map(draw).unwrap_or_default();
    Row { icon, label: html! { <code>{ &choice.label }</code> }, detail, tick: None, badge }
}
