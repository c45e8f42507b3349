//! From an HTTP request to the world: which dialect, and who is at it at the same time.

use std::any::Any;
use std::cell::RefCell;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use asmx_test_server::{Call, Reply, Service};

use super::clock::Zone;
use super::rest;
use super::soap::{Credentials, Desk, is_write, known_operation};
use super::world::World;

/// The vendor's half of the server.
pub(super) struct OngoingService {
    pub(super) soap_path: String,
    pub(super) rest_path: String,
    pub(super) world: Arc<Mutex<World>>,
    pub(super) traffic: Arc<Traffic>,
    pub(super) zone: Zone,
    pub(super) credentials: Credentials,
}

impl Service for OngoingService {
    fn call(&self, call: &Call) -> Reply {
        // The samples of the vendor use both `service.asmx` and `Service.asmx`.
        let is_soap = call.path.eq_ignore_ascii_case(&self.soap_path);
        let resource = rest::resource(&call.path, &self.rest_path);
        if !is_soap && resource.is_none() {
            return Reply::http(
                404,
                "text/html; charset=utf-8",
                "<html><body>The resource cannot be found.</body></html>",
            );
        }
        let skipped = RefCell::default();
        let mut world = lock(&self.world);
        let (world, zone, credentials) = (&mut *world, &self.zone, &self.credentials);
        let reply = match resource {
            Some(resource) => {
                rest::Desk { world, zone, credentials, skipped: &skipped }.answer(call, resource)
            }
            None => Desk { world, zone, credentials, skipped: &skipped }.answer(call),
        };
        let skipped = skipped.into_inner().into_iter();
        let skipped = skipped.map(|element| SkippedElement { request: call.number, element });
        self.traffic.skipped.lock().unwrap_or_else(PoisonError::into_inner).extend(skipped);
        reply
    }

    fn knows(&self, path: &str, action: &str) -> bool {
        !path.eq_ignore_ascii_case(&self.soap_path) || known_operation(action).is_some()
    }

    fn arrives(&self, call: &Call) -> Box<dyn Any + Send> {
        let writes = if call.is_soap() { is_write(&call.operation) } else { call.method != "GET" };
        match writes {
            true => Box::new(Traffic::enter(&self.traffic)),
            false => Box::new(()),
        }
    }
}

/// An element that was in a request and had no effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkippedElement {
    /// The number of the request, as in [`RequestRecord`](super::RequestRecord).
    pub request: u64,
    /// `Parent/Element`, or `GET /path?parameter`.
    pub element: String,
}

/// What is noticed about the requests as a whole.
#[derive(Debug, Default)]
pub(super) struct Traffic {
    skipped: Mutex<Vec<SkippedElement>>,
    under_way: AtomicUsize,
    parallel: AtomicUsize,
}

impl Traffic {
    pub(super) fn parallel_writes(&self) -> usize {
        self.parallel.load(Ordering::SeqCst)
    }

    pub(super) fn skipped_elements(&self) -> Vec<SkippedElement> {
        self.skipped.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn enter(traffic: &Arc<Self>) -> UnderWay {
        if traffic.under_way.fetch_add(1, Ordering::SeqCst) > 0 {
            traffic.parallel.fetch_add(1, Ordering::SeqCst);
        }
        UnderWay(Arc::clone(traffic))
    }
}

struct UnderWay(Arc<Traffic>);

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.under_way.fetch_sub(1, Ordering::SeqCst);
    }
}

/// A panic in a test's own closure must not take the warehouse with it.
pub(super) fn lock(world: &Mutex<World>) -> MutexGuard<'_, World> {
    world.lock().unwrap_or_else(PoisonError::into_inner)
}
