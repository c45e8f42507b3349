//! The operations of the SOAP API, in the vendor's names: their requests, and where their answers keep what was asked.

mod article;
mod file;
mod in_order;
mod in_order_query;
mod integration;
mod inventory;
mod invoice;
mod order;
mod order_query;
mod order_report;
mod order_update;
mod production;
mod return_order;
mod shipment;
mod stock;
mod system;
mod trip;

pub use article::*;
pub use file::*;
pub use in_order::*;
pub use in_order_query::*;
pub use integration::*;
pub use inventory::*;
pub use invoice::*;
pub use order::*;
pub use order_query::*;
pub use order_report::*;
pub use order_update::*;
pub use production::*;
pub use return_order::*;
pub use shipment::*;
pub use stock::*;
pub use system::*;
pub use trip::*;

/// What an operation is beside its request: what a second execution does, whether the goods owner is named by code or
/// id, and where the answer is. `judged` operations say in their answer whether they succeeded, `void` ones answer
/// nothing; those that are `once(f)`
/// ask `f` whether a second execution of this very request would be refused, or do something else.
macro_rules! operation {
    ($request:ident: $effect:ident, $bulk:literal, by $owner:ident, [$($path:literal),*] $item:literal: $answer:ty $(, $judged:ident)? $(, once($once:expr))?) => {
        impl asmx_soap::Operation for $request {
            type Item = $answer;
            const RESULT: &'static [&'static str] = &[$($path),*];
            const ITEM: &'static str = $item;
            const EFFECT: asmx_soap::Effect = asmx_soap::Effect::$effect;
        }

        impl crate::soap::WsiOperation for $request {
            const BULK: bool = $bulk;

            fn sign(&mut self, account: &crate::Account) {
                $crate::soap::operation::owner!(self, account, $owner);
                self.user_name = Some(account.credentials.username.clone());
                self.password = Some(account.credentials.password.clone());
            }

            $( $crate::soap::operation::judge!($judged); )?

            $(
                fn effect(&self) -> asmx_soap::Effect {
                    let once: fn(&Self) -> bool = $once;
                    if once(self) { asmx_soap::Effect::Creates } else { asmx_soap::Effect::$effect }
                }
            )?
        }
    };
}

macro_rules! owner {
    ($this:ident, $account:ident, code) => {
        $this.goods_owner_code = Some($account.goods_owner.code.clone());
    };
    ($this:ident, $account:ident, id) => {
        $this.goods_owner_id = $account.goods_owner.id;
    };
    ($this:ident, $account:ident, order_file) => {
        if let Some(file) = &mut $this.order_file {
            file.goods_owner_id = $account.goods_owner.id;
        }
    };
    ($this:ident, $account:ident, trip) => {
        if let Some(trip) = &mut $this.trip {
            trip.goods_owner.get_or_insert_with(|| $account.goods_owner.to_model());
        }
    };
    ($this:ident, $account:ident, invoice) => {
        if let Some(invoice) = &mut $this.goods_owner_invoice {
            invoice.goods_owner.get_or_insert_with(|| $account.goods_owner.to_model());
        }
    };
    ($this:ident, $account:ident, nobody) => {};
}

macro_rules! judge {
    (void) => {
        fn without_result() -> Option<Self::Item> {
            Some(crate::model::NoResult {})
        }
    };
    (judged) => {
        fn verdict(answer: &Self::Item) -> crate::soap::Verdict {
            crate::soap::verdict::Judged::verdict(answer)
        }
    };
}

pub(crate) use {judge, operation, owner};
