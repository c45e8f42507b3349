//! What a service is asked, and what all services answer alike.

use asmx_test_server::{Call, Fault, Node, Reply};

use super::{
    options::{EmptyProperties, Options, Taken},
    record::Record,
    world::{Data, Moment, World},
    writing::{Choice, NAMESPACE},
};

/// What a service is asked.
pub(super) struct Ask<'a> {
    pub(super) operation: &'static str,
    pub(super) request: Record,
    pub(super) call: &'a Call,
}

impl Ask<'_> {
    /// An answer with one scalar.
    pub(super) fn scalar(&self, text: impl ToString) -> Reply {
        self.result(|result| result.text(text.to_string()))
    }

    /// An answer whose result element is filled in by the caller.
    pub(super) fn result(&self, fill: impl FnOnce(Node) -> Node) -> Reply {
        let result = fill(Node::new(format!("{}Result", self.operation)));
        Reply::element(Node::new(format!("{}Response", self.operation)).in_namespace(NAMESPACE).with(result))
    }

    /// A list of names or ids in the request; empty if it is not there.
    pub(super) fn texts(&self, field: &str) -> &[String] {
        self.request.texts(field).unwrap_or_default()
    }

    /// An id list among the search parameters, sorted; `None` if it does not filter.
    pub(super) fn ids(&self, field: &str, options: &Options) -> Result<Option<Vec<i32>>, Fault> {
        let (ids, limit) = (self.texts(field), options.id_limit);
        let taken = match options.excess_ids {
            Taken::Refused if ids.len() > limit => {
                return Err(Fault::server(format!(
                    "System.ArgumentException: {field} takes at most {limit} values."
                )));
            }
            Taken::Ignored => limit,
            _ => usize::MAX,
        };
        let mut sorted: Vec<i32> = ids.iter().take(taken).filter_map(|id| id.parse().ok()).collect();
        sorted.sort_unstable();
        sorted.dedup();
        Ok((!ids.is_empty()).then_some(sorted))
    }

    /// Which properties the answer has, by the list in the request, and the one for rows.
    pub(super) fn properties(
        &self,
        list: &str,
        rows: Option<&str>,
        options: &Options,
    ) -> Result<Choice<'_>, Reply> {
        let names = self.texts(list);
        match options.empty_properties {
            EmptyProperties::All if names.is_empty() => Ok(Choice::All),
            EmptyProperties::Refused if names.is_empty() => {
                Err(Reply::fault(format!("System.ArgumentException: {list} is empty.")))
            }
            _ => Ok(Choice::Listed(names, rows.map_or(&[], |rows| self.texts(rows)))),
        }
    }
}

/// The fault for a search without a filter.
pub(super) fn no_filter() -> Reply {
    Reply::fault("System.Exception: Please specify at least one search parameter")
}

/// A search text as the vendor takes it: anywhere in the field, ignoring case, `%` for any characters.
pub(super) fn like(text: Option<&str>, pattern: &str) -> bool {
    let text = text.unwrap_or_default().to_lowercase();
    let pattern = pattern.to_lowercase();
    let mut rest = text.as_str();
    pattern.split('%').all(|part| match rest.find(part) {
        Some(at) => {
            rest = &rest[at + part.len()..];
            true
        }
        None => false,
    })
}

/// The first field that is longer than the vendor allows, as the message of the item's failure.
pub(super) fn too_long(record: &Record) -> Option<String> {
    record.present().find_map(|(field, _)| {
        let inner = record.record(field.name).and_then(too_long);
        let rows = || record.list(field.name).iter().find_map(too_long);
        let own = || {
            let length = record.text(field.name)?.chars().count();
            (length > field.longest)
                .then(|| format!("{} is longer than {} characters.", field.name, field.longest))
        };
        inner.or_else(rows).or_else(own)
    })
}

/// Answers with all of these.
pub(super) fn all(world: &mut World, identity: usize, ask: &Ask<'_>, records: Vec<Record>) -> Reply {
    Reply::written(world.writing().list(identity, ask.operation, records.iter(), Choice::All))
}

/// Works through a list of the request item by item and answers with a result for each.
pub(super) fn batch(
    world: &mut World,
    identity: usize,
    ask: &Ask<'_>,
    field: &str,
    work: impl Fn(&mut Data, &Moment<'_>, Record) -> Option<Record>,
) -> Reply {
    let (data, moment) = world.open(identity);
    let given = ask.request.list(field).iter().cloned();
    let echoes: Vec<Record> = given.filter_map(|item| work(data, &moment, item)).collect();
    Reply::written(world.writing().list(identity, ask.operation, echoes.iter(), Choice::Given))
}
