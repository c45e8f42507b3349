//! Both sides: who they are, and whether they answer.

use chrono::Utc;
use futures::StreamExt;
use twentyfour_client::types::{CompanyId, OrderId};
use wms_erp_mapping::COMPANY_PROPERTIES;

use crate::document::{IdentityOf, KnownIdentity};
use crate::engine::Engine;
use crate::engine::identity::{OTHER_COMPANY, OTHER_GOODS_OWNER};
use crate::engine::shared::Common;
use crate::port::{ErpPort, OrderQuery, PortError, Records, WmsPort, named};
use crate::process::inspect::{Finding, Rating, unless_item};
use crate::store::StoreError;
use crate::tenant::{OrderStatusSettings, Tenant};
use crate::zone;

/// Both sides of a tenant.
pub(super) struct Sides<'c> {
    pub(super) engine: &'c Engine,
    pub(super) tenant: &'c Tenant,
}

impl Sides<'_> {
    /// Tells whether there is more to ask there.
    pub(super) async fn check_erp(&self, findings: &mut Vec<Finding>) -> Result<bool, StoreError> {
        let (id, name) = match self.tenant.erp.identity().await {
            Ok(found) => found,
            Err(error) => {
                findings.push(Finding::failed("ERP login", &error));
                return Ok(false);
            }
        };
        findings.push(Finding::good("ERP login", "the credentials are accepted"));
        let found = KnownIdentity { id, name };
        findings.push(self.same("ERP company", IdentityOf::Company, &found, OTHER_COMPANY).await?);
        findings.extend(self.shared("ERP company", Common::Company, &found).await?);
        findings.push(identities(self.tenant.erp.as_ref()).await);
        findings.extend(rights(self.tenant).await);
        Ok(true)
    }

    /// Whether one side is who it was before.
    async fn same(
        &self,
        subject: &str,
        key: IdentityOf,
        found: &KnownIdentity,
        remedy: &str,
    ) -> Result<Finding, StoreError> {
        let known =
            self.engine.documents(&self.tenant.name).get::<KnownIdentity>(&[key]).await?.pop().flatten();
        let known = known.transpose()?;
        let KnownIdentity { id, name } = found;
        Ok(match known {
            Some(known) if known.id != *id => {
                let detail = format!(
                    "{name} ({id}), but this tenant's state belongs to {} ({})",
                    known.name, known.id
                );
                Finding::of(Rating::Wrong, subject, detail, remedy)
            }
            Some(_) => Finding::good(subject, format!("{name} ({id}), the same as before")),
            None => Finding::good(subject, format!("{name} ({id}), not seen before")),
        })
    }

    /// Whether another tenant is the same there, and not both say that they share it.
    async fn shared(
        &self,
        subject: &str,
        common: Common,
        found: &KnownIdentity,
    ) -> Result<Option<Finding>, StoreError> {
        let clash = self.engine.clash(self.tenant, common, found).await?;
        Ok(clash.map(|clash| Finding::of(Rating::Wrong, subject, clash.what, clash.remedy)))
    }

    pub(super) async fn check_wms(&self, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
        let statuses = self.tenant.wms.order_statuses().await;
        // One that cannot be read was answered all the same.
        if let Some(error) = statuses.as_ref().err().filter(|error| !error.is_item()) {
            findings.push(Finding::failed("WMS login", error));
            return Ok(());
        }
        findings.push(Finding::good("WMS login", "the credentials are accepted"));
        let now = self.engine.inner.clock.now();
        let (subject, owner) = ("WMS goods owner", self.tenant.wms.goods_owner().into());
        findings.push(match goods_owner(self.tenant, now).await {
            Ok(()) => self.same(subject, IdentityOf::GoodsOwner, &owner, OTHER_GOODS_OWNER).await?,
            Err(error) => Finding::failed(subject, &error),
        });
        findings.extend(self.shared(subject, Common::GoodsOwner, &owner).await?);
        if let Some(stock) = self.tenant.stock.as_ref().filter(|stock| !stock.warehouses.is_empty()) {
            let now = zone::told(now, self.tenant.wms_zone);
            let answer = self.tenant.wms.inventory_in(&stock.warehouses, Some(now)).await;
            findings.push(match drain(answer).await {
                Ok(()) => Finding::good("WMS warehouses", stock.warehouses.join(", ")),
                Err(error) => Finding::failed("WMS warehouses", &error),
            });
        }
        match statuses {
            Ok(statuses) => findings.extend(named_statuses(self.tenant, &statuses)),
            Err(error) => findings.push(Finding::failed("WMS statuses", &error)),
        }
        Ok(())
    }
}

/// The statuses that the warehouse has, and those of the settings among them.
fn named_statuses(tenant: &Tenant, statuses: &[(i32, String)]) -> Vec<Finding> {
    let list: Vec<String> = statuses.iter().map(|(number, name)| format!("{number} {name}")).collect();
    let mut findings = vec![match list.is_empty() {
        false => Finding::good("WMS statuses", list.join(", ")),
        true => Finding::of(
            Rating::Wrong,
            "WMS statuses",
            "the warehouse lists no order statuses",
            "ask the warehouse whether the goods owner is set up for orders",
        ),
    }];
    if let Some(settings) = &tenant.order_status {
        findings.extend(sent_statuses(settings, statuses));
    }
    findings
}

/// The services that the processes need, each asked for something small. That of products is asked for all of them later.
async fn rights(tenant: &Tenant) -> Vec<Finding> {
    let erp = tenant.erp.as_ref();
    let mut findings = Vec::new();
    if tenant.orders.is_some() || tenant.order_status.is_some() {
        findings.push(may_read("ERP orders", erp.order_heads(&[OrderId(1)]).await).await);
    }
    if tenant.orders.is_some() || tenant.suppliers.is_some() {
        let company = erp.companies(&[CompanyId(1)], &named(COMPANY_PROPERTIES)).await;
        findings.push(may_read("ERP companies", company).await);
    }
    findings
}

/// Reads an answer to its end.
async fn drain<T>(answer: Result<Records<T>, PortError>) -> Result<(), PortError> {
    let mut records = answer?;
    while let Some(record) = records.next().await {
        record.map(drop).or_else(unless_item)?;
    }
    Ok(())
}

async fn may_read<T>(subject: &str, answer: Result<Records<T>, PortError>) -> Finding {
    match drain(answer).await {
        Ok(()) => Finding::good(subject, "the user may read them"),
        Err(error) => Finding::failed(subject, &error),
    }
}

/// The ERP user may see several companies; then it should be said which one is meant.
async fn identities(erp: &dyn ErpPort) -> Finding {
    let subject = "ERP companies";
    match erp.identities().await {
        Ok(companies) => {
            let names: Vec<String> = companies.iter().map(|(id, name)| format!("{name} ({id})")).collect();
            let count = if names.len() == 1 { "one".to_owned() } else { names.len().to_string() };
            Finding::good(subject, format!("the user sees {count}: {}", names.join(", ")))
        }
        Err(error) => Finding::failed(subject, &error),
    }
}

/// Reads that go by the code and by the number of the goods owner, and answer next to nothing.
async fn goods_owner(tenant: &Tenant, now: chrono::DateTime<Utc>) -> Result<(), PortError> {
    let wms: &dyn WmsPort = tenant.wms.as_ref();
    let now = zone::told(now, tenant.wms_zone);
    drain(wms.orders(OrderQuery::status(0, 0, Some(now))).await).await?;
    drain(wms.inventory(Some(now)).await).await
}

/// Returned, the vendor's own number for it: what was sent lies below.
const RETURNED: i32 = 800;

fn sent_statuses(settings: &OrderStatusSettings, statuses: &[(i32, String)]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for sent in &settings.sent_statuses {
        let subject = format!("WMS status {sent}");
        findings.push(match statuses.iter().find(|(number, _)| number == sent) {
            Some((_, name)) => Finding::good(subject, format!("{name}, counts as sent")),
            None => Finding::of(
                Rating::Wrong,
                subject,
                "counts as sent, and the warehouse has no such status",
                "remove it from the sent statuses, or replace it with the warehouse's own number",
            ),
        });
    }
    let lowest = settings.sent_statuses.first().copied().unwrap_or(RETURNED);
    let between = statuses.iter().filter(|(number, _)| {
        (lowest..RETURNED).contains(number) && !settings.sent_statuses.contains(number)
    });
    let doubtful = |(number, name): &(i32, String)| {
        let detail = format!("{name}, does not count as sent, although it lies between sent and returned");
        let remedy = "ask the warehouse what it means; if the goods have left, add it to the sent statuses";
        Finding::of(Rating::Doubtful, format!("WMS status {number}"), detail, remedy)
    };
    findings.extend(between.map(doubtful));
    findings
}
