//! Listens and holds the limits of connections: how many, how long, how large.

use std::convert::Infallible;
use std::io;
use std::net::TcpListener as Bound;
use std::num::NonZero;
use std::pin::pin;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::{Body, Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::{sleep, timeout};

use super::answer::{admit, answer, finished};
use super::decode::{MOST_BYTES, too_large};
use super::problem::Problem;
use super::{Service, draw};
use crate::STACK;

/// How long the head of a request may take to arrive, and how long a connection may be idle.
const HEAD_PATIENCE: Duration = Duration::from_secs(10);
/// How long its body may take.
const BODY_PATIENCE: Duration = Duration::from_secs(10);
/// How long a request waits for its turn to be drawn.
const TURN_PATIENCE: Duration = Duration::from_secs(10);
/// How long a connection may last, so that slow clients do not hold it forever.
const LONGEST: Duration = Duration::from_secs(120);
/// How long requests that have begun may go on when the server stops.
const GRACE: Duration = Duration::from_secs(10);
/// The most bytes of a head that are read at all; its parts have smaller limits.
const MOST_HEAD: usize = 128 << 10;

const FULL: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\n\
    Retry-After: 1\r\nConnection: close\r\nContent-Length: 42\r\n\r\nError 503: There are too many connections.";

/// Serves until a signal comes, and then until the requests that have begun are answered.
pub fn run(service: &Arc<Service>, listener: Bound, most: usize) -> io::Result<()> {
    let drawers = thread::available_parallelism().map_or(1, NonZero::get);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .enable_time()
        .thread_stack_size(STACK)
        .max_blocking_threads(drawers)
        .build()?;
    let ended = runtime.block_on(listen(service, listener, most, drawers));
    // The pictures being drawn now have no reader any more.
    runtime.shutdown_background();
    ended
}

async fn listen(service: &Arc<Service>, listener: Bound, most: usize, drawers: usize) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = TcpListener::from_std(listener)?;
    let (connections, turns) = (Arc::new(Semaphore::new(most)), Arc::new(Semaphore::new(drawers)));
    let (stop, stopped) = watch::channel(());
    let mut signal = pin!(signal());
    loop {
        let stream = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut signal => break,
        };
        let Ok((stream, _)) = stream else {
            // Too many open files, as a rule: some are closed soon.
            sleep(Duration::from_millis(50)).await;
            continue;
        };
        let Ok(place) = Arc::clone(&connections).try_acquire_owned() else {
            // A new connection accepts this many bytes at once; otherwise the answer is lost, which is acceptable.
            let _ = stream.try_write(FULL);
            continue;
        };
        let (service, turns, stopped) = (Arc::clone(service), Arc::clone(&turns), stopped.clone());
        tokio::spawn(async move {
            connection(stream, service, turns, stopped).await;
            drop(place);
        });
    }
    drop((listener, stop));
    let all = u32::try_from(most).unwrap_or(u32::MAX);
    let _ = timeout(GRACE, connections.acquire_many(all)).await;
    Ok(())
}

/// Waits for Ctrl-C or SIGTERM.
async fn signal() {
    #[cfg(unix)]
    {
        let kind = tokio::signal::unix::SignalKind::terminate();
        if let Ok(mut terminate) = tokio::signal::unix::signal(kind) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    // Where signals cannot be caught, they end the program at once, as usual.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// Serves one connection until it ends, has lasted too long, or the server stops.
async fn connection(
    stream: TcpStream,
    service: Arc<Service>,
    turns: Arc<Semaphore>,
    mut stopped: watch::Receiver<()>,
) {
    let respond = service_fn(move |request| {
        let (service, turns) = (Arc::clone(&service), Arc::clone(&turns));
        async move { Ok::<_, Infallible>(respond(service, turns, request).await.map(Full::new)) }
    });
    let http = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_PATIENCE)
        .max_buf_size(MOST_HEAD)
        .serve_connection(TokioIo::new(stream), respond);
    let mut http = pin!(http);
    tokio::select! {
        _ = &mut http => return,
        // The sender is dropped when the server stops.
        _ = stopped.changed() => {}
        () = sleep(LONGEST) => {}
    }
    http.as_mut().graceful_shutdown();
    let _ = timeout(GRACE, http).await;
}

async fn respond(
    service: Arc<Service>,
    turns: Arc<Semaphore>,
    request: Request<Incoming>,
) -> Response<Bytes> {
    let headers = request.headers().clone();
    let whole = match admit(&service, &request) {
        Ok(()) => whole(request).await,
        Err(problem) => Err(problem),
    };
    let whole = match whole {
        Ok(whole) => whole,
        Err(problem) => return finished(Err(problem), &headers),
    };
    let Ok(Ok(turn)) = timeout(TURN_PATIENCE, turns.acquire_owned()).await else {
        let problem =
            Problem::new(StatusCode::SERVICE_UNAVAILABLE, "There is too much to draw. Ask again later.");
        return finished(Err(problem), &headers);
    };
    // The turn ends with the work, even if the client is gone.
    let drawing = tokio::task::spawn_blocking(move || {
        let response = answer(&service, &whole, draw::draw);
        drop(turn);
        response
    });
    drawing.await.unwrap_or_else(|_| {
        let problem = Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "The answer was lost.");
        finished(Err(problem), &headers)
    })
}

/// The request with its body.
async fn whole(request: Request<Incoming>) -> Result<Request<Bytes>, Problem> {
    let (head, body) = request.into_parts();
    if body.size_hint().lower() > MOST_BYTES as u64 {
        return Err(too_large());
    }
    match timeout(BODY_PATIENCE, Limited::new(body, MOST_BYTES).collect()).await {
        Ok(Ok(body)) => Ok(Request::from_parts(head, body.to_bytes())),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(too_large()),
        Ok(Err(_)) => Err(Problem::bad("The body of the request does not arrive as its head says.")),
        Err(_) => Err(Problem::new(StatusCode::REQUEST_TIMEOUT, "The request took too long.")),
    }
}
