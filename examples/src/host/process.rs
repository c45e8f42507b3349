//! The host as a process of this machine: arguments, signals, logs, exit code.

use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use tracing_subscriber::EnvFilter;
use wms_erp_sync::CancellationToken;
use wms_erp_sync::clock::SystemClock;

use super::{Exit, Surroundings};
use crate::config::Outside;

/// Runs the host with the arguments of this process, and gives the code to exit with.
pub async fn main() -> ExitCode {
    let stop = CancellationToken::new();
    if let Err(error) = stop_on_signals(stop.clone()) {
        tracing::warn!("signals cannot be heard: {error}");
    }
    start_logs();
    let mut around = Surroundings {
        clock: Arc::new(SystemClock),
        outside: &Machine,
        out: &mut io::stdout(),
        err: &mut io::stderr(),
        colours: io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
        stop,
    };
    let exit: Exit = super::run(std::env::args_os(), &mut around).await;
    ExitCode::from(exit as u8)
}

/// The environment and the files of this machine.
#[derive(Debug, Clone, Copy)]
pub struct Machine;

impl Outside for Machine {
    fn variable(&self, name: &str) -> Option<String> {
        std::env::var(name).ok()
    }

    fn text(&self, path: &Path) -> io::Result<String> {
        std::fs::read_to_string(path)
    }
}

/// Logs go to stderr, as `RUST_LOG` says. The service tells what it does; other subcommands print their own results.
fn start_logs() {
    let usual = if std::env::args().any(|argument| argument == "run") { "info" } else { "warn" };
    let filter =
        EnvFilter::builder().with_default_directive(tracing::level_filters::LevelFilter::WARN.into());
    let words = std::env::var("RUST_LOG").unwrap_or_else(|_| usual.to_owned());
    tracing_subscriber::fmt()
        .with_env_filter(filter.parse_lossy(words))
        .with_ansi(io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none())
        .with_writer(io::stderr)
        .init();
}

/// Cancels `stop` at the first SIGTERM or ctrl-C.
///
/// # Errors
/// If the system does not let us listen.
pub fn stop_on_signals(stop: CancellationToken) -> io::Result<()> {
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
