//! The simulated warehouse, seen from outside: real HTTP and hand-written envelopes, no client of ours.
#![cfg(test)]

mod articles;
mod customers;
mod inventory;
mod orders;
mod queries;
mod schema;
mod shipments;
mod traffic;
mod updates;
mod warehouse;
mod wire;

use asmx_test_server::Node;
use ongoing_simulator::{Simulator, SimulatorBuilder};
use rust_decimal::Decimal;

const NAMESPACE: &str = "http://ongoingsystems.se/WSI";

/// A warehouse whose clock stands still at a working day's morning.
fn standing() -> SimulatorBuilder {
    Simulator::builder().clock(|| "2026-03-02T08:00:00Z".parse().unwrap())
}

/// A warehouse and somebody who calls it.
struct Bench {
    wms: Simulator,
    http: reqwest::Client,
}

/// What came back.
struct Answer {
    status: u16,
    text: String,
}

impl Bench {
    async fn new() -> Self {
        Self::with(standing()).await
    }

    async fn with(builder: SimulatorBuilder) -> Self {
        Self { wms: builder.start().await.unwrap(), http: reqwest::Client::new() }
    }

    /// Credentials in the usual order, then the parameter.
    async fn call(&self, operation: &str, parameter: &str) -> Answer {
        self.raw(operation, &format!("{CREDENTIALS}{parameter}")).await
    }

    async fn raw(&self, operation: &str, content: &str) -> Answer {
        self.post("service.asmx", operation, &envelope(operation, content)).await.unwrap()
    }

    async fn post(&self, file: &str, operation: &str, body: &str) -> reqwest::Result<Answer> {
        let request = self
            .http
            .post(format!("{}/{file}", self.wms.base_url()))
            .header("Content-Type", "text/xml; charset=utf-8")
            .header("SOAPAction", format!("\"{NAMESPACE}/{operation}\""))
            .body(body.to_owned());
        let response = request.send().await?;
        Ok(Answer { status: response.status().as_u16(), text: response.text().await? })
    }

    /// An article by product code, with its number `A-<code>`.
    async fn article(&self, code: &str) {
        self.call("ProcessArticle", &article(code, "")).await.ok();
    }

    async fn order(&self, number: &str, lines: &[(&str, &str, &str)]) {
        self.call("ProcessOrder", &order(number, "", lines)).await.ok();
    }

    fn physical(&self, code: &str) -> Decimal {
        self.wms.article_by_product_code(code).unwrap().stock.physical
    }
}

const CREDENTIALS: &str =
    "<GoodsOwnerCode>ACME</GoodsOwnerCode><UserName>WSI-acme</UserName><Password>forklift</Password>";

fn envelope(operation: &str, content: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><s:Body><{operation} xmlns=\"{NAMESPACE}\">{content}\
         </{operation}></s:Body></s:Envelope>"
    )
}

/// `art`, identified by product code.
fn article(code: &str, more: &str) -> String {
    format!(
        "<art><ArticleOperation>CreateOrUpdate</ArticleOperation><ArticleIdentification>ProductCode</ArticleIdentification>\
         <ArticleNumber>A-{code}</ArticleNumber><ArticleName>Article {code}</ArticleName><ProductCode>{code}</ProductCode>\
         {more}</art>"
    )
}

/// `co`, identified by number; lines are (code, product code, quantity).
fn order(number: &str, info: &str, lines: &[(&str, &str, &str)]) -> String {
    order_with("CreateOrUpdate", number, info, "", &order_lines(lines))
}

fn order_with(operation: &str, number: &str, info: &str, customer: &str, lines: &str) -> String {
    format!(
        "<co><OrderInfo><OrderIdentification>GoodsOwnerOrderNumber</OrderIdentification><OrderOperation>{operation}\
         </OrderOperation><GoodsOwnerOrderNumber>{number}</GoodsOwnerOrderNumber>{info}</OrderInfo>{customer}\
         <CustomerOrderLines>{lines}</CustomerOrderLines></co>"
    )
}

fn order_lines(lines: &[(&str, &str, &str)]) -> String {
    lines.iter().map(|(code, article, quantity)| order_line(code, article, quantity, "")).collect()
}

fn order_line(code: &str, article: &str, quantity: &str, more: &str) -> String {
    format!(
        "<CustomerOrderLine><OrderLineIdentification>ExternalOrderLineCode</OrderLineIdentification>\
         <ArticleIdentification>ProductCode</ArticleIdentification><ExternalOrderLineCode>{code}</ExternalOrderLineCode>\
         <NumberOfItems>{quantity}</NumberOfItems>{more}<ProductCode>{article}</ProductCode></CustomerOrderLine>"
    )
}

impl Answer {
    /// The result element.
    fn result(&self) -> Node {
        let mut body = self.body();
        assert!(!body.children.is_empty(), "no result in {}", self.text);
        body.children.swap_remove(0)
    }

    fn body(&self) -> Node {
        assert_eq!(self.status, 200, "{}", self.text);
        let mut envelope = Node::parse(&self.text).unwrap();
        envelope.children.swap_remove(0).children.swap_remove(0)
    }

    /// The result of a write that must have succeeded.
    fn ok(&self) -> Node {
        let result = self.result();
        assert_eq!(result.text_of("Success"), Some("true"), "{}", self.text);
        result
    }

    /// The text of a refusal that must have come with HTTP status 200.
    fn refused(&self) -> String {
        let result = self.result();
        assert_eq!(result.text_of("Success"), Some("false"), "{}", self.text);
        let texts = [result.text_of("Message"), result.text_of("ErrorMessage")];
        let text = texts.into_iter().flatten().find(|text| !text.is_empty());
        text.expect("a refusal has a text").to_owned()
    }

    /// The text of a fault.
    fn fault(&self) -> String {
        assert_eq!(self.status, 500, "{}", self.text);
        let envelope = Node::parse(&self.text).unwrap();
        let fault = envelope.at(&["Body", "Fault"]).expect("a fault");
        fault.children.iter().find(|child| child.name == "faultstring").unwrap().text.clone()
    }

    /// The items of a list in the result.
    fn items(&self, list: &str) -> Vec<Node> {
        self.result().child(list).map(|list| list.children.clone()).unwrap_or_default()
    }

    fn order_numbers(&self) -> Vec<String> {
        let numbers = self.items("Orders");
        numbers.iter().map(|order| text_at(order, &["OrderInfo", "GoodsOwnerOrderNumber"])).collect()
    }
}

fn text_at(node: &Node, path: &[&str]) -> String {
    node.at(path).unwrap_or_else(|| panic!("no {path:?} in {}", node.to_xml())).text.clone()
}

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}
