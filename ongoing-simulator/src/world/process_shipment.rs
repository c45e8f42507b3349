//! Creating, updating, removing and finding shipments, and sending them off.

use super::merge::Merge;
use super::refusal::refuse;
use super::shipment::{
    Shipment, ShipmentAddress, ShipmentAddressIdentification, ShipmentAddressOperation, ShipmentContainer,
    ShipmentKey, ShipmentParty, ShipmentPartyReference, ShipmentPayment, ShipmentQuery, ShipmentRequest,
};
use super::{
    MissingLines, OrderOperation, OrderStatus, Processed, Refusal, World, check_length, key, status,
};
use crate::world::customer::check_country;

impl World {
    /// All shipments, by ascending id.
    pub fn shipments(&self) -> impl Iterator<Item = &Shipment> {
        self.shipments.values()
    }

    /// The shipment with this order number; the oldest of several.
    pub fn shipment(&self, number: &str) -> Option<&Shipment> {
        self.found_shipment(&ShipmentKey::ShipmentOrderNumber(number.to_owned()))
    }

    /// The addresses that shipments go to and come from, oldest first.
    pub fn shipment_addresses(&self) -> &[ShipmentAddress] {
        &self.shipment_addresses
    }

    /// The statuses that shipments can have.
    pub fn shipment_statuses(&self) -> Vec<OrderStatus> {
        self.shipment_statuses.list()
    }

    /// The shipments that a query means, by ascending id.
    pub fn find_shipments(&self, query: &ShipmentQuery) -> Vec<&Shipment> {
        let is_meant = |shipment: &&Shipment| {
            let data = &shipment.data;
            let number = data.shipment_order_number.as_deref();
            let day = data.delivery_date.map(|time| time.date());
            query.in_date_from.is_none_or(|from| data.in_date.is_some_and(|time| time >= from))
                && query.in_date_to.is_none_or(|to| data.in_date.is_some_and(|time| time <= to))
                && query.delivery_date_from.is_none_or(|from| day.is_some_and(|day| day >= from.date()))
                && query.delivery_date_to.is_none_or(|to| day.is_some_and(|day| day <= to.date()))
                && query.status_from.is_none_or(|from| shipment.status >= from)
                && query.status_to.is_none_or(|to| shipment.status <= to)
                && query.shipment_order_number.as_deref().is_none_or(|sought| same(number, Some(sought)))
                && (query.ids.is_empty() || query.ids.contains(&shipment.id))
        };
        self.shipments.values().filter(is_meant).collect()
    }

    /// Creates, updates or removes a shipment.
    ///
    /// # Errors
    /// When its key is empty, it is there and must not be, is not there and must be, or has left; when a status, a
    /// container, an order, a contract with a carrier, a supplier, a country or an address that must be there is unknown.
    /// Then nothing has changed.
    pub fn process_shipment(&mut self, request: ShipmentRequest) -> Result<Processed, Refusal> {
        let number = request.data.shipment_order_number.as_deref();
        check_length("ShipmentOrderNumber", number, self.rules.limits.order_number)?;
        request.key.check()?;
        let known = self.found_shipment(&request.key);
        if known.is_some_and(|known| known.left.is_some()) {
            refuse!("The shipment has left: it can no longer be changed.");
        }
        let id = match (request.operation, known) {
            (OrderOperation::Create, Some(_)) => refuse!("The shipment is there already."),
            (OrderOperation::Update | OrderOperation::Remove, None) => refuse!("The shipment was not found."),
            (OrderOperation::Remove, Some(known)) => {
                let id = known.id;
                self.shipments.remove(&id);
                return Ok(processed(id, false, "removed"));
            }
            (_, None) if matches!(request.key, ShipmentKey::Id(_)) => refuse!("The shipment was not found."),
            (_, known) => known.map(|known| known.id),
        };
        self.check_shipment(&request, known)?;

        // From here on nothing is refused any more.
        let created = id.is_none();
        let id = id.unwrap_or_else(|| {
            self.last_shipment_id += 1;
            self.last_shipment_id
        });
        let mut shipment = self.shipments.remove(&id).unwrap_or_else(|| Shipment {
            id,
            status: status::NOTIFIED,
            ..Shipment::default()
        });
        shipment.data.merge(request.data, &self.rules);
        shipment.status = request.status.unwrap_or(shipment.status);
        if let Some(reference) = request.consignee {
            shipment.consignee = Some(self.apply_party(reference));
        }
        if let Some(reference) = request.consignor {
            shipment.consignor = Some(self.apply_party(reference));
        }
        if let Some(reference) = request.supplier {
            shipment.supplier = Some(self.suppliers.apply(reference, &self.rules));
        }
        shipment.payment = request.payment.or(shipment.payment);
        self.apply_containers(&mut shipment.containers, request.containers);
        self.shipments.insert(id, shipment);
        Ok(processed(id, created, if created { "created" } else { "updated" }))
    }

    /// Gives a shipment another comment, whatever its status; answers its id.
    ///
    /// # Errors
    /// When its key is empty, or it is unknown.
    pub fn update_shipment(&mut self, key: &ShipmentKey, comment: Option<String>) -> Result<i32, Refusal> {
        key.check()?;
        let Some(id) = self.found_shipment(key).map(|known| known.id) else {
            refuse!("The shipment was not found.");
        };
        if let (Some(comment), Some(shipment)) = (comment, self.shipments.get_mut(&id)) {
            shipment.data.comment.merge(Some(comment), &self.rules);
        }
        Ok(id)
    }

    /// The carrier leaves with a shipment.
    ///
    /// # Errors
    /// When it is unknown, or has left.
    pub fn ship(&mut self, number: &str) -> Result<(), Refusal> {
        let now = self.now();
        let Some(id) = self.shipment(number).map(|shipment| shipment.id) else {
            refuse!("The shipment '{number}' was not found.");
        };
        match self.shipments.get_mut(&id) {
            Some(shipment) if shipment.left.is_none() => {
                shipment.left = Some(now);
                shipment.status = status::SHIPPED;
                Ok(())
            }
            _ => refuse!("The shipment '{number}' has left."),
        }
    }

    /// The address of the register with this id.
    pub(crate) fn shipment_address(&self, id: Option<i32>) -> Option<&ShipmentAddress> {
        self.shipment_addresses.iter().find(|known| Some(known.id) == id)
    }

    /// The name of a status of shipments.
    pub(crate) fn shipment_status_name(&self, number: i32) -> Option<&str> {
        self.shipment_statuses.name(number)
    }

    fn found_shipment(&self, sought: &ShipmentKey) -> Option<&Shipment> {
        self.shipments.values().find(|known| sought.finds(known))
    }

    fn check_shipment(&self, request: &ShipmentRequest, known: Option<&Shipment>) -> Result<(), Refusal> {
        if let Some(number) = request.status
            && self.shipment_statuses.name(number).is_none()
        {
            refuse!("The shipment status {number} was not found.");
        }
        for reference in request.consignee.iter().chain(&request.consignor) {
            check_country(reference.party.address.country_code.as_deref())?;
            if reference.operation == ShipmentAddressOperation::Find && self.found_party(reference).is_none()
            {
                refuse!("The address of the shipment was not found.");
            }
        }
        if let Some(supplier) = &request.supplier {
            self.suppliers.check(supplier)?;
        }
        if let Some(payment) = &request.payment
            && !self.has_contract(payment)
        {
            refuse!("No contract with the transporter '{}' was found.", payment.transporter_code);
        }
        for container in &request.containers {
            let of_this =
                known.is_some_and(|known| known.containers.iter().any(|one| one.id == container.id));
            if container.id != 0 && !of_this {
                refuse!("The shipment has no container {}.", container.id);
            }
            if let Some(order) = container.order_id
                && self.order_by_id(order).is_none()
            {
                refuse!("The order {order} was not found.");
            }
        }
        Ok(())
    }

    fn has_contract(&self, payment: &ShipmentPayment) -> bool {
        self.transporter_contracts.iter().any(|known| {
            key(&known.transporter_code) == key(&payment.transporter_code)
                && payment.service_code.as_deref().is_none_or(|code| key(code) == key(&known.service_code))
        })
    }

    fn found_party(&self, reference: &ShipmentPartyReference) -> Option<i32> {
        let found = self.shipment_addresses.iter().find(|known| reference.finds(&known.party));
        found.map(|known| known.id)
    }

    fn apply_party(&mut self, reference: ShipmentPartyReference) -> i32 {
        let known = match reference.operation {
            ShipmentAddressOperation::Create => None,
            _ => self.found_party(&reference),
        };
        known.unwrap_or_else(|| {
            let id = self.shipment_addresses.last().map_or(1, |last| last.id + 1);
            let mut party = ShipmentParty::default();
            party.merge(reference.party, &self.rules);
            self.shipment_addresses.push(ShipmentAddress { id, party });
            id
        })
    }

    /// Containers with an id replace theirs; those without one are new. Whether those that a request does not name go is the
    /// same rule as for the lines of an order.
    fn apply_containers(&mut self, stored: &mut Vec<ShipmentContainer>, given: Vec<ShipmentContainer>) {
        if given.is_empty() {
            return;
        }
        if self.rules.missing_lines == MissingLines::Deleted {
            stored.retain(|known| given.iter().any(|one| one.id == known.id));
        }
        for mut container in given {
            match stored.iter_mut().find(|known| known.id == container.id) {
                Some(known) => *known = container,
                None => {
                    container.id = self.next_line_id();
                    stored.push(container);
                }
            }
        }
    }
}

fn processed(id: i32, created: bool, verb: &str) -> Processed {
    Processed { id, created, message: format!("The shipment was {verb}.<br/>") }
}

fn same(known: Option<&str>, sought: Option<&str>) -> bool {
    key(known.unwrap_or_default()) == key(sought.unwrap_or_default())
}

impl ShipmentKey {
    /// Refuses a key of which a part is empty.
    fn check(&self) -> Result<(), Refusal> {
        let is_empty = |text: &String| text.trim().is_empty();
        let empty = match self {
            Self::WayBill(number) => number.is_none(),
            Self::Id(id) => id.is_none(),
            Self::TransporterOrderNumber(number) | Self::ShipmentOrderNumber(number) => is_empty(number),
            Self::TransporterAndShipmentOrderNumber(one, other)
            | Self::TransporterOrderNumberAndRoute(one, other) => is_empty(one) || is_empty(other),
            Self::ShipmentOrderNumberAndDeliveryDate(number, day) => is_empty(number) || day.is_none(),
        };
        if empty {
            refuse!("The shipment is identified by a field that was empty.");
        }
        Ok(())
    }

    fn finds(&self, known: &Shipment) -> bool {
        let data = &known.data;
        let by_transporter = |number: &String| same(data.transporter_order_number.as_deref(), Some(number));
        let by_number = |number: &String| same(data.shipment_order_number.as_deref(), Some(number));
        match self {
            Self::WayBill(number) => number.is_some() && data.way_bill == *number,
            Self::Id(id) => *id == Some(known.id),
            Self::TransporterOrderNumber(number) => by_transporter(number),
            Self::ShipmentOrderNumber(number) => by_number(number),
            Self::TransporterAndShipmentOrderNumber(carrier, number) => {
                by_transporter(carrier) && by_number(number)
            }
            Self::TransporterOrderNumberAndRoute(carrier, route) => {
                by_transporter(carrier) && same(data.route.as_deref(), Some(route))
            }
            Self::ShipmentOrderNumberAndDeliveryDate(number, day) => {
                let day = day.map(|time| time.date());
                by_number(number) && data.delivery_date.map(|time| time.date()) == day
            }
        }
    }
}

impl ShipmentPartyReference {
    fn finds(&self, known: &ShipmentParty) -> bool {
        let (sought, address) = (&self.party, &self.party.address);
        let both = |known: &Option<String>, sought: &Option<String>| {
            sought.as_deref().is_some_and(|text| !text.trim().is_empty())
                && same(known.as_deref(), sought.as_deref())
        };
        match self.identification {
            ShipmentAddressIdentification::Nothing => false,
            ShipmentAddressIdentification::Name => both(&known.address.name, &address.name),
            ShipmentAddressIdentification::CustomerNumber => {
                both(&known.customer_number, &sought.customer_number)
            }
            ShipmentAddressIdentification::AddressAndPostCode => {
                both(&known.address.address, &address.address)
                    && same(known.address.post_code.as_deref(), address.post_code.as_deref())
            }
            ShipmentAddressIdentification::FullNameAndAddress => {
                both(&known.address.name, &address.name) && known.address.place() == address.place()
            }
        }
    }
}
