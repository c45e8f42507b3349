//! `held`, `retry`, `dismiss` and `release`: what is held, and what people decide about it.

use serde::Serialize;
use wms_erp_sync::{Held, Process};

use super::{Exit, Host, HostError, Meant, Surroundings, WIDTH, document};
use crate::results::Why;
use crate::timeline::moment;

#[derive(Serialize)]
struct TenantHeld {
    name: String,
    held: Vec<Held>,
}

pub(super) async fn held(host: &Host, json: bool, around: &mut Surroundings<'_>) -> Result<Exit, HostError> {
    let mut tenants = Vec::new();
    for tenant in &host.tenants {
        let held = host.engine.held(&tenant.name).await?;
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
        write!(around.out, "{}", Why::from(held).lines(held.process, WIDTH))?;
        let tried = if held.attempts == 1 { "once".to_owned() } else { format!("{} times", held.attempts) };
        let since = moment(&held.since, tenant.zone);
        let next = held.due.map_or_else(|| "not by itself".to_owned(), |due| moment(&due, tenant.zone));
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
    for tenant in &host.tenants {
        for held in host.engine.held(&tenant.name).await? {
            let meant = (named.is_empty() || named.contains(&held.process))
                && (records.is_empty() || records.contains(&held.record));
            if meant {
                host.engine.retry(&tenant.name, held.process, Some(&held.record)).await?;
                writeln!(
                    around.out,
                    "{}: {} {} is tried at the next run",
                    tenant.name, held.process, held.record
                )?;
                found += 1;
            }
        }
    }
    match found {
        0 if !records.is_empty() => Err(HostError::Usage("no such record is held".to_owned())),
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
        return Err(HostError::Usage("say which records, by their ids in the ERP, or --all".to_owned()));
    }
    let mut known = all;
    for tenant in &host.tenants {
        if all {
            host.engine.rewrite(&tenant.name, *process, None).await?;
            writeln!(around.out, "{}: all {process} are written again at the next run", tenant.name)?;
        }
        for record in records {
            if host.engine.rewrite(&tenant.name, *process, Some(record)).await? {
                writeln!(around.out, "{}: {process} {record} is written again at the next run", tenant.name)?;
                known = true;
            }
        }
    }
    match known {
        true => Ok(Exit::Done),
        false => Err(HostError::Usage(format!("none of these was brought over by {process}"))),
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
        let held = host.engine.held(&tenant.name).await?;
        for held in held.iter().filter(|held| held.record == record) {
            found |= host.engine.dismiss(&tenant.name, held.process, record, reason).await?;
            writeln!(around.out, "{}: {} {record} is closed", tenant.name, held.process)?;
        }
    }
    if found {
        Ok(Exit::Done)
    } else {
        Err(HostError::Usage(format!("nothing is held under the name {record:?}")))
    }
}

pub(super) async fn release(
    host: &Host,
    process: Process,
    around: &mut Surroundings<'_>,
) -> Result<Exit, HostError> {
    for tenant in &host.tenants {
        host.engine.release(&tenant.name, process).await?;
        writeln!(around.out, "{}: what the brake of {process} holds back goes at its next run", tenant.name)?;
    }
    Ok(Exit::Done)
}
