//! A configuration that is wrong says where and why, and nothing is done.

use wms_erp_host::Exit;

use crate::rig::Rig;

/// Every key there is, with the value that it has when it is left out.
const WHOLE: &str = r#"store = "sync.sqlite3"

[[tenant]]
name = "acme"

[tenant.erp]
base_url = "https://api.24sevenoffice.com"
application_id = "01234567-89ab-cdef-0123-456789abcdef"
username = "api@acme.example"
password = "hemmelig"
identity_id = "01234567-89ab-cdef-0123-456789abcde0"
time_zone = "Europe/Oslo"

[tenant.wms]
transport = "soap"
base_url = "https://api.ongoingsystems.se/acme"
username = "WSI-acme"
password_env = "ACME_WMS_PASSWORD"
goods_owner_code = "ACME"
goods_owner_id = 159
time_zone = "Europe/Stockholm"

[tenant.articles]
enabled = true
interval = "15m"

[tenant.suppliers]
enabled = false
interval = "15m"

[tenant.orders]
enabled = true
since = "all"
pull_status = ["Confirmed"]
import_status = "Pack"
default_country = "NO"
interval = "15m"

[tenant.order_status]
enabled = true
sent_statuses = [450, 500]
sent_status = "OrderState_Sent"
interval = "15m"

[tenant.stock]
enabled = true
basis = "physical"
interval = "15m"
"#;

async fn rig() -> Rig {
    let mut rig = Rig::start().await;
    rig.set("ACME_WMS_PASSWORD", "hemmelig");
    rig
}

#[tokio::test]
async fn every_documented_key_is_known() {
    let rig = rig().await;
    rig.configure(WHOLE);
    let ran = rig.host(&["held"]).await;
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""), "{ran:?}");
}

#[tokio::test]
async fn what_may_be_left_out_may_be_left_out() {
    let rig = rig().await;
    let optional = [
        "[tenant.articles]\nenabled = true\ninterval = \"15m\"\n",
        "[tenant.suppliers]\nenabled = false\ninterval = \"15m\"\n",
        "[tenant.order_status]\nenabled = true\nsent_statuses = [450, 500]\nsent_status = \"OrderState_Sent\"\ninterval = \"15m\"\n",
        "[tenant.stock]\nenabled = true\nbasis = \"physical\"\ninterval = \"15m\"\n",
        "base_url = \"https://api.24sevenoffice.com\"\n",
        "identity_id = \"01234567-89ab-cdef-0123-456789abcde0\"\n",
        "time_zone = \"Europe/Oslo\"\n",
        "time_zone = \"Europe/Stockholm\"\n",
        "transport = \"soap\"\n",
        "pull_status = [\"Confirmed\"]\nimport_status = \"Pack\"\ndefault_country = \"NO\"\ninterval = \"15m\"\n",
    ];
    let mut text = WHOLE.to_owned();
    for part in optional {
        assert!(text.contains(part), "{part}");
        text = text.replacen(part, "", 1);
        rig.configure(&text);
        let ran = rig.host(&["held"]).await;
        assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""), "{part}: {ran:?}");
    }
}

/// What is replaced by what; the text on whose line the complaint is; the key; a part of the complaint.
type Case = (&'static str, &'static str, &'static str, &'static str, &'static str);

#[rustfmt::skip]
const CASES: &[Case] = &[
    // Keys.
    ("store = \"sync.sqlite3\"\n", "", "\n[[tenant]]", "store", "is missing"),
    ("store =", "stores =", "stores =", "stores", "did you mean store?"),
    ("interval = \"15m\"\n\n[tenant.suppliers]", "intervall = \"15m\"\n\n[tenant.suppliers]", "intervall =", "tenant.articles.intervall", "did you mean interval?"),
    ("basis = \"physical\"", "colour = \"red\"", "colour =", "tenant.stock.colour", "there are enabled, interval, basis"),
    ("[tenant.stock]", "[tenant.stocks]", "[tenant.stocks]", "tenant.stocks", "did you mean stock?"),
    ("name = \"acme\"\n", "", "[[tenant]]", "tenant.name", "is missing"),
    ("name = \"acme\"", "name = \" \"", "name = \" \"", "tenant.name", "must not be empty"),
    ("name = \"acme\"", "name = 5", "name = 5", "tenant.name", "must be a text in quotes"),
    ("[[tenant]]", "[tenant]", "[tenant]\n", "tenant", "write [[tenant]]"),
    ("[tenant.erp]", "[tenant.crm]", "[[tenant]]", "tenant.erp", "this table is missing"),
    ("[tenant.wms]", "[tenant.wmz]", "[[tenant]]", "tenant.wms", "this table is missing"),
    // Connections.
    ("application_id = \"01234567-89ab-cdef-0123-456789abcdef\"\n", "", "[tenant.erp]", "tenant.erp.application_id", "is missing"),
    ("application_id = \"01234567-89ab", "application_id = \"1234567-89ab", "application_id =", "tenant.erp.application_id", "must look like"),
    ("application_id = \"01234567-89ab-cdef-0123-456789abcdef\"", "application_id = \"00000000-0000-0000-0000-000000000000\"", "application_id =", "tenant.erp.application_id", "all zeros"),
    ("identity_id = \"01234567-89ab", "identity_id = \"89ab", "identity_id =", "tenant.erp.identity_id", "must look like"),
    ("username = \"api@acme.example\"\n", "", "[tenant.erp]", "tenant.erp.username", "is missing"),
    ("https://api.24sevenoffice.com", "http://api.24sevenoffice.com", "base_url = \"http://api", "tenant.erp.base_url", "in the clear"),
    ("https://api.24sevenoffice.com", "api.24sevenoffice.com", "base_url = \"api", "tenant.erp.base_url", "must be an address"),
    ("https://api.24sevenoffice.com", "https://a:hemmelig@api.24sevenoffice.com", "base_url = \"https://a:", "tenant.erp.base_url", "separate keys"),
    ("https://api.ongoingsystems.se/acme", "http://10.0.0.5/acme", "base_url = \"http://10", "tenant.wms.base_url", "in the clear"),
    ("https://api.ongoingsystems.se/acme", "https://api.ongoingsystems.se/acme/service.asmx", "service.asmx", "tenant.wms.base_url", "remove /service.asmx"),
    ("https://api.ongoingsystems.se/acme", "ftp://api.ongoingsystems.se/acme", "ftp:", "tenant.wms.base_url", "must begin with https"),
    ("time_zone = \"Europe/Oslo\"", "time_zone = \"Europe/Olso\"", "Olso", "tenant.erp.time_zone", "Europe/Oslo"),
    ("time_zone = \"Europe/Stockholm\"", "time_zone = 1", "time_zone = 1", "tenant.wms.time_zone", "must be a text"),
    ("password = \"hemmelig\"\n", "", "[tenant.erp]", "tenant.erp.password", "is missing"),
    ("password = \"hemmelig\"", "password = \"hemmelig\"\npassword_file = \"hemmelig.txt\"", "password = \"hemmelig\"", "tenant.erp.password", "only one of"),
    ("password = \"hemmelig\"", "password = \"\"", "password = \"\"", "tenant.erp.password", "empty"),
    ("password = \"hemmelig\"", "password_file = \"no.txt\"", "password_file", "tenant.erp.password_file", "cannot be read"),
    ("ACME_WMS_PASSWORD", "ACME_WMS_PASSWROD", "PASSWROD", "tenant.wms.password_env", "is not set"),
    ("https://api.ongoingsystems.se/acme", "https://api.ongoingsystems.se/acme/api/v1/", "/api/v1/", "tenant.wms.base_url", "remove /api/v1"),
    ("transport = \"soap\"", "transport = \"fax\"", "transport =", "tenant.wms.transport", "must be \"soap\" or \"rest\""),
    ("goods_owner_code = \"ACME\"\n", "", "[tenant.wms]", "tenant.wms.goods_owner_code", "is missing"),
    ("goods_owner_id = 159\n", "", "[tenant.wms]", "tenant.wms.goods_owner_id", "is missing"),
    ("goods_owner_id = 159", "goods_owner_id = \"159\"", "goods_owner_id", "tenant.wms.goods_owner_id", "whole number"),
    ("goods_owner_id = 159", "goods_owner_id = -1", "goods_owner_id", "tenant.wms.goods_owner_id", "whole number"),
    // Processes.
    ("enabled = true\ninterval = \"15m\"\n\n[tenant.suppliers]", "enabled = \"yes\"\n\n[tenant.suppliers]", "enabled = \"yes\"", "tenant.articles.enabled", "true or false"),
    ("enabled = true\ninterval = \"15m\"", "enabled = true\ninterval = \"fifteen\"", "fifteen", "tenant.articles.interval", "\"15m\""),
    ("enabled = true\ninterval = \"15m\"", "enabled = true\ninterval = 15", "interval = 15\n", "tenant.articles.interval", "a text in quotes"),
    ("enabled = true\ninterval = \"15m\"", "enabled = true\ninterval = \"0s\"", "interval = \"0s\"", "tenant.articles.interval", "a second or more"),
    ("enabled = true\ninterval = \"15m\"", "enabled = true\ninterval = \"1M\"", "interval = \"1M\"", "tenant.articles.interval", "write \"1 month\""),
    ("enabled = true\ninterval = \"15m\"", "enabled = true\ninterval = \"8days\"", "interval = \"8days\"", "tenant.articles.interval", "a week or less"),
    ("name = \"acme\"", "name = \"acme\"\nretention = \"2y\"", "retention", "tenant.retention", "write \"1 year\""),
    ("name = \"acme\"", "name = \"acme\"\nretention = \"1m\"", "retention", "tenant.retention", "a day or more"),
    ("name = \"acme\"", "name = \"acme\"\nretention = \"500 years\"", "retention", "tenant.retention", "20 years or less"),
    ("name = \"acme\"", "name = \"ac:me\"", "name = \"ac:me\"", "tenant.name", "must be letters, digits"),
    ("name = \"acme\"", "name = \"ac me\"", "name = \"ac me\"", "tenant.name", "without spaces"),
    ("[tenant.articles]", "[tenant.articles]\nweight_factor = \"0\"", "weight_factor", "tenant.articles.weight_factor", "above zero"),
    ("[tenant.articles]", "[tenant.articles]\nweight_factor = \"-0.5\"", "weight_factor", "tenant.articles.weight_factor", "above zero"),
    ("since = \"all\"", "since = \"all\"\norder_number_prefix = \"12345678901234567890123456789012345678901\"", "order_number_prefix", "tenant.orders.order_number_prefix", "40 characters at most"),
    ("enabled = false", "enabled = true\n# for once\n[tenant.articles]\nenabled = false", "", "", ""),
    ("since = \"all\"\n", "", "[tenant.orders]", "tenant.orders.since", "say which orders"),
    ("since = \"all\"", "since = \"yesterday\"", "yesterday", "tenant.orders.since", "must be \"all\""),
    ("since = \"all\"", "since = 2026", "since = 2026", "tenant.orders.since", "a date"),
    ("[\"Confirmed\"]", "[\"Confrimed\"]", "Confrimed", "tenant.orders.pull_status", "did you mean Confirmed?"),
    ("[\"Confirmed\"]", "[\"confirmed\"]", "confirmed", "tenant.orders.pull_status", "did you mean Confirmed?"),
    ("[\"Confirmed\"]", "[\"Banana\"]", "Banana", "tenant.orders.pull_status", "Confirmed"),
    ("[\"Confirmed\"]", "[]", "pull_status", "tenant.orders.pull_status", "must name at least one status"),
    ("[\"Confirmed\"]", "\"Confirmed\"", "pull_status", "tenant.orders.pull_status", "a list of texts"),
    ("import_status = \"Pack\"", "import_status = \"Packed\"", "Packed", "tenant.orders.import_status", "Pack"),
    ("import_status = \"Pack\"", "import_status = \"Confirmed\"", "import_status", "tenant.orders.import_status", "imported again and again"),
    ("import_status = \"Pack\"", "import_status = \"OrderState_Sent\"", "sent_status =", "tenant.order_status.sent_status", "import_status too"),
    ("default_country = \"NO\"", "default_country = \"Norgge\"", "Norgge", "tenant.orders.default_country", "is not a country"),
    ("[450, 500]", "[]", "sent_statuses", "tenant.order_status.sent_statuses", "must name at least one status"),
    ("[450, 500]", "[450, 1000]", "sent_statuses", "tenant.order_status.sent_statuses", "cancelled"),
    ("[450, 500]", "[\"450\"]", "sent_statuses", "tenant.order_status.sent_statuses", "a list of whole numbers"),
    ("\"OrderState_Sent\"", "\"Sent\"", "sent_status =", "tenant.order_status.sent_status", "OrderState_Sent"),
    ("\"OrderState_Sent\"", "\"Confirmed\"", "sent_status =", "tenant.order_status.sent_status", "imported again"),
    ("basis = \"physical\"", "basis = \"logical\"", "basis", "tenant.stock.basis", "\"physical\" or \"sellable\""),
    // The document.
    ("username = \"api@acme.example\"", "username = api", "username = api", "", ""),
    ("password = \"hemmelig\"", "password = hemmelig", "password = hemmelig", "", ""),
    ("password = \"hemmelig\"", "password = 12345678", "password = 12345678", "tenant.erp.password", "must be a text"),
    ("name = \"acme\"", "name = \"acme\"\nname = \"acme\"", "name = \"acme\"\n\n", "", "duplicate"),
];

#[tokio::test]
async fn whatever_is_wrong_is_told_by_file_line_and_key() {
    let rig = rig().await;
    for (from, to, on_line_of, key, words) in CASES {
        let text = WHOLE.replacen(from, to, 1);
        assert_ne!(text, WHOLE, "{from}");
        rig.configure(&text);
        let ran = rig.host(&["once"]).await;
        assert_eq!((ran.exit, ran.out.as_str()), (Exit::Usage, ""), "{to}: {ran:?}");
        let line = text.find(on_line_of).map(|at| text[..at].matches('\n').count() + 1).unwrap();
        let place = format!("sync.toml:{line}: {key}");
        let line = ran.err.lines().find(|line| line.contains(&place) && line.contains(words));
        // A table that is opened twice, and what is no TOML, is told in the parser's words.
        if !on_line_of.is_empty() {
            assert!(line.is_some(), "{to:?}: no {place:?} with {words:?} in:\n{}", ran.err);
        }
        for secret in ["hemmelig", "12345678"] {
            assert!(!ran.err.replace("hemmelig.txt", "").contains(secret), "{to}: {}", ran.err);
        }
    }
    assert_eq!(rig.requests(), (0, 0), "nobody was asked anything");
}

#[tokio::test]
async fn all_that_is_wrong_is_told_at_once_from_the_top() {
    let rig = rig().await;
    let text = WHOLE.replace("\"acme\"", "\"\"").replace("159", "\"x\"").replace("physical", "logical");
    rig.configure(&text.replace("since = \"all\"\n", ""));
    let ran = rig.host(&["once"]).await;
    let keys = ["tenant.name", "tenant.wms.goods_owner_id", "tenant.orders.since", "tenant.stock.basis"];
    let places: Vec<usize> = keys.iter().map(|key| ran.err.find(key).unwrap()).collect();
    assert!(places.is_sorted(), "{}", ran.err);
    assert_eq!(ran.err.lines().count(), keys.len(), "{}", ran.err);
}

#[tokio::test]
async fn suppliers_need_articles() {
    let rig = rig().await;
    let text = WHOLE.replacen("enabled = true", "enabled = false", 1);
    rig.configure(&text.replacen(
        "[tenant.suppliers]\nenabled = false",
        "[tenant.suppliers]\nenabled = true",
        1,
    ));
    let ran = rig.host(&["once"]).await;
    assert_eq!(ran.exit, Exit::Usage);
    assert!(
        ran.err.contains("tenant.suppliers.enabled: suppliers are transferred with their articles"),
        "{}",
        ran.err
    );
}

#[tokio::test]
async fn since_is_not_needed_while_orders_are_off() {
    let rig = rig().await;
    let text =
        WHOLE.replace("[tenant.orders]\nenabled = true\nsince = \"all\"", "[tenant.orders]\nenabled = false");
    rig.configure(&text);
    assert_eq!(rig.host(&["held"]).await.exit, Exit::Done);
}

#[tokio::test]
async fn dates_and_times_can_be_written_in_several_ways() {
    let rig = rig().await;
    for since in [
        "\"2026-03-01\"",
        "2026-03-01",
        "\"2026-03-01T08:00:00+01:00\"",
        "2026-03-01T08:00:00Z",
        "2026-03-01T08:00:00",
        "\"2026-03-01 08:00:00\"",
    ] {
        rig.configure(&WHOLE.replace("\"all\"", since));
        let ran = rig.host(&["held"]).await;
        assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""), "{since}");
    }
}

#[tokio::test]
async fn two_tenants_of_one_name_are_wrong() {
    let rig = rig().await;
    let (_, tenant) = WHOLE.split_once("[[tenant]]").unwrap();
    rig.configure(&format!("{WHOLE}\n[[tenant]]{tenant}"));
    let ran = rig.host(&["once"]).await;
    assert_eq!(ran.exit, Exit::Usage);
    assert!(ran.err.contains("tenant.name: line 4 already has a tenant of this name"), "{}", ran.err);
}

#[tokio::test]
async fn names_that_differ_in_case_only_are_one_name_and_long_ones_are_wrong() {
    let rig = rig().await;
    let (_, tenant) = WHOLE.split_once("[[tenant]]").unwrap();
    rig.configure(&format!("{WHOLE}\n[[tenant]]{}", tenant.replace("\"acme\"", "\"ACME\"")));
    let ran = rig.host(&["once"]).await;
    assert!(ran.err.contains("tenant.name: line 4 already has a tenant of this name"), "{}", ran.err);
    rig.configure(&WHOLE.replace("\"acme\"", &format!("\"{}\"", "a".repeat(65))));
    assert!(rig.host(&["once"]).await.err.contains("64 at most"));
    for name in ["acme-no_2.b", "Ærlig", "7"] {
        rig.configure(&WHOLE.replace("\"acme\"", &format!("{name:?}")));
        assert_eq!(rig.host(&["held"]).await.exit, Exit::Done, "{name}");
    }
}

/// The second tenant, with this changed.
fn second(change: &[(&str, &str)]) -> String {
    let (_, tenant) = WHOLE.split_once("[[tenant]]").unwrap();
    let start = tenant.replace("\"acme\"", "\"beta\"");
    change.iter().fold(start, |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    })
}

#[tokio::test]
async fn two_tenants_of_one_goods_owner_or_company_must_both_say_so() {
    let rig = rig().await;
    const OTHER_OWNER: [(&str, &str); 2] = [("\"ACME\"", "\"BETA\""), ("= 159", "= 160")];
    const OTHER: (&str, &str) = ("cdef-0123-456789abcde0", "cdef-0123-456789abcde1");
    // What the second tenant has, and which keys are complained about.
    type Change = &'static [(&'static str, &'static str)];
    let cases: [(Change, &[&str]); 7] = [
        (&[], &["tenant.erp.username", "tenant.wms.goods_owner_id"]),
        (&[OTHER], &["tenant.wms.goods_owner_id"]),
        (
            &[OTHER, ("https://api.ongoingsystems.se/acme", "HTTPS://API.ongoingsystems.se/Acme/")],
            &["tenant.wms.goods_owner_id"],
        ),
        (&[OTHER, ("= 159", "= 160")], &["tenant.wms.goods_owner_id"]),
        (&[OTHER, ("\"ACME\"", "\"BETA\"")], &["tenant.wms.goods_owner_id"]),
        (&OTHER_OWNER, &["tenant.erp.username"]),
        (&[OTHER, ("ongoingsystems.se/acme", "ongoingsystems.se/beta")], &[]),
    ];
    for (change, keys) in cases {
        rig.configure(&format!("{WHOLE}\n[[tenant]]{}", second(change)));
        let ran = rig.host(&["held"]).await;
        let told: Vec<&str> = ran.err.lines().collect();
        assert_eq!(told.len(), 2 * keys.len(), "both tenants are named: {change:?}\n{}", ran.err);
        assert_eq!(ran.exit, if keys.is_empty() { Exit::Done } else { Exit::Usage });
        for key in keys {
            let lines: Vec<&&str> = told.iter().filter(|line| line.contains(key)).collect();
            assert_eq!(lines.len(), 2, "{}", ran.err);
            for line in lines {
                assert!(
                    line.contains("\"acme\"") && line.contains("\"beta\"") && line.contains("shared = true"),
                    "{line}"
                );
            }
        }
    }
    // One of them says so: the other is still wrong. Both: it is right.
    let shares = |text: &str| text.replace("[tenant.wms]", "[tenant.wms]\nshared = true");
    let second = second(&[OTHER]);
    rig.configure(&format!("{}\n[[tenant]]{second}", shares(WHOLE)));
    let ran = rig.host(&["held"]).await;
    assert_eq!((ran.exit, ran.err.lines().count()), (Exit::Usage, 1), "{}", ran.err);
    rig.configure(&format!("{}\n[[tenant]]{}", shares(WHOLE), shares(&second)));
    assert_eq!(rig.host(&["held"]).await.exit, Exit::Done);
}

#[tokio::test]
async fn a_password_file_holds_one_line_and_no_byte_order_mark() {
    let rig = rig().await;
    rig.configure(&WHOLE.replace("password = \"hemmelig\"", "password_file = \"pass.txt\""));
    let file = rig.file().with_file_name("pass.txt");
    for (content, words) in [
        ("\u{feff}hemmelig\n", Some("byte-order mark")),
        ("hemmelig\nkommentar\n", Some("more than one line")),
        ("\nhemmelig", Some("more than one line")),
        ("hemmelig\r\n", None),
        ("hem melig", None),
    ] {
        std::fs::write(&file, content).unwrap();
        let ran = rig.host(&["held"]).await;
        match words {
            Some(words) => {
                assert_eq!(ran.exit, Exit::Usage, "{content:?}");
                assert!(
                    ran.err.contains("tenant.erp.password_file: the file pass.txt")
                        && ran.err.contains(words),
                    "{}",
                    ran.err
                );
                assert!(!ran.err.contains("hemmelig"), "{}", ran.err);
            }
            None => assert_eq!(ran.exit, Exit::Done, "{content:?}: {}", ran.err),
        }
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_password_that_everybody_can_read_and_a_start_in_the_future_are_noted() {
    use std::os::unix::fs::PermissionsExt;
    let rig = Rig::start().await;
    let good = rig.configuration();
    let since = good.lines().find(|line| line.starts_with("since")).unwrap();
    let mode = |path: &std::path::Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    rig.configure(&good.replace(since, "since = \"2026-04-01\""));
    mode(&rig.file(), 0o644);
    let ran = rig.host(&["check"]).await;
    let notes = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        notes.contains("tenant.erp.password: every user of this machine can read the password: chmod 600"),
        "{notes}"
    );
    assert!(notes.contains("tenant.orders.since: is in the future"), "{notes}");
    rig.configure(&good);
    mode(&rig.file(), 0o640);
    assert!(!rig.host(&["check"]).await.out.contains("note:"));
}

#[tokio::test]
async fn a_pause_that_would_be_over_already_is_refused_with_the_reason() {
    let rig = Rig::start().await;
    let ran = rig.host(&["pause", "nordlys", "--until", "2026-01-01", "--reason", "counting"]).await;
    assert_eq!(ran.exit, Exit::Usage, "{ran:?}");
    assert!(ran.err.contains("is in the past") && ran.err.contains("2026"), "{}", ran.err);
}

#[tokio::test]
async fn a_file_that_is_not_there_is_named() {
    let rig = rig().await;
    std::fs::remove_file(rig.file()).unwrap();
    let ran = rig.host(&["once"]).await;
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Usage, ""));
    assert!(ran.err.contains("sync.toml") && ran.err.contains("cannot be read"), "{}", ran.err);
}

#[tokio::test]
async fn an_empty_file_says_what_is_missing() {
    let rig = rig().await;
    rig.configure("");
    let ran = rig.host(&["once"]).await;
    assert_eq!(ran.exit, Exit::Usage);
    assert!(ran.err.contains("store: is missing") && ran.err.contains("[[tenant]]"), "{}", ran.err);
}

#[tokio::test]
async fn a_store_that_cannot_be_opened_is_told_by_its_line() {
    let rig = rig().await;
    std::fs::write(
        rig.folder.path().join("notes.txt"),
        "not a database, but long enough to look like a file",
    )
    .unwrap();
    for (store, words) in
        [("nowhere/sync.sqlite3", "does not exist"), (".", "folder"), ("notes.txt", "not a SQLite database")]
    {
        rig.configure(&WHOLE.replace("sync.sqlite3", store));
        let ran = rig.host(&["once"]).await;
        assert_eq!((ran.exit, ran.out.as_str()), (Exit::Usage, ""), "{store}");
        assert!(ran.err.contains("sync.toml:1: store: ") && ran.err.contains(words), "{store}: {}", ran.err);
    }
}

#[tokio::test]
async fn paths_are_relative_to_the_file() {
    let rig = rig().await;
    rig.configure(WHOLE);
    assert_eq!(rig.host(&["held"]).await.exit, Exit::Done);
    assert!(rig.folder.path().join("sync.sqlite3").is_file());
}
