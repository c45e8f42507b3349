//! Replaying a capsule.

use std::sync::Arc;

use asmx_soap::Secret;

use super::again::failures;
use super::answers::Answers;
use super::exchange::CapsuleSide;
use super::outcome::CapsuleOutcome;
use super::scoped::{Frozen, Played, Scoped, alone};
use super::{Capsule, CapsuleTransport, TENANT};
use crate::adapter::{Ongoing, TwentyFour};
use crate::context::RunError;
use crate::port::{ErrorKind, PortError};
use crate::tenant::Tenant;

/// Where nothing is.
const NOWHERE: &str = "https://capsule.invalid";

impl Capsule {
    /// Does again what was done when the capsule was made, on its answers, and says what came of it. Nothing is asked of any
    /// vendor. Of the tenant only its settings count: those that the capsule [has](Self::settings).
    ///
    /// # Errors
    /// If the capsule's documents cannot be read.
    pub async fn replay(&self, settings: &Tenant) -> Result<CapsuleOutcome, RunError> {
        Ok(Box::pin(play(self, settings)).await?.outcome)
    }
}

pub(super) async fn play(capsule: &Capsule, settings: &Tenant) -> Result<Played, RunError> {
    let scoped = Scoped { order: capsule.order(), at: capsule.made_at, documents: &capsule.documents };
    let mut played = scoped.plan(&answering(capsule, settings)?).await?;
    for failure in failures(&scoped, &played.outcome).await? {
        played.outcome.again.extend(failure.replay(&scoped, &answering(capsule, settings)?).await?);
    }
    Ok(played)
}

/// The tenant, with clients that are answered by the capsule.
fn answering(capsule: &Capsule, settings: &Tenant) -> Result<Tenant, RunError> {
    let answers = Answers::new(&capsule.exchanges);
    let clock = Frozen(capsule.made_at);
    let failed = |what: String| {
        RunError::from(PortError::new(ErrorKind::Access, asmx_soap::Delivery::NotSent, what, ""))
    };
    // Any id that is not nil.
    let application_id = "00000000-0000-0000-0000-000000000001".parse().unwrap_or_default();
    let credentials = twentyfour_client::Credentials::new(application_id, TENANT, TENANT);
    let erp = twentyfour_client::Client::builder(credentials)
        .base_url(NOWHERE)
        .http(answers.of(CapsuleSide::Erp))
        .budget(twentyfour_client::RequestBudget::unlimited())
        .clock(clock)
        .build()
        .map_err(|error| failed(error.to_string()))?;
    erp.use_session(Secret::new(TENANT));
    let credentials = ongoing_client::Credentials::new(TENANT, TENANT);
    let wms = ongoing_client::Client::builder(credentials, ongoing_client::GoodsOwner::new(TENANT, 0))
        .base_url(NOWHERE)
        .http(answers.of(CapsuleSide::Wms))
        .clock(clock)
        .build()
        .map_err(|error| failed(error.to_string()))?;
    let wms = match capsule.transport {
        CapsuleTransport::Soap => Ongoing::new(wms),
        CapsuleTransport::Rest => Ongoing::new(wms.rest()),
    };
    let tenant = Tenant { erp: Arc::new(TwentyFour::new(erp)), wms: Arc::new(wms), ..settings.clone() };
    Ok(alone(&tenant, capsule.order()))
}
