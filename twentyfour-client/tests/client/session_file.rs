use std::sync::Arc;

use twentyfour_client::Client;
use twentyfour_client::session::{FileSessionStore, SessionStore};

use crate::{builder, shop};

#[tokio::test]
async fn a_restart_does_not_log_in_again() {
    let erp = shop().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sessions");
    let start = || -> Client {
        let store: Arc<dyn SessionStore> = Arc::new(FileSessionStore::new(&path));
        builder(&erp).session_store(store).build().unwrap()
    };
    for _ in 0..3 {
        start().get_delivery_methods().await.unwrap();
    }
    assert_eq!(erp.logins(), 1);
    erp.expire_sessions();
    for _ in 0..2 {
        start().get_delivery_methods().await.unwrap();
    }
    assert_eq!(erp.logins(), 2);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no draft is left behind");
}

#[tokio::test]
async fn a_store_that_cannot_be_used_costs_a_login_and_nothing_else() {
    let erp = shop().await;
    let store = Arc::new(FileSessionStore::new("/nowhere/at/all"));
    for _ in 0..2 {
        builder(&erp).session_store(store.clone()).build().unwrap().get_delivery_methods().await.unwrap();
    }
    assert_eq!(erp.logins(), 2);
}

#[cfg(unix)]
#[tokio::test]
async fn only_its_owner_can_read_it_and_one_that_others_can_read_is_not_believed() {
    use std::fs::{Permissions, metadata, set_permissions};
    use std::os::unix::fs::PermissionsExt;
    let erp = shop().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sessions");
    let store = Arc::new(FileSessionStore::new(&path));
    builder(&erp).session_store(store.clone()).build().unwrap().login().await.unwrap();
    assert_eq!(metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    set_permissions(&path, Permissions::from_mode(0o644)).unwrap();
    builder(&erp).session_store(store).build().unwrap().login().await.unwrap();
    assert_eq!(erp.logins(), 2);
}

#[tokio::test]
async fn each_user_and_identity_has_a_session_of_its_own() {
    let erp = shop().await;
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(FileSessionStore::new(folder.path().join("sessions")));
    let engros = crate::credentials(&erp).with_identity(erp.identity_id(1).unwrap().parse().unwrap());
    for _ in 0..2 {
        for credentials in [crate::credentials(&erp), engros.clone()] {
            let client =
                Client::builder(credentials.clone()).base_url(erp.base_url()).session_store(store.clone());
            let identity = client.build().unwrap().identity().await.unwrap();
            let name = identity.client.unwrap().name.unwrap();
            assert_eq!(name == "Fjord Engros AS", credentials.identity_id.is_some());
        }
    }
    assert_eq!(erp.logins(), 2);
}
