//! The client over real HTTP: against the simulated 24SevenOffice, and where that is too well behaved, against bare
//! answers.
#![cfg(test)]

mod answer;
mod budget;
mod build;
mod clock;
mod cookies;
mod errors;
mod http;
mod item_errors;
mod lists;
mod observed;
mod own_operation;
mod properties;
mod redaction;
mod retry;
mod saves;
#[path = "../../../asmx-soap/tests/support/self_signed.rs"]
mod self_signed;
mod session;
mod session_file;

use twentyfour_client::{Client, ClientBuilder, Credentials, RetryPolicy};
use twentyfour_simulator::{Options, Record, Simulator};

/// A simulator with two products, a customer and an order.
async fn shop() -> Simulator {
    shop_with(|_| {}).await
}

async fn shop_with(change: impl FnOnce(&mut Options)) -> Simulator {
    let mut options = Options::default();
    options.clock = std::sync::Arc::new(|| "2026-01-05T08:00:00Z".parse().unwrap());
    change(&mut options);
    let erp = Simulator::start_with(options).await.unwrap();
    let books = erp.books();
    let coffee =
        books.add_product(Record::product().with("Name", "Kaffe 500 g").with("No", "K500").with("Stock", 40));
    books.add_product(Record::product().with("Name", "Frakt").with("StockControlled", false));
    let customer =
        books.add_company(Record::company().with("Name", "Kari Nordmann").with("Type", "Consumer"));
    let row = Record::row().with("ProductId", coffee).with("Quantity", 3);
    let order = Record::order().with("CustomerId", customer).with("OrderStatus", "Confirmed");
    books.add_order(order.with_row(row));
    erp
}

fn credentials(erp: &Simulator) -> Credentials {
    Credentials::new(erp.application_id().parse().unwrap(), erp.username(), erp.password())
}

fn builder(erp: &Simulator) -> ClientBuilder {
    Client::builder(credentials(erp)).base_url(erp.base_url())
}

fn client(erp: &Simulator) -> Client {
    builder(erp).build().unwrap()
}

/// A client that repeats nothing, so that the first failure is seen.
fn client_once(erp: &Simulator) -> Client {
    builder(erp).retry(RetryPolicy::none()).build().unwrap()
}

/// Waits until all of them are done.
async fn together<F>(futures: impl IntoIterator<Item = F>) -> Vec<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    let tasks: Vec<_> = futures.into_iter().map(tokio::spawn).collect();
    let mut outputs = Vec::new();
    for task in tasks {
        outputs.push(task.await.unwrap());
    }
    outputs
}
