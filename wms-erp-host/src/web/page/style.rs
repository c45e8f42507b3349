//! The one style sheet, and the icon.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};

use crate::web::call::{Answer, Call, with_type};

const STYLE: &str = include_str!("style.css");
const ICON: &str = include_str!("icon.svg");

/// Changes with the style sheet, so that no browser keeps an old one.
pub(crate) fn address() -> String {
    let length = STYLE.len();
    format!("/style.css?v={}-{length}", env!("CARGO_PKG_VERSION"))
}

pub(crate) async fn show(_: Call) -> Answer {
    Ok(kept("text/css; charset=utf-8", STYLE))
}

/// The icon, also under the address that browsers ask for where no page names one, as beside JSON.
pub(crate) async fn icon(_: Call) -> Answer {
    Ok(kept("image/svg+xml", ICON))
}

fn kept(kind: &'static str, text: &'static str) -> Response<Body> {
    let mut response = with_type(StatusCode::OK, kind, text);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("max-age=86400"));
    response
}
