//! What hangs on companies: contact persons, and ids in other systems. What could not be done comes back.

use super::{
    record::Record,
    world::{Company, Data, Moment},
};

pub(super) fn save_relation(data: &mut Data, moment: &Moment<'_>, mut given: Record) -> Option<Record> {
    if given.int("ContactId").is_none() {
        let all = data.companies.values().flat_map(|company| company.record.list("Relations"));
        given.set("ContactId", all.filter_map(|relation| relation.int("ContactId")).max().unwrap_or(700) + 1);
    }
    relink(data, moment, "Relations", given, is_same_person, true)
}

pub(super) fn delete_relation(data: &mut Data, moment: &Moment<'_>, given: Record) -> Option<Record> {
    relink(data, moment, "Relations", given, is_same_person, false)
}

pub(super) fn save_map(data: &mut Data, moment: &Moment<'_>, given: Record) -> Option<Record> {
    relink(data, moment, "Maps", given, is_same_system, true)
}

pub(super) fn delete_map(data: &mut Data, moment: &Moment<'_>, given: Record) -> Option<Record> {
    relink(data, moment, "Maps", given, is_same_system, false)
}

fn is_same_person(one: &Record, other: &Record) -> bool {
    one.int("ContactId") == other.int("ContactId")
}

fn is_same_system(one: &Record, other: &Record) -> bool {
    one.int("MapType") == other.int("MapType")
}

/// Puts an item into a list of its company in place of the same one, or takes that away.
fn relink(
    data: &mut Data,
    moment: &Moment<'_>,
    list: &str,
    given: Record,
    is_same: fn(&Record, &Record) -> bool,
    keep: bool,
) -> Option<Record> {
    let company = given.int("CompanyId").and_then(|id| data.companies.get_mut(&id));
    let Some(Company { record, .. }) = company.filter(|company| company.active) else { return Some(given) };
    let (same, others): (Vec<Record>, Vec<Record>) =
        record.list(list).iter().cloned().partition(|known| is_same(known, &given));
    if !keep && same.is_empty() {
        return Some(given);
    }
    record.clear(list);
    for item in others.into_iter().chain(keep.then_some(given)) {
        record.push(list, item);
    }
    record.set("DateChanged", moment.stamp());
    None
}
