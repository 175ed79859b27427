//! The command line of `cargo xtask`.

use std::env::args;
use std::process::ExitCode;

use xtask::check::Part;
use xtask::{bench, check, dist, measure, prove, serve};

const USAGE: &str = "\
cargo xtask serve [--port N] [--open]   build the page and serve it on this machine
cargo xtask dist                        build the page as static files, in dist/
cargo xtask test [PART]                 run all checks, or one of: fmt, contrast, clippy, native, wasm, browser
cargo xtask measure                     print sizes on the wire and reaction times
cargo xtask bench [--peers]             measure the evaluator beside baselines, and other engines
cargo xtask prove [--worlds N] [--mutants]
                                        a million worlds or N, the fuzz targets; with mutants it takes hours

Each installs what is missing first.";

fn main() -> ExitCode {
    let words: Vec<String> = args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(code) => code,
        Err(sentence) => {
            eprintln!("\n{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str]) -> Result<ExitCode, String> {
    match words {
        ["serve", options @ ..] => {
            let mut port = 8080;
            let mut open = false;
            let mut options = options.iter();
            while let Some(option) = options.next() {
                match *option {
                    "--open" => open = true,
                    "--port" => {
                        port = options
                            .next()
                            .and_then(|number| number.parse().ok())
                            .ok_or("--port wants a number up to 65535, such as --port 8081.")?;
                    }
                    _ => return Err(USAGE.to_owned()),
                }
            }
            serve::serve(port, open)?;
        }
        ["dist"] => dist::build()?,
        ["test"] => return Ok(check::run_parts(&Part::ALL)),
        ["test", name] => {
            let part = Part::named(name).ok_or(USAGE)?;
            return Ok(check::run_parts(&[part]));
        }
        ["measure"] => measure::measure()?,
        ["bench"] => bench::bench(false)?,
        ["bench", "--peers"] => bench::bench(true)?,
        ["prove", options @ ..] => {
            let mut worlds = prove::WORLDS;
            let mut mutants = false;
            let mut options = options.iter();
            while let Some(option) = options.next() {
                match *option {
                    "--mutants" => mutants = true,
                    "--worlds" => {
                        worlds = options
                            .next()
                            .and_then(|number| number.parse().ok())
                            .ok_or("--worlds wants a number, such as --worlds 20000.")?;
                    }
                    _ => return Err(USAGE.to_owned()),
                }
            }
            prove::prove(worlds, mutants)?;
        }
        _ => return Err(USAGE.to_owned()),
    }
    Ok(ExitCode::SUCCESS)
}
