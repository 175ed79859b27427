//! A server of static files, for one person or one test on this machine.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// Longest request that is read; a browser's are far shorter.
const REQUEST_LIMIT: u64 = 64 * 1024;
/// A browser opens connections ahead of need; one that stays silent is given up.
const SILENCE: Duration = Duration::from_secs(30);

/// A folder under a path, such as `/` or `/some/where/`.
#[derive(Clone, Debug)]
pub struct Site {
    folder: PathBuf,
    path: String,
}

#[derive(Debug, PartialEq, Eq)]
struct Response {
    status: &'static str,
    content_type: &'static str,
    cache_control: &'static str,
    body: Vec<u8>,
}

impl Site {
    /// `path` begins and ends with a slash.
    pub fn new(folder: PathBuf, path: &str) -> Self {
        Self { folder, path: path.to_owned() }
    }

    /// Answers requests, each in a thread of its own, and tells `seen` the target of each. Never returns while the
    /// listener works.
    pub fn answer(&self, listener: &TcpListener, seen: impl Fn(&str) + Clone + Send + 'static) {
        for stream in listener.incoming().flatten() {
            let (site, seen) = (self.clone(), seen.clone());
            // A visitor who leaves early is no trouble of ours.
            thread::spawn(move || drop(site.answer_one(&stream, &seen)));
        }
    }

    fn answer_one(&self, mut stream: &TcpStream, seen: &impl Fn(&str)) -> std::io::Result<()> {
        stream.set_read_timeout(Some(SILENCE))?;
        let mut lines = BufReader::new(stream.take(REQUEST_LIMIT)).lines();
        let Some(first) = lines.next().transpose()? else { return Ok(()) };
        // The header fields say nothing that matters here, but must be read before the answer.
        for line in lines {
            if line?.is_empty() {
                break;
            }
        }
        let mut words = first.split(' ');
        let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        seen(target);
        let response = match method {
            "GET" | "HEAD" => self.find(target),
            _ => Response::without_file("405 Method Not Allowed"),
        };
        let Response { status, content_type, cache_control, body } = response;
        let length = body.len();
        write!(
            stream,
            "HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {length}\r\n\
             Cache-Control: {cache_control}\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n"
        )?;
        if method == "GET" {
            stream.write_all(&body)?;
        }
        stream.flush()
    }

    fn find(&self, target: &str) -> Response {
        let not_found = || Response::without_file("404 Not Found");
        let path = target.split(['?', '#']).next().unwrap_or_default();
        let Some(path) = percent_decoded(path) else { return not_found() };
        let Some(path) = path.strip_prefix(&self.path) else { return not_found() };
        let path = if path.is_empty() { "index.html" } else { path };
        // Only plain names: no way up, no other drive, no hidden file.
        let plain = |name: &str| !name.is_empty() && !name.starts_with('.') && !name.contains(['\\', ':', '\0']);
        if !path.split('/').all(plain) {
            return not_found();
        }
        match fs::read(self.folder.join(path)) {
            Ok(body) => Response {
                status: "200 OK",
                content_type: content_type(path),
                cache_control: if is_named_by_content(path) {
                    "public, max-age=31536000, immutable"
                } else {
                    "no-cache"
                },
                body,
            },
            Err(_) => not_found(),
        }
    }
}

impl Response {
    fn without_file(status: &'static str) -> Self {
        Self { status, content_type: "text/plain; charset=utf-8", cache_control: "no-store", body: status.into() }
    }
}

fn content_type(path: &str) -> &'static str {
    match Path::new(path).extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ttf") => "font/ttf",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Whether a file has another name as soon as it has another content: the build puts 16 hexadecimal digits into such
/// names. Not in `snippets/`, where the digits do not follow the content.
fn is_named_by_content(path: &str) -> bool {
    !path.starts_with("snippets/")
        && path
            .split(|c: char| !c.is_ascii_alphanumeric())
            .any(|word| word.len() == 16 && word.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Site {
        Site::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "/some/where/")
    }

    fn status(target: &str) -> &'static str {
        site().find(target).status
    }

    #[test]
    fn files_are_found_under_the_path_only() {
        assert_eq!(status("/some/where/lib.rs"), "200 OK");
        assert_eq!(status("/some/where/lib.rs?again#here"), "200 OK");
        assert_eq!(status("/some/where/l%69b.rs"), "200 OK");
        assert_eq!(status("/lib.rs"), "404 Not Found");
        assert_eq!(status("/some/where/nothing.rs"), "404 Not Found");
        assert_eq!(status("/some/where/"), "404 Not Found", "there is no index.html among the sources");
    }

    #[test]
    fn nothing_outside_the_folder_is_served() {
        for target in
            ["../Cargo.toml", "%2e%2e/Cargo.toml", "..%2FCargo.toml", "/etc/passwd", "..\\Cargo.toml", "%zz", "%"]
        {
            assert_eq!(status(&format!("/some/where/{target}")), "404 Not Found", "{target}");
        }
    }

    #[test]
    fn only_files_named_by_their_content_may_be_kept() {
        assert!(is_named_by_content("monaco-80c53d8f34ac644c/editor.js"));
        assert!(is_named_by_content("ram-policy-playground-947689c6a07f2944_bg.wasm"));
        assert!(!is_named_by_content("snippets/ram-policy-playground-8d23d8d81159eda4/static/editor/bridge.js"));
        assert!(!is_named_by_content("index.html"));
    }

    #[test]
    fn answers_are_complete_http() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        thread::spawn(move || site().answer(&listener, |_| ()));
        let ask = |request: &str| {
            let mut stream = TcpStream::connect(address).unwrap();
            stream.write_all(request.as_bytes()).unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            answer
        };
        let get = ask("GET /some/where/lib.rs HTTP/1.1\r\nHost: x\r\n\r\n");
        let head = ask("HEAD /some/where/lib.rs HTTP/1.1\r\nHost: x\r\n\r\n");
        let source = include_str!("lib.rs");
        assert!(get.contains(&format!("Content-Length: {}\r\n", source.len())));
        assert_eq!(get.strip_prefix(&head), Some(source));
        assert!(ask("POST / HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 405 "));
    }
}
