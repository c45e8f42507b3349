//! What is sent, in each language, and in which one.

use chrono::{DateTime, NaiveDate, Utc};
use wiremock::MockServer;
use wms_erp_sync::{Class, Language, OrderEventKind, Process, TimeZone};

use super::channels::alarm;
use super::sent::{TENANT, alarms_of, answers, requests, rig, settings, webhook};
use super::server::MailServer;
use crate::alarm::channel::Channels;
use crate::alarm::digest::{Digest, Known};
use crate::alarm::languages::Languages;
use crate::alarm::letter::Letter;
use crate::alarm::message::{Change, Message};
use crate::alarm::receipt::{Entry, HeldEntry, Receipt};
use crate::alarm::rules::{Finding, Rule};
use crate::alarm::stretched::{Stretched, stretched};
use crate::alarm::{Channel, Format, Receiver, SERVICE, Security, Smtp};
use crate::language::mail::{ENGLISH, Mail, mail};
use crate::tenants::Served;
use crate::web::Visible;
use crate::web::tests::rig::Rig;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// One of each sort that an alarm can be of.
fn findings() -> Vec<Finding> {
    let rules = [
        (
            Rule::Refused,
            "24SevenOffice: Login: 24SevenOffice does not accept the user name or the password",
            "",
        ),
        (Rule::Failing, "24SevenOffice: GetProducts: no answer from 24SevenOffice", ""),
        (Rule::Late, ENGLISH.no_run_ended, "check whether the service is running, and read its log"),
        (Rule::SafetyLimit, "the stock of 60 products would go to zero; none of them is written", ""),
        (Rule::Held, "the country \"Norgge\" of the delivery address is not known", ENGLISH.see_held),
        (Rule::Unsent, "it has been in the WMS for 4 days without being sent", ENGLISH.ask_warehouse),
        (
            Rule::Unreported,
            "sent by the WMS, but not reported to the ERP for 3 hours",
            ENGLISH.check_order_status,
        ),
        (Rule::LeaseFights, "", ENGLISH.check_hanging),
    ];
    let finding = |(rule, what, remedy): (Rule, &str, &str)| Finding {
        rule,
        processes: vec![Process::Orders, Process::Stock],
        since: at("2026-03-02T12:00:00Z"),
        what: if what.is_empty() {
            format!("{}host-1, host-2", ENGLISH.leases_lost)
        } else {
            what.to_owned()
        },
        remedy: remedy.to_owned(),
        count: 2,
        records: vec!["10003".to_owned()],
    };
    let process = Process::Stock;
    let short = [Stretched { tenant: "acme".to_owned(), process, factor: 2.5 }];
    let short = stretched(&short, 2, None, at("2026-03-02T12:00:00Z"));
    rules.into_iter().map(finding).chain(short).collect()
}

fn digest() -> Digest {
    let open = findings().into_iter().map(|finding| (finding.rule.as_str().to_owned(), finding)).collect();
    let known = Known { tenant: "acme", zone: TimeZone::OSLO, open, is_certain: true };
    let lost = Known { tenant: "nordly", zone: TimeZone::OSLO, open: [].into(), is_certain: false };
    Digest::new("ops", "2026-03-03".parse().unwrap(), &[&known, &lost], at("2026-03-03T06:00:00Z"))
}

fn receipt() -> Receipt {
    let entry = |order: &str, kind, detail: &str| Entry {
        order: order.to_owned(),
        at: at("2026-03-02T07:00:00Z"),
        at_text: "2026-03-02 08:00 CET".to_owned(),
        kind,
        detail: detail.to_owned(),
    };
    let held = |record: &str, class, what: &str| HeldEntry {
        process: Process::Orders,
        record: record.to_owned(),
        class,
        since: at("2026-03-02T12:00:00Z"),
        since_text: "2026-03-02 13:00 CET".to_owned(),
        what: what.to_owned(),
    };
    Receipt {
        id: "0123".to_owned(),
        tenant: "acme".to_owned(),
        at: at("2026-03-03T06:00:00Z"),
        receipt_of: NaiveDate::from_ymd_opt(2026, 3, 2).unwrap(),
        at_text: "2026-03-03 07:00 CET".to_owned(),
        entries: vec![
            entry("10001", OrderEventKind::Imported, ""),
            entry(
                "10001",
                OrderEventKind::Short,
                "order 10001 was sent short: row 5: 7.5 of 10 sent, 2.5 missing",
            ),
            entry("10002", OrderEventKind::Changed, ""),
        ],
        held: vec![
            held("10003", Class::Transient, ""),
            held("10004", Class::NeedsPerson, "the country \"Norgge\" of the delivery address is not known"),
            held("10005", Class::Rejected, ""),
            held("10006", Class::Waiting, ""),
        ],
        articles: 12,
        stock: 1,
        damaged: 2,
    }
}

/// All parts of a mail.
fn shown(letter: &Letter, mail: &Mail) -> String {
    let text = format!("[wms-erp] {}\n\n{}\n", letter.title(mail), letter.text(mail));
    match letter.page_and_file(mail) {
        None => text,
        Some((page, name, file)) => {
            // How it looks makes no difference here.
            let style = " style=\"padding:2px 12px 2px 0;text-align:left;vertical-align:top\"";
            let page = page.replace(style, "").replace("><", ">\n<").replace(">\n</td>", "></td>");
            format!("{text}\n{page}\n\n{name}\n{file}")
        }
    }
}

#[test]
fn each_mail_is_in_the_language_of_its_reader() {
    let changes =
        [Change::Opened, Change::Reminder, Change::Closed].map(|change| Message { change, ..alarm() });
    let of_rule = |finding| Message { finding, ..alarm() };
    for &language in Language::ALL {
        let texts = mail(language);
        let messages = changes.iter().cloned().chain(findings().into_iter().map(of_rule));
        let alarms: Vec<String> = messages.map(|message| shown(&message.into(), texts)).collect();
        insta::assert_snapshot!(format!("alarms_{language}"), alarms.join("\n"));
        insta::assert_snapshot!(format!("digest_{language}"), shown(&Letter::Digest(digest()), texts));
        insta::assert_snapshot!(format!("receipt_{language}"), shown(&Letter::Receipt(receipt()), texts));
    }
}

/// Tenants that read Norwegian, Swedish, and what the service does.
async fn tenants() -> Vec<Served> {
    let rig = Rig::start_many(3).await;
    let languages = [Some(Language::Norwegian), Some(Language::Swedish), None];
    let tenants = rig.app.operations.tenants().to_vec().into_iter();
    tenants.zip(languages).map(|(served, language)| Served { language, ..served }).collect()
}

#[tokio::test]
async fn the_receiver_s_language_comes_before_the_tenant_s_and_the_tenant_s_before_the_service_s() {
    let (tenants, server) = (tenants().await, MockServer::start().await);
    let names: Vec<&str> = tenants.iter().map(Served::name).collect();
    let languages = Languages { service: Language::Norwegian, tenants: &tenants };
    let all = webhook("all", &server, Format::Slack);
    let swede = Receiver { language: Some(Language::Swedish), ..webhook("swede", &server, Format::Slack) };
    let of =
        |receiver: &Receiver| names.iter().map(|name| languages.of(receiver, name).tag()).collect::<Vec<_>>();
    assert_eq!(of(&all), ["nb", "sv", "nb"]);
    assert_eq!(of(&swede), ["sv"; 3]);
    // What is about several.
    let seeing = |names: &[&str]| {
        let tenants = Visible::These(names.iter().map(|name| (*name).to_owned()).collect());
        languages.of(&Receiver { tenants, ..all.clone() }, SERVICE).tag()
    };
    assert_eq!(
        [seeing(&names[1..2]), seeing(&names[..2]), seeing(&[names[0], names[2]])],
        ["sv", "nb", "nb"]
    );
    assert_eq!([languages.of(&all, SERVICE).tag(), languages.of(&swede, SERVICE).tag()], ["nb", "sv"]);
}

#[tokio::test]
async fn people_get_the_tenant_s_language_and_programs_get_english() {
    let (rig, server) = (rig().await, MockServer::start().await);
    answers(&server, "/slack", 200).await;
    answers(&server, "/json", 200).await;
    let tenants = rig.app.operations.tenants().to_vec().into_iter();
    let tenants = tenants.map(|served| Served { language: Some(Language::Norwegian), ..served });
    let receivers = vec![webhook("slack", &server, Format::Slack), webhook("json", &server, Format::Json)];
    alarms_of(&rig, settings(receivers), tenants.collect()).look(&mut None).await;
    let bodies: Vec<(String, String)> = requests(&server)
        .await
        .iter()
        .map(|request| (request.url.path().to_owned(), String::from_utf8(request.body.clone()).unwrap()))
        .collect();
    let body = |path: &str| &bodies.iter().find(|(to, _)| to == path).unwrap().1;
    let start = format!("{TENANT}: ordrer: 1 post stoppet og må håndteres");
    assert!(body("/slack").contains(&start) && body("/slack").contains("rett landet"), "{bodies:?}");
    assert!(body("/json").contains("1 record held until a person acts"), "{bodies:?}");
    assert!(body("/json").contains("correct the country"), "{bodies:?}");
}

#[tokio::test]
async fn a_mail_with_other_letters_arrives_with_them() {
    let server = MailServer::start("250 known").await;
    let from = "wms-erp@acme.example".parse().unwrap();
    let host = "127.0.0.1".to_owned();
    let smtp = Smtp { host, port: server.port, security: Security::None, login: None, from };
    let to = Channel::Email(vec!["ops@acme.example".parse().unwrap()]);
    Channels::new(Some(smtp)).unwrap().send(&to, &alarm().into(), Language::Swedish).await.unwrap();
    let seen = server.seen();
    // In quoted-printable.
    assert!(seen.contains("m=C3=A5ste =C3=A5tg=C3=A4rdas"), "{seen}");
}
