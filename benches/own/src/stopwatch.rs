//! Times on a machine that others use too: the least of several rounds.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// The median over items of the time that one call takes, in nanoseconds; the least of `rounds`.
pub fn median_each<T>(items: &[T], calls: u32, rounds: u32, mut call: impl FnMut(&T)) -> f64 {
    let mut best = f64::MAX;
    for _ in 0..rounds {
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
        best = best.min(times[times.len() / 2]);
    }
    best
}

/// The least time of several rounds, in nanoseconds, with at most a second spent.
pub fn least(rounds: u32, mut call: impl FnMut()) -> f64 {
    let begin = Instant::now();
    let mut best = f64::MAX;
    for _ in 0..rounds {
        let start = Instant::now();
        call();
        best = best.min(start.elapsed().as_nanos() as f64);
        if begin.elapsed() > Duration::from_secs(2) {
            break;
        }
    }
    best
}
