//! The playground: a yew single-page app around the evaluator.

pub mod app;
pub mod author;
pub mod browser;
pub mod command;
pub mod components;
pub mod editor;
pub mod layout;
pub mod number;
pub mod state;

/// The allocator of every WebAssembly module that is made of this: it weighs 2 KB less than the usual one, and is no
/// slower.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
