use std::collections::HashMap;
use std::sync::Arc;

use async_trait::async_trait;
use ongoing_client::model::{ArticleDefinition, CustomerOrder, Supplier};
use rust_decimal::Decimal;
use twentyfour_client::types::{Company, InvoiceOrder, Product, ProductId};

use super::{Decision, HookError, HookFields, Hooks, Selection, SentShipment, StatusUpdate};
use crate::process_id::Process;

/// Several hooks, one behind the other. Each sees what the former made; the first that holds or skips a record decides.
#[derive(Debug)]
pub struct HookChain {
    hooks: Vec<Arc<dyn Hooks>>,
    version: String,
    versions: HashMap<Process, String>,
}

impl HookChain {
    /// These hooks, in this order.
    pub fn new(hooks: impl IntoIterator<Item = Arc<dyn Hooks>>) -> Self {
        let hooks: Vec<Arc<dyn Hooks>> = hooks.into_iter().collect();
        let joined = |version: &dyn Fn(&Arc<dyn Hooks>) -> String| {
            // One that says nothing is as if it were not there.
            let versions = hooks.iter().map(version).filter(|version| !version.is_empty());
            versions.collect::<Vec<_>>().join(" + ")
        };
        let version = joined(&|hook| hook.version().to_owned());
        let versions = Process::ALL
            .iter()
            .map(|&process| (process, joined(&|hook| hook.version_for(process).to_owned())))
            .collect();
        Self { hooks, version, versions }
    }

    /// One that ignores a record decides.
    fn select(&self, select: impl Fn(&dyn Hooks) -> Selection) -> Selection {
        let ignores = self.hooks.iter().any(|hook| select(hook.as_ref()) == Selection::Ignore);
        if ignores { Selection::Ignore } else { Selection::Keep }
    }

    fn ask(&self, mut ask: impl FnMut(&dyn Hooks) -> Decision) -> Decision {
        let mut decisions = self.hooks.iter().map(|hook| ask(hook.as_ref()));
        decisions.find(|decision| *decision != Decision::Accept).unwrap_or(Decision::Accept)
    }
}

// Methods have defaults: one that is missing here would go missing without a word.
#[deny(clippy::missing_trait_methods)]
#[async_trait]
impl Hooks for HookChain {
    fn version(&self) -> &str {
        &self.version
    }

    fn version_for(&self, process: Process) -> &str {
        self.versions.get(&process).map_or("", String::as_str)
    }

    fn fields(&self) -> HookFields {
        self.hooks.iter().map(|hook| hook.fields()).fold(HookFields::none(), HookFields::and)
    }

    fn select_order(&self, order: &InvoiceOrder) -> Selection {
        self.select(|hook| hook.select_order(order))
    }

    fn select_product(&self, product: &Product) -> Selection {
        self.select(|hook| hook.select_product(product))
    }

    async fn prepare_orders(&self, orders: &[InvoiceOrder]) -> Result<(), HookError> {
        for hook in &self.hooks {
            hook.prepare_orders(orders).await?;
        }
        Ok(())
    }

    async fn prepare_articles(&self, products: &[Product]) -> Result<(), HookError> {
        for hook in &self.hooks {
            hook.prepare_articles(products).await?;
        }
        Ok(())
    }

    async fn prepare_suppliers(&self, companies: &[Company]) -> Result<(), HookError> {
        for hook in &self.hooks {
            hook.prepare_suppliers(companies).await?;
        }
        Ok(())
    }

    async fn prepare_shipments(&self, shipments: &[SentShipment]) -> Result<(), HookError> {
        for hook in &self.hooks {
            hook.prepare_shipments(shipments).await?;
        }
        Ok(())
    }

    async fn prepare_stock(&self, levels: &[(ProductId, Decimal)]) -> Result<(), HookError> {
        for hook in &self.hooks {
            hook.prepare_stock(levels).await?;
        }
        Ok(())
    }

    fn supplier(&self, company: &Company, supplier: &mut Supplier) -> Decision {
        self.ask(|hook| hook.supplier(company, supplier))
    }

    fn shipment(&self, shipment: &SentShipment, update: &mut StatusUpdate) -> Decision {
        self.ask(|hook| hook.shipment(shipment, update))
    }

    fn article(&self, product: &Product, article: &mut ArticleDefinition) -> Decision {
        self.ask(|hook| hook.article(product, article))
    }

    fn order(&self, order: &InvoiceOrder, mapped: &mut CustomerOrder) -> Decision {
        self.ask(|hook| hook.order(order, mapped))
    }

    fn stock(&self, product: ProductId, quantity: &mut Decimal) -> Decision {
        self.ask(|hook| hook.stock(product, quantity))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    /// The methods that are defined in a block of the source.
    fn methods<'a>(source: &'a str, after: &str) -> BTreeSet<&'a str> {
        let (_, body) = source.split_once(after).unwrap_or_else(|| panic!("no {after}"));
        let lines = body.lines().take_while(|line| *line != "}");
        let defined = lines.filter_map(|line| {
            let line = line.strip_prefix("    ")?;
            line.strip_prefix("async ").unwrap_or(line).strip_prefix("fn ")?.split('(').next()
        });
        defined.collect()
    }

    #[test]
    fn a_chain_forwards_every_method_of_hooks() {
        let declared = methods(include_str!("../hooks.rs"), "pub trait Hooks");
        assert!(declared.len() > 12, "{declared:?}");
        assert_eq!(methods(include_str!("chain.rs"), "impl Hooks for HookChain"), declared);
    }
}
