//! What the warehouse keeps for an integration: when it last ran, and what it reports.

use asmx_soap::{Secret, XsDateTime, element};

use crate::NAMESPACE;
use crate::model::{LogEvent, NoResult};
use crate::soap::operation::operation;
#[cfg(feature = "client")]
use crate::{Client, Error};

element! {
    /// Asks when an integration last ran. Whether it is still served is not known; it stands in the contract of 2017.
    pub struct GetTimeOfLastSync in NAMESPACE {
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// The goods owner's id; filled in by the client.
        "GoodsOwnerId" goods_owner_id: i32,
        /// Which integration: a name of its own choice.
        "IntegrationType" integration_type: Option<String>,
    }

    /// Keeps when an integration last ran. Whether it is still served is not known; it stands in the contract of 2017.
    pub struct SetTimeOfLastSync in NAMESPACE {
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// The goods owner's id; filled in by the client.
        "GoodsOwnerId" goods_owner_id: i32,
        /// Which integration: a name of its own choice.
        "IntegrationType" integration_type: Option<String>,
        /// When it ran. Take the time from before it began to read.
        "syncTime" sync_time: XsDateTime,
    }

    /// Writes into the log that the warehouse's staff see. Whether it is still served is not known; it stands in the contract
    /// of 2017.
    pub struct ReportEvent in NAMESPACE {
        /// The goods owner's code; filled in by the client.
        "GoodsOwnerCode" goods_owner_code: Option<String>,
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// What happened.
        "logEvent" log_event: Option<LogEvent>,
    }
}

operation!(GetTimeOfLastSync: Read, false, by id, [] "GetTimeOfLastSyncResult": XsDateTime);
operation!(SetTimeOfLastSync: Idempotent, false, by id, [] "": NoResult, void);
operation!(ReportEvent: Creates, true, by code, [] "": NoResult, void);

#[cfg(feature = "client")]
impl Client {
    /// `GetTimeOfLastSync`: when an integration last ran, as [`set_time_of_last_sync`](Self::set_time_of_last_sync) kept
    /// it; `None` if it never did.
    ///
    /// # Errors
    /// As [`Client::execute`].
    pub async fn get_time_of_last_sync(
        &self,
        integration_type: impl Into<String>,
    ) -> Result<Option<XsDateTime>, Error> {
        let integration_type = Some(integration_type.into());
        self.execute_nillable(GetTimeOfLastSync { integration_type, ..GetTimeOfLastSync::default() }).await
    }

    /// `SetTimeOfLastSync`: keeps when an integration last ran.
    ///
    /// # Errors
    /// As [`Client::execute`].
    pub async fn set_time_of_last_sync(
        &self,
        integration_type: impl Into<String>,
        sync_time: XsDateTime,
    ) -> Result<(), Error> {
        let integration_type = Some(integration_type.into());
        let request = SetTimeOfLastSync { integration_type, sync_time, ..SetTimeOfLastSync::default() };
        self.execute(request).await.map(drop)
    }

    /// `ReportEvent`: writes into the log that the warehouse's staff see.
    ///
    /// # Errors
    /// As [`Client::execute`].
    pub async fn report_event(&self, log_event: LogEvent) -> Result<(), Error> {
        let request = ReportEvent { log_event: Some(log_event), ..ReportEvent::default() };
        self.execute(request).await.map(drop)
    }
}
