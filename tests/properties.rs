//! What holds for every input: the order of a document has no meaning, nothing but an Allow can
//! widen, the trace says what the decision says, nothing panics, and positions are exact.
//!
//! Worlds come from the generator of the oracle test, by seed; texts come from proptest.

#[path = "oracle/generate.rs"]
#[allow(dead_code)]
mod generate;

use std::rc::Rc;

use generate::{Rng, world_and_request};
use proptest::prelude::*;
use ram_policy::compiled::{CompiledWorld, decide};
use ram_policy::json::{self, Fault, Node};
use ram_policy::pattern::{Case, Pattern, equal};
use ram_policy::policy::{Document, Effect, PolicyKind, PrincipalClause};
use ram_policy::text::{DocumentId, Span};
use ram_policy::trace::{
    Combination, Decision, Evaluation, Layer, Outcome, PolicyTrace, Rejection, Row, Step, Trace, Verdict,
};
use ram_scenario::analysis::Analysis;
use ram_scenario::cases::{CaseFile, Probe};
use ram_scenario::scenario::Scenario;
use ram_scenario::trace_text::trace_text;
use ram_scenario::world;
use ram_text::Lang;
use serde_json::{Value, json};

const WORLDS: u64 = 2_000;

/// A world and a request as a case, read. None: not a case.
fn scenario(world: &Value, request: &Value) -> Option<Scenario> {
    let case = format!(r#"{{"id":"","expect":{{"decision":""}},"world":{world},"request":{request}}}"#);
    let file = CaseFile::from_json(&format!(r#"{{"format":"ram-cases/1","cases":[{case}]}}"#)).ok()?;
    match &file.cases.first()?.as_ref().ok()?.probe {
        Probe::Access(access) => Some(access.to_scenario()),
        _ => None,
    }
}

/// None: a question that is not complete.
fn evaluate(world: &Value, request: &Value) -> Option<Evaluation> {
    let scenario = scenario(world, request)?;
    let documents = world::documents(&scenario, None);
    let request = world::request(&scenario, &documents).ok()?;
    Some(ram_policy::evaluate(&world::world(&scenario, &documents), &request))
}

#[track_caller]
fn decision(world: &Value, request: &Value) -> Decision {
    evaluate(world, request).expect("generated worlds can be read").decision()
}

// Order, repetition, and what may widen.

/// Lists whose order and repetition have no meaning (R1.8).
const BAGS: &[&str] = &[
    "Statement",
    "Action",
    "NotAction",
    "Resource",
    "Principal",
    "RAM",
    "Service",
    "Federated",
    "policies",
    "control_policies",
];
/// Lists whose order has none.
const SETS: &[&str] = &["accounts", "users", "roles", "nodes", "resource_policies"];

fn shuffle(value: &mut Value, name: &str, in_condition: bool, rng: &mut Rng) {
    match value {
        Value::Object(members) => {
            let in_condition = in_condition || name == "Condition";
            members.iter_mut().for_each(|(name, value)| shuffle(value, name, in_condition, rng));
        }
        Value::Array(list) => {
            list.iter_mut().for_each(|value| shuffle(value, "", in_condition, rng));
            let is_bag = in_condition || BAGS.contains(&name);
            if is_bag && !list.is_empty() && rng.percent(30) {
                list.push(list[rng.below(list.len())].clone());
            }
            if is_bag || SETS.contains(&name) {
                (1..list.len()).for_each(|at| list.swap(at, rng.below(at + 1)));
            }
        }
        _ => {}
    }
}

#[test]
fn order_and_repetition_never_matter() {
    for seed in 0..WORLDS {
        let (world, request) = world_and_request(seed);
        let mut rng = Rng::new(seed);
        let (mut other_world, mut other_request) = (world.clone(), request.clone());
        shuffle(&mut other_world, "", false, &mut rng);
        for step in other_request.get_mut("assume_role").and_then(Value::as_array_mut).into_iter().flatten() {
            step.get_mut("policy").into_iter().for_each(|policy| shuffle(policy, "", false, &mut rng));
        }
        let (expected, found) = (evaluate(&world, &request).unwrap(), evaluate(&other_world, &other_request).unwrap());
        // Repetition makes documents longer, and too long is refused (R1.30 to R1.38).
        if found.decision() == Decision::Rejected(Rejection::InvalidPolicy) {
            continue;
        }
        assert_eq!(found.decision(), expected.decision(), "seed {seed}");
        assert_eq!(found.deciding_layer(), expected.deciding_layer(), "seed {seed}");
    }
}

/// Every list of statements in a value.
fn statements<'a>(value: &'a mut Value, found: &mut Vec<&'a mut Vec<Value>>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members.iter_mut() {
                if name != "Statement" {
                    statements(value, found);
                } else if let Value::Array(list) = value {
                    found.push(list);
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(|value| statements(value, found)),
        _ => {}
    }
}

#[test]
fn adding_a_deny_never_turns_a_denial_into_allow() {
    let mut denials = 0;
    for seed in 0..WORLDS {
        let (world, request) = world_and_request(seed);
        if decision(&world, &request) == Decision::Allow {
            continue;
        }
        denials += 1;
        let mut with_denies = world.clone();
        let mut lists = Vec::new();
        statements(&mut with_denies, &mut lists);
        let mut rng = Rng::new(seed);
        for list in lists {
            if let Some(mut statement) = list.first().cloned().filter(|_| rng.percent(50)) {
                statement["Effect"] = json!("Deny");
                list.push(statement);
            }
        }
        assert_ne!(decision(&with_denies, &request), Decision::Allow, "seed {seed}");
    }
    assert!(denials > WORLDS / 10, "{denials} denials");
}

#[test]
fn a_session_policy_never_widens() {
    let mut limited = 0;
    for seed in 0..WORLDS {
        let (world, mut request) = world_and_request(seed);
        let before = decision(&world, &request);
        let mut had_policy = false;
        for step in request.get_mut("assume_role").and_then(Value::as_array_mut).into_iter().flatten() {
            let step = step.as_object_mut().unwrap();
            had_policy |= step.shift_remove("policy").is_some() | step.shift_remove("policy_text").is_some();
        }
        if had_policy && before == Decision::Allow {
            limited += 1;
            assert_eq!(decision(&world, &request), Decision::Allow, "seed {seed}");
        }
    }
    assert!(limited > 10, "{limited} calls that a session policy allows");
}

#[test]
fn control_policies_never_widen() {
    let mut limited = 0;
    for seed in 0..WORLDS {
        let (mut world, request) = world_and_request(seed);
        if world.get("resource_directory").is_some() && decision(&world, &request) == Decision::Allow {
            limited += 1;
            world.as_object_mut().unwrap().shift_remove("resource_directory");
            assert_eq!(decision(&world, &request), Decision::Allow, "seed {seed}");
        }
    }
    assert!(limited > 100, "{limited} calls that control policies allow");
}

// The trace.

/// R5.1, from the verdicts of the elements alone. None: a document with errors.
fn fold_policies(policies: &[PolicyTrace]) -> Option<Decision> {
    if policies.iter().any(|policy| policy.document.policy.is_none()) {
        return None;
    }
    let applies = |effect: Effect| {
        policies.iter().flat_map(|policy| &policy.statements).any(|statement| {
            let is_met = |verdict: Verdict| verdict == Verdict::Holds;
            statement.effect == effect
                && statement.principal.iter().chain(&statement.resource).all(|clause| is_met(clause.verdict))
                && is_met(statement.action.verdict)
                && statement.conditions.iter().all(|condition| is_met(condition.verdict))
        })
    };
    Some(if applies(Effect::Deny) {
        Decision::ExplicitDeny
    } else if applies(Effect::Allow) {
        Decision::Allow
    } else {
        Decision::ImplicitDeny
    })
}

const INVALID: Decision = Decision::Rejected(Rejection::InvalidPolicy);

fn fold_row(row: &Row) -> Option<Decision> {
    match row.outcome {
        Outcome::Decided(_) | Outcome::Refused => Some(fold_policies(&row.policies).unwrap_or(INVALID)),
        Outcome::Absent(_) | Outcome::NotReached => None,
    }
}

/// What a step says. None: nothing.
fn fold_step(step: &Step) -> Option<Decision> {
    match (step.layer, step.outcome) {
        (_, Outcome::Absent(_) | Outcome::NotReached) => None,
        (Layer::Check, Outcome::Decided(decision)) => Some(decision),
        // R5.12: every level must allow.
        (Layer::ControlPolicies, _) => {
            let rows = step.rows.iter().filter_map(fold_row);
            Some(rows.into_iter().find(|decision| *decision != Decision::Allow).unwrap_or(Decision::Allow))
        }
        // R5.22, R5.23: the second scope counts only where the first one is silent.
        (Layer::IdentityPolicies, _) => {
            let mut rows = step.rows.iter().filter_map(fold_row);
            let first = rows.next().unwrap_or(Decision::ImplicitDeny);
            let own = if first == Decision::ImplicitDeny { rows.next().unwrap_or(first) } else { first };
            // R5.31 to R5.33: another account's resource.
            Some(match (step.note, own) {
                (Some(_), Decision::Allow | Decision::ExplicitDeny) => Decision::ImplicitDeny,
                _ => own,
            })
        }
        _ => Some(step.rows.first().and_then(fold_row).unwrap_or(Decision::ImplicitDeny)),
    }
}

fn fold(trace: &Trace) -> Decision {
    let step = |layers: &[Layer]| trace.steps.iter().find(|step| layers.contains(&step.layer)).and_then(fold_step);
    for layer in [Layer::Check, Layer::ControlPolicies, Layer::SessionPolicy] {
        if let Some(decision) = step(&[layer]).filter(|decision| *decision != Decision::Allow) {
            return decision;
        }
    }
    let (a, b) = (step(&[Layer::IdentityPolicies]), step(&[Layer::TrustPolicy, Layer::ResourcePolicy]));
    let sides = [a, b];
    for decision in [INVALID, Decision::ExplicitDeny] {
        if sides.contains(&Some(decision)) {
            return decision;
        }
    }
    let allows = match trace.combination {
        Combination::BothAllow => sides == [Some(Decision::Allow); 2],
        Combination::EitherAllows | Combination::ResourceOnly => sides.contains(&Some(Decision::Allow)),
        Combination::OwnerAllows | Combination::NotNeeded => true,
    };
    if allows { Decision::Allow } else { Decision::ImplicitDeny }
}

#[test]
fn the_decision_follows_from_the_trace_and_equals_the_fast_path() {
    for seed in 0..WORLDS {
        let (world, request) = world_and_request(seed);
        let scenario = scenario(&world, &request).unwrap();
        let documents = world::documents(&scenario, None);
        let (world, request) = (world::world(&scenario, &documents), world::request(&scenario, &documents).unwrap());
        let evaluation = ram_policy::evaluate(&world, &request);
        let mut expected = Decision::Allow;
        for phase in &evaluation.phases {
            for trace in &phase.traces {
                let is_reached = trace.steps.iter().any(|step| step.outcome != Outcome::NotReached);
                let found = if is_reached { fold(trace) } else { continue };
                assert_eq!(trace.decision(), found, "seed {seed}");
                // R3.8: the worst of one call's resources; the first call that fails ends it.
                expected = if rank(found) > rank(expected) { found } else { expected };
            }
            if expected != Decision::Allow {
                break;
            }
        }
        assert_eq!(evaluation.decision(), expected, "seed {seed}");
        assert_eq!(decide(&CompiledWorld::new(&world), &request), expected, "seed {seed}");
    }
}

fn rank(decision: Decision) -> u8 {
    match decision {
        Decision::Allow => 0,
        Decision::ImplicitDeny => 1,
        Decision::ExplicitDeny => 2,
        Decision::Rejected(_) => 3,
    }
}

// Nothing panics.

/// Texts that break careless readers.
const HOSTILE: &[&str] = &[
    "",
    "*",
    "?",
    "**?*",
    ":",
    "::::",
    "acs",
    "acs:",
    "acs::::",
    "acs:ram::1:role/",
    "acs:ram:::role/\u{0}",
    "arn:sts::1:assumed-role//",
    "\u{0}",
    "\u{feff}",
    "\u{202e}abc",
    "𝕊",
    "é",
    "İ",
    "ß",
    "👩‍👩‍👧",
    "a/b/c",
    "../..",
    "-",
    "-0",
    "1e999",
    "+",
    ".",
    "99999999999999999999999999999999999999999",
    "0x10",
    "9999-12-31T23:59:60Z",
    "0000-00-00T00:00:00Z",
    "-0001-01-01T00:00:00Z",
    "2024-02-29T12:00:00.123456789123456789Z",
    "::/0",
    "::/129",
    "1.1.1.1/",
    "1.1.1.1/99999999999999999999",
    "::ffff:1.2.3.4",
    "true\n",
    "ForAnyValue:",
    "ForAllValues:Bool",
    "/",
    "acs:ResourceTag/",
    "{",
    "\"",
    "\\u0000",
];

fn poison(value: &mut Value, rng: &mut Rng) {
    match value {
        Value::Object(members) => members.iter_mut().for_each(|(_, value)| poison(value, rng)),
        Value::Array(list) => list.iter_mut().for_each(|value| poison(value, rng)),
        Value::String(text) if rng.percent(8) => *text = rng.pick(HOSTILE).to_owned(),
        _ => {}
    }
}

#[test]
fn no_text_makes_the_evaluator_panic() {
    let mut read = 0;
    for seed in 0..WORLDS {
        let (mut world, mut request) = world_and_request(seed);
        let mut rng = Rng::new(seed);
        poison(&mut world, &mut rng);
        poison(&mut request, &mut rng);
        let Some(scenario) = scenario(&world, &request) else { continue };
        let analysis = Analysis::of(&Rc::new(scenario), None);
        let Some(answer) = &analysis.answer else { continue };
        read += 1;
        assert!(!trace_text(&answer.trace(Lang::En), Lang::En).is_empty(), "seed {seed}");
    }
    assert!(read > WORLDS / 4, "{read} worlds");
}

// Texts.

/// The text of a document, most often with a few characters of it changed.
fn near_json() -> impl Strategy<Value = String> {
    let odd = prop_oneof![
        Just("{"),
        Just("}"),
        Just("["),
        Just("]"),
        Just(","),
        Just(":"),
        Just("\""),
        Just("\\"),
        Just("\\u"),
        Just("\\ud800"),
        Just("\\ud83d\\ude00"),
        Just("//"),
        Just("/**/"),
        Just("'"),
        Just("\u{a0}"),
        Just("\u{feff}"),
        Just("\u{0}"),
        Just("\u{1f}"),
        Just("\u{7f}"),
        Just("\u{2028}"),
        Just("\t"),
        Just("\n"),
        Just("\r"),
        Just("𝕊"),
        Just("0"),
        Just("-"),
        Just("+1"),
        Just("1e5"),
        Just("1E+"),
        Just(".5"),
        Just("5."),
        Just("00"),
        Just("0x1"),
        Just("true"),
        Just("nul"),
        Just("NaN"),
        Just("Infinity"),
        Just("[[[["),
        Just("{\"a\":"),
        Just("\"a\":1,"),
    ];
    let change = (any::<prop::sample::Index>(), 0..6_usize, odd);
    (document_text(), prop::collection::vec(change, 0..4)).prop_map(|(mut text, changes)| {
        for (at, length, odd) in changes {
            let start = text.floor_char_boundary(at.index(text.len() + 1));
            let end = text.ceil_char_boundary((start + length).min(text.len()));
            text.replace_range(start..end, odd);
        }
        text
    })
}

/// The text of a generated document, or of a system policy as Alibaba Cloud writes it.
fn document_text() -> impl Strategy<Value = String> {
    let generated = (0..500_u64, any::<bool>()).prop_map(|(seed, pretty)| {
        let (world, _) = world_and_request(seed);
        let mut documents = Vec::new();
        collect_documents(&world, &mut documents);
        let document = documents.get(seed as usize % documents.len().max(1)).cloned().unwrap_or(&Value::Null);
        if pretty { serde_json::to_string_pretty(document).unwrap() } else { document.to_string() }
    });
    let written: Vec<&str> = ram_catalog::system_policies().map(|policy| policy.document).collect();
    let written = (prop::sample::select(written), any::<bool>())
        .prop_map(|(text, crlf)| if crlf { text.replace('\n', "\r\n") } else { text.to_owned() });
    prop_oneof![generated, written]
}

fn collect_documents<'a>(value: &'a Value, found: &mut Vec<&'a Value>) {
    match value {
        Value::Object(members) => {
            if members.contains_key("Statement") {
                found.push(value);
            }
            members.values().for_each(|value| collect_documents(value, found));
        }
        Value::Array(list) => list.iter().for_each(|value| collect_documents(value, found)),
        _ => {}
    }
}

fn check_against_serde(text: &str) {
    let whole = Span::new(0, text.len());
    match (json::parse(text), serde_json::from_str::<Value>(text)) {
        (Ok(node), Ok(expected)) => {
            check_node(&node, whole, text);
            assert_eq!(by_serde(&node), expected, "{text:?}");
        }
        // serde_json refuses numbers that no f64 holds, and ends one level of brackets earlier.
        (Ok(_), Err(error)) => {
            let known = ["number out of range", "recursion limit"];
            assert!(known.iter().any(|known| error.to_string().contains(known)), "only ram-policy accepts {text:?}");
        }
        // serde_json keeps the last of two members of one name.
        (Err(error), Ok(_)) => {
            assert_eq!(error.value, Fault::DuplicateName, "only ram-policy refuses {text:?}");
            check_span(error.span, whole, text);
        }
        (Err(error), Err(_)) => check_span(error.span, whole, text),
    }
}

/// The value as serde_json has it; what is in the text of a number is its business.
fn by_serde(node: &Node) -> Value {
    match &node.value {
        json::Value::Number(digits) => serde_json::from_str(digits).expect("a number"),
        json::Value::Array(elements) => elements.iter().map(by_serde).collect(),
        json::Value::Object(members) => {
            members.iter().map(|member| (member.name.value.clone(), by_serde(&member.value))).collect()
        }
        _ => plain(node),
    }
}

fn check_span(span: Span, parent: Span, text: &str) {
    assert!(parent.contains(span), "{span:?} reaches beyond {parent:?} in {text:?}");
    assert!(text.get(span.range()).is_some(), "{span:?} cuts a character of {text:?}");
}

/// Spans nest, and the text under each reads as the same value again.
fn check_node(node: &Node, parent: Span, text: &str) {
    check_span(node.span, parent, text);
    let again = json::parse(node.span.of(text)).unwrap_or_else(|_| panic!("{:?} of {text:?}", node.span));
    assert_eq!(plain(&again), plain(node), "{:?} of {text:?}", node.span);
    match &node.value {
        json::Value::Array(elements) => elements.iter().for_each(|element| check_node(element, node.span, text)),
        json::Value::Object(members) => {
            for member in members {
                check_span(member.name.span, node.span, text);
                let name = json::parse(member.name.span.of(text)).expect("a name is a string");
                assert_eq!(name.value, json::Value::String(member.name.value.clone()));
                check_node(&member.value, node.span, text);
            }
        }
        _ => {}
    }
}

/// The value without its positions; a number stays the text that it was.
fn plain(node: &Node) -> Value {
    match &node.value {
        json::Value::Null => Value::Null,
        json::Value::Boolean(value) => json!(value),
        json::Value::Number(digits) => json!({ "number": digits }),
        json::Value::String(text) => json!(text),
        json::Value::Array(elements) => elements.iter().map(plain).collect(),
        json::Value::Object(members) => {
            members.iter().map(|member| json!([member.name.value, plain(&member.value)])).collect()
        }
    }
}

const KINDS: [PolicyKind; 6] = [
    PolicyKind::System,
    PolicyKind::Custom,
    PolicyKind::Trust,
    PolicyKind::Session,
    PolicyKind::Control,
    PolicyKind::Bucket,
];

/// Reads a text as a document of each kind; positions of what is found in it must nest.
fn check_document(text: &str) {
    let whole = Span::new(0, text.len());
    for kind in KINDS {
        let document = Document::parse(DocumentId::new("d"), "d", kind, text);
        document.diagnostics.iter().for_each(|diagnostic| check_span(diagnostic.span, whole, text));
        for statement in document.policy.iter().flat_map(|policy| &policy.statements) {
            let within = |outer: Span, inner: Span| check_span(inner, outer, text);
            within(whole, statement.span);
            within(statement.span, statement.effect.span);
            within(statement.span, statement.action.span);
            for action in &statement.action.patterns {
                within(statement.action.span, action.span);
                let written: String = serde_json::from_str(action.span.of(text)).expect("an action is a string");
                assert_eq!(written, action.value.as_str());
            }
            if let Some(resource) = &statement.resource {
                within(statement.span, resource.span);
                resource.patterns.iter().for_each(|pattern| within(resource.span, pattern.span));
            }
            match &statement.principal {
                None => {}
                Some(PrincipalClause::Trust(clause)) => {
                    within(statement.span, clause.span);
                    clause.patterns.iter().for_each(|pattern| within(clause.span, pattern.span));
                }
                Some(PrincipalClause::Bucket(clause)) => {
                    within(statement.span, clause.span);
                    clause.patterns.iter().for_each(|pattern| within(clause.span, pattern.span));
                }
            }
            for condition in &statement.conditions {
                within(statement.span, condition.operator.span);
                within(statement.span, condition.span);
                within(condition.span, condition.key.span);
                condition.values.iter().for_each(|value| within(condition.span, value.span));
            }
        }
    }
}

/// Wildcards by the definition: a star is nothing, or one character and a star again.
fn naive(pattern: &[char], text: &[char], case: Case) -> bool {
    match (pattern, text) {
        ([], []) => true,
        (['*', rest @ ..], _) => naive(rest, text, case) || (!text.is_empty() && naive(pattern, &text[1..], case)),
        (['?', pattern @ ..], [_, text @ ..]) => naive(pattern, text, case),
        ([wanted, pattern @ ..], [found, text @ ..]) => {
            equal(&wanted.to_string(), &found.to_string(), case) && naive(pattern, text, case)
        }
        _ => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_json_reader_agrees_with_serde_json(text in prop_oneof![4 => near_json(), 1 => any::<String>()]) {
        check_against_serde(&text);
    }

    #[test]
    fn positions_in_documents_nest(text in prop_oneof![4 => near_json(), 1 => any::<String>()]) {
        check_document(&text);
    }

    #[test]
    fn a_pattern_matches_as_its_definition_says(
        pattern in "[abAB/:é*?]{0,8}", text in "[abAB/:éÉ]{0,8}", ignore in any::<bool>(),
    ) {
        let case = if ignore { Case::Ignored } else { Case::Sensitive };
        let (chars, found) = (Vec::from_iter(pattern.chars()), Vec::from_iter(text.chars()));
        let compiled = Pattern::new(&pattern);
        prop_assert_eq!(compiled.matches(&text, case), naive(&chars, &found, case));
        let captures = compiled.captures(&text, case);
        prop_assert_eq!(captures.is_some(), compiled.matches(&text, case));
        if let Some(captures) = captures {
            // Each wildcard replaced by what it stood for gives the text again.
            prop_assert_eq!(captures.len(), pattern.matches(['*', '?']).count());
            let mut again = pattern;
            for capture in captures.iter().rev() {
                again.replace_range(capture.pattern.clone(), &text[capture.text.clone()]);
            }
            prop_assert!(equal(&again, &text, case), "{} is not {}", again, text);
        }
    }
}

#[test]
fn nesting_ends_somewhere() {
    for open in ["[", "{\"a\":", "[{\"Statement\":"] {
        for depth in [1, 50, 120, 300, 5_000, 100_000] {
            let text = open.repeat(depth);
            check_against_serde(&text);
            check_document(&text);
        }
    }
    let deep = format!("{}{}", "[".repeat(100), "]".repeat(100));
    check_against_serde(&deep);
}
