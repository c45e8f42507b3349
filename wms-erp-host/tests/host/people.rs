//! What people ask: what is held, what happened, what may go.

use chrono::TimeDelta;
use wms_erp_host::Exit;
use wms_erp_host::sandbox::company::{BEFORE_THE_START, FROM_BERGEN, FROM_OLA};
use wms_erp_sync::simulator::twentyfour::Record;

use crate::rig::Rig;

#[tokio::test]
async fn held_lists_what_is_held_and_what_to_do() {
    let rig = Rig::start().await;
    let nothing = rig.host(&["held"]).await;
    assert!(nothing.out.contains("nothing is held"), "{nothing:?}");
    rig.once().await;
    let ran = rig.host(&["held"]).await;
    assert_eq!(ran.exit, Exit::Done);
    for words in ["orders 10004", "needs person", "Norgge", "two-letter ISO code", "tried once"] {
        assert!(ran.out.contains(words), "{words}: {}", ran.out);
    }
}

#[tokio::test]
async fn show_tells_the_story_of_an_order() {
    let rig = Rig::start().await;
    rig.once().await;
    rig.systems.wms.pick_all(&FROM_BERGEN.to_string()).unwrap();
    rig.systems.wms.send(&FROM_BERGEN.to_string()).unwrap();
    rig.clock.advance(TimeDelta::minutes(15));
    rig.once().await;
    let ran = rig.host(&["show", &FROM_BERGEN.to_string()]).await;
    let at = |words: &str| ran.out.find(words).unwrap_or_else(|| panic!("{words}: {}", ran.out));
    assert!(at("imported into the WMS") < at("sent, and reported to the ERP"), "{}", ran.out);
    assert!(ran.out.contains("3 missing"), "{}", ran.out);
    let held = rig.host(&["show", &FROM_OLA.to_string()]).await;
    assert!(held.out.contains("now held"), "{}", held.out);
}

/// A slip of the pen must not look like an order that is well.
#[tokio::test]
async fn an_order_or_a_record_that_nobody_knows_is_a_failure_with_a_message() {
    let rig = Rig::start().await;
    rig.once().await;
    for arguments in [
        &["show", "77"][..],
        &["why", "77"],
        &["why", "77", "--json"],
        &["dismiss", "77", "--reason", "gone"],
        &["retry", "77"],
        &["retry", "10004", "77"],
        &["retry", "--rewrite", "--process", "orders", "77"],
    ] {
        let ran = rig.host(arguments).await;
        assert_eq!(ran.exit, Exit::Failed, "{arguments:?}: {ran:?}");
        assert!(ran.err.contains("77") || ran.err.contains("none of these"), "{arguments:?}: {ran:?}");
        assert!(ran.err.contains("  → "), "it says what to do: {ran:?}");
    }
    assert_eq!(rig.host(&["why", "10004"]).await.exit, Exit::Done);
}

#[tokio::test]
async fn what_was_dismissed_is_known_to_show_why_and_drift() {
    let rig = Rig::start().await;
    rig.once().await;
    let differ = rig.host(&["drift", "--process", "orders"]).await;
    assert_eq!(differ.exit, Exit::Held, "{differ:?}");
    let ran = rig.host(&["dismiss", "10004", "--reason", "sent by hand"]).await;
    assert_eq!(ran.exit, Exit::Done, "{ran:?}");
    for command in ["show", "why"] {
        let ran = rig.host(&[command, "10004"]).await;
        let said = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains("dismissed on 20") && said.contains("(sent by hand)"), "{command}: {said}");
        assert!(!said.contains("something else") && !said.contains("is imported"), "{command}: {said}");
    }
    let agreed = rig.host(&["drift", "--process", "orders"]).await;
    assert_eq!(agreed.exit, Exit::Done, "the very difference was dismissed: {agreed:?}");
    assert!(agreed.out.contains("only in what was dismissed"), "{agreed:?}");
    assert!(agreed.out.contains("(sent by hand)"), "{agreed:?}");
    let document: serde_json::Value =
        serde_json::from_str(&rig.host(&["drift", "--process", "orders", "--json"]).await.out).unwrap();
    let drift = &document["tenants"][0]["processes"][0];
    assert_eq!(drift["dismissed"], 1, "{drift}");
    assert_eq!(drift["differences"][0]["dismissed"]["reason"], "sent by hand", "{drift}");

    // Another difference of the same order is one again.
    rig.clock.advance(TimeDelta::minutes(5));
    rig.systems.erp.books().patch_order(10004, |order| order.set("YourReference", "somebody else"));
    let changed = rig.host(&["drift", "--process", "orders"]).await;
    assert_eq!(changed.exit, Exit::Held, "{changed:?}");
}

#[tokio::test]
async fn retry_all_names_every_held_record_of_every_process() {
    let rig = Rig::start().await;
    rig.once().await;
    let ran = rig.host(&["retry", "--all"]).await;
    assert_eq!(ran.exit, Exit::Done, "{ran:?}");
    assert!(ran.out.contains("nordlys: orders 10004 is tried at the next run"), "{ran:?}");
    rig.clock.advance(TimeDelta::minutes(1));
    rig.once().await;
    assert!(rig.host(&["held"]).await.out.contains("tried 2 times"));
    assert_eq!(rig.host(&["retry", "--all", "10004"]).await.exit, Exit::Usage, "all, or this one?");
}

#[tokio::test]
async fn retry_makes_the_next_run_try_again() {
    let rig = Rig::start().await;
    rig.once().await;
    let ran = rig.host(&["retry", "10004"]).await;
    assert_eq!(ran.exit, Exit::Done, "{ran:?}");
    rig.clock.advance(TimeDelta::minutes(1));
    rig.once().await;
    let held = rig.host(&["held"]).await;
    assert!(held.out.contains("tried 2 times"), "{}", held.out);
}

/// The warehouse's list says that everything is gone: nobody believes that before a person has.
#[tokio::test]
async fn release_lets_the_braked_stock_go() {
    let rig = Rig::start().await;
    rig.correct_the_country();
    let books = rig.systems.erp.books();
    for id in 2000..2060 {
        let product = Record::product().with("Id", id).with("No", format!("P-{id}")).with("Name", "Plugg");
        books.add_product(product.with("Stock", 5).with("StockControlled", true));
    }
    let braked = rig.host(&["once"]).await;
    assert_eq!(braked.exit, Exit::Held, "{braked:?}");
    assert!(braked.out.contains("stock brake"), "{}", braked.out);
    assert_eq!(rig.erp_stock(2000), 5, "nothing that would be emptied is written");

    let ran = rig.host(&["release", "nordlys", "stock"]).await;
    assert_eq!(ran.exit, Exit::Done, "{ran:?}");
    rig.clock.advance(TimeDelta::minutes(15));
    let after = rig.host(&["once"]).await;
    assert_eq!(after.exit, Exit::Done, "{after:?}");
    assert!((2000..2060).all(|id| rig.erp_stock(id) == 0));
}

#[tokio::test]
async fn a_plan_shows_what_a_run_would_write_and_writes_nothing() {
    let rig = Rig::start().await;
    let ran = rig.host(&["plan"]).await;
    assert_eq!(ran.exit, Exit::Done, "{ran:?}");
    for words in ["articles: 7", "orders: 3", "order 10002, new", "Stock 10 → 7", "needs person", "Norgge"]
    {
        assert!(ran.out.contains(words), "{words}: {}", ran.out);
    }
    // The warehouse has it, without a name. What stays as it is, and what a new record has, is shown on demand only.
    assert!(ran.out.contains("article TELT-3: ArticleName (nothing) → Telt Skardet"), "{}", ran.out);
    assert!(!ran.out.contains("IsStockArticle") && !ran.out.contains("WayOfDelivery"), "{}", ran.out);
    let details = rig.host(&["plan", "--details"]).await;
    for words in ["ArticleName (nothing) → Telt Skardet", "IsStockArticle", "WayOfDelivery", "Stock 10 → 7"]
    {
        assert!(details.out.contains(words), "{words}: {}", details.out);
    }
    assert!(rig.writes().iter().all(|(_, count)| *count == 0));
    rig.once().await;
    rig.clock.advance(TimeDelta::minutes(15));
    let ran = rig.host(&["plan"]).await;
    assert!(ran.out.contains("nothing to write"), "{}", ran.out);
}

#[tokio::test]
async fn status_tells_what_ran_what_is_held_and_what_the_erp_would_still_take() {
    let rig = Rig::start().await;
    let before = rig.host(&["status"]).await;
    assert!(before.out.contains("has not run"), "{before:?}");
    rig.once().await;
    let ran = rig.host(&["status"]).await;
    let orders = ran.out.lines().find(|line| line.trim_start().starts_with("orders")).unwrap();
    let words: Vec<&str> = orders.split_whitespace().collect();
    // The process, day and time, how it ended, then: read, written, held, new, waiting.
    assert_eq!(words[3..9], ["done", "5", "3", "1", "1", "0"], "{}", ran.out);
    let left =
        ran.out.split("24SevenOffice accepts ").nth(1).and_then(|text| text.split(' ').next()?.parse().ok());
    let used = rig.systems.erp.count("");
    assert_eq!(left, Some(7200 - used), "{}", ran.out);
}

#[tokio::test]
async fn takeover_and_backfill_are_told_in_words_and_as_documents() {
    let rig = Rig::start().await;
    let dry = rig.host(&["takeover", "--dry-run"]).await;
    assert!(dry.out.contains("would be taken over") && dry.exit == Exit::Done, "{dry:?}");
    let document: serde_json::Value =
        serde_json::from_str(&rig.host(&["takeover", "--dry-run", "--json"]).await.out).unwrap();
    assert_eq!(document["tenants"][0]["dry"], true);
    rig.once().await;
    let marked = rig.host(&["backfill", &BEFORE_THE_START.to_string()]).await;
    assert!(marked.out.contains("1 order is marked") && marked.exit == Exit::Done, "{marked:?}");
    let again = rig.host(&["backfill", &BEFORE_THE_START.to_string(), "--json"]).await;
    let document: serde_json::Value = serde_json::from_str(&again.out).unwrap();
    assert_eq!((&document["tenants"][0]["marked"], &document["tenants"][0]["known"]), (&0.into(), &1.into()));
    rig.once().await;
    assert!(rig.systems.wms.order(&BEFORE_THE_START.to_string()).is_some());
}
