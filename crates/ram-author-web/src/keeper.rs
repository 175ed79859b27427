//! The focus is never lost. When what has it is taken away or hidden, and nothing else takes it, it goes to what stood
//! around it, or back to where it was before.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use js_sys::Array;
use ram_policy_playground::browser::listen::Listener;
use ram_policy_playground::browser::popover as browser;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, MutationObserver, MutationObserverInit, window};

thread_local! {
    /// What was given the focus last, for want of anything better.
    static MAKESHIFT: RefCell<Option<Element>> = const { RefCell::new(None) };
}

/// Whether an element has the focus only for want of anything better.
pub fn is_makeshift(element: &Element) -> bool {
    MAKESHIFT.with_borrow(|given| given.as_ref() == Some(element))
}

/// So many places are remembered.
const REMEMBERED: usize = 12;
/// Whoever takes something away has this long to say where the focus goes, in milliseconds.
const PATIENCE: u32 = 120;
/// What is too wide to stand around something.
const WIDE: &str = "html, body, .app, .main, .panes";
/// What takes the focus by Tab.
const FOCUSABLE: &str = "button:not([disabled]):not([tabindex='-1']), a[href], summary, textarea, select:not([disabled]), \
     input:not([disabled]):not([type=file]), [tabindex='0']";

/// A place that had the focus: the element, and what stood around it, the nearest first.
struct Place(Vec<Element>);

impl Place {
    fn of(element: Element) -> Place {
        let mut around = vec![element];
        while let Some(parent) = around.last().and_then(|inner| inner.parent_element()) {
            if parent.matches(WIDE).unwrap_or(true) {
                break;
            }
            around.push(parent);
        }
        Place(around)
    }

    fn element(&self) -> Option<&Element> {
        self.0.first()
    }

    /// Moves the focus here, or near. Says whether that worked.
    fn take(&self) -> bool {
        let Some((element, around)) = self.0.split_first() else { return false };
        if is_visible(element) {
            browser::focus(element);
        }
        has_focus() || around.iter().any(|near| is_visible(near) && take_first(near))
    }
}

/// Moves the focus to the first thing below an element that takes it.
fn take_first(root: &Element) -> bool {
    browser::visible(root, FOCUSABLE).iter().any(|element| {
        browser::focus(element);
        has_focus()
    })
}

fn is_visible(element: &Element) -> bool {
    element.is_connected() && element.get_bounding_client_rect().width() > 0.0
}

fn has_focus() -> bool {
    browser::focused().is_some_and(|element| !element.matches("html, body").unwrap_or(true))
}

/// The places that had the focus, the last one at the end.
#[derive(Default)]
struct Places(RefCell<Vec<Place>>);

impl Places {
    fn remember(&self, element: Element) {
        if !is_makeshift(&element) {
            MAKESHIFT.take();
        }
        let mut places = self.0.borrow_mut();
        places.push(Place::of(element));
        let more = places.len().saturating_sub(REMEMBERED);
        places.drain(..more);
    }

    /// Whether what had the focus is gone. Who presses where nothing is gives it away on purpose.
    fn is_lost(&self) -> bool {
        !has_focus() && self.0.borrow().last().and_then(Place::element).is_some_and(|element| !is_visible(element))
    }

    fn mend(&self) {
        if self.is_lost() {
            // Each focus is remembered while the places are looked through.
            let places = self.0.take();
            places.iter().rev().any(Place::take);
            MAKESHIFT.set(browser::focused());
        }
    }
}

/// Keeps the focus; dropping it ends that.
#[derive(Debug)]
pub struct Keeper {
    _listener: Listener,
    observer: MutationObserver,
    _changed: Closure<dyn FnMut(Array)>,
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Begins to keep the focus; nothing where there is no page.
pub fn begin() -> Option<Keeper> {
    let window = window()?;
    let body = window.document()?.body()?;
    let places = Rc::new(Places::default());
    let listener = Listener::new(&window, "focusin", {
        let places = places.clone();
        move |event: Event| {
            if let Some(element) = event.target().and_then(|target| target.dyn_into().ok()) {
                places.remember(element);
            }
        }
    });
    let waiting = Rc::new(RefCell::new(None::<Timeout>));
    let changed = Closure::<dyn FnMut(Array)>::new(move |_: Array| {
        if places.is_lost() {
            let places = places.clone();
            *waiting.borrow_mut() = Some(Timeout::new(PATIENCE, move || places.mend()));
        }
    });
    let observer = MutationObserver::new(changed.as_ref().unchecked_ref()).ok()?;
    let what = MutationObserverInit::new();
    what.set_child_list(true);
    what.set_subtree(true);
    what.set_attributes(true);
    observer.observe_with_options(&body, &what).ok()?;
    Some(Keeper { _listener: listener, observer, _changed: changed })
}
