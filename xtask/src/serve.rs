//! The page on this machine, for the person who sits at it.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};

use crate::command::program;
use crate::dist;
use crate::files::Site;

/// Builds the page if need be and serves it until the process is ended.
pub fn serve(port: u16, open: bool) -> Result<(), String> {
    // First, so that a port that is taken is told before anything is built.
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => format!(
            "Port {port} is taken by another program. Choose another one: cargo xtask serve --port {}",
            if port == u16::MAX { 8080 } else { port + 1 }
        ),
        _ => format!("Port {port} cannot be used: {error}. Choose another one: cargo xtask serve --port 8081"),
    })?;
    dist::build()?;

    let port = listener.local_addr().map_or(port, |address| address.port());
    let url = format!("http://127.0.0.1:{port}/");
    println!("\nThe playground is at {url}  (Ctrl+C ends it)");
    if open {
        let (opener, arguments): (_, &[&str]) = if cfg!(windows) {
            ("cmd", &["/C", "start"])
        } else if cfg!(target_os = "macos") {
            ("open", &[])
        } else {
            ("xdg-open", &[])
        };
        if program(opener).args(arguments).arg(&url).spawn().is_err() {
            println!("No browser could be opened from here: open that address yourself.");
        }
    }
    Site::new(dist::folder(), "/").answer(&listener, |_| ());
    Ok(())
}
