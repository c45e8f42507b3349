//! What happens to leases and to claims of runs, as the database itself writes it down: by its clock, in the transaction that does it.

use std::collections::HashMap;

use sqlx::{Connection, PgConnection};

/// Beside the tables of the store. Rows of one lease, or of one run, are in order: whoever changes one has it locked.
const RECORD: &str = "
    CREATE TABLE wms_erp.record (
        number bigserial PRIMARY KEY, kind text, key text, epoch bigint, owner text, until bigint, at bigint);
    CREATE FUNCTION wms_erp.record_lease() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO wms_erp.record (kind, key, epoch, owner, until, at)
        VALUES ('lease', NEW.tenant || ':' || NEW.name, NEW.epoch, NEW.owner, NEW.valid_until,
                (extract(epoch FROM clock_timestamp()) * 1000)::bigint);
        RETURN NULL; END $$;
    CREATE FUNCTION wms_erp.record_run() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO wms_erp.record (kind, key, epoch, owner, until, at)
        VALUES ('run', NEW.key, NEW.claim, NEW.owner, NEW.claimed_until,
                (extract(epoch FROM clock_timestamp()) * 1000)::bigint);
        RETURN NULL; END $$;
    CREATE TRIGGER record AFTER UPDATE ON wms_erp.lease FOR EACH ROW EXECUTE FUNCTION wms_erp.record_lease();
    CREATE TRIGGER record AFTER UPDATE ON wms_erp.due FOR EACH ROW EXECUTE FUNCTION wms_erp.record_run();
";

/// One line: who has a lease or a run, under which epoch, until when. Times in milliseconds since 1970; over is 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) kind: String,
    pub(crate) key: String,
    pub(crate) epoch: i64,
    pub(crate) owner: String,
    pub(crate) until: i64,
    pub(crate) at: i64,
}

pub(crate) type Row = (String, String, i64, String, i64, i64);

impl From<Row> for Line {
    fn from((kind, key, epoch, owner, until, at): Row) -> Self {
        Self { kind, key, epoch, owner, until, at }
    }
}

/// Starts it. The tables are there.
pub(crate) async fn start(url: &str) {
    let mut connection = PgConnection::connect(url).await.unwrap();
    sqlx::raw_sql(RECORD).execute(&mut connection).await.unwrap();
}

/// Everything so far.
pub(crate) const LINES: &str =
    "SELECT kind, key, epoch, owner, until, at FROM wms_erp.record ORDER BY number";
/// What each has in hand.
pub(crate) const RUNS: &str = "SELECT 'run' AS kind, key, claim AS epoch, owner, claimed_until AS until,
    (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS at FROM wms_erp.due WHERE claimed_until > 0";

/// How many leases and runs there were, and how many times each of them went from one holder whose time was over to the next.
///
/// # Panics
/// If two had the same at once, or an epoch was given out twice.
pub(crate) fn judge(lines: &[Line], what: &str) -> (usize, usize) {
    let (mut last, mut taken_over) = (HashMap::<(&str, &str), &Line>::new(), 0);
    for line in lines {
        let before = last.insert((&line.kind, &line.key), line);
        let Some(before) = before else { continue };
        if line.epoch == before.epoch {
            assert_eq!(line.owner, before.owner, "{what}: one epoch for two: {before:?} {line:?}");
            assert!(before.until > 0 || line.until == 0, "{what}: given back, and held: {before:?} {line:?}");
        } else {
            assert_eq!(line.epoch, before.epoch + 1, "{what}: {before:?} {line:?}");
            assert!(before.until <= line.at, "{what}: two at once: {before:?} {line:?}");
            taken_over += usize::from(before.until > 0);
        }
    }
    (last.len(), taken_over)
}

/// When another one took this run, if that has happened.
pub(crate) fn successor<'l>(lines: &'l [Line], run: &Line) -> Option<&'l Line> {
    lines.iter().find(|line| line.kind == run.kind && line.key == run.key && line.epoch > run.epoch)
}

#[test]
fn two_at_once_are_seen() {
    let line = |epoch, owner: &str, until, at| Line {
        kind: "lease".to_owned(),
        key: "t0:orders".to_owned(),
        epoch,
        owner: owner.to_owned(),
        until,
        at,
    };
    let good = [
        line(1, "a", 5_000, 0),
        line(1, "a", 9_000, 4_000),
        line(2, "b", 14_000, 9_000),
        line(2, "b", 0, 9_001),
    ];
    assert_eq!(judge(&good, ""), (1, 1));
    for bad in [
        [line(1, "a", 5_000, 0), line(2, "b", 9_000, 4_999)],
        [line(1, "a", 5_000, 0), line(1, "b", 9_000, 5_000)],
        [line(2, "a", 0, 0), line(1, "b", 9_000, 5_000)],
        [line(1, "a", 0, 0), line(1, "a", 9_000, 5_000)],
    ] {
        assert!(std::panic::catch_unwind(|| judge(&bad, "")).is_err(), "{bad:?}");
    }
}
