//! A policy as a form: a card for each statement, in step with its text.
//!
//! The text is the only truth. Each change is a [`FormEdit`], which becomes the smallest edits of the text; the form is
//! read anew from what comes back. What is being typed in a field stays in that field until it can be written.

use std::cell::RefCell;
use std::rc::Rc;

use ram_author::edit::{TextEdit, apply};
use ram_author::findings::{Finding, findings};
use ram_author::form::{Form, FormEdit, NoForm, StatementEdit, after, blank_statement};
use ram_author::layout::{Draft, Style};
use ram_author::meaning::read_back;
use ram_author::surroundings::Surroundings;
use ram_catalog::Catalogue;
use ram_policy::policy::{Document, PolicyKind};
use ram_policy::text::Span;
use ram_policy_playground::browser::popover as browser;
use ram_policy_playground::components::icon;
use ram_policy_playground::components::text::say;
use ram_policy_playground::state::Same;
use ram_scenario::scenario::{DocumentKey, Scenario};
use ram_text::{Lang, Msg, Text};
use yew::prelude::*;

mod actions;
mod card;
mod combo;
mod conditions;
mod fields;
mod pick;
mod principals;
mod problems;
mod resources;
mod tokens;
mod values;

/// What the form shows.
#[derive(Debug, Clone, Properties)]
pub struct VisualProps {
    /// The scenario around the document.
    pub scenario: Rc<Scenario>,
    /// The action catalogue, once it has arrived.
    pub catalogue: Option<Rc<Catalogue>>,
    /// The document.
    pub document: DocumentKey,
    /// Its text.
    pub text: Rc<str>,
    /// The language of the page.
    pub lang: Lang,
    /// Whether it can only be looked at.
    pub is_read_only: bool,
    /// The whole new text after one change.
    pub on_text: Callback<String>,
    /// Back to JSON, at this place if there is one.
    pub on_json: Callback<Option<Span>>,
}

impl PartialEq for VisualProps {
    fn eq(&self, other: &VisualProps) -> bool {
        let catalogue = |props: &VisualProps| props.catalogue.as_ref().map(Rc::as_ptr);
        Rc::ptr_eq(&self.scenario, &other.scenario)
            && catalogue(self) == catalogue(other)
            && (&self.document, &self.text, self.lang, self.is_read_only)
                == (&other.document, &other.text, other.lang, other.is_read_only)
            && self.on_text == other.on_text
            && self.on_json == other.on_json
    }
}

/// What every part of the form is given.
pub(crate) struct Ctx {
    props: VisualProps,
    kind: PolicyKind,
    /// The text as it is after all changes so far, also those that have not come back yet.
    latest: Rc<RefCell<Rc<str>>>,
    /// What gets the focus once the text has changed.
    wish: Rc<RefCell<Option<String>>>,
}

impl Ctx {
    fn lang(&self) -> Lang {
        self.props.lang
    }

    fn around(&self) -> Surroundings<'_> {
        let VisualProps { document, scenario, catalogue, lang, .. } = &self.props;
        Surroundings::of(document, scenario, catalogue.as_deref(), *lang)
    }

    /// Writes changes into the text, as one step. Says whether they could be written.
    fn change(&self, changes: &[FormEdit]) -> bool {
        let before = self.latest.borrow().clone();
        match after(self.kind, &before, changes) {
            Some(text) => {
                self.write(text);
                true
            }
            None => false,
        }
    }

    /// The same for changes of one statement.
    fn change_statement(&self, at: usize, changes: Vec<StatementEdit>) -> bool {
        let changes = changes.into_iter().map(|edit| FormEdit::Statement { at, edit });
        self.change(&changes.collect::<Vec<_>>())
    }

    /// Makes edits of the text that is shown.
    fn fix(&self, edits: &[TextEdit]) {
        self.write(apply(&self.props.text, edits));
    }

    fn write(&self, text: String) {
        if !self.props.is_read_only && *text != **self.latest.borrow() {
            *self.latest.borrow_mut() = text.as_str().into();
            self.props.on_text.emit(text);
        }
    }

    /// Where a condition stands in the text as it is now.
    fn condition(&self, at: usize, operator: &str, key: &str) -> Option<usize> {
        let form = Form::read(self.kind, &self.latest.borrow()).ok()?;
        let tests = &form.statements.get(at)?.conditions;
        tests.iter().position(|test| test.operator.value == operator && test.key.value == key)
    }

    /// Moves the focus once the text has changed.
    fn focus_then(&self, id: String) {
        *self.wish.borrow_mut() = Some(id);
    }
}

/// The parts of the form compare by the text that they are drawn for.
impl PartialEq for Ctx {
    fn eq(&self, other: &Ctx) -> bool {
        self.props == other.props
    }
}

/// What there is to say about a text.
struct Reading {
    form: Result<Form, NoForm>,
    document: Document,
    findings: Vec<Finding>,
    sentences: Vec<(Span, Text)>,
}

impl Reading {
    fn of(ctx: &Ctx) -> Reading {
        let around = ctx.around();
        let document = around.read(&ctx.props.document, &ctx.props.text);
        let form = Form::read(ctx.kind, &ctx.props.text);
        let sentences = match &form {
            Ok(form) if document.policy.is_none() => sentences_apart(ctx, form),
            _ => read_back(&document, &around).into_iter().map(|it| (it.span, it.sentence)).collect(),
        };
        Reading { form, sentences, findings: findings(&document, &around), document }
    }
}

/// The sentences of those statements that would be right alone: an error in one statement leaves the others as they are.
fn sentences_apart(ctx: &Ctx, form: &Form) -> Vec<(Span, Text)> {
    let around = ctx.around();
    let sentence = |span: Span| {
        let alone = format!("{{\"Version\":\"1\",\"Statement\":[{}]}}", span.of(&ctx.props.text));
        let found = read_back(&around.read(&ctx.props.document, &alone), &around);
        found.into_iter().next().map(|it| (span, it.sentence))
    };
    form.statements.iter().filter_map(|statement| sentence(statement.span)).collect()
}

/// What can be done with a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Deed {
    /// Opens its card, or shuts it.
    Toggle(usize),
    /// Moves it to another place.
    Move(usize, usize),
    /// Copies it.
    Duplicate(usize),
    /// Deletes it.
    Delete(usize),
    /// Adds one behind the last.
    Add,
}

impl Deed {
    /// The cards that are open then, by place.
    fn opens(self, open: &[usize], count: usize) -> Vec<usize> {
        let places = |place: &dyn Fn(usize) -> Option<usize>| open.iter().filter_map(|at| place(*at)).collect();
        let mut after: Vec<usize> = match self {
            Deed::Toggle(at) if open.contains(&at) => places(&|it| (it != at).then_some(it)),
            Deed::Toggle(at) => places(&Some).into_iter().chain([at]).collect(),
            Deed::Move(from, to) => places(&|it| {
                Some(match it {
                    it if it == from => to,
                    it if from < it && it <= to => it - 1,
                    it if to <= it && it < from => it + 1,
                    it => it,
                })
            }),
            Deed::Duplicate(at) => {
                let moved: Vec<usize> = places(&|it| Some(if it > at { it + 1 } else { it }));
                moved.into_iter().chain([at + 1]).collect()
            }
            Deed::Delete(at) => places(&|it| match it.cmp(&at) {
                std::cmp::Ordering::Less => Some(it),
                std::cmp::Ordering::Equal => None,
                std::cmp::Ordering::Greater => Some(it - 1),
            }),
            Deed::Add => places(&Some).into_iter().chain([count]).collect(),
        };
        after.sort_unstable();
        after
    }

    /// What gets the focus, and what is said.
    fn follows(self, count: usize) -> Option<(String, Msg)> {
        let number = |at: usize| at + 1;
        Some(match self {
            Deed::Toggle(_) => return None,
            Deed::Move(from, to) => {
                let button = match to {
                    0 => "down",
                    to if number(to) == count => "up",
                    to if to < from => "up",
                    _ => "down",
                };
                let said = Msg::FormSaidMoved { from: number(from), number: number(to) };
                (format!("ve-{to}-{button}"), said)
            }
            Deed::Duplicate(at) => {
                (toggle_id(at + 1), Msg::FormSaidCopied { from: number(at), number: number(at + 1) })
            }
            Deed::Delete(at) => {
                let id = match count {
                    0 | 1 => ADD_ID.to_owned(),
                    _ => toggle_id(at.min(count - 2)),
                };
                (id, Msg::FormSaidDeleted { number: number(at) })
            }
            Deed::Add => (toggle_id(count), Msg::FormSaidAdded { number: number(count) }),
        })
    }

    fn edit(self, kind: PolicyKind, count: usize) -> Option<FormEdit> {
        Some(match self {
            Deed::Toggle(_) => return None,
            Deed::Move(from, to) => FormEdit::MoveStatement { from, to },
            Deed::Duplicate(at) => FormEdit::DuplicateStatement(at),
            Deed::Delete(at) => FormEdit::RemoveStatement(at),
            Deed::Add => FormEdit::AddStatement { at: count, statement: blank_statement(kind) },
        })
    }
}

const ADD_ID: &str = "ve-add";

fn toggle_id(at: usize) -> String {
    format!("ve-{at}-toggle")
}

/// The cards that are open at first: all of a few, else the first.
fn open_at_first(form: &Result<Form, NoForm>) -> Vec<usize> {
    let count = form.as_ref().map_or(0, |form| form.statements.len());
    (0..if count > 2 { 1 } else { count }).collect()
}

/// The form.
#[component]
pub fn Visual(props: &VisualProps) -> Html {
    // Which cards are open belongs to a document.
    html! { <Editor key={props.document.to_string()} ..props.clone() /> }
}

#[component]
fn Editor(props: &VisualProps) -> Html {
    let lang = props.lang;
    let latest = use_mut_ref(|| props.text.clone());
    let wish = use_mut_ref(|| None::<String>);
    *latest.borrow_mut() = props.text.clone();
    let ctx = Rc::new(Ctx {
        kind: Surroundings::of(&props.document, &props.scenario, None, lang).kind,
        props: props.clone(),
        latest,
        wish: wish.clone(),
    });
    let around = (Same(props.scenario.clone()), props.catalogue.clone().map(Same), props.document.clone(), lang);
    let reading = use_memo((props.text.clone(), around), |_| Reading::of(&ctx));
    // Until somebody opens or shuts one.
    let chosen = use_state(|| None::<Vec<usize>>);
    let open = (*chosen).clone().unwrap_or_else(|| open_at_first(&reading.form));
    let said = use_state(String::new);
    use_effect_with(props.text.clone(), move |_| {
        let id = wish.borrow_mut().take();
        if let Some(element) = id.and_then(|id| browser::by_id(&id)) {
            browser::focus(&element);
        }
    });
    let form = match &reading.form {
        Ok(form) => form,
        Err(_) if props.text.trim().is_empty() && !props.is_read_only => return nothing_yet(&ctx),
        Err(no_form) => return broken(&ctx, no_form),
    };
    let count = form.statements.len();
    let on_deed = {
        let (ctx, open, chosen, said) = (ctx.clone(), open.clone(), chosen.setter(), said.setter());
        Callback::from(move |deed: Deed| {
            let opens = deed.opens(&open, count);
            let Some(edit) = deed.edit(ctx.kind, count) else { return chosen.set(Some(opens)) };
            if let Some((id, words)) = deed.follows(count)
                && ctx.change(&[edit])
            {
                ctx.focus_then(id);
                said.set(words.string(ctx.lang()));
                chosen.set(Some(opens));
            }
        })
    };
    let cards = form.statements.iter().enumerate().map(|(at, statement)| {
        let card = card::Card { ctx: &ctx, reading: &reading, at, count, statement, on_deed: &on_deed };
        html! { <li key={at}>{ card.draw(open.contains(&at)) }</li> }
    });
    html! {
        <div class="ve">
            { head(&ctx, form, &on_deed) }
            { problems::of_document(&ctx, &reading, form) }
            if form.statements.is_empty() {
                <div class="empty ve-none">{ icon::draw_with("file-text", "i-20") }<p>{ say(&Msg::FormNoStatement, lang) }</p></div>
            } else {
                <ol class="ve-cards">{ for cards }</ol>
            }
            <p class="sr" role="status">{ &*said }</p>
        </div>
    }
}

fn kind_name(kind: PolicyKind) -> &'static str {
    match kind {
        PolicyKind::Trust => "trust",
        PolicyKind::Bucket => "bucket",
        PolicyKind::Control => "control",
        PolicyKind::Session => "session",
        _ => "other",
    }
}

fn kind_icon(kind: PolicyKind) -> &'static str {
    match kind {
        PolicyKind::Trust => "handshake",
        PolicyKind::Bucket => "archive",
        PolicyKind::Control => "shield",
        PolicyKind::Session => "scroll-text",
        PolicyKind::System => "file-lock-2",
        _ => "file-text",
    }
}

/// The title, the version, and the button that adds.
fn head(ctx: &Rc<Ctx>, form: &Form, on_deed: &Callback<Deed>) -> Html {
    let lang = ctx.lang();
    let on_version = {
        let ctx = ctx.clone();
        Callback::from(move |version: String| {
            ctx.change(&[FormEdit::SetVersion(version)]);
        })
    };
    let version = form.version.as_ref().map_or(String::new(), |version| version.value.clone());
    let on_add = on_deed.reform(|_: MouseEvent| Deed::Add);
    let name = Msg::FormAddStatementName.string(lang);
    html! {
        <header class="ve-h">
            { icon::draw(kind_icon(ctx.kind)) }
            <h3>{ say(&Msg::FormTitle { kind: kind_name(ctx.kind) }, lang) }</h3>
            <span class="muted ve-count">{ say(&Msg::FormCount { n: form.statements.len() }, lang) }</span>
            if ctx.props.is_read_only {
                <span class="badge">{ icon::draw_with("lock", "i-12") }{ say(&Msg::FormReadOnly, lang) }</span>
            }
            <span class="grow"></span>
            <label class="ve-version">
                <span>{ say(&Msg::FormVersion, lang) }</span>
                <fields::Line id="ve-version" value={version} class={classes!("mono")} is_read_only={ctx.props.is_read_only}
                    on_commit={on_version} />
            </label>
            if !ctx.props.is_read_only {
                <button id={ADD_ID} type="button" class="btn sm outline" aria-label={name.clone()} title={name} onclick={on_add}>
                    { icon::draw_with("plus", "i-14") }{ say(&Msg::FormAddStatement, lang) }
                </button>
            }
        </header>
    }
}

/// What stands in the place of the form of a document that has none.
fn broken(ctx: &Rc<Ctx>, no_form: &NoForm) -> Html {
    let lang = ctx.lang();
    let on_json = {
        let (on_json, span) = (ctx.props.on_json.clone(), no_form.span());
        move |_: MouseEvent| on_json.emit(Some(span))
    };
    html! {
        <div class="ve">
            <div class="empty ve-broken" role="status">
                { icon::draw_with("circle-alert", "i-20") }
                <h3>{ say(&Msg::FormBrokenTitle, lang) }</h3>
                <p>{ say(&no_form.message(lang), lang) }</p>
                <div class="row">
                    <button type="button" class="btn outline" onclick={on_json}>
                        { icon::draw_with("braces", "i-14") }{ say(&Msg::FormOpenJson, lang) }
                    </button>
                </div>
            </div>
        </div>
    }
}

/// The text of a policy to begin with.
fn first_text(kind: PolicyKind) -> String {
    let policy = Draft::Object(vec![
        ("Version".to_owned(), Draft::String("1".to_owned())),
        ("Statement".to_owned(), Draft::List(vec![blank_statement(kind)])),
    ]);
    Style::usual().write(&policy, "")
}

/// What stands in the place of an empty document.
fn nothing_yet(ctx: &Rc<Ctx>) -> Html {
    let lang = ctx.lang();
    let on_begin = {
        let ctx = ctx.clone();
        move |_: MouseEvent| {
            ctx.focus_then(toggle_id(0));
            ctx.write(first_text(ctx.kind));
        }
    };
    let on_json = ctx.props.on_json.reform(|_: MouseEvent| None);
    html! {
        <div class="ve">
            <div class="empty ve-broken">
                { icon::draw_with(kind_icon(ctx.kind), "i-20") }
                <h3>{ say(&Msg::FormEmptyTitle, lang) }</h3>
                <p>{ say(&Msg::FormEmpty, lang) }</p>
                <div class="row">
                    <button type="button" class="btn outline" onclick={on_begin}>
                        { icon::draw_with("plus", "i-14") }{ say(&Msg::FormBegin, lang) }
                    </button>
                    <button type="button" class="btn" onclick={on_json}>
                        { icon::draw_with("braces", "i-14") }{ say(&Msg::FormOpenJson, lang) }
                    </button>
                </div>
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A list with a mark on each statement, on which the deeds are done as well.
    fn done(list: &mut Vec<(usize, bool)>, deed: Deed, next: usize) {
        match deed {
            Deed::Toggle(at) => list[at].1 = !list[at].1,
            Deed::Move(from, to) => {
                let moved = list.remove(from);
                list.insert(to, moved);
            }
            Deed::Duplicate(at) => list.insert(at + 1, (next, true)),
            Deed::Delete(at) => drop(list.remove(at)),
            Deed::Add => list.push((next, true)),
        }
    }

    #[test]
    fn a_card_stays_open_wherever_its_statement_goes() {
        let mut roll = 7_u64;
        let mut dice = move |sides: usize| {
            roll = roll.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (roll >> 33) as usize % sides
        };
        let mut list: Vec<(usize, bool)> = vec![(0, true)];
        let mut open = vec![0];
        for next in 1..2_000 {
            let count = list.len();
            let deed = match dice(if count == 0 { 1 } else { 5 }) {
                0 if count < 8 => Deed::Add,
                1 => Deed::Toggle(dice(count)),
                2 => Deed::Move(dice(count), dice(count)),
                3 if count < 8 => Deed::Duplicate(dice(count)),
                _ => Deed::Delete(dice(count)),
            };
            open = deed.opens(&open, count);
            done(&mut list, deed, next);
            let expected: Vec<usize> = (0..list.len()).filter(|at| list[*at].1).collect();
            assert_eq!(open, expected, "{deed:?}");
            // What gets the focus is there, and can be pressed.
            if let Some((id, _)) = deed.follows(count) {
                let at = id.trim_start_matches("ve-").split('-').next().and_then(|at| at.parse::<usize>().ok());
                assert!(at.map_or(id == ADD_ID, |at| at < list.len()), "{deed:?} {id}");
                assert!(!(id.ends_with("up") && at == Some(0)), "{deed:?} {id}");
                let is_last = at.is_some_and(|at| at + 1 == list.len());
                assert!(!(id.ends_with("down") && is_last && list.len() > 1), "{deed:?} {id}");
            }
        }
    }

    #[test]
    fn a_policy_to_begin_with_is_a_form_of_one_statement() {
        for kind in
            [PolicyKind::Custom, PolicyKind::Trust, PolicyKind::Bucket, PolicyKind::Session, PolicyKind::Control]
        {
            let form = Form::read(kind, &first_text(kind)).unwrap();
            assert_eq!((form.statements.len(), form.version.map(|it| it.value)), (1, Some("1".to_owned())));
            assert_eq!(form.statements[0].locked, None);
        }
    }
}
