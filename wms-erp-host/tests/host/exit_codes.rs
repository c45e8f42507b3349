//! What scripts look at.

use std::ffi::OsString;

use wms_erp_host::Exit;
use wms_erp_host::sandbox::company::{FROM_OLA, TENT};
use wms_erp_sync::simulator::ongoing::{Gate, Mischief, Rule};

use crate::rig::Rig;

#[tokio::test]
async fn all_done_is_0() {
    let rig = Rig::start().await;
    rig.correct_the_country();
    let ran = rig.host(&["once"]).await;
    assert_eq!(ran.exit, Exit::Done, "{ran:?}");
    assert_eq!(ran.err, "");
}

#[tokio::test]
async fn a_record_that_needs_a_person_is_3_until_it_is_corrected() {
    let rig = Rig::start().await;
    let ran = rig.host(&["once"]).await;
    assert_eq!(ran.exit, Exit::Held);
    assert!(ran.out.contains("orders 10004 (needs person)") && ran.out.contains("Norgge"), "{}", ran.out);
    let again = rig.host(&["once"]).await;
    assert_eq!(again.exit, Exit::Held, "it is still held");
    assert!(again.out.contains("orders 10004 (needs person)"), "and it is still said: {}", again.out);
    rig.clock.advance(chrono::TimeDelta::minutes(15));
    rig.correct_the_country();
    assert_eq!(rig.host(&["once"]).await.exit, Exit::Done);
    assert!(rig.systems.wms.order(&FROM_OLA.to_string()).is_some());
}

#[tokio::test]
async fn a_refused_record_is_3() {
    let rig = Rig::start().await;
    rig.correct_the_country();
    rig.systems.erp.books().patch_product(TENT, |product| product.set("Name", "Telt ".repeat(12)));
    rig.systems.wms.set_rules(|rules| rules.limits.article_name = 40);
    let ran = rig.host(&["once"]).await;
    assert_eq!(ran.exit, Exit::Held, "{ran:?}");
    assert!(ran.out.contains("(rejected)"), "{}", ran.out);
}

/// A short shipment is a notice: nothing is held up by it.
#[tokio::test]
async fn a_notice_is_0() {
    let rig = Rig::start().await;
    rig.correct_the_country();
    rig.once().await;
    rig.systems.wms.pick_all("10002").unwrap();
    rig.systems.wms.send("10002").unwrap();
    rig.clock.advance(chrono::TimeDelta::minutes(15));
    let ran = rig.host(&["once"]).await;
    assert_eq!(ran.exit, Exit::Done, "{ran:?}");
    assert!(ran.out.contains("sent short"), "{}", ran.out);
}

#[tokio::test]
async fn a_process_that_fails_is_1_and_the_others_still_run() {
    let rig = Rig::start().await;
    rig.correct_the_country();
    rig.systems.erp.misbehave(Rule::status(503, "down for a moment").on("GetInvoices").always());
    let ran = rig.host(&["once"]).await;
    assert_eq!(ran.exit, Exit::Failed, "{ran:?}");
    assert!(!rig.systems.wms.articles().is_empty());
    rig.systems.erp.control().behave();
    assert_eq!(rig.host(&["once"]).await.exit, Exit::Done);
}

#[tokio::test]
async fn a_wrong_password_is_1_and_is_tried_once() {
    let rig = Rig::start().await;
    rig.configure(&rig.configuration().replace("fjell og fjord", "fjell og fjære"));
    let ran = rig.host(&["once"]).await;
    assert_eq!(ran.exit, Exit::Failed);
    assert_eq!(rig.systems.erp.logins(), 1, "more attempts may lock the user");
    assert!(!ran.out.contains("fjell og"), "{}", ran.out);
    assert!(ran.out.contains('→'), "what to do about it: {}", ran.out);
}

/// Whoever is broken fails alone.
#[tokio::test]
async fn a_broken_tenant_is_1_and_the_next_one_is_served() {
    let rig = Rig::start().await;
    rig.correct_the_country();
    let good = rig.configuration();
    let (head, tenant) = good.split_once("[[tenant]]").unwrap();
    let nowhere = tenant
        .replace("\"nordlys\"", "\"broken\"")
        .replace(&rig.systems.erp.base_url(), "http://127.0.0.1:9")
        .replace("159", "160")
        .replace("goods_owner_code = \"", "goods_owner_code = \"X");
    rig.configure(&format!("{head}[[tenant]]{nowhere}\n[[tenant]]{tenant}"));
    let ran = rig.host(&["once"]).await;
    assert_eq!(ran.exit, Exit::Failed, "{ran:?}");
    assert_eq!(rig.systems.wms.orders().len(), 4);
    let only = rig.host(&["once", "--tenant", "nordlys"]).await;
    assert_eq!(only.exit, Exit::Done, "{only:?}");
}

#[tokio::test]
async fn another_engine_at_work_is_4() {
    let rig = Rig::start().await;
    rig.correct_the_country();
    let gate = Gate::new();
    rig.systems.wms.control().misbehave(Rule::new(Mischief::Hold(gate.clone())).on("ProcessArticle"));
    let other = async {
        gate.arrived().await;
        let busy = rig.host(&["once"]).await;
        let json = rig.host(&["once", "--json"]).await;
        gate.open();
        (busy, json)
    };
    let (first, (busy, json)) = tokio::join!(rig.host(&["once"]), other);
    assert_eq!(first.exit, Exit::Done, "{first:?}");
    assert_eq!(busy.exit, Exit::Busy, "{busy:?}");
    assert!(busy.out.contains("another engine"), "{}", busy.out);
    assert_eq!(json.exit, Exit::Busy);
    let document: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(document["tenants"][0]["processes"][0]["outcome"], "skipped");
    assert_eq!(rig.systems.wms.parallel_writes(), 0);
}

#[tokio::test]
async fn wrong_usage_is_2_with_nothing_on_stdout() {
    let rig = Rig::start().await;
    for arguments in [
        &["onc"][..],
        &["once", "--process", "order"],
        &["once", "--tenant", "nobody"],
        &["once", "--colour"],
        &["release", "nordlys"],
        &["release", "nobody", "stock"],
        &["release", "nordlys", "stocks"],
        &["release", "nordlys", "articles"],
        &["show", "ten"],
        &[],
    ] {
        let ran = rig.host(arguments).await;
        assert_eq!((ran.exit, ran.out.as_str()), (Exit::Usage, ""), "{arguments:?}");
        assert!(!ran.err.trim().is_empty(), "{arguments:?}");
    }
    let without_file = rig.host_bare(["once".into()]).await;
    assert_eq!((without_file.exit, without_file.out.as_str()), (Exit::Usage, ""));
    assert!(without_file.err.contains("--config"), "{}", without_file.err);
    let unknown = rig.host(&["once", "--tenant", "nobody"]).await;
    assert!(unknown.err.contains("nordlys"), "it says which there are: {}", unknown.err);
}

#[tokio::test]
async fn help_and_version_are_0_and_need_no_configuration() {
    let rig = Rig::start().await;
    for arguments in ["--help", "--version"] {
        let ran = rig.host_bare([OsString::from(arguments)]).await;
        assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""));
        assert!(!ran.out.is_empty());
    }
}

#[tokio::test]
async fn check_is_0_only_if_all_is_well() {
    let rig = Rig::start().await;
    let writes = rig.writes();
    let ran = rig.host(&["check"]).await;
    assert_eq!(ran.exit, Exit::Done, "{ran:?}");
    for word in ["Nordlys Friluft AS (4711)", "450 Sent", "the user sees one"] {
        assert!(ran.out.contains(word), "{word}: {}", ran.out);
    }
    assert_eq!(rig.writes(), writes, "nothing is written");

    let good = rig.configuration();
    let wrong = [
        ("the ERP's password", good.replace("fjell og fjord", "x"), "ERP login"),
        ("the WMS's password", good.replace("gaffeltruck", "x"), "WMS login"),
        ("the goods owner's code", good.replace("\"NORDLYS\"", "\"SORDLYS\""), "WMS login"),
        ("a status", format!("{good}\n[tenant.order_status]\nsent_statuses = [450, 475]\n"), "status 475"),
        ("the address", good.replace(&rig.systems.wms.base_url(), "http://127.0.0.1:9/none"), "WMS login"),
    ];
    for (what, text, place) in wrong {
        rig.configure(&text);
        let ran = rig.host(&["check"]).await;
        assert_eq!(ran.exit, Exit::Failed, "{what}: {ran:?}");
        let line = ran.out.lines().find(|line| line.contains("wrong")).unwrap_or_default();
        assert!(line.contains(place), "{what}: {}", ran.out);
    }
}

#[tokio::test]
async fn check_knows_the_company_of_last_time() {
    let rig = Rig::start().await;
    rig.once().await;
    let ran = rig.host(&["check"]).await;
    assert!(ran.out.contains("the same as before"), "{}", ran.out);
    rig.systems.erp.change(|options| options.identities[0].client_id = 4712);
    let ran = rig.host(&["check"]).await;
    assert_eq!(ran.exit, Exit::Failed, "{ran:?}");
    assert!(ran.out.contains("4711") && ran.out.contains("4712"), "{}", ran.out);
    let ran = rig.host(&["once"]).await;
    assert_eq!(ran.exit, Exit::Failed, "nothing is written to another company: {ran:?}");
}

#[tokio::test]
async fn a_status_with_a_process_that_fails_or_is_overdue_is_5() {
    let rig = Rig::start().await;
    let never = rig.host(&["status"]).await;
    assert_eq!(never.exit, Exit::Done, "{never:?}");
    assert!(never.out.contains("has not run"), "{}", never.out);
    rig.once().await;
    let held = rig.host(&["status"]).await;
    assert_eq!(held.exit, Exit::Done, "held records alone do not change it: {held:?}");

    rig.clock.advance(chrono::TimeDelta::minutes(40));
    let late = rig.host(&["status"]).await;
    assert_eq!(late.exit, Exit::Unhealthy, "{late:?}");
    assert!(late.out.contains("orders is overdue by 2") && late.out.contains('→'), "{}", late.out);
    let json = rig.host(&["status", "--json"]).await;
    assert_eq!(json.exit, Exit::Unhealthy);
    let document: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert!(document["tenants"][0]["processes"][2]["overdue"]["late_seconds"].as_i64().unwrap() > 20 * 60);

    rig.systems.erp.misbehave(Rule::too_many_requests(Some("1800")).on("GetInvoices"));
    assert_eq!(rig.host(&["once"]).await.exit, Exit::Failed);
    let failing = rig.host(&["status"]).await;
    assert_eq!(failing.exit, Exit::Unhealthy, "{failing:?}");
    for words in ["orders has been failing since", "24SevenOffice asked us to wait until"] {
        assert!(failing.out.contains(words), "{words}: {}", failing.out);
    }
    let again = rig.host(&["once"]).await;
    assert_eq!(again.exit, Exit::Failed);
    assert!(again.out.contains("asked us to wait until"), "{}", again.out);
    let ran = rig.host(&["once", "--no-wait"]).await;
    assert!(matches!(ran.exit, Exit::Done | Exit::Held), "{ran:?}");
    assert_eq!(rig.host(&["status"]).await.exit, Exit::Done);
}
