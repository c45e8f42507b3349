//! Whom a tenant speaks for: the company and the goods owner that it was first seen with, and no others.

use std::sync::PoisonError;

use super::Engine;
use super::shared::Common;
use crate::context::RunError;
use crate::context::run::Run;
use crate::document::{IdentityOf, KnownIdentity};
use crate::store::Batch;

/// What to do when the ERP user speaks for another company than before.
pub(crate) const OTHER_COMPANY: &str =
    "give the user its former identity, or use a new tenant name for the other company";
/// What to do when the settings name another goods owner than before.
pub(crate) const OTHER_GOODS_OWNER: &str =
    "give the tenant its former goods owner, or use a new tenant name for the other one";

impl Engine {
    /// Both sides must be who they were before: the company that the user of the ERP speaks for, and the goods owner.
    /// Nothing is ever written to another one, and nothing that was learnt of one is believed of another.
    pub(crate) async fn check_identity(&self, run: &Run<'_>) -> Result<(), RunError> {
        let name = &run.tenant.name;
        if self.inner.identified.lock().unwrap_or_else(PoisonError::into_inner).contains(name) {
            return Ok(());
        }
        let keys = [IdentityOf::GoodsOwner, IdentityOf::Company];
        let mut known = run.read_all::<KnownIdentity>(&keys).await?.into_iter();
        let mut batch = Batch::new();
        // The goods owner first: no request has to be made for it.
        let found = KnownIdentity::from(run.wms.goods_owner());
        match known.next().flatten() {
            Some(known) if known.id == found.id => {}
            Some(known) => {
                return Err(stopped(
                    "the settings now name the goods owner",
                    &found,
                    &known,
                    OTHER_GOODS_OWNER,
                ));
            }
            None => drop(batch.set(&IdentityOf::GoodsOwner, &found)),
        }
        let owner = found;
        self.refuse_clash(run, Common::GoodsOwner, &owner).await?;
        let found = KnownIdentity::from(run.erp.identity().await?);
        match known.next().flatten() {
            Some(known) if known.id == found.id => {}
            Some(known) => {
                return Err(stopped("the ERP user now belongs to", &found, &known, OTHER_COMPANY));
            }
            None => drop(batch.set(&IdentityOf::Company, &found)),
        }
        self.refuse_clash(run, Common::Company, &found).await?;
        if !batch.is_empty() {
            run.commit(batch).await?;
            // Two tenants that are new at the same moment do not see each other before.
            self.refuse_clash(run, Common::GoodsOwner, &owner).await?;
            self.refuse_clash(run, Common::Company, &found).await?;
        }
        // A plan remembers nothing.
        if !run.is_plan() {
            self.inner.identified.lock().unwrap_or_else(PoisonError::into_inner).insert(name.clone());
        }
        Ok(())
    }

    async fn refuse_clash(
        &self,
        run: &Run<'_>,
        common: Common,
        found: &KnownIdentity,
    ) -> Result<(), RunError> {
        match self.clash(run.tenant, common, found).await? {
            Some(clash) => Err(clash.into()),
            None => Ok(()),
        }
    }
}

fn stopped(whose: &str, found: &KnownIdentity, known: &KnownIdentity, remedy: &str) -> RunError {
    let what = format!(
        "{whose} {} ({}), and this tenant's state belongs to {} ({})",
        found.name, found.id, known.name, known.id
    );
    RunError::Stopped { what, remedy: remedy.to_owned() }
}
