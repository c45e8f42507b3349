//! Adjustments and contracts with carriers, as they are read.

use super::read_order::line_article;
use super::{decimal, text, time};
use crate::model::{TransporterContract, TransporterService};
use crate::rest::list::{InventoryAdjustment, InventoryAdjustments};
use crate::rest::wire::list::{GetAdjustment, GetAdjustments, GetContract};

pub(in crate::rest) fn adjustments(line: GetAdjustments) -> InventoryAdjustments {
    let adjustments = line.inventory_adjustments.unwrap_or_default().into_iter().map(adjustment);
    InventoryAdjustments {
        article: line.article.map(line_article).unwrap_or_default(),
        adjustments: adjustments.collect(),
    }
}

fn adjustment(adjustment: GetAdjustment) -> InventoryAdjustment {
    let cause = adjustment.inventory_adjustment_cause.unwrap_or_default();
    let status = adjustment.article_item_status.unwrap_or_default();
    InventoryAdjustment {
        inventory_id: adjustment.inventory_id,
        number_of_items: decimal(adjustment.number_of_items),
        inventory_time: time(adjustment.inventory_time),
        article_item_comment: text(adjustment.article_item_comment),
        inventory_item_comment: text(adjustment.inventory_item_comment),
        cause_code: text(cause.code),
        cause_name: text(cause.name),
        location: text(adjustment.location),
        batch_number: text(adjustment.batch_number),
        serial: text(adjustment.serial),
        article_item_status_code: text(status.code),
        article_item_status_name: text(status.name),
        expiry_date: time(adjustment.expiry_date),
        warehouse: adjustment.warehouse.map(Into::into),
    }
}

pub(in crate::rest) fn transporter_contract(contract: GetContract) -> TransporterContract {
    let services = contract.transporter_services.unwrap_or_default().into_iter();
    TransporterContract {
        transporter_name: text(contract.transporter_name),
        edi_customer_code: text(contract.edi_code),
        transporter_code: text(contract.transporter_code),
        transporter_service_code: text(contract.transporter_service_code),
        transporter_services: services
            .map(|service| TransporterService {
                transporter_service_name: text(service.transporter_service_name),
                transporter_service_code: text(service.transporter_service_code),
            })
            .collect(),
        ..TransporterContract::default()
    }
}
