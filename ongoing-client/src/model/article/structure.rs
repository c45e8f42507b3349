//! Kits: articles that are made of other articles.

use asmx_soap::{
    DecodeError, Element, Field, FieldInfo, Presence, Reader, Tag, Value, Writer, Xsd, XsdKind, element,
    enumeration,
};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::model::ArticleDefinition;

element! {
    /// One part of a kit.
    pub struct StructureArticleDefinition in NAMESPACE {
        /// How many of it make one kit.
        "NumberOfItems" number_of_items: Decimal,
        /// The part, an article of its own.
        "SubArticleDefinition" sub_article_definition: Option<ArticleDefinition>,
    }
}

enumeration! {
    /// What a kit is.
    pub enum ArticleStructureType = StructureArticle {
        /// Its parts are picked together when it is ordered.
        StructureArticle,
        /// It is made of its parts before it is stocked.
        ProductionArticle,
    }
}

/// What an article is made of.
///
/// The one type of the contract that carries an XML attribute, so it is read and written by hand.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ArticleStructureSpecification {
    /// Whether the parts are picked together, or made into the article beforehand. On the wire an attribute.
    pub article_structure_type: ArticleStructureType,
    /// The parts.
    pub structure_article_definition: Vec<StructureArticleDefinition>,
}

const ATTRIBUTE: &str = "ArticleStructureType";
const PART: &str = "StructureArticleDefinition";

impl Element for ArticleStructureSpecification {
    const NAME: &'static str = "ArticleStructureSpecification";
    const NAMESPACE: &'static str = NAMESPACE;
    const FIELDS: &'static [FieldInfo] =
        &[FieldInfo::new(PART, <StructureArticleDefinition as Value>::XSD, Presence::Repeated)];
}

impl Value for ArticleStructureSpecification {
    const XSD: Xsd = Xsd::new(<Self as Element>::NAME, XsdKind::Complex(|| <Self as Element>::FIELDS));

    fn read(reader: &mut Reader<'_>, tag: &Tag<'_>) -> Result<Option<Self>, DecodeError> {
        let kind = tag.attribute(ATTRIBUTE).map_or_else(Default::default, |word| word.as_str().into());
        let mut this = Self { article_structure_type: kind, structure_article_definition: Vec::new() };
        while let Some(child) = reader.child(tag, NAMESPACE)? {
            match child.is(PART) {
                true => this.structure_article_definition.take(reader, &child).map_err(|e| e.within(PART))?,
                false => reader.skip(&child)?,
            }
        }
        Ok((!tag.is_nil()).then_some(this))
    }

    fn write(&self, writer: &mut Writer, name: &'static str) {
        writer.open_with(name, ATTRIBUTE, self.article_structure_type.as_str());
        self.structure_article_definition.put(writer, PART);
        writer.close(name);
    }
}
