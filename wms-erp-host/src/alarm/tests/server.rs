//! A mail server that takes everything, as RFC 5321 has it, and keeps what it was sent.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// What clients have sent, line by line.
#[derive(Debug, Clone)]
pub(super) struct MailServer {
    pub(super) port: u16,
    lines: Arc<Mutex<Vec<String>>>,
}

impl MailServer {
    /// One that answers to RCPT TO with this line.
    pub(super) async fn start(recipient: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self { port: listener.local_addr().unwrap().port(), lines: Arc::default() };
        let lines = Arc::clone(&server.lines);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                converse(stream, Arc::clone(&lines), recipient).await;
            }
        });
        server
    }

    pub(super) fn seen(&self) -> String {
        self.lines.lock().unwrap().join("\n")
    }
}

async fn converse(stream: TcpStream, seen: Arc<Mutex<Vec<String>>>, recipient: &str) {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 mail.example\r\n").await.unwrap();
    let mut in_mail = false;
    while let Ok(Some(line)) = lines.next_line().await {
        seen.lock().unwrap().push(line.clone());
        let answer = match (in_mail, line.split(' ').next().unwrap_or_default()) {
            (true, ".") => {
                in_mail = false;
                "250 taken"
            }
            (true, _) => continue,
            (false, "EHLO") => "250-mail.example\r\n250 AUTH PLAIN",
            (false, "AUTH") => "235 known",
            (false, "RCPT") => recipient,
            (false, "DATA") => {
                in_mail = true;
                "354 go on"
            }
            (false, "QUIT") => "221 bye",
            (false, _) => "250 well",
        };
        write.write_all(format!("{answer}\r\n").as_bytes()).await.unwrap();
    }
}
