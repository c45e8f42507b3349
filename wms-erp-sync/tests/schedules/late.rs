//! Writes to the WMS whose answers are lost, and which it carries out later: after the next ones, or after what they were for was taken
//! back. Only in schedules whose clients do not try again by themselves: of what they repeat, the engine does not know that it was lost.

use fastrand::Rng;
use ongoing_simulator::Simulator as Wms;
use twentyfour_simulator::{Call, Rule};

use crate::experience::Experience;
use crate::faults::{self, Request};

const ORDERS: Request = ("ProcessOrder", "PUT", "/orders");
const PURCHASES: Request = ("ProcessInOrder", "PUT", "/purchaseOrders");

/// What makes writes late, by a sequence of its own.
pub(crate) struct Late {
    random: Rng,
    experience: Experience,
    /// Whether anything is late here.
    is_on: bool,
}

impl Late {
    pub(crate) fn new(seed: u64, experience: &Experience, is_on: bool) -> Self {
        Self { random: Rng::with_seed(seed ^ 0x1a7e), experience: experience.clone(), is_on }
    }

    /// Now and then, lets some of the next writes be late.
    pub(crate) fn delay(&mut self, wms: &Wms) {
        if !self.is_on || self.random.bool() {
            return;
        }
        let (skip, times) = (self.random.usize(..4), self.random.usize(1..5));
        let rule = Rule::late().when(|call| faults::is(call, ORDERS) || faults::is(call, PURCHASES));
        wms.control().misbehave(rule.skip(skip).times(times));
    }

    /// Now and then, what is late is carried out. What would overwrite an order of the ERP is not: that has other guards.
    pub(crate) fn arrive(&mut self, wms: &Wms) {
        if self.random.bool() {
            self.arrive_now(wms);
        }
    }

    /// The same for certain.
    pub(crate) fn arrive_now(&mut self, wms: &Wms) {
        let experience = self.experience.clone();
        wms.control().act_late(|call| {
            let is_due = faults::is(call, PURCHASES)
                || number(call).is_some_and(|number| wms.order(&number).is_none());
            if is_due {
                experience.note(if faults::is(call, PURCHASES) {
                    "a late purchase order"
                } else {
                    "a late order"
                });
            }
            is_due
        });
    }

    /// What is late never arrives.
    pub(crate) fn lose(&mut self, wms: &Wms) {
        wms.control().act_late(|_| false);
    }
}

/// The number of the order that a call writes.
fn number(call: &Call) -> Option<String> {
    let text = String::from_utf8_lossy(&call.raw);
    let (_, rest) = ["<GoodsOwnerOrderNumber>", "\"orderNumber\":\""]
        .iter()
        .find_map(|before| text.split_once(before))?;
    rest.split(['<', '"']).next().map(str::to_owned)
}
