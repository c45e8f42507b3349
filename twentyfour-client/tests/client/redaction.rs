use std::io::Write;
use std::sync::{Arc, Mutex};

use twentyfour_client::session::{MemorySessionStore, SessionKey, SessionStore, SessionStoreError};
use twentyfour_client::types::{APIException, ProductSearchParameters};
use twentyfour_client::{Client, Secret};
use twentyfour_simulator::{Mischief, RefusalForm, Rule};

use crate::{builder, credentials, shop_with};

const PASSWORD: &str = "canary-password";

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn no_secret_is_ever_seen() {
    let erp = shop_with(|options| options.password = PASSWORD.into()).await;
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let store = Arc::new(Spy::default());
    let client =
        builder(&erp).session_store(store.clone()).clock(crate::clock::TestClock::default()).build().unwrap();
    client.login().await.unwrap();
    let session = store.1.lock().unwrap().clone().expect("a session was saved");
    let mut seen = vec![format!("{client:?} {:?} {store:?} {:?}", credentials(&erp), builder(&erp))];

    let rules = [
        Rule::drop_before(),
        Rule::html(),
        Rule::status(500, "boom"),
        Rule::too_many_requests(None),
        Rule::fault("The session is not authenticated").times(2),
        Rule::from(Mischief::Truncate { at: 0.5, announced: true }),
    ];
    for rule in rules {
        erp.misbehave(rule.on("GetProducts"));
        if let Err(error) = client.get_products(ProductSearchParameters::default(), &["Id"]).await {
            chain(&error, &mut seen);
        }
    }
    let repeats = format!("Server was unable to process request. ---> who is {PASSWORD}?");
    for rule in [Rule::fault(&repeats), Rule::status(200, repeats)] {
        erp.misbehave(rule.on("Login"));
        let other = builder(&erp).clock(crate::clock::TestClock::default()).build().unwrap();
        let error = other.login().await.unwrap_err();
        assert!(error.to_string().contains("who is ***?"), "{error}");
        chain(&error, &mut seen);
    }
    erp.exhaust_quota();
    erp.change(|options| options.quota.refusal = RefusalForm::Html(403));
    chain(&client.get_delivery_methods().await.unwrap_err(), &mut seen);
    let mut wrong = credentials(&erp);
    wrong.password = "canary-wrong".into();
    let wrong = Client::builder(wrong).base_url(erp.base_url()).build().unwrap();
    chain(&wrong.login().await.unwrap_err(), &mut seen);

    let logged = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(logged.contains("GetProducts"), "the log was not written: {logged}");
    seen.push(logged);
    for text in &seen {
        for secret in [PASSWORD, "canary-wrong", session.expose()] {
            assert!(!text.contains(secret), "{text}");
        }
    }
}

#[test]
fn a_stack_trace_is_not_shown() {
    let mut refused = APIException::default();
    refused.kind = Some("Office24Seven.Library.Data.DataBaseServerException".into());
    refused.message = Some("Login failed\nfor user sa".into());
    refused.stack_trace = Some("canary".into());
    assert_eq!(refused.to_string(), "Login failed (DataBaseServerException)");
    assert!(!format!("{refused:?}").contains("canary"));
    assert!(refused.is_transient());
}

fn chain(error: &twentyfour_client::Error, seen: &mut Vec<String>) {
    seen.push(format!("{error} {error:?} {}", error.remedy()));
    let mut source = std::error::Error::source(error);
    while let Some(error) = source {
        seen.push(format!("{error} {error:?}"));
        source = error.source();
    }
}

/// A store that also tells the test what the session is.
#[derive(Debug, Default)]
struct Spy(MemorySessionStore, Mutex<Option<Secret>>);

#[async_trait::async_trait]
impl SessionStore for Spy {
    async fn load(&self, key: &SessionKey) -> Result<Option<Secret>, SessionStoreError> {
        self.0.load(key).await
    }

    async fn save(&self, key: &SessionKey, session: &Secret) -> Result<(), SessionStoreError> {
        *self.1.lock().unwrap() = Some(session.clone());
        self.0.save(key, session).await
    }
}
