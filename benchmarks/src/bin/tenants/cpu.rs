//! CPU time, as the kernel counts it.

use super::Done;

/// The kernel counts the time of processes in hundredths of a second, on every machine that we know.
const TICKS: f64 = 100.0;

/// What a process has taken; with its children that have ended, if they are to be counted.
pub(super) fn cpu_seconds(process: u32, with_children: bool) -> Done<f64> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat"))?;
    // Behind the name, which may contain anything: user, system, and the same of children.
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11);
    let ticks = fields.take(if with_children { 4 } else { 2 }).map(str::parse::<f64>);
    Ok(ticks.sum::<Result<f64, _>>()? / TICKS)
}
