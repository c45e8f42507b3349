//! `plan --save`: what it writes, and what it leaves alone.

#![cfg(unix)]

use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use wms_erp_host::Exit;

use crate::rig::{Ran, Rig};

async fn save(rig: &Rig, file: &Path) -> Ran {
    rig.host(&["plan", "--save", file.to_str().unwrap()]).await
}

fn mode(file: &Path) -> u32 {
    std::fs::metadata(file).unwrap().permissions().mode() & 0o777
}

#[tokio::test]
async fn what_is_not_a_plan_is_not_overwritten() {
    let rig = Rig::start().await;
    let folder = rig.folder.path();
    for content in ["", "name;price\n", "{\"tenants\": 1}", "{\"orders\": []}"] {
        let file = folder.join("prices.csv");
        std::fs::write(&file, content).unwrap();
        let ran = save(&rig, &file).await;
        assert_eq!(ran.exit, Exit::Usage, "{content:?}: {ran:?}");
        assert!(ran.err.contains("prices.csv") && ran.err.contains("not a plan"), "{ran:?}");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), content);
    }
    let ran = save(&rig, &rig.file()).await;
    assert_eq!(ran.exit, Exit::Usage, "the configuration itself: {ran:?}");
    assert_eq!(std::fs::read_to_string(rig.file()).unwrap(), rig.configuration());
    assert_eq!(save(&rig, folder).await.exit, Exit::Usage, "a folder");
}

#[tokio::test]
async fn a_link_is_not_followed() {
    let rig = Rig::start().await;
    let folder = rig.folder.path();
    let target = folder.join("target");
    for exists in [false, true] {
        let link = folder.join(format!("link-{exists}"));
        if exists {
            assert_eq!(save(&rig, &target).await.exit, Exit::Done);
        }
        symlink(&target, &link).unwrap();
        let before = std::fs::read(&target).ok();
        let ran = save(&rig, &link).await;
        assert_eq!(ran.exit, Exit::Usage, "{ran:?}");
        assert!(ran.err.contains("link"), "{ran:?}");
        assert_eq!(std::fs::read(&target).ok(), before);
        assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
    }
}

#[tokio::test]
async fn it_is_its_owners_alone_also_where_an_older_one_was_not() {
    let rig = Rig::start().await;
    let file = rig.folder.path().join("plan.json");
    assert_eq!(save(&rig, &file).await.exit, Exit::Done);
    assert_eq!(mode(&file), 0o600);
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(save(&rig, &file).await.exit, Exit::Done, "an older plan is replaced");
    assert_eq!(mode(&file), 0o600);
    assert_eq!(rig.host(&["apply", file.to_str().unwrap()]).await.exit, Exit::Held);
    let left: Vec<_> =
        std::fs::read_dir(rig.folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().starts_with(".tmp")), "{left:?}");
}

#[tokio::test]
async fn a_folder_that_does_not_exist_is_named() {
    let rig = Rig::start().await;
    let ran = save(&rig, &rig.folder.path().join("nowhere/plan.json")).await;
    assert_eq!(ran.exit, Exit::Failed);
    assert!(ran.err.contains("nowhere/plan.json"), "{ran:?}");
}
