//! The suppliers of the products at hand, which their articles name.

use std::collections::HashSet;

use twentyfour_client::types::{Company, CompanyId, Product};

use super::ArticleWriter;
use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::document::SupplierCompany;
use crate::process::{collect_known, mapping, supplier_memory};

impl ArticleWriter<'_, '_> {
    pub(super) async fn load_suppliers(&mut self, products: &[Product]) -> Result<(), RunError> {
        let wanted: HashSet<CompanyId> =
            products.iter().filter_map(|product| product.supplier_id.filter(|id| id.0 > 0)).collect();
        let wanted: Vec<CompanyId> = wanted.into_iter().collect();
        let stored = match supplier_memory::is_current(self.run).await? {
            true => self.run.read_all::<SupplierCompany>(&wanted).await?,
            false => vec![None; wanted.len()],
        };
        let mut missing = Vec::new();
        for (id, kept) in wanted.into_iter().zip(stored) {
            match kept.and_then(|kept| kept.company().ok()) {
                Some(company) => drop(self.suppliers.insert(id, company)),
                None => missing.push(id),
            }
        }
        if !missing.is_empty() {
            missing.sort_unstable();
            let found =
                self.run.erp.companies(&missing, &mapping::asked_of_supplier(self.run.tenant)).await?;
            let (found, unread) = collect_known(self.run, found).await?;
            for company in found {
                self.suppliers.extend(company.id.map(|id| (id, without_times(company))));
            }
            self.unread = unread;
        }
        Ok(())
    }

    /// Fails while the product's supplier is there and cannot be read.
    pub(super) fn check_supplier(&self, product: &Product) -> Result<(), HoldReason> {
        let supplier = product.supplier_id.filter(|id| id.0 > 0 && self.settings.suppliers);
        let unread =
            supplier.filter(|id| !self.suppliers.contains_key(id)).and_then(|id| self.unread.may_be(id));
        match unread {
            None => Ok(()),
            Some(HoldReason { class, what, remedy, .. }) => {
                let what = format!("its supplier could not be looked up: {what}");
                Err(HoldReason::new(*class, what, remedy.as_str()))
            }
        }
    }
}

/// What a supplier is compared by: when it changed is no part of it.
pub(in crate::process) fn without_times(mut company: Company) -> Company {
    company.date_changed = None;
    company
}
