//! How soon the page answers. Not a test: `cargo xtask measure` runs it and prints its lines.

use serde_json::json;

use crate::harness::Page;

/// Notes when the first answer is on the screen, and how long after a key each new one is.
const STOPWATCH: &str = "
    window.stopwatch = { first: undefined, afterKey: [] };
    let decision, pressed;
    addEventListener('keydown', (event) => { pressed = event.timeStamp; }, true);
    new MutationObserver(() => {
        const now = document.querySelector('#verdict')?.dataset.decision;
        if (!now || now === 'None' || now === decision) return;
        decision = now;
        // The next frame shows it.
        requestAnimationFrame(() => setTimeout(() => {
            const time = performance.now();
            if (stopwatch.first === undefined) stopwatch.first = time;
            else stopwatch.afterKey.push(time - pressed);
        }));
    }).observe(document, { subtree: true, childList: true, attributeFilter: ['data-decision'] });
";

/// A name in the policy that is open at first, and that its answer hangs on.
const DECIDING: &str = "sts:AssumeRole";

#[test]
#[ignore = "a measurement, for `cargo xtask measure`"]
fn reaction_times() {
    let (mut first, mut after_key) = (vec![], vec![]);
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
        // One character more, and the name is another one; one less, and it is itself again.
        for turn in 0..6 {
            page.press(if turn % 2 == 0 { "x" } else { "Backspace" });
            page.wait_until(&format!("stopwatch.afterKey.length === {}", turn + 1));
        }
        let times = page.evaluate("stopwatch.afterKey");
        after_key.extend(times.as_array().into_iter().flatten().filter_map(serde_json::Value::as_f64));
    }
    println!("measured: | navigation, nothing cached | first answer on the screen | {:.0} ms |", median(&mut first));
    println!(
        "measured: | key pressed in the editor | changed answer on the screen | {:.0} ms |",
        median(&mut after_key)
    );
}

fn median(numbers: &mut [f64]) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}
