//! Why a message did not reach its receiver, as people read it.

use std::fmt;

use serde::{Deserialize, Serialize};
use wms_erp_sync::visible;

use crate::causes::chain;
use crate::language::{ENGLISH, Texts};

/// Why a message was not taken; without addresses, passwords and what a program printed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Failed {
    /// None where only others have something to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    why: Option<Why>,
    /// What others said of it, such as the server or the operating system, in their words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    said: Option<String>,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Why {
    /// It took too long.
    Slow { seconds: u64 },
    /// The webhook answered that it does not take it.
    Answered,
    /// The server was not reached.
    Unreached,
    /// The mail server does not take it.
    MailRefused,
    /// No server is configured that takes mail.
    NoMailServer,
    /// A command without a program.
    NoProgram,
    /// The program could not be run.
    NotRun { program: String },
    /// The program failed.
    ProgramFailed { program: String },
    /// It is not known how the program ended.
    Lost { program: String },
    /// What a later version knows.
    #[serde(other)]
    Other,
}

impl From<Why> for Failed {
    fn from(why: Why) -> Self {
        Self { why: Some(why), said: None }
    }
}

impl Failed {
    /// With what others said of it.
    pub(super) fn said(self, said: impl fmt::Display) -> Self {
        Self { said: Some(visible(&said.to_string()).into_owned()), ..self }
    }

    /// With what it was caused by.
    pub(super) fn with_source(why: Option<Why>, error: &dyn std::error::Error) -> Self {
        Self { why, said: None }.said(chain(error))
    }

    /// As an earlier version has kept it.
    pub(super) fn kept(text: &str) -> Self {
        Self::default().said(text)
    }

    /// Whether anything can be said of it: a later version knows more reasons.
    pub(super) fn is_known(&self) -> bool {
        self.why != Some(Why::Other)
    }

    /// What happened, where we can say it, and what others said of that.
    pub(crate) fn parts(&self, texts: &Texts) -> (Option<String>, Option<&str>) {
        let ours = self.why.as_ref().and_then(|why| why.text(texts));
        (ours, self.said.as_deref())
    }
}

impl Why {
    fn text(&self, texts: &Texts) -> Option<String> {
        Some(match self {
            Self::Slow { seconds } => texts.failed_slow(*seconds),
            Self::Answered => texts.failed_answer().to_owned(),
            Self::Unreached => texts.failed_unreached().to_owned(),
            Self::MailRefused => texts.failed_mail().to_owned(),
            Self::NoMailServer => texts.failed_no_server().to_owned(),
            Self::NoProgram => texts.failed_no_program().to_owned(),
            Self::NotRun { program } => texts.failed_not_run(program),
            Self::ProgramFailed { program } => texts.failed_program(program),
            Self::Lost { program } => texts.failed_lost(program),
            Self::Other => return None,
        })
    }
}

/// In English, for programs and logs.
impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.parts(&ENGLISH) {
            (Some(ours), Some(said)) => write!(f, "{ours} {said}"),
            (ours, said) => f.write_str(ours.as_deref().or(said).unwrap_or_default()),
        }
    }
}
