//! Settings in a configuration, whose comments and order stay as they are.

use std::io::{self, Write};
use std::path::Path;

use similar::TextDiff;
use toml_edit::{DocumentMut, Item, Table, TableLike, Value};

use super::Follows;

/// The text with these settings of a tenant: one that is named in it, or the one that the whole file is about.
pub(super) fn edited(text: &str, tenant: Option<&str>, settings: &[&Follows]) -> Result<String, String> {
    let mut document: DocumentMut =
        text.parse().map_err(|error: toml_edit::TomlError| error.message().to_owned())?;
    let table: &mut dyn TableLike = match tenant {
        None => document.as_table_mut(),
        Some(name) => {
            let tenants = document.get_mut("tenant").and_then(Item::as_array_of_tables_mut);
            let is_it = |table: &&mut Table| table.get("name").and_then(Item::as_str) == Some(name);
            tenants
                .and_then(|tenants| tenants.iter_mut().find(is_it))
                .ok_or_else(|| format!("there is no table [[tenant]] with the name {name:?} in it"))?
        }
    };
    for setting in settings {
        set(table, setting)?;
    }
    Ok(document.to_string())
}

fn set(tenant: &mut dyn TableLike, setting: &Follows) -> Result<(), String> {
    let wrong = || format!("{} cannot be set: it is not a value of a table", setting.key);
    let (section, key) = setting.key.split_once('.').ok_or_else(wrong)?;
    let table = tenant.entry(section).or_insert_with(|| {
        let mut table = Table::new();
        table.decor_mut().set_prefix("\n");
        Item::Table(table)
    });
    let table = table.as_table_like_mut().ok_or_else(wrong)?;
    let mut value: Value = setting.value.parse().map_err(|_| wrong())?;
    match table.get_mut(key) {
        Some(item) => {
            let old = item.as_value_mut().ok_or_else(wrong)?;
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        None => {
            value.decor_mut().set_prefix(" ");
            value.decor_mut().set_suffix(format!(" # found by wms-erp probe: {}", setting.why));
            table.insert(key, Item::Value(value));
        }
    }
    Ok(())
}

/// The lines that change, and no others: a password may be among them.
pub(super) fn difference(before: &str, after: &str) -> String {
    let difference = TextDiff::from_lines(before, after);
    difference.unified_diff().context_radius(0).to_string()
}

/// Puts `after` in the place of `before`: all of it or nothing, with the same rights, and only if the file still says `before`.
pub(super) fn replace(file: &Path, before: &str, after: &str) -> io::Result<()> {
    // A link stays a link.
    let file = file.canonicalize()?;
    let folder = file.parent().unwrap_or_else(|| Path::new("."));
    let mut new = tempfile::NamedTempFile::new_in(folder)?;
    new.write_all(after.as_bytes())?;
    new.as_file().set_permissions(std::fs::metadata(&file)?.permissions())?;
    new.as_file().sync_all()?;
    if std::fs::read_to_string(&file)? != before {
        return Err(io::Error::other("someone has changed it in the meantime: nothing was written"));
    }
    new.persist(&file).map(drop).map_err(|error| error.error)
}

/// Writes a file that must not exist, readable by its owner only.
pub(super) fn create(file: &Path, text: &str) -> io::Result<()> {
    let folder =
        file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    let mut new = tempfile::NamedTempFile::new_in(folder)?;
    new.write_all(text.as_bytes())?;
    new.as_file().sync_all()?;
    new.persist_noclobber(file).map(drop).map_err(|error| error.error)
}

/// The settings as a configuration of their own.
pub(super) fn alone(settings: &[&Follows]) -> Result<String, String> {
    edited("# Settings of a tenant, found by `wms-erp probe`.\n", None, settings)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn follows(key: &'static str, value: &str) -> Follows {
        Follows { key, value: value.to_owned(), why: "seen".to_owned(), in_force: false }
    }

    const TEXT: &str = "# all of it
store = \"x\" # here

[[tenant]]
name = \"one\"
[tenant.erp] # the ERP
password = \"secret\"
time_zone = \"UTC\"   # for now

[[tenant]] # the second
name = \"two\"

# its orders
[tenant.orders]
since = \"all\"
";

    #[test]
    fn a_value_is_changed_where_it_is_and_everything_else_stays() {
        let zone = follows("erp.time_zone", "\"Europe/Oslo\"");
        let after = edited(TEXT, Some("one"), &[&zone]).unwrap();
        assert_eq!(after, TEXT.replace("\"UTC\"", "\"Europe/Oslo\""));
        let difference = difference(TEXT, &after);
        assert!(
            difference.contains("-time_zone = \"UTC\"   # for now\n+time_zone = \"Europe/Oslo\"   # for now"),
            "{difference}"
        );
        assert!(!difference.contains("secret"), "{difference}");
    }

    #[test]
    fn a_key_and_a_table_that_are_missing_are_added_to_the_right_tenant() {
        let (zone, on) = (follows("erp.time_zone", "\"UTC\""), follows("orders.text_rows", "true"));
        let after = edited(TEXT, Some("two"), &[&zone, &on]).unwrap();
        let added = "since = \"all\"\ntext_rows = true # found by wms-erp probe: seen\n\n[tenant.erp]\n\
                     time_zone = \"UTC\" # found by wms-erp probe: seen\n";
        assert_eq!(after, TEXT.replace("since = \"all\"\n", added));
        let first = edited(TEXT, Some("one"), &[&on]).unwrap();
        assert!(first.contains("# for now\n\n[tenant.orders]\ntext_rows = true # found by wms-erp probe: seen\n\n[[tenant]] # the second"), "{first}");
    }

    #[test]
    fn a_file_of_one_tenant_has_its_tables_at_the_top() {
        let zone = follows("wms.time_zone", "\"UTC\"");
        let after = edited("# mine\n[wms]\nusername = \"x\"\n", None, &[&zone]).unwrap();
        assert_eq!(
            after,
            "# mine\n[wms]\nusername = \"x\"\ntime_zone = \"UTC\" # found by wms-erp probe: seen\n"
        );
    }

    #[test]
    fn what_cannot_be_set_is_refused_and_nothing_is_guessed() {
        let zone = follows("erp.time_zone", "\"UTC\"");
        assert!(edited(TEXT, Some("three"), &[&zone]).unwrap_err().contains("\"three\""));
        assert!(edited("erp = 1\n", None, &[&zone]).unwrap_err().contains("erp.time_zone"));
    }

    #[test]
    fn a_file_that_someone_has_changed_stays_as_it_is() {
        let folder = tempfile::TempDir::new().unwrap();
        let file = folder.path().join("sync.toml");
        std::fs::write(&file, "theirs").unwrap();
        assert!(replace(&file, "mine", "new").is_err());
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "theirs");
        replace(&file, "theirs", "new").unwrap();
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "new");
        assert!(create(&file, "other").is_err());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
