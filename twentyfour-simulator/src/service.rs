//! From a SOAP call to the service that answers it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use asmx_test_server::{Call, Reply, Service};

use super::{
    ask::Ask,
    authenticate, companies, orders, products, reading,
    schema::{Type, operations::SERVICES},
    world::World,
    writing::NAMESPACE,
};

/// The state, shared between the server and the tests.
#[derive(Clone)]
pub(super) struct Office(Arc<Mutex<World>>);

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
