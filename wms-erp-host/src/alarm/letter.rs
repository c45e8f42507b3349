//! Whatever is sent, in the forms that channels take.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::digest::Digest;
use super::message::Message;
use super::receipt::{self, Receipt};
use super::receipt_page;
use crate::language::mail::Mail;

/// What is sent. In the store each is recognised by its fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Letter {
    /// One change of one alarm.
    Alarm(Message),
    /// What is open in the morning.
    Digest(Digest),
    /// What became of a goods owner's orders on one day.
    Receipt(Receipt),
}

impl Letter {
    /// The same whenever it is sent again.
    pub(super) fn id(&self) -> &str {
        match self {
            Self::Alarm(message) => &message.id,
            Self::Digest(digest) => &digest.id,
            Self::Receipt(receipt) => &receipt.id,
        }
    }

    /// When it was made.
    pub(super) fn at(&self) -> DateTime<Utc> {
        match self {
            Self::Alarm(message) => message.at,
            Self::Digest(digest) => digest.at,
            Self::Receipt(receipt) => receipt.at,
        }
    }

    /// What could not be sent for so long is dropped: of alarms, reminders say what is still open.
    pub(super) fn kept(&self) -> TimeDelta {
        match self {
            Self::Receipt(_) => receipt::KEPT,
            _ => TimeDelta::days(3),
        }
    }

    /// What a mail shows in place of the text, and the file with it: its name and what is in it.
    pub(super) fn page_and_file(&self, mail: &Mail) -> Option<(String, String, String)> {
        match self {
            Self::Receipt(receipt) => {
                Some((receipt_page::page(receipt, mail), receipt.file_name(), receipt.csv(mail)))
            }
            _ => None,
        }
    }

    /// What it is about, in one line without control characters.
    pub(super) fn title(&self, mail: &Mail) -> String {
        match self {
            Self::Alarm(message) => message.title(mail),
            Self::Digest(digest) => digest.title(mail),
            Self::Receipt(receipt) => receipt.title(mail),
        }
    }

    /// All of it, a line for each part.
    pub(super) fn text(&self, mail: &Mail) -> String {
        match self {
            Self::Alarm(message) => message.text(mail),
            Self::Digest(digest) => digest.text(mail),
            Self::Receipt(receipt) => receipt.text(mail),
        }
    }

    /// For programs, in English. Fields are only ever added.
    pub(super) fn json(&self) -> Value {
        match self {
            Self::Alarm(message) => message.json(),
            Self::Digest(digest) => digest.json(),
            Self::Receipt(receipt) => receipt.json(),
        }
    }

    /// As Slack's incoming webhooks, and those that imitate them, take it: with the three characters escaped that Slack's formatting
    /// gives a meaning to. People read it: it is in the language of mails.
    pub(super) fn slack(&self, mail: &Mail) -> Value {
        let text = self.text(mail).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        json!({ "text": text })
    }
}

impl From<Message> for Letter {
    fn from(message: Message) -> Self {
        Self::Alarm(message)
    }
}
