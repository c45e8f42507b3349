//! What the command line says about the sandbox.

use std::path::PathBuf;

use clap::Args;

/// What the subcommand `sandbox` takes.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The port of 24SevenOffice; any free one without.
    #[arg(long, default_value_t = 0, hide_default_value = true)]
    pub(super) port_erp: u16,
    /// The port of Ongoing; any free one without.
    #[arg(long, default_value_t = 0, hide_default_value = true)]
    pub(super) port_wms: u16,
    /// The port of the operator's page; any free one without.
    #[arg(long, default_value_t = 0, hide_default_value = true, conflicts_with = "write_config")]
    pub(super) port_page: u16,
    /// Write the configuration for a service of its own into this file, and run none here.
    #[arg(long, value_name = "FILE")]
    pub(super) write_config: Option<PathBuf>,
}
