//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use wms_erp_sync::Process;

/// Keeps Ongoing WMS and 24SevenOffice in step.
///
/// Exit codes: 0 all done; 1 something failed; 2 wrong usage or configuration; 3 done, but records are held that need a
/// person; 4 another engine is working on it.
#[derive(Debug, Parser)]
#[command(name = "host", version)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Look at both sides of each tenant: credentials, company, goods owner, statuses. Nothing is written.
    Check {
        #[command(flatten)]
        which: Which,
    },
    /// Run each enabled process once.
    Once {
        #[command(flatten)]
        which: Which,
        #[command(flatten)]
        processes: Processes,
        /// Print one JSON document instead of tables.
        #[arg(long)]
        json: bool,
    },
    /// Run the processes at their intervals, until SIGTERM or ctrl-C.
    Run {
        #[command(flatten)]
        which: Which,
    },
    /// Show what a run would write. Nothing is written.
    Plan {
        #[command(flatten)]
        which: Which,
        #[command(flatten)]
        processes: Processes,
        /// Print one JSON document, with every field.
        #[arg(long)]
        json: bool,
    },
    /// List the records that are held, and what to do about them.
    Held {
        #[command(flatten)]
        which: Which,
        /// Print one JSON document instead of tables.
        #[arg(long)]
        json: bool,
    },
    /// Try held records again at the next run, whatever their class.
    Retry {
        #[command(flatten)]
        which: Which,
        #[command(flatten)]
        processes: Processes,
        /// Only these records, by the names that `held` lists; all of them without.
        #[arg(value_name = "RECORD")]
        records: Vec<String>,
    },
    /// Let the next run do what a brake held back.
    Release {
        #[command(flatten)]
        file: File,
        /// The tenant.
        tenant: String,
        /// The process, mostly stock.
        process: Process,
    },
    /// Print what happened to an order.
    Show {
        #[command(flatten)]
        which: Which,
        /// The order's number in the ERP.
        #[arg(value_name = "ORDER")]
        order: i32,
    },
}

/// The configuration.
#[derive(Debug, Args)]
pub(super) struct File {
    /// The configuration file.
    #[arg(long, value_name = "FILE")]
    pub(super) config: PathBuf,
}

/// The configuration, and whom of it is meant.
#[derive(Debug, Args)]
pub(super) struct Which {
    #[command(flatten)]
    pub(super) file: File,
    /// Only this tenant.
    #[arg(long, value_name = "NAME")]
    pub(super) tenant: Option<String>,
}

/// Which processes are meant.
#[derive(Debug, Args)]
pub(super) struct Processes {
    /// Only this process; may be given several times.
    #[arg(long = "process", value_name = "NAME")]
    pub(super) names: Vec<Process>,
}
