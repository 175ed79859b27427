//! The shape of the page, the widths of its panes, and which one a phone shows.

use wasm_bindgen::JsCast;
use web_sys::EventTarget;
use yew::prelude::*;

use crate::browser::listen::Listener;
use crate::browser::{self, page, storage, window};
use crate::command::Region;
use crate::components::splitter::Move;
use crate::layout::{Pane, Shape, Widths, fit, thousandths};
use crate::number::decimal;

/// The one pane that a phone shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum View {
    /// Question, verdict and trace.
    #[default]
    Answer,
    Editor,
    World,
}

impl View {
    /// As the style sheet calls it.
    pub fn name(self) -> &'static str {
        match self {
            View::Answer => "answer",
            View::Editor => "editor",
            View::World => "world",
        }
    }
}

/// How the page stands.
#[derive(Clone, PartialEq)]
pub struct Frame {
    pub shape: Shape,
    /// In rem.
    window: f64,
    widths: UseStateHandle<Widths>,
    pub view: View,
    set_view: UseStateSetter<View>,
    is_drawer_open: bool,
    set_drawer: UseStateSetter<bool>,
    /// Whether a form's text is wanted in the trace's place.
    is_beside: bool,
    set_beside: UseStateSetter<bool>,
    /// What a person wants of the world's width.
    pub on_world: Callback<Move>,
    /// What a person wants of the trace's width.
    pub on_trace: Callback<Move>,
}

impl Frame {
    /// World and trace.
    pub fn panes(&self) -> (Pane, Pane) {
        fit(self.shape, self.window, &self.widths)
    }

    /// Whether a form has its text beside it, if there is a form; nothing where there is no place for it.
    pub fn is_beside(&self, is_form: bool) -> Option<bool> {
        (is_form && self.shape > Shape::Sm && !self.panes().1.is_collapsed).then_some(self.is_beside)
    }

    /// Takes the trace's place for a form's text, or gives it back; the focus stays on the switch.
    pub fn on_beside(&self) -> Callback<bool> {
        let set_beside = self.set_beside.clone();
        Callback::from(move |is_beside| {
            set_beside.set(is_beside);
            browser::after_paint(move || {
                page::focus(if is_beside { ".json-pane .seg > *" } else { ".trace .seg > :last-child" });
            });
        })
    }

    /// Classes of the panes.
    pub fn classes(&self, is_form: bool) -> Classes {
        let (world, trace) = self.panes();
        classes!(
            "panes",
            (self.is_beside(is_form) == Some(true)).then_some("has-json"),
            (world.is_collapsed && self.shape > Shape::Md).then_some("no-explorer"),
            (trace.is_collapsed && self.shape > Shape::Sm).then_some("no-trace"),
            (self.shape == Shape::Md && self.is_drawer_open).then_some("world-open"),
        )
    }

    /// Widths of the panes, for the style sheet.
    pub fn style(&self) -> Option<String> {
        let (world, trace) = self.panes();
        match self.shape {
            Shape::Sm => None,
            Shape::Md if trace.is_collapsed || self.widths.trace.is_none() => None,
            Shape::Md => Some(format!("grid-template-columns:minmax(18rem,1fr) 1px {}rem", decimal(trace.width, 3))),
            Shape::Lg | Shape::Xl => {
                Some(format!("--w-explorer:{}rem;--w-trace:{}rem", decimal(world.width, 3), decimal(trace.width, 3)))
            }
        }
    }

    /// Shows a pane, where only one is shown at a time.
    pub fn show(&self, view: View) {
        self.set_view.set(view);
        self.set_drawer.set(false);
    }

    /// Whether the world can be seen.
    pub fn is_world_open(&self) -> bool {
        if self.shape == Shape::Md { self.is_drawer_open } else { !self.panes().0.is_collapsed }
    }

    /// Closes the drawer; false where it was not open.
    pub fn close_drawer(&self) -> bool {
        let was_open = self.shape == Shape::Md && self.is_drawer_open;
        self.set_drawer.set(false);
        was_open
    }

    /// Shows or hides the world.
    pub fn toggle_world(&self) -> Callback<()> {
        let frame = self.clone();
        Callback::from(move |()| {
            if frame.shape == Shape::Md {
                frame.set_drawer.set(!frame.is_drawer_open);
                if !frame.is_drawer_open {
                    browser::after_paint(|| page::focus_region(Region::World));
                }
            } else {
                frame.on_world.emit(Move::Toggle);
                browser::after_paint(|| page::focus_region(Region::World));
            }
        })
    }

    /// Shows a region, whatever hides it, and moves the focus there.
    pub fn go(&self, region: Region) {
        match region {
            Region::TopBar | Region::Views => {}
            Region::Question | Region::Verdict => self.show(View::Answer),
            Region::World if self.shape == Shape::Sm => self.show(View::World),
            Region::World if !self.is_world_open() => return self.toggle_world().emit(()),
            Region::World => {}
            Region::Editor => self.show(View::Editor),
            Region::Trace => {
                self.show(View::Answer);
                self.show_trace();
            }
        }
        browser::after_paint(move || page::focus_region(region));
    }

    /// Hides the world, where it stands beside something else.
    pub fn on_hide_world(&self) -> Option<Callback<()>> {
        let frame = self.clone();
        match self.shape {
            Shape::Sm => None,
            Shape::Md => Some(Callback::from(move |()| {
                frame.close_drawer();
                page::focus(".world-button");
            })),
            Shape::Lg | Shape::Xl => Some(Callback::from(move |()| frame.on_world.emit(Move::Toggle))),
        }
    }

    /// Shows the trace if it is collapsed, or if a text has its place.
    pub fn show_trace(&self) {
        self.set_beside.set(false);
        if self.widths.no_trace {
            self.on_trace.emit(Move::Toggle);
        }
    }

    /// The same for a button.
    pub fn on_show_trace(&self) -> Callback<()> {
        let frame = self.clone();
        Callback::from(move |()| frame.go(Region::Trace))
    }
}

/// Follows the window, and remembers widths for each shape.
#[hook]
pub fn use_frame() -> Frame {
    let measure = || (page::shape(), page::width());
    let measured = use_state(measure);
    let widths = use_state(|| storage::layout::<Widths>(page::shape().name()).unwrap_or_default());
    let view = use_state(View::default);
    let is_drawer_open = use_state(|| false);
    let is_beside = use_state(|| true);
    use_effect_with((), {
        let measured = measured.setter();
        move |()| {
            let target: EventTarget = window().unchecked_into();
            let listener = Listener::new(&target, "resize", move |_| measured.set(measure()));
            move || drop(listener)
        }
    });
    let (shape, width) = *measured;
    use_effect_with(shape, {
        let widths = widths.setter();
        move |shape| widths.set(storage::layout::<Widths>(shape.name()).unwrap_or_default())
    });
    // A callback may be older than the widths: who holds it need not be drawn when they change.
    let now = use_mut_ref(Widths::default);
    *now.borrow_mut() = *widths;
    let change = |change: fn(&mut Widths, Move) -> bool, button: &'static str| {
        let (widths, now) = (widths.setter(), now.clone());
        Callback::from(move |wanted: Move| {
            let mut next = *now.borrow();
            if change(&mut next, wanted) {
                // The line that had the focus goes with the pane.
                browser::after_paint(move || page::focus(button));
            }
            storage::set_layout(shape.name(), &next);
            *now.borrow_mut() = next;
            widths.set(next);
        })
    };
    Frame {
        shape,
        window: width,
        view: *view,
        set_view: view.setter(),
        is_drawer_open: *is_drawer_open,
        set_drawer: is_drawer_open.setter(),
        is_beside: *is_beside,
        set_beside: is_beside.setter(),
        on_world: change(|widths, wanted| apply(&mut widths.world, &mut widths.no_world, wanted), ".world-button"),
        on_trace: change(|widths, wanted| apply(&mut widths.trace, &mut widths.no_trace, wanted), ".trace-button"),
        widths,
    }
}

/// Says whether the pane has collapsed.
fn apply(width: &mut Option<u64>, is_collapsed: &mut bool, wanted: Move) -> bool {
    let was_collapsed = *is_collapsed;
    match wanted {
        // Dragged to nothing; the width before is the one to come back to.
        Move::To(0.0) => *is_collapsed = true,
        Move::To(to) => (*width, *is_collapsed) = (Some(thousandths(to)), false),
        Move::Toggle => *is_collapsed = !*is_collapsed,
        Move::Reset => (*width, *is_collapsed) = (None, false),
    }
    *is_collapsed && !was_collapsed
}
