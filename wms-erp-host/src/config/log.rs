//! `[log]`: how the lines of the log look.

use std::path::Path;

use super::Outside;
use super::document::{Layer, Notebook, Section, Source};

/// How the lines of the log look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// A JSON object in each line.
    Json,
}

impl LogFormat {
    /// What a configuration says about it, before anything else is read of it. Where it cannot be read, or is wrong, it is text: whoever
    /// reads the whole of it then says why.
    pub(crate) fn of(file: &Path, outside: &dyn Outside) -> Self {
        let Ok(text) = outside.text(file) else { return Self::default() };
        let source = Source::new(file, text);
        let Ok(table) = source.parse() else { return Self::default() };
        let notebook = Notebook::default();
        read(&Section::root(&notebook, vec![Layer { source: &source, table: &table }]))
    }
}

/// Reads the table.
pub(super) fn read(root: &Section<'_, '_>) -> LogFormat {
    let section = root.section("log");
    let format = section.parsed("format", |text| match text {
        "text" => Ok(LogFormat::Text),
        "json" => Ok(LogFormat::Json),
        _ => Err("must be \"text\" or \"json\"".to_owned()),
    });
    section.finish();
    format.map_or_else(LogFormat::default, |format| format.value)
}
