//! What became of each tenant at a look, for those who ask.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::config::Problem;

/// What a look came to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Report {
    pub(crate) at: DateTime<Utc>,
    /// All that are served or wrong, and those that were removed just now.
    pub(crate) tenants: BTreeMap<String, TenantReport>,
    /// What is wrong with tenants; each keeps what it had.
    pub(crate) wrong: BTreeMap<String, Vec<Problem>>,
    /// What is wrong apart from tenants; it keeps what it had, too.
    pub(crate) problems: Vec<Problem>,
}

impl Report {
    /// All that is wrong, a line each.
    pub(crate) fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.problems.iter().map(ToString::to_string).collect();
        // What is wrong with the defaults is wrong with each of their tenants.
        for line in self.wrong.values().flatten().map(ToString::to_string) {
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        lines
    }
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct TenantReport {
    pub(crate) served: bool,
    pub(crate) outcome: Outcome,
}

/// The result for a tenant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Unchanged,
    Added,
    Changed,
    Removed,
    /// It counts at one of the next looks.
    Waiting,
    Wrong,
}

impl Outcome {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Unchanged => "unchanged",
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Removed => "removed",
            Self::Waiting => "waiting",
            Self::Wrong => "wrong",
        }
    }
}
