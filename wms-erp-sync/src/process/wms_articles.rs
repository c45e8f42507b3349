//! The articles of the WMS, read whole and kept small, to be compared with the ERP's products.

use std::collections::{BTreeMap, HashMap};

use ongoing_client::AnsweredFields;
use ongoing_client::model::{ArticleClass, ArticleDefinition, InventoryLine};
use rust_decimal::Decimal;
use twentyfour_client::types::ProductId;
use wms_erp_mapping::{StockBasis, number_key, product_of, stock_level};

use crate::context::RunError;
use crate::context::run::{BATCH, Run};
use crate::plan::FieldChange;
use crate::process::Reading;
use crate::process::inventory::inventory;
use crate::tenant::Stock;

/// Where a goods owner's articles lie, by product and by number.
#[derive(Debug, Default)]
pub(crate) struct WmsArticles {
    articles: Vec<StoredArticle>,
    by_product: HashMap<ProductId, Vec<usize>>,
    by_number: HashMap<String, usize>,
    /// Which fields the WMS's answers have.
    answered: AnsweredFields,
    /// Articles that could not be read: what seems to be missing may be one of them.
    pub(crate) unreadable: u64,
}

/// The compared part of an article of the WMS: about a kilobyte.
#[derive(Debug)]
pub(crate) struct StoredArticle {
    /// Its place among [`WmsArticles::articles`].
    pub(crate) at: usize,
    pub(crate) system_id: Option<i32>,
    pub(crate) number: String,
    /// As it stands there; empty if it has none.
    pub(crate) code: String,
    pub(crate) product: Option<ProductId>,
    pub(crate) is_stock: Option<bool>,
    /// The quantity by the basis that was asked for.
    pub(crate) level: Option<Decimal>,
    /// The fields that are known, as text; empty where there is nothing.
    fields: BTreeMap<&'static str, Box<str>>,
}

impl WmsArticles {
    /// Reads the whole inventory, which tells all articles, with what `stock` asks for.
    pub(crate) async fn read(run: &Run<'_>, stock: &Stock) -> Result<Self, RunError> {
        let mut in_wms = Self { answered: run.wms.answered_fields(), ..Self::default() };
        let mut lines = Reading::of(inventory(run, &stock.warehouses, None).await?);
        loop {
            let page = lines.next(run, BATCH).await?;
            if page.is_empty() {
                in_wms.unreadable = lines.unreadable();
                return Ok(in_wms);
            }
            for line in page {
                in_wms.put(&line, stock.basis);
            }
        }
    }

    fn put(&mut self, line: &InventoryLine, basis: StockBasis) {
        let Some(class) = &line.article else { return };
        let at = self.articles.len();
        let article = StoredArticle {
            at,
            system_id: class.system_id.map(|id| id.0),
            number: class.article_number.clone().unwrap_or_default(),
            code: class.product_code.as_deref().unwrap_or_default().trim().to_owned(),
            product: product_of(class),
            is_stock: class.is_stock_article,
            level: stock_level(line, basis),
            fields: readable(class)
                .filter_map(|(field, path, text)| {
                    // Absent is empty only where an answer would have it.
                    let empty = || self.answered.inventory_line(path).then(String::new);
                    Some((field, text.or_else(empty)?.into()))
                })
                .collect(),
        };
        if let Some(product) = article.product {
            self.by_product.entry(product).or_default().push(at);
        }
        self.by_number.insert(number_key(&article.number), at);
        self.articles.push(article);
    }

    /// The articles whose product code is this product's id: one, unless something is wrong.
    pub(crate) fn of(&self, product: ProductId) -> Vec<&StoredArticle> {
        let found = self.by_product.get(&product).into_iter().flatten();
        found.filter_map(|at| self.articles.get(*at)).collect()
    }

    /// The article with this number, compared trimmed and without regard to case.
    pub(crate) fn numbered(&self, number: &str) -> Option<&StoredArticle> {
        self.articles.get(*self.by_number.get(&number_key(number))?)
    }

    pub(crate) fn articles(&self) -> &[StoredArticle] {
        &self.articles
    }
}

impl StoredArticle {
    /// The fields in which the WMS differs from what would be written, from what to what. What its answers do not have
    /// (colour, size, groups' names) is unknown and not compared, nor is what would not be written.
    pub(crate) fn differences(&self, mapped: &ArticleDefinition) -> Vec<FieldChange> {
        let is_same = |field: &str, old: &str, new: &str| match field {
            // The warehouse may change its case.
            "ArticleUnitCode" => old.eq_ignore_ascii_case(new),
            // Whether stock is kept has no empty value.
            "IsStockArticle" => old.is_empty() || old == new,
            _ if is_number(field) && old.is_empty() => new == "0",
            _ => old == new,
        };
        let differing = written(mapped).filter_map(|(field, new)| {
            let (new, old) = (new?, self.fields.get(field)?.as_ref());
            let stored = (!old.is_empty()).then(|| old.to_owned());
            (!is_same(field, old, &new)).then(|| FieldChange::new(field, stored, Some(new.into_owned())))
        });
        differing.collect()
    }
}

/// Fields that hold a number: none there is the same as zero.
fn is_number(field: &str) -> bool {
    field.ends_with("Weight")
        || field.ends_with("Price")
        || matches!(field, "Volume" | "Length" | "Width" | "Height")
}

type Text<'a> = std::borrow::Cow<'a, str>;

/// What the WMS has of an article: the name under which a field is written, the one under which answers have it, and its
/// text.
fn readable(class: &ArticleClass) -> impl Iterator<Item = (&'static str, &'static str, Option<String>)> + '_ {
    let text =
        |text: &Option<String>| text.as_deref().map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned);
    let number = |number: Option<Decimal>| number.map(|number| number.normalize().to_string());
    [
        ("ArticleNumber", "Article/ArticleNumber", text(&class.article_number)),
        ("ArticleName", "Article/Name", text(&class.name)),
        ("ProductCode", "Article/ProductCode", text(&class.product_code)),
        ("BarCode", "Article/BarCode", text(&class.bar_code)),
        ("ArticleDescription", "Article/Description", text(&class.description)),
        ("ArticleUnitCode", "Article/ArticleUnitCode", text(&class.article_unit_code)),
        ("SupplierArticleNumber", "Article/SupplierArticleNumber", text(&class.supplier_article_number)),
        ("CountryOfOriginCode", "Article/CountryOfOriginCode", text(&class.country_of_origin_code)),
        ("StatisticsNumber", "Article/StatisticsNumber", text(&class.statistics_number)),
        ("PurchaseCurrencyCode", "Article/PurchaseCurrencyCode", text(&class.purchase_currency_code)),
        ("ArticleGroup/Code", "Article/ArticleGroupCode", text(&class.article_group_code)),
        ("MainSupplier/SupplierNumber", "Article/MainSupplierNumber", text(&class.main_supplier_number)),
        ("MainSupplier/SupplierName", "Article/MainSupplierName", text(&class.main_supplier_name)),
        ("IsStockArticle", "Article/IsStockArticle", class.is_stock_article.map(|is| is.to_string())),
        ("Weight", "Article/Weight", number(class.weight)),
        ("NetWeight", "Article/NetWeight", number(class.net_weight)),
        ("Volume", "Article/Volume", number(class.volume)),
        ("Length", "Article/Length", number(class.length)),
        ("Width", "Article/Width", number(class.width)),
        ("Height", "Article/Height", number(class.height)),
        ("Price", "Article/Price", number(class.price)),
        ("CustomerPrice", "Article/CustomerPrice", number(class.customer_price)),
        ("PurchasePrice", "Article/PurchasePrice", number(class.purchase_price)),
    ]
    .into_iter()
}

/// What would be written of an article, where it can be read again; none where the field would be left out.
fn written(article: &ArticleDefinition) -> impl Iterator<Item = (&'static str, Option<Text<'_>>)> {
    fn text(text: &Option<String>) -> Option<Text<'_>> {
        text.as_deref().map(|text| text.trim().into())
    }
    let number = |number: Option<Decimal>| number.map(|number| Text::from(number.normalize().to_string()));
    let supplier = article.main_supplier.as_ref();
    [
        ("ArticleNumber", text(&article.article_number)),
        ("ArticleName", text(&article.article_name)),
        ("ProductCode", text(&article.product_code)),
        ("BarCode", text(&article.bar_code)),
        ("ArticleDescription", text(&article.article_description)),
        ("ArticleUnitCode", text(&article.article_unit_code)),
        ("SupplierArticleNumber", text(&article.supplier_article_number)),
        ("CountryOfOriginCode", text(&article.country_of_origin_code)),
        ("StatisticsNumber", text(&article.statistics_number)),
        ("PurchaseCurrencyCode", text(&article.purchase_currency_code)),
        (
            "ArticleGroup/Code",
            article.article_group.as_ref().and_then(|group| text(&group.article_group_code)),
        ),
        ("MainSupplier/SupplierNumber", supplier.and_then(|supplier| text(&supplier.supplier_number))),
        ("MainSupplier/SupplierName", supplier.and_then(|supplier| text(&supplier.supplier_name))),
        ("IsStockArticle", article.is_stock_article.map(|is| is.to_string().into())),
        ("Weight", number(article.weight)),
        ("NetWeight", number(article.net_weight)),
        ("Volume", number(article.volume)),
        ("Length", number(article.length)),
        ("Width", number(article.width)),
        ("Height", number(article.height)),
        ("Price", number(article.price)),
        ("CustomerPrice", number(article.customer_price)),
        ("PurchasePrice", number(article.purchase_price)),
    ]
    .into_iter()
}
