mod reason;
mod remedy;
#[cfg(test)]
mod sources;

use std::borrow::Cow;
use std::fmt;

/// A language in which people read what the engine has to say.
///
/// Names of records and what the vendors' systems answered are in no language of ours: they are shown as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[non_exhaustive]
pub enum Language {
    /// English, in which everything is written that programs read.
    #[default]
    English,
    /// Norwegian (bokmål).
    Norwegian,
    /// Swedish.
    Swedish,
}

impl Language {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Norwegian, Self::Swedish, Self::English];

    /// The tag by RFC 5646: `en`, `nb` or `sv`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Norwegian => "nb",
            Self::Swedish => "sv",
        }
    }

    /// The language that a tag asks for, whatever its case and region: `nb-NO`, `no` and `nn` are Norwegian. `None` if it is another
    /// language, or no tag.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "en" => Some(Self::English),
            "nb" | "no" | "nn" => Some(Self::Norwegian),
            "sv" => Some(Self::Swedish),
            _ => None,
        }
    }

    /// Its name in the language itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Norwegian => "Norsk",
            Self::Swedish => "Svenska",
        }
    }
}

impl Language {
    /// A remedy in this language, such as that of a [`Held`](crate::Held) record or of a [`RunError`](crate::RunError).
    ///
    /// Remedies are given, stored and logged in English. This finds the translation by the English text and puts the values into it that the
    /// remedy names. What it does not know stays as it is: what a vendor said, the remedies of a host's own processes and hooks, and those of
    /// an earlier version whose text has changed.
    /// A remedy can quote [what happened](Self::reason): that is in this language, too.
    pub fn remedy(self, english: &str) -> Cow<'_, str> {
        remedy::translated(self, english)
    }

    /// What happened in this language: why a record is [`Held`](crate::Held) or a run failed, what an order
    /// [waits for](crate::Why::gates), what differs, the detail of an event in a timeline.
    ///
    /// All of it is made, stored and logged in English. As with [remedies](Self::remedy), the translation is found by the English text.
    /// What the two systems answered is within these texts and stays as they said it; so does what is not known.
    pub fn reason(self, english: &str) -> Cow<'_, str> {
        reason::translated(self, english)
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_recognised_by_its_language_whatever_its_case_and_region() {
        for &language in Language::ALL {
            assert_eq!(Language::from_tag(language.tag()), Some(language));
        }
        for (tag, language) in [
            ("nb-NO", Some(Language::Norwegian)),
            ("no", Some(Language::Norwegian)),
            ("NN_no", Some(Language::Norwegian)),
            ("sv-FI", Some(Language::Swedish)),
            ("EN-gb", Some(Language::English)),
            ("", None),
            ("*", None),
            ("da", None),
            ("svenska", None),
        ] {
            assert_eq!(Language::from_tag(tag), language, "{tag}");
        }
    }
}
