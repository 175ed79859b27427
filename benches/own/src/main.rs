//! Prints what `cargo xtask bench` puts into its table, a line for each: figure, whose, value.

use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::sync::atomic::{AtomicUsize, Ordering};

use bench_own::baseline::{Answer, Asked, Indexed, Scan, Table, load};
use bench_own::sets::{Chance, Organisation, document, policy_text, user, world};
use bench_own::stopwatch::{Entrant, in_turns, mean, median_each};
use ram_policy::compiled::{CompiledWorld, decide, decide_many, who_can};
use ram_policy::evaluate;
use ram_policy::trace::Decision;

fn main() {
    // For callgrind, which counts one thing at a time.
    let only = std::env::args().nth(1);
    match only.as_deref() {
        None => {}
        Some("decide_many") => return organisation(),
        Some(only) => return count(only),
    }
    for n in [1, 10, 100, 1_000, 10_000] {
        one_policy(n);
    }
    organisation();
}

fn print(figure: &str, whose: &str, value: f64) {
    println!("{figure}\t{whose}\t{value}");
}

/// Measures what is compared, in units of so many nanoseconds.
fn compare(figure: &str, unit: f64, rounds: u32, entrants: &mut [Entrant<'_>]) {
    for (whose, time) in in_turns(rounds, entrants) {
        print(figure, whose, time / unit);
    }
}

const US: f64 = 1e3;
const MS: f64 = 1e6;

fn answer(decision: Decision) -> Answer {
    match decision {
        Decision::Allow => Answer::Allow,
        Decision::ExplicitDeny => Answer::ExplicitDeny,
        _ => Answer::ImplicitDeny,
    }
}

fn one_policy(n: usize) {
    let mut chance = Chance::new(n as u64);
    let statements = chance.statements(n);
    let questions = chance.questions(&statements, 1_000);
    let text = policy_text(&statements);
    let principal = user("user");
    let requests: Vec<_> = questions.iter().map(|question| question.request(&principal)).collect();
    let asked: Vec<_> = questions.iter().map(Asked::new).collect();

    let before = held();
    let policy = document("policy", &text);
    let parsed = held() - before;
    let world = world(&policy);
    let compiled = CompiledWorld::new(&world);
    let all = held() - before;
    assert!(policy.policy.is_some(), "{:?}", policy.first_error());
    let before = held();
    let scan = Scan::new(&statements);
    let scan_held = held() - before + text.len();
    let before = held();
    let indexed = Indexed::new(&statements);
    let indexed_held = held() - before + text.len();

    let mut counts = [0; 3];
    for (request, asked) in requests.iter().zip(&asked) {
        let expected = answer(decide(&compiled, request));
        assert_eq!(expected, scan.decide(asked));
        assert_eq!(expected, indexed.decide(asked));
        if n <= 1_000 {
            assert_eq!(expected, answer(evaluate(&world, request).decision()));
        }
        counts[expected as usize] += 1;
    }
    let [allowed, denied, neither] = counts;
    eprintln!("N = {n}: {} bytes of JSON; {allowed} allowed, {denied} denied, {neither} neither", text.len());

    let figure = format!("decide, native, N = {n} (us)");
    let calls = if n > 100 { 1 } else { 100 };
    compare(
        &figure,
        US,
        5,
        &mut [
            ("ours", &mut || median_each(&requests, 100, |request| _ = black_box(decide(&compiled, request)))),
            ("indexed", &mut || median_each(&asked, 100, |asked| _ = black_box(indexed.decide(asked)))),
            ("scan", &mut || median_each(&asked, calls, |asked| _ = black_box(scan.decide(asked)))),
        ],
    );

    let figure = format!("evaluate with trace, native, N = {n} (us)");
    let some = &requests[..if n > 100 { 50 } else { 1_000 }];
    let mut round = || median_each(some, 4, |request| _ = black_box(evaluate(&world, request)));
    compare(&figure, US, 5, &mut [("ours", &mut round)]);

    assert_eq!(load(&text).as_ref(), Some(&statements));
    compare(
        &format!("load, native, N = {n} (ms)"),
        MS,
        20,
        &mut [
            ("ours", &mut || mean(|| _ = black_box(document("policy", &text)))),
            ("scan", &mut || mean(|| _ = black_box(load(&text).map(|read| Scan::new(&read))))),
            ("indexed", &mut || mean(|| _ = black_box(load(&text).map(|read| Indexed::new(&read))))),
        ],
    );
    compare(
        &format!("compile, native, N = {n} (ms)"),
        MS,
        20,
        &mut [
            ("ours", &mut || mean(|| _ = black_box(CompiledWorld::new(&world)))),
            ("indexed", &mut || mean(|| _ = black_box(Indexed::new(&statements)))),
        ],
    );
    let figure = format!("memory held, N = {n} (times the text)");
    let times = |bytes: usize| bytes as f64 / text.len() as f64;
    print(&figure, "ours", times(all));
    print(&figure, "ours, without the index", times(parsed));
    print(&figure, "scan", times(scan_held));
    print(&figure, "indexed", times(indexed_held));
}

fn organisation() {
    let organisation = Organisation::new();
    let Organisation { world, callers, actions, targets, context, .. } = &organisation;
    let compiled = CompiledWorld::new(world);
    let many = || decide_many(&compiled, callers, actions, targets, context);
    let decisions = many();
    let allowed: u32 = (0..callers.len())
        .flat_map(|caller| (0..actions.len()).map(move |action| (caller, action)))
        .filter_map(|(caller, action)| decisions.allowed(caller, action))
        .map(|row| row.iter().map(|word| word.count_ones()).sum::<u32>())
        .sum();
    eprintln!("{} x {} x {}: {allowed} allowed", callers.len(), actions.len(), targets.len());

    let table = Table::new(&organisation.policies, &organisation.policies_of);
    let lower: Vec<String> = actions.iter().map(|action| action.to_ascii_lowercase()).collect();
    let arns: Vec<_> = targets.iter().filter_map(|target| target.resource.arn()).collect();
    let asked = Asked::new(&organisation.question);
    let by_bits = || table.decide_many(&lower, &arns, &asked);
    for (caller, plane) in by_bits().iter().enumerate() {
        for cell in 0..actions.len() * targets.len() {
            let (action, target) = (cell / targets.len(), cell % targets.len());
            assert_eq!(decisions.get(caller, action, target).map(answer), Some(plane.answer(action, target)));
        }
    }
    let figure = "decide_many, native, 200 x 500 x 20 (ms)";
    compare(
        figure,
        MS,
        50,
        &mut [("ours", &mut || mean(|| _ = black_box(many()))), ("indexed", &mut || mean(|| _ = black_box(by_bits())))],
    );

    let figure = "who can, native, 200 users (us)";
    let (action, target) = (&actions[0], &targets[0]);
    let able = || who_can(&compiled, action, target, context, "session");
    let users: Vec<_> = (0..callers.len()).filter(|place| able().contains(&callers[*place])).collect();
    assert_eq!(users, table.who_can(&asked));
    compare(
        figure,
        US,
        50,
        &mut [
            ("ours", &mut || mean(|| _ = black_box(able()))),
            ("scan", &mut || mean(|| _ = black_box(table.who_can(&asked)))),
        ],
    );
}

/// Runs one thing a known number of times, for callgrind: `count <what> <times>`.
fn count(what: &str) {
    let times: usize = std::env::args().nth(2).and_then(|times| times.parse().ok()).unwrap_or(1);
    let n: usize = std::env::args().nth(3).and_then(|n| n.parse().ok()).unwrap_or(1_000);
    let mut chance = Chance::new(n as u64);
    let statements = chance.statements(n);
    let questions = chance.questions(&statements, 100);
    let text = policy_text(&statements);
    let policy = document("policy", &text);
    let world = world(&policy);
    let compiled = CompiledWorld::new(&world);
    let requests: Vec<_> = questions.iter().map(|question| question.request(&user("user"))).collect();
    for _ in 0..times {
        match what {
            "decide" => requests.iter().for_each(|request| _ = black_box(decide(&compiled, request))),
            "evaluate" => requests.iter().for_each(|request| _ = black_box(evaluate(&world, request))),
            "load" => _ = black_box(document("policy", &text)),
            "compile" => _ = black_box(CompiledWorld::new(&world)),
            _ => panic!("decide, evaluate, load or compile"),
        }
    }
}

/// Counts what is held.
struct Counting;

static HELD: AtomicUsize = AtomicUsize::new(0);

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn held() -> usize {
    HELD.load(Ordering::Relaxed)
}

// SAFETY: every call goes on to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        HELD.fetch_add(layout.size(), Ordering::Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Ordering::Relaxed);
        unsafe { System.dealloc(pointer, layout) }
    }
}
