use crate::answer::{Conclusion, Setting, Stopped};
use crate::bench::Bench;
use crate::question::{Question, Vendor};
use crate::wms::failed;

pub(super) const QUESTION: Question = Question {
    id: "wms-sent-status",
    vendor: Vendor::Ongoing,
    transports: &[crate::Transport::Soap],
    unknown: "Which status does an order get when the warehouse presses Sent?",
    matters: "At this status, the ERP's order is set to Sent, and its stock is compared. With the wrong number, that never happens, or too early.",
    settings: &["order_status.sent_statuses"],
    reads: "the statuses that the warehouse has defined; the person says which one it is",
    writes: "",
    undone: "",
    ask: |bench| Box::pin(ask(bench)),
};

/// What an order has when the carrier has collected it, by the vendor's usual numbers: it was sent before.
const COLLECTED: i32 = 500;

async fn ask(bench: &mut Bench<'_>) -> Result<Conclusion, Stopped> {
    let statuses = bench.wms().order_statuses().await.map_err(failed)?;
    let statuses: Vec<(i32, String)> = statuses
        .into_iter()
        .filter_map(|status| Some((status.order_status_id?, status.order_status_name.unwrap_or_default())))
        .collect();
    let shown: Vec<String> = statuses.iter().map(|(number, name)| format!("{number} {name}")).collect();
    bench.seen(format!("the statuses of the warehouse: {}", shown.join(", ")));
    let choices: Vec<&str> = shown.iter().map(String::as_str).collect();
    let question = "Which status has an order after the warehouse has pressed Sent? (Press it on an order if you do not know.)";
    let Some((number, name)) =
        bench.choose(question, &choices).await?.and_then(|chosen| statuses.get(chosen))
    else {
        return Ok(Conclusion::unclear(
            "the person does not know: press Sent on one order in Ongoing, and read its status",
        ));
    };
    let mut numbers = vec![*number];
    if *number < COLLECTED && statuses.iter().any(|(number, _)| *number == COLLECTED) {
        numbers.push(COLLECTED);
    }
    let why =
        format!("{number} ({name}) is what the person named; an order that is collected was sent before");
    Ok(Conclusion::learned("known", format!("an order is sent at the status {number} ({name})"))
        .with(Setting::new("order_status.sent_statuses", numbers, why)))
}
