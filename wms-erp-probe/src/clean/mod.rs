//! Removes what the probe has made, and nothing else: each record is read first, and must have the name that the probe gave it.

mod erp;
mod wms;

use crate::answer::{Leftover, Stopped};
use crate::bench::Bench;
use crate::journal::{Kind, Made};

/// What became of a record.
enum End {
    /// It is no longer there, or was never made.
    Gone,
    /// The vendor has no call that removes it, or did not take it: it was taken out of use instead.
    OutOfUse(String),
}

/// Orders first, since they name the others.
const ORDER: [Kind; 6] =
    [Kind::Order, Kind::WarehouseOrder, Kind::Product, Kind::Article, Kind::Supplier, Kind::Customer];

impl Bench<'_> {
    /// Cleans up after a question: its orders. What several questions use stays until [`clean_all`](Self::clean_all).
    pub(crate) async fn clean_orders(&mut self) -> Vec<Leftover> {
        self.clean(&ORDER[..2]).await
    }

    /// Cleans up everything.
    pub(crate) async fn clean_all(&mut self) -> Vec<Leftover> {
        (self.customer, self.product) = (None, None);
        self.clean(&ORDER).await
    }

    async fn clean(&mut self, kinds: &[Kind]) -> Vec<Leftover> {
        let mut leftovers = Vec::new();
        for kind in kinds {
            let those: Vec<Made> =
                self.book.there().iter().filter(|made| made.kind == *kind).cloned().collect();
            for made in those {
                let end = match made.kind {
                    Kind::Order => self.withdraw_order(&made).await,
                    Kind::Product => self.remove_product(&made).await,
                    Kind::Customer => self.remove_customer(&made, &mut leftovers).await,
                    Kind::Article => self.retire_article(&made).await,
                    Kind::Supplier => {
                        let why =
                            "no article in use has it; Ongoing has no call that finds or removes a supplier";
                        Ok(End::OutOfUse(why.to_owned()))
                    }
                    Kind::WarehouseOrder => self.cancel_order(&made).await,
                };
                let kept = match end {
                    Ok(End::Gone) => None,
                    Ok(End::OutOfUse(why)) => Some((true, why)),
                    Err(stopped) => Some((false, why(stopped))),
                };
                if !matches!(kept, Some((false, _))) {
                    // A journal that cannot be written only has the record looked for once more.
                    let _ = self.book.gone(made.number);
                }
                leftovers.extend(kept.map(|(is_expected, why)| leftover(&made, is_expected, why)));
            }
        }
        leftovers
    }
}

fn why(stopped: Stopped) -> String {
    match stopped {
        Stopped::Failed(why) | Stopped::NoAccess(why) => why,
        Stopped::Broken(error) => error.to_string(),
        Stopped::Refused | Stopped::Ended => "the probe was stopped".to_owned(),
    }
}

fn leftover(made: &Made, is_expected: bool, why: String) -> Leftover {
    let id = made.id.map(|id| format!(" {id}")).unwrap_or_default();
    let (what, remedy) = match made.kind {
        Kind::Order => ("order", "delete the order in 24SevenOffice, if it disturbs"),
        Kind::Product => ("product", "delete the product in 24SevenOffice, or set it to expired"),
        Kind::Customer => ("customer", "delete the customer in 24SevenOffice"),
        Kind::Supplier => ("supplier", "ask the warehouse to remove the supplier, if it disturbs"),
        Kind::Article => ("article", "ask the warehouse to remove the article, if it disturbs"),
        Kind::WarehouseOrder => (
            "order",
            "ask the warehouse to cancel the order if it is not, and to remove its customer if that disturbs",
        ),
    };
    let system = match made.kind {
        Kind::Order | Kind::Product | Kind::Customer => "24SevenOffice",
        Kind::Article | Kind::Supplier | Kind::WarehouseOrder => "Ongoing",
    };
    Leftover { name: made.name.clone(), what: format!("{what}{id} in {system}"), is_expected, why, remedy }
}

/// What is left alone although it was noted: someone has made it their own.
fn renamed(what: &str) -> Stopped {
    Stopped::Failed(format!("{what} no longer has the name that the probe gave it, and is left alone"))
}
