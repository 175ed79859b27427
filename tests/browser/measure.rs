//! How soon the page answers. Not a test: `cargo xtask measure` runs it and prints its lines.

use ram_scenario::scenario::Scenario;
use serde_json::json;

use crate::harness::Page;
use crate::playground::{example, fragment};

/// Notes when the first answer is on the screen, and how long after a key each new one is in the document and on the
/// screen.
const STOPWATCH: &str = "
    window.stopwatch = { first: undefined, inDocument: [], onScreen: [] };
    let decision, pressed;
    addEventListener('keydown', (event) => { pressed = event.timeStamp; }, true);
    new MutationObserver(() => {
        const now = document.querySelector('#verdict')?.dataset.decision;
        if (!now || now === 'None' || now === decision) return;
        decision = now;
        if (stopwatch.first !== undefined) stopwatch.inDocument.push(performance.now() - pressed);
        // The next frame shows it.
        requestAnimationFrame(() => setTimeout(() => {
            const time = performance.now();
            if (stopwatch.first === undefined) stopwatch.first = time;
            else stopwatch.onScreen.push(time - pressed);
        }));
    }).observe(document, { subtree: true, childList: true, attributeFilter: ['data-decision'] });
";

/// A name in the policy that is open at first, and that its answer hangs on.
const DECIDING: &str = "sts:AssumeRole";

/// How many keys each browser is given, the first ones included.
const KEYS: usize = 20;
/// Between two keys.
const PACE: std::time::Duration = std::time::Duration::from_millis(100);

#[test]
#[ignore = "a measurement, for `cargo xtask measure`"]
fn reaction_times() {
    let (mut first, mut in_document, mut on_screen) = (vec![], vec![], vec![]);
    for _ in 0..7 {
        // A new browser each time: nothing is cached.
        let page = Page::blank();
        page.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": STOPWATCH }));
        page.goto("");
        page.wait_until("stopwatch.first !== undefined");
        first.extend(page.evaluate("stopwatch.first").as_f64());

        page.click(".monaco-editor .view-line");
        page.press("Control+f");
        page.wait_until("document.activeElement.closest('.find-widget')");
        page.type_text(DECIDING);
        page.press("Escape");
        page.press("Right");
        // One character more, and the name is another one; one less, and it is itself again. A quick typist's pace.
        for turn in 0..KEYS {
            page.press(if turn % 2 == 0 { "x" } else { "Backspace" });
            page.wait_until(&format!("stopwatch.onScreen.length === {}", turn + 1));
            std::thread::sleep(PACE);
        }
        for (name, all) in [("inDocument", &mut in_document), ("onScreen", &mut on_screen)] {
            let times = page.evaluate(&format!("stopwatch.{name}"));
            all.extend(times.as_array().into_iter().flatten().filter_map(serde_json::Value::as_f64));
        }
    }
    for (from, to, times) in [
        ("navigation, nothing cached", "first answer on the screen", &mut first),
        ("key pressed in Monaco", "changed verdict in the document", &mut in_document),
        ("key pressed in Monaco", "changed verdict on the screen", &mut on_screen),
    ] {
        println!("measured: | {from} | {to} | {:.0} ms |", median(times));
    }
}

/// A policy with 1,000 statements, longer than the platform takes: what is wrong with it is found at each key.
fn long_policy() -> Scenario {
    let statement = |n: usize| {
        format!(
            r#"    {{ "Effect": "Allow", "Action": "ecs:Describe{n}*", "Resource": "acs:ecs:*:*:instance/i-{n}" }}"#
        )
    };
    let statements = (0..1_000).map(statement).collect::<Vec<_>>().join(",\n");
    let document = format!("{{\n  \"Version\": \"1\",\n  \"Statement\": [\n{statements}\n  ]\n}}");
    let mut scenario = example("narrow-assume");
    for account in &mut scenario.accounts {
        for policy in &mut account.policies {
            policy.document.clone_from(&document);
        }
    }
    scenario
}

/// How long a frame takes in which a key was pressed.
const FRAMES: &str = "
    (() => {
        window.frames = [];
        addEventListener('keydown', (event) => {
            requestAnimationFrame(() => setTimeout(() => window.frames.push(performance.now() - event.timeStamp)));
        }, true);
    })()
";

/// Asks the authoring module for what could be written after `ecs:`, many times.
const COMPLETIONS: &str = r#"
    (async () => {
        const of = (name) => new URL(document.querySelector(`meta[name="${name}"]`).content, document.baseURI);
        const { Author, default: start } = await import(new URL('author.js', of('author-module')).href);
        await start({ module_or_path: new URL('author_bg.wasm', of('author-module')) });
        const author = new Author();
        author.setCatalogue(await (await fetch(of('action-catalogue'))).text());
        const text = '{"Version":"1","Statement":[{"Effect":"Allow","Action":"ecs:"}]}';
        window.completions = [];
        for (let turn = 0; turn < 50; turn++) {
            const began = performance.now();
            const found = JSON.parse(author.complete('custom/1/x', text, text.indexOf('ecs:') + 4));
            if (found.items.length < 10) throw new Error('too few');
            window.completions.push(performance.now() - began);
        }
        window.isComplete = true;
    })()
"#;

#[test]
#[ignore = "a measurement, for `cargo xtask measure`"]
fn authoring_times() {
    let page = Page::open(&fragment(&long_policy()));
    page.wait_for("#verdict");
    page.evaluate(COMPLETIONS);
    page.wait_until("window.isComplete");
    let mut completions = numbers(&page, "completions");
    println!("measured: | `ecs:` is asked about | list of completions | {:.1} ms |", median(&mut completions));

    page.evaluate("document.querySelector(\"[data-row*='/policy/custom/']\")?.click()");
    page.press("Control+k");
    page.has_focus("[role=combobox]");
    page.type_text("assume-read-only");
    page.wait_for(".pk-o[data-active]");
    page.press("Enter");
    page.wait_for(".monaco-editor .view-line");
    page.click(".monaco-editor .view-line:nth-child(5)");
    page.press("End");
    page.evaluate(FRAMES);
    for turn in 0..KEYS {
        page.press(if turn % 2 == 0 { " " } else { "Backspace" });
        page.wait_until(&format!("window.frames.length === {}", turn + 1));
        std::thread::sleep(PACE);
    }
    let mut frames = numbers(&page, "frames");
    println!("measured: | key in a policy of 1,000 statements | next frame, marked | {:.0} ms |", median(&mut frames));
}

fn numbers(page: &Page, name: &str) -> Vec<f64> {
    let found = page.evaluate(&format!("window.{name}"));
    found.as_array().into_iter().flatten().filter_map(serde_json::Value::as_f64).collect()
}

fn median(numbers: &mut [f64]) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}
