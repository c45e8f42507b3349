//! What stands between a service and the database, and can be cut.

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

/// Carries connections to a port of this machine. While it is cut, nothing gets through and nothing is answered, as when a switch has
/// failed: neither side learns of it. What was connected by then is lost when it is whole again.
#[derive(Debug)]
pub(crate) struct Wire {
    pub(crate) port: u16,
    cut: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Wire {
    pub(crate) async fn to(port: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let own = listener.local_addr().unwrap().port();
        let (cut, is_cut) = watch::channel(false);
        let task = tokio::spawn(async move {
            let mut connections = JoinSet::new();
            while let Ok((connection, _)) = listener.accept().await {
                connections.spawn(carry(connection, port, is_cut.clone()));
                while connections.try_join_next().is_some() {}
            }
        });
        Self { port: own, cut, task }
    }

    pub(crate) fn cut(&self) {
        self.cut.send_replace(true);
    }

    pub(crate) fn mend(&self) {
        self.cut.send_replace(false);
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn carry(mut near: TcpStream, port: u16, mut is_cut: watch::Receiver<bool>) {
    if is_cut.wait_for(|is_cut| !is_cut).await.is_err() {
        return;
    }
    // The database may be starting just now: then the connection ends, as it does without anything between.
    let Ok(mut far) = TcpStream::connect(("127.0.0.1", port)).await else { return };
    tokio::select! {
        _ = copy_bidirectional(&mut near, &mut far) => return,
        cut = is_cut.wait_for(|is_cut| *is_cut) => drop(cut),
    }
    // Both stay open, and silent.
    let _ = is_cut.wait_for(|is_cut| !is_cut).await;
}
