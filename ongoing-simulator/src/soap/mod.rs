//! The SOAP dialect of the goods-owner API: operations, credentials, results.

mod element;
mod fields;
mod file;
mod operations;
mod read_article;
mod read_customer;
mod read_order;
mod read_part;
mod read_purchase_order;
mod read_query;
mod read_shipment;
mod report;
mod return_order;
mod stock;
mod write_article;
mod write_order;
mod write_purchase_order;
mod write_shipment;

use std::cell::RefCell;

use asmx_test_server::{Call, Fault, Node, Reply};

pub use write_order::WSI_PASSWORD;

use super::clock::Zone;
use super::world::{Order, Processed, Refusal, RefusedRead, ReturnRefusal, World};
use element::Element;
use fields::{Fields, Reader};
use operations::{is_simulated, is_void, parameters};
pub(super) use operations::{is_write, known_operation};
use read_order::NamedGoodsOwner;
use write_order::OrderWriter;

/// The namespace of all operations and types, from the WSDL.
const NAMESPACE: &str = "http://ongoingsystems.se/WSI";

/// Who may call, and for which goods owner.
#[derive(Clone)]
pub(crate) struct Credentials {
    pub(crate) username: String,
    pub(crate) password: String,
    pub(crate) goods_owner_code: String,
    pub(crate) goods_owner_id: i32,
}

/// One call, with all that answering it needs.
pub(super) struct Desk<'a> {
    pub(super) world: &'a mut World,
    pub(super) zone: &'a Zone,
    pub(super) credentials: &'a Credentials,
    /// Elements of the request that were skipped, as `Parent/Element`.
    pub(super) skipped: &'a RefCell<Vec<String>>,
}

impl<'a> Desk<'a> {
    pub(super) fn answer(&mut self, call: &Call) -> Reply {
        self.try_answer(call).unwrap_or_else(Reply::from)
    }

    fn try_answer(&mut self, call: &Call) -> Result<Reply, Fault> {
        let operation = call.operation.as_str();
        if !is_simulated(operation) {
            return Err(Fault::server(format!("{operation} is not simulated.")));
        }
        let Some(parameters) = parameters(operation) else { return Ok(Reply::unknown_action(call)) };
        if parameters.is_empty() {
            return Ok(self.system_status());
        }
        let f = self.reader().fields(&call.body, parameters);
        let refused = self.refuse_caller(parameters, &f)?;
        if let Some(refusal) = refused.as_ref().filter(|_| is_void(operation)) {
            return Err(Fault::server(refusal.message()));
        }
        if is_void(operation) {
            return self.write_silently(operation, &f);
        }
        if is_write(operation) {
            return self.write(operation, &f, refused);
        }
        let Some(refusal) = refused else { return self.read(operation, &f) };
        let list = match operation {
            "GetOrdersByQuery" => Some(["GetOrdersByQueryResult", "Orders"]),
            "GetInventoryByQuery" => Some(["GetInventoryByQueryResult", "InventoryLines"]),
            _ => None,
        };
        match (self.world.rules().refused_read, list) {
            (RefusedRead::AbsentResult, _) => Ok(respond(operation, None)),
            (RefusedRead::EmptyList, Some(list)) => {
                Ok(write_list(operation, &list, std::iter::empty(), Beside::Nothing))
            }
            (RefusedRead::UnrelatedFault, _) => {
                Err(Fault::server("Object reference not set to an instance of an object."))
            }
            _ => Err(Fault::server(refusal.message())),
        }
    }

    /// Looks at the credentials. Every operation has a user and password; the goods owner comes as id, as code, or
    /// not at all.
    fn refuse_caller(&self, parameters: &[&str], f: &Fields<'_>) -> Result<Option<Refusal>, Fault> {
        let known = self.credentials;
        let same = |name: &str, known: &str| f.node(name).is_some_and(|node| node.text == known);
        if !same("UserName", &known.username) || !same("Password", &known.password) {
            return Ok(Some(Refusal::new("Wrong user name or password.")));
        }
        let code = f.text("GoodsOwnerCode").unwrap_or_default();
        let wrong_code =
            parameters.contains(&"GoodsOwnerCode") && !code.eq_ignore_ascii_case(&known.goods_owner_code);
        let id = f.int("GoodsOwnerId")?.unwrap_or_default();
        let wrong_id = parameters.contains(&"GoodsOwnerId") && id != known.goods_owner_id;
        let refusal = || Refusal::new(format!("The goods owner {code}{id} was not found."));
        Ok((wrong_code || wrong_id).then(refusal))
    }

    fn write(&mut self, operation: &str, f: &Fields<'_>, refused: Option<Refusal>) -> Result<Reply, Fault> {
        let (reader, blank) = (f.reader, Node::default());
        let parameter = |name: &str| f.node(name).unwrap_or(&blank);
        let result = match operation {
            "ProcessArticle" => {
                let definition = read_article::read_article(reader, parameter("art"))?;
                let done = allowed(refused, || self.world.process_article(definition));
                self.file_result("ProcessArticleResult", done, Subject::Article)
            }
            "ProcessOrder" => {
                let (request, named) = read_order::read_order(reader, parameter("co"))?;
                let refused = refused.or_else(|| self.refuse_owner(named));
                let number = request.data.goods_owner_order_number.clone().unwrap_or_default();
                let done = allowed(refused, || self.world.process_order(request));
                self.file_result("ProcessOrderResult", done, Subject::Order(number))
            }
            "ProcessCustomer" => {
                let request = read_customer::read_customer(reader, parameter("Customer"))?;
                let done = allowed(refused, || self.world.process_customer(request));
                self.file_result("ProcessCustomerResult", done, Subject::Customer)
            }
            "ProcessShipment" => {
                let (request, named) = read_shipment::read(reader, parameter("Shipment"))?;
                let refused = refused.or_else(|| self.refuse_owner(named));
                let done = allowed(refused, || self.world.process_shipment(request));
                self.file_result("ProcessShipmentResult", done, Subject::Shipment)
            }
            "UpdateShipment" => {
                let (key, comment) = read_shipment::read_update(reader, parameter("updateShipment"))?;
                let done = allowed(refused, || self.world.update_shipment(&key, comment));
                self.shipment_update_result(done)
            }
            "UpdateOrder" => {
                let (key, change) = read_query::read_order_update(reader, parameter("updateOrder"))?;
                let done = allowed(refused, || self.world.update_order(&key, change));
                self.update_result("UpdateOrderResult", done)
            }
            "ProcessInOrder" => {
                let request = read_purchase_order::read(reader, parameter("co"))?;
                let number = request.data.number.clone().unwrap_or_default();
                let done = allowed(refused, || self.world.process_purchase_order(request));
                self.purchase_order_result(&number, done)
            }
            "ProcessReturnOrder" => {
                let request = return_order::read(reader, parameter("ReturnOrder"))?;
                let done = match refused {
                    Some(refusal) => Err((ReturnRefusal::LogonError, refusal)),
                    None => self.world.process_return_order(request),
                };
                self.return_order_result(done)
            }
            "UpdateInOrder" => {
                let (key, status) = read_purchase_order::read_update(reader, parameter("updateInOrder"))?;
                let done = allowed(refused, || match status {
                    Some(status) => self.world.set_purchase_order_status(&key, status),
                    None => self.world.edit_purchase_order(&key, |_| {}),
                });
                self.purchase_order_update_result("UpdateInOrderResult", done)
            }
            "UpdateInOrderLines" => {
                let update = parameter("UpdateInOrderLines");
                let (key, changes) = read_purchase_order::read_line_updates(reader, update)?;
                let done = allowed(refused, || self.world.update_purchase_order_lines(&key, &changes));
                self.purchase_order_update_result("UpdateInOrderLinesResult", done)
            }
            _ => {
                let (key, changes) = read_query::read_line_updates(reader, parameter("UpdateOrderLines"))?;
                let done = allowed(refused, || self.world.update_order_lines(&key, changes));
                self.update_result("UpdateOrderLinesResult", done)
            }
        };
        Ok(respond(operation, Some(result)))
    }

    fn write_silently(&mut self, operation: &str, f: &Fields<'_>) -> Result<Reply, Fault> {
        match operation {
            "UploadArticleDefFile" => self.upload_article_file(f),
            "UploadOrderFile" => self.upload_order_file(f),
            "SetTimeOfLastSync" => self.set_time_of_last_sync(f),
            _ => self.report_event(f),
        }?;
        Ok(respond(operation, None))
    }

    fn read(&self, operation: &str, f: &Fields<'_>) -> Result<Reply, Fault> {
        let (reader, blank) = (f.reader, Node::default());
        let parameter = |name: &str| f.node(name).unwrap_or(&blank);
        let writer = OrderWriter { world: self.world, zone: self.zone, credentials: self.credentials };
        Ok(match operation {
            "GetOrdersByQuery" => {
                let query = read_query::read_order_query(reader, parameter("query"))?;
                let orders = self.world.find_orders(&query);
                let orders = orders.into_iter().map(|order| writer.order("Order", order));
                write_list(operation, &["GetOrdersByQueryResult", "Orders"], orders, Beside::Nothing)
            }
            "GetOrder" => {
                let id = f.int("OrderId")?.unwrap_or_default();
                one_order(operation, writer, "GetOrderResult", self.world.order_by_id(id))
            }
            "GetOrderByOrderNumber" => {
                let number = f.text("OrderNumber").unwrap_or_default();
                one_order(operation, writer, "GetOrderByOrderNumberResult", self.world.order(&number))
            }
            "GetOrderStatuses" => {
                let statuses = self.world.order_statuses().into_iter().map(|status| {
                    let e = Element::new("OrderStatus", self.zone, status.number);
                    e.value("OrderStatusId", status.number).text("OrderStatusName", Some(&status.name)).done()
                });
                let list = ["GetOrderStatusesResult", "OrderStatuses"];
                write_list(operation, &list, statuses, Beside::Nothing)
            }
            "GetShipmentsByQuery" => self.shipments(operation, f)?,
            "GetReturnOrdersByQuery" => self.return_orders(operation, f)?,
            "GetInOrdersByQuery" => self.purchase_orders(operation, f)?,
            "GetInOrderByOrderNumber" => self.purchase_order_by_number(operation, f),
            "GetInOrderStatuses" => self.purchase_order_statuses(operation),
            "GetInOrderStatusReports" => self.purchase_order_reports(operation, f),
            "GetInventoryItems" => self.inventory_items(operation, f)?,
            "GetInventoryPerWarehouse" => self.inventory_per_warehouse(operation, f)?,
            "GetInventoryChanges" => self.inventory_changes(operation, f)?,
            "GetGoodsStatusInventory" => self.goods_status_inventory(operation, f)?,
            "GetOrderStatusReport" => self.order_status_report(operation, f),
            "GetOrderStatusReports" => self.order_status_reports(operation, f)?,
            "GetTransporterContracts" => self.transporter_contracts(operation),
            "GetFileList" => self.file_list(operation, f)?,
            "GetFile" => self.file(operation, f)?,
            "GetTimeOfLastSync" => self.time_of_last_sync(operation, f),
            _ => {
                let query = read_query::read_inventory_query(reader, parameter("GetInventoryQuery"))?;
                let articles =
                    self.world.inventory(&query).map_err(|refusal| Fault::server(refusal.message()))?;
                let lines = articles.into_iter();
                let lines =
                    lines.map(|article| write_article::inventory_line(self.world, self.zone, article));
                let result = match operation {
                    "GetInventory" => "GetInventoryResult",
                    _ => "GetInventoryByQueryResult",
                };
                write_list(operation, &[result, "InventoryLines"], lines, Beside::Behind(&self.owner()))
            }
        })
    }

    fn system_status(&self) -> Reply {
        let e = Element::new("GetSystemStatusResult", self.zone, 0);
        let e = e.text("SystemStatusText", Some("OK")).value("IsRunning", true).time("BuildTime", None);
        respond("GetSystemStatus", Some(e.done()))
    }

    /// `FileResultClass`: refusals arrive with HTTP status 200.
    fn file_result(&self, name: &'static str, done: Result<Processed, Refusal>, subject: Subject) -> Node {
        let (error, message, id) = outcome(&done.map(|done| (done.id, done.message)));
        let order = match &subject {
            Subject::Order(_) => id.unwrap_or_default(),
            _ => 0,
        };
        let number = match &subject {
            Subject::Order(number) => Some(number.as_str()),
            _ => None,
        };
        Element::new(name, self.zone, order)
            .text("ErrorMessage", error.as_deref())
            .text("GoodsOwnerOrderNumber", number)
            .values([("OrderId", order), ("InOrderId", 0)])
            .nillable("ArticleDefId", id.filter(|_| matches!(subject, Subject::Article)))
            .value("Success", id.is_some())
            .text("Message", message.as_deref())
            .done()
    }

    fn update_result(&self, name: &'static str, done: Result<i32, Refusal>) -> Node {
        let (error, message, id) = outcome(&done.map(|id| (id, "The order was updated.<br/>".to_owned())));
        Element::new(name, self.zone, 0)
            .value("Success", id.is_some())
            .text("Message", message.or(error).as_deref())
            .nillable("OrderId", id)
            .done()
    }

    /// Refuses what names another goods owner inside itself.
    fn refuse_owner(&self, named: Option<NamedGoodsOwner>) -> Option<Refusal> {
        let is_ours = match named? {
            NamedGoodsOwner::Id(id) => id == self.credentials.goods_owner_id,
            NamedGoodsOwner::Code(code) => code.eq_ignore_ascii_case(&self.credentials.goods_owner_code),
        };
        (!is_ours).then(|| Refusal::new("The goods owner that is named was not found."))
    }

    fn reader(&self) -> Reader<'a> {
        let any_element_order = self.world.rules().any_element_order;
        Reader { zone: self.zone, any_element_order, skipped: self.skipped }
    }
}

enum Subject {
    Article,
    Order(String),
    Customer,
    Shipment,
}

fn allowed<T>(refused: Option<Refusal>, act: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Refusal> {
    refused.map_or_else(act, Err)
}

/// ErrorMessage, Message and id. Refusals stand in either text, as both are known to be used.
fn outcome(done: &Result<(i32, String), Refusal>) -> (Option<String>, Option<String>, Option<i32>) {
    match done {
        Ok((id, message)) => (None, Some(message.clone()), Some(*id)),
        Err(refusal) if refusal.message().len() % 2 == 0 => (Some(refusal.message().to_owned()), None, None),
        Err(refusal) => (None, Some(refusal.message().to_owned()), None),
    }
}

fn one_order(operation: &str, writer: OrderWriter<'_>, name: &'static str, order: Option<&Order>) -> Reply {
    respond(operation, order.map(|order| writer.order(name, order)))
}

fn respond(operation: &str, result: Option<Node>) -> Reply {
    Reply::element(Node::new(format!("{operation}Response")).in_namespace(NAMESPACE).with_all(result))
}

/// What stands beside a list inside the outer of its wrappers.
enum Beside<'a> {
    Before(&'a str),
    Behind(&'a str),
    Nothing,
}

/// A list answer, written item by item: a tree of a big catalogue would take ten times its text.
fn write_list(
    operation: &str,
    wrappers: &[&str; 2],
    items: impl Iterator<Item = Node>,
    beside: Beside<'_>,
) -> Reply {
    let [outer, inner] = wrappers;
    let (before, behind) = match beside {
        Beside::Before(text) => (text, ""),
        Beside::Behind(text) => ("", text),
        Beside::Nothing => ("", ""),
    };
    let mut out = format!("<{operation}Response xmlns=\"{NAMESPACE}\"><{outer}>{before}<{inner}>");
    for item in items {
        item.write(&mut out, NAMESPACE);
    }
    out.push_str(&format!("</{inner}>{behind}</{outer}></{operation}Response>"));
    Reply::written(out)
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credentials").field("username", &self.username).finish_non_exhaustive()
    }
}
