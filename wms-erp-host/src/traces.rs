//! Traces over OTLP: the spans of runs, of their records and of the requests to the vendors go to a collector of OpenTelemetry.
//!
//! Spans only, with the few attributes that we give them: no events, since they carry texts of vendors. What cannot be sent is dropped:
//! nothing waits for the collector, and it is said once that it is away.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use axum::body::Bytes;
use axum::http::{Request, Response};
use opentelemetry::KeyValue;
use opentelemetry::trace::TracerProvider;
use opentelemetry_http::{HttpClient, HttpError};
use opentelemetry_otlp::{SpanExporter, WithExportConfig, WithHttpConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::SdkTracerProvider;
use tokio::runtime::Handle;
use tracing::Subscriber;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::registry::LookupSpan;
use wms_erp_sync::visible;

use crate::causes::chain;

/// How long a request to the collector may take, and how long the end of the program waits for the last one.
const ANSWER: Duration = Duration::from_secs(5);
const FLUSH: Duration = Duration::from_secs(1);
/// Whose spans are sent.
const OURS: [&str; 4] = ["wms_erp_sync", "wms_erp_host", "twentyfour_client", "ongoing_client"];

/// Where spans go.
#[derive(Debug)]
pub(crate) struct Traces(SdkTracerProvider);

impl Traces {
    /// To a collector at this address; within a runtime.
    ///
    /// # Errors
    /// If no client can be made for it.
    pub(crate) fn to(endpoint: &str, process: &str) -> Result<Self, String> {
        let client = reqwest::Client::builder().timeout(ANSWER).redirect(reqwest::redirect::Policy::none());
        let client = client.build().map_err(|error| chain(&error))?;
        let collector = Collector {
            client,
            runtime: Handle::current(),
            endpoint: endpoint.to_owned(),
            is_away: AtomicBool::new(false),
        };
        let exporter = SpanExporter::builder().with_http().with_http_client(collector);
        let exporter = exporter.with_endpoint(endpoint).with_timeout(ANSWER).build();
        let exporter = exporter.map_err(|error| chain(&error))?;
        let resource = Resource::builder_empty().with_attributes([
            KeyValue::new("service.name", "wms-erp"),
            KeyValue::new("service.version", env!("CARGO_PKG_VERSION")),
            KeyValue::new("service.instance.id", process.to_owned()),
        ]);
        Ok(Self(
            SdkTracerProvider::builder()
                .with_batch_exporter(exporter)
                .with_resource(resource.build())
                .build(),
        ))
    }

    /// What takes the spans down.
    pub(crate) fn layer<S>(&self) -> impl Layer<S> + use<S>
    where
        S: Subscriber + for<'a> LookupSpan<'a> + Send + Sync,
    {
        tracing_opentelemetry::layer()
            .with_tracer(self.0.tracer("wms-erp"))
            .with_location(false)
            .with_threads(false)
            .with_tracked_inactivity(false)
            .with_filter(filter_fn(|meta| {
                meta.is_span() && OURS.iter().any(|ours| meta.target().starts_with(ours))
            }))
    }

    /// Sends what has not been sent yet, and waits no longer than a second for it.
    pub(crate) async fn end(self) {
        let ended = tokio::task::spawn_blocking(move || self.0.shutdown_with_timeout(FLUSH));
        // Spans that are not taken are lost: no result is.
        let _ = tokio::time::timeout(FLUSH, ended).await;
    }
}

/// The collector, asked from the runtime of the service: the thread that gathers the spans has none.
#[derive(Debug)]
struct Collector {
    client: reqwest::Client,
    runtime: Handle,
    endpoint: String,
    is_away: AtomicBool,
}

#[async_trait]
impl HttpClient for Collector {
    async fn send_bytes(&self, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
        let client = self.client.clone();
        let sent = self.runtime.spawn(async move { send(&client, request).await }).await;
        let sent = sent.map_err(HttpError::from).and_then(|sent| sent);
        let endpoint = visible(&self.endpoint);
        match &sent {
            Ok(_) if self.is_away.swap(false, Ordering::Relaxed) => {
                tracing::info!("traces are sent to {endpoint} again");
            }
            Err(error) if !self.is_away.swap(true, Ordering::Relaxed) => {
                let error = chain(&**error);
                let why = visible(&error);
                tracing::warn!("traces cannot be sent to {endpoint}, and are dropped until they can: {why}");
            }
            _ => {}
        }
        sent
    }
}

async fn send(client: &reqwest::Client, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
    let request = reqwest::Request::try_from(request)?;
    let answer = client.execute(request).await?.error_for_status()?;
    let mut response = Response::new(Bytes::new());
    *response.status_mut() = answer.status();
    *response.headers_mut() = answer.headers().clone();
    *response.body_mut() = answer.bytes().await?;
    Ok(response)
}
