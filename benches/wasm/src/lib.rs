//! What JavaScript calls. Texts cross in one room of memory; engines go by number: 0 is ram-policy,
//! 1 the indexed baseline, 2 the scan.

use std::cell::RefCell;

use bench_own::baseline::{Answer, Asked, Indexed, Scan, Table, load as read};
use bench_own::sets::{self, Chance, Organisation, Question, document, policy_text, request, user, world};
use ram_policy::compiled::{CompiledWorld, decide_many as table, who_can as able};
use ram_policy::principal::Principal;
use ram_policy::request::Request;
use ram_policy::trace::Decision;
use ram_policy::world::World;

thread_local! {
    static ROOM: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static ONE: RefCell<Option<One>> = const { RefCell::new(None) };
    static MANY: RefCell<Option<Many>> = const { RefCell::new(None) };
}

/// One policy of N statements, and its questions.
struct One {
    principal: Principal,
    text: String,
    questions: Vec<Question>,
    requests: Vec<Request>,
    world: World,
    compiled: CompiledWorld,
    indexed: Indexed,
    scan: Scan,
}

struct Many {
    organisation: Organisation,
    compiled: CompiledWorld,
    table: Table,
    actions: Vec<String>,
    asked: Asked,
}

/// Makes room for a text of so many bytes.
#[unsafe(no_mangle)]
pub extern "C" fn room(length: usize) -> *mut u8 {
    ROOM.with_borrow_mut(|room| {
        room.resize(length, 0);
        room.as_mut_ptr()
    })
}

fn put(text: &str) -> usize {
    ROOM.with_borrow_mut(|room| {
        room.clear();
        room.extend(text.as_bytes());
        room.len()
    })
}

/// Gives what the text in the room, of so many bytes, leads to.
fn with_text<T>(length: usize, then: impl FnOnce(&str) -> T) -> T {
    ROOM.with_borrow(|room| then(std::str::from_utf8(&room[..length]).expect("UTF-8")))
}

fn with_one<T>(then: impl FnOnce(&One) -> T) -> T {
    ONE.with_borrow(|one| then(one.as_ref().expect("prepared")))
}

fn with_many<T>(then: impl FnOnce(&Many) -> T) -> T {
    MANY.with_borrow(|many| then(many.as_ref().expect("prepared")))
}

fn number(decision: Decision) -> u32 {
    answer(match decision {
        Decision::Allow => Answer::Allow,
        Decision::ExplicitDeny => Answer::ExplicitDeny,
        _ => Answer::ImplicitDeny,
    })
}

fn answer(answer: Answer) -> u32 {
    answer as u32
}

#[unsafe(no_mangle)]
pub extern "C" fn prepare(n: usize) {
    let mut chance = Chance::new(n as u64);
    let statements = chance.statements(n);
    let questions = chance.questions(&statements, 1_000);
    let text = policy_text(&statements);
    let principal = user("user");
    let world = world(&document("policy", &text));
    let one = One {
        requests: questions.iter().map(|question| question.request(&principal)).collect(),
        compiled: CompiledWorld::new(&world),
        indexed: Indexed::new(&statements),
        scan: Scan::new(&statements),
        principal,
        text,
        questions,
        world,
    };
    ONE.set(Some(one));
}

/// Puts a question into the room.
#[unsafe(no_mangle)]
pub extern "C" fn question(place: usize) -> usize {
    with_one(|one| put(&one.questions[place].lines()))
}

/// Puts the policy into the room.
#[unsafe(no_mangle)]
pub extern "C" fn policy() -> usize {
    with_one(|one| put(&one.text))
}

/// Answers the question in the room.
#[unsafe(no_mangle)]
pub extern "C" fn decide(engine: u32, length: usize) -> u32 {
    with_one(|one| {
        with_text(length, |text| match engine {
            0 => {
                number(ram_policy::compiled::decide(&one.compiled, &request(text, &one.principal).expect("a question")))
            }
            1 => answer(one.indexed.decide(&Asked::read(text).expect("a question"))),
            _ => answer(one.scan.decide(&Asked::read(text).expect("a question"))),
        })
    })
}

/// Evaluates all questions with full traces.
#[unsafe(no_mangle)]
pub extern "C" fn evaluate() -> u32 {
    with_one(|one| {
        one.requests.iter().map(|request| number(ram_policy::evaluate(&one.world, request).decision())).sum()
    })
}

/// From the policy in the room to the answer to a question; ours with its trace.
#[unsafe(no_mangle)]
pub extern "C" fn verdict(engine: u32, length: usize, place: usize) -> u32 {
    with_one(|one| {
        with_text(length, |text| match engine {
            0 => number(ram_policy::evaluate(&world(&document("policy", text)), &one.requests[place]).decision()),
            1 => answer(Indexed::new(&read(text).expect("a policy")).decide(&Asked::new(&one.questions[place]))),
            _ => answer(Scan::new(&read(text).expect("a policy")).decide(&Asked::new(&one.questions[place]))),
        })
    })
}

/// Loads the policy in the room; the result is how many statements it has.
#[unsafe(no_mangle)]
pub extern "C" fn load(engine: u32, length: usize) -> usize {
    with_text(length, |text| match engine {
        0 => document("policy", text).policy.as_ref().map_or(0, |policy| policy.statements.len()),
        1 => {
            let statements = read(text).expect("a policy");
            std::hint::black_box(Indexed::new(&statements));
            statements.len()
        }
        _ => {
            let statements = read(text).expect("a policy");
            std::hint::black_box(Scan::new(&statements));
            statements.len()
        }
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn prepare_organisation() {
    let organisation = Organisation::new();
    let many = Many {
        compiled: CompiledWorld::new(&organisation.world),
        table: Table::new(&organisation.policies, &organisation.policies_of),
        actions: organisation.actions.iter().map(|action| action.to_ascii_lowercase()).collect(),
        asked: Asked::new(&organisation.question),
        organisation,
    };
    MANY.set(Some(many));
}

/// Answers 200 x 500 x 20 questions; the result is one of the answers.
#[unsafe(no_mangle)]
pub extern "C" fn decide_many(engine: u32) -> u32 {
    with_many(
        |Many {
             organisation: sets::Organisation { callers, actions, targets, context, .. },
             compiled,
             table: bits,
             actions: lower,
             asked,
             ..
         }| match engine {
            0 => number(table(compiled, callers, actions, targets, context).get(0, 0, 0).expect("a cell")),
            _ => {
                let arns: Vec<_> = targets.iter().filter_map(|target| target.resource.arn()).collect();
                answer(bits.decide_many(lower, &arns, asked)[0].answer(0, 0))
            }
        },
    )
}

/// Everyone who may; the result is how many users that are.
#[unsafe(no_mangle)]
pub extern "C" fn who_can(engine: u32) -> usize {
    with_many(|many| match engine {
        0 => {
            let Organisation { actions, targets, context, .. } = &many.organisation;
            let able = able(&many.compiled, &actions[0], &targets[0], context, "session");
            able.iter().filter(|caller| !caller.is_root()).count()
        }
        _ => many.table.who_can(&many.asked).len(),
    })
}
