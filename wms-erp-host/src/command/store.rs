//! `store check` and `store backup`: the file in which the engine remembers.

use std::path::{Path, PathBuf};

use serde::Serialize;
use wms_erp_sync::store::{SqliteStore, StoreCheck, StoreError};
use wms_erp_sync::{RunError, visible};

use super::{Exit, HostError, Surroundings, WIDTH, output};
use crate::config::Config;
use crate::table::wrap;

#[derive(Serialize)]
struct StoreCheckResult<'a> {
    store: String,
    ok: bool,
    schema: i64,
    documents: u64,
    problems: Vec<Problem<'a>>,
}

#[derive(Serialize)]
struct Problem<'a> {
    place: &'a str,
    what: &'a str,
    newer: bool,
}

pub(super) async fn check(
    config: &Path,
    as_json: bool,
    around: &mut Surroundings<'_>,
) -> Result<Exit, HostError> {
    let config = Config::load(config, &*around.outside, &around.clock)?;
    let file = file(&config)?;
    let checked = SqliteStore::check(file).await.map_err(RunError::from)?;
    if as_json {
        let document = StoreCheckResult {
            store: file.display().to_string(),
            ok: checked.is_ok(),
            schema: checked.schema,
            documents: checked.documents,
            problems: checked.problems.iter().map(to_problem).collect(),
        };
        writeln!(around.out, "{}", output::json(&document)?)?;
    } else {
        print(file, &checked, around)?;
    }
    Ok(if checked.is_ok() { Exit::Done } else { Exit::Failed })
}

/// The file of the store. PostgreSQL has tools of its own for what is done with one.
fn file(config: &Config) -> Result<&Path, HostError> {
    config.store.file().map(PathBuf::as_path).ok_or_else(|| {
        let what = "the store is in PostgreSQL: check and copy it with the tools of the database (pg_amcheck, pg_dump)";
        HostError::Usage(what.to_owned())
    })
}

fn to_problem(problem: &wms_erp_sync::store::StoreProblem) -> Problem<'_> {
    Problem { place: &problem.place, what: &problem.what, newer: problem.newer }
}

fn print(store: &Path, checked: &StoreCheck, around: &mut Surroundings<'_>) -> Result<(), HostError> {
    let verdict = match (checked.is_ok(), checked.is_damaged()) {
        (true, _) => "sound",
        (_, true) => "damaged",
        _ => "written by a later version",
    };
    let StoreCheck { schema, documents, .. } = checked;
    let store = store.display().to_string();
    writeln!(around.out, "{}: {verdict}, {documents} documents, schema version {schema}", visible(&store))?;
    for problem in &checked.problems {
        let place = if problem.place.is_empty() { "the file" } else { &problem.place };
        write!(around.out, "{}", wrap(&format!("{place}: {}", problem.what), "  ", "    ", WIDTH))?;
    }
    if checked.problems.iter().any(|problem| problem.newer) {
        let remedy = "documents of a later version are not overwritten, and runs that need them fail: \
            upgrade this \
                      service, or stop it and restore the backup from before the upgrade";
        write!(around.out, "{}", wrap(remedy, "  → ", "    ", WIDTH))?;
    }
    if checked.is_damaged() {
        let remedy = "a damaged document affects only its record: the next runs look it up again. If the \
            file itself is damaged, stop the service, check the disk, and restore the latest backup";
        write!(around.out, "{}", wrap(remedy, "  → ", "    ", WIDTH))?;
    }
    Ok(())
}

pub(super) async fn backup(
    config: &Path,
    to: &Path,
    around: &mut Surroundings<'_>,
) -> Result<Exit, HostError> {
    let config_file = config;
    let config = Config::load(config_file, &*around.outside, &around.clock)?;
    let file = file(&config)?;
    if !file.exists() {
        let what = format!("{}: there is no store to copy", file.display());
        return Err(HostError::Usage(what));
    }
    let store = SqliteStore::open(file)
        .await
        .map_err(|error| super::unopened(config_file, &config.store_place, error))?;
    match store.backup(to).await {
        Ok(()) => Ok(writeln!(around.out, "the store was copied to {}", visible(&to.display().to_string()))
            .map(|()| Exit::Done)?),
        Err(error @ StoreError::Open { .. }) => Err(HostError::Usage(super::chain(&error))),
        Err(error) => Err(RunError::from(error).into()),
    }
}
