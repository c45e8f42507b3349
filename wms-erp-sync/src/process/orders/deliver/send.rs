//! One order is written to the WMS, unless it must be held.

use ongoing_client::model::{CustomerOrder, Order};
use twentyfour_client::types::{InvoiceOrder, OrderId};

use super::Page;
use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::permit::Permit;
use crate::document::{Fingerprint, Held, OrderRecord, SentLine, waits_for_shipment};
use crate::plan::{FieldChange, PlannedWrite};
use crate::port::ErrorKind;
use crate::process::orders::adopt::{Existing, has_begun, wms_order};
use crate::process::orders::differences::{changes, differences};
use crate::process::orders::is_remapped;
use crate::process::orders::lines::{is_further, sent_lines};
use crate::process::orders::refused::{Mended, mend_articles};

/// What was done for one order.
pub(super) struct Sent {
    pub(super) fingerprint: Fingerprint,
    pub(super) wms_order: Option<i32>,
    pub(super) written: bool,
    /// Only our mapping is another.
    pub(super) remapped: bool,
    pub(super) lines: Vec<SentLine>,
    pub(super) notes: Vec<String>,
}

impl Page<'_, '_> {
    /// Decides and writes. The inner error holds the order; the outer one ends the run.
    pub(super) async fn send(
        &self,
        id: OrderId,
        number: &str,
        order: &InvoiceOrder,
        record: &OrderRecord,
        found: Option<&Order>,
    ) -> Result<Result<Sent, HoldReason>, RunError> {
        let mapped = match self.map(order, record) {
            Ok(mapped) => mapped,
            Err(obstacle) => return Ok(Err(obstacle)),
        };
        // A change that the WMS refused is still to be made, whatever the mapping.
        let is_held =
            record.imported.is_some() && self.run.read::<Held>(&self.run.held_key(id)).await?.is_some();
        let mut sent = Sent {
            fingerprint: self.fingerprint(order),
            wms_order: found.and_then(wms_order),
            lines: sent_lines(&mapped.value, &self.settings.mapping),
            written: true,
            remapped: is_remapped(record, &self.fingerprint(order), order, is_held),
            notes: mapped.notes.iter().map(|note| format!("{}: {}", note.field, note.text)).collect(),
        };
        let permit = self.run.permit(|| PlannedWrite {
            process: self.run.process,
            record: id.to_string(),
            what: match &record.imported {
                None => format!("order {number}, new"),
                Some(_) if record.create_again => format!("order {number}, created again"),
                Some(_) => format!("order {number}, changed"),
            },
            ordered: order.date_ordered.map(|time| time.instant(&self.run.tenant.erp_zone)),
            fields: changes(&mapped.value, found, self.run.wms.answered_fields(), &self.settings.mapping),
        });
        match permit {
            Permit::Make => {}
            Permit::Noted => return Ok(Ok(sent)),
            Permit::Refused(obstacle) => return Ok(Err(obstacle)),
        }
        if record.create_again {
            sent.notes.push("created again at a person's request: it had been deleted in the WMS".to_owned());
        }
        let mut answer = self.run.wms.process_order(&mapped.value).await;
        if let Err(error) = &answer
            && error.kind == ErrorKind::Refused
            && !found.is_some_and(has_begun)
        {
            // Rare and deep: it must not make every delivery as large.
            match Box::pin(mend_articles(self.run, self.settings, order, error)).await? {
                Mended::Nothing => {}
                Mended::Again(note) => {
                    sent.notes.push(note);
                    answer = self.run.wms.process_order(&mapped.value).await;
                }
                Mended::Held(obstacle) => return Ok(Err(obstacle)),
            }
        }
        match answer {
            Ok(wms_order) => {
                self.run.side_is_ok();
                sent.wms_order = wms_order.or(sent.wms_order);
                Ok(Ok(sent))
            }
            Err(error) if error.kind == ErrorKind::Refused && record.imported.is_some() => {
                // An answer may have been lost, so perhaps this is what the WMS has already.
                let differing = self.differing(number, &mapped.value, found).await?;
                if differing.as_ref().is_some_and(Vec::is_empty) {
                    self.run.side_is_ok();
                    sent.written = false;
                    sent.notes.push(format!("not updated, since the WMS already has it: {}", error.message));
                    return Ok(Ok(sent));
                }
                if sent.remapped {
                    // The order has not changed: there is nothing to send to the warehouse.
                    self.run.side_is_ok();
                    sent.written = false;
                    sent.notes.push(format!("new settings came too late for it: {}", error.message));
                    return Ok(Ok(sent));
                }
                let mut obstacle = HoldReason::from(&self.run.wms_write_failed(error).await?);
                if let Some(changes) = differing {
                    if changes.iter().all(is_of_rows) {
                        obstacle = obstacle.waiting_for(waits_for_shipment(id));
                    }
                    let words: Vec<String> = changes.iter().map(in_words).collect();
                    obstacle.what = format!("{}; the WMS has another {}", obstacle.what, words.join(", "));
                }
                Ok(Err(obstacle))
            }
            Err(error) => Ok(Err(HoldReason::from(&self.run.wms_write_failed(error).await?))),
        }
    }

    /// The fields in which the WMS has the order otherwise; none if it does not tell.
    async fn differing(
        &self,
        number: &str,
        mapped: &CustomerOrder,
        found: Option<&Order>,
    ) -> Result<Option<Vec<FieldChange>>, RunError> {
        let looked = if found.is_none() { Existing::look(self.run, number).await? } else { None };
        let found = found.or(looked.as_ref());
        let answered = self.run.wms.answered_fields();
        Ok(found.map(|found| differences(mapped, found, answered, &self.settings.mapping)))
    }
}

fn is_of_rows(change: &FieldChange) -> bool {
    change.field.starts_with("Line[") && !is_further(change)
}

fn in_words(FieldChange { field, old, new, .. }: &FieldChange) -> String {
    match (old, new) {
        (Some(old), Some(new)) if field.starts_with("Line[") => format!("{field} ({old}, not {new})"),
        _ => field.clone(),
    }
}
