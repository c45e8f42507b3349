//! Connections that can be broken: one by what misbehaves, all of them when the server stops.

use std::{
    convert::Infallible,
    io,
    net::SocketAddr,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
};

use axum::{
    body::Body,
    extract::connect_info::Connected,
    response::Response,
    serve::{IncomingStream, Listener},
};
use futures::future::{AbortHandle, Abortable, Pending, abortable, pending};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpListener, TcpStream},
};

/// Breaks one connection.
#[derive(Debug, Clone)]
pub(super) struct Switch(AbortHandle);

impl Switch {
    pub(super) fn throw(&self) {
        self.0.abort();
    }

    /// Nothing that is returned to the HTTP stack now can reach the client any more.
    pub(super) fn drop_connection(&self) -> Response {
        self.throw();
        Response::new(Body::empty())
    }
}

impl Connected<IncomingStream<'_, Door>> for Switch {
    fn connect_info(stream: IncomingStream<'_, Door>) -> Self {
        stream.io().switch.clone()
    }
}

/// All connections of a server.
#[derive(Debug, Clone, Default)]
pub(super) struct Connections(Arc<Mutex<Vec<AbortHandle>>>);

impl Connections {
    fn add(&self, handle: AbortHandle) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(handle);
    }

    pub(super) fn break_all(&self) {
        for handle in self.0.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
            handle.abort();
        }
    }
}

/// Accepts connections, and keeps how to break them.
pub(super) struct Door {
    pub(super) listener: TcpListener,
    pub(super) connections: Connections,
}

impl Listener for Door {
    type Io = Connection;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Connection, SocketAddr) {
        let (stream, address) = Listener::accept(&mut self.listener).await;
        // Without it, Nagle's algorithm and delayed acknowledgements cost 40 ms a request.
        let _ = stream.set_nodelay(true);
        let (ended, handle) = abortable(pending());
        self.connections.add(handle.clone());
        (Connection { stream, ended, switch: Switch(handle) }, address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// A TCP connection that ends when its switch is thrown.
pub(super) struct Connection {
    stream: TcpStream,
    ended: Abortable<Pending<Infallible>>,
    switch: Switch,
}

impl Connection {
    fn check(&mut self, context: &mut Context<'_>) -> io::Result<()> {
        match Pin::new(&mut self.ended).poll(context) {
            Poll::Ready(_) => Err(io::ErrorKind::ConnectionReset.into()),
            Poll::Pending => Ok(()),
        }
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.check(cx)?;
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for Connection {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        self.check(cx)?;
        Pin::new(&mut self.stream).poll_write(cx, buf)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.check(cx)?;
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
