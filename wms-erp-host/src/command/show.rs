//! `show` and `why`: what happened to an order, and what it waits for.

use serde::Serialize;
use wms_erp_sync::{Process, Why, WhyGoods};

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

/// What one tenant knows of a number.
#[derive(Serialize)]
struct Found {
    #[serde(flatten)]
    order: Option<Why>,
    /// Purchase orders and returns.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    goods: Vec<WhyGoods>,
}

pub(super) async fn why(
    host: &Host,
    number: &str,
    as_json: bool,
    around: &mut Surroundings<'_>,
) -> Result<Exit, HostError> {
    let order: Option<i32> = number.parse().ok();
    let mut all = Vec::new();
    let mut known = false;
    for tenant in &host.tenants {
        let inspect = host.engine.inspect(&tenant.name);
        let order = match order {
            Some(order) => Some(inspect.why(order).await?),
            None => None,
        };
        let goods = inspect.why_goods(number).await?;
        let of_order = order.as_ref().filter(|why| why.known);
        known |= of_order.is_some() || !goods.is_empty();
        if !as_json {
            if let Some(why) = of_order {
                let erp = why.erp_status.as_deref().unwrap_or("not there");
                let wms = in_wms(why.wms_status.as_ref());
                writeln!(around.out, "{}: order {number}: in the ERP {erp}, in the WMS {wms}", tenant.name)?;
                write_gates(&why.gates, around)?;
                write!(around.out, "{}", timeline::lines(&why.timeline, tenant.zone, WIDTH))?;
            }
            for goods in &goods {
                match (&goods.process, &goods.order) {
                    (Process::Returns, Some(order)) => {
                        writeln!(around.out, "{}: return {number}, of order {order}", tenant.name)?;
                    }
                    (Process::Returns, None) => writeln!(around.out, "{}: return {number}", tenant.name)?,
                    _ => {
                        let wms = in_wms(goods.wms_status.as_ref());
                        writeln!(around.out, "{}: purchase order {number}: in the WMS {wms}", tenant.name)?;
                    }
                }
                write_gates(&goods.gates, around)?;
            }
        }
        all.push(Found { order, goods });
    }
    if as_json {
        document(all, around)?;
    }
    match (known, order) {
        (true, _) => Ok(Exit::Done),
        (false, Some(order)) => Err(unknown(order, "neither side has it, and nothing is recorded about it")),
        (false, None) => Err(HostError::Unknown {
            what: format!("{number} is not known: no purchase order and no return has this number"),
            remedy: "check the number: that of an order in the ERP, or of a purchase order or a return in the WMS; and --tenant",
        }),
    }
}

fn in_wms(status: Option<&(i32, String)>) -> String {
    status.map_or_else(|| "not there".to_owned(), |(number, name)| format!("{number} {name}"))
}

fn write_gates(gates: &[String], around: &mut Surroundings<'_>) -> Result<(), HostError> {
    for gate in gates {
        write!(around.out, "{}", wrap(gate, "  → ", "    ", WIDTH))?;
    }
    Ok(())
}

fn unknown(order: i32, what: &str) -> HostError {
    let remedy = "check the number (the one in the ERP) and --tenant";
    HostError::Unknown { what: format!("order {order} is not known: {what}"), remedy }
}
