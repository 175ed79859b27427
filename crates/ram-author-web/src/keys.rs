//! The sheet of keys: what the keyboard does, by the part of the page that has the focus.

use ram_text::{Lang, Msg};
use yew::prelude::*;

use ram_policy_playground::browser::keyboard::{self, shown};
use ram_policy_playground::browser::storage;
use ram_policy_playground::command::Command;
use ram_policy_playground::components::dialog::Dialog;

#[derive(Debug, Clone, Properties, PartialEq)]
pub struct KeysProps {
    /// The language of the page.
    pub lang: Lang,
    /// The sheet is left.
    pub on_close: Callback<()>,
}

/// Keys that belong to one part of the page, besides those of commands.
fn parts() -> [(Msg, Vec<(&'static str, Msg)>); 5] {
    [
        (
            Msg::PageQuestion,
            vec![("Enter", Msg::PageKeyOpenPicker), ("← →", Msg::PageKeyChips), ("Delete", Msg::PageKeyUnset)],
        ),
        (
            Msg::PageWorld,
            vec![
                ("↑ ↓", Msg::PageKeyRows),
                ("→ ←", Msg::PageKeyOpenRow),
                ("Enter", Msg::PageKeyOpenDocument),
                ("Shift+F10", Msg::PageKeyMenu),
                ("F2", Msg::EntityRenameMenu),
                ("Delete", Msg::EntityDelete),
                ("Ctrl+V", Msg::PageKeyPaste),
            ],
        ),
        (
            Msg::PageEditor,
            vec![
                ("Ctrl+Space", Msg::PageKeySuggest),
                ("F8 Shift+F8", Msg::PageKeyProblem),
                ("Ctrl+.", Msg::PageKeyFix),
                ("Shift+Alt+F", Msg::PageFormat),
                (keyboard::free_tab(), Msg::PageKeyFreeTab),
            ],
        ),
        (
            Msg::PageTrace,
            vec![
                ("↑ ↓", Msg::PageKeyRows),
                ("→ ←", Msg::PageKeyOpenRow),
                ("Home End", Msg::PageKeyEnds),
                ("Enter", Msg::PageKeySource),
            ],
        ),
        (
            Msg::PageSplitters,
            vec![("← →", Msg::PageKeyResize), ("Home End", Msg::PageKeyLimits), ("Enter", Msg::PageKeyCollapse)],
        ),
    ]
}

#[component]
pub fn Keys(props: &KeysProps) -> Html {
    let lang = props.lang;
    let row = |keys: &str, does: Msg| {
        html! { <tr><th scope="row">{ caps(keys) }</th><td>{ does.string(lang) }</td></tr> }
    };
    let everywhere = Command::LISTED.into_iter().chain([Command::Filter]);
    let everywhere = everywhere.filter_map(|command| Some(row(keyboard::keys(command)?, command.label())));
    let everywhere = everywhere.collect::<Html>();
    let parts = parts().into_iter().map(|(part, keys)| {
        html! {
            <tbody>
                <tr class="keys-part"><th colspan="2" scope="rowgroup">{ part.string(lang) }</th></tr>
                { for keys.into_iter().map(|(keys, does)| row(keys, does)) }
            </tbody>
        }
    });
    let single = use_state(storage::single_keys);
    let onchange = {
        let single = single.clone();
        move |event: Event| {
            if let Some(input) = event.target_dyn_into::<web_sys::HtmlInputElement>() {
                storage::set_single_keys(input.checked());
                single.set(input.checked());
            }
        }
    };
    html! {
        <Dialog class="keys" title={Msg::PageKeys.string(lang)} {lang} on_close={props.on_close.clone()}>
            <table>
                <tbody>
                    { everywhere }
                    { row("F6 Shift+F6", Msg::PageKeyRegions) }
                    { row("Esc", Msg::PageKeyEscape) }
                </tbody>
                { for parts }
            </table>
            <label class="choice">
                <input type="checkbox" checked={*single} {onchange} />{ Msg::PageKeysSingle.string(lang) }
            </label>
        </Dialog>
    }
}

/// Keys as caps. A blank stands between keys that are pressed one after the other, or one for the other.
fn caps(keys: &str) -> Html {
    let keys = keys.split(' ').map(|chord| {
        let caps = shown(chord);
        html! { <>{ for caps.split('+').map(|cap| html! { <kbd>{ cap.to_owned() }</kbd> }) }{ " " }</> }
    });
    keys.collect()
}
