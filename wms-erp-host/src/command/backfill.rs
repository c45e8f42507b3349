//! `backfill`: orders from before the start.

use chrono::NaiveDate;
use wms_erp_sync::{Backfill, BackfillReport, moment};

use super::progress::shown;
use super::{Exit, Host, HostError, Meant, Surroundings, document};

/// What is asked for on the command line.
pub(super) struct Wanted {
    pub(super) range: Option<(NaiveDate, NaiveDate)>,
    pub(super) orders: Vec<i32>,
    pub(super) limit: usize,
}

pub(super) async fn backfill(
    host: &Host,
    wanted: Wanted,
    json: bool,
    around: &mut Surroundings<'_>,
) -> Result<Exit, HostError> {
    let orders_wanted = match wanted.range {
        Some((since, until)) => Backfill::Range { since, until },
        None if !wanted.orders.is_empty() => {
            Backfill::Orders(wanted.orders.into_iter().map(Into::into).collect())
        }
        None => return Err(HostError::Usage("give --since and --until, or the orders' numbers".to_owned())),
    };
    let mut all = Vec::new();
    for tenant in &host.tenants {
        let work = host.engine.operator(&tenant.name).backfill(orders_wanted.clone(), wanted.limit);
        let done = shown(&host.feed, around, work).await?;
        if !json {
            print(&done, tenant, around)?;
        }
        all.push(done);
    }
    if json { document(all, around) } else { Ok(Exit::Done) }
}

fn print(done: &BackfillReport, tenant: &Meant, around: &mut Surroundings<'_>) -> Result<(), HostError> {
    let marked = match done.marked {
        0 => "no order is marked".to_owned(),
        1 => "1 order is marked; the next run of orders imports it".to_owned(),
        marked => format!("{marked} orders are marked; the next runs of orders import them"),
    };
    writeln!(around.out, "{}: {marked}", tenant.name)?;
    for (count, what) in [
        (done.known, "already known: imported, held, or marked before"),
        (done.coming, "not from before the start: they are imported automatically"),
        (done.not_pulled, "not in a pulled status"),
        (done.unknown, "not in the ERP"),
        (done.unreadable, "could not be read"),
    ] {
        if count > 0 {
            writeln!(around.out, "  {count} {what}")?;
        }
    }
    if done.left > 0 {
        let from = done.next.map(|next| format!(", the oldest of {}", moment(&next, tenant.zone)));
        let from = from.unwrap_or_default();
        writeln!(around.out, "  {} are left{from}: run it again", done.left)?;
    }
    Ok(())
}
