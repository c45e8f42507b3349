//! Return orders over SOAP, each by itself: one that cannot be read costs the others nothing.

use asmx_soap::{Effect, Operation, Secret, element};
use futures::StreamExt;
use futures::stream::{self, BoxStream};

use super::WsiOperation;
use crate::model::{GetReturnOrdersQuery, ReturnOrderInfo};
use crate::{Account, Client, Error, ErrorKind, NAMESPACE};

element! {
    /// The same request, of whose answer only the list is read.
    pub struct ListReturnOrders("GetReturnOrdersByQuery") in NAMESPACE {
        /// The goods owner's code; filled in by the client.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// Which return orders.
        "ReturnOrdersQuery" return_orders_query: Option<GetReturnOrdersQuery>,
    }
}

impl Operation for ListReturnOrders {
    type Item = ReturnOrderInfo;
    const RESULT: &'static [&'static str] = &["GetReturnOrdersByQueryResult", "ReturnOrders"];
    const ITEM: &'static str = "ReturnOrderInfo";
    const EFFECT: Effect = Effect::Read;
}

impl WsiOperation for ListReturnOrders {
    fn sign(&mut self, account: &Account) {
        self.goods_owner_code = Some(account.goods_owner.code.clone());
        self.user_name = Some(account.credentials.username.clone());
        self.password = Some(account.credentials.password.clone());
    }
}

/// The return orders. The answer says beside its list whether it is one, so it is read whole; only if that fails for something in the
/// list, it is asked for again to be read one by one.
pub(super) fn return_orders(
    client: &Client,
    query: GetReturnOrdersQuery,
) -> BoxStream<'static, Result<ReturnOrderInfo, Error>> {
    let client = client.clone();
    let read = async move {
        match client.get_return_orders_by_query(query.clone()).await {
            Ok(found) => found.return_orders.into_iter().map(Ok).collect(),
            Err(error) if error.is_item() || error.kind() == ErrorKind::Unreadable => {
                let request = ListReturnOrders { return_orders_query: Some(query), ..Default::default() };
                let items: Vec<Result<ReturnOrderInfo, Error>> = client.execute_list(request).collect().await;
                // Without a return order that explains it, the list may be none at all.
                let is_explained = items.iter().any(|item| item.as_ref().is_err_and(Error::is_item));
                if is_explained { items } else { vec![Err(unreadable(error))] }
            }
            Err(error) => vec![Err(error)],
        }
    };
    stream::once(read).flat_map(stream::iter).boxed()
}

/// The answer as a whole, which is one item to its reader, is not one return order.
fn unreadable(error: Error) -> Error {
    if error.is_item() { Error::unreadable(OPERATION, error) } else { error }
}

const OPERATION: &str = <ListReturnOrders as asmx_soap::Element>::NAME;
