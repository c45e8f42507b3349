//! What stands behind the question mark.

use std::cell::{Cell, RefCell};

use asmx_soap::XsDateTime;
use asmx_test_server::Call;
use chrono::{DateTime, NaiveDateTime, Utc};

use super::Failure;
use crate::clock::Zone;

/// The parameters of one request.
pub(super) struct Query<'a> {
    zone: &'a Zone,
    /// Each with whether it was asked for.
    pairs: Vec<(String, String, Cell<bool>)>,
    operation: &'a str,
}

impl<'a> Query<'a> {
    pub(super) fn of(call: &'a Call, zone: &'a Zone) -> Self {
        let pairs = call.query_pairs().into_iter().map(|(key, value)| (key, value, Cell::new(false)));
        Self { zone, pairs: pairs.collect(), operation: &call.operation }
    }

    /// All values of a parameter, which is repeated for a list. (Separated by commas they would be one value.)
    pub(super) fn all(&self, name: &str) -> Vec<String> {
        let named = self.pairs.iter().filter(|(key, ..)| key.eq_ignore_ascii_case(name));
        named.inspect(|(.., seen)| seen.set(true)).map(|(_, value, _)| value.clone()).collect()
    }

    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.all(name).into_iter().next().filter(|text| !text.is_empty())
    }

    pub(super) fn int(&self, name: &str) -> Result<Option<i32>, Failure> {
        self.read(name, "a whole number", |text| text.parse().ok())
    }

    pub(super) fn bool(&self, name: &str) -> Result<Option<bool>, Failure> {
        self.read(name, "true or false", |text| text.to_ascii_lowercase().parse().ok())
    }

    pub(super) fn time(&self, name: &str) -> Result<Option<DateTime<Utc>>, Failure> {
        self.read(name, "a time", |text| Some(self.zone.to_utc(local(self.zone, text)?)))
    }

    /// Notes the parameters that nothing asked for.
    pub(super) fn note_rest(&self, skipped: &RefCell<Vec<String>>) {
        let unseen = self.pairs.iter().filter(|(.., seen)| !seen.get());
        skipped.borrow_mut().extend(unseen.map(|(key, ..)| format!("{}?{key}", self.operation)));
    }

    fn read<T>(
        &self,
        name: &str,
        expected: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, Failure> {
        let Some(text) = self.text(name) else { return Ok(None) };
        let wrong =
            || Failure::bad(format!("The value '{text}' is not valid for {name}: {expected} is wanted."));
        read(&text).map(Some).ok_or_else(wrong)
    }
}

/// What the warehouse's clock shows at a time that may say how far it is from UTC.
pub(super) fn local(zone: &Zone, text: &str) -> Option<NaiveDateTime> {
    let time: XsDateTime = text.parse().ok()?;
    Some(match time.offset() {
        Some(_) => zone.to_local(time.instant(&Utc)),
        None => time.naive(),
    })
}
