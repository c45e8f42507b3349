//! What a run can be traced back to.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// No longer one is taken: it stands on every line of a log that concerns it.
const MAX_LENGTH: usize = 128;

/// Identifies what asked for a run, such as a request to a service's page: the same id stands on the log line of that request, on those of
/// the run, and on those of the requests that the run sends (the span `request`).
///
/// As text 1 to 128 ASCII letters, digits, `-`, `_` and `.`, so that it can stand in a log, a header and a [`RunRequest`](super::RunRequest)
/// as it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RequestId(String);

impl RequestId {
    /// An id that a service makes by itself: something that no other process has, and a number that counts up.
    pub fn numbered(process: u64, number: u64) -> Self {
        Self(format!("{process:016x}-{number}"))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for RequestId {
    type Err = ParseRequestIdError;

    fn from_str(text: &str) -> Result<Self, ParseRequestIdError> {
        text.to_owned().try_into()
    }
}

impl TryFrom<String> for RequestId {
    type Error = ParseRequestIdError;

    fn try_from(text: String) -> Result<Self, ParseRequestIdError> {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
        match (1..=MAX_LENGTH).contains(&text.len()) && text.bytes().all(is_plain) {
            true => Ok(Self(text)),
            false => Err(ParseRequestIdError),
        }
    }
}

impl From<RequestId> for String {
    fn from(id: RequestId) -> Self {
        id.0
    }
}

/// A text that is no [`RequestId`]. It is not repeated: its sender may have meant to write into a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an id of a request is 1 to {MAX_LENGTH} ASCII letters, digits, '-', '_' and '.'")]
pub struct ParseRequestIdError;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_stand_in_a_log_as_it_is_is_an_id() {
        let longest = "x".repeat(MAX_LENGTH);
        for text in ["a", "4f9c-1", "1.2_3", &longest] {
            assert_eq!(text.parse::<RequestId>().map(String::from), Ok(text.to_owned()));
        }
        for text in ["", " ", "a b", "a\n", "a\u{202e}", "a=b", "a:b", "é", &format!("{longest}x")] {
            assert_eq!(text.parse::<RequestId>(), Err(ParseRequestIdError), "{text:?}");
        }
        let made = RequestId::numbered(u64::MAX, u64::MAX);
        assert_eq!(made.as_str().parse(), Ok(made));
    }
}
