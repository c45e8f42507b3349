//! Further fields: what goes over besides the mapping, one entry each: `{ from = "OurReference", to = "OrderInfo.FreeText1" }`.

use std::cell::RefCell;
use std::collections::HashMap;

use wms_erp_sync::mapping::{Conversion, FurtherField, FurtherFieldError, FurtherFields, FurtherTarget};
use wms_erp_sync::{FieldWithoutPlace, Tenant, soap};

use super::document::{Located, Place, Section};
use super::near::nearest;

/// A ready set of further fields, and where it stands.
pub(super) type Preset<S, T> = Option<(FurtherFields<S, T>, Place)>;

/// Where the entries of each setting stand, for what is known only once the tenant is whole.
#[derive(Debug, Default)]
pub(super) struct Entries(RefCell<HashMap<&'static str, Vec<Place>>>);

impl Entries {
    /// Points at the entries whose targets the interface of the WMS does not have.
    pub(super) fn check(&self, tenant: &Tenant, section: &Section<'_, '_>) {
        let entries = self.0.borrow();
        for field in tenant.fields_without_place() {
            let place = entries.get(field.setting).and_then(|places| places.get(field.position));
            let what = format!("REST has no field {}: {}", field.target, FieldWithoutPlace::REMEDY);
            section.add(place.unwrap_or_else(|| section.place()), what);
        }
    }
}

/// The entries under `key`; `setting` is what the library calls it.
pub(super) fn fields<S: soap::Element, T: FurtherTarget>(
    section: &Section<'_, '_>,
    key: &'static str,
    setting: &'static str,
    entries: &Entries,
) -> FurtherFields<S, T> {
    fields_over(section, key, setting, entries, None)
}

/// The same over a preset, whose targets they may fill themselves.
pub(super) fn fields_over<S: soap::Element, T: FurtherTarget>(
    section: &Section<'_, '_>,
    key: &'static str,
    setting: &'static str,
    entries: &Entries,
    preset: Preset<S, T>,
) -> FurtherFields<S, T> {
    let (mut fields, mut places) = (Vec::new(), Vec::new());
    let mut filled: HashMap<String, usize> = HashMap::new();
    for entry in section.sections(key) {
        let read = field::<S, T>(&entry);
        entry.finish();
        let Some((field, place)) = read else { continue };
        if let Some(line) = filled.insert(field.target().to_string(), place.line) {
            section.add(&place, format!("is already filled by the entry in line {line}"));
        }
        fields.push(field);
        places.push(place);
    }
    let mut fields = FurtherFields::from(fields);
    if let Some((preset, place)) = preset {
        fields = fields.with_preset(preset);
        let of_preset = fields.iter().count().saturating_sub(places.len());
        places.splice(0..0, vec![place; of_preset]);
    }
    entries.0.borrow_mut().insert(setting, places);
    fields
}

/// One entry, and where its target stands.
fn field<S: soap::Element, T: FurtherTarget>(entry: &Section<'_, '_>) -> Option<(FurtherField<S, T>, Place)> {
    let (from, value) = (entry.text("from"), entry.text("value"));
    let to = entry.required_text("to");
    let conversion = entry.parsed("as", |word| {
        let listed = Conversion::WORDS.map(|word| format!("{word:?}")).join(", ");
        Conversion::from_word(word).ok_or_else(|| format!("must be one of {listed}"))
    });
    let prefix = entry.text("prefix");
    if from.is_some() == value.is_some() && entry.has("from") == entry.has("value") {
        let what = "must have either from, a field of the ERP, or value, a text that is the same for all";
        entry.add(entry.place(), what);
    }
    let of_conversion = conversion.as_ref().map(|conversion| &conversion.place);
    let unused = of_conversion.or_else(|| prefix.as_ref().map(|prefix| &prefix.place));
    if let Some(place) = unused.filter(|_| value.is_some()) {
        entry.add(place, "needs from: a value is sent as it is written");
    }
    let to = to?;
    let made = match (&from, &value) {
        (Some(from), None) => FurtherField::from_field(from.value.trim(), to.value.trim()),
        (None, Some(value)) => FurtherField::from_constant(&value.value, to.value.trim()),
        _ => return None,
    };
    let mut field = match made {
        Ok(field) => field,
        Err(error) => {
            let is_source = matches!(error, FurtherFieldError::Source(_) | FurtherFieldError::Row { .. });
            let is_value =
                matches!(error, FurtherFieldError::Word { .. } | FurtherFieldError::Constant { .. });
            let place = |at: Option<Located<String>>| at.map(|at| at.place);
            let at = match (is_source, is_value) {
                (true, _) => place(from),
                (_, true) => place(value),
                _ => None,
            };
            entry.add(&at.unwrap_or(to.place), in_words(&error));
            return None;
        }
    };
    if let Some(conversion) = conversion {
        field = field.with_conversion(conversion.value);
    }
    if let Some(prefix) = prefix {
        field = field.with_prefix(prefix.value);
    }
    Some((field, to.place))
}

/// What is wrong, with the names that may have been meant. Values are not repeated.
pub(super) fn in_words(error: &FurtherFieldError) -> String {
    match error {
        FurtherFieldError::Source(unknown) | FurtherFieldError::Target(unknown) => {
            let near = nearest(unknown.part(), unknown.candidates().iter().copied());
            match (near.as_slice(), unknown.candidates()) {
                (_, []) => unknown.to_string(),
                ([], all) => format!("{unknown}: there are {}", all.join(", ")),
                (near, _) => format!("{unknown}: did you mean {}?", near.join(" or ")),
            }
        }
        error => error.to_string(),
    }
}
