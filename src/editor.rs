//! The text of one document: Monaco as a controlled view, and a plain text field where Monaco is not there.
//!
//! Text, findings and marks go in; what a person does comes out. Nothing that comes in is echoed.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use js_sys::{Object, Reflect};
use ram_json::to_json;
use ram_scenario::scenario::DocumentKey;
use ram_scenario::utf16::Offsets;
use ram_text::{Lang, Msg, code};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, HtmlTextAreaElement, Node};
use yew::prelude::*;

pub mod advice;
pub mod bindings;
pub mod markers;
pub mod plain;

use crate::browser;
use crate::components::icon;
use crate::components::text::say;
use crate::state::{Place, Reveal, Theme};
use advice::{Finding, Rewrite};
use bindings::CodeEditor;
use markers::Decoration;
use plain::Plain;

/// How long the pointer rests on text until its place is marked, in milliseconds.
const REST: u32 = 80;

#[derive(Debug, Clone, Properties, PartialEq)]
pub struct EditorProps {
    /// The shown document.
    pub document: DocumentKey,
    /// Its text.
    pub text: Rc<str>,
    /// What it is called.
    pub label: AttrValue,
    /// Whether it only can be read.
    pub read_only: bool,
    /// Whether Tab always moves the focus on, as among the fields of a form.
    #[prop_or_default]
    pub tab_leaves: bool,
    /// Every open document; what the editor keeps of others is dropped.
    pub open: Vec<DocumentKey>,
    /// What was found in the text.
    pub findings: Rc<Vec<Finding>>,
    /// What is marked in the text.
    pub decorations: Vec<Decoration>,
    /// A place to bring into view.
    pub reveal: Option<Reveal<Place>>,
    /// The language of the page.
    pub lang: Lang,
    /// The theme of the page.
    pub theme: Theme,
    /// The whole text, after a person has changed it.
    pub on_change: Callback<(DocumentKey, String)>,
    /// A change was asked for in the text that is worked out elsewhere.
    pub on_rewrite: Callback<Rewrite>,
    /// Where the cursor stands, in bytes, and whether it got there by typing.
    pub on_cursor: Callback<(DocumentKey, u32, bool)>,
    /// The byte on which the pointer rests.
    pub on_hover: Callback<Option<(DocumentKey, u32)>>,
    /// The focus has left: what was typed is one change.
    pub on_leave: Callback<()>,
    /// Undo was asked for in the text.
    pub on_undo: Callback<()>,
    /// Redo was asked for in the text.
    pub on_redo: Callback<()>,
}

/// What stands in the pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// A text field, until Monaco is there.
    Loading,
    /// Monaco.
    Ready,
    /// A text field, since Monaco did not load.
    Failed,
    /// A text field, since Monaco does not work under fingers.
    Touch,
}

/// What callbacks from Monaco need, as of the last time the component was drawn.
struct Live {
    props: EditorProps,
    offsets: Offsets,
    /// Rests before it is told.
    hover: Option<Timeout>,
    /// Where the cursor stood in the text field when Monaco took over.
    handed_over: Option<u32>,
}

/// An open Monaco. The closures must live as long as it does.
struct Monaco {
    editor: CodeEditor,
    _callbacks: Callbacks,
}

struct Callbacks {
    object: Object,
    _change: Closure<dyn FnMut(String, String)>,
    _cursor: Closure<dyn FnMut(String, u32, bool)>,
    _hover: Closure<dyn FnMut(String, Option<u32>)>,
    _focus: Closure<dyn FnMut()>,
    _command: Closure<dyn FnMut(String)>,
}

#[component]
pub fn Editor(props: &EditorProps) -> Html {
    let lang = props.lang;
    let host = use_node_ref();
    let stage = use_state(|| Stage::Loading);
    let attempt = use_state(|| 0);
    let monaco = use_mut_ref(|| None::<Monaco>);
    let live =
        use_mut_ref(|| Live { props: props.clone(), offsets: Offsets::default(), hover: None, handed_over: None });
    // Whether the focus came by a key, and whether Tab moves it on.
    let by_keyboard = use_state(|| false);
    let tab_leaves = use_state(|| false);
    let is_pressed = use_mut_ref(|| false);

    let offsets = use_memo(props.text.clone(), |text| Offsets::of(text));
    {
        let mut live = live.borrow_mut();
        live.props = props.clone();
        live.offsets = (*offsets).clone();
    }

    use_effect_with(*attempt, {
        let (host, stage, monaco, live) = (host.clone(), stage.clone(), monaco.clone(), live.clone());
        let on_focus = {
            let (by_keyboard, is_pressed) = (by_keyboard.setter(), is_pressed.clone());
            move || by_keyboard.set(!*is_pressed.borrow())
        };
        let on_tab = {
            let tab_leaves = tab_leaves.setter();
            move |leaves| tab_leaves.set(leaves)
        };
        let is_first = *attempt == 0;
        move |_| {
            let is_wanted = Rc::new(RefCell::new(true));
            // Monaco is made for a keyboard: on a touch screen it comes when asked for.
            if is_first && browser::page::is_touch() {
                stage.set(Stage::Touch);
            } else {
                let (is_wanted, monaco, stage) = (is_wanted.clone(), monaco.clone(), stage.setter());
                browser::after_paint(move || {
                    spawn_local(async move {
                        let opened = open(&host, live.clone(), on_focus, on_tab).await;
                        if !*is_wanted.borrow() {
                            if let Some(opened) = opened {
                                opened.editor.dispose();
                            }
                            return;
                        }
                        stage.set(if opened.is_some() { Stage::Ready } else { Stage::Failed });
                        live.borrow_mut().handed_over = cursor_of_field(&host);
                        *monaco.borrow_mut() = opened;
                    });
                });
            }
            move || {
                *is_wanted.borrow_mut() = false;
                if let Some(monaco) = monaco.take() {
                    monaco.editor.dispose();
                }
            }
        }
    });

    let is_ready = *stage == Stage::Ready;
    let with_editor = move |run: &dyn Fn(&CodeEditor)| {
        let editor = monaco.borrow().as_ref().map(|monaco| monaco.editor.clone());
        if let Some(editor) = editor {
            run(&editor);
        }
    };
    let key = props.document.to_string();

    // In the order of these effects: the document first, then what stands on it.
    use_effect_with((is_ready, key.clone(), props.text.clone(), props.read_only, props.label.clone()), {
        let (with_editor, live, leaves) = (with_editor.clone(), live.clone(), props.tab_leaves);
        move |(_, key, text, read_only, label)| {
            with_editor(&|editor| {
                editor.open_model(key, text, *read_only, label, leaves);
                let handed_over = live.borrow_mut().handed_over.take();
                if let Some(unit) = handed_over {
                    editor.reveal(key, unit, unit, false);
                    editor.focus();
                }
            });
        }
    });
    use_effect_with((is_ready, props.open.clone()), {
        let with_editor = with_editor.clone();
        move |(_, open)| {
            let keys = Vec::from_iter(open.iter().map(DocumentKey::to_string));
            with_editor(&|editor| editor.keep_models(&to_json(&keys)));
        }
    });
    use_effect_with((is_ready, key.clone(), props.findings.clone()), {
        let (with_editor, offsets) = (with_editor.clone(), offsets.clone());
        move |(_, key, findings)| {
            with_editor(&|editor| editor.set_markers(key, &to_json(&markers::markers(findings, &offsets))));
        }
    });
    use_effect_with((is_ready, key.clone(), props.decorations.clone()), {
        let with_editor = with_editor.clone();
        move |(_, key, decorations)| with_editor(&|editor| editor.set_decorations(key, &to_json(decorations)))
    });
    let reveal = props.reveal.as_ref().filter(|reveal| reveal.target.document == props.document);
    let reveal = reveal.map(|Reveal { target, nonce }| {
        (offsets.to_utf16(target.span.start), offsets.to_utf16(target.span.end), *nonce)
    });
    let nonce = reveal.map(|(_, _, nonce)| nonce);
    use_effect_with((is_ready, nonce), {
        let with_editor = with_editor.clone();
        move |_| {
            if let Some((start, end, _)) = reveal {
                with_editor(&|editor| editor.reveal(&key, start, end, true));
            }
        }
    });
    use_effect_with((is_ready, props.theme), {
        let with_editor = with_editor.clone();
        // The document has its new theme only when the whole page is drawn.
        move |_| browser::after_paint(move || with_editor(&|editor| editor.set_theme()))
    });

    let findings = use_memo(props.findings.clone(), |findings| {
        Vec::from_iter(findings.iter().map(|finding| finding.message.to_string()))
    });
    let on_change = {
        let (on_change, document) = (props.on_change.clone(), props.document.clone());
        Callback::from(move |text| on_change.emit((document.clone(), text)))
    };
    let on_cursor = {
        let (on_cursor, document, live) = (props.on_cursor.clone(), props.document.clone(), live);
        Callback::from(move |(unit, typing)| {
            let byte = live.borrow().offsets.to_byte(unit);
            on_cursor.emit((document.clone(), byte, typing));
        })
    };
    let retry = {
        let (stage, attempt) = (stage.clone(), attempt);
        move |_| {
            stage.set(Stage::Loading);
            attempt.set(*attempt + 1);
        }
    };
    let onpointerdown = {
        let is_pressed = is_pressed.clone();
        move |_| *is_pressed.borrow_mut() = true
    };
    let onpointerup = move |_| *is_pressed.borrow_mut() = false;
    let onfocusout = {
        let (on_leave, by_keyboard) = (props.on_leave.clone(), by_keyboard.clone());
        let host = host.clone();
        move |event: FocusEvent| {
            let to = event.related_target().and_then(|to| to.dyn_into::<Node>().ok());
            // A list of Monaco's is no other place, and would close if the line below went away.
            if to.is_some_and(|to| host.get().is_some_and(|host| host.contains(Some(&to)))) {
                return;
            }
            by_keyboard.set(false);
            on_leave.emit(());
        }
    };
    let keys = if browser_is_mac(is_ready) { "Ctrl+Shift+M" } else { "Ctrl+M" };
    let offer = |what: Msg, deed: Msg| {
        html! {
            <div class="editor-note is-foot" role="status">
                <span class="grow">{ what.string(lang) }</span>
                <button type="button" class="btn sm outline" onclick={retry.clone()}>{ deed.string(lang) }</button>
            </div>
        }
    };
    let line = match *stage {
        Stage::Loading => html! {
            <p class="editor-note is-foot" role="status">
                { icon::draw_with("loader-circle", "i-14") }
                { Msg::PageEditorLoading.string(lang) }
            </p>
        },
        Stage::Failed => offer(Msg::PageEditorFailed, Msg::PageRetry),
        Stage::Touch => offer(Msg::PageEditorPlain, Msg::PageEditorFull),
        Stage::Ready if *tab_leaves => html! {
            <p class="editor-note is-foot" role="status">{ say(&Msg::PageTabLeaves { keys: code(keys) }, lang) }</p>
        },
        Stage::Ready if *by_keyboard && !props.read_only && !props.tab_leaves => html! {
            <p class="editor-note is-foot" role="status">{ say(&Msg::PageTabIndents { keys: code(keys) }, lang) }</p>
        },
        Stage::Ready => Html::default(),
    };
    html! {
        <>
            <div class="pane-body editor-box" {onpointerdown} {onpointerup} {onfocusout}>
                <div ref={host} class="editor-host" hidden={!is_ready} />
                if !is_ready {
                    <Plain text={AttrValue::from(props.text.clone())} label={props.label.clone()}
                        read_only={props.read_only} {findings} {reveal} {on_change} {on_cursor} />
                }
            </div>
            { line }
        </>
    }
}

/// The browser is asked only once Monaco is there: the component also renders without one.
fn browser_is_mac(is_ready: bool) -> bool {
    is_ready && browser::page::is_mac()
}

/// Where the cursor stands in the text field, if that has the focus.
fn cursor_of_field(host: &NodeRef) -> Option<u32> {
    let field = host.cast::<HtmlElement>()?.parent_element()?.query_selector("textarea.plain").ok()??;
    let has_focus = browser::document().active_element().as_ref() == Some(&field);
    field.dyn_into::<HtmlTextAreaElement>().ok()?.selection_start().ok()?.filter(|_| has_focus)
}

/// Opens Monaco; nothing where it cannot be loaded.
async fn open(
    host: &NodeRef,
    live: Rc<RefCell<Live>>,
    on_focus: impl Fn() + 'static,
    on_tab: impl Fn(bool) + 'static,
) -> Option<Monaco> {
    let element = host.cast::<HtmlElement>()?;
    let language = live.borrow().props.lang.tag();
    let callbacks = callbacks(live, on_focus, on_tab);
    let editor = CodeEditor::open(&element, language, &callbacks.object).await.ok()?;
    Some(Monaco { editor: editor.unchecked_into(), _callbacks: callbacks })
}

fn callbacks(live: Rc<RefCell<Live>>, on_focus: impl Fn() + 'static, on_tab: impl Fn(bool) + 'static) -> Callbacks {
    let change = Closure::<dyn FnMut(String, String)>::new({
        let live = live.clone();
        move |key: String, text: String| {
            let Some(document) = DocumentKey::parse(&key) else { return };
            let on_change = {
                let mut live = live.borrow_mut();
                live.offsets = Offsets::of(&text);
                live.props.on_change.clone()
            };
            on_change.emit((document, text));
        }
    });
    let cursor = Closure::<dyn FnMut(String, u32, bool)>::new({
        let live = live.clone();
        move |key: String, unit, typing| {
            let Some(document) = DocumentKey::parse(&key) else { return };
            let (on_cursor, byte) = {
                let live = live.borrow();
                (live.props.on_cursor.clone(), live.offsets.to_byte(unit))
            };
            on_cursor.emit((document, byte, typing));
        }
    });
    let hover = Closure::<dyn FnMut(String, Option<u32>)>::new({
        let live = live.clone();
        move |key: String, unit: Option<u32>| {
            let place = DocumentKey::parse(&key).zip(unit);
            let told = live.clone();
            let tell = move || {
                let (on_hover, place) = {
                    let live = told.borrow();
                    let place = place.map(|(document, unit)| (document, live.offsets.to_byte(unit)));
                    (live.props.on_hover.clone(), place)
                };
                on_hover.emit(place);
            };
            let timer = Timeout::new(if unit.is_some() { REST } else { 0 }, tell);
            live.borrow_mut().hover = Some(timer);
        }
    });
    let focus = Closure::<dyn FnMut()>::new(on_focus);
    let command = Closure::<dyn FnMut(String)>::new(move |name: String| {
        let (on_undo, on_redo, on_rewrite) = {
            let props = &live.borrow().props;
            (props.on_undo.clone(), props.on_redo.clone(), props.on_rewrite.clone())
        };
        match name.as_str() {
            "undo" => on_undo.emit(()),
            "redo" => on_redo.emit(()),
            "tab-focus:on" => on_tab(true),
            "tab-focus:off" => on_tab(false),
            name => {
                if let Some(rewrite) = Rewrite::parse(name) {
                    on_rewrite.emit(rewrite);
                }
            }
        }
    });
    let object = Object::new();
    let functions: [(&str, &JsValue); 5] = [
        ("change", change.as_ref()),
        ("cursor", cursor.as_ref()),
        ("hover", hover.as_ref()),
        ("focus", focus.as_ref()),
        ("command", command.as_ref()),
    ];
    for (name, function) in functions {
        let _ = Reflect::set(&object, &name.into(), function);
    }
    Callbacks { object, _change: change, _cursor: cursor, _hover: hover, _focus: focus, _command: command }
}
