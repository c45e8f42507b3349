//! What every page has around its content.

use axum::http::StatusCode;
use maud::{DOCTYPE, Markup, html};
use wms_erp_sync::Language;

use super::{links, style, words};
use crate::language::{ENGLISH, Texts};
use crate::web::App;
use crate::web::call::{Answer, Call, Caller, Failure, html as html_response};
use crate::web::operations::Served;

/// What surrounds the content of a page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Around<'a> {
    pub(crate) app: &'a App,
    pub(crate) caller: Option<&'a Caller>,
    pub(crate) texts: &'static Texts,
    /// Where the page is, so that it is shown again in another language.
    pub(crate) here: &'a str,
}

impl<'a> Around<'a> {
    pub(crate) fn of(call: &'a Call) -> Self {
        Self { app: &call.app, caller: call.caller.as_ref(), texts: call.texts, here: &call.here }
    }
}

/// A whole page.
pub(crate) fn page(call: &Call, title: &str, content: &Markup) -> Answer {
    let note = call.caller.as_ref().and_then(|caller| call.app.notes.take(caller.csrf.as_ref()?));
    let content = html! {
        @if let Some(note) = note {
            p.note role="status" { (words::shown(&note)) }
        }
        (content)
    };
    let around = Around::of(call);
    Ok(html_response(StatusCode::OK, frame(&around, title, None, &usual(&around, &content))))
}

/// A page that the browser loads again by itself until the work is done.
pub(crate) fn waiting(call: &Call, title: &str, content: &Markup) -> Markup {
    let around = Around::of(call);
    frame(&around, title, Some(2), &usual(&around, content))
}

/// Why a request was not answered as it was meant, with the way back to the tenant that it was about, if there is one.
pub(crate) fn failure(around: &Around<'_>, failure: &Failure, tenant: Option<&Served>) -> Markup {
    let texts = around.texts;
    let (what, remedy) = (failure.what(texts), failure.remedy(texts));
    let content = html! {
        h1 { (texts.did_not_work()) }
        p.problem lang=[words::language_of(texts, &failure.what(&ENGLISH), &what)] { (words::shown(&what)) }
        @if !remedy.is_empty() { p.remedy { (words::shown(&remedy)) } }
        @if let Some(tenant) = tenant { (links::back(tenant)) }
        p { a href="/" { (texts.back_to_overview()) } }
    };
    frame(around, texts.did_not_work(), None, &usual(around, &content))
}

fn usual(around: &Around<'_>, content: &Markup) -> Markup {
    html! {
        a.skip href="#main" { (around.texts.skip()) }
        header { (head(around)) }
        main #main tabindex="-1" { (content) }
    }
}

/// The document around a body, at whose end the language can be chosen.
pub(super) fn frame(around: &Around<'_>, title: &str, reload: Option<u32>, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(around.texts.language) {
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
                (body)
                footer { (languages(around)) }
            }
        }
    }
}

fn head(around: &Around<'_>) -> Markup {
    let texts = around.texts;
    html! {
        a.brand href="/" { "wms-erp" }
        @if let Some(caller) = around.caller {
            nav aria-label=(texts.main_navigation()) {
                ul {
                    li { a href="/" { (texts.overview()) } }
                    li { a href="/activity" { (texts.activity()) } }
                }
            }
            form.find action="/orders" role="search" {
                label for="find-order" { (texts.order()) }
                input #find-order name="q" type="search" inputmode="text" autocomplete="off" required placeholder=(texts.find_what());
                button { (texts.find()) }
            }
            div.who {
                span { (words::shown(caller.user.name())) " · " (words::role(texts, caller.user.role())) }
                @if caller.has_session {
                    form method="post" action="/logout" {
                        (csrf(caller))
                        button.quiet { (texts.log_out()) }
                    }
                }
            }
        }
    }
}

/// A button for each language, in that language. It works before anyone has logged in, too.
fn languages(around: &Around<'_>) -> Markup {
    html! {
        form.language method="post" action="/language" aria-label=(around.texts.language_form()) {
            input type="hidden" name="csrf" value=(around.app.login_csrf);
            input type="hidden" name="next" value=(around.here);
            @for &language in Language::ALL {
                button.quiet name="language" value=(language) lang=(language)
                    aria-current=[(language == around.texts.language).then_some("true")] { (language.own_name()) }
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
