use crate::{Client, Credentials, ErrorKind, GoodsOwner};

fn build(url: &str) -> Result<Client, crate::Error> {
    Client::builder(Credentials::new("WSI-acme", "hunter2"), GoodsOwner::new("ACME", 159))
        .base_url(url)
        .build()
}

#[test]
fn https_is_taken_and_plain_http_only_to_this_machine() {
    for good in [
        "https://api.ongoingsystems.se/acme",
        "https://api.ongoingsystems.se/acme/",
        "http://localhost:8080/acme",
        "http://127.0.0.1:1",
        "http://[::1]:1/acme",
    ] {
        let client = build(good).unwrap();
        assert_eq!(client.base_url(), good.trim_end_matches('/'));
    }
    for bad in [
        "http://api.ongoingsystems.se/acme",
        "http://localhost.evil.example/acme",
        "https://user:hunter2@api.ongoingsystems.se/acme",
        "https://api.ongoingsystems.se/acme/Service.asmx",
        "https://api.ongoingsystems.se/acme?x=hunter2",
        "ftp://api.ongoingsystems.se/acme",
        "api.ongoingsystems.se/acme",
        "",
    ] {
        let error = build(bad).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config, "{bad}");
        assert!(!format!("{error} {error:?}").contains("hunter2"), "{error:?}");
    }
}

#[test]
fn plain_http_elsewhere_needs_a_word_that_says_so() {
    let builder = Client::builder(Credentials::new("WSI-acme", "hunter2"), GoodsOwner::new("ACME", 159));
    assert!(builder.base_url("http://wms.intern/acme").dangerously_allow_plain_http().build().is_ok());
}

#[test]
fn what_is_missing_is_named() {
    let error = Client::builder(Credentials::new(" ", "x"), GoodsOwner::new("ACME", 1))
        .base_url("https://a.example")
        .build()
        .unwrap_err();
    assert_eq!(error.to_string(), "username is empty");
    let error = Client::builder(Credentials::new("u", "x"), GoodsOwner::new("ACME", 1)).build().unwrap_err();
    assert_eq!(error.to_string(), "base_url is missing");
}
