//! One number of tenants: quiet rounds, and nothing at all.

use std::fmt;
use std::io::Write;
use std::thread::sleep;
use std::time::Duration;

use wms_erp_benchmarks::process::Served;

use super::database::Database;
use super::load::load;
use super::process::{Seen, Service};
use super::readers::{Answers, Readers};
use super::{Done, number, systems};

/// For how many seconds what is taken without a run is measured.
const STANDING: u32 = 60;
/// The shortest window: the kernel counts hundredths of a second.
const SHORTEST: u32 = 60;
/// A quiet round takes two requests to each system. The stock uses what the articles have read where both are due at about the same
/// time, and reads for itself otherwise: at intervals of seconds, each of which varies by a tenth, that is a third request now and then.
/// A round may also be counted in the next window.
const MAX_QUIET: [f64; 2] = [3.1, 2.1];
/// For how many windows rounds may fail to be quiet.
const SETTLE: usize = 10;
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
    pub(super) quiet: Quiet,
    /// Of all services together, at the end.
    pub(super) memory_mb: f64,
    /// The bound of seconds below which every delay was.
    pub(super) delay: String,
    /// Without readers, and with them.
    pub(super) read: Option<[Read; 2]>,
}

/// What the systems were asked, and what was looked at, in a round of a tenant: what shows that nothing changed.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Quiet {
    /// Without logins.
    pub(super) erp: f64,
    pub(super) session: f64,
    pub(super) wms: f64,
    pub(super) writes: f64,
    /// Records read, of whatever kind.
    pub(super) read: f64,
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
#[derive(Clone, Copy)]
struct Counts {
    cpu_seconds: f64,
    database_seconds: f64,
    rounds: f64,
    asked: Quiet,
}

impl Counts {
    /// What a round has taken since.
    fn since(&self, before: &Self) -> (f64, Quiet) {
        let rounds = self.rounds - before.rounds;
        let of = |count: fn(&Quiet) -> f64| (count(&self.asked) - count(&before.asked)) / rounds;
        let quiet = Quiet {
            erp: of(|asked| asked.erp),
            session: of(|asked| asked.session),
            wms: of(|asked| asked.wms),
            writes: of(|asked| asked.writes),
            read: of(|asked| asked.read),
        };
        (rounds, quiet)
    }
}

impl Quiet {
    /// Whether nothing has been written, and no more has been asked than a quiet round asks.
    fn is_quiet(&self) -> bool {
        self.writes == 0.0 && self.erp < MAX_QUIET[0] && self.wms < MAX_QUIET[1]
    }
}

impl fmt::Display for Quiet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { erp, session, wms, writes, read } = self;
        let word = if self.is_quiet() { "quiet" } else { "NOT QUIET" };
        write!(
            f,
            "{word}: {erp:.2} requests to the ERP and {session:.2} logins, {wms:.2} to the WMS, {writes:.2} writes, {read:.2} records read"
        )
    }
}

pub(super) fn measure(tenants: u32, replicas: u32, readers: u32) -> Done<Figures> {
    let folder = tempfile::tempdir()?;
    let mut systems =
        Served::start(&["systems", &tenants.to_string(), &folder.path().display().to_string()])?;
    systems.line()?;
    let database = if replicas > 1 { Some(Database::start()?) } else { None };
    if tenants > 0 {
        let loaded = number("LOADED", 1)?.min(tenants);
        let load = load(folder.path(), &mut systems, (loaded, tenants), database.as_ref())?;
        say(&format!(
            "{tenants} tenants, of which {loaded} loaded in {:.0} s, {:.1} s of CPU",
            load.seconds, load.cpu_seconds
        ));
    } else {
        std::fs::write(folder.path().join("sync.toml"), systems::configuration(database.as_ref()))?;
    }
    let interval = number("INTERVAL", systems::interval(tenants))?.max(1);
    systems::run_every(folder.path(), interval)?;
    let services = (0..replicas).map(|number| Service::start(folder.path(), &number.to_string()));
    let services = services.collect::<Done<Vec<Service>>>()?;
    let mut town = Town { tenants: tenants.into(), systems, services, database };
    let mut figures = Figures::default();
    if tenants > 0 {
        let window = Duration::from_secs(interval.max(SHORTEST).into());
        town.settle(window)?;
        town.rounds(window, &mut figures)?;
        if readers > 0 {
            figures.read = Some([town.read(window, 0, tenants)?, town.read(window, readers, tenants)?]);
        }
    }
    let standing = number("STANDING", STANDING)?;
    if tenants > 0 && standing > 0 {
        systems::run_every(folder.path(), NEVER)?;
        town.wait_until_nothing_runs()?;
    }
    figures.memory_mb = town.total(|seen| seen.memory_kb)? / 1024.0;
    if standing > 0 {
        let before = town.total(|seen| seen.cpu_seconds)?;
        sleep(Duration::from_secs(standing.into()));
        let taken = town.total(|seen| seen.cpu_seconds)? - before;
        figures.standing_ms = taken * 1000.0 * 60.0 / f64::from(standing);
    }
    Ok(figures)
}

impl Town {
    /// Waits until all tenants have been started, four a second, and their rounds are quiet.
    fn settle(&mut self, window: Duration) -> Done {
        sleep(Duration::from_secs_f64(self.tenants / 4.0));
        let mut before = self.count()?;
        for _ in 0..SETTLE {
            sleep(window);
            let now = self.count()?;
            let (rounds, asked) = now.since(&before);
            say(&format!("  before: {rounds:.2} rounds, {asked}"));
            if rounds >= self.tenants / 2.0 && asked.is_quiet() {
                return Ok(());
            }
            before = now;
        }
        Err("the rounds do not become quiet".into())
    }

    fn rounds(&mut self, window: Duration, figures: &mut Figures) -> Done {
        let delays = Service::delays(&self.services)?;
        let first = self.count()?;
        let mut before = first;
        for _ in 0..number("WINDOWS", 3)? {
            sleep(window);
            let now = self.count()?;
            let (rounds, asked) = now.since(&before);
            // Intervals are stretched and shortened by a tenth, so that a round may fall into the next window.
            if rounds < self.tenants / 2.0 {
                return Err(
                    format!("{rounds} rounds of {} tenants: too slow to measure", self.tenants).into()
                );
            }
            let cpu_ms = (now.cpu_seconds - before.cpu_seconds) * 1000.0 / rounds;
            say(&format!("  {rounds:.2} rounds of {cpu_ms:.2} ms, {asked}"));
            figures.cpu_ms.push(cpu_ms);
            before = now;
        }
        let (rounds, asked) = before.since(&first);
        figures.database_ms = (before.database_seconds - first.database_seconds) * 1000.0 / rounds;
        figures.quiet = asked;
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
        let (rounds, asked) = last.since(&first);
        say(&format!("  {rounds:.2} rounds with readers or without, {asked}"));
        Ok(Read {
            answers,
            cpu_ms: (last.cpu_seconds - first.cpu_seconds) * 1000.0 / rounds,
            delays: [delay(0.5)?, delay(0.99)?, delay(1.0)?],
        })
    }

    fn count(&mut self) -> Done<Counts> {
        let asked = self.systems.tell("requests")?;
        let asked: Vec<f64> = asked.split(' ').map(str::parse).collect::<Result<_, _>>()?;
        let [session, erp, wms, writes] = *asked else { return Err("the systems do not count".into()) };
        let database_seconds = self.database.as_ref().map_or(Ok(0.0), Database::cpu_seconds)?;
        // One look at each: what a look costs is measured too.
        let seen = self.services.iter().map(Service::look).collect::<Done<Vec<Seen>>>()?;
        let runs = |process| seen.iter().map(|seen| seen.runs(process)).sum::<f64>();
        let rounds = systems::PROCESSES.into_iter().map(runs).sum::<f64>() / 4.0;
        Ok(Counts {
            cpu_seconds: seen.iter().map(|seen| seen.cpu_seconds).sum(),
            database_seconds,
            rounds,
            asked: Quiet {
                erp,
                session,
                wms,
                writes,
                read: seen.iter().map(|seen| seen.records("read")).sum(),
            },
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

/// What happens meanwhile, for whoever waits for it: the table comes at the end.
fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}
