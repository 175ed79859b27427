//! Worlds from the generator of `tests/oracle`, with texts of the fuzzer's in them: the first
//! eight bytes are the seed, then come lines that replace texts of world and request. The trace
//! and the fast path must give one decision.
#![no_main]

#[path = "../../tests/oracle/generate.rs"]
#[allow(dead_code)]
mod generate;

use libfuzzer_sys::fuzz_target;
use ram_policy::compiled::{CompiledWorld, decide};
use ram_scenario::cases::{CaseFile, Probe};
use ram_scenario::world;
use serde_json::Value;

fuzz_target!(|data: &[u8]| {
    let Some((seed, rest)) = data.split_first_chunk::<8>() else { return };
    let seed = u64::from_le_bytes(*seed);
    let (mut world, mut request) = generate::world_and_request(seed);
    let texts = String::from_utf8_lossy(rest);
    let texts: Vec<&str> = texts.lines().collect();
    let mut rng = generate::Rng::new(seed);
    replace(&mut world, &texts, &mut rng);
    replace(&mut request, &texts, &mut rng);
    let case = format!(r#"{{"id":"","expect":{{"decision":""}},"world":{world},"request":{request}}}"#);
    let Ok(file) = CaseFile::from_json(&format!(r#"{{"format":"ram-cases/1","cases":[{case}]}}"#)) else { return };
    let Some(Ok(case)) = file.cases.first() else { return };
    let Probe::Access(access) = &case.probe else { return };
    let scenario = access.to_scenario();
    let documents = world::documents(&scenario, None);
    let Ok(request) = world::request(&scenario, &documents) else { return };
    let world = world::world(&scenario, &documents);
    let decision = ram_policy::evaluate(&world, &request).decision();
    assert_eq!(decide(&CompiledWorld::new(&world), &request), decision);
});

fn replace(value: &mut Value, texts: &[&str], rng: &mut generate::Rng) {
    match value {
        Value::Object(members) => members.iter_mut().for_each(|(_, value)| replace(value, texts, rng)),
        Value::Array(list) => list.iter_mut().for_each(|value| replace(value, texts, rng)),
        Value::String(text) if !texts.is_empty() && rng.percent(5) => *text = rng.pick(texts).to_owned(),
        _ => {}
    }
}
