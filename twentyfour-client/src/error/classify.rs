use asmx_soap::Fault;
use asmx_soap::http::Error as SoapError;
use http::{HeaderMap, StatusCode};

use super::quota::{self, Quota};
use super::{Error, ErrorKind};

/// How much of a foreign answer an error shows.
const EXCERPT: usize = 80;

/// Says what a failed exchange means.
pub(crate) fn classify(operation: &'static str, error: SoapError) -> Error {
    let kind = match error {
        SoapError::Encode(error) => ErrorKind::Encode(error),
        SoapError::Http(error) => ErrorKind::Transport(error),
        SoapError::Fault { fault, status, headers } => {
            refusal(&fault.text, status, &headers).unwrap_or_else(|| by_text(fault))
        }
        SoapError::Status { status, headers, excerpt } => {
            refusal(&excerpt, status, &headers).unwrap_or_else(|| ErrorKind::Status {
                status: status.as_u16(),
                retry_after: quota::retry_after(&headers),
            })
        }
        SoapError::NotSoap { status, headers, excerpt } => refusal(&excerpt, status, &headers)
            .unwrap_or_else(|| ErrorKind::NotSoap { excerpt: line(&excerpt) }),
        SoapError::Decode(error) => ErrorKind::Decode(error),
        _ => ErrorKind::NoResult,
    };
    Error::new(operation, kind)
}

/// The quota's own words and HTTP's: no source documents in which of them a refusal comes, so all are checked.
fn refusal(text: &str, status: StatusCode, headers: &HeaderMap) -> Option<ErrorKind> {
    if let Some(quota) = Quota::in_text(text, headers) {
        return Some(ErrorKind::Quota(quota));
    }
    if status == StatusCode::TOO_MANY_REQUESTS {
        return Some(match Quota::in_headers(headers) {
            Some(quota) => ErrorKind::Quota(quota),
            None => ErrorKind::TooManyRequests { retry_after: quota::retry_after(headers) },
        });
    }
    None
}

fn by_text(fault: Fault) -> ErrorKind {
    if fault.mentions("application id is not registered") {
        ErrorKind::ApplicationNotRegistered
    } else if fault.mentions("identityid is blocked") {
        ErrorKind::IdentityBlocked
    } else if fault.mentions("not authenticated") {
        ErrorKind::NotAuthenticated(line(fault.reason()))
    } else {
        ErrorKind::Fault(fault)
    }
}

fn line(text: &str) -> String {
    text.trim_start().lines().next().unwrap_or_default().chars().take(EXCERPT).collect()
}
