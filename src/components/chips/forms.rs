//! What a chip opens: the fields that edit it. Every edit is made as it is typed.

use std::cell::RefCell;
use std::rc::Rc;

use ram_policy::limits::{MAX_SESSION_SECONDS, MIN_SESSION_SECONDS};
use ram_policy::names::Entity;
use ram_scenario::console::{self, Obstacle};
use ram_scenario::context::{self, CURRENT_TIME, Held, Phase, Phases, Start};
use ram_scenario::moment::{Moment, Unreadable};
use ram_scenario::people;
use ram_scenario::question::{SESSION_POLICY, choose_role, set_session_policy};
use ram_scenario::scenario::{DocumentKey, How, Principal, Question, Scenario};
use ram_text::{Lang, Msg, plain};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::fields::{Choice, Typed, Typing, help, reads_seconds, seconds_words};
use super::model::Kind;
use crate::components::question::sentence::principal_words;

/// What a form shows.
#[derive(Debug, Properties, PartialEq)]
pub struct FormProps {
    /// What it edits.
    pub kind: Kind,
    /// The world, where what can be chosen depends on it.
    pub scenario: Rc<Scenario>,
    /// The question.
    pub question: Rc<Question>,
    /// The language of the page.
    pub lang: Lang,
    /// Called with another question.
    pub on_question: Callback<Question>,
    /// Called with a document to show.
    pub on_open: Callback<DocumentKey>,
    /// Called when nothing is left to edit.
    pub on_done: Callback<()>,
}

/// The fields of one chip.
#[component]
pub fn Form(props: &FormProps) -> Html {
    let FormProps { kind, scenario, question, lang, on_question, on_done, .. } = props;
    let lang = *lang;
    let switched = use_mut_ref(|| None);
    let held = kind.held(question);
    let calls = kind.phases(question);
    // Where the calls differ, an edit of all at once would undo that unseen: the first call is chosen then.
    let chosen = use_state(|| match (&held, calls.first()) {
        (Held::Differs(_), Some(first)) => Phases::Only(*first),
        _ => Phases::All,
    });
    let phases = *chosen;
    let values = match (&held, phases) {
        (Held::Same(values), _) => values.clone(),
        (Held::Differs(all), Phases::Only(phase)) => {
            all.iter().find(|(here, _)| *here == phase).and_then(|(_, values)| values.clone()).unwrap_or_default()
        }
        (Held::Differs(all), Phases::All) => all.iter().find_map(|(_, values)| values.clone()).unwrap_or_default(),
        (Held::Absent, _) => Vec::new(),
    };
    let put = {
        let (kind, question, on_question) = (kind.clone(), question.clone(), on_question.clone());
        Callback::from(move |values: Vec<String>| on_question.emit(kind.put(&question, &values, phases)))
    };
    let which = (!calls.is_empty()).then(|| {
        let mut choices = vec![(Phases::All, Msg::PageContextAllCalls.string(lang))];
        choices.extend(calls.iter().map(|phase| (Phases::Only(*phase), call(scenario, question, *phase, lang))));
        let at = choices.iter().position(|(here, _)| *here == phases);
        let on_choose = {
            let (chosen, all) = (chosen.clone(), Vec::from_iter(choices.iter().map(|(phases, _)| *phases)));
            Callback::from(move |at: usize| {
                if let Some(phases) = all.get(at) {
                    chosen.set(*phases);
                }
            })
        };
        let options = choices.into_iter().map(|(_, words)| words).collect::<Vec<String>>();
        Choice { label: Msg::PageContextCalls.string(lang), options, at, first: false, on_choose }.draw()
    });
    // Another call is another field, with another text in it.
    let part = match phases {
        Phases::Only(phase) => calls.iter().position(|call| *call == phase),
        Phases::All => None,
    };
    let part = part.map_or_else(|| "all".to_owned(), |call| call.to_string());
    let label = kind.name(lang);
    let text = |help: Option<Msg>, problem: Option<Msg>| {
        let put = put.reform(|text: String| if text.is_empty() { Vec::new() } else { vec![text] });
        html! {
            <Typed key={part.clone()} label={label.clone()} value={values.first().cloned().unwrap_or_default()}
                help={help.map(|help| help.string(lang))} problem={problem.map(|problem| problem.string(lang))}
                put={Callback::from(move |text| { put.emit(text); None })} />
        }
    };
    let value = values.first().map(String::as_str);
    let wrong = |is_right: fn(&str) -> bool, problem: Msg| value.filter(|value| !is_right(value)).map(|_| problem);
    let fields = match kind {
        Kind::Mfa | Kind::Https => {
            let at = [Some("true"), Some("false"), None].iter().position(|choice| *choice == value);
            let options = [Msg::PageContextOn, Msg::PageContextOff, Msg::PageContextAbsent];
            let options = options.iter().map(|msg| msg.string(lang)).collect::<Vec<String>>();
            let on_choose = put.reform(|at: usize| match at {
                0 => vec!["true".to_owned()],
                1 => vec!["false".to_owned()],
                _ => Vec::new(),
            });
            let choice = Choice { label: label.clone(), options, at, first: true, on_choose };
            html! {
                <>
                    { choice.draw() }
                    if *kind == Kind::Mfa { <p class="help">{ Msg::PageContextMfaHelp.string(lang) }</p> }
                </>
            }
        }
        Kind::Ip => text(None, wrong(|ip| ip.parse::<std::net::IpAddr>().is_ok(), Msg::PageContextIpInvalid)),
        Kind::ExternalId => text(None, wrong(|id| Entity::ExternalId.accepts(id), Msg::PageContextExternalIdInvalid)),
        Kind::SessionName => {
            let problem = wrong(|name| Entity::RoleSession.accepts(name), Msg::PageContextSessionInvalid);
            text(Some(Msg::PageContextSessionHelp), problem)
        }
        Kind::SourceIdentity | Kind::ResourceGroup => text(None, None),
        Kind::Duration => {
            let seconds = value.and_then(|seconds| seconds.parse().ok());
            let on_number = put.reform(|seconds: Option<u64>| seconds.map(|n| n.to_string()).into_iter().collect());
            let (value, note) = seconds_words(seconds, lang);
            let problem = seconds.filter(|seconds| !(MIN_SESSION_SECONDS..=MAX_SESSION_SECONDS).contains(seconds));
            html! {
                <Typed key={part.clone()} label={label.clone()} {value} {note} typing={Typing::Number}
                    put={reads_seconds(on_number, lang)} help={Msg::PageContextDurationHelp.string(lang)}
                    problem={problem.map(|_| Msg::PageContextDurationInvalid.string(lang))} />
            }
        }
        Kind::How => how(props, &switched),
        Kind::Delay => delays(props),
        Kind::Time => html! { <Time question={question.clone()} {lang} on_question={on_question.clone()} /> },
        Kind::SessionPolicy => session_policies(props),
        Kind::Key(_) => {
            // Empty lines are kept while it is edited, and not stored.
            let put = put.reform(|text: String| {
                text.lines().map(str::to_owned).filter(|line| !line.is_empty()).collect::<Vec<String>>()
            });
            html! {
                <Typed key={part.clone()} label={Msg::PageContextValues.string(lang)} value={values.join("\n")}
                    typing={Typing::Lines} put={Callback::from(move |text| { put.emit(text); None })} />
            }
        }
    };
    let leave_out = (held != Held::Absent && !matches!(kind, Kind::Mfa | Kind::Https | Kind::How | Kind::SessionPolicy)).then(|| {
        let (kind, question) = (kind.clone(), question.clone());
        let (on_question, on_done) = (on_question.clone(), on_done.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            on_question.emit(kind.put(&question, &[], phases));
            on_done.emit(());
        });
        html! { <div class="pk-row"><button type="button" class="btn sm outline push" {onclick}>{ Msg::PageContextRemove.string(lang) }</button></div> }
    });
    // What is typed holds at once: Enter in a line says that it is all, where nothing is wrong with it.
    let onkeydown = {
        let on_done = on_done.clone();
        move |event: KeyboardEvent| {
            let is_right = |input: HtmlInputElement| !input.has_attribute("aria-invalid");
            if event.key() == "Enter" && !event.is_composing() && event.target_dyn_into().is_some_and(is_right) {
                on_done.emit(());
            }
        }
    };
    html! {
        <div class="pk-form" {onkeydown}>
            { which.unwrap_or_default() }
            { fields }
            { leave_out.unwrap_or_default() }
        </div>
    }
}

/// A call in words.
fn call(scenario: &Scenario, question: &Question, phase: Phase, lang: Lang) -> String {
    match phase {
        Phase::Action => Msg::PhaseAct.string(lang),
        Phase::Hop(hop) => {
            let arn = question.assume_role.get(hop).map_or("", |hop| hop.role_arn.as_str());
            let assume = Msg::PhaseAssumeNamed { role: people::role(scenario, arn) };
            let of_role = question.assume_role.iter().filter(|hop| hop.role_arn.eq_ignore_ascii_case(arn)).count();
            if of_role > 1 {
                let call = assume.text(lang).into();
                return Msg::PageContextCallNumber { number: plain((hop + 1).to_string()), call }.string(lang);
            }
            assume.string(lang)
        }
    }
}

/// By API or in the console; why not in the console, if it can't.
fn how(props: &FormProps, typed: &Rc<RefCell<Option<[String; 2]>>>) -> Html {
    let FormProps { scenario, question, lang, on_question, .. } = props;
    let lang = *lang;
    let chosen = question.assume_role.first().map_or(How::Api, |hop| hop.how);
    let options = [Msg::PageContextByApi, Msg::PageContextInConsole].map(|msg| msg.string(lang)).to_vec();
    let on_choose = {
        let (scenario, on_question) = (scenario.clone(), on_question.clone());
        Callback::from(move |at: usize| {
            let how = if at == 0 { How::Api } else { How::Console };
            on_question.emit(console::choose_how(&scenario, 0, how));
        })
    };
    let obstacle = console::obstacle(scenario, 0).map(|obstacle| obstacle.message().string(lang));
    let at = usize::from(chosen == How::Console);
    let label = Msg::PageContextHowName.string(lang);
    html! {
        <>
            { Choice { label, options, at: Some(at), first: true, on_choose }.draw() }
            if chosen == How::Console {
                { switch(props, typed) }
            }
            { help("pk-help", Some(Msg::PageContextHowHelp.string(lang)), obstacle) }
        </>
    }
}

/// What the console's dialog asks for: an account and a role. Both are stored once both can be read, so `typed` has what
/// stands in the fields.
fn switch(props: &FormProps, typed: &Rc<RefCell<Option<[String; 2]>>>) -> Html {
    let FormProps { scenario, question, lang, on_question, .. } = props;
    let lang = *lang;
    let arn = question.assume_role.first().map_or("", |hop| hop.role_arn.as_str());
    let [account, role] = typed.borrow_mut().get_or_insert_with(|| console::typed(scenario, arn)).clone();
    // Each field says only what is wrong with itself: the other one does so too.
    let put = |write: fn(&mut [String; 2], String), is_own: fn(&Obstacle) -> bool| {
        let (scenario, question, on_question) = (scenario.clone(), question.clone(), on_question.clone());
        let (typed, stored) = (typed.clone(), arn.to_owned());
        Callback::from(move |text: String| {
            let found = {
                let mut typed = typed.borrow_mut();
                let fields = typed.get_or_insert_with(|| console::typed(&scenario, &stored));
                write(fields, text);
                let [account, role] = &*fields;
                console::typed_role(&scenario, account, role)
            };
            match found {
                Ok(arn) => {
                    on_question.emit(choose_role(&question, 0, &arn));
                    None
                }
                Err(obstacle) => is_own(&obstacle).then(|| obstacle.message().string(lang)),
            }
        })
    };
    html! {
        <>
            <Typed key="account" part="-account" label={Msg::PageContextSwitchAccount.string(lang)} value={account}
                put={put(|[account, _], text| *account = text, |obstacle| *obstacle != Obstacle::NoRole)} />
            <Typed key="role" part="-role" label={Msg::PageContextSwitchRole.string(lang)} value={role}
                put={put(|[_, role], text| *role = text, |obstacle| *obstacle == Obstacle::NoRole)} />
        </>
    }
}

/// Seconds before each call that has one before it.
fn delays(props: &FormProps) -> Html {
    let FormProps { scenario, question, lang, on_question, .. } = props;
    let later = context::phases(question).into_iter().skip(1);
    let field = |(number, phase): (usize, Phase)| {
        let seconds = match phase {
            Phase::Hop(hop) => question.assume_role.get(hop).map_or(0, |hop| hop.time_offset_seconds),
            Phase::Action => question.time_offset_seconds,
        };
        let (question, on_question) = (question.clone(), on_question.clone());
        let label = Msg::PageContextDelayBefore { call: plain(call(scenario, &question, phase, *lang)) }.string(*lang);
        let on_number = Callback::from(move |seconds: Option<u64>| {
            on_question.emit(context::set_offset(&question, phase, seconds.unwrap_or(0)));
        });
        let (value, note) = seconds_words(Some(seconds), *lang);
        html! { <Typed key={number} part={format!("-{number}")} {label} {value} {note} typing={Typing::Number} put={reads_seconds(on_number, *lang)} /> }
    };
    later.enumerate().map(field).collect()
}

/// One row for each session: its session policy can be written, opened, left out.
fn session_policies(props: &FormProps) -> Html {
    let FormProps { scenario, question, lang, on_question, on_open, on_done, .. } = props;
    let lang = *lang;
    let row = |key: DocumentKey, name: String, has_policy: bool| {
        let set = |policy: Option<&'static str>, opens: bool| {
            let (key, question, on_question) = (key.clone(), question.clone(), on_question.clone());
            let (on_open, on_done) = (on_open.clone(), on_done.clone());
            Callback::from(move |_: MouseEvent| {
                if !opens || !has_policy {
                    on_question.emit(set_session_policy(&question, &key, policy.map(str::to_owned)));
                }
                if opens {
                    on_open.emit(key.clone());
                }
                on_done.emit(());
            })
        };
        html! {
            <div key={key.to_string()} class="pk-row" role="group" aria-label={name.clone()}>
                <span>{ name.clone() }</span>
                if has_policy {
                    <button type="button" class="btn sm outline push" onclick={set(None, true)}>{ Msg::PageContextOpen.string(lang) }</button>
                    <button type="button" class="btn sm outline" onclick={set(None, false)}>{ Msg::PageContextRemove.string(lang) }</button>
                } else {
                    <button type="button" class="btn sm outline push" onclick={set(Some(SESSION_POLICY), true)}>
                        { Msg::PageContextWriteSessionPolicy.string(lang) }
                    </button>
                }
            </div>
        }
    };
    let running = match &question.principal {
        Some(session @ Principal::Session { session_policy, .. }) => {
            Some(row(DocumentKey::Running, principal_words(session, lang), session_policy.is_some()))
        }
        _ => None,
    };
    let by_api = question.assume_role.iter().enumerate().filter(|(_, hop)| hop.how == How::Api);
    let hops = by_api.map(|(hop, found)| {
        row(
            DocumentKey::Session { hop },
            call(scenario, question, Phase::Hop(hop), lang),
            found.session_policy.is_some(),
        )
    });
    running.into_iter().chain(hops).collect()
}

#[derive(Debug, Properties, PartialEq)]
struct TimeProps {
    question: Rc<Question>,
    lang: Lang,
    on_question: Callback<Question>,
}

/// Date, time and zone of the first call.
#[component]
fn Time(props: &TimeProps) -> Html {
    let TimeProps { question, lang, on_question } = props;
    let lang = *lang;
    let typed = use_state(|| match context::start_time(question) {
        Start::At(start) => [start.date(), start.time(), start.zone()],
        Start::Unreadable(text) => [text, String::new(), "UTC+8".to_owned()],
        Start::Absent => [String::new(), String::new(), "UTC+8".to_owned()],
    });
    let [date, time, zone] = (*typed).clone();
    let is_empty = date.trim().is_empty() && time.trim().is_empty();
    let unreadable = Moment::from_fields(&date, &time, &zone).err().filter(|_| !is_empty);
    let field = |at: usize, label: Msg, part: Unreadable| {
        let value = typed.get(at).cloned().unwrap_or_default();
        let (typed, question, on_question) = (typed.clone(), question.clone(), on_question.clone());
        let oninput = Callback::from(move |event: InputEvent| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
            let mut next = (*typed).clone();
            if let Some(text) = next.get_mut(at) {
                *text = input.value();
            }
            let [date, time, zone] = &next;
            if let Ok(moment) = Moment::from_fields(date, time, zone) {
                on_question.emit(context::set_start_time(&question, Some(moment)));
            }
            typed.set(next);
        });
        let is_invalid = unreadable == Some(part);
        html! {
            <label>
                <span class="label">{ label.string(lang) }</span>
                <span class={classes!("field", is_invalid.then_some("is-invalid"))}>
                    <input type="text" autocomplete="off" spellcheck="false" size="1" {value}
                        aria-invalid={is_invalid.then_some("true")} aria-describedby="pk-help" {oninput} />
                </span>
            </label>
        }
    };
    let problem = unreadable.map(|part| match part {
        Unreadable::Date => Msg::PageContextDateInvalid,
        Unreadable::Time => Msg::PageContextHourInvalid,
        Unreadable::Zone => Msg::PageContextZoneInvalid,
    });
    html! {
        <>
            <div class="pk-time">
                { field(0, Msg::PageContextDate, Unreadable::Date) }
                { field(1, Msg::PageContextHour, Unreadable::Time) }
                { field(2, Msg::PageContextZone, Unreadable::Zone) }
            </div>
            { help("pk-help", Some(Msg::PageContextTimeHelp.string(lang)), problem.map(|problem| problem.string(lang))) }
            <p class="help"><code>{ CURRENT_TIME }</code></p>
        </>
    }
}
