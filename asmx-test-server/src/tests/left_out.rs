//! Fields that answers leave out.

use super::{
    super::{Mischief, Rule},
    Bench, JSON,
};

fn leave_out(field: &str, everywhere: bool) -> Rule {
    Mischief::LeaveOut { field: field.to_owned(), everywhere }.into()
}

fn body(answer: &str) -> &str {
    answer.split_once("\r\n\r\n").unwrap().1
}

impl Bench {
    /// The answer to `List` or to `GET /list`, which leaves out that field.
    async fn without(&self, operation: &str, field: &str, everywhere: bool) -> String {
        self.control().misbehave(leave_out(field, everywhere));
        let answer = match operation {
            "List" => self.soap("List").await,
            _ => self.send("GET /list HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".to_owned()).await,
        };
        body(&answer).to_owned()
    }
}

#[tokio::test]
async fn an_element_is_left_out_once_or_everywhere() {
    let bench = Bench::new().await;
    let whole = body(&bench.soap("List").await).to_owned();
    let mut lasting = std::collections::BTreeSet::new();
    for _ in 0..30 {
        let answer = bench.without("List", "int", false).await;
        assert_eq!(answer.matches("<int>").count(), 2, "{answer}");
        lasting.insert(answer);
    }
    assert_eq!(lasting.len(), 3, "each of the three is left out now and then");
    for field in ["int", "ListResult/int", "ListResponse/ListResult/int", "/ListResponse/ListResult/int"] {
        let answer = bench.without("List", field, true).await;
        assert!(!answer.contains("int>") && answer.contains("<ListResult />"), "{field}: {answer}");
    }
    let answer = bench.without("List", "ListResult", true).await;
    assert!(answer.contains("<ListResponse") && !answer.contains("ListResult"), "{answer}");
    for field in ["number", "ListResponse/int", "Other/ListResult/int", "/int", "/ListResult/int", "/", ""] {
        assert_eq!(bench.without("List", field, true).await, whole, "{field}");
        assert_eq!(bench.without("List", field, false).await, whole, "{field}");
    }
    bench.control().misbehave(leave_out("faultstring", true));
    assert!(bench.soap("Fail").await.contains("Out of paper"), "a fault stays as it is");
}

#[tokio::test]
async fn a_property_is_left_out_once_or_everywhere() {
    let bench = Bench::new().await;
    let rows = r#"{"list": [{"id": 1}, {"id": 2}, {"id": 3}], "none": []}"#;
    assert_eq!(bench.without("GET", "rows", true).await, rows);
    assert_eq!(bench.without("GET", "list/rows", true).await, rows);
    assert_eq!(bench.without("GET", "/list/rows", true).await, rows);
    let ids = r#"{"list": [{ "rows": [1.50, 2]}, { "rows": ["a,]\"b"]}, {}], "none": []}"#;
    assert_eq!(bench.without("GET", "id", true).await, ids);
    assert_eq!(bench.without("GET", "list", true).await, r#"{ "none": []}"#);
    assert_eq!(
        bench.without("GET", "none", true).await,
        format!("{}}}", JSON.strip_suffix(", \"none\": []}").unwrap())
    );
    let mut lasting = std::collections::BTreeSet::new();
    for _ in 0..30 {
        let answer = bench.without("GET", "id", false).await;
        assert_eq!(answer.matches("\"id\"").count(), 2, "{answer}");
        lasting.insert(answer);
    }
    assert_eq!(lasting.len(), 3, "each of the three is left out now and then");
    for field in ["row", "none/id", "list/list/id", "/rows", "1.50"] {
        assert_eq!(bench.without("GET", field, true).await, JSON, "{field}");
    }
}
