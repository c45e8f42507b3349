use std::collections::BTreeMap;

use asmx_soap::XsDateTime;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::{InvalidJson, MAX_BYTES, WebhookError};
use crate::model::OrderId;

/// An order was made, changed its status, or was picked from. What was picked is not in it: read the order.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct OrderEvent {
    /// Identifies the event. Whether a repeated delivery has the same one is not documented; it looks made for that.
    #[serde(default, deserialize_with = "text")]
    pub webhook_event_id: Option<String>,
    /// Identifies the delivery.
    #[serde(default, deserialize_with = "text")]
    pub webhook_orders_id: Option<String>,
    /// The warehouse's system, as in the base URL.
    #[serde(default, deserialize_with = "text")]
    pub system: Option<String>,
    /// When. The samples have no zone.
    #[serde(default, deserialize_with = "time")]
    pub timestamp: Option<XsDateTime>,
    /// Ongoing's id of the order.
    #[serde(deserialize_with = "order_id")]
    pub order_id: OrderId,
    /// Order number.
    #[serde(default, deserialize_with = "text")]
    pub order_number: Option<String>,
    /// The second, external id of the order. Only there if the sender has set it.
    #[serde(default, deserialize_with = "text")]
    pub goods_owner_order_id: Option<String>,
    /// The recipient's own number for the order.
    #[serde(default, deserialize_with = "text")]
    pub consignee_order_number: Option<String>,
    /// Whose goods.
    #[serde(default)]
    pub goods_owner_id: Option<i32>,
    /// The goods owner's name.
    #[serde(default, deserialize_with = "text")]
    pub goods_owner_name: Option<String>,
    /// The path of the order in the REST interface.
    #[serde(default, deserialize_with = "text")]
    pub path: Option<String>,
    /// Status number, as it was then.
    #[serde(default, deserialize_with = "number")]
    pub order_status: Option<i32>,
    /// Waybills so far; more may follow without a further event.
    #[serde(default, deserialize_with = "list")]
    pub tracking: Vec<Tracking>,
    /// Parcels so far.
    #[serde(default, deserialize_with = "list")]
    pub parcels: Vec<Parcel>,
    /// Whatever else is in it, by its name: each value as JSON.
    #[serde(flatten, deserialize_with = "others")]
    pub other: BTreeMap<String, String>,
}

/// A waybill of an order, or the tracking of a parcel.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Tracking {
    /// Number of the waybill; parcels may have none.
    #[serde(default, deserialize_with = "text")]
    pub waybill: Option<String>,
    /// Where to follow it.
    #[serde(default, deserialize_with = "text")]
    pub tracking_url: Option<String>,
    /// Whether it is for a return.
    #[serde(default, deserialize_with = "flag")]
    pub is_return: bool,
}

/// A parcel of an order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Parcel {
    /// Ongoing's id.
    #[serde(default)]
    pub id: Option<i64>,
    /// Number on its label.
    #[serde(default, deserialize_with = "text")]
    pub parcel_number: Option<String>,
    /// Whether it is for a return.
    #[serde(default, deserialize_with = "flag")]
    pub is_return_parcel: bool,
    /// Where it is.
    #[serde(default)]
    pub tracking: Option<Tracking>,
}

impl OrderEvent {
    /// Reads the body of a webhook. Absent, `null` and `""` all mean "not set"; what is not known goes to
    /// [`other`](Self::other).
    ///
    /// # Errors
    /// If the body is too large, is not JSON, or names no order.
    pub fn from_json(body: &[u8]) -> Result<Self, WebhookError> {
        if body.len() > MAX_BYTES {
            return Err(WebhookError::TooLarge(body.len()));
        }
        let body = body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body);
        serde_json::from_slice(body).map_err(|error| WebhookError::Json(InvalidJson(error)))
    }
}

/// A text, or a number where the documentation does not say which.
fn text<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Ok(match Value::deserialize(from)? {
        Value::String(text) => Some(text).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}

fn time<'de, D: Deserializer<'de>>(from: D) -> Result<Option<XsDateTime>, D::Error> {
    let text = text(from)?;
    let time = text.map(|text| text.parse().map_err(serde::de::Error::custom)).transpose()?;
    Ok(time.filter(|time: &XsDateTime| !time.is_minimum()))
}

fn others<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<String, String>, D::Error> {
    let others = Map::<String, Value>::deserialize(from)?;
    Ok(others.into_iter().map(|(name, value)| (name, value.to_string())).collect())
}

fn order_id<'de, D: Deserializer<'de>>(from: D) -> Result<OrderId, D::Error> {
    i32::deserialize(from).map(OrderId)
}

fn number<'de, D: Deserializer<'de>>(from: D) -> Result<Option<i32>, D::Error> {
    #[derive(Deserialize)]
    struct Status {
        #[serde(default)]
        number: Option<i32>,
    }
    Ok(Option::<Status>::deserialize(from)?.and_then(|status| status.number))
}

fn flag<'de, D: Deserializer<'de>>(from: D) -> Result<bool, D::Error> {
    Option::deserialize(from).map(Option::unwrap_or_default)
}

fn list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    Option::deserialize(from).map(Option::unwrap_or_default)
}
