//! ProductService: price lists and discounts, which can only be read.

use asmx_test_server::Reply;

use super::{
    ask::{Ask, all},
    record::Record,
    world::World,
};

pub(super) fn answer(world: &mut World, identity: usize, ask: &Ask<'_>) -> Reply {
    let registers = &world.books[identity].registers;
    let discounts =
        |field: &str| registers.discounts.iter().filter(|one| one.is_set(field)).cloned().collect();
    let found: Vec<Record> = match ask.operation {
        "GetAllPriceLists" => registers.price_lists.values().map(|list| list.record.clone()).collect(),
        "GetPriceList" => {
            let list = ask.request.int("priceListId").and_then(|id| registers.price_lists.get(&id));
            let prices = list.iter().flat_map(|list| &list.prices);
            prices.map(|(product, price)| Record::pair(product, price)).collect()
        }
        "GetDiscountMatrixPriceGroup" => discounts("PriceGroupId"),
        _ => discounts("CategoryId"),
    };
    all(world, identity, ask, found)
}
