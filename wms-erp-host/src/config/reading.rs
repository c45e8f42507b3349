//! The configuration as it stands: what concerns all, and each tenant by itself.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use wms_erp_sync::clock::Clock;
use wms_erp_sync::store::{Store, StoreError};

use super::document::{Layer, Notebook, Place, Problem, Section, Source};
use super::folder::{Folder, TenantFile};
use super::http::Names;
use super::mark::Mark;
use super::name::misnamed;
use super::scheduler::{self, SchedulerPlace};
use super::sharing::{self, Claim};
use super::tenant::Systems;
use super::{
    AlarmSettings, Around, ConfigWarning, Configured, Egress, Http, Outside, StorePlace, alarms, egress,
    http, log, store, tenant,
};
use crate::schedule::{Followed, HostScheduler};

/// How many files are read at the same time: commands that give passwords take their time.
const READERS: usize = 128;

/// All of it, right or wrong.
#[derive(Debug)]
pub(crate) struct Reading {
    /// What concerns all; none if it is wrong.
    pub(crate) main: Option<Main>,
    /// Those of the file in its order, then those of the folder by name.
    pub(crate) tenants: Vec<Found>,
    /// What is wrong, apart from tenants.
    pub(crate) problems: Vec<Problem>,
    /// Apart from tenants, too.
    pub(crate) warnings: Vec<ConfigWarning>,
}

/// What concerns all tenants.
#[derive(Debug)]
pub(crate) struct Main {
    pub(crate) store: StorePlace,
    pub(crate) store_place: Place,
    pub(crate) scheduler: SchedulerPlace,
    /// For how long leases and claims are taken, where that is said.
    pub(crate) lease_duration: Option<Duration>,
    pub(crate) http: Option<Http>,
    /// Whom the service calls when something is wrong, where that is said.
    pub(crate) alarms: Option<AlarmSettings>,
    /// What shares its requests an hour.
    pub(crate) egress: Egress,
    /// The folder of tenants, where there is one.
    pub(crate) folder: Option<PathBuf>,
    /// The keys that its defaults have, with their tables.
    pub(crate) defaults: Vec<String>,
}

impl Main {
    /// Opens the store, and the scheduler that goes with it, which claims runs under the name of this process.
    /// Lets the clock follow that of the store, where the store has one of its own.
    pub(crate) async fn open(
        &self,
        process: &str,
        clock: &Followed,
    ) -> Result<(Arc<dyn Store>, HostScheduler), StoreError> {
        let store = self.store.clone().setting(clock);
        scheduler::open(&store, self.scheduler, self.lease_duration, process).await
    }
}

/// A tenant as it was found.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) name: String,
    /// Where it is named: in the configuration, or as a file of its own.
    pub(crate) place: Place,
    /// What it says.
    pub(crate) mark: Mark,
    /// What it works on, where that can be read.
    pub(crate) claims: Vec<Claim>,
    pub(crate) state: State,
}

#[derive(Debug)]
pub(crate) enum State {
    /// It says what is known already.
    Known,
    /// It can be served.
    Right(Box<Right>),
    /// All that is wrong with it.
    Wrong(Vec<Problem>),
}

/// A tenant that can be served.
#[derive(Debug)]
pub(crate) struct Right {
    pub(crate) configured: Configured,
    pub(crate) systems: Systems,
    /// Its passwords, to know whether others are there now.
    pub(crate) secrets: Mark,
    pub(crate) warnings: Vec<ConfigWarning>,
}

impl Reading {
    /// Reads the file, and the folder that it names. A tenant of which `is_known` says so for its name and its mark is not made
    /// again, and what it shares is not compared: that is left to the caller that knows it.
    pub(crate) fn of(
        file: &Path,
        outside: &dyn Outside,
        clock: &Arc<dyn Clock>,
        is_known: &(dyn Fn(&str, Mark) -> bool + Sync),
    ) -> Self {
        let nothing =
            |problem| Self { main: None, tenants: Vec::new(), problems: vec![problem], warnings: Vec::new() };
        let source = match outside.text(file) {
            Ok(text) => Source::new(file, text),
            Err(error) => {
                let place = Place { file: file.to_owned(), ..Place::default() };
                return nothing(Problem { place, what: format!("the file cannot be read: {error}") });
            }
        };
        let table = match source.parse() {
            Ok(table) => table,
            Err(problem) => return nothing(problem),
        };
        let (notebook, around) = (Notebook::default(), Around::new(file, outside, clock));
        around.warn_of_writers(&Place { file: file.to_owned(), ..Place::default() }, file);
        let root = Section::root(&notebook, vec![Layer { source: &source, table: &table }]);
        let reader = Reader { outside, clock, is_known };
        reader.read(&root, &notebook, &around)
    }
}

struct Reader<'a> {
    outside: &'a dyn Outside,
    clock: &'a Arc<dyn Clock>,
    is_known: &'a (dyn Fn(&str, Mark) -> bool + Sync),
}

impl Reader<'_> {
    fn read(&self, root: &Section<'_, '_>, notebook: &Notebook, around: &Around<'_>) -> Reading {
        let store = store::read(root, around);
        let egress = egress::read(root);
        let scheduler = scheduler::read(root, store.as_ref().map(|store| &store.value));
        let lease_duration = scheduler::lease_duration(root);
        let folder = root.text("tenants");
        let mut defaults = Vec::new();
        let mut tenants: Vec<Found> = root
            .sections("tenant")
            .iter()
            .enumerate()
            .map(|(number, section)| self.of_table(section, number))
            .collect();
        if let Some(folder) = &folder {
            let path = around.folder.join(&folder.value);
            around.warn_of_writers(&folder.place, &path);
            match Folder::read(&path, self.outside) {
                Ok(found) => {
                    tenants.extend(self.of_folder(&found));
                    defaults = found.default_keys();
                }
                Err(error) => root.add(&folder.place, format!("the folder cannot be read: {error}")),
            }
            if tenants.is_empty() {
                around.warn(
                    folder.place.clone(),
                    "there is no tenant yet: `wms-erp tenant add NAME` writes a file for one",
                );
            }
        } else if tenants.is_empty() {
            root.add(
                &root.place_of("tenant"),
                "there is no tenant: add a table [[tenant]], or a folder with a file for each (tenants = \"tenants.d\")",
            );
        }
        refuse_doubled(&mut tenants);
        refuse_clashes(&mut tenants);
        let known: Vec<&str> = tenants.iter().map(|tenant| tenant.name.as_str()).collect();
        let names = Names { known: &known, may_change: folder.is_some() };
        let http = http::read(root, names, around);
        let language = http.as_ref().map(|http| http.language).unwrap_or_default();
        let alarms = alarms::read(root, names, language, around);
        // It was looked at before, and counts from the start of the process on; here it is checked.
        log::read(root);
        root.finish();
        if alarms.as_ref().is_none_or(|alarms| alarms.smtp.is_none()) {
            refuse_receipts(&mut tenants);
        }
        let folder = folder.map(|folder| around.folder.join(folder.value));
        let problems = notebook.take();
        let main = store.filter(|_| problems.is_empty()).map(|store| Main {
            store: store.value,
            store_place: store.place,
            scheduler,
            lease_duration,
            http,
            alarms,
            egress,
            folder,
            defaults,
        });
        Reading { main, tenants, problems, warnings: around.warnings.take() }
    }

    /// A table `[[tenant]]`.
    fn of_table(&self, section: &Section<'_, '_>, number: usize) -> Found {
        let notebook = Notebook::default();
        let section = section.with_notebook(&notebook);
        let name = section.required_text("name");
        if let Some(name) = &name
            && let Some(what) = misnamed(&name.value)
        {
            section.add(&name.place, what);
        }
        let place = section.place_of("name");
        match name {
            Some(name) => self.found(&section, &notebook, &name.value, place),
            // No tenant can have this name.
            None => self.found(&section, &notebook, &format!("tenant {}", number + 1), place),
        }
    }

    fn of_folder(&self, folder: &Folder) -> Vec<Found> {
        let defaults = folder.defaults.as_ref().map(|defaults| match defaults {
            Ok(source) => source.parse().map(|table| (source, table)),
            Err(problem) => Err(problem.clone()),
        });
        let wrong = |file: &TenantFile, problems| Found {
            name: file.name.clone(),
            place: file.place(),
            claims: Vec::new(),
            mark: Mark::of_text(file.source.as_ref().map_or("", Source::text)),
            state: State::Wrong(problems),
        };
        let read = |file: &TenantFile| {
            let table = match &file.source {
                Ok(source) => source.parse().map(|table| (source, table)),
                Err(problem) => Err(problem.clone()),
            };
            let mut problems = Vec::new();
            if let Err(problem) = &table {
                problems.push(problem.clone());
            }
            if let Some(Err(problem)) = &defaults {
                problems.push(problem.clone());
            }
            let (Ok((source, table)), true) = (&table, problems.is_empty()) else {
                return wrong(file, problems);
            };
            let mut layers = vec![Layer { source, table }];
            if let Some(Ok((source, table))) = &defaults {
                layers.push(Layer { source, table });
            }
            self.of_file(layers, file)
        };
        side_by_side(&folder.tenants, &read)
    }

    /// A file of its own, which names the tenant.
    fn of_file(&self, layers: Vec<Layer<'_, '_>>, file: &TenantFile) -> Found {
        let notebook = Notebook::default();
        let section = Section::root(&notebook, layers);
        if let Some(what) = misnamed(&file.name) {
            section.add(&file.place(), format!("the name of the file is the tenant's, and {what}"));
        }
        if let Some(name) = section.text("name").filter(|name| name.value != file.name) {
            let what = format!(
                "the name of the file is the tenant's: remove this key, or name the file {}.toml",
                name.value
            );
            section.add(&name.place, what);
        }
        self.found(&section, &notebook, &file.name, file.place())
    }

    fn found(&self, section: &Section<'_, '_>, notebook: &Notebook, name: &str, place: Place) -> Found {
        let mark = Mark::of(section);
        if (self.is_known)(name, mark) {
            let (name, claims) = (name.to_owned(), Vec::new());
            return Found { name, place, mark, claims, state: State::Known };
        }
        let around = Around::new(&place.file, self.outside, self.clock);
        // A table of the configuration itself has a line.
        if place.line == 0 {
            around.warn_of_writers(&place, &place.file);
        }
        let configured = tenant::read(section, name, &around);
        section.finish();
        let problems = notebook.take();
        let state = match configured {
            Some((configured, systems)) if problems.is_empty() => {
                let secrets = Mark::of_secrets(&around.secrets.take());
                State::Right(Box::new(Right {
                    configured,
                    systems,
                    secrets,
                    warnings: around.warnings.take(),
                }))
            }
            _ => State::Wrong(problems),
        };
        let claims = around.claims.take();
        Found { name: name.to_owned(), place, mark, claims, state }
    }
}

/// Reads files with some of them at the same time, and gives what each came to in their order. Where reading takes no time, few readers
/// do all of it.
fn side_by_side(files: &[TenantFile], read: &(dyn Fn(&TenantFile) -> Found + Sync)) -> Vec<Found> {
    let next = AtomicUsize::new(0);
    let reader = || {
        let take = || files.get(next.fetch_add(1, Ordering::Relaxed));
        let at = |file: &TenantFile| (file.path.clone(), read(file));
        std::iter::from_fn(take).map(at).collect::<Vec<_>>()
    };
    let mut found = std::thread::scope(|scope| {
        let mut readers = Vec::new();
        while readers.len() < READERS && next.load(Ordering::Relaxed) < files.len() {
            readers.push(scope.spawn(reader));
        }
        let read = readers.into_iter().map(std::thread::ScopedJoinHandle::join);
        read.flat_map(|read| read.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect::<Vec<_>>()
    });
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    found.into_iter().map(|(_, found)| found).collect()
}

/// Names are compared without case: they are names of files, and people mix them up.
fn refuse_doubled(tenants: &mut [Found]) {
    let mut names: HashMap<String, usize> = HashMap::new();
    for at in 0..tenants.len() {
        let (name, place) = (tenants[at].name.to_lowercase(), tenants[at].place.clone());
        let Some(first) = names.get(&name).and_then(|first| tenants.get_mut(*first)) else {
            names.insert(name, at);
            continue;
        };
        let there = match first.place.file == place.file {
            true => format!("line {}", first.place.line),
            false => {
                // Of two files it cannot be known which one is meant; which is read first is an accident.
                let what = format!("{} has a tenant of this name, too", place.file.display());
                let (file, place) = (first.place.file.display().to_string(), first.place.clone());
                refuse(first, Problem { place, what });
                file
            }
        };
        let what = format!("{there} already has a tenant of this name");
        refuse(&mut tenants[at], Problem { place, what });
    }
}

/// Tenants that share something without saying so.
fn refuse_clashes(tenants: &mut [Found]) {
    let claims: Vec<Vec<Claim>> = tenants.iter().map(|tenant| tenant.claims.clone()).collect();
    for (at, tenant) in tenants.iter_mut().enumerate() {
        for claim in &claims[at] {
            let others = claims.iter().enumerate().filter(|(other, _)| *other != at);
            if let Some(problem) = sharing::problem(claim, others.flat_map(|(_, claims)| claims)) {
                refuse(tenant, problem);
            }
        }
    }
}

/// Receipts that there is no mail server for.
fn refuse_receipts(tenants: &mut [Found]) {
    for tenant in tenants {
        let has_receipt =
            |state: &State| matches!(state, State::Right(right) if right.configured.receipt.is_some());
        if has_receipt(&tenant.state) {
            let place = Place { key: "receipt".to_owned(), ..tenant.place.clone() };
            refuse(tenant, Problem { place, what: alarms::NO_MAIL_SERVER.to_owned() });
        }
    }
}

/// Leaves a tenant out, and says why.
fn refuse(tenant: &mut Found, problem: Problem) {
    match &mut tenant.state {
        State::Wrong(problems) => problems.push(problem),
        state => *state = State::Wrong(vec![problem]),
    }
}

impl Found {
    /// What should be looked at.
    pub(crate) fn warnings(&self) -> &[ConfigWarning] {
        match &self.state {
            State::Right(right) => &right.warnings,
            _ => &[],
        }
    }
}
