//! A small company: everything happens in it once.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use rust_decimal::Decimal;
use twentyfour_client::types::OrderSlipStateType;
use twentyfour_simulator::Record;
use wms_erp_sync::mapping::{DeliveredFields, TrackingPlace};
use wms_erp_sync::{
    Class, ExpectedReceipts, OrderStatusSettings, Orders, Report, Returns, ShortShipment, Since, Stock,
    Suppliers, Tenant, TimeZone,
};

use super::answers::{Answers, Side};
use crate::bench::{Bench, TENANT, Transport, clients, customer, hours, order, product, tenant_of};
use crate::purchases::{Purchases, purchase};

/// How the company is set up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Setting {
    pub(super) transport: Transport,
    /// Whether the stock of a warehouse counts, and not that of all.
    pub(super) warehouse: bool,
}

pub(super) struct Life {
    pub(super) bench: Bench,
    pub(super) source: Arc<Purchases>,
    /// The orders that people have entered.
    pub(super) orders: Vec<i32>,
    /// The levels of stock that were written since people last worked, by product.
    pub(super) levels: Arc<Mutex<BTreeMap<String, Vec<Decimal>>>>,
    coffee: i32,
    cup: i32,
    freight: i32,
    farm: i32,
    kari: i32,
}

/// What is said of a record: the process, the record, and why.
pub(super) type Told = (String, String, String);

impl Life {
    /// The company works for a while, and its answers are learned from.
    pub(super) async fn begin(setting: Setting, answers: &Answers) -> Self {
        let source = Arc::new(Purchases::default());
        let bench = Bench::over(setting.transport, |tenant| tenant).await;
        let (erp, wms) = clients(&bench.erp, &bench.wms, (|client| client, |client| client));
        let erp = erp.wrap_http(|inner| answers.of(Side::Erp, inner));
        let wms = wms.wrap_http(|inner| answers.of(Side::Wms, inner));
        let tenant = settings(tenant_of(setting.transport, erp, wms), setting);
        bench.engine.put_tenant(tenant.expected_receipts(ExpectedReceipts::from_source(source.clone())));
        let books = bench.books();
        let farm = books.add_company(
            Record::company()
                .with("Name", "Gården")
                .with("Type", "Supplier")
                .with("OrganizationNumber", "987654325"),
        );
        let kari = books
            .add_company(customer("Kari Nordmann").with("EmailAddresses.Invoice.Value", "kari@example.no"));
        let coffee = product("K-500", "Kaffe 500 g", 7).with("Weight", "0.5").with("EAN1", "7035620000010");
        let coffee = books.add_product(coffee.with("SupplierId", farm).with("SupplierProductCode", "G-1"));
        let cup = books.add_product(product("KOPP", "Kopp", 3));
        let freight = books.add_product(product("FRAKT", "Frakt", 0).with("StockControlled", false));
        let levels = Arc::<Mutex<BTreeMap<String, Vec<Decimal>>>>::default();
        let written = Arc::clone(&levels);
        bench.erp.control().before("SetStockQuantity", move |call| {
            let text = |name| call.body.text_of(name).unwrap().to_owned();
            let level = text("stockQuantity").parse().unwrap();
            written.lock().unwrap().entry(text("productId")).or_default().push(level);
        });
        let mut life = Self { bench, source, orders: Vec::new(), levels, coffee, cup, freight, farm, kari };
        life.first_days().await;
        life
    }

    /// One order is sent, and something of it comes back; others wait. Something was ordered from the supplier, and a part has come.
    async fn first_days(&mut self) {
        self.source.put(purchase("P-1", &[("1", "K-500", 10), ("2", "KOPP", 5)]));
        self.source.put(purchase("P-3", &[("1", "KOPP", 6)]));
        let early = self.order(2, 1);
        for (coffee, cup) in [(3, 2), (4, 2), (5, 1), (1, 1)] {
            self.order(coffee, cup);
        }
        self.bench.round().await;
        let wms = &self.bench.wms;
        for article in [self.coffee, self.cup] {
            wms.receive(&article.to_string(), 100).unwrap();
        }
        self.send(early, None);
        self.bench.round().await;
        let line = self.bench.wms.order(&early.to_string()).unwrap().lines[0].code().to_owned();
        self.bench.wms.announce_return("R-1", &early.to_string(), &[(&line, 2)]).unwrap();
        self.bench.wms.take_back("R-1", "1", 1, true).unwrap();
        self.bench.wms.receive_on("P-1", "1", 3).unwrap();
        self.bench.wms.receive_on("P-3", "1", 6).unwrap();
        self.bench.wms.finish_reception("P-3").unwrap();
        self.bench.round().await;
    }

    /// Everybody works: while something is left out of the answers, or not.
    pub(super) async fn work(&mut self) -> Vec<Report> {
        let [early, open, short, waits, leaves] = self.orders[..] else { panic!("{:?}", self.orders) };
        let books = self.bench.books();
        books.patch_product(self.coffee, |coffee| coffee.set("Name", "Kaffe, ny"));
        books.patch_company(self.farm, |farm| farm.set("Name", "Gården AS"));
        let row = books.order(waits).unwrap().list("InvoiceRows")[0].int("RowId").unwrap();
        books.patch_row(waits, row, |row| row.set("Quantity", 6));
        books.patch_order(waits, |order| order.set("InvoiceTitle", "Ring på"));
        books.set_order_status(leaves, "Offer");
        let tea = books.add_product(product("TE", "Te", 0));
        // Without a day, it would be that of the import, which may be later.
        let late = order(self.kari, &[(tea, 1), (self.cup, 1)]).with("DeliveryDate", "2026-03-09T00:00:00");
        self.orders.push(books.add_order(late));
        self.send(open, None);
        self.send(short, Some(1));
        self.bench.wms.take_back("R-1", "1", 1, true).unwrap();
        self.bench.wms.receive_on("P-1", "1", 4).unwrap();
        self.source.put(purchase("P-2", &[("1", "KOPP", 8)]));
        self.bench.wms.set_tracking(&early.to_string(), "W-2", &["L-1", "L-2"]).unwrap();
        self.levels.lock().unwrap().clear();
        let mut reports = self.bench.round().await;
        // A day later everything is compared.
        self.bench.clock.advance(hours(25));
        reports.extend(self.bench.round().await);
        reports
    }

    /// The answers are whole again.
    pub(super) async fn recover(&self) -> Vec<Report> {
        for control in [self.bench.erp.control(), self.bench.wms.control()] {
            control.behave();
        }
        self.bench.clock.advance(hours(25));
        self.bench.round().await;
        self.bench.clock.advance(hours(1));
        self.bench.round().await
    }

    /// What people can see of it: what is held, and why runs failed.
    pub(super) async fn told(&self, reports: &[Report]) -> Vec<Told> {
        let held = self.bench.engine.inspect(TENANT).held().await.unwrap();
        let held = held.into_iter().filter(|held| held.class != Class::Notice);
        let held = held.map(|held| (held.process.to_string(), held.record, held.what));
        let reasons = reports.iter().flat_map(|report| {
            let is_grave = |class: Option<Class>| class.is_some_and(|class| class != Class::Notice);
            let grave = report.reasons.iter().filter(move |reason| is_grave(reason.class));
            grave.map(|reason| (report.process.to_string(), reason.record.clone(), reason.what.clone()))
        });
        held.chain(reasons).collect()
    }

    fn order(&mut self, coffee: i32, cup: i32) -> i32 {
        let order = order(self.kari, &[(self.coffee, coffee), (self.cup, cup), (self.freight, 1)])
            .with("CustomerDeliveryName", "Kari Nordmann")
            .with("ReferenceNumber", "PO-7")
            .with("YourReference", "Kari")
            .with("DeliveryDate", "2026-03-09T00:00:00")
            .with("DeliveryMethod.Id", 3)
            .with("DeliveryMethod.Description", "Posten")
            .with("Addresses.Invoice.Street", "Postboks 1")
            .with("Addresses.Invoice.PostalCode", "0101")
            .with("Addresses.Invoice.PostalArea", "Oslo")
            .with("Addresses.Invoice.Country", "NO");
        let id = self.bench.books().add_order(order);
        self.orders.push(id);
        id
    }

    /// An order leaves, whole, or with so many of its first line and nothing else.
    fn send(&self, order: i32, only: Option<i32>) {
        let (wms, number) = (&self.bench.wms, order.to_string());
        match only {
            None => drop(wms.pick_all(&number).unwrap()),
            Some(quantity) => {
                let line = wms.order(&number).unwrap().lines[0].code().to_owned();
                wms.pick(&number, &line, quantity).unwrap();
            }
        }
        wms.set_tracking(&number, &format!("W-{number}"), &[&format!("L-{number}")]).unwrap();
        wms.send(&number).unwrap();
    }
}

fn settings(tenant: Tenant, setting: Setting) -> Tenant {
    let mut orders = Orders::since(Since::All);
    orders.cancel_withdrawn = true;
    let mut status = OrderStatusSettings::default();
    (status.rest_orders, status.acknowledge) = (true, true);
    status.short_shipment = ShortShipment::WriteQuantities;
    status.tracking = Some(TrackingPlace::InvoiceText);
    status.delivered_quantities = Some(DeliveredFields::DeliveredAndRest);
    let mut stock = Stock::default();
    if setting.warehouse {
        stock.warehouses = vec!["MAIN".to_owned()];
    }
    let mut returns = Returns::credits(Since::All);
    returns.status = OrderSlipStateType::Offer;
    let mut tenant = tenant
        .articles(wms_erp_sync::Articles::default())
        .suppliers(Suppliers::default())
        .orders(orders)
        .order_status(status)
        .returns(returns)
        .stock(stock);
    // The simulated warehouse writes times without a zone, over SOAP, and they are UTC.
    tenant.wms_zone = TimeZone::UTC;
    tenant
}
