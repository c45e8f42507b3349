//! The host service: `cargo run --release --example host -- <subcommand> --config FILE`.

use std::process::ExitCode;

fn main() -> ExitCode {
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("the host cannot start: {error}");
            return ExitCode::FAILURE;
        }
    };
    let exit = runtime.block_on(wms_erp_examples::host::main());
    // Dropping it would wait for look-ups of names that hang.
    runtime.shutdown_background();
    exit
}
