//! Two simulated systems with a day's orders, and an engine between them.

use std::error::Error;
use std::sync::Arc;

use wms_erp_host::sandbox::company;
use wms_erp_host::sandbox::systems::{Ports, Systems};
use wms_erp_sync::adapter::{Ongoing, TwentyFour};
use wms_erp_sync::clock::SystemClock;
use wms_erp_sync::store::Store;
use wms_erp_sync::{
    Articles, Engine, OrderStatusSettings, Orders, Since, Stock, Tenant, ongoing, twentyfour,
};

pub(crate) const TENANT: &str = "nordlys";

pub(crate) struct Shop {
    pub(crate) systems: Systems,
    pub(crate) engine: Engine,
}

impl Shop {
    pub(crate) async fn open(store: impl Store) -> Result<Self, Box<dyn Error>> {
        let systems = Systems::start(Arc::new(SystemClock), Ports::default()).await?;
        company::move_in(&systems)?;
        let Systems { erp, wms, .. } = &systems;
        let credentials =
            twentyfour::Credentials::new(erp.application_id().parse()?, erp.username(), erp.password());
        let erp = twentyfour::Client::builder(credentials).base_url(erp.base_url()).build()?;
        let credentials = ongoing::Credentials::new(wms.username(), wms.password());
        let owner = ongoing::GoodsOwner::new(wms.goods_owner_code(), wms.goods_owner_id());
        let wms = ongoing::Client::builder(credentials, owner).base_url(wms.base_url()).build()?;
        let tenant = Tenant::new(TENANT, Arc::new(TwentyFour::new(erp)), Arc::new(Ongoing::new(wms)))
            .articles(Articles::default())
            .orders(Orders::since(Since::All))
            .order_status(OrderStatusSettings::default())
            .stock(Stock::default());
        let engine = Engine::builder(store).build();
        engine.put_tenant(tenant);
        Ok(Self { systems, engine })
    }

    /// How many orders the warehouse has.
    pub(crate) fn orders_in_the_warehouse(&self) -> String {
        format!("{} orders are in the warehouse", self.systems.wms.orders().len())
    }
}
