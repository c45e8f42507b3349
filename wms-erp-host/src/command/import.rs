//! `import-store`: from one store to another.

use std::path::Path;
use std::sync::Arc;

use serde::Serialize;
#[cfg(feature = "postgres")]
use wms_erp_postgres::PostgresStore;
use wms_erp_sync::store::{Portable, SqliteStore, StoreError};
use wms_erp_sync::{
    DamagedDocument, ImportError, ImportStep, ImportedTenant, RunError, import_store_with, visible,
};

use super::args::ImportStore;
use super::progress::shown;
use super::{Exit, HostError, Surroundings, WIDTH, chain, output};
use crate::progress::Feed;
use crate::table::wrap;

#[derive(Serialize)]
struct Imported<'a> {
    from: String,
    to: String,
    tenants: Vec<Tenant<'a>>,
}

#[derive(Serialize)]
struct Tenant<'a> {
    name: &'a str,
    documents: u64,
    hash: &'a str,
    was_there: bool,
    damaged: Vec<Damaged<'a>>,
}

#[derive(Serialize)]
struct Damaged<'a> {
    place: &'a str,
    what: &'a str,
}

pub(super) async fn import(wanted: &ImportStore, around: &mut Surroundings<'_>) -> Result<Exit, HostError> {
    let ImportStore { from, to, tenant, json, .. } = wanted;
    if from == to && wanted.from_schema == wanted.to_schema {
        return Err(HostError::Usage("both are the same store".to_owned()));
    }
    look_at(from, around).await?;
    let from = open(from, wanted.from_password_env.as_deref(), wanted.from_schema.as_deref(), around).await?;
    let to = open(to, wanted.to_password_env.as_deref(), wanted.to_schema.as_deref(), around).await?;
    let (feed, clock) = (Feed::new(Arc::clone(&around.clock)), Arc::clone(&around.clock));
    let report = |step: ImportStep<'_>| {
        let name = if step.tenant.is_empty() { "the service itself" } else { step.tenant };
        feed.note(name.to_owned(), step.phase, step.done, Some(step.total));
    };
    let work = import_store_with(&*from, &*to, tenant.as_deref(), &clock, &report);
    let imported = match shown(&feed, around, work).await {
        Ok(imported) => imported,
        Err(error @ ImportError::InUse { .. }) => {
            writeln!(around.err, "{}", visible(&error.to_string()))?;
            return Ok(Exit::Busy);
        }
        Err(error @ ImportError::UnknownTenant { .. }) => return Err(HostError::Usage(error.to_string())),
        Err(ImportError::Store(error)) => return Err(RunError::from(error).into()),
        Err(error) => {
            let remedy = "nothing was removed from the source: it can be used as before";
            return Err(HostError::Unknown { what: chain(&error), remedy });
        }
    };
    name_damaged(&imported, around)?;
    if *json {
        let tenants = imported.iter().map(|tenant| Tenant {
            name: &tenant.tenant,
            documents: tenant.documents,
            hash: &tenant.hash,
            was_there: tenant.was_there,
            damaged: tenant
                .damaged
                .iter()
                .map(|found| Damaged { place: &found.place, what: &found.what })
                .collect(),
        });
        let document = Imported { from: from.place(), to: to.place(), tenants: tenants.collect() };
        writeln!(around.out, "{}", output::json(&document)?)?;
        return Ok(Exit::Done);
    }
    for tenant in &imported {
        let (name, documents) = (visible(&tenant.tenant), tenant.documents);
        let name = if name.is_empty() { "(the service itself)".into() } else { name };
        let what = if tenant.was_there { "was there already" } else { "imported" };
        let hash = tenant.hash.get(..16).unwrap_or_default();
        writeln!(around.out, "{name}: {what}, {documents} documents, the same in both (hash {hash}…)")?;
    }
    if imported.is_empty() {
        writeln!(around.out, "there is no tenant in {}", visible(&from.place()))?;
    }
    Ok(Exit::Done)
}

fn is_url(text: &str) -> bool {
    text.starts_with("postgres://") || text.starts_with("postgresql://")
}

/// Says which documents are damaged. They have gone over as they are.
fn name_damaged(imported: &[ImportedTenant], around: &mut Surroundings<'_>) -> Result<(), HostError> {
    let mut damaged = imported.iter().flat_map(|tenant| &tenant.damaged).peekable();
    let is_sound = damaged.peek().is_none();
    for DamagedDocument { place, what, .. } in damaged {
        write!(around.err, "{}", wrap(&visible(&format!("{place}: {what}")), "! ", "  ", WIDTH))?;
    }
    if !is_sound {
        let remedy = "these documents were copied unchanged; each affects only its record, which the next \
            runs look up again. Documents of a later version need that version";
        write!(around.err, "{}", wrap(remedy, "  → ", "    ", WIDTH))?;
    }
    Ok(())
}

/// Says what is wrong with a file as a whole, before anything is read from it.
async fn look_at(from: &str, around: &mut Surroundings<'_>) -> Result<(), HostError> {
    if is_url(from) {
        return Ok(());
    }
    let checked = SqliteStore::check(Path::new(from)).await.map_err(unusable)?;
    for problem in checked.problems.iter().filter(|problem| problem.place.is_empty()) {
        write!(around.err, "{}", wrap(&format!("the file: {}", problem.what), "! ", "  ", WIDTH))?;
    }
    Ok(())
}

async fn open(
    place: &str,
    password_env: Option<&str>,
    schema: Option<&str>,
    around: &Surroundings<'_>,
) -> Result<Box<dyn Portable>, HostError> {
    if !is_url(place) {
        if password_env.is_some() || schema.is_some() {
            let what = format!("{place} is a file: it has no password and no schema");
            return Err(HostError::Usage(what));
        }
        return Ok(Box::new(SqliteStore::open(place).await.map_err(unusable)?));
    }
    database(place, password_env, schema, around).await
}

#[cfg(not(feature = "postgres"))]
async fn database(
    _: &str,
    _: Option<&str>,
    _: Option<&str>,
    _: &Surroundings<'_>,
) -> Result<Box<dyn Portable>, HostError> {
    Err(HostError::Usage("this program was built without PostgreSQL (feature postgres)".to_owned()))
}

#[cfg(feature = "postgres")]
async fn database(
    url: &str,
    password_env: Option<&str>,
    schema: Option<&str>,
    around: &Surroundings<'_>,
) -> Result<Box<dyn Portable>, HostError> {
    // A command line stands in lists of processes and in histories.
    let has_password = url::Url::parse(url).is_ok_and(|parsed| {
        parsed.password().is_some() || parsed.query_pairs().any(|(key, _)| key == "password")
    });
    if has_password {
        let what = "the address contains a password: remove it, and name an environment variable that \
            contains it \
                    (--from-password-env, --to-password-env)";
        return Err(HostError::Usage(what.to_owned()));
    }
    let mut builder = PostgresStore::builder(url).map_err(unusable)?;
    if let Some(schema) = schema {
        builder = builder.schema(schema);
    }
    if let Some(name) = password_env {
        let password = around.outside.variable(name).filter(|password| !password.trim().is_empty());
        let unset = || HostError::Usage(format!("the environment variable {name} is not set"));
        builder = builder.password(&password.ok_or_else(unset)?);
    }
    Ok(Box::new(builder.open().await.map_err(unusable)?))
}

fn unusable(error: StoreError) -> HostError {
    match error {
        StoreError::Open { .. } | StoreError::NewerSchema { .. } => HostError::Usage(chain(&error)),
        error => RunError::from(error).into(),
    }
}
