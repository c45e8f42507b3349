//! Where the engine keeps its state.

use std::path::PathBuf;
use std::sync::Arc;

#[cfg(feature = "postgres")]
use wms_erp_postgres::{PostgresStore, PostgresStoreBuilder};
use wms_erp_sync::store::{SqliteStore, Store, StoreError};

use super::Around;
#[cfg(feature = "postgres")]
use super::connection::only_line;
use super::document::{Located, Section};
use crate::schedule::Followed;

const KEYS: [&str; 3] = ["store_password_env", "store_password_file", "store_schema"];

/// Where the engine keeps its state.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum StorePlace {
    /// In a file.
    File(PathBuf),
    /// In a PostgreSQL database. Shown, it says where, without the password.
    #[cfg(feature = "postgres")]
    Postgres(Box<PostgresStoreBuilder>),
}

impl StorePlace {
    /// The file, if it is one.
    pub fn file(&self) -> Option<&PathBuf> {
        match self {
            Self::File(file) => Some(file),
            #[cfg(feature = "postgres")]
            Self::Postgres(_) => None,
        }
    }

    /// The same place, which sets this clock once it is opened, if it has one of its own.
    pub(super) fn setting(self, clock: &Followed) -> Self {
        #[cfg(feature = "postgres")]
        if let (Self::Postgres(builder), Some(clock)) = (&self, clock) {
            return Self::Postgres(Box::new(builder.clone().sets(clock)));
        }
        let _ = clock;
        self
    }

    /// Opens the store.
    ///
    /// # Errors
    /// As the store does.
    pub async fn open(&self) -> Result<Arc<dyn Store>, StoreError> {
        Ok(match self {
            Self::File(file) => Arc::new(SqliteStore::open(file).await?),
            #[cfg(feature = "postgres")]
            Self::Postgres(builder) => Arc::new(builder.clone().open().await?),
        })
    }
}

pub(super) fn read(root: &Section<'_, '_>, around: &Around<'_>) -> Option<Located<StorePlace>> {
    let store = root.required_text("store");
    let is_url = |text: &str| text.starts_with("postgres://") || text.starts_with("postgresql://");
    match store {
        Some(store) if is_url(&store.value) => {
            let value = postgres(root, around, &store)?;
            Some(Located { value, place: store.place })
        }
        store => {
            for key in KEYS.into_iter().filter(|key| root.has(key)) {
                let _ = root.text(key);
                root.add(&root.place_of(key), "is for a store in PostgreSQL only (store = \"postgres://…\")");
            }
            let store = store?;
            Some(Located { value: StorePlace::File(around.folder.join(&store.value)), place: store.place })
        }
    }
}

#[cfg(not(feature = "postgres"))]
fn postgres(root: &Section<'_, '_>, _: &Around<'_>, url: &Located<String>) -> Option<StorePlace> {
    for key in KEYS {
        let _ = root.text(key);
    }
    root.add(&url.place, "this program was built without PostgreSQL (feature postgres)");
    None
}

#[cfg(feature = "postgres")]
fn postgres(root: &Section<'_, '_>, around: &Around<'_>, url: &Located<String>) -> Option<StorePlace> {
    let (variable, file) = (root.text(KEYS[0]), root.text(KEYS[1]));
    let schema = root.text(KEYS[2]);
    // An address stands in messages and lists; a password in it would, too.
    let has_password = url::Url::parse(&url.value).is_ok_and(|parsed| {
        parsed.password().is_some() || parsed.query_pairs().any(|(key, _)| key == "password")
    });
    if has_password {
        let what = "contains a password: remove it, and give store_password_env or store_password_file";
        root.add(&url.place, what);
        return None;
    }
    let password = match (variable, file) {
        (Some(_), Some(file)) => {
            root.add(&file.place, "give only one of store_password_env and store_password_file");
            return None;
        }
        (Some(name), None) => {
            let value = around.outside.variable(&name.value);
            let unset = || format!("the environment variable {} is not set", name.value);
            Some((value.ok_or_else(unset), name.place))
        }
        (None, Some(file)) => {
            let path = around.folder.join(&file.value);
            if around.outside.is_open_to_all(&path) {
                let path = path.display();
                around.warn(
                    file.place.clone(),
                    format!("every user of this machine can read the password: chmod 600 {path}"),
                );
            }
            let text = around.outside.text(&path);
            let text = text.map_err(|error| format!("the file {} cannot be read: {error}", file.value));
            Some((text.and_then(|text| only_line(&text, &file.value)), file.place))
        }
        // A certificate, or a server that trusts this machine.
        (None, None) => None,
    };
    let mut builder = match PostgresStore::builder(&url.value) {
        Ok(builder) => builder,
        Err(error) => {
            root.add(&url.place, error.to_string());
            return None;
        }
    };
    if let Some(schema) = schema {
        builder = builder.schema(schema.value);
    }
    match password {
        Some((Ok(password), place)) if password.trim().is_empty() => {
            root.add(&place, "the password is empty");
            None
        }
        Some((Ok(password), _)) => Some(StorePlace::Postgres(Box::new(builder.password(&password)))),
        Some((Err(what), place)) => {
            root.add(&place, what);
            None
        }
        None => Some(StorePlace::Postgres(Box::new(builder))),
    }
}
