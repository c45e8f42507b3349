//! The operator's page, health and metrics: served beside the engine, thin over its public operations.

mod access;
mod act;
mod activity;
mod api;
mod call;
mod connections;
mod credentials;
mod guard;
mod health;
mod hooks;
mod jobs;
mod looks;
pub(crate) mod metrics;
mod news;
mod notes;
mod operations;
mod page;
mod readiness;
mod reading;
mod request_id;
mod router;
mod routes;
mod session;
mod snapshot;
mod stock;
mod watch;

use std::collections::HashMap;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use wms_erp_sync::{CancellationToken, Language};

use crate::config::{Http, Proxy};
use crate::language::{self, Texts};
pub(crate) use access::{Entropy, entropy, hex};
pub use access::{Role, TokenHash, User, Visible};
pub(crate) use operations::{Operations, Served, Tenants};
pub(crate) use readiness::Readiness;
pub(crate) use watch::{Watch, Watching};

/// How long answers under way may take once the engine has stopped.
const GRACE: Duration = Duration::from_millis(250);

/// All that requests share.
#[derive(Debug)]
pub(crate) struct App {
    pub(crate) operations: Operations,
    watch: Arc<Watch>,
    pub(crate) readiness: Readiness,
    snapshots: snapshot::Snapshots,
    looks: looks::Looks<snapshot::Snapshot>,
    views: looks::Looks<snapshot::View>,
    jobs: jobs::Jobs,
    sessions: session::Sessions,
    attempts: session::Attempts,
    pub(crate) hooks: hooks::Hooks,
    notes: notes::Notes,
    request_ids: request_id::RequestIds,
    users: Vec<Arc<User>>,
    proxy: Option<Proxy>,
    local: Arc<User>,
    /// What forms of the local operator carry, and the one with which people log in.
    local_csrf: String,
    login_csrf: String,
    /// What forms of users carry for whom a proxy speaks; by their names.
    proxied: Mutex<HashMap<String, String>>,
    entropy: Entropy,
    stop: CancellationToken,
    limits: connections::Limits,
    /// The language of people whose browser asks for none of ours.
    language: Language,
    texts: fn(Language) -> &'static Texts,
}

impl App {
    pub(crate) fn new(
        http: &Http,
        operations: Operations,
        readiness: Readiness,
        stop: CancellationToken,
        entropy: Entropy,
    ) -> io::Result<Self> {
        let process = entropy()?.first_chunk().map_or(0, |drawn| u64::from_be_bytes(*drawn));
        Ok(Self {
            operations,
            watch: Arc::clone(readiness.watch()),
            readiness,
            snapshots: snapshot::Snapshots::default(),
            looks: looks::Looks::default(),
            views: looks::Looks::default(),
            jobs: jobs::Jobs::default(),
            sessions: session::Sessions::default(),
            attempts: session::Attempts::default(),
            hooks: hooks::Hooks::default(),
            notes: notes::Notes::default(),
            request_ids: request_id::RequestIds::new(process),
            users: http.users.iter().cloned().map(Arc::new).collect(),
            proxy: http.proxy.clone(),
            local: Arc::new(User::local()),
            local_csrf: hex(&entropy()?),
            login_csrf: hex(&entropy()?),
            proxied: Mutex::default(),
            entropy,
            stop,
            limits: connections::Limits::default(),
            language: http.language,
            texts: language::texts,
        })
    }

    /// What the forms of a configured user carry for whom a proxy speaks.
    fn csrf_of_user(&self, name: &str) -> io::Result<String> {
        let mut all = self.proxied.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(csrf) = all.get(name) {
            return Ok(csrf.clone());
        }
        let csrf = hex(&(self.entropy)()?);
        all.insert(name.to_owned(), csrf.clone());
        Ok(csrf)
    }
}

/// A page that listens and is not served yet.
#[derive(Debug)]
pub(crate) struct Page {
    app: Arc<App>,
    listener: TcpListener,
}

impl Page {
    /// Takes the address.
    pub(crate) async fn listen(http: &Http, app: App) -> io::Result<Self> {
        let listener = TcpListener::bind(http.listen).await?;
        Ok(Self { app: Arc::new(app), listener })
    }

    pub(crate) fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Serves it beside some work, and until that is over.
    pub(crate) async fn serve_beside<T>(self, work: impl Future<Output = T>) -> T {
        let Self { app, listener } = self;
        let router = router::router(&app);
        let server = tokio::spawn(connections::serve(listener, router, app.limits, app.stop.clone()));
        let looking = Arc::clone(&app);
        let watcher: JoinHandle<()> = tokio::spawn(async move { looking.keep_looking(&looking.stop).await });
        let worked = app.readiness.during(work).await;
        watcher.abort();
        app.jobs.stop().await;
        let aborted = server.abort_handle();
        // A client that is still reading an answer has had its time: the engine's own grace.
        if tokio::time::timeout(GRACE, server).await.is_err() {
            aborted.abort();
        }
        worked
    }
}

#[cfg(all(test, feature = "sandbox"))]
pub(crate) mod tests;
