//! Walks through the questions, and cleans up.

use std::sync::Arc;

use serde::Serialize;
use tokio_util::sync::CancellationToken;
use twentyfour_client::Clock;

use crate::answer::{Conclusion, Leftover, ProbeFinding, Setting, Stopped, Transport};
use crate::bench::Bench;
use crate::journal::{Book, Journal, Notes};
use crate::person::Person;
use crate::question::{Question, Vendor};

/// The two systems of a demo tenant.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct DemoSystems {
    /// 24SevenOffice.
    pub erp: twentyfour_client::Client,
    /// Ongoing. Over REST it is asked on the same connection.
    pub wms: ongoing_client::Client,
    /// The transport that the tenant uses, whose answers decide about its settings.
    pub transport: Transport,
}

impl DemoSystems {
    /// The systems of a tenant that uses this transport.
    pub fn new(erp: twentyfour_client::Client, wms: ongoing_client::Client, transport: Transport) -> Self {
        Self { erp, wms, transport }
    }
}

/// A probe that has not begun.
pub struct Probe<'a> {
    systems: &'a DemoSystems,
    person: &'a mut dyn Person,
    journal: &'a mut dyn Journal,
    notes: Notes,
    clock: Arc<dyn Clock>,
    stop: CancellationToken,
    run: String,
}

/// What a probe came to.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ProbeReport {
    /// What each question came to.
    pub findings: Vec<ProbeFinding>,
    /// The records that are still there.
    pub leftovers: Vec<Leftover>,
    /// Why it ended before its end: the person ended it, or an error.
    pub ended: Option<String>,
}

impl ProbeReport {
    /// The settings that follow from what was learned, for a tenant that uses this transport, each key once.
    pub fn settings(&self, transport: Transport) -> Vec<&Setting> {
        let mut found: Vec<&Setting> = Vec::new();
        for finding in &self.findings {
            let Conclusion::Learned { settings, .. } = &finding.outcome else { continue };
            if finding.transport.is_none_or(|asked| asked == transport) {
                for setting in settings {
                    found.retain(|other| other.key != setting.key);
                    found.push(setting);
                }
            }
        }
        found
    }

    /// Whether every question has an answer and nothing is left that should be gone.
    pub fn is_complete(&self) -> bool {
        let is_learned = |finding: &ProbeFinding| matches!(finding.outcome, Conclusion::Learned { .. });
        self.ended.is_none()
            && self.findings.iter().all(is_learned)
            && self.leftovers.iter().all(|leftover| leftover.is_expected)
    }
}

impl<'a> Probe<'a> {
    /// A probe of these systems. `notes` are what the journal says so far: what an earlier probe left is removed first. `run` is part of the
    /// name of each record, and must be different each time.
    pub fn new(
        systems: &'a DemoSystems,
        person: &'a mut dyn Person,
        (journal, notes): (&'a mut dyn Journal, Notes),
        clock: Arc<dyn Clock>,
        run: impl Into<String>,
    ) -> Self {
        Self { systems, person, journal, notes, clock, stop: CancellationToken::new(), run: run.into() }
    }

    /// What is cancelled when the probe shall end: it then cleans up.
    #[must_use]
    pub fn stop(self, stop: CancellationToken) -> Self {
        Self { stop, ..self }
    }

    /// Asks these questions in their order, and cleans up.
    pub async fn run(self, questions: &[&'static Question]) -> ProbeReport {
        let transport = self.systems.transport;
        let mut bench = self.bench();
        let mut report = ProbeReport { findings: Vec::new(), leftovers: Vec::new(), ended: None };
        if !bench.book.there().is_empty() {
            report.leftovers = bench.clean_all().await;
        }
        // The vendors that have answered a question.
        let mut answered: Vec<Vendor> = Vec::new();
        'questions: for question in questions {
            let transports: Vec<Option<Transport>> = match question.vendor {
                Vendor::TwentyFourSevenOffice => vec![None],
                Vendor::Ongoing => question.transports.iter().copied().map(Some).collect(),
            };
            for asked in transports {
                bench.person().begins(question.id, asked);
                bench.begin(question.id, asked.unwrap_or(transport));
                let answer = match bench.is_stopped() {
                    true => Err(Stopped::Ended),
                    false => (question.ask)(&mut bench).await,
                };
                let (outcome, ended) = match answer {
                    Ok(outcome) => (outcome, None),
                    Err(Stopped::Refused) => (Conclusion::Refused, None),
                    Err(Stopped::Failed(why)) => (Conclusion::not_tried(why), None),
                    Err(Stopped::NoAccess(why)) => {
                        // A tenant may have no access over the transport that it does not use.
                        let is_needed = asked.is_none_or(|asked| asked == transport);
                        let ends = is_needed && !answered.contains(&question.vendor);
                        let name = question.vendor.name();
                        let ended = ends.then(|| format!("there is no access to {name}: {why}"));
                        (Conclusion::not_tried(why), ended)
                    }
                    Err(Stopped::Ended) => {
                        let why = "the probe was ended before it";
                        (
                            Conclusion::not_tried(why),
                            Some("it was ended before all questions were asked".to_owned()),
                        )
                    }
                    Err(Stopped::Broken(error)) => {
                        let why = format!("the journal or the person could not be reached: {error}");
                        (Conclusion::not_tried(why.as_str()), Some(why))
                    }
                };
                if matches!(outcome, Conclusion::Learned { .. } | Conclusion::Unclear { .. }) {
                    answered.push(question.vendor);
                }
                let evidence = bench.take_evidence();
                report.leftovers.extend(bench.clean_orders().await);
                let finding = ProbeFinding { question: question.id, transport: asked, outcome, evidence };
                bench.person().ends(&finding);
                report.findings.push(finding);
                if ended.is_some() {
                    report.ended = ended;
                    break 'questions;
                }
            }
        }
        bench.begin("", transport);
        let failed_before = |left: &Leftover| !left.is_expected;
        let last = bench.clean_all().await;
        // What could not be removed was tried again just now.
        report.leftovers.retain(|left| !failed_before(left));
        report.leftovers.extend(last);
        report
    }

    /// Only cleans up what an earlier probe left.
    pub async fn clean(self) -> Vec<Leftover> {
        self.bench().clean_all().await
    }

    fn bench(self) -> Bench<'a> {
        let Self { systems, person, journal, notes, clock, stop, run } = self;
        let DemoSystems { erp, wms, transport } = systems;
        Bench::new((erp, wms), *transport, person, Book::new(journal, notes, run), (clock, stop))
    }
}

impl std::fmt::Debug for Probe<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Probe")
            .field("systems", &self.systems)
            .field("run", &self.run)
            .finish_non_exhaustive()
    }
}
