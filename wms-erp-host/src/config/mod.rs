//! The configuration of the host: a TOML file, perhaps with a folder of tenants, checked to the last key before anything is done.

mod alarms;
mod connection;
mod customs;
mod document;
mod duration;
mod egress;
mod folder;
mod further;
mod http;
mod kits;
mod language;
mod log;
mod mark;
mod name;
mod near;
mod options;
mod outside;
pub(crate) mod probe;
mod reading;
mod receipt;
mod scheduler;
mod settings;
mod sharing;
mod shown;
mod side_by_side;
mod store;
mod tenant;

use std::cell::RefCell;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use wms_erp_sync::clock::Clock;
use wms_erp_sync::twentyfour::Secret;
use wms_erp_sync::{Language, Process, Tenant};

use crate::alarm::ReceiptSettings;

pub(crate) use alarms::AlarmSettings;
pub use document::{Place, Problem};
pub(crate) use egress::Egress;
pub use http::{Http, Proxy};
pub(crate) use log::{LogFormat, LogSettings};
pub(crate) use mark::Mark;
pub(crate) use name::misnamed;
pub(crate) use outside::{Text, WithoutCommands};
pub(crate) use reading::{Found, Main, Reading, Right, State};
pub use scheduler::SchedulerPlace;
pub(crate) use sharing::Claim;
pub use shown::ShownSection;
pub(crate) use side_by_side::SideBySide;
pub use store::StorePlace;
pub(crate) use tenant::Systems;

/// What a host works with.
#[derive(Debug)]
#[non_exhaustive]
pub struct Config {
    /// Where the state is kept.
    pub store: StorePlace,
    /// Where the store is named.
    pub store_place: Place,
    /// What says when processes run.
    pub scheduler: SchedulerPlace,
    /// For how long leases, and claims of runs, are taken, where the file says so. If a service hangs for longer,
    /// another takes over.
    pub lease_duration: Option<Duration>,
    /// The tenants: those of the file in its order, then those of the folder by their names.
    pub tenants: Vec<Configured>,
    /// The operator's page, where the file has it.
    pub http: Option<Http>,
    /// What is not wrong, and should be looked at.
    pub warnings: Vec<ConfigWarning>,
}

/// Something in the configuration that works, and may not be what was meant. As text: `file:line: key: what`.
#[derive(Debug, Clone)]
pub struct ConfigWarning(Problem);

impl fmt::Display for ConfigWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A tenant, and how often each of its processes runs.
#[derive(Debug)]
#[non_exhaustive]
pub struct Configured {
    /// The tenant.
    pub tenant: Tenant,
    /// The processes that are on, with their intervals.
    pub intervals: Vec<(Process, Duration)>,
    /// Its settings as the configuration would say them: with every default, without secrets.
    pub settings: Vec<ShownSection>,
    /// The hash of the token that its warehouse sends with webhooks, where they are taken.
    pub hook: Option<http::TokenHash>,
    /// By what the interval of `order_status` is multiplied while these webhooks are reliable; 1 for not at all.
    pub polling_factor: u32,
    /// For whom its daily receipts are, where they are sent.
    pub(crate) receipt: Option<ReceiptSettings>,
    /// In which language its people read what is sent to them, where that is said.
    pub(crate) language: Option<Language>,
}

/// What the file may refer to outside of itself.
pub trait Outside: fmt::Debug + Send + Sync {
    /// An environment variable.
    fn variable(&self, name: &str) -> Option<String>;
    /// The text of a file.
    ///
    /// # Errors
    /// As reading does.
    fn text(&self, path: &Path) -> std::io::Result<String>;
    /// The files of a folder, in any order.
    ///
    /// # Errors
    /// As reading does.
    fn files(&self, folder: &Path) -> std::io::Result<Vec<PathBuf>>;
    /// The first line that a command prints, run without a shell. What goes wrong is said without what it printed.
    ///
    /// # Errors
    /// What went wrong, in words, if it cannot be run, fails, prints nothing, or takes too long.
    fn first_line_of(&self, command: &[String]) -> Result<String, String>;
    /// Whether every user of this machine may read a file. Where that cannot be found out, nothing is said.
    fn is_open_to_all(&self, path: &Path) -> bool;
    /// Whether every user of this machine may write a file, or in a folder. Where that cannot be found out, nothing is said.
    fn is_writable_by_all(&self, path: &Path) -> bool {
        let _ = path;
        false
    }
}

/// A configuration that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{}", .problems.first().map(ToString::to_string).unwrap_or_default())]
#[non_exhaustive]
pub struct ConfigError {
    /// The file, as it was named.
    pub file: PathBuf,
    /// All that is wrong, from the top of the file to its end, then of each other file.
    pub problems: Vec<Problem>,
}

impl ConfigError {
    /// One that is about one place.
    pub fn at(file: &Path, place: &Place, what: impl Into<String>) -> Self {
        Self::new(file, vec![Problem { place: place.clone(), what: what.into() }])
    }

    /// Problems that name no file are about this one.
    ///
    /// What is wrong with a file of defaults is wrong with each tenant that it is for, and said once.
    pub(crate) fn new(file: &Path, mut problems: Vec<Problem>) -> Self {
        for Problem { place, .. } in &mut problems {
            if place.file.as_os_str().is_empty() {
                place.file = file.to_owned();
            }
        }
        let is_other = |place: &Place| place.file != file;
        problems.sort_by(|one, two| {
            let (one, two) = (&one.place, &two.place);
            (is_other(one), &one.file, one.line).cmp(&(is_other(two), &two.file, two.line))
        });
        problems.dedup();
        Self { file: file.to_owned(), problems }
    }

    /// A line for each problem: `file:line: key: what is wrong`.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        self.problems.iter().map(ToString::to_string)
    }
}

impl Config {
    /// Reads the file, and the folder of tenants that it names. The clients that come of it wait by `clock`.
    ///
    /// # Errors
    /// With all that is wrong with it, by file, line and key.
    pub fn load(file: &Path, outside: &dyn Outside, clock: &Arc<dyn Clock>) -> Result<Self, ConfigError> {
        let Reading { main, tenants, mut problems, mut warnings } =
            Reading::of(file, outside, clock, &|_, _| false);
        let mut right = Vec::new();
        for Found { state, .. } in tenants {
            match state {
                State::Right(found) => {
                    warnings.extend(found.warnings);
                    right.push(found.configured);
                }
                State::Wrong(wrong) => problems.extend(wrong),
                State::Known => {}
            }
        }
        match main {
            Some(Main { store, store_place, scheduler, lease_duration, http, .. }) if problems.is_empty() => {
                Ok(Self { store, store_place, scheduler, lease_duration, tenants: right, http, warnings })
            }
            _ => Err(ConfigError::new(file, problems)),
        }
    }
}

/// What a configuration is read with.
struct Around<'a> {
    /// What relative paths are relative to.
    folder: &'a Path,
    outside: &'a dyn Outside,
    clock: &'a Arc<dyn Clock>,
    /// What the tenant works on.
    claims: RefCell<Vec<Claim>>,
    warnings: RefCell<Vec<ConfigWarning>>,
    /// The passwords that were found.
    secrets: RefCell<Vec<Secret>>,
}

impl<'a> Around<'a> {
    fn new(file: &'a Path, outside: &'a dyn Outside, clock: &'a Arc<dyn Clock>) -> Self {
        let folder = file.parent().unwrap_or_else(|| Path::new(""));
        let (claims, warnings, secrets) = Default::default();
        Self { folder, outside, clock, claims, warnings, secrets }
    }

    fn claim(&self, claim: Claim) {
        self.claims.borrow_mut().push(claim);
    }

    /// Who can write it can have passwords sent to a server of his own, or have the service run a command.
    fn warn_of_writers(&self, place: &Place, path: &Path) {
        if self.outside.is_writable_by_all(path) {
            let path = path.display();
            self.warn(
                place.clone(),
                format!(
                    "every user of this machine can write it, and so have passwords sent elsewhere or commands run: \
                     chmod o-w {path}"
                ),
            );
        }
    }

    fn warn(&self, place: Place, what: impl Into<String>) {
        self.warnings.borrow_mut().push(ConfigWarning(Problem { place, what: what.into() }));
    }
}
