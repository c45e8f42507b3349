//! One measurement of many records: `count decode-products 2000`. Made to be run under callgrind, by `.ci/bench`, which
//! counts the instructions inside [`measured`]. Times on a shared machine wander, counts do not.

use std::error::Error;

use twentyfour_client::Client;
use wms_erp_benchmarks::canned::{at_once, client};
use wms_erp_benchmarks::fixture;
use wms_erp_benchmarks::measured::{self, orders, products};
use wms_erp_benchmarks::serde_reader::{Dropped, InvoiceOrder, Product};

#[expect(clippy::print_stdout, reason = "this is what it is for")]
fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    // `cargo bench` names nothing: without callgrind there is nothing to count.
    let [what, count] = &*arguments else { return Ok(()) };
    let count = count.parse()?;
    let fixture = if what.ends_with("orders") { fixture::orders(count) } else { fixture::products(count) };
    let (texts, bytes, xml) = (fixture.texts, fixture.xml.len(), fixture.xml);
    let items = match &**what {
        "decode-products" => measured::stream(products(&logged_in(xml)?))?,
        "decode-orders" => measured::stream(orders(&logged_in(xml)?))?,
        "encode-products" => measured::encode(&measured::save(&logged_in(xml)?)?)?,
        "serde-products" => measured::serde_reader::<Dropped<Product>>(&xml)?,
        "serde-orders" => measured::serde_reader::<Dropped<InvoiceOrder>>(&xml)?,
        "serde-text-products" => measured::serde_text::<Vec<Product>>(&xml)?,
        "serde-text-orders" => measured::serde_text::<Vec<InvoiceOrder>>(&xml)?,
        other => return Err(format!("{other}: no such measurement").into()),
    };
    if items != count {
        return Err(format!("{items} of {count} were read").into());
    }
    println!("{{\"items\": {items}, \"texts\": {texts}, \"bytes\": {bytes}}}");
    Ok(())
}

fn logged_in(xml: String) -> Result<Client, Box<dyn Error>> {
    let client = client(xml)?;
    at_once(client.login())?;
    Ok(client)
}
