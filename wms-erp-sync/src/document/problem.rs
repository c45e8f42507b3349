//! Whether a document is one.

use serde::de::IgnoredAny;

use super::report::Report;
use super::{
    ArticleRecord, Asked, Begun, ChangedLines, Claimant, DayCounts, Dismissed, Document, DocumentKey,
    DueArticle, DueOrderStatus, DueStock, Held, KnownIdentity, LastPurge, LateOrder, NumberClaim,
    NumberOwner, OpenOrder, OrderByWord, OrderEvent, OrderRecord, Pause, Progress, PurchaseCursor,
    PurchaseRecord, ReplacedArticle, ReportedQuantities, RequestShare, RestOrder, ReturnRecord, RuledLevel,
    RunProgress, SeenStock, SentOrder, Shipment, SpooledOrder, SpooledProduct, StatusProbe, StockRecord,
    StockRequest, StockWrite, SuppliedArticle, SupplierCompany, TakenOrder, TakenOrderStatus,
    TakenReplacement, UnboundLevel, VendorWait, WantedOrder, form,
};
use crate::store::{StoreError, Table};

/// What is wrong with a document, if something is, and whether it is only that a later version wrote it.
pub(crate) fn problem(table: &str, key: &str, text: &str) -> Option<Problem> {
    let Some(table) = Table::ALL.iter().find(|known| known.as_str() == table) else {
        return Some(("this version knows no such table".to_owned(), true));
    };
    match KINDS.iter().find_map(|kind| kind(*table, key, text)) {
        Some(checked) => checked.err(),
        None => serde_json::from_str::<IgnoredAny>(text).err().map(|error| (error.to_string(), false)),
    }
}

/// `None` if the key is that of another kind.
type Kind = fn(Table, &str, &str) -> Option<Result<(), Problem>>;

/// What is wrong, and whether it is only that a later version wrote it.
type Problem = (String, bool);

/// Each kind once.
const KINDS: &[Kind] = &[
    of::<ArticleRecord>,
    of::<NumberOwner>,
    of::<NumberClaim>,
    of::<Claimant>,
    of::<DueArticle>,
    |table, key, text| with(table, key, text, |spooled: SpooledProduct| spooled.product().map(drop)),
    |table, key, text| with(table, key, text, |kept: SupplierCompany| kept.company().map(drop)),
    of::<SuppliedArticle>,
    of::<OrderRecord>,
    of::<OpenOrder>,
    of::<OrderByWord>,
    of::<WantedOrder>,
    of::<TakenOrder>,
    |table, key, text| with(table, key, text, |spooled: SpooledOrder| spooled.order().map(drop)),
    of::<ChangedLines>,
    of::<LateOrder>,
    of::<Shipment>,
    of::<DueOrderStatus>,
    of::<TakenOrderStatus>,
    of::<SentOrder>,
    of::<ReportedQuantities>,
    of::<RestOrder>,
    of::<ReturnRecord>,
    of::<PurchaseRecord>,
    of::<PurchaseCursor>,
    of::<StatusProbe>,
    of::<StockRecord>,
    of::<DueStock>,
    of::<StockRequest>,
    of::<ReplacedArticle>,
    of::<TakenReplacement>,
    of::<UnboundLevel>,
    of::<RuledLevel>,
    of::<SeenStock>,
    of::<Held>,
    of::<Dismissed>,
    of::<OrderEvent>,
    of::<StockWrite>,
    of::<Report>,
    of::<Begun>,
    of::<RunProgress>,
    of::<DayCounts>,
    of::<Progress>,
    of::<Asked>,
    of::<Pause>,
    of::<KnownIdentity>,
    of::<LastPurge>,
    of::<VendorWait>,
    of::<RequestShare>,
];

fn of<D: Document>(table: Table, key: &str, text: &str) -> Option<Result<(), Problem>> {
    with(table, key, text, |_: D| Ok::<_, String>(()))
}

fn with<D: Document, E: ToString>(
    table: Table,
    key: &str,
    text: &str,
    check: impl Fn(D) -> Result<(), E>,
) -> Option<Result<(), Problem>> {
    if table != D::TABLE {
        return None;
    }
    D::Key::read(key.strip_prefix(D::PREFIX)?)?;
    Some(match form::read::<D>(key, text) {
        Ok(document) => check(document).map_err(|error| (error.to_string(), false)),
        Err(StoreError::Corrupt { detail, .. }) => Err((detail, false)),
        Err(error) => Err((error.to_string(), true)),
    })
}
