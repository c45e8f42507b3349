//! Purchase orders over REST, in the model's shape.

use futures::stream::{self, BoxStream};
use futures::{StreamExt, TryStreamExt};

use super::RestClient;
use super::convert::{Left, purchase_order, received_order};
use super::exchange::Call;
use super::items::Paging;
use super::model::{GetPurchaseOrderModel, PostPurchaseOrderResponse, Wire};
use super::pages::List;
use super::query::Query;
use crate::model::{
    ArticleIdentificationType, InOrder, InOrderFilters, InOrderIdentificationType, InOrderOperation,
    ReceivedInOrder,
};
use crate::soap::verdict::message;
use crate::{Error, ProcessedInOrder};

const PUT: &str = "PUT /purchaseOrders";
const GET: &str = "GET /purchaseOrders";

const LIST: List = List {
    call: Call::get(GET),
    path: "/purchaseOrders",
    paging: Paging {
        from: "purchaseOrderIdFrom",
        size: "maxPurchaseOrdersToGet",
        id: "purchaseOrderId",
        record: "purchaseOrderNumber",
    },
};

pub(super) async fn process(client: &RestClient, in_order: InOrder) -> Result<ProcessedInOrder, Error> {
    let info = in_order.in_order_info.as_ref();
    let number = info.and_then(|info| info.goods_owner_order_number.clone());
    let by_number = info.is_some_and(|info| {
        info.in_order_identification == InOrderIdentificationType::GoodsOwnerOrderNumber && number.is_some()
    });
    let mut left = Left::default();
    left.over_if("InOrderInfo.InOrderIdentification (but by its number)", !by_number);
    match (info.map(|info| &info.in_order_operation), &number) {
        (Some(InOrderOperation::Remove), Some(number)) => return remove(client, number).await,
        (Some(InOrderOperation::CreateOrUpdate), _) => {}
        // PUT creates or updates: it cannot be restricted to one of them.
        _ => left.over("InOrderInfo.InOrderOperation (but CreateOrUpdate and Remove)", Some(())),
    }
    left.nothing(PUT)?;
    let codes = in_order.in_order_lines.iter().filter_map(|line| match line.article_identification {
        ArticleIdentificationType::ProductCode => line.product_code.clone(),
        _ => None,
    });
    let numbers = client.article_numbers(codes.collect()).await?;
    let body = purchase_order(PUT, in_order, &numbers)?;
    done(client.put_purchase_order(body).await?)
}

pub(super) async fn remove(client: &RestClient, number: &str) -> Result<ProcessedInOrder, Error> {
    let done = client.delete_purchase_order(number).await?;
    Ok(ProcessedInOrder { in_order_id: done.purchase_order_id, message: message(done.message.as_deref()) })
}

/// A write that is answered without an id is no success, whatever its status: as of orders.
fn done(done: PostPurchaseOrderResponse) -> Result<ProcessedInOrder, Error> {
    match done.purchase_order_id {
        None => Err(Error::no_result(PUT)),
        id => Ok(ProcessedInOrder { in_order_id: id, message: message(done.message.as_deref()) }),
    }
}

pub(super) fn purchase_orders(
    client: &RestClient,
    filters: InOrderFilters,
) -> BoxStream<'static, Result<ReceivedInOrder, Error>> {
    let asked: Option<std::collections::HashSet<String>> = match &filters.in_order_numbers_to_get {
        numbers if numbers.is_empty() => None,
        numbers => Some(numbers.iter().cloned().collect()),
    };
    let queries = match queries(client.goods_owner().id, &filters) {
        Ok(queries) => queries,
        Err(error) => return stream::iter([Err(error)]).boxed(),
    };
    let id = |Wire(order): &Wire<GetPurchaseOrderModel>| {
        order.purchase_order_info.as_ref()?.purchase_order_id.map(|id| id.0)
    };
    let orders = client.pages(LIST, queries, id).map_ok(|Wire(order)| received_order(order));
    let orders = orders.try_filter(move |order| {
        // No source says that the filter is exact.
        let number = order.in_order_info.as_ref().and_then(|info| info.goods_owner_order_number.as_ref());
        let is_asked_for =
            asked.as_ref().is_none_or(|asked| number.is_some_and(|number| asked.contains(number)));
        std::future::ready(is_asked_for)
    });
    orders.boxed()
}

fn queries(owner: i32, filters: &InOrderFilters) -> Result<Vec<Query>, Error> {
    let InOrderFilters {
        in_date_from,
        in_date_to,
        last_receive_time_from,
        last_receive_time_to,
        in_order_status_from,
        in_order_status_to,
        is_return_type,
        in_order_numbers_to_get,
        in_order_special_filters,
        last_updated_from,
        last_updated_to,
    } = filters;
    let special = in_order_special_filters.clone().unwrap_or_default();
    let mut left = Left::default();
    left.over("IsReturnType", is_return_type.as_ref());
    left.over("LastUpdatedFrom", last_updated_from.as_ref());
    left.over("LastUpdatedTo", last_updated_to.as_ref());
    left.over_if("InOrderSpecialFilters.OnlyGetUnDeclaredInOrders", special.only_get_undeclared_in_orders);
    left.nothing(GET)?;
    let to_report = special.only_with_in_order_lines_with_diffing_received_to_reported;
    let query = Query::of(owner)
        .with("inDateFrom", *in_date_from)
        .with("inDateTo", *in_date_to)
        .with("lastReceiveTimeFrom", *last_receive_time_from)
        .with("lastReceiveTimeTo", *last_receive_time_to)
        .with("purchaseOrderStatusFrom", *in_order_status_from)
        .with("purchaseOrderStatusTo", *in_order_status_to)
        .with("onlyPurchaseOrdersWithOrderLinesToReport", to_report.then_some(true));
    Ok(query.for_each("purchaseOrderNumbers", in_order_numbers_to_get))
}
