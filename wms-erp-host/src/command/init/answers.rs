//! What was answered, and the configuration that it makes.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use wms_erp_sync::twentyfour::Secret;
use wms_erp_sync::visible;

use crate::config::Outside;

/// A password, and where the configuration has it from.
#[derive(Debug, Clone)]
pub(super) struct Password {
    pub(super) text: Secret,
    /// The environment variable; without one, it is written into a file of its own.
    pub(super) variable: Option<String>,
}

/// Everything that was answered.
#[derive(Debug, Clone, Default)]
pub(super) struct Answers {
    pub(super) name: String,
    pub(super) store: String,
    pub(super) erp: Vec<(&'static str, String)>,
    pub(super) erp_password: Option<Password>,
    pub(super) wms: Vec<(&'static str, String)>,
    pub(super) wms_password: Option<Password>,
    pub(super) warehouses: Vec<String>,
    pub(super) since: String,
}

/// A key of TOML and its value.
pub(super) fn line(key: &str, value: &str) -> String {
    format!("{key} = {}\n", toml::Value::String(value.to_owned()))
}

/// The lines of a table, with its password as it is: for a look at that side, and never for a file.
pub(super) fn table(keys: &[(&'static str, String)], password: &Password) -> String {
    lines(keys) + &line("password", password.text.expose())
}

fn lines(keys: &[(&'static str, String)]) -> String {
    keys.iter()
        .map(|(key, value)| match *key {
            // A number; where it is none, the reader says so.
            "goods_owner_id" if value.parse::<i64>().is_ok() => format!("{key} = {value}\n"),
            _ => line(key, value),
        })
        .collect()
}

impl Answers {
    /// The files with passwords, by their names beside the configuration.
    pub(super) fn secrets(&self) -> Vec<(String, &str)> {
        let sides = [("erp", &self.erp_password), ("wms", &self.wms_password)];
        let typed = sides.into_iter().filter_map(|(side, password)| {
            let password = password.as_ref().filter(|password| password.variable.is_none())?;
            Some((self.secret_name(side), password.text.expose()))
        });
        typed.collect()
    }

    pub(super) fn secret_name(&self, side: &str) -> String {
        format!("{}.{side}-password", self.name)
    }

    /// The configuration.
    pub(super) fn text(&self) -> String {
        let mut text = "# Written by `wms-erp init`. All keys: https://github.com/wms-erp/wms-erp/blob/main/wms-erp-host/README.md\n"
            .to_owned();
        text += &line("store", &self.store);
        text += "\n# The operator's page: without users for this machine only.\n# [http]\n# listen = \"127.0.0.1:8642\"\n";
        text += &format!("\n[[tenant]]\n{}", line("name", &self.name));
        for (side, keys, password) in
            [("erp", &self.erp, &self.erp_password), ("wms", &self.wms, &self.wms_password)]
        {
            text += &format!("\n[tenant.{side}]\n{}", lines(keys));
            text += &match password.as_ref().and_then(|password| password.variable.as_ref()) {
                Some(variable) => line("password_env", variable),
                None => line("password_file", &self.secret_name(side)),
            };
        }
        text += &format!("\n[tenant.orders]\n{}", line("since", &self.since));
        if !self.warehouses.is_empty() {
            let codes: Vec<toml::Value> = self.warehouses.iter().cloned().map(toml::Value::String).collect();
            text += &format!("\n[tenant.stock]\nwarehouses = {}\n", toml::Value::Array(codes));
        }
        text
    }
}

/// The machine, with files that are not written yet.
#[derive(Debug)]
pub(super) struct Drafted {
    pub(super) outside: Arc<dyn Outside>,
    files: Vec<(PathBuf, Secret)>,
}

impl Drafted {
    pub(super) fn new(outside: &Arc<dyn Outside>, config: &Path, answers: &Answers) -> Self {
        let folder = config.parent().unwrap_or_else(|| Path::new(""));
        let secrets = answers.secrets().into_iter();
        let mut files: Vec<(PathBuf, Secret)> =
            secrets.map(|(name, text)| (folder.join(name), Secret::new(text))).collect();
        files.push((config.to_owned(), Secret::new(answers.text())));
        Self { outside: Arc::clone(outside), files }
    }

    /// Writes them, readable by their owner only: passwords first, the configuration last. What was written is taken away again where
    /// another one cannot be.
    pub(super) fn write(&self, force: bool) -> Result<(), (PathBuf, io::Error)> {
        let mut written: Vec<&Path> = Vec::new();
        for (path, text) in &self.files {
            if let Err(error) = write(path, text.expose(), force) {
                // Of what was replaced nothing is left that could be put back.
                for path in written.into_iter().filter(|_| !force) {
                    let _ = std::fs::remove_file(path);
                }
                return Err((path.clone(), error));
            }
            written.push(path);
        }
        Ok(())
    }

    /// Whether they can be written at all.
    pub(super) fn try_folder(&self) -> Result<(), (PathBuf, io::Error)> {
        for (path, _) in &self.files {
            tempfile::NamedTempFile::new_in(folder(path)).map_err(|error| (path.clone(), error))?;
        }
        Ok(())
    }

    /// Those that exist already.
    pub(super) fn existing(&self) -> Vec<String> {
        let found = self.files.iter().filter(|(path, _)| path.symlink_metadata().is_ok());
        found.map(|(path, _)| visible(&path.display().to_string()).into_owned()).collect()
    }
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
}

/// All of it or nothing, by a new file beside it, which is its owner's from the beginning.
fn write(path: &Path, text: &str, force: bool) -> io::Result<()> {
    use std::io::Write;
    let mut file = tempfile::NamedTempFile::new_in(folder(path))?;
    file.write_all(text.as_bytes())?;
    if !text.ends_with('\n') {
        file.write_all(b"\n")?;
    }
    file.as_file().sync_all()?;
    match force {
        true => file.persist(path).map(drop).map_err(|error| error.error),
        false => file.persist_noclobber(path).map(drop).map_err(|error| error.error),
    }
}

impl Outside for Drafted {
    fn variable(&self, name: &str) -> Option<String> {
        self.outside.variable(name)
    }

    fn text(&self, path: &Path) -> io::Result<String> {
        match self.files.iter().find(|(file, _)| file == path) {
            Some((_, text)) => Ok(text.expose().to_owned()),
            None => self.outside.text(path),
        }
    }

    fn files(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.outside.files(folder)
    }

    fn first_line_of(&self, command: &[String]) -> Result<String, String> {
        self.outside.first_line_of(command)
    }

    fn is_open_to_all(&self, _: &Path) -> bool {
        false
    }
}
