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
    /// Reads the classes that articles can have.
    pub struct GetArticleClasses in NAMESPACE {
        /// The API user.
        "UserName" user_name: Option<String>,
        /// Its password.
        "Password" password: Option<Secret>,
        /// Whose articles.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
    }

    /// A class.
    pub struct ArticleClass in NAMESPACE {
        /// Its number.
        "Id" id: Option<i32>,
    }

    /// Sends a production order.
    pub struct ProcessProductionOrder in NAMESPACE {
        /// The API user.
        "UserName" user_name: Option<String>,
        /// Its password.
        "Password" password: Option<Secret>,
        /// Its number.
        "OrderNumber" order_number: Option<String>,
    }
}

impl Operation for GetArticleClasses {
    type Item = ArticleClass;
    const RESULT: &'static [&'static str] = &["GetArticleClassesResult", "ArticleClasses"];
    const ITEM: &'static str = "ArticleClass";
    const EFFECT: Effect = Effect::Read;
}

impl WsiOperation for GetArticleClasses {
    fn sign(&mut self, account: &Account) {
        self.user_name = Some(account.credentials.username.clone());
        self.password = Some(account.credentials.password.clone());
        self.goods_owner_code = Some(account.goods_owner.code.clone());
    }
}

impl Operation for ProcessProductionOrder {
    type Item = FileResultClass;
    const RESULT: &'static [&'static str] = &[];
    const ITEM: &'static str = "ProcessProductionOrderResult";
    const EFFECT: Effect = Effect::Creates;
}

impl WsiOperation for ProcessProductionOrder {
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
        ("GetArticleClasses", "<ArticleClasses><ArticleClass><Id>100</Id></ArticleClass></ArticleClasses>"),
        ("ProcessProductionOrder", "<Success>false</Success><Message>No such order.<br/></Message>"),
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

    let classes: Vec<_> = client.execute_list(GetArticleClasses::default()).try_collect().await.unwrap();
    assert_eq!(classes[0].id, Some(100));
    assert_eq!(server.received_requests().await.unwrap().len(), 2, "a read is repeated");
    let production_order = || ProcessProductionOrder { order_number: Some("7".into()), ..Default::default() };
    assert_eq!(client.execute(production_order()).await.unwrap_err().kind(), ErrorKind::Status);
    assert_eq!(server.received_requests().await.unwrap().len(), 3, "what creates is not");
    let refused = client.execute(production_order()).await.unwrap_err();
    assert_eq!((refused.kind(), refused.message()), (ErrorKind::Refused, "No such order."));
}
