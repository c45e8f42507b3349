use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use twentyfour_client::types::ProductId;

use super::Document;
use crate::store::Table;

/// What the WMS last said about one product's stock, and what the ERP made of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct StockRecord {
    /// The quantity, by the chosen basis.
    pub(crate) level: Decimal,
    /// What we last wrote to the ERP: one that rounds must not be written again and again.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) written: Option<Decimal>,
    /// What the ERP showed of what we wrote.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) shown: Option<Decimal>,
    /// How often the same quantity was written again because the ERP did not show it.
    #[serde(default)]
    pub(crate) repeats: u32,
    /// Whether the safety limit concerns it.
    #[serde(rename = "brake", skip_serializing_if = "Option::is_none", default)]
    pub(crate) safety_limit: Option<SafetyLimit>,
}

/// What the safety limit did with a product that would go to zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SafetyLimit {
    /// It waits for a person.
    Held,
    /// A person has let it go.
    Released,
}

impl StockRecord {
    /// One that is seen for the first time.
    pub(crate) fn new(level: Decimal) -> Self {
        Self { level, written: None, shown: None, repeats: 0, safety_limit: None }
    }
}

impl Document for StockRecord {
    const TABLE: Table = Table::Stock;
    type Key = ProductId;
}

super::kind::marks! {
    /// A product whose stock is to be compared.
    DueStock: Due "stock/" by ProductId;
    /// A product whose stock another process wants compared. The stock process makes it due before it reads the ERP: were it to
    /// remove what others mark, it could remove what was marked after it had read.
    StockRequest: Due "stock_request/" by ProductId;
    /// A product whose article was created again in the WMS: any known level is that of the earlier article.
    ReplacedArticle: Due "stock_replaced/" by ProductId;
    /// The same, when the stock process has taken it, until the level of the new article is known.
    TakenReplacement: Due "stock_replaced/taken/" by ProductId;
}

/// The level of an article that we have not brought, or not yet: the WMS reports a level only when it changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct UnboundLevel(pub(crate) Decimal);

impl Document for UnboundLevel {
    const TABLE: Table = Table::Due;
    const PREFIX: &'static str = "stock_unbound/";
    type Key = ProductId;
}

/// A level that a hook does not let pass, as the WMS reported it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct RuledLevel(pub(crate) Decimal);

impl Document for RuledLevel {
    const TABLE: Table = Table::Due;
    const PREFIX: &'static str = "stock_ruled/";
    type Key = ProductId;
}

/// What the articles process saw of the stock in the ERP when it last read the changed products. One that is not fit for the
/// run at hand is as good as none: then the stock process reads the products itself. It is written anew by each read, and never
/// grows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct SeenStock {
    /// When that read began.
    pub(crate) began: DateTime<Utc>,
    /// It saw what changed after this time; everything, without.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) since: Option<DateTime<Utc>>,
    pub(crate) products: Vec<SeenProduct>,
}

/// A product in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct SeenProduct {
    pub(crate) id: i32,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) stock: Option<Decimal>,
    /// Whether stock of it is kept, where the ERP says so.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) controlled: Option<bool>,
}

impl Document for SeenStock {
    const TABLE: Table = Table::Due;
    const PREFIX: &'static str = "stock_seen";
    type Key = ();
}
