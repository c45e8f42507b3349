use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Document;
use crate::store::Table;

/// The part of one process in the requests that all processes behind one address may send in an hour. Kept under a name of the
/// address, in place of a tenant's; only the process itself writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RequestShare {
    /// The hour that is counted.
    pub(crate) hour: DateTime<Utc>,
    /// How many it may have sent in that hour. What it has really sent is no more.
    pub(crate) claimed: u32,
    /// How many the service counts in that hour that no process of ours has sent, as this one has found out.
    #[serde(skip_serializing_if = "is_zero", default)]
    pub(crate) foreign: u32,
    /// The same in the hour before.
    #[serde(skip_serializing_if = "is_zero", default)]
    pub(crate) foreign_before: u32,
    /// Until when the service refuses requests.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) blocked: Option<DateTime<Utc>>,
    /// When it was written.
    pub(crate) seen: DateTime<Utc>,
}

impl RequestShare {
    /// What the name of an address begins with, which stands in place of a tenant's.
    const PLACE: &str = "(requests) ";

    /// The name under which the shares of an address are kept.
    #[cfg(any(feature = "clients", test))]
    pub(crate) fn place(address: &str) -> String {
        format!("{}{address}", Self::PLACE)
    }

    /// The address that such a name stands for; none if it is a tenant's.
    pub(crate) fn address(place: &str) -> Option<&str> {
        place.strip_prefix(Self::PLACE)
    }
}

impl Document for RequestShare {
    const TABLE: Table = Table::Tenant;
    const PREFIX: &'static str = "requests/";
    /// The process.
    type Key = String;
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives it so")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}
