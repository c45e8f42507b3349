//! The description of the API, made from the table of addresses and from the types of its documents.

use axum::http::{Method, StatusCode};
use utoipa::OpenApi;
use utoipa::openapi::path::{HttpMethod, OperationBuilder, ParameterBuilder, ParameterIn};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{
    ContentBuilder, HeaderBuilder, KnownFormat, ObjectBuilder, OneOfBuilder, Ref, Required, ResponseBuilder,
    Schema, SchemaFormat, Type,
};

use super::{PREFIX, budget, document, json, reload, request, stock};
use crate::web::call::{Answer, Call};
use crate::web::routes::{Access, ROUTES, Route};

/// What the type of a route's documents are called, and what it is for. A test compares it with the table of addresses.
pub(crate) struct Described {
    method: Method,
    path: &'static str,
    summary: &'static str,
    request: Option<&'static str>,
    response: &'static str,
}

const fn of(
    method: Method,
    path: &'static str,
    summary: &'static str,
    request: Option<&'static str>,
    response: &'static str,
) -> Described {
    Described { method, path, summary, request, response }
}

/// All operations.
#[rustfmt::skip]
static DESCRIBED: &[Described] = &[
    of(Method::GET, "/api/v1/reload", "The tenants as they are configured, and what is wrong with them", None, "Reloaded"),
    of(Method::POST, "/api/v1/reload", "Read the configuration of tenants again now", Some("Nothing"), "Reloaded"),
    of(Method::GET, "/api/v1/budget", "The requests to 24SevenOffice that all tenants need, and those that are available", None, "BudgetList"),
    of(Method::GET, "/api/v1/tenants", "The tenants that the user can see, with the state of each process", None, "TenantList"),
    of(Method::GET, "/api/v1/tenants/{tenant}", "One tenant, with its current state", None, "Tenant"),
    of(Method::GET, "/api/v1/tenants/{tenant}/held", "What is held", None, "HeldList"),
    of(Method::POST, "/api/v1/tenants/{tenant}/retry", "Try held records again", Some("Retry"), "Decided"),
    of(Method::POST, "/api/v1/tenants/{tenant}/dismiss", "Close held records", Some("Dismiss"), "Decided"),
    of(Method::POST, "/api/v1/tenants/{tenant}/release", "Approve changes blocked by a safety limit", Some("Release"), "Done"),
    of(Method::POST, "/api/v1/tenants/{tenant}/pause", "Pause processes", Some("Pause"), "Done"),
    of(Method::POST, "/api/v1/tenants/{tenant}/resume", "End a pause", Some("Resume"), "Done"),
    of(Method::GET, "/api/v1/tenants/{tenant}/orders/{order}", "One order, read on both sides now", None, "Order"),
    of(Method::GET, "/api/v1/tenants/{tenant}/stock-journal", "What changed the stock, and why; both systems are asked", None, "StockJournal"),
    of(Method::GET, "/api/v1/orders", "Orders by their number, their customer's number or their reference", None, "FoundOrders"),
    of(Method::POST, "/api/v1/tenants/{tenant}/plan", "Find out what a run would write", Some("Processes"), "Begun"),
    of(Method::POST, "/api/v1/tenants/{tenant}/plan/{job}/apply", "Approve a plan, or single records of it", Some("Approve"), "Begun"),
    of(Method::POST, "/api/v1/tenants/{tenant}/drift", "Compare both sides in full", Some("Processes"), "Begun"),
    of(Method::GET, "/api/v1/tenants/{tenant}/jobs/{job}", "The progress of a job, and its result", None, "Job"),
    of(Method::GET, "/api/v1/tenants/{tenant}/activities", "What people did, newest first", None, "ActivityList"),
];

#[derive(OpenApi)]
#[openapi(
    info(
        title = "wms-erp",
        description = "The functions of the operator's page, for programs. Commands are idempotent. A request may bring an X-Request-Id of 1 \
                       to 128 letters, digits, '-', '_' and '.'; each answer has one, which also stands in the service's log."
    ),
    components(schemas(
        document::Problem,
        budget::BudgetList,
        budget::Budget,
        budget::BudgetHour,
        document::TenantList,
        document::Tenant,
        document::Process,
        document::Cause,
        document::HeldList,
        document::HeldRecord,
        document::Decided,
        document::Done,
        document::Order,
        document::TimelineEvent,
        document::Line,
        stock::StockJournal,
        stock::ArticleNow,
        stock::JournalEntry,
        document::FoundOrders,
        document::FoundOrder,
        document::Begun,
        document::Job,
        document::Write,
        document::Field,
        document::Run,
        document::Difference,
        document::ActivityList,
        document::Act,
        request::Retry,
        request::Dismiss,
        request::Pause,
        request::Resume,
        request::Release,
        request::Processes,
        request::ProcessName,
        request::LimitedProcessName,
        request::AnyProcessName,
        request::Approve,
        request::Nothing,
        reload::Reloaded,
        reload::ReloadedTenant,
        crate::results::ConfigurationProblem,
    ))
)]
struct Schemas;

/// `/api/v1/openapi.json`.
pub(crate) async fn show(call: Call) -> Answer {
    json(StatusCode::OK, &document(!call.app.users.is_empty()))
}

/// Of a service that wants a token, or of one that is open to everyone on its machine.
fn document(wants_token: bool) -> utoipa::openapi::OpenApi {
    let mut document = Schemas::openapi();
    let bearer = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
    if let Some(components) = document.components.as_mut().filter(|_| wants_token) {
        components.add_security_scheme("token", bearer);
        document.security = Some(vec![SecurityRequirement::new("token", Vec::<String>::new())]);
    }
    for described in DESCRIBED {
        let route =
            ROUTES.iter().find(|route| route.path == described.path && route.method == described.method);
        if let Some(route) = route {
            let method = if described.method == Method::POST { HttpMethod::Post } else { HttpMethod::Get };
            document.paths.add_path_operation(described.path, vec![method], operation(described, route));
        }
    }
    document
}

fn operation(described: &Described, route: &Route) -> OperationBuilder {
    let content = |name: &str| ContentBuilder::new().schema(Some(Ref::from_schema_name(name))).build();
    let text = || ObjectBuilder::new().schema_type(Type::String);
    let request_id = || HeaderBuilder::new().schema(text().build()).build();
    let refused = |what: &str| {
        ResponseBuilder::new()
            .description(what)
            .header("X-Request-Id", request_id())
            .content("application/problem+json", content("Problem"))
            .build()
    };
    let status = if described.response == "Begun" { "202" } else { "200" };
    let answered = ResponseBuilder::new()
        .description(described.response)
        .header("X-Request-Id", request_id())
        .content("application/json", content(described.response));
    let mut operation = OperationBuilder::new()
        .summary(Some(described.summary))
        .operation_id(Some(name(described)))
        .response(status, answered.build())
        .response("401", refused("No token, or a wrong one"))
        .response("default", refused("It was refused, or failed"));
    if route.access == Access::Operator {
        operation = operation.response("403", refused("Only operators may"));
    }
    for part in described.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')) {
        let parameter =
            ParameterBuilder::new().name(part).parameter_in(ParameterIn::Path).required(Required::True);
        operation = operation.parameter(parameter.schema(Some(text().build())).build());
    }
    if described.response.ends_with("List") {
        let after = ParameterBuilder::new()
            .name("after")
            .parameter_in(ParameterIn::Query)
            .schema(Some(text().build()));
        let number =
            ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(1)).maximum(Some(super::MAX_ITEMS));
        let limit =
            ParameterBuilder::new().name("limit").parameter_in(ParameterIn::Query).schema(Some(number));
        operation = operation.parameter(after.build()).parameter(limit.build());
    }
    if described.response == "FoundOrders" {
        let words = text().pattern(Some(r"\S")).build();
        let words = ParameterBuilder::new().name("q").parameter_in(ParameterIn::Query).schema(Some(words));
        operation = operation.parameter(words.required(Required::True).build());
    }
    if described.response == "StockJournal" {
        let day = || text().format(Some(SchemaFormat::KnownFormat(KnownFormat::Date))).build();
        for (name, schema) in [("article", text().build()), ("since", day()), ("until", day())] {
            let parameter = ParameterBuilder::new().name(name).parameter_in(ParameterIn::Query);
            operation = operation.parameter(parameter.schema(Some(schema)).build());
        }
    }
    match described.request {
        Some(request) => {
            // Without one a plan is approved whole.
            let (body, is_required) = match request {
                "Approve" | "Nothing" => {
                    let nothing = ObjectBuilder::new().schema_type(Type::Null);
                    let either = OneOfBuilder::new().item(Ref::from_schema_name(request)).item(nothing);
                    (
                        ContentBuilder::new().schema(Some(Schema::OneOf(either.build()))).build(),
                        Required::False,
                    )
                }
                _ => (content(request), Required::True),
            };
            let body = RequestBodyBuilder::new().content("application/json", body);
            operation.request_body(Some(body.required(Some(is_required)).build()))
        }
        None => operation,
    }
}

/// A name of its own for each operation, such as `postTenantPlan`.
fn name(described: &Described) -> String {
    let words = described.path.trim_start_matches(PREFIX).split('/').skip(1);
    let words = words.map(|word| word.trim_matches(['{', '}']));
    let mut name = described.method.as_str().to_lowercase();
    for word in words {
        let mut letters = word.chars();
        name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        name.push_str(letters.as_str());
    }
    name
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_address_of_the_api_is_described_once_and_nothing_else_is() {
        let described: Vec<String> =
            DESCRIBED.iter().map(|one| format!("{} {}", one.method, one.path)).collect();
        let routes =
            ROUTES.iter().filter(|route| route.path.starts_with(PREFIX) && route.access != Access::Open);
        let routes: BTreeSet<String> =
            routes.map(|route| format!("{} {}", route.method, route.path)).collect();
        assert_eq!(described.iter().cloned().collect::<BTreeSet<_>>(), routes);
        assert_eq!(described.len(), routes.len());
        let names: BTreeSet<String> = DESCRIBED.iter().map(name).collect();
        assert_eq!(names.len(), DESCRIBED.len(), "{names:?}");
    }

    #[test]
    fn every_schema_that_is_named_is_there() {
        let text = serde_json::to_string(&document(true)).unwrap();
        let named: BTreeSet<&str> =
            text.split("#/components/schemas/").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let components = document(true).components.unwrap();
        assert!(named.len() > 15, "{named:?}");
        for name in named {
            assert!(components.schemas.contains_key(name), "{name}");
        }
    }
}
