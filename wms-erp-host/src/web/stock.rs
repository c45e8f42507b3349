//! Which part of the journal of stock is asked for, on the page and through the API.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use wms_erp_sync::{JournalQuery, TimeZone};

use super::call::{Call, Failure};
use super::operations::Served;
use crate::language::Said;

/// How far back it goes, unless the address says.
pub(crate) const USUAL: TimeDelta = TimeDelta::days(7);

/// As the address says: `article`, `since`, and `until`, whose day counts whole.
pub(crate) fn query(call: &Call, served: &Served) -> Result<JournalQuery, Failure> {
    let zone = served.zone();
    let until = day(call, "until", |date| date.succ_opt(), zone)?;
    let since = day(call, "since", Some, zone)?;
    let since = since.unwrap_or_else(|| until.unwrap_or_else(|| call.app.operations.now()) - USUAL);
    let query = until.into_iter().fold(JournalQuery::since(since), JournalQuery::until);
    let article = call.query("article");
    Ok(if article.is_empty() { query } else { query.article(article) })
}

fn day(
    call: &Call,
    name: &str,
    of_date: impl Fn(NaiveDate) -> Option<NaiveDate>,
    zone: TimeZone,
) -> Result<Option<DateTime<Utc>>, Failure> {
    let text = call.query(name);
    if text.is_empty() {
        return Ok(None);
    }
    let instant = text.parse().ok().and_then(of_date).and_then(|date| {
        date.and_time(NaiveTime::MIN).and_local_timezone(zone).earliest().map(|time| time.with_timezone(&Utc))
    });
    let name = name.to_owned();
    let wrong = || Failure::Bad(Said::new(move |texts| texts.not_a_day(&name)));
    instant.map(Some).ok_or_else(wrong)
}
