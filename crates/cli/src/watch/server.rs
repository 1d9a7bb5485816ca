//! Serves pages that show a board, to this machine only and only under a secret address.
//!
//! Four measures keep out other programs and other pages in the same browser: the server listens on this machine only;
//! the address contains a random token; the browser must address this machine by its name (otherwise an attacker could
//! point another name here, which is called DNS rebinding); and a page of another origin gets nothing. No address is
//! the path of a file: sources have numbers.

use std::collections::BTreeMap;
use std::io;
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

use super::board::{Board, News, Subject};
use super::http::{self, Request, Response};
use crate::host::is_this_machine;
use crate::isolate::isolated;
use crate::token::token;

/// The most connections at one time. A page holds one, an idle browser a few.
const MOST_CONNECTIONS: usize = 64;
/// How long a page waits for news before it asks again.
const LONGEST_WAIT: Duration = Duration::from_secs(25);
/// How often it is looked whether a page that waits is still there.
const GLANCE: Duration = Duration::from_millis(500);

const VIEW: &str = include_str!("page/view.html");
const LIST: &str = include_str!("page/list.html");
const ASSETS: [(&str, &str, &str); 5] = [
    ("page.css", "text/css; charset=utf-8", include_str!("page/page.css")),
    ("common.js", "text/javascript; charset=utf-8", include_str!("page/common.js")),
    ("source.js", "text/javascript; charset=utf-8", include_str!("page/source.js")),
    ("view.js", "text/javascript; charset=utf-8", include_str!("page/view.js")),
    ("list.js", "text/javascript; charset=utf-8", include_str!("page/list.js")),
];

/// What all connections share.
struct Server {
    board: Arc<Board>,
    token: String,
    /// Whether the first page lists the sources, and does not show the only one.
    lists: bool,
    connections: Mutex<Connections>,
}

/// The connections there are, each under a number, the oldest first. Of one that has not shown the token there is a
/// handle, to end it by.
#[derive(Default)]
struct Connections {
    open: BTreeMap<u64, Option<TcpStream>>,
    next: u64,
}

impl Connections {
    /// Takes in a connection and gives its number. Where there are too many, the oldest that has not shown the token
    /// goes: a client that knows the address shows the token at once. If all have shown it, there is no room.
    fn take(&mut self, stream: &TcpStream) -> Option<u64> {
        if self.open.len() >= MOST_CONNECTIONS {
            let (number, oldest) = self.open.iter().find_map(|(number, it)| Some((*number, it.as_ref()?)))?;
            // One that has gone by itself cannot be ended.
            let _ = oldest.shutdown(Shutdown::Both);
            self.open.remove(&number);
        }
        self.next += 1;
        // Without a handle it cannot be ended early, and is one of those that stay.
        self.open.insert(self.next, stream.try_clone().ok());
        Some(self.next)
    }
}

/// Serves the board for as long as the program runs, and gives the address.
pub fn start(port: u16, lists: bool, board: Arc<Board>) -> io::Result<String> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    let address = listener.local_addr()?;
    let server = Arc::new(Server { board, token: token()?, lists, connections: Mutex::default() });
    let url = format!("http://{address}/{}/", server.token);
    thread::Builder::new().spawn(move || {
        for stream in listener.incoming().flatten() {
            accept(&server, stream);
        }
    })?;
    Ok(url)
}

fn accept(server: &Arc<Server>, mut stream: TcpStream) {
    let Some(number) = server.connections().take(&stream) else {
        // If that does not arrive, it cannot be helped.
        let _ = http::write(&mut stream, &Response::say(503, "there are too many connections"), false);
        return;
    };
    let guard = Connected { server: Arc::clone(server), number };
    // A machine without a thread to spare drops the connection, and the page tries again.
    let _ = thread::Builder::new().spawn(move || guard.serve(&mut stream));
}

/// A connection that is counted for as long as this lives.
struct Connected {
    server: Arc<Server>,
    number: u64,
}

impl Drop for Connected {
    fn drop(&mut self) {
        self.server.connections().open.remove(&self.number);
    }
}

impl Connected {
    fn serve(&self, stream: &mut TcpStream) {
        let (response, head) = match http::read(stream) {
            Ok(request) => {
                if self.server.below_token(&request.target).is_some() {
                    self.stay();
                }
                match self.server.answer(&request, &|| http::is_closed(stream)) {
                    Some(response) => (response, request.method == "HEAD"),
                    None => return,
                }
            }
            Err(Some(response)) => (response, false),
            Err(None) => return,
        };
        // A client that has closed the connection does not need the rest.
        let _ = http::write(stream, &response, head);
    }

    /// Ensures that this connection is not ended to make room for another.
    fn stay(&self) {
        if let Some(handle) = self.server.connections().open.get_mut(&self.number) {
            *handle = None;
        }
    }
}

impl Server {
    fn connections(&self) -> MutexGuard<'_, Connections> {
        self.connections.lock().expect("nothing panics while it is held")
    }

    /// The response; `None` if the client is gone.
    fn answer(&self, request: &Request, is_closed: &dyn Fn() -> bool) -> Option<Response> {
        if let Err(refusal) = admit(request) {
            return Some(refusal);
        }
        let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
        let Some(path) = self.below_token(path) else { return Some(unknown()) };
        if let Some((_, kind, text)) = ASSETS.iter().find(|(name, ..)| *name == path) {
            return Some(Response::ok(kind, *text));
        }
        match path.rsplit_once('.') {
            None => Some(self.page(path)),
            Some((number, "svg")) => Some(self.picture(number)),
            Some((place, "html")) => Some(self.steps(place)),
            Some((subject, "json")) => self.news(subject, query, is_closed),
            Some(_) => Some(unknown()),
        }
    }

    /// The part of the path after the token, if that is right. It takes as long to find out that it is not as that
    /// it is.
    fn below_token<'p>(&self, path: &'p str) -> Option<&'p str> {
        let (token, rest) = path.strip_prefix('/')?.split_once('/')?;
        let differs = token.bytes().zip(self.token.bytes()).fold(0, |all, (one, other)| all | (one ^ other));
        (differs == 0 && token.len() == self.token.len()).then_some(rest)
    }

    fn page(&self, path: &str) -> Response {
        let kind = "text/html; charset=utf-8";
        let number = match (path, self.lists) {
            ("", false) => 0,
            ("" | "list", _) => return Response::ok(kind, LIST),
            _ => match self.number(path) {
                Some(number) => number,
                None => return unknown(),
            },
        };
        let alone = if self.lists { "" } else { " hidden" };
        Response::ok(kind, VIEW.replace("{number}", &number.to_string()).replace("{alone}", alone))
    }

    fn picture(&self, number: &str) -> Response {
        match self.number(number).and_then(|number| self.board.svg(number)) {
            Some(svg) => Response::ok("image/svg+xml", svg.as_bytes()),
            None => unknown(),
        }
    }

    /// The page of a diagram: the number of its source, a hyphen, and which of its pictures it is.
    fn steps(&self, place: &str) -> Response {
        let page = place
            .split_once('-')
            .and_then(|(number, picture)| self.board.page(self.number(number)?, picture.parse().ok()?));
        // A bug that shows only there does not end the watch.
        match page.and_then(|page| isolated(|| page.html().to_owned()).ok()) {
            Some(html) => {
                Response { policy: http::STEPS_POLICY, ..Response::ok("text/html; charset=utf-8", html) }
            }
            None => unknown(),
        }
    }

    /// What is new since the version that the query names; waits for it if nothing is.
    fn news(&self, subject: &str, query: &str, is_closed: &dyn Fn() -> bool) -> Option<Response> {
        let subject = match subject {
            "list" => Subject::List,
            number => match self.number(number) {
                Some(number) => Subject::Sheet(number),
                None => return Some(unknown()),
            },
        };
        let after = query.strip_prefix("after=").and_then(|text| text.parse().ok()).unwrap_or(0);
        let end = Instant::now() + LONGEST_WAIT;
        loop {
            let now = Instant::now();
            match self.board.wait(subject, after, end.min(now + GLANCE)) {
                News::Some(json) => return Some(Response::ok("application/json", json)),
                News::Unknown => return Some(unknown()),
                News::None if is_closed() => return None,
                News::None if now >= end => {
                    return Some(Response { status: 204, ..Response::ok("text/plain", Vec::new()) });
                }
                News::None => {}
            }
        }
    }

    /// The number of a source, if there is one of it.
    fn number(&self, text: &str) -> Option<usize> {
        text.parse().ok().filter(|&number: &usize| number < self.board.count())
    }
}

fn unknown() -> Response {
    Response::say(404, "there is nothing here; the right address is the one that seqwright printed")
}

/// Refuses what does not come from a page of this server.
fn admit(request: &Request) -> Result<(), Response> {
    if !matches!(request.method.as_str(), "GET" | "HEAD") {
        return Err(Response::say(405, "this server only shows things"));
    }
    let [host] = request.hosts.as_slice() else {
        return Err(Response::say(400, "a request names one host"));
    };
    if !is_this_machine(host) {
        return Err(Response::say(421, "this server answers under the names of this machine only"));
    }
    let same_origin = request.origin.as_ref().is_none_or(|origin| *origin == format!("http://{host}"));
    let same_site = request.site.as_deref().is_none_or(|site| matches!(site, "same-origin" | "none"));
    if same_origin && same_site { Ok(()) } else { Err(Response::say(403, "another page asks for this")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(host: &str, origin: Option<&str>, site: Option<&str>) -> u16 {
        let request = Request {
            method: "GET".to_owned(),
            hosts: vec![host.to_owned()],
            origin: origin.map(str::to_owned),
            site: site.map(str::to_owned),
            ..Request::default()
        };
        admit(&request).map_or_else(|refusal| refusal.status, |()| 200)
    }

    #[test]
    fn only_names_of_this_machine_are_answered_to() {
        for host in ["127.0.0.1:80", "localhost:1234", "LOCALHOST", "127.0.0.1"] {
            assert_eq!(asked(host, None, None), 200, "{host}");
        }
        for host in [
            "evil.example",
            "evil.example:80",
            "127.0.0.1.evil.example",
            "localhost.evil.example:1",
            "127.0.0.1:80@evil",
            "0.0.0.0:1",
            "[::]:1",
            "",
        ] {
            assert_eq!(asked(host, None, None), 421, "{host}");
        }
    }

    #[test]
    fn only_pages_of_this_server_get_anything() {
        let host = "localhost:1";
        assert_eq!(asked(host, Some("http://localhost:1"), Some("same-origin")), 200);
        for origin in ["http://localhost:2", "https://localhost:1", "null", "http://127.0.0.1:1", ""] {
            assert_eq!(asked(host, Some(origin), None), 403, "{origin}");
        }
        for site in ["cross-site", "same-site", ""] {
            assert_eq!(asked(host, None, Some(site)), 403, "{site}");
        }
    }
}
