//! The examples run, as their documentation says.

#![expect(clippy::unwrap_used, reason = "what a test does")]

mod aliases;
mod own_process;
mod scheduling;

use std::path::PathBuf;
use std::process::Command;

/// A compiled example beside this test: cargo builds examples along with tests, unless it was told to build one test only.
fn example(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let profile = test.parent().and_then(|deps| deps.parent()).unwrap();
    let path = profile.join("examples").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    if !path.exists() {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["build", "--package", env!("CARGO_PKG_NAME"), "--example", name]);
        if profile.ends_with("release") {
            cargo.arg("--release");
        }
        cargo.arg("--target-dir").arg(profile.parent().unwrap());
        assert!(cargo.status().unwrap().success(), "{name} cannot be built");
    }
    path
}

fn printed(name: &str, arguments: &[&str]) -> String {
    let done = Command::new(example(name)).args(arguments).output().unwrap();
    assert!(done.status.success(), "{name} {arguments:?}: {done:?}");
    String::from_utf8(done.stdout).unwrap()
}
