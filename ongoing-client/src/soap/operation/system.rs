//! Contracts with carriers, and the system itself.

use asmx_soap::{Secret, element};
#[cfg(feature = "client")]
use futures::stream::BoxStream;

use crate::NAMESPACE;
use crate::model::{SystemStatus, TransporterContract};
use crate::soap::operation::operation;
#[cfg(feature = "client")]
use crate::{Client, Error};

element! {
    /// Reads the contracts with carriers that the warehouse has set up.
    /// developer.ongoingwarehouse.com/transporters
    pub struct GetTransporterContracts in NAMESPACE {
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// The goods owner's code; filled in by the client.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
    }

    /// Reads how the system is. It needs no user.
    pub struct GetSystemStatus in NAMESPACE {
    }
}

operation!(GetTransporterContracts: Read, false, by code, ["GetTransporterContractsResult", "TransporterContracts"] "TransporterContract": TransporterContract);

impl asmx_soap::Operation for GetSystemStatus {
    type Item = SystemStatus;
    const RESULT: &'static [&'static str] = &[];
    const ITEM: &'static str = "GetSystemStatusResult";
    const EFFECT: asmx_soap::Effect = asmx_soap::Effect::Read;
}

impl crate::soap::WsiOperation for GetSystemStatus {
    fn sign(&mut self, _account: &crate::Account) {}
}

#[cfg(feature = "client")]
impl Client {
    /// `GetTransporterContracts`: the contracts with carriers that the warehouse has set up.
    pub fn get_transporter_contracts(&self) -> BoxStream<'static, Result<TransporterContract, Error>> {
        self.execute_list(GetTransporterContracts::default())
    }

    /// `GetSystemStatus`: how the system is. It needs no user.
    ///
    /// # Errors
    /// As [`Client::execute`].
    pub async fn get_system_status(&self) -> Result<SystemStatus, Error> {
        self.execute(GetSystemStatus::default()).await
    }
}
