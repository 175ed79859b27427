//! A policy as a form: a card for each statement, in step with its text.
//!
//! The text is the only truth. Each change is a [`FormEdit`], which becomes the smallest edits of the text; the form is
//! read anew from what comes back. What is being typed in a field stays in that field until it can be written.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use ram_author::edit::{TextEdit, apply};
use ram_author::findings::{Finding, findings};
use ram_author::form::{Form, FormEdit, NoForm, StatementEdit, StatementForm, after};
use ram_author::layout::{Draft, Style};
use ram_author::meaning::{read_back, read_back_within};
use ram_author::surroundings::Surroundings;
use ram_catalog::Catalogue;
use ram_policy::policy::{Document, PolicyKind};
use ram_policy::text::Span;
use ram_policy_playground::browser::popover as browser;
use ram_policy_playground::components::icon;
use ram_policy_playground::components::text::say;
use ram_policy_playground::state::{Same, Tab, Words};
use ram_scenario::scenario::{DocumentKey, Scenario};
use ram_text::{Lang, Msg, Text};
use yew::prelude::*;

mod actions;
mod add;
mod card;
mod combo;
mod conditions;
mod deed;
mod does;
mod fields;
mod pages;
mod pick;
mod principals;
mod problems;
mod resources;
mod rest;
mod tokens;
mod values;

use add::Add;
use deed::Deed;
use does::Does;
use pages::Page;
use rest::{Rest, use_rest};

use crate::steps::Step;

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
    /// The whole new text after one change, and what undo calls that.
    pub on_text: Callback<(String, Words)>,
    /// What is marked in the text, and is to be here.
    pub linked: Option<Span>,
    /// Back to JSON, at this place if there is one.
    pub on_json: Callback<Option<Span>>,
    /// Something else is opened.
    pub on_open: Callback<Tab>,
    /// The focus rests on what shows this part of the text, or on nothing of the form.
    pub on_rest: Callback<Option<Span>>,
}

impl PartialEq for VisualProps {
    fn eq(&self, other: &VisualProps) -> bool {
        let catalogue = |props: &VisualProps| props.catalogue.as_ref().map(Rc::as_ptr);
        Rc::ptr_eq(&self.scenario, &other.scenario)
            && catalogue(self) == catalogue(other)
            && (&self.document, &self.text, self.lang, self.is_read_only, self.linked)
                == (&other.document, &other.text, other.lang, other.is_read_only, other.linked)
            && self.on_text == other.on_text
            && (&self.on_json, &self.on_open, &self.on_rest) == (&other.on_json, &other.on_open, &other.on_rest)
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

    /// Writes changes into the text, as one step, which the first of them names. Says whether they could be written.
    fn change(&self, changes: &[FormEdit]) -> bool {
        let Some(first) = changes.first() else { return true };
        let before = self.latest.borrow().clone();
        match after(self.kind, &before, changes) {
            Some(text) => {
                self.write(text, Step::Form(first));
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

    /// Mends a finding with this code by edits of the text that is shown.
    fn fix(&self, code: &str, edits: &[TextEdit]) {
        self.write(apply(&self.props.text, edits), Step::Fix(code));
    }

    fn write(&self, text: String, step: Step<'_>) {
        if !self.props.is_read_only && *text != **self.latest.borrow() {
            *self.latest.borrow_mut() = text.as_str().into();
            self.props.on_text.emit((text, step.name(&self.props.document)));
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
}

impl Reading {
    fn of(ctx: &Ctx) -> Reading {
        let around = ctx.around();
        let document = around.read(&ctx.props.document, &ctx.props.text);
        let form = Form::read(ctx.kind, &ctx.props.text);
        Reading { form, findings: findings(&document, &around), document }
    }

    fn statements(&self) -> &[StatementForm] {
        self.form.as_ref().map_or(&[], |form| &form.statements)
    }

    /// Some statements in words, each as far as it is right.
    fn sentences(&self, ctx: &Ctx, places: Range<usize>) -> Vec<Option<Text>> {
        let around = ctx.around();
        let sentence = |statement: &StatementForm| {
            let span = statement.span;
            let found = match self.document.policy {
                Some(_) => read_back_within(&self.document, &around, span),
                // An error in one statement leaves the others as they are.
                None => {
                    let alone = format!("{{\"Version\":\"1\",\"Statement\":[{}]}}", span.of(&ctx.props.text));
                    read_back(&around.read(&ctx.props.document, &alone), &around)
                }
            };
            found.into_iter().next().map(|it| it.sentence)
        };
        self.statements().get(places).unwrap_or_default().iter().map(sentence).collect()
    }
}

fn toggle_id(at: usize) -> String {
    format!("ve-{at}-toggle")
}

/// The cards that are open at first: all of a few, else the first.
fn open_at_first(count: usize) -> Vec<usize> {
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
    let count = reading.statements().len();
    let wished_page = use_state(|| 0_usize);
    let page = Page::at(*wished_page, count);
    let sentences = use_memo((Same(reading.clone()), page), |_| reading.sentences(&ctx, page.range()));
    // Until somebody opens or shuts one.
    let chosen = use_state(|| None::<Vec<usize>>);
    let open = (*chosen).clone().unwrap_or_else(|| open_at_first(count));
    let said = use_state(String::new);
    // Counts deeds after which the text is the same: two statements that are alike have changed places.
    let unseen = use_state(|| 0_u32);
    use_effect_with((props.text.clone(), *unseen), move |_| {
        let id = wish.borrow_mut().take();
        if let Some(element) = id.and_then(|id| browser::by_id(&id)) {
            browser::focus(&element);
        }
    });
    // Whoever turns the page goes on with its first card.
    let turned = use_mut_ref(|| false);
    use_effect_with(page, {
        let turned = turned.clone();
        move |page| {
            if turned.take()
                && let Some(first) = browser::by_id(&toggle_id(page.range().start))
            {
                browser::focus(&first);
            }
        }
    });
    let root = use_node_ref();
    let Rest { onfocusin, onfocusout } = use_rest(&root, &props.text, &props.on_rest);
    let form = match &reading.form {
        Ok(form) => form,
        Err(_) if props.text.trim().is_empty() && !props.is_read_only => return nothing_yet(&ctx),
        Err(no_form) => return broken(&ctx, no_form),
    };
    let on_turn = {
        let (wished_page, said) = (wished_page.setter(), said.setter());
        Callback::from(move |page: Page| {
            *turned.borrow_mut() = true;
            said.set(page.said().string(lang));
            wished_page.set(Page::of(page.range().start));
        })
    };
    let on_deed = {
        let (ctx, open, chosen, said) = (ctx.clone(), open.clone(), chosen.setter(), said.setter());
        let wished_page = wished_page.setter();
        Callback::from(move |deed: Deed| {
            let opens = deed.opens(&open, count);
            let Some(edit) = deed.edit(count) else { return chosen.set(Some(opens)) };
            if ctx.change(&[edit]) {
                let (id, at) = deed.focus(count);
                ctx.focus_then(id);
                wished_page.set(Page::of(at));
                if *ctx.latest.borrow() == ctx.props.text {
                    unseen.set(unseen.wrapping_add(1));
                }
                said.set(deed.said(count).map(|it| it.string(lang)).unwrap_or_default());
                chosen.set(Some(opens));
            }
        })
    };
    let cards = page.range().zip(sentences.iter()).filter_map(|(at, sentence)| {
        let statement = form.statements.get(at)?;
        let sentence = sentence.as_ref();
        let card = card::Card { ctx: &ctx, reading: &reading, at, count, statement, sentence, on_deed: &on_deed };
        Some(html! { <li key={at}>{ card.draw(open.contains(&at)) }</li> })
    });
    let pages = page.draw(lang, &on_turn);
    html! {
        <div ref={root} class="ve" {onfocusin} {onfocusout}>
            { head(&ctx, form, &on_deed) }
            { problems::of_document(&ctx, &reading, form) }
            if form.statements.is_empty() {
                <div class="empty ve-none">{ icon::draw_with("file-text", "i-20") }<p>{ say(&Msg::FormNoStatement, lang) }</p></div>
            } else {
                { pages.clone() }
                <ol class="ve-cards" start={(page.range().start + 1).to_string()}>{ for cards }</ol>
                { pages }
            }
            if let DocumentKey::Trust { account, role } = &props.document {
                <Does scenario={props.scenario.clone()} catalogue={props.catalogue.clone()} account={account.clone()} role={role.clone()} {lang}
                    on_open={props.on_open.clone()} />
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
            ctx.change(&[FormEdit::SetVersion(version.trim().to_owned())]);
        })
    };
    let version = form.version.as_ref().map_or(String::new(), |version| version.value.clone());
    let on_add = on_deed.reform(Deed::Add);
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
                <Add ctx={ctx.clone()} class="btn sm outline" label={Msg::FormAddStatement.string(lang)}
                    name={Msg::FormAddStatementName.string(lang)} {on_add} />
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
                <p>{ say(&no_form.message(&ctx.props.text, lang), lang) }</p>
                <div class="row">
                    <button type="button" class="btn outline" onclick={on_json}>
                        { icon::draw_with("braces", "i-14") }{ say(&Msg::FormOpenJson, lang) }
                    </button>
                </div>
            </div>
        </div>
    }
}

/// The text of a policy that begins with a statement.
fn first_text(statement: Draft) -> String {
    let policy = Draft::Object(vec![
        ("Version".to_owned(), Draft::String("1".to_owned())),
        ("Statement".to_owned(), Draft::List(vec![statement])),
    ]);
    Style::usual().write(&policy, "")
}

/// What stands in the place of an empty document.
fn nothing_yet(ctx: &Rc<Ctx>) -> Html {
    let lang = ctx.lang();
    let on_add = {
        let ctx = ctx.clone();
        Callback::from(move |statement: Draft| {
            ctx.focus_then(toggle_id(0));
            ctx.write(first_text(statement), Step::Begin);
        })
    };
    let begin = Msg::FormBegin.string(lang);
    let on_json = ctx.props.on_json.reform(|_: MouseEvent| None);
    html! {
        <div class="ve">
            <div class="empty ve-broken">
                { icon::draw_with(kind_icon(ctx.kind), "i-20") }
                <h3>{ say(&Msg::FormEmptyTitle, lang) }</h3>
                <p>{ say(&Msg::FormEmpty, lang) }</p>
                <div class="row">
                    <Add ctx={ctx.clone()} class="btn outline" label={begin.clone()} name={begin} {on_add} />
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
    use ram_author::form::blank_statement;

    use super::*;

    /// What the parts of the form are given, for a document of an example.
    pub(super) fn context(document: &DocumentKey, text: &str, lang: Lang) -> Ctx {
        let scenario = Rc::new(ram_scenario::examples::example("partner-operations").unwrap().scenario());
        let kind = Surroundings::of(document, &scenario, None, lang).kind;
        let props = VisualProps {
            scenario,
            catalogue: None,
            document: document.clone(),
            text: text.into(),
            lang,
            is_read_only: false,
            on_text: Callback::noop(),
            linked: None,
            on_json: Callback::noop(),
            on_open: Callback::noop(),
            on_rest: Callback::noop(),
        };
        let latest = Rc::new(RefCell::new(props.text.clone()));
        Ctx { props, kind, latest, wish: Rc::default() }
    }

    #[test]
    fn a_policy_to_begin_with_is_a_form_of_one_statement() {
        for kind in
            [PolicyKind::Custom, PolicyKind::Trust, PolicyKind::Bucket, PolicyKind::Session, PolicyKind::Control]
        {
            let form = Form::read(kind, &first_text(blank_statement(kind))).unwrap();
            assert_eq!((form.statements.len(), form.version.map(|it| it.value)), (1, Some("1".to_owned())));
            assert_eq!(form.statements[0].locked, None);
        }
    }

    /// A statement has the sentence of the whole policy; where the policy has an error elsewhere, its own.
    #[test]
    fn each_statement_has_its_sentence_wherever_it_stands() {
        let document = DocumentKey::Custom { account: "1234567890123456".to_owned(), policy: "p".to_owned() };
        let statement = |action: &str| format!(r#"{{"Effect":"Allow","Action":{action},"Resource":"*"}}"#);
        let text = |statements: &[String]| format!(r#"{{"Version":"1","Statement":[{}]}}"#, statements.join(",\n"));
        let [a, b, broken] = [r#""ecs:StopInstance""#, r#""oss:GetObject""#, "[]"].map(statement);
        let said = |text: &str, places: Range<usize>| {
            let ctx = context(&document, text, Lang::En);
            let found = Reading::of(&ctx).sentences(&ctx, places);
            Vec::from_iter(found.iter().map(|it| it.as_ref().map(ToString::to_string)))
        };
        let words = |action: &str| Some(format!("Allows {action} on every resource."));
        let right = text(&[a.clone(), b.clone()]);
        assert_eq!(said(&right, 0..2), [words("ecs:StopInstance"), words("oss:GetObject")]);
        assert_eq!(said(&right, 1..2), [words("oss:GetObject")]);
        assert_eq!(said(&text(&[a, broken, b]), 1..3), [None, words("oss:GetObject")]);
        assert_eq!(said("{", 0..0), []);
    }
}
