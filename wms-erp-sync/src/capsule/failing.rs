//! Both sides as they fail a write once more, with the words that were kept of its failure. Nothing is written to either.

use std::sync::Arc;

use asmx_soap::Delivery;
use async_trait::async_trait;
use ongoing_client::ExpectedArticle;
use ongoing_client::model::{ArticleDefinition, CustomerOrder, InOrder};
use rust_decimal::Decimal;
use twentyfour_client::types::{InvoiceOrder, ProductId};

use crate::port::{ErpLayer, ErpPort, ErrorKind, PortError, WmsLayer, WmsPort};

/// Which write fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Write {
    /// An article of the WMS.
    Article,
    /// An order of the WMS.
    Order,
    /// An order of the ERP: its status, what goes with it, an order for the rest, a credit.
    Save,
    /// The same, where the ERP's answer says nothing of any order.
    WholeSave,
}

/// How it fails.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Failing {
    pub(super) write: Write,
    pub(super) kind: ErrorKind,
    pub(super) words: String,
    pub(super) remedy: String,
}

impl Failing {
    fn error(&self) -> PortError {
        PortError::new(self.kind, Delivery::Answered, self.words.as_str(), self.remedy.as_str())
    }

    /// What becomes of a write of the WMS.
    fn of(&self, write: Write) -> Result<Option<i32>, PortError> {
        if self.write == write { Err(self.error()) } else { Ok(None) }
    }
}

/// What is not known to have been written before is not made up.
fn unknown(write: &str) -> PortError {
    let what = format!("the capsule has no answer to {write}");
    PortError::new(ErrorKind::Transient, Delivery::NotSent, what, "")
}

/// An ERP that fails saves of orders, if they are what fails.
#[derive(Debug)]
pub(super) struct FailingErp {
    pub(super) inner: Arc<dyn ErpPort>,
    pub(super) failing: Failing,
}

#[async_trait]
impl ErpLayer for FailingErp {
    fn inner(&self) -> &Arc<dyn ErpPort> {
        &self.inner
    }

    fn around(&self, inner: Arc<dyn ErpPort>) -> Arc<dyn ErpPort> {
        Arc::new(Self { inner, failing: self.failing.clone() })
    }

    async fn save_orders(
        &self,
        orders: Vec<InvoiceOrder>,
    ) -> Result<Vec<Result<InvoiceOrder, PortError>>, PortError> {
        match self.failing.write {
            Write::Save => Ok(orders.iter().map(|_| Err(self.failing.error())).collect()),
            Write::WholeSave => Err(self.failing.error()),
            Write::Article | Write::Order => Err(unknown("SaveInvoices")),
        }
    }

    async fn set_stock(&self, _product: ProductId, _quantity: Decimal) -> Result<(), PortError> {
        Err(unknown("SetStockQuantity"))
    }
}

/// A WMS that fails articles or orders, if they are what fails, and takes anything else.
#[derive(Debug)]
pub(super) struct FailingWms {
    pub(super) inner: Arc<dyn WmsPort>,
    pub(super) failing: Failing,
}

#[async_trait]
impl WmsLayer for FailingWms {
    fn inner(&self) -> &Arc<dyn WmsPort> {
        &self.inner
    }

    fn around(&self, inner: Arc<dyn WmsPort>) -> Arc<dyn WmsPort> {
        Arc::new(Self { inner, failing: self.failing.clone() })
    }

    async fn expect_articles(&self, _articles: Vec<ExpectedArticle>) -> Result<(), PortError> {
        // None is written, so none has to be looked up.
        Ok(())
    }

    async fn process_article(&self, _article: &ArticleDefinition) -> Result<Option<i32>, PortError> {
        self.failing.of(Write::Article)
    }

    async fn process_order(&self, _order: &CustomerOrder) -> Result<Option<i32>, PortError> {
        self.failing.of(Write::Order)
    }

    async fn cancel_order(&self, _number: &str) -> Result<(), PortError> {
        Ok(())
    }

    async fn report_quantities(&self, _number: &str, _lines: &[(String, Decimal)]) -> Result<(), PortError> {
        Ok(())
    }

    async fn process_purchase_order(&self, _order: &InOrder) -> Result<Option<i32>, PortError> {
        Ok(None)
    }

    async fn cancel_purchase_order(&self, _number: &str) -> Result<(), PortError> {
        Ok(())
    }
}
