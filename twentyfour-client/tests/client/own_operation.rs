//! An operation that this crate does not have: a few lines, and sending, sessions, repetition and errors come with it.

use asmx_soap::{Effect, Operation, element};
use futures::TryStreamExt;
use twentyfour_client::operation::{Service, ServiceOperation};
use twentyfour_client::{Client, Error, NAMESPACE, RetryPolicy};
use wiremock::matchers::{header, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::answer::{soap, uuid, xml};
use crate::clock::TestClock;

element! {
    /// Asks for the names of the departments.
    pub struct GetDepartmentNames in NAMESPACE {}

    /// Makes a department.
    pub struct AddDepartment in NAMESPACE {
        /// Its name.
        "name" name: Option<String>,
    }

    /// Names a department.
    pub struct RenameDepartment in NAMESPACE {
        /// Which.
        "id" id: i32,
        /// Its name.
        "name" name: Option<String>,
    }
}

macro_rules! operation {
    ($name:ident: $effect:ident, $item:ty, [$($result:literal)?] $element:literal) => {
        impl Operation for $name {
            type Item = $item;
            const RESULT: &'static [&'static str] = &[$($result)?];
            const ITEM: &'static str = $element;
            const EFFECT: Effect = Effect::$effect;
        }

        impl ServiceOperation for $name {
            const SERVICE: Service = Service::new("ClientService", "/Client/V001/ClientService.asmx");
        }
    };
}

operation!(GetDepartmentNames: Read, String, ["GetDepartmentNamesResult"] "string");
operation!(AddDepartment: Creates, i32, [] "AddDepartmentResult");
operation!(RenameDepartment: Idempotent, bool, [] "RenameDepartmentResult");

/// A server that lets everybody in, breaks once on each operation, and then answers it.
async fn office() -> (MockServer, Client) {
    let server = MockServer::start().await;
    let login = soap("<LoginResponse xmlns=\"{ns}\"><LoginResult>abc</LoginResult></LoginResponse>");
    let action = format!("\"{NAMESPACE}/Login\"");
    let login = Mock::given(header("SOAPAction", action.as_str())).respond_with(xml(200, login));
    login.mount(&server).await;
    for (operation, result) in [
        ("GetDepartmentNames", "<string>Salg</string><string>Lager</string>"),
        ("AddDepartment", "7"),
        ("RenameDepartment", "true"),
    ] {
        let action = format!("\"{NAMESPACE}/{operation}\"");
        let given = || {
            Mock::given(path("/Client/V001/ClientService.asmx"))
                .and(header("SOAPAction", action.as_str()))
                .and(header("Cookie", "ASP.NET_SessionId=abc"))
        };
        let broken = given().respond_with(ResponseTemplate::new(503)).up_to_n_times(1).with_priority(1);
        broken.mount(&server).await;
        let body = format!(
            "<{operation}Response xmlns=\"{{ns}}\"><{operation}Result>{result}</{operation}Result></{operation}Response>"
        );
        given().respond_with(xml(200, soap(&body))).with_priority(2).mount(&server).await;
    }
    let client = Client::builder(twentyfour_client::Credentials::new(uuid(), "api@shop.example", "secret"));
    let client = client.base_url(server.uri()).retry(RetryPolicy::default()).clock(TestClock::default());
    (server, client.build().unwrap())
}

#[tokio::test]
async fn it_is_repeated_by_what_it_says_a_repetition_does() {
    let (server, client) = office().await;
    let names: Result<Vec<String>, Error> =
        client.execute(&GetDepartmentNames {}).await.unwrap().try_collect().await;
    assert_eq!(names.unwrap(), ["Salg", "Lager"]);
    let rename = RenameDepartment { id: 7, name: Some("Butikk".into()) };
    assert_eq!(client.execute_one(&rename).await.unwrap(), Some(true));

    let add = AddDepartment { name: Some("Butikk".into()) };
    let error = client.execute_one(&add).await.unwrap_err();
    assert_eq!(error.operation(), "AddDepartment");
    assert!(error.is_transient(), "that is for the caller to decide");
    assert_eq!(client.execute_one(&add).await.unwrap(), Some(7));
    // A login, two of each that may be repeated, and the two that the caller sent itself.
    assert_eq!(server.received_requests().await.unwrap().len(), 1 + 2 + 2 + 2);
}
