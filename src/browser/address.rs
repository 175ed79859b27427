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

/// The fragment of a text that is nothing but an address with one.
pub fn link_in(text: &str) -> Option<&str> {
    let text = text.trim();
    let is_address = text.starts_with("https://") || text.starts_with("http://");
    text.split_once('#').map(|(_, fragment)| fragment).filter(|_| is_address && !text.contains(char::is_whitespace))
}

/// Goes to another fragment of this page, as a press on a link would.
pub fn go(fragment: &str) {
    // Fails only for a document that is not shown.
    let _ = window().location().set_hash(fragment);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_an_address_with_a_fragment_and_nothing_else() {
        assert_eq!(link_in(" https://x.example/a?lang=en#example=role-chain\n"), Some("example=role-chain"));
        for other in ["https://x.example/", "see https://x.example/#a", "#a", "acs:ram::1:role/a#b"] {
            assert_eq!(link_in(other), None, "{other}");
        }
    }
}
