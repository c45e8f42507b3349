//! What a supervisor such as systemd is notified of: one datagram for each change of state, as sd_notify(3) describes them.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::config::Outside;

/// The supervisor of this process, if it has one that is to be notified. Clones notify the same one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Supervisor(Option<Arc<Inner>>);

#[derive(Debug)]
struct Inner {
    socket: Socket,
    watchdog: Option<Duration>,
    is_ready: AtomicBool,
}

impl Supervisor {
    /// The one that the environment names: `NOTIFY_SOCKET`, and with a watchdog `WATCHDOG_USEC` and `WATCHDOG_PID`.
    pub(crate) fn of(outside: &dyn Outside) -> Self {
        let Some(address) = outside.variable("NOTIFY_SOCKET").filter(|address| !address.is_empty()) else {
            return Self::default();
        };
        let is_meant = outside.variable("WATCHDOG_PID").is_none_or(|id| id == std::process::id().to_string());
        let micros = outside.variable("WATCHDOG_USEC").and_then(|micros| micros.parse().ok());
        let watchdog = micros.filter(|micros| *micros > 0 && is_meant).map(Duration::from_micros);
        Self::at(&address, watchdog).unwrap_or_else(|error| {
            tracing::warn!("the supervisor cannot be notified at {address}: {error}");
            Self::default()
        })
    }

    /// The one at the address of a socket: a path, or a name after `@`.
    pub(crate) fn at(address: &str, watchdog: Option<Duration>) -> io::Result<Self> {
        let socket = Socket::open(address)?;
        Ok(Self(Some(Arc::new(Inner { socket, watchdog, is_ready: AtomicBool::new(false) }))))
    }

    pub(crate) fn is_there(&self) -> bool {
        self.0.is_some()
    }

    /// After what time without a [beat](Self::beat) the service is restarted, if it is.
    pub(crate) fn watchdog(&self) -> Option<Duration> {
        self.0.as_ref()?.watchdog
    }

    /// The service serves.
    pub(crate) fn ready(&self, status: &str) {
        if let Some(inner) = &self.0 {
            inner.is_ready.store(true, Ordering::SeqCst);
        }
        self.notify(&format!("READY=1\nSTATUS={status}"));
    }

    /// The service does its work.
    pub(crate) fn beat(&self) {
        self.notify("WATCHDOG=1");
    }

    /// In a line, for people who ask the supervisor.
    pub(crate) fn status(&self, status: &str) {
        self.notify(&format!("STATUS={status}"));
    }

    /// The service ends.
    pub(crate) fn stopping(&self) {
        self.notify("STOPPING=1");
    }

    /// The configuration is read again, until what is returned is dropped. Before the service is ready for the first time, nothing is said.
    pub(crate) fn reloading(&self) -> Reloading {
        let inner = self.0.as_ref().filter(|inner| inner.is_ready.load(Ordering::SeqCst));
        let supervisor = Self(inner.cloned());
        supervisor.notify("RELOADING=1");
        Reloading(supervisor)
    }

    fn notify(&self, state: &str) {
        // A supervisor that does not read must not keep the service from working.
        if let Some(inner) = &self.0
            && let Err(error) = inner.socket.send(state.as_bytes())
        {
            tracing::debug!("the supervisor was not notified of {state:?}: {error}");
        }
    }
}

/// A configuration that is being read again.
#[derive(Debug)]
pub(crate) struct Reloading(Supervisor);

impl Drop for Reloading {
    fn drop(&mut self) {
        self.0.notify("READY=1");
    }
}

#[cfg(unix)]
#[derive(Debug)]
struct Socket {
    socket: std::os::unix::net::UnixDatagram,
    address: std::os::unix::net::SocketAddr,
}

#[cfg(unix)]
impl Socket {
    fn open(address: &str) -> io::Result<Self> {
        use std::os::unix::net::{SocketAddr, UnixDatagram};
        let address = match address.strip_prefix('@') {
            #[cfg(target_os = "linux")]
            Some(name) => <SocketAddr as std::os::linux::net::SocketAddrExt>::from_abstract_name(name)?,
            _ => SocketAddr::from_pathname(address)?,
        };
        let socket = UnixDatagram::unbound()?;
        socket.set_nonblocking(true)?;
        Ok(Self { socket, address })
    }

    fn send(&self, state: &[u8]) -> io::Result<()> {
        self.socket.send_to_addr(state, &self.address).map(drop)
    }
}

#[cfg(not(unix))]
#[derive(Debug)]
struct Socket;

#[cfg(not(unix))]
impl Socket {
    fn open(_: &str) -> io::Result<Self> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn send(&self, _: &[u8]) -> io::Result<()> {
        Ok(())
    }
}
