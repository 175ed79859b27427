//! The functions of static/editor/bridge.js, which speaks in UTF-16 offsets.

use ram_scenario::scenario::Scenario;
use ram_text::Lang;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

/// What of the authoring module is there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum HasCome {
    /// Nothing yet, or for ever where it can't be fetched.
    #[default]
    Nothing,
    /// The program.
    Program,
    /// The program, and the action catalogue in it.
    Catalogue,
}

#[wasm_bindgen(module = "/static/editor/bridge.js")]
extern "C" {
    #[wasm_bindgen(js_name = loadAuthor, catch)]
    pub async fn load_author(on_report: &js_sys::Function) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_name = loadAuthorCatalogue, catch)]
    pub async fn load_author_catalogue() -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_name = ask)]
    pub fn tell(name: &str, value: &str);

    #[wasm_bindgen(js_name = ask)]
    pub fn ask_about(question: &str, subject: &str) -> Option<String>;

    #[wasm_bindgen(js_name = ask)]
    pub fn ask_about_document(question: &str, key: &str, text: &str) -> Option<String>;

    #[wasm_bindgen(js_name = ask)]
    pub fn ask_for_fix(question: &str, key: &str, text: &str, finding: u32, fix: u32) -> Option<String>;

    #[wasm_bindgen(js_name = ask)]
    pub fn show(what: &str, host: &HtmlElement, name: &str);

    #[derive(Clone)]
    pub type CodeEditor;

    #[wasm_bindgen(static_method_of = CodeEditor, catch)]
    pub async fn open(host: &HtmlElement, language: &str, on: &js_sys::Object) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, js_name = openModel)]
    pub fn open_model(this: &CodeEditor, key: &str, text: &str, read_only: bool, label: &str);

    #[wasm_bindgen(method, js_name = keepModels)]
    pub fn keep_models(this: &CodeEditor, keys_json: &str);

    #[wasm_bindgen(method, js_name = setMarkers)]
    pub fn set_markers(this: &CodeEditor, key: &str, json: &str);

    #[wasm_bindgen(method, js_name = setDecorations)]
    pub fn set_decorations(this: &CodeEditor, key: &str, json: &str);

    #[wasm_bindgen(method)]
    pub fn reveal(this: &CodeEditor, key: &str, start: u32, end: u32, flash: bool);

    #[wasm_bindgen(method, js_name = setTheme)]
    pub fn set_theme(this: &CodeEditor);

    #[wasm_bindgen(method)]
    pub fn focus(this: &CodeEditor);

    #[wasm_bindgen(method)]
    pub fn dispose(this: &CodeEditor);
}

/// Tells the authoring module the scenario and the language, if it is there.
pub fn synchronise(scenario: &Scenario, lang: Lang) {
    tell("setLanguage", lang.tag());
    tell("setScenario", &scenario.to_json_minified());
}
