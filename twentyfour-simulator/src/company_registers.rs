//! CompanyService: what companies are sorted by, and lists to choose from.

use asmx_test_server::{Node, Reply};

use super::{
    ask::{Ask, all, batch},
    record::Record,
    schema::register::FAILURE,
    world::{Data, Moment, World, next_id},
};

pub(super) fn answer(world: &mut World, identity: usize, ask: &Ask<'_>) -> Reply {
    let registers = &world.books[identity].registers;
    match ask.operation {
        "SaveCategories" => return batch(world, identity, ask, "categories", save_category),
        "SaveCustomerCategories" => {
            return batch(world, identity, ask, "customerCategories", |data, _, pair| {
                sort(data, &pair, true)
            });
        }
        "DeleteCustomerCategories" => {
            return batch(world, identity, ask, "customerCategories", |data, _, pair| {
                sort(data, &pair, false)
            });
        }
        "GetCustomerCategories" => {
            let customer = ask.request.int("customerId").unwrap_or_default();
            let of = registers.customer_categories.iter().filter(|(_, one)| *one == customer);
            let ids: Vec<Node> = of.map(|(category, _)| Node::leaf("int", category.to_string())).collect();
            return ask.result(|result| result.with_all(ids));
        }
        _ => {}
    }
    let pairs = |list: &[(i32, String)]| list.iter().map(|(id, name)| Record::pair(id, name)).collect();
    let found: Vec<Record> = match ask.operation {
        "GetCategories" => registers.company_categories.values().cloned().collect(),
        "GetCustomerCategoryTree" => registers
            .customer_categories
            .iter()
            .map(|(category, customer)| Record::pair(category, customer))
            .collect(),
        "GetIndustries" => pairs(&registers.industries),
        "GetStatuses" => pairs(&registers.statuses),
        _ => registers.groups.clone(),
    };
    all(world, identity, ask, found)
}

/// The contract has no place for why a category was refused: one without a name comes back as it was sent, without an id.
fn save_category(data: &mut Data, _moment: &Moment<'_>, mut given: Record) -> Option<Record> {
    let known = &mut data.registers.company_categories;
    let id = given.int("Id").unwrap_or_else(|| next_id(known, 1));
    if !given.is_set("Name") && !known.contains_key(&id) {
        given.clear("Id");
        return Some(given);
    }
    let category = known.entry(id).or_insert_with(Record::company_category);
    category.merge(&given);
    category.set("Id", id);
    given.set("Id", id);
    Some(given)
}

/// Puts a customer into a category or takes it out; why not comes back. The key is the category, the value the customer.
fn sort(data: &mut Data, pair: &Record, put: bool) -> Option<Record> {
    let refused = |message: String| {
        let kind = "Office24Seven.Library.Core.ParameterNotFoundException";
        Some(Record::new(FAILURE).with("Type", kind).with("Message", message))
    };
    let (key, value) = (pair.int("Key"), pair.int("Value"));
    let is_category = |id: &i32| data.registers.company_categories.contains_key(id);
    let is_customer = |id: &i32| data.companies.get(id).is_some_and(|company| company.active);
    let Some(category) = key.filter(is_category) else {
        return refused(format!("The category {} does not exist.", pair.text("Key").unwrap_or_default()));
    };
    let Some(customer) = value.filter(is_customer) else {
        return refused(format!("The customer {} does not exist.", pair.text("Value").unwrap_or_default()));
    };
    let all = &mut data.registers.customer_categories;
    if put {
        all.insert((category, customer));
    } else if !all.remove(&(category, customer)) {
        return refused(format!("The customer {customer} is not in the category {category}."));
    }
    None
}
