//! `[alarms]`: what is wrong with it is said, secrets are not; a channel that fails is seen in `status`.

use chrono::TimeDelta;
use serde_json::Value;
use wiremock::matchers::method;
use wiremock::{Mock, MockServer, ResponseTemplate};
use wms_erp_host::Exit;

use crate::rig::Rig;

const RECEIVER: &str = "[[alarms.receiver]]\nname = \"ops\"\nall_tenants = true\n";

#[tokio::test]
async fn what_is_wrong_with_alarms_is_said_and_their_secrets_are_not() {
    let rig = Rig::start().await;
    let with = |keys: &str| format!("{RECEIVER}{keys}\n");
    let mail = |keys: &str| with(&format!("email = [\"a@acme.example\"]\n[alarms.smtp]\n{keys}"));
    let server = "host = \"mail.example\"\nfrom = \"a@acme.example\"\n";
    for (text, words) in [
        ("[alarms]\n".to_owned(), "no one receives alarms"),
        ("[alarms]\nlate = 3\n".to_owned(), "did you mean late_intervals?"),
        ("[alarms]\nfailing_for = \"soon\"\n".to_owned(), "must be a length of time"),
        ("[alarms]\nremind_every = \"1s\"\n".to_owned(), "must be an hour or more"),
        ("[alarms]\ndigest_at = \"7\"\n".to_owned(), "must be a time of day such as \"07:00\""),
        ("[alarms]\ndigest_when_ok = true\n".to_owned(), "alarms.digest_at: is missing"),
        ("[alarms]\ntime_zone = \"Europe/Osl\"\n".to_owned(), "did you mean Europe/Oslo"),
        ("[alarms]\nlease_losses = 0\n".to_owned(), "a whole number above zero"),
        (with(""), "must have one of webhook"),
        (with("webhook = \"https://x.example/hemmelig\"\ncommand = [\"x\"]"), "must have one of webhook"),
        (with("webhook = \"https://x.example/hemmelig\"\nwebhook_env = \"X\""), "give only one of"),
        (with("webhook = \"http://x.example/hemmelig\""), "must be https"),
        (with("webhook = \"hemmelig\""), "must be an address"),
        (with("webhook_env = \"NOWHERE\""), "NOWHERE is not set"),
        (with("webhook_file = \"nowhere\""), "cannot be read"),
        (with("webhook = \"https://x.example/hemmelig\"\nformat = \"teams\""), "\"json\" or \"slack\""),
        (with("command = []"), "must name a program"),
        (with("command = [\"x\"]\nformat = \"json\""), "is for webhooks"),
        (with("email = [\"a@acme.example\"]"), "needs a mail server"),
        (with("email = [\"nobody\"]"), "a list of mail addresses"),
        (mail(""), "alarms.smtp.host: is missing"),
        (mail(&server.replace("a@", "")), "must be a mail address"),
        (mail(&format!("{server}security = \"none\"")), "in the clear"),
        (mail(&format!("{server}port = 70000")), "65535 at most"),
        (mail(&format!("{server}username = \"a\"")), "alarms.smtp.password: is missing"),
        (mail(&format!("{server}password = \"hemmelig\"")), "alarms.smtp.username: is missing"),
        (
            with("command = [\"x\"]").replace("all_tenants = true", "tenants = [\"nordlis\"]"),
            "did you mean nordlys?",
        ),
        (with("command = [\"x\"]").replace("ops", "o ps"), "must be letters"),
        (with("command = [\"x\"]").repeat(2), "already has a receiver with this name"),
        (with("command = [\"x\"]\nwehbook = \"hemmelig\""), "there is no such key"),
    ] {
        rig.configure(&format!("{}\n{text}", rig.configuration()));
        let ran = rig.host(&["held"]).await;
        assert_eq!(ran.exit, Exit::Usage, "{text}: {ran:?}");
        assert!(ran.err.contains(words), "{words}: {}", ran.err);
        assert!(!ran.err.contains("hemmelig"), "{}", ran.err);
    }
    let receipt = |keys: &str| {
        format!("{}[tenant.receipt]\n{keys}\n{}", rig.configuration(), with("command = [\"x\"]"))
    };
    let smtp = format!("[alarms.smtp]\n{server}");
    for (text, words) in [
        (receipt(""), "tenant.receipt.email: is missing"),
        (receipt("email = [\"nobody\"]") + &smtp, "a list of mail addresses"),
        (receipt("email = [\"a@acme.example\"]\nat = \"25:00\"") + &smtp, "a time of day"),
        (receipt("email = [\"a@acme.example\"]\npeoples = true") + &smtp, "did you mean people?"),
        (receipt("email = [\"a@acme.example\"]"), "receipt: needs a mail server"),
    ] {
        rig.configure(&text);
        let ran = rig.host(&["held"]).await;
        assert_eq!(ran.exit, Exit::Usage, "{text}: {ran:?}");
        assert!(ran.err.contains(words), "{words}: {}", ran.err);
    }
    rig.configure(&(receipt("email = [\"a@acme.example\"]\nat = \"06:00\"\npeople = true") + &smtp));
    assert_eq!(rig.host(&["held"]).await.exit, Exit::Done);
    for fine in [
        with("command = [\"x\", \"y\"]\ndigest = false"),
        format!(
            "[alarms]\ndigest_at = \"06:30\"\ndigest_when_ok = false\ntime_zone = \"Europe/Stockholm\"\nstretch = 3\n{}",
            with("command = [\"x\"]")
        ),
        with("webhook = \"https://x.example/1?key=2\""),
        mail(server),
        mail(&format!("{server}security = \"tls\"\nusername = \"a\"\npassword = \"b\"")),
    ] {
        rig.configure(&format!("{}\n{fine}", rig.configuration()));
        let ran = rig.host(&["held"]).await;
        assert_eq!(ran.exit, Exit::Done, "{fine}: {ran:?}");
    }
}

#[tokio::test]
async fn a_channel_that_fails_is_seen_in_status_and_stops_no_run() {
    let (mut rig, server) = (Rig::start().await, MockServer::start().await);
    Mock::given(method("POST")).respond_with(ResponseTemplate::new(503)).mount(&server).await;
    rig.set("HOOK", &format!("{}/hemmelig", server.uri()));
    rig.configure(&format!("{}\n{RECEIVER}webhook_env = \"HOOK\"\n", rig.configuration()));
    rig.once().await;
    rig.clock.advance(TimeDelta::minutes(20));
    let before = rig.requests();
    rig.clock.stop();
    let people = async {
        while server.received_requests().await.unwrap().is_empty() || rig.requests() == before {
            tokio::task::yield_now().await;
        }
        rig.stop.cancel();
    };
    let (ran, ()) = tokio::join!(Box::pin(rig.host(&["run"])), people);
    assert_eq!(ran.exit, Exit::Done, "{ran:?}");

    let ran = rig.host(&["status"]).await;
    let text = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("could not be sent to ops: the webhook answered 503"), "{text}");
    let ran = rig.host(&["status", "--json"]).await;
    let document: Value = serde_json::from_str(&ran.out).unwrap();
    let alarms = &document["alarms"][0];
    assert_eq!(alarms["tenant"], "nordlys");
    assert_eq!(alarms["open"][0]["rule"], "held");
    assert_eq!(alarms["unsent"][0]["receiver"], "ops");
    assert!(!ran.out.contains("hemmelig"));
}

#[tokio::test]
async fn people_read_the_service_s_language_unless_the_tenant_or_the_receiver_has_another() {
    for (of_tenant, usual) in [("", "sedan 2026-"), ("language = \"nb\"\n", "siden ")] {
        let (mut rig, server) = (Rig::start().await, MockServer::start().await);
        Mock::given(method("POST")).respond_with(ResponseTemplate::new(200)).mount(&server).await;
        rig.set("HOOK", &format!("{}/usual", server.uri()));
        rig.set("ENGLISH", &format!("{}/english", server.uri()));
        let slack = "format = \"slack\"\n";
        let receivers = format!(
            "{RECEIVER}webhook_env = \"HOOK\"\n{slack}{}webhook_env = \"ENGLISH\"\n{slack}language = \"en\"\n",
            RECEIVER.replace("ops", "english")
        );
        let tenant = rig.configuration().replacen("[[tenant]]\n", &format!("[[tenant]]\n{of_tenant}"), 1);
        let http = "[http]\nlisten = \"127.0.0.1:0\"\nlanguage = \"sv\"\n";
        rig.configure(&format!("{tenant}\n{http}{receivers}"));
        rig.once().await;
        rig.clock.advance(TimeDelta::minutes(20));
        rig.clock.stop();
        let sent = async || -> Vec<(String, String)> {
            let text = |request: &wiremock::Request| String::from_utf8(request.body.clone()).unwrap();
            let requests = server.received_requests().await.unwrap();
            requests.iter().map(|request| (request.url.path().to_owned(), text(request))).collect()
        };
        let to = |sent: &[(String, String)], path: &str| sent.iter().find(|(to, _)| to == path).cloned();
        let people = async {
            loop {
                let sent = sent().await;
                if let (Some(usual), Some(english)) = (to(&sent, "/usual"), to(&sent, "/english")) {
                    rig.stop.cancel();
                    return (usual.1, english.1);
                }
                tokio::task::yield_now().await;
            }
        };
        let (ran, (text, english)) = tokio::join!(Box::pin(rig.host(&["run"])), people);
        assert_eq!(ran.exit, Exit::Done, "{ran:?}");
        assert!(text.contains(usual), "{of_tenant}: {text}");
        assert!(english.contains("since 2026-") && english.contains("held until a person acts"), "{english}");
    }
}
