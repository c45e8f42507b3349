//! A configuration that is wrong says where and why, and nothing is done.

mod files;
mod tenants;

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
async fn a_pause_that_would_be_over_already_is_refused_with_the_reason() {
    let rig = Rig::start().await;
    let ran = rig.host(&["pause", "nordlys", "--until", "2026-01-01", "--reason", "counting"]).await;
    assert_eq!(ran.exit, Exit::Usage, "{ran:?}");
    assert!(ran.err.contains("is in the past") && ran.err.contains("2026"), "{}", ran.err);
}
