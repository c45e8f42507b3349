//! The state behind the services: time, quota, sessions, and the data of each company.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use asmx_test_server::{Answer, Call, Fault, Reply};
use chrono::{DateTime, Duration, DurationRound, NaiveDateTime, Timelike, Utc};
use fastrand::Rng;

use super::{
    failing::Failing,
    options::{Options, RefusalForm, Shown},
    record::Record,
    registers::Registers,
    scalar,
    writing::Writing,
};

const SESSION_LETTERS: [char; 32] = [
    'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u',
    'v', 'w', 'x', 'y', 'z', '0', '1', '2', '3', '4', '5',
];

const BALANCER_COOKIE: &str = "BALANCER";

pub(super) struct World {
    pub(super) options: Options,
    pub(super) books: Vec<Data>,
    pub(super) sessions: HashMap<String, Session>,
    pub(super) logins: usize,
    pub(super) random: Rng,
    /// The server that the load balancer has chosen for the request at hand, and the last one it chose by itself.
    server: (usize, usize),
    pub(super) failing: Failing,
    advanced: Duration,
    /// The clock hour that requests are counted in, and their number.
    hour: (DateTime<Utc>, u32),
}

pub(super) struct Session {
    /// Index of the identity.
    pub(super) identity: usize,
    /// The server that knows it.
    server: usize,
    requests: u32,
}

/// What one company has.
#[derive(Default)]
pub(super) struct Data {
    pub(super) products: BTreeMap<i32, Record>,
    /// Those of the products that were deleted and can still be found.
    pub(super) deleted_products: BTreeSet<i32>,
    pub(super) orders: BTreeMap<i32, Order>,
    pub(super) companies: BTreeMap<i32, Company>,
    pub(super) categories: BTreeMap<i32, Record>,
    pub(super) delivery_methods: Vec<Record>,
    pub(super) payment_methods: Vec<Record>,
    pub(super) registers: Registers,
    pub(super) last_order: i32,
    pub(super) last_row: i32,
    pub(super) last_invoice: i32,
}

pub(super) struct Order {
    pub(super) record: Record,
    pub(super) registered: NaiveDateTime,
    /// Whether its quantities have been taken out of stock.
    pub(super) deducted: bool,
}

pub(super) struct Company {
    pub(super) record: Record,
    pub(super) registered: NaiveDateTime,
    pub(super) active: bool,
}

/// What the services need to know about the moment they work in.
pub(super) struct Moment<'a> {
    pub(super) options: &'a Options,
    pub(super) now: NaiveDateTime,
}

impl World {
    pub(super) fn new(options: Options) -> Self {
        let books = options.identities.iter().map(|_| Data::default()).collect();
        let random = Rng::with_seed(options.seed);
        let (sessions, hour) = (HashMap::new(), (DateTime::UNIX_EPOCH, 0));
        let failing = Failing::default();
        let server = (0, 0);
        Self {
            options,
            books,
            sessions,
            logins: 0,
            random,
            server,
            failing,
            advanced: Duration::zero(),
            hour,
        }
    }

    pub(super) fn now(&self) -> DateTime<Utc> {
        (self.options.clock)() + self.advanced
    }

    pub(super) fn advance(&mut self, by: Duration) {
        self.advanced += by;
    }

    /// Changes the options; an identity that is new gets books of its own.
    pub(super) fn change(&mut self, change: impl FnOnce(&mut Options)) {
        change(&mut self.options);
        let identities = self.options.identities.len().max(self.books.len());
        self.books.resize_with(identities, Data::default);
    }

    /// The company's data, and the moment to change it in.
    pub(super) fn open(&mut self, identity: usize) -> (&mut Data, Moment<'_>) {
        let now = self.now().naive_utc();
        (&mut self.books[identity], Moment { options: &self.options, now })
    }

    pub(super) fn writing(&mut self) -> Writing<'_> {
        Writing { random: self.random.fork(), options: &self.options, failing: &mut self.failing }
    }

    /// Starts a session and returns its id: 24 lowercase letters and digits, as ASP.NET makes them.
    pub(super) fn start_session(&mut self, identity: usize) -> String {
        let id: String =
            (0..24).map(|_| SESSION_LETTERS[self.random.usize(..SESSION_LETTERS.len())]).collect();
        self.sessions.insert(id.clone(), Session { identity, server: self.server.0, requests: 0 });
        id
    }

    /// The session that a call belongs to.
    pub(super) fn session(&mut self, call: &Call) -> Option<&mut Session> {
        let server = self.server.0;
        self.sessions.get_mut(call.cookie("ASP.NET_SessionId")?).filter(|session| session.server == server)
    }

    /// Chooses the server for a request: the one that its cookie names, or the next one, with the cookie that names it.
    pub(super) fn balance(&mut self, call: &Call) -> Option<String> {
        if !self.options.balanced {
            self.server.0 = 0;
            return None;
        }
        let named =
            call.cookie(BALANCER_COOKIE).and_then(|server| server.strip_prefix("node-")?.parse().ok());
        self.server.0 = named.unwrap_or_else(|| {
            self.server.1 += 1;
            self.server.1
        });
        named.is_none().then(|| format!("{BALANCER_COOKIE}=node-{}; Path=/; HttpOnly", self.server.0))
    }

    /// The identity that a call works on, or why it may not. Counts against the session's life.
    pub(super) fn enter(&mut self, call: &Call) -> Result<usize, Reply> {
        let most = self.options.session_requests;
        let session = self.session(call).ok_or_else(not_authenticated)?;
        session.requests += 1;
        let identity = session.identity;
        if most.is_some_and(|most| session.requests > most) {
            self.sessions.remove(call.cookie("ASP.NET_SessionId").unwrap_or_default());
            return Err(not_authenticated());
        }
        if self.options.identities.get(identity).is_none_or(|identity| identity.blocked) {
            return Err(Reply::fault("System.Exception: Client is not authenticated on this identity."));
        }
        Ok(identity)
    }

    /// Counts a request against the hour; the refusal if it was one too many.
    pub(super) fn charge(&mut self) -> Option<Reply> {
        let hour = self.this_hour();
        if self.hour.0 != hour {
            self.hour = (hour, 0);
        }
        self.hour.1 += 1;
        let over = self.hour.1.checked_sub(self.options.quota.per_hour).filter(|over| *over > 0)?;
        let ends = (hour + Duration::hours(1)).format("%Y-%m-%dT%H:%M:%SZ");
        let text = format!("Limit exceeded by {over}. Request is blocked. Quarantine ends at {ends}");
        Some(match self.options.quota.refusal {
            RefusalForm::Fault => Reply::from(Answer::Fault(Fault::new("soap:Server", text))),
            RefusalForm::Text(status) => Reply::http(status, "text/plain; charset=utf-8", text),
            RefusalForm::Html(status) => Reply::http(
                status,
                "text/html; charset=utf-8",
                format!("<html><body><p>{text}</p></body></html>"),
            ),
        })
    }

    /// Requests left in this hour.
    pub(super) fn quota_left(&self) -> u32 {
        let used = if self.hour.0 == self.this_hour() { self.hour.1 } else { 0 };
        self.options.quota.per_hour.saturating_sub(used)
    }

    /// Uses up what is left of this hour.
    pub(super) fn exhaust_quota(&mut self) {
        self.hour = (self.this_hour(), self.options.quota.per_hour);
    }

    pub(super) fn with_quota_headers(&self, reply: Reply) -> Reply {
        if !self.options.quota.headers {
            return reply;
        }
        let reset = (self.this_hour() + Duration::hours(1)).format("%Y-%m-%dT%H:%M:%SZ");
        reply
            .header("APILimitRemaining", self.quota_left().to_string())
            .header("APILimitReset", reset.to_string())
    }

    fn this_hour(&self) -> DateTime<Utc> {
        let now = self.now();
        now.duration_trunc(Duration::hours(1)).unwrap_or(now)
    }
}

impl Moment<'_> {
    /// What `DateChanged` becomes.
    pub(super) fn stamp(&self) -> String {
        let mut now = self.now.with_nanosecond(0).unwrap_or(self.now);
        if self.options.rounded_changes {
            let seconds = now.second();
            now +=
                Duration::seconds(if seconds < 30 { -i64::from(seconds) } else { 60 - i64::from(seconds) });
        }
        scalar::print_time(now)
    }
}

impl Data {
    /// Deletes a product; where deleted ones are shown, it stays as one that is expired.
    pub(super) fn delete_product(&mut self, id: i32, moment: &Moment<'_>) -> bool {
        if moment.options.deleted_products == Shown::Nowhere {
            return self.products.remove(&id).is_some();
        }
        let Some(product) = self.products.get_mut(&id) else { return false };
        product.set("StatusId", 0);
        product.set("DateChanged", moment.stamp());
        self.deleted_products.insert(id);
        true
    }

    /// Ids of deleted orders are not given out again.
    pub(super) fn next_order(&self) -> i32 {
        next_id(&self.orders, 10_001).max(self.last_order + 1)
    }

    pub(super) fn next_row(&mut self) -> i32 {
        self.last_row += 1;
        self.last_row
    }

    pub(super) fn next_invoice(&mut self) -> i32 {
        self.last_invoice += 1;
        50_000 + self.last_invoice
    }
}

/// The id behind the last one of a registry, or the first ever.
pub(super) fn next_id<T>(registry: &BTreeMap<i32, T>, first: i32) -> i32 {
    registry.last_key_value().map_or(first, |(last, _)| last + 1)
}

fn not_authenticated() -> Reply {
    Reply::fault("System.Exception: The session is not authenticated.")
}
