//! The settings that the page shows are those in force, in the words of the configuration, and give no secret away.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use wms_erp_host::config::{Config, Configured, Outside};
use wms_erp_sync::clock::{Clock, SystemClock};

use crate::options::documented;

/// A configuration that is in no file.
#[derive(Debug)]
struct Text(String);

impl Outside for Text {
    fn variable(&self, _: &str) -> Option<String> {
        Some("hemmelig".to_owned())
    }

    fn text(&self, _: &Path) -> io::Result<String> {
        Ok(self.0.clone())
    }

    fn files(&self, _: &Path) -> io::Result<Vec<PathBuf>> {
        Ok(Vec::new())
    }

    fn first_line_of(&self, _: &[String]) -> Result<String, String> {
        Err("there are no programs".to_owned())
    }

    fn is_open_to_all(&self, _: &Path) -> bool {
        false
    }
}

fn load(text: String) -> Configured {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    Config::load(Path::new("x.toml"), &Text(text), &clock).unwrap().tenants.remove(0)
}

/// What is shown, as a configuration again.
fn as_configuration(configured: &Configured) -> String {
    // What a receipt is sent by belongs to no tenant.
    let mut text = "store = \"sync.sqlite3\"\n".to_owned();
    text += "[[alarms.receiver]]\nname = \"office\"\nall_tenants = true\ncommand = [\"true\"]\n";
    text += "[alarms.smtp]\nhost = \"127.0.0.1\"\nfrom = \"wms-erp@example.test\"\n";
    for section in &configured.settings {
        let name = section.name;
        text += &if name == "tenant" { "[[tenant]]\n".to_owned() } else { format!("[{name}]\n") };
        for (key, value) in &section.rows {
            let value =
                if *key == "application_id" { "\"01234567-89ab-cdef-0123-456789abcdef\"" } else { value };
            text += &format!("{key} = {value}\n");
        }
    }
    text
}

/// All that makes a difference to a run.
fn in_force(configured: &Configured) -> String {
    let tenant = &configured.tenant;
    let settings = (&tenant.articles, &tenant.suppliers, &tenant.orders, &tenant.order_status, &tenant.stock);
    let rest = (tenant.erp_zone, tenant.wms_zone, tenant.retention, &tenant.hooks, &configured.intervals);
    let shared = (tenant.shared_company, tenant.shared_goods_owner);
    format!("{settings:#?} {rest:#?} {shared:?} {}", configured.polling_factor)
}

const LEAST: &str = r#"
store = "sync.sqlite3"
[[tenant]]
name = "acme"
[tenant.erp]
application_id = "01234567-89ab-cdef-0123-456789abcdef"
username = "api@acme.example"
password = "hemmelig"
[tenant.wms]
base_url = "https://api.ongoingsystems.se/acme"
username = "WSI-acme"
password_env = "ACME"
goods_owner_code = "ACME"
goods_owner_id = 159
[tenant.orders]
since = "2026-03-01T08:00:00+01:00"
missing_delivery_date = "+2d"
hold_without_country = true
outbound_warehouse = 7
notify_by = ["sms", "telephone"]
[tenant.stock]
enabled = false
"#;

#[test]
fn what_is_shown_is_the_configuration_that_is_in_force() {
    for text in [documented(), LEAST.to_owned()] {
        let configured = load(text);
        let shown = as_configuration(&configured);
        let again = load(shown.clone());
        assert_eq!(in_force(&again), in_force(&configured), "{shown}");
        assert_eq!(again.settings[3..], configured.settings[3..]);
        assert!(!format!("{:?}", configured.settings).contains("hemmelig"));
        let rows = configured.settings.iter().flat_map(|section| &section.rows);
        let application: Vec<_> = rows.filter(|(key, _)| *key == "application_id").collect();
        assert_eq!(application, [&("application_id", "\"••••••\"".to_owned())]);
    }
}

/// Whoever adds a key shows it.
#[test]
fn every_documented_key_of_a_tenant_is_shown() {
    let documented = documented();
    let shown = as_configuration(&load(documented.clone()));
    let shown: Vec<&str> = shown.lines().filter_map(|line| line.split(" = ").next()).collect();
    let tenant = documented.split("[[tenant]]").nth(1).unwrap();
    let keys: Vec<&str> = tenant
        .lines()
        .filter(|line| !line.starts_with('['))
        .filter_map(|line| Some(line.split_once(" = ")?.0))
        .collect();
    assert!(keys.len() > 60, "{keys:?}");
    // They are entries of delivery_methods and of kits; and customs is shown as the further fields that it stands for.
    let inner = ["id", "code", "name", "product", "parts", "customs"];
    let missing: Vec<&&str> =
        keys.iter().filter(|key| !shown.contains(*key) && !inner.contains(key)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
