//! Both systems, simulated, until they are stopped: `cargo run --release --example sandbox`.
//!
//! It prints their addresses and a configuration for the host. Whoever sits at the keyboard is the office and the
//! warehouse: `help` lists what they can do.

mod people;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta};
use clap::Parser;
use wms_erp_examples::systems::{Ports, Systems};
use wms_erp_examples::{company, host};
use wms_erp_sync::CancellationToken;
use wms_erp_sync::clock::{Clock, SystemClock};

/// Serves a simulated 24SevenOffice and a simulated Ongoing WMS, with a small company in them.
#[derive(Debug, Parser)]
#[command(name = "sandbox", version)]
struct Arguments {
    /// The port of 24SevenOffice; any free one without.
    #[arg(long, default_value_t = 0, hide_default_value = true)]
    port_erp: u16,
    /// The port of Ongoing; any free one without.
    #[arg(long, default_value_t = 0, hide_default_value = true)]
    port_wms: u16,
    /// Writes the configuration for the host into this file, too.
    #[arg(long, value_name = "FILE")]
    write_config: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> ExitCode {
    match serve(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Where nobody can be told, the exit code has to do.
            let _ = writeln!(io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(arguments: Arguments) -> Result<(), Box<dyn std::error::Error>> {
    let stop = CancellationToken::new();
    host::stop_on_signals(stop.clone())?;
    let ports = Ports { erp: arguments.port_erp, wms: arguments.port_wms };
    let systems = Arc::new(Systems::start(Arc::new(SystemClock), ports).await?);
    company::move_in(&systems)?;

    let since: NaiveDate = (SystemClock.now() - TimeDelta::days(30)).date_naive();
    let configuration = systems.configuration("sandbox.sqlite3", since);
    let mut out = io::stdout();
    writeln!(out, "# 24SevenOffice  {}", systems.erp.base_url())?;
    writeln!(out, "# Ongoing        {}/service.asmx", systems.wms.base_url())?;
    writeln!(out, "#")?;
    match &arguments.write_config {
        Some(file) => {
            std::fs::write(file, &configuration)
                .map_err(|error| format!("{} cannot be written: {error}", file.display()))?;
            let file = file.display();
            writeln!(out, "# This configuration is in {file}:")?;
            writeln!(out, "# cargo run --release --example host -- once --config {file}")?;
        }
        None => writeln!(out, "# A configuration for the host; --write-config FILE writes it into a file:")?,
    }
    writeln!(out, "\n{configuration}\n# Type help to see what you can do; stop with ctrl-C.")?;
    out.flush()?;

    people::listen(Arc::clone(&systems), stop.clone());
    stop.cancelled().await;
    Ok(())
}
