//! `init`, as a person answers it: a first configuration from nothing but what is typed.

mod companies;

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use wms_erp_sync::simulator::ongoing::Rule;

use crate::child::{Street, service};

/// Both systems, and an empty folder for the configuration.
struct Desk {
    street: Street,
    folder: TempDir,
}

/// What is typed, by what it answers.
struct Typed {
    name: &'static str,
    erp: [String; 4],
    wms: [String; 5],
    rest: [&'static str; 3],
}

impl Desk {
    async fn new() -> Self {
        Self { street: Street::start().await, folder: TempDir::new().unwrap() }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("sync.toml")
    }

    /// What is right.
    fn typed(&self) -> Typed {
        let (erp, wms) = (&self.street.systems.erp, &self.street.systems.wms);
        Typed {
            name: "nordlys",
            erp: [erp.base_url(), erp.application_id(), erp.username(), erp.password()]
                .map(|text| text.to_string()),
            wms: [
                wms.base_url().to_string(),
                wms.username().to_string(),
                wms.goods_owner_code().to_string(),
                wms.goods_owner_id().to_string(),
                wms.password().to_string(),
            ],
            rest: ["", "2026-01-01", ""],
        }
    }

    fn command(&self, more: &[&str]) -> tokio::process::Command {
        let mut command = tokio::process::Command::new(service());
        command.arg("init").arg("--config").arg(self.file()).args(more).env_remove("RUST_LOG");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
        command
    }

    /// Types these lines, and closes the input.
    async fn init(&self, more: &[&str], lines: &[String]) -> Output {
        answered(self.command(more), lines).await
    }

    fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(name)).unwrap()
    }

    /// That no password was shown, nor stands in the configuration.
    fn assert_secret(&self, done: &Output) {
        let typed = self.typed();
        for password in [&typed.erp[3], &typed.wms[4]] {
            for bytes in [&done.stdout, &done.stderr] {
                assert!(!String::from_utf8_lossy(bytes).contains(password.as_str()), "{done:?}");
            }
            assert!(!self.file().exists() || !self.read("sync.toml").contains(password.as_str()));
        }
    }
}

async fn answered(mut command: tokio::process::Command, lines: &[String]) -> Output {
    let mut child = command.spawn().unwrap();
    let mut keyboard = child.stdin.take().unwrap();
    // It may have ended before everything is typed.
    let _ = keyboard.write_all((lines.join("\n") + "\n").as_bytes()).await;
    drop(keyboard);
    child.wait_with_output().await.unwrap()
}

impl Typed {
    fn lines(&self) -> Vec<String> {
        let rest = self.rest.iter().map(ToString::to_string);
        std::iter::once(self.name.to_owned())
            .chain(self.erp.clone())
            .chain(self.wms.clone())
            .chain(rest)
            .collect()
    }
}

fn said(done: &Output) -> String {
    String::from_utf8_lossy(&done.stderr).into_owned()
}

fn check(config: &Path) -> Output {
    Command::new(service()).args(["check", "--config"]).arg(config).output().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_becomes_a_configuration_that_check_accepts_and_only_its_owner_reads() {
    let desk = Desk::new().await;
    let done = desk.init(&[], &desk.typed().lines()).await;
    assert_eq!(done.status.code(), Some(0), "{done:?}");
    desk.assert_secret(&done);
    assert_eq!(desk.files(), ["nordlys.erp-password", "nordlys.wms-password", "sync.toml"]);
    #[cfg(unix)]
    for name in desk.files() {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(desk.folder.path().join(&name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
    let checked = check(&desk.file());
    assert_eq!(checked.status.code(), Some(0), "{checked:?}");
    assert!(!String::from_utf8_lossy(&checked.stdout).contains("every user"), "{checked:?}");
    let text = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(text.contains("sync.toml") && text.contains("wms-erp check --config"), "{text}");
    assert!(desk.street.systems.wms.orders().is_empty(), "nothing is written to either side");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_refused_with_why_and_asked_for_again() {
    let desk = Desk::new().await;
    let right = desk.typed();
    let keep = String::new;
    let mut lines = vec!["a/b".to_owned(), "nordlys".to_owned()];
    // No address, no id; then the wrong password; then the right one, the rest as before.
    lines.extend([
        "http://api.example.com".to_owned(),
        "1234".to_owned(),
        right.erp[2].clone(),
        "wrong".to_owned(),
    ]);
    lines.extend([right.erp[0].clone(), right.erp[1].clone(), keep(), "wrong".to_owned()]);
    lines.extend([keep(), keep(), keep(), right.erp[3].clone()]);
    // An unknown goods owner, a wrong password; twice.
    let [url, user, code, id, password] = right.wms.clone();
    lines.extend([url, user, "SOMEONE".to_owned(), "none".to_owned(), password.clone()]);
    lines.extend([keep(), keep(), keep(), id, keep()]);
    lines.extend([keep(), keep(), code, keep(), "wrong".to_owned()]);
    lines.extend([keep(), keep(), keep(), keep(), password]);
    // A warehouse that there is not; no time.
    lines.extend(["NOWHERE".to_owned(), "yesterday".to_owned(), keep()]);
    lines.extend(["NOWHERE".to_owned(), "all".to_owned(), keep()]);
    lines.extend(["all".to_owned(), keep(), keep()]);
    let done = desk.init(&[], &lines).await;
    let told = said(&done);
    assert_eq!(done.status.code(), Some(0), "{told}");
    desk.assert_secret(&done);
    assert!(!told.contains("wrong\n") && !told.contains("wrong "), "{told}");
    let refusals: Vec<&str> = told.lines().filter(|line| line.starts_with("! ")).collect();
    assert_eq!(refusals.len(), 8, "{told}");
    for (refusal, words) in refusals.iter().zip([
        "the name ",
        "base_url: would send the password in the clear",
        "user name or the password",
        "goods_owner_id: must be",
        "",
        "",
        "orders.since",
        "NOWHERE",
    ]) {
        assert!(refusal.contains(words), "{words:?}: {refusal}");
    }
    assert!(refusals[1].contains("application_id: must look like"), "{refusals:?}");
    assert_eq!(check(&desk.file()).status.code(), Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_goods_owner_that_the_warehouse_does_not_find_is_refused_in_its_words() {
    let desk = Desk::new().await;
    let words = "The goods owner was not found";
    desk.street.systems.wms.control().misbehave(Rule::fault(words).on("GetInventoryByQuery").always());
    let done = desk.init(&[], &desk.typed().lines()).await;
    let told = said(&done);
    assert_eq!(done.status.code(), Some(1), "{told}");
    assert!(told.contains(words) && told.contains("  → "), "{told}");
    assert!(desk.files().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn input_that_ends_leaves_nothing_behind() {
    let desk = Desk::new().await;
    let lines = desk.typed().lines();
    for count in [0, 1, 4, 5, 9, 10, 12] {
        let done = answered(desk.command(&[]), &lines[..count]).await;
        let told = said(&done);
        // An empty line, which is no answer, is sent in place of none.
        assert_eq!(done.status.code(), Some(1), "{count}: {told}");
        assert!(told.contains("nothing was written") && !told.contains("panicked"), "{count}: {told}");
        assert!(done.stdout.is_empty(), "{done:?}");
        desk.assert_secret(&done);
        assert!(desk.files().is_empty(), "{count}: {:?}", desk.files());
    }
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_stop_at_a_question_ends_it_at_once_and_leaves_nothing_behind() {
    let desk = Desk::new().await;
    let mut child = desk.command(&[]).spawn().unwrap();
    // The input stays open.
    let _keyboard = child.stdin.take().unwrap();
    let mut screen = child.stderr.take().unwrap();
    let mut asked = [0; 4];
    screen.read_exact(&mut asked).await.unwrap();
    assert_eq!(&asked, b"Name");
    let id = child.id().unwrap().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    assert_eq!(child.wait().await.unwrap().code(), Some(1));
    let mut rest = String::new();
    screen.read_to_string(&mut rest).await.unwrap();
    assert!(rest.contains("init was stopped: nothing was written"), "{rest}");
    assert!(desk.files().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_replaced_without_being_told_to() {
    let desk = Desk::new().await;
    for name in ["sync.toml", "nordlys.wms-password"] {
        std::fs::write(desk.folder.path().join(name), "mine").unwrap();
        let done = desk.init(&["--name", "nordlys"], &desk.typed().lines()[1..]).await;
        let told = said(&done);
        assert_eq!(done.status.code(), Some(2), "{told}");
        assert!(told.contains(name) && told.contains("--force"), "{told}");
        assert_eq!((desk.files(), desk.read(name)), (vec![name.to_owned()], "mine".to_owned()));
        std::fs::remove_file(desk.folder.path().join(name)).unwrap();
    }
    let nowhere = desk.folder.path().join("nowhere/sync.toml");
    let mut command = tokio::process::Command::new(service());
    command.arg("init").arg("--config").arg(&nowhere).stdin(Stdio::piped()).stderr(Stdio::piped());
    let done = answered(command, &["nordlys".to_owned()]).await;
    let told = said(&done);
    assert_eq!(done.status.code(), Some(1), "{told}");
    assert!(
        told.contains("nowhere/") && !told.contains("24SevenOffice"),
        "before the other questions: {told}"
    );
    std::fs::write(desk.file(), "mine").unwrap();
    let done = desk.init(&["--name", "nordlys", "--force"], &desk.typed().lines()[1..]).await;
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    assert_eq!(check(&desk.file()).status.code(), Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn options_and_variables_answer_everything_where_no_one_types() {
    let desk = Desk::new().await;
    let Typed {
        erp: [erp, application, erp_user, erp_password], wms: [wms, user, code, id, password], ..
    } = desk.typed();
    let options = [
        "--name",
        "nordlys",
        "--erp-url",
        &erp,
        "--application-id",
        &application,
        "--erp-user",
        &erp_user,
        "--erp-password-env",
        "INIT_ERP",
        "--wms-url",
        &wms,
        "--wms-user",
        &user,
        "--wms-password-env",
        "INIT_WMS",
        "--goods-owner-code",
        &code,
        "--goods-owner-id",
        &id,
        "--warehouses",
        "all",
        "--since",
        "all",
        "--store",
        "elsewhere.sqlite3",
    ];
    let mut command = desk.command(&options);
    command.env("INIT_ERP", &erp_password).env("INIT_WMS", &password);
    let done = command.stdin(Stdio::null()).output().await.unwrap();
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    desk.assert_secret(&done);
    assert_eq!(desk.files(), ["sync.toml"]);
    let text = desk.read("sync.toml");
    assert!(
        text.contains("password_env = \"INIT_ERP\"") && text.contains("store = \"elsewhere.sqlite3\""),
        "{text}"
    );
    let checked = Command::new(service())
        .args(["check", "--config"])
        .arg(desk.file())
        .env("INIT_ERP", &erp_password)
        .env("INIT_WMS", &password)
        .output();
    assert_eq!(checked.unwrap().status.code(), Some(0));

    // A password that is not there is said before anything is asked; one that is wrong leaves the other answers to be given again.
    std::fs::remove_file(desk.file()).unwrap();
    for (value, code, words) in
        [(None, 2, "INIT_WMS is not set: nothing was written"), (Some("wrong"), 1, "the input ended before")]
    {
        let mut command = desk.command(&options);
        command.env("INIT_ERP", &erp_password).env_remove("INIT_WMS");
        if let Some(value) = value {
            command.env("INIT_WMS", value);
        }
        let lines = vec![String::new(); 9];
        let done = answered(command, &lines).await;
        assert_eq!(done.status.code(), Some(code), "{}", said(&done));
        assert!(said(&done).contains(words), "{}", said(&done));
        assert!(!desk.file().exists());
    }
}

/// At a terminal: what is typed is shown, but for passwords.
#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn a_terminal_shows_what_is_typed_but_no_password() {
    let desk = Desk::new().await;
    if Command::new("script").arg("--version").output().is_err() {
        return crate::skipped("there is no script, which makes a terminal");
    }
    let typed = desk.typed();
    let line = format!("{} init --config {}", service(), desk.file().display());
    let mut terminal = tokio::process::Command::new("script");
    terminal.args(["--quiet", "--return", "--command", &line, "/dev/null"]);
    terminal.stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true);
    let mut child = terminal.spawn().unwrap();
    let (mut keyboard, mut screen) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let mut seen = String::new();
    for answer in typed.lines() {
        // Each question ends so.
        let from = seen.len();
        while !seen[from..].trim_end_matches(' ').ends_with(':') {
            let mut bytes = [0; 1024];
            let length = screen.read(&mut bytes).await.unwrap();
            assert!(length > 0, "{seen}");
            seen += &String::from_utf8_lossy(&bytes[..length]);
        }
        keyboard.write_all((answer + "\n").as_bytes()).await.unwrap();
    }
    screen.read_to_string(&mut seen).await.unwrap();
    assert_eq!(child.wait().await.unwrap().code(), Some(0), "{seen}");
    for shown in [&typed.erp[2], &typed.wms[2]] {
        assert!(seen.contains(shown.as_str()), "{seen}");
    }
    for password in [&typed.erp[3], &typed.wms[4]] {
        assert!(!seen.contains(password.as_str()), "{seen}");
    }
    assert_eq!(check(&desk.file()).status.code(), Some(0));
}
