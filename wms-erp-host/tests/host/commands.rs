//! Commands that give passwords, and hang.

#![cfg(unix)]

use chrono::TimeDelta;
use tokio::io::AsyncBufReadExt;
use wms_erp_sync::clock::{Clock, SystemClock};

use crate::child::{Street, signal, until_logged};

/// Each would take half a minute for each of its two passwords, and sixteen were read at a time.
const HUNG: usize = 60;
/// For two turns of five seconds, on a machine that does other things, too.
const LATEST: TimeDelta = TimeDelta::seconds(40);

#[tokio::test(flavor = "multi_thread")]
async fn commands_that_hang_hold_up_neither_the_start_nor_a_reload_nor_another_tenant() {
    let street = Street::start().await;
    let folder = street.folder().join("tenants.d");
    std::fs::create_dir(&folder).unwrap();
    let main = street.folder().join("sync.toml");
    let text = std::fs::read_to_string(&main).unwrap();
    let (head, tenant) = text.split_once("[[tenant]]").unwrap();
    let own = tenant.replace("[tenant.", "[").replacen("name = \"nordlys\"\n", "", 1);
    let own = own.replace("[erp]", "[erp]\nshared = true").replace("[wms]", "[wms]\nshared = true");
    std::fs::write(&main, format!("{head}tenants = \"tenants.d\"\n")).unwrap();
    let write =
        |name: &str, text: &str| std::fs::write(folder.join(name).with_extension("toml"), text).unwrap();
    let password = own.lines().find(|line| line.starts_with("password = ")).unwrap().to_owned();
    let given_by = |command: &str| own.replacen(&password, &format!("password_command = {command}"), 1);
    for number in 0..HUNG {
        write(&format!("hung-{number}"), &given_by("[\"sleep\", \"100\"]"));
    }
    write("nordlys", &own);
    // This one only takes longer than it is waited for.
    let words = password.trim_start_matches("password = ").trim_matches('"');
    write("slow", &given_by(&format!("[\"sh\", \"-c\", \"sleep 8; echo '{words}'\"]")));

    let begun = SystemClock.now();
    let mut child = street.host(&["run"]).spawn().unwrap();
    let id = child.id().unwrap().to_string();
    let mut lines = tokio::io::BufReader::new(child.stderr.take().unwrap()).lines();
    until_logged(&mut lines, "tenant=\"nordlys\" process=orders").await;
    let started = SystemClock.now() - begun;
    assert!(started < LATEST, "nordlys was served after {started}");
    until_logged(&mut lines, "tenant=\"slow\"").await;

    write("nordlys", &(own + "[stock]\nenabled = false\n"));
    let begun = SystemClock.now();
    signal("-HUP", &id);
    let line = until_logged(&mut lines, "the tenant was changed").await;
    let changed = SystemClock.now() - begun;
    assert!(line.contains("nordlys") && changed < LATEST, "after {changed}: {line}");
    let stopped = SystemClock.now();
    signal("-TERM", &id);
    assert_eq!(child.wait().await.unwrap().code(), Some(0));
    println!("served after {started}, changed after {changed}, ended after {}", SystemClock.now() - stopped);
}
