//! `language`: in which language people read.

use wms_erp_sync::Language;

use super::document::Section;

/// Reads the key; none if it is not there, or wrong.
pub(super) fn read(section: &Section<'_, '_>) -> Option<Language> {
    let language = section.parsed("language", |text| {
        let known = Language::ALL.iter().copied().find(|language| language.tag() == text);
        known.ok_or_else(|| "must be \"nb\" (Norwegian), \"sv\" (Swedish) or \"en\" (English)".to_owned())
    });
    language.map(|language| language.value)
}
