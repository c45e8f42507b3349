//! The answers that `init` can be given as options.

use std::path::PathBuf;

use clap::Args;

/// Answers that need not be asked for. Passwords are never among them: they are typed, or come from environment variables.
#[derive(Debug, Default, Clone, Args)]
pub(crate) struct Arguments {
    /// The configuration file to write.
    #[arg(long, value_name = "FILE")]
    pub(super) config: PathBuf,
    /// Replace the file, and the files with its passwords, if they exist.
    #[arg(long)]
    pub(super) force: bool,
    /// The tenant's name.
    #[arg(long)]
    pub(super) name: Option<String>,
    /// The store: a file.
    #[arg(long, value_name = "FILE")]
    pub(super) store: Option<String>,
    /// The address of 24SevenOffice.
    #[arg(long, value_name = "URL")]
    pub(super) erp_url: Option<String>,
    /// The id that 24SevenOffice registered for the integration.
    #[arg(long, value_name = "ID")]
    pub(super) application_id: Option<String>,
    /// The API user of 24SevenOffice.
    #[arg(long, value_name = "USER")]
    pub(super) erp_user: Option<String>,
    /// Environment variable with that user's password; the configuration then refers to it.
    #[arg(long, value_name = "NAME")]
    pub(super) erp_password_env: Option<String>,
    /// The company's id, where the user sees several.
    #[arg(long, value_name = "ID")]
    pub(super) company: Option<String>,
    /// The address of the warehouse's Ongoing WMS, without /service.asmx.
    #[arg(long, value_name = "URL")]
    pub(super) wms_url: Option<String>,
    /// The API user of Ongoing.
    #[arg(long, value_name = "USER")]
    pub(super) wms_user: Option<String>,
    /// Environment variable with that user's password; the configuration then refers to it.
    #[arg(long, value_name = "NAME")]
    pub(super) wms_password_env: Option<String>,
    /// The code of the goods owner.
    #[arg(long, value_name = "CODE")]
    pub(super) goods_owner_code: Option<String>,
    /// The id of the goods owner, a number.
    #[arg(long, value_name = "NUMBER")]
    pub(super) goods_owner_id: Option<String>,
    /// The codes of the warehouses whose stock counts, separated by commas; all for every warehouse.
    #[arg(long, value_name = "CODES")]
    pub(super) warehouses: Option<String>,
    /// Which orders are imported: all, or those ordered since a date such as 2026-12-01.
    #[arg(long, value_name = "DATE")]
    pub(super) since: Option<String>,
}
