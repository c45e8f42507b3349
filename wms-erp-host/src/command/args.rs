//! The command line.

mod actions;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use wms_erp_sync::Process;

pub(super) use actions::{StoreAction, TenantAction};

/// Keeps Ongoing WMS and 24SevenOffice in sync.
///
/// Exit codes: 0 done; 1 something failed; 2 wrong usage or configuration; 3 done, but held records need attention; 4 another
/// engine is working on the same data; 5 (status only) a process is failing or overdue.
#[derive(Debug, Parser)]
#[command(name = "wms-erp", version)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Validate configuration, credentials and permissions without writing. Also checks the company, the goods owner, the
    /// order statuses, the products and the open orders for what would fail later.
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
        /// Call the vendors now, even if they asked us to wait.
        #[arg(long)]
        no_wait: bool,
    },
    /// Run the processes at their intervals until SIGTERM or Ctrl-C. With [http] in the configuration, also serve the
    /// operator's page, health checks and metrics.
    Run {
        #[command(flatten)]
        which: Which,
    },
    /// Show what a run would write, without writing it.
    Plan {
        #[command(flatten)]
        which: Which,
        #[command(flatten)]
        processes: Processes,
        /// Print one JSON document, with every field.
        #[arg(long)]
        json: bool,
        /// Show every write with every field: the current value, where it is known, and the new one.
        #[arg(long, conflicts_with = "json")]
        details: bool,
        /// Save the plan to a file for `apply`. It contains the data to be written, including personal data.
        #[arg(long, value_name = "FILE")]
        save: Option<PathBuf>,
    },
    /// List held records, each with its reason and what to do about it.
    Held {
        #[command(flatten)]
        which: Which,
        /// Print one JSON document instead of tables.
        #[arg(long)]
        json: bool,
    },
    /// Retry held records at the next run, whatever their class, or rewrite records that have not changed.
    Retry {
        #[command(flatten)]
        which: Which,
        #[command(flatten)]
        processes: Processes,
        /// Records by the names that `held` lists; without any, all held records.
        #[arg(value_name = "RECORD")]
        records: Vec<String>,
        /// Write these records to the WMS again although nothing has changed: products or open orders, by their ERP ids.
        /// Requires exactly one --process, articles or orders.
        #[arg(long, requires = "names")]
        rewrite: bool,
        /// All held records, the default without a RECORD; with --rewrite, all records of the process.
        #[arg(long, conflicts_with = "records")]
        all: bool,
    },
    /// Approve changes blocked by a safety limit.
    Release {
        #[command(flatten)]
        file: File,
        /// The tenant.
        tenant: String,
        /// The process, usually stock.
        #[arg(value_parser = Process::built_in)]
        process: Process,
    },
    /// Show the state of each process: its last run, held records and pauses.
    Status {
        #[command(flatten)]
        which: Which,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Read an order on both sides, or a purchase order or a return in the WMS, and show what it is waiting for.
    Why {
        #[command(flatten)]
        which: Which,
        /// The order's number in the ERP, or the number of a purchase order or a return.
        #[arg(value_name = "NUMBER")]
        number: String,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Pack what is needed to replay a problem with an order into one file, to be sent with a report: settings, what is remembered of
    /// the order and of its returns, and what both systems answer about them. Writes nothing to them. Secrets are left out, and people's
    /// data replaced by pseudonyms, whose key stays here.
    ///
    /// Of anything else no capsule is made. Send, if it is about an article: `held --json` and `drift --process articles --json`; about
    /// stock: `stock-journal ARTICLE --json`; about a purchase order: `held --json` and `drift --process expected_receipts --json`.
    Capsule {
        #[command(flatten)]
        which: Which,
        /// The order's number in the ERP.
        #[arg(value_name = "ORDER", value_parser = order)]
        order: i32,
        /// Where to save the capsule; capsule-ORDER.json in the current folder unless it is given. Only an older capsule is replaced.
        #[arg(long, value_name = "FILE")]
        save: Option<PathBuf>,
        /// The file with the key of the pseudonyms, which is made if it does not exist; TENANT.capsule-key beside the configuration
        /// unless it is given.
        #[arg(long, value_name = "FILE")]
        key: Option<PathBuf>,
    },
    /// Replay a capsule: do again what was done when it was packed, on the answers that it has, and compare. Asks no vendor. Exit code 1
    /// if something else comes of it.
    Replay {
        /// What `capsule` saved.
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Show what changed the stock of an article, and why: adjustments, receipts, returns and shipments in the WMS, and what
    /// was written to the ERP. Writes nothing.
    StockJournal {
        #[command(flatten)]
        which: Which,
        /// The article's number, or its product's id in the ERP; without one, all articles.
        #[arg(value_name = "ARTICLE")]
        article: Option<String>,
        /// From when on: a date or a time such as 2026-12-24T15:00, in the ERP's time zone; seven days ago unless it is given.
        #[arg(long, value_name = "WHEN")]
        since: Option<String>,
        /// Until when: a date (its end) or a time; now unless it is given.
        #[arg(long, value_name = "WHEN")]
        until: Option<String>,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
        /// Print CSV, with times in UTC.
        #[arg(long, conflicts_with = "json")]
        csv: bool,
    },
    /// Close a held record permanently, or acknowledge a notice.
    Dismiss {
        #[command(flatten)]
        which: Which,
        /// The record, by the name that `held` lists.
        record: String,
        /// The reason; it is kept in the order's timeline.
        #[arg(long)]
        reason: String,
    },
    /// Pause a tenant, or some of its processes, until a given time.
    Pause {
        #[command(flatten)]
        file: File,
        /// The tenant.
        tenant: String,
        #[command(flatten)]
        processes: Processes,
        /// When the pause ends: a date (at the end of that day) or a time such as 2026-12-24T15:00, in the ERP's time zone.
        #[arg(long)]
        until: String,
        /// The reason; it is shown wherever the pause is shown.
        #[arg(long)]
        reason: String,
    },
    /// End a pause.
    Resume {
        #[command(flatten)]
        file: File,
        /// The tenant.
        tenant: String,
        #[command(flatten)]
        processes: Processes,
    },
    /// Compare all records on both sides, and suggest a repair for each difference. Writes nothing; exit code 3 if they differ.
    Drift {
        #[command(flatten)]
        which: Which,
        #[command(flatten)]
        processes: Processes,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Take over from another integration: link its articles and adopt its open orders. Writes nothing to either system.
    Takeover {
        #[command(flatten)]
        which: Which,
        /// Only show what would be done.
        #[arg(long)]
        dry_run: bool,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Import orders from before the start date (`since`).
    Backfill {
        #[command(flatten)]
        which: Which,
        /// Ordered on this day or later.
        #[arg(long, requires = "until", conflicts_with = "orders")]
        since: Option<chrono::NaiveDate>,
        /// Ordered on this day or earlier.
        #[arg(long, requires = "since")]
        until: Option<chrono::NaiveDate>,
        /// Maximum per invocation; run again for the next batch.
        #[arg(long, default_value_t = 500)]
        limit: usize,
        /// These orders, by their numbers in the ERP.
        #[arg(value_name = "ORDER")]
        orders: Vec<i32>,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Apply a saved plan, unless something in it has changed since.
    Apply {
        #[command(flatten)]
        file: File,
        /// What `plan --save` wrote.
        plan: PathBuf,
        /// Print one JSON document instead of tables.
        #[arg(long)]
        json: bool,
    },
    /// Check or back up the store file, in which the service keeps its state.
    Store {
        #[command(subcommand)]
        action: StoreAction,
    },
    /// Add, remove, rename or list tenants in the folder that the configuration names (tenants = "…").
    Tenant {
        #[command(subcommand)]
        action: TenantAction,
    },
    /// Make the running service reload its tenants now, through its page ([http]); SIGHUP does the same.
    Reload {
        #[command(flatten)]
        file: File,
        /// Environment variable with the token of an operator who sees all tenants; required if the page has users.
        #[arg(long, value_name = "NAME", default_value = "WMS_ERP_TOKEN")]
        token_env: String,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Copy one tenant, or all of them, from one store to another (files or PostgreSQL databases). Counts and hashes are compared,
    /// and nothing is removed from the source. An interrupted import resumes when it is run again. Exit code 4 if a service is
    /// using either store.
    ImportStore(ImportStore),
    /// Write a first configuration: ask for what it needs, and try each answer on the live systems. Nothing is written to them, nor to any
    /// file before everything works. Passwords go into files that only their owner can read, or stay in environment variables.
    Init {
        #[command(flatten)]
        arguments: super::init::arguments::Arguments,
    },
    /// Find out on a demo tenant what no document of the vendors answers: ask before each write, clean up, and print what was learned with
    /// the settings that follow. Refused unless the tenant is a demo (demo = true). Exit code 3 if a question has no answer.
    Probe {
        #[command(flatten)]
        arguments: super::probe::arguments::Arguments,
    },
    /// Create a token for a user of the operator's page. Prints the token once, with its hash for the configuration.
    Token,
    /// Print a script that makes a shell complete the commands and options, to be saved where the shell looks for such scripts.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Write a manual page for the program and for each subcommand into a folder.
    Man {
        /// The folder; it is created if it does not exist.
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Print an order's timeline.
    Show {
        #[command(flatten)]
        which: Which,
        /// The order's number in the ERP.
        #[arg(value_name = "ORDER")]
        order: i32,
    },
    /// Serve a simulated 24SevenOffice and a simulated Ongoing WMS with a small company in them, with the operator's page.
    #[cfg(feature = "sandbox")]
    Sandbox {
        #[command(flatten)]
        arguments: crate::sandbox::arguments::Arguments,
    },
}

/// The two stores.
#[derive(Debug, Args)]
pub(super) struct ImportStore {
    /// The source: a file, or postgres://user@host/database without a password.
    pub(super) from: String,
    /// The destination, given in the same way.
    pub(super) to: String,
    /// Only this tenant.
    #[arg(long, value_name = "NAME")]
    pub(super) tenant: Option<String>,
    /// Environment variable with the password for the source.
    #[arg(long, value_name = "VARIABLE")]
    pub(super) from_password_env: Option<String>,
    /// Environment variable with the password for the destination.
    #[arg(long, value_name = "VARIABLE")]
    pub(super) to_password_env: Option<String>,
    /// The schema of the source, if it is not wms_erp.
    #[arg(long, value_name = "SCHEMA")]
    pub(super) from_schema: Option<String>,
    /// The schema of the destination, if it is not wms_erp.
    #[arg(long, value_name = "SCHEMA")]
    pub(super) to_schema: Option<String>,
    /// Print one JSON document.
    #[arg(long)]
    pub(super) json: bool,
}

/// The configuration.
#[derive(Debug, Args)]
pub(super) struct File {
    /// The configuration file.
    #[arg(long, value_name = "FILE")]
    pub(super) config: PathBuf,
}

/// The configuration, and a tenant in it.
#[derive(Debug, Args)]
pub(super) struct Which {
    #[command(flatten)]
    pub(super) file: File,
    /// Only this tenant.
    #[arg(long, value_name = "NAME")]
    pub(super) tenant: Option<String>,
}

/// A choice of processes.
#[derive(Debug, Args)]
pub(super) struct Processes {
    /// Only this process. Can be given several times.
    #[arg(long = "process", value_name = "NAME", value_parser = Process::built_in)]
    pub(super) names: Vec<Process>,
}

/// The number of an order, of which capsules are made.
fn order(text: &str) -> Result<i32, String> {
    text.parse().map_err(|_| {
        "a capsule is made of an order, by its number in the ERP; `capsule --help` says what to send about an article, stock or a \
         purchase order"
            .to_owned()
    })
}
