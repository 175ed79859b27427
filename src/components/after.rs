//! What is drawn a task after the verdict, which people wait for and which is drawn far quicker.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

/// The props to draw: at first these, later those of the task before until this one is over.
#[hook]
pub fn use_after<P: Clone + PartialEq + 'static>(props: &P) -> P {
    let shown = use_state(|| props.clone());
    use_effect_with(props.clone(), {
        let shown = shown.clone();
        move |props: &P| {
            let props = props.clone();
            let timer = (*shown != props).then(|| Timeout::new(0, move || shown.set(props)));
            move || drop(timer)
        }
    });
    (*shown).clone()
}
