//! `held`, `retry`, `dismiss` and `release`: what is held, and what people decide about it.

use serde::Serialize;
use wms_erp_sync::{Held, Process, RunError, moment};

use super::{Exit, Host, HostError, Meant, Surroundings, WIDTH, document};
use crate::results::ResultReason;

#[derive(Serialize)]
struct TenantHeld {
    name: String,
    held: Vec<Held>,
}

pub(super) async fn held(host: &Host, json: bool, around: &mut Surroundings<'_>) -> Result<Exit, HostError> {
    let mut tenants = Vec::new();
    for tenant in &host.tenants {
        let held = host.engine.inspect(&tenant.name).held().await?;
        if !json {
            print(&held, tenant, around)?;
        }
        tenants.push(TenantHeld { name: tenant.name.clone(), held });
    }
    if json { document(tenants, around) } else { Ok(Exit::Done) }
}

fn print(held: &[Held], tenant: &Meant, around: &mut Surroundings<'_>) -> Result<(), HostError> {
    let count = if held.is_empty() { "nothing is held".to_owned() } else { format!("{} held", held.len()) };
    writeln!(around.out, "{}: {count}", tenant.name)?;
    for held in held {
        write!(around.out, "{}", ResultReason::from(held).lines(held.process, WIDTH))?;
        let tried = if held.attempts == 1 { "once".to_owned() } else { format!("{} times", held.attempts) };
        let since = moment(&held.since, tenant.zone);
        let next = held.due.map_or_else(|| "not automatically".to_owned(), |due| moment(&due, tenant.zone));
        writeln!(around.out, "    since {since}, tried {tried}; tried again: {next}")?;
    }
    Ok(())
}

pub(super) async fn retry(
    host: &Host,
    named: &[Process],
    records: &[String],
    around: &mut Surroundings<'_>,
) -> Result<Exit, HostError> {
    let mut found = 0;
    let mut missing: Vec<&str> = records.iter().map(String::as_str).collect();
    for tenant in &host.tenants {
        for held in host.engine.inspect(&tenant.name).held().await? {
            let meant = (named.is_empty() || named.contains(&held.process))
                && (records.is_empty() || records.contains(&held.record));
            if meant {
                // Asked for by its name, an order is created again that was deleted in the warehouse by hand.
                let operator = host.engine.operator(&tenant.name);
                let asked = match records.is_empty() {
                    true => operator.retry_all(held.process).await.map(drop),
                    false => operator.retry(held.process, &held.record).await.map(drop),
                };
                if !is_known(asked)? {
                    continue;
                }
                writeln!(
                    around.out,
                    "{}: {} {} is tried at the next run",
                    tenant.name, held.process, held.record
                )?;
                found += 1;
                missing.retain(|record| *record != held.record);
            }
        }
    }
    match found {
        _ if !missing.is_empty() => Err(not_held(&missing)),
        0 => Ok(writeln!(around.out, "nothing is held").map(|()| Exit::Done)?),
        _ => Ok(Exit::Done),
    }
}

pub(super) async fn rewrite(
    host: &Host,
    named: &[Process],
    records: &[String],
    all: bool,
    around: &mut Surroundings<'_>,
) -> Result<Exit, HostError> {
    let [process @ (Process::Articles | Process::Orders)] = named else {
        let what = "only articles and orders can be written again, one process at a time: --process articles";
        return Err(HostError::Usage(what.to_owned()));
    };
    if records.is_empty() && !all {
        return Err(HostError::Usage("name the records by their ids in the ERP, or use --all".to_owned()));
    }
    let mut known = all;
    for tenant in &host.tenants {
        if all {
            host.engine.operator(&tenant.name).rewrite_all(*process).await?;
            writeln!(around.out, "{}: all {process} are written again at the next run", tenant.name)?;
        }
        for record in records {
            if is_known(host.engine.operator(&tenant.name).rewrite(*process, record).await)? {
                writeln!(around.out, "{}: {process} {record} is written again at the next run", tenant.name)?;
                known = true;
            }
        }
    }
    match known {
        true => Ok(Exit::Done),
        false => Err(HostError::Unknown {
            what: format!("{process} has imported none of these"),
            remedy: "give the products' or the orders' ids in the ERP",
        }),
    }
}

pub(super) async fn dismiss(
    host: &Host,
    record: &str,
    reason: &str,
    around: &mut Surroundings<'_>,
) -> Result<Exit, HostError> {
    let mut found = false;
    for tenant in &host.tenants {
        let held = host.engine.inspect(&tenant.name).held().await?;
        for held in held.iter().filter(|held| held.record == record) {
            let operator = host.engine.operator(&tenant.name);
            if is_known(operator.dismiss(held.process, record, reason).await.map(drop))? {
                writeln!(around.out, "{}: {} {record} is closed", tenant.name, held.process)?;
                found = true;
            }
        }
    }
    if found { Ok(Exit::Done) } else { Err(not_held(&[record])) }
}

/// Whether the tenant had the record: another tenant may have it, or someone else has decided about it meanwhile.
fn is_known(asked: Result<(), RunError>) -> Result<bool, RunError> {
    match asked {
        Err(RunError::UnknownRecord { .. }) => Ok(false),
        asked => asked.map(|()| true),
    }
}

fn not_held(records: &[&str]) -> HostError {
    let names: Vec<String> = records.iter().map(|record| format!("{record:?}")).collect();
    HostError::Unknown {
        what: format!("nothing is held under the name {}", names.join(" or ")),
        remedy: "take the record's name from the list that `held` prints",
    }
}

pub(super) async fn release(
    host: &Host,
    process: Process,
    around: &mut Surroundings<'_>,
) -> Result<Exit, HostError> {
    for tenant in &host.tenants {
        host.engine.operator(&tenant.name).release(process).await?;
        writeln!(
            around.out,
            "{}: what the safety limit of {process} blocks is written at its next run",
            tenant.name
        )?;
    }
    Ok(Exit::Done)
}
