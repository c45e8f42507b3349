//! `run`: the service, in this process.

use chrono::TimeDelta;
use wms_erp_host::Exit;
use wms_erp_host::sandbox::company::FROM_KARI;
use wms_erp_sync::simulator::ongoing::{Gate, Mischief, Rule};

use crate::rig::Rig;

/// The test's clock runs on when the service sleeps, so that a quarter of an hour is over at once.
#[tokio::test]
async fn it_serves_until_it_is_stopped() {
    let rig = Rig::start().await;
    let people = async {
        let kari = FROM_KARI.to_string();
        while rig.systems.wms.order(&kari).is_none() {
            tokio::task::yield_now().await;
        }
        rig.systems.wms.pick_all(&kari).unwrap();
        rig.systems.wms.send(&kari).unwrap();
        while rig.erp_status(FROM_KARI) != "OrderState_Sent" {
            tokio::task::yield_now().await;
        }
        rig.stop.cancel();
    };
    let (ran, ()) = tokio::join!(rig.host(&["run"]), people);
    assert_eq!(ran.exit, Exit::Done, "{ran:?}");
}

#[tokio::test]
async fn the_record_in_hand_is_finished_and_remembered() {
    let rig = Rig::start().await;
    let gate = Gate::new();
    rig.systems.wms.control().misbehave(Rule::new(Mischief::Hold(gate.clone())).on("ProcessOrder"));
    let people = async {
        gate.arrived().await;
        // The grace for the record in hand does not end.
        rig.clock.stop();
        rig.stop.cancel();
        gate.open();
    };
    let (ran, ()) = tokio::join!(rig.host(&["run"]), people);
    assert_eq!(ran.exit, Exit::Done, "{ran:?}");
    assert_eq!(rig.systems.wms.orders().len(), 1, "the one in hand, and no other");

    // The next one goes on behind it: nothing is written twice.
    let rig = rig.restarted();
    rig.clock.go_on();
    rig.clock.advance(TimeDelta::minutes(1));
    rig.once().await;
    assert_eq!(rig.systems.wms.control().count("ProcessOrder"), 3);
    assert_eq!(rig.systems.wms.orders().len(), 3);
}

#[tokio::test]
async fn a_broken_tenant_is_tried_again_and_stops_nobody() {
    let rig = Rig::start().await;
    let good = rig.configuration();
    let (head, tenant) = good.split_once("[[tenant]]").unwrap();
    let broken = tenant
        .replace("\"nordlys\"", "\"broken\"")
        .replace(&rig.systems.erp.base_url(), "http://127.0.0.1:9")
        .replace("[tenant.wms]\n", "[tenant.wms]\nshared = true\n");
    let tenant = tenant.replace("[tenant.wms]\n", "[tenant.wms]\nshared = true\n");
    rig.configure(&format!("{head}[[tenant]]{broken}\n[[tenant]]{tenant}"));
    let people = async {
        while rig.systems.wms.orders().len() < 3 {
            tokio::task::yield_now().await;
        }
        rig.stop.cancel();
    };
    let (ran, ()) = tokio::join!(rig.host(&["run"]), people);
    assert_eq!(ran.exit, Exit::Done, "{ran:?}");
}
