//! The configuration of the host: a TOML file, checked to the last key before anything is done.

mod connection;
mod document;
mod duration;
mod further;
mod http;
mod near;
mod options;
mod settings;
mod sharing;
mod store;
mod tenant;

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use wms_erp_sync::clock::Clock;
use wms_erp_sync::{Process, Tenant};

use document::{Notebook, Section};
pub use document::{Place, Problem};
pub use http::{Http, Proxy};
use sharing::Claim;
pub use store::StorePlace;

/// What a host works with.
#[derive(Debug)]
pub struct Config {
    /// Where the state is kept.
    pub store: StorePlace,
    /// Where the store is named.
    pub store_place: Place,
    /// The tenants, in the order of the file.
    pub tenants: Vec<Configured>,
    /// The operator's page, where the file has it.
    pub http: Option<Http>,
    /// What is not wrong, and should be looked at.
    pub warnings: Vec<Warning>,
}

/// Something in the file that works, and may not be what was meant. As text: `file:line: key: what`.
#[derive(Debug, Clone)]
pub struct Warning {
    file: PathBuf,
    problem: Problem,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        At(&self.file, &self.problem).fmt(f)
    }
}

/// A tenant, and how often each of its processes runs.
#[derive(Debug)]
pub struct Configured {
    /// The tenant.
    pub tenant: Tenant,
    /// The processes that are on, with their intervals.
    pub intervals: Vec<(Process, Duration)>,
}

/// What the file may refer to outside of itself.
pub trait Outside {
    /// An environment variable.
    fn variable(&self, name: &str) -> Option<String>;
    /// The text of a file.
    ///
    /// # Errors
    /// As reading does.
    fn text(&self, path: &Path) -> std::io::Result<String>;
    /// Whether every user of this machine may read a file. Where that cannot be found out, nothing is said.
    fn is_open_to_all(&self, path: &Path) -> bool;
}

/// A configuration that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{}", .problems.first().map(|problem| At(.file, problem).to_string()).unwrap_or_default())]
pub struct ConfigError {
    /// The file, as it was named.
    pub file: PathBuf,
    /// All that is wrong, from the top of the file to its end.
    pub problems: Vec<Problem>,
}

impl ConfigError {
    /// One that is about one place.
    pub fn at(file: &Path, place: &Place, what: impl Into<String>) -> Self {
        let problem = Problem { place: place.clone(), what: what.into() };
        Self { file: file.to_owned(), problems: vec![problem] }
    }

    /// A line for each problem: `file:line: key: what is wrong`.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        self.problems.iter().map(|problem| At(&self.file, problem).to_string())
    }
}

impl Config {
    /// Reads the file. The clients that come of it wait by `clock`.
    ///
    /// # Errors
    /// With all that is wrong with it, by file, line and key.
    pub fn load(file: &Path, outside: &dyn Outside, clock: &Arc<dyn Clock>) -> Result<Self, ConfigError> {
        let text = outside.text(file).map_err(|error| {
            let what = format!("the file cannot be read: {error}");
            ConfigError::at(file, &Place { line: 0, key: String::new() }, what)
        })?;
        let notebook = Notebook::new(&text);
        let config = notebook.parse().and_then(|table| {
            let folder = file.parent().unwrap_or_else(|| Path::new(""));
            let (claims, warnings) = Default::default();
            let around = Around { file, folder, outside, clock, claims, warnings };
            read(&Section::root(&notebook, &table), &around)
        });
        let problems = notebook.into_problems();
        match config {
            Some(config) if problems.is_empty() => Ok(config),
            _ => Err(ConfigError { file: file.to_owned(), problems }),
        }
    }
}

/// What a configuration is read with.
struct Around<'a> {
    file: &'a Path,
    /// What relative paths are relative to.
    folder: &'a Path,
    outside: &'a dyn Outside,
    clock: &'a Arc<dyn Clock>,
    /// What the tenants work on.
    claims: RefCell<Vec<Claim>>,
    warnings: RefCell<Vec<Problem>>,
}

impl Around<'_> {
    fn claim(&self, claim: Claim) {
        self.claims.borrow_mut().push(claim);
    }

    fn warn(&self, place: Place, what: impl Into<String>) {
        self.warnings.borrow_mut().push(Problem { place, what: what.into() });
    }
}

fn read(root: &Section<'_, '_>, around: &Around<'_>) -> Option<Config> {
    let store = store::read(root, around);
    let sections = root.sections("tenant");
    if sections.is_empty() {
        root.add(&root.place_of("tenant"), "there is no tenant: add a table [[tenant]]");
    }
    let mut names: HashMap<String, usize> = HashMap::new();
    let (mut tenants, mut named) = (Vec::new(), Vec::new());
    for section in sections {
        let name = section.required_text("name");
        if let Some(name) = &name
            && let Some(what) = misnamed(&name.value)
        {
            section.add(&name.place, what);
        } else if let Some(name) = &name
            && let Some(line) = names.insert(name.value.to_lowercase(), name.place.line)
        {
            section.add(&name.place, format!("line {line} has a tenant of this name already"));
        }
        let name = name.map(|name| name.value).unwrap_or_default();
        tenants.extend(tenant::read(&section, &name, around));
        named.push(name);
        section.finish();
    }
    let named: Vec<&str> = named.iter().map(String::as_str).collect();
    let http = http::read(root, &named);
    root.finish();
    for Problem { place, what } in sharing::problems(&around.claims.borrow()) {
        root.add(&place, what);
    }
    let store = store?;
    let warnings = around.warnings.take().into_iter();
    let warnings = warnings.map(|problem| Warning { file: around.file.to_owned(), problem }).collect();
    Some(Config { store: store.value, store_place: store.place, tenants, http, warnings })
}

/// What is wrong with the name of a tenant. It stands in keys, logs, metrics and commands.
fn misnamed(name: &str) -> Option<String> {
    const MOST: usize = 64;
    let plain = |c: char| c.is_alphanumeric() || ['-', '_', '.'].contains(&c);
    let is_plain = name.chars().all(plain) && name.chars().any(char::is_alphanumeric);
    (!is_plain || name.chars().count() > MOST)
        .then(|| format!("must be letters, digits, \"-\", \"_\" and \".\", {MOST} at most, without blanks"))
}

/// A problem in its file.
struct At<'a>(&'a Path, &'a Problem);

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(file, Problem { place, what }) = self;
        write!(f, "{}", file.display())?;
        if place.line > 0 {
            write!(f, ":{}", place.line)?;
        }
        if !place.key.is_empty() {
            write!(f, ": {}", place.key)?;
        }
        write!(f, ": {what}")
    }
}
