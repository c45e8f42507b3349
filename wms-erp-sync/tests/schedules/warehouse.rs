//! The work of the warehouse: orders are allocated, picked, sent, split and cancelled.

use std::sync::Arc;

use crate::people::{People, number_of};

impl People {
    /// Goods come in, so that there is something to pick.
    pub(crate) fn receive_and_ship(&mut self) {
        self.note_levels();
        self.move_stock();
        self.note_levels();
        self.work_on_an_order();
        self.note_levels();
    }

    /// The warehouse works: what it refuses, it refuses.
    pub(crate) fn work_on_an_order(&mut self) {
        let open: Vec<String> = self.wms.look(|world| {
            let open = world.orders().filter(|order| order.status < 450 && order.back_order_for.is_none());
            open.filter_map(number_of).collect()
        });
        if open.is_empty() {
            return;
        }
        let number = open[self.random.usize(..open.len())].clone();
        let step = self.random.u32(..15);
        self.say(|| format!("warehouse: order {number}, step {step}"));
        let wms = Arc::clone(&self.wms);
        match step {
            0 => drop(wms.allocate(&number)),
            1..4 => {
                let codes: Vec<String> = wms.order(&number).map_or(Vec::new(), |order| {
                    order.lines.iter().map(|line| line.code().to_owned()).collect()
                });
                if !codes.is_empty() {
                    let code = &codes[self.random.usize(..codes.len())];
                    drop(wms.pick(&number, code, self.random.i32(1..4)));
                }
            }
            4..6 => drop(wms.pick_all(&number)),
            6..13 => {
                if self.random.u32(..4) > 0 {
                    drop(wms.pick_all(&number));
                }
                if self.random.u32(..8) == 0 {
                    drop(wms.split_back_order(&number));
                }
                drop(if self.random.bool() { wms.send(&number) } else { wms.collect(&number) });
            }
            13 => drop(wms.split_back_order(&number)),
            _ => {
                if wms.cancel(&number).is_ok() {
                    self.cancelled.insert(number);
                }
            }
        }
    }
}
