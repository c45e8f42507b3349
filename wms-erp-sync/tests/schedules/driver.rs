//! Schedules by their seeds, on all cores, and what is said of them.

use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::experience::{Experience, Experiences};
use crate::schedule;

/// Failures that are told before the rest is given up.
const MAX_FAILURES: usize = 10;
/// No schedule takes a second; one that takes this long hangs.
const HANGS: Duration = Duration::from_secs(120);

/// Runs what the variables say, or so many seeds, and fails with what was found.
pub(crate) fn drive(usual: u64) {
    let begun = now();
    let minutes = number("SCHEDULES_MINUTES").map(|minutes| Duration::from_secs(60 * minutes));
    let (from, seeds) = match (number("SCHEDULE_SEED"), minutes) {
        (Some(seed), _) => (seed, 1),
        // What every run does is not worth an hour.
        (None, Some(_)) => (number("SCHEDULES_FROM").unwrap_or(1_000_000), u64::MAX),
        (None, None) => (number("SCHEDULES_FROM").unwrap_or(0), number("SCHEDULES").unwrap_or(usual)),
    };
    let (next, done) = (AtomicU64::new(0), AtomicU64::new(0));
    let (failures, experiences) = (Mutex::new(Vec::new()), Mutex::new(Experiences::default()));
    let is_over = || {
        failures.lock().unwrap().len() >= MAX_FAILURES || minutes.is_some_and(|most| begun.elapsed() > most)
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(8);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                while !is_over() {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= seeds {
                        break;
                    }
                    let experience = Experience::default();
                    if let Err(problem) = one(&runtime, from + number, seeds == 1, &experience) {
                        // A long run that is cut off has shown what it found.
                        println!("{problem}\n");
                        failures.lock().unwrap().push(problem);
                    }
                    experiences.lock().unwrap().add(&experience);
                    done.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    let experiences = experiences.into_inner().unwrap();
    println!("{experiences}{} schedules in {:?}", done.into_inner(), begun.elapsed());
    let failures = failures.into_inner().unwrap();
    assert!(failures.is_empty(), "{} schedules failed:\n\n{}", failures.len(), failures.join("\n\n"));
    assert_eq!(experiences.missing(), Vec::<String>::new(), "the schedules have lost their bite");
}

fn one(
    runtime: &tokio::runtime::Runtime,
    seed: u64,
    talks: bool,
    experience: &Experience,
) -> Result<(), String> {
    let schedule = async { tokio::time::timeout(HANGS, schedule::run(seed, talks, experience)).await };
    let end = std::panic::catch_unwind(AssertUnwindSafe(|| runtime.block_on(schedule)));
    let problem = match end {
        Ok(Ok(Ok(()))) => return Ok(()),
        Ok(Ok(Err(problem))) => problem,
        Ok(Err(_)) => format!("it hangs: not over after {HANGS:?}"),
        Err(panic) => format!("it panicked: {}", words(panic.as_ref())),
    };
    let package = env!("CARGO_PKG_NAME");
    Err(format!("SCHEDULE_SEED={seed} cargo test -p {package} --test schedules -- --nocapture\n{problem}"))
}

fn words(panic: &dyn Any) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    text.or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string)).unwrap_or_default()
}

fn number(variable: &str) -> Option<u64> {
    let value = std::env::var(variable).ok()?;
    Some(value.parse().unwrap_or_else(|_| panic!("{variable} must be a whole number, not {value:?}")))
}

#[expect(clippy::disallowed_methods, reason = "how long the suite takes is told, and nothing depends on it")]
fn now() -> Instant {
    Instant::now()
}
