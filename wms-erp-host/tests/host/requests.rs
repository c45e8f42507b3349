//! Requests to 24SevenOffice are counted together by all processes on one store behind one address.

use chrono::TimeDelta;
use wms_erp_host::Exit;

use crate::rig::Rig;

const LIMIT: usize = 60;

fn configure(rig: &Rig, egress: &str) {
    let keys = format!("egress = {egress:?}\nrequests_per_hour = {LIMIT}\nstore = \"sync.sqlite3\"");
    rig.configure_store(&keys);
}

/// As many times as it takes until nothing is sent any more; how many requests that were.
async fn exhaust(rig: &Rig) -> usize {
    let before = rig.systems.erp.count("");
    let mut failed = 0;
    for _ in 0..40 {
        // Each is a process of its own, as far as its requests go.
        let ran = rig.host(&["once"]).await;
        assert_ne!(ran.exit, Exit::Usage, "{ran:?}");
        failed += usize::from(ran.exit == Exit::Failed);
    }
    assert!(failed > 0, "the budget was not used up");
    rig.systems.erp.count("") - before
}

#[tokio::test]
async fn processes_that_start_one_after_the_other_share_the_requests_of_an_hour() {
    let rig = Rig::start().await;
    rig.correct_the_country();
    configure(&rig, "oslo");
    let sent = exhaust(&rig).await;
    // What is kept for each of them is little: one request.
    assert!((LIMIT / 3..=LIMIT).contains(&sent), "{sent}");
    // Behind another address there are requests left.
    configure(&rig, "bergen");
    let more = exhaust(&rig).await;
    assert!((LIMIT / 3..=LIMIT).contains(&more), "{more}");
    // An hour later there are here, too.
    configure(&rig, "oslo");
    rig.clock.advance(TimeDelta::hours(1));
    let ran = rig.host(&["once"]).await;
    assert_ne!(ran.exit, Exit::Failed, "{ran:?}");
}

/// What a run usually takes is known from the last ones; who asks is another process.
#[tokio::test]
async fn status_says_what_all_tenants_need_what_there_is_and_by_what_intervals_are_stretched() {
    let rig = Rig::start().await;
    rig.correct_the_country();
    let document = async |limit: u32| {
        rig.configure_store(&format!("requests_per_hour = {limit}\nstore = \"sync.sqlite3\""));
        let ran = rig.host(&["status", "--json"]).await;
        serde_json::from_str::<serde_json::Value>(&ran.out).unwrap()["requests"][0].clone()
    };
    document(1000).await;
    for _ in 0..6 {
        rig.once().await;
        rig.clock.advance(TimeDelta::minutes(15));
    }
    let enough = document(1000).await;
    let number = |value: &serde_json::Value| value.as_f64().unwrap();
    let (demand, urgent) = (number(&enough["demand"]), number(&enough["urgent_demand"]));
    // Each process every quarter of an hour, and a quiet round takes few.
    assert!(0.0 < urgent && urgent < demand && demand <= 40.0, "{enough}");
    assert_eq!((number(&enough["urgent_stretch"]), number(&enough["stretch"])), (1.0, 1.0));
    assert!((900.0..1000.0).contains(&number(&enough["supply"])), "{enough}");

    let little = document(urgent as u32 + 4).await;
    assert_eq!(number(&little["demand"]), demand);
    assert!(number(&little["stretch"]) > 1.0, "{little}");
    let text = rig.host(&["status"]).await.out;
    assert!(text.contains("intervals of articles, suppliers and stock are"), "{text}");
    // What runs less often is not late: it is meant to.
    rig.clock.advance(TimeDelta::minutes(20));
    let ran = rig.host(&["status"]).await;
    assert!(!ran.out.contains("stock is overdue"), "{}", ran.out);
}

#[tokio::test]
async fn a_name_of_an_address_that_cannot_be_one_is_refused_with_its_line() {
    let rig = Rig::start().await;
    rig.configure_store("egress = \"our office\"\nrequests_per_hour = 0\nstore = \"sync.sqlite3\"");
    let ran = rig.host(&["check"]).await;
    assert_eq!(ran.exit, Exit::Usage);
    assert!(ran.err.contains("egress: must be letters"), "{}", ran.err);
    assert!(ran.err.contains("requests_per_hour: must be a whole number above zero"), "{}", ran.err);
}
