//! The functions of static/editor/bridge.js, which speaks in UTF-16 offsets.

use std::cell::RefCell;
use std::rc::Rc;

use ram_scenario::scenario::{DocumentKey, Scenario};
use ram_text::Lang;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

/// What of the authoring module is there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum HasCome {
    /// Nothing yet.
    #[default]
    Nothing,
    /// Nothing: it could not be fetched, or has failed.
    Failed,
    /// The program.
    Program,
    /// The program, and the action catalogue in it.
    Catalogue,
}

impl HasCome {
    /// Whether it can be asked.
    pub fn is_there(self) -> bool {
        matches!(self, HasCome::Program | HasCome::Catalogue)
    }
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
    pub fn tell_text(name: &str, key: &str, text: &str);

    #[wasm_bindgen(js_name = ask)]
    pub fn ask_all(question: &str) -> Option<String>;

    #[wasm_bindgen(js_name = ask)]
    pub fn ask_about_document(question: &str, key: &str, text: &str) -> Option<String>;

    #[wasm_bindgen(js_name = ask)]
    pub fn tell_place(name: &str, key: &str, start: u32, end: u32);

    #[wasm_bindgen(js_name = ask)]
    pub fn tell_fix(name: &str, key: &str, text: &str, finding: u32, fix: u32);

    #[wasm_bindgen(js_name = ask)]
    pub fn show(what: &str, host: &HtmlElement, name: &str);

    #[derive(Clone)]
    pub type CodeEditor;

    #[wasm_bindgen(static_method_of = CodeEditor, catch)]
    pub async fn open(host: &HtmlElement, language: &str, on: &js_sys::Object) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, js_name = openModel)]
    pub fn open_model(this: &CodeEditor, key: &str, text: &str, read_only: bool, label: &str, tab_leaves: bool);

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

thread_local! {
    /// The scenario that the authoring module knows.
    static TOLD: RefCell<Option<Rc<Scenario>>> = const { RefCell::new(None) };
}

/// Tells the authoring module the scenario and the language, if it is there: only the text of the document that is being
/// typed, where nothing else has changed.
pub fn synchronise(scenario: &Rc<Scenario>, lang: Lang, typed: Option<&DocumentKey>) {
    tell("setLanguage", lang.tag());
    let told = TOLD.replace(Some(scenario.clone()));
    if told.as_ref().is_some_and(|told| Rc::ptr_eq(told, scenario)) {
        return;
    }
    match typed.zip(told).and_then(|(key, told)| typed_text(scenario, &told, key)) {
        Some((key, text)) => tell_text("setDocument", &key.to_string(), text),
        None => tell("setScenario", &scenario.to_json_minified()),
    }
}

/// The text of a document, if it is all in which two scenarios differ.
fn typed_text<'a>(now: &'a Scenario, before: &Scenario, key: &'a DocumentKey) -> Option<(&'a DocumentKey, &'a str)> {
    let text = now.document(key)?;
    let mut after = before.clone();
    text.clone_into(after.document_mut(key)?);
    (after == *now).then_some((key, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_typed_is_told() {
        let before = ram_scenario::examples::EXAMPLES[0].scenario();
        let key = DocumentKey::Trust { account: "1234567890123456".to_owned(), role: "ecs-admin".to_owned() };
        let mut now = before.clone();
        *now.document_mut(&key).unwrap() = "{}".to_owned();
        assert_eq!(typed_text(&now, &before, &key), Some((&key, "{}")));
        now.accounts[0].roles[0].name = "another".to_owned();
        assert_eq!(typed_text(&now, &before, &key), None);
        now.accounts[1].users.clear();
        let key = DocumentKey::Trust { account: "1234567890123456".to_owned(), role: "another".to_owned() };
        assert_eq!(typed_text(&now, &before, &key), None);
    }
}
