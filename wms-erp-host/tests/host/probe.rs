//! `probe`, as a person runs it on a demo tenant.

use std::process::Stdio;

use serde_json::Value;
use tokio::io::AsyncWriteExt;
use wms_erp_host::Exit;
use wms_erp_sync::simulator::ongoing::Rule;
use wms_erp_sync::simulator::twentyfour::{Taken, Zone};

use crate::rig::{Ran, Rig};

/// The small company, as a demo.
async fn rig() -> Rig {
    let rig = Rig::start().await;
    rig.configure(&demo(&rig));
    rig
}

fn demo(rig: &Rig) -> String {
    rig.configuration().replacen(
        "name = \"nordlys\"\n",
        "name = \"nordlys\"\ndemo = true # a test company\n",
        1,
    )
}

fn files(rig: &Rig) -> Vec<String> {
    let entries = std::fs::read_dir(rig.folder.path()).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn config(rig: &Rig) -> String {
    std::fs::read_to_string(rig.file()).unwrap()
}

fn assert_secret(rig: &Rig, ran: &Ran) {
    for password in [rig.systems.erp.password(), rig.systems.wms.password().to_owned()] {
        assert!(!ran.out.contains(&password) && !ran.err.contains(&password), "{ran:?}");
    }
}

/// Types these lines.
async fn typed(rig: &Rig, arguments: &[&str], lines: &[&str]) -> std::process::Output {
    let mut command = tokio::process::Command::new(crate::child::service());
    command.arg("probe").args(arguments).arg("--config").arg(rig.file()).env_remove("RUST_LOG");
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut keyboard = child.stdin.take().unwrap();
    let _ = keyboard.write_all((lines.join("\n") + "\n").as_bytes()).await;
    drop(keyboard);
    child.wait_with_output().await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tenant_that_is_no_demo_is_refused_and_nothing_is_written() {
    let rig = Rig::start().await;
    let ran = rig.host(&["probe", "nordlys", "--yes"]).await;
    assert_eq!(ran.exit, Exit::Usage, "{ran:?}");
    assert!(ran.err.contains("demo = true"), "{ran:?}");
    for lines in [&["Another company"][..], &[]] {
        let done = typed(&rig, &["nordlys"], lines).await;
        let told = String::from_utf8_lossy(&done.stderr);
        assert!(
            matches!(done.status.code(), Some(1 | 2)) && told.contains("Type the name of the company"),
            "{done:?}"
        );
    }
    assert!(rig.writes().iter().all(|(_, count)| *count == 0));
    assert_eq!(files(&rig), ["sync.toml"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_name_of_the_company_stands_for_the_word_demo_and_each_write_is_asked_for() {
    let rig = Rig::start().await;
    let lines = [COMPANY, "perhaps", "yes", "no"];
    let done = typed(&rig, &["nordlys", "--only", "erp-no-status"], &lines).await;
    let told = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(done.status.code(), Some(3), "{told}");
    assert!(
        told.contains("SaveCompanies")
            && told.contains("how it is undone")
            && told.contains("OrderStatus = \"Offer\""),
        "{told}"
    );
    assert_eq!(rig.systems.erp.count("SaveCompanies"), 1);
    assert_eq!(rig.systems.erp.count("SaveInvoices"), 0, "{told}");
    let out = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(
        out.contains("a write was not agreed to") && out.contains("nothing is left of the probe"),
        "{out}"
    );
    assert_eq!(files(&rig), ["sync.toml"]);
}

const COMPANY: &str = wms_erp_host::sandbox::systems::NAME;

#[tokio::test(flavor = "multi_thread")]
async fn what_was_learned_is_printed_with_evidence_and_the_settings_go_into_the_file() {
    let rig = rig().await;
    rig.systems.erp.change(|options| options.zone = Zone::utc());
    let only = ["--only", "erp-time-zone", "erp-sent"];
    let ran = rig.host(&[&["probe", "nordlys", "--yes", "--write", "settings"][..], &only].concat()).await;
    assert_eq!(ran.exit, Exit::Done, "{ran:?}");
    assert_secret(&rig, &ran);
    assert!(ran.out.contains("erp-time-zone: times without an offset are in UTC"), "{ran:?}");
    assert!(
        ran.out.contains("erp.time_zone = \"UTC\":") && ran.out.contains("seen: DateChanged of order"),
        "{ran:?}"
    );
    assert!(ran.out.contains("its status is Inactive") && ran.out.contains("→ delete the order"), "{ran:?}");
    let key =
        "time_zone = \"UTC\" # found by wms-erp probe: a time that was just written is the one of UTC\n";
    assert!(ran.err.contains(&format!("+{key}")), "{ran:?}");
    let text = config(&rig);
    assert_eq!(text.replacen(key, "", 1), demo(&rig));
    assert_eq!(files(&rig), ["sync.toml"]);
    // The second time, it is in force.
    let again = rig.host(&[&["probe", "nordlys", "--yes", "--write", "settings"][..], &only].concat()).await;
    assert!(again.out.contains("(already in force)") && again.err.contains("nothing to write"), "{again:?}");
    assert_eq!(config(&rig), text);
    assert_eq!(rig.host(&["check"]).await.exit, Exit::Done);
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_configuration_keeps_its_rights_and_a_new_file_is_its_owners() {
    use std::os::unix::fs::PermissionsExt;
    let rig = rig().await;
    rig.systems.erp.change(|options| options.zone = Zone::utc());
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    std::fs::set_permissions(rig.file(), std::fs::Permissions::from_mode(0o640)).unwrap();
    let new = rig.folder.path().join("found.toml");
    for target in ["settings", new.to_str().unwrap()] {
        let ran =
            rig.host(&["probe", "nordlys", "--yes", "--only", "erp-time-zone", "--write", target]).await;
        assert_eq!(ran.exit, Exit::Done, "{ran:?}");
        rig.configure(&demo(&rig));
    }
    assert_eq!((mode(&rig.file()), mode(&new)), (0o640, 0o600));
    assert!(std::fs::read_to_string(new).unwrap().contains("[erp]\ntime_zone = \"UTC\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tenant_with_a_file_of_its_own_gets_its_settings_there() {
    let rig = rig().await;
    rig.systems.erp.change(|options| options.zone = Zone::utc());
    let (main, tenant) = {
        let text = demo(&rig);
        let (_, tenant) = text.split_once("demo = true # a test company\n").unwrap();
        (
            "store = \"sync.sqlite3\"\ntenants = \"tenants.d\"\n",
            format!("demo = true\n{}", tenant.replace("[tenant.", "[")),
        )
    };
    std::fs::create_dir(rig.folder.path().join("tenants.d")).unwrap();
    let file = rig.folder.path().join("tenants.d/nordlys.toml");
    std::fs::write(&file, &tenant).unwrap();
    rig.configure(main);
    let ran =
        rig.host(&["probe", "nordlys", "--yes", "--only", "erp-time-zone", "--write", "settings"]).await;
    assert_eq!(ran.exit, Exit::Done, "{ran:?}");
    assert_eq!(config(&rig), main);
    assert!(std::fs::read_to_string(file).unwrap().contains("time_zone = \"UTC\" # found"));
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_get_one_document() {
    let rig = rig().await;
    let ran = rig
        .host(&["probe", "nordlys", "--yes", "--json", "--only", "erp-status-only,wms-missing-lines"])
        .await;
    assert_eq!(ran.exit, Exit::Done, "{ran:?}");
    assert_secret(&rig, &ran);
    let document: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(document["tenant"], "nordlys");
    let answers: Vec<(&str, &str)> = document["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| (finding["question"].as_str().unwrap(), finding["answer"].as_str().unwrap()))
        .collect();
    let lines = ("wms-missing-lines", "deleted");
    assert_eq!(answers, [("erp-status-only", "only-status"), lines, lines]);
    assert_eq!(document["findings"][2]["transport"], "rest");
    assert!(
        document["findings"][0]["evidence"][0]["sent"].as_str().unwrap().contains("SaveProducts"),
        "{document}"
    );
    assert_eq!((document["ended"].is_null(), document["settings"].as_array().unwrap().len()), (true, 0));
    assert!(
        document["leftovers"].as_array().unwrap().iter().all(|left| left["is_expected"] == true),
        "{document}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_removed_stays_in_the_journal_until_clean_removes_it() {
    let rig = rig().await;
    let customers = rig.systems.erp.books().companies().len();
    rig.systems.erp.misbehave(Rule::fault("System.Exception: down").on("DeleteCompanies").always());
    let ran = rig.host(&["probe", "nordlys", "--yes", "--only", "erp-no-status"]).await;
    assert_eq!(ran.exit, Exit::Failed, "{ran:?}");
    assert!(
        ran.out.contains("! customer ") && ran.out.contains("→ delete the customer in 24SevenOffice"),
        "{ran:?}"
    );
    assert_eq!(files(&rig), ["nordlys.probe-journal", "sync.toml"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let journal = std::fs::metadata(rig.folder.path().join("nordlys.probe-journal")).unwrap();
        assert_eq!(journal.permissions().mode() & 0o777, 0o600);
    }
    rig.systems.erp.control().behave();
    let ran = rig.host(&["probe", "nordlys", "--clean"]).await;
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Done, "nothing is left of the probe\n"), "{ran:?}");
    assert_eq!(rig.systems.erp.books().companies().len(), customers);
    assert_eq!(files(&rig), ["sync.toml"]);
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_is_killed_is_cleaned_up_at_the_next_start_and_ctrl_c_cleans_up_at_once() {
    let rig = rig().await;
    let (customers, products) =
        (rig.systems.erp.books().companies().len(), rig.systems.erp.books().products().len());
    for signal in ["-KILL", "-INT"] {
        let mut command = tokio::process::Command::new(crate::child::service());
        command.args(["probe", "nordlys", "--only", "erp-status-only", "--config"]).arg(rig.file());
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        // The input stays open, so that it waits at the third write.
        let mut keyboard = child.stdin.take().unwrap();
        keyboard.write_all(b"yes\nyes\n").await.unwrap();
        while rig.systems.erp.books().companies().len() == customers {
            tokio::task::yield_now().await;
        }
        let id = child.id().unwrap().to_string();
        assert!(std::process::Command::new("kill").args([signal, &id]).status().unwrap().success());
        let done = child.wait_with_output().await.unwrap();
        if signal == "-KILL" {
            assert_eq!(files(&rig), ["nordlys.probe-journal", "sync.toml"]);
            let ran = rig.host(&["probe", "nordlys", "--yes", "--only", "erp-stock-fraction"]).await;
            assert_eq!(ran.exit, Exit::Done, "{ran:?}");
            assert!(ran.err.contains("an earlier probe has left 2 records"), "{ran:?}");
        } else {
            assert_eq!(done.status.code(), Some(1), "{done:?}");
            let out = String::from_utf8_lossy(&done.stdout).into_owned();
            assert!(out.contains("! ended: ") && out.contains("nothing is left of the probe"), "{out}");
        }
        assert_eq!(rig.systems.erp.books().companies().len(), customers, "{signal}");
        assert_eq!(rig.systems.erp.books().products().len(), products, "{signal}");
        assert_eq!(files(&rig), ["sync.toml"], "{signal}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_setting_of_a_process_that_is_off_is_written_and_the_configuration_stays_right() {
    let rig = rig().await;
    rig.systems.erp.change(|options| options.negative_quantities = Taken::Refused);
    let ran = rig.host(&["probe", "nordlys", "--yes", "--only", "erp-credit", "--write", "settings"]).await;
    assert_eq!(ran.exit, Exit::Done, "{ran:?}");
    assert!(config(&rig).contains("as = \"notice\" # found by wms-erp probe"), "{}", config(&rig));
    assert_eq!(rig.host(&["check"]).await.exit, Exit::Done);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_system_that_is_not_there_ends_the_probe_at_its_first_question() {
    let rig = rig().await;
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let nowhere = format!("http://127.0.0.1:{port}");
    rig.configure(&demo(&rig).replace(&rig.systems.erp.base_url(), &nowhere));
    let ran = rig.host(&["probe", "nordlys", "--yes", "--only", "erp-sent", "erp-credit"]).await;
    assert_eq!(ran.exit, Exit::Failed, "{ran:?}");
    assert!(ran.out.contains("! ended: there is no access to 24SevenOffice"), "{ran:?}");
    assert!(ran.out.starts_with("erp-credit:") && !ran.out.contains("erp-sent"), "{ran:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_does_not_exist_is_refused_and_all_are_listed_without_a_configuration() {
    let rig = rig().await;
    let ran = rig.host(&["probe", "nordlys", "--yes", "--only", "erp-weather"]).await;
    assert_eq!(ran.exit, Exit::Usage, "{ran:?}");
    assert!(ran.err.contains("erp-weather") && ran.err.contains("erp-time-zone"), "{ran:?}");
    let listed = rig.host_bare(["probe", "--list"].map(Into::into)).await;
    assert_eq!(listed.exit, Exit::Done, "{listed:?}");
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../wms-erp-sync/docs/go-live.md");
    let page = std::fs::read_to_string(page).unwrap();
    for question in wms_erp_probe::all() {
        assert!(listed.out.contains(&format!("{}\n", question.id)), "{listed:?}");
        assert!(page.contains(&format!("`{}`", question.id)), "go-live.md does not name {}", question.id);
        for setting in question.settings {
            let (section, key) = setting.split_once('.').unwrap();
            assert!(
                ["erp", "wms", "articles", "orders", "order_status", "suppliers", "stock", "returns"]
                    .contains(&section),
                "{setting}"
            );
            assert!(!key.is_empty());
        }
    }
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let out = words(&listed.out);
    for question in wms_erp_probe::manual() {
        let (who, how) = (question.answered_by.to_string(), words(&question.how.replace('`', "")));
        assert!(out.contains(&format!("{}, answered by {who} question", question.vendor.name())), "{out}");
        assert!(out.contains(&how), "{how}: {out}");
    }
    let some = rig.host_bare(["probe", "--list", "--only", "erp-sent"].map(Into::into)).await;
    assert!(some.out.starts_with("erp-sent\n") && !some.out.contains("answered by"), "{some:?}");
}
