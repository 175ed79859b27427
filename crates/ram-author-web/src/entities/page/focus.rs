//! Where the focus goes when what was pressed is gone, as a version is that was deleted: to the row that stands in its
//! place, else to the last one, else to the section.

use std::rc::Rc;

use ram_policy_playground::browser::popover as browser;
use ram_policy_playground::state::Same;
use ram_scenario::scenario::Scenario;
use web_sys::Element;
use yew::prelude::*;

/// What can be pressed.
const PRESSABLE: &str = "button:not([disabled])";

/// What was pressed last: in which section of the page, and in which row of its list.
struct Pressed {
    section: Element,
    row: Option<usize>,
}

fn rows(section: &Element) -> Vec<Element> {
    browser::visible(section, ".entity-list > li")
}

impl Pressed {
    fn of(event: &MouseEvent) -> Option<Pressed> {
        let button = event.target_dyn_into::<Element>()?.closest("button").ok().flatten()?;
        let section = button.closest("section").ok().flatten()?;
        let row = rows(&section).iter().position(|row| row.contains(Some(&button)));
        Some(Pressed { section, row })
    }

    /// Moves the focus, if it went with what was pressed.
    fn keep(&self) {
        let active = self.section.owner_document().and_then(|document| document.active_element());
        let is_lost = |active: Element| active.tag_name() == "BODY" || active.matches(":disabled").unwrap_or_default();
        if !active.is_none_or(is_lost) {
            return;
        }
        let rows = rows(&self.section);
        let row = self.row.and_then(|at| rows.get(at).or(rows.last()));
        if row.is_some_and(|row| browser::focus_first(row, PRESSABLE)) || browser::focus_first(&self.section, PRESSABLE)
        {
            return;
        }
        if let Ok(Some(heading)) = self.section.query_selector("h3") {
            // It takes the focus only here. That fails for a name that is no attribute's alone.
            let _ = heading.set_attribute("tabindex", "-1");
            browser::focus(&heading);
        }
    }
}

/// What hears the presses on a page, so that the focus stays there once the scenario is another.
#[hook]
pub fn use_focus_kept(scenario: &Rc<Scenario>) -> Callback<MouseEvent> {
    let pressed = use_mut_ref(|| None::<Pressed>);
    use_effect_with(Same(scenario.clone()), {
        let pressed = pressed.clone();
        move |_| {
            if let Some(pressed) = pressed.borrow_mut().take() {
                pressed.keep();
            }
        }
    });
    Callback::from(move |event: MouseEvent| *pressed.borrow_mut() = Pressed::of(&event))
}
