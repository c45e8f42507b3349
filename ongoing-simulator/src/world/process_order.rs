//! Creating, updating and removing orders, as long as the warehouse has not begun.

use super::customer::CustomerRequest;
use super::merge::Merge;
use super::order::{Order, OrderData, TextLine, TransporterContract, Warehouse};
use super::order_lines::LineRequest;
use super::registry::{CodedIdentification, CodedReference};
use super::{Processed, Refusal, World, check_length, key, refusal::refuse, status};

/// What a sender asks for with an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderOperation {
    /// Must not be there.
    Create,
    /// Is changed when there, else made.
    CreateOrUpdate,
    /// Must be there.
    Update,
    /// Is cancelled; it stays readable, at status 1000.
    Remove,
}

/// Which field finds the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderIdentification {
    /// The order number.
    GoodsOwnerOrderNumber,
    /// The reference number.
    ReferenceNumber,
    /// Ongoing's id.
    SystemId,
    /// The separate external id. The contract's `ExternalOrderCode` has no field of its own and is read as this.
    GoodsOwnerOrderId,
}

/// An order as a sender gives it.
#[derive(Debug, Clone, PartialEq)]
pub struct OrderRequest {
    /// What is wanted.
    pub operation: OrderOperation,
    /// Which field finds it.
    pub identification: OrderIdentification,
    /// Ongoing's id.
    pub order_id: Option<i32>,
    /// Its fields.
    pub data: OrderData,
    /// The status to give a new order.
    pub status_created: Option<i32>,
    /// The status to give an order that is changed.
    pub status_updated: Option<i32>,
    /// Its type.
    pub order_type: Option<CodedReference>,
    /// Its coded way of delivery.
    pub way_of_delivery_type: Option<CodedReference>,
    /// Its coded terms of delivery.
    pub terms_of_delivery_type: Option<CodedReference>,
    /// Which warehouse it leaves from: the field that finds it, and its value.
    pub outbound_warehouse: Option<WarehouseReference>,
    /// Whom it goes to.
    pub customer: Option<CustomerRequest>,
    /// The carrier and service, and whether an unknown pair is made.
    pub transporter: Option<(TransporterContract, bool)>,
    /// Its lines; none leaves those that are there.
    pub lines: Option<Vec<LineRequest>>,
    /// Its text lines; none leaves those that are there.
    pub text_lines: Option<Vec<TextLine>>,
}

impl OrderRequest {
    /// A request that says nothing yet but how the order is found.
    pub fn new(operation: OrderOperation, identification: OrderIdentification) -> Self {
        Self {
            operation,
            identification,
            order_id: None,
            data: OrderData::default(),
            status_created: None,
            status_updated: None,
            order_type: None,
            way_of_delivery_type: None,
            terms_of_delivery_type: None,
            outbound_warehouse: None,
            customer: None,
            transporter: None,
            lines: None,
            text_lines: None,
        }
    }
}

/// Which warehouse is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WarehouseReference {
    /// The one with this code.
    Code(String),
    /// The one with this name.
    Name(String),
    /// The one with this id.
    Id(i32),
}

impl World {
    /// Creates, updates or removes an order.
    ///
    /// # Errors
    /// When the key is empty, the order is there and must not be, is not there and must be, picking has begun, an
    /// article or anything else it points to is unknown, or its lines cannot be distinguished. Then nothing has changed.
    pub fn process_order(&mut self, request: OrderRequest) -> Result<Processed, Refusal> {
        let known = self.find_order(request.identification, request.order_id, &request.data)?;
        let number = request.data.goods_owner_order_number.clone().unwrap_or_default();
        match (request.operation, known) {
            (OrderOperation::Create, Some(_)) => refuse!("The order '{number}' is there already."),
            (OrderOperation::Update | OrderOperation::Remove, None) => {
                refuse!("The order '{number}' was not found.")
            }
            (OrderOperation::Remove, Some(id)) => self.remove_order(id),
            (_, known) => self.write_order(known, request),
        }
    }

    pub(super) fn find_order(
        &self,
        by: OrderIdentification,
        order_id: Option<i32>,
        data: &OrderData,
    ) -> Result<Option<i32>, Refusal> {
        let filled = |field: &str, text: &Option<String>| match text.as_deref().map(str::trim) {
            Some(text) if !text.is_empty() => Ok(text.to_owned()),
            _ => refuse!("The order is identified by {field}, which was empty."),
        };
        let id = |order: &Order| order.order_id;
        Ok(match by {
            OrderIdentification::GoodsOwnerOrderNumber => {
                let number = filled("GoodsOwnerOrderNumber", &data.goods_owner_order_number)?;
                self.orders.by_number(&number).map(id)
            }
            OrderIdentification::GoodsOwnerOrderId => {
                let external = filled("GoodsOwnerOrderId", &data.goods_owner_order_id)?;
                self.orders.with_external_id(&external).next().map(id)
            }
            OrderIdentification::ReferenceNumber => {
                let reference = key(&filled("ReferenceNumber", &data.reference_number)?);
                let has = |order: &&Order| {
                    order.data.reference_number.as_deref().is_some_and(|known| key(known) == reference)
                };
                let mut found = self.orders.iter().filter(has);
                let first = found.next().map(id);
                if found.next().is_some() {
                    refuse!("More than one order has this ReferenceNumber.");
                }
                first
            }
            OrderIdentification::SystemId => match order_id {
                Some(id) if self.orders.get(id).is_some() => Some(id),
                Some(id) => refuse!("The order with OrderId {id} was not found."),
                None => refuse!("The order is identified by OrderId, which was empty."),
            },
        })
    }

    fn remove_order(&mut self, id: i32) -> Result<Processed, Refusal> {
        let rules = &self.rules;
        let highest = rules.maximum_order_status_for_removal.unwrap_or(rules.maximum_order_status_for_update);
        self.check_untouched(id, highest)?;
        self.change_order(id, |order, _| {
            order.status = status::CANCELLED;
            order.lines.iter_mut().for_each(|line| line.allocated = Default::default());
        });
        Ok(Processed { id, created: false, message: "The order was cancelled.<br/>".to_owned() })
    }

    /// Refuses when the warehouse has begun to work on the order: above this status, or with something picked.
    fn check_untouched(&self, id: i32, highest: i32) -> Result<(), Refusal> {
        let Some(order) = self.orders.get(id) else { refuse!("The order {id} was not found.") };
        let number = order.number();
        if order.status == status::CANCELLED {
            refuse!("The order '{number}' has already been cancelled.");
        }
        if order.status > highest.min(status::PICKED - 1) {
            let name = self.statuses.name(order.status).unwrap_or_default();
            refuse!(
                "The order '{number}' has status {} ({name}) and can no longer be changed.",
                order.status
            );
        }
        if order.is_picked_from() {
            refuse!("Picking of the order '{number}' has begun; it can no longer be changed.");
        }
        Ok(())
    }

    fn write_order(&mut self, known: Option<i32>, request: OrderRequest) -> Result<Processed, Refusal> {
        match known {
            Some(id) => self.check_untouched(id, self.rules.maximum_order_status_for_update)?,
            None => self.check_new_number(&request)?,
        }
        self.check_order(&request)?;
        let warehouse =
            request.outbound_warehouse.as_ref().map(|sought| self.warehouse(sought)).transpose()?;
        let lines = match request.lines {
            Some(lines) => Some(self.resolve_lines(known, lines, request.text_lines.as_deref())?),
            None => None,
        };
        let OrderRequest { data, status_created, status_updated, text_lines, .. } = request;

        // From here on nothing is refused any more.
        let now = self.now();
        let id = known.unwrap_or_else(|| self.orders.next_id());
        if known.is_none() {
            let status = status_created.unwrap_or(self.rules.new_order_status);
            self.orders.put(Order::new(id, status, now));
        }
        let customer = request.customer.map(|customer| self.apply_customer(customer).id);
        let order_type = request.order_type.map(|reference| self.order_types.apply(&reference));
        let way = request.way_of_delivery_type.map(|reference| self.way_of_delivery_types.apply(&reference));
        let terms =
            request.terms_of_delivery_type.map(|reference| self.terms_of_delivery_types.apply(&reference));
        let transporter = request.transporter.map(|(contract, _)| self.apply_transporter(contract));
        let lines = lines.map(|lines| self.build_lines(known, lines));
        let rules = self.rules.clone();
        self.change_order(id, |order, _| {
            let number = order.data.goods_owner_order_number.take();
            order.data.merge(data, &rules);
            if order.data.goods_owner_order_number.is_none() {
                order.data.goods_owner_order_number = number;
            }
            order.customer_id = customer.or(order.customer_id);
            order.order_type = order_type.unwrap_or_else(|| order.order_type.take());
            order.way_of_delivery_type = way.unwrap_or_else(|| order.way_of_delivery_type.take());
            order.terms_of_delivery_type = terms.unwrap_or_else(|| order.terms_of_delivery_type.take());
            order.transporter = transporter.or_else(|| order.transporter.take());
            order.outbound_warehouse = warehouse.or_else(|| order.outbound_warehouse.take());
            if let Some(lines) = lines {
                order.lines = lines;
            }
            if let Some(text_lines) = text_lines {
                order.text_lines = text_lines;
            }
            if let (Some(_), Some(status)) = (known, status_updated) {
                order.status = status;
            }
        });
        let verb = if known.is_some() { "updated" } else { "created" };
        Ok(Processed { id, created: known.is_none(), message: format!("The order was {verb}.<br/>") })
    }

    fn check_new_number(&self, request: &OrderRequest) -> Result<(), Refusal> {
        let number = request.data.goods_owner_order_number.as_deref().map(str::trim).unwrap_or_default();
        if number.is_empty() {
            refuse!("A new order needs a GoodsOwnerOrderNumber.");
        }
        if self.orders.by_number(number).is_some() {
            refuse!("The order number '{number}' is already used by another order.");
        }
        Ok(())
    }

    fn check_order(&self, request: &OrderRequest) -> Result<(), Refusal> {
        let (data, limits) = (&request.data, &self.rules.limits);
        check_length("GoodsOwnerOrderNumber", data.goods_owner_order_number.as_deref(), limits.order_number)?;
        check_length("GoodsOwnerOrderId", data.goods_owner_order_id.as_deref(), limits.goods_owner_order_id)?;
        check_length("ReferenceNumber", data.reference_number.as_deref(), limits.reference_number)?;
        for status in [request.status_created, request.status_updated].into_iter().flatten() {
            if self.statuses.name(status).is_none() {
                refuse!("The order status {status} was not found.");
            }
        }
        if let Some(customer) = &request.customer {
            self.check_customer(customer)?;
        }
        if let Some(reference) = &request.order_type {
            self.order_types.check(reference)?;
        }
        if let Some(reference) = &request.way_of_delivery_type {
            let name = reference.name.as_deref();
            check_length("WayOfDeliveryType.Name", name, limits.way_of_delivery_type_name)?;
            self.way_of_delivery_types.check(reference)?;
        }
        if let Some(reference) = &request.terms_of_delivery_type {
            self.terms_of_delivery_types.check(reference)?;
        }
        if let Some((contract, create)) = &request.transporter
            && !create
            && self.transporter(contract).is_none()
        {
            refuse!("The transporter contract '{}' was not found.", contract.transporter_code);
        }
        Ok(())
    }

    fn warehouse(&self, sought: &WarehouseReference) -> Result<Warehouse, Refusal> {
        let found = self.warehouses.iter().find(|warehouse| match sought {
            WarehouseReference::Code(code) => key(&warehouse.code) == key(code),
            WarehouseReference::Name(name) => key(&warehouse.name) == key(name),
            WarehouseReference::Id(id) => warehouse.id == *id,
        });
        match found {
            Some(warehouse) => Ok(warehouse.clone()),
            None => refuse!("The outbound warehouse was not found."),
        }
    }

    fn transporter(&self, sought: &TransporterContract) -> Option<&TransporterContract> {
        let same = |a: &str, b: &str| b.is_empty() || key(a) == key(b);
        self.transporter_contracts.iter().find(|known| {
            same(&known.transporter_code, &sought.transporter_code)
                && same(&known.service_code, &sought.service_code)
                && same(&known.customer_number, &sought.customer_number)
        })
    }

    fn apply_transporter(&mut self, contract: TransporterContract) -> TransporterContract {
        if let Some(known) = self.transporter(&contract) {
            return TransporterContract { payment: contract.payment, ..known.clone() };
        }
        self.transporter_contracts.push(contract.clone());
        contract
    }

    /// Puts a way of delivery into the warehouse's list, or renames it.
    pub fn put_way_of_delivery_type(&mut self, code: &str, name: &str) {
        self.way_of_delivery_types.put(code, name);
    }

    /// Makes a contract with a carrier, which orders can refer to.
    pub fn put_transporter_contract(&mut self, contract: TransporterContract) {
        self.apply_transporter(contract);
    }

    /// Puts a customer group into the warehouse's list, which orders can only refer to.
    pub fn put_customer_group(&mut self, code: &str, name: &str) {
        self.customer_groups.put(code, name);
    }

    /// Whether a way of delivery with this code is there.
    pub fn way_of_delivery_type(&self, code: &str) -> Option<&super::Coded> {
        let entries = self.way_of_delivery_types.entries();
        entries.iter().find(|entry| key(&entry.code) == key(code))
    }
}

impl Default for CodedReference {
    fn default() -> Self {
        Self {
            operation: super::CodedOperation::Find,
            identification: CodedIdentification::Code,
            code: None,
            name: None,
        }
    }
}
