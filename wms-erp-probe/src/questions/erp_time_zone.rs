use twentyfour_client::types::OrderSlipStateType;

use crate::answer::{Conclusion, Setting, Stopped};
use crate::bench::Bench;
use crate::question::{Question, Vendor};
use crate::zone::{self, Zone};

pub(super) const QUESTION: Question = Question {
    id: "erp-time-zone",
    vendor: Vendor::TwentyFourSevenOffice,
    transports: &[],
    unknown: "In which time zone are times that come without an offset?",
    matters: "With the wrong zone, changes are looked for one or two hours too early or too late, and dates may be a day off.",
    settings: &["erp.time_zone"],
    reads: "the change time of the order",
    writes: "one order in the status Offer",
    undone: "the order becomes Inactive, its customer is deleted",
    ask: |bench| Box::pin(ask(bench)),
};

async fn ask(bench: &mut Bench<'_>) -> Result<Conclusion, Stopped> {
    let order = bench.new_order(OrderSlipStateType::Offer, Vec::new(), |_| {}).await?;
    let now = bench.clock.now();
    let Some(changed) = bench.read(order).await?.date_changed else {
        return Ok(Conclusion::unclear("the order that was just made has no DateChanged"));
    };
    bench.seen(format!(
        "DateChanged of order {order} is {changed}, at {} by the clock of this machine",
        now.format("%Y-%m-%dT%H:%M:%SZ")
    ));
    if changed.offset().is_some() {
        return Ok(Conclusion::learned("with-offset", "times have an offset, so no zone is guessed"));
    }
    Ok(match zone::of(changed.naive(), now, chrono_tz::Europe::Oslo) {
        Zone::Utc => Conclusion::learned("utc", "times without an offset are in UTC").with(Setting::new(
            "erp.time_zone",
            "UTC",
            "a time that was just written is the one of UTC",
        )),
        Zone::Local => Conclusion::learned("oslo", "times without an offset are in the time of Oslo").with(
            Setting::new("erp.time_zone", "Europe/Oslo", "a time that was just written is the one of Oslo"),
        ),
        Zone::Neither(minutes) => Conclusion::unclear(format!(
            "the time is {minutes} minutes ahead of UTC, which is neither UTC nor Oslo: compare the clock of this machine with another one"
        )),
    })
}
