//! What counts as an address.

use twentyfour_client::types::Address;

use crate::note::{NoteKind, Notes};
use crate::text::filled;

/// Whether street, postal code and place are all empty: the country alone is no address.
pub(crate) fn is_empty(address: &Address) -> bool {
    [&address.street, &address.postal_code, &address.postal_area, &address.city]
        .iter()
        .all(|text| filled(text.as_deref()).is_none())
}

/// The place, from the first of two fields that says one.
pub(crate) fn place(
    field: &'static str,
    (first_name, first): (&str, &Option<String>),
    (second_name, second): (&str, &Option<String>),
    notes: &mut Notes,
) -> Option<String> {
    if filled(first.as_deref()).is_none() && filled(second.as_deref()).is_some() {
        notes.add(
            NoteKind::Fallback,
            field,
            format!("the address has no {first_name}; its {second_name} is used instead"),
        );
        return notes.text(field, second.as_deref());
    }
    notes.text(field, first.as_deref())
}
