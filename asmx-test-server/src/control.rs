//! The test's side of a running simulator: what was asked, what shall go wrong, what happens in between.

use std::{
    collections::{HashMap, VecDeque},
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use fastrand::Rng;

use super::{
    exchange::{Call, Reply},
    misbehave::{Mischief, Rule},
};

/// Older records are forgotten; the counts stay right.
const RECORDS: usize = 20_000;

/// A request that the server has seen.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RequestRecord {
    /// Number at this server, from 1.
    pub number: u64,
    /// HTTP method.
    pub method: String,
    /// Path with its query.
    pub path: String,
    /// SOAP operation, or `"GET /path"`.
    pub operation: String,
    /// HTTP status of the answer; `None` when the connection was dropped instead.
    pub status: Option<u16>,
    /// Body as received, with the content of elements that are named like a password or a token masked.
    pub body: String,
}

/// A handle on a running simulator; clones share it.
#[derive(Clone, Default)]
pub struct Control {
    state: Arc<Mutex<State>>,
}

type Callback = Arc<dyn Fn(&Call) + Send + Sync>;

/// A call that the service has not acted on yet, and how it does.
type LateCall = (Call, Box<dyn FnOnce(&Call) + Send>);

struct State {
    received: u64,
    records: VecDeque<RequestRecord>,
    counts: HashMap<String, usize>,
    rules: Vec<Rule>,
    hooks: Vec<Hook>,
    late: VecDeque<LateCall>,
    random: Rng,
}

impl Default for State {
    fn default() -> Self {
        let random = Rng::with_seed(1);
        Self {
            received: 0,
            records: VecDeque::new(),
            counts: HashMap::new(),
            rules: vec![],
            hooks: vec![],
            late: VecDeque::new(),
            random,
        }
    }
}

struct Hook {
    operation: String,
    before: bool,
    once: bool,
    callback: Callback,
}

impl Control {
    /// The requests seen, oldest first (the last 20,000 of them).
    pub fn requests(&self) -> Vec<RequestRecord> {
        self.state().records.iter().cloned().collect()
    }

    /// How many requests of that operation were seen, answered or not. `""` counts all.
    pub fn count(&self, operation: &str) -> usize {
        let state = self.state();
        match operation {
            "" => state.counts.values().sum(),
            _ => state.counts.get(operation).copied().unwrap_or_default(),
        }
    }

    /// Forgets the requests seen, and the counts.
    pub fn clear_requests(&self) {
        let mut state = self.state();
        state.records.clear();
        state.counts.clear();
    }

    /// Adds a rule; several that match one call all apply, in the order they were added.
    pub fn misbehave(&self, rule: Rule) {
        self.state().rules.push(rule);
    }

    /// Removes all rules.
    pub fn behave(&self) {
        self.state().rules.clear();
    }

    /// Restarts the chance that rules are decided by.
    pub fn seed(&self, seed: u64) {
        self.state().random = Rng::with_seed(seed);
    }

    /// Calls back each time before the service acts on the operation (`""`: on any): for what a person does in the
    /// middle of other work. The callback may use this handle and the simulator's state.
    pub fn before(&self, operation: impl Into<String>, callback: impl Fn(&Call) + Send + Sync + 'static) {
        self.hook(operation.into(), true, false, Arc::new(callback));
    }

    /// Calls back each time after the service has acted, before the answer leaves.
    pub fn after(&self, operation: impl Into<String>, callback: impl Fn(&Call) + Send + Sync + 'static) {
        self.hook(operation.into(), false, false, Arc::new(callback));
    }

    /// Like [`Control::before`], for the next matching call only.
    pub fn before_next(
        &self,
        operation: impl Into<String>,
        callback: impl Fn(&Call) + Send + Sync + 'static,
    ) {
        self.hook(operation.into(), true, true, Arc::new(callback));
    }

    /// Like [`Control::after`], for the next matching call only.
    pub fn after_next(&self, operation: impl Into<String>, callback: impl Fn(&Call) + Send + Sync + 'static) {
        self.hook(operation.into(), false, true, Arc::new(callback));
    }

    /// Removes all callbacks.
    pub fn clear_callbacks(&self) {
        self.state().hooks.clear();
    }

    /// Lets the service act on the calls that are [late](Mischief::Late), in the order in which they came, and forgets those for which
    /// `is_due` is false: they never arrive. How many it acted on.
    pub fn act_late(&self, mut is_due: impl FnMut(&Call) -> bool) -> usize {
        let mut acted = 0;
        // Each without the lock, since callbacks and conditions may come back to this handle.
        loop {
            let next = self.state().late.pop_front();
            let Some((call, act)) = next else { return acted };
            if is_due(&call) {
                act(&call);
                acted += 1;
            }
        }
    }

    /// Keeps a call for later.
    pub(super) fn postpone(&self, call: &Call, act: impl FnOnce(&Call) + Send + 'static) {
        self.state().late.push_back((call.clone(), Box::new(act)));
    }

    /// Runs the service between the callbacks.
    pub(super) fn act(&self, call: &Call, service: impl FnOnce() -> Reply) -> Reply {
        self.run_hooks(call, true);
        let reply = service();
        self.run_hooks(call, false);
        reply
    }

    pub(super) fn number_next(&self) -> u64 {
        let mut state = self.state();
        state.received += 1;
        state.received
    }

    /// What goes wrong with this call, as decided now, and the chance that its execution draws from.
    pub(super) fn plan(&self, call: &Call) -> (Vec<(Mischief, bool)>, Rng) {
        let mut state = self.state();
        let State { rules, random, .. } = &mut *state;
        let planned = rules.iter_mut().filter_map(|rule| rule.decide(call, random)).collect();
        rules.retain(|rule| !rule.is_spent());
        (planned, random.fork())
    }

    pub(super) fn record(&self, call: &Call, status: Option<u16>) {
        let path =
            if call.query.is_empty() { call.path.clone() } else { format!("{}?{}", call.path, call.query) };
        let record = RequestRecord {
            number: call.number,
            method: call.method.clone(),
            path,
            operation: call.operation.clone(),
            status,
            body: mask(&String::from_utf8_lossy(&call.raw)),
        };
        let mut state = self.state();
        *state.counts.entry(call.operation.clone()).or_default() += 1;
        if state.records.len() == RECORDS {
            state.records.pop_front();
        }
        state.records.push_back(record);
    }

    fn hook(&self, operation: String, before: bool, once: bool, callback: Callback) {
        self.state().hooks.push(Hook { operation, before, once, callback });
    }

    /// The callbacks run without the lock, since they may come back to this handle.
    fn run_hooks(&self, call: &Call, before: bool) {
        let mut due = Vec::new();
        self.state().hooks.retain(|hook| {
            let matches =
                hook.before == before && (hook.operation.is_empty() || hook.operation == call.operation);
            if matches {
                due.push(Arc::clone(&hook.callback));
            }
            !(matches && hook.once)
        });
        for callback in due {
            callback(call);
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Control {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        f.debug_struct("Control")
            .field("received", &state.received)
            .field("rules", &state.rules)
            .finish_non_exhaustive()
    }
}

/// Replaces the content of XML elements whose name speaks of a password, or is that of a token. Works on text, so that a request that is
/// not well-formed does not leak either.
pub(super) fn mask(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let end = tag.find('>').map_or(tag.len(), |end| end + 1);
        let (open, tail) = tag.split_at(end);
        out.push_str(open);
        rest = tail;
        let name =
            open.trim_start_matches('<').split([' ', '>', '\n', '\r', '\t']).next().unwrap_or_default();
        let is_start = !open.starts_with("</") && !open.ends_with("/>");
        let local = name.rsplit(':').next().unwrap_or_default().to_ascii_lowercase();
        if is_start && (local.contains("password") || local == "token") {
            out.push_str("***");
            rest = tail.find(&format!("</{name}")).map_or("", |close| &tail[close..]);
        }
    }
    out.push_str(rest);
    out
}
