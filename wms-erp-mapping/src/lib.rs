#![doc = include_str!("../README.md")]
#![allow(
    clippy::field_reassign_with_default,
    reason = "the vendors' types grow; a field assigned by name reads the same whether or not they are exhaustive"
)]

mod address;
mod article;
mod contact;
mod country;
mod delivered;
mod diff;
mod further;
mod held;
mod kit;
mod length;
mod non_stock;
mod note;
mod order;
mod phone;
mod properties;
mod rest;
mod returned;
mod shipment;
mod status;
mod stock;
mod supplier;
mod text;
mod tracking;
mod variant;
mod zone;

pub use article::{ArticleIdentification, ArticleSettings, article, article_number, is_expired, number_key};
pub use contact::{ContactLists, ContactSettings, EmailSlot, PhoneSlot, contact_companies, lacks_contact};
pub use country::{Country, UnknownCountry};
pub use delivered::{DeliveredFields, delivered_quantities};
pub use diff::{FieldDiff, diff, fields};
pub use further::{
    Conversion, CustomsArticle, CustomsError, CustomsErrorKind, CustomsLine, FurtherField, FurtherFieldError,
    FurtherFields, FurtherTarget,
};
pub use held::{Hold, HoldCause};
pub use kit::{Kit, KitError, KitLines, KitPart, Kits, row_of_code};
pub use length::{TooLong, too_long};
pub use non_stock::{NonStock, NonStockTreatment, is_stock_controlled};
pub use note::{Mapped, Note, NoteKind};
pub use order::{
    CustomerIdentification, DeliveryDate, DeliveryMethodFallback, DeliveryMethodKey, DeliveryMethods,
    LinePrices, MissingCountry, Notify, OrderContext, OrderSettings, ProductFacts, TextRows, Warehouse,
    WayOfDelivery, customer_company, erp_order, order, order_articles, order_number, order_products,
};
pub use phone::PhoneStyle;
pub use properties::*;
pub use rest::{delivered_rows, rest_order};
pub use returned::{Credit, ReturnedLine, ReturnedOrder, credit_order, returned};
pub use shipment::{
    MissingPart, ShipmentComparison, ShipmentContext, ShippedRow, Surplus, compare_shipment, kit_parts,
    whole_kits,
};
pub use status::{DeliveredLine, DeliveredOrder, delivered, status_write};
pub use stock::{StockBasis, product_of, product_of_code, stock_level};
pub use supplier::{is_supplier, supplier};
pub use tracking::{Tracking, TrackingConflict, TrackingNumber, TrackingPlace, tracking};
pub use variant::{InvalidPattern, Variant, VariantPattern};
pub use zone::{TimeZone, UnknownTimeZone, ZoneOffset};

/// The version of this mapping. It goes up whenever the same source would be mapped to something else, so that
/// fingerprints that contain it tell such a wave of writes from changes in the source. The settings are in them too, as
/// [`serde`] writes them: a field that is renamed keeps its old name there (`#[serde(rename)]`), and a default that is
/// changed is another mapping.
pub const MAPPING_VERSION: u32 = 1;
