//! What the host's hooks have to say about products and their suppliers.

use std::collections::BTreeSet;

use ongoing_client::model::ArticleDefinition;
use twentyfour_client::types::{Company, CompanyId, Product, ProductId};
use wms_erp_mapping::Mapped;

use super::ArticleWriter;
use crate::context::RunError;
use crate::context::hold::{HoldReason, prepared, rule};
use crate::document::Class;
use crate::hooks::Selection;

impl ArticleWriter<'_, '_> {
    /// Lets the host's hooks look up what they need to map these products.
    pub(crate) async fn prepare_hooks(&mut self, products: &[Product]) -> Result<(), RunError> {
        let hooks = &self.run.tenant.hooks;
        self.unprepared = prepared(hooks.prepare_articles(products).await)?;
        if self.settings.suppliers && self.unprepared.is_none() {
            let ids: BTreeSet<CompanyId> =
                products.iter().filter_map(|product| product.supplier_id).collect();
            let companies: Vec<Company> =
                ids.iter().filter_map(|id| self.suppliers.get(id).cloned()).collect();
            self.unprepared = prepared(hooks.prepare_suppliers(&companies).await)?;
        }
        Ok(())
    }

    /// The product as the article that would be written.
    pub(crate) fn mapped(&self, product: &Product) -> Result<Mapped<ArticleDefinition>, HoldReason> {
        self.check_supplier(product)?;
        if let Some(obstacle) = &self.unprepared {
            return Err(obstacle.clone());
        }
        let company = product.supplier_id.and_then(|id| self.suppliers.get(&id));
        let mapped = wms_erp_mapping::article(product, company, &self.settings);
        let mut mapped = mapped.map_err(|held| HoldReason::from(&held))?;
        let hooks = &self.run.tenant.hooks;
        if let (Some(supplier), Some(company)) = (&mut mapped.value.main_supplier, company) {
            rule(hooks.supplier(company, supplier))?;
        }
        rule(hooks.article(product, &mut mapped.value))?;
        Ok(mapped)
    }

    /// Whether the product is a kit that goes over as its parts, or the host's hooks ignore it. Of one that has an article of ours they
    /// are not asked.
    pub(crate) fn is_ignored(&self, product: &Product) -> bool {
        if product.id.is_some_and(|id| self.run.tenant.is_kit(id)) {
            return true;
        }
        let is_ours = product.id.is_some_and(|id| self.known.contains_key(&id));
        !is_ours && self.run.tenant.hooks.select_product(product) == Selection::Ignore
    }
}

/// An order needs a product that the host ignores.
pub(super) fn ignored(id: ProductId) -> HoldReason {
    let what = format!("the host's hooks ignore product {id}");
    let remedy = format!("have the hooks accept product {id}, or remove it from the order");
    HoldReason::new(Class::NeedsPerson, what, remedy)
}
