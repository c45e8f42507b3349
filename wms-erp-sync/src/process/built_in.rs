//! The seven processes that come with the engine.

use std::sync::Arc;

use async_trait::async_trait;

use super::inspect::{Comparison, Finding, TakeoverReport};
use super::{SyncProcess, articles, expected_receipts, order_status, orders, returns, stock, suppliers};
use crate::context::run::Run;
use crate::context::{RunContext, RunError};
use crate::process_id::Process;
use crate::tenant::Tenant;

/// All of them, in the order of work.
pub(crate) fn built_in() -> Vec<Arc<dyn SyncProcess>> {
    vec![
        Arc::new(ArticleProcess),
        Arc::new(SupplierProcess),
        Arc::new(OrderProcess),
        Arc::new(OrderStatusProcess),
        Arc::new(ReturnProcess),
        Arc::new(ExpectedReceiptProcess),
        Arc::new(StockProcess),
    ]
}

/// Binds what the WMS has already to what it stands for in the ERP. `look` only plans; `keep` remembers what was found.
pub(crate) async fn take_over(look: &Run<'_>, keep: &Run<'_>) -> Result<Option<TakeoverReport>, RunError> {
    Ok(match keep.process {
        Process::Articles => Some(articles::takeover::take_over(keep).await?),
        Process::Orders => Some(orders::takeover::take_over(look, keep).await?),
        _ => None,
    })
}

#[derive(Debug)]
struct ArticleProcess;

#[async_trait]
impl SyncProcess for ArticleProcess {
    fn id(&self) -> Process {
        Process::Articles
    }

    async fn run(&self, run: &RunContext<'_>) -> Result<(), RunError> {
        articles::run(run.run()).await
    }

    async fn check(&self, tenant: &Tenant, findings: &mut Vec<Finding>) {
        articles::check::check(tenant, findings).await;
    }

    /// Suppliers travel on articles.
    fn compares(&self) -> Vec<Process> {
        vec![Process::Articles, Process::Suppliers]
    }

    async fn compare(&self, run: &RunContext<'_>, comparison: &mut Comparison) -> Result<(), RunError> {
        let run = run.run();
        let in_wms = comparison.in_wms(run).await?;
        articles::drift::compare(run, &in_wms, comparison).await
    }
}

#[derive(Debug)]
struct SupplierProcess;

#[async_trait]
impl SyncProcess for SupplierProcess {
    fn id(&self) -> Process {
        Process::Suppliers
    }

    async fn run(&self, run: &RunContext<'_>) -> Result<(), RunError> {
        suppliers::run(run.run()).await
    }
}

#[derive(Debug)]
struct OrderProcess;

#[async_trait]
impl SyncProcess for OrderProcess {
    fn id(&self) -> Process {
        Process::Orders
    }

    async fn run(&self, run: &RunContext<'_>) -> Result<(), RunError> {
        orders::run(run.run()).await
    }

    async fn check(&self, tenant: &Tenant, findings: &mut Vec<Finding>) {
        orders::check::check(tenant, findings).await;
    }

    /// The WMS answers with the order and its status at once.
    fn compares(&self) -> Vec<Process> {
        vec![Process::Orders, Process::OrderStatus]
    }

    async fn compare(&self, run: &RunContext<'_>, comparison: &mut Comparison) -> Result<(), RunError> {
        let run = run.run();
        match &run.tenant.orders {
            Some(settings) => orders::drift::compare(run, settings, comparison).await,
            None => Ok(()),
        }
    }
}

#[derive(Debug)]
struct OrderStatusProcess;

#[async_trait]
impl SyncProcess for OrderStatusProcess {
    fn id(&self) -> Process {
        Process::OrderStatus
    }

    async fn run(&self, run: &RunContext<'_>) -> Result<(), RunError> {
        order_status::run(run.run()).await
    }

    /// Beside what the comparison of orders says of it: the tracking and the delivered quantities of orders that were sent.
    fn compares(&self) -> Vec<Process> {
        vec![Process::OrderStatus]
    }

    async fn compare(&self, run: &RunContext<'_>, comparison: &mut Comparison) -> Result<(), RunError> {
        let run = run.run();
        match &run.tenant.order_status {
            Some(settings) => {
                order_status::drift::compare(run, settings, comparison).await?;
                order_status::delivered_drift::compare(run, settings, comparison).await
            }
            None => Ok(()),
        }
    }
}

#[derive(Debug)]
struct ReturnProcess;

#[async_trait]
impl SyncProcess for ReturnProcess {
    fn id(&self) -> Process {
        Process::Returns
    }

    async fn run(&self, run: &RunContext<'_>) -> Result<(), RunError> {
        returns::run(run.run()).await
    }

    fn compares(&self) -> Vec<Process> {
        vec![Process::Returns]
    }

    async fn compare(&self, run: &RunContext<'_>, comparison: &mut Comparison) -> Result<(), RunError> {
        let run = run.run();
        match &run.tenant.returns {
            Some(settings) => returns::drift::compare(run, settings, comparison).await,
            None => Ok(()),
        }
    }
}

#[derive(Debug)]
struct ExpectedReceiptProcess;

#[async_trait]
impl SyncProcess for ExpectedReceiptProcess {
    fn id(&self) -> Process {
        Process::ExpectedReceipts
    }

    async fn run(&self, run: &RunContext<'_>) -> Result<(), RunError> {
        expected_receipts::run(run.run()).await
    }

    async fn check(&self, tenant: &Tenant, findings: &mut Vec<Finding>) {
        expected_receipts::check::check(tenant, findings).await;
    }

    fn compares(&self) -> Vec<Process> {
        vec![Process::ExpectedReceipts]
    }

    async fn compare(&self, run: &RunContext<'_>, comparison: &mut Comparison) -> Result<(), RunError> {
        let run = run.run();
        match &run.tenant.expected_receipts {
            Some(settings) => expected_receipts::drift::compare(run, settings, comparison).await,
            None => Ok(()),
        }
    }
}

#[derive(Debug)]
struct StockProcess;

#[async_trait]
impl SyncProcess for StockProcess {
    fn id(&self) -> Process {
        Process::Stock
    }

    async fn run(&self, run: &RunContext<'_>) -> Result<(), RunError> {
        stock::run(run.run()).await
    }

    fn compares(&self) -> Vec<Process> {
        vec![Process::Stock]
    }

    async fn compare(&self, run: &RunContext<'_>, comparison: &mut Comparison) -> Result<(), RunError> {
        let run = run.run();
        let in_wms = comparison.in_wms(run).await?;
        stock::drift::compare(run, &in_wms, comparison).await
    }
}
