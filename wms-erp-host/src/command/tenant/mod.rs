//! `tenant`: the files of the folder of tenants.

mod template;

use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;
use wms_erp_sync::visible;

use super::args::{TenantAction, Which};
use super::exit::{Exit, HostError};
use super::open::{WrongTenants, open_offline};
use super::output;
use super::surroundings::Surroundings;
use crate::config::{ConfigError, Found, Main, Reading, State, WithoutCommands, misnamed};
use crate::results::{ConfigurationProblem, WrongTenant};
use crate::table::{TextTable, wrap};

/// How wide lines are.
const WIDTH: usize = 100;

pub(super) async fn tenant(action: TenantAction, around: &mut Surroundings<'_>) -> Result<Exit, HostError> {
    match action {
        TenantAction::List { file, json } => list(&file.config, json, around),
        TenantAction::Add { file, name, json } => add(&file.config, &name, json, around),
        TenantAction::Remove { file, name, forget, yes, json } => {
            if !yes {
                let what = format!(
                    "{name} would no longer be served: repeat the command with --yes to \
                    confirm"
                );
                return Err(HostError::Usage(what));
            }
            remove(&file.config, &name, forget, json, around).await
        }
        TenantAction::Rename { file, from, to, json } => rename(&file.config, &from, &to, json, around).await,
    }
}

#[derive(Serialize)]
struct Listed {
    name: String,
    /// Where it is configured.
    file: String,
    /// `ok` or `wrong`.
    state: &'static str,
    /// The processes that are on.
    processes: Vec<String>,
    problems: Vec<ConfigurationProblem>,
}

fn list(config: &Path, json: bool, around: &mut Surroundings<'_>) -> Result<Exit, HostError> {
    let reading = read(config, around);
    if reading.main.is_none() {
        return Err(ConfigError::new(config, reading.problems).into());
    }
    let listed: Vec<Listed> = reading.tenants.into_iter().map(to_listed).collect();
    if json {
        return tell(&Document { tenants: listed }, around);
    }
    let mut table = TextTable::new().text("tenant").text("state").text("processes").text("file");
    for Listed { name, file, state, processes, .. } in &listed {
        table.row(vec![name.clone(), (*state).to_owned(), processes.join(", "), file.clone()]);
    }
    write!(around.out, "{table}")?;
    for ConfigurationProblem { file, line, key, what } in listed.iter().flat_map(|listed| &listed.problems) {
        write!(around.out, "{}", wrap(&format!("{file}:{line}: {key}: {what}"), "! ", "  ", WIDTH))?;
    }
    Ok(Exit::Done)
}

#[derive(Serialize)]
struct Document {
    tenants: Vec<Listed>,
}

fn to_listed(found: Found) -> Listed {
    let (state, processes, problems) = match found.state {
        State::Right(right) => {
            let on = right.configured.intervals.iter().map(|(process, _)| process.to_string());
            ("ok", on.collect(), Vec::new())
        }
        State::Wrong(problems) => ("wrong", Vec::new(), WrongTenant::new(&found.name, &problems).problems),
        State::Known => ("ok", Vec::new(), Vec::new()),
    };
    let file = found.place.file.display().to_string();
    Listed { name: found.name, file, state, processes, problems }
}

/// What was done with a file.
#[derive(Serialize)]
struct Done<'a> {
    tenant: &'a str,
    /// The file as it is called now.
    file: String,
    /// How many documents of the store went to another name.
    #[serde(skip_serializing_if = "Option::is_none")]
    moved: Option<u64>,
}

impl<'a> Done<'a> {
    fn new(tenant: &'a str, file: &Path) -> Self {
        Self { tenant, file: file.display().to_string(), moved: None }
    }
}

fn add(config: &Path, name: &str, json: bool, around: &mut Surroundings<'_>) -> Result<Exit, HostError> {
    let (main, tenants) = folder(config, around)?;
    let file = free(&main, &tenants, name)?;
    let failed = |source| HostError::File { file: file.clone(), source };
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    // It is for passwords.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut opened = options.open(&file).map_err(failed)?;
    let text = template::of(name, &main.defaults);
    opened.write_all(text.as_bytes()).and_then(|()| opened.sync_all()).map_err(failed)?;
    if json {
        return tell(&Done::new(name, &file), around);
    }
    let shown = file.display().to_string();
    writeln!(around.out, "{}", visible(&shown))?;
    let next = format!(
        "fill it in, and check it with `wms-erp check --tenant {name}`; a running service serves the tenant \
         once nothing is missing"
    );
    write!(around.out, "{}", wrap(&next, "  → ", "    ", WIDTH))?;
    Ok(Exit::Done)
}

async fn remove(
    config: &Path,
    name: &str,
    forget: bool,
    json: bool,
    around: &mut Surroundings<'_>,
) -> Result<Exit, HostError> {
    let (main, tenants) = folder(config, around)?;
    let from = own_file(&main, &tenants, name)?;
    let time = around.clock.now().format("%Y%m%dT%H%M%SZ");
    let mut aside = from.clone().into_os_string();
    aside.push(format!(".removed-{time}"));
    let aside = PathBuf::from(aside);
    if forget {
        let which =
            Which { file: super::args::File { config: config.to_owned() }, tenant: Some(name.to_owned()) };
        let host = open_offline(&which, WrongTenants::LeftOut, around).await?;
        host.engine.operator(name).forget().await?;
    }
    set_aside(&from, &aside)?;
    if json {
        return tell(&Done::new(name, &aside), around);
    }
    let shown = aside.display().to_string();
    writeln!(around.out, "{}", visible(&shown))?;
    let next = match forget {
        true => "its state was deleted; the name stays paused, so that a service that still has it does \
            nothing: \
                 `resume` it if the name is used again"
            .to_owned(),
        false => format!(
            "a running service stops serving it after two checks of the folder. Its state stays in the \
             store: give the file its name back to continue; `tenant remove {name} --yes --forget` deletes \
             the state, too"
        ),
    };
    write!(around.out, "{}", wrap(&next, "  → ", "    ", WIDTH))?;
    Ok(Exit::Done)
}

async fn rename(
    config: &Path,
    from: &str,
    to: &str,
    json: bool,
    around: &mut Surroundings<'_>,
) -> Result<Exit, HostError> {
    let (main, tenants) = folder(config, around)?;
    let file = own_file(&main, &tenants, from)?;
    let target = free(&main, &tenants, to)?;
    let which =
        Which { file: super::args::File { config: config.to_owned() }, tenant: Some(from.to_owned()) };
    let host = open_offline(&which, WrongTenants::LeftOut, around).await?;
    let moved = host.engine.operator(from).rename(to).await?;
    set_aside(&file, &target)?;
    if json {
        return tell(&Done { moved: Some(moved), ..Done::new(to, &target) }, around);
    }
    let shown = target.display().to_string();
    writeln!(around.out, "{}: {moved} documents of the store now belong to {to}", visible(&shown))?;
    let next = format!(
        "a running service serves {to} within seconds. The name {from} stays paused: `resume` it if it is \
         used again"
    );
    write!(around.out, "{}", wrap(&next, "  → ", "    ", WIDTH))?;
    Ok(Exit::Done)
}

fn read(config: &Path, around: &Surroundings<'_>) -> Reading {
    let outside = WithoutCommands(Arc::clone(&around.outside));
    Reading::of(config, &outside, &around.clock, &|_, _| false)
}

/// The configuration, which must have a folder of tenants.
fn folder(config: &Path, around: &Surroundings<'_>) -> Result<(Main, Vec<Found>), HostError> {
    let Reading { main, tenants, problems, .. } = read(config, around);
    let main = main.ok_or_else(|| ConfigError::new(config, problems))?;
    match main.folder {
        Some(_) => Ok((main, tenants)),
        None => {
            let what = format!(
                "{} has no folder of tenants: create one, and name it with tenants = \"tenants.d\" beside \
                 store",
                config.display()
            );
            Err(HostError::Usage(what))
        }
    }
}

/// The file of a tenant that there is not yet.
fn free(main: &Main, tenants: &[Found], name: &str) -> Result<PathBuf, HostError> {
    if let Some(what) = misnamed(name) {
        return Err(HostError::Usage(format!("the name of a tenant {what}")));
    }
    if name.eq_ignore_ascii_case("defaults") {
        return Err(HostError::Usage(
            "defaults.toml contains the defaults of all tenants: choose another name".to_owned(),
        ));
    }
    let taken: BTreeSet<String> = tenants.iter().map(|found| found.name.to_lowercase()).collect();
    let file = path(main, name);
    if taken.contains(&name.to_lowercase()) || file.exists() {
        return Err(HostError::Usage(format!("there is already a tenant {name:?}")));
    }
    Ok(file)
}

/// The file of a tenant of the folder.
fn own_file(main: &Main, tenants: &[Found], name: &str) -> Result<PathBuf, HostError> {
    let known = || tenants.iter().map(|found| found.name.as_str()).collect::<Vec<_>>().join(", ");
    let found = tenants.iter().find(|found| found.name == name);
    let found = found
        .ok_or_else(|| HostError::Usage(format!("there is no tenant {name:?}; there are {}", known())))?;
    if found.place.file.parent() != main.folder.as_deref() {
        let what = format!("{name} is defined in {}: change it there", found.place.file.display());
        return Err(HostError::Usage(what));
    }
    Ok(found.place.file.clone())
}

fn path(main: &Main, name: &str) -> PathBuf {
    main.folder.clone().unwrap_or_default().join(format!("{name}.toml"))
}

/// Gives a file another name, which no other file has.
fn set_aside(file: &Path, to: &Path) -> Result<(), HostError> {
    let failed = |source| HostError::File { file: to.to_owned(), source };
    if to.exists() {
        return Err(failed(io::ErrorKind::AlreadyExists.into()));
    }
    std::fs::rename(file, to).map_err(failed)
}

fn tell<T: Serialize>(document: &T, around: &mut Surroundings<'_>) -> Result<Exit, HostError> {
    writeln!(around.out, "{}", output::json(document)?)?;
    Ok(Exit::Done)
}
