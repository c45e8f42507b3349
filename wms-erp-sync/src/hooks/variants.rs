use ongoing_client::model::ArticleDefinition;
use twentyfour_client::types::Product;
use wms_erp_mapping::VariantPattern;

use super::{Decision, HookFields, Hooks};
use crate::process_id::Process;

/// Variants by the product's number: what fits the pattern gets its `ArticleGroup`, `ArticleColor` and `ArticleSize`,
/// and all others are transferred unchanged.
///
/// ```
/// use wms_erp_sync::Variants;
/// # fn with(tenant: wms_erp_sync::Tenant) -> Result<(), Box<dyn std::error::Error>> {
/// let tenant = tenant.hooks(Variants::new("{group}-{color}-{size}".parse()?));
/// # Ok(()) }
/// ```
#[derive(Debug, Clone)]
pub struct Variants {
    pattern: VariantPattern,
    version: String,
}

impl Variants {
    /// Variants whose numbers are built like this.
    pub fn new(pattern: VariantPattern) -> Self {
        let version = format!("variants {pattern}");
        Self { pattern, version }
    }
}

impl Hooks for Variants {
    fn version(&self) -> &str {
        &self.version
    }

    fn version_for(&self, process: Process) -> &str {
        if process == Process::Articles { &self.version } else { "" }
    }

    fn fields(&self) -> HookFields {
        HookFields::none()
    }

    fn article(&self, _product: &Product, article: &mut ArticleDefinition) -> Decision {
        let variant = article.article_number.as_deref().and_then(|number| self.pattern.split(number));
        if let Some(variant) = variant {
            variant.apply(article);
        }
        Decision::Accept
    }
}
