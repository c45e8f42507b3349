//! `drift`: both sides compared whole.

use wms_erp_sync::Process;

use super::args::Processes;
use super::progress::shown;
use super::{Exit, Host, HostError, Surroundings, WIDTH, document};
use crate::table::wrap;

pub(super) async fn drift(
    host: &Host,
    processes: &Processes,
    as_json: bool,
    around: &mut Surroundings<'_>,
) -> Result<Exit, HostError> {
    let mut all = Vec::new();
    let mut differs = false;
    for tenant in &host.tenants {
        let on: Vec<Process> = tenant.on(&processes.names).collect();
        let drift = shown(&host.feed, around, host.engine.inspect(&tenant.name).drift(&on)).await?;
        differs |= drift.needs_attention();
        if !as_json {
            let verdict = match (drift.is_none(), drift.needs_attention()) {
                (true, _) => "both sides agree",
                (_, true) => "the sides differ",
                (_, false) => "the sides differ only in what was dismissed",
            };
            writeln!(around.out, "{}: {verdict}", tenant.name)?;
            for (process, difference) in drift
                .processes
                .iter()
                .flat_map(|found| found.differences.iter().map(|difference| (found.process, difference)))
            {
                let text = format!("{process} {}: {}", difference.record, difference.what);
                write!(around.out, "{}", wrap(&text, "  ", "    ", WIDTH))?;
                let line = match &difference.dismissed {
                    Some(dismissed) => wrap(&dismissed.text(tenant.zone), "    ", "      ", WIDTH),
                    None => wrap(&difference.repair, "    → ", "      ", WIDTH),
                };
                write!(around.out, "{line}")?;
            }
        }
        all.push(drift);
    }
    if as_json {
        document(all, around)?;
    }
    Ok(if differs { Exit::Held } else { Exit::Done })
}
