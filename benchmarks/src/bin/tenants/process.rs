//! The service as a process of its own, and what it says and takes.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use wms_erp_sync::clock::{Clock, SystemClock};

use super::cpu::cpu_seconds;
use super::{Done, database};

const START: Duration = Duration::from_secs(120);

pub(super) struct Service {
    child: Child,
    port: u16,
}

/// What was seen of one.
pub(super) struct Seen {
    pub(super) cpu_seconds: f64,
    pub(super) memory_kb: f64,
    metrics: String,
}

impl Service {
    /// Starts one on the configuration of the folder; each has a name of its own.
    pub(super) fn start(folder: &Path, name: &str) -> Done<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let text = std::fs::read_to_string(folder.join("sync.toml"))?;
        let file = folder.join(format!("sync-{name}.toml"));
        std::fs::write(&file, text + &format!("\n[http]\nlisten = \"127.0.0.1:{port}\"\n"))?;
        let log = File::create(folder.join(format!("log-{name}")))?;
        let mut command = Command::new(std::env::current_exe()?);
        let command = command.args(["service", "run", "--config"]).arg(file);
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .env("RUST_LOG", "error")
            .env(database::PASSWORD, database::SECRET)
            .spawn()?;
        let mut service = Self { child, port };
        let begun = SystemClock.monotonic();
        while service.metrics().is_err() {
            if let Some(status) = service.child.try_wait()? {
                let log = std::fs::read_to_string(folder.join(format!("log-{name}")))?;
                return Err(format!("the service has ended ({status}): {log}").into());
            }
            if SystemClock.monotonic() - begun > START {
                return Err("the service does not answer".into());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Ok(service)
    }

    /// Ends it as a service manager does, and waits until it has ended.
    pub(super) fn stop(mut self) -> Done {
        let asked = Command::new("kill").arg(self.child.id().to_string()).status()?;
        let ended = self.child.wait()?;
        match asked.success() && ended.success() {
            true => Ok(()),
            false => Err(format!("the service has ended ({ended}) when it was asked to").into()),
        }
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    pub(super) fn look(&self) -> Done<Seen> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let memory = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let memory = memory.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        let memory_kb = memory.ok_or("the kernel does not say how large the service is")?;
        let cpu_seconds = cpu_seconds(self.child.id(), false)?;
        Ok(Seen { cpu_seconds, memory_kb, metrics: self.metrics()? })
    }

    fn metrics(&self) -> Done<String> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        write!(
            stream,
            "GET /metrics HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n",
            self.port
        )?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        let (head, body) = answer.split_once("\r\n\r\n").ok_or("no answer")?;
        match head.starts_with("HTTP/1.1 200") {
            true => Ok(body.to_owned()),
            false => Err(head.lines().next().unwrap_or_default().into()),
        }
    }

    /// How many runs began within each bound of seconds after they were due.
    pub(super) fn delays(services: &[Self]) -> Done<BTreeMap<String, f64>> {
        let mut all = BTreeMap::new();
        for service in services {
            let metrics = service.metrics()?;
            for line in
                metrics.lines().filter(|line| line.starts_with("wms_erp_host_queue_delay_seconds_bucket"))
            {
                let bound =
                    line.split("le=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
                *all.entry(bound.to_owned()).or_default() += value(line);
            }
        }
        Ok(all)
    }

    /// The bound within which all runs began that were counted since.
    pub(super) fn longest_delay(services: &[Self], before: &BTreeMap<String, f64>) -> Done<String> {
        Self::delay_of(services, before, 1.0)
    }

    /// The bound within which that share of the runs began that were counted since.
    pub(super) fn delay_of(services: &[Self], before: &BTreeMap<String, f64>, share: f64) -> Done<String> {
        let now = Self::delays(services)?;
        let since = |bound: &str| {
            now.get(bound).copied().unwrap_or_default() - before.get(bound).copied().unwrap_or_default()
        };
        let all = since("+Inf");
        let mut bounds: Vec<(&String, f64)> =
            now.keys().filter_map(|bound| Some((bound, bound.parse::<f64>().ok()?))).collect();
        bounds.sort_by(|one, other| one.1.total_cmp(&other.1));
        let enough = bounds.into_iter().find(|(bound, _)| since(bound) >= all * share);
        Ok(enough.map_or_else(|| "more".to_owned(), |(bound, _)| bound.clone()))
    }
}

impl Seen {
    /// How many runs of a process have done all their work, of all tenants.
    pub(super) fn runs(&self, process: &str) -> f64 {
        self.sum("wms_erp_sync_runs_total", &[("process", process), ("outcome", "done")])
    }

    /// How many runs have ended.
    pub(super) fn all_runs(&self) -> f64 {
        self.sum("wms_erp_sync_runs_total", &[])
    }

    /// How many records all runs have dealt with so.
    pub(super) fn records(&self, result: &str) -> f64 {
        self.sum("wms_erp_sync_records_total", &[("result", result)])
    }

    /// The sum of a metric over all series that have these labels.
    fn sum(&self, name: &str, labels: &[(&str, &str)]) -> f64 {
        let labels: Vec<String> = labels.iter().map(|(name, value)| format!("{name}=\"{value}\"")).collect();
        let is_it = |line: &&str| {
            line.strip_prefix(name).is_some_and(|rest| rest.starts_with('{'))
                && labels.iter().all(|label| line.contains(label.as_str()))
        };
        self.metrics.lines().filter(is_it).map(value).sum()
    }
}

fn value(line: &str) -> f64 {
    line.rsplit(' ').next().and_then(|value| value.parse().ok()).unwrap_or_default()
}

impl Drop for Service {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
