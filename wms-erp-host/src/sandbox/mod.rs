//! Both systems, simulated, with a small company in them: for demos, tests, and for trying the service without an
//! account. The user at the keyboard plays the office and the warehouse: `help` lists what they can do.

pub(crate) mod arguments;
pub mod company;
pub mod overview;
mod people;
pub mod systems;

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use chrono::{NaiveDate, TimeDelta};

use crate::command::embedded::Embedded;
use crate::command::exit::{Exit, HostError};
use crate::command::surroundings::Surroundings;
use crate::config::{Config, Configured, Http};
use crate::web::Served;
use arguments::Arguments;
use systems::{Ports, Systems};

/// How often each process runs beside the operator's page.
const INTERVAL: Duration = Duration::from_secs(10);
/// Where purchase orders are, beside the configuration.
const FOLDER: &str = "purchase-orders";
const HINT: &str = "# Type help to see what you can do; stop with ctrl-C.";

/// Serves both systems until it is stopped, and listens to the keyboard. Unless the configuration is written into a file for a
/// service of its own, an engine and the operator's page run here too.
pub(crate) async fn serve(arguments: &Arguments, around: &mut Surroundings<'_>) -> Result<Exit, HostError> {
    let ports = Ports { erp: arguments.port_erp, wms: arguments.port_wms };
    let systems = Arc::new(Systems::start(Arc::clone(&around.clock), ports).await?);
    company::move_in(&systems).map_err(io::Error::other)?;
    company::send_back(&systems).map_err(io::Error::other)?;
    let since: NaiveDate = (around.clock.now() - TimeDelta::days(30)).date_naive();
    writeln!(around.out, "# 24SevenOffice  {}", systems.erp.base_url())?;
    writeln!(around.out, "# Ongoing        {}/service.asmx", systems.wms.base_url())?;
    match &arguments.write_config {
        Some(file) => {
            let configuration = configuration(&systems, since);
            company::order_goods(&systems, &file.with_file_name(FOLDER))?;
            write_private(file, &configuration).map_err(|error| {
                io::Error::new(error.kind(), format!("{} cannot be written: {error}", file.display()))
            })?;
            let file = file.display();
            writeln!(around.out, "#\n# This configuration is in {file}:")?;
            writeln!(around.out, "# wms-erp once --config {file}")?;
            writeln!(
                around.out,
                "# (in the repository: cargo run --release --example host -- once --config {file})"
            )?;
            writeln!(around.out, "# Purchase orders are read from the folder {FOLDER} beside it.")?;
            writeln!(around.out, "\n{configuration}\n{HINT}")?;
            around.out.flush()?;
            people::listen(Arc::clone(&systems), around.stop.clone());
            around.stop.cancelled().await;
        }
        None => {
            let folder = tempfile::tempdir()?;
            let embedded = embed(&systems, folder.path(), since, arguments.port_page, around).await?;
            writeln!(around.out, "# The operator's page: open http://{}/", embedded.address()?)?;
            writeln!(around.out, "#\n# To run the service yourself instead: --write-config FILE")?;
            writeln!(around.out, "{HINT}")?;
            around.out.flush()?;
            people::listen(Arc::clone(&systems), around.stop.clone());
            embedded.serve().await.map_err(io::Error::other)?;
        }
    }
    Ok(Exit::Done)
}

/// The configuration with goods that come in: returns become credits, and purchase orders are in a folder.
fn configuration(systems: &Systems, since: NaiveDate) -> String {
    let text = systems.configuration("sandbox.sqlite3", since);
    format!(
        "{text}\n[tenant.returns]\nenabled = true\nsince = \"{since}\"\nas = \"credit\"\n\n\
         [tenant.expected_receipts]\nenabled = true\nfolder = \"{FOLDER}\"\n"
    )
}

/// Writes a file that only its owner may read: passwords are in it.
fn write_private(file: &Path, text: &str) -> io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(file)?;
    // One that was there keeps what it allowed.
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    file.write_all(text.as_bytes())
}

/// The service on both systems, with a store that ends with it. What people do on either side arrives within seconds.
async fn embed(
    systems: &Arc<Systems>,
    folder: &Path,
    since: NaiveDate,
    port: u16,
    around: &Surroundings<'_>,
) -> Result<Embedded, HostError> {
    let file = folder.join("sandbox.toml");
    company::order_goods(systems, &folder.join(FOLDER))?;
    write_private(&file, &configuration(systems, since))?;
    let config = Config::load(&file, &*around.outside, &around.clock)?;
    let store = config.store.open().await.map_err(wms_erp_sync::RunError::from)?;
    let served = |configured: Configured| Served {
        tenant: configured.tenant,
        intervals: configured.intervals.into_iter().map(|(process, _)| (process, INTERVAL)).collect(),
        settings: configured.settings,
        hook: configured.hook,
        polling_factor: configured.polling_factor,
        receipt: configured.receipt,
        language: configured.language,
    };
    let tenants = config.tenants.into_iter().map(served).collect();
    let http = Http::local(port);
    Embedded::listen(&http, store, tenants, around).await.map_err(|error| {
        let what = format!("cannot listen on {}: {error}; choose another --port-page", http.listen);
        HostError::Usage(what)
    })
}
