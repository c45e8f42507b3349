//! Which product a line of the WMS stands for.

use std::collections::HashMap;

use twentyfour_client::types::{InvoiceRow, ProductId, RowId};

use super::ShipmentContext;
use crate::{ArticleIdentification, DeliveredLine, OrderSettings, number_key};

/// The products of an order's rows, by what a line of the WMS may name them with.
pub(super) struct Articles {
    numbers: HashMap<String, ProductId>,
    /// The product of each row, and whether its article's number is known.
    rows: HashMap<RowId, (ProductId, bool)>,
    by_number: bool,
}

impl Articles {
    pub(super) fn of(
        rows: &[(&InvoiceRow, ProductId)],
        context: &ShipmentContext<'_>,
        settings: &OrderSettings,
    ) -> Self {
        let mut articles = Self {
            numbers: HashMap::new(),
            rows: HashMap::new(),
            by_number: settings.article_identification == ArticleIdentification::ArticleNumber,
        };
        for (row, product) in rows {
            let facts = (context.products)(*product);
            if let Some(id) = row.row_id {
                articles.rows.insert(id, (*product, facts.is_some()));
            }
            if let Some(facts) = facts {
                articles.numbers.insert(number_key(&facts.article_number), *product);
            }
        }
        articles
    }

    /// The product of a line. What the WMS says of its article decides; where its number says nothing to us, the row that the
    /// line was made for. An article that is certainly another than that row's is not known, and neither is one that the
    /// WMS does not name, as after it was deleted there: the row may have been given another product since.
    pub(super) fn product(&self, line: &DeliveredLine) -> Option<ProductId> {
        let number = Some(number_key(&line.article)).filter(|number| !number.is_empty());
        let by_number = number.as_ref().and_then(|number| self.numbers.get(number)).copied();
        let named = if self.by_number { by_number.or(line.product) } else { line.product.or(by_number) };
        named.or_else(|| {
            let (product, has_number) = self.rows.get(&line.row?)?;
            (number.is_some() && !has_number).then_some(*product)
        })
    }
}
