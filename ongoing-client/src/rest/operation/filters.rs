//! Typed query strings: one declaration gives the struct, the query, and the table that contract tests walk.

use crate::rest::model::FieldInfo;
use crate::rest::query::Query;

/// What the query of an operation can hold beside the goods owner.
pub(in crate::rest) trait Filters: Default {
    const PARAMETERS: &'static [FieldInfo];

    /// The queries that ask for it, one after another. A list that is too long for one address, and the only one, is asked
    /// for in parts; several lists narrow each other, so they are not taken apart.
    fn queries(&self, base: Query) -> Vec<Query>;
}

/// Operations without filters.
impl Filters for () {
    const PARAMETERS: &'static [FieldInfo] = &[];

    fn queries(&self, base: Query) -> Vec<Query> {
        vec![base]
    }
}

/// The values of a parameter, as texts.
pub(in crate::rest) trait Values {
    fn texts(&self) -> Vec<String>;
}

impl<T: ToString> Values for Option<T> {
    fn texts(&self) -> Vec<String> {
        self.iter().map(ToString::to_string).collect()
    }
}

impl<T: ToString> Values for Vec<T> {
    fn texts(&self) -> Vec<String> {
        self.iter().map(ToString::to_string).collect()
    }
}

/// Declares the filters of operations: every one may be unset, and those that are set narrow each other.
macro_rules! filters {
    ($(
        $(#[$meta:meta])*
        pub struct $name:ident {
            $( $(#[$field_meta:meta])* $wire:literal $field:ident: $type:ty ),* $(,)?
        }
    )*) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Default)]
        pub struct $name {
            $( $(#[$field_meta])* pub $field: $type, )*
        }

        impl $crate::rest::operation::filters::Filters for $name {
            const PARAMETERS: &'static [$crate::rest::model::FieldInfo] =
                &[$( $crate::rest::model::FieldInfo::new::<$type>($wire) ),*];

            fn queries(&self, base: $crate::rest::query::Query) -> Vec<$crate::rest::query::Query> {
                let given = [$( ($wire, $crate::rest::operation::filters::Values::texts(&self.$field)) ),*];
                $crate::rest::operation::filters::in_parts(base, given)
            }
        }
    )* };
}

pub(in crate::rest) use filters;

pub(in crate::rest) fn in_parts(
    mut base: Query,
    given: impl IntoIterator<Item = (&'static str, Vec<String>)>,
) -> Vec<Query> {
    let (lists, single): (Vec<_>, Vec<_>) = given.into_iter().partition(|(_, values)| values.len() > 1);
    for (key, values) in single {
        base = base.with(key, values.first());
    }
    match &lists[..] {
        [(key, values)] => base.for_each(key, values),
        several => vec![several.iter().fold(base, |base, (key, values)| base.with_all(key, values))],
    }
}
