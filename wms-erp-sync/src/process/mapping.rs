//! By what a fingerprint tells that the mapping, or a setting that decides about it, is another than it was.

mod earlier;
#[cfg(test)]
mod every;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use twentyfour_client::Properties;
use twentyfour_client::types::{Company, Product};
use wms_erp_mapping::{ArticleSettings, MAPPING_VERSION, OrderSettings, TimeZone};

use crate::canonical::{canonical, canonical_text};
use crate::document::{MappingMark, hash};
use crate::process_id::Process;
use crate::tenant::Tenant;

/// How products become articles at present.
pub(super) fn articles(tenant: &Tenant) -> (ArticleSettings, MappingMark) {
    let settings = tenant.article_settings();
    let mut choices = canonical(&settings, &ArticleSettings::default());
    let fields = tenant.hooks.fields();
    insert_fields(&mut choices, fields.product_mark());
    if settings.suppliers {
        insert("hook_company_fields", &mut choices, fields.company_mark());
        // What they make of suppliers travels on articles.
        let suppliers = tenant.hooks.version_for(Process::Suppliers);
        if suppliers != tenant.hooks.version_for(Process::Articles) {
            insert("hooks_of_suppliers", &mut choices, suppliers.to_owned());
        }
    }
    let version = tenant.hooks.version_for(Process::Articles);
    let earlier = earlier::articles(&settings, &choices, version);
    (settings, mark(choices, version, earlier))
}

/// What is asked for of the products that the mapping and the hooks see.
pub(crate) fn asked_of_product(tenant: &Tenant) -> Properties<Product> {
    tenant.hooks.fields().asked_of_product(&tenant.article_settings())
}

/// What is asked for of suppliers' companies.
pub(super) fn asked_of_supplier(tenant: &Tenant) -> Properties<Company> {
    tenant.hooks.fields().asked_of_supplier(&tenant.article_settings())
}

/// How orders are mapped at present.
pub(super) fn orders(tenant: &Tenant, settings: &OrderSettings) -> MappingMark {
    let fields = tenant.hooks.fields().order_mark();
    orders_in(tenant.erp_zone, settings, tenant.hooks.version_for(Process::Orders), fields)
}

fn orders_in(zone: TimeZone, settings: &OrderSettings, hooks: &str, fields: String) -> MappingMark {
    let mut choices = canonical(settings, &OrderSettings::default());
    insert_fields(&mut choices, fields);
    let earlier = earlier::orders(settings, &choices, hooks);
    // A delivery date is a day of this zone.
    if zone != Tenant::ERP_ZONE {
        choices.insert("erp_zone".to_owned(), zone.to_string());
    }
    mark(choices, hooks, earlier)
}

/// What hooks read besides. No earlier version of this program knew of any.
fn insert_fields(choices: &mut BTreeMap<String, String>, fields: String) {
    insert("hook_fields", choices, fields);
}

fn insert(name: &str, choices: &mut BTreeMap<String, String>, fields: String) {
    if !fields.is_empty() {
        choices.insert(name.to_owned(), fields);
    }
}

fn mark(mut choices: BTreeMap<String, String>, hooks: &str, earlier: Option<String>) -> MappingMark {
    if !hooks.is_empty() {
        choices.insert("hooks".to_owned(), hooks.to_owned());
    }
    // Another version of the mapping is another mapping, whatever the settings.
    let earlier = earlier.filter(|_| MAPPING_VERSION == earlier::MAPPING_VERSION);
    MappingMark::new(format!("{MAPPING_VERSION}:{}", &hash(&canonical_text(&choices))[..16]), earlier)
}
