//! Choosing the language of the pages.

use axum::http::{HeaderValue, header};
use wms_erp_sync::Language;

use super::login::ours;
use crate::web::call::{Answer, Call, Failure, redirect};
use crate::web::reading::cookie;

/// Remembers the choice in a cookie, and shows the page again.
pub(crate) async fn choose(call: Call) -> Answer {
    let text = call.field("language");
    let unknown = || Failure::no_such_button(text);
    let language = Language::from_tag(text).ok_or_else(unknown)?;
    let mut response = redirect(ours(call.field("next")));
    if let Ok(cookie) = HeaderValue::from_str(&cookie(&call.headers, language)) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    Ok(response)
}
