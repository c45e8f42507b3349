//! The questions, one file each.

mod erp_contact_slots;
mod erp_credit;
mod erp_deleted_product;
mod erp_delivered_quantities;
mod erp_empty_properties;
mod erp_inactive_order;
mod erp_invoice_text;
mod erp_no_status;
mod erp_rounded_times;
mod erp_row_changes_order;
mod erp_search_ids;
mod erp_sent;
mod erp_skip_stock;
mod erp_some_rows;
mod erp_status_changes_order;
mod erp_status_only;
mod erp_stock_changes_product;
mod erp_stock_fraction;
mod erp_stock_negative;
mod erp_stock_uncontrolled;
mod erp_time_zone;
mod erp_weight_unit;
mod wms_empty_field;
mod wms_missing_lines;
mod wms_new_article_stock;
mod wms_new_order_status;
mod wms_omitted_field;
mod wms_picking_refuses;
mod wms_reporting_updates;
mod wms_return_lines;
mod wms_sent_status;
mod wms_stock_reach;
mod wms_supplier_everywhere;
mod wms_time_zone;
mod wms_wrong_password;

use crate::question::Question;

/// All questions, in the order in which they are best asked.
pub fn all() -> &'static [&'static Question] {
    &[
        &erp_time_zone::QUESTION,
        &erp_rounded_times::QUESTION,
        &erp_empty_properties::QUESTION,
        &erp_search_ids::QUESTION,
        &erp_status_only::QUESTION,
        &erp_some_rows::QUESTION,
        &erp_no_status::QUESTION,
        &erp_invoice_text::QUESTION,
        &erp_delivered_quantities::QUESTION,
        &erp_row_changes_order::QUESTION,
        &erp_status_changes_order::QUESTION,
        &erp_inactive_order::QUESTION,
        &erp_credit::QUESTION,
        &erp_sent::QUESTION,
        &erp_skip_stock::QUESTION,
        &erp_stock_uncontrolled::QUESTION,
        &erp_stock_negative::QUESTION,
        &erp_stock_fraction::QUESTION,
        &erp_stock_changes_product::QUESTION,
        &erp_deleted_product::QUESTION,
        &erp_contact_slots::QUESTION,
        &erp_weight_unit::QUESTION,
        &wms_time_zone::QUESTION,
        &wms_new_order_status::QUESTION,
        &wms_sent_status::QUESTION,
        &wms_missing_lines::QUESTION,
        &wms_omitted_field::QUESTION,
        &wms_empty_field::QUESTION,
        &wms_supplier_everywhere::QUESTION,
        &wms_new_article_stock::QUESTION,
        &wms_reporting_updates::QUESTION,
        &wms_stock_reach::QUESTION,
        &wms_return_lines::QUESTION,
        &wms_picking_refuses::QUESTION,
        &wms_wrong_password::QUESTION,
    ]
}

/// The question with this id.
pub fn find(id: &str) -> Option<&'static Question> {
    all().iter().copied().find(|question| question.id == id)
}
