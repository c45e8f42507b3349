//! The table of addresses as a server takes it: the guard stands before each of them.

use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::http::Method;
use axum::routing::{MethodFilter, on};

use super::routes::ROUTES;
use super::{App, guard};

/// The table as a server takes it.
pub(crate) fn router(app: &Arc<App>) -> Router {
    let mut router = Router::new();
    for route in ROUTES {
        let filter = if route.method == Method::POST { MethodFilter::POST } else { MethodFilter::GET };
        let app = Arc::clone(app);
        let handler = move |request: Request| guard::answer(Arc::clone(&app), route, request);
        router = router.route(route.path, on(filter, handler));
    }
    let (here, there) = (Arc::clone(app), Arc::clone(app));
    router
        .fallback(move |request: Request| {
            let answer = guard::nothing(&there, &request);
            async move { answer }
        })
        .method_not_allowed_fallback(move |request: Request| {
            let answer = guard::other_method(&here, &request);
            async move { answer }
        })
}
