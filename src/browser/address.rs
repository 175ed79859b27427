//! The address bar. Everything about a scenario is in the fragment, which browsers never send.

use js_sys::decode_uri_component;
use wasm_bindgen::JsValue;

use super::window;

/// The fragment, without `#`.
pub fn fragment() -> String {
    let hash = window().location().hash().unwrap_or_default();
    hash.strip_prefix('#').unwrap_or(&hash).to_owned()
}

/// The address with another fragment.
pub fn with_fragment(fragment: &str) -> String {
    let href = window().location().href().unwrap_or_default();
    let base = href.split('#').next().unwrap_or_default();
    format!("{base}#{fragment}")
}

/// Shows an address without going there.
pub fn replace(address: &str) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
    }
}

/// Takes the fragment out of the address: the page shows something else now.
pub fn clear_fragment() {
    if !fragment().is_empty() {
        let href = window().location().href().unwrap_or_default();
        replace(href.split('#').next().unwrap_or_default());
    }
}

/// The value of a query parameter.
pub fn parameter(name: &str) -> Option<String> {
    let search = window().location().search().ok()?;
    let value =
        search.trim_start_matches('?').split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))?;
    decode_uri_component(value).ok().map(String::from)
}

/// Takes a query parameter out of the address, since what it asked for has been changed on the page.
pub fn remove_parameter(name: &str) {
    if parameter(name).is_none() {
        return;
    }
    let location = window().location();
    let search = location.search().unwrap_or_default();
    let is_other = |pair: &&str| pair.strip_prefix(name).is_none_or(|rest| !rest.starts_with('='));
    let rest = Vec::from_iter(search.trim_start_matches('?').split('&').filter(is_other)).join("&");
    let query = if rest.is_empty() { String::new() } else { format!("?{rest}") };
    let path = location.pathname().unwrap_or_default();
    replace(&format!("{path}{query}{}", location.hash().unwrap_or_default()));
}
