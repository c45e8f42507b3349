//! What the company sells.

use wms_erp_sync::simulator::ongoing::world::ArticleData;
use wms_erp_sync::simulator::ongoing::{Refusal, Simulator};
use wms_erp_sync::simulator::twentyfour::{Books, Record};

use super::ULLVAREN;

/// A tent.
pub const TENT: i32 = 1001;
/// A sleeping bag.
pub const SLEEPING_BAG: i32 = 1002;
/// Woollen underwear.
pub const WOOL: i32 = 1003;
/// A thermos flask: there are fewer on the shelf than in the books.
pub const THERMOS: i32 = 1004;
/// A cooking set.
pub const COOKING_SET: i32 = 1005;
/// A map that has no number.
pub const MAP: i32 = 1006;
/// Freight: nothing that lies on a shelf.
pub const FREIGHT: i32 = 1007;
/// A rucksack that is not sold any more.
pub const EXPIRED: i32 = 1008;

struct Goods {
    id: i32,
    number: &'static str,
    name: &'static str,
    bar_code: &'static str,
    /// Kilograms.
    weight: &'static str,
    price: i32,
    in_the_books: i32,
    on_the_shelf: i32,
}

#[rustfmt::skip]
const GOODS: &[Goods] = &[
    Goods { id: TENT, number: "TELT-3", name: "Telt Skardet, 3 personer", bar_code: "7090000010013", weight: "3.4", price: 4490, in_the_books: 14, on_the_shelf: 14 },
    Goods { id: SLEEPING_BAG, number: "SOVE-V", name: "Sovepose Låvdal, vinter", bar_code: "7090000010020", weight: "1.85", price: 2990, in_the_books: 20, on_the_shelf: 20 },
    Goods { id: WOOL, number: "ULL-M", name: "Ullundertøy Bris, str. M", bar_code: "7090000010037", weight: "0.32", price: 899, in_the_books: 60, on_the_shelf: 60 },
    Goods { id: THERMOS, number: "TERMOS-1", name: "Termos Furu, 1 liter", bar_code: "7090000010044", weight: "0.52", price: 349, in_the_books: 10, on_the_shelf: 7 },
    Goods { id: COOKING_SET, number: "KOKE-2", name: "Kokesett Varde, 2 personer", bar_code: "7090000010051", weight: "0.9", price: 1190, in_the_books: 25, on_the_shelf: 25 },
    Goods { id: MAP, number: "", name: "Turkart Lyngen 1:50 000", bar_code: "7090000010068", weight: "0.09", price: 249, in_the_books: 40, on_the_shelf: 40 },
];

pub(super) fn enter(books: &Books) {
    books.add_category(Record::category().with("Name", "Friluftsutstyr"));
    for goods in GOODS {
        let mut product = Record::product()
            .with("Id", goods.id)
            .with("No", goods.number)
            .with("Name", goods.name)
            .with("EAN1", goods.bar_code)
            .with("Weight", goods.weight)
            .with("Price", goods.price)
            .with("TaxRate", 25)
            .with("Stock", goods.in_the_books)
            .with("StockControlled", true);
        if goods.id == WOOL {
            product.set("SupplierId", ULLVAREN);
        }
        books.add_product(product);
    }
    let freight = Record::product().with("Id", FREIGHT).with("No", "FRAKT").with("Name", "Frakt");
    books.add_product(freight.with("Price", 149).with("TaxRate", 25).with("StockControlled", false));
    let expired =
        Record::product().with("Id", EXPIRED).with("No", "SEKK-60").with("Name", "Ryggsekk Tind 60 liter");
    books.add_product(expired.with("StatusId", 0).with("Stock", 0).with("StockControlled", true));
}

/// The goods arrived before the integration did: their codes were typed in by hand.
pub(super) fn stock_up(wms: &Simulator) -> Result<(), Refusal> {
    for goods in GOODS {
        let id = goods.id.to_string();
        let number = if goods.number.is_empty() { &id } else { goods.number };
        let article = ArticleData {
            article_number: Some(number.to_owned()),
            product_code: Some(id.clone()),
            ..ArticleData::default()
        };
        wms.act(|world| world.add_article(article))?;
        wms.receive(&id, goods.on_the_shelf)?;
    }
    Ok(())
}
