//! `Success = false` and its message, read in one place for every operation.

use crate::model::{
    FileResultClass, GetInventoryPerWarehouseErrorTypes, GetInventoryPerWarehouseResult,
    GetReturnOrderErrorTypes, GetReturnOrdersResult, Order, ProcessReturnOrderErrorType,
    ProcessReturnOrderResult, UpdateInOrderLinesResult, UpdateInOrderResult, UpdateOrderLinesResult,
    UpdateOrderResult, UpdateShipmentResult,
};

/// What an answer says about success.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Verdict {
    /// It was done.
    Accepted,
    /// It was refused, with the vendor's words for people. They may be localised: show them, never decide by them.
    Refused(String),
    /// User, password or goods owner are wrong, by the answer's own error type.
    NotLoggedOn(String),
    /// The answer should say so and does not.
    Unspoken,
}

impl Verdict {
    /// Reads `Success` with its message or messages.
    ///
    /// ```
    /// use ongoing_client::soap::Verdict;
    /// let verdict = Verdict::read(Some(false), &[Some("Unknown article.<br/>"), Some("Unknown article.")]);
    /// assert_eq!(verdict, Verdict::Refused("Unknown article.".to_owned()));
    /// assert_eq!(Verdict::read(None, &[]), Verdict::Unspoken);
    /// ```
    pub fn read(success: Option<bool>, messages: &[Option<&str>]) -> Self {
        match success {
            Some(true) => Self::Accepted,
            None => Self::Unspoken,
            Some(false) => {
                let mut said: Vec<String> = Vec::new();
                for message in messages.iter().flatten().map(|message| plain(message)) {
                    if !message.is_empty() && !said.contains(&message) {
                        said.push(message);
                    }
                }
                Self::Refused(said.join(" / "))
            }
        }
    }
}

/// Answers that say whether their operation succeeded.
pub(crate) trait Judged {
    fn verdict(&self) -> Verdict;
}

impl Judged for FileResultClass {
    fn verdict(&self) -> Verdict {
        Verdict::read(self.success, &[self.message.as_deref(), self.error_message.as_deref()])
    }
}

macro_rules! judged_by_message {
    ($($answer:ty),*) => { $(
        impl Judged for $answer {
            fn verdict(&self) -> Verdict {
                Verdict::read(self.success, &[self.message.as_deref()])
            }
        }
    )* };
}

judged_by_message!(
    UpdateOrderResult,
    UpdateOrderLinesResult,
    UpdateInOrderResult,
    UpdateInOrderLinesResult,
    UpdateShipmentResult
);

/// Answers with a list of errors, of which one may say that the user was not let in.
macro_rules! judged_by_errors {
    ($($answer:ty: $errors:ident, $logon:expr;)*) => { $(
        impl Judged for $answer {
            fn verdict(&self) -> Verdict {
                let errors = &self.$errors;
                let said: Vec<_> = errors.iter().map(|error| error.message.as_deref()).collect();
                match Verdict::read(self.success, &said) {
                    Verdict::Refused(said) if errors.iter().any(|error| error.error_type == Some($logon)) => {
                        Verdict::NotLoggedOn(said)
                    }
                    verdict => verdict,
                }
            }
        }
    )* };
}

judged_by_errors!(
    GetInventoryPerWarehouseResult: get_inventory_per_warehouse_errors, GetInventoryPerWarehouseErrorTypes::LogonError;
    ProcessReturnOrderResult: process_return_order_errors, ProcessReturnOrderErrorType::LogonError;
    GetReturnOrdersResult: get_return_orders_errors, GetReturnOrderErrorTypes::LogonError;
);

impl Judged for Order {
    /// An order that is there is an order, whatever its `Success` says: only without one it means "refused". The field
    /// has no message beside it, and no source documents it for lists.
    fn verdict(&self) -> Verdict {
        match &self.order_info {
            Some(_) => Verdict::Accepted,
            None => Verdict::read(self.success, &[]),
        }
    }
}

/// The vendor's messages are bits of HTML: line breaks become "; ", and all of it one line.
pub(crate) fn plain(message: &str) -> String {
    let broken = message.replace("<br/>", "\n").replace("<br />", "\n").replace("<br>", "\n");
    let lines = broken.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("; ")
}

/// What the warehouse said about a success, if anything.
#[cfg(feature = "client")]
pub(crate) fn message(said: Option<&str>) -> Option<String> {
    said.map(plain).filter(|message| !message.is_empty())
}
