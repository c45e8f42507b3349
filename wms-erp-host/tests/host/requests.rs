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

#[tokio::test]
async fn a_name_of_an_address_that_cannot_be_one_is_refused_with_its_line() {
    let rig = Rig::start().await;
    rig.configure_store("egress = \"our office\"\nrequests_per_hour = 0\nstore = \"sync.sqlite3\"");
    let ran = rig.host(&["check"]).await;
    assert_eq!(ran.exit, Exit::Usage);
    assert!(ran.err.contains("egress: must be letters"), "{}", ran.err);
    assert!(ran.err.contains("requests_per_hour: must be a whole number above zero"), "{}", ran.err);
}
