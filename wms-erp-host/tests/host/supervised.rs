//! The real service under a supervisor that it notifies, as systemd is one.

use std::process::Command;

use tempfile::TempDir;
use tokio::io::BufReader;
use tokio::net::UnixDatagram;
use tokio::process::Child;

use crate::child::Street;
use crate::http::{address, get};

/// What the service notifies its supervisor of next.
async fn next(socket: &UnixDatagram) -> String {
    let mut bytes = [0; 256];
    let length = socket.recv(&mut bytes).await.unwrap();
    String::from_utf8(bytes[..length].to_vec()).unwrap()
}

fn signal(child: &Child, name: &str) {
    let id = child.id().unwrap().to_string();
    assert!(Command::new("kill").args([name, &id]).status().unwrap().success());
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_ready_once_it_serves_beats_reloads_and_stops() {
    let street = Street::start().await;
    street.configure("\n[http]\nlisten = \"127.0.0.1:0\"\n");
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("notify");
    let socket = UnixDatagram::bind(&path).unwrap();
    let mut command = street.host(&["run"]);
    command.env("NOTIFY_SOCKET", &path).env("WATCHDOG_USEC", "200000").env_remove("WATCHDOG_PID");
    let mut child = command.spawn().unwrap();
    let address = address(BufReader::new(child.stderr.take().unwrap())).await;
    assert_eq!(next(&socket).await, "READY=1\nSTATUS=serving");
    assert!(get(&address, "/readyz").await.starts_with("HTTP/1.1 200"));
    for _ in 0..5 {
        assert_eq!(next(&socket).await, "WATCHDOG=1");
    }
    signal(&child, "-HUP");
    let mut heard = Vec::new();
    while heard.last().is_none_or(|last| last != "READY=1") {
        heard.push(next(&socket).await);
    }
    heard.retain(|heard| heard != "WATCHDOG=1");
    assert_eq!(heard, ["RELOADING=1", "READY=1"]);
    signal(&child, "-TERM");
    while next(&socket).await != "STOPPING=1" {}
    assert_eq!(child.wait().await.unwrap().code(), Some(0));
    let rest = socket.try_recv(&mut [0; 9]);
    assert!(rest.is_err(), "nothing after that: {rest:?}");
}

/// Without a page, without a watchdog, at an address without a file; and where no one listens.
#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn what_the_environment_says_counts_and_a_supervisor_that_is_away_stops_nothing() {
    use std::os::linux::net::SocketAddrExt;
    use std::os::unix::net::{SocketAddr, UnixDatagram as Std};

    let name = format!("wms-erp-test-{}", std::process::id());
    let socket = Std::bind_addr(&SocketAddr::from_abstract_name(&name).unwrap()).unwrap();
    socket.set_nonblocking(true).unwrap();
    let socket = UnixDatagram::from_std(socket).unwrap();
    let street = Street::start().await;
    let mut command = street.host(&["run"]);
    // The watchdog is another process's.
    command.env("NOTIFY_SOCKET", format!("@{name}")).env("WATCHDOG_USEC", "1000").env("WATCHDOG_PID", "1");
    let mut child = command.spawn().unwrap();
    assert_eq!(next(&socket).await, "READY=1\nSTATUS=serving");
    signal(&child, "-TERM");
    assert_eq!(next(&socket).await, "STOPPING=1");
    assert_eq!(child.wait().await.unwrap().code(), Some(0));

    let mut command = street.host(&["run"]);
    command.env("NOTIFY_SOCKET", "/nowhere/at/all").env("WATCHDOG_USEC", "200000");
    let mut child = command.spawn().unwrap();
    let mut orders = street.systems.wms.orders().len();
    while orders < 4 {
        assert_eq!(child.try_wait().unwrap(), None);
        tokio::task::yield_now().await;
        orders = street.systems.wms.orders().len();
    }
    signal(&child, "-TERM");
    assert_eq!(child.wait().await.unwrap().code(), Some(0));
}
