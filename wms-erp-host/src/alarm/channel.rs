//! The ways by which messages reach people.

use std::process::Stdio;
use std::time::Duration;

use lettre::message::header::ContentType;
use lettre::message::{Attachment, Mailbox, MultiPart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use tokio::io::AsyncWriteExt;
use tokio::process::Command;
use wms_erp_sync::twentyfour::Secret;
use wms_erp_sync::{Language, visible};

use super::failed::{Failed, Why};
use super::letter::Letter;
use super::record::SERVICE;
use crate::language::mail::{Mail, mail};
use crate::web::Visible;

/// How long a channel may take for one message.
pub(super) const TIME: Duration = Duration::from_secs(30);
const AGENT: &str = concat!("wms-erp-host/", env!("CARGO_PKG_VERSION"));

/// Whom messages are for.
#[derive(Debug, Clone)]
pub(crate) struct Receiver {
    pub(crate) name: String,
    /// Whose alarms it gets.
    pub(crate) tenants: Visible,
    pub(crate) channel: Channel,
    /// Whether it gets the digest.
    pub(crate) digest: bool,
    /// In which language it reads, where that is said of the receiver itself.
    pub(crate) language: Option<Language>,
}

impl Receiver {
    /// Whether it gets the alarms of a tenant. What is about no tenant is for those that get all.
    pub(super) fn is_for(&self, tenant: &str) -> bool {
        match tenant {
            SERVICE => self.tenants == Visible::All,
            tenant => self.tenants.includes(tenant),
        }
    }
}

/// How they are reached.
#[derive(Debug, Clone)]
pub(crate) enum Channel {
    /// A POST to this address, which is a secret: anyone who knows it may write there.
    Webhook { url: Secret, format: Format },
    /// A mail to these addresses.
    Email(Vec<Mailbox>),
    /// A program and its arguments, run without a shell; it gets the message as JSON on its standard input.
    Command(Vec<String>),
}

/// The form of a webhook's body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Json,
    Slack,
}

/// The server that takes mail.
#[derive(Debug, Clone)]
pub(crate) struct Smtp {
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) security: Security,
    pub(crate) login: Option<(String, Secret)>,
    pub(crate) from: Mailbox,
}

/// How the connection to it is kept secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Security {
    /// From its first byte.
    Tls,
    /// After a word in the clear; never without.
    StartTls,
    /// Not at all: this machine only.
    None,
}

/// What sends.
#[derive(Debug)]
pub(super) struct Channels {
    http: reqwest::Client,
    smtp: Option<Smtp>,
}

impl Channels {
    pub(super) fn new(smtp: Option<Smtp>) -> Result<Self, reqwest::Error> {
        let http = reqwest::Client::builder()
            .user_agent(AGENT)
            .timeout(TIME)
            // The message would go to an address that no one has configured.
            .redirect(reqwest::redirect::Policy::none());
        Ok(Self { http: http.build()?, smtp })
    }

    /// Sends a message; when this returns without an error, the other side has taken it.
    /// Mails and what Slack shows are in the language; programs get English.
    pub(super) async fn send(
        &self,
        channel: &Channel,
        message: &Letter,
        language: Language,
    ) -> Result<(), Failed> {
        let texts = mail(language);
        let sending = async {
            match channel {
                Channel::Webhook { url, format } => Box::pin(self.post(url, *format, message, texts)).await,
                Channel::Email(to) => Box::pin(self.mail(to, message, texts)).await,
                Channel::Command(command) => Box::pin(run(command, message)).await,
            }
        };
        tokio::time::timeout(TIME, sending).await.map_err(|_| slow())?
    }

    async fn post(&self, url: &Secret, format: Format, message: &Letter, texts: &Mail) -> Result<(), Failed> {
        let body = match format {
            Format::Json => message.json(),
            Format::Slack => message.slack(texts),
        };
        let request = self.http.post(url.expose()).header("Content-Type", "application/json");
        let request = request.header("Idempotency-Key", message.id()).body(body.to_string());
        match request.send().await {
            Ok(answer) if answer.status().is_success() => Ok(()),
            Ok(answer) => Err(Failed::from(Why::Answered).said(answer.status())),
            Err(error) if error.is_timeout() => Err(slow()),
            Err(error) => {
                let why = error.is_connect().then_some(Why::Unreached);
                Err(Failed::with_source(why, &error.without_url()))
            }
        }
    }

    async fn mail(&self, to: &[Mailbox], message: &Letter, texts: &Mail) -> Result<(), Failed> {
        let Some(smtp) = &self.smtp else {
            return Err(Why::NoMailServer.into());
        };
        let domain = smtp.from.email.domain();
        let mail = lettre::Message::builder()
            .from(smtp.from.clone())
            .subject(format!("[wms-erp] {}", message.title(texts)))
            .date(message.at().into())
            // One that is sent again is the same mail.
            .message_id(Some(format!("<{}@{domain}>", message.id())));
        let mail = to.iter().cloned().fold(mail, lettre::message::MessageBuilder::to);
        let text = format!("{}\n", message.text(texts));
        let mail = match message.page_and_file(texts) {
            None => mail.header(ContentType::TEXT_PLAIN).body(text),
            Some((page, name, file)) => {
                let csv = ContentType::parse("text/csv; charset=utf-8").map_err(|error| unmade(&error))?;
                let words = MultiPart::alternative_plain_html(text, page);
                let file = Attachment::new(name).body(file, csv);
                mail.multipart(MultiPart::mixed().multipart(words).singlepart(file))
            }
        };
        let mail = mail.map_err(|error| unmade(&error))?;
        let server = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&smtp.host)
            .port(smtp.port)
            .hello_name(ClientId::Domain(domain.to_owned()))
            .timeout(Some(TIME));
        let tls = || TlsParameters::new(smtp.host.clone()).map_err(|error| unmade(&error));
        let server = server.tls(match smtp.security {
            Security::Tls => Tls::Wrapper(tls()?),
            Security::StartTls => Tls::Required(tls()?),
            Security::None => Tls::None,
        });
        let server = match &smtp.login {
            Some((user, password)) => {
                server.credentials(Credentials::new(user.clone(), password.expose().to_owned()))
            }
            None => server,
        };
        server.build().send(mail).await.map(drop).map_err(|error| match error {
            error if error.is_timeout() => slow(),
            error => {
                let is_refused = error.is_permanent() || error.is_transient();
                Failed::with_source(is_refused.then_some(Why::MailRefused), &error)
            }
        })
    }
}

fn slow() -> Failed {
    Why::Slow { seconds: TIME.as_secs() }.into()
}

/// What is to be sent cannot be made, or what is to be used for it.
fn unmade(error: &dyn std::error::Error) -> Failed {
    Failed::with_source(None, error)
}

async fn run(command: &[String], message: &Letter) -> Result<(), Failed> {
    let Some((program, arguments)) = command.split_first() else {
        return Err(Why::NoProgram.into());
    };
    let named = || visible(program).into_owned();
    let child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn();
    let mut child = child
        .map_err(|error| Failed::from(Why::NotRun { program: named() }).said(format_args!("({error})")))?;
    if let Some(mut stdin) = child.stdin.take() {
        // A program that does not read what it is given is judged by how it ends.
        let _ = stdin.write_all(message.json().to_string().as_bytes()).await;
    }
    match child.wait().await {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => {
            Err(Failed::from(Why::ProgramFailed { program: named() }).said(format_args!("({status})")))
        }
        Err(error) => Err(Failed::from(Why::Lost { program: named() }).said(format_args!("({error})"))),
    }
}
