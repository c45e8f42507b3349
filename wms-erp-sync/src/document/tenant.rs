use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use wms_erp_mapping::TimeZone;

use super::{Document, DocumentKey};
use crate::store::Table;

/// Which company of the ERP, or goods owner of the WMS, a tenant was first seen with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KnownIdentity {
    pub(crate) id: String,
    pub(crate) name: String,
}

impl From<(String, String)> for KnownIdentity {
    fn from((id, name): (String, String)) -> Self {
        Self { id, name }
    }
}

impl Document for KnownIdentity {
    const TABLE: Table = Table::Tenant;
    type Key = IdentityOf;
}

/// Whose identity it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum IdentityOf {
    /// The company of the ERP.
    Company,
    /// The goods owner of the WMS.
    GoodsOwner,
}

impl IdentityOf {
    const ALL: [Self; 2] = [Self::Company, Self::GoodsOwner];

    fn as_str(self) -> &'static str {
        match self {
            Self::Company => "identity",
            Self::GoodsOwner => "goods_owner",
        }
    }
}

impl DocumentKey for IdentityOf {
    fn write(&self, text: &mut String) {
        text.push_str(self.as_str());
    }

    fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == text)
    }
}

/// When a tenant was last purged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct LastPurge(pub(crate) DateTime<Utc>);

impl Document for LastPurge {
    const TABLE: Table = Table::Tenant;
    const PREFIX: &'static str = "purged";
    type Key = ();
}

/// A vendor's request that a tenant does not call it before a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct VendorWait {
    /// The vendor.
    pub vendor: String,
    /// Until when we wait.
    pub until: DateTime<Utc>,
    /// When it asked.
    pub since: DateTime<Utc>,
    /// The vendor's words, if it used any.
    pub what: String,
}

impl VendorWait {
    /// A description in one line, with times in this zone.
    pub fn text(&self, zone: TimeZone) -> String {
        let Self { vendor, until, what, .. } = self;
        // To the second: it may be over within a minute.
        let until = until.with_timezone(&zone).format("%Y-%m-%d %H:%M:%S %Z");
        format!("{vendor} asked us to wait until {until}: {what}")
    }
}

impl Document for VendorWait {
    const TABLE: Table = Table::Tenant;
    const PREFIX: &'static str = "wait/";
    /// The vendor.
    type Key = String;
}
