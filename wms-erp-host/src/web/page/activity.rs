//! Who did what, and when.

use axum::http::{HeaderValue, StatusCode, header};
use maud::html;
use wms_erp_sync::{TimeZone, moment};

use super::layout::{page, table};
use super::words;
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
    page(
        &call,
        "Activity",
        &html! {
            h1 { "Activity" @if !tenant.is_empty() { " of " (words::shown(tenant)) } }
            p {
                "What people did on these pages, newest first. "
                a href={ "/activity.csv" @if !tenant.is_empty() { "?tenant=" (escaped(tenant)) } } { "Export as CSV" }
            }
            @if activities.is_empty() { p { "Nothing yet." } } @else {
                (table("Activities, newest first", &html! {
                    thead { tr {
                        @for title in ["When", "Who", "Tenant", "What", "Of what", "Reason", "Done"] { th scope="col" { (title) } }
                    } }
                    tbody { @for one in &activities {
                        tr {
                            td { time datetime=(one.at.to_rfc3339()) { (moment(&one.at, zone(&one.tenant))) } }
                            td { (words::shown(&one.who)) }
                            td { a href={ "/tenants/" (escaped(&one.tenant)) } { (one.tenant) } }
                            td { (words::shown(&one.action)) }
                            td { (words::shown(&one.target)) }
                            td { (words::shown(&one.detail)) }
                            td { @if one.done { "yes" } @else { "no" } }
                        }
                    } }
                }))
            }
        },
    )
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
