//! Goods that come back, as the warehouse's own people deal with them.

use rust_decimal::Decimal;

use super::Simulator;
use super::world::{
    LineKey, OrderIdentification, OrderKey, Refusal, ReturnLineRequest, ReturnOrderKey, ReturnOrderRequest,
};

impl Simulator {
    /// Announces that goods of an order come back: so many of each line, named by its code. The lines of the return order are
    /// numbered from 1. One with this number is replaced, as long as nothing has come back.
    ///
    /// # Errors
    /// As [`World::process_return_order`](crate::World::process_return_order).
    pub fn announce_return(
        &self,
        number: &str,
        order_number: &str,
        lines: &[(&str, i32)],
    ) -> Result<i32, Refusal> {
        let lines = lines.iter().zip(1_u32..).map(|((code, quantity), row)| ReturnLineRequest {
            line: Some(LineKey::ExternalOrderLineCode((*code).to_owned())),
            article_number: None,
            row_number: Some(row.to_string()),
            to_be_returned: Decimal::from(*quantity),
            cause: None,
        });
        let request = ReturnOrderRequest {
            key: ReturnOrderKey::Number(number.to_owned()),
            order: Some(OrderKey {
                identification: OrderIdentification::GoodsOwnerOrderNumber,
                order_id: None,
                goods_owner_order_number: Some(order_number.to_owned()),
                goods_owner_order_id: None,
                reference_number: None,
            }),
            order_by_id: false,
            number: Some(number.to_owned()),
            comment: None,
            in_date: None,
            cause: None,
            lines: lines.collect(),
        };
        self.act(|world| world.process_return_order(request)).map_err(|(_, refusal)| refusal)
    }

    /// Takes back that goods came back to stock on a line of a return order: they were counted wrongly, or on the wrong one.
    ///
    /// # Errors
    /// As [`World::undo_return`](crate::World::undo_return).
    pub fn undo_return(
        &self,
        number: &str,
        row_number: &str,
        quantity: impl Into<Decimal>,
    ) -> Result<(), Refusal> {
        self.act(|world| world.undo_return(number, row_number, quantity.into()))
    }
}
