//! Who did what, and when.

use std::borrow::Cow;

use axum::http::{HeaderValue, StatusCode, header};
use maud::html;
use wms_erp_sync::{Process, TimeZone, moment};

use super::layout::{page, table};
use super::words;
use crate::language::{ENGLISH, Texts};
use crate::web::activity::{Activity, csv};
use crate::web::call::{Answer, Call, Failure, escaped, with_type};
use crate::web::operations::Served;

/// How many are shown.
const MAX_SHOWN: usize = 200;
/// How many are exported of each tenant.
const MAX_EXPORTED: usize = 50_000;

pub(crate) async fn show(call: Call) -> Answer {
    let activities = newest(&call, MAX_SHOWN).await?;
    let tenant = call.query("tenant");
    let zone = |name: &str| {
        call.served.iter().find(|served| served.name() == name).map_or(TimeZone::UTC, Served::zone)
    };
    let texts = call.texts;
    let title = match tenant.is_empty() {
        true => texts.activity().to_owned(),
        false => texts.activity_of(&words::shown(tenant)),
    };
    let titles = [
        texts.when(),
        texts.who(),
        texts.tenant(),
        texts.what(),
        texts.of_what(),
        texts.details(),
        texts.was_done(),
    ];
    page(
        &call,
        texts.activity(),
        &html! {
            h1 { (title) }
            p {
                (texts.activity_about()) " "
                a href={ "/activity.csv" @if !tenant.is_empty() { "?tenant=" (escaped(tenant)) } } { (texts.export()) }
            }
            @if activities.is_empty() { p { (texts.nothing_yet()) } } @else {
                (table(texts.activity_table(), &html! {
                    thead { tr {
                        @for title in titles { th scope="col" { (title) } }
                    } }
                    tbody { @for one in &activities {
                        tr {
                            td { time datetime=(one.at.to_rfc3339()) { (moment(&one.at, zone(&one.tenant))) } }
                            td { (words::shown(&one.who)) }
                            td { a href={ "/tenants/" (escaped(&one.tenant)) } { (one.tenant) } }
                            td { (words::shown(action(texts, &one.action))) }
                            td { (words::shown(&target(texts, &one.target))) }
                            td { (words::shown(&detail(texts, one))) }
                            td { @if one.done { (texts.yes()) } @else { (texts.no()) } }
                        }
                    } }
                }))
            }
        },
    )
}

/// What was done, which is recorded in English.
fn action<'a>(texts: &Texts, recorded: &'a str) -> &'a str {
    match recorded {
        "pause" => texts.action_pause(),
        "resume" => texts.action_resume(),
        "retry" => texts.action_retry(),
        "dismiss" => texts.action_dismiss(),
        "approve what the safety limit blocks" => texts.action_release(),
        "apply a plan" => texts.action_apply(),
        other => other,
    }
}

/// What it was done to, which is recorded by the names that programs know.
fn target(texts: &Texts, recorded: &str) -> String {
    let named = |one: &str| match one
        .split_once(' ')
        .map_or((one, None), |(process, record)| (process, Some(record)))
    {
        ("all", None) => texts.all_processes().to_owned(),
        (process, record) => {
            let name = process
                .parse::<Process>()
                .map_or(Cow::Borrowed(process), |process| texts.process_name(process));
            record.map_or_else(|| name.to_string(), |record| format!("{name} {record}"))
        }
    };
    recorded.split(", ").map(named).collect::<Vec<_>>().join(", ")
}

/// What more is known of it. It is recorded in English, and found again by its English text; what a person wrote stays as it is.
fn detail(texts: &Texts, one: &Activity) -> String {
    let Activity { action, detail, done, .. } = one;
    let count =
        detail.split(|sign: char| !sign.is_ascii_digit()).find_map(|digits| digits.parse::<u64>().ok());
    match (action.as_str(), detail.strip_prefix("until ").and_then(|rest| rest.split_once(": ")), count) {
        ("pause", Some((until, reason)), _) => texts.recorded_pause(until, reason),
        ("apply a plan", _, Some(count)) if *detail == ENGLISH.write_count(count) => texts.write_count(count),
        ("apply a plan", _, Some(count)) if *detail == ENGLISH.recorded_left(count) => {
            texts.recorded_left(count)
        }
        ("apply a plan", _, Some(count)) if *detail == ENGLISH.recorded_stale(count) => {
            texts.recorded_stale(count)
        }
        _ if !done => texts.language.reason(detail).into_owned(),
        _ => detail.clone(),
    }
}

pub(crate) async fn export(call: Call) -> Answer {
    let activities = newest(&call, MAX_EXPORTED).await?;
    let mut response = with_type(StatusCode::OK, "text/csv; charset=utf-8", csv(activities.iter()));
    let name = HeaderValue::from_static("attachment; filename=\"activity.csv\"");
    response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    Ok(response)
}

/// The newest of the tenants that the user sees, or of one of them.
async fn newest(call: &Call, limit: usize) -> Result<Vec<Activity>, Failure> {
    let named = call.query("tenant");
    let mut all = Vec::new();
    for served in call.tenants()?.into_iter().filter(|served| named.is_empty() || served.name() == named) {
        let found = call.app.operations.activities(served.name(), None, limit).await?;
        all.extend(found.into_iter().map(|(_, activity)| activity));
    }
    all.sort_by_key(|activity| std::cmp::Reverse(activity.at));
    all.truncate(limit);
    Ok(all)
}
