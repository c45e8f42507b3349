//! One number of tenants: load, quiet rounds, nothing at all.

use std::thread::sleep;
use std::time::Duration;

use wms_erp_benchmarks::process::Served;
use wms_erp_sync::clock::{Clock, SystemClock};

use super::database::Database;
use super::process::{Seen, Service};
use super::readers::{Answers, Readers};
use super::{Done, number, systems};

/// For how long what is taken without a run is measured.
const STANDING: Duration = Duration::from_secs(60);
/// The shortest window: the kernel counts hundredths of a second.
const SHORTEST: u32 = 60;
/// A quiet round takes four requests, and a login now and then.
const MAX_QUIET: f64 = 5.0;
/// So much longer than any measurement that nothing runs in it.
const NEVER: u32 = 12 * 60 * 60;

/// What was measured; for a round of a tenant where nothing else is said.
#[derive(Default)]
pub(super) struct Figures {
    /// CPU time of all services together, in milliseconds; of each window.
    pub(super) cpu_ms: Vec<f64>,
    /// CPU time of the database.
    pub(super) database_ms: f64,
    /// CPU time of all services together in a minute in which nothing runs.
    pub(super) standing_ms: f64,
    pub(super) requests: f64,
    pub(super) erp_requests: f64,
    /// Of all services together, at the end.
    pub(super) memory_mb: f64,
    /// The bound of seconds below which every delay was.
    pub(super) delay: String,
    pub(super) load_seconds: f64,
    pub(super) load_cpu: f64,
    /// Without readers, and with them.
    pub(super) read: Option<[Read; 2]>,
}

/// What was measured in the same time, with readers or without.
#[derive(Default)]
pub(super) struct Read {
    pub(super) answers: Answers,
    /// CPU time of all services together in a round, in milliseconds.
    pub(super) cpu_ms: f64,
    /// The bounds of seconds within which half, 99 in 100, and all due runs began.
    pub(super) delays: [String; 3],
}

impl Figures {
    pub(super) fn least(&self) -> f64 {
        self.sorted().first().copied().unwrap_or_default()
    }

    pub(super) fn median(&self) -> f64 {
        let sorted = self.sorted();
        sorted.get(sorted.len() / 2).copied().unwrap_or_default()
    }

    fn sorted(&self) -> Vec<f64> {
        let mut sorted = self.cpu_ms.clone();
        sorted.sort_by(f64::total_cmp);
        sorted
    }
}

/// The services with all that they need.
struct Town {
    tenants: f64,
    systems: Served,
    services: Vec<Service>,
    database: Option<Database>,
}

/// What has been counted until a moment.
struct Counts {
    cpu_seconds: f64,
    database_seconds: f64,
    rounds: f64,
    erp: f64,
    wms: f64,
}

impl Counts {
    fn requests(&self) -> f64 {
        self.erp + self.wms
    }
}

pub(super) fn measure(tenants: u32, replicas: u32, readers: u32) -> Done<Figures> {
    let folder = tempfile::tempdir()?;
    let interval = if tenants < 10 { 5 } else { (tenants / 8).max(30) };
    let mut systems =
        Served::start(&["systems", &tenants.to_string(), &folder.path().display().to_string()])?;
    systems.line()?;
    let database = if replicas > 1 { Some(Database::start()?) } else { None };
    let store = database.as_ref().map_or_else(|| "store = \"sync.sqlite3\"\n".to_owned(), Database::store);
    std::fs::write(folder.path().join("sync.toml"), store + "tenants = \"tenants.d\"\n")?;
    systems::run_every(folder.path(), interval)?;
    let begun = SystemClock.monotonic();
    let services = (0..replicas).map(|number| Service::start(folder.path(), number));
    let services = services.collect::<Done<Vec<Service>>>()?;
    let mut town = Town { tenants: tenants.into(), systems, services, database };
    let mut figures = Figures::default();
    if tenants > 0 {
        let window = Duration::from_secs(interval.max(SHORTEST).into());
        town.load(window)?;
        figures.load_seconds = (SystemClock.monotonic() - begun).as_secs_f64();
        figures.load_cpu = town.total(|seen| seen.cpu_seconds)?;
        town.rounds(window, &mut figures)?;
        if readers > 0 {
            figures.read = Some([town.read(window, 0, tenants)?, town.read(window, readers, tenants)?]);
        }
        systems::run_every(folder.path(), NEVER)?;
        town.wait_until_nothing_runs()?;
    }
    figures.memory_mb = town.total(|seen| seen.memory_kb)? / 1024.0;
    let before = town.total(|seen| seen.cpu_seconds)?;
    sleep(STANDING);
    figures.standing_ms = (town.total(|seen| seen.cpu_seconds)? - before) * 1000.0;
    Ok(figures)
}

impl Town {
    /// Waits until everything has been loaded: until rounds take no more requests than quiet ones do.
    fn load(&mut self, window: Duration) -> Done {
        let mut before = self.count()?;
        loop {
            sleep(window);
            let now = self.count()?;
            let (rounds, requests) = (now.rounds - before.rounds, now.requests() - before.requests());
            if rounds >= self.tenants / 2.0 && requests < MAX_QUIET * rounds {
                return Ok(());
            }
            before = now;
        }
    }

    fn rounds(&mut self, window: Duration, figures: &mut Figures) -> Done {
        let delays = Service::delays(&self.services)?;
        let first = self.count()?;
        let mut before = first.cpu_seconds;
        let mut rounds = first.rounds;
        for _ in 0..number("WINDOWS", 3)? {
            sleep(window);
            let now = self.count()?;
            // Intervals are stretched and shortened by a tenth, so that a round may fall into the next window.
            if now.rounds - rounds < self.tenants / 2.0 {
                let seen = now.rounds - rounds;
                return Err(format!("{seen} rounds of {} tenants: too slow to measure", self.tenants).into());
            }
            figures.cpu_ms.push((now.cpu_seconds - before) * 1000.0 / (now.rounds - rounds));
            (before, rounds) = (now.cpu_seconds, now.rounds);
        }
        let last = self.count()?;
        let rounds = last.rounds - first.rounds;
        figures.database_ms = (last.database_seconds - first.database_seconds) * 1000.0 / rounds;
        figures.erp_requests = (last.erp - first.erp) / rounds;
        figures.requests = figures.erp_requests + (last.wms - first.wms) / rounds;
        figures.delay = Service::longest_delay(&self.services, &delays)?;
        Ok(())
    }

    /// Some windows while so many read the page of the first service.
    fn read(&mut self, window: Duration, readers: u32, tenants: u32) -> Done<Read> {
        let port = self.services.first().ok_or("there is no service")?.port();
        let before = Service::delays(&self.services)?;
        let first = self.count()?;
        let readers = Readers::start(readers, port, tenants);
        for _ in 0..number("WINDOWS", 3)? {
            sleep(window);
        }
        let answers = readers.end()?;
        let last = self.count()?;
        let delay = |share| Service::delay_of(&self.services, &before, share);
        Ok(Read {
            answers,
            cpu_ms: (last.cpu_seconds - first.cpu_seconds) * 1000.0 / (last.rounds - first.rounds),
            delays: [delay(0.5)?, delay(0.99)?, delay(1.0)?],
        })
    }

    fn count(&mut self) -> Done<Counts> {
        let requests = self.systems.tell("requests")?;
        let (erp, wms) = requests.split_once(' ').ok_or("the systems do not count")?;
        let database_seconds = self.database.as_ref().map_or(Ok(0.0), Database::cpu_seconds)?;
        Ok(Counts {
            cpu_seconds: self.total(|seen| seen.cpu_seconds)?,
            database_seconds,
            rounds: self.total(|seen| seen.runs("orders"))?,
            erp: erp.parse()?,
            wms: wms.parse()?,
        })
    }

    /// The new intervals have been read, and what ran has ended, when nothing has ended for longer than files are not looked at.
    fn wait_until_nothing_runs(&self) -> Done {
        let all = || self.total(Seen::all_runs);
        let mut before = all()?;
        loop {
            sleep(Duration::from_secs(20));
            let now = all()?;
            if now - before < 0.5 {
                return Ok(());
            }
            before = now;
        }
    }

    fn total(&self, of: impl Fn(&Seen) -> f64) -> Done<f64> {
        self.services.iter().map(|service| Ok(of(&service.look()?))).sum()
    }
}
