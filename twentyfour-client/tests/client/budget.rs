use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use chrono::TimeDelta;
use twentyfour_client::error::ErrorKind;
use twentyfour_client::{
    Client, Clock, Credentials, Error, Ledger, Portion, Priority, RequestBudget, RetryPolicy, Usage,
};
use twentyfour_simulator::Simulator;

use crate::clock::TestClock;
use crate::{credentials, shop};

fn client(erp: &Simulator, credentials: Credentials, budget: &RequestBudget, clock: &TestClock) -> Client {
    Client::builder(credentials)
        .base_url(erp.base_url())
        .retry(RetryPolicy::none())
        .budget(budget.clone())
        .clock(clock.clone())
        .build()
        .unwrap()
}

async fn ask(client: &Client) -> Result<(), Error> {
    client.get_delivery_methods().await.map(drop)
}

fn is_quota(result: Result<(), Error>) -> bool {
    result.is_err_and(|error| matches!(error.kind(), ErrorKind::Quota(_)))
}

#[tokio::test]
async fn clients_share_it_and_the_urgent_one_gets_the_last() {
    let erp = shop().await;
    erp.change(|options| options.quota.headers = false);
    let (budget, clock) = (RequestBudget::per_hour(20), TestClock::default());
    let normal = client(&erp, credentials(&erp), &budget, &clock);
    let (low, high) = (normal.with_priority(Priority::Low), normal.with_priority(Priority::High));
    // The login is counted, too.
    for _ in 0..15 {
        ask(&low).await.unwrap();
    }
    assert!(is_quota(ask(&low).await));
    for _ in 0..3 {
        ask(&normal).await.unwrap();
    }
    assert!(is_quota(ask(&normal).await));
    ask(&high).await.unwrap();
    assert!(is_quota(ask(&high).await));
    assert_eq!((erp.count(""), budget.remaining("2026-01-05T08:59:59Z".parse().unwrap())), (20, Some(0)));
    clock.advance(TimeDelta::hours(1));
    ask(&low).await.unwrap();
    assert_eq!(erp.count(""), 21);
}

#[tokio::test]
async fn it_believes_the_service_where_that_counts_lower() {
    let erp = shop().await;
    erp.change(|options| options.quota.per_hour = 50);
    let (budget, clock) = (RequestBudget::per_hour(1000), TestClock::default());
    let client = client(&erp, credentials(&erp), &budget, &clock).with_priority(Priority::High);
    ask(&client).await.unwrap();
    assert_eq!(budget.remaining(erp.now()), Some(48));
    // Another program behind the same address uses up the rest.
    erp.change(|options| options.quota.per_hour = 3);
    ask(&client).await.unwrap();
    assert!(is_quota(ask(&client).await));
    assert_eq!(erp.count(""), 3, "nothing is sent that is known to be refused");
}

#[tokio::test]
async fn a_refusal_blocks_all_until_the_quarantine_ends() {
    let erp = shop().await;
    erp.change(|options| options.quota.headers = false);
    let (budget, clock) = (RequestBudget::unlimited(), TestClock::default());
    let client = client(&erp, credentials(&erp), &budget, &clock);
    client.login().await.unwrap();
    erp.exhaust_quota();
    assert!(is_quota(ask(&client).await));
    let sent = erp.count("");
    assert!(is_quota(ask(&client).await));
    assert_eq!((erp.count(""), budget.remaining(erp.now())), (sent, Some(0)));
    erp.advance(TimeDelta::hours(1));
    clock.advance(TimeDelta::hours(1));
    ask(&client).await.unwrap();
}

#[tokio::test]
async fn a_tenant_with_more_than_its_share_makes_room_for_another() {
    let erp = shop().await;
    erp.change(|options| options.quota.headers = false);
    let (budget, clock) = (RequestBudget::per_hour(100), TestClock::default());
    let greedy = client(&erp, credentials(&erp), &budget, &clock);
    let engros = erp.identity_id(1).unwrap().parse().unwrap();
    let modest = client(&erp, credentials(&erp).with_identity(engros), &budget, &clock);
    ask(&modest).await.unwrap();
    let mut taken = 0;
    while ask(&greedy).await.is_ok() {
        taken += 1;
    }
    assert_eq!(taken, 49, "half of it, with its login");
    ask(&modest).await.unwrap();
    ask(&greedy.with_priority(Priority::High)).await.unwrap();
}

#[tokio::test]
async fn bursts_are_spread() {
    let erp = shop().await;
    let (budget, clock) = (RequestBudget::per_hour(1000).pace(10, 3), TestClock::default());
    let client = client(&erp, credentials(&erp), &budget, &clock);
    for _ in 0..5 {
        ask(&client).await.unwrap();
    }
    let waits = clock.waits();
    assert_eq!(waits, [Duration::from_millis(100); 3]);
}

/// Gives three requests to the first who ask, then nothing.
#[derive(Debug, Default)]
struct Three(Mutex<Vec<Usage>>);

#[async_trait]
impl Ledger for Three {
    async fn claim(&self, usage: Usage) -> Portion {
        let mut asked = self.0.lock().unwrap();
        asked.push(usage);
        let up_to = if asked.len() <= 2 { usage.used + 3 } else { usage.used };
        Portion { up_to, left: 900, blocked: None }
    }
}

#[tokio::test]
async fn a_budget_that_processes_share_is_asked_for_portions_and_not_for_each_request() {
    let erp = shop().await;
    erp.change(|options| options.quota.headers = false);
    let (ledger, clock) = (Arc::new(Three::default()), TestClock::default());
    let asked = || ledger.0.lock().unwrap().len();
    let budget = RequestBudget::shared(1000, Arc::clone(&ledger) as Arc<dyn Ledger>);
    let client = client(&erp, credentials(&erp), &budget, &clock);
    // The login is counted, too. Those that ask at the same time wait for one answer.
    let (one, other) = tokio::join!(ask(&client), ask(&client));
    one.unwrap();
    other.unwrap();
    assert_eq!((erp.count(""), asked()), (3, 1));
    for _ in 0..3 {
        ask(&client).await.unwrap();
    }
    assert_eq!(asked(), 2);
    assert!(is_quota(ask(&client).await) && is_quota(ask(&client).await));
    assert_eq!((erp.count(""), asked()), (6, 3), "it is not asked again at once");
    assert!(is_quota(ask(&client.with_priority(Priority::High)).await));
    assert_eq!(asked(), 4, "but for what is more urgent");
    clock.advance(TimeDelta::seconds(11));
    assert!(is_quota(ask(&client).await));
    let last = *ledger.0.lock().unwrap().last().unwrap();
    assert_eq!((asked(), last.used, last.limit, last.priority), (5, 6, 1000, Priority::Normal));
    assert_eq!(budget.remaining(clock.now()), Some(900));
}
