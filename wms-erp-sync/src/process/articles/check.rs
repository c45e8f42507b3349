//! The ERP's products, read whole: what would be held, and what looks odd.

use std::collections::HashMap;

use futures::StreamExt;
use twentyfour_client::types::Product;
use wms_erp_mapping::{is_expired, number_key};

use crate::port::PortError;
use crate::process::inspect::{Finding, Rating, unless_item};
use crate::process::mapping;
use crate::tenant::{Articles, Tenant};

const SUBJECT: &str = "ERP products";
/// So many are named; the others are counted.
const NAMED: usize = 5;
/// Below this many products a share says nothing.
const FEW: usize = 20;

/// What was counted.
#[derive(Default)]
struct Catalogue {
    products: usize,
    expired: usize,
    non_stock: usize,
    without_number: Vec<String>,
    without_name: Vec<String>,
    /// The products that want each number.
    wanted: HashMap<String, Vec<i32>>,
    unreadable: usize,
}

pub(crate) async fn check(tenant: &Tenant, findings: &mut Vec<Finding>) {
    let Some(settings) = &tenant.articles else { return };
    match read(tenant, settings).await {
        Ok(catalogue) => findings.extend(catalogue.findings()),
        Err(error) => findings.push(Finding::failed(SUBJECT, &error)),
    }
}

async fn read(tenant: &Tenant, settings: &Articles) -> Result<Catalogue, PortError> {
    let mut catalogue = Catalogue::default();
    let mut products = tenant.erp.products_changed(None, &mapping::asked_of_product(tenant)).await?;
    while let Some(product) = products.next().await {
        match product {
            Ok(product) => catalogue.count(&product, settings),
            Err(error) => {
                unless_item(error)?;
                catalogue.unreadable += 1;
            }
        }
    }
    Ok(catalogue)
}

impl Catalogue {
    fn count(&mut self, product: &Product, settings: &Articles) {
        let Some(id) = product.id else {
            self.unreadable += 1;
            return;
        };
        // One that has expired stays out until an order needs it.
        if is_expired(product) {
            self.expired += 1;
            return;
        }
        self.products += 1;
        self.non_stock += usize::from(!settings.mapping.non_stock.is_stock(product));
        let is_empty = |text: Option<&str>| text.is_none_or(|text| text.trim().is_empty());
        if is_empty(product.no.as_deref()) {
            self.without_number.push(id.to_string());
        }
        if is_empty(product.name.as_deref()) {
            self.without_name.push(id.to_string());
        }
        let number = number_key(&wms_erp_mapping::article_number(product));
        self.wanted.entry(number).or_default().push(id.0);
    }

    fn findings(self) -> Vec<Finding> {
        let Self { products, expired, non_stock, .. } = self;
        let detail = format!("{products} active, {non_stock} of them not kept in stock; {expired} expired");
        let mut findings = vec![Finding::good(SUBJECT, detail)];
        let mut odd = |rating, what: String, remedy: &str| {
            findings.push(Finding::of(rating, SUBJECT, what, remedy));
        };
        if self.unreadable > 0 {
            let what = format!("could not be read: {}", self.unreadable);
            odd(Rating::Wrong, what, "check the products in the ERP that were changed last");
        }
        let mut twice: Vec<String> = self
            .wanted
            .into_iter()
            .filter(|(_, ids)| ids.len() > 1)
            .map(|(number, ids)| {
                let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
                format!("{number:?} ({})", ids.join(", "))
            })
            .collect();
        if !twice.is_empty() {
            twice.sort_unstable();
            let what = format!("numbers of more than one product: {}: {}", twice.len(), some(&twice));
            odd(Rating::Wrong, what, "give each product a number of its own; until then, new ones are held");
        }
        if !self.without_number.is_empty() {
            let (count, which) = (self.without_number.len(), some(&self.without_number));
            let what = format!("without a number, so that the id is used: {count}: {which}");
            odd(Rating::Doubtful, what, "give them numbers, unless this is intended");
        }
        if !self.without_name.is_empty() {
            let (count, which) = (self.without_name.len(), some(&self.without_name));
            let what = format!("without a name, so that the number is used: {count}: {which}");
            odd(Rating::Doubtful, what, "give them names: people in the warehouse read them");
        }
        if products >= FEW && non_stock * 2 > products {
            let what = format!("{non_stock} of {products} are not kept in stock: they would not be picked");
            let remedy = "check whether the ERP's stock control is on for goods; if not, set non_stock to \
                          \"like_any_other\"";
            odd(Rating::Doubtful, what, remedy);
        }
        findings
    }
}

fn some(names: &[String]) -> String {
    let more = names.len().saturating_sub(NAMED);
    let named = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    if more == 0 { named } else { format!("{named}, and {more} more") }
}
