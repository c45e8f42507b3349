//! What Prometheus reads.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use chrono::TimeDelta;

use super::rig::{As, OTHER, Rig, TENANT};

/// The lines of our gauges about a tenant, by name.
fn gauges<'m>(metrics: &'m str, tenant: &str) -> BTreeMap<&'m str, Vec<&'m str>> {
    let (label, mut gauges) = (format!("{{tenant=\"{tenant}\""), BTreeMap::<_, Vec<_>>::new());
    for line in metrics.lines().filter(|line| line.starts_with("wms_erp_host_")) {
        if let Some((name, _)) = line.split_once(&label) {
            gauges.entry(name).or_default().push(line);
        }
    }
    gauges
}

#[tokio::test]
async fn each_tenant_that_is_served_is_measured_and_of_others_nothing_is_left() {
    let rig = Rig::start().await;
    crate::web::metrics::collect();
    let read = async || {
        let reply = rig.get(As::Operator, "/metrics").await;
        assert_eq!(reply.status, StatusCode::OK);
        assert!(reply.header("content-type").starts_with("text/plain; version=0.0.4"));
        reply.body
    };
    let before = read().await;
    assert!(
        before.contains("wms_erp_host_tenants 2\n") && before.contains("wms_erp_host_tenants_unknown 2\n")
    );
    for tenant in [TENANT, OTHER] {
        rig.once(tenant).await;
    }
    rig.clock.advance(TimeDelta::seconds(90));
    let metrics = read().await;
    let of = gauges(&metrics, TENANT);
    let counts: Vec<(&str, usize)> = of.iter().map(|(name, lines)| (*name, lines.len())).collect();
    let expected = [
        ("wms_erp_host_held", 20),
        ("wms_erp_host_last_success_age_seconds", 4),
        ("wms_erp_host_oldest_held_age_seconds", 20),
        ("wms_erp_host_run_progress_done", 4),
        ("wms_erp_host_run_progress_remaining_seconds", 4),
        ("wms_erp_host_run_progress_total", 4),
        ("wms_erp_host_state", 28),
    ];
    assert_eq!(counts, expected, "{metrics}");
    for line in [
        format!("wms_erp_host_held{{tenant=\"{TENANT}\",process=\"orders\",class=\"needs_person\"}} 1"),
        format!("wms_erp_host_last_success_age_seconds{{tenant=\"{TENANT}\",process=\"stock\"}} 90"),
        format!("wms_erp_host_state{{tenant=\"{TENANT}\",process=\"orders\",state=\"held\"}} 1"),
        format!("wms_erp_host_state{{tenant=\"{TENANT}\",process=\"orders\",state=\"ok\"}} 0"),
        "wms_erp_host_tenants_unknown 0".to_owned(),
        "wms_erp_host_clock_ahead_seconds 0".to_owned(),
    ] {
        assert!(metrics.lines().any(|known| known == line), "{line}: {metrics}");
    }
    // As the format wants it: each name once, with all its series behind it.
    let names: Vec<&str> = metrics.lines().filter_map(|line| line.strip_prefix("# TYPE ")).collect();
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{names:?}");

    rig.serve_only(TENANT);
    let metrics = read().await;
    assert_eq!(gauges(&metrics, OTHER), BTreeMap::new());
    assert_eq!(gauges(&metrics, TENANT).len(), expected.len());
    assert!(metrics.contains("wms_erp_host_tenants 1\n"), "{metrics}");
}
