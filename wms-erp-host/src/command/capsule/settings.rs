//! The settings of a tenant in a capsule: those that decide about its orders, without secrets and addresses.

use std::path::Path;
use std::sync::Arc;

use serde_json::{Map, Value};
use wms_erp_sync::Tenant;
use wms_erp_sync::capsule::{Capsule, CapsuleError, CapsuleTransport};
use wms_erp_sync::clock::Clock;

use crate::config::{Config, ShownSection, Text};

/// The tables that count.
const TABLES: &[&str] = &["articles", "suppliers", "orders", "order_status", "returns"];

/// The settings in force.
pub(super) fn of(shown: &[ShownSection], tenant: &Tenant) -> Value {
    let mut tables = Map::new();
    for section in shown {
        let Some(name) = section.name.strip_prefix("tenant.").filter(|name| TABLES.contains(name)) else {
            continue;
        };
        let keys = section.rows.iter().filter_map(|(key, text)| {
            let table: toml::Table = toml::from_str(&format!("value = {text}")).ok()?;
            Some(((*key).to_owned(), serde_json::to_value(table.get("value")?).ok()?))
        });
        tables.insert(name.to_owned(), keys.collect());
    }
    for (side, zone) in [("erp", tenant.erp_zone), ("wms", tenant.wms_zone)] {
        tables.insert(side.to_owned(), serde_json::json!({ "time_zone": zone.name() }));
    }
    tables.into()
}

/// A tenant with the settings of a capsule, and with clients that lead nowhere.
pub(super) fn tenant(capsule: &Capsule, clock: &Arc<dyn Clock>) -> Result<Tenant, CapsuleError> {
    let settings: Map<String, Value> = capsule.settings()?;
    of_settings(&settings, capsule.transport, clock).map_err(CapsuleError::Settings)
}

fn of_settings(
    settings: &Map<String, Value>,
    transport: CapsuleTransport,
    clock: &Arc<dyn Clock>,
) -> Result<Tenant, String> {
    let table = |name: &str| -> Result<toml::Table, String> {
        match settings.get(name) {
            None => Ok(toml::Table::new()),
            Some(keys) => toml::Table::try_from(keys).map_err(|error| format!("{name}: {error}")),
        }
    };
    let mut tenant = toml::Table::new();
    tenant.insert("name".to_owned(), "capsule".into());
    for name in TABLES {
        tenant.insert((*name).to_owned(), table(name)?.into());
    }
    // It is on by default.
    let off = toml::Table::from_iter([("enabled".to_owned(), false.into())]);
    tenant.insert("stock".to_owned(), off.into());
    let transport = if transport == CapsuleTransport::Rest { "rest" } else { "soap" };
    let erp: &[(&str, &str)] = &[
        ("application_id", "00000000-0000-0000-0000-000000000001"),
        ("username", "capsule"),
        ("password", "capsule"),
    ];
    let wms: &[(&str, &str)] = &[
        ("base_url", "https://capsule.invalid"),
        ("username", "capsule"),
        ("password", "capsule"),
        ("goods_owner_code", "capsule"),
        ("transport", transport),
    ];
    for (name, keys) in [("erp", erp), ("wms", wms)] {
        let mut side = toml::Table::new();
        // Of what the capsule says, nothing but the time zone counts.
        side.extend(table(name)?.remove("time_zone").map(|zone| ("time_zone".to_owned(), zone)));
        side.extend(keys.iter().map(|(key, value)| ((*key).to_owned(), (*value).into())));
        if name == "wms" {
            side.insert("goods_owner_id".to_owned(), 1_i64.into());
        }
        tenant.insert(name.to_owned(), side.into());
    }
    let mut root = toml::Table::new();
    root.insert("store".to_owned(), "capsule".into());
    root.insert("tenant".to_owned(), vec![toml::Value::from(tenant)].into());
    let text = toml::to_string(&root).map_err(|error| error.to_string())?;
    let config = Config::load(Path::new("settings"), &Text(text), clock);
    let config = config.map_err(|error| error.lines().collect::<Vec<_>>().join("; "))?;
    config.tenants.into_iter().next().map(|found| found.tenant).ok_or_else(|| "there are none".to_owned())
}
