//! The same as `wms-erp`, to be started from the repository: `cargo run --release --example host -- <subcommand> --config
//! FILE`.

use std::process::ExitCode;

fn main() -> ExitCode {
    wms_erp_host::main()
}
