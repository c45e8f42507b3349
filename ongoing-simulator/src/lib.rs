//! A stateful Ongoing WMS in this process, over real HTTP on the loopback interface: for tests and demos of anything
//! that talks to the goods-owner API, over SOAP or over REST: one warehouse, two dialects.
//!
//! It is written from the published contract and from what public material tells about the service, not from this
//! crate's client. It keeps articles, stock, orders, purchase orders, return orders, shipments, customers, suppliers and ways of delivery; it refuses what the
//! warehouse refuses; and what people do in the warehouse is a method here. It answers every operation of the contracts that it
//! has data for, says "not simulated" to the others, and what is left behind through them (files, events, times of runs) can be looked at. Where the vendor documents nothing, the
//! behaviour is one of [`Rules`]. It can be made to lose requests, answer faults and more, see
//! [`control`](Simulator::control).
//!
//! ```
//! use ongoing_simulator::{Simulator, world::{ArticleData, LineRequest}};
//!
//! # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let wms = Simulator::start().await?;
//! assert!(wms.base_url().ends_with("/warehouse"));            // and "/service.asmx" behind it
//!
//! // Your integration sends an article and an order; here a person types them in.
//! let data = ArticleData {
//!     article_number: Some("LAMP".into()),
//!     product_code: Some("17".into()),
//!     ..Default::default()
//! };
//! wms.act(|world| world.add_article(data))?;
//! wms.receive("17", 10)?;
//! wms.enter_order_by_hand("1001", &[("17", 4)])?;
//!
//! // The warehouse works.
//! assert!(wms.pick_all("1001")?.is_empty());
//! wms.send("1001")?;
//!
//! assert_eq!(wms.order("1001").unwrap().status, 450);
//! assert_eq!(wms.article_by_product_code("17").unwrap().stock.physical, 6.into());
//! # wms.stop().await;
//! # Ok(()) }
//! ```

mod builder;
mod clock;
mod people;
mod rest;
mod returns;
mod service;
mod soap;
pub mod world;

use std::sync::{Arc, Mutex};

use asmx_test_server::Server;
pub use asmx_test_server::{Control, Gate, Mischief, RequestRecord, Rule};
use chrono::{DateTime, Duration, Utc};

pub use builder::SimulatorBuilder;
pub use service::SkippedElement;
pub use soap::WSI_PASSWORD;
pub use world::{Refusal, Rules, World};

use clock::Clock;
use service::Traffic;
use soap::Credentials;
use world::{Article, Coded, Customer, Order, Supplier};

/// A running warehouse. Dropping it stops it.
#[derive(Debug)]
pub struct Simulator {
    server: Server,
    warehouse: String,
    world: Arc<Mutex<World>>,
    traffic: Arc<Traffic>,
    clock: Clock,
    credentials: Credentials,
}

impl Simulator {
    /// Starts a warehouse with the default credentials and rules, on a free port.
    ///
    /// # Errors
    /// If no port can be bound.
    pub async fn start() -> std::io::Result<Self> {
        Self::builder().start().await
    }

    /// A warehouse with other credentials, rules, clock or zone.
    pub fn builder() -> SimulatorBuilder {
        SimulatorBuilder::default()
    }

    /// `http://127.0.0.1:PORT/warehouse`: SOAP is at `/service.asmx` behind it, and REST below `/api/v1`.
    pub fn base_url(&self) -> String {
        format!("{}/{}", self.server.base_url(), self.warehouse)
    }

    /// The API user's name.
    pub fn username(&self) -> &str {
        &self.credentials.username
    }

    /// The API user's password.
    pub fn password(&self) -> &str {
        &self.credentials.password
    }

    /// The goods owner's code.
    pub fn goods_owner_code(&self) -> &str {
        &self.credentials.goods_owner_code
    }

    /// The goods owner's id.
    pub fn goods_owner_id(&self) -> i32 {
        self.credentials.goods_owner_id
    }

    /// The requests seen, callbacks between them, and misbehaviour on command.
    pub fn control(&self) -> &Control {
        self.server.control()
    }

    /// How many writes arrived while another write for the goods owner was under way. The vendor makes such writes
    /// wait and asks for them one after another: a good client keeps this at 0.
    pub fn parallel_writes(&self) -> usize {
        self.traffic.parallel_writes()
    }

    /// Elements of SOAP requests that had no effect: misnamed, of another namespace, or too late in the order of the
    /// contract; and query parameters of REST requests that mean nothing here. The vendor says nothing about them; a
    /// test of an integration expects none.
    pub fn skipped_elements(&self) -> Vec<SkippedElement> {
        self.traffic.skipped_elements()
    }

    /// Now, by the simulator's clock.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Moves the simulator's clock, also a caller-given one.
    pub fn advance(&self, by: Duration) {
        self.clock.advance(by);
    }

    /// Looks at the warehouse. No request is served meanwhile.
    pub fn look<T>(&self, look: impl FnOnce(&World) -> T) -> T {
        look(&service::lock(&self.world))
    }

    /// Does something in the warehouse. No request is served meanwhile.
    pub fn act<T>(&self, act: impl FnOnce(&mut World) -> T) -> T {
        act(&mut service::lock(&self.world))
    }

    /// Changes how the warehouse behaves from now on.
    pub fn set_rules(&self, change: impl FnOnce(&mut Rules)) {
        self.act(|world| change(world.rules_mut()));
    }

    /// The order with this number; the oldest of several.
    pub fn order(&self, number: &str) -> Option<Order> {
        self.look(|world| world.order(number).cloned())
    }

    /// All orders, by ascending id.
    pub fn orders(&self) -> Vec<Order> {
        self.look(|world| world.orders().cloned().collect())
    }

    /// The article with this product code; the oldest of several.
    pub fn article_by_product_code(&self, code: &str) -> Option<Article> {
        self.look(|world| world.article_by_product_code(code).cloned())
    }

    /// The article with this number.
    pub fn article_by_number(&self, number: &str) -> Option<Article> {
        self.look(|world| world.article_by_number(number).cloned())
    }

    /// All articles, by ascending system id.
    pub fn articles(&self) -> Vec<Article> {
        self.look(|world| world.articles().cloned().collect())
    }

    /// All customer records, oldest first.
    pub fn customers(&self) -> Vec<Customer> {
        self.look(|world| world.customers().to_vec())
    }

    /// The customer record that an order goes to.
    pub fn customer_of(&self, number: &str) -> Option<Customer> {
        self.look(|world| world.customer(world.order(number)?.customer_id?).cloned())
    }

    /// All suppliers, oldest first.
    pub fn suppliers(&self) -> Vec<Supplier> {
        self.look(|world| world.suppliers().to_vec())
    }

    /// The ways of delivery.
    pub fn way_of_delivery_types(&self) -> Vec<Coded> {
        self.look(|world| world.way_of_delivery_types().to_vec())
    }

    /// Stops serving and breaks the connections that are open. The state is lost with it.
    pub async fn stop(self) {
        self.server.stop().await;
    }
}
