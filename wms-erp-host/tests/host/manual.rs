//! What shells and manuals are given.

use std::process::{Command, Output};

use tempfile::TempDir;
use wms_erp_sync::is_control;

use crate::child::service;

const SHELLS: [&str; 5] = ["bash", "zsh", "fish", "elvish", "powershell"];

fn run(arguments: &[&str]) -> Output {
    Command::new(service()).args(arguments).output().unwrap()
}

fn completions(shell: &str) -> String {
    let done = run(&["completions", shell]);
    assert_eq!(done.status.code(), Some(0), "{shell}: {done:?}");
    String::from_utf8(done.stdout).unwrap()
}

#[test]
fn every_shell_gets_a_script_as_it_was_made() {
    for shell in SHELLS {
        let script = completions(shell);
        assert!(script.contains("import-store") && script.contains("no-wait"), "{shell}: {script}");
        assert!(
            !script.contains(|char| is_control(char) && char != '\n') && !script.contains("\\u{"),
            "{shell}: it needs no tabs"
        );
    }
    let wrong = run(&["completions", "tcsh"]);
    assert_eq!((wrong.status.code(), wrong.stdout.as_slice()), (Some(2), &b""[..]));
}

#[test]
fn every_subcommand_is_in_each_script_and_has_a_page() {
    let help = String::from_utf8(run(&["--help"]).stdout).unwrap();
    let (_, listed) = help.split_once("Commands:\n").unwrap();
    let lines = listed.lines().take_while(|line| line.is_empty() || line.starts_with(' '));
    // What a line goes on with stands further to the right.
    let names = lines.filter_map(|line| line.strip_prefix("  ").filter(|rest| !rest.starts_with(' ')));
    let names: Vec<&str> = names.map(|line| line.split(' ').next().unwrap()).collect();
    for name in ["capsule", "replay", "probe", "stock-journal", "import-store", "init", "help"] {
        assert!(names.contains(&name), "{name}: {names:?}");
    }
    let scripts = SHELLS.map(completions);
    let folder = TempDir::new().unwrap();
    assert_eq!(run(&["man", folder.path().to_str().unwrap()]).status.code(), Some(0));
    for name in names.into_iter().filter(|name| *name != "help") {
        assert!(scripts.iter().all(|script| script.contains(name)), "{name}");
        assert!(folder.path().join(format!("wms-erp-{name}.1")).is_file(), "{name}");
    }
}

#[test]
fn bash_takes_its_script_and_completes_subcommands_and_options() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("wms-erp.bash");
    std::fs::write(&file, completions("bash")).unwrap();
    let function =
        completions("bash").split_once("complete -F ").unwrap().1.split(' ').next().unwrap().to_owned();
    let Ok(taken) = Command::new("bash").arg("-n").arg(&file).output() else {
        return crate::skipped("there is no bash");
    };
    assert!(taken.status.success() && taken.stderr.is_empty(), "{taken:?}");
    for (words, expected) in [
        ("wms-erp stat", "status"),
        ("wms-erp store ba", "backup"),
        ("wms-erp once --no-", "--no-wait"),
        ("wms-erp completions ba", "bash"),
    ] {
        let count = words.split(' ').count() - 1;
        let last = words.rsplit(' ').next().unwrap();
        let script = format!(
            ". {}; COMP_WORDS=({words}); COMP_CWORD={count}; {function} wms-erp {last} x; echo \"${{COMPREPLY[@]}}\"",
            file.display()
        );
        let completed = Command::new("bash").arg("-c").arg(script).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&completed.stdout).trim(), expected, "{words}: {completed:?}");
    }
}

#[test]
fn pages_are_written_again_and_a_folder_that_cannot_be_is_a_clear_error() {
    let folder = TempDir::new().unwrap();
    let pages = folder.path().join("share/man1");
    for _ in 0..2 {
        let done = run(&["man", pages.to_str().unwrap()]);
        assert_eq!(done.status.code(), Some(0), "{done:?}");
        let page = std::fs::read_to_string(pages.join("wms-erp-tenant-add.1")).unwrap();
        assert!(page.contains("Create the file of a new tenant"), "{page}");
        assert!(std::fs::read_to_string(pages.join("wms-erp.1")).unwrap().contains("Exit codes"));
    }
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let wrong = run(&["man", file.to_str().unwrap()]);
    let said = String::from_utf8(wrong.stderr).unwrap();
    assert_eq!(wrong.status.code(), Some(1), "{said}");
    assert!(said.contains(file.to_str().unwrap()), "{said}");
}
