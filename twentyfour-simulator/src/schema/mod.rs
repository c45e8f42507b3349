//! The contract as tables: each type's fields in the order of its `xs:sequence`, with type and default.
//!
//! Written from the vendor's WSDLs, apart from the client's own declarations, so that neither can hide the other's
//! mistakes.

pub(super) mod company;
pub(super) mod identity;
pub(super) mod operations;
pub(super) mod order;
pub(super) mod product;
pub(super) mod register;

pub(super) const INT: &str = "-2147483648";
pub(super) const SHORT: &str = "-32768";
pub(super) const DECIMAL: &str = "-79228162514264337593543950335";
pub(super) const DOUBLE: &str = "-1.7976931348623157E+308";
pub(super) const TIME: &str = "0001-01-01T00:00:00";
pub(super) const GUID: &str = "00000000-0000-0000-0000-000000000000";

/// A complex type.
pub(super) struct Type {
    pub(super) name: &'static str,
    pub(super) fields: &'static [Field],
}

/// An element of a complex type.
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    /// A value equal to it is left out of answers.
    pub(super) default: Option<&'static str>,
    pub(super) nillable: bool,
    /// `minOccurs="1"`.
    pub(super) required: bool,
    /// The longest text that the vendor documents, in characters.
    pub(super) longest: usize,
}

/// What an element holds.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Int,
    Short,
    Long,
    Decimal,
    Double,
    Bool,
    Text,
    Time,
    Guid,
    OneOf(&'static Literals),
    Record(&'static Type),
    /// An array whose items are elements with the type's name.
    Records(&'static Type),
    /// `ArrayOfInt`.
    Ints,
    /// `ArrayOfString`.
    Texts,
    /// An array of enum literals.
    Many(&'static Literals),
}

/// A string enumeration.
pub(super) struct Literals {
    pub(super) name: &'static str,
    /// Separated by spaces.
    pub(super) all: &'static str,
}

impl Literals {
    pub(super) fn has(&self, literal: &str) -> bool {
        self.all.split(' ').any(|one| one == literal)
    }
}

impl Type {
    pub(super) fn position(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }
}

impl Field {
    /// Whether the default means "not given", as opposed to a value that one can mean.
    pub(super) fn default_is_sentinel(&self) -> bool {
        matches!(
            (self.kind, self.default),
            (Kind::Int, Some(INT))
                | (Kind::Short, Some(SHORT))
                | (Kind::Decimal, Some(DECIMAL))
                | (Kind::Double, Some(DOUBLE))
                | (Kind::Time, Some(TIME))
                | (Kind::Guid, Some(GUID))
                | (Kind::Text, Some(""))
        )
    }

    const fn new(name: &'static str, kind: Kind, default: Option<&'static str>) -> Self {
        Self { name, kind, default, nillable: false, required: false, longest: usize::MAX }
    }

    pub(super) const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    pub(super) const fn nillable(mut self) -> Self {
        self.nillable = true;
        self
    }

    pub(super) const fn up_to(mut self, characters: usize) -> Self {
        self.longest = characters;
        self
    }
}

pub(super) const fn int(name: &'static str) -> Field {
    Field::new(name, Kind::Int, Some(INT))
}
pub(super) const fn short(name: &'static str) -> Field {
    Field::new(name, Kind::Short, Some(SHORT))
}
pub(super) const fn decimal(name: &'static str) -> Field {
    Field::new(name, Kind::Decimal, Some(DECIMAL))
}
pub(super) const fn text(name: &'static str) -> Field {
    Field::new(name, Kind::Text, Some(""))
}
pub(super) const fn time(name: &'static str) -> Field {
    Field::new(name, Kind::Time, Some(TIME))
}
pub(super) const fn guid(name: &'static str) -> Field {
    Field::new(name, Kind::Guid, Some(GUID))
}
pub(super) const fn flag(name: &'static str) -> Field {
    Field::new(name, Kind::Bool, Some("false"))
}
/// A nillable boolean.
pub(super) const fn maybe(name: &'static str) -> Field {
    Field::new(name, Kind::Bool, None).nillable()
}
/// A field without a default.
pub(super) const fn plain(name: &'static str, kind: Kind) -> Field {
    Field::new(name, kind, None)
}
/// A field with a default that means something.
pub(super) const fn usual(name: &'static str, kind: Kind, default: &'static str) -> Field {
    Field::new(name, kind, Some(default))
}
pub(super) const fn record(name: &'static str, of: &'static Type) -> Field {
    Field::new(name, Kind::Record(of), None)
}
pub(super) const fn records(name: &'static str, of: &'static Type) -> Field {
    Field::new(name, Kind::Records(of), None)
}

/// What went wrong with one item of a batch.
pub(super) static API_EXCEPTION: Type = Type {
    name: "APIException",
    fields: &[plain("Type", Kind::Text), plain("Message", Kind::Text), plain("StackTrace", Kind::Text)],
};

pub(super) static ADDRESS: Type = Type {
    name: "Address",
    fields: &[
        plain("Street", Kind::Text).up_to(250),
        plain("State", Kind::Text).up_to(100),
        plain("PostalCode", Kind::Text).up_to(50),
        plain("PostalArea", Kind::Text).up_to(100),
        plain("Name", Kind::Text).up_to(100),
        plain("City", Kind::Text).up_to(100),
        plain("Country", Kind::Text),
    ],
};

pub(super) static ADDRESSES: Type = Type {
    name: "Addresses",
    fields: &[
        record("Post", &ADDRESS),
        record("Delivery", &ADDRESS),
        record("Visit", &ADDRESS),
        record("Invoice", &ADDRESS),
    ],
};
