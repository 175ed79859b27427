//! Asks Cedar, Casbin and Regorus the questions of bench-own, on its sets translated, and checks
//! that all decide alike. With `sets <file>` it writes the sets for `run.mjs` instead.

mod translate;

use std::str::FromStr as _;

use bench_own::baseline::{Answer, Asked, Indexed};
use bench_own::sets::{Chance, Question, Statement, team};
use bench_own::stopwatch::{least, median_each, once};
use casbin::function_map::OperatorFunction;
use casbin::rhai::Dynamic;
use casbin::{CoreApi as _, DefaultModel, Enforcer, MemoryAdapter, MgmtApi as _};
use cedar_policy::{Authorizer, Context, Decision, Entities, EntityUid, PolicySet, Request, RestrictedExpression};
use serde_json::json;
use translate::{CASBIN_MODEL, REGO};

/// So many questions of each set; the slow engines take long.
const QUESTIONS: usize = 50;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [_, file] = arguments.as_slice() {
        let sets = [10, 1_000].map(|n| Set::new(n).to_json());
        return std::fs::write(file, json!(sets).to_string()).expect("the file can be written");
    }
    for n in [10, 1_000, 10_000] {
        let set = Set::new(n);
        cedar(&set);
        regorus(&set);
        // Some 7 lines for each statement: more would take minutes.
        if n <= 1_000 {
            casbin_engine(&set);
        }
    }
}

struct Set {
    n: usize,
    statements: Vec<Statement>,
    questions: Vec<Question>,
    answers: Vec<Answer>,
}

impl Set {
    /// The same set as in bench-own.
    fn new(n: usize) -> Set {
        let mut chance = Chance::new(n as u64);
        let statements = chance.statements(n);
        let questions = chance.questions(&statements, QUESTIONS);
        let indexed = Indexed::new(&statements);
        let answers = questions.iter().map(|question| indexed.decide(&Asked::new(question))).collect();
        Set { n, statements, questions, answers }
    }

    fn to_json(&self) -> serde_json::Value {
        let question = |(question, answer): (&Question, &Answer)| {
            json!({
                "act": question.action, "res": question.resource, "ip": question.ip(), "team": team(question.team),
                "time": question.time(), "mfa": question.mfa, "casbin": translate::casbin_context(question),
                "allowed": *answer == Answer::Allow,
            })
        };
        json!({
            "n": self.n,
            "cedar": translate::cedar(&self.statements),
            "casbinModel": CASBIN_MODEL,
            "casbin": translate::casbin(&self.statements),
            "questions": self.questions.iter().zip(&self.answers).map(question).collect::<Vec<_>>(),
        })
    }

    fn check(&self, whose: &str, place: usize, is_alike: bool) {
        assert!(is_alike, "{whose}, N = {}, {:?}: not {:?}", self.n, self.questions[place], self.answers[place]);
    }

    fn decide_figure(&self) -> String {
        format!("decide, native, N = {} (us)", self.n)
    }

    fn load_figure(&self) -> String {
        format!("load, native, N = {} (ms)", self.n)
    }

    /// Calls for each question, so that clocks count.
    fn calls(&self) -> u32 {
        if self.n <= 10 { 20 } else { 1 }
    }
}

fn print(figure: &str, whose: &str, value: f64) {
    println!("{figure}\t{whose}\t{value}");
}

fn cedar(set: &Set) {
    let text = translate::cedar(&set.statements);
    let load = || PolicySet::from_str(&text).expect("policies");
    let (policies, authorizer, entities) = (load(), Authorizer::new(), Entities::empty());
    let uid = |text: &str| EntityUid::from_str(text).expect("a name");
    let request = |question: &Question| {
        let string = |text: &str| RestrictedExpression::new_string(text.to_owned());
        let context = [
            ("act", string(&question.action)),
            ("res", string(&question.resource)),
            ("ip", RestrictedExpression::new_ip(question.ip())),
            ("team", string(&team(question.team))),
            ("time", RestrictedExpression::new_datetime(question.time())),
            ("mfa", RestrictedExpression::new_bool(question.mfa)),
        ];
        let context = Context::from_pairs(context.map(|(name, value)| (name.to_owned(), value))).expect("a context");
        let [who, action, resource] = ["User::\"user\"", "Action::\"call\"", "Thing::\"any\""].map(uid);
        Request::new(who, action, resource, context, None).expect("a request")
    };
    let requests: Vec<Request> = set.questions.iter().map(request).collect();
    for (place, request) in requests.iter().enumerate() {
        let response = authorizer.is_authorized(request, &policies, &entities);
        let answer = match (response.decision(), response.diagnostics().reason().next()) {
            (Decision::Allow, _) => Answer::Allow,
            (Decision::Deny, Some(_)) => Answer::ExplicitDeny,
            (Decision::Deny, None) => Answer::ImplicitDeny,
        };
        set.check("cedar", place, answer == set.answers[place]);
    }
    let time = least(3, || {
        median_each(&requests, set.calls(), |request| {
            std::hint::black_box(authorizer.is_authorized(request, &policies, &entities));
        })
    });
    print(&set.decide_figure(), "cedar", 1e-3 * time);
    print(&set.load_figure(), "cedar", 1e-6 * least(3, || once(|| _ = std::hint::black_box(load()))));
}

fn regorus(set: &Set) {
    let data = translate::rego_data(&set.statements).to_string();
    let load = || {
        let mut engine = regorus::Engine::new();
        engine.add_policy("ram.rego".to_owned(), REGO.to_owned()).expect("a policy");
        engine.add_data(regorus::Value::from_json_str(&data).expect("data")).expect("data");
        engine
    };
    let mut engine = load();
    let input = |question: &Question| regorus::Value::from(translate::rego_input(question));
    let inputs: Vec<regorus::Value> = set.questions.iter().map(input).collect();
    let mut ask = |input: &regorus::Value| {
        engine.set_input(input.clone());
        engine.eval_rule("data.ram.answer".to_owned()).expect("an answer")
    };
    for (place, input) in inputs.iter().enumerate() {
        let expected = match set.answers[place] {
            Answer::Allow => "allow",
            Answer::ExplicitDeny => "deny",
            Answer::ImplicitDeny => "neither",
        };
        set.check("regorus", place, ask(input) == regorus::Value::from(expected));
    }
    let time = median_each(&inputs, set.calls(), |input| _ = std::hint::black_box(ask(input)));
    print(&set.decide_figure(), "regorus", 1e-3 * time);
    print(&set.load_figure(), "regorus", 1e-6 * least(3, || once(|| _ = std::hint::black_box(load()))));
}

fn casbin_engine(set: &Set) {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let lines = translate::casbin(&set.statements);
    let load = || {
        runtime.block_on(async {
            let model = DefaultModel::from_str(CASBIN_MODEL).await.expect("a model");
            let mut enforcer = Enforcer::new(model, MemoryAdapter::default()).await.expect("an enforcer");
            enforcer.add_function("star", OperatorFunction::Arg2(|text, pattern| star(&text, &pattern).into()));
            enforcer.add_function("holds", OperatorFunction::Arg2(|context, test| holds(&context, &test).into()));
            assert!(enforcer.add_policies(lines.clone()).await.expect("lines"));
            enforcer
        })
    };
    let enforcer = load();
    let request =
        |question: &Question| (question.action.clone(), question.resource.clone(), translate::casbin_context(question));
    let requests: Vec<_> = set.questions.iter().map(request).collect();
    for (place, request) in requests.iter().enumerate() {
        let allowed = enforcer.enforce(request.clone()).expect("an answer");
        set.check("casbin", place, allowed == (set.answers[place] == Answer::Allow));
    }
    let time = median_each(&requests, set.calls().min(5), |request| {
        std::hint::black_box(enforcer.enforce(request.clone()).expect("an answer"));
    });
    print(&set.decide_figure(), "casbin", 1e-3 * time);
    print(&set.load_figure(), "casbin", 1e-6 * once(|| _ = std::hint::black_box(load())));
}

/// Whether a text is as a pattern wants it.
fn star(text: &Dynamic, pattern: &Dynamic) -> bool {
    let (text, pattern) = (text.clone().into_string().expect("text"), pattern.clone().into_string().expect("text"));
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| text.strip_prefix(first)) else { return false };
    let Some(last) = parts.next_back() else { return rest.is_empty() };
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

fn holds(context: &Dynamic, test: &Dynamic) -> bool {
    let (context, test) = (context.clone().into_string().expect("text"), test.clone().into_string().expect("text"));
    let context: Vec<&str> = context.split('|').collect();
    let (kind, rest) = test.split_once('|').unwrap_or((&test, ""));
    match kind {
        "ip" => context[0].starts_with(rest),
        "team" => rest.split('|').any(|team| team == context[1]),
        "before" => context[2][..4] < *rest,
        "mfa" => context[3] == "true",
        _ => true,
    }
}
