//! The same as `wms-erp sandbox`: two simulated systems until they are stopped.

use std::ffi::OsString;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os();
    let program = arguments.next().unwrap_or_default();
    let given = [program, OsString::from("sandbox")].into_iter().chain(arguments);
    wms_erp_host::main_with(given.collect())
}
