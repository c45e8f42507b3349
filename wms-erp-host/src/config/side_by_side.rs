//! Commands that give passwords, for a service: one that hangs keeps no other tenant waiting.

use std::collections::HashMap;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use wms_erp_sync::clock::{Clock, SystemClock};

use super::Outside;

/// How long a command is waited for. It goes on after that, and the next caller gets its result.
const TURN: Duration = Duration::from_secs(5);
/// What took longer than that counts for all who ask within this time from its start: a tenant is taken when two looks have seen the same,
/// and one that is too slow for a look is not started at each of them.
const FRESH: Duration = Duration::from_secs(90);
/// So many may be at work at a time: each is a process of this machine.
const MOST: usize = 256;

/// Runs commands beside one another, each once at a time, and waits for none for long.
pub(crate) struct SideBySide {
    outside: Arc<dyn Outside>,
    commands: Mutex<HashMap<Vec<String>, Arc<Running>>>,
}

/// A command that was started. What it came to is a password, which is shown nowhere.
struct Running {
    since: Duration,
    /// With the time that it took.
    result: Mutex<Option<(Duration, Result<String, String>)>>,
    ended: Condvar,
}

impl SideBySide {
    pub(crate) fn new(outside: Arc<dyn Outside>) -> Self {
        Self { outside, commands: Mutex::default() }
    }

    /// Waits for those that are at work, which have a time limit. False when none is.
    pub(crate) fn wait(&self) -> bool {
        let at_work: Vec<Arc<Running>> =
            self.commands().values().filter(|running| running.result().is_none()).map(Arc::clone).collect();
        for running in &at_work {
            drop(running.ended.wait_while(running.result(), |result| result.is_none()));
        }
        !at_work.is_empty()
    }

    fn commands(&self) -> MutexGuard<'_, HashMap<Vec<String>, Arc<Running>>> {
        self.commands.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The run of this command, begun now unless it is at work.
    fn running(&self, command: &[String]) -> Result<Arc<Running>, String> {
        let mut commands = self.commands();
        let is_stale = |running: &Running| running.age() > FRESH && running.result().is_some();
        commands.retain(|_, running| !is_stale(running));
        if let Some(running) = commands.get(command) {
            return Ok(Arc::clone(running));
        }
        if commands.values().filter(|running| running.result().is_none()).count() >= MOST {
            return Err(format!(
                "{}: {MOST} commands for passwords are at work, and it has to wait",
                name(command)
            ));
        }
        let running =
            Running { since: SystemClock.monotonic(), result: Mutex::default(), ended: Condvar::new() };
        let running = Arc::new(running);
        commands.insert(command.to_vec(), Arc::clone(&running));
        let (outside, command, begun) = (Arc::clone(&self.outside), command.to_vec(), Arc::clone(&running));
        std::thread::spawn(move || {
            let result = outside.first_line_of(&command);
            // Each caller gets the same words again, and the log says them once.
            let took = begun.age();
            let result = if took > TURN { result.map_err(|_| slow(&command)) } else { result };
            *begun.result() = Some((took, result));
            begun.ended.notify_all();
        });
        Ok(running)
    }
}

impl Running {
    fn result(&self) -> MutexGuard<'_, Option<(Duration, Result<String, String>)>> {
        self.result.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn age(&self) -> Duration {
        SystemClock.monotonic().saturating_sub(self.since)
    }
}

fn name(command: &[String]) -> &str {
    command.first().map_or("the command", String::as_str)
}

fn slow(command: &[String]) -> String {
    let (program, seconds) = (name(command), TURN.as_secs());
    format!(
        "{program} has printed no password within {seconds} s, and is tried on: run it by hand as the user of the service; it must \
         print the password as its first line, and exit with 0"
    )
}

impl Outside for SideBySide {
    fn variable(&self, name: &str) -> Option<String> {
        self.outside.variable(name)
    }

    fn text(&self, path: &Path) -> io::Result<String> {
        self.outside.text(path)
    }

    fn files(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.outside.files(folder)
    }

    fn first_line_of(&self, command: &[String]) -> Result<String, String> {
        let running = self.running(command)?;
        let left = TURN.saturating_sub(running.age());
        let waited = running.ended.wait_timeout_while(running.result(), left, |result| result.is_none());
        let result = waited.unwrap_or_else(PoisonError::into_inner).0.clone();
        let Some((took, result)) = result else { return Err(slow(command)) };
        let mut commands = self.commands();
        if took <= TURN && commands.get(command).is_some_and(|known| Arc::ptr_eq(known, &running)) {
            commands.remove(command);
        }
        result
    }

    fn is_open_to_all(&self, path: &Path) -> bool {
        self.outside.is_open_to_all(path)
    }

    fn is_writable_by_all(&self, path: &Path) -> bool {
        self.outside.is_writable_by_all(path)
    }
}

impl fmt::Debug for SideBySide {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SideBySide").field("outside", &self.outside).finish_non_exhaustive()
    }
}
