//! A server of raw bytes: for answers that no library would send.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// An answer: its head and beginning, and then a piece again and again.
pub(crate) struct Answer {
    pub(crate) begin: Vec<u8>,
    pub(crate) again: Vec<u8>,
    pub(crate) times: usize,
}

/// A server that answers everything with that, as long as the client reads.
pub(crate) struct Raw {
    pub(crate) url: String,
    sent: Arc<AtomicUsize>,
}

impl Answer {
    /// An answer with a good status, whose body ends with the connection.
    pub(crate) fn ok(content_type: &str, begin: impl AsRef<str>, again: &str, times: usize) -> Self {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\nConnection: close\r\n\r\n");
        Self::bytes(head + begin.as_ref(), again, times)
    }

    pub(crate) fn bytes(begin: String, again: &str, times: usize) -> Self {
        // Few large pieces are quicker than many small ones.
        let piece = (1 << 16) / again.len().max(1) + 1;
        Self {
            begin: begin.into_bytes(),
            again: again.repeat(piece).into_bytes(),
            times: times.div_ceil(piece),
        }
    }

    /// The same body, compressed.
    pub(crate) fn zipped(content_type: &str, begin: impl AsRef<str>, again: &str, times: usize) -> Self {
        let plain = Self::bytes(begin.as_ref().to_owned(), again, times);
        let mut zip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        zip.write_all(&plain.begin).unwrap();
        for _ in 0..plain.times {
            zip.write_all(&plain.again).unwrap();
        }
        let zipped = zip.finish().unwrap();
        assert!(zipped.len() < 8 << 20, "it is small on the wire: {}", zipped.len());
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n",
            zipped.len()
        );
        Self { begin: [head.into_bytes(), zipped].concat(), again: Vec::new(), times: 0 }
    }
}

impl Raw {
    pub(crate) fn serve(answer: Answer) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let sent = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&sent);
        // It ends with the process; it is not awaited.
        std::thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                // The client may have had enough before the end, and is right.
                let _ = one(&connection, &answer, &count);
            }
        });
        Self { url, sent }
    }

    /// How many bytes the client, or the system's buffers, took.
    pub(crate) fn sent(&self) -> usize {
        self.sent.load(Ordering::SeqCst)
    }
}

fn one(mut connection: &TcpStream, answer: &Answer, sent: &AtomicUsize) -> std::io::Result<()> {
    let mut request = BufReader::new(connection);
    let mut length = 0;
    loop {
        let mut line = String::new();
        request.read_line(&mut line)?;
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        if line.trim().is_empty() {
            break;
        }
    }
    request.take(length).read_to_end(&mut Vec::new())?;
    connection.write_all(&answer.begin)?;
    sent.fetch_add(answer.begin.len(), Ordering::SeqCst);
    for _ in 0..answer.times {
        connection.write_all(&answer.again)?;
        sent.fetch_add(answer.again.len(), Ordering::SeqCst);
    }
    Ok(())
}

/// The largest size that the process has had, in bytes; known on Linux only.
pub(crate) fn peak() -> usize {
    let Ok(status) = std::fs::read_to_string("/proc/self/status") else { return 0 };
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<usize>().unwrap() << 10
}
