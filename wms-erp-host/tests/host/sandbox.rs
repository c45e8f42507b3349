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

async fn why(config: &Path, number: &str) -> String {
    let done = Command::new(service()).args(["why", number, "--config"]).arg(config).output().await.unwrap();
    let shown = String::from_utf8(done.stdout).unwrap();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
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
    sandbox.types("order 201 1001 2", "order 10007").await;
    sandbox.types("pick 10002", "picked, 3 short").await;
    sandbox.types("send 10002", "done").await;
    sandbox.types("send 77", "not found").await;
    sandbox.types("dance", "unknown command").await;
    sandbox.types("help", "quit").await;
    sandbox.types("goods I-2001 1 25", "done").await;
    sandbox.types("goods I-2001 7 1", "has no line").await;
    let (_, told) = once(&config).await;
    assert!(told.contains("3 missing"), "{told}");
    let received = std::fs::read_dir(folder.path().join("purchase-orders/received")).unwrap();
    assert_eq!(received.count(), 1, "a part came as soon as the warehouse knew of it, and now the rest");
    sandbox.types("return 10002 1005 1", "return R-3002").await;
    sandbox.types("return 10002 1005 x", "not a number").await;
    sandbox.types("return 10002 1001 1", "no such product").await;
    sandbox.types("end I-2001", "done").await;
    once(&config).await;
    for (number, words) in [
        ("I-2001", ["received 40 of 40 of ULL-M", "that reception has ended"]),
        ("R-3001", ["of order 9940 came back 1 of 1 of TELT-3", "credited in the ERP by order 10006"]),
        ("R-3002", ["of order 10002 came back 1 of 1 of KOKE-2", "credited in the ERP by order 10008"]),
    ] {
        let why = why(&config, number).await;
        for words in words {
            assert!(why.contains(words), "{words}: {why}");
        }
    }
    let status = sandbox.types("status", "Ryggsekk").await;
    let status = status.split_whitespace().collect::<Vec<_>>().join(" ");
    for line in [
        "10002 Bergen Turforening OrderState_Sent",
        "10006 Kari Nordmann Offer",
        "10007 Kari Nordmann Confirmed",
        "I-2001 Ullvaren AS ULL-M 400 40 40",
        "R-3002 10002 KOKE-2 return 1 1",
    ] {
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
