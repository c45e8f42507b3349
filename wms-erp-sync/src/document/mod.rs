//! What is remembered, document by document: where each kind is kept, by which keys, in which version, and who writes it.
//!
//! No other module knows a table or the text of a key. A kind is a type that is a [`Document`]; [`Documents`] reads,
//! `Batch::{set, mark, remove, remove_all}` write. Two processes of a tenant never overwrite each other: each kind has one
//! process that writes it, or a lease under which it is written. What one process leaves to another is a mark that the one makes and the
//! other takes before it reads what the mark is about (`Run::take_marks`).
//!
//! | table | key | kind | written by |
//! | --- | --- | --- | --- |
//! | `cursor` | `process/stream` | [`Progress`] | that process |
//! | `spool` | `articles/product` | [`SpooledProduct`] | articles |
//! | | `orders/order` | [`SpooledOrder`] | orders |
//! | | `order_status/order` | [`SentOrder`] | order status |
//! | | `tracking/order` | [`LateTracking`] | order status |
//! | `article` | product | [`ArticleRecord`] | the article writer |
//! | `article_number` | number, as it is compared | [`NumberOwner`] | the article writer |
//! | `intent` | `claim/product`, `number/hash/product` | [`NumberClaim`], [`Claimant`] | articles; the article writer removes |
//! | | `rest/order` | [`RestOrder`] | order status |
//! | | `return/return` | [`ReturnRecord`] | returns; the purge removes |
//! | | `purchase/number` | [`PurchaseRecord`] | expected receipts; the purge removes |
//! | | `purchase_cursor` | [`PurchaseCursor`] | expected receipts |
//! | `supplier` | `company/company` | [`SupplierCompany`] | suppliers and the article writer, under its lease |
//! | | `asked` | [`CompaniesAsked`] | articles and suppliers, whichever comes first |
//! | | `article/company/product` | [`SuppliedArticle`] | the article writer |
//! | `order` | `order/order`, `open/order` | [`OrderRecord`], [`OpenOrder`] | orders |
//! | | `by/word/order` | [`OrderByWord`] | orders; the purge removes |
//! | `shipment` | order | [`Shipment`] | order status |
//! | `stock` | product | [`StockRecord`] | stock |
//! | `due` | `articles/product` | [`DueArticle`] | whoever holds the article writer's lease |
//! | | `stock/product` | [`DueStock`] | stock |
//! | | `stock_request/product` | [`StockRequest`] | the article writer, order status, returns; stock takes it |
//! | | `stock_replaced/product` | [`ReplacedArticle`] | the article writer; stock takes it |
//! | | `stock_replaced/taken/product` | [`TakenReplacement`] | stock |
//! | | `stock_unbound/product`, `stock_ruled/product` | [`UnboundLevel`], [`RuledLevel`] | stock |
//! | | `stock_seen` | [`SeenStock`] | articles; stock reads it |
//! | | `orders/order` | [`WantedOrder`] | a backfill; orders takes it |
//! | | `orders/taken/order` | [`TakenOrder`] | orders |
//! | | `lines/order` | [`ChangedLines`] | orders |
//! | | `late/order` | [`LateOrder`] | orders |
//! | | `order_status/order` | [`DueOrderStatus`] | orders, takeover; order status takes it |
//! | | `order_status/taken/order` | [`TakenOrderStatus`] | order status |
//! | | `acknowledge/order` | [`ReportedQuantities`] | order status |
//! | | `tracking/order` | [`KnownTracking`] | order status |
//! | | `returns/return` | [`DueReturn`] | returns |
//! | | `expected_receipts/write/number` | [`DuePurchase`] | expected receipts |
//! | | `expected_receipts/received/number` | [`DueReceipt`] | expected receipts |
//! | `held` | `process/record` | [`Held`] | that process |
//! | `event` | `order/order/time/process/number` | [`Event`] | every process adds; the purge removes |
//! | | `stock/time/product` | [`StockWrite`] | stock adds; the purge removes |
//! | `run` | `process`, `process/begun`, `process/day/day` | [`Report`](crate::Report), [`Begun`], [`DayCounts`] | that process |
//! | | `process/progress` | [`RunProgress`] | that process, while a run of it is long |
//! | `control` | `dismissed/process/record` | [`Dismissed`] | operators; the purge removes |
//! | | `pause/process` | [`Pause`] | operators |
//! | | `retry/…`, `rewrite/…`, `release/process/record` | [`Asked`] | operators; that process removes |
//! | `tenant` | `identity`, `goods_owner` | [`KnownIdentity`] | the first run |
//! | | `status_write` | [`StatusProbe`] | the status writer |
//! | | `purged` | [`LastPurge`] | the purge |
//! | | `wait/vendor` | [`VendorWait`] | each run |
//! | | `requests/process` | [`RequestShare`], under the name of an address | the ledger of requests |
//! | `own` | `process/kind/key` | [`ProcessDocument`] | that process, one of the host's own |
//! | `activity` | | | the service alone: what people did there |

mod article;
mod cursor;
mod day;
mod event;
mod fingerprint;
mod form;
mod held;
pub(crate) mod import;
mod key;
mod kind;
#[cfg(feature = "clients")]
mod of_order;
mod operator;
mod order;
mod order_status;
mod own;
mod problem;
mod progress;
mod purchase;
mod purchase_order;
mod range;
mod reader;
pub(crate) mod report;
mod request_share;
mod returned;
mod run;
mod stock;
mod stock_write;
#[cfg(feature = "sqlite")]
mod store_check;
mod supplier;
mod tenant;
#[cfg(test)]
mod tests;
mod whole;
mod writer;

pub(crate) use article::{
    ArticleRecord, Claimant, ClaimantKey, DueArticle, NumberClaim, NumberOwner, SpooledProduct,
};
pub(crate) use cursor::{Progress, StreamKey};
pub use day::DayCounts;
pub(crate) use day::DayKey;
pub(crate) use event::{EventKey, EventNumber};
pub use event::{OrderEvent, OrderEventKind, UnknownEventKind};
pub(crate) use fingerprint::{Fingerprint, MappingMark, hash};
pub use held::{Class, Dismissal, Held};
pub(crate) use held::{
    Dismissed, HeldKey, article_number_waited_for, article_waited_for, delivered_record, import_record,
    lines_record, number_waited_for, short_record, tracking_record, waits_for_article,
    waits_for_article_number, waits_for_number, waits_for_shipment,
};
pub(crate) use key::DocumentKey;
pub(crate) use kind::Document;
#[cfg(feature = "clients")]
pub use of_order::CapsuleDocument;
#[cfg(feature = "clients")]
pub(crate) use of_order::{of_order, restore};
pub use operator::Pause;
pub(crate) use operator::{Asked, AskedFor, AskedKey, AskedRecords, PauseKey};
pub(crate) use order::{
    ChangedLines, Imported, LateOrder, OpenOrder, OrderByWord, OrderRecord, SentLine, SpooledOrder,
    TakenOrder, WantedOrder, search_word,
};
pub(crate) use order_status::{
    DueOrderStatus, KnownTracking, LateTracking, ReportedQuantities, RestOrder, SentOrder, Shipment,
    ShippedLine, StatusProbe, TakenOrderStatus, WITHOUT_QUANTITY, WITHOUT_STATUS, WITHOUT_STATUS_REMEDY,
    cancelled_in_wms,
};
pub(crate) use own::Own;
pub use own::ProcessDocument;
#[cfg(feature = "sqlite")]
use problem::problem;
pub(crate) use progress::ProgressKey;
pub use progress::{Phase, RunProgress};
pub(crate) use purchase::{DuePurchase, DueReceipt, PurchaseCursor, PurchaseRecord, fingerprint};
pub use purchase_order::{PurchaseOrder, PurchaseOrderLine, PurchaseSupplier};
pub(crate) use range::Range;
pub(crate) use reader::{Documents, Found, Page};
pub(crate) use request_share::RequestShare;
pub(crate) use returned::{DueReturn, Quantities, ReturnRecord, return_of_record, undone_record};
pub(crate) use run::{Begun, BegunKey};
pub(crate) use stock::{
    DueStock, ReplacedArticle, RuledLevel, SafetyLimit, SeenProduct, SeenStock, StockRecord, StockRequest,
    TakenReplacement, UnboundLevel,
};
pub(crate) use stock_write::{StockWrite, StockWriteKey};
pub(crate) use supplier::{CompaniesAsked, SuppliedArticle, SupplierCompany};
pub use tenant::VendorWait;
pub(crate) use tenant::{IdentityOf, KnownIdentity, LastPurge};

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives it so")]
fn is_false(flag: &bool) -> bool {
    !flag
}
