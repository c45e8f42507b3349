//! What is run next: the decision, without the database.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use wms_erp_sync::schedule::{RunKey, RunRequest};

/// How long a process waits for another run of its tenant, at most, in milliseconds: it is to see what that one did, but a first load
/// of hours, or a vendor that does not answer, must not keep orders from their warehouse.
const LONGEST_TURN: i64 = 5_000;

/// A process that is due, or that an engine has claimed.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) key: RunKey,
    pub(super) due: i64,
    pub(super) claimed_at: i64,
    pub(super) claimed_until: i64,
    /// The next request, as text; and the one that was being run by an engine that has gone since.
    pub(super) asked: Option<String>,
    pub(super) running: Option<String>,
}

/// What is to be claimed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) key: RunKey,
    /// As it was read: another request may come meanwhile.
    pub(super) asked: Option<String>,
    pub(super) request: RunRequest,
    /// Whether it is nothing but its usual time: no one has asked for it, and no one has begun it before.
    pub(super) is_usual: bool,
}

/// Chooses at most `most` of the rows: those due longest first, and of the processes of one tenant the first in the order of work,
/// while nothing runs for that tenant. `interval` gives the interval of a key that this engine may run now, in milliseconds; `is_new` says
/// whether nothing has run for a tenant here yet: with at most `new_tenants` of them is begun now, unless someone asks.
pub(super) fn choose(
    rows: &[Row],
    now: i64,
    most: usize,
    interval: impl Fn(&RunKey) -> Option<i64>,
    is_new: impl Fn(&str) -> bool,
    new_tenants: usize,
) -> Vec<Choice> {
    // When the last run of each tenant that is at work was begun.
    let mut busy: HashMap<&str, i64> = HashMap::new();
    for row in rows.iter().filter(|row| row.claimed_until > now) {
        let since = busy.entry(row.key.tenant()).or_insert(row.claimed_at);
        *since = row.claimed_at.max(*since);
    }
    // By key, which is the order of work.
    let due = rows.iter().filter(|row| row.claimed_until <= now && row.due <= now);
    let due: BTreeMap<&RunKey, (&Row, i64)> =
        due.filter_map(|row| Some((&row.key, (row, interval(&row.key)?)))).collect();
    let mut chosen: Vec<&Row> = Vec::new();
    for (row, interval) in due.into_values() {
        let is_ready = match busy.get(row.key.tenant()) {
            Some(since) => row.due.max(*since) + LONGEST_TURN.min(interval) <= now,
            None => true,
        };
        if is_ready {
            busy.insert(row.key.tenant(), now);
            chosen.push(row);
        }
    }
    chosen.sort_by_key(|row| row.due);
    let mut new = BTreeSet::new();
    chosen.retain(|row| {
        let tenant = row.key.tenant();
        let counts = row.asked.is_none() && row.running.is_none() && is_new(tenant);
        !counts || new.contains(tenant) || new.len() < new_tenants && new.insert(tenant)
    });
    chosen.truncate(most);
    chosen.into_iter().map(Choice::of).collect()
}

impl Choice {
    fn of(row: &Row) -> Self {
        let requests = [&row.asked, &row.running].into_iter().flatten();
        let requests = requests.filter_map(|text| text.parse().ok());
        let request = requests.reduce(heavier).unwrap_or_else(|| row.key.clone().into());
        let is_usual = row.asked.is_none() && row.running.is_none();
        Self { key: row.key.clone(), asked: row.asked.clone(), request, is_usual }
    }
}

/// Of two requests for the same, the one that counts for more; of the same sort, the one that is good for longer. What asked first is what
/// it is traced back to.
pub(super) fn heavier(one: RunRequest, other: RunRequest) -> RunRequest {
    let weight = |request: &RunRequest| (request.reason, request.not_after.is_none(), request.not_after);
    let request_id = one.request_id.clone().or_else(|| other.request_id.clone());
    let mut heavier = if weight(&other) > weight(&one) { other } else { one };
    heavier.request_id = request_id;
    heavier
}

#[cfg(test)]
mod tests {
    use wms_erp_sync::Process;
    use wms_erp_sync::schedule::{RequestId, Trigger};

    use super::*;

    const HOUR: i64 = 3_600_000;

    fn row(tenant: &str, process: Process, due: i64) -> Row {
        let key = RunKey::new(tenant, process);
        Row { key, due, claimed_at: 0, claimed_until: 0, asked: None, running: None }
    }

    fn chosen(rows: &[Row], now: i64, most: usize) -> Vec<String> {
        choose(rows, now, most, |_| Some(HOUR), |_| false, 0)
            .iter()
            .map(|choice| choice.key.to_string())
            .collect()
    }

    #[test]
    fn processes_of_one_tenant_follow_one_another_in_the_order_of_work() {
        let mut rows =
            [row("a", Process::Stock, 10), row("a", Process::Articles, 11), row("b", Process::Orders, 12)];
        assert_eq!(chosen(&rows, 20, 9), ["a:articles", "b:orders"]);
        (rows[1].claimed_at, rows[1].claimed_until) = (20, 60_020);
        assert_eq!(chosen(&rows, 21, 9), ["b:orders"]);
        assert_eq!(chosen(&rows, 20 + LONGEST_TURN - 1, 9), ["b:orders"]);
        assert_eq!(chosen(&rows, 20 + LONGEST_TURN, 9), ["a:stock", "b:orders"], "it has waited enough");
    }

    #[test]
    fn a_long_standstill_does_not_begin_everything_of_a_tenant_at_once() {
        let rows = Process::ALL.iter().map(|process| row("a", *process, 0)).collect::<Vec<_>>();
        assert_eq!(chosen(&rows, 24 * HOUR, 9), ["a:articles"]);
    }

    #[test]
    fn what_has_waited_longest_comes_first_and_what_is_claimed_or_not_due_does_not_come() {
        let mut rows: Vec<Row> = (0..5).map(|n| row(&format!("t{n}"), Process::Orders, 100 - n)).collect();
        rows[4].claimed_until = 1_000;
        rows[3].due = 201;
        assert_eq!(chosen(&rows, 200, 2), ["t2:orders", "t1:orders"]);
        assert!(choose(&rows, 200, 2, |_| None, |_| false, 0).is_empty(), "those of others");
        assert_eq!(chosen(&rows, 1_000, 1), ["t4:orders"], "a claim that is over");
    }

    #[test]
    fn a_process_that_starts_when_all_are_due_begins_with_few_tenants_at_a_time() {
        let mut rows: Vec<Row> =
            (0..9).map(|n| row(&format!("t{n}"), Process::Orders, i64::from(9 - n))).collect();
        rows[4].asked = Some("asked for".to_owned());
        let chosen = |known: &[&str]| -> Vec<String> {
            let is_new = |tenant: &str| !known.contains(&tenant);
            choose(&rows, 20, 4, |_| Some(HOUR), is_new, 2)
                .iter()
                .map(|choice| choice.key.to_string())
                .collect()
        };
        assert_eq!(
            chosen(&[]),
            ["t8:orders", "t7:orders", "t4:orders"],
            "those due longest, and those that are asked for"
        );
        assert_eq!(chosen(&["t8", "t7"]), ["t8:orders", "t7:orders", "t6:orders", "t5:orders"]);
        assert_eq!(chosen(&["t0", "t1"]), ["t8:orders", "t7:orders", "t4:orders", "t1:orders"]);
    }

    #[test]
    fn the_request_of_an_engine_that_died_is_not_forgotten() {
        let mut row = row("a", Process::Orders, 0);
        let request = |reason| RunRequest::new(row.key.clone(), reason);
        let (hint, manual) = (request(Trigger::Hint), request(Trigger::Manual));
        assert_eq!(Choice::of(&row).request, request(Trigger::Scheduled));
        (row.asked, row.running) = (Some(hint.to_string()), Some(manual.to_string()));
        assert_eq!(Choice::of(&row).request, manual);
        row.running = Some("of a later version".to_owned());
        assert_eq!(Choice::of(&row).request, hint);
        let short = hint.clone().not_after("2026-03-02T08:00:00Z".parse().unwrap());
        assert_eq!(heavier(short, hint.clone()), hint, "the one that is good for longer");
        let by = |request: &RunRequest, number| request.clone().request_id(RequestId::numbered(1, number));
        assert_eq!(heavier(by(&hint, 1), manual.clone()), by(&manual, 1), "it is not forgotten what asked");
        assert_eq!(heavier(by(&hint, 1), by(&manual, 2)), by(&manual, 1), "the first that asked");
        row.asked = Some(by(&hint, 3).to_string());
        assert_eq!(Choice::of(&row).request, by(&hint, 3));
    }
}
