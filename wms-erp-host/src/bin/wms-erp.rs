//! The service and its commands: `wms-erp <subcommand> --config FILE`.

use std::process::ExitCode;

fn main() -> ExitCode {
    wms_erp_host::main()
}
