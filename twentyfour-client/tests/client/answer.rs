//! Bare answers, for what no well-behaved server says.

use wiremock::matchers::header;
use wiremock::{Mock, MockServer, ResponseTemplate};

use twentyfour_client::{Client, Credentials, NAMESPACE, RetryPolicy};

/// A server that lets everybody in, and then answers everything with this.
pub(crate) async fn server(answer: ResponseTemplate) -> (MockServer, Client) {
    let server = MockServer::start().await;
    let login = ResponseTemplate::new(200).set_body_raw(
        soap("<LoginResponse xmlns=\"{ns}\"><LoginResult>abc</LoginResult></LoginResponse>"),
        "text/xml; charset=utf-8",
    );
    let action = format!("\"{NAMESPACE}/Login\"");
    Mock::given(header("SOAPAction", action.as_str()))
        .respond_with(login)
        .with_priority(1)
        .mount(&server)
        .await;
    Mock::given(header("Cookie", "ASP.NET_SessionId=abc"))
        .respond_with(answer)
        .with_priority(2)
        .mount(&server)
        .await;
    let credentials = Credentials::new(uuid(), "api@shop.example", "secret");
    let client =
        Client::builder(credentials).base_url(server.uri()).retry(RetryPolicy::none()).build().unwrap();
    (server, client)
}

/// An envelope around a body, in which `{ns}` stands for the vendor's namespace.
pub(crate) fn soap(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\">\
         <soap:Body>{}</soap:Body></soap:Envelope>",
        body.replace("{ns}", NAMESPACE)
    )
}

pub(crate) fn fault(text: &str) -> String {
    soap(&format!(
        "<soap:Fault><faultcode>soap:Server</faultcode><faultstring>{text}</faultstring></soap:Fault>"
    ))
}

pub(crate) fn xml(status: u16, body: impl Into<String>) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_raw(body.into(), "text/xml; charset=utf-8")
}

pub(crate) fn uuid() -> uuid::Uuid {
    uuid::Uuid::from_u128(0x1111_2222)
}
