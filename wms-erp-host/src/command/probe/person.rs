//! The person at the keyboard.

use std::io;
use std::time::Duration;

use async_trait::async_trait;
use wms_erp_probe::{Conclusion, Consent, Person, ProbeFinding, ProposedWrite, Transport};

use crate::causes::chain;
use crate::command::exit::HostError;
use crate::command::keyboard::Keyboard;

pub(super) struct AtKeyboard<'a> {
    pub(super) keyboard: Keyboard<'a>,
    /// Whether every write is agreed to in advance.
    pub(super) yes: bool,
}

fn unheard(error: HostError) -> io::Error {
    match error {
        HostError::Output(error) => error,
        error => io::Error::other(chain(&error)),
    }
}

#[async_trait]
impl Person for AtKeyboard<'_> {
    async fn agree(&mut self, write: &ProposedWrite) -> io::Result<Consent> {
        if self.yes {
            return Ok(Consent::Run);
        }
        let keyboard = &mut self.keyboard;
        keyboard.say(&format!("  {}, {}: {}", write.system, write.call, write.what)).map_err(unheard)?;
        for (field, value) in &write.fields {
            keyboard.say(&format!("    {field} = {value:?}")).map_err(unheard)?;
        }
        keyboard.say(&format!("    how it is undone: {}", write.undone)).map_err(unheard)?;
        loop {
            let question = "  Write it? (yes, no, question: all of this question, all: all of this run, end)";
            let answer = keyboard.ask(question, None).await.map_err(unheard)?;
            match answer.to_lowercase().as_str() {
                "yes" | "y" => return Ok(Consent::Yes),
                "no" | "n" => return Ok(Consent::No),
                "question" => return Ok(Consent::Question),
                "all" => return Ok(Consent::Run),
                "end" => return Ok(Consent::End),
                _ => keyboard.refuse(&format!("{answer:?} is none of these words"), "").map_err(unheard)?,
            }
        }
    }

    async fn choose(&mut self, question: &str, choices: &[&str]) -> io::Result<Option<usize>> {
        // Without a person, no one knows.
        if self.yes && !self.keyboard.is_terminal() {
            return Ok(None);
        }
        self.keyboard.say(&format!("  {question}")).map_err(unheard)?;
        for (number, choice) in choices.iter().enumerate() {
            self.keyboard.say(&format!("    {}  {choice}", number + 1)).map_err(unheard)?;
        }
        self.keyboard.say("    0  I do not know").map_err(unheard)?;
        loop {
            let answer = self.keyboard.ask("  Which one, by its number here", None).await.map_err(unheard)?;
            match answer.parse::<usize>() {
                Ok(0) => return Ok(None),
                Ok(number) if number <= choices.len() => return Ok(Some(number - 1)),
                _ => {
                    let remedy = format!("give a number from 0 to {}", choices.len());
                    self.keyboard
                        .refuse(&format!("there is no number {answer}"), &remedy)
                        .map_err(unheard)?;
                }
            }
        }
    }

    fn begins(&mut self, question: &'static str, transport: Option<Transport>) {
        let unknown = wms_erp_probe::find(question).map_or("", |question| question.unknown);
        // What cannot be shown here is in the report.
        let _ = self.keyboard.say(&format!("{}: {unknown}", super::report::title(question, transport)));
    }

    fn waits(&mut self, time: Duration) {
        let _ = self.keyboard.say(&format!("  waits for {} s", time.as_secs()));
    }

    fn ends(&mut self, finding: &ProbeFinding) {
        let outcome = match &finding.outcome {
            Conclusion::Learned { says, .. } => format!("  → {says}"),
            other => format!("  → {}", super::report::words(other)),
        };
        let _ = self.keyboard.say(&outcome);
    }
}
