use ongoing_client::model::{ArticleDefinition, ArticleIdentificationType, ArticleOperation, Supplier};
use rust_decimal::Decimal;
use serde::{Serialize, Serializer};
use twentyfour_client::types::{Company, Product};

use crate::held::product_id;
use crate::note::{NoteKind, Notes};
use crate::text::{filled, without_forbidden};
use crate::{FurtherFields, Hold, HoldCause, Mapped, NonStock, supplier};

/// How articles are mapped. [`Default`] is what the integration documents ask for.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ArticleSettings {
    /// How the WMS finds the article of a product.
    pub identification: ArticleIdentification,
    /// What a product's weight is multiplied with, since 24SevenOffice states no unit. 1 unless set.
    #[serde(serialize_with = "as_number")]
    pub weight_factor: Decimal,
    /// Which products are no goods, and what becomes of them.
    pub non_stock: NonStock,
    /// Whether articles name their main supplier: the supplier process. Off unless set.
    pub suppliers: bool,
    /// Fields that go over besides, from the product. None unless set.
    pub fields: FurtherFields<Product, ArticleDefinition>,
    /// Fields that go over besides with the main supplier, from its company. None unless set.
    pub supplier_fields: FurtherFields<Company, Supplier>,
}

impl Default for ArticleSettings {
    fn default() -> Self {
        Self {
            identification: ArticleIdentification::default(),
            weight_factor: Decimal::ONE,
            non_stock: NonStock::default(),
            suppliers: false,
            fields: FurtherFields::default(),
            supplier_fields: FurtherFields::default(),
        }
    }
}

/// The same for 1000 and 1000.0.
fn as_number<S: Serializer>(number: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&number.normalize())
}

/// What an article is found by in the WMS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
#[non_exhaustive]
pub enum ArticleIdentification {
    /// The product id, which never changes: a product with a new number updates its article.
    #[default]
    ProductCode,
    /// The product's number, for a warehouse that already has articles without product codes.
    ArticleNumber,
}

impl ArticleIdentification {
    pub(crate) fn on_the_wire(self) -> ArticleIdentificationType {
        match self {
            Self::ProductCode => ArticleIdentificationType::ProductCode,
            Self::ArticleNumber => ArticleIdentificationType::ArticleNumber,
        }
    }
}

/// Maps a product to an article that is created or updated.
///
/// `supplier` is the company that the product's `SupplierId` names; it counts only if the settings say so.
///
/// # Errors
/// If the product has no id, or the value of a further field does not fit.
pub fn article(
    product: &Product,
    supplier: Option<&Company>,
    settings: &ArticleSettings,
) -> Result<Mapped<ArticleDefinition>, Hold> {
    let id = product_id(product.id)?;
    let mut notes = Notes::default();
    let mut article = ArticleDefinition::default();
    article.article_operation = ArticleOperation::CreateOrUpdate;
    article.article_identification = settings.identification.on_the_wire();
    article.product_code = Some(id.to_string());
    let number = notes.unless_empty("ArticleNumber", product.no.as_deref()).unwrap_or_else(|| {
        notes.add(NoteKind::FilledIn, "ArticleNumber", "the product has no number; its id is used instead");
        id.to_string()
    });
    let name = notes.unless_empty("ArticleName", product.name.as_deref()).unwrap_or_else(|| {
        notes.add(NoteKind::FilledIn, "ArticleName", "the product has no name; its number is used instead");
        number.clone()
    });
    article.article_number = Some(number);
    article.article_name = Some(name);
    article.article_description = notes.text("ArticleDescription", product.description.as_deref());
    article.bar_code = notes.text("BarCode", product.ean1.as_deref());
    article.weight = weight(product, settings, &mut notes);
    article.is_stock_article = Some(settings.non_stock.goes_as_stock(product));
    if settings.suppliers {
        article.main_supplier = main_supplier(product, supplier, settings, &mut notes)?;
    }
    notes.extend(settings.fields.fill(product, &mut article)?);
    Ok(notes.with(article))
}

/// The number of the product's article: its `No`, or its id where that is empty.
pub fn article_number(product: &Product) -> String {
    match filled(product.no.as_deref()) {
        Some(number) => without_forbidden(number).into_owned(),
        None => product.id.map(|id| id.to_string()).unwrap_or_default(),
    }
}

/// A number as it is compared with others: trimmed, and without regard to case.
///
/// ```
/// assert_eq!(wms_erp_mapping::number_key(" ab-12 "), wms_erp_mapping::number_key("AB-12"));
/// ```
pub fn number_key(number: &str) -> String {
    number.trim().to_lowercase()
}

/// Whether the product has expired in the ERP (`StatusId` 0). One that the WMS never had stays out until an order
/// needs it.
pub fn is_expired(product: &Product) -> bool {
    product.status_id == Some(0)
}

fn weight(product: &Product, settings: &ArticleSettings, notes: &mut Notes) -> Option<Decimal> {
    let weight = product.weight?;
    if settings.weight_factor == Decimal::ONE {
        return Some(weight);
    }
    let scaled = weight.checked_mul(settings.weight_factor);
    if scaled.is_none() {
        notes.add(NoteKind::LeftOut, "Weight", "the weight is too large to be converted");
    }
    scaled
}

fn main_supplier(
    product: &Product,
    company: Option<&Company>,
    settings: &ArticleSettings,
    notes: &mut Notes,
) -> Result<Option<Supplier>, HoldCause> {
    let Some(id) = product.supplier_id.filter(|id| id.0 > 0) else { return Ok(None) };
    let Some(company) = company.filter(|company| company.id == Some(id)) else {
        notes.add(NoteKind::LeftOut, "MainSupplier", format!("the ERP knows no company {id}"));
        return Ok(None);
    };
    match supplier(company) {
        Ok(mapped) => {
            let mut supplier = mapped.value;
            notes.extend(mapped.notes);
            notes.extend(settings.supplier_fields.fill(company, &mut supplier)?);
            Ok(Some(supplier))
        }
        Err(held) => {
            notes.add(NoteKind::LeftOut, "MainSupplier", held.to_string());
            Ok(None)
        }
    }
}
