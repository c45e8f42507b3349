//! Questions and answers: at a terminal, or line by line from whatever stands in its place.

use std::io::{self, IsTerminal, Write};

use wms_erp_sync::twentyfour::Secret;
use wms_erp_sync::visible;

use super::exit::HostError;

/// Who answers.
pub(super) struct Keyboard<'a> {
    screen: &'a mut (dyn Write + Send),
    is_terminal: bool,
    ended: fn(&str) -> HostError,
}

impl<'a> Keyboard<'a> {
    /// Standard input, with questions on this screen. `ended` says what it means that there are no more answers.
    pub(super) fn new(screen: &'a mut (dyn Write + Send), ended: fn(&str) -> HostError) -> Self {
        Self { screen, is_terminal: io::stdin().is_terminal(), ended }
    }

    /// Whether a person sits there.
    pub(super) fn is_terminal(&self) -> bool {
        self.is_terminal
    }

    /// Says something, on lines of its own.
    pub(super) fn say(&mut self, text: &str) -> Result<(), HostError> {
        Ok(writeln!(self.screen, "{}", visible(text))?)
    }

    /// Says what was wrong, and what to do about it.
    pub(super) fn refuse(&mut self, what: &str, remedy: &str) -> Result<(), HostError> {
        writeln!(self.screen, "! {}", visible(what))?;
        if !remedy.is_empty() {
            writeln!(self.screen, "  → {}", visible(remedy))?;
        }
        Ok(())
    }

    /// Asks; an empty answer is the one that is proposed, where there is one.
    pub(super) async fn ask(&mut self, question: &str, proposed: Option<&str>) -> Result<String, HostError> {
        loop {
            match proposed {
                Some(proposed) => self.prompt(&format!("{question} [{}]: ", visible(proposed)))?,
                None => self.prompt(&format!("{question}: "))?,
            }
            let line = self.line().await?;
            match (line.trim(), proposed) {
                ("", None) => self.refuse("an answer is needed", "")?,
                ("", Some(proposed)) => return Ok(proposed.to_owned()),
                (answer, _) => return Ok(answer.to_owned()),
            }
        }
    }

    /// Asks for a password, which is shown nowhere. An empty answer is the one from before, where there is one.
    pub(super) async fn password(
        &mut self,
        question: &str,
        before: Option<&Secret>,
    ) -> Result<Secret, HostError> {
        // Before the question: what is typed at once is hidden, too.
        let _hidden = self.is_terminal.then(Hidden::new).transpose().map_err(|error| shown(&error))?;
        loop {
            let hint = if before.is_some() { " [as before]" } else { "" };
            self.prompt(&format!("{question}{hint}: "))?;
            let line = self.line().await?;
            match (line.as_str(), before) {
                ("", None) => self.refuse("a password is needed", "")?,
                ("", Some(before)) => return Ok(before.clone()),
                _ => return Ok(Secret::new(line)),
            }
        }
    }

    fn prompt(&mut self, text: &str) -> Result<(), HostError> {
        write!(self.screen, "{text}")?;
        // Where no one types, each question is a line.
        if !self.is_terminal {
            writeln!(self.screen)?;
        }
        Ok(self.screen.flush()?)
    }

    /// One line, without its end.
    async fn line(&mut self) -> Result<String, HostError> {
        let read = tokio::task::spawn_blocking(|| {
            let mut line = String::new();
            io::stdin().read_line(&mut line).map(|length| (length > 0).then_some(line))
        });
        let read = read.await.map_err(io::Error::other)?;
        match read {
            Ok(Some(line)) => Ok(line.trim_end_matches(['\r', '\n']).to_owned()),
            Ok(None) => Err((self.ended)("the input ended before every question was answered")),
            Err(error) => Err((self.ended)(&format!("the answer cannot be read ({error})"))),
        }
    }
}

fn shown(error: &io::Error) -> HostError {
    HostError::Usage(format!(
        "what is typed cannot be hidden here ({error}): give --erp-password-env and --wms-password-env; nothing was written"
    ))
}

/// While this lives, the terminal does not show what is typed.
#[cfg(unix)]
struct Hidden(rustix::termios::Termios);

#[cfg(unix)]
impl Hidden {
    fn new() -> io::Result<Self> {
        use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};
        let shown = tcgetattr(io::stdin())?;
        let mut hidden = shown.clone();
        hidden.local_modes.remove(LocalModes::ECHO);
        hidden.local_modes.insert(LocalModes::ECHONL);
        tcsetattr(io::stdin(), OptionalActions::Flush, &hidden)?;
        Ok(Self(shown))
    }
}

#[cfg(unix)]
impl Drop for Hidden {
    fn drop(&mut self) {
        // There is nothing else to be done about a terminal that has gone.
        let _ = rustix::termios::tcsetattr(io::stdin(), rustix::termios::OptionalActions::Now, &self.0);
    }
}

#[cfg(not(unix))]
struct Hidden;

#[cfg(not(unix))]
impl Hidden {
    fn new() -> io::Result<Self> {
        Err(io::ErrorKind::Unsupported.into())
    }
}
