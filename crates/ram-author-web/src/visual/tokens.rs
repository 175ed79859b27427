//! The entries of a list: each can be changed where it stands, or taken away.

use std::rc::Rc;

use ram_policy_playground::browser::popover as browser;
use ram_policy_playground::components::icon;
use ram_text::{Arg, Msg, code};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::Ctx;
use super::fields::typed_in;

/// One entry.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Token {
    /// The entry as it stands in the text.
    pub text: String,
    /// Who or what that is, in words.
    pub words: Option<Html>,
    /// A few words behind it.
    pub note: Option<AttrValue>,
    /// Whether something is wrong with it.
    pub is_wrong: bool,
}

impl Token {
    /// An entry of which nothing more is known.
    pub fn of(text: &str) -> Token {
        Token { text: text.to_owned(), words: None, note: None, is_wrong: false }
    }
}

#[derive(Clone, Properties, PartialEq)]
pub(crate) struct TokensProps {
    /// What the form is given.
    pub ctx: Rc<Ctx>,
    /// What the ids of the entries begin with; the field that adds one has this id.
    pub id: AttrValue,
    /// What the entries are.
    pub name: AttrValue,
    /// The entries.
    pub tokens: Vec<Token>,
    /// What is wrong with a text.
    #[prop_or_default]
    pub check: Option<Callback<String, Option<String>>>,
    /// An entry becomes another.
    pub on_set: Callback<(usize, String)>,
    /// An entry is taken away.
    pub on_remove: Callback<usize>,
    /// Where entries are changed elsewhere: what opens that, and which is open.
    #[prop_or_default]
    pub opens: Option<(Callback<usize>, Option<usize>)>,
    /// What adds an entry.
    #[prop_or_default]
    pub children: Html,
}

/// A text with its wildcards marked.
pub(crate) fn pattern(text: &str) -> Html {
    let parts = text.split_inclusive(['*', '?']).map(|part| {
        let plain = part.strip_suffix(['*', '?']).unwrap_or(part);
        let wild = part.get(plain.len()..).unwrap_or_default();
        html! { <>{ plain }if !wild.is_empty() { <mark class="wild">{ wild }</mark> }</> }
    });
    html! { <code>{ for parts }</code> }
}

/// The entries.
#[component]
pub(crate) fn Tokens(props: &TokensProps) -> Html {
    let TokensProps { ctx, id, tokens, .. } = props;
    let lang = ctx.lang();
    let is_read_only = ctx.props.is_read_only;
    // Which entry is being changed, and what is typed.
    let typed = use_state(|| None::<(usize, String)>);
    let field = use_node_ref();
    let editing = typed.as_ref().map(|(at, _)| *at);
    {
        let field = field.clone();
        use_effect_with(editing, move |editing| {
            if let Some(input) = field.cast::<HtmlInputElement>().filter(|_| editing.is_some()) {
                browser::focus(&input);
                input.select();
            }
        });
    }
    let entry_id = |at: usize| format!("{id}-{at}");
    let remove = {
        let (ctx, on_remove, id, count) = (ctx.clone(), props.on_remove.clone(), id.clone(), tokens.len());
        Callback::from(move |at: usize| {
            // To the next entry, else to the one before, else to the field.
            let next = if at + 1 < count { Some(at) } else { at.checked_sub(1) };
            ctx.focus_then(next.map_or_else(|| id.to_string(), |next| format!("{id}-{next}")));
            on_remove.emit(at);
        })
    };
    let token = |(at, token): (usize, &Token)| {
        let written = pattern(&token.text);
        let content = html! {
            <>
                if let Some(words) = &token.words { <span class="tok-w">{ words.clone() }</span> }
                { written }
                if let Some(note) = &token.note { <small>{ note.clone() }</small> }
            </>
        };
        let class = classes!("tok", token.is_wrong.then_some("is-wrong"));
        if is_read_only {
            return html! { <li key={at} class={classes!(class, "is-fixed")}>{ content }</li> };
        }
        if let Some((_, text)) = typed.as_ref().filter(|(own, _)| *own == at) {
            let problem = props.check.as_ref().and_then(|check| check.emit(text.trim().to_owned()));
            return edited(props, at, text, problem, &typed, &field);
        }
        let entry = match token.text.as_str() {
            "" => Arg::text(Msg::FormValueEmpty.text(lang)),
            text => code(text),
        };
        let change = Msg::FormChangeEntry { entry: entry.clone() }.string(lang);
        let (expanded, on_press) = match &props.opens {
            Some((on_open, open)) => {
                let expanded = (*open == Some(at)).to_string();
                (Some(expanded), on_open.reform(move |_: MouseEvent| at))
            }
            None => {
                let (typed, text) = (typed.setter(), token.text.clone());
                (None, Callback::from(move |_: MouseEvent| typed.set(Some((at, text.clone())))))
            }
        };
        let onkeydown = {
            let remove = remove.clone();
            move |event: KeyboardEvent| {
                if matches!(event.key().as_str(), "Delete" | "Backspace") {
                    event.prevent_default();
                    event.stop_propagation();
                    remove.emit(at);
                }
            }
        };
        let name = Msg::FormRemoveEntry { entry }.string(lang);
        let on_remove = remove.reform(move |_: MouseEvent| at);
        html! {
            <li key={at} {class}>
                <button id={entry_id(at)} type="button" class="tok-t" title={change}
                    aria-expanded={expanded} onclick={on_press} {onkeydown}>{ content }</button>
                <button type="button" class="tok-x" aria-label={name.clone()} title={name} onclick={on_remove}>
                    { icon::draw_with("x", "i-12") }
                </button>
            </li>
        }
    };
    html! {
        <div class="toks">
            if !tokens.is_empty() {
                <ul class="toks-l" aria-label={props.name.clone()}>{ for tokens.iter().enumerate().map(token) }</ul>
            } else if is_read_only {
                <span class="muted ve-l-none">{ Msg::FormNothingYet.string(lang) }</span>
            }
            { props.children.clone() }
        </div>
    }
}

/// The entry that is being changed: a field in its place.
fn edited(
    props: &TokensProps,
    at: usize,
    text: &str,
    problem: Option<String>,
    typed: &UseStateHandle<Option<(usize, String)>>,
    field: &NodeRef,
) -> Html {
    let is_wrong = problem.is_some();
    let id = format!("{}-{at}", props.id);
    let oninput = {
        let typed = typed.setter();
        move |event: InputEvent| typed.set(typed_in(&event).map(|text| (at, text)))
    };
    let commit = {
        let (typed, on_set, text) = (typed.clone(), props.on_set.clone(), text.trim().to_owned());
        let before = props.tokens.get(at).map(|token| token.text.clone());
        Callback::from(move |()| {
            if !is_wrong && !text.is_empty() && before.as_deref() != Some(text.as_str()) {
                on_set.emit((at, text.clone()));
            }
            typed.set(None);
        })
    };
    let onkeydown = {
        let (typed, commit, id, ctx) = (typed.clone(), commit.clone(), id.clone(), props.ctx.clone());
        let is_new = props.tokens.get(at).is_some_and(|token| token.text != text.trim());
        move |event: KeyboardEvent| {
            if event.is_composing() {
                return;
            }
            match event.key().as_str() {
                "Enter" if is_wrong => event.prevent_default(),
                "Enter" => {
                    event.prevent_default();
                    if is_new {
                        ctx.focus_then(id.clone());
                    }
                    commit.emit(());
                }
                "Escape" => {
                    event.prevent_default();
                    event.stop_propagation();
                    typed.set(None);
                }
                _ => {}
            }
        }
    };
    let onblur = commit.reform(|_: FocusEvent| ());
    let name = Msg::FormChangeEntry { entry: code(text) }.string(props.ctx.lang());
    let note = format!("{id}-note");
    html! {
        <li key={at} class="tok is-edited">
            <span class={classes!("field", is_wrong.then_some("is-invalid"))}>
                <input ref={field} {id} type="text" class="mono" autocomplete="off" autocapitalize="off" spellcheck="false"
                    size={text.chars().count().clamp(8, 60).to_string()} aria-label={name} value={text.to_owned()}
                    aria-invalid={is_wrong.then_some("true")} aria-describedby={is_wrong.then(|| note.clone())}
                    {oninput} {onkeydown} {onblur} />
            </span>
            if let Some(problem) = problem { <span id={note} class="help is-invalid" role="status">{ problem }</span> }
        </li>
    }
}
