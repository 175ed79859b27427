//! The panels render to text without a browser, in both languages: none of them reaches for one while it renders.

use std::rc::Rc;

use ram_policy_playground::components::{editor_pane, notices, top_bar, trace, verdict, world};
use ram_policy_playground::editor::bindings::HasCome;
use ram_policy_playground::layout::{Shape, Widths, fit};
use ram_policy_playground::state::{AppState, Theme, Words};
use ram_scenario::analysis::Analysis;
use ram_scenario::examples::EXAMPLES;
use ram_scenario::scenario::Scenario;
use ram_text::{Lang, Msg};
use yew::prelude::*;

async fn render<C: BaseComponent>(props: C::Properties) -> String {
    yew::LocalServerRenderer::<C>::with_props(props).hydratable(false).render().await
}

#[tokio::test]
async fn every_example_has_a_verdict_in_both_languages() {
    for (example, lang) in EXAMPLES.iter().flat_map(|example| Lang::ALL.map(|lang| (example, lang))) {
        let analysis = Analysis::of(&Rc::new(example.scenario()), None);
        let answer = analysis.answer.unwrap();
        let view = Rc::new(answer.verdict(lang));
        let props = verdict::VerdictProps {
            verdict: Some(view.clone()),
            incomplete: None,
            stale: None,
            lang,
            on_step: Callback::noop(),
        };
        let html = render::<verdict::Verdict>(props).await;
        assert!(html.contains(&format!("data-decision=\"{}\"", view.decision)), "{}: {html}", example.slug);
        assert!(html.contains(&view.word.string(lang)), "{}: {html}", example.slug);
    }
}

#[tokio::test]
async fn every_example_has_a_trace_with_one_deciding_step() {
    for (example, lang) in EXAMPLES.iter().flat_map(|example| Lang::ALL.map(|lang| (example, lang))) {
        let answer = Analysis::of(&Rc::new(example.scenario()), None).answer.unwrap();
        let props = trace::TraceProps {
            trace: Some(Rc::new(answer.trace(lang))),
            stale: false,
            linked: None,
            lang,
            on_hover: Callback::noop(),
            on_show: Callback::noop(),
            on_pin: Callback::noop(),
            reveal_step: None,
            on_copy: Callback::noop(),
            elapsed_ms: None,
            follow: true,
            is_shared: false,
            on_beside: Callback::noop(),
        };
        let html = render::<trace::Trace>(props).await;
        assert_eq!(html.matches(&Msg::TraceDecidedHere.string(lang)).count(), 1, "{}", example.slug);
    }
}

#[tokio::test]
async fn the_editor_pane_is_a_text_field_at_first() {
    let scenario = Rc::new(EXAMPLES[0].scenario());
    let state = AppState::new(scenario.clone(), Lang::En, Theme::System);
    for lang in Lang::ALL {
        let props = editor_pane::EditorPaneProps {
            scenario: scenario.clone(),
            analysis: Rc::new(Analysis::of(&scenario, None)),
            trace: None,
            tabs: state.tabs.clone(),
            active: state.active.clone(),
            linked: None,
            reveal: None,
            cursor: None,
            lang,
            theme: Theme::System,
            is_world_open: true,
            no_trace: false,
            on_world: Callback::noop(),
            on_trace: Callback::noop(),
            on_open: Callback::noop(),
            on_close: Callback::noop(),
            on_ask: Callback::noop(),
            has_come: HasCome::Nothing,
            is_form: false,
            on_form: Callback::noop(),
            is_beside: None,
            on_beside: Callback::noop(),
            on_show: Callback::noop(),
            on_change: Callback::noop(),
            on_cursor: Callback::noop(),
            on_hover: Callback::noop(),
            on_leave: Callback::noop(),
            on_undo: Callback::noop(),
            on_redo: Callback::noop(),
        };
        let html = render::<editor_pane::EditorPane>(props).await;
        assert!(html.contains("<textarea"), "{html}");
        assert!(html.contains("sts:AssumeRole"), "{html}");
        assert!(html.contains(&Msg::PageEditorLoading.string(lang)), "{html}");
    }
}

#[tokio::test]
async fn the_world_names_every_account() {
    let scenario = Rc::new(EXAMPLES[0].scenario());
    let analysis = Rc::new(Analysis::of(&scenario, None));
    for lang in Lang::ALL {
        let props = world::WorldProps {
            warnings: Default::default(),
            scenario: scenario.clone(),
            analysis: analysis.clone(),
            selected: None,
            lang,
            on_open: Callback::noop(),
            on_ask: Callback::noop(),
            on_example: Callback::noop(),
            on_collapse: None,
        };
        let html = render::<world::World>(props).await;
        for account in &scenario.accounts {
            assert!(html.contains(account.name.as_ref().unwrap().get(lang.tag())), "{html}");
        }
    }
}

#[tokio::test]
async fn the_top_bar_offers_the_other_language() {
    for lang in Lang::ALL {
        let props = top_bar::TopBarProps {
            title: "<b>".into(),
            story: AttrValue::default(),
            undoes: Some(Words::of(&Msg::EditTitle)),
            redoes: None,
            is_edited: false,
            is_saved: true,
            lang,
            theme: Theme::Dark,
            on_command: Callback::noop(),
        };
        let html = render::<top_bar::TopBar>(props).await;
        assert!(html.contains(&Msg::PageOtherLanguage.string(lang)), "{html}");
        let step = ram_text::plain(Msg::EditTitle.string(lang));
        assert!(html.contains(&Msg::PageUndoStep { step }.string(lang)), "{html}");
        assert!(html.contains(&format!("aria-label=\"{}\"", Msg::PageRedo.string(lang))), "{html}");
        assert!(html.contains("&lt;b&gt;") && !html.contains("<b>"), "titles are text: {html}");
    }
}

#[tokio::test]
async fn a_banner_says_why() {
    #[component]
    fn Drawn() -> Html {
        let banner = notices::Banner {
            icon: "unlink",
            title: Msg::PageLinkNotOpened,
            detail: Some(Msg::LinkCut { length: 12 }.text(Lang::En)),
            offers: Vec::new(),
            on_close: Some(Callback::noop()),
        };
        banner.draw(Lang::En)
    }
    let html = render::<Drawn>(()).await;
    assert!(html.contains(&Msg::LinkCut { length: 12 }.string(Lang::En)), "{html}");
}

#[test]
fn the_panes_fit_the_narrowest_window_of_their_shape() {
    for shape in [Shape::Lg, Shape::Xl] {
        let (world, trace) = fit(shape, shape.from(), &Widths::default());
        assert!(!world.is_collapsed && !trace.is_collapsed);
        assert!(world.width + trace.width + 20.0 <= shape.from(), "{shape:?}");
    }
}

#[tokio::test]
async fn an_empty_world_says_what_would_be_here() {
    let scenario = Rc::new(Scenario::empty());
    for lang in Lang::ALL {
        let props = world::WorldProps {
            warnings: Default::default(),
            analysis: Rc::new(Analysis::of(&scenario, None)),
            scenario: scenario.clone(),
            selected: None,
            lang,
            on_open: Callback::noop(),
            on_ask: Callback::noop(),
            on_example: Callback::noop(),
            on_collapse: None,
        };
        let html = render::<world::World>(props).await;
        for words in [Msg::WorldEmpty, Msg::WorldAddAccount, Msg::PageExamples] {
            assert!(html.contains(&words.string(lang)), "{html}");
        }
    }
}
