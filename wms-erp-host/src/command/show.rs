//! `show` and `why`: what happened to an order, and what it waits for.

use wms_erp_sync::Process;

use super::{Exit, Host, HostError, Surroundings, WIDTH, document};
use crate::results::ResultReason;
use crate::table::wrap;
use crate::timeline;

pub(super) async fn show(host: &Host, order: i32, around: &mut Surroundings<'_>) -> Result<Exit, HostError> {
    let mut known = false;
    for tenant in &host.tenants {
        let events = host.engine.inspect(&tenant.name).timeline(order).await?;
        let record = order.to_string();
        let held = host.engine.inspect(&tenant.name).held().await?;
        let held: Vec<_> =
            held.into_iter().filter(|held| held.record.split('/').next() == Some(record.as_str())).collect();
        let dismissed: Vec<_> = host
            .engine
            .inspect(&tenant.name)
            .dismissed()
            .await?
            .into_iter()
            .filter(|dismissed| {
                matches!(dismissed.process, Process::Orders | Process::OrderStatus)
                    && dismissed.record.split('/').next() == Some(record.as_str())
            })
            .collect();
        if events.is_empty() && held.is_empty() && dismissed.is_empty() {
            continue;
        }
        known = true;
        writeln!(around.out, "{}: order {order}", tenant.name)?;
        write!(around.out, "{}", timeline::lines(&events, tenant.zone, WIDTH))?;
        for held in held {
            let why = ResultReason::from(&held);
            write!(around.out, "  now held:\n{}", why.lines(held.process, WIDTH))?;
        }
        for dismissed in dismissed {
            write!(around.out, "{}", wrap(&dismissed.text(tenant.zone), "  ", "    ", WIDTH))?;
        }
    }
    if known { Ok(Exit::Done) } else { Err(unknown(order, "nothing is recorded about it")) }
}

pub(super) async fn why(
    host: &Host,
    order: i32,
    as_json: bool,
    around: &mut Surroundings<'_>,
) -> Result<Exit, HostError> {
    let mut all = Vec::new();
    let mut known = false;
    for tenant in &host.tenants {
        let why = host.engine.inspect(&tenant.name).why(order).await?;
        known |= why.known;
        if !as_json && why.known {
            let erp = why.erp_status.as_deref().unwrap_or("not there");
            let wms = why
                .wms_status
                .as_ref()
                .map_or_else(|| "not there".to_owned(), |(n, name)| format!("{n} {name}"));
            writeln!(around.out, "{}: order {order}: in the ERP {erp}, in the WMS {wms}", tenant.name)?;
            for gate in &why.gates {
                write!(around.out, "{}", wrap(gate, "  → ", "    ", WIDTH))?;
            }
            write!(around.out, "{}", timeline::lines(&why.timeline, tenant.zone, WIDTH))?;
        }
        all.push(why);
    }
    if as_json {
        document(all, around)?;
    }
    if known {
        Ok(Exit::Done)
    } else {
        Err(unknown(order, "neither side has it, and nothing is recorded about it"))
    }
}

fn unknown(order: i32, what: &str) -> HostError {
    let remedy = "check the number (the one in the ERP) and --tenant";
    HostError::Unknown { what: format!("order {order} is not known: {what}"), remedy }
}
