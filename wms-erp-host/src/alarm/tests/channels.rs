//! Mail to a real server, and a real program.

use chrono::{DateTime, Utc};
use wms_erp_sync::twentyfour::Secret;
use wms_erp_sync::{Language, Process};

use super::server::MailServer;
use crate::alarm::channel::Channels;
use crate::alarm::letter::Letter;
use crate::alarm::message::{Change, Message};
use crate::alarm::rules::{Finding, Rule};
use crate::alarm::{Channel, Security, Smtp};

const PASSWORD: &str = "fjell og fjord";

pub(super) fn message() -> Letter {
    alarm().into()
}

pub(super) fn alarm() -> Message {
    let at: DateTime<Utc> = "2026-03-02T12:00:00Z".parse().unwrap();
    let finding = Finding {
        rule: Rule::Held,
        processes: vec![Process::Orders],
        since: at,
        what: "the country \"Norgge\" is not known".to_owned(),
        remedy: "correct it in the ERP".to_owned(),
        count: 2,
        records: vec!["10003".to_owned(), "10004".to_owned()],
    };
    Message {
        id: Message::id("acme", "held/orders/1", Change::Opened, at),
        tenant: "acme".to_owned(),
        alarm: "held/orders/1".to_owned(),
        change: Change::Opened,
        at,
        since_text: "2026-03-02 13:00 CET".to_owned(),
        finding,
    }
}

pub(super) fn channels(port: u16) -> Channels {
    let login = Some(("wms-erp".to_owned(), Secret::new(PASSWORD)));
    let from = "WMS <wms-erp@acme.example>".parse().unwrap();
    let smtp = Smtp { host: "127.0.0.1".to_owned(), port, security: Security::None, login, from };
    Channels::new(Some(smtp)).unwrap()
}

pub(super) fn to_ops() -> Channel {
    Channel::Email(vec!["ops@acme.example".parse().unwrap(), "chef@acme.example".parse().unwrap()])
}

#[tokio::test]
async fn a_mail_says_what_is_wrong_to_everyone_it_is_for() {
    let server = MailServer::start("250 known").await;
    channels(server.port).send(&to_ops(), &message(), Language::English).await.unwrap();
    let seen = server.seen();
    for words in [
        "EHLO acme.example",
        "MAIL FROM:<wms-erp@acme.example>",
        "RCPT TO:<ops@acme.example>",
        "RCPT TO:<chef@acme.example>",
        "Subject: [wms-erp] acme",
        "@acme.example>",
        "correct it in the ERP",
        "10003, 10004",
    ] {
        assert!(seen.contains(words), "{words} in {seen}");
    }
}

#[tokio::test]
async fn no_text_of_an_alarm_adds_a_header_or_a_recipient() {
    let server = MailServer::start("250 known").await;
    let mut message = alarm();
    message.tenant = "acme\r\nBcc: thief@example.com\r\n\r\nbody".to_owned();
    channels(server.port).send(&to_ops(), &message.into(), Language::English).await.unwrap();
    let seen = server.seen();
    assert!(!seen.contains("RCPT TO:<thief@example.com>") && !seen.contains("\nBcc:"), "{seen}");
}

#[tokio::test]
async fn a_mail_server_that_refuses_says_why_without_the_password() {
    let server = MailServer::start("550 no such user").await;
    let channels = channels(server.port);
    let what = channels.send(&to_ops(), &message(), Language::English).await.unwrap_err().to_string();
    assert!(what.contains("no such user"), "{what}");
    assert!(!format!("{what} {channels:?}").contains(PASSWORD));
}

#[tokio::test]
async fn a_server_that_cannot_encrypt_is_given_neither_mail_nor_password() {
    let server = MailServer::start("250 known").await;
    let smtp = Smtp {
        host: "127.0.0.1".to_owned(),
        port: server.port,
        security: Security::StartTls,
        login: Some(("wms-erp".to_owned(), Secret::new(PASSWORD))),
        from: "wms-erp@acme.example".parse().unwrap(),
    };
    let channels = Channels::new(Some(smtp)).unwrap();
    channels.send(&to_ops(), &message(), Language::English).await.unwrap_err();
    let seen = server.seen();
    assert!(!seen.contains("AUTH") && !seen.contains("MAIL FROM"), "{seen}");
}

#[cfg(unix)]
#[tokio::test]
async fn a_command_gets_the_message_on_its_standard_input() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("message.json");
    let shell = |script: &str| {
        let words = ["/bin/sh", "-c", script, file.to_str().unwrap()];
        Channel::Command(words.map(str::to_owned).to_vec())
    };
    let channels = channels(1);
    channels.send(&shell("cat > \"$0\""), &message(), Language::English).await.unwrap();
    let written: serde_json::Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    assert_eq!(written["rule"], "held");
    assert_eq!(written["records"], serde_json::json!(["10003", "10004"]));

    let fails = async |channel: &Channel| {
        channels.send(channel, &message(), Language::English).await.unwrap_err().to_string()
    };
    let what = fails(&shell("echo hemmelig; exit 3")).await;
    assert!(what.contains("exit status: 3") && !what.contains("hemmelig"), "{what}");
    let missing = Channel::Command(vec!["/nowhere/at/all".to_owned()]);
    let what = fails(&missing).await;
    assert!(what.contains("/nowhere/at/all cannot be run"), "{what}");
}

#[tokio::test]
async fn a_webhook_that_is_not_reached_does_not_show_its_address() {
    let url = Secret::new("http://127.0.0.1:1/services/hemmelig");
    let channel = Channel::Webhook { url, format: crate::alarm::Format::Json };
    let what = channels(1).send(&channel, &message(), Language::English).await.unwrap_err().to_string();
    assert!(!format!("{what} {channel:?}").contains("hemmelig"), "{what} {channel:?}");
}
