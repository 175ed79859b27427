//! A statement as a card: one line while it is shut, all its elements while it is open.

use std::rc::Rc;

use ram_author::form::{Element, PrincipalKind, StatementEdit, StatementForm};
use ram_author::words;
use ram_policy::text::Span;
use ram_policy_playground::components::icon;
use ram_policy_playground::components::text::{draw, say};
use ram_text::{Arg, Msg, Text, code};
use yew::prelude::*;

use super::actions::{Actions, sense, texts};
use super::conditions::Conditions;
use super::fields::{Line, Segments};
use super::principals::Principals;
use super::resources::Resources;
use super::rest::{around, part};
use super::{Ctx, Deed, Reading, problems, toggle_id};

/// A card.
pub(super) struct Card<'a> {
    pub ctx: &'a Rc<Ctx>,
    pub reading: &'a Reading,
    /// The place of the statement.
    pub at: usize,
    /// How many statements there are.
    pub count: usize,
    pub statement: &'a StatementForm,
    /// What it says in words, as far as it is right.
    pub sentence: Option<&'a Text>,
    pub on_deed: &'a Callback<Deed>,
}

const EFFECTS: [&str; 2] = ["Allow", "Deny"];

/// Colour and icon of an effect, right or wrong.
fn look(effect: &str) -> (&'static str, &'static str) {
    match effect {
        "Allow" => ("is-allow", "circle-check"),
        "Deny" => ("is-deny", "octagon-x"),
        _ => ("is-none", "circle-minus"),
    }
}

/// An effect beside a sentence that says its word.
pub(super) fn effect_icon(effect: &str) -> Html {
    let (class, icon) = look(effect);
    html! { <span class={classes!("outcome", class)}>{ icon::draw(icon) }</span> }
}

impl Card<'_> {
    /// Draws it.
    pub fn draw(&self, is_open: bool) -> Html {
        let at = self.at;
        html! {
            <article class={classes!("ve-card", is_open.then_some("on"), self.is_linked(self.statement.span).then_some("linked"))}
                data-part={part(self.statement.span)} aria-labelledby={toggle_id(at)}>
                <div class="ve-sum">
                    { self.heading(is_open) }
                    if is_open { { self.controls() } } else { { problems::counts(self.ctx, self.reading, self.statement.span) } }
                </div>
                if is_open { <div id={format!("ve-{at}-body")} class="ve-body">{ self.body() }</div> }
            </article>
        }
    }

    /// Whether what is marked in the text lies in this part of it.
    fn is_linked(&self, span: Span) -> bool {
        self.ctx.props.linked.is_some_and(|linked| span.contains(linked))
    }

    fn effect(&self) -> Option<usize> {
        let effect = self.statement.effect.as_ref()?;
        EFFECTS.iter().position(|known| *known == effect.value)
    }

    /// The number, and while the card is shut the statement in one line.
    fn heading(&self, is_open: bool) -> Html {
        let Card { ctx, at, statement, .. } = *self;
        let lang = ctx.lang();
        let onclick = self.on_deed.reform(move |_: MouseEvent| Deed::Toggle(at));
        let number = Msg::FormStatement { number: at + 1 }.string(lang);
        let sid = statement.sid.as_ref().map(|sid| sid.value.clone()).filter(|sid| !sid.is_empty());
        html! {
            <h4 class="ve-head">
                <button id={toggle_id(at)} type="button" class="ve-toggle" aria-expanded={is_open.to_string()}
                    aria-controls={is_open.then(|| format!("ve-{at}-body"))} {onclick}>
                    { icon::draw_with(if is_open { "chevron-down" } else { "chevron-right" }, "i-14") }
                    if is_open {
                        <b>{ number }</b>
                    } else {
                        <b><span class="sr">{ number }{ " " }</span><span aria-hidden="true">{ at + 1 }</span></b>
                        { self.outcome() }
                        <span class="ve-line1">
                            if let Some(sid) = sid { <span class="ve-sid">{ sid }</span>{ " " } }
                            { self.in_words().unwrap_or_else(|| self.at_a_glance()) }
                        </span>
                    }
                </button>
            </h4>
        }
    }

    fn outcome(&self) -> Html {
        let lang = self.ctx.lang();
        let words = match (self.effect(), &self.statement.effect) {
            (Some(0), _) => Msg::FormEffectAllow.string(lang),
            (Some(_), _) => Msg::FormEffectDeny.string(lang),
            (None, Some(other)) => other.value.clone(),
            (None, None) => Msg::FormEffectUnset.string(lang),
        };
        let (class, icon) = look(self.statement.effect.as_ref().map_or("", |effect| &effect.value));
        // A sentence says the word itself.
        let words_class = self.in_words().map(|_| "sr");
        html! {
            <span class={classes!("outcome", class)} title={words.clone()}>{ icon::draw(icon) }<span class={classes!(words_class)}>{ words }</span></span>
        }
    }

    fn in_words(&self) -> Option<Html> {
        self.sentence.map(draw)
    }

    /// The actions, where there is no sentence.
    fn at_a_glance(&self) -> Html {
        let lang = self.ctx.lang();
        match self.statement.locked {
            Some(locked) => say(&locked.message(), lang),
            None => {
                let names = texts(self.statement.action.as_ref()).into_iter().take(4).map(code).collect();
                html! { { words::list(names, lang).to_string() } }
            }
        }
    }

    /// What the head of an open card holds.
    fn controls(&self) -> Html {
        let Card { ctx, at, statement, .. } = *self;
        let lang = ctx.lang();
        let is_read_only = ctx.props.is_read_only;
        let is_locked = statement.locked.is_some();
        let on_sid = {
            let ctx = ctx.clone();
            Callback::from(move |sid: String| {
                let sid = Some(sid.trim().to_owned()).filter(|sid| !sid.is_empty());
                ctx.change_statement(at, vec![StatementEdit::SetSid(sid)]);
            })
        };
        let on_effect = {
            let ctx = ctx.clone();
            Callback::from(move |effect: usize| {
                let effect = EFFECTS.get(effect).copied().unwrap_or_default().to_owned();
                ctx.change_statement(at, vec![StatementEdit::SetEffect(effect)]);
            })
        };
        let side = |icon: &str, words: Msg| html! { <>{ icon::draw_with(icon, "i-14") }{ words.string(lang) }</> };
        let effect = Segments {
            label: Msg::FormEffect.string(lang).into(),
            options: vec![
                (side("circle-check", Msg::FormEffectAllow), "eff is-allow"),
                (side("octagon-x", Msg::FormEffectDeny), "eff is-deny"),
            ],
            chosen: self.effect(),
            is_read_only,
            on_choose: on_effect,
        };
        let sid = statement.sid.as_ref().map_or(String::new(), |sid| sid.value.clone());
        let name = Msg::FormSid.string(lang);
        html! {
            <>
                if !is_locked {
                    if !is_read_only || !sid.is_empty() {
                        <Line id={format!("ve-{at}-sid")} {name} placeholder="Sid" value={sid} class={classes!("sid")}
                            {is_read_only} on_commit={on_sid} />
                    } else {
                        <span class="grow"></span>
                    }
                    { effect.draw() }
                } else {
                    <span class="grow"></span>
                }
                if !is_read_only { <span class="ve-deeds">{ self.deeds() }</span> }
            </>
        }
    }

    fn deeds(&self) -> Html {
        let Card { ctx, at, count, .. } = *self;
        let number = at + 1;
        let deed = |id: &str, icon: &str, name: Msg, deed: Deed, is_disabled: bool| {
            let onclick = self.on_deed.reform(move |_: MouseEvent| deed.clone());
            let name = name.string(ctx.lang());
            html! {
                <button id={format!("ve-{at}-{id}")} type="button" class="btn icon sm" aria-label={name.clone()} title={name}
                    disabled={is_disabled} {onclick}>{ icon::draw_with(icon, "i-14") }</button>
            }
        };
        html! {
            <>
                { deed("up", "arrow-up", Msg::FormMoveUp { number }, Deed::Move(at, at.saturating_sub(1)), at == 0) }
                { deed("down", "arrow-down", Msg::FormMoveDown { number }, Deed::Move(at, at + 1), at + 1 == count) }
                { deed("copy", "copy", Msg::FormDuplicate { number }, Deed::Duplicate(at), false) }
                { deed("delete", "trash-2", Msg::FormDelete { number }, Deed::Delete(at), false) }
            </>
        }
    }

    fn body(&self) -> Html {
        let Card { ctx, reading, at, statement, .. } = *self;
        let lang = ctx.lang();
        let found = problems::of_statement(ctx, reading, at, statement.span);
        if let Some(locked) = statement.locked {
            return html! {
                <>
                    <div class="ve-locked">
                        { icon::draw_with("lock", "i-14") }<p>{ say(&locked.message(), lang) }</p>{ self.to_json() }
                    </div>
                    { found }
                </>
            };
        }
        let has_principals = !PrincipalKind::of(ctx.kind).is_empty();
        let has_resources = ctx.kind != ram_policy::policy::PolicyKind::Trust || statement.resource.is_some();
        let action_words = [Msg::FormActions, Msg::FormNotActions, Msg::FormActionsKind];
        let resource_words = [Msg::FormResources, Msg::FormNotResources, Msg::FormResourcesKind];
        let row = |span: Option<Span>, label: Html, field: Html| {
            let is_linked = span.is_some_and(|span| self.is_linked(span));
            html! {
                <div class={classes!("ve-row", is_linked.then_some("linked"))} data-part={span.map(part)}>
                    { label }<div class="ve-f">{ field }</div>
                </div>
            }
        };
        let principals = around(statement.principals.iter().map(|principal| &principal.value));
        let tests = around(
            statement.conditions.iter().flat_map(|test| [&test.operator, &test.key].into_iter().chain(&test.values)),
        );
        let label = |words: Msg| html! { <span class="ve-l">{ words.string(lang) }</span> };
        html! {
            <>
                if let Some(sentence) = self.in_words() { <p class="ve-words">{ sentence }</p> }
                if has_principals {
                    { row(principals, label(Msg::FormPrincipals), html! {
                        <Principals ctx={ctx.clone()} {at} statement={statement.clone()} />
                    }) }
                }
                { row(statement.action.as_ref().map(|action| action.span), sense(ctx, at, Element::Action, statement.action.as_ref(), action_words), html! {
                    <Actions ctx={ctx.clone()} {at} patterns={statement.action.clone()} />
                }) }
                if has_resources {
                    { row(statement.resource.as_ref().map(|resource| resource.span), sense(ctx, at, Element::Resource, statement.resource.as_ref(), resource_words), html! {
                        <Resources ctx={ctx.clone()} {at} statement={statement.clone()} />
                    }) }
                }
                { row(tests, label(Msg::FormConditions), html! { <Conditions ctx={ctx.clone()} {at} statement={statement.clone()} /> }) }
                { self.kept() }
                { found }
            </>
        }
    }

    /// The members that the form has no field for.
    fn kept(&self) -> Html {
        let unknown = &self.statement.unknown;
        if unknown.is_empty() {
            return Html::default();
        }
        let lang = self.ctx.lang();
        let members: Arg = words::list(unknown.iter().map(|name| code(name.value.as_str())).collect(), lang);
        html! { <div class="ve-locked">{ icon::draw_with("info", "i-14") }<p>{ say(&Msg::FormKept { members }, lang) }</p>{ self.to_json() }</div> }
    }

    fn to_json(&self) -> Html {
        let (on_json, span) = (self.ctx.props.on_json.clone(), self.statement.span);
        let onclick = move |_: MouseEvent| on_json.emit(Some(span));
        html! { <button type="button" class="btn sm outline" {onclick}>{ Msg::FormOpenJson.string(self.ctx.lang()) }</button> }
    }
}
