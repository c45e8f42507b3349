//! How far long work has come, as people at a terminal and `status` see it.

use std::process::{Command, Stdio};

use chrono::TimeDelta;
use tokio::io::AsyncReadExt;
use wms_erp_host::Exit;
use wms_erp_sync::simulator::ongoing::{Gate, Mischief, Rule};

use crate::child::{Street, service};
use crate::rig::Rig;

/// The warehouse stops at the sixth of the articles; each takes four seconds.
fn slow(rig: &Rig) -> Gate {
    let (gate, clock) = (Gate::new(), rig.clock.clone());
    let control = rig.systems.wms.control();
    control.after("ProcessArticle", move |_| clock.advance(TimeDelta::seconds(4)));
    control.misbehave(Rule::new(Mischief::Hold(gate.clone())).on("ProcessArticle").skip(5));
    gate
}

#[tokio::test]
async fn status_says_how_far_a_run_of_another_process_has_come_in_text_and_in_json() {
    let rig = Rig::start().await;
    let gate = slow(&rig);
    let looks = async {
        gate.arrived().await;
        let looks = (rig.host(&["status"]).await, rig.host(&["status", "--json"]).await);
        gate.open();
        looks
    };
    let (ran, (text, json)) = tokio::join!(rig.host(&["once"]), looks);
    assert!(matches!(ran.exit, Exit::Done | Exit::Held), "{ran:?}");
    assert!(
        text.out.contains("  articles: writing 3 of 8 (37 %), less than a minute left\n"),
        "{}",
        text.out
    );
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    let articles = &json["tenants"][0]["processes"][0];
    assert_eq!((&articles["process"], &articles["progress"]["done"]), (&"articles".into(), &3.into()));
    let after: serde_json::Value = serde_json::from_str(&rig.host(&["status", "--json"]).await.out).unwrap();
    assert!(!after.to_string().contains("\"progress\""), "{after}");
}

/// At a terminal there is a bar, which makes room for the results; the results are what they are elsewhere.
#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn a_terminal_shows_a_bar_while_the_work_lasts_and_the_results_alone_afterwards() {
    if Command::new("script").arg("--version").output().is_err() {
        return crate::skipped("there is no script, which makes a terminal");
    }
    let street = Street::start().await;
    let gate = Gate::new();
    let hold = Rule::new(Mischief::Hold(gate.clone())).on("ProcessArticle").skip(5);
    street.systems.wms.control().misbehave(hold);
    let line = format!("{} once --config {}", service(), street.file().display());
    let mut terminal = tokio::process::Command::new("script");
    terminal.args(["--quiet", "--return", "--command", &line, "/dev/null"]);
    terminal.env("TERM", "xterm").env_remove("RUST_LOG").env_remove("NO_COLOR");
    terminal.stdin(Stdio::null()).stdout(Stdio::piped()).kill_on_drop(true);
    let mut child = terminal.spawn().unwrap();
    let mut screen = child.stdout.take().unwrap();
    let mut seen = String::new();
    while !seen.contains("nordlys articles: writing 5 of 8 (62 %)") {
        let mut bytes = [0; 1024];
        let length = screen.read(&mut bytes).await.unwrap();
        assert!(length > 0, "{seen}");
        seen += &String::from_utf8_lossy(&bytes[..length]);
    }
    gate.open();
    let mut rest = String::new();
    screen.read_to_string(&mut rest).await.unwrap();
    assert_eq!(child.wait().await.unwrap().code(), Some(0), "{rest}");
    let results = rest.split_once("nordlys\r\n").map(|(_, results)| results).unwrap_or_default();
    assert!(results.contains("articles") && !results.contains("writing"), "{rest:?}");
}
