//! What the person at the keyboard does: the office in the ERP, the warehouse in the WMS.

use std::io::{self, BufRead, Write};
use std::sync::Arc;

use crate::sandbox::overview;
use crate::sandbox::systems::Systems;
use rust_decimal::Decimal;
use wms_erp_sync::CancellationToken;
use wms_erp_sync::simulator::twentyfour::Record;

const HELP: &str = "\
status                      both systems side by side
in the office (24SevenOffice)
  confirm ORDER             the order is to be delivered
  offer ORDER               it is an offer again
  order CUSTOMER PRODUCT N  a new order, confirmed; it goes to the customer's address
  quantity ORDER PRODUCT N  another quantity on the order
  country ORDER NAME        another country of the delivery address
  name PRODUCT TEXT         another name
in the warehouse (Ongoing)
  pick ORDER                pick what is there
  send ORDER                press Sent
  cancel ORDER              cancel it
  receive PRODUCT N         goods come in
  count PRODUCT N           so many were counted
  goods PURCHASE LINE N     goods of a purchase order come in
  end PURCHASE              its reception ends
  return ORDER PRODUCT N    goods of an order that was sent come back
quit                        stop the sandbox
";

/// Hears commands on a thread of its own: reading the keyboard cannot be interrupted.
pub(crate) fn listen(systems: Arc<Systems>, stop: CancellationToken) {
    std::thread::spawn(move || {
        for line in io::stdin().lock().lines() {
            let Ok(line) = line else { return };
            if line.trim() == "quit" {
                stop.cancel();
                return;
            }
            let answer = act(&systems, &line).unwrap_or_else(|problem| format!("{problem}\n"));
            // A closed output is no reason to stop.
            let _ = write!(io::stdout(), "{answer}").and_then(|()| io::stdout().flush());
        }
    });
}

/// Does what a line says, and answers in a few words.
fn act(systems: &Systems, line: &str) -> Result<String, String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let (books, wms) = (systems.erp.books(), &systems.wms);
    let found =
        |found: bool| if found { Ok("done\n".to_owned()) } else { Err("there is no such record".to_owned()) };
    let done = |result: Result<(), _>| {
        result
            .map(|()| "done\n".to_owned())
            .map_err(|error: wms_erp_sync::simulator::ongoing::Refusal| error.to_string())
    };
    match words.as_slice() {
        [] => Ok(String::new()),
        ["help"] => Ok(HELP.to_owned()),
        ["status"] => Ok(format!(
            "{}\n{}\n{}",
            overview::orders(systems),
            overview::goods(systems),
            overview::stock(systems)
        )),
        ["confirm", order] => found(books.set_order_status(number(order)?, "Confirmed")),
        ["offer", order] => found(books.set_order_status(number(order)?, "Offer")),
        ["order", customer, product, quantity] => {
            new_order(systems, number(customer)?, number(product)?, amount(quantity)?)
        }
        ["quantity", order, product, quantity] => {
            found(change_quantity(systems, number(order)?, product, amount(quantity)?))
        }
        ["country", order, name @ ..] if !name.is_empty() => found(
            books
                .patch_order(number(order)?, |order| order.set("Addresses.Delivery.Country", name.join(" "))),
        ),
        ["name", product, text @ ..] if !text.is_empty() => {
            found(books.patch_product(number(product)?, |product| product.set("Name", text.join(" "))))
        }
        ["pick", order] => match wms.pick_all(order) {
            Ok(short) if short.is_empty() => Ok("picked, complete\n".to_owned()),
            Ok(short) => {
                let missing: Decimal = short.iter().map(|shortage| shortage.missing).sum();
                Ok(format!("picked, {missing} short\n"))
            }
            Err(refusal) => Err(refusal.to_string()),
        },
        ["send", order] => done(wms.send(order)),
        ["cancel", order] => done(wms.cancel(order)),
        ["receive", product, quantity] => done(wms.receive(product, amount(quantity)?)),
        ["goods", purchase, line, quantity] => done(wms.receive_on(purchase, line, amount(quantity)?)),
        ["end", purchase] => done(wms.finish_reception(purchase)),
        ["return", order, product, quantity] => {
            take_back(systems, order, product, number(quantity)?).map(|number| format!("return {number}\n"))
        }
        ["count", product, quantity] => done(wms.set_stock(product, amount(quantity)?)),
        _ => Err("unknown command; help lists the commands".to_owned()),
    }
}

fn new_order(systems: &Systems, customer: i32, product: i32, quantity: Decimal) -> Result<String, String> {
    let books = systems.erp.books();
    let company = books.company(customer).ok_or("there is no such customer")?;
    books.product(product).ok_or("there is no such product")?;
    let mut order = Record::order()
        .with("CustomerId", customer)
        .with("OrderStatus", "Confirmed")
        .with("IncludeVAT", true)
        .with_row(Record::row().with("ProductId", product).with("Quantity", quantity));
    for field in ["Street", "PostalCode", "PostalArea", "Country"] {
        let slots = ["Post", "Visit"].map(|slot| format!("Addresses.{slot}.{field}"));
        if let Some(text) = slots.iter().find_map(|slot| company.text(slot)) {
            order.set(&format!("Addresses.Delivery.{field}"), text);
        }
    }
    Ok(format!("order {}\n", books.add_order(order)))
}

/// Registers a return of what was sent of a product, which is there. Its number.
fn take_back(systems: &Systems, order: &str, product: &str, quantity: i32) -> Result<String, String> {
    let wms = &systems.wms;
    let sent = wms.order(order).ok_or("the warehouse has no such order")?;
    let article = wms.article_by_product_code(product).ok_or("there is no such product")?;
    let line = sent.lines.iter().find(|line| line.article == article.system_id);
    let code = line.ok_or("the order has no such product")?.code();
    let number = format!("R-{}", 3001 + wms.look(|world| world.return_orders().count()));
    wms.announce_return(&number, order, &[(code, quantity)]).map_err(|refusal| refusal.to_string())?;
    wms.take_back(&number, "1", quantity, true).map_err(|refusal| refusal.to_string())?;
    Ok(number)
}

fn change_quantity(systems: &Systems, order: i32, product: &str, quantity: Decimal) -> bool {
    let books = systems.erp.books();
    let Some(record) = books.order(order) else { return false };
    let row = record.list("InvoiceRows").iter().find(|row| row.text("ProductId") == Some(product));
    let row = row.and_then(|row| row.int("RowId"));
    row.is_some_and(|row| books.patch_row(order, row, |row| row.set("Quantity", quantity)))
}

fn number(word: &str) -> Result<i32, String> {
    word.parse().map_err(|_| format!("{word} is not a number"))
}

fn amount(word: &str) -> Result<Decimal, String> {
    word.parse().map_err(|_| format!("{word} is not a quantity"))
}
