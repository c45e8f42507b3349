//! Purchase orders from a folder, and what was received as files in it.

use std::fs::{self, File};
use std::path::PathBuf;

use chrono::TimeDelta;
use wms_erp_host::Exit;

use crate::rig::Rig;

const HEAD: &str = "order;line;article;quantity;expected\n";

/// With the process on, and an empty folder.
async fn rig() -> Rig {
    let rig = Rig::start().await;
    fs::create_dir(folder(&rig)).unwrap();
    rig.configure(&format!(
        "{}\n[tenant.expected_receipts]\nenabled = true\nfolder = \"purchase-orders\"\n",
        rig.configuration()
    ));
    rig.correct_the_country();
    rig.once().await;
    rig
}

fn folder(rig: &Rig) -> PathBuf {
    rig.folder.path().join("purchase-orders")
}

/// A file that was last changed so many seconds ago, by the rig's clock.
fn put(rig: &Rig, name: &str, text: &str, seconds: i64) {
    let path = folder(rig).join(name);
    fs::write(&path, text).unwrap();
    let now = wms_erp_sync::clock::Clock::now(&rig.clock);
    let changed = now - TimeDelta::seconds(seconds);
    File::options().write(true).open(path).unwrap().set_modified(changed.into()).unwrap();
}

/// The purchase orders of the WMS: number, status, and the quantities of their lines.
fn in_wms(rig: &Rig) -> Vec<(String, i32, Vec<String>)> {
    rig.systems.wms.look(|world| {
        let lines = |order: &wms_erp_sync::simulator::ongoing::world::PurchaseOrder| {
            order.lines.iter().map(|line| line.advised.normalize().to_string()).collect()
        };
        world.purchase_orders().map(|order| (order.number().to_owned(), order.status, lines(order))).collect()
    })
}

fn received(rig: &Rig) -> Vec<String> {
    let Ok(files) = fs::read_dir(folder(rig).join("received")) else { return Vec::new() };
    let mut names: Vec<String> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// The number of an article that the warehouse has.
fn article(rig: &Rig) -> String {
    rig.systems.wms.articles()[0].number().to_owned()
}

#[tokio::test]
async fn orders_in_files_go_to_the_warehouse_and_receipts_come_back_as_files() {
    let rig = rig().await;
    let article = article(&rig);
    put(&rig, "a.csv", &format!("{HEAD}P-1;1;{article};40;2026-04-01\nP-1;2;{article};2,5;\n"), 120);
    let ran = rig.host(&["once"]).await;
    assert_eq!(ran.exit, Exit::Done, "{ran:?}");
    assert_eq!(in_wms(&rig), [("P-1".to_owned(), 100, vec!["40".to_owned(), "2.5".to_owned()])]);
    let before = rig.systems.wms.control().count("ProcessInOrder");
    rig.once().await;
    assert_eq!(rig.systems.wms.control().count("ProcessInOrder"), before, "nothing has changed");

    let why = rig.host(&["why", "P-1"]).await;
    assert_eq!(why.exit, Exit::Done, "{why:?}");
    assert!(why.out.contains("purchase order P-1: in the WMS 100"), "{}", why.out);
    let unknown = rig.host(&["why", "P-77"]).await;
    assert!(unknown.err.contains("no purchase order and no return has this number"), "{unknown:?}");
    let json = rig.host(&["why", "P-1", "--json"]).await.out;
    assert!(json.contains("\"process\": \"expected_receipts\""), "{json}");
    rig.systems.wms.receive_on("P-1", "1", 30).unwrap();
    for _ in 0..2 {
        rig.once().await;
        assert_eq!(received(&rig).len(), 1);
    }
    let file = folder(&rig).join("received").join(&received(&rig)[0]);
    let text = fs::read_to_string(&file).unwrap();
    let rows: Vec<&str> = text.lines().collect();
    assert_eq!(rows[0], "report,order,finished,line,article,expected,received,last_received");
    assert!(rows[1].contains(&format!(",P-1,no,1,{article},40,30,2026-03-02T")), "{text}");
    assert!(rows[2].ends_with(&format!(",P-1,no,2,{article},2.5,0,")), "{text}");
    rig.systems.wms.receive_on("P-1", "1", 10).unwrap();
    rig.once().await;
    assert_eq!(received(&rig).len(), 2);
    // A store that is lost makes no order twice, and reports what there is.
    fs::remove_file(rig.folder.path().join("sync.sqlite3")).unwrap();
    fs::remove_dir_all(rig.folder.path().join("sync.sqlite3.leases")).unwrap();
    rig.once().await;
    rig.once().await;
    assert_eq!(in_wms(&rig).len(), 1);
}

#[tokio::test]
async fn a_file_that_may_not_be_complete_is_not_read() {
    let rig = rig().await;
    let article = article(&rig);
    put(&rig, "new.csv", &format!("{HEAD}P-1;1;{article};40;\n"), 10);
    put(&rig, "other.tmp", &format!("{HEAD}P-2;1;{article};40;\n"), 500);
    rig.once().await;
    assert_eq!(in_wms(&rig), []);
    rig.clock.advance(TimeDelta::seconds(60));
    put(&rig, "cut.csv", &format!("{HEAD}P-3;1;{article};4"), 500);
    let ran = rig.host(&["once"]).await;
    assert_eq!(ran.exit, Exit::Held, "{ran:?}");
    assert!(ran.out.contains("cut.csv does not end with a line break"), "{}", ran.out);
    assert_eq!(in_wms(&rig).len(), 1, "the other one is read");
    put(&rig, "cut.csv", &format!("{HEAD}P-3;1;{article};40;\n"), 400);
    assert_eq!(rig.once().await.exit, Exit::Done);
    assert_eq!(in_wms(&rig).len(), 2);
}

#[tokio::test]
async fn a_mistake_is_held_with_its_place_until_it_is_corrected_and_the_newest_file_counts() {
    let rig = rig().await;
    let article = article(&rig);
    let wrong = format!("{HEAD}P-1;1;{article};1.000;\nP-2;1;{article};5;\n");
    put(&rig, "a.csv", &wrong, 500);
    put(&rig, "b.csv", &format!("{HEAD}P-2;1;{article};6;\n"), 400);
    for _ in 0..2 {
        let ran = rig.host(&["once"]).await;
        assert_eq!(ran.exit, Exit::Held, "{ran:?}");
        let held = rig.host(&["held"]).await;
        assert!(held.out.contains("a.csv, line 2, column quantity"), "{}", held.out);
        assert!(held.out.contains("write it as 1000, 2.5 or 2,5"), "{}", held.out);
        assert_eq!(in_wms(&rig), [("P-2".to_owned(), 100, vec!["6".to_owned()])], "the newer file counts");
    }
    put(&rig, "a.csv", &wrong.replace("1.000", "1000"), 450);
    assert_eq!(rig.once().await.exit, Exit::Done);
    assert_eq!(in_wms(&rig).len(), 2);
    assert_eq!(in_wms(&rig)[0].2, ["6"]);
    // What is no longer in any file stays.
    fs::remove_file(folder(&rig).join("b.csv")).unwrap();
    rig.once().await;
    assert_eq!(in_wms(&rig).iter().filter(|(_, status, _)| *status == 100).count(), 2);
    put(&rig, "c.csv", "order,line,article,quantity,withdrawn\nP-2,,,,yes\n", 100);
    rig.once().await;
    assert_eq!(in_wms(&rig)[0].1, 900);
}

#[tokio::test]
async fn a_folder_that_is_not_there_ends_the_run_with_a_remedy_and_nothing_else() {
    let rig = rig().await;
    fs::remove_dir_all(folder(&rig)).unwrap();
    let ran = rig.host(&["once"]).await;
    assert_eq!(ran.exit, Exit::Failed, "{ran:?}");
    assert!(ran.out.contains("purchase-orders cannot be read"), "{}", ran.out);
    let checked = rig.host(&["check"]).await;
    assert!(checked.out.contains("purchase-orders cannot be read"), "{}", checked.out);
}

#[tokio::test]
async fn a_wrong_setting_is_refused_with_its_place() {
    let rig = Rig::start().await;
    for (table, expected) in [
        ("", "tenant.expected_receipts.folder: is missing"),
        ("folder = \"a\"\nfinished_statuses = []", "must name at least one status"),
        ("folder = \"a\"\nfinished_statuses = [900]", "must not have 900"),
        ("folder = \"a\"\nfolders = 1", "there is no such key"),
    ] {
        let text = format!("{}\n[tenant.expected_receipts]\nenabled = true\n{table}\n", rig.configuration());
        rig.configure(&text);
        let ran = rig.host(&["held"]).await;
        assert_eq!(ran.exit, Exit::Usage, "{table}");
        assert!(ran.err.contains(expected), "{table}: {}", ran.err);
    }
}
