//! What a question works with: the systems, the person, the book of what was made, and the evidence so far.

use std::sync::Arc;
use std::time::Duration;

use ongoing_client::WarehouseApi;
use ongoing_client::rest::RestClient;
use tokio_util::sync::CancellationToken;
use twentyfour_client::Clock;
use twentyfour_client::types::{CompanyId, ProductId};

use crate::answer::{Evidence, Stopped, Transport};
use crate::journal::Book;
use crate::person::{Consent, Person, ProposedWrite};

pub(crate) struct Bench<'a> {
    pub(crate) erp: &'a twentyfour_client::Client,
    pub(crate) soap: &'a ongoing_client::Client,
    pub(crate) rest: RestClient,
    /// The transport of the question; that of the tenant while cleaning.
    pub(crate) transport: Transport,
    pub(crate) book: Book<'a>,
    pub(crate) clock: Arc<dyn Clock>,
    /// The customer and the product of this run, once they were needed.
    pub(crate) customer: Option<CompanyId>,
    pub(crate) product: Option<ProductId>,
    pub(crate) question: &'static str,
    person: &'a mut dyn Person,
    stop: CancellationToken,
    evidence: Vec<Evidence>,
    agreed: Agreed,
}

/// What the person has agreed to in advance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd)]
enum Agreed {
    Nothing,
    Question,
    Run,
}

impl<'a> Bench<'a> {
    pub(crate) fn new(
        (erp, soap): (&'a twentyfour_client::Client, &'a ongoing_client::Client),
        transport: Transport,
        person: &'a mut dyn Person,
        book: Book<'a>,
        (clock, stop): (Arc<dyn Clock>, CancellationToken),
    ) -> Self {
        Self {
            erp,
            soap,
            rest: soap.rest(),
            transport,
            book,
            clock,
            customer: None,
            product: None,
            question: "",
            person,
            stop,
            evidence: Vec::new(),
            agreed: Agreed::Nothing,
        }
    }

    pub(crate) fn begin(&mut self, question: &'static str, transport: Transport) {
        (self.question, self.transport) = (question, transport);
        self.evidence.clear();
        if self.agreed == Agreed::Question {
            self.agreed = Agreed::Nothing;
        }
    }

    pub(crate) fn take_evidence(&mut self) -> Vec<Evidence> {
        std::mem::take(&mut self.evidence)
    }

    /// Ongoing, over the transport of the question.
    pub(crate) fn wms(&self) -> &dyn WarehouseApi {
        match self.transport {
            Transport::Soap => self.soap,
            Transport::Rest => &self.rest,
        }
    }

    pub(crate) fn wms_name(&self) -> &'static str {
        match self.transport {
            Transport::Soap => "Ongoing over SOAP",
            Transport::Rest => "Ongoing over REST",
        }
    }

    /// Keeps something that was requested.
    pub(crate) fn sent(&mut self, text: impl Into<String>) {
        self.evidence.push(Evidence::Sent(text.into()));
    }

    /// Keeps something that was read.
    pub(crate) fn seen(&mut self, text: impl Into<String>) {
        self.evidence.push(Evidence::Seen(text.into()));
    }

    pub(crate) fn is_stopped(&self) -> bool {
        self.stop.is_cancelled()
    }

    pub(crate) fn person(&mut self) -> &mut dyn Person {
        self.person
    }

    /// Returns if this may be written.
    pub(crate) async fn agree(&mut self, write: ProposedWrite) -> Result<(), Stopped> {
        if self.is_stopped() {
            return Err(Stopped::Ended);
        }
        if self.agreed == Agreed::Nothing {
            let answer = self.stop.run_until_cancelled(self.person.agree(&write)).await;
            match answer.ok_or(Stopped::Ended)?.map_err(Stopped::Broken)? {
                Consent::Yes => {}
                Consent::Question => self.agreed = Agreed::Question,
                Consent::Run => self.agreed = Agreed::Run,
                Consent::No => return Err(Stopped::Refused),
                Consent::End => return Err(Stopped::Ended),
            }
        }
        let fields: Vec<String> =
            write.fields.iter().map(|(field, value)| format!("{field}={value:?}")).collect();
        self.sent(format!("{}, {}: {} ({})", write.system, write.call, write.what, fields.join(", ")));
        Ok(())
    }

    /// Lets time pass, which the systems write down.
    pub(crate) async fn wait(&mut self, time: Duration) -> Result<(), Stopped> {
        self.sent(format!("nothing for {} seconds", time.as_secs()));
        self.person.waits(time);
        self.stop.run_until_cancelled(self.clock.sleep(time)).await.ok_or(Stopped::Ended)
    }

    /// The choice of the person, or `None` if the person does not know.
    pub(crate) async fn choose(
        &mut self,
        question: &str,
        choices: &[&str],
    ) -> Result<Option<usize>, Stopped> {
        let answer = self.stop.run_until_cancelled(self.person.choose(question, choices)).await;
        let answer = answer.ok_or(Stopped::Ended)?.map_err(Stopped::Broken)?;
        let chosen = answer.and_then(|number| choices.get(number));
        self.seen(format!("{question} The person: {}", chosen.unwrap_or(&"does not know")));
        Ok(answer.filter(|number| *number < choices.len()))
    }
}
