mod codes;
mod names;

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

/// A country, by its two-letter ISO 3166 code. (Kosovo, which has none, by `XK`.)
///
/// Recognised are the codes of two and three letters, codes in use beside them (`UK`, `EL` for Greece, `XI` for Northern
/// Ireland), and the names of countries in English, Norwegian, Swedish,
/// Danish, Finnish, Icelandic and German, whatever their case, with or without dots and accents. Anything else is not
/// guessed at.
///
/// ```
/// use wms_erp_mapping::Country;
/// for text in ["NO", "nor", "Norge", " NORWAY ", "Norwegen"] {
///     assert_eq!(Country::recognise(text).map(|country| country.code()), Some("NO"));
/// }
/// assert_eq!(Country::recognise("U.S.A.").map(|country| country.code()), Some("US"));
/// assert_eq!(Country::recognise("Noreg og Sverige"), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Country(&'static str);

/// A text is not the code or name of a country.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a country; a two-letter ISO code such as NO always works")]
pub struct UnknownCountry;

impl Country {
    /// The country that the text names, if it is one.
    pub fn recognise(text: &str) -> Option<Self> {
        let wanted: String = folded(text).collect();
        let code = wanted.to_ascii_uppercase();
        let iso = match code.len() {
            2 => rust_iso3166::from_alpha2(&code),
            3 => rust_iso3166::from_alpha3(&code),
            _ => None,
        };
        iso.map(|country| Self(country.alpha2))
            .or_else(|| codes::other(&code).map(Self))
            .or_else(|| names::local(&wanted).map(Self))
            .or_else(|| english(&wanted).map(Self))
    }

    /// The code: two capital letters.
    pub fn code(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl FromStr for Country {
    type Err = UnknownCountry;

    fn from_str(text: &str) -> Result<Self, UnknownCountry> {
        Self::recognise(text).ok_or(UnknownCountry)
    }
}

/// The English short names of ISO 3166, with and without what stands in parentheses.
fn english(wanted: &str) -> Option<&'static str> {
    let is_it = |name: &str| !wanted.is_empty() && folded(name).eq(wanted.chars());
    rust_iso3166::ALL
        .iter()
        .find(|country| is_it(country.name) || is_short(country.name).is_some_and(is_it))
        .map(|country| country.alpha2)
}

/// The name before the parentheses, where it says by itself which country is meant (of the Koreas, the Congos and the
/// Virgin Islands it does not).
fn is_short(name: &'static str) -> Option<&'static str> {
    let (short, _) = name.split_once(" (")?;
    (!matches!(short, "Korea" | "Congo" | "Virgin Islands")).then_some(short)
}

/// The letters of a name in small plain form; case, accents, dots, hyphens and spaces do not tell countries apart.
fn folded(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(char::to_lowercase).flat_map(plain).filter(|c| c.is_alphanumeric())
}

fn plain(c: char) -> impl Iterator<Item = char> {
    let (first, second) = match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => ('a', None),
        'æ' => ('a', Some('e')),
        'ç' => ('c', None),
        'è' | 'é' | 'ê' | 'ë' => ('e', None),
        'ì' | 'í' | 'î' | 'ï' => ('i', None),
        'ð' => ('d', None),
        'ñ' => ('n', None),
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => ('o', None),
        'ù' | 'ú' | 'û' | 'ü' => ('u', None),
        'ý' => ('y', None),
        'þ' => ('t', Some('h')),
        'ß' => ('s', Some('s')),
        // Decomposed accents: the letter before them has already gone through.
        '\u{300}'..='\u{36F}' => (' ', None),
        c => (c, None),
    };
    std::iter::once(first).chain(second)
}
