//! What every page has around its content.

use std::sync::Arc;

use axum::http::StatusCode;
use maud::{DOCTYPE, Markup, html};

use super::{style, words};
use crate::web::App;
use crate::web::call::{Answer, Call, Caller, Failure, html as html_response};

/// A whole page.
pub(crate) fn page(call: &Call, title: &str, content: &Markup) -> Answer {
    let note = call.caller.as_ref().and_then(|caller| call.app.notes.take(caller.csrf.as_ref()?));
    let page = frame(
        call.caller.as_ref(),
        title,
        None,
        &html! {
            @if let Some(note) = note {
                p.note role="status" { (words::shown(&note)) }
            }
            (content)
        },
    );
    Ok(html_response(StatusCode::OK, page))
}

/// A page that the browser loads again by itself until the work is done.
pub(crate) fn waiting(call: &Call, title: &str, content: &Markup) -> Markup {
    frame(call.caller.as_ref(), title, Some(2), content)
}

/// Why a request was not answered as it was meant.
pub(crate) fn failure(_app: &Arc<App>, caller: Option<Caller>, failure: &Failure) -> Markup {
    let remedy = failure.remedy();
    frame(
        caller.as_ref(),
        "That did not work",
        None,
        &html! {
            h1 { "That did not work" }
            p.problem { (words::shown(&failure.what())) }
            @if !remedy.is_empty() { p.remedy { (words::shown(&remedy)) } }
            p { a href="/" { "Back to the overview" } }
        },
    )
}

fn frame(caller: Option<&Caller>, title: &str, reload: Option<u32>, content: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                @if let Some(seconds) = reload { meta http-equiv="refresh" content=(seconds); }
                title { (words::shown(title)) " – wms-erp" }
                link rel="stylesheet" href=(style::address());
                link rel="icon" href="/icon.svg" type="image/svg+xml";
            }
            body {
                a.skip href="#main" { "Skip to the content" }
                header { (head(caller)) }
                main #main tabindex="-1" { (content) }
            }
        }
    }
}

fn head(caller: Option<&Caller>) -> Markup {
    html! {
        a.brand href="/" { "wms-erp" }
        @if let Some(caller) = caller {
            nav aria-label="Main" {
                ul {
                    li { a href="/" { "Overview" } }
                    li { a href="/activity" { "Activity" } }
                }
            }
            form.find action="/orders" role="search" {
                label for="find-order" { "Order" }
                input #find-order name="q" type="search" inputmode="text" autocomplete="off" required placeholder="Number, customer, reference";
                button { "Find" }
            }
            div.who {
                span { (words::shown(caller.user.name())) " · " (caller.user.role().as_str()) }
                @if caller.has_session {
                    form method="post" action="/logout" {
                        (csrf(caller))
                        button.quiet { "Log out" }
                    }
                }
            }
        }
    }
}

/// What a form must carry.
pub(crate) fn csrf(caller: &Caller) -> Markup {
    html! {
        @if let Some(csrf) = &caller.csrf { input type="hidden" name="csrf" value=(csrf); }
    }
}

/// A form of an operator that posts; nothing for anyone else.
pub(crate) fn form(call: &Call, action: &str, content: &Markup) -> Markup {
    html! {
        @if let Some(caller) = call.caller.as_ref().filter(|_| call.is_operator()) {
            form method="post" action=(action) { (csrf(caller)) (content) }
        }
    }
}

/// A table that scrolls by itself where the screen is narrow.
pub(crate) fn table(caption: &str, content: &Markup) -> Markup {
    html! {
        div.scroll role="group" aria-label=(caption) tabindex="0" {
            table { caption { (caption) } (content) }
        }
    }
}
