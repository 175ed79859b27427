//! The conformance cases inside WebAssembly: the evaluator must say the same there as natively, to
//! the last letter of `ram-trace/1`. That the native answers are right is what `cases.rs` checks.
#![cfg(target_arch = "wasm32")]

mod digests;

use wasm_bindgen_test::wasm_bindgen_test;

/// What `trace_digests.rs` has printed, natively, just before.
const NATIVE: &str = env!("RAM_TRACE_DIGESTS", "`cargo xtask test wasm` computes them first");

#[wasm_bindgen_test]
fn every_case_is_answered_as_natively() {
    let here = digests::digests();
    let native = NATIVE.lines();
    let differing: Vec<_> = here.lines().zip(native).filter(|(here, native)| here != native).collect();
    assert!(differing.is_empty(), "here and natively: {differing:#?}");
    assert_eq!(here.lines().count(), NATIVE.lines().count());
}
