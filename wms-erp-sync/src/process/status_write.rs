//! One change of an order's status in the ERP, with all that goes with the same save.

use rust_decimal::Decimal;
use twentyfour_client::types::{CompanyId, InvoiceOrder, InvoiceRow, OrderId, OrderSlipStateType};
use wms_erp_mapping::TrackingPlace;

use crate::context::run::Run;
use crate::plan::{FieldChange, PlannedWrite};

/// One change of a status.
#[derive(Debug, Clone)]
pub(super) struct StatusWrite {
    pub(super) order: OrderId,
    pub(super) customer: CompanyId,
    pub(super) from: OrderSlipStateType,
    pub(super) to: OrderSlipStateType,
    /// Rows that are changed in the same save.
    pub(super) rows: Vec<InvoiceRow>,
    /// Tracking that is written in the same save.
    pub(super) tracking: Option<TrackingWrite>,
    /// Rows whose delivered quantities are written in the same save, with nothing else of them.
    pub(super) delivered: Vec<InvoiceRow>,
    /// The rows that are changed, as they were read.
    pub(super) before: Vec<InvoiceRow>,
}

impl StatusWrite {
    /// Of the status alone.
    pub(super) fn new(
        order: OrderId,
        customer: CompanyId,
        from: OrderSlipStateType,
        to: OrderSlipStateType,
    ) -> Self {
        Self {
            order,
            customer,
            from,
            to,
            rows: Vec::new(),
            tracking: None,
            delivered: Vec::new(),
            before: Vec::new(),
        }
    }

    /// With the rows of this order that it changes, as they were read: a plan shows them.
    pub(super) fn over(mut self, order: &InvoiceOrder) -> Self {
        let edits = self.edits();
        let is_changed = |row: &&InvoiceRow| edits.iter().any(|edit| edit.row_id == row.row_id);
        self.before = order.invoice_rows.iter().filter(is_changed).cloned().collect();
        self
    }

    /// Whether it would undo what a person has done since the order was read: a text, or another status over one that it repeats.
    pub(super) fn overwrites(&self) -> bool {
        self.tracking.is_some() || self.from == self.to
    }

    /// Whether it holds something that is only said of the order.
    pub(super) fn says_more(&self) -> bool {
        self.tracking.is_some() || !self.delivered.is_empty()
    }

    /// Without the last of what is only said of the order: the status does not wait for it. `None` if nothing is left to save.
    pub(super) fn less(self) -> Option<Self> {
        let less = match self.tracking {
            Some(_) => Self { tracking: None, ..self },
            None => Self { delivered: Vec::new(), ..self },
        };
        (less.from != less.to || !less.rows.is_empty() || !less.delivered.is_empty()).then_some(less)
    }

    /// The rows of the save: one edit for each.
    fn edits(&self) -> Vec<InvoiceRow> {
        let mut rows = self.rows.clone();
        for edit in &self.delivered {
            match rows.iter_mut().find(|row| row.row_id == edit.row_id) {
                Some(row) => {
                    row.quantity_delivered = edit.quantity_delivered;
                    row.quantity_rest = edit.quantity_rest;
                }
                None => rows.push(edit.clone()),
            }
        }
        rows
    }
}

/// A change of the text that holds tracking.
#[derive(Debug, Clone)]
pub(super) struct TrackingWrite {
    pub(super) place: TrackingPlace,
    /// The whole field, as it was read.
    pub(super) old: Option<String>,
    /// The whole field, as it is to be.
    pub(super) new: String,
    /// What stands between the markers.
    pub(super) text: String,
}

impl TrackingWrite {
    /// Whether an order has this text between the markers, whatever stands around them.
    pub(super) fn stands_in(&self, order: &InvoiceOrder) -> bool {
        self.place.put(self.place.read(order), &self.text, Some(&self.text), None) == Ok(None)
    }

    /// Whether an order's text is as it was read, so that the save overwrites nothing.
    pub(super) fn is_of(&self, order: &InvoiceOrder) -> bool {
        filled(self.place.read(order)) == filled(self.old.as_deref())
    }
}

/// What is sent.
pub(super) fn request(write: &StatusWrite) -> InvoiceOrder {
    let mut request = wms_erp_mapping::status_write(write.order, Some(write.customer), &write.to);
    request.invoice_rows = write.edits();
    if let Some(tracking) = &write.tracking {
        tracking.place.write(&mut request, &tracking.new);
    }
    request
}

fn quantities(row: &InvoiceRow) -> [(&'static str, Option<Decimal>); 3] {
    [
        ("Quantity", row.quantity),
        ("QuantityDelivered", row.quantity_delivered),
        ("QuantityRest", row.quantity_rest),
    ]
}

/// What a plan shows of it.
pub(super) fn planned(run: &Run<'_>, write: &StatusWrite) -> PlannedWrite {
    let status = FieldChange::new("OrderStatus", Some(write.from.to_string()), Some(write.to.to_string()));
    let edits = write.edits();
    let rows = edits.iter().flat_map(|row| {
        let now = write.before.iter().find(|now| now.row_id == row.row_id);
        let number = |quantity: Decimal| quantity.normalize().to_string();
        let fields = quantities(row).into_iter().zip(now.map(quantities).unwrap_or_default());
        fields.filter_map(move |((name, quantity), (_, now))| {
            let field = format!("InvoiceRows/InvoiceRow[{}]/{name}", row.row_id.unwrap_or_default());
            Some(FieldChange::new(field, now.map(number), Some(number(quantity?))))
        })
    });
    let tracking = write.tracking.iter().map(|tracking| {
        FieldChange::new(tracking.place.field(), tracking.old.clone(), Some(tracking.new.clone()))
    });
    let (what, status) = match (write.from == write.to, write.delivered.is_empty()) {
        (true, true) if write.tracking.is_some() => ("tracking", None),
        (true, false) => ("delivered quantities", None),
        _ => ("status", Some(status)),
    };
    PlannedWrite {
        process: run.process,
        record: write.order.to_string(),
        what: format!("{what} of order {} in the ERP", write.order),
        ordered: None,
        fields: status.into_iter().chain(rows).chain(tracking).collect(),
    }
}

/// The ERP may answer an empty text as one that is missing.
fn filled(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !text.is_empty())
}
