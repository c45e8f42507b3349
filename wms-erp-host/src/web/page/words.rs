//! Times, counts and texts as the pages show them.

use std::borrow::Cow;

use chrono::{DateTime, TimeDelta, Utc};
use maud::{Markup, html};
use wms_erp_sync::{Class, Dismissal, Language, Outcome, RunProgress, TimeZone, moment, visible};

use crate::language::Texts;
use crate::web::access::Role;
use crate::web::snapshot::State;

/// Text of vendors and people: nothing in it steers.
pub(crate) fn shown(text: &str) -> Cow<'_, str> {
    visible(text)
}

/// What to do about something, in the reader's language where it is the engine that says so.
pub(crate) fn remedy(texts: &Texts, text: &str) -> Markup {
    html! { p.remedy { (shown(&texts.language.remedy(text))) } }
}

/// What happened, in the reader's language where it is the engine that says so. Vendors' words stay as they are.
pub(crate) fn reason(texts: &Texts, text: &str) -> String {
    shown(&texts.language.reason(text)).into_owned()
}

/// What an order waits for: that may be what a person has to do.
pub(crate) fn gate(texts: &Texts, text: &str) -> String {
    match texts.language.reason(text) {
        Cow::Borrowed(same) => shown(&texts.language.remedy(same)).into_owned(),
        translated => shown(&translated).into_owned(),
    }
}

/// The language of a text of ours that is read in the one of the page only if there is a translation.
pub(crate) fn language_of(texts: &Texts, english: &str, text: &str) -> Option<&'static str> {
    let is_left = texts.language != Language::English && english == text;
    is_left.then(|| Language::English.tag())
}

/// Why something of ours does not work.
pub(crate) fn problem(texts: &Texts, english: &str) -> Markup {
    let text = texts.language.reason(english);
    html! { p.problem lang=[language_of(texts, english, &text)] { (shown(&text)) } }
}

/// A time, by the clocks of a zone, with the machine-readable one behind it.
pub(crate) fn time(at: DateTime<Utc>, zone: TimeZone) -> Markup {
    html! { time datetime=(at.to_rfc3339()) { (moment(&at, zone)) } }
}

/// How long ago something was, and when.
pub(crate) fn since(texts: &Texts, at: DateTime<Utc>, now: DateTime<Utc>, zone: TimeZone) -> Markup {
    html! {
        time datetime=(at.to_rfc3339()) title=(moment(&at, zone)) { (texts.ago(&length(texts, now - at))) }
    }
}

/// When something will be.
pub(crate) fn until(texts: &Texts, at: DateTime<Utc>, now: DateTime<Utc>, zone: TimeZone) -> Markup {
    html! {
        time datetime=(at.to_rfc3339()) title=(moment(&at, zone)) {
            @if at <= now { (texts.now()) } @else { (texts.ahead(&length(texts, at - now))) }
        }
    }
}

/// A length of time in its largest unit.
pub(crate) fn length(texts: &Texts, time: TimeDelta) -> String {
    let seconds = u64::try_from(time.num_seconds()).unwrap_or_default();
    match seconds {
        ..60 => texts.seconds(seconds),
        60..3600 => texts.minutes(seconds / 60),
        3600..172_800 => texts.hours(seconds / 3600),
        _ => texts.days(seconds / 86_400),
    }
}

/// A state as a coloured word.
pub(crate) fn badge(texts: &Texts, state: State) -> Markup {
    let text = match state {
        State::Failing => texts.failing().to_owned(),
        State::Late => texts.late().to_owned(),
        State::Held(count) => texts.held_count(count as u64),
        State::Paused => texts.paused().to_owned(),
        State::New => texts.not_run().to_owned(),
        State::Ok => texts.ok().to_owned(),
        State::Off => texts.off().to_owned(),
    };
    html! { span class={ "state " (state.word()) } { (text) } }
}

/// How far long work has come.
pub(crate) fn progress(texts: &Texts, progress: &RunProgress, now: DateTime<Utc>) -> Markup {
    html! {
        @if let Some(percent) = progress.percent() {
            progress max="100" value=(percent) aria-hidden="true" {}
            " "
        }
        (crate::progress::text(texts, progress, now))
    }
}

/// A class of held records, for people.
pub(crate) fn class(texts: &Texts, class: Class) -> &'static str {
    match class {
        Class::Transient => texts.transient(),
        Class::Rejected => texts.refused(),
        Class::Waiting => texts.waiting(),
        Class::NeedsPerson => texts.needs_person(),
        Class::Notice => texts.notice(),
        _ => texts.held(),
    }
}

/// How a run ended.
pub(crate) fn outcome(texts: &Texts, outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Done => texts.done(),
        Outcome::Failed => texts.run_failed(),
        Outcome::Skipped => texts.skipped(),
        other => other.as_str(),
    }
}

/// What a user may do.
pub(crate) fn role(texts: &Texts, role: Role) -> &'static str {
    match role {
        Role::Viewer => texts.viewer(),
        Role::Operator => texts.operator(),
    }
}

/// What was dismissed, when, why.
pub(crate) fn dismissal(texts: &Texts, one: &Dismissal, zone: TimeZone) -> String {
    let at = moment(&one.at, zone);
    texts.dismissal(&at, &one.reason, &texts.process_name(one.process), &texts.language.reason(&one.what))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{ENGLISH, NORWEGIAN, SWEDISH};

    #[test]
    fn lengths_are_given_in_their_largest_unit() {
        for (seconds, words) in
            [(-5, "0 s"), (59, "59 s"), (60, "1 min"), (7199, "1 h"), (172_799, "47 h"), (172_800, "2 days")]
        {
            assert_eq!(length(&ENGLISH, TimeDelta::seconds(seconds)), words);
        }
        let days = TimeDelta::days(3);
        assert_eq!([&NORWEGIAN, &SWEDISH].map(|texts| length(texts, days)), ["3 dager", "3 dagar"]);
        assert_eq!([1, 0].map(|count| ENGLISH.record_count(count)), ["1 record", "0 records"]);
    }
}
