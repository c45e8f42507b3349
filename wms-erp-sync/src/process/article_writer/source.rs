use twentyfour_client::types::{Company, Product};

use super::ArticleWriter;

impl ArticleWriter<'_, '_> {
    /// What an article is made from: the product and its supplier, without what changes by itself. Our own stock writes
    /// change the stock, and the vendor's proposal how many to order follows from it. What a further field or a hook reads by
    /// name counts all the same.
    pub(super) fn source(&self, product: &Product, supplier: Option<&Company>) -> String {
        let mut product = product.clone();
        let counts = |name: &str| self.settings.fields.read(name) || self.fields.name_of_product(name);
        product.stock = product.stock.filter(|_| counts("Stock"));
        product.order_proposal = product.order_proposal.filter(|_| counts("OrderProposal"));
        product.date_changed = product.date_changed.filter(|_| counts("DateChanged"));
        asmx_soap::keep(&product) + &supplier.map(asmx_soap::keep).unwrap_or_default()
    }
}
