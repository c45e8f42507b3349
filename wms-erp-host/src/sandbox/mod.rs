//! Both systems, simulated, with a small company in them: for demos, tests, and whoever wants to try the service without an
//! account. Whoever sits at the keyboard is the office and the warehouse: `help` lists what they can do.

pub mod company;
pub mod overview;
mod people;
pub mod systems;

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta};
use clap::Args;
use wms_erp_sync::CancellationToken;
use wms_erp_sync::clock::{Clock, SystemClock};

use systems::{Ports, Systems};

/// What the subcommand `sandbox` takes.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The port of 24SevenOffice; any free one without.
    #[arg(long, default_value_t = 0, hide_default_value = true)]
    port_erp: u16,
    /// The port of Ongoing; any free one without.
    #[arg(long, default_value_t = 0, hide_default_value = true)]
    port_wms: u16,
    /// Write the configuration for the service into this file, too.
    #[arg(long, value_name = "FILE")]
    write_config: Option<PathBuf>,
}

/// Serves both systems until `stop` is cancelled, and listens to the keyboard.
pub(crate) async fn serve(
    arguments: &Arguments,
    out: &mut (dyn Write + Send),
    stop: CancellationToken,
) -> io::Result<()> {
    let ports = Ports { erp: arguments.port_erp, wms: arguments.port_wms };
    let systems = Arc::new(Systems::start(Arc::new(SystemClock), ports).await?);
    company::move_in(&systems).map_err(io::Error::other)?;

    let since: NaiveDate = (SystemClock.now() - TimeDelta::days(30)).date_naive();
    let configuration = systems.configuration("sandbox.sqlite3", since);
    writeln!(out, "# 24SevenOffice  {}", systems.erp.base_url())?;
    writeln!(out, "# Ongoing        {}/service.asmx", systems.wms.base_url())?;
    writeln!(out, "#")?;
    match &arguments.write_config {
        Some(file) => {
            std::fs::write(file, &configuration).map_err(|error| {
                io::Error::new(error.kind(), format!("{} cannot be written: {error}", file.display()))
            })?;
            let file = file.display();
            writeln!(out, "# This configuration is in {file}:")?;
            writeln!(out, "# wms-erp once --config {file}")?;
            writeln!(
                out,
                "# (in the repository: cargo run --release --example host -- once --config {file})"
            )?;
        }
        None => {
            writeln!(out, "# A configuration for the service; --write-config FILE writes it into a file:")?;
        }
    }
    writeln!(out, "\n{configuration}\n# Type help to see what you can do; stop with ctrl-C.")?;
    out.flush()?;

    people::listen(Arc::clone(&systems), stop.clone());
    stop.cancelled().await;
    Ok(())
}
