//! The conditions of a statement: a row for each operator and key, with fields for values of its type.

use std::rc::Rc;

use ram_author::facts::{operator_meaning, type_name};
use ram_author::form::{List, StatementEdit, StatementForm, Test};
use ram_author::offer;
use ram_author::offer::values::{self, LocalTime};
use ram_catalog::KeyType;
use ram_policy::condition::{Operator, OperatorInfo};
use ram_policy_playground::components::button;
use ram_policy_playground::components::picker::{Chosen as Picked, Row as Option_};
use ram_policy_playground::components::text::{draw, say};
use ram_text::{Msg, code, plain};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::combo::{Chosen, Combo, Offers, Place, Row, Tone};
use super::fields::select;
use super::pick::Pick;
use super::tokens::{Token, Tokens};
use super::values::{BOOLEANS, Moment, NewValue, booleans};
use super::{Ctx, kind_name};

#[derive(Clone, Properties, PartialEq)]
pub(crate) struct ConditionsProps {
    /// What the form is given.
    pub ctx: Rc<Ctx>,
    /// The place of the statement.
    pub at: usize,
    /// The statement.
    pub statement: StatementForm,
}

/// A condition that has no value yet, so that it can't be written.
#[derive(Debug, Clone, PartialEq)]
struct Draft {
    key: String,
    operator: String,
}

/// The rows, one that is begun, and the field that begins one.
#[component]
pub(crate) fn Conditions(props: &ConditionsProps) -> Html {
    let ConditionsProps { ctx, at, statement } = props;
    let (lang, at) = (ctx.lang(), *at);
    let typed = use_state(|| None::<String>);
    let draft = use_state(|| None::<Draft>);
    // The row whose last change could not be written, since there is one such already.
    let refused = use_state(|| None::<usize>);
    let actions = super::actions::texts(statement.action.as_ref());
    let around = ctx.around();
    let found = typed.as_ref().map(|query| offer::keys(&actions, query, &around)).unwrap_or_default();
    let count = statement.conditions.len();
    let on_choose = {
        let (ctx, typed, draft, found) = (ctx.clone(), typed.setter(), draft.setter(), found.clone());
        let tests = statement.conditions.clone();
        Callback::from(move |chosen: Chosen| {
            let key = match chosen {
                Chosen::Text(text) => Some(text),
                Chosen::Row(row) => found.get(row).map(|choice| choice.text.clone()),
            };
            let Some(key) = key else { return };
            typed.set(None);
            // The name of a tag is still to be typed.
            if key.ends_with('/') {
                return typed.set(Some(key));
            }
            let kind = values::key_type(&key, &ctx.around());
            let operator = values::first_operator(kind).to_owned();
            let is_there = tests.iter().any(|test| test.operator.value == operator && test.key.value == key);
            if kind == KeyType::Boolean && !is_there {
                let values = vec!["true".to_owned()];
                let edit = StatementEdit::AddCondition { operator: operator.clone(), key: key.clone(), values };
                if ctx.change_statement(at, vec![edit])
                    && let Some(number) = ctx.condition(at, &operator, &key)
                {
                    ctx.focus_then(key_id(at, number));
                }
            } else {
                draft.set(Some(Draft { key, operator }));
            }
        })
    };
    let on_typed = {
        let typed = typed.setter();
        Callback::from(move |text| typed.set(text))
    };
    let on_refused = {
        let refused = refused.setter();
        Callback::from(move |row| refused.set(row))
    };
    let row = |(number, test): (usize, &Test)| {
        let is_refused = *refused == Some(number);
        let row = TestRow { ctx, at, number, test, actions: &actions, is_refused, on_refused: &on_refused };
        html! { <li key={number}>{ row.draw() }</li> }
    };
    let begun = (*draft).as_ref().map(|begun| {
        let (on_change, on_drop) = (draft.setter(), draft.setter());
        let on_change = Callback::from(move |begun| on_change.set(begun));
        let on_drop = Callback::from(move |()| on_drop.set(None));
        html! {
            <li key={count}>
                { begun_row(ctx, at, statement, begun, &on_change, &on_drop) }
            </li>
        }
    });
    let query = typed.as_deref().unwrap_or_default().trim().to_owned();
    let is_known = found.iter().any(|choice| choice.text == query);
    // What is neither found nor a key can only be written otherwise.
    let problem = offer::check_key(&query, lang).filter(|_| query.contains(char::is_whitespace) && found.is_empty());
    let offers = Offers {
        rows: found.iter().map(key_row).collect(),
        takes_text: (offer::takes_key(&query) && !is_known).then_some(Place::Last),
        note: problem.map(|problem| (problem.string(lang), Tone::Fault)),
        ..Offers::default()
    };
    let words = match count {
        0 => Msg::FormAddFirstCondition { kind: kind_name(ctx.kind) },
        _ => Msg::FormAddCondition,
    };
    html! {
        <>
            if count > 0 || begun.is_some() {
                <ul class="conds">{ for statement.conditions.iter().enumerate().map(row) }{ begun.unwrap_or_default() }</ul>
            } else if ctx.props.is_read_only {
                <span class="muted ve-l-none">{ Msg::FormNothingYet.string(lang) }</span>
            }
            if !ctx.props.is_read_only {
                <div class="toks">
                    <Combo id={format!("ve-{at}-if")} name={Msg::PageFindKey.string(lang)} placeholder={words.string(lang)} icon="plus" is_quiet=true
                        typed={(*typed).clone()} {offers} {lang} {on_typed} {on_choose} />
                </div>
            }
        </>
    }
}

fn key_id(at: usize, number: usize) -> String {
    format!("ve-{at}-if-{number}-key")
}

fn key_row(choice: &offer::Choice) -> Row {
    let detail = choice.documentation.as_ref().or(choice.detail.as_ref()).map(draw).unwrap_or_default();
    Row { label: html! { <code>{ &choice.label }</code> }, detail, ..Row::default() }
}

/// The operators to choose from: those for values of the key's type, those with a prefix, all others.
fn operator_select(ctx: &Rc<Ctx>, id: String, key: &str, operator: &str, on_operator: Callback<String, bool>) -> Html {
    let lang = ctx.lang();
    let around = ctx.around();
    let (fitting, others) = offer::operators(key, &around);
    let names = |infos: &[&OperatorInfo]| infos.iter().map(|info| info.name.to_owned()).collect::<Vec<_>>();
    // Prefixes stand before operators on text (R4.18), whatever the key usually holds.
    let texts = || fitting.iter().chain(&others).filter(|info| values::compared(info.name) == KeyType::String);
    let sets = ["ForAnyValue", "ForAllValues"];
    let sets = sets.into_iter().flat_map(|prefix| texts().map(move |info| format!("{prefix}:{}", info.name)));
    let sets = sets.collect::<Vec<_>>();
    let listed = [names(&fitting), names(&others), sets.clone()].concat();
    let option = |name: &String| {
        html! { <option key={name.clone()} value={name.clone()} selected={name == operator}>{ name }</option> }
    };
    let onchange = {
        let operator = operator.to_owned();
        move |event: Event| {
            if let Some(list) = event.target_dyn_into::<HtmlSelectElement>()
                && !on_operator.emit(list.value())
            {
                list.set_value(&operator);
            }
        }
    };
    let parsed = Operator::parse(operator);
    let title = parsed.map(|it| operator_meaning(it.info).string(lang));
    let name = Msg::FormOperator.string(lang);
    let fits = type_name(values::key_type(key, &around)).string(lang);
    let list = html! {
        <select {id} class={classes!("select", parsed.is_none().then_some("is-invalid"))} aria-label={name} {title} {onchange}
            disabled={ctx.props.is_read_only}>
            if !listed.iter().any(|name| name == operator) {
                <option value={operator.to_owned()} selected=true>{ operator }</option>
            }
            <optgroup label={fits}>{ for names(&fitting).iter().map(option) }</optgroup>
            <optgroup label={Msg::FormOperatorsSet.string(lang)}>{ for sets.iter().map(option) }</optgroup>
            <optgroup label={Msg::FormOperatorsOther.string(lang)}>{ for names(&others).iter().map(option) }</optgroup>
        </select>
    };
    select("cond-o", list)
}

/// A condition that stands in the text.
struct TestRow<'a> {
    ctx: &'a Rc<Ctx>,
    at: usize,
    number: usize,
    test: &'a Test,
    actions: &'a [String],
    is_refused: bool,
    on_refused: &'a Callback<Option<usize>>,
}

impl TestRow<'_> {
    fn draw(&self) -> Html {
        let TestRow { ctx, at, number, test, .. } = *self;
        let lang = ctx.lang();
        let (key, operator) = (test.key.value.as_str(), test.operator.value.as_str());
        let on_operator = {
            let (ctx, key, on_refused) = (ctx.clone(), key.to_owned(), self.on_refused.clone());
            Callback::from(move |operator: String| {
                let is_made = ctx.change_statement(at, vec![StatementEdit::SetOperator(number, operator.clone())]);
                on_refused.emit((!is_made).then_some(number));
                // Under its new operator the condition may stand elsewhere.
                if let Some(number) = ctx.condition(at, &operator, &key).filter(|_| is_made) {
                    ctx.focus_then(format!("ve-{at}-if-{number}-operator"));
                }
                is_made
            })
        };
        let on_remove = {
            let ctx = ctx.clone();
            Callback::from(move |()| {
                ctx.focus_then(format!("ve-{at}-if"));
                ctx.change_statement(at, vec![StatementEdit::RemoveCondition(number)]);
            })
        };
        let remove = Msg::FormRemoveCondition { key: code(key) };
        html! {
            <>
                <div class="cond" role="group" aria-label={key.to_owned()}>
                    { self.key() }
                    { operator_select(ctx, format!("ve-{at}-if-{number}-operator"), key, operator, on_operator) }
                    <div class="cond-v">{ self.values() }</div>
                    if !ctx.props.is_read_only { { button::small("x", remove, on_remove).draw(lang) } }
                </div>
                if self.is_refused {
                    <p class="help is-invalid" role="alert">{ say(&Msg::FormConditionThere { key: code(key) }, lang) }</p>
                }
            </>
        }
    }

    /// What makes changes, and says so where they can't be written.
    fn changes<T: 'static>(&self, to_edits: impl Fn(T) -> Vec<StatementEdit> + 'static) -> Callback<T> {
        let (ctx, at, number, on_refused) = (self.ctx.clone(), self.at, self.number, self.on_refused.clone());
        Callback::from(move |value| {
            let is_made = ctx.change_statement(at, to_edits(value));
            on_refused.emit((!is_made).then_some(number));
        })
    }

    fn key(&self) -> Html {
        let TestRow { ctx, at, number, test, .. } = *self;
        let lang = ctx.lang();
        let rows = {
            let (ctx, actions, own) = (ctx.clone(), self.actions.to_vec(), test.key.value.clone());
            Callback::from(move |()| {
                let choices = offer::keys(&actions, "", &ctx.around());
                let row = |(id, choice): (usize, offer::Choice)| Option_ {
                    id,
                    is_selected: choice.text == own,
                    text: choice.label,
                    is_code: true,
                    note: choice.detail.map(|detail| detail.to_string()),
                    ..Option_::default()
                };
                choices.into_iter().filter(|choice| !choice.text.ends_with('/')).enumerate().map(row).collect()
            })
        };
        let on_key = {
            let (around_ctx, operator) = (ctx.clone(), test.operator.value.clone());
            self.changes(move |key: String| {
                let kind = values::key_type(&key, &around_ctx.around());
                // An operator of another type would never read the values.
                let is_other = values::compared(&operator) != kind && kind != KeyType::String;
                let operator =
                    is_other.then(|| StatementEdit::SetOperator(number, values::first_operator(kind).to_owned()));
                std::iter::once(StatementEdit::SetKey(number, key)).chain(operator).collect()
            })
        };
        let on_choose = {
            let (ctx, actions) = (ctx.clone(), self.actions.to_vec());
            Callback::from(move |picked: Picked| {
                let key = match picked {
                    Picked::Text(text) => Some(text.trim().to_owned()),
                    Picked::Row(row) => {
                        let choices = offer::keys(&actions, "", &ctx.around()).into_iter();
                        choices.filter(|choice| !choice.text.ends_with('/')).nth(row).map(|choice| choice.text)
                    }
                };
                if let Some(key) = key {
                    on_key.emit(key);
                }
            })
        };
        let key = test.key.value.clone();
        let label = Msg::FormKey.string(lang);
        let name = Msg::FormArnPart { part: plain(label.as_str()), value: plain(key.as_str()) }.string(lang);
        let takes = Callback::from(|text: String| offer::takes_key(&text));
        html! {
            <Pick id={key_id(at, number)} {label} {name} value={html! { <code>{ key }</code> }} is_read_only={ctx.props.is_read_only}
                {lang} {rows} {takes} {on_choose} />
        }
    }

    fn values(&self) -> Html {
        let TestRow { ctx, at, number, test, .. } = *self;
        let lang = ctx.lang();
        let (key, operator) = (test.key.value.clone(), test.operator.value.clone());
        let texts = test.values.iter().map(|value| value.value.clone()).collect::<Vec<_>>();
        if values::compared(&operator) == KeyType::Boolean
            && let [value] = texts.as_slice()
            && let Some(chosen) = BOOLEANS.iter().position(|known| known == value)
        {
            let on_choose = self.changes(move |at: usize| {
                let value = BOOLEANS.get(at).copied().unwrap_or_default().to_owned();
                vec![StatementEdit::Set(List::Values(number), 0, value)]
            });
            let label = Msg::FormValueOf { key: code(key) }.string(lang).into();
            return booleans(ctx, label, Some(chosen), on_choose);
        }
        let on_add = self.changes(move |text| vec![StatementEdit::Add(List::Values(number), text)]);
        let id = format!("ve-{at}-if-{number}-value");
        let one_more = || {
            let (key, operator, texts) = (key.clone(), operator.clone(), texts.clone());
            html! {
                if !ctx.props.is_read_only {
                    <NewValue ctx={ctx.clone()} id={id.clone()} tested={key} {operator} present={texts} on_add={on_add.clone()} />
                }
            }
        };
        if values::compared(&operator) == KeyType::Date
            && let [value] = texts.as_slice()
            && let Some(time) = LocalTime::read(value)
        {
            let on_time = self.changes(move |text: String| vec![StatementEdit::Set(List::Values(number), 0, text)]);
            let id = format!("ve-{at}-if-{number}-time");
            return html! {
                <>
                    <Moment ctx={ctx.clone()} {id} tested={key.clone()} time={Some(time)} {on_time} />
                    { one_more() }
                </>
            };
        }
        let token = |text: &String| {
            let is_wrong = values::check(&operator, text).is_some();
            let note = is_wrong.then(|| AttrValue::from(Msg::FormUnreadable.string(lang)));
            let words = text.is_empty().then(|| say(&Msg::FormValueEmpty, lang));
            Token { is_wrong, note, words, ..Token::of(text) }
        };
        let on_set = self.changes(move |(entry, text)| vec![StatementEdit::Set(List::Values(number), entry, text)]);
        let on_remove = self.changes(move |entry| vec![StatementEdit::Remove(List::Values(number), entry)]);
        let tokens = texts.iter().map(token).collect::<Vec<_>>();
        let name = Msg::FormValuesOf { key: code(key.as_str()) }.string(lang);
        let check = {
            let operator = operator.clone();
            Callback::from(move |text: String| values::check(&operator, &text).map(|problem| problem.string(lang)))
        };
        html! {
            <Tokens ctx={ctx.clone()} id={id.clone()} {name} {tokens} {check} {on_set} {on_remove}>
                { one_more() }
            </Tokens>
        }
    }
}

/// A condition that is begun: it is written with its first value.
fn begun_row(
    ctx: &Rc<Ctx>,
    at: usize,
    statement: &StatementForm,
    begun: &Draft,
    on_change: &Callback<Option<Draft>>,
    on_drop: &Callback<()>,
) -> Html {
    let lang = ctx.lang();
    let Draft { key, operator } = begun.clone();
    let count = statement.conditions.len();
    let is_there = statement.conditions.iter().any(|it| it.operator.value == operator && it.key.value == key);
    let on_operator = {
        let (on_change, key) = (on_change.clone(), key.clone());
        Callback::from(move |operator| {
            on_change.emit(Some(Draft { key: key.clone(), operator }));
            true
        })
    };
    let on_add = {
        let (ctx, on_drop, key, operator) = (ctx.clone(), on_drop.clone(), key.clone(), operator.clone());
        Callback::from(move |value: String| {
            let edit =
                StatementEdit::AddCondition { operator: operator.clone(), key: key.clone(), values: vec![value] };
            if ctx.change_statement(at, vec![edit]) {
                if let Some(number) = ctx.condition(at, &operator, &key) {
                    // Where the next value would be typed.
                    let field = match values::compared(&operator) {
                        KeyType::Boolean => "operator",
                        KeyType::Date => "time",
                        _ => "value",
                    };
                    ctx.focus_then(format!("ve-{at}-if-{number}-{field}"));
                }
                on_drop.emit(());
            }
        })
    };
    let is_boolean = values::compared(&operator) == KeyType::Boolean;
    let value = if is_there {
        html! { <p class="help is-invalid" role="alert">{ say(&Msg::FormConditionThere { key: code(key.as_str()) }, lang) }</p> }
    } else if is_boolean {
        let label = Msg::FormValueOf { key: code(key.as_str()) }.string(lang).into();
        let on_choose = on_add.reform(|at: usize| BOOLEANS.get(at).copied().unwrap_or_default().to_owned());
        booleans(ctx, label, None, on_choose)
    } else if values::compared(&operator) == KeyType::Date {
        let id = format!("ve-{at}-if-{count}-time");
        html! { <Moment ctx={ctx.clone()} {id} tested={key.clone()} time={None::<LocalTime>} on_time={on_add} takes_focus=true /> }
    } else {
        html! {
            <div class="toks">
                <NewValue ctx={ctx.clone()} id={format!("ve-{at}-if-{count}-value")} tested={key.clone()} operator={operator.clone()}
                    present={Vec::<String>::new()} {on_add} takes_focus=true />
            </div>
        }
    };
    let remove = Msg::FormRemoveCondition { key: code(key.as_str()) };
    html! {
        <div class="cond" role="group" aria-label={key.clone()}>
            <span class="field quiet ve-pick is-fixed"><span class="ve-pick-v"><code>{ key.clone() }</code></span></span>
            { operator_select(ctx, format!("ve-{at}-if-{count}-operator"), &key, &operator, on_operator) }
            <div class="cond-v">{ value }</div>
            { button::small("x", remove, on_drop.clone()).draw(lang) }
        </div>
    }
}
