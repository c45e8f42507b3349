//! The client over an HTTP stack of the host's own.

use std::sync::{Arc, Mutex};

use asmx_soap::http::{HttpError, HttpErrorKind, HttpService, Request, Response};
use async_trait::async_trait;
use futures::StreamExt;
use twentyfour_client::{Client, Credentials, RetryPolicy};

use crate::answer::{soap, uuid};

#[derive(Debug, Clone, Default)]
struct Stack(Arc<Mutex<Vec<Request>>>);

#[async_trait]
impl HttpService for Stack {
    async fn call(&self, request: Request) -> Result<Response, HttpError> {
        let body = match self.0.lock().unwrap().len() {
            0 => "<LoginResponse xmlns=\"{ns}\"><LoginResult>canary</LoginResult></LoginResponse>",
            1 => {
                "<HasSessionResponse xmlns=\"{ns}\"><HasSessionResult>true</HasSessionResult></HasSessionResponse>"
            }
            _ => return Err(HttpError::new(HttpErrorKind::Timeout, "too slow")),
        };
        self.0.lock().unwrap().push(request);
        let body = futures::stream::iter([Ok(soap(body).into())]).boxed();
        Ok(Response::new(body))
    }
}

#[tokio::test]
async fn a_stack_sees_whole_requests_and_no_secret_in_their_debug() {
    let stack = Stack::default();
    let credentials = Credentials::new(uuid(), "api@shop.example", "secret");
    let client = Client::builder(credentials)
        .base_url("https://erp.example/proxy/")
        .user_agent("shop/1.0 (ops@shop.example)")
        .http(stack.clone())
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    client.login().await.unwrap();
    assert!(client.has_session().await.unwrap());
    let error = client.get_delivery_methods().await.unwrap_err();
    assert_eq!(error.to_string(), "GetDeliveryMethods: no answer from 24SevenOffice");

    let seen = stack.0.lock().unwrap();
    let (login, has_session) = (&seen[0], &seen[1]);
    assert_eq!(login.uri(), "https://erp.example/proxy/authenticate/v001/authenticate.asmx");
    assert_eq!(login.headers()["SOAPAction"], "\"http://24sevenOffice.com/webservices/Login\"");
    assert_eq!(login.headers()["Content-Type"], "text/xml; charset=utf-8");
    assert_eq!(login.headers()["User-Agent"], "shop/1.0 (ops@shop.example)");
    assert!(login.headers().get("Cookie").is_none());
    assert_eq!(has_session.headers()["Cookie"], "ASP.NET_SessionId=canary");
    assert!(!format!("{:?}", has_session.headers()).contains("canary"));
}
