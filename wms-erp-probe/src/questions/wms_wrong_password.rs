use futures::TryStreamExt;
use ongoing_client::model::{Order, OrderFilters};
use ongoing_client::{ErrorKind, WarehouseApi};

use crate::answer::{Conclusion, Stopped, Transport, chain};
use crate::bench::Bench;
use crate::person::ProposedWrite;
use crate::question::{Question, Vendor};
use crate::wms::failed;

pub(super) const QUESTION: Question = Question {
    id: "wms-wrong-password",
    vendor: Vendor::Ongoing,
    transports: &[Transport::Soap],
    unknown: "What does a SOAP read return for a wrong password?",
    matters: "An empty list would look like a warehouse without orders. wms-erp never concludes anything from an empty list, and a write would be refused.",
    settings: &["wms.transport"],
    reads: "the orders with a number that no order has, once, with a wrong password",
    writes: "nothing is stored; but a warehouse may lock a user after wrong passwords, and this is one",
    undone: "if the user is locked, the warehouse unlocks it",
    ask: |bench| Box::pin(ask(bench)),
};

const WRONG: &str = "not-the-password-wms-erp-probe";

async fn ask(bench: &mut Bench<'_>) -> Result<Conclusion, Stopped> {
    bench
        .agree(ProposedWrite {
            question: bench.question,
            system: bench.wms_name(),
            call: "GetOrdersByQuery",
            what:
                "read orders once with a wrong password; a warehouse may lock the user after several of them"
                    .to_owned(),
            fields: vec![("Password".to_owned(), WRONG.to_owned())],
            undone: "nothing is stored; if the user is locked, the warehouse unlocks it",
        })
        .await?;
    let stranger = bench.soap.with_password(WRONG);
    let filters = OrderFilters::by_numbers([bench.book.next().1]);
    let answer: Result<Vec<Order>, _> = WarehouseApi::orders(&stranger, filters).try_collect().await;
    let error = match answer {
        Ok(orders) => {
            bench.seen(format!("a list of {} orders", orders.len()));
            return Ok(Conclusion::learned(
                "empty-list",
                "a wrong password looks like an empty list: after each change of the password, run check",
            ));
        }
        Err(error) => error,
    };
    let text = chain(&error);
    bench.seen(format!("{text} ({:?})", error.kind()));
    Ok(match error.kind() {
        ErrorKind::Unauthorized => {
            Conclusion::learned("recognised", format!("a wrong password is an error that says so: {text}"))
        }
        ErrorKind::NoResult => Conclusion::learned(
            "no-result",
            "a wrong password looks like an answer without a result, which is an error and never an empty list",
        ),
        ErrorKind::Fault | ErrorKind::Status => Conclusion::learned(
            "other-error",
            format!("a wrong password is an error that does not say so: {text}"),
        ),
        ErrorKind::Unreachable | ErrorKind::Certificate => return Err(failed(error)),
        _ => Conclusion::unclear(format!("the read failed for another reason: {text}")),
    })
}
