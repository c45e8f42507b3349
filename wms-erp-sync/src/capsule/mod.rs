//! Bug capsules: one file with what is needed to replay a problem with an order elsewhere, and nothing of the people in it.
//!
//! A capsule has the settings, what the store remembers of the order, and what both systems answer when its processes are
//! planned: requests and answers as they were sent, without addresses, credentials and headers. It is
//! [made](CapsuleSource::pack) by planning the order alone, with clients whose requests a [`Recorder`] records;
//! [replaying](Capsule::replay) it plans the order alone again, on the recorded answers, at the time at which it was made. Writes that
//! had failed are made once more besides, on sides that fail them with the words that were kept.
//!
//! What is not known to be harmless is replaced by pseudonyms: ids, numbers, quantities, prices, statuses, dates, countries and
//! the numbers of articles stay; names, addresses, telephone numbers, e-mail addresses and free texts do not, and neither does
//! a field that no one knows. A pseudonym has the shape of what it stands for, and the same word has the same one everywhere, so
//! that what is decided by comparing texts comes out as it did. The key stays with the customer.

mod again;
mod answers;
mod capture;
mod exchange;
mod failing;
mod harmless;
mod json;
mod one_order;
mod outcome;
mod pseudonym;
mod replay;
mod scoped;
mod treatment;
mod xml;

use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use twentyfour_client::types::OrderId;

pub use crate::document::CapsuleDocument;
pub use capture::CapsuleSource;
pub use exchange::{CapsuleSide, Exchange, RecordedAnswer, Recorder};
pub use outcome::{CapsuleOutcome, HeldOutcome, ProcessOutcome};
pub use pseudonym::PseudonymKey;

/// The format that this version writes; it reads this one and those before it. A new field is a new format.
const FORMAT: u32 = 1;
/// What all capsules begin with.
const KIND: &str = "wms-erp capsule";
/// The tenant, as a capsule names it.
const TENANT: &str = "capsule";

/// What is needed to replay a problem with an order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Capsule {
    /// `wms-erp capsule`: that it is one.
    kind: String,
    /// The version of the format.
    pub format: u32,
    /// The version of the program that made it.
    pub version: String,
    /// The order's id in the ERP.
    pub order: i32,
    /// When it was made, and at which time it is replayed.
    pub made_at: DateTime<Utc>,
    /// How the WMS was spoken to.
    pub transport: CapsuleTransport,
    settings: Value,
    /// What could not be read when it was made.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub missing: Vec<String>,
    /// What a replay shows, if nothing has changed.
    pub outcome: CapsuleOutcome,
    /// What came of the order in the customer's systems, in outline, where a replay shows something else: then the problem lies in
    /// what the pseudonyms hide.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub original: Option<Vec<String>>,
    /// What the store remembers of the order, and of the articles of its rows.
    pub documents: Vec<CapsuleDocument>,
    /// What was asked of both systems, and what they answered.
    pub exchanges: Vec<Exchange>,
}

/// How the WMS was spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CapsuleTransport {
    /// SOAP.
    Soap,
    /// REST.
    Rest,
}

/// Why a text is no capsule that can be replayed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CapsuleError {
    /// It is something else.
    #[error("it is not a capsule of wms-erp")]
    NotACapsule,
    /// It ends in the middle.
    #[error("it is cut off: the file ends in the middle; have it sent or packed again")]
    CutOff,
    /// A later version of this program made it.
    #[error(
        "it has format {found}, and this version reads format {known}: replay it with version {version} or later"
    )]
    #[non_exhaustive]
    Newer {
        /// Its format.
        found: u64,
        /// The newest format that this version reads.
        known: u32,
        /// The version that made it.
        version: String,
    },
    /// It says that it is one, and cannot be read.
    #[error("it is a capsule, and is damaged or was changed ({0}); have it sent or packed again")]
    Damaged(String),
    /// Its settings, or those of the tenant that it is to be made of, are not what they should be.
    #[error("its settings cannot be used: {0}")]
    Settings(String),
}

impl Capsule {
    /// Reads what [`to_json`](Self::to_json) wrote.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn from_json(text: &str) -> Result<Self, CapsuleError> {
        // Editors put it there.
        let text = text.trim_start_matches('\u{feff}');
        let value: Value =
            serde_json::from_str(text).map_err(|error| match error.is_eof() && text.contains(KIND) {
                true => CapsuleError::CutOff,
                false if text.contains(KIND) => CapsuleError::Damaged(error.to_string()),
                false => CapsuleError::NotACapsule,
            })?;
        if value.get("kind").and_then(Value::as_str) != Some(KIND) {
            return Err(CapsuleError::NotACapsule);
        }
        match value.get("format").and_then(Value::as_u64) {
            Some(found) if found > u64::from(FORMAT) => {
                let version = value.get("version").and_then(Value::as_str).unwrap_or("unknown").to_owned();
                Err(CapsuleError::Newer { found, known: FORMAT, version })
            }
            // Again from the text: its errors say in which line.
            _ => serde_json::from_str(text).map_err(|error| CapsuleError::Damaged(error.to_string())),
        }
    }

    /// The capsule as text, a line for each thing, to be read and compared by people.
    ///
    /// # Errors
    /// None that could happen: all of it is JSON already.
    pub fn to_json(&self) -> Result<String, CapsuleError> {
        let text = serde_json::to_string_pretty(self);
        text.map(|text| text + "\n").map_err(|error| CapsuleError::Damaged(error.to_string()))
    }

    /// The settings, as the host that made it [said](CapsuleSource::settings) them.
    ///
    /// # Errors
    /// [`CapsuleError::Settings`], if they are not of this type.
    pub fn settings<S: DeserializeOwned>(&self) -> Result<S, CapsuleError> {
        S::deserialize(&self.settings).map_err(|error| CapsuleError::Settings(error.to_string()))
    }

    /// Reads what [`to_json`](Self::to_json) wrote, from a file.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, CapsuleError> {
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::from_json(text),
            Err(error) if String::from_utf8_lossy(bytes).contains(KIND) => Err(match error.error_len() {
                None => CapsuleError::CutOff,
                Some(_) => CapsuleError::Damaged(error.to_string()),
            }),
            Err(_) => Err(CapsuleError::NotACapsule),
        }
    }

    fn order(&self) -> OrderId {
        OrderId(self.order)
    }
}
