//! Times on a machine that others use too: the least of several rounds. What is compared takes turns, so that a phase in
//! which the machine is slow is a phase for all.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// Who is measured, and a round that gives its time in nanoseconds.
pub type Entrant<'r> = (&'static str, &'r mut dyn FnMut() -> f64);

/// What others have left in the caches must not count.
const ROUND: Duration = Duration::from_millis(5);

/// After so long no new round begins.
const LONGEST: Duration = Duration::from_secs(4);

/// The least time of several rounds for each.
pub fn in_turns(rounds: u32, entrants: &mut [Entrant<'_>]) -> Vec<(&'static str, f64)> {
    let begin = Instant::now();
    let mut best: Vec<_> = entrants.iter().map(|(whose, _)| (*whose, f64::MAX)).collect();
    for _ in 0..rounds {
        for ((_, best), (_, round)) in best.iter_mut().zip(&mut *entrants) {
            *best = best.min(round());
        }
        if begin.elapsed() > LONGEST {
            break;
        }
    }
    best
}

/// A round: the median over items of the time that one call takes, in nanoseconds.
pub fn median_each<T>(items: &[T], calls: u32, mut call: impl FnMut(&T)) -> f64 {
    let mut times: Vec<f64> = items
        .iter()
        .map(|item| {
            let start = Instant::now();
            for _ in 0..calls {
                call(black_box(item));
            }
            start.elapsed().as_nanos() as f64 / f64::from(calls)
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// A round: the time of one call, in nanoseconds, over so many calls as some milliseconds take.
pub fn mean(mut call: impl FnMut()) -> f64 {
    let first = once(&mut call);
    let calls = (ROUND.as_nanos() as f64 / first).clamp(1.0, 1e5).round();
    once(|| (0..calls as u32).for_each(|_| call())) / calls
}

/// The time of one call, in nanoseconds.
pub fn once(call: impl FnOnce()) -> f64 {
    let start = Instant::now();
    call();
    start.elapsed().as_nanos() as f64
}

/// The least of several rounds of one alone.
pub fn least(rounds: u32, mut round: impl FnMut() -> f64) -> f64 {
    in_turns(rounds, &mut [("", &mut round)])[0].1
}
