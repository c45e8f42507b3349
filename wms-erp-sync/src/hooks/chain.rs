use std::collections::HashMap;
use std::sync::Arc;

use async_trait::async_trait;
use ongoing_client::model::{ArticleDefinition, CustomerOrder};
use rust_decimal::Decimal;
use twentyfour_client::types::{InvoiceOrder, Product, ProductId};

use super::{HookFields, Hooks, Ruling};
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
            .into_iter()
            .map(|process| (process, joined(&|hook| hook.version_for(process).to_owned())))
            .collect();
        Self { hooks, version, versions }
    }

    fn ask(&self, mut ask: impl FnMut(&dyn Hooks) -> Ruling) -> Ruling {
        let mut rulings = self.hooks.iter().map(|hook| ask(hook.as_ref()));
        rulings.find(|ruling| *ruling != Ruling::Go).unwrap_or(Ruling::Go)
    }
}

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

    async fn prepare(&self, orders: &[InvoiceOrder]) -> Result<(), String> {
        for hook in &self.hooks {
            hook.prepare(orders).await?;
        }
        Ok(())
    }

    fn article(&self, product: &Product, article: &mut ArticleDefinition) -> Ruling {
        self.ask(|hook| hook.article(product, article))
    }

    fn order(&self, order: &InvoiceOrder, mapped: &mut CustomerOrder) -> Ruling {
        self.ask(|hook| hook.order(order, mapped))
    }

    fn stock(&self, product: ProductId, quantity: &mut Decimal) -> Ruling {
        self.ask(|hook| hook.stock(product, quantity))
    }
}
