use ongoing_client::ErrorKind;

use crate::answer::{Conclusion, Setting, Stopped};
use crate::bench::Bench;
use crate::person::ProposedWrite;
use crate::question::{BOTH, Question, Vendor};
use crate::wms::failed;

pub(super) const QUESTION: Question = Question {
    id: "wms-picking-refuses",
    vendor: Vendor::Ongoing,
    transports: BOTH,
    unknown: "Are a change and a cancellation of an order refused once its picking has begun, and with which text?",
    matters: "The warehouse decides, and wms-erp shows its text. A change that is accepted may come too late for the picker.",
    settings: &["orders.cancel_withdrawn"],
    reads: "the status of the order, before and after a person has begun to pick it",
    writes: "one article and one order of it, which a person begins to pick in Ongoing; then the order with another quantity, and its cancellation",
    undone: "the order is cancelled, by a person if the warehouse refuses it here; the article is marked as out of use. Take out again what was \
             received of it",
    ask: |bench| Box::pin(ask(bench)),
};

async fn ask(bench: &mut Bench<'_>) -> Result<Conclusion, Stopped> {
    let article = bench.new_article(|_| {}).await?;
    let number = bench.new_warehouse_order(&[("1", &article, 1)], |_| {}).await?;
    let before = progress(bench, &number).await?;
    let question = format!(
        "Begin to pick order {number} in Ongoing. (If that needs stock, receive one piece of article {article} first.) Has its picking begun?"
    );
    if bench.choose(&question, &["yes", "no, it cannot be begun"]).await? != Some(0) {
        return Ok(Conclusion::unclear(
            "no one has begun to pick the order: run it again together with the warehouse",
        ));
    }
    let now = progress(bench, &number).await?;
    if now == before {
        return Ok(Conclusion::unclear(format!(
            "the order looks as before, {now}: it is not visible that picking has begun"
        )));
    }
    let order = bench.order_of(&number, &[("1", &article, 2)]);
    let change = bench.write_warehouse_order("write the order with another quantity", order).await?.err();
    let cancellation = cancel(bench, &number).await?;
    if cancellation.is_some() {
        let question =
            format!("Cancel order {number} in Ongoing, since it is refused here. Is it cancelled?");
        bench.choose(&question, &["yes", "no"]).await?;
    }
    let says = |what: &str| format!("once picking has begun ({now}), {what}");
    Ok(match (change, cancellation) {
        (Some(change), Some(cancellation)) => Conclusion::learned(
            "refuses-both",
            says(&format!("a change is refused ({change}), and so is a cancellation ({cancellation})")),
        ),
        (None, Some(cancellation)) => Conclusion::learned(
            "takes-change",
            says(&format!("a change is accepted, and a cancellation is refused ({cancellation})")),
        ),
        (Some(change), None) => Conclusion::learned(
            "takes-cancellation",
            says(&format!("a change is refused ({change}), and a cancellation is accepted")),
        )
        .with(off()),
        (None, None) => {
            Conclusion::learned("takes-both", says("a change and a cancellation are accepted")).with(off())
        }
    })
}

fn off() -> Setting {
    let why = "the warehouse accepts the cancellation of an order that someone is picking";
    Setting::new("orders.cancel_withdrawn", false, why)
}

/// The status of an order, and how much of it is picked.
async fn progress(bench: &mut Bench<'_>, number: &str) -> Result<String, Stopped> {
    let order = bench.read_warehouse_order(number).await?;
    let info = order.order_info.unwrap_or_default();
    let picked: rust_decimal::Decimal =
        order.picked_order_lines.iter().filter_map(|line| line.picked_number_of_items).sum();
    let progress = format!(
        "status {} {}, {} picked",
        info.order_status_number.map_or_else(|| "unknown".to_owned(), |number| number.to_string()),
        info.order_status_text.unwrap_or_default(),
        picked.normalize()
    );
    bench.seen(format!("order {number}: {progress}"));
    Ok(progress)
}

/// Cancels an order. The text of the refusal, if it is refused.
async fn cancel(bench: &mut Bench<'_>, number: &str) -> Result<Option<String>, Stopped> {
    bench
        .agree(ProposedWrite {
            question: bench.question,
            system: bench.wms_name(),
            call: "ProcessOrder",
            what: "cancel the order".to_owned(),
            fields: vec![
                ("OrderOperation".to_owned(), "Remove".to_owned()),
                ("GoodsOwnerOrderNumber".to_owned(), number.to_owned()),
            ],
            undone: "it is an order of this probe, and is cancelled in any case",
        })
        .await?;
    match bench.wms().remove_order(number).await {
        Ok(_) => Ok(None),
        Err(error) if error.kind() == ErrorKind::Refused => Ok(Some(bench.refused(&error))),
        Err(error) => Err(failed(error)),
    }
}
