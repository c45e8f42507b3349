use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::process_id::Process;
use crate::zone::moment;

/// A record that could not be brought over, and why. It holds up nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Held {
    /// The process that holds it.
    pub process: Process,
    /// Which record: an order's, a product's, a company's id.
    pub record: String,
    /// What sort of obstacle it is.
    pub class: Class,
    /// What happened, in one line.
    pub what: String,
    /// What to do about it, in plain words.
    pub remedy: String,
    /// When it was first held.
    pub since: DateTime<Utc>,
    /// When it was last tried.
    pub last_tried: DateTime<Utc>,
    /// How often it was tried.
    pub attempts: u32,
    /// When the loop will try it again; never, where a person is needed.
    pub due: Option<DateTime<Utc>>,
    /// What it waits for, such as `article/4711`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub waits_for: Option<String>,
    /// Fingerprint of what was tried, where the process keeps one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) source: Option<String>,
}

impl Held {
    /// Whether the loop is to try it now. One that was tried in the future was so by a clock that has been set back since,
    /// and its due time says nothing.
    pub(crate) fn is_due(&self, now: DateTime<Utc>) -> bool {
        self.due.is_some_and(|due| due <= now || self.last_tried > now)
    }
}

/// A held record that a person has closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Dismissed {
    /// The obstacle, as it was told.
    pub(crate) what: String,
    /// Why it was closed, as the person said.
    pub(crate) reason: String,
    pub(crate) at: DateTime<Utc>,
    /// Of an order, the change that it was closed for: the same words about another change are said again.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) source: Option<String>,
}

/// What a person has dismissed: a held record that was closed, or a notice that was acknowledged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Dismissal {
    /// The process that held it.
    pub process: Process,
    /// Which record, by the name under which it was held.
    pub record: String,
    /// What had happened, in one line.
    pub what: String,
    /// Why it was dismissed, as the person said.
    pub reason: String,
    /// When.
    pub at: DateTime<Utc>,
}

impl Dismissal {
    pub(crate) fn new(process: Process, record: impl Into<String>, dismissed: Dismissed) -> Self {
        let Dismissed { what, reason, at, .. } = dismissed;
        Self { process, record: record.into(), what, reason, at }
    }

    /// What it means, in one line, by the clocks of a zone.
    pub fn text(&self, zone: Tz) -> String {
        let Self { process, what, reason, at, .. } = self;
        format!("dismissed on {} ({reason}): {process}: {what}", moment(at, zone))
    }

    /// Whether it is the order itself that does not go while it stays as it is, rather than something noted of it.
    pub(crate) fn holds_back(&self, order: i32) -> bool {
        self.process == Process::Orders && self.record == order.to_string()
    }
}

/// Sorts of obstacles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Class {
    /// A failure that may pass by itself: it is tried again.
    Transient,
    /// The other side refused the record. It is tried again now and then, since nobody knows what the refusal meant.
    Rejected,
    /// It waits for something else, such as its article, and goes by itself when that is there.
    Waiting,
    /// Nothing will change until a person does something.
    NeedsPerson,
    /// Nothing is held up: something that a person should know, until they have acknowledged it.
    Notice,
}

impl Class {
    /// Whether somebody has to look: these make a run end with "done, but".
    pub fn needs_attention(self) -> bool {
        matches!(self, Self::Rejected | Self::NeedsPerson)
    }

    /// Whether the engine tries again by itself.
    pub fn is_retried(self) -> bool {
        matches!(self, Self::Transient | Self::Rejected | Self::Waiting)
    }

    /// The name in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Transient => "transient",
            Self::Rejected => "rejected",
            Self::Waiting => "waiting",
            Self::NeedsPerson => "needs_person",
            Self::Notice => "notice",
        }
    }
}
