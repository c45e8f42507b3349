//! Why the ERP shows the stock that it shows.

use chrono::TimeDelta;
use serde_json::Value;
use wms_erp_host::Exit;
use wms_erp_host::sandbox::company::{FROM_BERGEN, TENT};

use crate::rig::Rig;

/// A day on which an order was shipped and an article counted; the article's number.
async fn day() -> (Rig, String) {
    let rig = Rig::start().await;
    rig.once().await;
    rig.clock.advance(TimeDelta::minutes(5));
    rig.systems.wms.pick_all(&FROM_BERGEN.to_string()).unwrap();
    rig.systems.wms.send(&FROM_BERGEN.to_string()).unwrap();
    rig.systems.wms.set_stock(&TENT.to_string(), 3).unwrap();
    rig.clock.advance(TimeDelta::minutes(15));
    rig.once().await;
    let article = rig.systems.wms.article_by_product_code(&TENT.to_string()).unwrap();
    (rig, article.data.article_number.unwrap())
}

#[tokio::test]
async fn the_journal_of_an_article_says_what_changed_it_and_what_the_erp_was_given() {
    let (rig, tent) = day().await;
    for name in [tent.clone(), TENT.to_string()] {
        let ran = rig.host(&["stock-journal", &name]).await;
        assert_eq!(ran.exit, Exit::Done, "{ran:?}");
        for words in
            ["now 3 in the ERP, 3 in the WMS", "adjusted in the WMS", "written to the ERP", tent.as_str()]
        {
            assert!(ran.out.contains(words), "{words}: {}", ran.out);
        }
        assert!(!ran.out.contains("shipped"), "the order has no tent: {}", ran.out);
    }
}

#[tokio::test]
async fn programs_get_the_same_as_json_and_csv() {
    let (rig, tent) = day().await;
    let ran = rig.host(&["stock-journal", "--json"]).await;
    let document: Value = serde_json::from_str(&ran.out).unwrap();
    let entries = document["tenants"][0]["entries"].as_array().unwrap();
    let shipped: Vec<&Value> = entries.iter().filter(|entry| entry["kind"] == "shipped").collect();
    let order = FROM_BERGEN.to_string();
    assert!(shipped.iter().all(|entry| entry["reference"] == order.as_str()), "{shipped:?}");
    assert!(!shipped.is_empty());
    let ran = rig.host(&["stock-journal", "--csv", &tent]).await;
    assert_eq!(ran.exit, Exit::Done, "{ran:?}");
    let mut lines = ran.out.lines();
    assert!(
        lines.next().unwrap().starts_with("tenant,time,product,article,what,change,stock"),
        "{}",
        ran.out
    );
    let written: Vec<&str> = lines.filter(|line| line.contains("\"written_to_erp\"")).collect();
    assert!(written.last().unwrap().contains(",3,"), "{}", ran.out);
}

#[tokio::test]
async fn what_cannot_be_a_question_is_refused() {
    let (rig, _) = day().await;
    for (arguments, exit, words) in [
        (&["stock-journal", "NO-SUCH"][..], Exit::Failed, "NO-SUCH"),
        (&["stock-journal", "--since", "yesterday"], Exit::Usage, "yesterday"),
        (&["stock-journal", "--since", "2026-03-02", "--until", "2026-03-01"], Exit::Usage, "--until"),
        (&["stock-journal", "--json", "--csv"], Exit::Usage, "--csv"),
    ] {
        let ran = rig.host(arguments).await;
        assert_eq!(ran.exit, exit, "{arguments:?}: {ran:?}");
        assert!(ran.err.contains(words), "{arguments:?}: {ran:?}");
    }
}
