//! A shop on both simulators, and capsules of its order.

use serde_json::json;
use twentyfour_simulator::Record;
use wms_erp_sync::capsule::{
    Capsule, CapsuleOutcome, CapsuleSide, CapsuleSource, CapsuleTransport, PseudonymKey, Recorder,
};
use wms_erp_sync::{Articles, OrderStatusSettings, Orders, Since, Stock, Tenant};

use crate::bench::{Bench, Transport, all_done, clients, customer, order, product, tenant_of};

/// What people are called, and where they live: nothing of it may leave.
pub(crate) fn people(order: Record) -> Record {
    order
        .with("CustomerName", "Karimark Nordmark")
        .with("CustomerDeliveryName", "Olamark Nordmark & co")
        .with("CustomerDeliveryPhone", "+47 912 34 567")
        .with("InvoiceEmailAddress", "karimark@eksempelmark.no")
        .with("ReferenceNumber", "POMARK-7")
        .with("YourReference", "Permark")
        .with("InvoiceTitle", "Ring på hos Karimark 91234567")
        .with("InvoiceText", "Portkode mark")
        .with("Addresses.Delivery.Street", "Åsmarkveien 17 B")
        .with("Addresses.Delivery.PostalArea", "Oslomark")
        .with("Addresses.Invoice.Street", "Postmark 1")
        .with("Addresses.Invoice.PostalCode", "0101")
        .with("Addresses.Invoice.PostalArea", "Oslomark")
        .with("Addresses.Invoice.Country", "Norge")
        .with("DeliveryMethod.Id", 3)
        .with("DeliveryMethod.Description", "Posten")
}

/// A shop with coffee and bread, of which Kari has ordered some.
pub(crate) struct Shop {
    pub(crate) bench: Bench,
    pub(crate) transport: Transport,
    pub(crate) settings: Settings,
    pub(crate) coffee: i32,
    pub(crate) bread: i32,
    pub(crate) order: i32,
}

pub(crate) type Settings = fn(Tenant, [i32; 2]) -> Tenant;

pub(crate) fn usual(tenant: Tenant, _: [i32; 2]) -> Tenant {
    tenant
        .articles(Articles::default())
        .orders(Orders::since(Since::All))
        .order_status(OrderStatusSettings::default())
        .stock(Stock::default())
}

impl Shop {
    pub(crate) async fn open(
        transport: Transport,
        settings: Settings,
        order_of: impl FnOnce(Record) -> Record,
    ) -> Self {
        let bench = Bench::over(transport, |tenant| usual(tenant, [0, 0])).await;
        let books = bench.books();
        let coffee = books.add_product(product("K-500", "Kaffemark 500 g", 0));
        let bread = books.add_product(product("BRØD", "Brødmark", 0));
        let kari =
            customer("Karimark Nordmark").with("EmailAddresses.Invoice.Value", "karimark@eksempelmark.no");
        let kari = books.add_company(kari);
        let order = books.add_order(order_of(people(order(kari, &[(coffee, 10), (bread, 2)]))));
        let shop = Self { bench, transport, settings, coffee, bread, order };
        shop.bench.engine.put_tenant(shop.tenant(&Recorder::new()));
        shop
    }

    /// The tenant, with clients whose requests are recorded.
    pub(crate) fn tenant(&self, recorder: &Recorder) -> Tenant {
        let (erp, wms) = clients(&self.bench.erp, &self.bench.wms, (|client| client, |client| client));
        let erp = erp.wrap_http(|inner| recorder.stack(CapsuleSide::Erp, inner));
        let wms = wms.wrap_http(|inner| recorder.stack(CapsuleSide::Wms, inner));
        let tenant = tenant_of(self.transport, erp, wms);
        (self.settings)(tenant, [self.coffee, self.bread])
    }

    pub(crate) async fn round(&self) {
        all_done(&self.bench.round().await);
    }

    pub(crate) async fn pack(&self, order: i32) -> Option<Capsule> {
        let recorder = Recorder::new();
        let source = CapsuleSource::new(self.tenant(&recorder), recorder, PseudonymKey::new([3; 32]))
            .transport(self.capsule_transport())
            .settings(&json!({ "orders": { "since": "all" } }))
            .unwrap();
        let writes = self.writes();
        let packed = source.pack(&self.bench.engine, order).await.unwrap();
        assert_eq!(self.writes(), writes, "nothing is written");
        packed
    }

    /// Over both transports.
    fn writes(&self) -> Vec<String> {
        let over_rest = self.bench.wms.control().requests().into_iter().map(|request| request.operation);
        let over_rest =
            over_rest.filter(|operation| operation.contains(' ') && !operation.starts_with("GET "));
        self.bench.writes().into_iter().chain(over_rest).collect()
    }

    pub(crate) fn capsule_transport(&self) -> CapsuleTransport {
        match self.transport {
            Transport::Soap => CapsuleTransport::Soap,
            Transport::Rest => CapsuleTransport::Rest,
        }
    }

    /// The order in the WMS.
    pub(crate) fn number(&self) -> String {
        self.order.to_string()
    }

    /// The code of a line of the order.
    pub(crate) fn line(&self, at: usize) -> String {
        self.bench.wms.order(&self.number()).unwrap().lines[at].code().to_owned()
    }

    /// The order is picked and sent in the WMS, with so much of the coffee.
    pub(crate) fn send(&self, coffee: i32) {
        let (number, wms) = (self.number(), &self.bench.wms);
        wms.receive(&self.coffee.to_string(), coffee).unwrap();
        wms.receive(&self.bread.to_string(), 2).unwrap();
        wms.pick_all(&number).unwrap();
        wms.send(&number).unwrap();
    }

    /// Makes a capsule that shows what happened, and replays it where neither system is.
    pub(crate) async fn replayed(self) -> (Capsule, CapsuleOutcome) {
        let capsule = self.pack(self.order).await.unwrap();
        assert_eq!(capsule.original, None, "{:#?}", capsule.outcome);
        assert_eq!(capsule.missing, [] as [&str; 0]);
        let settings = self.tenant(&Recorder::new());
        self.bench.erp.stop().await;
        self.bench.wms.stop().await;
        let read = Capsule::from_json(&capsule.to_json().unwrap()).unwrap();
        assert_eq!(read, capsule);
        let outcome = read.replay(&settings).await.unwrap();
        assert_eq!(outcome, capsule.outcome);
        (read, outcome)
    }
}
