//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use wms_erp_sync::Process;

/// Keeps Ongoing WMS and 24SevenOffice in step.
///
/// Exit codes: 0 all done; 1 something failed; 2 wrong usage or configuration; 3 done, but records are held that need a
/// person; 4 another engine is working on it; 5 (status only) a process is failing or overdue.
#[derive(Debug, Parser)]
#[command(name = "wms-erp", version)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Look for what would fail later: settings, credentials and rights, company, goods owner, statuses, products, open
    /// orders. Nothing is written.
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
        /// Call the vendors even if they asked us to wait.
        #[arg(long)]
        no_wait: bool,
    },
    /// Run the processes at their intervals, until SIGTERM or ctrl-C; with [http] in the configuration, serve the operator's
    /// page, health and metrics beside them.
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
        /// Show every write, and every field of it: what is there now, where that is known, and what would be.
        #[arg(long, conflicts_with = "json")]
        details: bool,
        /// Keep it in a file, for `apply`. It holds what would be written, people's data too.
        #[arg(long, value_name = "FILE")]
        save: Option<PathBuf>,
    },
    /// List the records that are held, and what to do about them.
    Held {
        #[command(flatten)]
        which: Which,
        /// Print one JSON document instead of tables.
        #[arg(long)]
        json: bool,
    },
    /// Try held records again at the next run, whatever their class; or write records again that have not changed.
    Retry {
        #[command(flatten)]
        which: Which,
        #[command(flatten)]
        processes: Processes,
        /// Only these records, by the names that `held` lists; all of them without.
        #[arg(value_name = "RECORD")]
        records: Vec<String>,
        /// Write these records to the WMS again although nothing has changed: products or open orders, by their ids in the
        /// ERP. Needs one --process, articles or orders.
        #[arg(long, requires = "names")]
        rewrite: bool,
        /// All held records, as without any RECORD; with --rewrite: all records of the process.
        #[arg(long, conflicts_with = "records")]
        all: bool,
    },
    /// Approve changes blocked by a safety limit.
    Release {
        #[command(flatten)]
        file: File,
        /// The tenant.
        tenant: String,
        /// The process, mostly stock.
        #[arg(value_parser = Process::built_in)]
        process: Process,
    },
    /// How each process is doing: its last run, what it holds, what is paused.
    Status {
        #[command(flatten)]
        which: Which,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Read an order on both sides, and say what it waits for.
    Why {
        #[command(flatten)]
        which: Which,
        /// The order's number in the ERP.
        #[arg(value_name = "ORDER")]
        order: i32,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Close a held record for good, or acknowledge a notice.
    Dismiss {
        #[command(flatten)]
        which: Which,
        /// The record, by the name that `held` lists.
        record: String,
        /// Why; it stays in the order's timeline.
        #[arg(long)]
        reason: String,
    },
    /// Keep a tenant, or some of its processes, from running until a time.
    Pause {
        #[command(flatten)]
        file: File,
        /// The tenant.
        tenant: String,
        #[command(flatten)]
        processes: Processes,
        /// When it ends by itself: a date (its end), or a time such as 2026-12-24T15:00, in the ERP's zone.
        #[arg(long)]
        until: String,
        /// Why; it is shown wherever the pause is.
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
    /// Compare both sides whole, and suggest a repair for each difference. Nothing is written; 3 if they differ.
    Drift {
        #[command(flatten)]
        which: Which,
        #[command(flatten)]
        processes: Processes,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Take over from another integration: bind articles and adopt open orders. Nothing is written at the vendors.
    Takeover {
        #[command(flatten)]
        which: Which,
        /// Only say what it would do.
        #[arg(long)]
        dry_run: bool,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Bring orders from before the start.
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
    /// Carry out a saved plan, unless something has moved since.
    Apply {
        #[command(flatten)]
        file: File,
        /// What `plan --save` wrote.
        plan: PathBuf,
        /// Print one JSON document instead of tables.
        #[arg(long)]
        json: bool,
    },
    /// Check or copy the file in which the service remembers.
    Store {
        #[command(subcommand)]
        action: StoreAction,
    },
    /// Add, remove, rename or list the tenants of the folder that the configuration names (tenants = "…").
    Tenant {
        #[command(subcommand)]
        action: TenantAction,
    },
    /// Have the service that runs read its tenants again now, over its page ([http]); SIGHUP does the same.
    Reload {
        #[command(flatten)]
        file: File,
        /// The environment variable that has the token of an operator who sees all tenants, where the page has users.
        #[arg(long, value_name = "NAME", default_value = "WMS_ERP_TOKEN")]
        token_env: String,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Move a tenant, or all, from one store to another: files and PostgreSQL databases. Count and hash are compared, nothing is removed
    /// from the first one, what was broken off goes on when it is run again; 4 if a service is working on either.
    ImportStore(ImportStore),
    /// Make a token for a user of the operator's page: print it once, and what the configuration gets instead of it.
    Token,
    /// Print what happened to an order.
    Show {
        #[command(flatten)]
        which: Which,
        /// The order's number in the ERP.
        #[arg(value_name = "ORDER")]
        order: i32,
    },
    /// Serve a simulated 24SevenOffice and a simulated Ongoing WMS with a small company in them, and the operator's page over
    /// both.
    #[cfg(feature = "sandbox")]
    Sandbox {
        #[command(flatten)]
        arguments: crate::sandbox::arguments::Arguments,
    },
}

/// What is done with the files of tenants.
#[derive(Debug, Subcommand)]
pub(super) enum TenantAction {
    /// List all tenants, with what is wrong in their files.
    List {
        #[command(flatten)]
        file: File,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Write the file of a new tenant, with what has to be filled in. It can be read by its owner only.
    Add {
        #[command(flatten)]
        file: File,
        /// The tenant.
        name: String,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Move the file of a tenant aside: it is served no more. What is remembered of it stays in the store.
    Remove {
        #[command(flatten)]
        file: File,
        /// The tenant.
        name: String,
        /// Forget all that is remembered of it, too: orders, articles, what is held, its history.
        #[arg(long)]
        forget: bool,
        /// It is meant.
        #[arg(long)]
        yes: bool,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Give a tenant another name: its file, and all that is remembered of it. Refused while a run is at work on it.
    Rename {
        #[command(flatten)]
        file: File,
        /// The tenant.
        from: String,
        /// Its new name.
        to: String,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
}

/// What is done with the store.
#[derive(Debug, Subcommand)]
pub(super) enum StoreAction {
    /// Check the file and every document in it. Nothing is written; 1 if something is damaged.
    Check {
        #[command(flatten)]
        file: File,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Copy the store into a new file, also while the service is running.
    Backup {
        #[command(flatten)]
        file: File,
        /// The new file. It must not exist.
        #[arg(value_name = "FILE")]
        to: PathBuf,
    },
}

/// From where, and where to.
#[derive(Debug, Args)]
pub(super) struct ImportStore {
    /// The store that is moved from: a file, or postgres://user@host/database without a password.
    pub(super) from: String,
    /// The store that is moved to.
    pub(super) to: String,
    /// Only this tenant.
    #[arg(long, value_name = "NAME")]
    pub(super) tenant: Option<String>,
    /// The environment variable with the password of the first.
    #[arg(long, value_name = "VARIABLE")]
    pub(super) from_password_env: Option<String>,
    /// The environment variable with the password of the second.
    #[arg(long, value_name = "VARIABLE")]
    pub(super) to_password_env: Option<String>,
    /// The schema of the first, if it is not wms_erp.
    #[arg(long, value_name = "SCHEMA")]
    pub(super) from_schema: Option<String>,
    /// The schema of the second, if it is not wms_erp.
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
    #[arg(long = "process", value_name = "NAME", value_parser = Process::built_in)]
    pub(super) names: Vec<Process>,
}
