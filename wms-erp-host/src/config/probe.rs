//! Clients from a few answers, by the same rules as those of a configuration.

use std::path::Path;
use std::sync::Arc;

use wms_erp_sync::adapter::Ongoing;
use wms_erp_sync::clock::Clock;
use wms_erp_sync::twentyfour;

use super::connection::{self, Side};
use super::document::{Layer, Notebook, Section, Source};
use super::{Around, Outside};

/// The client of a table `[erp]`, or all that is wrong with it, by key.
pub(crate) fn erp(
    table: &str,
    outside: &dyn Outside,
    clock: &Arc<dyn Clock>,
) -> Result<twentyfour::Client, Vec<String>> {
    let side = of(table, outside, clock, |section, around| connection::erp(section, "", around));
    side.map(|side| side.client)
}

/// The client of a table `[wms]`.
pub(crate) fn wms(
    table: &str,
    outside: &dyn Outside,
    clock: &Arc<dyn Clock>,
) -> Result<Ongoing, Vec<String>> {
    let side = of(table, outside, clock, |section, around| connection::wms(section, "", around));
    side.map(|side| connection::port(&side))
}

fn of<C>(
    table: &str,
    outside: &dyn Outside,
    clock: &Arc<dyn Clock>,
    read: impl FnOnce(&Section<'_, '_>, &Around<'_>) -> Option<Side<C>>,
) -> Result<Side<C>, Vec<String>> {
    let nowhere = Path::new("");
    let source = Source::new(nowhere, table.to_owned());
    let table = source.parse().map_err(|problem| vec![problem.what])?;
    let (notebook, around) = (Notebook::default(), Around::new(nowhere, outside, clock));
    let side = read(&Section::root(&notebook, vec![Layer { source: &source, table: &table }]), &around);
    let problems: Vec<String> = notebook
        .take()
        .into_iter()
        .map(|problem| format!("{}: {}", problem.place.key, problem.what))
        .collect();
    side.filter(|_| problems.is_empty()).ok_or(problems)
}
