use crate::answer::{Conclusion, Setting, Stopped};
use crate::bench::Bench;
use crate::question::{BOTH, Question, Vendor};
use crate::zone::{self, Zone};

pub(super) const QUESTION: Question = Question {
    id: "wms-time-zone",
    vendor: Vendor::Ongoing,
    transports: BOTH,
    unknown: "In which time zone are times that come without an offset?",
    matters: "With the wrong zone, changes are looked for one or two hours too early or too late.",
    settings: &["wms.time_zone"],
    reads: "the time at which the order was made",
    writes: "one article and one order of it",
    undone: "the order is cancelled, the article is marked as out of use",
    ask: |bench| Box::pin(ask(bench)),
};

async fn ask(bench: &mut Bench<'_>) -> Result<Conclusion, Stopped> {
    let article = bench.new_article(|_| {}).await?;
    let order = bench.new_warehouse_order(&[("1", &article, 1)], |_| {}).await?;
    let now = bench.clock.now();
    let read = bench.read_warehouse_order(&order).await?;
    let Some(created) = read.order_info.and_then(|info| info.created_date) else {
        return Ok(Conclusion::unclear("the order that was just made has no time at which it was made"));
    };
    bench.seen(format!(
        "order {order} was made at {created}, at {} by the clock of this machine",
        now.format("%Y-%m-%dT%H:%M:%SZ")
    ));
    if created.offset().is_some() {
        return Ok(Conclusion::learned("with-offset", "times have an offset, so no zone is guessed"));
    }
    let zone = |zone: &str, why: &str| Setting::new("wms.time_zone", zone, why);
    Ok(match zone::of(created.naive(), now, chrono_tz::Europe::Stockholm) {
        Zone::Utc => Conclusion::learned("utc", "times without an offset are in UTC")
            .with(zone("UTC", "a time that was just written is the one of UTC")),
        Zone::Local => {
            Conclusion::learned("stockholm", "times without an offset are in the time of Stockholm")
                .with(zone("Europe/Stockholm", "a time that was just written is the one of Stockholm"))
        }
        Zone::Neither(minutes) => Conclusion::unclear(format!(
            "the time is {minutes} minutes ahead of UTC, which is neither UTC nor Stockholm: compare the clock of this machine with another one, \
             or set the zone of the warehouse"
        )),
    })
}
