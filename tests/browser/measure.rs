//! How soon the page answers. Not a test: `cargo xtask measure` runs it and prints its lines.

use serde_json::json;

use crate::harness::Page;

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

fn median(numbers: &mut [f64]) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}
