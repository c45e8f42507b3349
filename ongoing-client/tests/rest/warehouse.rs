//! A simulated warehouse, and the clients of both transports to it.

use std::fmt::Debug;
use std::sync::Arc;

use futures::StreamExt;
use futures::stream::BoxStream;
use ongoing_client::model::ArticleDefinition;
use ongoing_client::{Builder, Client, Credentials, Error, GoodsOwner, RetryPolicy, WarehouseApi};
use ongoing_simulator::{Mischief, Rule, Simulator};

use super::standing;

/// A client of a simulated warehouse that tries each request once.
pub(super) fn builder(wms: &Simulator) -> Builder {
    let owner = GoodsOwner::new(wms.goods_owner_code(), wms.goods_owner_id());
    let builder = Client::builder(Credentials::new(wms.username(), wms.password()), owner);
    builder.base_url(wms.base_url()).retry(RetryPolicy::none())
}

/// A warehouse with two articles, and both transports to it.
pub(super) struct Warehouse {
    pub(super) wms: Simulator,
    /// SOAP and REST.
    pub(super) apis: [Arc<dyn WarehouseApi>; 2],
}

impl Warehouse {
    pub(super) async fn open() -> Self {
        let wms = standing().start().await.unwrap();
        let (soap, rest) = (builder(&wms).build().unwrap(), builder(&wms).build_rest().unwrap());
        for code in ["17", "18"] {
            let article = ArticleDefinition::by_product_code(code, format!("A-{code}"));
            rest.process_article(article).await.unwrap();
        }
        Self { wms, apis: [Arc::new(soap), Arc::new(rest)] }
    }

    /// Reads a list over both transports while a text of a record is replaced by one that cannot be read: that record is named, and the
    /// others are read.
    pub(super) async fn check_that_one_unreadable_record_is_named<T: Debug>(
        &self,
        reads: [&str; 2],
        replaced: [(&str, &str); 2],
        list: impl Fn(&dyn WarehouseApi) -> BoxStream<'static, Result<T, Error>>,
        name: impl Fn(&T) -> Option<String>,
        expected: [&str; 3],
    ) {
        for ((api, operation), (text, broken)) in self.apis.iter().zip(reads).zip(replaced) {
            let rule = Rule::new(Mischief::Replace(text.to_owned(), broken.as_bytes().to_vec().into()));
            self.wms.control().misbehave(rule.on(operation).always());
            let found: Vec<_> = list(&**api).collect().await;
            let names: Vec<String> = found
                .iter()
                .map(|record| match record {
                    Ok(record) => name(record).unwrap(),
                    Err(error) => format!("{:?} {:?}", error.kind(), error.record_id()),
                })
                .collect();
            assert_eq!(names, expected, "{operation}");
            self.wms.control().behave();
        }
    }

    /// Reads a list over both transports while it is refused, and while its answer is broken.
    pub(super) async fn check_that_no_answer_is_no_empty_list<T: Debug>(
        &self,
        reads: [&str; 2],
        list: impl Fn(&dyn WarehouseApi) -> BoxStream<'static, Result<T, Error>>,
    ) {
        for (api, operation) in self.apis.iter().zip(reads) {
            for mischief in [Rule::status(500, "boom"), Mischief::Malform.into()] {
                self.wms.control().misbehave(mischief.on(operation).always());
                let found: Vec<_> = list(&**api).collect().await;
                assert!(matches!(&found[..], [.., Err(_)]), "{found:?}");
                self.wms.control().behave();
            }
        }
    }
}
