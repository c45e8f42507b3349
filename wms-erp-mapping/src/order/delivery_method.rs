//! Delivery methods: found in the WMS by code or created there, never renamed.

use ongoing_client::model::{OrderInfoClass, WayOfDeliveryType};
use twentyfour_client::types::{DeliveryMethod, InvoiceOrder};

use super::{DeliveryMethodFallback, DeliveryMethodKey, DeliveryMethods, Outcome};
use crate::note::{NoteKind, Notes};
use crate::text::filled;
use crate::{HoldCause, number_key};

const TYPE: &str = "OrderInfo.WayOfDeliveryType";

pub(super) fn fill(
    info: &mut OrderInfoClass,
    order: &InvoiceOrder,
    settings: &DeliveryMethods,
    notes: &mut Notes,
) -> Outcome<()> {
    let method = order.delivery_method.as_ref().filter(|method| is_set(method));
    let description = method.and_then(|method| method.description.as_deref());
    info.way_of_delivery = notes.text("OrderInfo.WayOfDelivery", description);
    let Some(method) = method else {
        return fill_missing(info, &settings.missing, notes);
    };
    if let Some(way) = settings.table.iter().find_map(|(key, way)| key.fits(method).then_some(way)) {
        info.way_of_delivery_type = Some(way_of_delivery_type(&way.code, &way.name, notes));
        return Ok(());
    }
    if !settings.table.is_empty() {
        match &settings.unmapped {
            DeliveryMethodFallback::Send => {
                notes.add(
                    NoteKind::Kept,
                    TYPE,
                    "the delivery method is not in the table; sent as the ERP has it",
                );
            }
            DeliveryMethodFallback::Default(way) => {
                let text = format!("the delivery method is not in the table; {:?} is used instead", way.code);
                notes.add(NoteKind::FilledIn, TYPE, text);
                info.way_of_delivery_type = Some(way_of_delivery_type(&way.code, &way.name, notes));
                return Ok(());
            }
            DeliveryMethodFallback::Hold => {
                return Err(HoldCause::UnmappedDeliveryMethod { method: label(method) });
            }
        }
    }
    match method.id {
        Some(id) => {
            let name = info.way_of_delivery.clone().unwrap_or_default();
            info.way_of_delivery_type = Some(way_of_delivery_type(&id.to_string(), &name, notes));
        }
        None => notes.add(NoteKind::LeftOut, TYPE, "the delivery method has no id"),
    }
    Ok(())
}

fn fill_missing(
    info: &mut OrderInfoClass,
    missing: &DeliveryMethodFallback,
    notes: &mut Notes,
) -> Outcome<()> {
    match missing {
        DeliveryMethodFallback::Send => {
            notes.add(NoteKind::LeftOut, TYPE, "the order has no delivery method");
        }
        DeliveryMethodFallback::Default(way) => {
            let text = format!("the order has no delivery method; {:?} is used instead", way.code);
            notes.add(NoteKind::FilledIn, TYPE, text);
            info.way_of_delivery = notes.text("OrderInfo.WayOfDelivery", Some(&way.name));
            info.way_of_delivery_type = Some(way_of_delivery_type(&way.code, &way.name, notes));
        }
        DeliveryMethodFallback::Hold => return Err(HoldCause::NoDeliveryMethod),
    }
    Ok(())
}

/// An id of 0 without a description is how "none chosen" may look on the wire.
fn is_set(method: &DeliveryMethod) -> bool {
    method.id.is_some_and(|id| id != 0) || filled(method.description.as_deref()).is_some()
}

fn way_of_delivery_type(code: &str, name: &str, notes: &mut Notes) -> WayOfDeliveryType {
    let code = notes.text("OrderInfo.WayOfDeliveryType.Code", Some(code));
    let name = notes.text("OrderInfo.WayOfDeliveryType.Name", Some(name));
    WayOfDeliveryType::create_or_find(code.unwrap_or_default(), name.unwrap_or_default())
}

fn label(method: &DeliveryMethod) -> String {
    let id = method.id.map(|id| id.to_string());
    let description = filled(method.description.as_deref()).map(str::trim).map(str::to_owned);
    [id, description].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

impl DeliveryMethodKey {
    fn fits(&self, method: &DeliveryMethod) -> bool {
        match self {
            Self::Id(id) => method.id == Some(*id),
            Self::Description(text) => filled(method.description.as_deref())
                .is_some_and(|description| number_key(description) == number_key(text)),
        }
    }
}
