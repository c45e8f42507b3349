use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use tokio::sync::watch;
use tower::ServiceExt;
use wms_erp_sync::clock::Clock;
use wms_erp_sync::schedule::{IntervalScheduler, RunKey};
use wms_erp_sync::store::{MemoryStore, Store, StoreError, StoreLayer};
use wms_erp_sync::{CancellationToken, Engine, Language, Report, Trigger};

use crate::budget::Budgets;
use crate::config::{Config, Configured, Http, Proxy, Text};
use crate::language::{Texts, texts};
use crate::sandbox::company;
use crate::sandbox::systems::{Ports, Systems};
use crate::web::access::{Role, TokenHash, User, Visible, entropy};
use crate::web::connections::Limits;
use crate::web::{App, Operations, Readiness, Served, Tenants, Watch, Watching, router};

/// The tenant in which everything happens.
pub(crate) const TENANT: &str = "nordlys";
/// A tenant that only some see.
pub(crate) const OTHER: &str = "sorlys";

/// Whoever asks, by their token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum As {
    Nobody,
    /// Sees all tenants.
    Operator,
    /// Sees [`TENANT`] only.
    OperatorOfOne,
    /// Sees [`TENANT`] only.
    Viewer,
    /// Sees [`OTHER`] only.
    ViewerOfOther,
}

impl As {
    pub(crate) fn token(self) -> Option<&'static str> {
        match self {
            Self::Nobody => None,
            Self::Operator => Some("token of the operator"),
            Self::OperatorOfOne => Some("token of an operator of one"),
            Self::Viewer => Some("token of a viewer"),
            Self::ViewerOfOther => Some("token of the other's viewer"),
        }
    }
}

pub(crate) struct Rig {
    pub(crate) systems: Systems,
    pub(crate) app: Arc<App>,
    pub(crate) clock: TestClock,
    pub(crate) engine: Engine,
    pub(crate) router: Router,
    pub(crate) store: Arc<dyn Store>,
    pub(crate) scheduler: IntervalScheduler,
    tenants: Tenants,
    calls: Arc<AtomicUsize>,
    hangs: watch::Sender<bool>,
    pub(crate) budgets: Budgets,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Reply {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The value of the first hidden field of this name.
    pub(crate) fn hidden(&self, name: &str) -> String {
        let start = format!("name=\"{name}\" value=\"");
        let rest = self.body.split(&start).nth(1).unwrap_or_else(|| panic!("no {name} in {}", self.body));
        rest.split('"').next().unwrap().to_owned()
    }
}

impl Rig {
    /// With users, each by a token.
    pub(crate) async fn start() -> Self {
        Self::start_with(Self::users()).await
    }

    pub(crate) fn users() -> Vec<User> {
        let one = || Visible::These([TENANT.to_owned()].into());
        let other = Visible::These([OTHER.to_owned()].into());
        let user = |name: &str, role, visible, who: As| {
            User::new(name, role, visible, who.token().map(TokenHash::of))
        };
        vec![
            user("anna", Role::Operator, Visible::All, As::Operator),
            user("bjorn", Role::Operator, one(), As::OperatorOfOne),
            user("carl", Role::Viewer, one(), As::Viewer),
            user("dina", Role::Viewer, other, As::ViewerOfOther),
        ]
    }

    pub(crate) fn http(users: Vec<User>) -> Http {
        let mut http = Http::local(0);
        http.users = users;
        http
    }

    /// The same, in this language unless the browser asks for another.
    pub(crate) async fn start_in(language: Language) -> Self {
        let mut http = Self::http(Self::users());
        http.language = language;
        Self::start_as(http).await
    }

    pub(crate) async fn start_with(users: Vec<User>) -> Self {
        Self::start_as(Self::http(users)).await
    }

    /// With users for whom a proxy at this address speaks, in the header `X-User`.
    pub(crate) async fn start_proxied(users: Vec<User>, proxy: &str) -> Self {
        let mut http = Http::local(0);
        http.users = users;
        http.proxy = Some(Proxy { addresses: vec![proxy.parse().unwrap()], header: "x-user".to_owned() });
        Self::start_as(http).await
    }

    /// With the operator of [`Self::start`], and with what a connection may take.
    pub(crate) async fn start_limited(limits: Limits) -> Self {
        let mut http = Http::local(0);
        let token = As::Operator.token().map(TokenHash::of);
        http.users = vec![User::new("anna", Role::Operator, Visible::All, token)];
        Self::start_with_tenants(http, limits, texts, |configured| configured).await
    }

    /// With the users of [`Self::start`]; every text of the pages stands between `⟦` and `⟧`.
    pub(crate) async fn start_marked() -> Self {
        let http = Self::http(Self::users());
        let marked: fn(Language) -> &'static Texts = |_| Texts::marked();
        Self::start_with_tenants(http, Limits::default(), marked, |configured| configured).await
    }

    /// Without users, and with so many tenants on the same two systems: `t0`, `t1` …
    pub(crate) async fn start_many(tenants: usize) -> Self {
        Self::start_with_tenants(Http::local(0), Limits::default(), texts, |configured| {
            let named = |number: usize| {
                let mut tenant = configured[0].tenant.clone();
                tenant.name = format!("t{number}");
                let Configured { intervals, settings, .. } = &configured[0];
                let (intervals, settings) = (intervals.clone(), settings.clone());
                Configured {
                    tenant,
                    intervals,
                    settings,
                    hook: None,
                    polling_factor: 1,
                    receipt: None,
                    language: None,
                }
            };
            (0..tenants).map(named).collect()
        })
        .await
    }

    async fn start_as(http: Http) -> Self {
        Self::start_with_tenants(http, Limits::default(), texts, |configured| configured).await
    }

    pub(crate) async fn start_with_tenants(
        http: Http,
        limits: Limits,
        texts: fn(Language) -> &'static Texts,
        choose: impl FnOnce(Vec<Configured>) -> Vec<Configured>,
    ) -> Self {
        let clock = TestClock::default();
        let systems = Systems::start(Arc::new(clock.clone()), Ports::default()).await.unwrap();
        company::move_in(&systems).unwrap();
        let text = systems.configuration("unused", NaiveDate::from_ymd_opt(2026, 1, 1).unwrap());
        let text = text.replace("[tenant.wms]\n", "[tenant.wms]\nshared = true\n");
        let text = text.replace("[tenant.erp]\n", "[tenant.erp]\nshared = true\n");
        let (head, tenant) = text.split_once("[[tenant]]").unwrap();
        let other = tenant.replace(&format!("{TENANT:?}"), &format!("{OTHER:?}"));
        let file = Text(format!("{head}[[tenant]]{tenant}\n[[tenant]]{other}"));
        let shared: Arc<dyn Clock> = Arc::new(clock.clone());
        let config = Config::load(Path::new("x.toml"), &file, &shared).unwrap();
        let scheduler = IntervalScheduler::new();
        let watch = Arc::new(Watch::new(Arc::clone(&shared), scheduler.clone()));
        let memory = MemoryStore::new().with_clock(clock.clone());
        let store =
            Shared { memory: Arc::new(memory), calls: Arc::default(), hangs: watch::Sender::new(false) };
        let engine = Engine::builder(store.clone()).clock(shared).observer(Watching(Arc::clone(&watch)));
        let engine = engine.build();
        let mut tenants = Vec::new();
        for configured in choose(config.tenants) {
            engine.put_tenant(configured.tenant.clone());
            for (process, interval) in &configured.intervals {
                scheduler.put(RunKey::new(configured.tenant.name.as_str(), *process), *interval);
            }
            tenants.push(Served::from(configured));
        }
        let tenants = Tenants::from(tenants);
        let operations = Operations::new(engine.clone(), scheduler.clone(), store.clone(), tenants.clone());
        let budgets = Budgets::default();
        let operations = operations.with_budgets(budgets.clone()).with_alarms(true);
        let stop = CancellationToken::new();
        let readiness = Readiness::new(watch, scheduler.clone(), tenants.clone(), Arc::new(store.clone()));
        let mut app = App::new(&http, operations, readiness, stop, entropy).unwrap();
        app.limits = limits;
        app.texts = texts;
        let app = Arc::new(app);
        let router = router::router(&app);
        let (calls, hangs) = (Arc::clone(&store.calls), store.hangs.clone());
        let store = Arc::new(store);
        Self { systems, app, clock, engine, router, store, scheduler, tenants, calls, hangs, budgets }
    }

    /// The same, with a tenant that takes webhooks.
    pub(crate) fn with_hook(self, tenant: &str, hook: TokenHash) -> Self {
        let mut served = self.tenants.now().to_vec();
        served
            .iter_mut()
            .filter(|served| served.name() == tenant)
            .for_each(|served| served.hook = Some(hook));
        self.tenants.set(served);
        self
    }

    /// All other tenants are gone.
    pub(crate) fn serve_only(&self, tenant: &str) {
        let served = self.tenants.now();
        self.tenants.set(served.iter().filter(|served| served.name() == tenant).cloned().collect());
    }

    /// The status of the answer to a POST without a token.
    pub(crate) async fn send_body(&self, path: &str, body: Body) -> StatusCode {
        let mut request = Request::post(path).header(header::HOST, "127.0.0.1").body(body).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from((Ipv4Addr::LOCALHOST, 40_000))));
        self.router.clone().oneshot(request).await.unwrap().status()
    }

    /// The store answers no call from now on, the engine's neither.
    pub(crate) fn hang_store(&self) {
        self.hangs.send_replace(true);
    }

    /// The store answers again, also what it was asked in the meantime.
    pub(crate) fn release_store(&self) {
        self.hangs.send_replace(false);
    }

    /// How often the store was read.
    pub(crate) fn calls(&self) -> usize {
        self.calls.load(Ordering::SeqCst)
    }

    /// One round of a tenant, and a look at all of them.
    pub(crate) async fn once(&self, tenant: &str) -> Vec<Report> {
        let reports = self.engine.run_all(tenant, Trigger::Manual, &CancellationToken::new()).await.unwrap();
        self.look().await;
        reports
    }

    pub(crate) async fn look(&self) {
        self.app.look_around().await;
    }

    pub(crate) async fn get(&self, who: As, path: &str) -> Reply {
        self.send(who, Method::GET, path, "", &[]).await
    }

    pub(crate) async fn post(&self, who: As, path: &str, form: &str) -> Reply {
        self.send(who, Method::POST, path, form, &[]).await
    }

    pub(crate) async fn send(
        &self,
        who: As,
        method: Method,
        path: &str,
        form: &str,
        headers: &[(&str, &str)],
    ) -> Reply {
        let mut request = Request::builder().method(method).uri(path);
        if !headers.iter().any(|(name, _)| *name == "host") {
            request = request.header(header::HOST, "127.0.0.1:8642");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(token) = who.token() {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let mut request = request.body(Body::from(form.to_owned())).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from((Ipv4Addr::LOCALHOST, 40_000))));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        Reply {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8(body.to_vec()).unwrap(),
        }
    }

    /// Waits until a job's page no longer loads itself again.
    pub(crate) async fn result(&self, who: As, path: &str) -> Reply {
        loop {
            let reply = self.get(who, path).await;
            if !reply.body.contains("http-equiv=\"refresh\"") {
                return reply;
            }
            tokio::task::yield_now().await;
        }
    }

    /// The key of the first cause on a tenant's page.
    pub(crate) async fn cause(&self, tenant: &str) -> String {
        self.get(As::Operator, &format!("/tenants/{tenant}")).await.hidden("cause")
    }
}

/// A store in memory for the engine and for the page; its calls are counted, and it may hang.
#[derive(Debug, Clone)]
struct Shared {
    memory: Arc<MemoryStore>,
    calls: Arc<AtomicUsize>,
    hangs: watch::Sender<bool>,
}

#[async_trait]
impl StoreLayer for Shared {
    fn inner(&self) -> &dyn Store {
        &*self.memory
    }

    async fn before(&self) -> Result<(), StoreError> {
        self.calls.fetch_add(1, Ordering::SeqCst);
        // It fails if there is no sender left: this is one.
        let _ = self.hangs.subscribe().wait_for(|hangs| !hangs).await;
        Ok(())
    }
}

/// Moves when it is told to, or when something waits.
#[derive(Debug, Clone)]
pub(crate) struct TestClock(Arc<Mutex<DateTime<Utc>>>);

impl Default for TestClock {
    fn default() -> Self {
        Self(Arc::new(Mutex::new("2026-03-02T07:00:00Z".parse().unwrap())))
    }
}

impl TestClock {
    pub(crate) fn advance(&self, by: TimeDelta) {
        *self.0.lock().unwrap() += by;
    }
}

#[async_trait]
impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }

    async fn sleep(&self, duration: Duration) {
        self.advance(TimeDelta::from_std(duration).unwrap());
        tokio::task::yield_now().await;
    }

    /// Whoever waits moves the time by minutes: that is no time in which a run has stood still.
    fn monotonic(&self) -> Duration {
        Duration::ZERO
    }

    /// No time passes in the background.
    async fn sleep_in_background(&self, _: Duration) {
        std::future::pending::<()>().await;
    }
}
