//! Further fields that the WMS's transport has no place for would be lost without a word, so nothing is written until the
//! settings are right.

use crate::context::RunError;
use crate::tenant::{FieldWithoutPlace, Tenant, without_place};

/// # Errors
/// If a further field of articles or suppliers has no place in what is sent.
pub(super) fn check_articles(tenant: &Tenant) -> Result<(), RunError> {
    stop_at(without_place::of_articles(tenant))
}

/// # Errors
/// If a further field of orders, rows or customers has no place in what is sent. The articles that orders bring along have
/// theirs.
pub(super) fn check_orders(tenant: &Tenant) -> Result<(), RunError> {
    stop_at(without_place::of_orders(tenant).into_iter().chain(without_place::of_articles(tenant)))
}

fn stop_at(found: impl IntoIterator<Item = FieldWithoutPlace>) -> Result<(), RunError> {
    let found: Vec<String> = found.into_iter().map(|field| field.to_string()).collect();
    if found.is_empty() {
        return Ok(());
    }
    Err(RunError::Stopped { what: found.join("; "), remedy: FieldWithoutPlace::REMEDY.to_owned() })
}
