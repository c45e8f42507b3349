//! Orders that the WMS has sent become sent in the ERP.

mod delivered;
mod edited;
mod gates;
mod meanwhile;
mod probe;
mod reported;
mod shipments;
mod tracking;
mod tracking_edits;
mod unclear;
mod unnamed;
mod zones;

pub(crate) use super::orders::{Shop, shop, shop_with};

impl Shop {
    /// An order that is imported, picked and sent.
    async fn sent(&self) -> i32 {
        let number = self.order();
        self.orders().await;
        self.send(number);
        number
    }

    pub(crate) fn send(&self, number: i32) {
        self.wms.pick_all(&number.to_string()).unwrap();
        self.wms.send(&number.to_string()).unwrap();
    }
}
