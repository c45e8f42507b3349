//! How often a warehouse is asked, and why, in words.

use crate::language::Texts;
use crate::tenants::{PROOF, SILENCE, Standing};

/// In one line, without times.
pub(crate) fn text(texts: &Texts, factor: f64, standing: &Standing) -> String {
    match standing {
        Standing::Reliable => texts.polled_rarely(&number(factor).replace('.', texts.decimal_mark())),
        Standing::NoWebhook => texts.polled_without_webhook().to_owned(),
        Standing::Silent => texts.polled_in_silence(&texts.hours(SILENCE.num_hours().unsigned_abs())),
        Standing::Unproven { left } => texts.polled_without_proof(u64::from(*left), u64::from(PROOF)),
        Standing::Missed { order, left, .. } => texts.polled_after_a_miss(order, u64::from(*left)),
        Standing::Waiting => texts.polled_for_orders().to_owned(),
        Standing::Shared => texts.polled_by_many().to_owned(),
    }
}

/// As short as possible: `4`, `2.5`.
pub(crate) fn number(factor: f64) -> String {
    let text = format!("{factor:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
