//! Why messages were not taken, in the reader's language.

use axum::http::Method;
use chrono::TimeDelta;
use wiremock::MockServer;
use wms_erp_sync::store::{Batch, Scan, Table};
use wms_erp_sync::twentyfour::Secret;
use wms_erp_sync::{Language, visible};

use super::channels::{channels, message, to_ops};
use super::sent::{TENANT, alarms, answers, rig, webhook};
use super::server::MailServer;
use crate::alarm::channel::Channels;
use crate::alarm::{Channel, Format};
use crate::language::{NORWEGIAN, SWEDISH};
use crate::web::tests::rig::{As, Rig};

async fn page(rig: &Rig, path: &str, language: &str) -> String {
    // Longer than a look is kept.
    rig.clock.advance(TimeDelta::minutes(1));
    rig.look().await;
    rig.send(As::Nobody, Method::GET, path, "", &[("accept-language", language)]).await.body
}

/// Has what is kept of unsent messages be as another version would have written it.
async fn rewrite(rig: &Rig, change: impl Fn(&str) -> String) {
    let mut batch = Batch::new();
    for document in rig.store.scan(TENANT, Table::Alarm, Scan::first(100)).await.unwrap() {
        batch.put(Table::Alarm, document.key, change(&document.value));
    }
    rig.store.commit(TENANT, &[], batch).await.unwrap();
}

#[tokio::test]
async fn the_page_says_why_in_the_reader_s_language_and_marks_what_others_said() {
    let (rig, server) = (rig().await, MockServer::start().await);
    answers(&server, "/all", 500).await;
    alarms(&rig, vec![webhook("all", &server, Format::Json)]).look(&mut None).await;
    for path in ["/".to_owned(), format!("/tenants/{TENANT}")] {
        for (language, words) in [
            ("en", "could not be sent to all: the webhook answered <span>500 Internal Server Error</span>"),
            (
                "nb",
                "kunne ikke sendes til all: webhooken svarte <span lang=\"en\">500 Internal Server Error</span>",
            ),
            (
                "sv",
                "kunde inte skickas till all: webhooken svarade <span lang=\"en\">500 Internal Server Error</span>",
            ),
        ] {
            let page = page(&rig, &path, language).await;
            assert!(page.contains(words), "{path} {language}: {page}");
        }
    }
    // What another version has kept is there as it said it.
    let whole = "til all: <span lang=\"en\">the webhook answered 500 Internal Server Error</span>";
    rewrite(&rig, |text| text.replace("\"answered\"", "\"answered_later\"")).await;
    assert!(page(&rig, "/", "nb").await.contains(whole));
    rewrite(&rig, |text| text.replace("\"failed\":", "\"earlier\":")).await;
    assert!(page(&rig, "/", "nb").await.contains(whole));
}

#[tokio::test]
async fn each_reason_is_in_each_language_with_what_others_said_as_they_said_it() {
    let refuses = MailServer::start("550 no such user").await;
    let program = |words: &[&str]| Channel::Command(words.iter().map(|word| (*word).to_owned()).collect());
    let url = Secret::new("http://127.0.0.1:1/hemmelig");
    for (channels, channel, norwegian, swedish, said) in [
        (
            channels(refuses.port),
            to_ops(),
            "e-postserveren avviste den:",
            "e-postservern avvisade det:",
            "no such user",
        ),
        (
            Channels::new(None).unwrap(),
            to_ops(),
            "ingen e-postserver er konfigurert ([alarms.smtp])",
            "ingen e-postserver är konfigurerad ([alarms.smtp])",
            "",
        ),
        (
            channels(1),
            Channel::Webhook { url, format: Format::Json },
            "serveren kan ikke nås:",
            "servern kan inte nås:",
            "refused",
        ),
        (
            channels(1),
            program(&["/nowhere/\u{202e}at"]),
            "/nowhere/�at kan ikke kjøres",
            "/nowhere/�at kan inte köras",
            "os error 2",
        ),
        (
            channels(1),
            program(&["/bin/sh", "-c", "exit 3"]),
            "/bin/sh feilet",
            "/bin/sh misslyckades",
            "(exit status: 3)",
        ),
        (
            channels(1),
            program(&[]),
            "kommandoen nevner ikke noe program",
            "kommandot anger inget program",
            "",
        ),
    ] {
        let failed = channels.send(&channel, &message(), Language::English).await.unwrap_err();
        for (texts, ours) in [(&NORWEGIAN, norwegian), (&SWEDISH, swedish)] {
            let (what, others) = failed.parts(texts);
            let ours = ours.replace('�', &visible("\u{202e}"));
            assert_eq!(what.as_deref(), Some(ours.as_str()));
            assert!(others.unwrap_or_default().contains(said), "{failed}");
            assert_eq!(others.is_none(), said.is_empty(), "{failed}");
            assert!(!failed.to_string().contains(&ours), "programs get English: {failed}");
        }
    }
}
