//! People who read the operator's page while the service works: each on a connection of their own, a page a second.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{JoinHandle, sleep, spawn};
use std::time::Duration;

use wms_erp_sync::clock::{Clock, SystemClock};

use super::Done;

/// How long a person looks at a page.
const PAUSE: Duration = Duration::from_secs(1);
/// An answer that takes longer is an error.
const ANSWER_LIMIT: Duration = Duration::from_secs(60);

/// The pages that are read in turn.
pub(super) const PAGES: [&str; 3] = ["the overview", "a tenant", "the tenants of the API"];

/// How long the answers took, of each of the [`PAGES`].
pub(super) type Answers = [Vec<Duration>; PAGES.len()];

/// So many readers at once.
pub(super) struct Readers {
    stop: Arc<AtomicBool>,
    threads: Vec<JoinHandle<Result<Answers, String>>>,
}

impl Readers {
    pub(super) fn start(count: u32, port: u16, tenants: u32) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let thread = |number: u32| {
            let stop = Arc::clone(&stop);
            spawn(move || read(number, port, tenants, &stop).map_err(|error| error.to_string()))
        };
        let threads = (0..count).map(thread).collect();
        Self { stop, threads }
    }

    /// Ends them, and gives the times of all answers.
    pub(super) fn end(self) -> Done<Answers> {
        self.stop.store(true, Ordering::Relaxed);
        let mut all = Answers::default();
        for thread in self.threads {
            let answers = thread.join().map_err(|_| "a reader has panicked")??;
            all.iter_mut().zip(answers).for_each(|(all, answers)| all.extend(answers));
        }
        Ok(all)
    }
}

fn read(number: u32, port: u16, tenants: u32, stop: &AtomicBool) -> Done<Answers> {
    // Not all in the same moment.
    sleep(PAUSE / 20 * (number % 20));
    let (mut answers, mut turn) = (Answers::default(), number);
    let mut stream = BufReader::new(TcpStream::connect(("127.0.0.1", port))?);
    stream.get_ref().set_read_timeout(Some(ANSWER_LIMIT))?;
    while !stop.load(Ordering::Relaxed) {
        let page = turn as usize % PAGES.len();
        let path = match page {
            0 => "/".to_owned(),
            1 => format!("/tenants/t{}", (turn * 37 + number) % tenants),
            _ => "/api/v1/tenants?limit=500".to_owned(),
        };
        let begun = SystemClock.monotonic();
        get(&mut stream, port, &path)?;
        answers[page].push(SystemClock.monotonic() - begun);
        turn += 1;
        sleep(PAUSE);
    }
    Ok(answers)
}

/// Reads one answer to its end; the connection stays open.
fn get(stream: &mut BufReader<TcpStream>, port: u16, path: &str) -> Done {
    write!(stream.get_mut(), "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n")?;
    let (mut line, mut length, mut status) = (String::new(), None, String::new());
    loop {
        line.clear();
        if stream.read_line(&mut line)? == 0 {
            return Err(format!("{path}: the connection was closed").into());
        }
        let header = line.trim_end();
        if header.is_empty() {
            break;
        }
        if status.is_empty() {
            header.clone_into(&mut status);
        }
        if let Some(text) = header.to_ascii_lowercase().strip_prefix("content-length:") {
            length = Some(text.trim().parse::<usize>()?);
        }
    }
    let mut body = vec![0; length.ok_or("an answer without a length")?];
    stream.read_exact(&mut body)?;
    match status.contains(" 200 ") {
        true => Ok(()),
        false => Err(format!("{path}: {status}").into()),
    }
}

/// The time within which that share of the answers came, in milliseconds.
pub(super) fn within(times: &[Duration], share: f64) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "some thousands"
    )]
    let place = ((sorted.len() as f64 * share).ceil() as usize).saturating_sub(1);
    sorted.get(place).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
}
