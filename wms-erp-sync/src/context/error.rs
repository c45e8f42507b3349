use std::time::Duration;

use super::{ProcessError, ProcessErrorKind};
use crate::document::Class;
use crate::hooks::HookError;
use crate::port::{ErrorKind, PortError, with_causes};
use crate::process_id::Process;
use crate::record_id::RecordId;
use crate::store::{LeaseKey, StoreError};

/// When it is worth asking for a lease again that another engine has.
const RETRY_AFTER: Duration = Duration::from_secs(5);

/// Why a run could not do its work. What it had done stays done; the next run continues from there.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RunError {
    /// No tenant of that name is registered.
    #[error("there is no tenant {0:?}")]
    UnknownTenant(String),
    /// Another engine works on it.
    #[error("another engine is working on {tenant}/{process}")]
    #[non_exhaustive]
    Busy {
        /// The tenant.
        tenant: String,
        /// The process.
        process: Process,
        /// When it is worth asking again.
        retry_after: Duration,
    },
    /// A lease of the run was lost: another engine took it over, or it could not be renewed for so long that it ran out. The
    /// run has stopped, and wrote nothing more to the vendors. Another engine goes on, or the next run.
    #[error("the lease {lease} was lost while the run was working: it has stopped")]
    #[non_exhaustive]
    LeaseLost {
        /// The lease.
        lease: LeaseKey,
        /// What the store said, if it was the store that said so.
        source: Option<Box<StoreError>>,
    },
    /// The engine's own memory failed.
    #[error(transparent)]
    Store(StoreError),
    /// There is no such record among those that it was asked for: nothing was done.
    #[error("{process}: {:?} is not {expected}", record.as_str())]
    #[non_exhaustive]
    UnknownRecord {
        /// The process.
        process: Process,
        /// The record.
        record: RecordId,
        /// What it is not, such as `held`.
        expected: &'static str,
    },
    /// The process has no safety limit, so that there is nothing to approve: nothing was done.
    #[error("the process {0} has no safety limit: there is nothing to approve")]
    NoSafetyLimit(Process),
    /// One of the sides failed.
    #[error(transparent)]
    Port(#[from] PortError),
    /// The engine refuses to go on until a person has looked.
    #[error("{what}")]
    #[non_exhaustive]
    Stopped {
        /// What happened.
        what: String,
        /// What to do.
        remedy: String,
    },
    /// The engine was asked to stop; the current record was finished.
    #[error("stopped on request")]
    Cancelled,
    /// The host's own look-up failed; it may work at the next run.
    #[error("the host's hook failed")]
    Hook(#[source] HookError),
    /// A process of the host's own failed, not at one of the ports.
    #[error(transparent)]
    Process(#[from] ProcessError),
}

impl From<StoreError> for RunError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::StaleEpoch { ref key, .. } => {
                Self::LeaseLost { lease: key.clone(), source: Some(Box::new(error)) }
            }
            error => Self::Store(error),
        }
    }
}

impl RunError {
    pub(crate) fn busy(tenant: impl Into<String>, process: Process) -> Self {
        Self::Busy { tenant: tenant.into(), process, retry_after: RETRY_AFTER }
    }

    /// What happened, with its causes, in one line, without what a cause only repeats.
    pub fn full_message(&self) -> String {
        with_causes(self)
    }

    /// What a person can do about it.
    pub fn remedy(&self) -> &str {
        match self {
            Self::UnknownTenant(_) => "check the name",
            Self::UnknownRecord { .. } => {
                "take the record's name from the list of held records, or its id from the ERP"
            }
            Self::NoSafetyLimit(_) => {
                "name the process that reported its safety limit: stock, order_status or orders"
            }
            Self::Busy { .. } => "wait until the other engine is done, or stop it",
            Self::LeaseLost { .. } => {
                "nothing: the next run continues; if it happens again, check whether this machine or its \
                 store hangs for long"
            }
            Self::Store(StoreError::Lost { .. }) => {
                "stop the service, restore the file or its latest backup, and start it again; without a \
                 backup, adopt what is open with takeover"
            }
            Self::Store(StoreError::NewerDocument { .. }) => {
                "upgrade this service to the version that wrote the store, or stop it and restore the backup from before that"
            }
            Self::Store(StoreError::Disk { .. }) => {
                "make room on that disk, or raise the limit on its files; if there is room, check whether the disk works. Nothing is \
                 lost: the next run continues"
            }
            Self::Store(_) => "check the database file, its disk and its permissions",
            Self::Port(error) => &error.remedy,
            Self::Stopped { remedy, .. } => remedy,
            Self::Hook(error) => error.remedy(),
            Self::Process(error) => error.remedy(),
            Self::Cancelled => "",
        }
    }

    /// The class of the obstacle. A refusal is none that only a person can lift: its meaning is not known.
    pub(crate) fn class(&self) -> Class {
        match self {
            Self::Port(PortError { kind: ErrorKind::Refused, .. }) => Class::Rejected,
            error if error.is_transient() => Class::Transient,
            _ => Class::NeedsPerson,
        }
    }

    /// Whether a later version of this software wrote a document that was to be read.
    pub(crate) fn is_newer_document(&self) -> bool {
        matches!(self, Self::Store(StoreError::NewerDocument { .. }))
    }

    /// Whether the next run may simply work.
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Port(error) => matches!(error.kind, ErrorKind::Transient | ErrorKind::Quota(_)),
            Self::Process(error) => error.kind() == ProcessErrorKind::Transient,
            Self::Store(StoreError::Backend { .. } | StoreError::Disk { .. })
            | Self::Busy { .. }
            | Self::LeaseLost { .. }
            | Self::Cancelled
            | Self::Hook(_) => true,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the drivers of databases put it: an error whose cause says the same again.
    #[derive(Debug, thiserror::Error)]
    #[error("error returned from the database: {0}")]
    struct Wrapped(#[source] std::io::Error);

    #[test]
    fn what_a_cause_of_the_store_repeats_is_said_once() {
        let source = Box::new(Wrapped(std::io::Error::other("the disk is full")));
        let error = RunError::Store(StoreError::Backend { action: "commit", source });
        assert_eq!(
            error.full_message(),
            "the store failed to commit: error returned from the database: the disk is full"
        );
    }
}
