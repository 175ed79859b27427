//! A page in Chromium, with the few verbs that the tests are written in.
//!
//! Each [`Page`] has its own server, chromedriver and browser profile, so tests share nothing. The folder is served
//! under a path, since the page must work from any. Every verb waits for the element that it is about, and panics at
//! the caller's line when it does not come.

use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use fantoccini::actions::{InputSource, KeyAction, KeyActions, MouseActions, PointerAction};
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::key::Key;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::runtime::Runtime;
use xtask::files::Site;

/// How long a verb waits: far longer than anything takes on a slow machine.
const PATIENCE: Duration = Duration::from_secs(40);
const PAUSE: Duration = Duration::from_millis(30);
const PATH: &str = "/some/where/";

const CHROMIUM_OPTIONS: [&str; 11] = [
    "--headless=new",
    // For root, as whom continuous integration often runs.
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--accept-lang=en-US",
    "--no-first-run",
    "--window-size=1440,900",
];

pub struct Page {
    runtime: Runtime,
    client: Client,
    address: String,
    targets: Arc<Mutex<Vec<String>>>,
    // Last: it ends only after the session.
    _driver: Driver,
}

impl Page {
    /// Opens the page in a new browser. `rest` follows its address: a query, a fragment, both or nothing.
    #[track_caller]
    pub fn open(rest: &str) -> Self {
        let page = Self::blank();
        page.goto(rest);
        page
    }

    /// A new browser that has opened nothing yet.
    pub fn blank() -> Self {
        let folder = env::var_os("PLAYGROUND_DIST").expect("these tests are run by `cargo xtask test browser`");
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = format!("http://{}{PATH}", listener.local_addr().expect("the port that was chosen"));
        let targets = Arc::<Mutex<Vec<String>>>::default();
        let seen = Arc::clone(&targets);
        thread::spawn(move || {
            Site::new(PathBuf::from(folder), PATH)
                .answer(&listener, move |target| seen.lock().expect("no panic while held").push(target.to_owned()));
        });

        let driver = Driver::start();
        let capabilities = json!({
            "goog:chromeOptions": { "args": CHROMIUM_OPTIONS },
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        });
        let Value::Object(capabilities) = capabilities else { unreachable!("it is an object") };
        let runtime = Runtime::new().expect("threads for the driver's client");
        let client = runtime
            .block_on(ClientBuilder::new(HttpConnector::new()).capabilities(capabilities).connect(&driver.address))
            .expect("chromedriver opens a browser");
        Self { runtime, client, address, targets, _driver: driver }
    }

    /// Where the page is, up to its query.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Loads the page anew, even where only the fragment differs.
    #[track_caller]
    pub fn goto(&self, rest: &str) {
        for url in ["about:blank", &format!("{}{rest}", self.address)] {
            self.done(self.runtime.block_on(self.client.goto(url)), url);
        }
    }

    #[track_caller]
    pub fn reload(&self) {
        self.done(self.runtime.block_on(self.client.refresh()), "reload");
    }

    #[track_caller]
    pub fn wait_for(&self, css: &str) {
        self.on(css, async |_| Ok(()));
    }

    /// Waits until an expression of JavaScript is true.
    #[track_caller]
    pub fn wait_until(&self, condition: &str) {
        let start = Instant::now();
        while self.evaluate(&format!("Boolean({condition})")) != true {
            assert!(start.elapsed() < PATIENCE, "never came true: {condition}");
            thread::sleep(PAUSE);
        }
    }

    /// The value of an expression of JavaScript.
    #[track_caller]
    pub fn evaluate(&self, expression: &str) -> Value {
        self.done(self.runtime.block_on(self.client.execute(&format!("return ({expression});"), vec![])), expression)
    }

    /// The text of the first such element, as it is seen.
    #[track_caller]
    pub fn text(&self, css: &str) -> String {
        self.on(css, async |element| element.text().await)
    }

    #[track_caller]
    pub fn attribute(&self, css: &str, name: &str) -> Option<String> {
        self.on(css, async |element| element.attr(name).await)
    }

    /// How many such elements there are now.
    #[track_caller]
    pub fn count(&self, css: &str) -> usize {
        self.done(self.runtime.block_on(self.client.find_all(Locator::Css(css))), css).len()
    }

    /// Clicks the middle of the first such element, after scrolling it into view; fails if something covers it.
    #[track_caller]
    pub fn click(&self, css: &str) {
        self.on(css, async |element| element.click().await);
    }

    /// Clicks a button that is shown, by its name or by one line of it.
    #[track_caller]
    pub fn click_button(&self, name: &str) {
        let named = format!("normalize-space() = \"{name}\"");
        let xpath = format!("//button[{named} or .//span[{named}] or @aria-label = \"{name}\"]");
        self.again(name, async || {
            for button in self.client.find_all(Locator::XPath(&xpath)).await? {
                if button.is_displayed().await? {
                    return button.click().await;
                }
            }
            // Fails, and says that there is none, or that it is hidden.
            self.client.find(Locator::XPath(&xpath)).await?.click().await
        });
    }

    /// Moves the pointer to the middle of the first such element.
    #[track_caller]
    pub fn hover(&self, css: &str) {
        self.on(css, async |element| {
            let to = PointerAction::MoveToElement { element, duration: None, x: 0.0, y: 0.0 };
            self.client.perform_actions(MouseActions::new("mouse".to_owned()).then(to)).await
        });
    }

    /// Chooses a file in a field for files, which may be hidden.
    #[track_caller]
    pub fn choose_file(&self, css: &str, file: &Path) {
        let file = file.to_str().expect("a path in Unicode");
        self.on(css, async |element| element.send_keys(file).await);
    }

    /// Types into whatever has the focus.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        let strokes = text.chars().flat_map(|value| [KeyAction::Down { value }, KeyAction::Up { value }]);
        self.keys(strokes);
    }

    /// Presses keys together: names as the keyboard has them, joined by `+`, such as `Control+Shift+z` or `Enter`.
    #[track_caller]
    pub fn press(&self, chord: &str) {
        let keys: Vec<char> = chord.split('+').map(key).collect();
        let down = keys.iter().map(|&value| KeyAction::Down { value });
        let up = keys.iter().rev().map(|&value| KeyAction::Up { value });
        self.keys(down.chain(up));
    }

    #[track_caller]
    fn keys(&self, strokes: impl Iterator<Item = KeyAction>) {
        let actions = strokes.fold(KeyActions::new("keyboard".to_owned()), KeyActions::then);
        self.done(self.runtime.block_on(self.client.perform_actions(actions)), "keys");
    }

    /// Errors in the console since the last call, uncaught exceptions and breaches of the policy among them.
    #[track_caller]
    pub fn console_errors(&self) -> Vec<String> {
        let entries = self.log("browser");
        let errors = entries.iter().filter(|entry| entry["level"] == "SEVERE");
        errors.map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// The address of each request that the browser sent for the page since the last call.
    #[track_caller]
    pub fn requests(&self) -> Vec<String> {
        let events = self.log("performance").into_iter().filter_map(|entry| {
            let event: Value = serde_json::from_str(entry["message"].as_str()?).ok()?;
            let event = &event["message"];
            let sent = event["method"] == "Network.requestWillBeSent";
            sent.then(|| event["params"]["request"]["url"].as_str().map(str::to_owned))?
        });
        events.filter(|url| url.starts_with("http") || url.starts_with("ws")).collect()
    }

    /// What the server was asked for since the page was made, as paths with their queries.
    pub fn targets(&self) -> Vec<String> {
        self.targets.lock().expect("no panic while held").clone()
    }

    /// Violations that axe-core calls serious or critical: rule, and where.
    #[track_caller]
    pub fn accessibility_violations(&self) -> Vec<String> {
        let axe = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/editor/node_modules/axe-core/axe.min.js");
        let axe = fs::read_to_string(axe).expect("axe-core, installed by `cargo xtask test browser`");
        self.done(self.runtime.block_on(self.client.execute(&axe, vec![])), "axe-core");
        let script = "const done = arguments[0];
            axe.run().then(({ violations }) => done(violations
                .filter(({ impact }) => impact === 'serious' || impact === 'critical')
                .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`))));";
        let found = self.done(self.runtime.block_on(self.client.execute_async(script, vec![])), "axe-core");
        serde_json::from_value(found).expect("a list of texts")
    }

    /// What the system asks of the page, such as `prefers-color-scheme` and `dark`.
    #[track_caller]
    pub fn emulate_media(&self, feature: &str, value: &str) {
        self.devtools("Emulation.setEmulatedMedia", &json!({ "features": [{ "name": feature, "value": value }] }));
    }

    /// The size of the part of the window that shows the page, in CSS pixels.
    #[track_caller]
    pub fn resize(&self, width: u32, height: u32) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", &size);
    }

    /// Sends a command of the Chrome DevTools Protocol.
    #[track_caller]
    pub fn devtools(&self, command: &str, parameters: &Value) -> Value {
        self.post("goog/cdp/execute", json!({ "cmd": command, "params": parameters }))
    }

    #[track_caller]
    fn log(&self, name: &str) -> Vec<Value> {
        match self.post("se/log", json!({ "type": name })) {
            Value::Array(entries) => entries,
            other => panic!("the {name} log is no list: {other}"),
        }
    }

    #[track_caller]
    fn post(&self, path: &'static str, body: Value) -> Value {
        self.done(self.runtime.block_on(self.client.issue_cmd(Extension { path, body })), path)
    }

    /// Does something with the first such element.
    #[track_caller]
    fn on<T>(&self, css: &str, act: impl AsyncFn(Element) -> Result<T, CmdError>) -> T {
        self.again(css, async || act(self.client.find(Locator::Css(css)).await?).await)
    }

    /// Does something again and again until it works: an element may not be there yet, may still be covered, or may be
    /// replaced by its like just now.
    #[track_caller]
    fn again<T>(&self, what: &str, act: impl AsyncFn() -> Result<T, CmdError>) -> T {
        let start = Instant::now();
        loop {
            let result = self.runtime.block_on(act());
            if result.is_ok() || start.elapsed() > PATIENCE {
                return self.done(result, what);
            }
            thread::sleep(PAUSE);
        }
    }

    #[track_caller]
    fn done<T>(&self, result: Result<T, CmdError>, what: &str) -> T {
        match result {
            Ok(value) => value,
            Err(error) => panic!("{what}: {error}"),
        }
    }
}

impl Drop for Page {
    /// Ends the browser, which chromedriver would leave behind, and leaves a picture of a failed test.
    fn drop(&mut self) {
        if thread::panicking()
            && let Ok(png) = self.runtime.block_on(self.client.screenshot())
        {
            let name = thread::current().name().unwrap_or("page").replace("::", "-");
            let file = env::temp_dir().join(format!("playground-{name}.png"));
            if fs::write(&file, png).is_ok() {
                eprintln!("the page at that moment: {}", file.display());
            }
        }
        let _ = self.runtime.block_on(self.client.clone().close());
    }
}

/// A chromedriver on a port of its own choice.
struct Driver {
    process: Child,
    address: String,
    // Kept open: chromedriver ends when it cannot write.
    _output: BufReader<ChildStdout>,
}

impl Driver {
    /// On a busy machine a port may be gone between being found and being taken, and chromedriver ends.
    fn start() -> Self {
        (0..3).find_map(|_| Self::try_start()).expect("chromedriver says where it listens")
    }

    fn try_start() -> Option<Self> {
        let program = env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
        let mut process =
            Command::new(program).arg("--port=0").stdout(Stdio::piped()).spawn().expect("chromedriver starts");
        let mut output = BufReader::new(process.stdout.take().expect("it was asked for"));
        let port = output
            .by_ref()
            .lines()
            .map_while(Result::ok)
            .find_map(|line| Some(line.trim_end_matches('.').rsplit_once("successfully on port ")?.1.to_owned()));
        let Some(port) = port else {
            let _ = process.kill();
            let _ = process.wait();
            return None;
        };
        Some(Self { process, address: format!("http://127.0.0.1:{port}"), _output: output })
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A command of chromedriver that is not in the WebDriver standard.
#[derive(Debug)]
struct Extension {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Extension {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}

/// The character by which WebDriver calls a key.
fn key(name: &str) -> char {
    let mut characters = name.chars();
    match (characters.next(), characters.next()) {
        (Some(character), None) => character,
        _ => match name {
            "Alt" => Key::Alt,
            "Backspace" => Key::Backspace,
            "Control" => Key::Control,
            "Delete" => Key::Delete,
            "Down" => Key::Down,
            "End" => Key::End,
            "Enter" => Key::Enter,
            "Escape" => Key::Escape,
            "F1" => Key::F1,
            "F2" => Key::F2,
            "F10" => Key::F10,
            "F6" => Key::F6,
            "F8" => Key::F8,
            "Home" => Key::Home,
            "Left" => Key::Left,
            "PageDown" => Key::PageDown,
            "PageUp" => Key::PageUp,
            "Right" => Key::Right,
            "Shift" => Key::Shift,
            "Space" => Key::Space,
            "Tab" => Key::Tab,
            "Up" => Key::Up,
            _ => panic!("no key is called {name}"),
        }
        .into(),
    }
}
