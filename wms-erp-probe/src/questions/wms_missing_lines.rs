use crate::answer::{Conclusion, Stopped};
use crate::bench::Bench;
use crate::question::{BOTH, Question, Vendor};

pub(super) const QUESTION: Question = Question {
    id: "wms-missing-lines",
    vendor: Vendor::Ongoing,
    transports: BOTH,
    unknown: "Are lines deleted that a second write of an order leaves out?",
    matters: "If they stay, the warehouse sends what was removed in the ERP. wms-erp reads the lines back, and reports a difference.",
    settings: &["wms.transport", "orders.text_rows"],
    reads: "the lines of the order",
    writes: "one article and one order with two lines of it; then the order with the first line only",
    undone: "the order is cancelled, the article is marked as out of use",
    ask: |bench| Box::pin(ask(bench)),
};

async fn ask(bench: &mut Bench<'_>) -> Result<Conclusion, Stopped> {
    let article = bench.new_article(|_| {}).await?;
    let number = bench.new_warehouse_order(&[("1", &article, 1), ("2", &article, 2)], |_| {}).await?;
    let order = bench.order_of(&number, &[("1", &article, 1)]);
    if let Err(refused) =
        bench.write_warehouse_order("write the order without its second line", order).await?
    {
        return Ok(Conclusion::learned(
            "refused",
            format!("an order that leaves out a line is refused: {refused}"),
        ));
    }
    let lines = bench.read_warehouse_order(&number).await?.picked_order_lines;
    let codes: Vec<String> = lines.into_iter().filter_map(|line| line.external_order_line_code).collect();
    bench.seen(format!("order {number} has the lines {}", codes.join(", ")));
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    Ok(match codes[..] {
        ["1"] => Conclusion::learned("deleted", "lines that are left out are deleted"),
        ["1", "2"] | ["2", "1"] => Conclusion::learned("kept", "lines that are left out stay in the order"),
        _ => {
            Conclusion::unclear("the lines are neither as if the second one was deleted, nor as if it stayed")
        }
    })
}
