//! The sandbox and the host, as two people at two keyboards use them.

use std::path::Path;
use std::process::Stdio;

use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};

use crate::child::service;

struct Sandbox {
    child: Child,
    keyboard: ChildStdin,
    screen: Lines<BufReader<ChildStdout>>,
}

impl Sandbox {
    async fn start(config: &Path) -> Self {
        let mut command = Command::new(service());
        command.arg("sandbox").arg("--write-config").arg(config).kill_on_drop(true);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let keyboard = child.stdin.take().unwrap();
        let screen = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut sandbox = Self { child, keyboard, screen };
        sandbox.until("Type help").await;
        sandbox
    }

    /// What is shown up to the line with these words.
    async fn until(&mut self, words: &str) -> String {
        let mut shown = String::new();
        while let Some(line) = self.screen.next_line().await.unwrap() {
            shown += &(line + "\n");
            if shown.contains(words) {
                return shown;
            }
        }
        panic!("no {words:?} in {shown}");
    }

    async fn types(&mut self, line: &str, answer: &str) -> String {
        self.keyboard.write_all(format!("{line}\n").as_bytes()).await.unwrap();
        self.until(answer).await
    }
}

async fn once(config: &Path) -> (Option<i32>, String) {
    let done = Command::new(service()).arg("once").arg("--config").arg(config).output().await.unwrap();
    (done.status.code(), String::from_utf8(done.stdout).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_people_type_in_one_arrives_through_the_other() {
    let folder = TempDir::new().unwrap();
    let config = folder.path().join("sandbox.toml");
    let mut sandbox = Sandbox::start(&config).await;
    #[cfg(unix)]
    {
        let mode = std::os::unix::fs::PermissionsExt::mode(&config.metadata().unwrap().permissions());
        assert_eq!(mode & 0o077, 0, "passwords are in it");
    }
    let (exit, told) = once(&config).await;
    assert_eq!(exit, Some(3), "Ola's country is misspelt: {told}");
    sandbox.types("country 10004 Norge", "done").await;
    sandbox.types("order 201 1001 2", "order 10006").await;
    sandbox.types("pick 10002", "picked, 3 short").await;
    sandbox.types("send 10002", "done").await;
    sandbox.types("send 77", "not found").await;
    sandbox.types("dance", "unknown command").await;
    sandbox.types("help", "quit").await;
    let (_, told) = once(&config).await;
    assert!(told.contains("3 missing"), "{told}");
    let status = sandbox.types("status", "Ryggsekk").await;
    let status = status.split_whitespace().collect::<Vec<_>>().join(" ");
    for line in ["10002 Bergen Turforening OrderState_Sent", "10006 Kari Nordmann Confirmed"] {
        assert!(status.contains(line), "{line}: {status}");
    }
    sandbox.keyboard.write_all(b"quit\n").await.unwrap();
    assert_eq!(sandbox.child.wait().await.unwrap().code(), Some(0));
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn sigterm_stops_it() {
    let folder = TempDir::new().unwrap();
    let mut sandbox = Sandbox::start(&folder.path().join("sandbox.toml")).await;
    let id = sandbox.child.id().unwrap().to_string();
    assert!(std::process::Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    assert_eq!(sandbox.child.wait().await.unwrap().code(), Some(0));
}
