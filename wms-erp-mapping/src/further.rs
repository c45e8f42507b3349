//! Fields that go over besides those of the mapping, because a configuration says so.

mod convert;
mod customs;
mod fit;
mod reserved;

use asmx_soap::{DecodeError, Element, FieldPath, UnknownField, XsdKind};
use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

pub use convert::Conversion;
pub use customs::{CustomsArticle, CustomsError, CustomsErrorKind, CustomsLine};
pub use reserved::FurtherTarget;

use crate::note::Notes;
use crate::text::without_forbidden;
use crate::{HoldCause, Note};

/// Where an order has its rows, whose properties are asked for apart.
const ROWS: &str = "InvoiceRows";

/// One field that goes over besides those of the mapping: from a field of the ERP, or a constant, to a field of the WMS.
///
/// Both are named as the vendors' contracts name them, with dots between the parts: `Addresses.Delivery.Name`,
/// `OrderInfo.FreeText1`. It has the last word: where the mapping fills the same target, it is overwritten.
///
/// ```
/// use ongoing_client::model::CustomerOrder;
/// use twentyfour_client::types::InvoiceOrder;
/// use wms_erp_mapping::{FurtherField, FurtherFields};
///
/// let field = FurtherField::<InvoiceOrder, CustomerOrder>::from_field("InvoiceText", "OrderInfo.FreeText1")?;
/// let fields = FurtherFields::from(vec![field.with_prefix("Note: ")]);
///
/// let mut order = InvoiceOrder::default();
/// order.invoice_text = Some("leave at the gate".to_owned());
/// let mut mapped = CustomerOrder::default();
/// fields.fill(&order, &mut mapped)?;
/// assert_eq!(mapped.order_info.unwrap().free_text1.as_deref(), Some("Note: leave at the gate"));
/// assert_eq!(fields.properties(), ["InvoiceText"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct FurtherField<S, T> {
    source: Source<S>,
    target: FieldPath<T>,
    conversion: Conversion,
    prefix: String,
}

#[derive(Debug, Clone, PartialEq)]
enum Source<S> {
    Field(FieldPath<S>),
    Constant(String),
}

/// Why a field cannot be one of the further fields.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FurtherFieldError {
    /// The source names no single value of the ERP's record.
    #[error("the source is unknown")]
    Source(#[source] UnknownField),
    /// The target names no single value of the WMS's record.
    #[error("the target is unknown")]
    Target(#[source] UnknownField),
    /// The source is a field of a row, of which an order has many: rows have further fields of their own.
    #[error("{from} is a field of a row, and an order has many: rows have further fields of their own")]
    Row {
        /// The source.
        from: String,
    },
    /// The target is one by which records are found again, or has a setting of its own.
    #[error("{target} cannot be a further field: {why}")]
    Reserved {
        /// The target.
        target: String,
        /// What it is for.
        why: &'static str,
    },
    /// No value of the source ever fits the target, whatever the conversion.
    #[error("{from} is {is}, and {to} takes {takes}")]
    Type {
        /// The source.
        from: String,
        /// What it holds.
        is: &'static str,
        /// The target.
        to: String,
        /// What that takes.
        takes: &'static str,
    },
    /// The target takes one of a fixed set of words, and the constant is none of them.
    #[error("{target} takes one of {}", .words.join(", "))]
    Word {
        /// The target.
        target: String,
        /// The words.
        words: &'static [&'static str],
    },
    /// A constant that does not fit the target.
    #[error("{target} cannot hold this value")]
    Constant {
        /// The target.
        target: String,
        /// What was wrong with it.
        #[source]
        cause: DecodeError,
    },
}

impl<S: Element, T: FurtherTarget> FurtherField<S, T> {
    /// The value of a field of the ERP's record. Characters that XML cannot carry are left out.
    ///
    /// # Errors
    /// If one of the names is unknown, the target is reserved for the mapping, or no value of the source ever fits it.
    pub fn from_field(source: &str, target: &str) -> Result<Self, FurtherFieldError> {
        let source = FieldPath::find(source).map_err(FurtherFieldError::Source)?;
        let (from, is) = (source.to_string(), source.xsd());
        if source.steps().first() == Some(&ROWS) {
            return Err(FurtherFieldError::Row { from });
        }
        let field = Self::new(Source::Field(source), target)?;
        match fit::never(is, field.target.xsd()) {
            Some((is, takes)) => {
                Err(FurtherFieldError::Type { from, is, to: field.target.to_string(), takes })
            }
            None => Ok(field),
        }
    }

    /// The same value on every record.
    ///
    /// # Errors
    /// If the target is unknown, reserved for the mapping, or of a type that the value does not fit.
    pub fn from_constant(value: &str, target: &str) -> Result<Self, FurtherFieldError> {
        let field = Self::new(Source::Constant(value.to_owned()), target)?;
        if let Some(words) = field.words()
            && !words.contains(&value)
        {
            return Err(FurtherFieldError::Word { target: field.target.to_string(), words });
        }
        let cause = field.target.write(&T::default(), value).err();
        match cause {
            Some(cause) => Err(FurtherFieldError::Constant { target: field.target.to_string(), cause }),
            None => Ok(field),
        }
    }

    fn new(source: Source<S>, target: &str) -> Result<Self, FurtherFieldError> {
        let target = FieldPath::find(target).map_err(FurtherFieldError::Target)?;
        match reserved::reason::<T>(&target) {
            Some(why) => Err(FurtherFieldError::Reserved { target: target.to_string(), why }),
            None => Ok(Self { source, target, conversion: Conversion::default(), prefix: String::new() }),
        }
    }

    /// Converts the value on its way.
    #[must_use]
    pub fn with_conversion(self, conversion: Conversion) -> Self {
        Self { conversion, ..self }
    }

    /// Puts a text in front of the value, where there is one.
    #[must_use]
    pub fn with_prefix(self, prefix: impl Into<String>) -> Self {
        Self { prefix: prefix.into(), ..self }
    }

    /// The target, by its name.
    pub fn target(&self) -> &FieldPath<T> {
        &self.target
    }

    /// The source's name; none if the value is a constant.
    pub fn source(&self) -> Option<String> {
        match &self.source {
            Source::Field(field) => Some(field.to_string()),
            Source::Constant(_) => None,
        }
    }

    /// The words that the target takes, if it does not take others.
    fn words(&self) -> Option<&'static [&'static str]> {
        match self.target.xsd().kind {
            XsdKind::Enumeration(words) => Some(words),
            _ => None,
        }
    }

    fn fill(&self, source: &S, target: &T, notes: &mut Notes) -> Result<Option<T>, HoldCause> {
        let refused = || HoldCause::FurtherField {
            from: self.source().unwrap_or_else(|| "the constant".to_owned()),
            to: self.target.to_string(),
        };
        let value = match &self.source {
            Source::Field(field) => field.read(source),
            Source::Constant(value) => Some(value.clone()),
        };
        let xsd = self.target.xsd();
        let text = match notes.unless_empty(self.target.to_string(), value.as_deref()) {
            Some(value) => {
                let converted = self.conversion.apply(&value, xsd).ok_or_else(refused)?;
                format!("{}{converted}", without_forbidden(&self.prefix))
            }
            // A text that was removed in the ERP disappears in the WMS; of other types nothing is said.
            None if matches!(xsd.kind, XsdKind::Scalar) && xsd.name == "string" => String::new(),
            None => return Ok(None),
        };
        if self.words().is_some_and(|words| !words.contains(&text.as_str())) {
            return Err(refused());
        }
        self.target.write(target, &text).map(Some).map_err(|_| refused())
    }
}

/// The fields are named in a fixed order, with what is left at its default left out: they are part of fingerprints.
impl<S, T> Serialize for FurtherField<S, T> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let mut fields = serializer.serialize_struct("FurtherField", 4)?;
        match &self.source {
            Source::Field(field) => fields.serialize_field("from", &field.to_string())?,
            Source::Constant(value) => fields.serialize_field("value", value)?,
        }
        fields.serialize_field("to", &self.target.to_string())?;
        if self.conversion != Conversion::default() {
            fields.serialize_field("as", &self.conversion)?;
        }
        if !self.prefix.is_empty() {
            fields.serialize_field("prefix", &self.prefix)?;
        }
        fields.end()
    }
}

/// The further fields of one kind of record, in the order in which they are filled.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(transparent, bound = "")]
pub struct FurtherFields<S, T>(Vec<FurtherField<S, T>>);

impl<S, T> Default for FurtherFields<S, T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<S, T> From<Vec<FurtherField<S, T>>> for FurtherFields<S, T> {
    fn from(fields: Vec<FurtherField<S, T>>) -> Self {
        Self(fields)
    }
}

impl<S: Element, T: FurtherTarget> FurtherFields<S, T> {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The fields.
    pub fn iter(&self) -> impl Iterator<Item = &FurtherField<S, T>> {
        self.0.iter()
    }

    /// These fields, with those of a preset in front of them. A target that both fill is left to these.
    #[must_use]
    pub fn with_preset(self, preset: Self) -> Self {
        let is_free = |field: &FurtherField<S, T>| !self.0.iter().any(|own| own.target == field.target);
        let mut fields: Vec<_> = preset.0.into_iter().filter(is_free).collect();
        fields.extend(self.0);
        Self(fields)
    }

    /// What the ERP must be asked for besides what the mapping reads, each property once.
    pub fn properties(&self) -> Vec<&'static str> {
        let mut properties: Vec<&'static str> = Vec::new();
        for field in &self.0 {
            if let Source::Field(path) = &field.source
                && let Some(root) = path.steps().first()
                && !properties.contains(root)
            {
                properties.push(root);
            }
        }
        properties
    }

    /// Whether one of them reads this property.
    pub fn read(&self, property: &str) -> bool {
        self.properties().contains(&property)
    }

    /// Whether one of them fills this target.
    pub fn fill_target(&self, target: &str) -> bool {
        self.0.iter().any(|field| field.target.to_string() == target)
    }

    /// Fills them in, and says what did not go over as it stood there.
    ///
    /// # Errors
    /// [`HoldCause::FurtherField`] if a value cannot be converted, or does not fit its target.
    pub fn fill(&self, source: &S, target: &mut T) -> Result<Vec<Note>, HoldCause> {
        let mut notes = Notes::default();
        for field in &self.0 {
            if let Some(filled) = field.fill(source, target, &mut notes)? {
                *target = filled;
            }
        }
        Ok(notes.with(()).notes)
    }
}
