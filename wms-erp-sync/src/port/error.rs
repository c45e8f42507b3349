use std::error::Error as StdError;
use std::time::Duration;

use asmx_soap::Delivery;
use chrono::{DateTime, Utc};

use crate::clock::later;

/// A call to one of the sides failed.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
#[non_exhaustive]
pub struct PortError {
    /// What sort of failure it is: decides what the engine does next.
    pub kind: ErrorKind,
    /// Whether the other side may have acted.
    pub delivery: Delivery,
    /// What happened, in one line, for people. Nothing is decided by it.
    pub message: String,
    /// What a person can do about it.
    pub remedy: String,
    /// The id of the record that it is about, where it [is one record's](Self::is_item) and the id is known: an order's, a
    /// product's, a company's; in the WMS, an order's number and an article's product code. The engine then holds the record
    /// under it.
    pub record: Option<String>,
    /// How long the vendor asked us to wait, where it did. The engine then asks it nothing more for this tenant before that,
    /// at most for an hour. (In a box, since errors are rare and results are many.)
    pub wait: Option<Box<Wait>>,
    /// Whether the call took as long as a call may and brought no answer. Such calls cost a run minutes each, so fewer of them end it
    /// than of those that fail at once.
    pub timed_out: bool,
    /// The cause, where there is one.
    #[source]
    pub source: Option<Box<dyn StdError + Send + Sync>>,
}

/// What a vendor asked for when it refused a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Wait {
    /// The vendor, by the name that people know it by.
    pub vendor: &'static str,
    /// When it wants to hear from us again.
    pub retry_after: RetryAfter,
}

/// When a vendor wants to hear from us again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryAfter {
    /// So long after its answer.
    In(Duration),
    /// At this time.
    At(DateTime<Utc>),
}

impl RetryAfter {
    /// As a time, for an answer that came just now.
    pub fn from(self, now: DateTime<Utc>) -> DateTime<Utc> {
        match self {
            Self::In(wait) => later(now, wait),
            Self::At(time) => time,
        }
    }
}

/// Sorts of failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The network, or a server that is not well. Later it may work; nothing is wrong with the record.
    Transient,
    /// The quota is used up, until the time given if it is known. The rest of the run waits for the next one.
    Quota(Option<DateTime<Utc>>),
    /// The credentials, the rights or the addresses are wrong. Nothing will work until a person mends it.
    Access,
    /// The other side refused this record.
    Refused,
    /// One record of a list cannot be read, or the other side gave its own error in its place; the others can.
    Unreadable,
}

impl PortError {
    /// An error without a cause of its own.
    pub fn new(
        kind: ErrorKind,
        delivery: Delivery,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        let (message, remedy) = (message.into(), remedy.into());
        Self { kind, delivery, message, remedy, record: None, wait: None, timed_out: false, source: None }
    }

    /// Says which record it is about.
    #[must_use]
    pub fn of_record(mut self, id: impl Into<String>) -> Self {
        self.record = Some(id.into());
        self
    }

    /// Says that no answer came in time.
    #[must_use]
    pub fn of_timeout(self) -> Self {
        Self { timed_out: true, ..self }
    }

    /// With what the vendor asked for.
    #[must_use]
    pub fn asked_to_wait(self, vendor: &'static str, retry_after: Option<RetryAfter>) -> Self {
        Self { wait: retry_after.map(|retry_after| Box::new(Wait { vendor, retry_after })), ..self }
    }

    /// With the cause.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Whether it concerns one record of a list only.
    pub fn is_item(&self) -> bool {
        self.kind == ErrorKind::Unreadable
    }

    /// Whether every other call would fail the same way, so that the run had better end.
    pub fn ends_run(&self) -> bool {
        matches!(self.kind, ErrorKind::Quota(_) | ErrorKind::Access)
    }

    /// The message and its causes, in one line, without what a cause only repeats.
    pub fn full_message(&self) -> String {
        with_causes(self)
    }
}

/// An error and its causes, in one line, without what a cause only repeats.
pub(crate) fn with_causes(error: &(dyn StdError + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let line = error.to_string();
        let unsaid: Vec<&str> = line.split(": ").filter(|part| !is_said(&text, part)).collect();
        if !unsaid.is_empty() && !text.contains(&line) {
            text.push_str(": ");
            text.push_str(&unsaid.join(": "));
        }
        cause = error.source();
    }
    text
}

/// Whether the text has a part of a cause in it already. A short one may stand there by chance.
fn is_said(text: &str, part: &str) -> bool {
    part.len() >= 12 && text.contains(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_cause_repeats_is_said_once() {
        let error = |message: &str, cause: &str| {
            PortError::new(ErrorKind::Refused, Delivery::Answered, message, "")
                .with_source(cause)
                .full_message()
        };
        let said = "The article 7 was not found.";
        assert_eq!(error(said, &format!("ProcessOrder: {said}")), format!("{said}: ProcessOrder"));
        assert_eq!(error(&format!("ProcessOrder: {said}"), said), format!("ProcessOrder: {said}"));
        assert_eq!(error("no answer", "connection reset"), "no answer: connection reset");
        assert_eq!(error("HTTP status 500", "500"), "HTTP status 500");
    }
}
