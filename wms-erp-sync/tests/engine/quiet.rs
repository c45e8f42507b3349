//! The changed products are read once a round, for articles and stock. What the one has read is used by the other where it loses
//! nothing by it, and not otherwise.

mod statements;

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use tokio::sync::Notify;
use twentyfour_simulator::Rule;
use wms_erp_sync::clock::Clock;
use wms_erp_sync::schedule::{IntervalScheduler, RunKey, RunRequest};
use wms_erp_sync::store::Table;
use wms_erp_sync::{CancellationToken, Event, Observer, Outcome, Process, Report, Stock, Trigger};

use super::Bench;
use super::articles::{change_tenant, documents};
use super::bench::{TENANT, Transport, all_done, engine, hours, tenant, tenant_over};
use super::stock::{goods, many, shop, writes};

const QUARTER: Duration = Duration::from_secs(15 * 60);

/// A quarter of an hour passes, and a round is due.
async fn round(bench: &Bench) -> (Report, Report) {
    bench.clock.advance(QUARTER);
    let articles = due_now(bench, Process::Articles).await;
    (articles, due_now(bench, Process::Stock).await)
}

/// The run of a round that became due at this moment.
async fn due_now(bench: &Bench, process: Process) -> Report {
    due(bench, process, TimeDelta::zero()).await
}

/// The run of a round that became due some time ago.
async fn due(bench: &Bench, process: Process, ago: TimeDelta) -> Report {
    let request = RunRequest::from(RunKey::new(TENANT, process)).due(bench.clock.now() - ago);
    let report = bench.engine.run_request(&request, &CancellationToken::new()).await.unwrap();
    assert_eq!(report.outcome, Outcome::Done, "{report:#?}");
    report
}

/// A shop where all is in step.
async fn quiet() -> (Bench, i32) {
    let bench = shop().await;
    let id = goods(&bench, 5, 5).await;
    round(&bench).await;
    round(&bench).await;
    (bench, id)
}

#[tokio::test]
async fn a_round_reads_the_changed_products_once_and_sees_both_what_is_called_otherwise_and_what_is_counted()
{
    let (bench, id) = quiet().await;
    let (articles, stock) = round(&bench).await;
    assert_eq!((articles.requests.erp, stock.requests.erp), (1, 0));
    assert_eq!(
        (articles.read, stock.read),
        (1, 2),
        "the product, and for the stock its level in the WMS too"
    );
    bench.books().patch_product(id, |product| {
        product.set("Name", "Kopp");
        product.set("Stock", 7);
    });
    let (articles, stock) = round(&bench).await;
    assert_eq!((articles.written, stock.written, writes(&bench)), (1, 1, 1));
    // What differs is read again right before it is written.
    assert_eq!((articles.requests.erp, stock.requests.erp), (1, 2));
    assert_eq!(bench.erp_stock(id), 5.into());
}

#[tokio::test]
async fn a_run_that_is_asked_for_reads_what_changed_since_the_others_read() {
    let (bench, id) = quiet().await;
    bench.clock.advance(QUARTER);
    due_now(&bench, Process::Articles).await;
    bench.clock.advance(Duration::from_secs(2));
    bench.books().set_stock(id, 9);
    for reason in [Trigger::Manual, Trigger::Hint, Trigger::Scheduled] {
        let report = bench.engine.run(TENANT, Process::Stock, reason, &CancellationToken::new()).await;
        assert_eq!(report.unwrap().written, u64::from(reason == Trigger::Manual), "{reason}");
    }
    // So does one that was not yet due then.
    bench.books().set_stock(id, 9);
    assert_eq!(due(&bench, Process::Stock, TimeDelta::seconds(1)).await.written, 1);
}

/// A person has the stock compared between the two runs of a round: what the articles saw is older than that.
#[tokio::test]
async fn what_was_read_before_the_last_read_of_the_stock_is_read_anew() {
    let (bench, id) = quiet().await;
    bench.clock.advance(QUARTER);
    due_now(&bench, Process::Articles).await;
    bench.clock.advance(Duration::from_secs(2));
    let stop = CancellationToken::new();
    bench.engine.run(TENANT, Process::Stock, Trigger::Manual, &stop).await.unwrap();
    bench.books().set_stock(id, 9);
    bench.clock.advance(Duration::from_secs(2));
    assert_eq!(due(&bench, Process::Stock, TimeDelta::seconds(4)).await.written, 1);
}

#[tokio::test]
async fn what_was_read_long_ago_is_read_anew_however_long_a_run_has_waited() {
    let (bench, id) = quiet().await;
    bench.clock.advance(QUARTER);
    due_now(&bench, Process::Articles).await;
    bench.books().set_stock(id, 9);
    bench.clock.advance(Duration::from_secs(61));
    assert_eq!(due(&bench, Process::Stock, TimeDelta::minutes(5)).await.written, 1);
}

#[tokio::test]
async fn a_clock_that_was_set_back_makes_nothing_current() {
    let (bench, id) = quiet().await;
    bench.clock.advance(QUARTER);
    due_now(&bench, Process::Articles).await;
    bench.books().set_stock(id, 9);
    bench.clock.set(bench.clock.now() - TimeDelta::minutes(3));
    assert_eq!(due_now(&bench, Process::Stock).await.written, 1);
}

/// What changed during those runs is older than what the articles read now.
#[tokio::test]
async fn nothing_is_missed_by_a_stock_that_has_not_run_for_hours() {
    let (bench, id) = quiet().await;
    bench.clock.advance(hours(3));
    bench.books().set_stock(id, 9);
    for _ in 0..12 {
        bench.clock.advance(QUARTER);
        due_now(&bench, Process::Articles).await;
    }
    let seen = documents(&bench.store, Table::Due).await;
    let seen: Vec<_> = seen.iter().filter(|(key, _)| key == "stock_seen").collect();
    assert_eq!(seen.len(), 1, "it does not pile up: {seen:?}");
    let (_, stock) = round(&bench).await;
    assert_eq!((stock.written, bench.erp_stock(id)), (1, 5.into()));
    let (articles, stock) = round(&bench).await;
    assert_eq!((articles.requests.erp, stock.requests.erp), (1, 0), "they share again");
}

#[tokio::test]
async fn stock_reads_for_itself_while_the_articles_cannot() {
    let (bench, id) = quiet().await;
    bench.books().set_stock(id, 9);
    bench.clock.advance(QUARTER);
    bench.erp.misbehave(Rule::drop_before().on("GetProducts").times(1));
    let stop = CancellationToken::new();
    let articles = bench.engine.run(TENANT, Process::Articles, Trigger::Scheduled, &stop).await;
    assert_eq!(articles.unwrap().outcome, Outcome::Failed);
    assert_eq!(due_now(&bench, Process::Stock).await.written, 1);
    // Switched off, too: whoever brings the articles then.
    bench.books().set_stock(id, 9);
    change_tenant(&bench, |tenant| tenant.stock(Stock::default()));
    bench.clock.advance(QUARTER);
    assert_eq!(due_now(&bench, Process::Stock).await.written, 1);
}

/// The stock of a product is no concern of its article.
#[tokio::test]
async fn a_stock_that_cannot_be_read_holds_the_stock_and_not_the_article() {
    let (bench, id) = quiet().await;
    let [other, unread] = <[i32; 2]>::try_from(many(&bench, 2, 5, 5).await).unwrap();
    round(&bench).await;
    for id in [id, other, unread] {
        bench.books().patch_product(id, |product| product.set("Name", "Nytt navn"));
    }
    bench.books().set_stock(unread, 4711);
    let garbled = twentyfour_simulator::Mischief::Replace("4711".to_owned(), "mange".into());
    bench.erp.misbehave(Rule::new(garbled).on("GetProducts").always());
    let (articles, stock) = round(&bench).await;
    assert_eq!(
        (articles.read, articles.written, articles.held, articles.failed),
        (3, 3, 0, 0),
        "{articles:#?}"
    );
    assert_eq!((articles.unchanged, stock.held), (0, 1), "{stock:#?}");
    for id in [id, other, unread] {
        let article = bench.wms.article_by_product_code(&id.to_string()).unwrap();
        assert_eq!(article.data.article_name.as_deref(), Some("Nytt navn"));
    }
    bench.erp.control().behave();
    bench.clock.advance(hours(1));
    round(&bench).await;
    assert_eq!(bench.erp_stock(unread), 5.into());
}

#[tokio::test]
async fn another_engine_on_the_same_store_goes_on_with_what_was_read() {
    let (bench, id) = quiet().await;
    bench.books().set_stock(id, 9);
    bench.clock.advance(QUARTER);
    due_now(&bench, Process::Articles).await;
    let next = engine(bench.store.clone(), &bench.clock);
    next.put_tenant(tenant(&bench.erp, &bench.wms).articles(Default::default()).stock(Stock::default()));
    let bench = Bench { engine: next, ..bench };
    bench.erp.clear_requests();
    assert_eq!(due_now(&bench, Process::Stock).await.written, 1);
    let lists = bench.erp.requests();
    let lists = lists.iter().filter(|request| request.body.contains("DateChanged>")).count();
    assert_eq!(lists, 0, "only the product that differs was read, by its id");
}

#[tokio::test]
async fn a_read_of_everything_counts_for_both_once_a_day_where_it_is_small() {
    let (bench, id) = quiet().await;
    bench.erp.change(|options| options.stock_changes_product = false);
    bench.clock.advance(hours(3));
    round(&bench).await;
    bench.books().set_stock(id, 77);
    bench.clock.advance(hours(21));
    bench.erp.clear_requests();
    let (articles, stock) = round(&bench).await;
    assert_eq!((articles.requests.erp, stock.written), (1, 1), "{stock:#?}");
    // The product, and its stock: no list.
    assert_eq!((bench.erp.count("GetProducts"), bench.erp.count("SetStockQuantity")), (2, 1));
}

#[tokio::test]
async fn more_than_some_hundred_products_are_read_by_each_process_for_itself() {
    let bench = shop().await;
    let ids = many(&bench, 501, 5, 5).await;
    let (_, stock) = round(&bench).await;
    // The levels and the products; then those that are new to it, by their ids.
    assert_eq!((stock.read, stock.requests.erp), (1002, 2));
    bench.books().set_stock(ids[500], 9);
    bench.clock.advance(hours(3));
    let (articles, stock) = round(&bench).await;
    assert_eq!((articles.read, stock.written, bench.erp_stock(ids[500])), (501, 1, 5.into()));
    let (articles, stock) = round(&bench).await;
    assert_eq!((articles.read, stock.requests.erp), (1, 0), "what has just been written is all there is");
}

/// Says when a round has ended.
#[derive(Debug)]
struct Rounds(Arc<Notify>);

impl Observer for Rounds {
    fn on_event(&self, event: &Event<'_>) {
        if let Event::RunEnded { report, .. } = event
            && report.process == Process::Stock
        {
            self.0.notify_one();
        }
    }
}

#[tokio::test]
async fn the_embedded_scheduler_says_since_when_its_runs_are_due() {
    let bench = Bench::over(Transport::Rest, |tenant| tenant).await;
    goods(&bench, 5, 5).await;
    all_done(&bench.round().await);
    let ended = Arc::new(Notify::new());
    let builder = wms_erp_sync::Engine::builder(bench.store.clone()).clock(bench.clock.clone());
    let engine = builder.observer(Rounds(Arc::clone(&ended))).build();
    let both = tenant_over(Transport::Rest, &bench.erp, &bench.wms);
    engine.put_tenant(both.articles(Default::default()).stock(Stock::default()));
    let scheduler = IntervalScheduler::new();
    for process in [Process::Articles, Process::Stock] {
        scheduler.put(RunKey::new(TENANT, process), QUARTER);
    }
    bench.erp.clear_requests();
    let stop = CancellationToken::new();
    let serving = tokio::spawn({
        let (engine, stop) = (engine.clone(), stop.clone());
        async move { engine.serve(&scheduler, stop).await }
    });
    for rounds in 1..=3 {
        bench.clock.advance(QUARTER * 2);
        ended.notified().await;
        assert_eq!(bench.erp.count("GetProducts"), rounds);
        bench.clock.wait_for_sleepers(1).await;
    }
    stop.cancel();
    serving.await.unwrap().unwrap();
}
