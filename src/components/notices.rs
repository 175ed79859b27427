//! What the page says by the way: banners that stay, and toasts that pass.

use gloo_timers::callback::Timeout;
use ram_text::{Lang, Msg, Text};
use yew::prelude::*;

use super::text::{draw, say};
use super::{button, icon};

/// How long a toast stays, in milliseconds.
const PASSES: u32 = 6_000;

/// What can be done about a notice.
#[derive(Debug, PartialEq)]
pub struct Offer {
    /// Its words.
    pub label: Msg,
    /// Its icon.
    pub icon: Option<&'static str>,
    /// What it does.
    pub on_choose: Callback<()>,
}

/// A notice that stays until it is closed.
#[derive(Debug, PartialEq)]
pub struct Banner {
    /// Its icon.
    pub icon: &'static str,
    /// What happened.
    pub title: Msg,
    /// Why, and what still works.
    pub detail: Option<Text>,
    /// The likeliest things to do.
    pub offers: Vec<Offer>,
    /// It has been read; nothing for what stays until something is done about it.
    pub on_close: Option<Callback<()>>,
}

impl Banner {
    /// Draws it.
    pub fn draw(&self, lang: Lang) -> Html {
        let offer = |offer: &Offer| {
            let on_choose = offer.on_choose.clone();
            html! {
                <button type="button" class="btn sm outline" onclick={move |_| on_choose.emit(())}>
                    if let Some(icon) = offer.icon {
                        { icon::draw_with(icon, "i-14") }
                    }
                    { offer.label.string(lang) }
                </button>
            }
        };
        html! {
            <div class="banner" role="status">
                { icon::draw(self.icon) }
                <div class="grow">
                    if let Some(detail) = &self.detail {
                        <b>{ say(&self.title, lang) }</b>
                        <p>{ draw(detail) }</p>
                    } else {
                        { say(&self.title, lang) }
                    }
                </div>
                { for self.offers.iter().map(offer) }
                { for self.on_close.clone().map(|on_close| button::small("x", Msg::PageClose, on_close).draw(lang)) }
            </div>
        }
    }
}

#[derive(Debug, Properties, PartialEq)]
pub struct ToastProps {
    /// Its icon.
    pub icon: &'static str,
    /// What happened.
    pub message: AttrValue,
    /// The one thing to do about it.
    #[prop_or_default]
    pub offer: Option<Offer>,
    /// The language of the page.
    pub lang: Lang,
    /// It passes.
    pub on_close: Callback<()>,
}

/// Passes after six seconds in which neither pointer nor focus was on it.
#[component]
pub fn Toast(props: &ToastProps) -> Html {
    let lang = props.lang;
    let is_held = use_state(|| false);
    use_effect_with((*is_held, props.message.clone()), {
        let on_close = props.on_close.clone();
        move |(is_held, _)| {
            let timer = (!is_held).then(|| Timeout::new(PASSES, move || on_close.emit(())));
            move || drop(timer)
        }
    });
    let hold = |held: bool| {
        let is_held = is_held.setter();
        move || is_held.set(held)
    };
    let (enter, leave, focus, blur) = (hold(true), hold(false), hold(true), hold(false));
    html! {
        <div class="toast" onmouseenter={move |_: MouseEvent| enter()} onmouseleave={move |_: MouseEvent| leave()}
            onfocusin={move |_: FocusEvent| focus()} onfocusout={move |_: FocusEvent| blur()}>
            { icon::draw(props.icon) }
            <span>{ props.message.clone() }</span>
            if let Some(offer) = &props.offer {
                <button type="button" class="btn sm" onclick={
                    let (on_choose, on_close) = (offer.on_choose.clone(), props.on_close.clone());
                    move |_| {
                        on_choose.emit(());
                        on_close.emit(());
                    }
                }>
                    { offer.label.string(lang) }
                </button>
            }
        </div>
    }
}
