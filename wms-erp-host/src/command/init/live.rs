//! Looks at the live systems: nothing is written there.

use chrono::{DateTime, Utc};
use futures::StreamExt;
use wms_erp_sync::adapter::Ongoing;
use wms_erp_sync::port::{OrderQuery, PortError, Records, WmsPort};
use wms_erp_sync::twentyfour::types::{Client, Identity};
use wms_erp_sync::{Tenant, twentyfour};

/// Why an answer cannot be taken.
pub(super) struct Refused {
    pub(super) what: String,
    pub(super) remedy: String,
}

impl Refused {
    /// For what the reader of configurations says.
    pub(super) fn of(problems: &[String]) -> Self {
        Self { what: problems.join("; "), remedy: String::new() }
    }
}

impl From<PortError> for Refused {
    fn from(error: PortError) -> Self {
        Self { what: error.full_message(), remedy: error.remedy.clone() }
    }
}

/// A company that the ERP's user sees.
pub(super) struct Company {
    /// The user's identity at the company, which a login chooses by its id. It is not the company's own number.
    pub(super) identity: String,
    /// Its name and number, and whether the vendor has blocked it.
    pub(super) name: String,
}

impl From<Identity> for Company {
    fn from(identity: Identity) -> Self {
        let blocked = if identity.is_disabled == Some(true) { ", blocked" } else { "" };
        let Client { id, name, .. } = identity.client.unwrap_or_default();
        let name = format!("{} ({id}{blocked})", name.unwrap_or_default());
        Self { identity: identity.id.to_string(), name }
    }
}

/// Logs in: the company that is meant, and all that the user sees.
pub(super) async fn companies(client: twentyfour::Client) -> Result<(String, Vec<Company>), Refused> {
    let meant = Company::from(client.identity().await.map_err(PortError::from)?);
    let seen = client.get_identities().await.map_err(PortError::from)?;
    Ok((meant.name, seen.into_iter().map(Company::from).collect()))
}

/// Logs in, and reads what goes by the code and the id of the goods owner, and is answered with next to nothing.
pub(super) async fn goods_owner(wms: Ongoing, now: DateTime<Utc>) -> Result<(), Refused> {
    wms.order_statuses().await?;
    drain(wms.orders(OrderQuery::status(0, 0, Some(now.into()))).await).await?;
    Ok(drain(wms.inventory(Some(now.into())).await).await?)
}

/// Whether the warehouses are there whose stock counts.
pub(super) async fn warehouses(tenant: &Tenant, now: DateTime<Utc>) -> Result<(), Refused> {
    match tenant.stock.as_ref().filter(|stock| !stock.warehouses.is_empty()) {
        Some(stock) => Ok(drain(tenant.wms.inventory_in(&stock.warehouses, Some(now.into())).await).await?),
        None => Ok(()),
    }
}

/// Reads an answer to its end. A record that cannot be read is no wrong answer.
async fn drain<T>(answer: Result<Records<T>, PortError>) -> Result<(), PortError> {
    let mut records = answer?;
    while let Some(record) = records.next().await {
        match record {
            Err(error) if !error.is_item() => return Err(error),
            _ => {}
        }
    }
    Ok(())
}
