//! The document around the app: its language, theme, title, size and regions.

use ram_text::Lang;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::{address, document, storage, window};
use crate::command::Region;
use crate::layout::Shape;
use crate::number::decimal;
use crate::state::Theme;

/// The language to begin with: of the address, of an earlier visit, of the browser.
pub fn first_lang() -> Lang {
    let of_address = || parse_lang(&address::parameter("lang")?);
    let of_browser = || {
        let languages = window().navigator().languages();
        languages.iter().find_map(|tag| parse_lang(&tag.as_string()?))
    };
    of_address().or_else(storage::lang).or_else(of_browser).unwrap_or_default()
}

/// A language by a tag that need not be ours, such as `zh` or `en-GB`.
pub fn parse_lang(tag: &str) -> Option<Lang> {
    let primary = tag.split(['-', '_']).next()?.to_ascii_lowercase();
    Lang::ALL.into_iter().find(|lang| lang.tag().split('-').next() == Some(primary.as_str()))
}

/// The theme to begin with: of the address, of an earlier visit, the system's.
pub fn first_theme() -> Theme {
    let of_address = || Theme::parse(&address::parameter("theme")?);
    of_address().or_else(storage::theme).unwrap_or_default()
}

/// Sets language and title of the document.
pub fn set_lang(lang: Lang, title: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("lang", lang.tag());
    }
    document().set_title(title);
}

/// Sets the theme of the document.
pub fn set_theme(theme: Theme) {
    if let Some(root) = document().document_element() {
        let _ = match theme {
            Theme::System => root.remove_attribute("data-theme"),
            Theme::Light | Theme::Dark => root.set_attribute("data-theme", theme.name()),
        };
    }
}

/// Marks the document where it is shown in a frame of another page.
pub fn mark_embedded() {
    let is_framed = window().parent().ok().flatten().is_some_and(|parent| parent != window());
    if let Some(root) = document().document_element().filter(|_| is_framed) {
        let _ = root.set_attribute("data-embedded", "");
    }
}

/// Whether the person says yes.
pub fn confirms(question: &str) -> bool {
    window().confirm_with_message(question).unwrap_or(true)
}

/// The row of the world that has the focus, or lies around what has it.
pub fn focused_row() -> Option<String> {
    let row = document().active_element()?.closest("[data-row]").ok().flatten()?;
    row.get_attribute("data-row")
}

/// Pixels of 1 rem.
pub fn root_size() -> f64 {
    let root = document().document_element();
    let style = root.and_then(|root| window().get_computed_style(&root).ok().flatten());
    let size = style.and_then(|style| style.get_property_value("font-size").ok());
    // The browser's own reader stops at the unit; the standard library's would bring tables of 14 KB into the page.
    size.map(|size| js_sys::parse_float(&size)).filter(|size| size.is_finite()).unwrap_or(16.0)
}

/// Whether a media query holds.
pub fn matches(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|query| query.matches())
}

/// Whether fingers are the pointer.
pub fn is_touch() -> bool {
    matches("(pointer: coarse)")
}

/// The shape of the page in this window.
pub fn shape() -> Shape {
    let at_least = |shape: &Shape| matches(&format!("(min-width: {}rem)", decimal(shape.from(), 2)));
    Shape::ALL.into_iter().rev().find(at_least).unwrap_or(Shape::Sm)
}

/// The width of the window in rem of the page.
pub fn width() -> f64 {
    let inner = window().inner_width().ok().and_then(|width| width.as_f64());
    inner.unwrap_or(1280.0) / root_size()
}

/// Whether the keys are a Mac's.
pub fn is_mac() -> bool {
    // The panels also render where there is no browser.
    cfg!(target_family = "wasm")
        && window().navigator().platform().is_ok_and(|name| name.starts_with("Mac") || name.starts_with("iP"))
}

/// Moves the focus to the next region, or to the one before; regions that are not shown are left out.
pub fn focus_neighbour(forward: bool) {
    let shown =
        |region: &Region| element(region.selector()).is_some_and(|region| region.get_client_rects().length() > 0);
    let regions = Vec::from_iter(Region::ALL.into_iter().filter(shown));
    let here = focused_region();
    let here = regions.iter().position(|region| Some(*region) == here);
    let count = regions.len();
    let next = match here {
        _ if count == 0 => return,
        Some(here) if forward => (here + 1) % count,
        Some(here) => (here + count - 1) % count,
        None if forward => 0,
        None => count - 1,
    };
    if let Some(region) = regions.get(next) {
        focus_region(*region);
    }
}

/// The region that has the focus.
fn focused_region() -> Option<Region> {
    let active = document().active_element()?;
    Region::ALL.into_iter().find(|region| active.closest(region.selector()).ok().flatten().is_some())
}

/// Moves the focus to the filter of the region that has it, or of the world, where such a filter is open. Says whether
/// it did.
pub fn focus_filter() -> bool {
    let region = focused_region().unwrap_or(Region::World);
    let find = |kind| element(&format!("{} {kind}", region.selector()))?.dyn_into::<HtmlElement>().ok();
    if let Some(field) = find(".world-filter input") {
        return field.focus().is_ok();
    }
    // What opens the filter moves the focus there.
    find(".opens-filter").inspect(HtmlElement::click).is_some()
}

const FOCUSABLE: &str = "button:not([disabled]):not([tabindex='-1']), a[href], summary, textarea, \
     input:not([type=file]), [tabindex='0']";

/// Focuses an element.
pub fn focus(selector: &str) {
    if let Some(element) = element(selector).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Focuses the first thing inside a region that takes the focus, else the region itself.
pub fn focus_region(region: Region) {
    let in_editor = region == Region::Editor;
    let Some(region) = element(region.selector()) else { return };
    // In the editor pane that is the text, though its tabs come before it.
    let wanted: &[&str] = if in_editor { &[".native-edit-context, textarea", FOCUSABLE] } else { &[FOCUSABLE] };
    let inside = wanted.iter().find_map(|wanted| region.query_selector(wanted).ok().flatten());
    let target: HtmlElement = inside
        .unwrap_or_else(|| {
            let _ = region.set_attribute("tabindex", "-1");
            region
        })
        .unchecked_into();
    let _ = target.focus();
}

/// Whether a dialog lies over the page.
pub fn is_covered() -> bool {
    element("dialog[open]").is_some()
}

fn element(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::parse_lang;
    use ram_text::Lang;

    #[test]
    fn languages_are_known_by_their_first_part() {
        assert_eq!(parse_lang("zh"), Some(Lang::ZhCn));
        assert_eq!(parse_lang("zh-CN"), Some(Lang::ZhCn));
        assert_eq!(parse_lang("zh_TW"), Some(Lang::ZhCn));
        assert_eq!(parse_lang("EN-gb"), Some(Lang::En));
        assert_eq!(parse_lang("de"), None);
        assert_eq!(parse_lang(""), None);
    }
}
