//! Searches for orders and saves of them that have what they need.

use asmx_soap::XsDateTime;
use rust_decimal::Decimal;

use super::{
    ChangeState, InvoiceDocumentSearchParameters, InvoiceOrder, InvoiceRow, InvoiceSearchParameters,
    InvoiceSyncParameters, OrderSlipStateType, RowType,
};
use crate::types::{CompanyId, InvoiceId, OrderId, ProductId, RowId};

/// Each begins a search with the filter that the service insists on; others can be set besides.
///
/// ```
/// use twentyfour_client::types::{InvoiceSearchParameters, OrderSlipStateType};
/// let since = "2026-01-05T08:00:00Z".parse()?;
/// let search = InvoiceSearchParameters {
///     changed_after: Some(since),
///     ..InvoiceSearchParameters::in_states([OrderSlipStateType::Confirmed])
/// };
/// # assert_eq!(search.order_states.len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
impl InvoiceSearchParameters {
    /// Orders in one of these states.
    pub fn in_states(states: impl IntoIterator<Item = OrderSlipStateType>) -> Self {
        Self { order_states: states.into_iter().collect(), ..Self::default() }
    }

    /// Orders changed after this time. Change times are rounded, so ask with an overlap; far back it runs into a timeout.
    pub fn changed_after(time: impl Into<XsDateTime>) -> Self {
        Self { changed_after: Some(time.into()), ..Self::default() }
    }

    /// The orders with these ids, at most 1000; [`get_invoices_by_id`](crate::Client::get_invoices_by_id) takes any
    /// number.
    pub fn by_order_ids(ids: impl IntoIterator<Item = OrderId>) -> Self {
        Self { order_ids: ids.into_iter().collect(), ..Self::default() }
    }

    /// The invoices with these numbers, at most 1000.
    pub fn by_invoice_ids(ids: impl IntoIterator<Item = InvoiceId>) -> Self {
        Self { invoice_ids: ids.into_iter().collect(), ..Self::default() }
    }

    /// Orders of these customers, at most 1000.
    pub fn of_customers(ids: impl IntoIterator<Item = CompanyId>) -> Self {
        Self { customer_ids: ids.into_iter().collect(), ..Self::default() }
    }

    /// Orders with one of these external states.
    pub fn with_external_status(states: impl IntoIterator<Item = i32>) -> Self {
        Self { external_status: states.into_iter().collect(), ..Self::default() }
    }
}

impl InvoiceSyncParameters {
    /// Orders changed after this time.
    pub fn changed_after(time: impl Into<XsDateTime>) -> Self {
        Self { changed_after: Some(time.into()), ..Self::default() }
    }

    /// Orders registered after this time.
    pub fn registered_after(time: impl Into<XsDateTime>) -> Self {
        Self { registered_after: time.into(), ..Self::default() }
    }
}

impl InvoiceDocumentSearchParameters {
    /// The invoice with this number, in the default layout.
    pub fn of(invoice_id: InvoiceId) -> Self {
        Self { invoice_id, template_id: None }
    }
}

impl InvoiceOrder {
    /// A new order: for a customer who exists, and in a state, since without one the service takes it for one of a web
    /// shop.
    ///
    /// ```
    /// use twentyfour_client::types::{CompanyId, InvoiceOrder, InvoiceRow, OrderSlipStateType, ProductId};
    /// let mut order = InvoiceOrder::create(CompanyId(17), OrderSlipStateType::Confirmed);
    /// order.invoice_rows = vec![InvoiceRow::product(ProductId(4711), 3.into()), InvoiceRow::text("Ring the bell")];
    /// ```
    pub fn create(customer_id: CompanyId, status: OrderSlipStateType) -> Self {
        Self { customer_id: Some(customer_id), order_status: Some(status), ..Self::default() }
    }

    /// A change of an order: with its customer and the state that it shall have afterwards, which the service may take
    /// for `Web` if it is missing. Rows of it are [`edited`](InvoiceRow::edit), [`added`](InvoiceRow::added) or
    /// [`deleted`](InvoiceRow::delete); those that are not named stay.
    pub fn change(order_id: OrderId, customer_id: CompanyId, status: OrderSlipStateType) -> Self {
        Self { order_id: Some(order_id), ..Self::create(customer_id, status) }
    }

    /// A change of an order that was invoiced, for [`update_invoices`](crate::Client::update_invoices): only its
    /// `InvoiceTitle` and `ReferenceNumber` can be set.
    pub fn change_invoiced(order_id: OrderId) -> Self {
        Self { order_id: Some(order_id), ..Self::default() }
    }
}

impl InvoiceRow {
    /// A row of a new order: so many of a product.
    pub fn product(product_id: ProductId, quantity: Decimal) -> Self {
        Self { product_id: Some(product_id), quantity: Some(quantity), ..Self::default() }
    }

    /// A row of a new order that is a text.
    pub fn text(text: impl Into<String>) -> Self {
        Self { kind: Some(RowType::Text), name: Some(text.into()), ..Self::default() }
    }

    /// The same, to be added to an order that exists.
    #[must_use]
    pub fn added(self) -> Self {
        Self { change_state: Some(ChangeState::Add), ..self }
    }

    /// A change of a row: what is not set besides stays as it is.
    pub fn edit(row_id: RowId) -> Self {
        Self { row_id: Some(row_id), change_state: Some(ChangeState::Edit), ..Self::default() }
    }

    /// The end of a row.
    pub fn delete(row_id: RowId) -> Self {
        Self { row_id: Some(row_id), change_state: Some(ChangeState::Delete), ..Self::default() }
    }
}
