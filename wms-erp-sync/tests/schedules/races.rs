//! People who work while the engine is at work: what it had read of an order may be older.

use crate::people::People;

impl People {
    /// Somebody does something, while the engine is at work.
    pub(crate) fn race(&mut self) {
        let sent = self.numbers(|order| order.status >= 450);
        let before: Vec<_> = sent.iter().map(|id| self.books.order(*id)).collect();
        self.races = true;
        self.act();
        self.races = false;
        let after = sent.iter().map(|id| self.books.order(*id));
        let changed = sent.iter().zip(before.into_iter().zip(after));
        self.raced.extend(
            changed
                .filter(|(_, (before, after))| format!("{before:?}") != format!("{after:?}"))
                .map(|(id, _)| *id),
        );
    }

    /// A round is over: what is not sent in the ERP by now, the next one reads again.
    pub(crate) fn settle_races(&mut self) {
        let books = self.books.clone();
        let is_over = |id: i32| {
            let order = books.order(id);
            order.is_some_and(|order| {
                !["Confirmed", "Production"].contains(&order.text("OrderStatus").unwrap_or_default())
            })
        };
        self.raced.retain(|id| is_over(*id));
    }
}
