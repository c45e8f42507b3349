use ongoing_client::model::{ArticleClass, InventoryLine};
use rust_decimal::Decimal;
use serde::Serialize;
use twentyfour_client::types::ProductId;

/// Which of the WMS's quantities is the stock of the ERP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
#[non_exhaustive]
pub enum StockBasis {
    /// What lies in the warehouse.
    #[default]
    Physical,
    /// What can still be promised to a customer: without what open orders have booked. May be negative.
    Sellable,
}

/// The quantity of an article. `None` if the WMS did not say: unknown is not zero.
///
/// The live service says what is sellable; where it does not (as in the contract of 2017), it is what is in stock less
/// what is booked.
pub fn stock_level(line: &InventoryLine, basis: StockBasis) -> Option<Decimal> {
    let booked =
        || line.number_of_booked_items_decimal.or_else(|| line.number_of_booked_items.map(Decimal::from));
    match basis {
        StockBasis::Physical => line.physical(),
        StockBasis::Sellable => {
            line.sellable_number_of_items.or_else(|| line.physical()?.checked_sub(booked()?))
        }
    }
}

/// The product that an article of the WMS stands for, if it is one of ours: its product code is a product id.
pub fn product_of(article: &ArticleClass) -> Option<ProductId> {
    product_of_code(article.product_code.as_deref()?)
}

/// The product that a product code of the WMS stands for, if it is that of one of ours: a product id, written as one.
pub fn product_of_code(code: &str) -> Option<ProductId> {
    let code = code.trim();
    let id: ProductId = code.parse().ok()?;
    (id.0 > 0 && id.to_string() == code).then_some(id)
}
