//! Two products exchange their numbers, and the temporary numbers that they would get are another article's: the exchange is tried again
//! under others. The engine is stopped at each of its effects on the way, and a new one opens the same file.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use ongoing_simulator::world::ArticleData;
use wms_erp_sync::store::SqliteStore;
use wms_erp_sync::{Articles, CancellationToken, Outcome, Process, Trigger};

use super::every_call;
use super::ports::{WiredErp, WiredWms};
use super::store::WiredStore;
use super::wire::{Moment, Wire};
use super::world::picture;
use crate::Bench;
use crate::bench::{TENANT, engine, product, tenant};

struct Exchange {
    bench: Bench,
    ids: [i32; 2],
}

impl Exchange {
    async fn start() -> Self {
        let bench = Bench::start().await;
        let ids = ["A", "B"].map(|number| bench.books().add_product(product(number, number, 0)));
        for id in ids {
            let data = ArticleData {
                article_number: Some(format!("renumbering-{id}")),
                product_code: Some(format!("X-{id}")),
                article_name: Some("Another system's".into()),
                ..ArticleData::default()
            };
            bench.wms.act(|world| world.add_article(data)).unwrap();
        }
        Self { bench, ids }
    }

    /// Lives through it with a store in this file. How it ends, to compare.
    async fn live(self, file: &Path, wire: &Arc<Wire>) -> String {
        let systems = self.round_by_round(file, wire).await;
        assert_eq!(systems, self.systems(), "{}: the same articles, and no other", wire.place());
        let mut text = picture(&self.bench.erp, &self.bench.wms);
        let store = SqliteStore::open(file).await.unwrap();
        let engine = engine(store, &self.bench.clock);
        engine.put_tenant(tenant(&self.bench.erp, &self.bench.wms).articles(Articles::default()));
        for held in engine.inspect(TENANT).held().await.unwrap() {
            text += &format!("held {}/{} {:?} {}\n", held.process, held.record, held.class, held.what);
        }
        text
    }

    async fn round_by_round(&self, file: &Path, wire: &Arc<Wire>) -> [Option<i32>; 2] {
        let (books, mut systems) = (self.bench.books(), [None; 2]);
        for round in 0..5 {
            if round == 1 {
                systems = self.systems();
                for (id, number) in self.ids.iter().zip(["B", "A"]) {
                    books.patch_product(*id, |product| product.set("No", number));
                }
            }
            self.bench.clock.advance(Duration::from_secs(900));
            if !self.run(file, wire).await {
                // The leases of the one that was stopped run out.
                self.bench.clock.advance(Duration::from_secs(60));
                assert!(self.run(file, wire).await, "it is stopped only once");
            }
        }
        systems
    }

    fn systems(&self) -> [Option<i32>; 2] {
        self.ids.map(|id| {
            self.bench.wms.article_by_product_code(&id.to_string()).map(|article| article.system_id)
        })
    }

    /// The articles run once, in an engine of their own. Whether it came to its end.
    async fn run(&self, file: &Path, wire: &Arc<Wire>) -> bool {
        let mut tenant = tenant(&self.bench.erp, &self.bench.wms).articles(Articles::default());
        tenant.erp = Arc::new(WiredErp { port: tenant.erp, wire: Arc::clone(wire) });
        tenant.wms = Arc::new(WiredWms { port: tenant.wms, wire: Arc::clone(wire) });
        let store = SqliteStore::open(file).await.unwrap().with_clock(self.bench.clock.clone());
        let engine = engine(WiredStore::new(store, Arc::clone(wire)), &self.bench.clock);
        engine.put_tenant(tenant);
        let cancel = CancellationToken::new();
        tokio::select! {
            biased;
            () = wire.stopped() => false,
            report = engine.run(TENANT, Process::Articles, Trigger::Manual, &cancel) => {
                let report = report.unwrap_or_else(|error| panic!("{}: {error}", wire.place()));
                assert_eq!(report.outcome, Outcome::Done, "{}: {report:#?}", wire.place());
                true
            }
        }
    }
}

#[tokio::test]
async fn s01_an_exchange_that_is_retried_under_another_number_ends_the_same_wherever_it_is_stopped_on_sqlite()
{
    let folder = tempfile::tempdir().unwrap();
    let wire = Arc::new(Wire::counting());
    let whole = Exchange::start().await;
    let [first, second] = whole.ids;
    let control = whole.bench.wms.control().clone();
    let expected = whole.live(&folder.path().join("whole.sqlite3"), &wire).await;
    let requests = control.requests();
    for tried in [format!("renumbering-{second}<"), format!("renumbering-{second}-1<")] {
        let mut writes = requests.iter().filter(|request| request.operation == "ProcessArticle");
        assert!(writes.any(|request| request.body.contains(&tried)), "{tried} was never asked for");
    }
    for line in [
        format!("Some(\"{first}\") Some(\"B\")"),
        format!("Some(\"{second}\") Some(\"A\")"),
        format!("Some(\"X-{second}\") Some(\"renumbering-{second}\")"),
    ] {
        assert!(expected.contains(&line), "{line} is missing:\n{expected}");
    }
    assert!(!expected.contains("held "), "{expected}");

    let places: Vec<(usize, Moment)> = if every_call() {
        (0..wire.calls()).flat_map(|call| [(call, Moment::Before), (call, Moment::After)]).collect()
    } else {
        wire.effects().into_iter().map(|call| (call, Moment::After)).collect()
    };
    assert!(places.len() > 30, "{} places are no exchange", places.len());
    for (number, (call, moment)) in places.iter().copied().enumerate() {
        let wire = Arc::new(Wire::cut(call, moment));
        let file = folder.path().join(format!("{number}.sqlite3"));
        let end = Exchange::start().await.live(&file, &wire).await;
        let place = format!("stopped {moment:?} call {call}, {}", wire.place());
        assert!(wire.was_cut(), "{place}: never came to it");
        assert_eq!(end, expected, "{place}");
    }
    println!("stopped at {} places", places.len());
}
