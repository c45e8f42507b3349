//! The shapes of the JSON, in the names of the vendor's OpenAPI document.

pub(super) mod article;
pub(super) mod list;
pub(super) mod order;
mod scalar;

pub(super) use scalar::{Number, Time};
use serde::{Deserialize, Serialize};

/// What is written: every field is left out unless it is set.
macro_rules! written {
    ($( $(#[$meta:meta])* struct $name:ident { $( $(#[$of:meta])* $field:ident: $type:ty ),* $(,)? } )*) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Default, serde::Serialize)]
        #[serde(rename_all = "camelCase")]
        pub(in crate::rest) struct $name {
            $( $(#[$of])* #[serde(skip_serializing_if = "Option::is_none")] pub(in crate::rest) $field: Option<$type>, )*
        }
    )* };
}

/// What is read: every field may be missing or null.
macro_rules! read {
    ($( $(#[$meta:meta])* struct $name:ident { $( $(#[$of:meta])* $field:ident: $type:ty ),* $(,)? } )*) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Default, serde::Deserialize)]
        #[serde(rename_all = "camelCase", default)]
        pub(in crate::rest) struct $name {
            $( $(#[$of])* pub(in crate::rest) $field: Option<$type>, )*
        }
    )* };
}

pub(crate) use {read, written};

/// An entry of one of the warehouse's lists.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct CodeName {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
}

/// Whether and where a person is notified about a delivery.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Notification {
    pub(super) to_be_notified: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) value: Option<String>,
}

impl CodeName {
    pub(super) fn new(code: Option<String>, name: Option<String>) -> Option<Self> {
        (code.is_some() || name.is_some()).then_some(Self { code, name })
    }
}

impl Notification {
    /// Nothing, if there is neither an address nor a request to notify.
    pub(super) fn new(to_be_notified: bool, value: Option<String>) -> Option<Self> {
        (to_be_notified || value.is_some()).then_some(Self { to_be_notified, value })
    }
}
