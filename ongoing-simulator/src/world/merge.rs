//! What an update does to a stored record: the vendor does not document it, so it is a rule that tests can turn.

use super::rules::{EmptyText, OmittedField, Rules};

/// Brings the fields of an update into a stored record.
pub(crate) trait Merge {
    fn merge(&mut self, given: Self, rules: &Rules);
}

impl Merge for Option<String> {
    fn merge(&mut self, given: Self, rules: &Rules) {
        match given {
            Some(text) if !text.is_empty() => *self = Some(text),
            Some(_) if rules.empty_text == EmptyText::Clears => *self = None,
            Some(_) => {}
            None if rules.omitted_field == OmittedField::Cleared => *self = None,
            None => {}
        }
    }
}

impl<T> Merge for Vec<T> {
    fn merge(&mut self, given: Self, rules: &Rules) {
        if !given.is_empty() || rules.omitted_field == OmittedField::Cleared {
            *self = given;
        }
    }
}

macro_rules! plain {
    ($($kind:ty),*) => {$(
        impl Merge for Option<$kind> {
            fn merge(&mut self, given: Self, rules: &Rules) {
                if given.is_some() || rules.omitted_field == OmittedField::Cleared {
                    *self = given;
                }
            }
        }
    )*};
}
plain!(rust_decimal::Decimal, i32, i64, bool, chrono::NaiveDateTime);

/// Declares a record whose fields can be merged one by one.
macro_rules! record {
    ($(#[$meta:meta])* pub struct $name:ident { $($(#[$doc:meta])* pub $field:ident: $kind:ty,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct $name { $($(#[$doc])* pub $field: $kind,)* }

        impl $crate::world::merge::Merge for $name {
            fn merge(&mut self, given: Self, rules: &$crate::world::Rules) {
                $($crate::world::merge::Merge::merge(&mut self.$field, given.$field, rules);)*
            }
        }
    };
}
pub(crate) use record;
