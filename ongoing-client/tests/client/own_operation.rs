//! An operation that this crate does not have: a few lines, and sending, repetition, the queue of writes and errors come
//! with it.

use std::time::Duration;

use asmx_soap::{Effect, Operation, Secret, element};
use futures::TryStreamExt;
use ongoing_client::model::FileResultClass;
use ongoing_client::soap::{Verdict, WsiOperation};
use ongoing_client::{Account, ErrorKind, NAMESPACE, RetryPolicy};
use wiremock::matchers::{body_string_contains, header};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::{builder, soap};

element! {
    /// Reads the statuses that purchase orders can have.
    pub struct GetInOrderStatuses in NAMESPACE {
        /// The API user.
        "UserName" user_name: Option<String>,
        /// Its password.
        "Password" password: Option<Secret>,
        /// Whose purchase orders.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
    }

    /// A status.
    pub struct InOrderStatus in NAMESPACE {
        /// Its number.
        "InOrderStatusId" in_order_status_id: Option<i32>,
    }

    /// Sends an invoice.
    pub struct ProcessInvoice in NAMESPACE {
        /// The API user.
        "UserName" user_name: Option<String>,
        /// Its password.
        "Password" password: Option<Secret>,
        /// Its number.
        "InvoiceNumber" invoice_number: Option<String>,
    }
}

impl Operation for GetInOrderStatuses {
    type Item = InOrderStatus;
    const RESULT: &'static [&'static str] = &["GetInOrderStatusesResult", "InOrderStatuses"];
    const ITEM: &'static str = "InOrderStatus";
    const EFFECT: Effect = Effect::Read;
}

impl WsiOperation for GetInOrderStatuses {
    fn sign(&mut self, account: &Account) {
        self.user_name = Some(account.credentials.username.clone());
        self.password = Some(account.credentials.password.clone());
        self.goods_owner_code = Some(account.goods_owner.code.clone());
    }
}

impl Operation for ProcessInvoice {
    type Item = FileResultClass;
    const RESULT: &'static [&'static str] = &[];
    const ITEM: &'static str = "ProcessInvoiceResult";
    const EFFECT: Effect = Effect::Creates;
}

impl WsiOperation for ProcessInvoice {
    fn sign(&mut self, account: &Account) {
        self.user_name = Some(account.credentials.username.clone());
        self.password = Some(account.credentials.password.clone());
    }

    fn verdict(answer: &FileResultClass) -> Verdict {
        Verdict::read(answer.success, &[answer.message.as_deref()])
    }
}

#[tokio::test]
async fn it_is_signed_repeated_by_what_it_says_and_judged() {
    let server = MockServer::start().await;
    for (operation, result) in [
        (
            "GetInOrderStatuses",
            "<InOrderStatuses><InOrderStatus><InOrderStatusId>100</InOrderStatusId></InOrderStatus></InOrderStatuses>",
        ),
        ("ProcessInvoice", "<Success>false</Success><Message>No such order.<br/></Message>"),
    ] {
        let action = format!("\"{NAMESPACE}/{operation}\"");
        let given = || {
            Mock::given(header("SOAPAction", action.as_str()))
                .and(body_string_contains("<UserName>WSI-acme<"))
        };
        given()
            .respond_with(ResponseTemplate::new(500))
            .up_to_n_times(1)
            .with_priority(1)
            .mount(&server)
            .await;
        let result = result.replace("<br/>", "&lt;br/&gt;");
        let body = format!(
            "<{operation}Response xmlns=\"{NAMESPACE}\"><{operation}Result>{result}</{operation}Result></{operation}Response>"
        );
        given().respond_with(soap(200, &body)).with_priority(2).mount(&server).await;
    }
    let quick = RetryPolicy::default().waits(Duration::ZERO, Duration::ZERO);
    let client = builder(&server.uri()).retry(quick).build().unwrap();

    let statuses: Vec<_> = client.execute_list(GetInOrderStatuses::default()).try_collect().await.unwrap();
    assert_eq!(statuses[0].in_order_status_id, Some(100));
    assert_eq!(server.received_requests().await.unwrap().len(), 2, "a read is repeated");
    let invoice = || ProcessInvoice { invoice_number: Some("7".into()), ..Default::default() };
    assert_eq!(client.execute(invoice()).await.unwrap_err().kind(), ErrorKind::Status);
    assert_eq!(server.received_requests().await.unwrap().len(), 3, "what creates is not");
    let refused = client.execute(invoice()).await.unwrap_err();
    assert_eq!((refused.kind(), refused.message()), (ErrorKind::Refused, "No such order."));
}
