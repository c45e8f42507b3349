//! The host service: a thin shell around the library. Each subcommand is one public method of `wms-erp-sync`, with a
//! configuration before it and something to read behind it.

mod apply;
mod args;
mod backfill;
mod capsule;
mod check;
mod drift;
#[cfg(feature = "sandbox")]
pub(crate) mod embedded;
pub(crate) mod exit;
mod held;
mod identity;
mod import;
mod init;
mod keyboard;
mod manual;
mod once;
mod open;
mod output;
mod password;
mod pause;
mod plan;
mod probe;
mod process;
mod progress;
mod reload;
mod saved;
mod serve;
mod show;
mod status;
mod stock_journal;
mod store;
pub(crate) mod surroundings;
mod takeover;
mod tenant;
mod token;
mod watchdog;
mod when;

use std::ffi::OsString;
use std::io::{self, Write};
use std::sync::Arc;

use clap::Parser;
use clap::error::ErrorKind;
use serde::Serialize;
use wms_erp_sync::{RunError, visible};

use crate::causes::chain;
use args::{Cli, Command, StoreAction, Which};
pub use exit::Exit;
use exit::HostError;
use open::{Host, Meant, WrongTenants, open, open_offline, open_with, unopened};
use output::Output;
pub use process::{Machine, main, main_with};
pub use surroundings::Surroundings;

/// How wide lines are.
const WIDTH: usize = 100;

/// Does what the command line says.
pub async fn run(arguments: impl IntoIterator<Item = OsString>, around: &mut Surroundings<'_>) -> Exit {
    let mut out = Output::new(&mut *around.out, around.colours);
    let mut err = Output::new(&mut *around.err, false);
    let mut guarded = Surroundings {
        clock: Arc::clone(&around.clock),
        outside: Arc::clone(&around.outside),
        out: &mut out,
        err: &mut err,
        colours: around.colours,
        stop: around.stop.clone(),
        reload: around.reload.clone(),
        process: around.process.clone(),
        followed: around.followed.clone(),
        showing: around.showing.clone(),
    };
    let exit = obey(arguments, &mut guarded).await;
    match out.end() {
        None => exit,
        // Who reads no further has seen enough; what failed is reported all the same.
        Some(error) if error.kind() == io::ErrorKind::BrokenPipe => match exit {
            Exit::Failed | Exit::Usage | Exit::Busy => exit,
            _ => Exit::Done,
        },
        Some(error) => {
            let failed = HostError::Output(error);
            let told = complain(&failed, &mut err);
            if exit == Exit::Usage { exit } else { told }
        }
    }
}

async fn obey(arguments: impl IntoIterator<Item = OsString>, around: &mut Surroundings<'_>) -> Exit {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return explain_usage(&error, around),
    };
    // What all commands keep while they wait is large: it does not have to be on the stack, under everything that they call.
    match Box::pin(act(cli.command, around)).await {
        Ok(exit) => exit,
        Err(error) => complain(&error, around.err),
    }
}

async fn act(command: Command, around: &mut Surroundings<'_>) -> Result<Exit, HostError> {
    match command {
        Command::Check { which } => check::check(&open(&which, around).await?, around).await,
        Command::Once { which, processes, json, no_wait } => {
            let host = open_with(&which, WrongTenants::LeftOut, around, |engine, _| engine).await?;
            if no_wait {
                once::end_waits(&host).await?;
            }
            Box::pin(once::once(&host, &processes.names, json, around)).await
        }
        Command::Run { which } => Box::pin(serve::serve(&which, around)).await,
        Command::ImportStore(wanted) => import::import(&wanted, around).await,
        Command::Init { arguments } => Box::pin(init::init(&arguments, around)).await,
        Command::Probe { arguments } => Box::pin(probe::probe(&arguments, around)).await,
        Command::Token => token::token(around),
        Command::Completions { shell } => manual::completions(shell, around),
        Command::Man { folder } => manual::man(&folder, around),
        Command::Tenant { action } => tenant::tenant(action, around).await,
        Command::Reload { file, token_env, json } => {
            reload::reload(&file.config, &token_env, json, around).await
        }
        Command::Plan { which, processes, json, details, save } => {
            let show = plan::Show { json, details };
            plan::plan(&open(&which, around).await?, &processes.names, show, save.as_deref(), around).await
        }
        Command::Apply { file, plan, json } => {
            let which = Which { file, tenant: None };
            apply::apply(&open(&which, around).await?, &plan, json, around).await
        }
        Command::Store { action: StoreAction::Check { file, json } } => {
            store::check(&file.config, json, around).await
        }
        Command::Store { action: StoreAction::Backup { file, to } } => {
            store::backup(&file.config, &to, around).await
        }
        Command::Status { which, json } => {
            let host = open_offline(&which, WrongTenants::LeftOut, around).await?;
            Box::pin(status::status(&host, json, around)).await
        }
        Command::Why { which, number, json } => {
            show::why(&open(&which, around).await?, &number, json, around).await
        }
        Command::Capsule { which, order, save, key } => {
            let host = open(&which, around).await?;
            let files = capsule::Files { config: which.file.config, save, key };
            Box::pin(capsule::capsule(&host, order, files, around)).await
        }
        Command::Replay { file, json } => Box::pin(capsule::replay(&file, json, around)).await,
        Command::StockJournal { which, article, since, until, json, csv } => {
            let form = match (json, csv) {
                (true, _) => stock_journal::Form::Json,
                (_, true) => stock_journal::Form::Csv,
                _ => stock_journal::Form::Table,
            };
            let wanted = stock_journal::Wanted { article, since, until };
            stock_journal::stock_journal(&open(&which, around).await?, &wanted, form, around).await
        }
        Command::Dismiss { which, record, reason } => {
            held::dismiss(
                &open_offline(&which, WrongTenants::Refused, around).await?,
                &record,
                &reason,
                around,
            )
            .await
        }
        Command::Pause { file, tenant, processes, until, reason } => {
            let which = Which { file, tenant: Some(tenant) };
            pause::pause(
                &open_offline(&which, WrongTenants::Refused, around).await?,
                &processes,
                &until,
                &reason,
                around,
            )
            .await
        }
        Command::Resume { file, tenant, processes } => {
            let which = Which { file, tenant: Some(tenant) };
            pause::resume(&open_offline(&which, WrongTenants::Refused, around).await?, &processes, around)
                .await
        }
        Command::Drift { which, processes, json } => {
            drift::drift(&open(&which, around).await?, &processes, json, around).await
        }
        Command::Takeover { which, dry_run, json } => {
            takeover::takeover(&open(&which, around).await?, dry_run, json, around).await
        }
        Command::Backfill { which, since, until, limit, orders, json } => {
            let wanted = backfill::Wanted { range: since.zip(until), orders, limit };
            backfill::backfill(&open(&which, around).await?, wanted, json, around).await
        }
        Command::Held { which, json } => {
            held::held(&open_offline(&which, WrongTenants::Refused, around).await?, json, around).await
        }
        Command::Retry { which, processes, records, rewrite: true, all } => {
            let host = open(&which, around).await?;
            held::rewrite(&host, &processes.names, &records, all, around).await
        }
        Command::Retry { which, processes, records, .. } => {
            held::retry(
                &open_offline(&which, WrongTenants::Refused, around).await?,
                &processes.names,
                &records,
                around,
            )
            .await
        }
        Command::Release { file, tenant, process } => {
            let which = Which { file, tenant: Some(tenant) };
            held::release(&open_offline(&which, WrongTenants::Refused, around).await?, process, around).await
        }
        Command::Show { which, order } => {
            show::show(&open_offline(&which, WrongTenants::Refused, around).await?, order, around).await
        }
        #[cfg(feature = "sandbox")]
        Command::Sandbox { arguments } => crate::sandbox::serve(&arguments, around).await,
    }
}

/// One document for programs, whatever it is about. In these documents fields are only ever added.
fn document<T: Serialize>(tenants: Vec<T>, around: &mut Surroundings<'_>) -> Result<Exit, HostError> {
    #[derive(Serialize)]
    struct Document<T> {
        tenants: Vec<T>,
    }
    writeln!(around.out, "{}", output::json(&Document { tenants })?)?;
    Ok(Exit::Done)
}

fn explain_usage(error: &clap::Error, around: &mut Surroundings<'_>) -> Exit {
    let (stream, exit): (&mut (dyn Write + Send), Exit) = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => (around.out, Exit::Done),
        _ => (around.err, Exit::Usage),
    };
    // Where the output is closed, the exit code has to do.
    let _ = write!(stream, "{error}");
    exit
}

fn complain(error: &HostError, err: &mut dyn Write) -> Exit {
    let (lines, exit) = match error {
        HostError::Config(error) => (error.lines().collect(), Exit::Usage),
        HostError::Usage(what) => (vec![what.clone()], Exit::Usage),
        HostError::Run(run) if matches!(**run, RunError::Busy { .. }) => {
            (vec![run.full_message()], Exit::Busy)
        }
        HostError::Run(run) if matches!(**run, RunError::NoSafetyLimit(_)) => {
            (vec![run.full_message(), format!("  → {}", run.remedy())], Exit::Usage)
        }
        HostError::Run(run) => (vec![run.full_message(), format!("  → {}", run.remedy())], Exit::Failed),
        HostError::Unknown { what, remedy } => (vec![what.clone(), format!("  → {remedy}")], Exit::Failed),
        HostError::Output(_) | HostError::File { .. } | HostError::Scheduler(_) => {
            (vec![chain(error)], Exit::Failed)
        }
    };
    for line in lines {
        // As above.
        let _ = writeln!(err, "{}", visible(&line));
    }
    exit
}
