//! The safety limit: it guards against the worst accident, a warehouse that suddenly seems empty.

use super::difference::Difference;
use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::run::Run;
use crate::document::{Asked, AskedFor, Class, Held, SafetyLimit};
use crate::store::Batch;
use crate::tenant::Stock;

const RECORD: &str = "brake";

/// Takes out the products that must not go to zero before a person lets them. A product that was held back stays so,
/// whatever the next runs compare besides it; a release lets go what was held back when it was given, and nothing that
/// comes after it.
pub(super) async fn safety_limit(
    run: &Run<'_>,
    settings: &Stock,
    compared: usize,
    mut differences: Vec<Difference>,
) -> Result<Vec<Difference>, RunError> {
    let mut batch = Batch::new();
    if !run.asked(AskedFor::Release).await?.is_empty() {
        for difference in differences.iter_mut().filter(|difference| is(difference, SafetyLimit::Held)) {
            mark(&mut batch, difference, SafetyLimit::Released);
        }
        batch.remove_all(&Asked::of(AskedFor::Release, run.process));
    }
    let released = differences.iter().filter(|difference| is(difference, SafetyLimit::Released)).count();
    let judged = compared - released;
    let emptied = differences.iter().filter(|difference| would_empty(difference)).count();
    let trips = emptied > settings.safety_limit && emptied * 2 > judged;
    let mut held = 0_usize;
    differences.retain_mut(|difference| {
        let stays = would_empty(difference) && (trips || is(difference, SafetyLimit::Held));
        if stays {
            held += 1;
            mark(&mut batch, difference, SafetyLimit::Held);
        }
        !stays
    });
    if held == 0 {
        // A commit costs more than a look: this is what every run comes to.
        if run.documents().has::<Held>(&run.held_key(RECORD)).await? {
            run.release(&mut batch, RECORD);
        }
    } else {
        let what = format!("the stock of {held} products would go to zero; none of them is written");
        let remedy = format!("check the WMS's stock; if it is right: release {} stock", run.tenant.name);
        run.reason(RECORD, Some(Class::NeedsPerson), what.as_str(), remedy.as_str());
        run.hold(&mut batch, RECORD, HoldReason::new(Class::NeedsPerson, what, remedy)).await?;
    }
    run.commit(batch).await?;
    Ok(differences)
}

fn is(difference: &Difference, limit: SafetyLimit) -> bool {
    difference.record.safety_limit == Some(limit)
}

fn would_empty(difference: &Difference) -> bool {
    difference.empties() && !is(difference, SafetyLimit::Released)
}

fn mark(batch: &mut Batch, difference: &mut Difference, limit: SafetyLimit) {
    if !is(difference, limit) {
        difference.record.safety_limit = Some(limit);
        batch.set(&difference.id, &difference.record);
    }
}
