//! With which tenants a process has begun: each of them logs in once, and after a standstill all are due at once.

use std::collections::BTreeSet;
use std::time::Duration;

/// How many may begin within a [`WINDOW`].
const NEW_TENANTS: usize = 4;
const WINDOW: Duration = Duration::from_secs(1);

/// Tenants that something has run for here.
#[derive(Debug, Default)]
pub(super) struct KnownTenants {
    names: BTreeSet<String>,
    /// When the last window began, by a monotonic clock, and with how many tenants was begun in it.
    window: Duration,
    begun: usize,
}

impl KnownTenants {
    pub(super) fn has(&self, tenant: &str) -> bool {
        self.names.contains(tenant)
    }

    /// With how many new ones may be begun at this moment.
    pub(super) fn room(&self, now: Duration) -> usize {
        let is_over = now.saturating_sub(self.window) >= WINDOW;
        if is_over { NEW_TENANTS } else { NEW_TENANTS.saturating_sub(self.begun) }
    }

    /// Something runs for this tenant.
    pub(super) fn add(&mut self, tenant: &str, now: Duration) {
        if self.has(tenant) {
            return;
        }
        self.names.insert(tenant.to_owned());
        if now.saturating_sub(self.window) >= WINDOW {
            (self.window, self.begun) = (now, 0);
        }
        self.begun += 1;
    }
}

#[test]
fn four_tenants_begin_within_a_second_however_often_it_is_asked() {
    let mut known = KnownTenants::default();
    let mut begun = Vec::new();
    for tenth in 100..130 {
        let now = Duration::from_millis(tenth * 100);
        for number in 0..known.room(now) {
            known.add(&format!("t{tenth}-{number}"), now);
            begun.push(tenth);
        }
        known.add("t100-0", now);
    }
    assert_eq!(begun, [100, 100, 100, 100, 110, 110, 110, 110, 120, 120, 120, 120]);
    assert!(known.has("t100-0") && !known.has("t101-0"));
}
