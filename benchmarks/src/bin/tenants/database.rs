//! The PostgreSQL that replicas share: the one that the tests of `wms-erp-postgres` start.

use std::path::Path;
use std::process::{Command, Stdio};

use super::Done;
use super::cpu::cpu_seconds;

#[expect(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    reason = "it belongs to tests, some of which need more"
)]
#[path = "../../../../wms-erp-postgres/tests/postgres/server.rs"]
mod server;

pub(super) struct Database {
    server: server::Server,
    /// The process that starts one for each connection.
    postmaster: u32,
}

impl Database {
    pub(super) fn start() -> Done<Self> {
        let server =
            server::Server::own().ok_or("there is no PostgreSQL: install Debian's package `postgresql`")?;
        let port = server.port.to_string();
        let is_it = |line: &str| line.contains("/postgres\0") && line.contains(&format!("-p\0{port}\0"));
        let postmaster = processes()?.find(|process| {
            std::fs::read_to_string(format!("/proc/{process}/cmdline")).is_ok_and(|line| is_it(&line))
        });
        Ok(Self { server, postmaster: postmaster.ok_or("the database cannot be found among the processes")? })
    }

    /// Without the password.
    fn url(&self) -> String {
        let url = self.server.url_of(server::OWNER, server::PASSWORD);
        url.replace(&format!(":{}@", server::PASSWORD), "@")
    }

    /// Has the service's own command import everything from a file.
    pub(super) fn import(&self, file: &Path) -> Done {
        let mut command = Command::new(std::env::current_exe()?);
        let command = command.args(["service", "import-store"]).arg(file).arg(self.url());
        let command = command.args(["--to-password-env", PASSWORD]).env(PASSWORD, SECRET);
        match command.stdin(Stdio::null()).stdout(Stdio::null()).status()? {
            status if status.success() => Ok(()),
            status => Err(format!("the store was not imported ({status})").into()),
        }
    }

    /// The lines of the configuration.
    pub(super) fn store(&self) -> String {
        let url = self.url();
        format!("store = \"{url}\"\nstore_password_env = \"{PASSWORD}\"\nscheduler = \"postgres\"\n")
    }

    /// Of all its processes, those that have ended included.
    pub(super) fn cpu_seconds(&self) -> Done<f64> {
        let parent = |process: &u32| {
            let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
            stat.rsplit(')').next()?.split_whitespace().nth(1)?.parse::<u32>().ok()
        };
        let children = processes()?.filter(|process| parent(process) == Some(self.postmaster));
        // One that has ended meanwhile is counted by its parent.
        let children: f64 = children.filter_map(|child| cpu_seconds(child, false).ok()).sum();
        Ok(children + cpu_seconds(self.postmaster, true)?)
    }
}

/// The variable in which the services find the password.
pub(super) const PASSWORD: &str = "BENCHMARK_DATABASE_PASSWORD";
pub(super) use server::PASSWORD as SECRET;

fn processes() -> Done<impl Iterator<Item = u32>> {
    Ok(std::fs::read_dir("/proc")?.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok()))
}
