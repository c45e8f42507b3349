//! The file that a new tenant begins with.

use std::fmt::Write as _;

/// A key, its value, and what it is.
type Key = (&'static str, &'static str, &'static str);

/// What a tenant must have, table by table.
const KEYS: [(&str, &[Key]); 3] = [
    (
        "erp",
        &[
            ("application_id", "\"\"", "the integration's own, from 24SevenOffice"),
            ("username", "\"\"", "the API user"),
            ("password_file", "\"\"", "or password, password_env or password_command"),
        ],
    ),
    (
        "wms",
        &[
            ("base_url", "\"\"", "such as https://api.ongoingsystems.se/acme"),
            ("username", "\"\"", "the API user, WSI…"),
            ("password_file", "\"\"", "or password, password_env or password_command"),
            ("goods_owner_code", "\"\"", "the warehouse's staff know it"),
            ("goods_owner_id", "0", "and this, a number"),
        ],
    ),
    (
        "orders",
        &[("since", "\"\"", "\"all\" open orders, or those ordered since a date such as \"2026-12-01\"")],
    ),
];

/// For this tenant; what the defaults have is there as a comment.
pub(super) fn of(name: &str, defaults: &[String]) -> String {
    let mut text = format!(
        "# The tenant {name}. All keys are in the README of wms-erp-host. Keys that are left out here have \
         the value in\n\
         # defaults.toml, or else their default.\n"
    );
    for (table, keys) in KEYS {
        let _ = writeln!(text, "\n[{table}]");
        for (key, value, what) in keys {
            let is_default = |key: &str| defaults.iter().any(|known| *known == format!("{table}.{key}"));
            let is_password = key.starts_with("password");
            let has_default = is_default(key)
                || is_password
                    && ["password", "password_env", "password_command"].into_iter().any(is_default);
            let line = format!("{key} = {value}");
            let _ = match has_default {
                true => writeln!(text, "# {line:<28} # defaults.toml has it; {what}"),
                false => writeln!(text, "{line:<30} # {what}"),
            };
        }
    }
    text
}
