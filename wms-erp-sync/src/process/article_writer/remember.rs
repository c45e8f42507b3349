//! What is remembered of an article that the WMS has.

use twentyfour_client::types::{CompanyId, Product, ProductId};
use wms_erp_mapping::number_key;

use super::ArticleWriter;
use crate::document::{
    ArticleRecord, DueArticle, Fingerprint, Held, HeldKey, NumberOwner, SuppliedArticle, SupplierCompany,
};
use crate::process::{article_number, became_ours};
use crate::process_id::Process;
use crate::store::Batch;

impl ArticleWriter<'_, '_> {
    pub(super) fn record(
        &self,
        product: &Product,
        number: String,
        system_id: Option<i32>,
        fingerprint: Fingerprint,
    ) -> ArticleRecord {
        ArticleRecord {
            number,
            system_id,
            renumbering: false,
            stock: self.settings.non_stock.is_stock(product),
            supplier: product.supplier_id.map(|id| id.0).filter(|id| *id > 0),
            fingerprint,
        }
    }

    /// Remembers an article that the WMS has already, by the number that it has there. Unless it is `equal` to the
    /// product, it is due to be written.
    pub(crate) fn bind(
        &mut self,
        batch: &mut Batch,
        id: ProductId,
        product: &Product,
        (number, system_id): (String, Option<i32>),
        equal: bool,
    ) {
        let fingerprint = if equal { self.fingerprint(product) } else { Fingerprint::none() };
        if !equal {
            batch.mark::<DueArticle>(&id);
        }
        self.remember(batch, id, self.record(product, number, system_id, fingerprint));
    }

    pub(super) fn remember(&mut self, batch: &mut Batch, id: ProductId, record: ArticleRecord) {
        let key = number_key(&record.number);
        if let Some(before) = self.known.get(&id) {
            let old = number_key(&before.number);
            if old != key {
                batch.remove::<NumberOwner>(&old);
                self.owners.remove(&old);
            }
            if let Some(supplier) = before.supplier.filter(|supplier| Some(*supplier) != record.supplier) {
                batch.remove::<SuppliedArticle>(&(CompanyId(supplier), id));
            }
        }
        became_ours::article(batch, id, self.known.get(&id), &record);
        batch.set(&id, &record).set(&key, &NumberOwner(id.0));
        if let Some(claimed) = self.claims.remove(&id) {
            article_number::take_back(batch, id, &claimed);
        }
        if let Some(supplier) = record.supplier {
            let supplier = CompanyId(supplier);
            batch.mark::<SuppliedArticle>(&(supplier, id));
            batch.remove::<Held>(&HeldKey::of(Process::Suppliers, supplier));
            if let Some(company) = self.suppliers.get(&supplier) {
                batch.set(&supplier, &SupplierCompany::new(company));
            }
        }
        self.owners.insert(key, id);
        self.known.insert(id, record);
    }
}
