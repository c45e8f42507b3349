//! What this process takes, and another one that serves it: the one that is measured is alone in its process.

use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// The largest size that this process has had, in kB.
///
/// # Errors
/// If the kernel does not say.
pub fn peak() -> io::Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
    peak.ok_or_else(|| io::Error::other("the kernel does not say how large the process was"))
}

/// This program once more, as a server. It answers each line with a line, and ends with this value.
#[derive(Debug)]
pub struct Served {
    child: Child,
    ask: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Served {
    /// Starts it with these arguments.
    ///
    /// # Errors
    /// If it does not start.
    pub fn start(arguments: &[&str]) -> io::Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        let mut child = command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let pipes = child.stdin.take().zip(child.stdout.take());
        let (ask, answers) = pipes.ok_or_else(|| io::Error::other("a server without pipes"))?;
        Ok(Self { child, ask, answers: BufReader::new(answers) })
    }

    /// The next line that it says.
    ///
    /// # Errors
    /// If it has ended.
    pub fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        match self.answers.read_line(&mut line)? {
            0 => Err(io::Error::other("the server has ended")),
            _ => Ok(line.trim_end().to_owned()),
        }
    }

    /// Says a line, and waits for what it answers.
    ///
    /// # Errors
    /// If it has ended.
    pub fn tell(&mut self, line: &str) -> io::Result<String> {
        writeln!(self.ask, "{line}")?;
        self.line()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
