//! What runs less often while there are not enough requests for all.

use super::*;

#[test]
fn stretched_intervals_are_longer_from_the_next_usual_time_on() {
    let (orders, stock) = (key("acme", Process::Orders), key("acme", Process::Stock));
    let mut agenda = quarterly(&[Process::Articles, Process::Orders, Process::Stock]);
    assert_eq!(run_all(&mut agenda, at(0)).len(), 3);
    agenda.stretch([
        (key("acme", Process::Articles), 2.0),
        (stock.clone(), 2.0),
        (key("none", Process::Stock), 9.0),
    ]);
    assert_eq!(agenda.due(&stock), Some(at(15)), "what is planned comes once as planned");
    assert_eq!(run_all(&mut agenda, at(15)).len(), 3);
    assert_eq!((agenda.due(&orders), agenda.due(&stock)), (Some(at(30)), Some(at(45))));
    assert_eq!(run_all(&mut agenda, at(30)), ["acme:orders"]);
    assert_eq!(run_all(&mut agenda, at(45)).len(), 3);
    assert_eq!((agenda.stretch_of(&orders), agenda.stretch_of(&stock)), (1.0, 2.0));
}

/// One read of the changed products serves both.
#[test]
fn a_stretch_that_changes_between_two_runs_of_a_tenant_does_not_part_them() {
    let (articles, stock) = (key("acme", Process::Articles), key("acme", Process::Stock));
    let mut agenda = quarterly(&[Process::Articles, Process::Stock]);
    assert_eq!(begin(&mut agenda, at(0)), Some(articles.clone()));
    agenda.finish(&articles, at(0), done());
    agenda.stretch([articles.clone(), stock.clone()].map(|key| (key, 3.0)));
    assert_eq!(run_all(&mut agenda, at(1)), ["acme:stock"]);
    assert_eq!((agenda.due(&articles), agenda.due(&stock)), (Some(at(15)), Some(at(15))));
    assert_eq!(run_all(&mut agenda, at(15)).len(), 2);
    assert_eq!(agenda.due(&stock), Some(at(60)));
}

#[test]
fn when_there_is_enough_again_all_return_to_their_common_times() {
    let mut agenda = quarterly(&[Process::Articles, Process::Orders, Process::Stock]);
    let bulk = [key("acme", Process::Articles), key("acme", Process::Stock)];
    agenda.stretch(bulk.clone().map(|key| (key, 2.5)));
    assert_eq!(run_all(&mut agenda, at(0)).len(), 3);
    assert_eq!(agenda.due(&bulk[1]), Some(start() + chrono::TimeDelta::seconds(2250)));
    assert_eq!(run_all(&mut agenda, at(15)), ["acme:orders"]);
    agenda.stretch(bulk.clone().map(|key| (key, 1.0)));
    // Of 22.5 minutes that were left, two fifths are.
    assert_eq!(agenda.due(&bulk[1]), Some(at(24)));
    assert_eq!(run_all(&mut agenda, at(24)).len(), 2);
    assert_eq!(agenda.due(&bulk[0]), Some(at(30)), "with the orders");
    assert_eq!(run_all(&mut agenda, at(30)).len(), 3);
    assert_eq!(run_all(&mut agenda, at(45)).len(), 3);
}

#[test]
fn what_a_run_asks_for_counts_however_far_its_usual_time_is() {
    let orders = key("acme", Process::Orders);
    let mut agenda = quarterly(&[Process::Orders]);
    agenda.stretch([(orders.clone(), 4.0)]);
    begin(&mut agenda, at(0));
    agenda.finish(&orders, at(1), Some(&RunOutcome::Done { next_due: Some(at(7)) }));
    assert_eq!(agenda.due(&orders), Some(at(7)));
    assert_eq!(run_all(&mut agenda, at(7)).len(), 1);
    assert_eq!(agenda.due(&orders), Some(at(60)), "the usual time is what it was");
    agenda.stretch([(orders.clone(), f64::NAN)]);
    assert_eq!(agenda.stretch_of(&orders), 1.0);
}
