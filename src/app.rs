//! The page: holds the state, lets everything follow from it, and lays out the panels.

use std::rc::Rc;

use ram_scenario::analysis::Analysis;
use ram_scenario::scenario::{DocumentKey, Localized, Question, Scenario};
use ram_text::{Lang, Msg, plain};
use web_sys::HtmlInputElement;
use yew::prelude::*;

mod author;
mod commands;
mod frame;
mod hooks;
mod notes;
mod session;

use crate::author::Request;
use crate::browser::storage::Origin;
use crate::browser::{self, address, clipboard, files, page};
use crate::command::{Command, Region};
use crate::components::documents;
use crate::components::editor_pane::EditorPane;
use crate::components::icon;
use crate::components::question::QuestionBar;
use crate::components::splitter::Splitter;
use crate::components::top_bar::TopBar;
use crate::components::trace::Trace;
use crate::components::verdict::Verdict;
use crate::components::world::World;
use crate::editor::advice::use_warnings;
use crate::layout::Shape;
use crate::state::{Action, AppState, Edit, Look, Place, Same, Tab, Words, link};
use author::Hears;
use commands::Obeys;
use frame::{View, use_frame};
use notes::{Back, Note, Passing, Ways};
use session::{Opened, Session};

impl Reducible for AppState {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(self.apply(action))
    }
}

#[component]
pub fn App() -> Html {
    let first = use_memo((), |()| session::first());
    let state = use_reducer(|| {
        let lang = address::parameter("lang").and_then(|tag| page::parse_lang(&tag)).or(first.lang);
        let lang = lang.unwrap_or_else(page::first_lang);
        let state = AppState::new(first.scenario.clone(), lang, page::first_theme());
        match first.active.clone() {
            Some(key) => state.apply(Action::Look(Look::Open(Tab::Document(key)))),
            None => state,
        }
    });
    let session = use_state(|| first.session.clone());
    let note = use_state(|| first.note.clone());
    // What another tab has changed since it was opened here.
    let overtaken = use_state(|| None::<Origin>);
    let passing = use_state(|| None::<Passing>);
    let lang = state.lang;
    let dispatch = state.dispatcher();
    let frame = use_frame();

    // The answer. What was known before stays known, so that an old answer can stay on screen.
    let previous = use_mut_ref(|| None::<Rc<Analysis>>);
    let analysed = use_memo(Same(state.scenario.clone()), |scenario| {
        let started = browser::now();
        let analysis = Rc::new(Analysis::of(&scenario.0, previous.borrow().as_deref()));
        *previous.borrow_mut() = Some(analysis.clone());
        (analysis, browser::now() - started)
    });
    let (analysis, elapsed) = (analysed.0.clone(), analysed.1);
    let views = use_memo((Same(analysis.clone()), lang), |(analysis, lang)| {
        let answer = analysis.0.answer.as_ref();
        answer.map(|answer| (Rc::new(answer.verdict(*lang)), Rc::new(answer.trace(*lang)), answer.decisive_keys()))
    });
    let (verdict, trace, decisive_keys) = match &*views {
        Some((verdict, trace, keys)) => (Some(verdict.clone()), Some(trace.clone()), keys.clone()),
        None => (None, None, Vec::new()),
    };
    let innermost = {
        let stale = analysis.stale.clone();
        move |document: &DocumentKey, offset: u32| {
            // The answer is about an older text of a broken document.
            let trace = views.as_ref().as_ref().map(|(_, trace, _)| trace).filter(|_| stale.as_ref() != Some(document));
            trace.and_then(|trace| link::innermost(trace, document, offset))
        }
    };
    let linked = state.linked(|cursor| innermost(&cursor.document, cursor.offset));

    // What the browser is told, and what it tells.
    let catalogue = hooks::use_catalogue();
    let title = state.scenario.title.get(lang.tag()).to_owned();
    hooks::use_document(lang, state.theme, &title);
    hooks::use_pause(&state);
    hooks::use_other_tabs(&session.origin, {
        let (overtaken, origin) = (overtaken.setter(), session.origin.clone());
        Callback::from(move |()| overtaken.set(Some(origin.clone())))
    });
    let is_paused = overtaken.as_ref() == Some(&session.origin);
    let is_saved = hooks::use_saving(&state, &session, is_paused, {
        let note = note.setter();
        Callback::from(move |()| note.set(Some(Note::NotSaved)))
    });

    let is_edited = state.history.can_undo();
    let is_saved = is_saved && !(is_paused && is_edited);
    let is_unsaved = !is_saved && is_edited;
    hooks::use_leave_guard(is_unsaved);
    let open_at_once = {
        let (dispatch, session, note, frame) = (dispatch.clone(), session.setter(), note.setter(), frame.clone());
        let overtaken = overtaken.setter();
        Callback::from(move |opened: Opened| {
            overtaken.set(None);
            dispatch.dispatch(Action::Load(opened.scenario));
            if let Some(lang) = opened.lang {
                dispatch.dispatch(Action::Look(Look::Language(lang)));
            }
            if let Some(key) = opened.active {
                dispatch.dispatch(Action::Look(Look::Open(Tab::Document(key))));
            }
            session.set(opened.session);
            note.set(opened.note);
            frame.show(View::Answer);
        })
    };
    // What is kept nowhere goes only with a yes.
    let open = {
        let open = open_at_once.clone();
        Callback::from(move |opened: Opened| {
            if !is_unsaved || page::confirms(&Msg::PageOpenUnsaved.string(lang)) {
                open.emit(opened);
            }
        })
    };
    let save_file = {
        let state = state.clone();
        Callback::from(move |()| {
            files::download(&files::name(state.scenario.title.get("en")), &state.scenario.to_json_pretty());
        })
    };
    hooks::use_address({
        let (open, note) = (open.clone(), note.setter());
        Callback::from(move |found: Result<Opened, Msg>| match found {
            Ok(opened) => open.emit(opened),
            Err(why) => note.set(Some(Note::LinkFailed(Rc::new(why)))),
        })
    });
    let author = author::use_author();
    let on_ask = {
        let passing = passing.setter();
        author.asks(
            &state.scenario,
            lang,
            Callback::from(move |message| {
                passing.set(Some(Passing::of("info", message)));
            }),
        )
    };
    let warnings = use_warnings(author.has_come, &state.scenario, lang);
    use_effect_with(author.has_come, {
        let (author, on_ask) = (author.clone(), on_ask.clone());
        move |_| {
            if let Some(request) = author.take_waiting() {
                on_ask.emit(request);
            }
        }
    });
    let open_file = {
        let (on_ask, note) = (on_ask.clone(), note.setter());
        Callback::from(move |file: web_sys::File| {
            let (on_ask, note) = (on_ask.clone(), note.clone());
            wasm_bindgen_futures::spawn_local(async move {
                match files::text(&file).await {
                    Some(text) => on_ask.emit(Request::Import { text }),
                    None => note.set(Some(Note::FileFailed(Words::of(&Msg::PageFileUnreadable)))),
                }
            });
        })
    };
    let is_dropping = hooks::use_dropped_files(open_file.clone());
    hooks::use_paste(on_ask.reform(|text| Request::Paste { text, row: page::focused_row() }));
    let share = on_ask.reform(|()| Request::Share {});
    let open_original = {
        let (dispatch, session, note, passing) = (dispatch.clone(), session.clone(), note.setter(), passing.setter());
        Callback::from(move |()| {
            dispatch.dispatch(Action::Edit(Edit::Original(session.original.clone())));
            note.set(None);
            let message = Words::of(&Msg::PageOriginalOpened);
            passing.set(Some(Passing { icon: "history", message, back: Back::History }));
        })
    };
    let file_input = use_node_ref();
    let choose_file = {
        let file_input = file_input.clone();
        Callback::from(move |()| {
            if let Some(input) = file_input.cast::<HtmlInputElement>() {
                input.click();
            }
        })
    };
    let on_step = {
        let (dispatch, frame) = (dispatch.clone(), frame.clone());
        Callback::from(move |at| {
            frame.show(View::Answer);
            frame.show_trace();
            dispatch.dispatch(Action::Look(Look::Step(at)));
        })
    };
    let on_command = {
        let obeys = Obeys {
            dispatch: dispatch.clone(),
            frame: frame.clone(),
            origin: session.origin.clone(),
            decides: verdict.as_ref().and_then(|verdict| verdict.step).map(|(_, at)| at),
            open: open.clone(),
            open_original: open_original.clone(),
            choose_file: choose_file.clone(),
            save_file: save_file.clone(),
            share: share.clone(),
            on_ask: on_ask.clone(),
            on_step: on_step.clone(),
        };
        Callback::from(move |command| obeys.obey(command))
    };
    let on_example = on_command.reform(Command::Example);
    hooks::use_shortcuts(&state, frame.clone(), on_command.clone());

    // What the panels tell.
    let on_open_tab = {
        let (dispatch, frame) = (dispatch.clone(), frame.clone());
        Callback::from(move |tab| {
            dispatch.dispatch(Action::Look(Look::Open(tab)));
            frame.show(View::Editor);
        })
    };
    let on_open = on_open_tab.reform(Tab::Document);
    let on_tab = sends(&dispatch, |tab| Action::Look(Look::Open(tab)));
    let on_close = sends(&dispatch, |tab| Action::Look(Look::Close(tab)));
    let on_hover = sends(&dispatch, |place| Action::Look(Look::Hover(place)));
    let on_pin = sends(&dispatch, |place| Action::Look(Look::Pin(place)));
    let on_question = sends(&dispatch, |question: Question| Action::Edit(Edit::Question(Box::new(question))));
    let on_change = sends(&dispatch, |(key, text)| Action::Edit(Edit::Document { key, text, name: None }));
    let on_cursor =
        sends(&dispatch, |(document, offset, typing)| Action::Look(Look::Cursor { document, offset, typing }));
    let is_form = use_state(|| false);
    let on_form = {
        let is_form = is_form.setter();
        Callback::from(move |is_wanted| is_form.set(is_wanted))
    };
    let on_show = {
        let (dispatch, frame, is_form) = (dispatch.clone(), frame.clone(), is_form.setter());
        Callback::from(move |place: Place| {
            // A place is one in the text.
            is_form.set(false);
            dispatch.dispatch(Action::Look(Look::Show(place)));
            frame.show(View::Editor);
        })
    };
    let on_text_hover = on_hover.reform(move |place: Option<(DocumentKey, u32)>| {
        place.and_then(|(document, offset)| innermost(&document, offset))
    });
    let act = |action: Action| {
        let dispatch = dispatch.clone();
        Callback::from(move |()| dispatch.dispatch(action.clone()))
    };
    let copies = |done: fn() -> Msg| {
        let passing = passing.setter();
        Callback::from(move |text: String| {
            let passing = passing.clone();
            wasm_bindgen_futures::spawn_local(async move {
                let (icon, message) = if clipboard::copy(&text).await {
                    ("copy", done())
                } else {
                    ("circle-alert", Msg::PageCopyRefused)
                };
                passing.set(Some(Passing::of(icon, Words::of(&message))));
            });
        })
    };
    let on_copy_trace = copies(|| Msg::PageTraceCopied);
    author.tell({
        let hears = Hears {
            scenario: state.scenario.clone(),
            lang,
            dispatch: dispatch.clone(),
            session: session.clone(),
            passing: passing.setter(),
            note: note.setter(),
            on_form: on_form.clone(),
            on_open_tab: on_open_tab.clone(),
            on_show: on_show.clone(),
            on_command: on_command.clone(),
            on_copied: copies(|| Msg::PageArnCopied),
            open,
        };
        Callback::from(move |report| hears.hear(report))
    });
    let ways = Ways {
        original: open_original,
        file: choose_file,
        reload: {
            let (open, origin) = (open_at_once, session.origin.clone());
            Callback::from(move |()| {
                if let Some(opened) = session::of_origin(origin.clone()) {
                    open.emit(Opened { note: None, ..opened });
                }
            })
        },
        keep: {
            let (dispatch, session, note) = (dispatch.clone(), session.clone(), note.setter());
            let (scenario, name) = (state.scenario.clone(), plain(title.as_str()));
            Callback::from(move |()| {
                address::clear_fragment();
                let title = Localized::One(Msg::PageCopyOf { name: name.clone() }.string(lang));
                dispatch.dispatch(Action::Edit(Edit::Title(title.clone())));
                session.set(Session::new(Rc::new(Scenario { title, ..(*scenario).clone() })));
                note.set(None);
            })
        },
        save: save_file,
        share,
        close: {
            let note = note.setter();
            Callback::from(move |()| note.set(None))
        },
    };
    // What has been read makes room for what is to be decided.
    let note = (*note).clone().or(is_paused.then_some(Note::OtherTab));
    let banner = note.map(|note| note.draw(&ways, lang));
    let toast = passing.as_ref().map(|shown| {
        let close = {
            let passing = passing.setter();
            Callback::from(move |()| passing.set(None))
        };
        shown.draw(act(Action::Undo), close, lang)
    });
    let stale = analysis.stale.as_ref().map(|key| {
        let policy = documents::in_sentence(key, lang);
        Msg::PageStale { policy }.text(lang)
    });
    let incomplete = analysis.incomplete.as_ref().map(|lack| lack.text(lang));
    let is_stale = stale.is_some();
    let on_file = move |event: Event| {
        if let Some(file) = files::chosen(&event.target_unchecked_into()) {
            open_file.emit(file);
        }
    };
    let (world, trace_pane) = frame.panes();
    let has_form = *is_form && state.document().is_some();
    let root_size = Callback::from(|()| page::root_size());
    html! {
        <div class={classes!("app", is_dropping.then_some("is-dropping"))} data-drop={Msg::PageDropFile.string(lang)}>
            { icon::sprite() }
            { skips(&frame, lang) }
            <TopBar {title} story={state.scenario.story.get(lang.tag()).to_owned()} undoes={state.history.undoes().cloned()}
                redoes={state.history.redoes().cloned()} is_edited={*state.scenario != *session.original} {is_saved} {lang}
                theme={state.theme} {on_command} />
            <main class="main" data-pane={frame.view.name()} aria-label={Msg::PageViewPolicies.string(lang)}>
                if frame.shape == Shape::Sm && frame.view != View::Answer {
                    // The question is the heading of the page, and these views don't show it.
                    <h1 class="sr">{ Msg::PageTitle.string(lang) }</h1>
                }
                <div class="banners">{ for banner }</div>
                <QuestionBar scenario={state.scenario.clone()} {lang} {decisive_keys} {catalogue} {on_question}
                    on_open={on_open.clone()} />
                <Verdict {verdict} {incomplete} {stale} {lang} {on_step} />
                <div id="panes" class={frame.classes(has_form)} style={frame.style()}>
                    <World scenario={state.scenario.clone()} analysis={analysis.clone()} {warnings} selected={state.active.clone()}
                        {lang} on_open={on_open_tab} on_ask={on_ask.clone()} on_example={on_example}
                        on_collapse={frame.on_hide_world()} />
                    <Splitter label={Msg::PageResizeWorld.string(lang)} pane={world} root_size={root_size.clone()}
                        on_move={frame.on_world.clone()} />
                    <EditorPane scenario={state.scenario.clone()} {analysis} trace={trace.clone()} tabs={state.tabs.clone()}
                        active={state.active.clone()} linked={linked.clone()} reveal={state.reveal.clone()}
                        cursor={state.cursor.clone()} {lang} theme={state.theme} is_world_open={frame.is_world_open()} no_trace={trace_pane.is_collapsed}
                        on_world={frame.toggle_world()} on_trace={frame.on_show_trace()} on_open={on_tab} {on_close} {on_ask} has_come={author.has_come} is_form={*is_form} {on_form}
                        is_beside={frame.is_beside(has_form)} on_beside={frame.on_beside()}
                        on_show={on_show.clone()} {on_change} {on_cursor} on_hover={on_text_hover}
                        on_leave={act(Action::Commit)} on_undo={act(Action::Undo)} on_redo={act(Action::Redo)} />
                    <Splitter label={Msg::PageResizeTrace.string(lang)} pane={trace_pane} is_right=true {root_size}
                        on_move={frame.on_trace.clone()} />
                    <Trace {trace} stale={is_stale} {linked} {lang} {on_hover} {on_show} {on_pin}
                        reveal_step={state.step.as_ref().map(|step| (step.target, step.nonce))} on_copy={on_copy_trace}
                        elapsed_ms={elapsed} follow={state.leads()} is_shared={frame.is_beside(has_form).is_some()}
                        on_beside={frame.on_beside()} />
                </div>
            </main>
            if frame.shape == Shape::Sm {
                { tab_bar(&frame, lang) }
            }
            <input ref={file_input} type="file" accept=".json,application/json" hidden=true onchange={on_file} />
            <div class="toasts" role="status">{ for toast }</div>
        </div>
    }
}

/// What turns a value into an action.
fn sends<T: 'static>(dispatch: &UseReducerDispatcher<AppState>, action: fn(T) -> Action) -> Callback<T> {
    let dispatch = dispatch.clone();
    Callback::from(move |value| dispatch.dispatch(action(value)))
}

/// Links over everything that stands between the start of the page and its parts.
fn skips(frame: &frame::Frame, lang: Lang) -> Html {
    let skip = |label: Msg, region: Region| {
        let frame = frame.clone();
        let onclick = move |event: MouseEvent| {
            // Going there by the address would open a link that is none.
            event.prevent_default();
            frame.go(region);
        };
        html! { <a href="#" {onclick}>{ label.string(lang) }</a> }
    };
    html! {
        <nav class="skips" aria-label={Msg::PageSkip.string(lang)}>
            { skip(Msg::PageSkipToQuestion, Region::Question) }
            { skip(Msg::PageSkipToEditor, Region::Editor) }
            { skip(Msg::PageSkipToTrace, Region::Trace) }
        </nav>
    }
}

/// One pane at a time, on a phone.
fn tab_bar(frame: &frame::Frame, lang: Lang) -> Html {
    let tab = |view: View, icon: &'static str, label: Msg| {
        let is_current = frame.view == view;
        let frame = frame.clone();
        html! {
            <button type="button" aria-current={is_current.then_some("page")} onclick={move |_| frame.show(view)}>
                { icon::draw(icon) }{ label.string(lang) }
            </button>
        }
    };
    html! {
        <nav class="tabbar" aria-label={Msg::PageViews.string(lang)}>
            { tab(View::Answer, "crosshair", Msg::PageAnswer) }
            { tab(View::Editor, "braces", Msg::PageViewPolicies) }
            { tab(View::World, "building-2", Msg::PageWorld) }
        </nav>
    }
}

/// Puts the app into the document.
pub fn mount() {
    page::set_theme(page::first_theme());
    page::mark_embedded();
    yew::Renderer::<App>::new().render();
}
