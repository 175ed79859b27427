//! Running other programs, and saying in a sentence what went wrong with one.

use std::io::{BufRead, BufReader, Read, Write, stderr, stdout};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::thread;

/// The root of the checkout.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// A program that will be run at the root of the checkout.
pub fn program(name: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root());
    command
}

pub fn cargo() -> Command {
    program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Announces a step; the programs that it runs show their own progress below.
pub fn announce(step: &str) {
    println!("\n==> {step}");
}

/// Runs a program with this terminal as its own. `advice` says what to do if it fails.
pub fn run(command: &mut Command, advice: &str) -> Result<(), String> {
    let status = command.status().map_err(|error| not_started(command, &error))?;
    if status.success() { Ok(()) } else { Err(format!("{} failed ({status}). {advice}", name(command))) }
}

/// What a program prints, if it can be run and succeeds.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a program, shows what it prints, and returns that too, with whether it succeeded.
pub fn watch(command: &mut Command) -> Result<(bool, String), String> {
    let mut child =
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(|error| not_started(command, &error))?;
    let seen = Mutex::new(String::new());
    thread::scope(|scope| {
        if let Some(pipe) = child.stdout.take() {
            scope.spawn(|| pass_on(pipe, stdout(), &seen));
        }
        if let Some(pipe) = child.stderr.take() {
            scope.spawn(|| pass_on(pipe, stderr(), &seen));
        }
    });
    let status = child.wait().map_err(|error| not_started(command, &error))?;
    Ok((status.success(), seen.into_inner().unwrap_or_default()))
}

fn pass_on(pipe: impl Read, mut terminal: impl Write, seen: &Mutex<String>) {
    let mut lines = BufReader::new(pipe);
    let mut line = Vec::new();
    while matches!(lines.read_until(b'\n', &mut line), Ok(1..)) {
        // A closed terminal is no reason to stop the checks.
        let _ = terminal.write_all(&line);
        if let Ok(mut seen) = seen.lock() {
            seen.push_str(&String::from_utf8_lossy(&line));
        }
        line.clear();
    }
}

fn name(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_stem().unwrap_or(command.get_program());
    let mut name = program.to_string_lossy().into_owned();
    for argument in command.get_args().take(2) {
        name.push(' ');
        name.push_str(&argument.to_string_lossy());
    }
    format!("`{name}`")
}

fn not_started(command: &Command, error: &std::io::Error) -> String {
    format!("{} could not be started: {error}.", name(command))
}
