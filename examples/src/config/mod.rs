//! The configuration of the host: a TOML file, checked to the last key before anything is done.

mod connection;
mod document;
mod near;
mod options;
mod settings;
mod tenant;

use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use wms_erp_sync::clock::Clock;
use wms_erp_sync::{Process, Tenant};

use document::{Notebook, Section};
pub use document::{Place, Problem};

/// What a host works with.
#[derive(Debug)]
pub struct Config {
    /// The file of the store.
    pub store: PathBuf,
    /// Where the store is named.
    pub store_place: Place,
    /// The tenants, in the order of the file.
    pub tenants: Vec<Configured>,
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
            read(&Section::root(&notebook, &table), &Around { folder, outside, clock })
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
    /// What relative paths are relative to.
    folder: &'a Path,
    outside: &'a dyn Outside,
    clock: &'a Arc<dyn Clock>,
}

fn read(root: &Section<'_, '_>, around: &Around<'_>) -> Option<Config> {
    let store = root.required_text("store");
    let sections = root.sections("tenant");
    if sections.is_empty() {
        root.add(&root.place_of("tenant"), "there is no tenant: add a table [[tenant]]");
    }
    let mut names: HashMap<String, usize> = HashMap::new();
    let mut tenants = Vec::new();
    for section in sections {
        let name = section.required_text("name");
        if let Some(name) = &name
            && let Some(line) = names.insert(name.value.clone(), name.place.line)
        {
            section.add(&name.place, format!("line {line} has a tenant of this name already"));
        }
        let name = name.map(|name| name.value).unwrap_or_default();
        tenants.extend(tenant::read(&section, &name, around));
        section.finish();
    }
    root.finish();
    let store = store?;
    Some(Config { store: around.folder.join(&store.value), store_place: store.place, tenants })
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
