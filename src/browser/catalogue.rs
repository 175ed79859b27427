//! The catalogue of actions, fetched when the page has been drawn. Nothing waits for it.

use ram_catalog::Catalogue;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlMetaElement, Response};

use super::{document, window};

/// Fetches and reads it; nothing where that fails: every field takes any text then.
pub async fn fetch() -> Option<Catalogue> {
    let meta = document().query_selector("meta[name=\"action-catalogue\"]").ok()??;
    let address = meta.dyn_into::<HtmlMetaElement>().ok()?.content();
    let response: Response = JsFuture::from(window().fetch_with_str(&address)).await.ok()?.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    let text = JsFuture::from(response.text().ok()?).await.ok()?.as_string()?;
    Catalogue::parse(&text).ok()
}
