//! The host service: `cargo run --release --example host -- <subcommand> --config FILE`.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    wms_erp_examples::host::main().await
}
