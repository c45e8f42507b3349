//! What the host writes, where that cannot be written, and what stands in it.

use chrono::TimeDelta;
use wms_erp_host::Exit;
use wms_erp_host::sandbox::company::{FROM_OLA, TENT};
use wms_erp_sync::is_control;

use crate::rig::Rig;

/// What a vendor can send: XML carries these, and JSON the rest.
const STEERING: &str = "Norg\u{202e}ge\u{9b}2J\u{2066}\u{2028}\u{200f}";

fn assert_harmless(what: &str, text: &str) {
    let steers = |char| is_control(char) && char != '\n';
    assert!(!text.contains(steers), "{what} steers the terminal: {text:?}");
}

#[tokio::test]
async fn text_of_vendors_and_people_steers_no_terminal() {
    let rig = Rig::start().await;
    let books = rig.systems.erp.books();
    books.patch_order(FROM_OLA, |order| order.set("Addresses.Delivery.Country", STEERING));
    books.patch_product(TENT, |product| product.set("Name", format!("Telt {STEERING}")));
    let mut seen = 0;
    for arguments in [
        &["plan", "--details"][..],
        &["plan", "--json"],
        &["check"],
        &["once"],
        &["once", "--json"],
        &["held"],
        &["held", "--json"],
        &["why", "10004"],
        &["why", "10004", "--json"],
        &["show", "10004"],
        &["status"],
        &["status", "--json"],
        &["drift"],
        &["stock-journal"],
        &["stock-journal", "--json"],
        &["retry"],
        &["dismiss", "10004", "--reason", "a\nb\u{202e}c\u{1b}[2J"],
        &["show", "10004"],
        &["why", "10004", "--json"],
        &["dismiss", "a\u{1b}[2J\u{202e}b", "--reason", "c"],
    ] {
        rig.clock.advance(TimeDelta::minutes(5));
        let ran = rig.host(arguments).await;
        let what = arguments.join(" ");
        assert_harmless(&what, &ran.out);
        assert_harmless(&what, &ran.err);
        seen += usize::from(ran.out.contains("202e"));
        if arguments.contains(&"--json") {
            serde_json::from_str::<serde_json::Value>(&ran.out).unwrap();
        }
    }
    assert!(seen >= 8, "it is shown all the same: {seen} times");
}

#[tokio::test]
async fn documents_for_programs_are_faithful() {
    let rig = Rig::start().await;
    let name = format!("Telt {STEERING}");
    rig.systems.erp.books().patch_product(TENT, |product| product.set("Name", name.clone()));
    let plan = rig.host(&["plan", "--json", "--process", "articles"]).await;
    assert_eq!(plan.exit, Exit::Done);
    let document: serde_json::Value = serde_json::from_str(&plan.out).unwrap();
    let writes = document["tenants"][0]["writes"].as_array().unwrap();
    let fields = writes.iter().flat_map(|write| write["fields"].as_array().unwrap());
    let names: Vec<&str> = fields.filter_map(|field| field["new"].as_str()).collect();
    assert!(names.contains(&name.as_str()), "{names:?}");
}

#[cfg(target_os = "linux")]
mod streams {
    use std::fs::OpenOptions;
    use std::process::{Command, Stdio};

    use wms_erp_sync::simulator::ongoing::Rule;

    use crate::child::Street;

    fn full() -> Stdio {
        OpenOptions::new().write(true).open("/dev/full").unwrap().into()
    }

    /// A pipe whose reader has gone away.
    fn closed() -> Stdio {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        writer.into()
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_log_that_cannot_be_written_does_not_end_the_service() {
        for log in [full, closed] {
            let street = Street::start().await;
            let wms = &street.systems.wms;
            // There is something to log.
            wms.control().misbehave(Rule::status(503, "down for a moment").on("ProcessArticle"));
            let mut child = street.host(&["run"]).env("RUST_LOG", "debug").stderr(log()).spawn().unwrap();
            let id = child.id().unwrap().to_string();
            while wms.orders().len() < 4 {
                assert_eq!(child.try_wait().unwrap(), None, "the service has ended");
                tokio::task::yield_now().await;
            }
            assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
            assert_eq!(child.wait().await.unwrap().code(), Some(0));
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn results_that_cannot_be_written_are_1_with_a_word_and_the_work_is_done() {
        let street = Street::start().await;
        for arguments in [&["once"][..], &["held"], &["status", "--json"], &["plan"], &["--help"]] {
            let done =
                street.host(arguments).stdout(full()).spawn().unwrap().wait_with_output().await.unwrap();
            let told = String::from_utf8_lossy(&done.stderr);
            assert_eq!(done.status.code(), Some(1), "{arguments:?}: {told}");
            assert!(told.contains("output cannot be written") && told.contains("No space left"), "{told}");
        }
        assert_eq!(street.systems.wms.orders().len(), 4);
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_reader_that_goes_away_ends_it_quietly_and_the_work_is_done() {
        let street = Street::start().await;
        for arguments in [&["once"][..], &["held"], &["status", "--json"], &["plan"], &["--help"]] {
            let done =
                street.host(arguments).stdout(closed()).spawn().unwrap().wait_with_output().await.unwrap();
            assert_eq!(String::from_utf8_lossy(&done.stderr), "", "{arguments:?}");
            assert_eq!(done.status.code(), Some(0), "{arguments:?}");
        }
        assert_eq!(street.systems.wms.orders().len(), 4);
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn what_failed_is_told_though_nobody_reads() {
        let street = Street::start().await;
        street.systems.erp.misbehave(Rule::status(503, "down").on("GetInvoices").always());
        let done = street.host(&["once"]).stdout(closed()).spawn().unwrap().wait_with_output().await.unwrap();
        assert_eq!(done.status.code(), Some(1));
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_log_line_is_one_line_and_steers_no_terminal() {
        let street = Street::start().await;
        street
            .systems
            .wms
            .control()
            .misbehave(Rule::fault("down\n2099 ERROR \u{202e}all lost\u{9b}2J").always());
        let done = street.host(&["once"]).env("RUST_LOG", "debug").output().await.unwrap();
        let log = String::from_utf8(done.stderr).unwrap();
        assert!(log.contains("all lost"), "{log}");
        let steers = |char| wms_erp_sync::is_control(char) && char != '\n';
        assert!(!log.contains(steers), "{log:?}");
        let today = log.lines().all(|line| line.starts_with("20") && !line.starts_with("2099"));
        assert!(today, "{log}");
    }
}
