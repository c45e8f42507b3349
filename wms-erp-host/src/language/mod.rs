//! What people read, in each language one file of texts. The compiler checks them: a text that a language lacks or has too many, one
//! with other values in it, and one that no page uses are errors. Another language is another file, and a line in [`texts()`].

mod english;
pub(crate) mod mail;
mod norwegian;
mod said;
mod swedish;
#[cfg(test)]
mod tests;
mod texts;

use std::borrow::Cow;

use rust_decimal::Decimal;
use wms_erp_sync::{Language, Process};

pub(crate) use english::ENGLISH;
pub(crate) use norwegian::NORWEGIAN;
pub(crate) use said::Said;
pub(crate) use swedish::SWEDISH;
pub(crate) use texts::Texts;

/// The texts of a language.
pub(crate) fn texts(language: Language) -> &'static Texts {
    match language {
        Language::Norwegian => &NORWEGIAN,
        Language::Swedish => &SWEDISH,
        _ => &ENGLISH,
    }
}

/// A number with what is counted: `1 record`, `2 records`.
fn count(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

impl Texts {
    /// A whole number, with its thousands apart.
    pub(crate) fn number(&self, number: u64) -> String {
        let digits = number.to_string();
        let mut text = String::with_capacity(digits.len() * 2);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.extend(self.number_separators().chars().next());
            }
            text.push(digit);
        }
        text
    }

    /// What a process does.
    pub(crate) fn process_name(&self, process: Process) -> Cow<'static, str> {
        let name = match process {
            Process::Articles => self.articles(),
            Process::Suppliers => self.suppliers(),
            Process::Orders => self.orders(),
            Process::OrderStatus => self.order_status(),
            Process::Returns => self.returns(),
            Process::ExpectedReceipts => self.expected_receipts(),
            Process::Stock => self.stock_process(),
            // A host's own process is called what its host calls it.
            own => return Cow::Owned(own.to_string()),
        };
        Cow::Borrowed(name)
    }

    /// The mark before decimals.
    pub(crate) fn decimal_mark(&self) -> &'static str {
        let separators = self.number_separators();
        separators.char_indices().last().map_or(".", |(at, _)| &separators[at..])
    }

    /// A quantity, with the mark before its decimals.
    pub(crate) fn decimal(&self, number: Decimal) -> String {
        number.normalize().to_string().replace('.', self.decimal_mark())
    }
}
