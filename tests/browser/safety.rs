//! Nothing leaves the browser, and nothing that comes in is run.

use ram_scenario::examples::EXAMPLES;
use ram_scenario::scenario::Localized;
use ram_text::Msg;

use crate::harness::Page;
use crate::playground::{ACCOUNT, TRUST, example, fragment, trusting_only_alice};

/// Loads a link, edits, asks otherwise, shares, goes through every example, in both languages.
fn whole_session() -> Page {
    let page = Page::open(&fragment(&trusting_only_alice()));
    page.allow_clipboard();
    page.answers("ImplicitDeny", TRUST);
    page.replace_in_editor("Alice", "Bob");
    page.answers("Allow", ACCOUNT);
    page.pick("#pick-user", "Carol");
    page.click_named(&Msg::PageShare);
    page.wait_for("#share-link");
    page.click_named(&Msg::PageCopyLink);
    page.wait_for(".toast");
    page.click_named(&Msg::PageOtherLanguageLabel);
    for example in EXAMPLES {
        page.evaluate(&format!("location.hash = 'example={}'", example.slug));
        page.says(".scenario", example.scenario().title.get("zh-CN"));
    }
    page.reload();
    page.wait_for_editor();
    page
}

#[test]
fn the_page_has_a_strict_content_security_policy() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    let policy = page.attribute("meta[http-equiv='Content-Security-Policy']", "content").unwrap_or_default();
    let sources = |name: &str| {
        let found = policy.split(';').find_map(|part| part.trim().strip_prefix(name)?.strip_prefix(' '));
        found.map(|sources| Vec::from_iter(sources.split(' '))).unwrap_or_default()
    };
    assert_eq!(sources("default-src"), ["'none'"]);
    assert_eq!(sources("connect-src"), ["'self'"]);
    assert_eq!(sources("worker-src"), ["'self'"]);
    assert_eq!(sources("base-uri"), ["'none'"]);
    assert_eq!(sources("form-action"), ["'none'"]);
    let scripts = sources("script-src");
    let (hashes, others): (Vec<_>, Vec<_>) = scripts.into_iter().partition(|source| source.starts_with("'sha256-"));
    assert_eq!(others, ["'self'", "'wasm-unsafe-eval'"]);
    assert_eq!(hashes.len(), 1, "one inline script: the loader");
}

#[test]
fn the_page_keeps_to_its_own_policy() {
    let page = whole_session();
    // A breach would be an error in the console.
    assert_eq!(page.console_errors(), [""; 0]);
}

#[test]
fn no_request_of_a_whole_session_leaves_the_page() {
    let page = whole_session();
    let requests = page.requests();
    assert!(requests.iter().any(|url| url.contains("/monaco-")), "{requests:?}");
    let foreign = Vec::from_iter(requests.iter().filter(|url| !url.starts_with(page.address())));
    assert!(foreign.is_empty(), "{foreign:?}");
}

#[test]
fn no_request_of_a_whole_session_carries_a_scenario() {
    let page = whole_session();
    for target in page.targets() {
        let file = target.strip_prefix("/some/where/").unwrap_or(&target);
        assert!(!file.contains("v1.") && !file.contains('#') && !file.contains("example"), "{target}");
        // Only the page itself is asked for with a query, by whoever opens it; a retry of the editor counts up.
        assert!(!file.contains('?'), "{target}");
        assert!(file.len() < 100, "{target}");
    }
}

#[test]
fn a_script_in_the_page_does_not_run() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    let run = "(() => {
        const script = document.createElement('script');
        script.textContent = 'window.injected = true';
        document.head.append(script);
        return window.injected === undefined;
    })()";
    assert_eq!(page.evaluate(run), true);
}

#[test]
fn a_request_to_another_origin_is_refused() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    let asked = "new Promise((resolve) => {
        addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolve(effectiveDirective));
        fetch('http://localhost:9/').then(() => resolve('sent'), () => undefined);
    })";
    assert_eq!(page.evaluate(asked), "connect-src");
}

#[test]
fn an_image_of_another_origin_is_refused() {
    let page = Page::open("");
    page.answers("Allow", ACCOUNT);
    let asked = "new Promise((resolve) => {
        addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolve(effectiveDirective));
        new Image().src = 'http://localhost:9/pixel.png';
    })";
    assert_eq!(page.evaluate(asked), "img-src");
}

#[test]
fn markup_in_a_scenario_is_text() {
    let markup = "<img src=x onerror='window.injected=true'>";
    let mut scenario = example("partner-operations");
    scenario.title = Localized::One(markup.to_owned());
    scenario.accounts[1].name = Some(Localized::One(markup.to_owned()));
    scenario.question.action = Some(markup.to_owned());
    let page = Page::open(&fragment(&scenario));
    page.says(".scenario", markup);
    page.says("#pick-action", markup);
    page.says(".explorer", markup);
    assert_eq!(page.count("img"), 0);
    assert_eq!(page.evaluate("window.injected === undefined"), true);
}
