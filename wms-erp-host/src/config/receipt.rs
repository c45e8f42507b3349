//! `[tenant.receipt]`: the daily receipt for a tenant's goods owner.

use chrono::NaiveTime;

use super::alarms::{addresses, time_of_day};
use super::document::Section;
use crate::alarm::ReceiptSettings;

/// Reads the table; none if it is not there. `section` is the tenant's.
pub(super) fn read(section: &Section<'_, '_>) -> Option<ReceiptSettings> {
    let receipt = section.section("receipt");
    if !section.has("receipt") {
        return None;
    }
    receipt.require("email");
    let to = receipt.texts("email").and_then(|email| addresses(&receipt, &email));
    let at = time_of_day(&receipt, "at");
    let seven = NaiveTime::from_hms_opt(7, 0, 0).unwrap_or_default();
    let people = receipt.flag("people").unwrap_or(false);
    receipt.finish();
    Some(ReceiptSettings { to: to?, at: at.unwrap_or(seven), people })
}
