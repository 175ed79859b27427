//! The share dialog: a link that holds the whole scenario, or a file.

use ram_text::{Lang, Msg, code};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use ram_policy_playground::components::dialog::Dialog;
use ram_policy_playground::components::icon;
use ram_policy_playground::components::text::say;

/// Links up to this length fit everywhere.
const FITS: usize = 2_000;
/// Longer links than this are better sent as a file.
const LONG: usize = 8_000;

/// Whether the link reached the clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copied {
    /// Not yet asked for.
    Not,
    /// The browser refused.
    Refused,
}

#[derive(Debug, Clone, Properties, PartialEq)]
pub struct ShareProps {
    /// The whole address.
    pub link: AttrValue,
    /// Whether copying was refused.
    pub copied: Copied,
    /// The keys that copy on this machine.
    pub copy_keys: &'static str,
    /// The language of the page.
    pub lang: Lang,
    /// The link is wanted on the clipboard.
    pub on_copy: Callback<()>,
    /// A file is wanted.
    pub on_download: Callback<()>,
    /// The dialog is left.
    pub on_close: Callback<()>,
}

#[component]
pub fn Share(props: &ShareProps) -> Html {
    let lang = props.lang;
    let field = use_node_ref();
    let select = {
        let field = field.clone();
        move || {
            if let Some(field) = field.cast::<HtmlInputElement>() {
                let _ = field.focus();
                field.select();
            }
        }
    };
    use_effect_with(props.copied, {
        let select = select.clone();
        move |copied| {
            if *copied == Copied::Refused {
                select();
            }
        }
    });
    let n = props.link.len();
    let (length, tone) = if n <= FITS {
        (Msg::PageLinkFits { n }, "is-allow")
    } else if n <= LONG {
        (Msg::PageLinkLong { n }, "is-implicit")
    } else {
        (Msg::PageLinkVeryLong { n }, "is-deny")
    };
    let file_first = n > LONG;
    let (on_copy, on_download) = (props.on_copy.clone(), props.on_download.clone());
    let copy = html! {
        <button type="button" class={classes!("btn", "lg", if file_first { "outline" } else { "primary" })}
            onclick={move |_| on_copy.emit(())}>
            { icon::draw("copy") }{ Msg::PageCopyLink.string(lang) }
        </button>
    };
    let download = html! {
        <button type="button" class={classes!("btn", if file_first { "lg primary" } else { "outline" })}
            onclick={move |_| on_download.emit(())}>
            { icon::draw("download") }{ Msg::PageDownloadScenario.string(lang) }
        </button>
    };
    let foot = html! {
        <footer class="dialog-foot">{ icon::draw("lock") }<p>{ privacy(lang) }</p></footer>
    };
    html! {
        <Dialog class="share" title={Msg::PageShareTitle.string(lang)} {lang} on_close={props.on_close.clone()} {foot}>
            if file_first {
                <div class="row">{ download.clone() }</div>
            }
            <div>
                <label class="label" for="share-link">{ Msg::PageLink.string(lang) }</label>
                <div class="row">
                    <span class="field grow lg">
                        <input ref={field} id="share-link" class="mono" readonly=true value={props.link.clone()}
                            onfocus={move |_: FocusEvent| select()} />
                    </span>
                    { copy }
                </div>
                <div class={classes!("lenmeter", tone)}>
                    <span class="bar" role="meter" aria-label={Msg::PageLinkLength.string(lang)} aria-valuemin="0"
                        aria-valuemax={LONG.to_string()} aria-valuenow={n.min(LONG).to_string()}>
                        <i style={format!("width:{}%", n.min(LONG) * 100 / LONG)} />
                        <u style={format!("left:{}%", FITS * 100 / LONG)} />
                    </span>
                    <span class="tnum">{ say(&length, lang) }</span>
                </div>
                if props.copied == Copied::Refused {
                    <p class="help" role="alert">
                        { say(&Msg::PageLinkByHand { keys: code(props.copy_keys) }, lang) }
                    </p>
                }
            </div>
            if !file_first {
                <div class="row">{ download }</div>
            }
        </Dialog>
    }
}

/// The sentences about privacy; the first one stands out.
fn privacy(lang: Lang) -> Html {
    let text = Msg::PagePrivacy.string(lang);
    let stop = if lang == Lang::ZhCn { '。' } else { '.' };
    match text.split_once(stop) {
        Some((first, rest)) => html! { <><b>{ first }{ stop }</b>{ rest }</> },
        None => html! { { text } },
    }
}
