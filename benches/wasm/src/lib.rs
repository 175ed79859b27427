//! ram-policy and the baselines, to be called from JavaScript.

use bench_own::baseline::{Asked, Indexed, Scan};
use bench_own::sets::{ACCOUNT, Chance, Organisation, Question, document, policy_text, user, world};
use ram_policy::arn::Resource;
use ram_policy::compiled::{CompiledWorld, decide, decide_many, who_can};
use ram_policy::evaluate;
use ram_policy::request::{Action, Context, Request, Target};
use ram_policy::trace::Decision;
use wasm_bindgen::prelude::*;

/// The context of a question as one text, so that a call crosses the border once:
/// `action \n resource \n key=value \n ...`.
fn request(question: &str) -> Request {
    let mut lines = question.split('\n');
    let action = lines.next().unwrap_or_default().to_owned();
    let resource = Resource::parse(lines.next().unwrap_or_default()).unwrap_or(Resource::Any);
    let mut context = Context::default();
    for (key, value) in lines.filter_map(|line| line.split_once('=')) {
        context.set(key, vec![value.to_owned()]);
    }
    let target = Target { resource, resource_group: None, context: Context::default() };
    let action = Action { name: action, resources: vec![target], context, changes: Vec::new(), offset_seconds: 0 };
    Request { principal: user("user"), hops: Vec::new(), action: Some(action) }
}

fn code(decision: Decision) -> u8 {
    match decision {
        Decision::Allow => 0,
        Decision::ExplicitDeny => 1,
        Decision::ImplicitDeny => 2,
        Decision::Rejected(_) => 3,
    }
}

fn line(question: &Question) -> String {
    format!(
        "{}\n{}\nacs:SourceIp={}\nacs:ResourceTag/team=team-{}\nacs:CurrentTime={}\nacs:MFAPresent={}",
        question.action,
        question.resource,
        question.ip(),
        question.team,
        question.time(),
        question.mfa
    )
}

/// A generated policy with its questions.
#[wasm_bindgen]
pub struct Set {
    text: String,
    questions: Vec<Question>,
    requests: Vec<Request>,
    asked: Vec<Asked>,
    world: ram_policy::world::World,
    compiled: CompiledWorld,
    scan: Scan,
    indexed: Indexed,
}

#[wasm_bindgen]
impl Set {
    #[wasm_bindgen(constructor)]
    pub fn new(n: usize) -> Set {
        let mut chance = Chance::new(n as u64);
        let statements = chance.statements(n);
        let questions = chance.questions(&statements, 1_000);
        let text = policy_text(&statements);
        let world = world(&document("policy", &text));
        Set {
            requests: questions.iter().map(|question| question.request(&user("user"))).collect(),
            asked: questions.iter().map(Asked::new).collect(),
            compiled: CompiledWorld::new(&world),
            scan: Scan::new(&statements),
            indexed: Indexed::new(&statements),
            world,
            questions,
            text,
        }
    }

    pub fn text(&self) -> String {
        self.text.clone()
    }

    pub fn question(&self, number: usize) -> String {
        self.questions.get(number).map(line).unwrap_or_default()
    }

    /// A decision with everything that comes from JavaScript.
    pub fn decide(&self, question: &str) -> u8 {
        code(decide(&self.compiled, &request(question)))
    }

    /// The same with the indexed baseline, which reads no context.
    pub fn decide_indexed(&self, number: usize, question: &str) -> u8 {
        let mut lines = question.split('\n');
        let (_, _) = (lines.next(), lines.next());
        self.asked.get(number).map_or(9, |asked| self.indexed.decide(asked) as u8)
    }

    pub fn decide_scan(&self, number: usize, _question: &str) -> u8 {
        self.asked.get(number).map_or(9, |asked| self.scan.decide(asked) as u8)
    }

    /// `times` evaluations with trace, without crossing the border.
    pub fn evaluate(&self, times: usize) -> usize {
        let requests = self.requests.iter().cycle().take(times);
        requests.map(|request| evaluate(&self.world, request).phases.len()).sum()
    }
}

/// From the text of a policy to verdict and trace.
#[wasm_bindgen]
pub fn verdict(text: &str, question: &str) -> u8 {
    code(evaluate(&world(&document("policy", text)), &request(question)).decision())
}

/// Reads a policy.
#[wasm_bindgen]
pub fn load(text: &str) -> usize {
    document("policy", text).policy.as_ref().map_or(0, |policy| policy.statements.len())
}

/// The organisation with its indexes.
#[wasm_bindgen]
pub struct Many {
    organisation: Organisation,
    compiled: CompiledWorld,
}

#[wasm_bindgen]
impl Many {
    #[wasm_bindgen(constructor)]
    #[allow(clippy::new_without_default)]
    pub fn new() -> Many {
        let organisation = Organisation::new();
        Many { compiled: CompiledWorld::new(&organisation.world), organisation }
    }

    pub fn decide_many(&self) -> u32 {
        let Organisation { principals, actions, targets, context, .. } = &self.organisation;
        let decisions = decide_many(&self.compiled, principals, actions, targets, context);
        decisions.allowed(0, 0).map_or(0, |row| row.iter().map(|word| word.count_ones()).sum())
    }

    pub fn who_can(&self) -> usize {
        let Organisation { actions, targets, context, .. } = &self.organisation;
        match (actions.get(1), targets.first()) {
            (Some(action), Some(target)) => who_can(&self.compiled, action, target, context).len(),
            _ => 0,
        }
    }

    /// Names the account, so that the constant is not lost.
    pub fn account(&self) -> String {
        ACCOUNT.to_owned()
    }
}
