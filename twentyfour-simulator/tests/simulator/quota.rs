use chrono::Duration;
use twentyfour_simulator::{RefusalForm, Rule};

use super::erp::{Erp, PRODUCT};

#[tokio::test]
async fn the_headers_count_down_and_reset_by_the_hour() {
    let erp = Erp::new().await;
    let answer = erp.ask(PRODUCT, "GetProducts", "").await;
    assert_eq!(answer.headers["APILimitRemaining"], "7198");
    assert_eq!(answer.headers["APILimitReset"], "2026-01-05T09:00:00Z");
    assert_eq!(erp.sim.quota_left(), 7198);
    erp.sim.advance(Duration::hours(1));
    assert_eq!(erp.sim.quota_left(), 7200);
    erp.sim.change(|options| options.quota.headers = false);
    assert!(!erp.ask(PRODUCT, "GetProducts", "").await.headers.contains_key("APILimitRemaining"));
}

#[tokio::test]
async fn one_request_too_many_is_quarantined_in_any_dress() {
    let mut erp = Erp::with(|options| options.quota.per_hour = 2).await;
    erp.ask(PRODUCT, "GetProducts", "").await.items();
    let fault = erp.ask(PRODUCT, "GetProducts", "").await.fault();
    assert_eq!(fault, "Limit exceeded by 1. Request is blocked. Quarantine ends at 2026-01-05T09:00:00Z");
    for (refusal, status, kind) in [
        (RefusalForm::Text(403), 403, "text/plain; charset=utf-8"),
        (RefusalForm::Html(200), 200, "text/html; charset=utf-8"),
    ] {
        erp.sim.change(|options| options.quota.refusal = refusal);
        let answer = erp.ask(PRODUCT, "GetProducts", "").await;
        assert_eq!((answer.status, answer.headers["content-type"].to_str().unwrap()), (status, kind));
        assert!(answer.text.contains("Limit exceeded by"), "{}", answer.text);
    }
    erp.sim.advance(Duration::hours(1));
    erp.log_in().await;
    erp.ask(PRODUCT, "GetProducts", "").await.items();
}

#[tokio::test]
async fn exhausted_and_throttled_on_command() {
    let erp = Erp::new().await;
    erp.sim.misbehave(Rule::too_many_requests(Some("1")).times(2));
    for _ in 0..2 {
        let answer = erp.ask(PRODUCT, "GetProducts", "").await;
        assert_eq!((answer.status, &answer.headers["retry-after"]), (429, &"1".parse().unwrap()));
    }
    erp.ask(PRODUCT, "GetProducts", "").await.items();
    erp.sim.exhaust_quota();
    assert!(erp.ask(PRODUCT, "GetProducts", "").await.fault().contains("Quarantine ends"));
}
