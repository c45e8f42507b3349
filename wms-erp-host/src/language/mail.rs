//! What mails say, in each language one file of texts. A text that a language lacks, or that no mail uses, is an error of the compiler.

mod english;
mod norwegian;
mod swedish;

use std::borrow::Cow;

use chrono::NaiveDate;
use wms_erp_sync::{Language, Process};

use super::texts;

pub(crate) use english::ENGLISH;

/// The texts of mails in one language.
pub(crate) struct Mail {
    pub(crate) language: Language,
    /// How a day is written.
    day: &'static str,

    // Alarms.
    pub(crate) service: &'static str,
    pub(crate) still: fn(&str) -> String,
    pub(crate) over: fn(&str) -> String,
    pub(crate) since: fn(&str) -> String,
    pub(crate) records: fn(&str) -> String,
    pub(crate) tenants: fn(&str) -> String,
    pub(crate) and_more: fn(&str, usize) -> String,
    pub(crate) refused: fn(&str) -> String,
    pub(crate) failing: fn(&str) -> String,
    pub(crate) late: fn(&str) -> String,
    pub(crate) safety_limit: fn(&str) -> String,
    pub(crate) held: fn(&str, usize) -> String,
    pub(crate) unsent: fn(usize) -> String,
    pub(crate) unreported: fn(usize) -> String,
    pub(crate) lease_fights: fn(&str, usize) -> String,
    pub(crate) stretched: &'static str,
    // What happened and what to do, where alarms say it themselves.
    pub(crate) no_run_ended: &'static str,
    pub(crate) see_held: &'static str,
    pub(crate) ask_warehouse: &'static str,
    pub(crate) check_order_status: &'static str,
    /// What the services are named behind.
    pub(crate) leases_lost: &'static str,
    pub(crate) check_hanging: &'static str,
    /// What the factor stands between.
    pub(crate) too_few_requests: (&'static str, &'static str),
    pub(crate) agree_on_more: &'static str,

    // The digest.
    pub(crate) digest: fn(&str, usize, &str) -> String,
    pub(crate) open: fn(usize) -> String,
    pub(crate) unknown_count: fn(usize) -> String,
    pub(crate) nothing_wrong: &'static str,
    pub(crate) open_since: fn(&str, &str) -> String,
    pub(crate) more: fn(usize) -> String,
    pub(crate) unknown: fn(&str) -> String,

    // The receipt.
    pub(crate) receipt: fn(&str, &str, [u64; 3]) -> String,
    pub(crate) imported: &'static str,
    pub(crate) sent: &'static str,
    pub(crate) short: &'static str,
    pub(crate) corrected: &'static str,
    pub(crate) cancelled: &'static str,
    pub(crate) withdrawn: &'static str,
    pub(crate) rest_orders: &'static str,
    pub(crate) articles: &'static str,
    pub(crate) stock: &'static str,
    pub(crate) held_records: &'static str,
    pub(crate) held_as_of: fn(&str) -> String,
    pub(crate) held_line: fn(&str, &str, &str) -> String,
    pub(crate) damaged: fn(u64) -> String,
    /// What a class means for a goods owner.
    pub(crate) transient: &'static str,
    pub(crate) rejected: &'static str,
    pub(crate) waiting: &'static str,
    pub(crate) needs_person: &'static str,
    pub(crate) other_class: &'static str,
    pub(crate) orders: &'static str,
    /// The heads of the tables: process, record, since, why.
    pub(crate) held_head: [&'static str; 4],
    /// Time, order, what, detail.
    pub(crate) entries_head: [&'static str; 4],
    /// The columns of the file: sort, record, time, process, detail.
    pub(crate) columns: [&'static str; 5],
    pub(crate) more_in_file: fn(usize) -> String,
    pub(crate) about_times: &'static str,
}

/// Those of a language.
pub(crate) fn mail(language: Language) -> &'static Mail {
    match language {
        Language::Norwegian => &norwegian::NORWEGIAN,
        Language::Swedish => &swedish::SWEDISH,
        _ => &ENGLISH,
    }
}

impl Mail {
    /// A process in a line. In English it has the name that programs know it by.
    pub(crate) fn process(&self, process: Process) -> Cow<'static, str> {
        match self.language {
            Language::English => Cow::Owned(process.to_string()),
            // A host's own process is called what its host calls it.
            _ if matches!(process, Process::Custom(_)) => Cow::Owned(process.to_string()),
            language => Cow::Owned(texts(language).process_name(process).to_lowercase()),
        }
    }

    /// A day.
    pub(crate) fn day(&self, day: NaiveDate) -> String {
        day.format(self.day).to_string()
    }

    /// A time that is stored as `2026-12-24 13:00 CET`.
    pub(crate) fn time<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let day = text.get(..10).and_then(|day| day.parse::<NaiveDate>().ok());
        match (day, text.get(10..)) {
            (Some(day), Some(time)) if self.day != ENGLISH.day => {
                Cow::Owned(format!("{}{time}", self.day(day)))
            }
            _ => Cow::Borrowed(text),
        }
    }

    /// A number with its decimals, as it is stored.
    pub(crate) fn decimal(&self, text: &str) -> String {
        text.replace('.', texts(self.language).decimal_mark())
    }
}

/// A number with what is counted.
fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
