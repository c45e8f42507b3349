use twentyfour_client::{BuildError, Client, Credentials};

use crate::answer::uuid;

fn build(base_url: &str) -> Result<Client, BuildError> {
    Client::builder(Credentials::new(uuid(), "api@shop.example", "secret")).base_url(base_url).build()
}

#[test]
fn the_vendor_s_host_is_the_default() {
    let client = Client::builder(Credentials::new(uuid(), "api@shop.example", "secret")).build().unwrap();
    assert_eq!(client.base_url(), "https://api.24sevenoffice.com/");
}

#[test]
fn the_password_does_not_travel_in_the_clear() {
    for accepted in ["https://erp.example", "http://127.0.0.1:80", "http://localhost:8080/", "http://[::1]:1"]
    {
        build(accepted).unwrap();
    }
    for refused in ["http://erp.example", "http://127.0.0.1.erp.example", "http://10.0.0.1"] {
        assert!(matches!(build(refused), Err(BuildError::PlainHttp { .. })), "{refused}");
    }
    let credentials = Credentials::new(uuid(), "api@shop.example", "secret");
    Client::builder(credentials).base_url("http://erp.example").danger_accept_plain_http().build().unwrap();
}

#[test]
fn what_is_no_address_is_refused_without_repeating_a_password() {
    for refused in [
        "",
        "erp.example",
        "ftp://erp.example",
        "https://",
        "https://erp.example/?a=b",
        "https://u:hunter2@erp.example",
    ] {
        let error = build(refused).unwrap_err();
        assert!(matches!(error, BuildError::BaseUrl { .. }), "{refused}: {error}");
        assert!(!format!("{error} {error:?}").contains("hunter2"));
    }
}

#[test]
fn empty_credentials_are_refused() {
    let empty = [
        Credentials::new(uuid::Uuid::nil(), "api@shop.example", "secret"),
        Credentials::new(uuid(), " ", "secret"),
        Credentials::new(uuid(), "api@shop.example", ""),
    ];
    for credentials in empty {
        assert!(matches!(Client::builder(credentials).build(), Err(BuildError::Empty(_))));
    }
    let client = Client::builder(Credentials::new(uuid(), "u", "p")).user_agent("line\nbreak").build();
    assert!(matches!(client, Err(BuildError::UserAgent)));
}
