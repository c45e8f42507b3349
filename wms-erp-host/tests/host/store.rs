//! `store check` and `store backup`.

use wms_erp_host::Exit;

use crate::rig::Rig;

#[tokio::test]
async fn a_sound_store_is_0_and_nothing_is_written() {
    let rig = Rig::start().await;
    rig.once().await;
    let ran = rig.host(&["store", "check"]).await;
    assert_eq!(ran.exit, Exit::Done, "{ran:?}");
    assert!(ran.out.contains("sync.sqlite3: sound"), "{ran:?}");
    let json = rig.host(&["store", "check", "--json"]).await;
    let document: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(document["ok"], true);
    assert!(document["documents"].as_u64().unwrap() > 20, "{document}");
}

/// Whoever looks sees which machine is at work, and until when it has the right to be.
#[tokio::test]
async fn status_shows_who_holds_a_lease_and_until_when() {
    use wms_erp_sync::store::{LeaseKey, SqliteStore, Store};

    let rig = Rig::start().await;
    rig.once().await;
    let status = async || -> serde_json::Value {
        serde_json::from_str(&rig.host(&["status", "--json"]).await.out).unwrap()
    };
    assert_eq!(status().await["tenants"][0]["leases"], serde_json::json!([]), "no one is at work");
    let store = SqliteStore::open(rig.folder.path().join("sync.sqlite3")).await.unwrap();
    let (key, ttl) = (LeaseKey::new("nordlys", "orders"), std::time::Duration::from_secs(3_600));
    let lease = store.try_acquire(&key, "wms1 pid 7 5c0e", ttl).await.unwrap().unwrap();
    let leases = status().await["tenants"][0]["leases"].clone();
    assert_eq!(
        (&leases[0]["name"], &leases[0]["owner"]),
        (&"orders".into(), &"wms1 pid 7 5c0e".into()),
        "{leases}"
    );
    let until: chrono::DateTime<chrono::Utc> = leases[0]["until"].as_str().unwrap().parse().unwrap();
    assert!((until - lease.valid_until()).num_seconds() == 0, "{leases}");
    let text = rig.host(&["status"]).await.out;
    assert!(text.contains("orders: wms1 pid 7 5c0e is at work"), "{text}");
    store.release(lease).await.unwrap();
    assert_eq!(status().await["tenants"][0]["leases"], serde_json::json!([]), "given back");
}

#[tokio::test]
async fn a_damaged_document_is_1_and_named_and_the_rest_goes_on() {
    let rig = Rig::start().await;
    rig.once().await;
    rig.execute("UPDATE document SET value = '{' WHERE shelf = 'order' AND key LIKE 'order/%10002'").await;
    let ran = rig.host(&["store", "check"]).await;
    assert_eq!(ran.exit, Exit::Failed, "{ran:?}");
    assert!(ran.out.contains("damaged") && ran.out.contains("nordlys/order/order/0000010002"), "{ran:?}");
    let json = rig.host(&["store", "check", "--json"]).await;
    let document: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(document["problems"][0]["place"], "nordlys/order/order/0000010002");
    for arguments in [&["status"][..], &["held"], &["show", "10002"], &["why", "10002"]] {
        let ran = rig.host(arguments).await;
        assert_eq!(ran.exit, Exit::Done, "{arguments:?}: {ran:?}");
    }
}

#[tokio::test]
async fn a_document_of_a_later_version_is_1_and_named_with_both_versions_and_not_called_damaged() {
    let rig = Rig::start().await;
    rig.once().await;
    rig.execute(
        "UPDATE document SET value = replace(value, '{\"v\":1', '{\"v\":7') WHERE key LIKE 'order/%10002'",
    )
    .await;
    let ran = rig.host(&["store", "check"]).await;
    assert_eq!(ran.exit, Exit::Failed, "{ran:?}");
    assert!(ran.out.contains("written by a later version") && !ran.out.contains("damaged"), "{ran:?}");
    assert!(ran.out.contains("order/order/0000010002") && ran.out.contains("upgrade this"), "{ran:?}");
    let json = rig.host(&["store", "check", "--json"]).await;
    let document: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(
        (document["ok"].as_bool(), document["problems"][0]["newer"].as_bool()),
        (Some(false), Some(true))
    );
    let what = document["problems"][0]["what"].as_str().unwrap();
    assert!(what.contains("version 7") && what.contains("version 1"), "{what}");
    for arguments in [&["status"][..], &["held"], &["show", "10002"], &["why", "10002"]] {
        let ran = rig.host(arguments).await;
        assert_eq!(ran.exit, Exit::Done, "{arguments:?}: {ran:?}");
    }
}

#[tokio::test]
async fn a_damaged_file_and_a_missing_one_are_1_and_nothing_is_made() {
    let rig = Rig::start().await;
    let file = rig.folder.path().join("sync.sqlite3");
    let missing = rig.host(&["store", "check"]).await;
    assert_eq!(missing.exit, Exit::Failed, "{missing:?}");
    assert!(missing.err.contains("sync.sqlite3") && !file.exists(), "{missing:?}");
    rig.once().await;
    rig.execute("PRAGMA wal_checkpoint(TRUNCATE)").await;
    let mut content = std::fs::read(&file).unwrap();
    content[4_096..].fill(0x55);
    std::fs::write(&file, &content).unwrap();
    let ran = rig.host(&["store", "check"]).await;
    assert_eq!(ran.exit, Exit::Failed, "{ran:?}");
    assert!(ran.out.contains("damaged") && ran.out.contains("backup"), "{ran:?}");
    assert_eq!(std::fs::read(&file).unwrap(), content);
}

#[cfg(unix)]
#[tokio::test]
async fn a_backup_is_a_store_of_its_owner_alone_and_overwrites_nothing() {
    use std::os::unix::fs::PermissionsExt;
    let rig = Rig::start().await;
    let copy = rig.folder.path().join("copy.sqlite3");
    let name = copy.to_str().unwrap();
    assert_eq!(rig.host(&["store", "backup", name]).await.exit, Exit::Usage, "there is nothing to copy yet");
    rig.once().await;
    let ran = rig.host(&["store", "backup", name]).await;
    assert_eq!(ran.exit, Exit::Done, "{ran:?}");
    assert_eq!(std::fs::metadata(&copy).unwrap().permissions().mode() & 0o777, 0o600);

    let content = std::fs::read(&copy).unwrap();
    let again = rig.host(&["store", "backup", name]).await;
    assert_eq!(again.exit, Exit::Usage, "{again:?}");
    assert!(again.err.contains("exists already"), "{again:?}");
    assert_eq!(std::fs::read(&copy).unwrap(), content);

    // The service goes on from it as if nothing had happened.
    let writes = rig.writes();
    rig.configure(&rig.configuration().replace("sync.sqlite3", "copy.sqlite3"));
    assert_eq!(rig.host(&["store", "check"]).await.exit, Exit::Done);
    rig.once().await;
    assert_eq!(rig.writes(), writes, "nothing is transferred twice");
}
