//! Any operation of the service, those of the library and a user's own.

use futures::stream::BoxStream;

use super::{WsiOperation, transport};
use crate::{Client, Error};

impl Client {
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
}
