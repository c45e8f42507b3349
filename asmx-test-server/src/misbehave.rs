//! What can be made to go wrong, when, and how often. Nothing here looks at a clock or at unseeded chance.

use std::{fmt, sync::Arc, time::Duration};

use bytes::Bytes;
use fastrand::Rng;
use tokio::sync::Semaphore;

use super::{
    exchange::{Call, Reply},
    soap::Fault,
};

/// What goes wrong with a call.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Mischief {
    /// The connection is closed without an answer.
    Drop,
    /// The connection stays open, and no answer ever comes.
    Hang,
    /// The answer begins, and after this fraction of its bytes (0 to 1) nothing more comes, on a connection that stays open.
    Stall(f64),
    /// The connection is closed without an answer, and the service acts later: when a test says so
    /// ([`Control::act_late`](super::Control::act_late)).
    Late,
    /// Something else is answered: a fault, an HTTP error, a page of HTML.
    Answer(Reply),
    /// The call waits before it is acted on.
    Delay(Duration),
    /// The call waits until the gate opens.
    Hold(Gate),
    /// The answer arrives in pieces of so many bytes.
    Trickle(usize),
    /// The answer ends after this fraction of its bytes (0 to 1).
    Truncate {
        /// The fraction that is sent.
        at: f64,
        /// `Content-Length` still announces the whole and the connection breaks; otherwise the short body looks
        /// complete to HTTP.
        announced: bool,
    },
    /// One end tag of the answer, chosen by chance, is misspelt.
    Malform,
    /// A text of the answer goes out as other bytes, wherever it stands: for what no well-formed answer holds, such as
    /// `&#0;`, or a byte that is not UTF-8.
    Replace(String, Bytes),
    /// One item of a list in the answer is there twice.
    Duplicate(ItemName),
    /// One item of a list in the answer is missing.
    Omit(ItemName),
    /// The items of a list in the answer come in another order.
    Shuffle(ItemName),
    /// A field of the answer is left out, with all that it holds: an element of XML, a property of JSON.
    LeaveOut {
        /// Its name. The names of what is around it may precede it (`"InvoiceRow/Quantity"`, `"orderLines/article/articleNumber"`); with
        /// `/` in front of them, they are all. In JSON, the items of an array have no name but that of the array.
        field: String,
        /// Wherever it stands; otherwise in one place, chosen by chance.
        everywhere: bool,
    },
}

/// Which list: the items of that name, or by default those of the outermost element with several children of one name. In
/// JSON: the array that is the value of that name, or the outermost one with several items.
pub type ItemName = Option<String>;

type Condition = Arc<dyn Fn(&Call) -> bool + Send + Sync>;

/// A mischief and when it happens: for every operation, at the next matching call, unless set otherwise.
#[derive(Clone)]
pub struct Rule {
    mischief: Mischief,
    operation: Option<String>,
    condition: Option<Condition>,
    act_first: bool,
    skip: usize,
    times: Option<usize>,
    chance: f64,
}

impl Rule {
    /// A rule for that mischief.
    pub fn new(mischief: Mischief) -> Self {
        Self {
            mischief,
            operation: None,
            condition: None,
            act_first: false,
            skip: 0,
            times: Some(1),
            chance: 1.0,
        }
    }

    /// The connection breaks before anything was changed.
    pub fn drop_before() -> Self {
        Self::new(Mischief::Drop)
    }

    /// The change is made, and the connection breaks without an answer.
    pub fn drop_after() -> Self {
        Self::drop_before().after_the_change()
    }

    /// The connection breaks without an answer, and the change is made later: at
    /// [`Control::act_late`](super::Control::act_late).
    pub fn late() -> Self {
        Self::new(Mischief::Late)
    }

    /// The request is accepted and never answered; nothing is changed, unless
    /// [`after_the_change`](Self::after_the_change).
    pub fn hang() -> Self {
        Self::new(Mischief::Hang)
    }

    /// A `soap:Server` fault, with ASP.NET's prefix, and nothing is changed.
    pub fn fault(text: impl AsRef<str>) -> Self {
        Self::new(Mischief::Answer(Fault::server(text).into()))
    }

    /// An HTTP status with a plain text, and nothing is changed.
    pub fn status(status: u16, body: impl Into<Bytes>) -> Self {
        Self::new(Mischief::Answer(Reply::http(status, "text/plain; charset=utf-8", body)))
    }

    /// HTTP 429, with `Retry-After` if given (seconds or an HTTP date).
    pub fn too_many_requests(retry_after: Option<&str>) -> Self {
        let reply = Reply::http(429, "text/html", "<html><body>Too Many Requests</body></html>");
        Self::new(Mischief::Answer(match retry_after {
            Some(value) => reply.header("Retry-After", value),
            None => reply,
        }))
    }

    /// A page of HTML with status 200 instead of the answer.
    pub fn html() -> Self {
        let page =
            "<!DOCTYPE html><html><head><title>Service Unavailable</title></head><body><br></body></html>";
        Self::new(Mischief::Answer(Reply::http(200, "text/html; charset=utf-8", page)))
    }

    /// Only for this operation (`"SaveInvoices"`, or `"GET /path"` for plain HTTP).
    pub fn on(mut self, operation: impl Into<String>) -> Self {
        self.operation = Some(operation.into());
        self
    }

    /// Only for calls that meet a condition.
    pub fn when(mut self, condition: impl Fn(&Call) -> bool + Send + Sync + 'static) -> Self {
        self.condition = Some(Arc::new(condition));
        self
    }

    /// For a [`Mischief::Drop`], [`Mischief::Hang`] or [`Mischief::Answer`]: the service acts first, and its own answer is lost.
    pub fn after_the_change(mut self) -> Self {
        self.act_first = true;
        self
    }

    /// Lets so many matching calls pass first.
    pub fn skip(mut self, calls: usize) -> Self {
        self.skip = calls;
        self
    }

    /// For the next `n` matching calls.
    pub fn times(mut self, n: usize) -> Self {
        self.times = Some(n);
        self
    }

    /// For all matching calls, until [`Control::behave`](super::Control::behave).
    pub fn always(mut self) -> Self {
        self.times = None;
        self
    }

    /// For all matching calls with this probability; the chance is seeded ([`Control::seed`](super::Control::seed)).
    pub fn chance(mut self, probability: f64) -> Self {
        self.chance = probability;
        self.always()
    }

    pub(super) fn decide(&mut self, call: &Call, random: &mut Rng) -> Option<(Mischief, bool)> {
        let matches = self.operation.as_ref().is_none_or(|operation| *operation == call.operation)
            && self.condition.as_ref().is_none_or(|condition| condition(call))
            && !self.is_spent();
        if !matches {
            return None;
        }
        if self.skip > 0 {
            self.skip -= 1;
            return None;
        }
        if self.chance < 1.0 && random.f64() >= self.chance {
            return None;
        }
        self.times = self.times.map(|left| left - 1);
        Some((self.mischief.clone(), self.act_first))
    }

    pub(super) fn is_spent(&self) -> bool {
        self.times == Some(0)
    }
}

impl From<Mischief> for Rule {
    fn from(mischief: Mischief) -> Self {
        Self::new(mischief)
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rule")
            .field("mischief", &self.mischief)
            .field("operation", &self.operation)
            .field("times", &self.times)
            .finish_non_exhaustive()
    }
}

/// Holds calls back until a test lets them go; clones share it.
#[derive(Debug, Clone)]
pub struct Gate {
    arrived: Arc<Semaphore>,
    opened: Arc<Semaphore>,
}

impl Gate {
    /// A closed gate.
    pub fn new() -> Self {
        Self { arrived: Arc::new(Semaphore::new(0)), opened: Arc::new(Semaphore::new(0)) }
    }

    /// Waits until one more call stands before the gate.
    pub async fn arrived(&self) {
        if let Ok(permit) = self.arrived.acquire().await {
            permit.forget();
        }
    }

    /// Lets one call through.
    pub fn release(&self) {
        self.opened.add_permits(1);
    }

    /// Opens the gate for good.
    pub fn open(&self) {
        self.opened.close();
    }

    /// Stands before the gate until it is let through: for what is no call to a simulated system, but is to be held as one.
    pub async fn pass(&self) {
        self.arrived.add_permits(1);
        if let Ok(permit) = self.opened.acquire().await {
            permit.forget();
        }
    }
}

impl Default for Gate {
    fn default() -> Self {
        Self::new()
    }
}

/// Misspells one end tag behind the envelope's first tags; what has none gets a `<` that belongs nowhere.
pub(super) fn malform(text: &str, random: &mut Rng) -> String {
    let tags: Vec<usize> = text.match_indices("</").map(|(at, _)| at + 2).collect();
    match tags.get(random.usize(..tags.len().max(1))) {
        Some(&at) => format!("{}_{}", &text[..at], &text[at..]),
        None => format!("{text}<"),
    }
}

/// Writes these bytes wherever the text stands.
pub(super) fn replace(body: &Bytes, text: &str, by: &Bytes) -> Bytes {
    let mut replaced = Vec::with_capacity(body.len());
    let mut rest: &[u8] = body;
    while !text.is_empty()
        && let Some(at) = rest.windows(text.len()).position(|window| window == text.as_bytes())
    {
        replaced.extend_from_slice(&rest[..at]);
        replaced.extend_from_slice(by);
        rest = &rest[at + text.len()..];
    }
    replaced.extend_from_slice(rest);
    replaced.into()
}
