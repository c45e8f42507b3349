//! The client: one connection to one goods owner of one warehouse.

mod builder;
mod observe;
#[cfg(feature = "reqwest")]
mod ready_made;

use std::fmt;
use std::sync::Arc;

use asmx_soap::Limits;
use asmx_soap::http::HttpService;
use futures::stream::BoxStream;

pub use builder::Builder;
pub use observe::{Observer, RequestEvent};

use crate::soap::{WsiOperation, transport};
use crate::write_queue::WriteQueue;
use crate::{Account, Clock, Credentials, Error, GoodsOwner, RetryPolicy};

/// A client for one goods owner of one warehouse, over SOAP. Clones are cheap and share everything.
///
/// Its methods have the names of the vendor's operations; [`WarehouseApi`](crate::WarehouseApi) is the smaller set
/// that an integration needs, whatever the transport. Writes of one goods owner go one at a time, across all clients
/// of the process; reads do not wait for them.
#[derive(Clone)]
pub struct Client {
    pub(crate) shared: Arc<Shared>,
    observers: Arc<[Observer]>,
}

pub(crate) struct Shared {
    pub(crate) http: Box<dyn HttpService>,
    /// Without a slash at its end, and without the service's file.
    pub(crate) base_url: String,
    pub(crate) service_url: String,
    pub(crate) account: Account,
    pub(crate) limits: Limits,
    pub(crate) writes: Arc<WriteQueue>,
    pub(crate) retry: RetryPolicy,
    pub(crate) clock: Box<dyn Clock>,
}

impl Client {
    /// A client for these credentials and this goods owner; the builder takes the rest.
    pub fn builder(credentials: Credentials, goods_owner: GoodsOwner) -> Builder {
        Builder::new(credentials, goods_owner)
    }

    /// Executes an operation that answers with one thing.
    ///
    /// The credentials and the goods owner are written into it, a write waits for its turn, and `Success = false` is
    /// an error. With it an operation that this crate does not have can be added in a few lines:
    ///
    /// ```
    /// use asmx_soap::{Effect, Operation, Secret, element};
    /// use futures::TryStreamExt;
    /// use ongoing_client::soap::WsiOperation;
    /// use ongoing_client::{Account, ErrorKind, NAMESPACE};
    ///
    /// element! {
    ///     /// Reads the classes that articles can have: newer than the published contract.
    ///     pub struct GetArticleClasses in NAMESPACE {
    ///         /// The API user.
    ///         "UserName" user_name: Option<String>,
    ///         /// Its password.
    ///         "Password" password: Option<Secret>,
    ///         /// Whose articles.
    ///         "GoodsOwnerCode" goods_owner_code: Option<String>,
    ///     }
    ///
    ///     /// A class.
    ///     pub struct ArticleClass in NAMESPACE {
    ///         /// Its number.
    ///         "Id" id: Option<i32>,
    ///         /// Its name.
    ///         "Name" name: Option<String>,
    ///     }
    /// }
    ///
    /// impl Operation for GetArticleClasses {
    ///     type Item = ArticleClass;
    ///     const RESULT: &'static [&'static str] = &["GetArticleClassesResult", "ArticleClasses"];
    ///     const ITEM: &'static str = "ArticleClass";
    ///     // What a repetition does decides whether the client repeats it, and whether it waits its turn among the writes:
    ///     // `Idempotent` for what sets, `Creates` for what must not be done twice.
    ///     const EFFECT: Effect = Effect::Read;
    /// }
    ///
    /// impl WsiOperation for GetArticleClasses {
    ///     fn sign(&mut self, account: &Account) {
    ///         self.user_name = Some(account.credentials.username.clone());
    ///         self.password = Some(account.credentials.password.clone());
    ///         self.goods_owner_code = Some(account.goods_owner.code.clone());
    ///     }
    ///     // An operation that answers `Success` also says how to read it, with `verdict`.
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let wms = ongoing_simulator::Simulator::start().await?;
    /// # let user = ongoing_client::Credentials::new(wms.username(), wms.password());
    /// # let owner = ongoing_client::GoodsOwner::new(wms.goods_owner_code(), wms.goods_owner_id());
    /// # let client = ongoing_client::Client::builder(user, owner).base_url(wms.base_url()).build()?;
    /// let mut classes = client.execute_list(GetArticleClasses::default());
    /// // The simulated warehouse knows no such operation, and says so.
    /// let error = classes.try_next().await.unwrap_err();
    /// assert_eq!((error.kind(), error.operation()), (ErrorKind::Fault, Some("GetArticleClasses")));
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// Any [`ErrorKind`](crate::ErrorKind) but [`Item`](crate::ErrorKind::Item).
    pub async fn execute<O: WsiOperation>(&self, operation: O) -> Result<O::Item, Error> {
        transport::execute(self, operation).await?.ok_or_else(|| Error::no_result(O::NAME))
    }

    /// Executes an operation whose result may be nil: then there is none.
    ///
    /// # Errors
    /// As [`execute`](Self::execute); an answer without any result is an error here, too.
    pub async fn execute_nillable<O: WsiOperation>(&self, operation: O) -> Result<Option<O::Item>, Error> {
        transport::execute(self, operation).await
    }

    /// Executes a read that answers with a list: its items, one by one, while they arrive.
    ///
    /// An error for which [`Error::is_item`] is true means one item, and the stream goes on behind it; after any other
    /// it ends. An answer without a result is an error, never an empty list.
    pub fn execute_list<O: WsiOperation>(&self, operation: O) -> BoxStream<'static, Result<O::Item, Error>> {
        transport::execute_list(self.clone(), operation)
    }

    /// A client that shares all with this one and tells `observer` of each request that it sends, as it is sent.
    #[must_use]
    pub fn observed(&self, observer: Observer) -> Self {
        let observers = self.observers.iter().cloned().chain([observer]).collect();
        Self { shared: Arc::clone(&self.shared), observers }
    }

    /// The goods owner whose data these are.
    pub fn goods_owner(&self) -> &GoodsOwner {
        &self.shared.account.goods_owner
    }

    /// The address of the warehouse's system, without the service's file.
    pub fn base_url(&self) -> &str {
        &self.shared.base_url
    }

    pub(crate) fn notify(&self, event: &RequestEvent) {
        self.observers.iter().for_each(|observer| observer(event));
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.shared.base_url)
            .field("account", &self.shared.account)
            .finish_non_exhaustive()
    }
}
