//! A folder with a file for each tenant, over a file of defaults.

use std::io;
use std::path::{Path, PathBuf};

use super::Outside;
use super::document::{Place, Problem, Source};

/// The file of defaults in it.
const DEFAULTS: &str = "defaults";

/// The files of a folder, as they are now.
#[derive(Debug)]
pub(super) struct Folder {
    pub(super) defaults: Option<Result<Source, Problem>>,
    /// By name.
    pub(super) tenants: Vec<TenantFile>,
}

#[derive(Debug)]
pub(super) struct TenantFile {
    pub(super) name: String,
    pub(super) path: PathBuf,
    pub(super) source: Result<Source, Problem>,
}

impl TenantFile {
    /// The file as a whole.
    pub(super) fn place(&self) -> Place {
        Place { file: self.path.clone(), ..Place::default() }
    }
}

impl Folder {
    /// # Errors
    /// If the folder itself cannot be read: then nothing is known about any tenant in it.
    pub(super) fn read(folder: &Path, outside: &dyn Outside) -> io::Result<Self> {
        let mut paths = outside.files(folder)?;
        paths.sort();
        let (mut defaults, mut tenants) = (None, Vec::new());
        for path in paths {
            let Some(name) = name_of(&path) else { continue };
            let source = match outside.text(&path) {
                Ok(text) => Ok(Source::new(&path, text)),
                // It was there a moment ago: it counts as gone, not as wrong, unless it is a link that leads nowhere.
                Err(error)
                    if error.kind() == io::ErrorKind::NotFound && !outside.files(folder)?.contains(&path) =>
                {
                    continue;
                }
                Err(error) => Err(unreadable(&path, &error)),
            };
            match name.eq_ignore_ascii_case(DEFAULTS) {
                true if defaults.is_some() => {
                    let what =
                        "there is another file of defaults: names are compared without case".to_owned();
                    let place = Place { file: path, ..Place::default() };
                    defaults = Some(Err(Problem { place, what }));
                }
                true => defaults = Some(source),
                false => tenants.push(TenantFile { name, path, source }),
            }
        }
        Ok(Self { defaults, tenants })
    }

    /// The keys that the defaults have, with their tables, such as `erp.application_id`.
    pub(super) fn default_keys(&self) -> Vec<String> {
        let Some(Ok(source)) = &self.defaults else { return Vec::new() };
        let Ok(table) = source.parse() else { return Vec::new() };
        let mut keys = Vec::new();
        for (name, value) in &table {
            let of_table = value.get_ref().as_table().into_iter().flatten();
            keys.extend(of_table.map(|(key, _)| format!("{}.{}", name.get_ref(), key.get_ref())));
        }
        keys
    }
}

/// The tenant that a file is about. Files with other endings, and hidden ones, are no tenants: editors leave them behind.
fn name_of(path: &Path) -> Option<String> {
    let ending = path.extension()?;
    let name = path.file_stem()?.to_string_lossy();
    (ending.eq_ignore_ascii_case("toml") && !name.starts_with('.')).then(|| name.into_owned())
}

fn unreadable(path: &Path, error: &io::Error) -> Problem {
    let place = Place { file: path.to_owned(), ..Place::default() };
    Problem { place, what: format!("the file cannot be read: {error}") }
}
