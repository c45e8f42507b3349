//! How a command ends.

use std::io;
use std::path::PathBuf;

use wms_erp_sync::RunError;
use wms_erp_sync::schedule::SchedulerError;

use crate::config::ConfigError;

/// How it ended. The numbers are what scripts look at; they never change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
#[non_exhaustive]
pub enum Exit {
    /// All done.
    Done = 0,
    /// A process failed.
    Failed = 1,
    /// Wrong usage or configuration.
    Usage = 2,
    /// Done, but records are held that need a person or were refused.
    Held = 3,
    /// Another engine holds the lease.
    Busy = 4,
    /// `status`: a process is failing or overdue.
    Unhealthy = 5,
}

/// Why the host could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum HostError {
    /// The configuration is wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The command line asks for something that the configuration does not have.
    #[error("{0}")]
    Usage(String),
    /// Nothing of that name is known.
    #[error("{what}")]
    Unknown {
        /// What is not known.
        what: String,
        /// What to do.
        remedy: &'static str,
    },
    /// The engine could not even begin.
    #[error(transparent)]
    Run(Box<RunError>),
    /// What says when processes run has failed.
    #[error(transparent)]
    Scheduler(#[from] SchedulerError),
    /// A file that was named cannot be read or written.
    #[error("{}: it cannot be read or written", file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The output cannot be written.
    #[error("the output cannot be written")]
    Output(#[from] io::Error),
}

impl From<RunError> for HostError {
    fn from(error: RunError) -> Self {
        Self::Run(Box::new(error))
    }
}
