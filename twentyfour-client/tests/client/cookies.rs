//! Cookies besides the session's: a load balancer's, by which it finds the server that knows the session.

use std::sync::Arc;

use twentyfour_client::session::{FileSessionStore, SessionStore};
use twentyfour_client::types::{Token, TokenId};
use twentyfour_simulator::Simulator;

use crate::{builder, client, shop_with};

async fn balanced() -> Simulator {
    shop_with(|options| options.balanced = true).await
}

#[tokio::test]
async fn the_cookie_of_a_load_balancer_is_sent_back_with_the_sessions() {
    let erp = balanced().await;
    let client = client(&erp);
    for _ in 0..3 {
        client.get_delivery_methods().await.unwrap();
    }
    assert!(client.has_session().await.unwrap());
    assert_eq!(erp.logins(), 1);
    // Another session is made wherever the balancer likes.
    erp.expire_sessions();
    client.get_delivery_methods().await.unwrap();
    assert_eq!(erp.logins(), 2);
}

#[tokio::test]
async fn a_session_by_token_is_found_by_the_balancer_too() {
    let erp = balanced().await;
    let client = client(&erp);
    let token = Token {
        application_id: erp.application_id().parse().unwrap(),
        id: TokenId(erp.token().parse().unwrap()),
    };
    let passport = client.authenticate_by_token(token).await.unwrap();
    client.use_session(passport.session_id.unwrap());
    client.get_delivery_methods().await.unwrap();
    assert_eq!(erp.count("Login"), 0);
}

#[tokio::test]
async fn the_cookies_are_kept_with_the_session_and_stores_of_earlier_versions_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sessions");
    let store = || -> Arc<dyn SessionStore> { Arc::new(FileSessionStore::new(&path)) };
    let erp = balanced().await;
    for _ in 0..2 {
        builder(&erp).session_store(store()).build().unwrap().get_delivery_methods().await.unwrap();
    }
    assert_eq!(erp.logins(), 1);

    // An earlier version kept the session id and nothing else.
    let kept = std::fs::read_to_string(&path).unwrap();
    let (line, cookies) = kept.trim_end().split_once(';').unwrap();
    assert!(cookies.contains("BALANCER=node-1"), "{cookies}");
    erp.change(|options| options.balanced = false);
    erp.expire_sessions();
    client(&erp).login().await.unwrap();
    builder(&erp).session_store(store()).build().unwrap().get_delivery_methods().await.unwrap();
    let logins = erp.logins();
    let kept = std::fs::read_to_string(&path).unwrap();
    assert!(!kept.contains(';') && kept.len() == line.len() + 1, "{kept}");
    builder(&erp).session_store(store()).build().unwrap().get_delivery_methods().await.unwrap();
    assert_eq!(erp.logins(), logins);
}

#[tokio::test]
async fn no_cookie_is_seen_in_what_is_printed() {
    let erp = balanced().await;
    let client = client(&erp);
    client.get_delivery_methods().await.unwrap();
    assert!(!format!("{client:?}").contains("node-1"));
}
