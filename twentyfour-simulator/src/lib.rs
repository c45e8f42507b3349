//! A stateful 24SevenOffice in the own process: real HTTP, the vendor's wire format, made to test integrations on.
//!
//! It is written from the vendor's contracts and from what is publicly known of the service, not from this crate's
//! client. Where the vendor's behaviour is not known for certain there is a switch in [`Options`]; what must not
//! happen on a network happens on command ([`Simulator::misbehave`]).
//!
//! It answers every operation of the four contracts (Authenticate, Product, Invoice, Company): products with their stock,
//! categories, prices and discounts, orders and invoices with their layouts, companies with their contact persons, ids in
//! other systems, categories and groups. An invoice as PDF is a small document that names its invoice.
//!
//! ```
//! use twentyfour_simulator::{Record, Rule, Simulator};
//!
//! # #[tokio::main(flavor = "current_thread")] async fn main() -> std::io::Result<()> {
//! let erp = Simulator::start().await?;
//! let books = erp.books();
//! let product = books.add_product(Record::product().with("Name", "Kaffe 500 g").with("Stock", 40).with("StockControlled", true));
//! let customer = books.add_company(Record::company().with("Name", "Kari Nordmann").with("Type", "Consumer"));
//! let order = books.add_order(
//!     Record::order()
//!         .with("CustomerId", customer)
//!         .with("OrderStatus", "Confirmed")
//!         .with_row(Record::row().with("ProductId", product).with("Quantity", 3)),
//! );
//!
//! // The integration talks to erp.base_url(); here a person presses "Sent" instead.
//! erp.misbehave(Rule::drop_after().on("SaveInvoices"));
//! books.set_order_status(order, "OrderState_Sent");
//! assert_eq!(books.product(product).unwrap().text("Stock"), Some("37"));
//! assert_eq!(erp.count("SaveInvoices"), 0);
//! # Ok(()) }
//! ```

mod ask;
mod authenticate;
mod books;
mod companies;
mod company_registers;
mod failing;
mod invoices;
mod links;
mod options;
mod order_book;
mod orders;
mod prices;
mod products;
mod reading;
mod record;
mod register_edits;
mod registers;
mod save_rules;
mod scalar;
mod schema;
mod service;
mod typed;
mod world;
mod writing;

use std::{fmt, io, sync::Arc};

use asmx_test_server::Server;
pub use asmx_test_server::{Call, Control, Gate, Mischief, Reply, RequestRecord, Rule};
use chrono::{DateTime, Duration, Utc};

pub use self::{
    books::Books,
    options::{
        DeliveredQuantities, EmptyProperties, Identity, LineBreaks, NegativeStock, Options, Quota,
        RefusalForm, Sentinels, Shown, Taken, Zone,
    },
    record::Record,
};
use self::{service::Office, world::World};

/// A running 24SevenOffice. It stops when it is dropped.
pub struct Simulator {
    server: Server,
    office: Office,
}

impl Simulator {
    /// Starts one with the default [`Options`] and no data.
    ///
    /// # Errors
    /// If no port can be bound.
    pub async fn start() -> io::Result<Self> {
        Self::start_with(Options::default()).await
    }

    /// Starts one with these options, without data.
    ///
    /// # Errors
    /// If the address cannot be bound.
    pub async fn start_with(options: Options) -> io::Result<Self> {
        let address = options.address;
        let office = Office::new(World::new(options));
        let server = Server::start_on(address, Arc::new(office.clone())).await?;
        Ok(Self { server, office })
    }

    /// `http://127.0.0.1:port`: what stands for `https://api.24sevenoffice.com`.
    pub fn base_url(&self) -> String {
        self.server.base_url()
    }

    /// The registered application id.
    pub fn application_id(&self) -> String {
        self.office.world().options.application_id.clone()
    }

    /// The API user.
    pub fn username(&self) -> String {
        self.office.world().options.username.clone()
    }

    /// The API user's password.
    pub fn password(&self) -> String {
        self.office.world().options.password.clone()
    }

    /// A token that stands for the API user and its password, for `AuthenticateByToken`.
    pub fn token(&self) -> String {
        self.office.world().options.token.clone()
    }

    /// The guid of an identity, the default one being number 0; `None` beyond the last.
    pub fn identity_id(&self, number: usize) -> Option<String> {
        self.office.world().options.identities.get(number).map(|identity| identity.id.clone())
    }

    /// The data of the default identity's company.
    pub fn books(&self) -> Books {
        Books::new(self.office.clone(), 0)
    }

    /// The data of another identity's company; `None` beyond the last.
    pub fn books_of(&self, number: usize) -> Option<Books> {
        (number < self.office.world().books.len()).then(|| Books::new(self.office.clone(), number))
    }

    /// Requests seen, callbacks between requests, failures on command.
    pub fn control(&self) -> &Control {
        self.server.control()
    }

    /// Makes something go wrong; see [`Rule`].
    pub fn misbehave(&self, rule: impl Into<Rule>) {
        self.control().misbehave(rule.into());
    }

    /// The requests seen, oldest first, passwords masked.
    pub fn requests(&self) -> Vec<RequestRecord> {
        self.control().requests()
    }

    /// How many requests of that operation were seen; `""` counts all.
    pub fn count(&self, operation: &str) -> usize {
        self.control().count(operation)
    }

    /// Forgets the requests seen.
    pub fn clear_requests(&self) {
        self.control().clear_requests();
    }

    /// How often `Login` was called, with whatever outcome. The vendor throttles repeated logins.
    pub fn logins(&self) -> usize {
        self.office.world().logins
    }

    /// How many sessions are open.
    pub fn sessions(&self) -> usize {
        self.office.world().sessions.len()
    }

    /// Ends all sessions, as a restart of the vendor's server does.
    pub fn expire_sessions(&self) {
        self.office.world().sessions.clear();
    }

    /// Changes switches while running. Address and seed have had their effect at the start.
    pub fn change(&self, change: impl FnOnce(&mut Options)) {
        self.office.world().change(change);
    }

    /// The time in the simulator.
    pub fn now(&self) -> DateTime<Utc> {
        self.office.world().now()
    }

    /// Moves the simulator's time on.
    pub fn advance(&self, by: Duration) {
        self.office.world().advance(by);
    }

    /// Requests left in this hour of the simulator's time.
    pub fn quota_left(&self) -> u32 {
        self.office.world().quota_left()
    }

    /// Uses up the quota of this hour.
    pub fn exhaust_quota(&self) {
        self.office.world().exhaust_quota();
    }

    /// Stops it and returns when the port is free.
    pub async fn stop(self) {
        self.server.stop().await;
    }
}

impl fmt::Debug for Simulator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Simulator").field("base_url", &self.base_url()).finish_non_exhaustive()
    }
}
