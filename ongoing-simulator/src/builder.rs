//! Setting up a warehouse.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use asmx_test_server::Server;
use chrono::{DateTime, FixedOffset, Utc};

use super::Simulator;
use super::clock::{Clock, Zone};
use super::service::{OngoingService, Traffic};
use super::soap::Credentials;
use super::world::{Rules, World};

/// What a warehouse starts with. Every value has a default.
#[derive(Debug)]
#[must_use = "nothing is served before `start`"]
pub struct SimulatorBuilder {
    address: SocketAddr,
    warehouse: String,
    credentials: Credentials,
    rules: Rules,
    clock: Clock,
    zone: Zone,
    statuses: Vec<(i32, String)>,
}

impl Default for SimulatorBuilder {
    fn default() -> Self {
        Self {
            address: (std::net::Ipv4Addr::LOCALHOST, 0).into(),
            warehouse: "warehouse".to_owned(),
            credentials: Credentials {
                username: "WSI-acme".to_owned(),
                password: "forklift".to_owned(),
                goods_owner_code: "ACME".to_owned(),
                goods_owner_id: 159,
            },
            rules: Rules::default(),
            clock: Clock::system(),
            zone: Zone::utc(),
            statuses: Vec::new(),
        }
    }
}

impl SimulatorBuilder {
    /// Where to listen (default: a free port of 127.0.0.1).
    pub fn address(mut self, address: SocketAddr) -> Self {
        self.address = address;
        self
    }

    /// The name of the system, the first part of the path (default `warehouse`).
    pub fn warehouse(mut self, name: impl Into<String>) -> Self {
        self.warehouse = name.into();
        self
    }

    /// The API user (default `WSI-acme`, `forklift`).
    pub fn user(mut self, name: impl Into<String>, password: impl Into<String>) -> Self {
        self.credentials.username = name.into();
        self.credentials.password = password.into();
        self
    }

    /// The goods owner (default 159, `ACME`).
    pub fn goods_owner(mut self, id: i32, code: impl Into<String>) -> Self {
        self.credentials.goods_owner_id = id;
        self.credentials.goods_owner_code = code.into();
        self
    }

    /// How the warehouse behaves.
    pub fn rules(mut self, change: impl FnOnce(&mut Rules)) -> Self {
        change(&mut self.rules);
        self
    }

    /// Another source of time (default: the system clock). [`advance`](Simulator::advance) moves it further.
    ///
    /// Everything that works together needs the same one: an engine asks for what changed since it looked last, by its own
    /// clock, and finds nothing in a warehouse where it is still yesterday.
    pub fn clock(mut self, now: impl Fn() -> DateTime<Utc> + Send + Sync + 'static) -> Self {
        self.clock = Clock::new(Arc::new(now));
        self
    }

    /// The zone of the times that are written and read without one: its offset from UTC at a moment (default: UTC).
    pub fn local_offset(
        mut self,
        offset: impl Fn(DateTime<Utc>) -> FixedOffset + Send + Sync + 'static,
    ) -> Self {
        self.zone = Zone::new(Arc::new(offset));
        self
    }

    /// Adds an order status, or renames one: warehouses invent numbers and translate names.
    pub fn order_status(mut self, number: i32, name: impl Into<String>) -> Self {
        self.statuses.push((number, name.into()));
        self
    }

    /// Opens the warehouse.
    ///
    /// # Errors
    /// If the address cannot be bound.
    pub async fn start(self) -> std::io::Result<Simulator> {
        let Self { address, warehouse, credentials, rules, clock, zone, statuses } = self;
        let mut world = World::new(rules, clock.clone());
        for (number, name) in statuses {
            world.put_order_status(number, name);
        }
        let world = Arc::new(Mutex::new(world));
        let traffic = Arc::new(Traffic::default());
        let service = OngoingService {
            soap_path: format!("/{warehouse}/service.asmx"),
            rest_path: format!("/{warehouse}/api/v1"),
            world: Arc::clone(&world),
            traffic: Arc::clone(&traffic),
            zone,
            credentials: credentials.clone(),
        };
        let server = Server::start_on(address, Arc::new(service)).await?;
        Ok(Simulator { server, warehouse, world, traffic, clock, credentials })
    }
}
