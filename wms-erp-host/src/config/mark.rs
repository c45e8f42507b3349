//! Recognises a table that says what it said before, however it is written.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};
use toml::de::{DeTable, DeValue};
use wms_erp_sync::twentyfour::Secret;

use super::document::Section;

/// The hash of all that a table says, of its layers merged: comments, blanks and order make no difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark([u8; 32]);

impl Mark {
    pub(super) fn of(section: &Section<'_, '_>) -> Self {
        let tables: Vec<_> = section.layers().iter().map(|layer| layer.table).collect();
        let mut hasher = Sha256::new();
        hash_table(&tables, &mut hasher);
        Self(hasher.finalize().into())
    }

    /// Of passwords: whether they are the same ones.
    pub(super) fn of_secrets(secrets: &[Secret]) -> Self {
        let mut hasher = Sha256::new();
        secrets.iter().for_each(|secret| hash_word(secret.expose(), &mut hasher));
        Self(hasher.finalize().into())
    }

    /// Of a text that is no document.
    pub(super) fn of_text(text: &str) -> Self {
        Self(Sha256::digest(text).into())
    }
}

fn hash_table(layers: &[&DeTable<'_>], hasher: &mut Sha256) {
    let keys: BTreeSet<&str> =
        layers.iter().flat_map(|table| table.keys()).map(|key| &**key.get_ref()).collect();
    hasher.update(b"{");
    for key in keys {
        hash_word(key, hasher);
        let named = |table: &&DeTable<'_>| table.iter().any(|(name, _)| name.get_ref() == key);
        let found = layers.iter().filter(|table| named(table));
        let values = found.filter_map(|table| table.iter().find(|(name, _)| name.get_ref() == key));
        let values: Vec<&DeValue<'_>> = values.map(|(_, value)| value.get_ref()).collect();
        match values.first() {
            Some(DeValue::Table(_)) => {
                let tables: Vec<_> = values.iter().filter_map(|value| value.as_table()).collect();
                hash_table(&tables, hasher);
            }
            Some(value) => hash_value(value, hasher),
            None => {}
        }
    }
    hasher.update(b"}");
}

fn hash_value(value: &DeValue<'_>, hasher: &mut Sha256) {
    match value {
        DeValue::String(text) => hash_word(text, hasher),
        DeValue::Integer(number) => {
            hasher.update(number.radix().to_le_bytes());
            hash_word(number.as_str(), hasher);
        }
        DeValue::Float(number) => hash_word(number.as_str(), hasher),
        DeValue::Boolean(flag) => hasher.update([u8::from(*flag)]),
        DeValue::Datetime(time) => hash_word(&time.to_string(), hasher),
        DeValue::Array(items) => {
            hasher.update(b"[");
            items.iter().for_each(|item| hash_value(item.get_ref(), hasher));
            hasher.update(b"]");
        }
        DeValue::Table(table) => hash_table(&[table], hasher),
    }
}

/// With its length, so that two words are not one longer one.
fn hash_word(word: &str, hasher: &mut Sha256) {
    hasher.update(word.len().to_le_bytes());
    hasher.update(word);
}
