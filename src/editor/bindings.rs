//! The functions of static/editor/bridge.js, which speaks in UTF-16 offsets.

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

#[wasm_bindgen(module = "/static/editor/bridge.js")]
extern "C" {
    #[wasm_bindgen(js_name = loadAuthor, catch)]
    pub async fn load_author() -> Result<JsValue, JsValue>;

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
