//! The tools that the page is built and tested with: which ones, which versions, and how each is installed.
//!
//! Trunk and wasm-bindgen come from crates.io into a cache folder of this project, so that other projects' tools
//! stay as they are; Monaco, esbuild and wasm-opt come from npm into `static/editor/node_modules`. A tool of the
//! right version that is on PATH is used as it is.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::{announce, cargo, output, program, root, run};

/// Trunk 0.22 wants a newer Rust than the one that this project names.
const TRUNK: &str = "0.21.14";
const OLDEST_NODE: u32 = 20;
pub const WASM: &str = "wasm32-unknown-unknown";

/// Everything that a build of the page needs, with `PATH` as Trunk must see it: whatever Trunk does not find
/// there, it tries to download.
#[derive(Debug)]
pub struct Tools {
    pub trunk: PathBuf,
    pub path: OsString,
}

/// Installs what a build of the page needs and this machine does not have.
pub fn build_tools() -> Result<Tools, String> {
    wasm_target()?;
    let modules = node_modules()?;
    let trunk = cargo_tool(&CargoTool {
        package: "trunk",
        version: TRUNK.to_owned(),
        // Without the check for updates. An unoptimised Trunk builds as fast as any: its work is done by others.
        install: &["--locked", "--no-default-features", "--features", "rustls"],
        optimization: "0",
        minutes: 5,
    })?;
    let wasm_bindgen = wasm_bindgen()?;
    let folders = [&trunk, &wasm_bindgen].into_iter().filter_map(|tool| tool.parent()).map(Path::to_owned);
    let path = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths(folders.chain([modules.join(".bin")]).chain(env::split_paths(&path)))
        .map_err(|error| format!("PATH cannot be extended: {error}."))?;
    Ok(Tools { trunk, path })
}

fn wasm_bindgen() -> Result<PathBuf, String> {
    cargo_tool(&CargoTool {
        package: "wasm-bindgen-cli",
        version: wasm_bindgen_version()?,
        // Its lock file names versions that an index which lags a little does not have yet.
        install: &["--bin", "wasm-bindgen", "--bin", "wasm-bindgen-test-runner"],
        optimization: "1",
        minutes: 4,
    })
}

/// The program that runs tests compiled to WebAssembly in Node.js; it comes with wasm-bindgen.
pub fn wasm_test_runner() -> Result<PathBuf, String> {
    let name = format!("wasm-bindgen-test-runner{}", env::consts::EXE_SUFFIX);
    let runner = wasm_bindgen()?.with_file_name(name);
    if runner.is_file() {
        return Ok(runner);
    }
    Err(format!("{} is missing: remove that folder and run this again.", runner.display()))
}

/// The program that runs fuzz targets; they need a nightly toolchain too.
pub fn cargo_fuzz() -> Result<PathBuf, String> {
    cargo_tool(&CargoTool {
        package: "cargo-fuzz",
        version: "0.13.2".to_owned(),
        install: &["--locked"],
        optimization: "0",
        minutes: 2,
    })
}

/// The program that changes a line and looks for a test that fails.
pub fn cargo_mutants() -> Result<PathBuf, String> {
    cargo_tool(&CargoTool {
        package: "cargo-mutants",
        version: "27.1.0".to_owned(),
        install: &["--locked"],
        optimization: "0",
        minutes: 4,
    })
}

pub fn wasm_target() -> Result<(), String> {
    let installed = output(program("rustc").args(["--print", "target-libdir", "--target", WASM]))
        .is_some_and(|folder| Path::new(folder.trim()).exists());
    if installed {
        return Ok(());
    }
    announce("Installing Rust's WebAssembly target");
    run(
        program("rustup").args(["target", "add", WASM]),
        &format!(
            "Install rustup (https://rustup.rs), or the {WASM} target in the way your Rust came, and run this again."
        ),
    )
}

/// Installs what `static/editor/package-lock.json` names, and returns where it is.
fn node_modules() -> Result<PathBuf, String> {
    let folder = root().join("static/editor");
    let modules = folder.join("node_modules");
    let wanted = fs::read(folder.join("package-lock.json"))
        .map_err(|error| format!("static/editor/package-lock.json cannot be read: {error}."))?;

    let get_node = format!("Install Node.js {OLDEST_NODE} or newer (https://nodejs.org) and run this again.");
    let version = output(program("node").arg("--version")).ok_or(format!("Node.js was not found. {get_node}"))?;
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse().ok());
    if major.is_none_or(|major: u32| major < OLDEST_NODE) {
        return Err(format!("Node.js {} is too old. {get_node}", version.trim()));
    }

    // A copy of the lock file that was installed.
    let stamp = modules.join(".installed");
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(modules);
    }
    announce("Installing Monaco, esbuild and wasm-opt from npm");
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    run(
        program(npm).args(["ci", "--no-audit", "--no-fund"]).current_dir(&folder),
        "See npm's message above; if the registry could not be reached, run this again when it can.",
    )?;
    fs::write(&stamp, wanted).map_err(|error| format!("{} cannot be written: {error}.", stamp.display()))?;
    Ok(modules)
}

struct CargoTool {
    package: &'static str,
    version: String,
    install: &'static [&'static str],
    optimization: &'static str,
    /// On two cores.
    minutes: u32,
}

/// The program of a tool: from PATH if it has this version there, else from the cache, else installed there.
fn cargo_tool(tool: &CargoTool) -> Result<PathBuf, String> {
    let CargoTool { package, version, .. } = tool;
    let name = package.trim_end_matches("-cli");
    let has_version =
        |path: &Path| output(Command::new(path).arg("--version")).is_some_and(|said| said.trim().ends_with(version));

    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    let on_path = env::split_paths(&env::var_os("PATH").unwrap_or_default())
        .map(|folder| folder.join(&file))
        .find(|path| path.is_file());
    if let Some(path) = on_path.filter(|path| has_version(path)) {
        return Ok(path);
    }
    let folder = cache()?.join(format!("{name}-{version}"));
    let path = folder.join("bin").join(&file);
    if has_version(&path) {
        return Ok(path);
    }
    announce(&format!("Installing {package} {version}: compiled once for this machine, some {} minutes", tool.minutes));
    run(
        cargo()
            .args(["install", package, "--version", version, "--root"])
            .arg(&folder)
            .args(tool.install)
            // The packages' own release profiles take more than twice as long to compile.
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", tool.optimization)
            // Or the tool's dependencies would stay in this project's target folder.
            .env_remove("CARGO_TARGET_DIR"),
        "See cargo's message above; if the registry could not be reached, run this again when it can.",
    )?;
    Ok(path)
}

/// The version of the library that the page is linked with: the program must be of the same.
fn wasm_bindgen_version() -> Result<String, String> {
    let lock = fs::read_to_string(root().join("Cargo.lock"))
        .map_err(|error| format!("Cargo.lock cannot be read: {error}."))?;
    locked_version(&lock, "wasm-bindgen").ok_or("Cargo.lock does not name wasm-bindgen.".to_owned())
}

fn locked_version(lock: &str, package: &str) -> Option<String> {
    let (_, entry) = lock.split_once(&format!("name = \"{package}\"\nversion = \""))?;
    Some(entry.split('"').next()?.to_owned())
}

fn cache() -> Result<PathBuf, String> {
    let folder = |variable| env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from);
    let home = || folder("HOME");
    let caches = if cfg!(windows) {
        folder("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library/Caches"))
    } else {
        folder("XDG_CACHE_HOME").or_else(|| home().map(|home| home.join(".cache")))
    };
    let caches = caches.ok_or("No folder for cached tools: set HOME (on Windows LOCALAPPDATA) and run this again.")?;
    Ok(caches.join("ram-policy-playground"))
}

/// Sees to it that Chromium can be driven: by chromedriver, found as the tests find it.
pub fn browser() -> Result<(), String> {
    let driver = env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
    if output(program(driver).arg("--version")).is_some() {
        return Ok(());
    }
    // Ubuntu's chromium is a snap, which chromedriver cannot start.
    let debian = fs::read_to_string("/etc/os-release").is_ok_and(|text| text.lines().any(|line| line == "ID=debian"));
    let superuser = output(program("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    if !(debian && superuser) {
        return Err("The browser tests need Chromium or Chrome and the chromedriver of the same version, \
                    on PATH or named by CHROMEDRIVER. On Debian: apt-get install chromium chromium-driver. \
                    Elsewhere: https://googlechromelabs.github.io/chrome-for-testing/"
            .to_owned());
    }
    announce("Installing Chromium and chromedriver");
    let advice = "See its message above; if the package server could not be reached, run this again when it can.";
    run(program("apt-get").args(["update", "--quiet"]), advice)?;
    run(
        program("apt-get")
            .args(["install", "--yes", "--no-install-recommends", "chromium", "chromium-driver"])
            .env("DEBIAN_FRONTEND", "noninteractive"),
        advice,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_tells_the_version_of_exactly_that_package() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"registry\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked_version(lock, "wasm"), None);
    }
}
