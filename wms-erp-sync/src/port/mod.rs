//! The two sides as the engine sees them: few calls, in the vendors' own types.
//!
//! The engine knows no HTTP. The adapters in [`adapter`](crate::adapter) put the vendors' clients behind these traits;
//! a host may put something else there, or wrap them with [`ErpLayer`] and [`WmsLayer`]. A port must not retry a write whose outcome is unknown: the engine
//! settles that by reading.

mod erp;
mod error;
mod layer;
mod meter;
mod purchase;
mod wms;

pub use crate::document::report::Requests;
pub use crate::document::{PurchaseOrder, PurchaseOrderLine, PurchaseSupplier};
pub use erp::ErpPort;
pub(crate) use erp::{named, order_named};
pub(crate) use error::with_causes;
pub use error::{ErrorKind, PortError, RetryAfter, Wait};
pub use layer::{ErpLayer, WmsLayer};
pub use meter::Meter;
pub use purchase::{PurchaseOrderPage, PurchaseOrderSource, Received, ReceivedLine};
pub use wms::{ArticleQuery, OrderQuery, PurchaseOrderQuery, ReturnQuery, WmsPort};

use futures::stream::BoxStream;

/// Records as they arrive. An `Err` for which [`PortError::is_item`] is true stands for one unreadable record; any other
/// ends the stream.
pub type Records<T> = BoxStream<'static, Result<T, PortError>>;
