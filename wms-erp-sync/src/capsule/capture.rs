//! Making a capsule.

use asmx_soap::http::HttpErrorKind;
use futures::StreamExt;
use ongoing_client::model::ReturnOrderInfo;
use serde::Serialize;
use serde_json::Value;
use twentyfour_client::Properties;
use twentyfour_client::types::{CompanyId, InvoiceOrder, OrderId, ProductId};
use wms_erp_mapping::{
    ArticleIdentification, CREDIT_ORDER_PROPERTIES, CREDIT_ROW_PROPERTIES, DELIVERED_ROW_PROPERTIES,
    REST_ORDER_PROPERTIES, REST_ROW_PROPERTIES, order_articles, order_number,
};

use super::again::{Failure, failures};
use super::exchange::{Exchange, Raw, Recorder, word};
use super::pseudonym::{PseudonymKey, Pseudonyms};
use super::scoped::{Played, Scoped, alone};
use super::treatment::Treatment;
use super::{Capsule, CapsuleError, CapsuleTransport, FORMAT, KIND, json, replay};
use crate::context::RunError;
use crate::document::{CapsuleDocument, of_order};
use crate::engine::Engine;
use crate::operator::keep_vendor_waits;
use crate::port::{ArticleQuery, OrderQuery, PortError, Records, ReturnQuery, named, order_named};
use crate::process::order_head::properties;
use crate::record_id::RecordId;
use crate::tenant::Tenant;

/// What a capsule is made of.
#[derive(Debug)]
#[non_exhaustive]
pub struct CapsuleSource {
    /// The tenant, whose clients' requests go through the [recorder](Self::recorder).
    pub tenant: Tenant,
    /// What records the requests.
    pub recorder: Recorder,
    /// How the WMS is spoken to.
    pub transport: CapsuleTransport,
    settings: Value,
    /// The customer's key.
    pub key: PseudonymKey,
}

impl CapsuleSource {
    /// A tenant whose clients' requests go through this recorder, over SOAP, without settings.
    pub fn new(tenant: Tenant, recorder: Recorder, key: PseudonymKey) -> Self {
        Self { tenant, recorder, transport: CapsuleTransport::Soap, settings: Value::Null, key }
    }

    /// The WMS's transport.
    #[must_use]
    pub fn transport(self, transport: CapsuleTransport) -> Self {
        Self { transport, ..self }
    }

    /// The settings as a host says them, to make the tenant of when the capsule is replayed: without secrets, without addresses.
    ///
    /// # Errors
    /// [`CapsuleError::Settings`], if they cannot be written as JSON.
    pub fn settings(self, settings: &impl Serialize) -> Result<Self, CapsuleError> {
        let settings =
            serde_json::to_value(settings).map_err(|error| CapsuleError::Settings(error.to_string()))?;
        Ok(Self { settings, ..self })
    }
}

impl CapsuleSource {
    /// Packs what is needed to replay a problem with an order of the tenant, which the engine has under the same name: what is
    /// remembered of it, and what both sides answer when its processes are planned now. Nothing is written, here or there. What a
    /// side cannot answer is missing, and is [named](Capsule::missing). None if no one knows the order.
    ///
    /// # Errors
    /// [`RunError::UnknownRecord`], if the ERP cannot have an order of that name; [`RunError::Stopped`] while a vendor has asked us to
    /// wait; if the engine's store fails.
    pub async fn pack(
        self,
        engine: &Engine,
        order: impl Into<RecordId>,
    ) -> Result<Option<Capsule>, RunError> {
        let id = engine.inspect(&self.tenant.name).order(&order.into())?;
        keep_vendor_waits(engine, &self.tenant).await?;
        Box::pin(make(engine, id, self)).await
    }
}

async fn make(engine: &Engine, order: OrderId, source: CapsuleSource) -> Result<Option<Capsule>, RunError> {
    let CapsuleSource { tenant, recorder, transport, settings, key } = source;
    let at = engine.clock().now();
    let name = tenant.name.clone();
    let tenant = alone(&tenant, order);
    let mut missing = Vec::new();
    let known = read(&tenant, order, &mut missing).await;
    let documents = of_order(&engine.inner.store, &name, order, &known.products, &known.returns).await?;
    // How far the processes have read, and whether they failed, says nothing of the order.
    let is_remembered =
        documents.iter().any(|document| !["cursor", "run", "tenant"].contains(&document.table.as_str()));
    if !known.is_there && !is_remembered && missing.is_empty() {
        return Ok(None);
    }
    let scoped = Scoped { order, at, documents: &documents };
    let live = scoped.plan(&tenant).await?;
    let failures = failures(&scoped, &live.outcome).await?;

    let pseudonyms = Pseudonyms::new(key);
    let recorded = recorder.recorded();
    // Once to learn which words stay and which do not, and once more with that.
    let _ = hidden(&recorded, &documents, &pseudonyms);
    let (exchanges, documents) = hidden(&recorded, &documents, &pseudonyms);
    missing.extend(recorded.iter().filter_map(failure));
    missing.sort();
    missing.dedup();
    let missing = missing.iter().map(|what| pseudonyms.text(what, Treatment::Prose)).collect();
    let mut capsule = Capsule {
        kind: KIND.to_owned(),
        format: FORMAT,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        order: order.0,
        made_at: at,
        transport,
        settings,
        missing,
        outcome: Default::default(),
        original: None,
        documents,
        exchanges,
    };
    settle(&mut capsule, &tenant, (&live, &failures), &pseudonyms).await?;
    Ok(Some(capsule))
}

/// Replays the capsule, so that it says what a replay must show. A hash of the order as it was read stands for something else under
/// pseudonyms: it is replaced by the hash of what a replay reads.
async fn settle(
    capsule: &mut Capsule,
    tenant: &Tenant,
    (live, failures): (&Played, &[Failure]),
    pseudonyms: &Pseudonyms,
) -> Result<(), RunError> {
    let mut played = replay::play(capsule, tenant).await?;
    let mut replaced = 0;
    for (live, new) in live.hashes.iter().zip(&played.hashes) {
        let (Some(live), Some(new)) = (live, new) else { continue };
        let hidden = pseudonyms.text(live, Treatment::Hide);
        for document in &mut capsule.documents {
            replaced += replace(&mut document.value, &hidden, new);
        }
    }
    if replaced > 0 {
        played = replay::play(capsule, tenant).await?;
    }
    let mut expected = live.outcome.outline();
    expected.extend(failures.iter().map(Failure::outline));
    capsule.original = (played.outcome.outline() != expected).then_some(expected);
    capsule.outcome = played.outcome;
    Ok(())
}

/// Replaces a text wherever it stands; how often it did.
fn replace(value: &mut Value, old: &str, new: &str) -> usize {
    match value {
        Value::String(text) if text == old => {
            new.clone_into(text);
            1
        }
        Value::Array(values) => values.iter_mut().map(|value| replace(value, old, new)).sum(),
        Value::Object(fields) => fields.values_mut().map(|value| replace(value, old, new)).sum(),
        _ => 0,
    }
}

/// What is known of an order by reading both sides.
#[derive(Default)]
struct Known {
    is_there: bool,
    products: Vec<ProductId>,
    /// Its returns, by their numbers.
    returns: Vec<String>,
}

/// Reads both sides: the answers are recorded. What cannot be read is missing.
async fn read(tenant: &Tenant, id: OrderId, missing: &mut Vec<String>) -> Known {
    let mut known = Known::default();
    let properties = match &tenant.orders {
        Some(orders) => properties(tenant, orders),
        None => order_named(
            &["CustomerId", "CustomerDeliveryId", "OrderStatus", "InvoiceRows"],
            &["RowId", "Type", "ProductId", "Quantity"],
        ),
    };
    let mut of_erp =
        |what: &str, error: PortError| missing.push(format!("ERP: {what}: {}", error.full_message()));
    let mut numbers = Vec::new();
    let order: Option<InvoiceOrder> = match all(tenant.erp.orders(&[id], &properties).await).await {
        Ok(orders) => orders.into_iter().next(),
        Err(error) => {
            of_erp("the order", error);
            None
        }
    };
    // What other processes may ask of it, whether or not they do now: a write that failed may need it.
    if let Err(error) = all(tenant.erp.orders(&[id], &everything()).await).await {
        of_erp("the order", error);
    }
    if let Some(order) = &order {
        known.is_there = true;
        known.products = match &tenant.orders {
            Some(orders) => order_articles(order, &orders.mapping),
            None => wms_erp_mapping::order_products(order),
        };
        let products =
            named(&["Id", "No", "Name", "StatusId", "StockControlled", "EAN1", "Weight", "CategoryId"]);
        match all(tenant.erp.products(&known.products, &products).await).await {
            Ok(products) => numbers.extend(products.iter().map(wms_erp_mapping::article_number)),
            Err(error) => of_erp("the products of its rows", error),
        }
        let mut companies: Vec<CompanyId> =
            [order.customer_delivery_id, order.customer_id].into_iter().flatten().collect();
        companies.dedup();
        let properties = named(&["Id", "Name", "Type", "PhoneNumbers", "EmailAddresses", "Addresses"]);
        if let Err(error) = all(tenant.erp.companies(&companies, &properties).await).await {
            of_erp("its customer", error);
        }
    }
    let mut of_wms =
        |what: &str, error: PortError| missing.push(format!("WMS: {what}: {}", error.full_message()));
    let mapping = tenant.orders.as_ref().map(|orders| &orders.mapping);
    let prefix = mapping.map_or("", |mapping| mapping.order_number_prefix.as_str());
    match all(tenant.wms.orders(OrderQuery::numbers(vec![order_number(id, prefix)])).await).await {
        Ok(orders) => known.is_there |= !orders.is_empty(),
        Err(error) => of_wms("the order", error),
    }
    let by_code =
        mapping.is_none_or(|mapping| mapping.article_identification == ArticleIdentification::ProductCode);
    let articles = match by_code {
        true => ArticleQuery::ProductCodes(known.products.iter().map(ToString::to_string).collect()),
        false => ArticleQuery::Numbers(numbers),
    };
    if !known.products.is_empty()
        && let Err(error) = all(tenant.wms.articles(articles).await).await
    {
        of_wms("the articles of its rows", error);
    }
    if let Err(error) = tenant.wms.order_statuses().await {
        of_wms("the order statuses", error);
    }
    if tenant.returns.is_some() {
        match all(tenant.wms.return_orders(ReturnQuery::OfOrders(vec![order_number(id, prefix)])).await).await
        {
            Ok(returns) => {
                if let Err(error) = read_credits(tenant, &returns).await {
                    missing.push(format!("ERP: the credits of its returns: {}", error.full_message()));
                }
                known.returns = returns.into_iter().filter_map(|found| found.return_order_number).collect();
            }
            Err(error) => of_wms("its returns", error),
        }
    }
    known
}

/// All that is asked of an order to report on it, to make an order for its rest, or to credit it.
fn everything() -> Properties<InvoiceOrder> {
    let texts = ["InvoiceText", "DeliveryAlternative"];
    let order = texts.iter().chain(REST_ORDER_PROPERTIES.iter().filter(|name| !texts.contains(name)));
    let rows = DELIVERED_ROW_PROPERTIES
        .iter()
        .chain(REST_ROW_PROPERTIES.iter().filter(|name| !DELIVERED_ROW_PROPERTIES.contains(name)));
    order_named(&order.copied().collect::<Vec<_>>(), &rows.copied().collect::<Vec<_>>())
}

/// Reads what the ERP has of the credits of returns.
async fn read_credits(tenant: &Tenant, returns: &[ReturnOrderInfo]) -> Result<(), PortError> {
    // By the id of the return with a minus.
    let ids = returns.iter().filter_map(|found| found.return_order_id).filter(|id| id.0 > 0);
    let marks: Vec<OrderId> = ids.map(|id| OrderId(-id.0)).collect();
    if marks.is_empty() {
        return Ok(());
    }
    let heads = all(tenant.erp.orders_for_rest_of(&marks).await).await?;
    let ids: Vec<OrderId> = heads.into_iter().filter_map(|head| head.order_id).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let properties = order_named(CREDIT_ORDER_PROPERTIES, CREDIT_ROW_PROPERTIES);
    all(tenant.erp.orders(&ids, &properties).await).await.map(drop)
}

/// All that can be read. A record that cannot be read by itself does not matter: its answer is recorded.
async fn all<T>(records: Result<Records<T>, PortError>) -> Result<Vec<T>, PortError> {
    let mut records = records?;
    let mut all = Vec::new();
    while let Some(record) = records.next().await {
        match record {
            Ok(record) => all.push(record),
            Err(error) if error.is_item() => {}
            Err(error) => return Err(error),
        }
    }
    Ok(all)
}

fn failure(exchange: &Raw) -> Option<String> {
    let how = exchange.failure()?;
    let is_unreachable = how == word(HttpErrorKind::Connect);
    let what = if is_unreachable { "could not be reached" } else { "did not answer in full" };
    Some(format!("{:?}: {what} ({}: {how})", exchange.asked.side, exchange.asked.operation))
}

/// All under pseudonyms.
fn hidden(
    recorded: &[Raw],
    documents: &[CapsuleDocument],
    pseudonyms: &Pseudonyms,
) -> (Vec<Exchange>, Vec<CapsuleDocument>) {
    let mut exchanges: Vec<Exchange> = Vec::new();
    for exchange in recorded.iter().map(|raw| raw.hidden(pseudonyms)) {
        // What was asked twice and answered alike is kept once.
        if exchanges.last() != Some(&exchange) {
            exchanges.push(exchange);
        }
    }
    let documents = documents.iter().map(|document| {
        let text = document.value.to_string();
        let text = json::rewrite_by(&text, Some(pseudonyms), of_document);
        let value = serde_json::from_str(&text).unwrap_or(Value::String(text));
        CapsuleDocument { value, ..document.clone() }
    });
    let documents = documents.collect();
    (exchanges, documents)
}

/// What is to become of a field of a document.
fn of_document(parent: &str, name: &str, value: &str) -> Treatment {
    match (parent, name) {
        (_, "what" | "remedy" | "detail" | "side_effects" | "reason") => Treatment::Prose,
        // Of waybills and parcels: with one, anyone can see where it went.
        ("numbers", _) => Treatment::Hide,
        ("fingerprint", "mapping")
        | (
            _,
            "process" | "record" | "class" | "since" | "last_tried" | "due" | "waits_for" | "first_import"
            | "seen" | "unsure_since" | "at" | "number" | "code" | "article" | "product" | "picked"
            | "ordered" | "quantity" | "kind" | "erp_status" | "reported_at" | "began" | "whole" | "settings"
            | "ignored" | "order" | "outcome" | "started" | "ended" | "not_before" | "next_due",
        ) => Treatment::Keep,
        // What came back on a return, by the codes of lines; not a hash, which stands for something else under pseudonyms.
        (_, "source") if value.starts_with('{') && !value.contains(char::is_alphabetic) => Treatment::Keep,
        // Numbers, and yes or no.
        _ if value.parse::<f64>().is_ok() || ["true", "false", "null"].contains(&value) => Treatment::Keep,
        _ => Treatment::Hide,
    }
}
