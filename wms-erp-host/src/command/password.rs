//! A command that gives a password.

use std::io::Read;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// For how long it may run.
const TIME: Duration = Duration::from_secs(30);
/// A program whose output has ended ends soon.
const END: (u32, Duration) = (100, Duration::from_millis(20));
/// More than that is no password.
const MOST: u64 = 64 * 1024;
const REMEDY: &str = "run it by hand as the user of the service: it must print the password as its first line, and exit with \
     0";

/// Its first line. Nothing that it prints stands in an error: the password may be in it.
pub(super) fn first_line_of(command: &[String]) -> Result<String, String> {
    let Some((program, arguments)) = command.split_first() else { return Err("names no program".to_owned()) };
    let wrong = |what: String| format!("{program} {what}: {REMEDY}");
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| wrong(format!("cannot be run ({error})")))?;
    let stdout = child.stdout.take();
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = stdout.map(|stdout| stdout.take(MOST).read_to_end(&mut bytes));
        // The other side may have given up.
        let _ = sender.send(read.is_some_and(|read| read.is_ok()).then_some(bytes));
    });
    let bytes = receiver.recv_timeout(TIME).ok().flatten();
    let Some(status) = end(&mut child, bytes.is_some()) else {
        return Err(wrong(format!("took more than {} s", TIME.as_secs())));
    };
    if !status.success() {
        return Err(wrong(format!("failed ({status})")));
    }
    let text = String::from_utf8(bytes.unwrap_or_default()).map_err(|_| {
        wrong(
            "printed something that is not \
            UTF-8"
                .to_owned(),
        )
    })?;
    match text.lines().next().filter(|line| !line.trim().is_empty()) {
        Some(line) => Ok(line.to_owned()),
        None => Err(wrong("printed an empty first line".to_owned())),
    }
}

/// How it ended; nothing where it had to be killed.
fn end(child: &mut Child, is_ending: bool) -> Option<ExitStatus> {
    let (times, pause) = END;
    for _ in 0..if is_ending { times } else { 0 } {
        if let Ok(Some(status)) = child.try_wait() {
            return Some(status);
        }
        thread::sleep(pause);
    }
    let _ = child.kill();
    let _ = child.wait();
    None
}
