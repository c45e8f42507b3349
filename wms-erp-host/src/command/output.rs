//! Where results and logs go: what cannot be written stops no work, and nothing steers the reader's terminal.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;
use tracing_subscriber::fmt::MakeWriter;
use wms_erp_sync::{is_control, visible};

use super::progress::Showing;
use crate::config::LogFormat;

/// A stream of results. Writing never fails: the work goes on, and what became of the stream is asked for at the end.
pub(super) struct Output<'a> {
    stream: &'a mut (dyn Write + Send),
    /// Whether our own colours are let through.
    colours: bool,
    failure: Option<io::Error>,
}

impl<'a> Output<'a> {
    pub(super) fn new(stream: &'a mut (dyn Write + Send), colours: bool) -> Self {
        Self { stream, colours, failure: None }
    }

    /// Why not everything could be written.
    pub(super) fn end(mut self) -> Option<io::Error> {
        let _ = self.flush();
        self.failure
    }

    fn attempt(&mut self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
        if self.failure.is_none() {
            self.failure = write(self.stream).err();
        }
    }
}

impl Write for Output<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(bytes);
        let harmless = lines_visible(&text, self.colours);
        self.attempt(|stream| stream.write_all(harmless.as_bytes()));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.attempt(|stream| stream.flush());
        Ok(())
    }
}

/// The last guard: texts are made visible where they are put into lines, and whatever was forgotten there is here. Line breaks
/// are ours.
fn lines_visible(text: &str, colours: bool) -> Cow<'_, str> {
    let is_ours = |char| char == '\n' || colours && char == '\u{1b}';
    if !text.contains(|char| is_control(char) && !is_ours(char)) {
        return Cow::Borrowed(text);
    }
    let parts = text.split_inclusive(is_ours).map(|part| match part.strip_suffix(is_ours) {
        Some(line) => visible(line).into_owned() + &part[line.len()..],
        None => visible(part).into_owned(),
    });
    Cow::Owned(parts.collect())
}

/// A document for programs: faithful, and without a character that would steer a terminal.
pub(super) fn json<T: Serialize>(document: &T) -> io::Result<String> {
    let text = serde_json::to_string_pretty(document)?;
    if !text.contains(|char| is_control(char) && char != '\n') {
        return Ok(text);
    }
    Ok(text.split('\n').map(escaped).collect::<Vec<_>>().join("\n"))
}

/// JSON without line breaks of its own, and without a character that would steer a terminal. Such characters are in strings only; all of
/// them are in the basic plane.
fn escaped(json: &str) -> Cow<'_, str> {
    if !json.contains(is_control) {
        return Cow::Borrowed(json);
    }
    let escaped = json.chars().map(|char| match char {
        char if is_control(char) => Cow::Owned(format!("\\u{:04x}", u32::from(char))),
        char => Cow::Owned(char.to_string()),
    });
    Cow::Owned(escaped.collect())
}

/// Standard error as logs see it: an event is a line, and one that cannot be written is dropped. A service outlives the reader
/// of its log, and the disk that it lies on.
#[derive(Debug, Clone)]
pub(super) struct Log {
    pub(super) format: LogFormat,
    pub(super) colours: bool,
    /// What else is at the foot of the terminal.
    pub(super) showing: Showing,
}

impl Log {
    /// The line of an event, with what stands in it made visible. Escapes are the formatter's own: it has taken all others away.
    fn line(&self, event: &str) -> String {
        let line = event.strip_suffix('\n').unwrap_or(event);
        if self.format == LogFormat::Json {
            return escaped(line).into_owned() + "\n";
        }
        let parts = line.split('\u{1b}').map(visible);
        let glue = if self.colours { "\u{1b}" } else { r"\u{1b}" };
        parts.collect::<Vec<_>>().join(glue) + "\n"
    }
}

impl Write for Log {
    fn write(&mut self, event: &[u8]) -> io::Result<usize> {
        let line = self.line(&String::from_utf8_lossy(event));
        // There is no reader left.
        let write = || drop(io::stderr().write_all(line.as_bytes()));
        match &self.showing {
            Showing::Bar(bars) => bars.suspended(write),
            _ => write(),
        }
        Ok(event.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_forgotten_elsewhere_is_made_visible_and_our_lines_and_colours_stay() {
        let text = "\u{1b}[31mNorg\u{202e}ge\u{1b}[0m\nnext\r";
        assert_eq!(lines_visible(text, true), "\u{1b}[31mNorg\\u{202e}ge\u{1b}[0m\nnext␍");
        assert_eq!(lines_visible(text, false), "\\u{1b}[31mNorg\\u{202e}ge\\u{1b}[0m\nnext␍");
    }

    #[test]
    fn a_document_is_faithful_and_carries_nothing_that_steers() {
        let text = "a\nb\u{202e}c\u{9b}d\u{7f}e\u{2028}😊";
        let json = json(&[text]).unwrap();
        assert!(!json.replace('\n', "").contains(is_control), "{json:?}");
        assert_eq!(serde_json::from_str::<Vec<String>>(&json).unwrap(), [text]);
    }

    #[test]
    fn an_event_is_one_line() {
        let log = Log { format: LogFormat::Text, colours: true, showing: Showing::Lines };
        assert_eq!(
            log.line("\u{1b}[2mINFO\u{1b}[0m a\nb\u{202e}\n"),
            "\u{1b}[2mINFO\u{1b}[0m a␊b\\u{202e}\n"
        );
        let log = Log { colours: false, ..log };
        assert_eq!(log.line("a\u{1b}[2J\n"), "a\\u{1b}[2J\n");
        let log = Log { format: LogFormat::Json, ..log };
        let text = "a\n\u{202e}\u{9b}\u{1b}\u{7f}";
        let event = serde_json::to_string(&[text]).unwrap();
        let line = log.line(&(event + "\n"));
        assert!(!line.trim_end_matches('\n').contains(is_control), "{line:?}");
        assert_eq!(serde_json::from_str::<Vec<String>>(&line).unwrap(), [text], "it is faithful");
    }

    #[test]
    fn what_cannot_be_written_stops_nothing_and_is_told_at_the_end() {
        let mut narrow = [0_u8; 3];
        let mut stream = &mut narrow[..];
        let mut output = Output::new(&mut stream, false);
        assert!(output.write_all(b"four").is_ok() && output.write_all(b"more").is_ok());
        assert_eq!(output.end().map(|error| error.kind()), Some(io::ErrorKind::WriteZero));
    }
}
