//! What one warehouse does differently from the next, or what the vendor leaves undocumented.

use std::collections::BTreeSet;

/// How the simulated warehouse behaves where installations differ or the vendor does not say.
///
/// The defaults are what public material makes most plausible. A cautious integration is tested with both values.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rules {
    /// The highest status at which `ProcessOrder` may still change or remove an order (default 300, Released).
    /// From 400 on, or once an item is picked, it is refused whatever stands here.
    pub maximum_order_status_for_update: i32,
    /// The same limit for removals, where it is another one (default none).
    pub maximum_order_status_for_removal: Option<i32>,
    /// The status of a new order that names none (default 300, Released).
    pub new_order_status: i32,
    /// The status that stamps the time of shipping, when it is reached or passed (default 450, Sent).
    pub shipped_status: i32,
    /// What an element left out of an update does to the stored value.
    pub omitted_field: OmittedField,
    /// What an empty string element does to the stored value.
    pub empty_text: EmptyText,
    /// What happens to order lines that a second `ProcessOrder` does not name.
    pub missing_lines: MissingLines,
    /// Whether creating an article counts as a change of its stock (default true). Where it does not, an article in which
    /// nothing ever lay is in no list of what changed; the whole list has it, and so has an answer that names it.
    pub new_article_changes_stock: bool,
    /// Whether changes of the stock can be asked for that are more than 24 hours old (default false: REST has been seen to refuse it).
    pub old_stock_changes: bool,
    /// How the quantities of the inventory answer, whole numbers in the 2017 contract, hide fractions.
    pub fractions: Fractions,
    /// Which number a back order gets.
    pub back_order_number: BackOrderNumber,
    /// Whether writing reported quantities counts as an update of the order (default true, the harder case).
    pub reporting_updates_order: bool,
    /// Whether a waybill or a parcel that is added counts as an update of the order (default true; the vendor does not say).
    pub tracking_updates_order: bool,
    /// Whether a write of a purchase order that is cancelled opens it again (default false: it is refused; the vendor does not say).
    pub reopened_purchase_orders: bool,
    /// What a read over SOAP answers to a wrong user, password or goods owner.
    pub refused_read: RefusedRead,
    /// What a main supplier that comes with an article does to a supplier of the register.
    pub supplier_change: SupplierChange,
    /// Which code the lines of a return order carry.
    pub return_line_codes: ReturnLineCodes,
    /// Whether the goods owner has API access switched on; without it REST answers 403 (default true).
    pub rest_access: bool,
    /// What an order line that names an inactive article does.
    pub inactive_articles: InactiveArticles,
    /// The status with which REST refuses a write to an id that was deleted (default 404; ASP.NET services also answer 400).
    pub rest_gone_status: u16,
    /// Whether REST, which names no key of a customer, finds one by its number. By default (false) it does so by name
    /// and address; by number a second order to another address changes the record that the first one points to.
    pub rest_customer_by_number: bool,
    /// Whether elements may come in any order. By default one that comes too late is skipped without a word.
    pub any_element_order: bool,
    /// The longest texts that are taken.
    pub limits: TextLimits,
    /// The UN numbers that dangerous articles may point at (default: any).
    pub un_numbers: Option<BTreeSet<String>>,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            maximum_order_status_for_update: 300,
            maximum_order_status_for_removal: None,
            new_order_status: 300,
            shipped_status: 450,
            omitted_field: OmittedField::Kept,
            empty_text: EmptyText::Clears,
            missing_lines: MissingLines::Deleted,
            new_article_changes_stock: true,
            old_stock_changes: false,
            fractions: Fractions::RoundedDown,
            back_order_number: BackOrderNumber::Suffixed,
            reporting_updates_order: true,
            tracking_updates_order: true,
            reopened_purchase_orders: false,
            refused_read: RefusedRead::Fault,
            supplier_change: SupplierChange::Everywhere,
            return_line_codes: ReturnLineCodes::OfOrderLine,
            rest_access: true,
            inactive_articles: InactiveArticles::Refused,
            rest_gone_status: 404,
            rest_customer_by_number: false,
            any_element_order: false,
            limits: TextLimits::default(),
            un_numbers: None,
        }
    }
}

/// What an element left out of an update does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OmittedField {
    /// The stored value stays.
    Kept,
    /// The stored value goes: the update is a full overwrite.
    Cleared,
}

/// What an empty string element in an update does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EmptyText {
    /// The stored text goes.
    Clears,
    /// The stored text stays, as if the element were not there.
    Kept,
}

/// What happens to order lines that a second `ProcessOrder` leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MissingLines {
    /// They go: the new list replaces the old one.
    Deleted,
    /// They stay.
    Kept,
}

/// What becomes of an order line whose article people have deactivated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InactiveArticles {
    /// The order is refused.
    Refused,
    /// The article is taken like any other.
    Taken,
}

/// How a fractional balance is put into the whole numbers of the 2017 contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fractions {
    /// Towards zero, as a cast does.
    RoundedDown,
    /// To the nearest whole number.
    RoundedToNearest,
}

/// Which order number a back order gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BackOrderNumber {
    /// The number of the original with `-1`, `-2`, … behind it.
    Suffixed,
    /// The number of the original.
    Same,
    /// None.
    Empty,
}

/// What a read answers to wrong credentials.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefusedRead {
    /// A SOAP fault.
    Fault,
    /// A SOAP fault that says nothing about the user or the password.
    UnrelatedFault,
    /// An answer without its result element.
    AbsentResult,
    /// An empty list, where orders or stock are read by a query; otherwise a fault.
    EmptyList,
}

/// What a main supplier that is to be created or updated does to one that is in the register already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SupplierChange {
    /// It is changed, for all articles that have it.
    Everywhere,
    /// Only this article gets the changed one.
    ThatArticle,
    /// It stays as it was.
    Ignored,
}

/// Which code of a sales order's line the lines of a return order carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReturnLineCodes {
    /// That of the sales order's line.
    OfOrderLine,
    /// That of the line in the return order.
    OfReturnLine,
    /// None.
    Empty,
}

/// The longest texts that the warehouse takes, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct TextLimits {
    /// Article numbers (ours: 50; the vendor documents none).
    pub article_number: usize,
    /// Article names (ours: 200).
    pub article_name: usize,
    /// Order numbers (50).
    pub order_number: usize,
    /// The separate external order id (40).
    pub goods_owner_order_id: usize,
    /// Reference numbers (50).
    pub reference_number: usize,
    /// External order line codes (40).
    pub external_order_line_code: usize,
    /// Customer numbers (50).
    pub customer_number: usize,
    /// Names of way-of-delivery types (200).
    pub way_of_delivery_type_name: usize,
}

impl Default for TextLimits {
    fn default() -> Self {
        Self {
            article_number: 50,
            article_name: 200,
            order_number: 50,
            goods_owner_order_id: 40,
            reference_number: 50,
            external_order_line_code: 40,
            customer_number: 50,
            way_of_delivery_type_name: 200,
        }
    }
}
