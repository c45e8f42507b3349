//! What a question came to.

use serde::Serialize;

/// How Ongoing is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Transport {
    /// The goods-owner SOAP API.
    Soap,
    /// The goods-owner REST API.
    Rest,
}

/// What one question came to.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ProbeFinding {
    /// The question, by its [id](crate::Question::id).
    pub question: &'static str,
    /// For a question about Ongoing, which transport was asked over; `None` where there is only one way.
    pub transport: Option<Transport>,
    /// The result.
    #[serde(flatten)]
    pub outcome: Conclusion,
    /// What was sent and what was seen, in that order.
    pub evidence: Vec<Evidence>,
}

/// The result of a question.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Conclusion {
    /// The answer was found.
    Learned {
        /// Which of the question's possible answers it is, for programs.
        answer: &'static str,
        /// The answer, for people.
        says: String,
        /// The settings that follow from it.
        settings: Vec<Setting>,
    },
    /// What was seen fits none of the possible answers, or more than one.
    Unclear {
        /// What was seen, and what a person can do.
        why: String,
    },
    /// It could not be tried.
    NotTried {
        /// What is missing or has failed.
        why: String,
    },
    /// The person did not agree to a write that it needs.
    Refused,
}

/// Something that was sent, or something that was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Evidence {
    /// What was written or requested.
    Sent(String),
    /// What was read, or answered by the person.
    Seen(String),
}

/// A setting that follows from an answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Setting {
    /// Its key below the tenant, with its tables: `erp.time_zone`.
    pub key: &'static str,
    /// Its value.
    pub value: SettingValue,
    /// Why it follows, in a sentence.
    pub why: String,
}

impl Setting {
    pub(crate) fn new(key: &'static str, value: impl Into<SettingValue>, why: impl Into<String>) -> Self {
        Self { key, value: value.into(), why: why.into() }
    }
}

/// The value of a setting.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum SettingValue {
    /// A text.
    Text(String),
    /// `true` or `false`.
    Flag(bool),
    /// A list of whole numbers.
    Numbers(Vec<i32>),
    /// A list of texts.
    Texts(Vec<String>),
}

impl From<&str> for SettingValue {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<bool> for SettingValue {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<Vec<i32>> for SettingValue {
    fn from(numbers: Vec<i32>) -> Self {
        Self::Numbers(numbers)
    }
}

impl From<Vec<String>> for SettingValue {
    fn from(texts: Vec<String>) -> Self {
        Self::Texts(texts)
    }
}

/// A record of the probe that is still there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Leftover {
    /// Its name, as the probe chose it.
    pub name: String,
    /// What it is, and where.
    pub what: String,
    /// Whether the vendor has no call to remove it, so that it was only taken out of use. Otherwise removing it has failed, and it can
    /// be tried again.
    pub is_expected: bool,
    /// The state that it is in, and why.
    pub why: String,
    /// How a person removes it.
    pub remedy: &'static str,
}

/// Why a question ends before its answer.
#[derive(Debug)]
pub(crate) enum Stopped {
    /// The person did not agree to a write.
    Refused,
    /// The person ends the probe, or it was asked to stop.
    Ended,
    /// A vendor did not do what was asked.
    Failed(String),
    /// A vendor cannot be reached, or does not accept the user.
    NoAccess(String),
    /// The journal cannot be written, or the person cannot be asked: nothing more may be written.
    Broken(std::io::Error),
}

impl Conclusion {
    pub(crate) fn learned(answer: &'static str, says: impl Into<String>) -> Self {
        Self::Learned { answer, says: says.into(), settings: Vec::new() }
    }

    /// The same, with a setting that follows.
    #[must_use]
    pub(crate) fn with(mut self, setting: Setting) -> Self {
        if let Self::Learned { settings, .. } = &mut self {
            settings.push(setting);
        }
        self
    }

    pub(crate) fn unclear(why: impl Into<String>) -> Self {
        Self::Unclear { why: why.into() }
    }

    pub(crate) fn not_tried(why: impl Into<String>) -> Self {
        Self::NotTried { why: why.into() }
    }
}

/// An error with its causes, in one line.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        text += &format!(": {cause}");
        next = cause.source();
    }
    text
}
