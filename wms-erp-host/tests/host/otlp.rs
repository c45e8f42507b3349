//! What a collector of OpenTelemetry gets: the spans of runs, records and requests, over real HTTP.

use std::sync::{Arc, Mutex};

use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use opentelemetry_proto::tonic::common::v1::any_value::Value;
use opentelemetry_proto::tonic::trace::v1::Span;
use prost::Message;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use wms_erp_host::sandbox::company::{FROM_KARI, FROM_OLA};

use crate::child::Street;

/// A request as it came: its head, and its body.
type Posted = (String, Vec<u8>);

/// A collector that keeps what it is sent.
struct Collector {
    address: String,
    posted: Arc<Mutex<Vec<Posted>>>,
}

impl Collector {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let posted = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&posted);
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let kept = Arc::clone(&kept);
                tokio::spawn(async move {
                    let mut bytes = Vec::new();
                    loop {
                        let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else {
                            match stream.read_buf(&mut bytes).await {
                                Ok(0) | Err(_) => return,
                                Ok(_) => continue,
                            }
                        };
                        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
                        let length = head.lines().find_map(|line| {
                            let (name, value) = line.split_once(':')?;
                            name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().unwrap())
                        });
                        let length: usize = length.unwrap();
                        while bytes.len() < end + 4 + length {
                            if stream.read_buf(&mut bytes).await.unwrap() == 0 {
                                return;
                            }
                        }
                        let rest = bytes.split_off(end + 4 + length);
                        kept.lock().unwrap().push((head, bytes.split_off(end + 4)));
                        bytes = rest;
                        let answer = "HTTP/1.1 200 OK\r\nContent-Type: application/x-protobuf\r\nContent-Length: 0\r\n\r\n";
                        if stream.write_all(answer.as_bytes()).await.is_err() {
                            return;
                        }
                    }
                });
            }
        });
        Self { address, posted }
    }

    fn requests(&self) -> Vec<ExportTraceServiceRequest> {
        let posted = self.posted.lock().unwrap();
        posted.iter().map(|(_, body)| ExportTraceServiceRequest::decode(body.as_slice()).unwrap()).collect()
    }

    fn spans(&self) -> Vec<Span> {
        let requests = self.requests().into_iter();
        let scopes = requests.flat_map(|request| request.resource_spans).flat_map(|of| of.scope_spans);
        scopes.flat_map(|scope| scope.spans).collect()
    }
}

/// The text of an attribute.
fn attribute<'a>(span: &'a Span, key: &str) -> Option<&'a str> {
    let found = span.attributes.iter().find(|attribute| attribute.key == key)?;
    match found.value.as_ref()?.value.as_ref()? {
        Value::StringValue(text) => Some(text),
        _ => None,
    }
}

/// The spans around a span, from the inside to the outside.
fn around<'a>(spans: &'a [Span], span: &Span) -> Vec<&'a Span> {
    let mut around = Vec::new();
    let mut parent = span.parent_span_id.clone();
    while let Some(next) =
        spans.iter().find(|other| other.span_id == parent && other.trace_id == span.trace_id)
    {
        around.push(next);
        parent = next.parent_span_id.clone();
    }
    around
}

#[tokio::test(flavor = "multi_thread")]
async fn runs_records_and_requests_arrive_at_the_collector_and_no_ones_data_does() {
    let (street, collector) = (Street::start().await, Collector::start().await);
    street.configure(&format!("\n[log]\notlp = \"{}\"\n", collector.address));
    let done = street.host(&["once"]).output().await.unwrap();
    assert_eq!(done.status.code(), Some(0), "{done:?}");
    assert!(done.stderr.is_empty(), "{}", String::from_utf8_lossy(&done.stderr));
    let (head, _) = collector.posted.lock().unwrap()[0].clone();
    assert!(head.starts_with("POST /v1/traces HTTP/1.1"), "{head}");
    assert!(head.to_lowercase().contains("content-type: application/x-protobuf"), "{head}");
    let resource = collector.requests()[0].resource_spans[0].resource.clone().unwrap();
    let named = |key: &str| resource.attributes.iter().any(|attribute| attribute.key == key);
    assert!(
        named("service.name") && named("service.version") && named("service.instance.id"),
        "{resource:?}"
    );

    let spans = collector.spans();
    let named = |name: &str| spans.iter().filter(|span| span.name == name).collect::<Vec<_>>();
    let runs = named("run");
    let processes: Vec<_> = runs.iter().map(|run| attribute(run, "process").unwrap()).collect();
    assert_eq!(processes, ["articles", "orders", "order_status", "stock"]);
    for run in &runs {
        assert_eq!((attribute(run, "tenant"), attribute(run, "outcome")), (Some("nordlys"), Some("done")));
        assert!(run.end_time_unix_nano >= run.start_time_unix_nano);
    }
    let kari = FROM_KARI.to_string();
    let record = named("record").into_iter().find(|span| attribute(span, "record") == Some(&kari)).unwrap();
    assert_eq!(around(&spans, record)[0].name, "run");
    let written =
        named("wms_request").into_iter().filter(|span| attribute(span, "operation") == Some("ProcessOrder"));
    let of_kari =
        written.filter(|span| around(&spans, span).iter().any(|outer| outer.span_id == record.span_id));
    assert_eq!(of_kari.count(), 1, "the request is within its record");
    assert!(named("erp_request").iter().any(|span| attribute(span, "operation") == Some("GetProducts")));
    assert!(spans.iter().all(|span| span.events.is_empty()), "events have texts of vendors");
    let all = format!("{spans:?}");
    let (erp, wms) = (&street.systems.erp, &street.systems.wms);
    for secret in
        [&*erp.password(), wms.password(), &*erp.username(), wms.username(), "Kari", "Ola", "Storgata"]
    {
        assert!(!all.contains(secret), "{secret}");
    }
    assert!(!all.contains(env!("CARGO_MANIFEST_DIR")) && !all.contains(".rs\""), "no paths of the sources");
}

/// The id of a request to the page is around all that follows from it, in one trace.
#[tokio::test(flavor = "multi_thread")]
async fn an_action_on_the_page_is_one_trace_with_its_id_and_a_stop_loses_none_of_it() {
    let (street, collector) = (Street::start().await, Collector::start().await);
    street
        .systems
        .erp
        .books()
        .patch_order(FROM_OLA, |order| order.set("Addresses.Delivery.Country", "Norgge"));
    let service =
        crate::log::Running::start_with(&street, "text", &format!("otlp = \"{}\"\n", collector.address))
            .await;
    service.until("stock", |line| line.contains("outcome=\"done\"")).await;
    service.retry("support-1").await;
    service.until("request_id=\"support-1\"", |line| line.contains("process=orders outcome=")).await;
    service.stop().await;
    let spans = collector.spans();
    let of_action = |span: &&Span| {
        let outer = around(&spans, span);
        outer.iter().any(|outer| attribute(outer, "request_id") == Some("support-1"))
    };
    let followed: Vec<&Span> = spans.iter().filter(of_action).collect();
    for name in ["run", "erp_request"] {
        assert!(followed.iter().any(|span| span.name == name), "{name}: {followed:#?}");
    }
    let traces: std::collections::BTreeSet<_> =
        followed.iter().filter(|span| span.name != "request").map(|span| &span.trace_id).collect();
    assert_eq!(traces.len(), 1, "{followed:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_collector_that_is_away_is_said_once_and_changes_nothing_else() {
    let street = Street::start().await;
    // A port that was free a moment ago: no one answers there.
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    street.configure(&format!("\n[log]\notlp = \"http://{free}\"\n"));
    let done = street.host(&["once", "--json"]).output().await.unwrap();
    assert_eq!(done.status.code(), Some(0), "{done:?}");
    let said = String::from_utf8(done.stderr).unwrap();
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.contains("traces cannot be sent to") && said.contains(&free.to_string()), "{said}");
    serde_json::from_slice::<serde_json::Value>(&done.stdout).unwrap();
}

/// One that takes the connection and never answers keeps no program from ending.
#[tokio::test(flavor = "multi_thread")]
async fn a_collector_that_hangs_keeps_nothing_from_its_end() {
    let street = Street::start().await;
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    street.configure(&format!("\n[log]\notlp = \"http://{}\"\n", silent.local_addr().unwrap()));
    let done = street.host(&["once"]).output().await.unwrap();
    assert_eq!(done.status.code(), Some(0), "{done:?}");
    assert_eq!(street.systems.wms.orders().len(), 4, "everything is done");
}
