//! The question bar: the question as a sentence of pickers, and the context as chips.

use std::rc::Rc;

use ram_catalog::Catalogue;
use ram_scenario::scenario::{DocumentKey, Question, Scenario};
use ram_text::{Lang, Msg};
use web_sys::Element;
use yew::prelude::*;

use crate::browser::{after_paint, popover as browser};
use crate::components::chips::Chips;
use crate::components::icon;
use crate::components::picker::{Chosen, Picker};
use crate::components::popover::Closed;
use options::{Choice, choose_text, options};
use sentence::{Part, Pick, plain_sentence, sentence};

pub mod options;
pub mod sentence;

/// A place of the question that can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slot {
    /// Who asks.
    User,
    /// The account of whoever asks.
    Account,
    /// The role of a hop.
    Role(usize),
    /// The role of a hop that would be put in at this number.
    NewRole(usize),
    /// The account of a hop's role.
    RoleAccount(usize),
    /// The action.
    Action,
    /// A resource.
    Resource(usize),
    /// One more resource.
    NewResource(usize),
}

impl Slot {
    /// The name of its piece in the sentence.
    fn name(self) -> &'static str {
        match self {
            Slot::User => "user",
            Slot::Account => "account",
            Slot::Role(_) | Slot::NewRole(_) => "role",
            Slot::RoleAccount(_) => "role_account",
            Slot::Action => "action",
            Slot::Resource(_) | Slot::NewResource(_) => "resource",
        }
    }

    fn id(self) -> String {
        match self {
            Slot::User | Slot::Account | Slot::Action => format!("pick-{}", self.name()),
            Slot::Role(n) | Slot::NewRole(n) | Slot::Resource(n) | Slot::NewResource(n) => {
                format!("pick-{}-{n}", self.name())
            }
            Slot::RoleAccount(n) => format!("pick-role-account-{n}"),
        }
    }

    /// What is chosen there, and what the field of its picker says.
    fn words(self) -> (Msg, Msg) {
        match self {
            Slot::User => (Msg::PagePickUser, Msg::PageFindUser),
            Slot::Account => (Msg::PagePickAccount, Msg::PageFindAccount),
            Slot::Role(_) | Slot::NewRole(_) => (Msg::PagePickRole, Msg::PageFindRole),
            Slot::RoleAccount(_) => (Msg::PagePickRoleAccount, Msg::PageFindAccount),
            Slot::Action => (Msg::PagePickAction, Msg::PageFindAction),
            Slot::Resource(_) | Slot::NewResource(_) => (Msg::PagePickResource, Msg::PageFindResource),
        }
    }
}

/// An open picker.
#[derive(Debug, Clone, PartialEq)]
struct Open {
    /// The control that opened it.
    from: Slot,
    /// What is listed.
    slot: Slot,
    /// What was typed.
    query: String,
    /// How many lists were shown before this one.
    stage: usize,
}

/// Which control takes focus after the next change.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Focus {
    /// The one that opened the picker.
    Back,
    /// The one after it.
    Next,
}

/// What the question bar shows.
#[derive(Debug, Properties)]
pub struct QuestionBarProps {
    /// The world and the question.
    pub scenario: Rc<Scenario>,
    /// The language of the page.
    pub lang: Lang,
    /// Condition keys that took part in the decision.
    #[prop_or_default]
    pub decisive_keys: Vec<String>,
    /// The known actions, once they are there.
    #[prop_or_default]
    pub catalogue: Option<Rc<Catalogue>>,
    /// Called with another question.
    pub on_question: Callback<Question>,
    /// Called with a document to show.
    pub on_open: Callback<DocumentKey>,
}

impl PartialEq for QuestionBarProps {
    fn eq(&self, other: &QuestionBarProps) -> bool {
        let catalogues = (self.catalogue.as_ref().map(Rc::as_ptr), other.catalogue.as_ref().map(Rc::as_ptr));
        Rc::ptr_eq(&self.scenario, &other.scenario)
            && self.lang == other.lang
            && self.decisive_keys == other.decisive_keys
            && catalogues.0 == catalogues.1
            && self.on_question == other.on_question
            && self.on_open == other.on_open
    }
}

/// The question bar.
#[component]
pub fn QuestionBar(props: &QuestionBarProps) -> Html {
    let QuestionBarProps { scenario, lang, .. } = props;
    let lang = *lang;
    let bar = use_node_ref();
    let open = use_state(|| None::<Open>);
    // A number, so that the same wish twice is granted twice.
    let wanted = use_state(|| (0_u32, None::<(Slot, Focus)>));
    {
        let bar = bar.clone();
        use_effect_with(*wanted, move |(_, wanted)| {
            if let (Some((from, focus)), Some(bar)) = (wanted, bar.cast::<Element>()) {
                // The sentence has its new controls only when the whole page is drawn.
                let (from, focus) = (*from, *focus);
                after_paint(move || move_focus(&bar, from, focus));
            }
        });
    }
    let parts = sentence(scenario, lang);
    let has_hops = !scenario.question.assume_role.is_empty();
    let pick = |pick: &Pick| {
        let is_open = open.as_ref().is_some_and(|open| open.from == pick.slot);
        let toggle = toggle(&open, pick.slot);
        pick_button(pick, is_open, &toggle, lang)
    };
    let mut sentence_html = Vec::new();
    let mut rest = parts.as_slice();
    while let [part, others @ ..] = rest {
        rest = others;
        sentence_html.push(match (part, others) {
            // The closing mark must not stand alone on a line.
            (Part::Pick(last), [Part::Words(end)]) => {
                rest = &[];
                html! { <span key={last.slot.id()} class="pick-end">{ pick(last) }{ end }</span> }
            }
            (Part::Pick(one), _) => html! { <span key={one.slot.id()} class="pick-in">{ pick(one) }</span> },
            (Part::Words(text), others) => html! { <span key={others.len()}>{ text }</span> },
        });
    }
    let picker = open.as_ref().map(|opened| {
        let found = options(scenario, props.catalogue.as_deref(), opened.slot, &opened.query, lang);
        let on_choose = {
            let (open, wanted, opened) = (open.clone(), wanted.clone(), opened.clone());
            let (scenario, choices, on_question) = (scenario.clone(), found.choices, props.on_question.clone());
            Callback::from(move |(chosen, by_key): (Chosen, bool)| {
                let choice = match chosen {
                    Chosen::Row(id) => choices.get(id).cloned(),
                    Chosen::Text(text) => choose_text(&scenario, opened.slot, &text).map(|q| Choice::Ask(Box::new(q))),
                };
                match choice {
                    Some(Choice::Ask(question)) => {
                        open.set(None);
                        if *question != scenario.question {
                            on_question.emit(*question);
                        }
                        let focus = if by_key { Focus::Next } else { Focus::Back };
                        wanted.set((wanted.0.wrapping_add(1), Some((opened.from, focus))));
                    }
                    Some(Choice::Offer(slot)) => {
                        let stage = opened.stage + 1;
                        open.set(Some(Open { from: opened.from, slot, query: String::new(), stage }));
                    }
                    None => {}
                }
            })
        };
        let on_query = {
            let (open, opened) = (open.clone(), opened.clone());
            Callback::from(move |query| open.set(Some(Open { query, ..opened.clone() })))
        };
        let on_close = {
            let (open, wanted, from) = (open.clone(), wanted.clone(), opened.from);
            Callback::from(move |closed| {
                open.set(None);
                if closed == Closed::Back {
                    wanted.set((wanted.0.wrapping_add(1), Some((from, Focus::Back))));
                }
            })
        };
        let (label, placeholder) = opened.slot.words();
        html! {
            <Picker key={opened.from.id()} id={format!("{}-pop", opened.from.id())} label={label.string(lang)}
                placeholder={placeholder.string(lang)} list={found.list} query={opened.query.clone()}
                anchor={opened.from.id()} stage={opened.stage} {lang} {on_query} {on_choose} {on_close} />
        }
    });
    // What the sentence has no place for yet.
    let more = match (has_hops, scenario.question.action.is_some()) {
        (false, _) => Some((Slot::NewRole(0), "shield-user", Msg::PageAssumeFirst)),
        (true, false) => Some((Slot::Action, "zap", Msg::PageThenAct)),
        (true, true) => None,
    };
    let more = more.map(|(slot, name, label)| {
        let is_open = open.as_ref().is_some_and(|open| open.from == slot);
        let onclick = toggle(&open, slot).reform(|_: MouseEvent| true);
        html! {
            <button type="button" id={slot.id()} class="btn sm outline ask-role" aria-haspopup="dialog"
                aria-expanded={is_open.to_string()} {onclick}>
                { icon::draw_with(name, "i-14") }{ label.string(lang) }
            </button>
        }
    });
    html! {
        <section ref={bar} class="ask" id="question" tabindex="-1" aria-label={Msg::PageQuestion.string(lang)}>
            <div class="ask-top">
                <h1 class="sentence">
                    <span class="ask-edit">{ sentence_html }</span>
                    <span class="ask-plain">{ plain_sentence(&parts) }</span>
                </h1>
                { more.unwrap_or_default() }
            </div>
            { picker.unwrap_or_default() }
            <Chips scenario={scenario.clone()} {lang} decisive_keys={props.decisive_keys.clone()}
                on_question={props.on_question.clone()} on_open={props.on_open.clone()} />
        </section>
    }
}

/// Opens the picker of a control, or closes it; `false` only opens.
fn toggle(open: &UseStateHandle<Option<Open>>, slot: Slot) -> Callback<bool> {
    let open = open.clone();
    Callback::from(move |closes: bool| {
        let is_open = open.as_ref().is_some_and(|open| open.from == slot);
        if !is_open {
            open.set(Some(Open { from: slot, slot, query: String::new(), stage: 0 }));
        } else if closes {
            open.set(None);
        }
    })
}

/// Moves focus to a control of the sentence, or to the one after it. The last one keeps it, and one that is gone leaves
/// it to the last of its kind.
fn move_focus(bar: &Element, from: Slot, focus: Focus) {
    let controls = browser::visible(bar, ".ask-edit .pick, .ask-role");
    let at = controls.iter().position(|control| control.id() == from.id());
    let kin = || controls.iter().rposition(|control| control.id().starts_with(&format!("pick-{}", from.name())));
    let at = match (at, focus) {
        (Some(at), Focus::Next) => (at + 1).min(controls.len().saturating_sub(1)),
        (Some(at), Focus::Back) => at,
        (None, _) => kin().unwrap_or(0),
    };
    if let Some(control) = controls.get(at) {
        browser::focus(control);
    }
}

/// The control of one value. Its `toggle` opens the picker, or closes it; `false` only opens.
fn pick_button(pick: &Pick, is_open: bool, toggle: &Callback<bool>, lang: Lang) -> Html {
    let onclick = toggle.reform(|_: MouseEvent| true);
    let onkeydown = {
        let toggle = toggle.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "ArrowDown" {
                event.prevent_default();
                toggle.emit(false);
            }
        })
    };
    let what = pick.slot.words().0.string(lang);
    let about = pick.problem.as_ref().map(|problem| problem.string(lang)).or_else(|| pick.whole.clone());
    let title = about.map_or(what.clone(), |about| format!("{what}\n{about}"));
    let class = classes!(
        "pick",
        pick.is_code.then_some("mono"),
        pick.is_unset.then_some("unset"),
        pick.problem.as_ref().map(|_| "is-invalid"),
    );
    html! {
        <button type="button" id={pick.slot.id()} {class} {title} aria-haspopup="dialog"
            aria-expanded={is_open.to_string()} aria-invalid={pick.problem.as_ref().map(|_| "true")}
            aria-controls={is_open.then(|| format!("{}-pop", pick.slot.id()))} {onclick} {onkeydown}>
            { icon::draw(pick.icon) }<span class="pick-t">{ &pick.text }</span>{ icon::draw_with("chevrons-up-down", "ud") }
        </button>
    }
}
