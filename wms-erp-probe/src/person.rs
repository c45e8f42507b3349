//! The person who runs the probe, and what is asked of them.

use std::io;
use std::time::Duration;

use async_trait::async_trait;

use crate::answer::{ProbeFinding, Transport};

/// A write, before it is made.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ProposedWrite {
    /// The question that it is for.
    pub question: &'static str,
    /// Where it is written: `24SevenOffice`, or `Ongoing over SOAP`.
    pub system: &'static str,
    /// The vendor's call.
    pub call: &'static str,
    /// What it does.
    pub what: String,
    /// Every field that is sent, with its value.
    pub fields: Vec<(String, String)>,
    /// How it is undone.
    pub undone: &'static str,
}

/// What a person says of a write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consent {
    /// Make it.
    Yes,
    /// Make it, and all others of this question.
    Question,
    /// Make it, and all others of this run.
    Run,
    /// Do not make it: the question is left out.
    No,
    /// Do not make it, and end the probe.
    End,
}

/// The person who runs the probe.
#[async_trait]
pub trait Person: Send {
    /// Asks whether this may be written.
    ///
    /// # Errors
    /// If no answer can be had. Then nothing is written.
    async fn agree(&mut self, write: &ProposedWrite) -> io::Result<Consent>;

    /// Asks for something that only a person can see. The answer is the number of one of the choices; `None` if the person does not know.
    ///
    /// # Errors
    /// If no answer can be had.
    async fn choose(&mut self, question: &str, choices: &[&str]) -> io::Result<Option<usize>>;

    /// A question begins.
    fn begins(&mut self, question: &'static str, transport: Option<Transport>) {
        let _ = (question, transport);
    }

    /// The question waits, for as long as a system needs to write down that time has passed.
    fn waits(&mut self, time: Duration) {
        let _ = time;
    }

    /// A question has an outcome.
    fn ends(&mut self, finding: &ProbeFinding) {
        let _ = finding;
    }
}
