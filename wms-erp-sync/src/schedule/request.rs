//! What is to be run, and why.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};

use super::RequestId;
use crate::process_id::Process;

/// One process of one tenant: what is run, and never twice at once.
///
/// Sorts by tenant, then in the order of work. As text, and in JSON, `tenant:process`: fit for the key of a job.
///
/// ```
/// use wms_erp_sync::Process;
/// use wms_erp_sync::schedule::RunKey;
/// let key: RunKey = "acme:orders".parse()?;
/// assert_eq!((key.tenant(), key.process()), ("acme", Process::Orders));
/// # Ok::<(), wms_erp_sync::schedule::ParseRunError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RunKey {
    tenant: String,
    process: Process,
}

impl RunKey {
    /// The key of `process` at `tenant`.
    pub fn new(tenant: impl Into<String>, process: Process) -> Self {
        Self { tenant: tenant.into(), process }
    }

    /// The tenant's name.
    pub fn tenant(&self) -> &str {
        &self.tenant
    }

    /// The process.
    pub fn process(&self) -> Process {
        self.process
    }

    /// Both parts.
    pub fn into_parts(self) -> (String, Process) {
        (self.tenant, self.process)
    }
}

impl fmt::Display for RunKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.tenant, self.process)
    }
}

impl FromStr for RunKey {
    type Err = ParseRunError;

    fn from_str(text: &str) -> Result<Self, ParseRunError> {
        let wrong = || ParseRunError(text.to_owned());
        let (tenant, process) =
            text.rsplit_once(':').filter(|(tenant, _)| !tenant.is_empty()).ok_or_else(wrong)?;
        Ok(Self::new(tenant, process.parse().map_err(|_| wrong())?))
    }
}

impl TryFrom<String> for RunKey {
    type Error = ParseRunError;

    fn try_from(text: String) -> Result<Self, ParseRunError> {
        text.parse()
    }
}

impl From<RunKey> for String {
    fn from(key: RunKey) -> Self {
        key.to_string()
    }
}

/// Who asked for a run. The later ones count for more, where several ask for the same.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Trigger {
    /// A timer: held records are tried when they are due. As text `scheduled`.
    #[default]
    #[serde(rename = "scheduled")]
    Scheduled,
    /// A hint that something has changed, such as a webhook's; works as [`Scheduled`](Self::Scheduled). As text `hint`.
    #[serde(rename = "hint")]
    Hint,
    /// A person: every held record that does not need one is tried. As text `manual`.
    #[serde(rename = "manual")]
    Manual,
}

impl Trigger {
    const ALL: [Self; 3] = [Self::Scheduled, Self::Hint, Self::Manual];

    /// The word in texts and logs; it never changes.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Scheduled => "scheduled",
            Self::Hint => "hint",
            Self::Manual => "manual",
        }
    }
}

impl fmt::Display for Trigger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A request to run a process, as a scheduler passes it to a [`Runner`](super::Runner), or as it is stored in a job
/// queue.
///
/// As text the key, the reason, the id of what asked for it after `by`, and the times after `due` and `until`, where there are any; a key
/// alone is a scheduled run.
/// JSON has the same names.
///
/// ```
/// use wms_erp_sync::schedule::RunRequest;
/// let request: RunRequest = "acme:order_status hint until 2026-03-02T08:15:00Z".parse()?;
/// assert_eq!(request.to_string(), "acme:order_status hint until 2026-03-02T08:15:00Z");
/// # Ok::<(), wms_erp_sync::schedule::ParseRunError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RunRequest {
    /// What is to be run.
    pub key: RunKey,
    /// Why.
    #[serde(default)]
    pub reason: Trigger,
    /// After this time the request is void, and nothing is run: jobs that piled up while there was no worker would only
    /// repeat what a regular run has done in the meantime. Without it, a request is good at any time.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub not_after: Option<DateTime<Utc>>,
    /// Since when it is due, by the clock of the engine: where several share the work, by one that agrees with the
    /// clocks of the others. What another process has read from then on counts for this run too, and is not read once
    /// more: a round of all processes reads the changed products once. Without it, the run reads everything itself:
    /// leave it out if the run is requested because something has just changed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub due: Option<DateTime<Utc>>,
    /// What asked for it, where that is known: it stands on all log lines of the run. Of several that asked, the first.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub request_id: Option<RequestId>,
}

impl RunRequest {
    /// A request that is good at any time.
    pub fn new(key: RunKey, reason: Trigger) -> Self {
        Self { key, reason, not_after: None, due: None, request_id: None }
    }

    /// The same, void after that time.
    #[must_use]
    pub fn not_after(self, time: DateTime<Utc>) -> Self {
        Self { not_after: Some(time), ..self }
    }

    /// The same, due since that time.
    #[must_use]
    pub fn due(self, time: DateTime<Utc>) -> Self {
        Self { due: Some(time), ..self }
    }

    /// The same, traced back to what asked for it.
    #[must_use]
    pub fn request_id(self, id: RequestId) -> Self {
        Self { request_id: Some(id), ..self }
    }

    /// Whether it comes too late.
    pub fn is_void(&self, now: DateTime<Utc>) -> bool {
        self.not_after.is_some_and(|time| time < now)
    }
}

impl From<RunKey> for RunRequest {
    fn from(key: RunKey) -> Self {
        Self::new(key, Trigger::Scheduled)
    }
}

impl fmt::Display for RunRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.key, self.reason)?;
        if let Some(id) = &self.request_id {
            write!(f, " by {id}")?;
        }
        for (word, time) in [("due", self.due), ("until", self.not_after)] {
            if let Some(time) = time {
                write!(f, " {word} {}", time.to_rfc3339_opts(SecondsFormat::AutoSi, true))?;
            }
        }
        Ok(())
    }
}

impl FromStr for RunRequest {
    type Err = ParseRunError;

    /// From the right: names of tenants may have blanks in them.
    fn from_str(text: &str) -> Result<Self, ParseRunError> {
        let (rest, not_after) = time_after(" until ", text);
        let (rest, due) = time_after(" due ", rest);
        // No name of a process, which would be the last part otherwise, has such a form with its tenant before it.
        let by = rest.rsplit_once(" by ").and_then(|(rest, id)| Some((rest, Some(id.parse().ok()?))));
        let (rest, request_id) = by.unwrap_or((rest, None));
        let reason = rest.rsplit_once(' ').and_then(|(key, word)| {
            Some((key, Trigger::ALL.into_iter().find(|reason| reason.as_str() == word)?))
        });
        let (key, reason) = reason.unwrap_or((rest, Trigger::Scheduled));
        let key = key.parse().map_err(|_| ParseRunError(text.to_owned()))?;
        Ok(Self { key, reason, not_after, due, request_id })
    }
}

/// The time behind the last such word, and what stands before it.
fn time_after<'t>(word: &str, text: &'t str) -> (&'t str, Option<DateTime<Utc>>) {
    let found = text.rsplit_once(word).and_then(|(rest, time)| Some((rest, Some(time.parse().ok()?))));
    found.unwrap_or((text, None))
}

/// A text that names no run.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is not a run: write tenant:process, such as acme:orders (articles, suppliers, orders, order_status or stock), then \
     scheduled, hint or manual, then by and the id of what asked for it, due and a time, and until and a time, if needed"
)]
pub struct ParseRunError(String);

#[cfg(test)]
mod tests {
    use super::*;

    fn at() -> DateTime<Utc> {
        "2026-03-02T08:15:00.25Z".parse().unwrap()
    }

    #[test]
    fn a_request_reads_back_from_its_text_and_from_its_json() {
        for tenant in ["acme", "a b", "a:b", "x until y", "x due y", "x by y", "x by y:z", "hint"] {
            for &process in Process::ALL {
                for reason in Trigger::ALL {
                    let request = RunRequest::new(RunKey::new(tenant, process), reason);
                    let limited = request.clone().not_after(at());
                    let by = |request: RunRequest| request.request_id(RequestId::numbered(7, 8));
                    let requests = [request.clone(), request.due(at()), limited.clone(), limited.due(at())];
                    for request in requests.clone().into_iter().chain(requests.map(by)) {
                        assert_eq!(request.to_string().parse(), Ok(request.clone()));
                        let json = serde_json::to_string(&request).unwrap();
                        assert_eq!(serde_json::from_str::<RunRequest>(&json).unwrap(), request, "{json}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_key_alone_is_a_scheduled_run() {
        let request: RunRequest = "acme:stock".parse().unwrap();
        assert_eq!(request, RunKey::new("acme", Process::Stock).into());
        assert_eq!(serde_json::from_str::<RunRequest>(r#"{"key":"acme:stock"}"#).unwrap(), request);
    }

    #[test]
    fn what_names_no_run_is_refused_with_what_to_write() {
        for text in ["", "acme", ":orders", "acme:Orders", "acme:orders now", "acme:orders until tomorrow"] {
            let error = text.parse::<RunRequest>().unwrap_err().to_string();
            assert!(error.starts_with(&format!("{text:?}")) && error.contains("acme:orders"), "{error}");
        }
        assert!(serde_json::from_str::<RunKey>(r#""acme""#).is_err());
    }

    #[test]
    fn a_request_is_void_after_its_time() {
        let request = RunRequest::from(RunKey::new("acme", Process::Stock));
        assert!(!request.is_void(DateTime::<Utc>::MAX_UTC));
        let request = request.not_after(at());
        assert!(!request.is_void(at()) && request.is_void(at() + chrono::TimeDelta::milliseconds(1)));
    }
}
