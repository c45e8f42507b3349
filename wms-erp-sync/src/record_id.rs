//! What people call a record by.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use twentyfour_client::types::{CompanyId, OrderId, ProductId};

/// Names a record of the ERP: an order, a product, a company. If a process holds a part of a record, the name of the
/// part follows, as in `10234/short`.
///
/// It is a text, since not every ERP numbers its records; 24SevenOffice does, so that numbers can be converted. In
/// JSON, it is a number if it is one, and otherwise a text.
///
/// ```
/// use wms_erp_sync::RecordId;
/// assert_eq!(RecordId::from(10234), RecordId::from("10234"));
/// assert_eq!(RecordId::from("10234").to_string(), "10234");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId(Box<str>);

impl RecordId {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As 24SevenOffice counts its records; none for what is no such number, or not written as one.
    pub(crate) fn number(&self) -> Option<i32> {
        self.0.parse().ok().filter(|number: &i32| number.to_string() == self.as_str())
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for RecordId {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<String> for RecordId {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<&String> for RecordId {
    fn from(text: &String) -> Self {
        Self(text.as_str().into())
    }
}

impl From<&Self> for RecordId {
    fn from(id: &Self) -> Self {
        id.clone()
    }
}

impl From<i32> for RecordId {
    fn from(number: i32) -> Self {
        Self(number.to_string().into())
    }
}

macro_rules! ids {
    ($($id:ident)*) => { $(
        impl From<$id> for RecordId {
            fn from(id: $id) -> Self {
                id.0.into()
            }
        }
    )* };
}
ids! { OrderId ProductId CompanyId }

impl PartialEq<str> for RecordId {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<i32> for RecordId {
    fn eq(&self, other: &i32) -> bool {
        self.number() == Some(*other)
    }
}

impl PartialEq<&str> for RecordId {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl Serialize for RecordId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.number() {
            Some(number) => serializer.serialize_i32(number),
            None => serializer.serialize_str(&self.0),
        }
    }
}

impl<'de> Deserialize<'de> for RecordId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Number(i32),
            Text(String),
        }
        Ok(match Written::deserialize(deserializer)? {
            Written::Number(number) => number.into(),
            Written::Text(text) => text.into(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::RecordId;

    #[test]
    fn in_json_a_number_stays_a_number_and_everything_else_a_text() {
        for (id, json) in
            [("10234", "10234"), ("007", "\"007\""), ("SO-1", "\"SO-1\""), ("7/short", "\"7/short\"")]
        {
            assert_eq!(serde_json::to_string(&RecordId::from(id)).unwrap(), json);
            assert_eq!(serde_json::from_str::<RecordId>(json).unwrap(), id);
        }
    }
}
