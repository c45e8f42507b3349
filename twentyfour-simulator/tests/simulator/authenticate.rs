use super::erp::{AUTHENTICATE, Erp, PRODUCT, credential};

#[tokio::test]
async fn a_login_gives_a_session_id_like_asp_net() {
    let erp = Erp::new().await;
    assert_eq!(erp.session.len(), 24);
    assert!(erp.session.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()));
    assert_eq!(erp.ask(AUTHENTICATE, "HasSession", "").await.result("HasSession"), "true");
    assert_eq!((erp.sim.logins(), erp.sim.sessions()), (1, 1));
}

#[tokio::test]
async fn a_wrong_password_gives_an_empty_result() {
    let erp = Erp::new().await;
    for credential in [credential(&erp.sim, "wrong", ""), credential(&erp.sim, "", "")] {
        let answer = erp.ask(AUTHENTICATE, "Login", &credential).await;
        assert_eq!((answer.status, answer.result("Login").as_str()), (200, ""));
    }
    assert_eq!((erp.sim.logins(), erp.sim.sessions()), (3, 1));
    assert!(erp.sim.requests().iter().all(|seen| !seen.body.contains("wrong")), "passwords are not recorded");
}

#[tokio::test]
async fn password_before_username_or_it_is_skipped() {
    let erp = Erp::new().await;
    let credential = format!(
        "<credential><ApplicationId>{}</ApplicationId><Username>{}</Username><Password>{}</Password></credential>",
        erp.sim.application_id(),
        erp.sim.username(),
        erp.sim.password()
    );
    assert_eq!(erp.ask(AUTHENTICATE, "Login", &credential).await.result("Login"), "");
}

#[tokio::test]
async fn an_unknown_application_is_a_fault() {
    let erp = Erp::new().await;
    let unknown =
        credential(&erp.sim, &erp.sim.password(), "").replace(&erp.sim.application_id(), &"0".repeat(32));
    let fault = erp.ask(AUTHENTICATE, "Login", &unknown).await.fault();
    assert!(fault.starts_with("Server was unable to process request. ---> "), "{fault}");
    assert!(fault.contains("Your application id is not registered"), "{fault}");
}

#[tokio::test]
async fn a_blocked_default_identity_can_be_gone_around() {
    let mut erp = Erp::with(|options| options.identities[0].blocked = false).await;
    erp.sim.change(|options| options.identities[0].blocked = true);
    let plain = credential(&erp.sim, &erp.sim.password(), "");
    let fault = erp.ask(AUTHENTICATE, "Login", &plain).await.fault();
    assert!(fault.contains("provided IdentityId is blocked"), "{fault}");
    let fault = erp.ask(PRODUCT, "GetProducts", "").await.fault();
    assert!(fault.contains("Client is not authenticated on this identity"), "{fault}");

    erp.session.clear();
    let identities = erp.ask(AUTHENTICATE, "GetIdentitiesWithCredential", &plain).await.items();
    assert_eq!(identities.len(), 2);
    assert_eq!(identities[0].text_of("IsDisabled"), Some("true"));
    assert_eq!(identities[1].text_of("IsDisabled"), None, "the default vanishes");
    let other = credential(&erp.sim, &erp.sim.password(), identities[1].text_of("Id").unwrap());
    assert_eq!(erp.ask(AUTHENTICATE, "Login", &other).await.result("Login").len(), 24);
}

#[tokio::test]
async fn each_identity_has_data_of_its_own() {
    let mut erp = super::erp::shop().await;
    assert_eq!(erp.products("", &["Id"]).await.len(), 2);
    let engros = erp.sim.identity_id(1).unwrap();
    let set = format!("<identityId>{engros}</identityId>");
    assert_eq!(erp.ask(AUTHENTICATE, "SetIdentityById", &set).await.result("SetIdentityById"), "true");
    assert_eq!(erp.products("", &["Id"]).await.len(), 0);
    let current = erp.ask(AUTHENTICATE, "GetIdentity", "").await.body();
    let current = current.child("GetIdentityResult").unwrap();
    assert_eq!(current.at(&["Client", "Name"]).unwrap().text, "Fjord Engros AS");
    assert_eq!(current.text_of("IsCurrent"), Some("true"));

    let back = format!("<identity><Id>{}</Id></identity>", erp.sim.identity_id(0).unwrap());
    assert_eq!(erp.ask(AUTHENTICATE, "SetIdentity", &back).await.result("SetIdentity"), "true");
    assert_eq!(erp.products("", &["Id"]).await.len(), 2);
    let stranger = "<identityId>99999999-0000-0000-0000-000000000000</identityId>";
    assert_eq!(erp.ask(AUTHENTICATE, "SetIdentityById", stranger).await.result("SetIdentityById"), "false");

    let login = credential(&erp.sim, &erp.sim.password(), &engros);
    erp.session = erp.ask(AUTHENTICATE, "Login", &login).await.result("Login");
    assert_eq!(erp.products("", &["Id"]).await.len(), 0);
    let identities = erp.ask(AUTHENTICATE, "GetIdentities", "").await.items();
    let current: Vec<_> = identities.iter().map(|identity| identity.text_of("IsCurrent").unwrap()).collect();
    assert_eq!(current, ["false", "true"]);
}

#[tokio::test]
async fn sessions_end_on_command_and_after_a_number_of_requests() {
    let mut erp = Erp::with(|options| options.session_requests = Some(2)).await;
    assert_eq!(erp.products("", &[]).await.len(), 0);
    assert_eq!(erp.products("", &[]).await.len(), 0);
    let fault = erp.ask(PRODUCT, "GetProducts", "").await.fault();
    assert!(fault.to_lowercase().contains("session is not authenticated"), "{fault}");
    erp.log_in().await;
    assert_eq!(erp.products("", &[]).await.len(), 0);

    erp.sim.expire_sessions();
    assert_eq!(erp.ask(AUTHENTICATE, "HasSession", "").await.result("HasSession"), "false");
    assert!(erp.ask(AUTHENTICATE, "GetIdentity", "").await.fault().contains("not authenticated"));
    assert!(erp.ask(PRODUCT, "GetProducts", "").await.fault().contains("not authenticated"));
}
