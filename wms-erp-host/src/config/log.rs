//! `[log]`: how the lines of the log look, and where traces go.

use std::path::Path;

use url::Url;

use super::Outside;
use super::document::{Layer, Notebook, Section, Source};

/// Where a collector takes traces, below its address.
const TRACES: &str = "v1/traces";

/// How the lines of the log look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// A JSON object in each line.
    Json,
}

/// The whole table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct LogSettings {
    pub(crate) format: LogFormat,
    /// Where spans are sent.
    pub(crate) otlp: Option<String>,
}

impl LogSettings {
    /// What a configuration says about it, before anything else is read of it. Where it cannot be read, or is wrong, it is the default:
    /// the code that reads the whole of it then says why.
    pub(crate) fn of(file: &Path, outside: &dyn Outside) -> Self {
        let Ok(text) = outside.text(file) else { return Self::default() };
        let source = Source::new(file, text);
        let Ok(table) = source.parse() else { return Self::default() };
        let notebook = Notebook::default();
        read(&Section::root(&notebook, vec![Layer { source: &source, table: &table }]))
    }
}

/// Reads the table.
pub(super) fn read(root: &Section<'_, '_>) -> LogSettings {
    let section = root.section("log");
    let format = section.parsed("format", |text| match text {
        "text" => Ok(LogFormat::Text),
        "json" => Ok(LogFormat::Json),
        _ => Err("must be \"text\" or \"json\"".to_owned()),
    });
    let otlp = section.parsed("otlp", collector);
    section.finish();
    LogSettings {
        format: format.map_or_else(LogFormat::default, |format| format.value),
        otlp: otlp.map(|otlp| otlp.value),
    }
}

/// The address to which spans are posted, of a collector at this one.
fn collector(text: &str) -> Result<String, String> {
    if !cfg!(feature = "otlp") {
        return Err(
            "this program was built without traces: build it with the feature otlp, or remove the key"
                .to_owned(),
        );
    }
    let url = Url::parse(text).ok();
    let is_http = |url: &Url| matches!(url.scheme(), "http" | "https") && url.has_host();
    let Some(mut url) = url.filter(is_http) else {
        return Err("must be the address of a collector, such as http://localhost:4318".to_owned());
    };
    if !url.username().is_empty() || url.password().is_some() || url.query().is_some() {
        return Err(
            "must contain no user name, password or key: put a header with it into the environment variable \
             OTEL_EXPORTER_OTLP_HEADERS"
                .to_owned(),
        );
    }
    let path = url.path().trim_end_matches('/').to_owned();
    if !path.ends_with(TRACES) {
        url.set_path(&format!("{path}/{TRACES}"));
    }
    Ok(url.into())
}

#[cfg(all(test, feature = "otlp"))]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_that_of_a_collector_or_of_its_traces_and_has_no_secret() {
        for (text, posted) in [
            ("http://localhost:4318", "http://localhost:4318/v1/traces"),
            ("https://otel.example/", "https://otel.example/v1/traces"),
            ("https://otel.example/tenant/v1/traces/", "https://otel.example/tenant/v1/traces/"),
            ("https://otel.example/tenant", "https://otel.example/tenant/v1/traces"),
        ] {
            assert_eq!(collector(text).as_deref(), Ok(posted));
        }
        for (text, words) in [
            ("localhost:4318", "must be the address"),
            ("grpc://localhost:4317", "must be the address"),
            ("http://user:hemmelig@localhost:4318", "must contain no user name"),
            ("http://localhost:4318?key=hemmelig", "must contain no user name"),
        ] {
            let error = collector(text).unwrap_err();
            assert!(error.contains(words) && !error.contains("hemmelig"), "{error}");
        }
    }
}
