//! What a host's hook says of a quantity.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use rust_decimal::Decimal;
use wms_erp_sync::twentyfour::types::ProductId;
use wms_erp_sync::{Class, Decision, Hooks, Outcome};

use super::{count_goods, goods, run, writes};
use crate::Bench;
use crate::articles::held_as;
use crate::bench::hours;

/// Says of every quantity what it was set to say.
#[derive(Debug, Clone, Default)]
struct Guard(Arc<AtomicU8>);

const GO: u8 = 0;
const HOLD: u8 = 1;
const SKIP: u8 = 2;

impl Guard {
    fn say(&self, what: u8) {
        self.0.store(what, Ordering::Relaxed);
    }
}

impl Hooks for Guard {
    fn stock(&self, _: ProductId, _: &mut Decimal) -> Decision {
        match self.0.load(Ordering::Relaxed) {
            HOLD => Decision::Hold { what: "it is being counted".into(), remedy: "finish the count".into() },
            SKIP => Decision::Skip { why: "sold from another warehouse".into() },
            _ => Decision::Accept,
        }
    }
}

async fn guarded() -> (Bench, Guard) {
    let guard = Guard::default();
    let hooks = guard.clone();
    let bench = Bench::with(|mut tenant| {
        (tenant.orders, tenant.order_status) = (None, None);
        tenant.hooks(hooks)
    })
    .await;
    (bench, guard)
}

#[tokio::test]
async fn a_quantity_that_a_hook_holds_is_held_with_its_words_and_goes_when_the_hook_lets_it() {
    let (bench, guard) = guarded().await;
    guard.say(HOLD);
    let id = goods(&bench, 5, 8).await;
    let report = run(&bench).await;
    assert_eq!(
        (report.outcome, report.written, report.needs_attention),
        (Outcome::Done, 0, 1),
        "{report:#?}"
    );
    let held = bench.engine.inspect(crate::bench::TENANT).held().await.unwrap();
    assert_eq!(held.len(), 1);
    assert_eq!(
        (held[0].record.clone(), held[0].class, held[0].what.as_str(), held[0].remedy.as_str()),
        (id.to_string(), Class::NeedsPerson, "it is being counted", "finish the count")
    );

    // Neither the other side nor the daily comparison gets around it, and it costs no requests.
    bench.books().set_stock(id, 6);
    assert_eq!(run(&bench).await.written, 0);
    bench.clock.advance(hours(25));
    assert_eq!(run(&bench).await.written, 0);
    bench.clock.advance(hours(3));
    run(&bench).await;
    let report = run(&bench).await;
    assert_eq!((report.written, report.requests.erp, report.requests.wms), (0, 1, 1), "{report:#?}");
    assert_eq!(held_as(&bench).await, [(id.to_string(), Class::NeedsPerson)]);

    guard.say(GO);
    assert_eq!(run(&bench).await.written, 1, "nobody told the level again: it was kept");
    assert_eq!(bench.erp_stock(id), 8.into());
    assert_eq!(held_as(&bench).await, []);
}

#[tokio::test]
async fn while_a_hook_holds_or_skips_a_product_no_older_quantity_is_written_instead() {
    for word in [HOLD, SKIP] {
        let (bench, guard) = guarded().await;
        let id = goods(&bench, 5, 5).await;
        assert_eq!(run(&bench).await.written, 0);
        guard.say(word);
        count_goods(&bench, id, 8);
        run(&bench).await;
        bench.books().set_stock(id, 6);
        run(&bench).await;
        bench.clock.advance(hours(25));
        run(&bench).await;
        assert_eq!((bench.erp_stock(id), writes(&bench)), (6.into(), 0), "said {word}");
        let held = if word == HOLD { vec![(id.to_string(), Class::NeedsPerson)] } else { vec![] };
        assert_eq!(held_as(&bench).await, held);
        guard.say(GO);
        assert_eq!(run(&bench).await.written, 1);
        assert_eq!(bench.erp_stock(id), 8.into());
        assert_eq!(held_as(&bench).await, []);
        assert_eq!(run(&bench).await.written, 0);
    }
}

#[tokio::test]
async fn a_held_quantity_that_is_dismissed_stays_unwritten_and_silent() {
    let (bench, guard) = guarded().await;
    guard.say(HOLD);
    let id = goods(&bench, 5, 8).await;
    run(&bench).await;
    let tenant = crate::bench::TENANT;
    let stock = wms_erp_sync::Process::Stock;
    bench.engine.operator(tenant).dismiss(stock, &id.to_string(), "known").await.unwrap();
    let report = run(&bench).await;
    assert_eq!((report.written, report.held), (0, 0), "{report:#?}");
    guard.say(GO);
    assert_eq!(run(&bench).await.written, 1);
}
