use std::fmt;
use std::str::FromStr;

use ongoing_client::model::{
    ArticleColor, ArticleDefinition, ArticleGroup, ArticleGroupIdentification, ArticleGroupOperation,
    ArticleSize,
};

/// How product numbers name variants: `{group}-{color}-{size}` says that `LAMP-1-BLACK-L` is the `LAMP-1` in `BLACK`, size
/// `L`. The ERP knows no variants; numbers like these are how companies keep them apart.
///
/// A number is split from its end, so that the first part may contain what separates the others. Every part must hold
/// something; a number that does not fit is an article without variants.
///
/// ```
/// use wms_erp_mapping::VariantPattern;
/// let pattern: VariantPattern = "{group}-{color}-{size}".parse()?;
/// let variant = pattern.split("LAMP-1-BLACK-L").ok_or("does not fit")?;
/// assert_eq!(variant.group.as_deref(), Some("LAMP-1"));
/// assert_eq!(variant.color.as_deref(), Some("BLACK"));
/// assert_eq!(pattern.split("FREIGHT"), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct VariantPattern {
    /// What stands before the first part.
    start: String,
    /// The parts, each with what stands behind it.
    parts: Vec<(Part, String)>,
}

/// What tells a variant from its siblings.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub struct Variant {
    /// What the siblings share.
    pub group: Option<String>,
    /// The colour.
    pub color: Option<String>,
    /// The size, or the packaging.
    pub size: Option<String>,
}

/// A text is not a pattern of variants.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidPattern {
    /// Something in braces that is no part.
    #[error("{{{0}}} is not a part of a variant; the parts are {{group}}, {{color}} and {{size}}")]
    UnknownPart(String),
    /// A part that stands there twice.
    #[error("{{{0}}} is in the pattern twice")]
    Twice(&'static str),
    /// Two parts with nothing between them: it could not be said where one ends.
    #[error("there is nothing between two parts of the pattern")]
    NothingBetween,
    /// A brace without its counterpart.
    #[error("a brace of the pattern is not closed")]
    OpenBrace,
    /// No part at all.
    #[error("the pattern has no part")]
    NoPart,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Part {
    Group,
    Color,
    Size,
}

impl VariantPattern {
    /// The parts of a number, if it fits the pattern.
    pub fn split(&self, number: &str) -> Option<Variant> {
        let mut rest = number.trim().strip_prefix(self.start.as_str())?;
        let mut variant = Variant::default();
        for (at, (part, behind)) in self.parts.iter().enumerate().rev() {
            rest = rest.strip_suffix(behind.as_str())?;
            let text = match at.checked_sub(1).map(|before| self.parts[before].1.as_str()) {
                Some(separator) => {
                    let start = rest.rfind(separator)? + separator.len();
                    let (before, text) = rest.split_at(start);
                    rest = before;
                    text
                }
                None => rest,
            };
            if text.trim().is_empty() {
                return None;
            }
            *variant.part(*part) = Some(text.to_owned());
        }
        Some(variant)
    }
}

impl Variant {
    /// Says on an article which variant it is. A group is found by its code or created, as are colours and sizes.
    pub fn apply(&self, article: &mut ArticleDefinition) {
        if let Some(code) = &self.group {
            let mut group = ArticleGroup::default();
            group.article_group_operation = ArticleGroupOperation::FindOrCreate;
            group.article_group_identification = ArticleGroupIdentification::ArticleGroupCode;
            group.article_group_code = Some(code.clone());
            group.article_group_name = Some(code.clone());
            article.article_group = Some(group);
        }
        if let Some(code) = &self.color {
            let mut color = ArticleColor::default();
            color.color_code = Some(code.clone());
            color.color_name = Some(code.clone());
            article.article_color = Some(color);
        }
        if let Some(code) = &self.size {
            let mut size = ArticleSize::default();
            size.size_code = Some(code.clone());
            size.size_name = Some(code.clone());
            article.article_size = Some(size);
        }
    }

    fn part(&mut self, part: Part) -> &mut Option<String> {
        match part {
            Part::Group => &mut self.group,
            Part::Color => &mut self.color,
            Part::Size => &mut self.size,
        }
    }
}

impl Part {
    fn name(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::Color => "color",
            Self::Size => "size",
        }
    }
}

impl FromStr for VariantPattern {
    type Err = InvalidPattern;

    fn from_str(text: &str) -> Result<Self, InvalidPattern> {
        let mut pieces = text.split('{');
        let start = pieces.next().unwrap_or_default().to_owned();
        let mut parts: Vec<(Part, String)> = Vec::new();
        for piece in pieces {
            let (name, behind) = piece.split_once('}').ok_or(InvalidPattern::OpenBrace)?;
            let part = [Part::Group, Part::Color, Part::Size]
                .into_iter()
                .find(|part| part.name() == name)
                .ok_or_else(|| InvalidPattern::UnknownPart(name.to_owned()))?;
            if parts.iter().any(|(other, _)| *other == part) {
                return Err(InvalidPattern::Twice(part.name()));
            }
            if parts.last().is_some_and(|(_, behind)| behind.is_empty()) {
                return Err(InvalidPattern::NothingBetween);
            }
            parts.push((part, behind.to_owned()));
        }
        if std::iter::once(&start)
            .chain(parts.iter().map(|(_, behind)| behind))
            .any(|text| text.contains('}'))
        {
            return Err(InvalidPattern::OpenBrace);
        }
        if parts.is_empty() { Err(InvalidPattern::NoPart) } else { Ok(Self { start, parts }) }
    }
}

impl fmt::Display for VariantPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.start)?;
        self.parts.iter().try_for_each(|(part, behind)| write!(f, "{{{}}}{behind}", part.name()))
    }
}
