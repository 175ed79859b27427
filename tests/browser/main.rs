//! The built page in a real browser, as a person meets it. Run by `cargo xtask test browser`, which builds the page
//! first and tells by `PLAYGROUND_DIST` where it is.

#[allow(dead_code, reason = "the words that a page is tested in, of which not all are used yet")]
mod harness;
mod measure;

use harness::Page;

#[test]
fn the_page_is_served_under_its_content_security_policy() {
    let page = Page::open("");
    page.wait_for("#verdict");

    let policy = page.attribute("meta[http-equiv='Content-Security-Policy']", "content").unwrap_or_default();
    assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-"), "{policy}");
    assert!(!policy.contains("unsafe-eval' 'unsafe") && !policy.contains("INLINE_HASHES"), "{policy}");
    // A breach would be an error in the console.
    assert_eq!(page.console_errors(), [""; 0]);
    let foreign: Vec<String> = page.requests().into_iter().filter(|url| !url.starts_with(page.address())).collect();
    assert_eq!(foreign, [""; 0], "the page asks no other server");
}
