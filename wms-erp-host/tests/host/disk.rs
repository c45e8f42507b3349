//! The service over a store that cannot be written for a while, and over one that goes away.

use chrono::TimeDelta;
use wms_erp_host::Exit;
use wms_erp_sync::clock::Clock;

use crate::rig::Rig;

/// Waits until the service has slept for so long.
async fn pass(rig: &Rig, time: TimeDelta) {
    let until = rig.clock.now() + time;
    while rig.clock.now() < until {
        tokio::task::yield_now().await;
    }
}

/// SQLite undoes the transaction by itself, as it does when the disk is full.
#[tokio::test]
async fn when_the_disk_has_room_again_the_service_goes_on_by_itself() {
    let rig = Rig::start().await;
    rig.correct_the_country();
    assert_eq!(rig.host(&["held"]).await.exit, Exit::Done);
    let people = async {
        let full = "CREATE TRIGGER full BEFORE INSERT ON document \
                    BEGIN SELECT RAISE(ROLLBACK, 'database or disk is full'); END";
        rig.execute(full).await;
        pass(&rig, TimeDelta::hours(2)).await;
        assert!(rig.systems.wms.orders().len() < 4, "nothing can be remembered");
        rig.execute("DROP TRIGGER full").await;
        while rig.systems.wms.orders().len() < 4 {
            tokio::task::yield_now().await;
        }
        rig.stop.cancel();
    };
    let (ran, ()) = tokio::join!(rig.host(&["run"]), people);
    assert_eq!(ran.exit, Exit::Done, "{ran:?}");
    assert_eq!(rig.systems.wms.orders().len(), 4, "each order once");
    let status = rig.restarted().host(&["status"]).await;
    // The test's clock ran on by days while runs were broken off: they may be overdue.
    assert!(matches!(status.exit, Exit::Done | Exit::Unhealthy), "{status:?}");
}

#[tokio::test]
async fn a_store_that_goes_away_under_the_service_is_told_and_nothing_is_begun_anew() {
    let rig = Rig::start().await;
    rig.correct_the_country();
    let store = rig.folder.path().join("sync.sqlite3");
    let people = async {
        while rig.systems.wms.orders().len() < 4 {
            tokio::task::yield_now().await;
        }
        pass(&rig, TimeDelta::hours(1)).await;
        let writes = rig.writes();
        std::fs::remove_file(&store).unwrap();
        pass(&rig, TimeDelta::hours(26)).await;
        assert_eq!(rig.writes(), writes);
        assert!(!store.exists(), "no new store is made");
        rig.stop.cancel();
    };
    let (ran, ()) = tokio::join!(rig.host(&["run"]), people);
    assert_eq!(ran.exit, Exit::Done, "{ran:?}");
    let (writes, rig) = (rig.writes(), rig.restarted());
    for arguments in [&["status"][..], &["once"]] {
        let ran = rig.host(arguments).await;
        assert_eq!(ran.exit, Exit::Usage, "{ran:?}");
        assert!(
            ran.err.contains("it was in use before") && ran.err.contains("sync.sqlite3.leases"),
            "{ran:?}"
        );
    }
    assert_eq!(rig.writes(), writes);
}
