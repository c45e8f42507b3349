//! How an order comes into being and changes, whether the API or a person does it.

use rust_decimal::Decimal;

use super::{
    ask::too_long,
    options::DeliveredQuantities,
    products::set_stock,
    record::Record,
    save_rules,
    world::{Data, Moment, Order},
};

/// Kind and message of a refusal.
type Refused = (&'static str, String);

/// `SaveInvoices` for one order: what was sent comes back, with ids or with the reason of the refusal.
pub(super) fn save(data: &mut Data, moment: &Moment<'_>, given: Record) -> Option<Record> {
    let mut echo = given.clone();
    let outcome = match given.int("OrderId") {
        Some(id) => change(data, moment, id, given),
        None => create(data, moment, given),
    };
    match outcome {
        Ok((id, rows)) => {
            echo.set("OrderId", id);
            if let Some((_, sent)) =
                echo.is_set("InvoiceRows").then(|| echo.list_mut("InvoiceRows")).flatten()
            {
                for (row, id) in sent.iter_mut().zip(rows) {
                    if let Some(id) = id {
                        row.set("RowId", id);
                    }
                }
            }
        }
        Err((kind, message)) => echo.fail(kind, &message),
    }
    Some(echo)
}

/// `UpdateInvoices` for one order: title and reference of what is invoiced already.
pub(super) fn update(data: &mut Data, moment: &Moment<'_>, mut given: Record) -> Option<Record> {
    let found = given.int("OrderId").and_then(|id| data.orders.get_mut(&id));
    match found {
        Some(order) if is_locked(&order.record) => {
            for field in ["InvoiceTitle", "ReferenceNumber"] {
                if let Some(text) = given.text(field) {
                    order.record.set(field, text);
                }
            }
            order.record.set("DateChanged", moment.stamp());
        }
        Some(_) => given.fail("Economy.Invoice.InvoiceException", "Only an invoiced order can be updated."),
        None => given.fail("Core.ParameterNotFoundException", "The order does not exist."),
    }
    Some(given)
}

/// Puts an order into the book with ids, dates and totals.
pub(super) fn enter(data: &mut Data, moment: &Moment<'_>, mut order: Record) -> i32 {
    let id = order.int("OrderId").unwrap_or_else(|| data.next_order());
    data.last_order = data.last_order.max(id);
    order.set("OrderId", id);
    let stamp = moment.stamp();
    for field in ["DateOrdered", "DateChanged"] {
        if !order.is_set(field) {
            order.set(field, &stamp);
        }
    }
    let customer = order.int("CustomerId").and_then(|id| data.companies.get(&id));
    let name = customer.and_then(|company| company.record.text("Name")).map(str::to_owned);
    if let (false, Some(name)) = (order.is_set("CustomerName"), name) {
        order.set("CustomerName", name);
    }
    let mut rows = order.list("InvoiceRows").to_vec();
    for row in &mut rows {
        finish_row(data, row);
    }
    set_rows(&mut order, rows);
    data.orders.insert(id, Order { record: order, registered: moment.now, deducted: false });
    id
}

/// Gives a row its id and what it takes over from its product.
pub(super) fn finish_row(data: &mut Data, row: &mut Record) {
    match row.int("RowId") {
        Some(id) => data.last_row = data.last_row.max(id),
        None => row.set("RowId", data.next_row()),
    }
    row.clear("ChangeState");
    let Some(product) = row.int("ProductId").and_then(|id| data.products.get(&id)) else { return };
    for (field, source) in [("Name", "Name"), ("Price", "Price"), ("ProductNo", "No"), ("VatRate", "TaxRate")]
    {
        if let (false, Some(text)) = (row.is_set(field), product.text(source)) {
            row.set(field, text);
        }
    }
}

/// What follows from the status that an order has now: an invoice number, goods that leave the stock.
pub(super) fn follow_status(data: &mut Data, moment: &Moment<'_>, id: i32) {
    let Some(mut order) = data.orders.remove(&id) else { return };
    if status(&order.record) == "Invoiced" && !order.record.is_set("InvoiceId") {
        order.record.set("InvoiceId", data.next_invoice());
        order.record.set("DateInvoiced", moment.stamp());
    }
    let skips = order.record.flag("SkipStock") == Some(true) && moment.options.skip_stock_counts;
    let sends = match status(&order.record) {
        "OrderState_Sent" => moment.options.sent_deducts_stock,
        "Confirmed" => moment.options.confirmed_deducts,
        _ => false,
    };
    if sends && !order.deducted && !skips {
        order.deducted = true;
        for row in order.record.list("InvoiceRows") {
            let Some(product) = row.int("ProductId").and_then(|id| data.products.get(&id)) else { continue };
            if let (Some(true), Some(id)) = (product.flag("StockControlled"), product.int("Id")) {
                let stock = product.decimal("Stock").unwrap_or_default()
                    - row.decimal("Quantity").unwrap_or_default();
                set_stock(data, moment, id, &stock.to_string());
            }
        }
    }
    data.orders.insert(id, order);
}

/// Replaces the rows of an order and its totals.
pub(super) fn set_rows(order: &mut Record, rows: Vec<Record>) {
    let (mut net, mut vat) = (Decimal::ZERO, Decimal::ZERO);
    for row in &rows {
        let number = |field| row.decimal(field).unwrap_or_default();
        let part = |percent: Decimal| percent / Decimal::ONE_HUNDRED;
        let gross = number("Price").checked_mul(number("Quantity")).unwrap_or_default();
        let amount = gross * (Decimal::ONE - part(number("DiscountRate")));
        net += amount;
        vat += amount * part(number("VatRate"));
    }
    order.set("OrderTotalVat", vat.round_dp(2).normalize());
    order.set("OrderTotalIncVat", (net + vat).round_dp(2).normalize());
    if let Some((_, list)) = order.list_mut("InvoiceRows") {
        *list = rows;
    }
}

/// An order and the ids of its rows as they were sent.
type Saved = (i32, Vec<Option<i32>>);

fn create(data: &mut Data, moment: &Moment<'_>, mut given: Record) -> Result<Saved, Refused> {
    check(data, &given)?;
    if !given.is_set("CustomerId") {
        return Err(missing("CustomerId"));
    }
    clear_read_only(&mut given);
    take_credit(&mut given, moment)?;
    save_rules::break_lines(&mut given, moment);
    let id = enter(data, moment, given);
    follow_status(data, moment, id);
    let rows = data.orders[&id].record.list("InvoiceRows").iter().map(|row| row.int("RowId")).collect();
    Ok((id, rows))
}

fn change(data: &mut Data, moment: &Moment<'_>, id: i32, mut given: Record) -> Result<Saved, Refused> {
    check(data, &given)?;
    let Some(order) = data.orders.get(&id) else {
        return Err(("Core.ParameterNotFoundException", format!("The order {id} does not exist.")));
    };
    if is_locked(&order.record) {
        return Err((
            "Economy.Invoice.InvoiceException",
            format!("The order {id} is invoiced and cannot be changed."),
        ));
    }
    if save_rules::is_sent_refused(status(&order.record), &mut given, moment) {
        let message = format!("The order {id} cannot be set to OrderState_Sent.");
        return Err(("Economy.Invoice.InvoiceException", message));
    }
    take_credit(&mut given, moment)?;
    let is_stamped = save_rules::is_change(&order.record, &given, moment);
    let repeats_sent =
        given.text("OrderStatus") == Some("OrderState_Sent") && moment.options.sent_again_deducts;
    let mut record = order.record.clone();
    save_rules::break_lines(&mut given, moment);
    save_rules::omit_fields(&mut record, &given, moment);
    let sent = given.list("InvoiceRows").to_vec();
    given.clear("InvoiceRows");
    clear_read_only(&mut given);
    record.merge(&given);
    if given.text("GLNNumber") == Some("NULL") {
        record.clear("GLNNumber");
    }
    if moment.options.omitted_status_is_web && !given.is_set("OrderStatus") {
        record.clear("OrderStatus");
    }
    let mut rows = record.list("InvoiceRows").to_vec();
    let mut ids = Vec::new();
    for row in &sent {
        let row = with_delivered(moment.options.delivered_quantities, row.clone())?;
        ids.push(change_row(data, &mut rows, row)?);
    }
    save_rules::omit_rows(&mut rows, &ids, moment);
    let rest = save_rules::rest_rows(&sent, &rows, moment);
    set_rows(&mut record, rows);
    if is_stamped {
        record.set("DateChanged", moment.stamp());
    }
    if let Some(order) = data.orders.get_mut(&id) {
        order.record = record;
        order.deducted &= !repeats_sent;
    }
    follow_status(data, moment, id);
    if let (false, Some(customer)) = (rest.is_empty(), data.orders[&id].record.int("CustomerId")) {
        let order = Record::order().with("CustomerId", customer).with("OrderStatus", "Rest");
        enter(data, moment, rest.into_iter().fold(order, Record::with_row));
    }
    Ok((id, ids))
}

fn take_credit(given: &mut Record, moment: &Moment<'_>) -> Result<(), Refused> {
    save_rules::take_credit(given, moment).map_err(|message| ("Economy.Invoice.InvoiceException", message))
}

fn with_delivered(quantities: DeliveredQuantities, mut row: Record) -> Result<Record, Refused> {
    for field in ["QuantityDelivered", "QuantityRest"] {
        match quantities {
            DeliveredQuantities::Refused if row.is_set(field) => {
                return Err(("Economy.Invoice.InvoiceException", format!("{field} cannot be set.")));
            }
            DeliveredQuantities::Ignored => row.clear(field),
            _ => {}
        }
    }
    Ok(row)
}

/// One row of an update, which says itself what is to be done with it.
fn change_row(data: &mut Data, rows: &mut Vec<Record>, mut sent: Record) -> Result<Option<i32>, Refused> {
    let state = sent.text("ChangeState").unwrap_or("None").to_owned();
    let id = sent.int("RowId");
    let at = rows.iter().position(|row| id.is_some() && row.int("RowId") == id);
    match (state.as_str(), at) {
        ("None", _) => return Ok(id),
        ("Add", _) => {
            sent.clear("RowId");
            finish_row(data, &mut sent);
            let id = sent.int("RowId");
            rows.push(sent);
            return Ok(id);
        }
        ("Delete", Some(at)) => {
            rows.remove(at);
        }
        (_, Some(at)) => {
            sent.clear("ChangeState");
            sent.clear("ProductNo");
            rows[at].merge(&sent);
        }
        (state, None) => {
            let id = id.map_or_else(|| "without a RowId".to_owned(), |id| format!("{id} does not exist and"));
            return Err((
                "Economy.Invoice.InvoiceException",
                format!("The row {id} cannot be used with {state}."),
            ));
        }
    }
    Ok(id)
}

fn check(data: &Data, given: &Record) -> Result<(), Refused> {
    if let Some(message) = too_long(given) {
        return Err(("Data.DataBaseServerException", message));
    }
    if let Some(customer) = given.int("CustomerId").filter(|id| !data.companies.contains_key(id)) {
        return Err(("Core.ParameterNotFoundException", format!("The customer {customer} does not exist.")));
    }
    for row in given.list("InvoiceRows") {
        let added = matches!(row.text("ChangeState"), Some("Add")) || !given.is_set("OrderId");
        let normal = matches!(row.text("Type"), None | Some("Normal"));
        match row.int("ProductId") {
            None if added && normal => return Err(missing("ProductId")),
            Some(product) if !data.products.contains_key(&product) => {
                return Err((
                    "Core.ParameterNotFoundException",
                    format!("The product {product} does not exist."),
                ));
            }
            _ => {}
        }
    }
    Ok(())
}

fn clear_read_only(given: &mut Record) {
    for field in
        ["InvoiceId", "OrderTotalIncVat", "OrderTotalVat", "DateChanged", "DateInvoiced", "APIException"]
    {
        given.clear(field);
    }
}

fn is_locked(order: &Record) -> bool {
    matches!(status(order), "Invoiced" | "InvoicedPack" | "InvoicedCashAccount")
}

fn missing(property: &str) -> Refused {
    ("Core.ParameterNotFoundException", format!("Property {property} is missing."))
}

/// The status of an order; an order without one is from a web shop.
pub(super) fn status(order: &Record) -> &str {
    order.text("OrderStatus").unwrap_or("Web")
}
