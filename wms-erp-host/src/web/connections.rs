//! Connections: how many there are at once, and how long one may take to say what it asks for. What holds a connection holds a
//! file of this process, and the store and the vendors need those.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::task::JoinSet;
use tokio::time::timeout;
use wms_erp_sync::CancellationToken;

/// What one connection may take.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// How many there are at once. One more takes the place of the one that has been asking for nothing the longest; while all of
    /// them are being answered it waits.
    pub(crate) connections: usize,
    /// How long a request's head may take, and how long a connection may ask for nothing.
    pub(crate) head: Duration,
    /// How long a request's body may take.
    pub(crate) body: Duration,
    /// How long a connection lasts. A client that is still reading an answer then has `last_answer` for the rest of it.
    pub(crate) lasts: Duration,
    pub(crate) last_answer: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 256,
            head: Duration::from_secs(10),
            body: Duration::from_secs(30),
            lasts: Duration::from_secs(600),
            last_answer: Duration::from_secs(60),
        }
    }
}

/// How long to wait where a connection cannot be accepted, as where the process has no more files.
const AFTER_FAILURE: Duration = Duration::from_secs(1);

/// Serves connections until `stop` is cancelled, and then until those under way have their answers.
pub(super) async fn serve(listener: TcpListener, router: Router, limits: Limits, stop: CancellationToken) {
    let open = Arc::new(Open::default());
    let mut tasks = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            () = stop.cancelled() => break,
            Some(_) = tasks.join_next() => continue,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, peer)) => {
                let place = tokio::select! {
                    () = stop.cancelled() => break,
                    place = open.enter(limits.connections) => place,
                };
                tasks.spawn(answer(stream, peer, router.clone(), place, limits, stop.clone()));
            }
            Err(error) => {
                tracing::warn!("a connection to the page cannot be accepted: {error}");
                // Either way the loop decides what comes next.
                let _ = timeout(AFTER_FAILURE, stop.cancelled()).await;
            }
        }
    }
    drop(listener);
    while tasks.join_next().await.is_some() {}
}

/// Answers what one connection asks. What it does wrong concerns nothing else.
async fn answer(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    place: Place,
    limits: Limits,
    stop: CancellationToken,
) {
    let place = Arc::new(place);
    let router = TowerToHyperService::new(router);
    let service = service_fn(|mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        request.extensions_mut().insert(Arc::clone(&place));
        router.call(request)
    });
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(limits.head);
    let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), service));
    tokio::select! {
        _ = connection.as_mut() => return,
        () = place.given_away.cancelled() => return,
        _ = timeout(limits.lasts, stop.cancelled()) => {}
    }
    connection.as_mut().graceful_shutdown();
    // What has not ended by then is dropped.
    let _ = timeout(limits.last_answer, connection).await;
}

/// The connections that are open.
#[derive(Debug, Default)]
struct Open {
    places: Mutex<Places>,
    /// Notified when a place is left, or a connection has been answered.
    changed: Notify,
}

#[derive(Debug, Default)]
struct Places {
    /// Given out to connections and, each time one begins to wait, to the waiting.
    last: u64,
    taken: usize,
    /// Those that are not being answered, the longest first: what gives their places away.
    waiting: BTreeMap<u64, CancellationToken>,
}

impl Open {
    /// A place for one more connection.
    async fn enter(self: &Arc<Self>, limit: usize) -> Place {
        loop {
            if let Some(place) = self.try_enter(limit) {
                return place;
            }
            self.changed.notified().await;
        }
    }

    fn try_enter(self: &Arc<Self>, limit: usize) -> Option<Place> {
        let mut places = self.lock();
        if places.taken >= limit {
            let (_, longest) = places.waiting.pop_first()?;
            longest.cancel();
            places.taken -= 1;
        }
        places.taken += 1;
        let given_away = CancellationToken::new();
        let waits = Mutex::new(Some(places.wait(&given_away)));
        Some(Place { open: Arc::clone(self), given_away, waits })
    }

    fn lock(&self) -> MutexGuard<'_, Places> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Places {
    fn wait(&mut self, given_away: &CancellationToken) -> u64 {
        self.last += 1;
        self.waiting.insert(self.last, given_away.clone());
        self.last
    }
}

/// The place of one connection.
#[derive(Debug)]
pub(super) struct Place {
    open: Arc<Open>,
    given_away: CancellationToken,
    /// Its number among the waiting; none while it is being answered.
    waits: Mutex<Option<u64>>,
}

impl Place {
    /// Says that the connection is being answered: until what this returns is dropped, its place is not given away. None if it
    /// has been.
    pub(super) fn begin(&self) -> Option<Answering<'_>> {
        let mut places = self.open.lock();
        let number = self.number().take()?;
        places.waiting.remove(&number).map(|_| Answering(self))
    }

    /// Locked after the places.
    fn number(&self) -> MutexGuard<'_, Option<u64>> {
        self.waits.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut places = self.open.lock();
        if let Some(number) = self.number().take() {
            places.waiting.remove(&number);
        }
        if !self.given_away.is_cancelled() {
            places.taken -= 1;
        }
        drop(places);
        self.open.changed.notify_one();
    }
}

/// While this is there, the connection is being answered.
#[derive(Debug)]
pub(super) struct Answering<'a>(&'a Place);

impl Drop for Answering<'_> {
    fn drop(&mut self) {
        let mut places = self.0.open.lock();
        *self.0.number() = Some(places.wait(&self.0.given_away));
        drop(places);
        self.0.open.changed.notify_one();
    }
}
