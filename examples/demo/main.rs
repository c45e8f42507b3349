//! A working day of a small company, explained step by step: `cargo run --release --example demo`.
//!
//! Both systems are simulated in this process; the integration talks to them over HTTP, and keeps its state in a SQLite
//! file, as it would with the real ones. Each claim is compared with what the systems hold: if one is not true, the
//! demo says so and fails.

mod day;
mod stage;

use std::io::{self, Write};
use std::process::ExitCode;

use stage::Stage;

#[tokio::main]
async fn main() -> ExitCode {
    match play().await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            // Where the output is closed, the exit code has to do.
            let _ = writeln!(io::stderr(), "the demo cannot continue: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Whether every claim is true.
async fn play() -> Result<bool, Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let mut stage = Stage::open(folder.path()).await?;
    day::before(&mut stage)?;
    day::morning(&mut stage).await?;
    day::corrections(&mut stage).await?;
    day::shipping(&mut stage).await?;
    day::counting(&mut stage).await?;
    day::quiet(&mut stage).await?;
    day::evening(&mut stage).await?;
    stage.verdict()
}
