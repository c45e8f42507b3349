//! A simulator with a session, and the few lines of HTTP that the tests need.

use asmx_test_server::Node;
use twentyfour_simulator::{Books, Options, Record, Simulator};

/// A working day's morning, at which the simulator's clock stands until a test moves it.
fn morning() -> chrono::DateTime<chrono::Utc> {
    "2026-01-05T08:00:00Z".parse().unwrap()
}

pub(crate) const NS: &str = "http://24sevenOffice.com/webservices";
pub(crate) const AUTHENTICATE: &str = "/authenticate/v001/authenticate.asmx";
pub(crate) const PRODUCT: &str = "/Logistics/Product/V001/ProductService.asmx";
pub(crate) const INVOICE: &str = "/Economy/InvoiceOrder/V001/InvoiceService.asmx";
pub(crate) const COMPANY: &str = "/CRM/Company/V001/CompanyService.asmx";

pub(crate) struct Erp {
    pub(crate) sim: Simulator,
    pub(crate) session: String,
    http: reqwest::Client,
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) text: String,
}

impl Erp {
    pub(crate) async fn new() -> Self {
        Self::with(|_| {}).await
    }

    pub(crate) async fn with(change: impl FnOnce(&mut Options)) -> Self {
        let mut options = Options::default();
        options.clock = std::sync::Arc::new(morning);
        change(&mut options);
        let sim = Simulator::start_with(options).await.unwrap();
        let mut erp = Self {
            sim,
            session: String::new(),
            http: reqwest::Client::builder().no_proxy().build().unwrap(),
        };
        erp.log_in().await;
        erp.sim.clear_requests();
        erp
    }

    pub(crate) async fn log_in(&mut self) {
        let credential = credential(&self.sim, &self.sim.password(), "");
        self.session = self.ask(AUTHENTICATE, "Login", &credential).await.result("Login");
    }

    pub(crate) fn books(&self) -> Books {
        self.sim.books()
    }

    /// Sends the operation with that content, in the vendor's namespace, with the session's cookie.
    pub(crate) async fn ask(&self, path: &str, operation: &str, content: &str) -> Answer {
        self.try_ask(path, operation, content).await.unwrap()
    }

    pub(crate) async fn try_ask(
        &self,
        path: &str,
        operation: &str,
        content: &str,
    ) -> reqwest::Result<Answer> {
        let body = format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\" \
             xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soap:Body>\
             <{operation} xmlns=\"{NS}\">{content}</{operation}></soap:Body></soap:Envelope>"
        );
        let request = self
            .http
            .post(format!("{}{path}", self.sim.base_url()))
            .header("Content-Type", "text/xml; charset=utf-8")
            .header("SOAPAction", format!("\"{NS}/{operation}\""))
            .header("Cookie", format!("ASP.NET_SessionId={}", self.session));
        let response = request.body(body).send().await?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Ok(Answer { status, headers, text: response.text().await? })
    }

    /// `GetProducts` with all that is asked for; the products.
    pub(crate) async fn products(&self, search: &str, properties: &[&str]) -> Vec<Node> {
        let content =
            format!("<searchParams>{search}</searchParams>{}", names("returnProperties", properties));
        self.ask(PRODUCT, "GetProducts", &content).await.items()
    }

    /// `GetInvoices`; the orders.
    pub(crate) async fn orders(&self, search: &str, properties: &[&str], rows: &[&str]) -> Vec<Node> {
        self.ask(INVOICE, "GetInvoices", &order_query(search, properties, rows)).await.items()
    }

    /// The ids that `GetInvoices` finds.
    pub(crate) async fn order_ids(&self, search: &str) -> Vec<i32> {
        let orders = self.orders(search, &["OrderId"], &[]).await;
        orders.iter().map(|order| order.text_of("OrderId").unwrap().parse().unwrap()).collect()
    }

    /// `GetCompanies`; the companies.
    pub(crate) async fn companies(&self, search: &str, properties: &[&str]) -> Vec<Node> {
        let content =
            format!("<searchParams>{search}</searchParams>{}", names("returnProperties", properties));
        self.ask(COMPANY, "GetCompanies", &content).await.items()
    }

    /// `SaveInvoices` for one order; its echo.
    pub(crate) async fn save_order(&self, order: &str) -> Node {
        let content = format!("<invoices><InvoiceOrder>{order}</InvoiceOrder></invoices>");
        self.ask(INVOICE, "SaveInvoices", &content).await.items().remove(0)
    }

    /// `SaveProducts` for one product; its echo.
    pub(crate) async fn save_product(&self, product: &str) -> Node {
        let content = format!("<products><Product>{product}</Product></products>");
        self.ask(PRODUCT, "SaveProducts", &content).await.items().remove(0)
    }

    /// `SaveCompanies` for one company; its echo.
    pub(crate) async fn save_company(&self, company: &str) -> Node {
        let content = format!("<companies><Company>{company}</Company></companies>");
        self.ask(COMPANY, "SaveCompanies", &content).await.items().remove(0)
    }
}

impl Answer {
    /// The element inside of the SOAP body.
    pub(crate) fn body(&self) -> Node {
        let mut envelope = Node::parse(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text));
        envelope.children.remove(0).children.remove(0)
    }

    /// Text of `<OpResult>`.
    pub(crate) fn result(&self, operation: &str) -> String {
        self.body()
            .text_of(&format!("{operation}Result"))
            .unwrap_or_else(|| panic!("{}", self.text))
            .to_owned()
    }

    /// Children of `<OpResult>`.
    pub(crate) fn items(&self) -> Vec<Node> {
        assert_eq!(self.status, 200, "{}", self.text);
        self.body().children.remove(0).children
    }

    /// The fault's text.
    pub(crate) fn fault(&self) -> String {
        assert_eq!(self.status, 500, "{}", self.text);
        let fault = self.body();
        assert_eq!(fault.name, "Fault", "{}", self.text);
        fault.children.iter().find(|part| part.name == "faultstring").unwrap().text.clone()
    }
}

pub(crate) fn credential(sim: &Simulator, password: &str, identity: &str) -> String {
    let identity =
        if identity.is_empty() { String::new() } else { format!("<IdentityId>{identity}</IdentityId>") };
    format!(
        "<credential><ApplicationId>{}</ApplicationId>{identity}<Password>{password}</Password><Username>{}</Username></credential>",
        sim.application_id(),
        sim.username()
    )
}

pub(crate) fn order_query(search: &str, properties: &[&str], rows: &[&str]) -> String {
    let names = names("invoiceReturnProperties", properties) + &names("rowReturnProperties", rows);
    format!("<searchParams>{search}</searchParams>{names}")
}

pub(crate) fn names(element: &str, properties: &[&str]) -> String {
    let names: String = properties.iter().map(|name| format!("<string>{name}</string>")).collect();
    format!("<{element}>{names}</{element}>")
}

pub(crate) fn ints(element: &str, ids: impl IntoIterator<Item = i32>) -> String {
    let ids: String = ids.into_iter().map(|id| format!("<int>{id}</int>")).collect();
    format!("<{element}>{ids}</{element}>")
}

/// A shop with coffee (1000, stocked), freight (1001, not stocked), Kari (100), and a confirmed order of both (10001).
pub(crate) async fn shop() -> Erp {
    stocked(Erp::new().await)
}

pub(crate) fn stocked(erp: Erp) -> Erp {
    let books = erp.books();
    let coffee = Record::product()
        .with("Name", "Kaffe 500 g")
        .with("No", "K-500")
        .with("CategoryId", 1)
        .with("Price", "79.90");
    books.add_product(coffee.with("Stock", 40).with("StockControlled", true).with("EAN1", "7038010000000"));
    books.add_product(
        Record::product().with("Name", "Frakt").with("No", "FRAKT").with("StockControlled", false),
    );
    let kari = Record::company().with("Name", "Kari Nordmann").with("Type", "Consumer");
    books.add_company(kari.with("PhoneNumbers.Mobile.Value", "+47 900 00 000"));
    books.add_order(
        Record::order()
            .with("CustomerId", 100)
            .with("OrderStatus", "Confirmed")
            .with("InvoiceTitle", "Ring før levering")
            .with("Addresses.Delivery.Street", "Storgata 1")
            .with_row(Record::row().with("ProductId", 1000).with("Quantity", 3))
            .with_row(Record::row().with("ProductId", 1001).with("Quantity", 1))
            .with_row(Record::row().with("Type", "Text").with("Name", "Takk!")),
    );
    erp
}
