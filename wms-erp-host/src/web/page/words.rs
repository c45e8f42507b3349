//! Times, counts and texts as the pages show them.

use std::borrow::Cow;

use chrono::{DateTime, TimeDelta, Utc};
use maud::{Markup, html};
use wms_erp_sync::{Class, Process, RunProgress, TimeZone, moment, visible};

use crate::web::snapshot::State;

/// Text of vendors and people: nothing in it steers.
pub(crate) fn shown(text: &str) -> Cow<'_, str> {
    visible(text)
}

/// A time, by the clocks of a zone, with the machine-readable one behind it.
pub(crate) fn time(at: DateTime<Utc>, zone: TimeZone) -> Markup {
    html! { time datetime=(at.to_rfc3339()) { (moment(&at, zone)) } }
}

/// How long ago something was, and when.
pub(crate) fn since(at: DateTime<Utc>, now: DateTime<Utc>, zone: TimeZone) -> Markup {
    html! { time datetime=(at.to_rfc3339()) title=(moment(&at, zone)) { (length(now - at)) " ago" } }
}

/// When something will be.
pub(crate) fn until(at: DateTime<Utc>, now: DateTime<Utc>, zone: TimeZone) -> Markup {
    html! {
        time datetime=(at.to_rfc3339()) title=(moment(&at, zone)) {
            @if at <= now { "now" } @else { "in " (length(at - now)) }
        }
    }
}

/// A length of time in its largest unit.
pub(crate) fn length(time: TimeDelta) -> String {
    let seconds = time.num_seconds().max(0);
    match seconds {
        ..60 => format!("{seconds} s"),
        60..3600 => format!("{} min", seconds / 60),
        3600..172_800 => format!("{} h", seconds / 3600),
        _ => format!("{} days", seconds / 86_400),
    }
}

/// `1 record`, `2 records`.
pub(crate) fn count(number: impl TryInto<u64>, noun: &str) -> String {
    match number.try_into() {
        Ok(1) => format!("1 {noun}"),
        Ok(number) => format!("{number} {noun}s"),
        Err(_) => format!("many {noun}s"),
    }
}

/// A state as a coloured word.
pub(crate) fn badge(state: State) -> Markup {
    html! { span class={ "state " (state.word()) } { (state.text()) } }
}

/// How far long work has come.
pub(crate) fn progress(progress: &RunProgress, now: DateTime<Utc>) -> Markup {
    html! {
        @if let Some(percent) = progress.percent() {
            progress max="100" value=(percent) aria-hidden="true" {}
            " "
        }
        (crate::progress::text(progress, now))
    }
}

/// What a process does, for people.
pub(crate) fn process(process: Process) -> Cow<'static, str> {
    let words = match process {
        Process::Articles => "Articles",
        Process::Suppliers => "Suppliers",
        Process::Orders => "Orders",
        Process::OrderStatus => "Order status",
        Process::Returns => "Returns",
        Process::Stock => "Stock",
        // A host's own process is called what its host calls it.
        own => return Cow::Owned(own.to_string()),
    };
    Cow::Borrowed(words)
}

/// A class of held records, for people.
pub(crate) fn class(class: Class) -> &'static str {
    match class {
        Class::Transient => "retried automatically",
        Class::Rejected => "refused",
        Class::Waiting => "waiting",
        Class::NeedsPerson => "needs a person",
        Class::Notice => "notice",
        _ => "held",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_told_in_their_largest_unit() {
        for (seconds, words) in
            [(-5, "0 s"), (59, "59 s"), (60, "1 min"), (7199, "1 h"), (172_799, "47 h"), (172_800, "2 days")]
        {
            assert_eq!(length(TimeDelta::seconds(seconds)), words);
        }
        assert_eq!([count(1_usize, "record"), count(0_usize, "record")], ["1 record", "0 records"]);
    }
}
