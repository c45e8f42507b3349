//! The SOAP transport: the operations in the vendor's names, and what they have in common.

#[cfg(feature = "client")]
mod api;
#[cfg(feature = "client")]
mod execute;
#[cfg(feature = "client")]
mod movement;
pub mod operation;
#[cfg(feature = "client")]
mod page;
#[cfg(feature = "client")]
mod returned;
#[cfg(feature = "client")]
mod transport;
pub(crate) mod verdict;

pub use verdict::Verdict;

use asmx_soap::{Effect, Operation};

use crate::Account;

/// An operation of the goods-owner API.
///
/// Implement it, and [`asmx_soap::Operation`], for a request of your own, to call with
/// [`Client::execute`](crate::Client::execute) what this crate does not have.
pub trait WsiOperation: Operation + 'static {
    /// Whether it is one of many that can wait: other writes of the goods owner go first.
    const BULK: bool = false;

    /// What a second execution of this very request does, where that depends on what it says.
    fn effect(&self) -> Effect {
        Self::EFFECT
    }

    /// What an answer stands for that has no result in it: nothing, an error, unless the contract gives the operation none.
    fn without_result() -> Option<Self::Item> {
        None
    }

    /// Writes who asks into the request.
    fn sign(&mut self, account: &Account);

    /// What the answer says about success. Without a word on it, the answer itself is the success.
    fn verdict(_answer: &Self::Item) -> Verdict {
        Verdict::Accepted
    }
}
