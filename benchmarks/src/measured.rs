//! What is counted, one function each, so that a profiler can tell where it begins and where it ends.

use std::hint::black_box;

use futures::{StreamExt, TryStreamExt};
use twentyfour_client::operation::product::SaveProducts;
use twentyfour_client::types::{
    InvoiceOrder, InvoiceSearchParameters, OrderId, Product, ProductSearchParameters,
};
use twentyfour_client::{Client, Error, Items};

use crate::canned::at_once;
use crate::serde_reader::{self, Answer};

/// The client's list of products.
///
/// # Errors
/// The client's.
pub async fn products(client: &Client) -> Result<Items<Product>, Error> {
    client.get_products(ProductSearchParameters::default(), &[]).await
}

/// The client's list of orders.
///
/// # Errors
/// The client's.
pub async fn orders(client: &Client) -> Result<Items<InvoiceOrder>, Error> {
    let search = InvoiceSearchParameters { order_ids: vec![OrderId(1)], ..Default::default() };
    client.get_invoices(search, &[]).await
}

/// A request that saves all products of a list.
///
/// # Errors
/// The client's.
pub fn save(client: &Client) -> Result<SaveProducts, Error> {
    at_once(async { Ok(SaveProducts { products: products(client).await?.try_collect().await? }) })
}

/// Request, answer, decoding, each item dropped: what a user of the client runs. How many items there were.
///
/// # Errors
/// The client's.
#[inline(never)]
pub fn stream<T>(begin: impl Future<Output = Result<Items<T>, Error>>) -> Result<usize, Error> {
    at_once(async {
        let mut items = begin.await?;
        let mut count = 0;
        while let Some(item) = items.next().await {
            black_box(item?);
            count += 1;
        }
        Ok(count)
    })
}

/// The envelope that is sent. How many products are in it.
///
/// # Errors
/// A text that XML cannot carry.
#[inline(never)]
pub fn encode(operation: &SaveProducts) -> Result<usize, asmx_soap::EncodeError> {
    black_box(asmx_soap::envelope(operation)?);
    Ok(operation.products.len())
}

/// quick-xml's serde layer over a reader, as a client has one.
///
/// # Errors
/// quick-xml's.
#[inline(never)]
pub fn serde_reader<T: serde_reader::Items>(xml: &str) -> Result<usize, quick_xml::DeError> {
    Ok(black_box(quick_xml::de::from_reader::<_, Answer<T>>(xml.as_bytes())?).into_items().count())
}

/// The same over a text that is wholly in memory: its fastest way.
///
/// # Errors
/// quick-xml's.
#[inline(never)]
pub fn serde_text<T: serde_reader::Items>(xml: &str) -> Result<usize, quick_xml::DeError> {
    Ok(black_box(quick_xml::de::from_str::<Answer<T>>(xml)?).into_items().count())
}
