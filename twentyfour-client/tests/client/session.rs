use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::TimeDelta;
use futures::TryStreamExt;
use twentyfour_client::error::ErrorKind;
use twentyfour_client::session::MemorySessionStore;
use twentyfour_client::types::{Credential, ProductSearchParameters, Token, TokenId};
use twentyfour_client::{Client, Error};
use twentyfour_simulator::{Gate, Mischief, Rule};

use crate::clock::TestClock;
use crate::{builder, client, client_once, credentials, shop, shop_with, together};

async fn products(client: Client) -> Result<usize, Error> {
    let products: Vec<_> =
        client.get_products(ProductSearchParameters::default(), &["Id"]).await?.try_collect().await?;
    Ok(products.len())
}

#[tokio::test]
async fn twenty_callers_share_one_login() {
    let erp = shop().await;
    let client = client(&erp);
    let found = together((0..20).map(|_| products(client.clone()))).await;
    assert!(found.into_iter().all(|found| found.unwrap() == 2));
    assert_eq!((erp.logins(), erp.count("GetProducts")), (1, 20));
}

#[tokio::test]
async fn a_session_that_is_over_is_replaced_once_for_all_who_use_it() {
    let erp = shop().await;
    let client = client(&erp);
    client.login().await.unwrap();
    erp.expire_sessions();
    let found = together((0..20).map(|_| products(client.clone()))).await;
    assert!(found.into_iter().all(|found| found.unwrap() == 2));
    assert_eq!(erp.logins(), 2);
    assert!(erp.count("GetProducts") <= 40);
}

#[tokio::test]
async fn sessions_that_end_after_few_requests_are_not_noticed() {
    let erp = shop_with(|options| options.session_requests = Some(2)).await;
    let client = client(&erp);
    for _ in 0..7 {
        assert_eq!(products(client.clone()).await.unwrap(), 2);
    }
    assert!(erp.logins() <= 4, "{}", erp.logins());
}

#[tokio::test]
async fn a_session_that_is_refused_again_is_reported_after_one_more_login() {
    let erp = shop().await;
    erp.misbehave(Rule::fault("The session is not authenticated").on("GetProducts").always());
    let error = products(client(&erp)).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::NotAuthenticated(_)), "{error}");
    assert_eq!((erp.logins(), erp.count("GetProducts")), (2, 2));
}

#[tokio::test]
async fn new_sessions_that_are_all_refused_are_not_made_again_and_again() {
    let erp = shop().await;
    let clock = TestClock::default();
    let client = builder(&erp).clock(clock.clone()).build().unwrap();
    erp.misbehave(Rule::fault("Client is not authenticated on this identity").on("GetProducts").always());
    for _ in 0..10 {
        assert!(products(client.clone()).await.unwrap_err().is_not_authenticated());
    }
    assert_eq!((erp.logins(), erp.count("GetProducts")), (3, 12));
    clock.advance(TimeDelta::minutes(5));
    products(client.clone()).await.unwrap_err();
    assert_eq!(erp.logins(), 4);
    erp.control().behave();
    assert_eq!(products(client).await.unwrap(), 2);
}

#[tokio::test]
async fn a_wrong_password_is_tried_once_until_it_changes() {
    let erp = shop().await;
    let mut wrong = credentials(&erp);
    wrong.password = "wrong".into();
    let client = Client::builder(wrong).base_url(erp.base_url()).build().unwrap();
    for _ in 0..3 {
        let errors = together((0..5).map(|_| products(client.clone()))).await;
        for error in errors {
            assert!(matches!(error.unwrap_err().kind(), ErrorKind::WrongCredentials));
        }
    }
    assert_eq!((erp.logins(), erp.count("")), (1, 1));
    client.set_credentials(credentials(&erp));
    assert_eq!(products(client).await.unwrap(), 2);
    assert_eq!(erp.logins(), 2);
}

#[tokio::test]
async fn a_login_that_fails_fails_for_all_who_wait_and_is_tried_again_later() {
    let erp = shop().await;
    let gate = Gate::new();
    erp.misbehave(Mischief::Hold(gate.clone()));
    erp.misbehave(Rule::drop_before().on("Login"));
    let client = client_once(&erp);
    let waiting: Vec<_> = (0..5).map(|_| tokio::spawn(products(client.clone()))).collect();
    gate.open();
    for waiting in waiting {
        let result = waiting.await.unwrap();
        // Whoever came after the failure began a login of its own.
        assert!(result.is_ok() || matches!(result.unwrap_err().kind(), ErrorKind::Transport(_)));
    }
    assert_eq!(products(client).await.unwrap(), 2);
    assert!(erp.logins() <= 6);
}

#[tokio::test]
async fn a_caller_that_gives_up_does_not_take_the_login_with_it() {
    let erp = shop().await;
    let (gate, arrived) = (Gate::new(), Arc::new(AtomicBool::new(false)));
    let seen = Arc::clone(&arrived);
    let held = Rule::from(Mischief::Hold(gate.clone())).on("Login");
    erp.misbehave(held.when(move |_| !seen.swap(true, Ordering::SeqCst)));
    let client = client(&erp);
    let impatient = tokio::spawn(products(client.clone()));
    while !arrived.load(Ordering::SeqCst) {
        tokio::task::yield_now().await;
    }
    let patient = tokio::spawn(products(client.clone()));
    for _ in 0..50 {
        tokio::task::yield_now().await;
    }
    impatient.abort();
    gate.open();
    assert_eq!(patient.await.unwrap().unwrap(), 2);
    assert_eq!(erp.logins(), 1);
}

#[tokio::test]
async fn an_unknown_application_and_a_blocked_identity_are_told_apart() {
    let erp = shop().await;
    let mut unknown = credentials(&erp);
    unknown.application_id = crate::answer::uuid();
    let client = Client::builder(unknown).base_url(erp.base_url()).build().unwrap();
    let error = client.login().await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::ApplicationNotRegistered), "{error}");

    erp.change(|options| options.identities[0].blocked = true);
    let client = crate::client(&erp);
    let error = client.login().await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::IdentityBlocked), "{error}");
    assert_eq!(error.operation(), "Login");

    let credential = Credential::from(&credentials(&erp));
    let identities = client.get_identities_with_credential(credential).await.unwrap();
    assert_eq!(
        identities.iter().map(|identity| identity.is_disabled).collect::<Vec<_>>(),
        [Some(true), Some(false)]
    );
    client.set_credentials(credentials(&erp).with_identity(identities[1].id));
    assert_eq!(products(client).await.unwrap(), 0);
}

#[tokio::test]
async fn the_identity_of_the_credentials_is_the_company_spoken_for() {
    let erp = shop().await;
    let engros = erp.identity_id(1).unwrap().parse().unwrap();
    let client =
        Client::builder(credentials(&erp).with_identity(engros)).base_url(erp.base_url()).build().unwrap();
    let identity = client.identity().await.unwrap();
    assert_eq!(identity.client.unwrap().name.as_deref(), Some("Fjord Engros AS"));
    assert_eq!(client.get_identities().await.unwrap().len(), 2);
}

#[tokio::test]
async fn an_identity_that_was_set_survives_the_session() {
    let erp = shop().await;
    let client = client(&erp);
    assert_eq!(products(client.clone()).await.unwrap(), 2);
    client.set_identity_by_id(erp.identity_id(1).unwrap().parse().unwrap()).await.unwrap();
    assert_eq!(products(client.clone()).await.unwrap(), 0);
    erp.expire_sessions();
    assert_eq!(products(client.clone()).await.unwrap(), 0);
    let identities = client.get_identities().await.unwrap();
    client.set_identity(identities[0].clone()).await.unwrap();
    assert_eq!(products(client.clone()).await.unwrap(), 2);
    let stranger = client.set_identity_by_id(crate::answer::uuid()).await.unwrap_err();
    assert!(matches!(stranger.kind(), ErrorKind::AnsweredFalse));
}

#[tokio::test]
async fn has_session_asks_only_when_there_is_one() {
    let erp = shop().await;
    let client = client(&erp);
    assert!(!client.has_session().await.unwrap());
    assert_eq!(erp.count(""), 0);
    client.login().await.unwrap();
    assert!(client.has_session().await.unwrap());
    erp.expire_sessions();
    assert!(!client.has_session().await.unwrap());
    erp.misbehave(Rule::fault("The session is not authenticated").on("HasSession"));
    assert!(!client.has_session().await.unwrap());
    assert_eq!(erp.logins(), 1);
}

#[tokio::test]
async fn a_stored_session_spares_the_login_of_the_next_client() {
    let erp = shop().await;
    let store = Arc::new(MemorySessionStore::default());
    let first = builder(&erp).session_store(store.clone()).build().unwrap();
    assert_eq!(products(first).await.unwrap(), 2);
    let second = builder(&erp).session_store(store.clone()).build().unwrap();
    assert_eq!(products(second.clone()).await.unwrap(), 2);
    assert_eq!(erp.logins(), 1);

    erp.expire_sessions();
    let third = builder(&erp).session_store(store.clone()).build().unwrap();
    assert_eq!(products(third).await.unwrap(), 2);
    assert_eq!(erp.logins(), 2);
    // The second finds what the third has made.
    assert_eq!(products(second).await.unwrap(), 2);
    assert_eq!(erp.logins(), 2);
}

#[tokio::test]
async fn a_token_stands_for_user_and_password() {
    let erp = shop().await;
    let client = client(&erp);
    let token = |id: String| Token {
        application_id: erp.application_id().parse().unwrap(),
        id: TokenId(id.parse().unwrap()),
    };
    let passport = client.authenticate_by_token(token(erp.token())).await.unwrap();
    assert_eq!(passport.email.as_deref(), Some(&*erp.username()));
    let current: Vec<_> = passport.identities.iter().map(|identity| identity.is_current).collect();
    assert_eq!(current, [true, false]);
    client.use_session(passport.session_id.unwrap());
    assert_eq!(products(client.clone()).await.unwrap(), 2);
    assert_eq!((erp.logins(), erp.count("Login")), (1, 0), "no login with a password");
    // When that session is over, the credentials are there.
    erp.expire_sessions();
    assert_eq!(products(client.clone()).await.unwrap(), 2);
    assert_eq!(erp.count("Login"), 1);

    let refused = client.authenticate_by_token(token(crate::answer::uuid().to_string())).await.unwrap_err();
    assert!(matches!(refused.kind(), ErrorKind::Fault(_)), "{refused:?}");
    let mut stranger = token(erp.token());
    stranger.application_id = crate::answer::uuid();
    let refused = client.authenticate_by_token(stranger).await.unwrap_err();
    assert!(matches!(refused.kind(), ErrorKind::ApplicationNotRegistered), "{refused:?}");
    let shown = format!("{:?}", token(erp.token()));
    assert!(!shown.contains(&erp.token()), "{shown}");
    assert!(erp.requests().iter().all(|seen| !seen.body.contains(&erp.token())), "tokens are not recorded");
}

#[tokio::test]
async fn identities_can_be_asked_for_by_service() {
    let erp = shop_with(|options| options.services = vec![(7, vec![1])]).await;
    let client = client(&erp);
    let credential = || Credential::from(&credentials(&erp));
    let of = async |service| {
        let identities =
            client.get_identities_with_credential_by_service(credential(), service).await.unwrap();
        identities.into_iter().map(|identity| identity.client.unwrap().id).collect::<Vec<_>>()
    };
    assert_eq!((of(7).await, of(8).await), (vec![502], Vec::new()));
    assert_eq!(erp.logins(), 0, "no session is needed");
}
