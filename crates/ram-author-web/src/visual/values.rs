//! Fields for the values of a condition, by type.

use std::rc::Rc;

use ram_author::offer;
use ram_author::offer::values::{self, LocalTime};
use ram_catalog::KeyType;
use ram_policy_playground::browser::popover as browser;
use ram_policy_playground::components::text::draw;
use ram_text::{Msg, code};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::Ctx;
use super::combo::{Chosen, Combo, Offers, Place, Row, Tone};
use super::fields::{Segments, select, typed_in};

/// The values of a Boolean, in the order of the two buttons.
pub(super) const BOOLEANS: [&str; 2] = ["true", "false"];

/// The two buttons of a Boolean.
pub(super) fn booleans(ctx: &Ctx, label: AttrValue, chosen: Option<usize>, on_choose: Callback<usize>) -> Html {
    let options = BOOLEANS.map(|value| (html! { <code>{ value }</code> }, "")).to_vec();
    Segments { label, options, chosen, is_read_only: ctx.props.is_read_only, on_choose }.draw()
}

/// Gives a field the focus when it appears, if it takes it.
#[hook]
fn use_focus(id: AttrValue, takes_focus: bool) {
    use_effect_with(takes_focus, move |takes_focus| {
        if let Some(input) = browser::by_id(&id).filter(|_| *takes_focus) {
            browser::focus(&input);
        }
    });
}

#[derive(Clone, Properties, PartialEq)]
pub(super) struct MomentProps {
    pub ctx: Rc<Ctx>,
    pub id: AttrValue,
    /// The condition key.
    pub tested: String,
    /// The time, if there is one yet.
    pub time: Option<LocalTime>,
    pub on_time: Callback<String>,
    /// Whether it takes the focus when it appears.
    #[prop_or_default]
    pub takes_focus: bool,
}

/// A time: date and time of the day with the browser's own calendar, and the zone. It is written once the field is left
/// or Enter is pressed, since each digit makes another time.
#[component]
pub(super) fn Moment(props: &MomentProps) -> Html {
    let MomentProps { ctx, id, tested, time, on_time, .. } = props;
    let lang = ctx.lang();
    let typed = use_state(|| None::<String>);
    let chosen = use_state(|| None::<String>);
    use_focus(id.clone(), props.takes_focus);
    let own = time.clone();
    let local = (*typed).clone().or_else(|| own.as_ref().map(|it| it.time.clone())).unwrap_or_default();
    let zone = own.as_ref().map(|it| it.zone.clone()).or_else(|| (*chosen).clone());
    let zone = zone.unwrap_or_else(|| LocalTime::ZONES[0].to_owned());
    let write = {
        let (on_time, before) = (on_time.clone(), own.as_ref().and_then(LocalTime::text));
        Callback::from(move |time: LocalTime| {
            if let Some(text) = time.text().filter(|text| Some(text) != before.as_ref()) {
                on_time.emit(text);
            }
        })
    };
    let commit = {
        let (typed, write, zone) = (typed.clone(), write.clone(), zone.clone());
        Callback::from(move |()| {
            if let Some(time) = (*typed).clone() {
                typed.set(None);
                write.emit(LocalTime { time, zone: zone.clone() });
            }
        })
    };
    let oninput = {
        let typed = typed.setter();
        move |event: InputEvent| typed.set(typed_in(&event))
    };
    let onblur = commit.reform(|_: FocusEvent| ());
    let onkeydown = move |event: KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            commit.emit(());
        }
    };
    let onchange = {
        let (chosen, local) = (chosen.setter(), local.clone());
        move |event: Event| {
            if let Some(list) = event.target_dyn_into::<HtmlSelectElement>() {
                chosen.set(Some(list.value()));
                write.emit(LocalTime { time: local.clone(), zone: list.value() });
            }
        }
    };
    let others = Some(zone.as_str()).filter(|zone| !LocalTime::ZONES.contains(zone));
    let zones = others.into_iter().chain(LocalTime::ZONES).map(|name| {
        let words = if name == "Z" { "UTC" } else { name };
        html! { <option key={name} value={name.to_owned()} selected={name == zone}>{ words }</option> }
    });
    let is_read_only = ctx.props.is_read_only;
    let name = Msg::FormValueOf { key: code(tested.as_str()) }.string(lang);
    let zone_name = Msg::PageContextZone.string(lang);
    let list = html! {
        <select id={format!("{id}-zone")} class="select" aria-label={zone_name} disabled={is_read_only} {onchange}>{ for zones }</select>
    };
    html! {
        <div class="ve-time">
            <span class="field quiet">
                <input id={id.clone()} type="datetime-local" step="1" aria-label={name} value={local} readonly={is_read_only}
                    {oninput} {onblur} {onkeydown} />
            </span>
            { select("", list) }
        </div>
    }
}

#[derive(Clone, Properties, PartialEq)]
pub(super) struct NewValueProps {
    pub ctx: Rc<Ctx>,
    pub id: AttrValue,
    /// The condition key.
    pub tested: String,
    pub operator: String,
    pub present: Vec<String>,
    pub on_add: Callback<String>,
    /// Whether it takes the focus when it appears.
    #[prop_or_default]
    pub takes_focus: bool,
}

/// The field for one more value: what its operator can't read is said while it is typed, and is not written.
#[component]
pub(super) fn NewValue(props: &NewValueProps) -> Html {
    let NewValueProps { ctx, id, tested, operator, present, on_add, .. } = props;
    let lang = ctx.lang();
    let typed = use_state(|| None::<String>);
    use_focus(id.clone(), props.takes_focus);
    let query = typed.as_deref().unwrap_or_default().trim().to_owned();
    let problem = (!query.is_empty()).then(|| values::check(operator, &query)).flatten();
    let choices = typed.as_ref().map(|query| offer::condition_values(operator, tested, present, query, &ctx.around()));
    let choices = choices.unwrap_or_default();
    let readable = |choice: &offer::Choice| values::check(operator, &choice.text).is_none();
    let choices = choices.into_iter().filter(readable).collect::<Vec<_>>();
    let on_choose = {
        let (typed, on_add, choices, present) = (typed.setter(), on_add.clone(), choices.clone(), present.clone());
        let operator = operator.clone();
        Callback::from(move |chosen: Chosen| {
            let text = match chosen {
                Chosen::Text(text) => Some(text).filter(|text| values::check(&operator, text).is_none()),
                Chosen::Row(row) => choices.get(row).map(|choice| choice.text.clone()),
            };
            if let Some(text) = text {
                if !present.contains(&text) {
                    on_add.emit(text);
                }
                typed.set(None);
            }
        })
    };
    let on_typed = {
        let typed = typed.setter();
        Callback::from(move |text| typed.set(text))
    };
    let row = |choice: &offer::Choice| Row {
        label: if choice.text.is_empty() {
            html! { { &choice.label } }
        } else {
            html! { <code>{ &choice.label }</code> }
        },
        detail: choice.detail.as_ref().map(draw).unwrap_or_default(),
        ..Row::default()
    };
    let is_new = !choices.iter().any(|choice| choice.text == query);
    let offers = Offers {
        takes_text: (problem.is_none() && is_new).then_some(Place::First),
        is_meant: problem.is_none() && is_new,
        note: problem.map(|problem| (problem.string(lang), Tone::Fault)),
        rows: choices.iter().map(row).collect(),
        ..Offers::default()
    };
    let keys = match values::compared(operator) {
        KeyType::Number | KeyType::Ip => Some("decimal"),
        _ => None,
    };
    let name = Msg::FormValuesOf { key: code(tested.as_str()) }.string(lang);
    html! {
        <Combo id={id.clone()} {name} placeholder={Msg::FormAddValue.string(lang)} icon="plus" is_quiet=true typed={(*typed).clone()} {offers}
            {keys} {lang} {on_typed} {on_choose} />
    }
}
