use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Outside;

/// A configuration that is in no file, and leads to none.
#[derive(Debug)]
pub(crate) struct Text(pub(crate) String);

impl Outside for Text {
    fn variable(&self, _: &str) -> Option<String> {
        None
    }

    fn text(&self, _: &Path) -> io::Result<String> {
        Ok(self.0.clone())
    }

    fn files(&self, _: &Path) -> io::Result<Vec<PathBuf>> {
        Ok(Vec::new())
    }

    fn first_line_of(&self, _: &[String]) -> Result<String, String> {
        Err("no command is run here".to_owned())
    }

    fn is_open_to_all(&self, _: &Path) -> bool {
        false
    }
}

/// For what asks no vendor: no command is run for a password that no one needs.
#[derive(Debug)]
pub(crate) struct WithoutCommands(pub(crate) Arc<dyn Outside>);

impl Outside for WithoutCommands {
    fn variable(&self, name: &str) -> Option<String> {
        self.0.variable(name)
    }

    fn text(&self, path: &Path) -> io::Result<String> {
        self.0.text(path)
    }

    fn files(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.0.files(folder)
    }

    fn first_line_of(&self, _: &[String]) -> Result<String, String> {
        Ok("not asked for".to_owned())
    }

    fn is_open_to_all(&self, path: &Path) -> bool {
        self.0.is_open_to_all(path)
    }

    fn is_writable_by_all(&self, path: &Path) -> bool {
        self.0.is_writable_by_all(path)
    }
}
