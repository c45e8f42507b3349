//! CompanyService: customers and suppliers.

use asmx_test_server::Reply;

use super::{
    ask::{Ask, batch, like, no_filter, too_long},
    company_registers,
    links::{delete_map, delete_relation, save_map, save_relation},
    record::Record,
    save_rules,
    schema::company::{SYNC_COMPANY, SYNC_PAGE},
    world::{Company, Data, Moment, World, next_id},
    writing::Choice,
};

pub(super) fn answer(world: &mut World, identity: usize, ask: &Ask<'_>) -> Result<Reply, Reply> {
    Ok(match ask.operation {
        "GetCompanies" => return search(world, identity, ask),
        "GetCompanySyncList" => sync_list(world, identity, ask),
        "SaveCompanies" => batch(world, identity, ask, "companies", save),
        "SaveRelations" => batch(world, identity, ask, "relations", save_relation),
        "DeleteRelations" => batch(world, identity, ask, "relations", delete_relation),
        "SaveMaps" => batch(world, identity, ask, "maps", save_map),
        "DeleteMaps" => batch(world, identity, ask, "maps", delete_map),
        "DeleteCompanies" => batch(world, identity, ask, "companies", delete),
        _ => company_registers::answer(world, identity, ask),
    })
}

fn search(world: &mut World, identity: usize, ask: &Ask<'_>) -> Result<Reply, Reply> {
    let ids = ask.ids("searchParams.CompanyIds", &world.options)?;
    let request = &ask.request;
    let text = |field: &str| request.text(field).filter(|text| !text.is_empty());
    let (external, name) = (text("searchParams.ExternalId"), text("searchParams.CompanyName"));
    let (email, phone) = (text("searchParams.CompanyEmail"), text("searchParams.CompanyPhone"));
    let organization = text("searchParams.OrganizationNumber");
    let (id, after) = (request.int("searchParams.CompanyId"), request.time("searchParams.ChangedAfter"));
    let texts = [external, name, email, phone, organization];
    if ids.is_none() && id.is_none() && after.is_none() && texts.iter().all(Option::is_none) {
        return Err(no_filter());
    }
    let matches = |company: &Record| {
        let is =
            |field: &str, wanted: Option<&str>| wanted.is_none_or(|text| company.text(field) == Some(text));
        let in_slots = |slots: &str, wanted: Option<&str>| {
            wanted.is_none_or(|wanted| {
                let slots = company.record(slots);
                let names = slots.iter().flat_map(|slots| slots.of.fields.iter().map(|slot| slot.name));
                names.map(|name| format!("{name}.Value")).any(|path| {
                    slots.and_then(|slots| slots.text(&path)).is_some_and(|value| like(Some(value), wanted))
                })
            })
        };
        ids.as_ref().is_none_or(|ids| company.int("Id").is_some_and(|id| ids.binary_search(&id).is_ok()))
            && id.is_none_or(|id| company.int("Id") == Some(id))
            && is("ExternalId", external)
            && is("OrganizationNumber", organization)
            && name.is_none_or(|name| like(company.text("Name"), name))
            && in_slots("EmailAddresses", email)
            && in_slots("PhoneNumbers", phone)
            && after.is_none_or(|after| company.time("DateChanged").is_some_and(|changed| changed > after))
    };
    let data = std::mem::take(&mut world.books[identity].companies);
    let active = data.values().filter(|company| company.active).map(|company| &company.record);
    let listed = Choice::Listed(ask.texts("returnProperties"), &[]);
    let answer =
        world.writing().list(identity, ask.operation, active.filter(|company| matches(company)), listed);
    world.books[identity].companies = data;
    Ok(Reply::written(answer))
}

fn sync_list(world: &mut World, identity: usize, ask: &Ask<'_>) -> Reply {
    let request = &ask.request;
    let active = request.flag("syncSearchParameters.Active");
    let changed = request.time("syncSearchParameters.ChangedAfter");
    let registered = request.time("syncSearchParameters.RegisteredAfter");
    let page = request.int("syncSearchParameters.Page").unwrap_or(1).max(1) as usize;
    let size = world.options.page_size.max(1);
    let found: Vec<&Company> = world.books[identity]
        .companies
        .values()
        .filter(|company| {
            active.is_none_or(|active| company.active == active)
                && changed.is_none_or(|after| company.record.time("DateChanged").is_some_and(|at| at > after))
                && registered.is_none_or(|after| company.registered > after)
        })
        .collect();
    let mut answer = Record::new(&SYNC_PAGE)
        .with("CurrentPage", page)
        .with("TotalPages", found.len().div_ceil(size))
        .with("TotalItems", found.len())
        .with("ItemsPerPage", size);
    if let Some((_, list)) = answer.list_mut("Items") {
        list.extend(found.iter().skip((page - 1) * size).take(size).map(|company| sync_item(company)));
    }
    let node = world.writing().record("Page", &answer, Choice::All);
    ask.result(|result| result.with_all(node.children))
}

fn sync_item(company: &Company) -> Record {
    let mut item =
        Record::new(&SYNC_COMPANY).with("DateRegistered", company.registered).with("Active", company.active);
    for (field, source) in [("CompanyId", "Id"), ("ExternalId", "ExternalId"), ("DateChanged", "DateChanged")]
    {
        if let Some(text) = company.record.text(source) {
            item.set(field, text);
        }
    }
    item
}

fn save(data: &mut Data, moment: &Moment<'_>, given: Record) -> Option<Record> {
    let mut echo = given.clone();
    match store(data, moment, given) {
        Ok(id) => echo.set("Id", id),
        Err((kind, message)) => echo.fail(kind, &message),
    }
    Some(echo)
}

fn store(data: &mut Data, moment: &Moment<'_>, mut given: Record) -> Result<i32, (&'static str, String)> {
    if let Some(message) = too_long(&given) {
        return Err(("Data.DataBaseServerException", message));
    }
    let forced = given.flag("ExplicitlySpecifyNewCompanyId") == Some(true);
    let id = given.int("Id");
    for field in ["ExplicitlySpecifyNewCompanyId", "DateChanged", "APIException"] {
        given.clear(field);
    }
    match id.filter(|id| data.companies.contains_key(id)) {
        Some(id) => {
            if let Some(company) = data.companies.get_mut(&id) {
                company.record.merge(&given);
                company.record.set("DateChanged", moment.stamp());
            }
            Ok(id)
        }
        None => {
            if let (Some(id), false) = (id, forced) {
                return Err(("Core.ParameterNotFoundException", format!("The company {id} does not exist.")));
            }
            let named = |field: &str| given.text(field).is_some_and(|text| !matches!(text, "" | "None"));
            if let Some(field) = ["Type", "Name"].into_iter().find(|field| !named(field)) {
                return Err(("Core.ParameterNotFoundException", format!("Property {field} is missing.")));
            }
            Ok(enter(data, moment, given))
        }
    }
}

/// Puts a company into the registry, with an id if it has none.
pub(super) fn enter(data: &mut Data, moment: &Moment<'_>, mut company: Record) -> i32 {
    let id = company.int("Id").unwrap_or_else(|| next_id(&data.companies, 100));
    company.set("Id", id);
    for field in ["DateCreated", "DateChanged"] {
        if !company.is_set(field) {
            company.set(field, moment.stamp());
        }
    }
    data.companies.insert(id, Company { record: company, registered: moment.now, active: true });
    id
}

/// Only what could not be deleted comes back.
fn delete(data: &mut Data, moment: &Moment<'_>, mut given: Record) -> Option<Record> {
    let used = given.int("Id").filter(|id| save_rules::is_company_used(data, *id));
    if used.is_some() && !moment.options.deletes_used {
        given.fail("Core.ParameterNotFoundException", "The company has orders.");
        return Some(given);
    }
    let found = given.int("Id").and_then(|id| data.companies.get_mut(&id)).filter(|company| company.active);
    let Some(company) = found else {
        given.fail("Core.ParameterNotFoundException", "The company does not exist.");
        return Some(given);
    };
    company.active = false;
    company.record.set("DateChanged", moment.stamp());
    None
}
