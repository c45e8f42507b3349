//! A backup of the store that is hours old, put back: a file as the manual says, a database with its own tools.

#[cfg(feature = "postgres")]
mod database;

use chrono::TimeDelta;
use wms_erp_host::Exit;
use wms_erp_host::sandbox::company;

use wms_erp_sync::simulator::ongoing::{Gate, Mischief, Rule};

use crate::child::Street;
use crate::killed::{people, picture};
use crate::rig::Rig;

const HOURS: TimeDelta = TimeDelta::hours(2);

fn numbers(rig: &Rig) -> Vec<String> {
    let mut numbers: Vec<String> =
        rig.systems.wms.orders().iter().map(|order| order.number().to_owned()).collect();
    numbers.sort_unstable();
    numbers
}

/// How a day has ended.
struct End {
    picture: String,
    numbers: Vec<String>,
    saves: usize,
    requests: (usize, usize),
}

fn end(rig: &Rig) -> End {
    let saves = rig.systems.erp.count("SaveInvoices");
    End { picture: picture(&rig.systems), numbers: numbers(rig), saves, requests: rig.requests() }
}

/// What happens after the backup: an order is sent for the first time, one edited, one shipped short and one in full, both reported to
/// the ERP, a stock counted, an order withdrawn.
async fn live(rig: &Rig) -> End {
    let known = numbers(rig);
    rig.correct_the_country();
    for hour in [0, 1, 2] {
        rig.clock.advance(HOURS);
        people(&rig.systems, hour);
        Box::pin(rig.once()).await;
    }
    rig.clock.advance(HOURS);
    Box::pin(rig.once()).await;
    let end = end(rig);
    assert!(end.numbers.len() > known.len(), "one is sent after the backup: {known:?} {:?}", end.numbers);
    assert_eq!(rig.erp_status(company::FROM_BERGEN), "OrderState_Sent");
    end
}

/// The backup has been put back: nothing of that day is known any more, and nothing of it is done again.
async fn judge(rig: &Rig, before: &End) {
    for _ in 0..2 {
        rig.clock.advance(HOURS);
        Box::pin(rig.once()).await;
        let after = end(rig);
        assert_eq!(after.picture, before.picture, "nothing is other than it was");
        assert_eq!(after.numbers, before.numbers, "and nothing there twice");
    }
    let after = end(rig);
    assert_eq!(after.saves, before.saves, "what was reported to the ERP is not reported again");
    assert!(after.requests > before.requests, "it costs requests");
    let writes = rig.writes();
    rig.clock.advance(HOURS);
    Box::pin(rig.once()).await;
    assert_eq!(rig.writes(), writes, "nothing is left to do");
}

#[tokio::test]
async fn a_restored_file_costs_requests_and_never_a_second_order() {
    let rig = Rig::start().await;
    Box::pin(rig.once()).await;
    let [store, copy] = ["sync.sqlite3", "copy.sqlite3"].map(|name| rig.folder.path().join(name));
    let ran = rig.host(&["store", "backup", copy.to_str().unwrap()]).await;
    assert_eq!(ran.exit, Exit::Done, "{ran:?}");
    let before = live(&rig).await;

    std::fs::rename(copy, store).unwrap();
    judge(&rig, &before).await;
}

/// It leaves its last commits in a file beside the store, which are none of the backup's.
#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_what_it_was_in_place_of_the_store_of_a_service_that_was_killed() {
    let street = Street::start().await;
    let host = async |arguments: &[&str]| {
        let ran = street.host(arguments).output().await.unwrap();
        let text = [ran.stdout, ran.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
        // People have withdrawn an order that the warehouse has: that is held.
        assert!(matches!(ran.status.code(), Some(0 | 3)), "{arguments:?}: {text}");
        text
    };
    host(&["once"]).await;
    let [store, log, copy] =
        ["sync.sqlite3", "sync.sqlite3-wal", "copy.sqlite3"].map(|name| street.folder().join(name));
    host(&["store", "backup", copy.to_str().unwrap()]).await;
    for hour in [1, 2] {
        people(&street.systems, hour);
        host(&["once"]).await;
    }
    let (end, gate) = (picture(&street.systems), Gate::new());
    street.systems.wms.control().misbehave(Rule::new(Mischief::Hold(gate.clone())).skip(1));
    let mut service = street.host(&["run"]).spawn().unwrap();
    gate.arrived().await;
    service.kill().await.unwrap();
    gate.open();

    assert!(log.exists(), "what was committed last");
    std::fs::rename(copy, store).unwrap();
    host(&["store", "check"]).await;
    let said = host(&["once"]).await;
    assert!(said.contains("the log of the store before was removed"), "{said}");
    assert_eq!(picture(&street.systems), end, "nothing is other than it was, and nothing there twice");
    assert!(!host(&["once"]).await.contains("the log of the store before"));
    host(&["store", "check"]).await;
}
