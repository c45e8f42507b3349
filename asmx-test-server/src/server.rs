//! The HTTP server: ASP.NET's manners around a [`Service`], on the loopback interface.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, StatusCode, header},
    response::Response,
};
use bytes::Bytes;
use futures::{
    future,
    stream::{self, StreamExt},
};
use tokio::{net::TcpListener, task::JoinHandle};

use super::{
    connections::{Connections, Door, Switch},
    control::Control,
    exchange::{Answer, Call, Reply, Service},
    fields, lists,
    misbehave::{Mischief, malform, replace},
    node::Node,
    soap::{self, Fault},
};

/// The biggest request that is read.
const MAX_REQUEST: usize = 256 << 20;

/// A running simulator. Dropping it stops it and breaks the connections that are open.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    control: Control,
    task: JoinHandle<()>,
    connections: Connections,
}

impl Server {
    /// Serves on a free port of the loopback interface.
    ///
    /// # Errors
    /// If no port can be bound.
    pub async fn start(service: Arc<dyn Service>) -> io::Result<Self> {
        Self::start_on((Ipv4Addr::LOCALHOST, 0).into(), service).await
    }

    /// Serves on an address of the caller's choice.
    ///
    /// # Errors
    /// If the address cannot be bound.
    pub async fn start_on(address: SocketAddr, service: Arc<dyn Service>) -> io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        let control = Control::default();
        let connections = Connections::default();
        let door = Door { listener, connections: connections.clone() };
        let app = Router::new()
            .fallback(serve)
            .with_state(Desk { service, control: control.clone() })
            .into_make_service_with_connect_info::<Switch>();
        let task = tokio::spawn(async move {
            // Only a failed accept could end it, and `Door` retries that.
            let _ = axum::serve(door, app).await;
        });
        Ok(Self { address, control, task, connections })
    }

    /// The address that is listened on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// `http://127.0.0.1:port`, without a slash at the end.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What tests use to watch and to disturb the server.
    pub fn control(&self) -> &Control {
        &self.control
    }

    /// Stops listening, breaks the open connections, and returns when the port is free.
    pub async fn stop(mut self) {
        self.task.abort();
        let _ = (&mut self.task).await;
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
        self.connections.break_all();
        // They hold on to the service, and through it to this.
        self.control.act_late(|_| false);
    }
}

#[derive(Clone)]
struct Desk {
    service: Arc<dyn Service>,
    control: Control,
}

async fn serve(
    State(desk): State<Desk>,
    ConnectInfo(switch): ConnectInfo<Switch>,
    request: Request,
) -> Response {
    let (head, body) = request.into_parts();
    let raw = to_bytes(body, MAX_REQUEST).await.unwrap_or_default();
    let mut call = Call {
        number: desk.control.number_next(),
        method: head.method.as_str().to_owned(),
        path: head.uri.path().to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        headers: lower_case(&head.headers),
        operation: format!("{} {}", head.method, head.uri.path()),
        action: String::new(),
        body: Node::default(),
        raw,
    };
    let refused = if call.path.to_ascii_lowercase().ends_with(".asmx") {
        desk.read_soap(&mut call).err()
    } else {
        None
    };
    let _stay = desk.service.arrives(&call);
    desk.answer(&call, refused, &switch).await
}

impl Desk {
    /// Fills in the operation, or says how ASP.NET refuses the request.
    fn read_soap(&self, call: &mut Call) -> Result<(), Reply> {
        if call.method != "POST" {
            return Err(Reply::http(405, "text/plain; charset=utf-8", "Only POST is served here."));
        }
        let content_type = call.header("content-type").unwrap_or_default();
        if !content_type.trim_start().to_ascii_lowercase().starts_with("text/xml") {
            let text = format!(
                "HTTP Error 415: the request's content type '{content_type}' was not the expected type 'text/xml; charset=utf-8'."
            );
            return Err(Reply::http(415, "text/plain; charset=utf-8", text));
        }
        let action = call.header("soapaction").map(|action| action.trim().trim_matches('"').to_owned());
        let Some(action) = action.filter(|action| !action.is_empty()) else {
            let text = "Unable to handle request without a valid action parameter. Please supply a valid soap action.";
            return Err(Fault::client(text).into());
        };
        call.operation = action.rsplit('/').next().unwrap_or_default().to_owned();
        call.action = action;
        if !self.service.knows(&call.path, &call.action) {
            return Err(Reply::unknown_action(call));
        }
        let text = std::str::from_utf8(&call.raw)
            .map_err(|error| Fault::unreadable(format!("Invalid UTF-8: {error}")))?;
        call.body = soap::open(text, &call.action)?;
        Ok(())
    }

    async fn answer(&self, call: &Call, refused: Option<Reply>, switch: &Switch) -> Response {
        let (planned, mut random) = self.control.plan(call);
        let mut instead = None;
        let mut act = refused.is_none();
        for (mischief, act_first) in &planned {
            match mischief {
                Mischief::Delay(duration) => pause(*duration).await,
                Mischief::Hold(gate) => gate.pass().await,
                Mischief::Drop | Mischief::Late | Mischief::Hang | Mischief::Answer(_)
                    if instead.is_none() =>
                {
                    act &= *act_first;
                    instead = Some(mischief);
                }
                _ => {}
            }
        }
        let acted = act.then(|| self.control.act(call, || self.service.call(call)));
        if matches!(instead, Some(Mischief::Late)) && refused.is_none() && acted.is_none() {
            let desk = self.clone();
            self.control.postpone(call, move |call| drop(desk.control.act(call, || desk.service.call(call))));
        }
        let mut reply = match (instead, refused, acted) {
            (Some(Mischief::Answer(reply)), ..) => reply.clone(),
            (None, Some(reply), _) | (None, None, Some(reply)) => reply,
            (Some(Mischief::Hang), ..) => {
                self.control.record(call, None);
                return future::pending().await;
            }
            _ => {
                self.control.record(call, None);
                return switch.drop_connection();
            }
        };
        for (mischief, _) in &planned {
            let (answer, chance) = (&mut reply.answer, &mut random.fork());
            match mischief {
                Mischief::LeaveOut { field, everywhere } => {
                    fields::leave_out(answer, field, *everywhere, chance);
                }
                _ => lists::alter(answer, mischief, chance),
            }
        }
        self.control.record(call, Some(reply.status()));
        send(reply, &planned, &mut random, switch)
    }
}

fn send(reply: Reply, planned: &[(Mischief, bool)], random: &mut fastrand::Rng, switch: &Switch) -> Response {
    let status = reply.status();
    let (content_type, mut body) = match reply.answer {
        Answer::Element(node) => {
            ("text/xml; charset=utf-8".to_owned(), Bytes::from(soap::envelope(&node.to_xml())))
        }
        Answer::Written(text) => ("text/xml; charset=utf-8".to_owned(), Bytes::from(soap::envelope(&text))),
        Answer::Fault(fault) => ("text/xml; charset=utf-8".to_owned(), Bytes::from(fault.to_envelope())),
        Answer::Http { content_type, body, .. } => (content_type, body),
    };
    let (mut announced, mut chunk, mut stalls) = (None, None, false);
    for (mischief, _) in planned {
        match mischief {
            Mischief::Malform => body = malform(&String::from_utf8_lossy(&body), random).into(),
            Mischief::Replace(text, by) => body = replace(&body, text, by),
            Mischief::Truncate { at, announced: whole } => {
                if *whole {
                    announced = Some(body.len());
                }
                body.truncate((body.len() as f64 * at.clamp(0.0, 1.0)) as usize);
            }
            Mischief::Stall(at) => {
                body.truncate((body.len() as f64 * at.clamp(0.0, 1.0)) as usize);
                stalls = true;
            }
            Mischief::Trickle(bytes) => chunk = Some((*bytes).max(1)),
            _ => {}
        }
    }
    let mut response = Response::builder()
        .status(StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR))
        .header(header::CACHE_CONTROL, "private, max-age=0")
        .header("X-AspNet-Version", "4.0.30319");
    if !content_type.is_empty() {
        response = response.header(header::CONTENT_TYPE, content_type);
    }
    for (name, value) in reply.headers {
        response = response.header(name, value);
    }
    if let Some(length) = announced {
        response = response.header(header::CONTENT_LENGTH, length);
    }
    let body = match (announced, chunk) {
        _ if stalls => {
            let begun = stream::iter([Ok::<_, io::Error>(body)]);
            Body::from_stream(begun.chain(stream::pending()))
        }
        (None, None) => Body::from(body),
        _ => trickle(body, chunk, announced.is_some().then(|| switch.clone())),
    };
    // Only a header that a rule spelt wrongly can fail here, and the test that gave the rule shall see it.
    response.body(body).unwrap_or_else(|error| {
        let mut response =
            Response::new(Body::from(format!("the simulator was given an impossible answer: {error}")));
        *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        response
    })
}

/// Sends piece by piece, each flushed, and breaks the connection at the end if a switch is given.
fn trickle(body: Bytes, chunk: Option<usize>, breaker: Option<Switch>) -> Body {
    let chunk = chunk.unwrap_or_else(|| body.len().max(1));
    Body::from_stream(stream::unfold((body, breaker), move |(mut body, breaker)| async move {
        // Yielding makes the HTTP stack flush what it holds.
        tokio::task::yield_now().await;
        if body.is_empty() {
            let breaker = breaker?;
            breaker.throw();
            return Some((Err(io::Error::from(io::ErrorKind::ConnectionReset)), (body, None)));
        }
        let piece = body.split_to(chunk.min(body.len()));
        Some((Ok::<_, io::Error>(piece), (body, breaker)))
    }))
}

#[expect(clippy::disallowed_methods, reason = "a delay that a test asked for; no decision depends on it")]
async fn pause(duration: std::time::Duration) {
    tokio::time::sleep(duration).await;
}

fn lower_case(headers: &HeaderMap) -> Vec<(String, String)> {
    let pairs = headers.iter();
    pairs
        .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
        .collect()
}
