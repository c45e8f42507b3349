//! The address that requests leave from: 24SevenOffice counts them by it.

use super::document::Section;

/// What shares its requests an hour with others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Egress {
    /// A name of the address.
    pub(crate) name: String,
    /// How many requests an hour 24SevenOffice allows to it, where that is not the usual number.
    pub(crate) per_hour: Option<u32>,
}

/// `egress` and `requests_per_hour`.
pub(super) fn read(root: &Section<'_, '_>) -> Egress {
    const MOST: usize = 64;
    let name = root.parsed("egress", |text| {
        let is_plain = text.chars().all(|c| c.is_alphanumeric() || ['-', '_', '.'].contains(&c));
        match is_plain && !text.is_empty() && text.chars().count() <= MOST {
            true => Ok(text.to_owned()),
            false => Err(format!(
                "must be letters, digits, \"-\", \"_\" and \".\", {MOST} at most, without spaces"
            )),
        }
    });
    let per_hour = root.number("requests_per_hour").and_then(|number| u32::try_from(number.value).ok());
    Egress { name: name.map_or_else(|| "default".to_owned(), |name| name.value), per_hour }
}
