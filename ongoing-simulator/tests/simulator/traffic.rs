use ongoing_simulator::{Gate, Mischief, Rule};

use super::*;

#[tokio::test]
async fn requests_are_recorded_and_counted() {
    let bench = Bench::new().await;
    bench.article("17").await;
    bench.order("1001", &[("1", "17", "1")]).await;
    bench.order("1001", &[("1", "17", "2")]).await;
    let control = bench.wms.control();
    assert_eq!(
        (control.count("ProcessOrder"), control.count("ProcessArticle"), control.count("GetOrder")),
        (2, 1, 0)
    );
    assert_eq!(control.requests()[0].operation, "ProcessArticle");
}

#[tokio::test]
async fn a_lost_answer_leaves_the_change() {
    let bench = Bench::new().await;
    for (rule, made) in [(Rule::drop_before(), 0), (Rule::drop_after(), 1)] {
        bench.wms.control().misbehave(rule.on("ProcessOrder"));
        let body = envelope("ProcessOrder", &format!("{CREDENTIALS}{}", order("1001", "", &[])));
        assert!(bench.post("service.asmx", "ProcessOrder", &body).await.is_err());
        assert_eq!(bench.wms.orders().len(), made);
    }
    bench.wms.control().misbehave(Rule::fault("Timeout expired").on("GetOrdersByQuery"));
    let text = bench.call("GetOrdersByQuery", "<query/>").await.fault();
    assert!(text.contains("Timeout expired"), "{text}");
    assert_eq!(bench.call("GetOrdersByQuery", "<query/>").await.order_numbers(), ["1001"]);
}

#[tokio::test]
async fn writes_at_the_same_time_are_noticed() {
    let bench = Bench::new().await;
    bench.article("17").await;
    bench.article("18").await;
    assert_eq!(bench.wms.parallel_writes(), 0, "one after another");
    let gate = Gate::new();
    bench.wms.control().misbehave(Rule::new(Mischief::Hold(gate.clone())).on("ProcessArticle").times(2));
    let (first, second) = (article("19", ""), article("20", ""));
    let open = async {
        gate.arrived().await;
        bench.call("GetOrdersByQuery", "<query/>").await.ok_reading();
        assert_eq!(bench.wms.parallel_writes(), 0, "a read beside a write is no matter");
        gate.arrived().await;
        gate.open();
    };
    let late = async {
        while bench.wms.control().count("GetOrdersByQuery") == 0 {
            tokio::task::yield_now().await;
        }
        bench.call("ProcessArticle", &second).await
    };
    let (a, b, ()) = futures_join(bench.call("ProcessArticle", &first), late, open).await;
    a.ok();
    b.ok();
    assert_eq!(bench.wms.parallel_writes(), 1);
}

impl Answer {
    fn ok_reading(&self) {
        assert_eq!(self.status, 200, "{}", self.text);
    }
}

async fn futures_join<A, B, C>(
    a: impl Future<Output = A>,
    b: impl Future<Output = B>,
    c: impl Future<Output = C>,
) -> (A, B, C) {
    tokio::join!(a, b, c)
}

#[tokio::test]
async fn something_can_happen_between_two_requests() {
    let bench = Bench::new().await;
    bench.article("17").await;
    bench.wms.receive("17", 5).unwrap();
    bench.order("1001", &[("1", "17", "5")]).await;
    let wms = std::sync::Arc::new(bench.wms);
    let picker = std::sync::Arc::downgrade(&wms);
    wms.control().before_next("ProcessOrder", move |_| {
        picker.upgrade().unwrap().pick("1001", "1", 1).unwrap();
    });
    let body = envelope("ProcessOrder", &format!("{CREDENTIALS}{}", order("1001", "", &[("1", "17", "9")])));
    let response = bench.http.post(format!("{}/service.asmx", wms.base_url()));
    let response = response
        .header("Content-Type", "text/xml; charset=utf-8")
        .header("SOAPAction", format!("\"{NAMESPACE}/ProcessOrder\""))
        .body(body);
    let text = response.send().await.unwrap().text().await.unwrap();
    assert!(text.contains("Picking of the order"), "{text}");
}
