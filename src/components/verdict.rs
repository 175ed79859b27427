//! The answer in one band: icon, word, reason, and the way to the step that decided.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use ram_policy::rule::{Evidence, Rule};
use ram_policy::trace::StepPosition;
use ram_scenario::view::{Pill, Tone, VerdictView};
use ram_text::{Arg, Lang, Msg, Text, code, plain};
use yew::prelude::*;

use super::icon;
use super::text::{draw, say};
use super::tone;

/// How long the answer must rest before it is spoken, in milliseconds.
const REST: u32 = 600;

/// What the band needs to know.
#[derive(Debug, PartialEq, Properties)]
pub struct VerdictProps {
    /// The answer; none while the question is incomplete.
    pub verdict: Option<Rc<VerdictView>>,
    /// What the question lacks.
    pub incomplete: Option<Text>,
    /// Why the answer is an old one.
    pub stale: Option<Text>,
    /// The language of the page.
    pub lang: Lang,
    /// Goes to a step of the trace.
    pub on_step: Callback<StepPosition>,
}

/// The verdict band, and beside it the words for people who listen.
#[component]
pub fn Verdict(props: &VerdictProps) -> Html {
    let lang = props.lang;
    let verdict = props.verdict.as_deref();
    let (decision, layer, tone) = verdict.map_or(("None", "", Tone::None), |v| (v.decision, v.layer, v.tone));
    let word = verdict.map_or(&Msg::VerdictWordNoAnswer {}, |v| &v.word);
    let reason = verdict.map(|v| v.reason.text(lang).begins()).or_else(|| props.incomplete.clone());
    let pill = verdict.and_then(|v| v.pill.as_ref());
    let step = verdict.and_then(|v| v.step);
    let is_stale = props.stale.is_some();

    let spoken = spoken(word, pill, reason.clone(), lang);
    let heard = use_announcement(&(decision, step.map(|(number, _)| number)), spoken, lang);

    let icon = tone::icon(tone);
    let class = classes!("verdict", tone::class(tone), is_stale.then_some("is-stale"));
    let key = format!("{decision} {}", step.map_or(0, |(number, _)| number));
    html! {
        <>
            <section
                id="verdict"
                {class}
                data-decision={decision}
                data-layer={layer}
                data-stale={if is_stale { "true" } else { "false" }}
                aria-label={Msg::PageVerdict.string(lang)}
            >
                <span class="verdict-mark">{ icon::draw(icon) }</span>
                <div class="grow verdict-words" key={key}>
                    <p class="verdict-line">
                        <strong class="verdict-word">{ say(word, lang) }</strong>
                        if is_stale {
                            <span class="badge warn">{ icon::draw_with("history", "i-12") }{ say(&Msg::VerdictStale, lang) }</span>
                        }
                        if let Some(pill) = pill {
                            <span class={classes!("outcome", "pill", tone::class(tone))}>
                                { icon::draw(icon) }
                                { draw_pill(pill, lang) }
                            </span>
                        }
                        if let Some(reason) = &reason {
                            <span class="verdict-why">{ draw(reason) }</span>
                        }
                    </p>
                    { note(props, lang) }
                </div>
                if let Some((number, at)) = step {
                    <button
                        type="button"
                        class="btn outline nowrap"
                        onclick={let on_step = props.on_step.clone(); move |_| on_step.emit(at)}
                    >
                        { icon::draw("crosshair") }
                        { say(&Msg::VerdictStepDecides { step: number.into() }, lang) }
                    </button>
                }
            </section>
            <div class="sr" role="status">{ heard }</div>
        </>
    }
}

fn draw_pill(pill: &Pill, lang: Lang) -> Html {
    match pill {
        Pill::Word(word) => say(word, lang),
        Pill::Code(code) => html! { <code>{ *code }</code> },
    }
}

/// The quiet line under the reason: why the answer is old, or what it rests on.
fn note(props: &VerdictProps, lang: Lang) -> Html {
    if let Some(stale) = &props.stale {
        return html! { <p class="verdict-hint"><span>{ draw(stale) }</span></p> };
    }
    let relies_on = props.verdict.as_ref().and_then(|verdict| verdict.relies_on.as_ref());
    match relies_on.and_then(|(evidence, rules)| relies(*evidence, rules)) {
        Some(msg) => html! { <p class="verdict-hint">{ icon::draw("info") }<span>{ say(&msg, lang) }</span></p> },
        None => Html::default(),
    }
}

/// Nothing for an answer that is documented from end to end.
fn relies(evidence: Evidence, rules: &[Rule]) -> Option<Msg> {
    let numbers: Vec<_> = rules.iter().map(|rule| rule.number()).collect();
    let rules = code(numbers.join(", "));
    match evidence {
        Evidence::Documented => None,
        Evidence::Inferred => Some(Msg::VerdictReliesInferred { n: numbers.len(), rules }),
        Evidence::Assumed => Some(Msg::VerdictReliesAssumed { n: numbers.len(), rules }),
    }
}

fn spoken(word: &Msg, pill: Option<&Pill>, reason: Option<Text>, lang: Lang) -> String {
    let Some(reason) = reason else { return word.string(lang) };
    let reason = Arg::text(reason);
    let word = plain(word.string(lang));
    match pill {
        None => Msg::VerdictSpoken { reason, word },
        Some(Pill::Word(kind)) => Msg::VerdictSpokenKind { kind: plain(kind.string(lang)), reason, word },
        Some(Pill::Code(kind)) => Msg::VerdictSpokenKind { kind: plain(*kind), reason, word },
    }
    .string(lang)
}

/// The words to speak. They change only after the answer's `key` has changed and rested.
#[hook]
fn use_announcement(key: &(&'static str, Option<usize>), words: String, lang: Lang) -> String {
    let latest = use_mut_ref(String::new);
    *latest.borrow_mut() = words;
    let is_first = use_mut_ref(|| true);
    let heard = use_state(|| (lang, String::new()));
    let setter = heard.setter();
    use_effect_with(*key, move |_| {
        // What the page opens with is read like the rest of the page.
        let timer =
            (!is_first.replace(false)).then(|| Timeout::new(REST, move || setter.set((lang, latest.borrow().clone()))));
        move || drop(timer)
    });
    if heard.0 == lang { heard.1.clone() } else { String::new() }
}
