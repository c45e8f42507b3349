use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use super::{
    super::{Gate, Mischief, Node, Rule},
    Bench,
};

/// The numbers of a `List` answer.
fn list(answer: &str) -> Vec<String> {
    let envelope = Node::parse(answer.split_once("\r\n\r\n").unwrap().1).unwrap();
    envelope.children[0].at(&[]).unwrap().children[0].children[0]
        .children
        .iter()
        .map(|int| int.text.clone())
        .collect()
}

#[tokio::test]
async fn drops_before_or_after_the_change() {
    let bench = Bench::new().await;
    bench.control().misbehave(Rule::drop_before().on("Add"));
    assert_eq!(bench.soap("Add").await, "");
    assert_eq!(bench.sum(), 0);
    bench.control().misbehave(Rule::drop_after().on("Add"));
    assert_eq!(bench.soap("Add").await, "");
    assert_eq!(bench.sum(), 1);
    assert!(bench.soap("Add").await.contains("<AddResult>2<"));
    let statuses: Vec<_> = bench.control().requests().iter().map(|seen| seen.status).collect();
    assert_eq!(statuses, [None, None, Some(200)]);
}

#[tokio::test]
async fn acts_late_when_the_test_says_so() {
    let bench = Bench::new().await;
    bench.control().misbehave(Rule::late().on("Add").times(3));
    for _ in 0..3 {
        assert_eq!(bench.soap("Add").await, "");
    }
    assert!(bench.soap("Add").await.contains("<AddResult>1<"), "of the three nothing has arrived");
    let mut first = true;
    assert_eq!(bench.control().act_late(|_| !std::mem::take(&mut first)), 2);
    assert_eq!(bench.sum(), 3);
    assert_eq!(bench.control().act_late(|_| true), 0, "one never arrives");
}

#[tokio::test]
async fn rules_choose_operation_number_and_chance() {
    let bench = Bench::new().await;
    bench.control().misbehave(Rule::fault("Busy").on("Add").skip(1).times(2));
    let mut faults = Vec::new();
    for operation in ["List", "Add", "Add", "List", "Add", "Add"] {
        faults.push(bench.soap(operation).await.contains("Busy"));
    }
    assert_eq!(faults, [false, false, true, false, true, false]);

    let mut runs = Vec::new();
    for _ in 0..2 {
        bench.control().seed(7);
        bench.control().misbehave(Rule::html().chance(0.5));
        let mut run = Vec::new();
        for _ in 0..20 {
            run.push(bench.soap("List").await.contains("<html>"));
        }
        bench.control().behave();
        runs.push(run);
    }
    assert_eq!(runs[0], runs[1]);
    assert!(runs[0].contains(&true) && runs[0].contains(&false));

    bench
        .control()
        .misbehave(Rule::fault("Tiger").when(|call| call.body.text_of("Password") == Some("tiger")).always());
    assert!(bench.soap("List").await.contains("Tiger"));
}

#[tokio::test]
async fn answers_something_else() {
    let bench = Bench::new().await;
    bench.control().misbehave(Rule::too_many_requests(Some("7")));
    let answer = bench.soap("Add").await;
    assert!(answer.starts_with("HTTP/1.1 429") && answer.contains("retry-after: 7\r\n"), "{answer}");
    bench.control().misbehave(Rule::status(503, "down").after_the_change());
    assert!(bench.soap("Add").await.starts_with("HTTP/1.1 503"));
    assert_eq!(bench.sum(), 1);
}

#[tokio::test]
async fn damages_the_answer() {
    let bench = Bench::new().await;
    let whole = bench.soap("List").await;
    let body = whole.split_once("\r\n\r\n").unwrap().1;

    bench.control().misbehave(Mischief::Truncate { at: 0.5, announced: true }.into());
    let answer = bench.soap("List").await;
    assert!(answer.contains(&format!("content-length: {}\r\n", body.len())), "{answer}");
    assert_eq!(answer.split_once("\r\n\r\n").unwrap().1, &body[..body.len() / 2]);

    bench.control().misbehave(Mischief::Truncate { at: 0.5, announced: false }.into());
    assert!(bench.soap("List").await.ends_with(&body[..body.len() / 2]));

    bench.control().misbehave(Mischief::Malform.into());
    let answer = bench.soap("List").await;
    assert!(Node::parse(answer.split_once("\r\n\r\n").unwrap().1).is_err(), "{answer}");

    bench.control().misbehave(Mischief::Trickle(7).into());
    let answer = bench.soap("List").await;
    assert!(answer.contains("transfer-encoding: chunked") && answer.contains("\r\n7\r\n"), "{answer}");
}

#[tokio::test]
async fn alters_lists() {
    let bench = Bench::new().await;
    bench.control().misbehave(Mischief::Duplicate(None).into());
    assert_eq!(list(&bench.soap("List").await).len(), 4);
    bench.control().misbehave(Mischief::Omit(Some("int".into())).into());
    assert_eq!(list(&bench.soap("List").await).len(), 2);
    bench.control().misbehave(Rule::new(Mischief::Shuffle(None)).times(20));
    let mut orders = Vec::new();
    for _ in 0..20 {
        let mut order = list(&bench.soap("List").await);
        orders.push(order.clone());
        order.sort();
        assert_eq!(order, ["1", "2", "3"]);
    }
    assert!(orders.iter().any(|order| order != &["1", "2", "3"]));
    bench.control().misbehave(Mischief::Omit(None).into());
    assert!(bench.soap("Add").await.contains("<AddResult>1<"), "an answer without a list stays as it is");
}

#[tokio::test]
async fn alters_lists_of_json() {
    let bench = Bench::new().await;
    let get = async || {
        let request = "GET /list HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".to_owned();
        bench.send(request).await.split_once("\r\n\r\n").unwrap().1.to_owned()
    };
    let ids = |body: &str| body.matches("\"id\"").count();
    assert_eq!(get().await, super::JSON);
    bench.control().misbehave(Mischief::Duplicate(None).into());
    assert_eq!(ids(&get().await), 4);
    bench.control().misbehave(Mischief::Omit(None).into());
    let body = get().await;
    assert_eq!(ids(&body), 2);
    assert!(body.starts_with("{\"list\": [") && body.ends_with("], \"none\": []}"), "{body}");
    bench.control().misbehave(Rule::new(Mischief::Shuffle(None)).times(20));
    let mut bodies = Vec::new();
    for _ in 0..20 {
        let body = get().await;
        assert!(ids(&body) == 3 && body.contains("[1.50, 2]") && body.contains(r#""a,]\"b""#), "{body}");
        bodies.push(body);
    }
    assert!(bodies.iter().any(|body| body != super::JSON));
    bench.control().misbehave(Mischief::Omit(Some("rows".into())).into());
    let body = get().await;
    assert!(ids(&body) == 3 && body != super::JSON, "{body}");
    bench.control().misbehave(Mischief::Omit(Some("none".into())).into());
    assert_eq!(get().await, super::JSON, "an empty list stays as it is");
    bench.control().misbehave(Mischief::Malform.into());
    assert!(get().await.ends_with('<'));
}

#[tokio::test]
async fn lets_a_test_act_in_between() {
    let bench = Bench::new().await;
    let seen = Arc::new(AtomicUsize::new(0));
    let (before, after) = (Arc::clone(&seen), Arc::clone(&seen));
    let control = bench.control().clone();
    bench.control().before("Add", move |_| {
        before.fetch_add(1, Ordering::SeqCst);
        control.misbehave(Rule::fault("Later").on("List"));
    });
    bench.control().after_next("", move |call| {
        after.fetch_add(10 * call.number as usize, Ordering::SeqCst);
    });
    bench.soap("Add").await;
    bench.soap("Add").await;
    assert_eq!(seen.load(Ordering::SeqCst), 12);
    assert!(bench.soap("List").await.contains("Later"));
}

#[tokio::test]
async fn holds_and_delays() {
    let bench = Bench::new().await;
    let gate = Gate::new();
    bench.control().misbehave(Mischief::Hold(gate.clone()).into());
    let (answer, ()) = tokio::join!(bench.soap("Add"), async {
        gate.arrived().await;
        assert_eq!(bench.sum(), 0);
        gate.release();
    });
    assert!(answer.contains("<AddResult>1<"));
    bench.control().misbehave(Mischief::Delay(Duration::from_millis(1)).into());
    assert!(bench.soap("Add").await.contains("<AddResult>2<"));
}

#[tokio::test]
async fn stopping_breaks_calls_in_flight() {
    let bench = Bench::new().await;
    let gate = Gate::new();
    bench.control().misbehave(Mischief::Hold(gate.clone()).into());
    let address = bench.server.address();
    let call = tokio::spawn(async move {
        use tokio::io::{AsyncReadExt, AsyncWriteExt};
        let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
        stream.write_all(super::post("Add", "<Add xmlns=\"urn:counter\"/>").as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        answer
    });
    gate.arrived().await;
    bench.server.stop().await;
    assert_eq!(call.await.unwrap(), b"");
}
