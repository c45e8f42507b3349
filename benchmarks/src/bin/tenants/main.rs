//! What many customers cost: the real service (`wms-erp run`) in a process of its own, the systems of all customers simulated in
//! another. `tenants 0 1 10 100 500 1000` prints a row for each number of tenants; 0 is the idle host, of which memory is counted from.
//! `tenants --readers 20 500` measures, after that, the same time without and with as many people who read the page at once: how long the answers
//! take, and how late due runs begin. `tenants --replicas 2 100` has as many services share the work on one PostgreSQL, which is started for it. Linux only.
//!
//! Each tenant has 200 products (`PRODUCTS`) and 20 open orders (`ORDERS`). The service loads the first of them (`LOADED`: the first
//! so many), and the state of all others is a copy of the first one's, in the store and in the simulated warehouse: thousands of
//! articles are not what is measured here, and take an hour to write. All of it was entered yesterday, so that the
//! services, which start then, find nothing that has changed: what a quiet round of all processes takes is measured over `WINDOWS` (three) intervals, a
//! minute at least, each for itself, since other programs disturb. What the systems are asked meanwhile is counted by them, and printed:
//! whether the rounds were quiet. The interval is 30 seconds, less for a few tenants, and more where there are so
//! many that two cores would be busy. `INTERVAL` sets it: what a round takes depends on it, too, since connections are closed that are idle for
//! 90 seconds, and a round has its share of what is done every so many seconds. At last nothing runs, and what a service takes nonetheless is
//! measured for a minute (`STANDING` seconds; 0 leaves that out).

mod cpu;
mod database;
mod load;
mod measure;
mod process;
mod readers;
mod systems;

use std::error::Error;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use measure::{Figures, Quiet, Read, measure};
use readers::{PAGES, within};

type Done<T = ()> = Result<T, Box<dyn Error>>;

/// Quarters of an hour: the usual interval.
const ROUNDS_AN_HOUR: f64 = 4.0;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    let words: Vec<&str> = arguments.iter().skip(1).map(String::as_str).collect();
    let done = match *words {
        // The service, as it is: its arguments come behind this one.
        ["service", ..] => return wms_erp_host::main_with(std::env::args_os().skip(1).collect()),
        ["systems", tenants, folder] => systems::serve(tenants, Path::new(folder)),
        ["--replicas", replicas, ref sizes @ ..] => {
            replicas.parse().map_err(Into::into).and_then(|replicas| measure_all(sizes, replicas, 0))
        }
        ["--readers", readers, ref sizes @ ..] => {
            readers.parse().map_err(Into::into).and_then(|readers| measure_all(sizes, 1, readers))
        }
        ref sizes => measure_all(sizes, 1, 0),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}

/// Prints a table. With more than one replica they share a PostgreSQL.
fn measure_all(sizes: &[&str], replicas: u32, readers: u32) -> Done {
    let sizes = if sizes.is_empty() { &["0", "1", "10", "100", "500", "1000"] } else { sizes };
    let mut out = std::io::stdout();
    writeln!(
        out,
        "| tenants | CPU ms a quiet round: least | median | of 100 tenants' | CPU ms a tenant and minute without a run | \
         of the database: CPU ms a round | memory MB | MB a tenant | requests a round to the ERP | logins | to the WMS | writes | \
         records read | to the ERP an hour | longest delay s |\n\
         | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |"
    )?;
    let (mut idle, mut of_hundred) = (None, None);
    for size in sizes {
        let tenants: u32 = size.parse().map_err(|_| format!("{size}: how many tenants?"))?;
        let figures = measure(tenants, replicas, readers)?;
        let idle = *idle.get_or_insert(figures.memory_mb);
        if tenants == 100 {
            of_hundred = Some(figures.median());
        }
        writeln!(out, "{}", row(tenants, &figures, idle, of_hundred))?;
        if let Some(read) = &figures.read {
            write!(out, "{}", read_table(readers, read))?;
        }
    }
    Ok(())
}

/// What readers cost, and what they get.
fn read_table(readers: u32, [without, with]: &[Read; 2]) -> String {
    let mut text = format!(
        "\n| | without readers | {readers} readers |\n| --- | --: | --: |\n| CPU ms a round | {:.2} | {:.2} |\n",
        without.cpu_ms, with.cpu_ms
    );
    for (place, name) in ["half of the due runs begin within s", "99 in 100", "all"].into_iter().enumerate() {
        text += &format!("| {name} | {} | {} |\n", without.delays[place], with.delays[place]);
    }
    for (name, times) in PAGES.into_iter().zip(&with.answers) {
        let [half, most, all] = [0.5, 0.99, 1.0].map(|share| within(times, share));
        text += &format!(
            "| {name}: half, 99 in 100 and all of {} answers within ms | | {half:.1}, {most:.1}, {all:.1} |\n",
            times.len()
        );
    }
    text
}

fn row(tenants: u32, figures: &Figures, idle: f64, of_hundred: Option<f64>) -> String {
    let all = f64::from(tenants.max(1));
    let ratio = of_hundred.map_or_else(String::new, |hundred| format!("{:.2}", figures.median() / hundred));
    let Quiet { erp, session, wms, writes, read } = figures.quiet;
    format!(
        "| {tenants} | {:.2} | {:.2} | {ratio} | {:.2} | {:.2} | {:.1} | {:.2} | {erp:.2} | {session:.2} | {wms:.2} | {writes:.2} | \
         {read:.2} | {:.0} | {} |",
        figures.least(),
        figures.median(),
        figures.standing_ms / all,
        figures.database_ms,
        figures.memory_mb,
        (figures.memory_mb - idle) / all,
        (erp + session) * ROUNDS_AN_HOUR * f64::from(tenants),
        figures.delay,
    )
}

/// A number from the environment.
fn number(name: &str, usual: u32) -> Done<u32> {
    match std::env::var(name) {
        Ok(text) => text.parse().map_err(|_| format!("{name}={text}: no number").into()),
        Err(_) => Ok(usual),
    }
}
