//! Every address of the service, in one table: what is not in it does not exist, and what is in it is guarded.

use std::future::Future;
use std::pin::Pin;

use axum::http::Method;

use super::call::{Answer, Call};
use super::page::{
    activity, drift, goods, held, language, login, order, overview, pause, plan, stock, style, tenant,
};
use super::{api, health, hooks, metrics};

/// Who may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// Anyone: it says nothing about any tenant.
    Open,
    /// Who has the token of the webhooks of the tenant in the path, and no one else.
    Hook,
    /// Who is known; a tenant in the path must be one of theirs.
    Viewer,
    /// Of those, operators.
    Operator,
    /// Who sees all tenants.
    Everything,
    /// Of those, operators.
    OperatorOfAll,
}

type Handler = fn(Call) -> Pin<Box<dyn Future<Output = Answer> + Send>>;

/// One address.
#[derive(Debug)]
pub(crate) struct Route {
    pub(crate) method: Method,
    pub(crate) path: &'static str,
    pub(crate) access: Access,
    pub(crate) handler: Handler,
}

macro_rules! routes {
    ($($method:ident $path:literal $access:ident $($handler:ident)::+;)+) => {
        /// All of them.
        pub(crate) static ROUTES: &[Route] = &[$(Route {
            method: Method::$method,
            path: $path,
            access: Access::$access,
            handler: |call| Box::pin($($handler)::+(call)),
        },)+];
    };
}

routes! {
    GET "/" Viewer overview::show;
    GET "/style.css" Open style::show;
    GET "/icon.svg" Open style::icon;
    GET "/favicon.ico" Open style::icon;
    GET "/login" Open login::show;
    POST "/login" Open login::log_in;
    POST "/language" Open language::choose;
    POST "/logout" Viewer login::log_out;
    GET "/healthz" Open health::alive;
    GET "/readyz" Open health::ready;
    GET "/metrics" Everything metrics::show;
    POST "/hooks/ongoing/{tenant}" Hook hooks::take;
    GET "/activity" Viewer activity::show;
    GET "/activity.csv" Viewer activity::export;
    GET "/orders" Viewer order::find;
    GET "/tenants/{tenant}" Viewer tenant::show;
    POST "/tenants/{tenant}/held" Operator held::decide;
    POST "/tenants/{tenant}/release" Operator held::release;
    POST "/tenants/{tenant}/pause" Operator pause::pause;
    POST "/tenants/{tenant}/resume" Operator pause::resume;
    GET "/tenants/{tenant}/orders/{order}" Viewer order::show;
    GET "/tenants/{tenant}/goods" Viewer goods::show;
    GET "/tenants/{tenant}/stock" Viewer stock::show;
    GET "/tenants/{tenant}/stock.csv" Viewer stock::export;
    GET "/tenants/{tenant}/plan" Viewer plan::list;
    POST "/tenants/{tenant}/plan" Operator plan::begin;
    GET "/tenants/{tenant}/plan/{job}" Viewer plan::show;
    POST "/tenants/{tenant}/plan/{job}" Operator plan::apply;
    GET "/tenants/{tenant}/drift" Viewer drift::list;
    POST "/tenants/{tenant}/drift" Operator drift::begin;
    GET "/tenants/{tenant}/drift/{job}" Viewer drift::show;
    GET "/api/v1/openapi.json" Open api::describe;
    GET "/api/v1/reload" Everything api::reloaded;
    POST "/api/v1/reload" OperatorOfAll api::reload;
    GET "/api/v1/budget" Everything api::budget;
    GET "/api/v1/tenants" Viewer api::tenants;
    GET "/api/v1/tenants/{tenant}" Viewer api::tenant;
    GET "/api/v1/tenants/{tenant}/held" Viewer api::held;
    POST "/api/v1/tenants/{tenant}/retry" Operator api::retry;
    POST "/api/v1/tenants/{tenant}/dismiss" Operator api::dismiss;
    POST "/api/v1/tenants/{tenant}/release" Operator api::release;
    POST "/api/v1/tenants/{tenant}/pause" Operator api::pause;
    POST "/api/v1/tenants/{tenant}/resume" Operator api::resume;
    GET "/api/v1/orders" Viewer api::orders;
    GET "/api/v1/tenants/{tenant}/orders/{order}" Viewer api::order;
    GET "/api/v1/tenants/{tenant}/stock-journal" Viewer api::stock_journal;
    POST "/api/v1/tenants/{tenant}/plan" Operator api::plan;
    POST "/api/v1/tenants/{tenant}/plan/{job}/apply" Operator api::apply;
    POST "/api/v1/tenants/{tenant}/drift" Operator api::drift;
    GET "/api/v1/tenants/{tenant}/jobs/{job}" Viewer api::job;
    GET "/api/v1/tenants/{tenant}/activities" Viewer api::activities;
}
