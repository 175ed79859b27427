//! Policy sets and questions made by a seeded generator, two minimal baselines, and a stopwatch.

pub mod baseline;
pub mod sets;
pub mod stopwatch;
