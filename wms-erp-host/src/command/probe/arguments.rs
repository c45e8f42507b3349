//! What `probe` is given.

use std::path::PathBuf;

use clap::Args;

/// Which tenant, which questions, and what becomes of the answers.
#[derive(Debug, Default, Clone, Args)]
pub(crate) struct Arguments {
    /// The tenant: a demo company and a demo goods owner.
    #[arg(value_name = "TENANT", required_unless_present = "list")]
    pub(super) tenant: Option<String>,
    /// The configuration file.
    #[arg(long, value_name = "FILE", required_unless_present = "list")]
    pub(super) config: Option<PathBuf>,
    /// Only these questions, by their ids.
    #[arg(long, value_name = "ID", num_args = 1.., value_delimiter = ',')]
    pub(super) only: Vec<String>,
    /// List the questions: what is not known, why it matters, what is read and written, and how that is undone; and what no call answers.
    #[arg(long, conflicts_with_all = ["clean", "write", "yes"])]
    pub(super) list: bool,
    /// Make every write without asking. Only for a tenant with demo = true.
    #[arg(long)]
    pub(super) yes: bool,
    /// Print one JSON document; questions to the person are asked on the standard error.
    #[arg(long)]
    pub(super) json: bool,
    /// Only remove what an earlier probe left.
    #[arg(long, conflicts_with_all = ["only", "write"])]
    pub(super) clean: bool,
    /// Write the settings that follow: into the tenant's own configuration (`settings`), or as TOML into a new file.
    #[arg(long, value_name = "FILE|settings")]
    pub(super) write: Option<PathBuf>,
}
