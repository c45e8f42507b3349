//! Where tracking stands in an order of the ERP.

use std::fmt;

use serde::{Deserialize, Serialize};
use twentyfour_client::types::InvoiceOrder;

use super::plain;
use crate::text::filled;

const OPEN: &str = "[Tracking: ";
const CLOSE: char = ']';

/// A text field of the ERP's order that can hold tracking. The limits are those of the vendor's documentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum TrackingPlace {
    /// `InvoiceText`, at most 750 characters: behind what stands there, between markers.
    InvoiceText,
    /// `DeliveryAlternative`, at most 250 characters: alone, and only where nothing else stands.
    DeliveryAlternative,
}

impl TrackingPlace {
    /// The field, in the vendor's word.
    pub fn field(self) -> &'static str {
        match self {
            Self::InvoiceText => "InvoiceText",
            Self::DeliveryAlternative => "DeliveryAlternative",
        }
    }

    /// How many characters it takes.
    pub fn limit(self) -> usize {
        match self {
            Self::InvoiceText => 750,
            Self::DeliveryAlternative => 250,
        }
    }

    /// What the order has there.
    pub fn read(self, order: &InvoiceOrder) -> Option<&str> {
        match self {
            Self::InvoiceText => order.invoice_text.as_deref(),
            Self::DeliveryAlternative => order.delivery_alternative.as_deref(),
        }
    }

    /// Puts a whole text there.
    pub fn write(self, order: &mut InvoiceOrder, text: &str) {
        match self {
            Self::InvoiceText => order.invoice_text = Some(text.to_owned()),
            Self::DeliveryAlternative => order.delivery_alternative = Some(text.to_owned()),
        }
    }

    /// The field with `text` between the markers, in the place of what stood between them; `None` if it stands there already.
    ///
    /// `written` is the text that is known to have been saved there, and `attempted` one of which that is not known. What else
    /// stands between the markers is then a person's, and so is a marker that is gone. Without either, whatever stands between
    /// them is replaced.
    ///
    /// # Errors
    /// Why the field stays as it is. Nothing is cut.
    pub fn put(
        self,
        current: Option<&str>,
        text: &str,
        written: Option<&str>,
        attempted: Option<&str>,
    ) -> Result<Option<String>, TrackingConflict> {
        let text = plain(text);
        let current = current.unwrap_or_default();
        let Some(block) = self.find(current)? else {
            return match (written, self) {
                (Some(_), _) => Err(TrackingConflict::Edited { place: self }),
                (None, Self::DeliveryAlternative) if filled(Some(current)).is_some() => {
                    Err(TrackingConflict::Taken { place: self })
                }
                (None, Self::DeliveryAlternative) => self.fitting(marked(&text)),
                (None, Self::InvoiceText) if filled(Some(current)).is_none() => self.fitting(marked(&text)),
                (None, Self::InvoiceText) => self.fitting(format!("{current}\n{}", marked(&text))),
            };
        };
        if block.text == text {
            return Ok(None);
        }
        let is_ours = |known: Option<&str>| known.is_some_and(|known| plain(known) == block.text);
        if (written.is_some() || attempted.is_some()) && !is_ours(written) && !is_ours(attempted) {
            return Err(TrackingConflict::Edited { place: self });
        }
        self.fitting(format!("{}{}{}", block.before, marked(&text), block.behind))
    }

    /// What stands there between the markers, if it can be said.
    pub fn written(self, order: &InvoiceOrder) -> Option<&str> {
        self.find(self.read(order)?).ok().flatten().map(|block| block.text)
    }

    fn find(self, current: &str) -> Result<Option<Block<'_>>, TrackingConflict> {
        let Some((before, rest)) = current.split_once(OPEN) else { return Ok(None) };
        let unclear = TrackingConflict::Unclear { place: self };
        let Some((text, behind)) = rest.split_once(CLOSE) else { return Err(unclear) };
        if behind.contains(OPEN) || text.contains(OPEN) {
            return Err(unclear);
        }
        if self == Self::DeliveryAlternative
            && (filled(Some(before)).is_some() || filled(Some(behind)).is_some())
        {
            return Err(TrackingConflict::Taken { place: self });
        }
        Ok(Some(Block { before, text, behind }))
    }

    fn fitting(self, text: String) -> Result<Option<String>, TrackingConflict> {
        // The ERP's server counts as .NET does.
        let length = text.encode_utf16().count();
        match length > self.limit() {
            true => Err(TrackingConflict::TooLong { place: self, length }),
            false => Ok(Some(text)),
        }
    }
}

struct Block<'a> {
    before: &'a str,
    text: &'a str,
    behind: &'a str,
}

fn marked(text: &str) -> String {
    format!("{OPEN}{text}{CLOSE}")
}

/// Why tracking cannot be written into a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TrackingConflict {
    /// The field would be longer than the ERP takes.
    TooLong {
        /// The field.
        place: TrackingPlace,
        /// The characters that it would have.
        length: usize,
    },
    /// Something else stands there.
    Taken {
        /// The field.
        place: TrackingPlace,
    },
    /// A person has changed what stood between the markers, or has removed it.
    Edited {
        /// The field.
        place: TrackingPlace,
    },
    /// The markers stand there more than once, or one of a pair is missing.
    Unclear {
        /// The field.
        place: TrackingPlace,
    },
}

impl fmt::Display for TrackingConflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong { place, length } => write!(
                f,
                "{} would have {length} characters with it, and the ERP takes {}",
                place.field(),
                place.limit()
            ),
            Self::Taken { place } => write!(f, "something else stands in {}", place.field()),
            Self::Edited { place } => {
                write!(f, "what was written into {} has been changed or removed in the ERP", place.field())
            }
            Self::Unclear { place } => {
                write!(f, "the markers in {} stand there more than once, or not in a pair", place.field())
            }
        }
    }
}
