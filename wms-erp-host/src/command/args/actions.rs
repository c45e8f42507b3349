//! Commands that have subcommands of their own.

use std::path::PathBuf;

use clap::Subcommand;

use super::File;

/// Subcommands of `tenant`.
#[derive(Debug, Subcommand)]
pub(in crate::command) enum TenantAction {
    /// List all tenants, with the errors in their files.
    List {
        #[command(flatten)]
        file: File,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Create the file of a new tenant, with placeholders to fill in. Only its owner can read it.
    Add {
        #[command(flatten)]
        file: File,
        /// The tenant.
        name: String,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Stop serving a tenant: its file is moved aside. Its state stays in the store.
    Remove {
        #[command(flatten)]
        file: File,
        /// The tenant.
        name: String,
        /// Also delete its state from the store: orders, articles, held records and history.
        #[arg(long)]
        forget: bool,
        /// Confirm.
        #[arg(long)]
        yes: bool,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Rename a tenant: its file and its state in the store. Refused while one of its processes is running.
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

/// Subcommands of `store`.
#[derive(Debug, Subcommand)]
pub(in crate::command) enum StoreAction {
    /// Check the file and every document in it, without writing. Exit code 1 if anything is damaged.
    Check {
        #[command(flatten)]
        file: File,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Copy the store into a new file; the service may be running.
    Backup {
        #[command(flatten)]
        file: File,
        /// The new file. It must not exist yet.
        #[arg(value_name = "FILE")]
        to: PathBuf,
    },
}
