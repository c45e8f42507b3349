use std::fmt;
use std::marker::PhantomData;

use futures::StreamExt;

use super::{Projection, Properties, Selectable};
use crate::client::Items;
use crate::error::{Error, ErrorKind};
use crate::types::{InvoiceOrder, InvoiceRow};

/// What a request asks for of each record, and what comes back for it: [`Properties`], names as texts, or a declared
/// [projection](crate::projection).
pub trait Select<T: Selectable> {
    /// What comes back for each record.
    type Output: Send + 'static;

    /// The properties that are asked for.
    fn into_properties(self) -> Properties<T>;

    #[doc(hidden)]
    fn read(operation: &'static str, records: Items<T>) -> Items<Self::Output>;
}

/// What a [projection](crate::projection) asks for; `PROPERTIES` of the declared struct.
pub struct Projected<P>(PhantomData<fn() -> P>);

impl<P: Projection> Projected<P> {
    #[doc(hidden)]
    pub const PROPERTIES: Self = Self(PhantomData);
}

impl<P> Clone for Projected<P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P> Copy for Projected<P> {}

impl<P: Projection> fmt::Debug for Projected<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Projected").field(&P::properties().names).finish()
    }
}

impl<P: Projection> Select<P::Of> for Projected<P> {
    type Output = P;

    fn into_properties(self) -> Properties<P::Of> {
        P::properties()
    }

    fn read(operation: &'static str, records: Items<P::Of>) -> Items<P> {
        let project = move |record| {
            P::project(record).map_err(|error| Error::new(operation, ErrorKind::Missing(error)))
        };
        records.map(move |record| record.and_then(project)).boxed()
    }
}

macro_rules! whole {
    ($from:ty $(, $length:ident)?; $self:ident => $properties:expr) => {
        impl<T: Selectable $(, const $length: usize)?> Select<T> for $from {
            type Output = T;

            fn into_properties($self) -> Properties<T> {
                $properties
            }

            fn read(_: &'static str, records: Items<T>) -> Items<T> {
                records
            }
        }
    };
}

whole!(Properties<T>; self => self);
whole!(&[&str]; self => Properties::named(self.iter().map(|name| (*name).to_owned())));
whole!(&[&str; N], N; self => self.as_slice().into_properties());
whole!(&Vec<&str>; self => self.as_slice().into_properties());
whole!(&Vec<String>; self => Properties::named(self.iter().cloned()));

/// Those of the order, and those of its rows.
impl<A, B> Select<InvoiceOrder> for (A, B)
where
    A: Select<InvoiceOrder, Output = InvoiceOrder>,
    B: Select<InvoiceRow, Output = InvoiceRow>,
{
    type Output = InvoiceOrder;

    fn into_properties(self) -> Properties<InvoiceOrder> {
        let rows = self.1.into_properties();
        let order = self.0.into_properties();
        if rows.names.is_empty() { order } else { order.rows(rows) }
    }

    fn read(_: &'static str, records: Items<InvoiceOrder>) -> Items<InvoiceOrder> {
        records
    }
}
