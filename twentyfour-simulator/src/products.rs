//! ProductService: products, their stock, their categories.

use asmx_test_server::Reply;

use super::{
    ask::{Ask, batch, like, too_long},
    options::Shown,
    prices,
    record::Record,
    save_rules, scalar,
    world::{Data, Moment, World, next_id},
    writing::Choice,
};

pub(super) fn answer(world: &mut World, identity: usize, ask: &Ask<'_>) -> Result<Reply, Reply> {
    Ok(match ask.operation {
        "GetProducts" => return search(world, identity, ask),
        "SaveProducts" => batch(world, identity, ask, "products", save),
        "DeleteProducts" => batch(world, identity, ask, "products", delete),
        "SetStockQuantity" => {
            let (data, moment) = world.open(identity);
            let id = ask.request.int("productId").unwrap_or_default();
            let quantity = ask.request.text("stockQuantity").unwrap_or("0");
            match save_rules::stock_quantity(data.products.get(&id), quantity, &moment) {
                Ok(Some(quantity)) => ask.scalar(set_stock(data, &moment, id, &quantity)),
                Ok(None) => ask.scalar(data.products.contains_key(&id)),
                Err(message) => Reply::fault(format!("System.Exception: {message}")),
            }
        }
        "GetAllPriceLists" | "GetPriceList" | "GetDiscountMatrixPriceGroup" | "GetDiscountMatrixCategory" => {
            prices::answer(world, identity, ask)
        }
        "GetCategories" => {
            let found: Vec<Record> = world.books[identity].categories.values().cloned().collect();
            let listed = Choice::Listed(ask.texts("returnProperties"), &[]);
            Reply::written(world.writing().list(identity, ask.operation, found.iter(), listed))
        }
        _ => batch(world, identity, ask, "categories", save_category),
    })
}

/// Sets the level of a product; `false` if there is no such product.
pub(super) fn set_stock(data: &mut Data, moment: &Moment<'_>, id: i32, quantity: &str) -> bool {
    let Some(product) = data.products.get_mut(&id) else { return false };
    product.set("Stock", quantity);
    if moment.options.stock_changes_product {
        product.set("DateChanged", moment.stamp());
    }
    true
}

fn search(world: &mut World, identity: usize, ask: &Ask<'_>) -> Result<Reply, Reply> {
    let wanted = ask.request.record("searchParams");
    let ids = ask.ids("searchParams.ProductIds", &world.options)?;
    let number = |field| wanted.and_then(|wanted| wanted.int(field));
    let text = |field| wanted.and_then(|wanted| wanted.text(field));
    let (id, category, price) = (number("Id"), number("CategoryId"), wanted.and_then(|w| w.decimal("Price")));
    let after = text("DateChanged").and_then(scalar::parse_time);
    let matches = |product: &Record| {
        let is = |field: &str, pattern: Option<&str>| pattern.is_none_or(|p| like(product.text(field), p));
        id.is_none_or(|id| product.int("Id") == Some(id))
            && category.is_none_or(|category| product.int("CategoryId") == Some(category))
            && price.is_none_or(|price| product.decimal("Price") == Some(price))
            && text("EAN1").is_none_or(|ean| product.text("EAN1") == Some(ean))
            && is("No", text("No"))
            && is("Name", text("Name"))
            && after.is_none_or(|after| product.time("DateChanged").is_some_and(|changed| changed > after))
    };
    let listed = ask.properties("returnProperties", None, &world.options)?;
    let shown = world.options.deleted_products;
    let by_id = ids.is_some() || id.is_some();
    let deleted = world.books[identity].deleted_products.clone();
    let is_shown = |product: &Record| match shown {
        Shown::Everywhere => true,
        Shown::ById if by_id => true,
        _ => product.int("Id").is_none_or(|id| !deleted.contains(&id)),
    };
    let data = std::mem::take(&mut world.books[identity].products);
    let chosen: Box<dyn Iterator<Item = &Record>> = match &ids {
        Some(ids) => Box::new(ids.iter().filter_map(|id| data.get(id))),
        None => Box::new(data.values()),
    };
    let found = chosen.filter(|product| is_shown(product) && matches(product));
    let answer = world.writing().list(identity, ask.operation, found, listed);
    world.books[identity].products = data;
    Ok(Reply::written(answer))
}

fn save(data: &mut Data, moment: &Moment<'_>, given: Record) -> Option<Record> {
    let mut echo = given.clone();
    if let Err((kind, message)) = store(data, moment, given).map(|id| echo.set("Id", id)) {
        echo.fail(kind, &message);
    }
    Some(echo)
}

fn store(data: &mut Data, moment: &Moment<'_>, mut given: Record) -> Result<i32, (&'static str, String)> {
    if let Some(message) = too_long(&given) {
        return Err(("Data.DataBaseServerException", message));
    }
    // Read-only when a product is saved.
    for field in ["Stock", "DateChanged", "APIException"] {
        given.clear(field);
    }
    let id = given.int("Id").unwrap_or_else(|| next_id(&data.products, 1000));
    let known = data.products.get(&id);
    for field in ["Name", "CategoryId"] {
        if known.is_none() && !given.is_set(field) {
            return Err(("Core.ParameterNotFoundException", format!("Property {field} is missing.")));
        }
    }
    let product = data.products.entry(id).or_insert_with(|| Record::product().with("StatusId", 1));
    product.merge(&given);
    product.set("Id", id);
    product.set("DateChanged", moment.stamp());
    Ok(id)
}

/// Only what could not be deleted comes back.
fn delete(data: &mut Data, moment: &Moment<'_>, mut given: Record) -> Option<Record> {
    let used = given.int("Id").filter(|id| save_rules::is_product_used(data, *id));
    if used.is_some() && !moment.options.deletes_used {
        given.fail("Core.ParameterNotFoundException", "The product is used by an order.");
        return Some(given);
    }
    if let Some(id) = given.int("Id").filter(|id| data.products.contains_key(id)) {
        data.delete_product(id, moment);
        return None;
    }
    given.fail("Core.ParameterNotFoundException", "The product does not exist.");
    Some(given)
}

fn save_category(data: &mut Data, _moment: &Moment<'_>, given: Record) -> Option<Record> {
    let mut echo = given.clone();
    let id = given.int("Id").unwrap_or_else(|| next_id(&data.categories, 1));
    if !given.is_set("Name") && !data.categories.contains_key(&id) {
        echo.fail("Core.ParameterNotFoundException", "Property Name is missing.");
        return Some(echo);
    }
    let category = data.categories.entry(id).or_insert_with(Record::category);
    category.merge(&given);
    category.set("Id", id);
    echo.set("Id", id);
    Some(echo)
}
