use super::{Bench, NS, post, post_raw};

#[tokio::test]
async fn answers_in_an_envelope() {
    let bench = Bench::new().await;
    let answer = bench.soap("Add").await;
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    assert!(answer.contains("content-type: text/xml; charset=utf-8\r\n"));
    assert!(answer.contains("x-left: 9\r\n"));
    assert!(answer.contains(
        "<soap:Body><AddResponse xmlns=\"urn:counter\"><AddResult>1</AddResult></AddResponse></soap:Body>"
    ));
}

#[tokio::test]
async fn faults_like_asp_net() {
    let bench = Bench::new().await;
    let answer = bench.soap("Fail").await;
    assert!(answer.starts_with("HTTP/1.1 500"), "{answer}");
    assert!(answer.contains("<faultcode>soap:Server</faultcode><faultstring>Server was unable to process request. ---&gt; Out of paper</faultstring>"));

    let answer = bench.soap("Nonsense").await;
    assert!(
        answer.contains("soap:Client")
            && answer.contains("did not recognize the value of HTTP Header SOAPAction"),
        "{answer}"
    );

    let answer = bench.send(post("Add", "<Add xmlns=\"urn:counter\">")).await;
    assert!(answer.contains("soap:Client") && answer.contains("error in the XML"), "{answer}");

    let answer = bench.send(post("Add", "<List xmlns=\"urn:counter\"/>")).await;
    assert!(answer.contains("was not expected"), "{answer}");

    let answer = bench.send(post("Add", "<Add xmlns=\"urn:other\"/>")).await;
    assert!(answer.contains("was not expected"), "{answer}");

    let answer = bench.send(post_raw("Content-Type: text/xml\r\n", "<a/>")).await;
    assert!(answer.contains("without a valid action"), "{answer}");

    let answer = bench
        .send(post_raw(&format!("Content-Type: application/json\r\nSOAPAction: {NS}/Add\r\n"), "{}"))
        .await;
    assert!(answer.starts_with("HTTP/1.1 415"), "{answer}");
    assert_eq!(bench.sum(), 0);
}

#[tokio::test]
async fn lets_plain_http_through() {
    let bench = Bench::new().await;
    let answer = bench
        .send("GET /api/v1/orders?a=1%20b&c HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".into())
        .await;
    assert!(answer.starts_with("HTTP/1.1 404"), "{answer}");
    assert!(answer.ends_with(r#"[("a", "1 b"), ("c", "")]"#), "{answer}");
    let seen = &bench.control().requests()[0];
    assert_eq!(
        (seen.operation.as_str(), seen.path.as_str()),
        ("GET /api/v1/orders", "/api/v1/orders?a=1%20b&c")
    );
}

#[tokio::test]
async fn records_without_passwords() {
    let bench = Bench::new().await;
    bench.soap("Add").await;
    bench.soap("Fail").await;
    let seen = bench.control().requests();
    assert_eq!(seen.len(), 2);
    assert_eq!((seen[0].number, seen[0].operation.as_str(), seen[0].status), (1, "Add", Some(200)));
    assert_eq!(seen[1].status, Some(500));
    assert!(seen[0].body.contains("<Password>***</Password>") && !seen[0].body.contains("tiger"));
    assert_eq!((bench.control().count("Add"), bench.control().count("")), (1, 2));
    bench.control().clear_requests();
    assert_eq!(bench.control().count(""), 0);
}

#[tokio::test]
async fn stops_and_frees_the_port() {
    let bench = Bench::new().await;
    let address = bench.server.address();
    bench.server.stop().await;
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
    drop(tokio::net::TcpListener::bind(address).await.unwrap());
}
