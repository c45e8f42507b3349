//! What a host's hook says of a quantity.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use rust_decimal::Decimal;
use wms_erp_sync::twentyfour::types::ProductId;
use wms_erp_sync::{Class, Decision, HookError, Hooks, Outcome, Process};

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
/// Its look-up fails for now.
const FAIL: u8 = 3;
/// Its look-up is refused.
const REFUSE: u8 = 4;

impl Guard {
    fn say(&self, what: u8) {
        self.0.store(what, Ordering::Relaxed);
    }
}

#[async_trait::async_trait]
impl Hooks for Guard {
    async fn prepare_stock(&self, levels: &[(ProductId, Decimal)]) -> Result<(), HookError> {
        assert!(!levels.is_empty());
        match self.0.load(Ordering::Relaxed) {
            FAIL => Err(HookError::transient("the count cannot be asked for")),
            REFUSE => Err(HookError::refused("no count is open", "open a count")),
            _ => Ok(()),
        }
    }

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
    let stock = Process::Stock;
    bench.engine.operator(tenant).dismiss(stock, &id.to_string(), "known").await.unwrap();
    let report = run(&bench).await;
    assert_eq!((report.written, report.held), (0, 0), "{report:#?}");
    guard.say(GO);
    assert_eq!(run(&bench).await.written, 1);
}

#[tokio::test]
async fn a_look_up_for_quantities_that_fails_ends_the_run_or_holds_them_and_nothing_is_lost() {
    let (bench, guard) = guarded().await;
    guard.say(FAIL);
    let id = goods(&bench, 5, 8).await;
    let report = run(&bench).await;
    assert_eq!((report.outcome, report.written), (Outcome::Failed, 0), "{report:#?}");
    assert!(report.reasons[0].what.contains("the count cannot be asked for"), "{report:#?}");
    assert_eq!(held_as(&bench).await, []);

    guard.say(REFUSE);
    let report = run(&bench).await;
    assert_eq!((report.outcome, report.written, report.held), (Outcome::Done, 0, 1), "{report:#?}");
    let held = bench.engine.inspect(crate::bench::TENANT).held().await.unwrap();
    assert_eq!(
        (held[0].record.clone(), held[0].what.as_str(), held[0].remedy.as_str()),
        (id.to_string(), "no count is open", "open a count")
    );
    let drift = bench.engine.inspect(crate::bench::TENANT).drift(&[Process::Stock]).await.unwrap();
    assert!(drift.is_none(), "what hooks do not let pass does not differ: {drift:#?}");

    guard.say(GO);
    assert_eq!(run(&bench).await.written, 1);
    assert_eq!((bench.erp_stock(id), held_as(&bench).await), (8.into(), vec![]));
}
