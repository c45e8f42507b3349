use std::borrow::Cow;

use super::{Properties, Selectable};

/// What a program wants of a record: which properties it asks for, and what it makes of them.
///
/// Declared by [`projection!`](crate::projection); implemented by hand where a property has to be turned into something
/// else on the way. The vendor's types are projections of themselves, with all properties.
pub trait Projection: Sized + Send + 'static {
    /// The vendor's type.
    type Of: Selectable;

    /// What is asked for.
    fn properties() -> Properties<Self::Of>;

    /// Makes one of a record that was asked for so.
    ///
    /// # Errors
    /// If a property that must be there is not.
    fn project(record: Self::Of) -> Result<Self, Missing>;
}

/// A property that a program cannot do without is not set in a record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{record}{} has no {property}", .key.as_ref().map(|key| format!(" {key}")).unwrap_or_default())]
#[non_exhaustive]
pub struct Missing {
    /// The type of the record.
    pub record: &'static str,
    /// The record's id, where it was asked for.
    pub key: Option<String>,
    /// The property, in the vendor's name.
    pub property: &'static str,
}

impl Missing {
    /// `property` is not set in `record`.
    pub fn of<R: Selectable>(key: Option<String>, property: &'static str) -> Self {
        Self { record: R::NAME, key, property }
    }
}

/// How a field of a [projection](crate::projection) is filled from the record's: taken over as it is, taken out of its
/// `Option` where it must be there, or, of rows, projected one by one.
pub trait ProjectedField<From>: Sized {
    /// What to ask for of the records inside, if there are any.
    fn nested() -> Vec<Cow<'static, str>> {
        Vec::new()
    }

    /// The field, or why there is none.
    ///
    /// # Errors
    /// `missing` where a value must be there, or what a record inside is missing.
    fn pick(from: From, missing: impl FnOnce() -> Missing) -> Result<Self, Missing>;
}

impl<T> ProjectedField<Self> for Option<T> {
    fn pick(from: Self, _: impl FnOnce() -> Missing) -> Result<Self, Missing> {
        Ok(from)
    }
}

impl<T> ProjectedField<Option<T>> for T {
    fn pick(from: Option<T>, missing: impl FnOnce() -> Missing) -> Result<Self, Missing> {
        from.ok_or_else(missing)
    }
}

impl<P: Projection> ProjectedField<Vec<P::Of>> for Vec<P> {
    fn nested() -> Vec<Cow<'static, str>> {
        P::properties().names
    }

    fn pick(from: Vec<P::Of>, _: impl FnOnce() -> Missing) -> Result<Self, Missing> {
        from.into_iter().map(P::project).collect()
    }
}

/// Lists that are taken over as they are: nothing is asked for of what is in them.
macro_rules! whole {
    ($($part:ident)*) => { $(
        impl ProjectedField<Vec<crate::types::$part>> for Vec<crate::types::$part> {
            fn pick(from: Self, _: impl FnOnce() -> Missing) -> Result<Self, Missing> {
                Ok(from)
            }
        }
    )* };
}

whole!(UserDefinedDimension Relation CompanyMap);

/// What a field asks for inside; the field tells by its type.
#[doc(hidden)]
pub fn nested<R, F, T: ProjectedField<F>>(_: fn(R) -> F, _: fn() -> Option<T>) -> Vec<Cow<'static, str>> {
    T::nested()
}

#[doc(hidden)]
pub fn pick<F, T: ProjectedField<F>>(from: F, missing: impl FnOnce() -> Missing) -> Result<T, Missing> {
    T::pick(from, missing)
}

/// Declares what a program wants of one of the vendor's types, once: a struct whose fields are what is asked for and
/// what is read.
///
/// Fields have the names that they have in the vendor's type. A field of type `Option<T>` may be missing; one of type `T`
/// must be there, and a record without it is an [error of its own](crate::Error::is_item), which says what is missing and
/// in which record. `InvoiceRows` are a `Vec` of a projection of [`InvoiceRow`](crate::types::InvoiceRow).
///
/// ```
/// use futures::TryStreamExt;
/// use rust_decimal::Decimal;
/// use twentyfour_client::types::{InvoiceSearchParameters, OrderId, OrderSlipStateType, ProductId};
/// use twentyfour_client::{Client, Credentials, projection};
/// # use twentyfour_simulator::{Record, Simulator};
///
/// projection! {
///     /// An order as a picker sees it.
///     #[derive(Debug)]
///     pub struct PickOrder of InvoiceOrder {
///         /// Identifies it; there is no order without.
///         pub order_id: OrderId,
///         /// The remark.
///         pub invoice_title: Option<String>,
///         /// What to pick.
///         pub invoice_rows: Vec<PickRow>,
///     }
///
///     /// One row of it.
///     #[derive(Debug)]
///     pub struct PickRow of InvoiceRow {
///         /// What; a text row has none.
///         pub product_id: Option<ProductId>,
///         /// How many.
///         pub quantity: Option<Decimal>,
///     }
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let erp = Simulator::start().await?;
/// # let product = erp.books().add_product(Record::product().with("Name", "Kaffe"));
/// # let customer = erp.books().add_company(Record::company().with("Name", "Kari").with("Type", "Consumer"));
/// # let row = Record::row().with("ProductId", product).with("Quantity", 3);
/// # erp.books().add_order(Record::order().with("CustomerId", customer).with("OrderStatus", "Confirmed").with_row(row));
/// # let credentials = Credentials::new(erp.application_id().parse()?, erp.username(), erp.password());
/// # let client = Client::builder(credentials).base_url(erp.base_url()).build()?;
/// let confirmed = InvoiceSearchParameters::in_states([OrderSlipStateType::Confirmed]);
/// let orders: Vec<PickOrder> = client.get_invoices(confirmed, PickOrder::PROPERTIES).await?.try_collect().await?;
/// assert_eq!(orders[0].invoice_rows[0].quantity, Some(3.into()));
/// # Ok(()) }
/// ```
#[macro_export]
macro_rules! projection {
    ($(
        $(#[$meta:meta])*
        $vis:vis struct $name:ident of $record:ident { $(
            $(#[$field_meta:meta])*
            $field_vis:vis $field:ident : $type:ty
        ),* $(,)? }
    )*) => { $(
        $(#[$meta])*
        $vis struct $name { $( $(#[$field_meta])* $field_vis $field: $type ),* }

        impl $crate::properties::Projection for $name {
            type Of = $crate::types::$record;

            fn properties() -> $crate::Properties<Self::Of> {
                $crate::Properties::<Self::Of>::default()$(.with(
                    <Self::Of as $crate::properties::Selectable>::NAMES.$field,
                    $crate::properties::nested(
                        |record: $crate::types::$record| record.$field,
                        || None::<$type>,
                    ),
                ))*
            }

            fn project(record: Self::Of) -> Result<Self, $crate::properties::Missing> {
                let key = $crate::asmx_soap::Value::id(&record);
                Ok(Self { $(
                    $field: $crate::properties::pick(record.$field, || {
                        let property = <Self::Of as $crate::properties::Selectable>::NAMES.$field;
                        $crate::properties::Missing::of::<Self::Of>(key.clone(), property)
                    })?,
                )* })
            }
        }

        $crate::__projected! { $vis $name }
    )* };
}

/// What requests take; there with the feature `client` only.
#[cfg(feature = "client")]
#[doc(hidden)]
#[macro_export]
macro_rules! __projected {
    ($vis:vis $name:ident) => {
        impl $name {
            /// Asks for these fields, and reads them.
            #[allow(dead_code, reason = "some are only parts of others")]
            $vis const PROPERTIES: $crate::properties::Projected<Self> = $crate::properties::Projected::PROPERTIES;
        }
    };
}

#[cfg(not(feature = "client"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __projected {
    ($vis:vis $name:ident) => {};
}
