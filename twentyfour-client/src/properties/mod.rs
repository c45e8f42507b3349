//! What to ask for of a record: 24SevenOffice fills in only the properties that a request names.
//!
//! Three ways, from the safest on:
//!
//! - [`projection!`](crate::projection) declares a struct, which is what is asked for *and* what is read: neither can be
//!   forgotten, and a property that must be there is no `Option`;
//! - [`properties!`](crate::properties!) names fields of the vendor's type, checked by the compiler; or
//!   [`Properties::all`] of them;
//! - names as texts, `&["Id", "Name"]`, where they come from a configuration.

use std::borrow::Cow;
use std::marker::PhantomData;

use asmx_soap::{Element, FieldInfo, XsdKind};

use crate::types::{InvoiceOrder, InvoiceRow};

mod projection;
#[cfg(feature = "client")]
mod select;

pub use projection::{Missing, ProjectedField, Projection};
#[doc(hidden)]
pub use projection::{nested, pick};
#[cfg(feature = "client")]
pub use select::{Projected, Select};

/// The property that holds an order's rows, whose own properties are asked for apart.
const ROWS: &str = "InvoiceRows";
/// A field that is no property: why a save was refused.
const NO_PROPERTY: &str = "APIException";

/// A type that is asked for by its properties: [`Product`](crate::types::Product),
/// [`InvoiceOrder`], [`InvoiceRow`], [`Company`](crate::types::Company), [`Category`](crate::types::Category).
pub trait Selectable: Element + Send + 'static {
    #[doc(hidden)]
    type Names;
    #[doc(hidden)]
    const NAMES: Self::Names;
}

/// Properties of `T`, each once, in the vendor's names.
///
/// ```
/// use twentyfour_client::types::{InvoiceOrder, InvoiceRow, Product};
/// use twentyfour_client::{Properties, properties};
///
/// let some = properties![Product: id, name, price];
/// assert_eq!(some.names().collect::<Vec<_>>(), ["Id", "Name", "Price"]);
/// assert_eq!(Properties::<Product>::all().names().count(), 29);
/// // Rows come with what is asked for of them.
/// let order = properties![InvoiceOrder: order_id].rows(properties![InvoiceRow: row_id, quantity]);
/// assert_eq!(order.names().collect::<Vec<_>>(), ["OrderId", "InvoiceRows"]);
/// assert_eq!(order.row_names().collect::<Vec<_>>(), ["RowId", "Quantity"]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub struct Properties<T> {
    names: Vec<Cow<'static, str>>,
    /// What to ask for of the rows of an order.
    rows: Vec<Cow<'static, str>>,
    of: PhantomData<fn() -> T>,
}

/// None at all: records come with nothing in them.
impl<T> Default for Properties<T> {
    fn default() -> Self {
        Self { names: Vec::new(), rows: Vec::new(), of: PhantomData }
    }
}

impl<T: Selectable> Properties<T> {
    /// All that there are; of an order, all of its rows, too. More than is needed makes answers large and slow.
    pub fn all() -> Self {
        let rows = T::FIELDS.iter().find(|field| field.name == ROWS).map(|field| match field.xsd.kind {
            XsdKind::Complex(fields) => names_of(fields()),
            _ => Vec::new(),
        });
        Self { names: names_of(T::FIELDS), rows: rows.unwrap_or_default(), of: PhantomData }
    }

    /// Properties by the vendor's names. The service ignores a name that it does not know.
    pub fn named(names: impl IntoIterator<Item = impl Into<Cow<'static, str>>>) -> Self {
        names.into_iter().fold(Self::default(), Self::and_named)
    }

    /// These and one more.
    pub fn and_named(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        push(&mut self.names, name.into());
        self
    }

    /// These and those.
    pub fn and(mut self, more: Self) -> Self {
        more.names.into_iter().for_each(|name| push(&mut self.names, name));
        more.rows.into_iter().for_each(|name| push(&mut self.rows, name));
        self
    }

    /// Their names, in the order in which they were given.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(AsRef::as_ref)
    }

    /// One more, and what to ask for of the records in it.
    #[doc(hidden)]
    pub fn with(mut self, name: &'static str, nested: Vec<Cow<'static, str>>) -> Self {
        push(&mut self.names, Cow::Borrowed(name));
        if name == ROWS {
            nested.into_iter().for_each(|name| push(&mut self.rows, name));
        }
        self
    }

    #[cfg(feature = "client")]
    pub(crate) fn into_names(self) -> Vec<String> {
        self.names.into_iter().map(Cow::into_owned).collect()
    }
}

impl Properties<InvoiceOrder> {
    /// These, and of the order's rows those.
    pub fn rows(mut self, rows: Properties<InvoiceRow>) -> Self {
        push(&mut self.names, Cow::Borrowed(ROWS));
        rows.names.into_iter().for_each(|name| push(&mut self.rows, name));
        self
    }

    /// The names of what is asked for of the order's rows.
    pub fn row_names(&self) -> impl Iterator<Item = &str> {
        self.rows.iter().map(AsRef::as_ref)
    }

    /// The names for the order, and those for its rows.
    #[cfg(feature = "client")]
    pub(crate) fn into_both(self) -> (Vec<String>, Vec<String>) {
        let rows = self.rows.iter().map(|name| name.clone().into_owned()).collect();
        (self.into_names(), rows)
    }
}

fn names_of(fields: &[FieldInfo]) -> Vec<Cow<'static, str>> {
    fields.iter().map(|field| Cow::Borrowed(field.name)).filter(|name| name != NO_PROPERTY).collect()
}

fn push(names: &mut Vec<Cow<'static, str>>, name: Cow<'static, str>) {
    if name != NO_PROPERTY && !names.contains(&name) {
        names.push(name);
    }
}

/// Names properties of one of the vendor's types by its fields: a field that it does not have is an error of the compiler.
///
/// See [`Properties`] for an example.
#[macro_export]
macro_rules! properties {
    ($record:ty : $($field:ident),* $(,)?) => {
        $crate::Properties::<$record>::default()
            $(.and_named(<$record as $crate::properties::Selectable>::NAMES.$field))*
    };
}

/// Declares a type that is asked for by its properties: an element, and the names of its fields by what they are called
/// in Rust.
macro_rules! selectable {
    ($(#[$meta:meta])* pub struct $name:ident by $key:ident in $namespace:tt { $(
        $(#[$field_meta:meta])*
        $wire:literal $(/ $item:literal)? $field:ident : $type:ty $(= $default:expr)?
    ),* $(,)? }) => {
        asmx_soap::element! {
            $(#[$meta])* pub struct $name by $key in $namespace { $(
                $(#[$field_meta])* $wire $(/ $item)? $field : $type $(= $default)?
            ),* }
        }

        const _: () = {
            #[derive(Debug)]
            pub struct Names { $( pub $field: &'static str ),* }

            impl $crate::properties::Selectable for $name {
                type Names = Names;
                const NAMES: Names = Names { $( $field: $wire ),* };
            }

            /// All of it.
            impl $crate::properties::Projection for $name {
                type Of = Self;

                fn properties() -> $crate::Properties<Self> {
                    $crate::Properties::all()
                }

                fn project(record: Self) -> Result<Self, $crate::properties::Missing> {
                    Ok(record)
                }
            }
        };
    };
}
pub(crate) use selectable;
