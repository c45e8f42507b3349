//! Documents in the store that cannot be read: each concerns its record only.
//!
//! What such a document said is not known any more, which is what a lost store is, for one record: both sides are looked at
//! again, as they are for a record that is met for the first time. A person gets one notice of it. What a later version
//! of this program wrote is not damaged: it ends the run.

use chrono::{DateTime, Utc};

use super::RunError;
use super::run::Run;
use crate::document::{Class, Dismissed, Document, Found, Held, HeldKey};
use crate::store::{Batch, StoreError};

const REMEDY: &str = "the state of the record is lost, so it is looked up on both sides as if it were new; \
    compare both sides with drift, check the file with store check, check its disk, then dismiss this";

impl Run<'_> {
    /// What a document says; none, and a notice, if it cannot be read.
    ///
    /// # Errors
    /// If a later version wrote it: then nothing is made of it, and nothing put in its place. Nor of facts about the tenant
    /// itself, which guard it against mistaken settings: without them it stands still.
    pub(crate) async fn sound<D: Document>(
        &self,
        key: &D::Key,
        found: Found<D>,
    ) -> Result<Option<D>, RunError> {
        match found {
            Ok(document) => Ok(Some(document)),
            Err(error @ StoreError::NewerDocument { .. }) => Err(error.into()),
            Err(error) if D::is_of_tenant() => Err(error.into()),
            Err(error) => {
                self.report_damaged(HeldKey::damaged::<D>(self.process, key), &error).await?;
                Ok(None)
            }
        }
    }

    /// Reports it to a person, once.
    async fn report_damaged(&self, key: HeldKey, error: &StoreError) -> Result<(), RunError> {
        self.reason(key.record.as_str(), Some(Class::Notice), error.to_string(), REMEDY);
        if self.documents().has::<Held>(&key).await? || self.documents().has::<Dismissed>(&key).await? {
            return Ok(());
        }
        let notice = damaged(&key, Class::Notice, error, self.now());
        let mut batch = Batch::new();
        batch.set(&key, &notice);
        self.commit(batch).await
    }
}

/// A held record whose document cannot be read: it is held all the same.
pub(crate) fn held(key: &HeldKey, found: Found<Held>, now: DateTime<Utc>) -> Held {
    found.unwrap_or_else(|error| damaged(key, Class::NeedsPerson, &error, now))
}

fn damaged(key: &HeldKey, class: Class, error: &StoreError, now: DateTime<Utc>) -> Held {
    let remedy = match (class, error) {
        (Class::Notice, _) => REMEDY,
        (_, StoreError::NewerDocument { .. }) => {
            "upgrade this service, or restore the backup from before that"
        }
        _ => "the reason why it is held is lost: retry it, or dismiss it",
    };
    Held {
        process: key.process,
        record: key.record.clone(),
        class,
        what: error.to_string(),
        remedy: remedy.to_owned(),
        since: now,
        last_tried: now,
        attempts: 1,
        due: None,
        waits_for: None,
        order: None,
        source: None,
    }
}
