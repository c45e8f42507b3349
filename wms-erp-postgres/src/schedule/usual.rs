//! The usual times of a process: the same in every engine, without any that has to remember them.

use std::time::Duration;

/// Without a floor, an interval of nothing would be a loop without rest.
const SHORTEST: i64 = 1_000;
/// Ten years: without a ceiling, the arithmetic of times would overflow.
const LONGEST: i64 = 10 * 365 * 24 * 60 * 60 * 1_000;
/// By how much a usual time is moved, either way, as a share of the interval.
const JITTER: f64 = 0.05;

/// An interval in milliseconds, within what is possible.
pub(super) fn millis(interval: Duration) -> i64 {
    i64::try_from(interval.as_millis()).unwrap_or(LONGEST).clamp(SHORTEST, LONGEST)
}

/// An interval in milliseconds, so many times as long, within what is possible.
pub(super) fn stretched(interval: i64, factor: f64) -> i64 {
    ((interval as f64 * factor) as i64).clamp(interval, LONGEST)
}

/// The first usual time after `now`. All processes of a tenant with one interval have the same times; tenants are spread over the
/// interval, and two times lie between nine and eleven tenths of it apart.
pub(super) fn after(tenant: &str, interval: i64, now: i64) -> i64 {
    let offset = (share(hash(tenant.as_bytes())) * interval as f64) as i64;
    let nth = (now - offset).div_euclid(interval);
    let time = |nth: i64| {
        let jitter = share(hash(&[tenant.as_bytes(), &nth.to_le_bytes()].concat())) * 2.0 - 1.0;
        offset + nth * interval + (jitter * JITTER * interval as f64) as i64
    };
    (nth - 1..=nth + 2).map(time).find(|time| *time > now).unwrap_or(now + interval)
}

/// Stable: engines of different versions must agree. FNV-1a, with the end of SplitMix64 so that all bits count.
fn hash(bytes: &[u8]) -> u64 {
    let fnv = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325, fnv);
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// Between 0 and 1.
fn share(hash: u64) -> f64 {
    (hash >> 11) as f64 / (1_u64 << 53) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: i64 = 60_000;

    #[test]
    fn usual_times_follow_one_another_at_about_the_interval() {
        for tenant in ["acme", "nordlys", ""] {
            let mut now = 1_772_000_000_000;
            for _ in 0..1_000 {
                let next = after(tenant, 15 * MINUTE, now);
                assert!(next > now, "{tenant}");
                assert_eq!(after(tenant, 15 * MINUTE, next - 1), next, "every look sees the same");
                let second = after(tenant, 15 * MINUTE, next);
                let apart = (second - next) as f64 / (15 * MINUTE) as f64;
                assert!((0.899..=1.101).contains(&apart), "{tenant}: {apart}");
                now = next;
            }
        }
    }

    #[test]
    fn tenants_are_spread_over_the_interval() {
        let now = 1_772_000_000_000;
        let mut tenths = [0_usize; 10];
        for number in 0..1_000 {
            let wait = after(&format!("tenant-{number}"), 10 * MINUTE, now) - now;
            tenths[usize::try_from(wait / MINUTE).unwrap().min(9)] += 1;
        }
        assert!(tenths.iter().all(|count| (60..=140).contains(count)), "{tenths:?}");
    }

    #[test]
    fn an_interval_stays_within_what_is_possible() {
        assert_eq!(millis(Duration::ZERO), SHORTEST);
        assert_eq!(millis(Duration::MAX), LONGEST);
        assert!(after("acme", LONGEST, 1_772_000_000_000) > 1_772_000_000_000);
    }
}
