//! The host as a process of this machine: arguments, signals, logs, exit code.

use std::ffi::OsString;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use clap::CommandFactory;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer};
use wms_erp_sync::CancellationToken;
use wms_erp_sync::clock::{Clock, SystemClock};

use super::args::Cli;
use super::identity::this_process;
use super::output::Log;
use super::password;
use super::progress::{Bars, Showing};
use super::{Exit, Surroundings};
use crate::config::{LogFormat, LogSettings, Outside};
use crate::tenants::Reload;

/// How long the records in hand may take once the host was asked to stop: a supervisor tends to kill after ten seconds. The
/// service itself gives its runs a second less. What is cut off is repaired by the next run, as after a power cut.
const GRACE: Duration = Duration::from_secs(9);

/// No configuration, and no password, is longer, in bytes.
const MAX_TEXT: u64 = 1_000_000;

/// Runs the service with the arguments of this process, and gives the code to exit with.
pub fn main() -> ExitCode {
    main_with(std::env::args_os().collect())
}

/// The same with other arguments; the first is the program's name. It brings its own runtime, so call it from none.
pub fn main_with(arguments: Vec<OsString>) -> ExitCode {
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            // Where the output is closed, the exit code has to do.
            let _ = writeln!(io::stderr(), "the service cannot start: {error}");
            return ExitCode::FAILURE;
        }
    };
    let exit = runtime.block_on(serve(arguments));
    // Dropping it would wait for look-ups of names that hang.
    runtime.shutdown_background();
    exit
}

async fn serve(arguments: Vec<OsString>) -> ExitCode {
    let is_service = arguments.get(1).is_some_and(|subcommand| subcommand == "run");
    let log = log_settings(&arguments);
    let format = log.format;
    let showing = match format {
        LogFormat::Json => Showing::Json,
        LogFormat::Text if !is_service && io::stderr().is_terminal() => Showing::Bar(Bars::on_stderr()),
        LogFormat::Text => Showing::Lines,
    };
    let process = this_process();
    let logs = Logs::start(is_service, &log, &showing, &process);
    let stop = CancellationToken::new();
    if let Err(error) = stop_on_signals(stop.clone()) {
        tracing::warn!("signals cannot be received: {error}");
    }
    let reload = Reload::default();
    if is_service && let Err(error) = reload_on_signal(reload.clone()) {
        tracing::warn!("SIGHUP cannot be received: {error}");
    }
    let (mut out, mut err) = (io::stdout(), io::stderr());
    let colours = out.is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let around = Surroundings::new(Arc::new(SystemClock), Arc::new(Machine), &mut out, &mut err);
    #[cfg(feature = "postgres")]
    let around = around.follow_database(wms_erp_postgres::DatabaseClock::over(SystemClock));
    let mut around =
        around.colours(colours).stop(stop.clone()).reload(reload).showing(showing).process(process);
    let work = super::run(arguments, &mut around);
    let exit = until_stopped(work, &stop, SystemClock.sleep(GRACE)).await.unwrap_or_else(|| {
        tracing::warn!("stopped before the current records were finished; the next run continues from there");
        if is_service { Exit::Done } else { Exit::Failed }
    });
    logs.end().await;
    ExitCode::from(exit as u8)
}

/// The work's result, or none if it goes on beyond the grace after a stop.
async fn until_stopped<T>(
    work: impl Future<Output = T>,
    stop: &CancellationToken,
    grace: impl Future<Output = ()>,
) -> Option<T> {
    let cut_off = async {
        stop.cancelled().await;
        grace.await;
    };
    tokio::select! {
        biased;
        done = work => Some(done),
        () = cut_off => None,
    }
}

/// The environment and the files of this machine.
#[derive(Debug, Clone, Copy)]
pub struct Machine;

impl Outside for Machine {
    fn variable(&self, name: &str) -> Option<String> {
        std::env::var(name).ok()
    }

    fn text(&self, path: &Path) -> io::Result<String> {
        // A person who can write a folder of tenants must not hold up all of them: a pipe without a writer would be waited for, and a
        // device read without end. A configuration that a shell substitutes is a pipe too, with another ending.
        let is_configured = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
        if is_configured && !std::fs::metadata(path)?.is_file() {
            return Err(io::Error::other("it is no file with a text"));
        }
        let mut text = String::new();
        std::fs::File::open(path)?.take(MAX_TEXT + 1).read_to_string(&mut text)?;
        if text.len() as u64 > MAX_TEXT {
            return Err(io::Error::other("it has more than a megabyte"));
        }
        Ok(text)
    }

    fn files(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut files = Vec::new();
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if !path.is_dir() {
                files.push(path);
            }
        }
        Ok(files)
    }

    fn first_line_of(&self, command: &[String]) -> Result<String, String> {
        password::first_line_of(command)
    }

    #[cfg(unix)]
    fn is_open_to_all(&self, path: &Path) -> bool {
        use std::os::unix::fs::PermissionsExt;
        std::fs::metadata(path).is_ok_and(|file| file.permissions().mode() & 0o004 != 0)
    }

    #[cfg(not(unix))]
    fn is_open_to_all(&self, _: &Path) -> bool {
        false
    }

    #[cfg(unix)]
    fn is_writable_by_all(&self, path: &Path) -> bool {
        use std::os::unix::fs::PermissionsExt;
        std::fs::metadata(path).is_ok_and(|file| file.permissions().mode() & 0o002 != 0)
    }
}

/// What the configuration that is named says about the log. A wrong command line is reported where the whole of it is read.
fn log_settings(arguments: &[OsString]) -> LogSettings {
    let Ok(matches) = Cli::command().ignore_errors(true).try_get_matches_from(arguments) else {
        return LogSettings::default();
    };
    let mut matches = &matches;
    while let Some((_, inner)) = matches.subcommand() {
        matches = inner;
    }
    let file = matches.try_get_one::<PathBuf>("config").ok().flatten();
    file.map_or_else(LogSettings::default, |file| LogSettings::of(file, &Machine))
}

/// What has been started for logs.
struct Logs {
    #[cfg(feature = "otlp")]
    traces: Option<crate::traces::Traces>,
}

impl Logs {
    /// Logs go to stderr, as `RUST_LOG` says. The service tells what it does; other subcommands print their own results. Spans go to a
    /// collector where one is configured, whatever `RUST_LOG` says.
    fn start(is_service: bool, settings: &LogSettings, showing: &Showing, process: &str) -> Self {
        let usual = if is_service { "info" } else { "warn" };
        let filter =
            EnvFilter::builder().with_default_directive(tracing::level_filters::LevelFilter::WARN.into());
        let words = std::env::var("RUST_LOG").unwrap_or_else(|_| usual.to_owned());
        let colours = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        let format = settings.format;
        let lines = tracing_subscriber::fmt::layer()
            .with_writer(Log { format, colours, showing: showing.clone() })
            // It would tell of them on standard error, and end the process if that cannot be written either.
            .log_internal_errors(false);
        let lines = match format {
            LogFormat::Text => lines.with_ansi(colours).boxed(),
            LogFormat::Json => lines.json().flatten_event(true).with_current_span(false).boxed(),
        };
        let logs = tracing_subscriber::registry().with(lines.with_filter(filter.parse_lossy(words)));
        #[cfg(feature = "otlp")]
        {
            let traces = settings.otlp.as_deref().map(|to| crate::traces::Traces::to(to, process));
            let (traces, error) =
                traces.transpose().map_or_else(|error| (None, Some(error)), |it| (it, None));
            logs.with(traces.as_ref().map(crate::traces::Traces::layer)).init();
            if let Some(error) = error {
                tracing::warn!("traces are not sent: {error}");
            }
            Self { traces }
        }
        #[cfg(not(feature = "otlp"))]
        {
            // The reader of the configuration has refused an address: there is nothing to send to it.
            let _ = (process, &settings.otlp);
            logs.init();
            Self {}
        }
    }

    /// Lets go what has not been sent yet.
    async fn end(self) {
        #[cfg(feature = "otlp")]
        if let Some(traces) = self.traces {
            traces.end().await;
        }
    }
}

/// Cancels `stop` at the first SIGTERM or ctrl-C.
///
/// # Errors
/// If the system does not let us listen.
fn stop_on_signals(stop: CancellationToken) -> io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate())?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        tokio::spawn(async move {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            stop.cancel();
        });
    }
    #[cfg(not(unix))]
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            stop.cancel();
        }
    });
    Ok(())
}

/// Asks for the tenants to be read again at each SIGHUP.
///
/// # Errors
/// If the system does not let us listen.
#[cfg(unix)]
fn reload_on_signal(reload: Reload) -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut hangup = signal(SignalKind::hangup())?;
    tokio::spawn(async move {
        while hangup.recv().await.is_some() {
            reload.ask();
        }
    });
    Ok(())
}

#[cfg(not(unix))]
fn reload_on_signal(_: Reload) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};

    use super::*;

    #[tokio::test]
    async fn work_that_ends_in_time_has_its_result() {
        let stop = CancellationToken::new();
        assert_eq!(until_stopped(ready(1), &stop, ready(())).await, Some(1), "no stop was requested");
        stop.cancel();
        assert_eq!(until_stopped(ready(1), &stop, pending()).await, Some(1));
    }

    #[tokio::test]
    async fn work_that_hangs_is_cut_off_after_the_grace() {
        let stop = CancellationToken::new();
        stop.cancel();
        assert_eq!(until_stopped(pending::<()>(), &stop, ready(())).await, None);
    }
}
