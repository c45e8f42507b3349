//! From a SOAP call to the service that answers it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use asmx_test_server::{Call, Fault, Node, Reply, Service};

use super::{
    authenticate, companies, orders, products, reading,
    record::Record,
    schema::{Type, operations::SERVICES},
    world::World,
    writing::NAMESPACE,
};

/// The state, shared between the server and the tests.
#[derive(Clone)]
pub(super) struct Office(Arc<Mutex<World>>);

/// What a service is asked.
pub(super) struct Ask<'a> {
    pub(super) operation: &'static str,
    pub(super) request: Record,
    pub(super) call: &'a Call,
}

impl Office {
    pub(super) fn new(world: World) -> Self {
        Self(Arc::new(Mutex::new(world)))
    }

    pub(super) fn world(&self) -> MutexGuard<'_, World> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Service for Office {
    fn call(&self, call: &Call) -> Reply {
        let mut world = self.world();
        let Some(service) = service(&call.path) else {
            return Reply::http(
                404,
                "text/html; charset=utf-8",
                "<html><body><h1>404 - File or directory not found.</h1></body></html>",
            );
        };
        if let Some(refused) = world.charge() {
            return world.with_quota_headers(refused);
        }
        let cookie = world.balance(call);
        let reply = match service.iter().find(|operation| operation.name == call.operation) {
            Some(operation) => answer(&mut world, call, operation).unwrap_or_else(|refused| refused),
            None => Reply::unknown_action(call),
        };
        let reply = match cookie {
            Some(cookie) => reply.header("Set-Cookie", cookie),
            None => reply,
        };
        world.with_quota_headers(reply)
    }

    fn knows(&self, path: &str, action: &str) -> bool {
        let operation = action.strip_prefix(NAMESPACE).and_then(|rest| rest.strip_prefix('/'));
        service(path).is_none_or(|service| service.iter().any(|known| Some(known.name) == operation))
    }
}

/// The operations at a path, whose case does not matter.
fn service(path: &str) -> Option<&'static [Type]> {
    let path = path.to_ascii_lowercase();
    SERVICES.iter().find(|service| service.path == path).map(|service| service.operations)
}

fn answer(world: &mut World, call: &Call, operation: &'static Type) -> Result<Reply, Reply> {
    let is_authenticate = call.path.to_ascii_lowercase().starts_with("/authenticate/");
    let identity = if is_authenticate { None } else { Some(world.enter(call)?) };
    let request = reading::read(&call.body, operation, &world.options.zone)?;
    let ask = Ask { operation: operation.name, request, call };
    match (identity, call.path.to_ascii_lowercase().split('/').nth(1)) {
        (None, _) => authenticate::answer(world, &ask),
        (Some(identity), Some("logistics")) => products::answer(world, identity, &ask),
        (Some(identity), Some("economy")) => orders::answer(world, identity, &ask),
        (Some(identity), _) => companies::answer(world, identity, &ask),
    }
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
    pub(super) fn ids(&self, field: &str, limit: usize) -> Result<Option<Vec<i32>>, Fault> {
        let ids = self.texts(field);
        if ids.len() > limit {
            return Err(Fault::server(format!(
                "System.ArgumentException: {field} takes at most {limit} values."
            )));
        }
        let sorted = || {
            let mut ids: Vec<i32> = ids.iter().filter_map(|id| id.parse().ok()).collect();
            ids.sort_unstable();
            ids.dedup();
            ids
        };
        Ok((!ids.is_empty()).then(sorted))
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
