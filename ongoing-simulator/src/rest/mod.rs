//! The REST dialect of the goods-owner API, version 1: paths, credentials, answers.

mod fields;
mod file;
mod purchase_order;
mod query;
mod read_article;
mod read_order;
mod return_order;
mod route;
mod value;
mod write_article;
mod write_list;
mod write_order;

use std::cell::RefCell;

use asmx_test_server::{Call, Reply};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::Duration;
use serde_json::{Value, json};

use super::clock::Zone;
use super::soap::Credentials;
use super::world::{
    ArticleIdentification, LineChange, LineKey, Order, OrderIdentification, OrderKey, OrderOperation,
    OrderRequest, Processed, Refusal, World,
};
use fields::Fields;
use query::Query;

/// How far back changed orders can be asked for.
const UPDATES_KEPT: Duration = Duration::days(2);

/// What stands behind the API's root in a path; none when it is elsewhere.
pub(super) fn resource<'p>(path: &'p str, root: &str) -> Option<&'p str> {
    let (head, rest) = path.split_at_checked(root.len())?;
    (head.eq_ignore_ascii_case(root) && rest.starts_with('/')).then_some(rest)
}

/// Why a request fails: a status and a text for people.
pub(super) struct Failure {
    status: u16,
    message: String,
}

impl Failure {
    fn new(status: u16, message: impl Into<String>) -> Self {
        Self { status, message: message.into() }
    }

    fn bad(message: impl Into<String>) -> Self {
        Self::new(400, message)
    }

    /// An operation of the document that this warehouse has no data for: it says so, instead of answering nothing.
    fn not_simulated(call: &Call) -> Self {
        Self::new(501, format!("{} is not simulated.", call.operation))
    }

    fn missing(what: &str) -> Self {
        Self::new(404, format!("{what} was not found."))
    }
}

/// Which status the vendor refuses with is not documented.
impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::bad(refusal.message())
    }
}

/// One call, with all that answering it needs.
pub(super) struct Desk<'a> {
    pub(super) world: &'a mut World,
    pub(super) zone: &'a Zone,
    pub(super) credentials: &'a Credentials,
    /// Parameters of the request that had no effect.
    pub(super) skipped: &'a RefCell<Vec<String>>,
}

type Answered = Result<(u16, Value), Failure>;

impl Desk<'_> {
    pub(super) fn answer(&mut self, call: &Call, resource: &str) -> Reply {
        let query = Query::of(call, self.zone);
        let answered = self.check_caller(call).and_then(|()| self.route(call, resource, &query));
        let (status, body) = match answered {
            Ok((status, body)) => {
                query.note_rest(self.skipped);
                (status, body)
            }
            // The key's case is known to vary.
            Err(Failure { status, message }) if message.len() % 2 == 0 => {
                (status, json!({ "message": message }))
            }
            Err(Failure { status, message }) => (status, json!({ "Message": message })),
        };
        let reply = Reply::http(status, "application/json; charset=utf-8", body.to_string());
        if status == 401 { reply.header("WWW-Authenticate", "Basic realm=\"api\"") } else { reply }
    }

    fn check_caller(&self, call: &Call) -> Result<(), Failure> {
        let known = STANDARD.encode(format!("{}:{}", self.credentials.username, self.credentials.password));
        if call.header("authorization").and_then(|given| given.strip_prefix("Basic ")) != Some(&known) {
            return Err(Failure::new(401, "Wrong user name or password."));
        }
        if !self.world.rules().rest_access {
            return Err(Failure::new(403, "API access is switched off for the goods owner."));
        }
        Ok(())
    }

    fn check_goods_owner(&self, id: Option<i32>) -> Result<(), Failure> {
        match id {
            None => Err(Failure::bad("goodsOwnerId is required.")),
            Some(id) if id == self.credentials.goods_owner_id => Ok(()),
            Some(id) => Err(Failure::new(403, format!("The goods owner {id} was not found."))),
        }
    }

    fn put_article(&mut self, call: &Call, id: Option<i32>) -> Answered {
        if id.is_some_and(|id| self.world.article(id).is_none()) {
            let status = self.world.rules().rest_gone_status;
            return Err(Failure { status, ..Failure::missing("The article") });
        }
        let body = body(call)?;
        let (owner, mut definition) = read_article::read_article(self.zone, &body)?;
        self.check_goods_owner(owner)?;
        if let Some(id) = id {
            (definition.identification, definition.system_id) = (ArticleIdentification::SystemId, Some(id));
        }
        let Processed { id, message, .. } = self.world.process_article(definition)?;
        Ok((200, json!({ "articleSystemId": id, "message": message })))
    }

    fn put_order(&mut self, call: &Call, id: Option<i32>) -> Answered {
        if let Some(id) = id {
            self.order(id)?;
        }
        let body = body(call)?;
        let by_number = self.world.rules().rest_customer_by_number;
        let (owner, mut request) = read_order::read_order(self.zone, &body, by_number)?;
        self.check_goods_owner(owner)?;
        if id.is_some() {
            (request.identification, request.order_id) = (OrderIdentification::SystemId, id);
        }
        let done = self.world.process_order(request)?;
        Ok((if done.created { 201 } else { 200 }, order_done(done.id, &done.message)))
    }

    fn remove(&mut self, by: OrderIdentification, id: Option<i32>, order_number: Option<String>) -> Answered {
        let mut request = OrderRequest::new(OrderOperation::Remove, by);
        (request.order_id, request.data.goods_owner_order_number) = (id, order_number);
        let done = self.world.process_order(request)?;
        Ok((200, order_done(done.id, &done.message)))
    }

    fn patch_line(&mut self, call: &Call, order: i32, line: i32, what: &str) -> Answered {
        self.order(order)?;
        let body = body(call)?;
        let mut change = LineChange { line: LineKey::OrderLineId(line), reported: None, comment: None };
        if what == "comment" {
            let f = Fields::of(self.zone, "PatchOrderLineCommentModel", "comment", &body)?;
            change.comment = Some(f.text("comment")?.unwrap_or_default());
        } else {
            let f = Fields::of(
                self.zone,
                "PatchOrderReportedNumberOfItemsModel",
                "reportedNumberOfItems",
                &body,
            )?;
            change.reported = Some(f.decimal("reportedNumberOfItems")?);
        }
        let key = OrderKey {
            identification: OrderIdentification::SystemId,
            order_id: Some(order),
            goods_owner_order_number: None,
            goods_owner_order_id: None,
            reference_number: None,
        };
        let id = self.world.update_order_lines(&key, vec![change])?;
        Ok((200, order_done(id, "The order line was updated.<br/>")))
    }

    fn order(&self, id: i32) -> Result<&Order, Failure> {
        self.world.order_by_id(id).ok_or_else(|| Failure::missing("The order"))
    }

    fn order_json(&self, order: &Order) -> Value {
        write_order::order(self.world, self.credentials, order)
    }
}

fn order_done(id: i32, message: &str) -> Value {
    json!({ "orderId": id, "message": message })
}

fn body(call: &Call) -> Result<Value, Failure> {
    serde_json::from_slice(&call.raw).map_err(|error| Failure::bad(format!("The body is not JSON: {error}.")))
}

fn number(text: &str) -> Result<i32, Failure> {
    text.parse().map_err(|_| Failure::bad(format!("The value '{text}' is not valid.")))
}
