//! Everything that the page asks of the browser. What can fail there gives `None` or `false`, never a panic.

pub mod address;
pub mod catalogue;
pub mod clipboard;
pub mod clock;
pub mod files;
pub mod keyboard;
pub mod listen;
pub mod page;
pub mod popover;
pub mod storage;

/// The window. There is always one: the page does not run in a worker.
pub fn window() -> web_sys::Window {
    web_sys::window().unwrap_or_else(|| wasm_bindgen::throw_str("no window"))
}

/// The document.
pub fn document() -> web_sys::Document {
    window().document().unwrap_or_else(|| wasm_bindgen::throw_str("no document"))
}

/// Milliseconds since the page was opened.
pub fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

/// Runs something after the browser has drawn what there is to draw.
pub fn after_paint(run: impl FnOnce() + 'static) {
    use wasm_bindgen::JsCast;
    let callback = wasm_bindgen::closure::Closure::once_into_js(move || {
        gloo_timers::callback::Timeout::new(0, run).forget();
    });
    let _ = window().request_animation_frame(callback.unchecked_ref());
}
